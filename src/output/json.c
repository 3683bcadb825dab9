#include "output/json.h"

#include "base/lang.h"
#include "guide/route.h"
#include "knowledge/review.h"
#include "output/json_value.h"
#include "output/pieces.h"

/* -- names ------------------------------------------------------------------------------------- */

static const char *state_name(enum item_state s)
{
    return s == ITEM_REQUIRED ? "required" : "ask-at-desk";
}

static const char *due_name(enum due_state s)
{
    static const char *const names[] = {
        [DUE_OPEN] = "open", [DUE_TODAY] = "today", [DUE_PAST] = "past"};

    return names[s];
}

static const char *question_kind_name(enum question_kind k)
{
    static const char *const names[] = {
        [Q_SINGLE] = "single", [Q_MULTI] = "multi",   [Q_YESNO] = "yesno",
        [Q_DATE] = "date",     [Q_NUMBER] = "number", [Q_DERIVED] = "derived"};

    return names[k];
}

/* -- answers ----------------------------------------------------------------------------------- */

static struct json_t *answer_of(const struct fact *f)
{
    struct strbuf b;
    struct json_t *value;

    strbuf_init(&b);
    fact_id(f, &b);
    value = jv_bytes(b.s, b.len);
    strbuf_wipe(&b);
    strbuf_done(&b);
    return value;
}

/* [{"question", "answer"}] */
static struct json_t *answers_of(const struct fact *const *v, size_t n)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < n; i++) {
        struct json_t *o = jv_object();

        jv_set(o, "question", jv_str(&v[i]->question->id));
        jv_set(o, "answer", answer_of(v[i]));
        jv_push(a, o);
    }
    return a;
}

static struct json_t *reasons_of(const struct reasons *r)
{
    return answers_of(r->v, r->n);
}

/* -- search, ask, list ------------------------------------------------------------------------- */

void json_search(const char *query, size_t n, const struct hits *h, struct strbuf *out)
{
    struct json_t *o = jv_object(), *hits = jv_array();

    jv_set(o, "query", jv_bytes(query, n));
    jv_set(o, "confidence", jv_text(confidence_name(h->confidence)));
    for (size_t i = 0; i < h->n; i++) {
        const struct hit *hit = &h->v[i];
        struct json_t *one = jv_object();

        jv_set(one, "id", jv_str(&hit->entry->id));
        jv_set(one, "kind", jv_text(entry_kind_name(hit->entry->kind)));
        jv_set(one, "name", jv_str(&hit->entry->name));
        jv_set(one, "score", jv_real(hit->score));
        jv_push(hits, one);
    }
    jv_set(o, "hits", hits);
    if (h->elsewhere)
        jv_set(o, "elsewhere", jv_str(&h->elsewhere->id));
    jv_finish(o, out);
}

void json_ask(const struct json_ask *a, struct strbuf *out)
{
    struct json_t *o = jv_object(), *entries = jv_array(), *facts = jv_object();

    jv_set(o, "query", jv_text(a->query));
    jv_set(o, "act", jv_text(a->act));
    for (size_t i = 0; i < a->nentries; i++)
        jv_push(entries, jv_str(&a->entries[i]->id));
    jv_set(o, "entries", entries);
    jv_set(o, "aspect", a->aspect ? jv_text(a->aspect) : jv_null());
    for (size_t i = 0; a->facts && i < a->facts->n; i++)
        jv_set(facts, a->facts->v[i].question->id.s, answer_of(&a->facts->v[i]));
    jv_set(o, "facts", facts);
    jv_set(o, "text", jv_text(a->text ? a->text : ""));
    jv_finish(o, out);
}

void json_list(const struct entry *const *v, size_t n, struct strbuf *out)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < n; i++) {
        struct json_t *o = jv_object();

        jv_set(o, "id", jv_str(&v[i]->id));
        jv_set(o, "kind", jv_text(entry_kind_name(v[i]->kind)));
        jv_set(o, "name", jv_str(&v[i]->name));
        jv_set(o, "reading", jv_str(&v[i]->reading));
        jv_set(o, "field", jv_str(&v[i]->field));
        jv_push(a, o);
    }
    jv_finish(a, out);
}

/* -- the guide --------------------------------------------------------------------------------- */

static struct json_t *question_of(const struct question *q)
{
    struct json_t *o = jv_object(), *answers = jv_array(), *unknown = jv_object();

    jv_set(o, "id", jv_str(&q->id));
    jv_set(o, "text", jv_str(&q->ask));
    jv_set(o, "why", jv_str(&q->why));
    jv_set(o, "kind", jv_text(question_kind_name(q->kind)));
    if (q->kind == Q_NUMBER) {
        jv_set_str(o, "unit", &q->unit);
        if (q->min != 0 || q->max != 0) {
            jv_set(o, "min", jv_int(q->min));
            jv_set(o, "max", jv_int(q->max));
        }
    }
    for (size_t i = 0; i < q->answers.n; i++) {
        struct json_t *one = jv_object();

        jv_set(one, "id", jv_str(&q->answers.v[i].id));
        jv_set(one, "label", jv_str(&q->answers.v[i].label));
        jv_push(answers, one);
    }
    jv_set(unknown, "id", jv_text("unknown"));
    jv_set(unknown, "label", jv_text(_("わからない")));
    jv_push(answers, unknown);
    jv_set(o, "answers", answers);
    return o;
}

void json_asking(const struct guide_step *step, const struct guide_path *path, const char *code,
                 struct strbuf *out)
{
    struct json_t *o = jv_object();

    jv_set(o, "state", jv_text("asking"));
    jv_set(o, "question", step->question ? question_of(step->question) : jv_null());
    jv_set(o, "path", answers_of(path->v, path->n));
    jv_set(o, "code", code ? jv_text(code) : jv_null());
    jv_finish(o, out);
}

