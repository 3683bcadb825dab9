/* json_diff: what a change does to the answers. */
#include "output/diff_text.h"
#include "output/diff_words.h"
#include "output/json_value.h"

static struct json_t *text_or_null(const char *s)
{
    return s ? jv_text(s) : jv_null();
}

static struct json_t *words_of(void (*words)(const struct diff_change *, struct strbuf *),
                               const struct diff_change *c)
{
    struct strbuf b;
    strbuf_init(&b);
    words(c, &b);
    struct json_t *v = jv_bytes(b.s, b.len);
    strbuf_done(&b);
    return v;
}

static struct json_t *item_of(const struct diff_change *c, int side)
{
    struct strbuf b;
    if (c->state[side] == DIFF_ABSENT)
        return jv_null();
    strbuf_init(&b);
    diff_item_words(c, side, &b);
    struct json_t *v = jv_bytes(b.s, b.len);
    strbuf_done(&b);
    return v;
}

static struct json_t *answer_of(const struct fact *f)
{
    struct strbuf b;
    strbuf_init(&b);
    fact_id(f, &b);
    struct json_t *v = jv_bytes(b.s, b.len);
    strbuf_done(&b);
    return v;
}

/* Dates and numbers: [from, to], null where it is open. */
static struct json_t *range_of(const struct diff_range *r)
{
    enum question_kind kind = r->from.question->kind;
    if (r->from.unknown || (kind != Q_DATE && kind != Q_NUMBER))
        return answer_of(&r->from);
    struct json_t *v = jv_array();
    jv_push(v, r->open_from ? jv_null() : answer_of(&r->from));
    jv_push(v, r->open_to ? jv_null() : answer_of(&r->to));
    return v;
}

static struct json_t *literal_of(const struct diff_literal *l)
{
    static const char *const names[] = {[DIFF_GAVE] = "answers",
                                        [DIFF_GAVE_OTHER] = "other_than",
                                        [DIFF_CHOSE] = "chose",
                                        [DIFF_CHOSE_NOT] = "chose_not"};
    struct json_t *o = jv_object(), *v = jv_array();
    jv_set(o, "question", jv_str(&l->question->id));
    for (size_t i = 0; i < l->n; i++)
        jv_push(v, range_of(&l->ranges[i]));
    jv_set(o, names[l->answer], v);
    return o;
}

static struct json_t *who_of(const struct diff_who *w)
{
    struct json_t *o = jv_object(), *texts = jv_array(), *terms = jv_array();
    struct strbuf b;
    strbuf_init(&b);
    diff_everyone_words(w, &b);
    if (b.len)
        jv_push(texts, jv_bytes(b.s, b.len));
    for (size_t i = 0; i < w->n; i++) {
        struct json_t *term = jv_array();
        strbuf_clear(&b);
        diff_term_words(&w->v[i], &b);
        jv_push(texts, jv_bytes(b.s, b.len));
        for (size_t j = 0; j < w->v[i].n; j++)
            jv_push(term, literal_of(&w->v[i].v[j]));
        jv_push(terms, term);
    }
    jv_set(o, "everyone", jv_bool(w->everyone || w->listed));
    jv_set(o, "text", texts);
    jv_set(o, "terms", terms);
    strbuf_done(&b);
    return o;
}

static struct json_t *change_of(const struct diff_change *c)
{
    static const char *const states[] = {"absent", "ask-at-desk", "required"};
    struct json_t *o = jv_object(), *state = jv_array();
    jv_set(o, "what", jv_text(diff_what_name(c->what)));
    jv_set(o, "of", jv_str(&(c->owner[1] ? c->owner[1] : c->owner[0])->id));
    jv_set(o, "before", item_of(c, 0));
    jv_set(o, "after", item_of(c, 1));
    for (int side = 0; side < 2; side++)
        jv_push(state, jv_text(states[c->state[side]]));
    jv_set(o, "state", state);
    jv_set(o, "text", words_of(diff_change_words, c));
    jv_set(o, "who", who_of(&c->who));
    return o;
}

