#include "guide/diff_shared.h"
#include "base/xalloc.h"
#include "guide/walk.h"
#include <string.h>

bool is_among(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

const char *const walked_fields[] = {"tree",  "documents", "fee",        "deadline", "notes",
                                     "again", "questions", "procedures", NULL};
const char *const looked_at_fields[] = {"confirmed", "sources", "review_after", NULL};
const char *const word_fields[] = {"says", "heard", "age_from", "age_to", NULL};

static bool is_word(const struct field *f)
{
    return is_among(f->name, word_fields);
}

bool is_no_word(const struct field *f)
{
    return !is_word(f) && f->type != F_MAP && f->type != F_LIST && f->type != F_RECORD;
}

bool is_walked_kind(const struct entry *e)
{
    return e->kind == ENTRY_PROCEDURE || e->kind == ENTRY_EVENT;
}

void diff_entries_add(struct diff_entries *l, const struct entry *e)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i] == e)
            return;
    l->v = xreallocarray(l->v, l->n + 1, sizeof(*l->v));
    l->v[l->n++] = e;
}

void diff_drop_elements(struct differences *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].field->type != F_MAP && l->v[i].field->type != F_LIST)
            l->v[n++] = l->v[i];
    l->n = n;
}

static bool is_told_elsewhere(const struct field *f)
{
    return strcmp(f->name, "desks") == 0 || strcmp(f->name, "fees") == 0 ||
           strcmp(f->name, "values") == 0;
}

typedef bool uses(const struct entry *e, const char *id);

static bool uses_desk(const struct entry *e, const char *id)
{
    return str_is(&e->desk, id);
}

static bool uses_document(const struct entry *e, const char *id)
{
    for (size_t i = 0; i < e->documents.n; i++)
        if (str_is(&e->documents.v[i].id, id))
            return true;
    return false;
}

static bool uses_question(const struct entry *e, const char *id)
{
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        if (str_is(&e->tree.nodes.v[i].use, id))
            return true;
    for (size_t i = 0; i < e->questions.n; i++)
        if (str_is(&e->questions.v[i].id, id))
            return true;
    return false;
}

static bool uses_closed_days(const struct entry *e, const char *id)
{
    (void)id;
    for (size_t i = 0; i < e->deadlines.n; i++)
        if (e->deadlines.v[i].from.len && e->deadlines.v[i].closed == CLOSED_NEXT_OPEN)
            return true;
    return false;
}

static void find_users(const struct diff *d, struct diff_shared *s, uses *is_used)
{
    const struct knowledge *k = d->k[s->removed ? 0 : 1];
    for (size_t i = 0; i < k->entries.n && is_used; i++)
        if (is_used(knowledge_at(k, i), s->id))
            diff_entries_add(&s->users, knowledge_at(k, i));
}

static struct diff_shared *add_shared(struct diff *d, enum diff_shared_kind kind, const char *id,
                                      const char *name)
{
    d->shared = xreallocarray(d->shared, d->nshared + 1, sizeof *d->shared);
    struct diff_shared *s = &d->shared[d->nshared++];
    *s = (struct diff_shared){.kind = kind, .id = id, .name = name};
    s->fields.arena = s->words.arena = &d->arena;
    return s;
}

static void compare(struct diff *d, enum diff_shared_kind kind, const struct record *r,
                    const void *const side[2], const char *id, const char *name, uses *is_used)
{
    struct diff_shared *s = add_shared(d, kind, id, name);
    s->added = !side[0];
    s->removed = !side[1];
    if (side[0] && side[1]) {
        record_differences(r, side[0], side[1], is_word, &s->fields);
        record_differences(r, side[0], side[1], is_no_word, &s->words);
        diff_drop_elements(&s->words);
        if (!s->fields.n && !s->words.n) {
            d->nshared--;
            return;
        }
    }
    find_users(d, s, is_used);
}

static void compare_desks(struct diff *d)
{
    const struct record *r = record_field(&record_town, "desks")->record;
    for (size_t i = 0; i < d->k[1]->town.desks.n; i++) {
        const struct desk *desk = &d->k[1]->town.desks.v[i];
        const void *side[2] = {knowledge_desk(d->k[0], desk->id.s), desk};
        compare(d, DIFF_DESK, r, side, desk->id.s, desk->name.s, uses_desk);
    }
    for (size_t i = 0; i < d->k[0]->town.desks.n; i++) {
        const struct desk *desk = &d->k[0]->town.desks.v[i];
        const void *side[2] = {desk, NULL};
        if (!knowledge_desk(d->k[1], desk->id.s))
            compare(d, DIFF_DESK, r, side, desk->id.s, desk->name.s, uses_desk);
    }
}