static struct json_t *checklist_procedures(const struct checklist *c)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < c->procedures.n; i++) {
        const struct item_procedure *p = &c->procedures.v[i];
        struct json_t *o = jv_object();

        jv_set(o, "id", jv_str(&p->entry->id));
        jv_set(o, "name", jv_str(&p->entry->name));
        jv_set(o, "state", jv_text(state_name(p->state)));
        jv_set(o, "desk", p->desk ? jv_str(&p->desk->id) : jv_null());
        jv_set(o, "why", reasons_of(&p->why));
        if (entry_is_doubtful(p->entry, c->today))
            jv_set(o, "doubtful", jv_bool(true));
        jv_push(a, o);
    }
    return a;
}

static struct json_t *checklist_documents(const struct checklist *c)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];
        struct json_t *o = jv_object(), *users = jv_array();
        struct strbuf note;

        strbuf_init(&note);
        for (size_t j = 0; j < d->procedures.n; j++)
            jv_push(users, jv_str(&d->procedures.v[j]->id));
        for (size_t j = 0; j < d->notes.n; j++)
            strbuf_printf(&note, "%s%s", j > 0 ? " " : "", d->notes.v[j].s);
        jv_set(o, "id", jv_str(&d->document->id));
        jv_set(o, "name", jv_str(&d->document->name));
        jv_set(o, "state", jv_text(state_name(d->state)));
        jv_set(o, "original_or_copy", jv_text(jv_form_name(d->form)));
        jv_set(o, "for", users);
        jv_set(o, "why", reasons_of(&d->why));
        jv_set(o, "note", jv_bytes(note.s, note.len));
        if (document_is_doubtful(c, d))
            jv_set(o, "doubtful", jv_bool(true));
        jv_push(a, o);
        strbuf_done(&note);
    }
    return a;
}

static struct json_t *checklist_deadlines(const struct checklist *c)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < c->deadlines.n; i++) {
        const struct item_deadline *d = &c->deadlines.v[i];
        struct json_t *o = jv_object();

        jv_set(o, "procedure", jv_str(&d->entry->id));
        jv_set(o, "due", jv_date(d->due));
        jv_set(o, "state", jv_text(due_name(d->due_state)));
        jv_set(o, "days_left", date_is_none(d->due) ? jv_null() : jv_int(d->days_left));
        jv_set(o, "rule", jv_text(d->rule ? d->rule : ""));
        jv_set(o, "late", d->due_state == DUE_PAST ? jv_text(deadline_late(d)) : jv_null());
        jv_push(a, o);
    }
    return a;
}

static struct json_t *checklist_fees(const struct checklist *c)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < c->fees.n; i++) {
        struct json_t *o = jv_object();

        jv_set(o, "procedure", jv_str(&c->fees.v[i].entry->id));
        jv_set_fee_on(o, &c->fees.v[i].entry->fees, c->fees.v[i].fee, c->today);
        jv_set(o, "state", jv_text(state_name(c->fees.v[i].state)));
        jv_push(a, o);
    }
    return a;
}

static struct json_t *notes_of(const struct item_notes *notes)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < notes->n; i++) {
        const struct item_note *n = &notes->v[i];
        struct json_t *o = jv_object();

        jv_set(o, "text", jv_str(&n->text));
        jv_set(o, "procedure", n->entry ? jv_str(&n->entry->id) : jv_null());
        jv_set(o, "state", jv_text(state_name(n->state)));
        jv_set(o, "why", reasons_of(&n->why));
        jv_push(a, o);
    }
    return a;
}

static struct json_t *visits_of(const struct checklist *c)
{
    struct visits v = route_visits(c);
    struct json_t *o = jv_object();

    jv_set(o, "town_hall", jv_int(v.town_hall));
    jv_set(o, "maybe", jv_bool(v.maybe));
    jv_set(o, "reasons", notes_of(&c->again));
    jv_set(o, "elsewhere", jv_int((long)v.elsewhere));
    return o;
}

/* Where to go, in walking order. */
static struct json_t *route_of(const struct checklist *c)
{
    struct json_t *a = jv_array();
    struct route r;

    route_init(&r, c);
    for (size_t i = 0; i < r.n; i++) {
        const struct route_place *p = &r.v[i];
        struct json_t *o = jv_object(), *ids = jv_array();

        for (size_t j = 0; j < p->n; j++)
            jv_push(ids, jv_str(&p->v[j]->entry->id));
        jv_set(o, "desk", p->desk ? jv_str(&p->desk->id) : jv_null());
        jv_set(o, "place", jv_str(p->desk ? &p->desk->place : &p->v[0]->entry->place));
        jv_set(o, "procedures", ids);
        jv_push(a, o);
    }
    route_done(&r);
    return a;
}

void json_checklist(const struct checklist *c, const struct guide_path *path, const char *code,
                    struct strbuf *out)
{
    struct json_t *o = jv_object();

    jv_set(o, "state", jv_text("done"));
    jv_set(o, "procedures", checklist_procedures(c));
    jv_set(o, "documents", checklist_documents(c));
    jv_set(o, "deadlines", checklist_deadlines(c));
    jv_set(o, "fees", checklist_fees(c));
    jv_set(o, "notes", notes_of(&c->notes));
    jv_set(o, "visits", visits_of(c));
    jv_set(o, "route", route_of(c));
    jv_set(o, "next", jv_strs(&c->next));
    jv_set(o, "stop", c->stop ? jv_text(c->stop) : jv_null());
    jv_set(o, "path", answers_of(path->v, path->n));
    jv_set(o, "code", code ? jv_text(code) : jv_null());
    jv_finish(o, out);
}