static struct json_t *fields_of(const struct diff *d, const struct differences *l)
{
    struct json_t *v = jv_array();
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0; i < l->n; i++) {
        struct json_t *o = jv_object();
        strbuf_clear(&b);
        diff_field_words(d, &l->v[i], &b);
        jv_set(o, "place", jv_text(l->v[i].place));
        jv_set(o, "before", text_or_null(l->v[i].before));
        jv_set(o, "after", text_or_null(l->v[i].after));
        jv_set(o, "text", jv_bytes(b.s, b.len));
        jv_push(v, o);
    }
    strbuf_done(&b);
    return v;
}

static struct json_t *ids_of(const struct diff_entries *l)
{
    struct json_t *v = jv_array();
    for (size_t i = 0; i < l->n; i++)
        jv_push(v, jv_str(&l->v[i]->id));
    return v;
}

static struct json_t *entry_of(const struct diff *d, const struct diff_entry *e)
{
    const struct entry *now = e->entry[1] ? e->entry[1] : e->entry[0];
    const char *change = !e->entry[0]   ? "added"
                         : !e->entry[1] ? "removed"
                         : e->renamed   ? "renamed"
                                        : "changed";
    struct json_t *o = jv_object(), *results = jv_array();
    jv_set(o, "id", jv_str(&now->id));
    jv_set(o, "kind", jv_text(entry_kind_name(now->kind)));
    jv_set(o, "name", jv_str(&now->name));
    jv_set(o, "change", jv_text(change));
    jv_set(o, "was", e->renamed ? jv_str(&e->entry[0]->id) : jv_null());
    for (size_t i = 0; i < e->nchanges; i++)
        if (!e->changes[i].same_as_owner)
            jv_push(results, change_of(&e->changes[i]));
    jv_set(o, "results", results);
    jv_set(o, "fields", fields_of(d, &e->fields));
    jv_set(o, "words", fields_of(d, &e->words));
    jv_set(o, "also_in", ids_of(&e->also));
    return o;
}

static struct json_t *shared_of(const struct diff *d, const struct diff_shared *s)
{
    static const char *const kinds[] = {[DIFF_DESK] = "desk",
                                        [DIFF_SHARED_DOCUMENT] = "document",
                                        [DIFF_SHARED_QUESTION] = "question",
                                        [DIFF_TOWN] = "town",
                                        [DIFF_URGENT] = "urgent",
                                        [DIFF_SMALLTALK] = "smalltalk"};
    struct json_t *o = jv_object();
    jv_set(o, "kind", jv_text(kinds[s->kind]));
    jv_set(o, "id", jv_text(s->id));
    jv_set(o, "name", jv_text(s->name));
    jv_set(o, "change", jv_text(s->added ? "added" : s->removed ? "removed" : "changed"));
    jv_set(o, "fields", fields_of(d, &s->fields));
    jv_set(o, "words", fields_of(d, &s->words));
    jv_set(o, "used_by", ids_of(&s->users));
    return o;
}

void diff_json(const struct diff *d, struct strbuf *out)
{
    struct json_t *o = jv_object(), *entries = jv_array(), *shared = jv_array(), *dict = jv_array();
    for (size_t i = 0; i < d->nentries; i++)
        if (diff_entry_changed(&d->entries[i]) || d->entries[i].words.n)
            jv_push(entries, entry_of(d, &d->entries[i]));
    for (size_t i = 0; i < d->nshared; i++)
        jv_push(shared, shared_of(d, &d->shared[i]));
    for (size_t i = 0; d->words[i]; i++)
        jv_push(dict, jv_text(d->words[i]));
    jv_set(o, "same", jv_bool(diff_is_empty(d)));
    jv_set(o, "entries", entries);
    jv_set(o, "shared", shared);
    jv_set(o, "dict", dict);
    jv_set(o, "only_confirmed", jv_int((long)d->confirmed_only));
    jv_finish(o, out);
}