static void compare_documents(struct diff *d)
{
    for (int new = 1; new >= 0; new --)
        for (size_t i = 0; i < d->k[new]->documents.n; i++) {
            const struct document *x = knowledge_document_at(d->k[new], i);
            const struct document *y = knowledge_document(d->k[1 - new], x->id.s);
            const void *side[2] = {new ? y : x, new ? x : y};
            if (new || !y)
                compare(d, DIFF_SHARED_DOCUMENT, &record_document, side, x->id.s, x->name.s,
                        uses_document);
        }
}

static void compare_questions(struct diff *d)
{
    for (int new = 1; new >= 0; new --)
        for (size_t i = 0; i < d->k[new]->questions.n; i++) {
            const struct question *x = &d->k[new]->questions.v[i];
            const struct question *y = knowledge_question(d->k[1 - new], x->id.s);
            const void *side[2] = {new ? y : x, new ? x : y};
            if (new || !y)
                compare(d, DIFF_SHARED_QUESTION, &record_question, side, x->id.s, question_name(x),
                        uses_question);
        }
}

static void compare_town(struct diff *d)
{
    struct diff_shared *s = add_shared(d, DIFF_TOWN, "", d->k[1]->town.name.s);
    record_differences(&record_town, &d->k[0]->town, &d->k[1]->town, is_told_elsewhere, &s->fields);
    for (size_t i = 0; i < s->fields.n; i++)
        if (strcmp(s->fields.v[i].field->name, "closed") == 0) {
            find_users(d, s, uses_closed_days);
            break;
        }
    if (!s->fields.n)
        d->nshared--;
}

void diff_find_shared(struct diff *d)
{
    const void *urgent[2] = {&d->k[0]->urgency, &d->k[1]->urgency};
    const void *talk[2] = {&d->k[0]->smalltalk, &d->k[1]->smalltalk};
    compare_town(d);
    compare_desks(d);
    compare_documents(d);
    compare_questions(d);
    compare(d, DIFF_URGENT, &record_urgency, urgent, "", "", NULL);
    compare(d, DIFF_SMALLTALK, &record_smalltalk, talk, "", "", NULL);
}

/* ---- lists of search words ---- */

static bool same_strs(const struct strs *a, const struct strs *b)
{
    bool same = a->n == b->n;
    for (size_t i = 0; i < a->n && same; i++)
        same = strcmp(a->v[i].s, b->v[i].s) == 0;
    return same;
}

static bool same_records(const struct record *r, const void *a, size_t na, const void *b, size_t nb)
{
    bool same = na == nb;
    for (size_t i = 0; i < na && same; i++)
        same = record_same(r, (const char *)a + i * r->size, (const char *)b + i * r->size, NULL);
    return same;
}

static bool same_synonyms(const struct synonyms *a, const struct synonyms *b)
{
    bool same = a->n == b->n;
    for (size_t i = 0; i < a->n && same; i++)
        same = a->v[i].broad == b->v[i].broad && same_strs(&a->v[i].words, &b->v[i].words);
    return same;
}

/* What a built file keeps in another form is compared only where both sides came from YAML. */
void diff_find_words(struct diff *d)
{
    const struct knowledge *a = d->k[0], *b = d->k[1];
    size_t n = 0;
    if (!same_records(&record_intent, a->intents.v, a->intents.n, b->intents.v, b->intents.n))
        d->words[n++] = "intents";
    if (!same_records(&record_weight, a->weights.v, a->weights.n, b->weights.v, b->weights.n))
        d->words[n++] = "rerank";
    if (!same_strs(&a->stopwords, &b->stopwords))
        d->words[n++] = "stopwords";
    if (!same_strs(&a->readings, &b->readings))
        d->words[n++] = "readings";
    if (a->synonyms.n && b->synonyms.n && !same_synonyms(&a->synonyms, &b->synonyms))
        d->words[n++] = "synonyms";
    if (a->examples.n && b->examples.n &&
        !same_records(&record_example, a->examples.v, a->examples.n, b->examples.v, b->examples.n))
        d->words[n++] = "examples";
}
