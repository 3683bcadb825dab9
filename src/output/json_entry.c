/* json_entry: all that the knowledge says of an entry. */
#include "output/json.h"

#include "knowledge/fee.h"
#include "knowledge/review.h"
#include "output/json_value.h"
#include <stdio.h>

static const char *online_name(enum online_level l)
{
    static const char *const names[] = {[ONLINE_UNSAID] = "unsaid",
                                        [ONLINE_NO] = "no",
                                        [ONLINE_PARTLY] = "partly",
                                        [ONLINE_YES] = "yes"};

    return names[l];
}

static const char *status_name(enum status s)
{
    return s == STATUS_UNCONFIRMED ? "unconfirmed" : "confirmed";
}

static void set_when(struct json_t *o, const struct when *w, const struct str *who)
{
    if (w->cond)
        jv_set(o, "when", jv_str(&w->text));
    if (who)
        jv_set_str(o, "who", who);
}

static struct json_t *desk_of(const struct desk *d)
{
    struct json_t *o;

    if (!d)
        return jv_null();
    o = jv_object();
    jv_set(o, "id", jv_str(&d->id));
    jv_set(o, "name", jv_str(&d->name));
    jv_set(o, "place", jv_str(&d->place));
    jv_set(o, "tel", jv_str(&d->tel));
    jv_set(o, "hours", jv_str(&d->hours));
    return o;
}

static struct json_t *duration_of(struct duration d)
{
    static const char *const units[] = {[UNIT_NONE] = "",
                                        [UNIT_DAYS] = "days",
                                        [UNIT_WEEKS] = "weeks",
                                        [UNIT_MONTHS] = "months",
                                        [UNIT_YEARS] = "years"};
    char words[40];

    if (d.unit == UNIT_NONE)
        return jv_null();
    snprintf(words, sizeof(words), "%d %s", d.count, units[d.unit]);
    return jv_text(words);
}

static struct json_t *document_of(const struct document_ref *r)
{
    const struct document *d = r->document;
    struct json_t *o = jv_object(), *any = jv_array();

    jv_set(o, "id", jv_str(&d->id));
    jv_set(o, "name", jv_str(&d->name));
    jv_set(o, "what", jv_str(&d->what));
    jv_set(o, "original_or_copy", jv_text(jv_form_name(r->form == FORM_ANY ? d->form : r->form)));
    set_when(o, &r->when, &r->who);
    jv_set_str(o, "note", &r->note);
    jv_set_str(o, "about", &d->note);
    jv_set_str(o, "get", &d->get);
    jv_set_str(o, "where", &d->where);
    if (d->fresh.unit != UNIT_NONE)
        jv_set(o, "fresh", duration_of(d->fresh));
    for (size_t i = 0; i < d->any.n; i++) {
        const struct alternative *a = &d->any.v[i];
        struct json_t *one = jv_object();

        if (a->one_of.n > 0)
            jv_set(one, "one_of", jv_strs(&a->one_of));
        if (a->two_of.n > 0)
            jv_set(one, "two_of", jv_strs(&a->two_of));
        jv_set_str(one, "note", &a->note);
        jv_push(any, one);
    }
    jv_set(o, "any", any);
    jv_set_str(o, "instead", &d->instead);
    jv_set(o, "status", jv_text(status_name(d->status)));
    jv_set_period(o, &r->in);
    return o;
}

static struct json_t *documents_of(const struct entry *e, struct date today)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->documents.n; i++) {
        if (e->documents.v[i].document && (period_holds(&e->documents.v[i].in, today) ||
                                           period_begins_soon(&e->documents.v[i].in, today)))
            jv_push(a, document_of(&e->documents.v[i]));
    }
    return a;
}

static struct json_t *deadlines_of(const struct entry *e, struct date today)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->deadlines.n; i++) {
        const struct deadline *d = &e->deadlines.v[i];
        struct json_t *o;

        if (!period_holds(&d->in, today))
            continue;
        o = jv_object();
        jv_set_str(o, "from", &d->from);
        if (d->within.unit != UNIT_NONE) {
            jv_set(o, "within", duration_of(d->within));
            jv_set(o, "first_day", jv_text(d->first_day == FIRST_SAME ? "same" : "next"));
            jv_set(o, "closed", jv_text(d->closed == CLOSED_AS_IS ? "as_is" : "next_open"));
        }
        jv_set_str(o, "text", &d->text);
        jv_set_str(o, "late", &d->late);
        set_when(o, &d->when, NULL);
        jv_push(a, o);
    }
    return a;
}

static struct json_t *fees_of(const struct entry *e, struct date today)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->fees.n; i++) {
        const struct fee *f = &e->fees.v[i];
        struct json_t *o;

        if (!fee_shown(&e->fees, f, today))
            continue;
        o = jv_object();
        jv_set_fee_on(o, &e->fees, f, today);
        set_when(o, &f->when, NULL);
        jv_push(a, o);
    }
    return a;
}

static struct json_t *notes_of(const struct notes *notes, struct date today)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < notes->n; i++) {
        struct json_t *o;

        if (!period_holds(&notes->v[i].in, today))
            continue;
        o = jv_object();
        jv_set(o, "text", jv_str(&notes->v[i].text));
        set_when(o, &notes->v[i].when, &notes->v[i].who);
        if (notes->v[i].maybe)
            jv_set(o, "maybe", jv_bool(true));
        jv_set_period(o, &notes->v[i].in);
        jv_push(a, o);
    }
    return a;
}

static struct json_t *steps_of(const struct entry *e)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->steps.n; i++) {
        struct json_t *o = jv_object();

        jv_set(o, "text", jv_str(&e->steps.v[i].text));
        jv_set_str(o, "look", &e->steps.v[i].look);
        jv_set_str(o, "if_not", &e->steps.v[i].if_not);
        jv_push(a, o);
    }
    return a;
}

/* The questions of an entry's tree, or of an event, by id in the order they are written. */
static struct json_t *questions_of(const struct entry *e)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->tree.nodes.n; i++) {
        if (e->tree.nodes.v[i].question)
            jv_push(a, jv_str(&e->tree.nodes.v[i].question->id));
    }
    for (size_t i = 0; i < e->questions.n; i++)
        jv_push(a, jv_str(&e->questions.v[i].id));
    return a;
}

static struct json_t *procedures_of(const struct entry *e)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->procedures.n; i++) {
        struct json_t *o = jv_object();

        jv_set(o, "id", jv_str(&e->procedures.v[i].id));
        set_when(o, &e->procedures.v[i].when, &e->procedures.v[i].who);
        jv_push(a, o);
    }
    return a;
}

static void set_procedure(struct json_t *o, const struct knowledge *k, const struct entry *e,
                          struct date today)
{
    struct json_t *online = jv_object();

    jv_set(o, "desk", desk_of(e->desk.len > 0 ? knowledge_desk(k, e->desk.s) : NULL));
    jv_set_str(o, "place", &e->place);
    jv_set(o, "who", jv_str(&e->who));
    jv_set_str(o, "duration", &e->duration);
    jv_set_str(o, "hours", &e->hours);
    jv_set_str(o, "amount", &e->amount);
    jv_set(o, "fees", fees_of(e, today));
    jv_set(online, "level", jv_text(online_name(e->online.level)));
    jv_set_str(online, "how", &e->online.how);
    jv_set(o, "online", online);
}

void json_entry(const struct knowledge *k, const struct entry *e, struct date today,
                struct strbuf *out)
{
    struct json_t *o = jv_object();
    bool walked = e->kind == ENTRY_PROCEDURE || e->kind == ENTRY_EVENT;

    jv_set(o, "id", jv_str(&e->id));
    jv_set(o, "kind", jv_text(entry_kind_name(e->kind)));
    jv_set(o, "name", jv_str(&e->name));
    jv_set(o, "reading", jv_str(&e->reading));
    jv_set(o, "field", jv_str(&e->field));
    jv_set(o, "status", jv_text(status_name(e->status)));
    jv_set(o, "summary", jv_str(&e->summary));
    jv_set_str(o, "answer", &e->answer);
    jv_set_str(o, "person", &e->person);
    jv_set(o, "says", jv_strs(&e->says));
    if (walked) {
        jv_set(o, "questions", questions_of(e));
        jv_set(o, "documents", documents_of(e, today));
        jv_set(o, "deadlines", deadlines_of(e, today));
    }
    if (e->kind == ENTRY_PROCEDURE)
        set_procedure(o, k, e, today);
    if (e->kind == ENTRY_EVENT)
        jv_set(o, "procedures", procedures_of(e));
    if (e->kind == ENTRY_HOWTO)
        jv_set(o, "steps", steps_of(e));
    jv_set(o, "notes", notes_of(&e->notes, today));
    if (e->again.n > 0)
        jv_set(o, "again", notes_of(&e->again, today));
    jv_set(o, "next", jv_strs(&e->next));
    jv_set_str(o, "law", &e->law);
    jv_set_str(o, "owner", &e->owner);
    jv_set(o, "confirmed", jv_date(e->confirmed));
    if (e->review_after.unit != UNIT_NONE)
        jv_set(o, "review_after", duration_of(e->review_after));
    if (entry_is_doubtful(e, today))
        jv_set(o, "doubtful", jv_bool(true));
    jv_set(o, "sources", jv_strs(&e->sources));
    jv_finish(o, out);
}
