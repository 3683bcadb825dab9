#include "guide/diff.h"
#include "base/xalloc.h"
#include "guide/diff_shared.h"
#include "guide/diff_walk.h"
#include "knowledge/record.h"
#include <stdlib.h>
#include <string.h>

struct pair {
    const struct entry *entry[2];
    bool renamed;
    bool touched; /* what comes out may change, as far as this entry goes */
};

struct making {
    struct diff *d;
    struct date today;
    struct pair *pairs;
    size_t n;
    const struct question **reshaped; /* shared ones whose answers or derivation changed; new's */
    size_t nreshaped;
};

/* ---- which fields are whose business ---- */

/* What people read of a question, and for whom something is in words: no walk turns out another. */
static bool is_wording(const struct field *f)
{
    static const char *const names[] = {"ask",  "why",      "name",   "label", "says", "heard",
                                        "unit", "age_from", "age_to", "who",   NULL};
    return is_among(f->name, names);
}

/* Compares single fields of a record. */
static bool same_fields(const struct record *r, const void *a, const void *b,
                        const char *const *names, field_skip *skip)
{
    for (size_t i = 0; i < r->nfields; i++) {
        struct record one = {r->name, r->size, &r->fields[i], 1, NULL, NULL};
        if (is_among(r->fields[i].name, names) && !record_same(&one, a, b, skip))
            return false;
    }
    return true;
}

/* ---- pairs ---- */

static const struct record *record_of(const struct entry *e)
{
    return &record_entry[e->kind];
}

static bool only_id_differs(const struct field *f)
{
    return (f->type == F_ID && f->ref == REF_NONE) || f->type == F_WHEN;
}

/* An old entry without a partner that is the same thing under another id. */
static struct pair *find_renamed(struct making *m, const struct entry *e)
{
    for (size_t i = 0; i < m->n; i++) {
        const struct entry *old = m->pairs[i].entry[0];
        if (old && !m->pairs[i].entry[1] && old->kind == e->kind &&
            (str_is(&old->name, e->name.s) || record_same(record_of(e), old, e, only_id_differs)))
            return &m->pairs[i];
    }
    return NULL;
}

/* The new ones in their order, then those that are gone. */
static void find_pairs(struct making *m)
{
    const struct knowledge *before = m->d->k[0], *after = m->d->k[1];
    struct pair *gone = xcalloc(before->entries.n + 1, sizeof *gone);
    size_t ngone = 0;
    m->pairs = xcalloc(before->entries.n + after->entries.n + 1, sizeof *m->pairs);
    for (size_t i = 0; i < before->entries.n; i++) {
        const struct entry *e = knowledge_at(before, i);
        const struct entry *there = knowledge_entry(after, e->id.s);
        if (!there || there->kind != e->kind)
            gone[ngone++].entry[0] = e;
    }
    struct making old = {.d = m->d, .pairs = gone, .n = ngone};
    for (size_t i = 0; i < after->entries.n; i++) {
        const struct entry *e = knowledge_at(after, i);
        const struct entry *there = knowledge_entry(before, e->id.s);
        struct pair *p = &m->pairs[m->n++];
        p->entry[1] = e;
        if (there && there->kind == e->kind) {
            p->entry[0] = there;
            continue;
        }
        struct pair *other = find_renamed(&old, e);
        if (other) {
            p->entry[0] = other->entry[0];
            p->renamed = true;
            other->entry[1] = e;
        }
    }
    for (size_t i = 0; i < ngone; i++)
        if (!gone[i].entry[1])
            m->pairs[m->n++] = gone[i];
    free(gone);
}

static const struct entry *partner(void *ctx, int side, const struct entry *e)
{
    const struct making *m = ctx;
    for (size_t i = 0; i < m->n; i++)
        if (m->pairs[i].entry[1 - side] == e)
            return m->pairs[i].entry[side];
    return NULL;
}

/* ---- what has to be walked ---- */

static void find_reshaped(struct making *m)
{
    static const char *const names[] = {"kind", "answers", "none", "min", "max", "derive", NULL};
    const struct questions *l = &m->d->k[1]->questions;
    m->reshaped = xcalloc(l->n + 1, sizeof(*m->reshaped));
    for (size_t i = 0; i < l->n; i++) {
        const struct question *old = knowledge_question(m->d->k[0], l->v[i].id.s);
        if (old && !same_fields(&record_question, old, &l->v[i], names, is_wording))
            m->reshaped[m->nreshaped++] = &l->v[i];
    }
}

struct mention {
    const char *id;
    bool found;
};

static void find_mention(void *ctx, const struct field *f, void *value)
{
    struct mention *x = ctx;
    if (f->type == F_WHEN)
        x->found = x->found || strstr(((struct when *)value)->text.s, x->id);
    else if (f->type == F_ID)
        x->found = x->found || str_is(value, x->id);
}

static bool reads_reshaped(const struct making *m, const struct entry *e)
{
    for (size_t i = 0; i < m->nreshaped; i++) {
        struct mention x = {m->reshaped[i]->id.s, false};
        record_visit(record_of(e), (void *)(uintptr_t)e, find_mention, &x);
        if (x.found)
            return true;
    }
    return false;
}

static bool same_fees(const struct making *m, const struct pair *p)
{
    const struct fees *a = &p->entry[0]->fees, *b = &p->entry[1]->fees;
    for (size_t i = 0; i < a->n && i < b->n; i++)
        if (!same_town_fee(m->d->k, &a->v[i], &b->v[i]))
            return false;
    return a->n == b->n;
}

static bool is_touched(const struct making *m, const struct pair *p)
{
    if (!p->entry[0] || !p->entry[1])
        return true;
    return !same_fields(record_of(p->entry[1]), p->entry[0], p->entry[1], walked_fields,
                        is_wording) ||
           !same_fees(m, p) || (m->nreshaped && reads_reshaped(m, p->entry[1]));
}

static const struct pair *pair_of(const struct making *m, int side, const struct entry *e)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->pairs[i].entry[side] == e)
            return &m->pairs[i];
    return NULL;
}

/* Somewhere on its way something is touched. */
static bool needs_walk(const struct making *m, const struct pair *p)
{
    bool needed = p->touched;
    for (int side = 0; side < 2 && !needed; side++) {
        const struct entry *e = p->entry[side];
        struct seen closure = {0};
        diff_closure(m->d->k[side], e, &closure);
        for (size_t i = 0; i < e->procedures.n; i++) {
            const struct entry *part = knowledge_entry(m->d->k[side], e->procedures.v[i].id.s);
            if (part)
                diff_closure(m->d->k[side], part, &closure);
        }
        for (size_t i = 0; i < closure.n && !needed; i++)
            needed = pair_of(m, side, closure.v[i])->touched;
        seen_done(&closure);
    }
    return needed;
}

/* ---- one entry ---- */

static void compare_entry(struct making *m, struct diff_entry *e, const struct pair *p)
{
    struct diff *d = m->d;
    *e = (struct diff_entry){.entry = {p->entry[0], p->entry[1]}, .renamed = p->renamed};
    e->fields.arena = e->words.arena = &d->arena;
    if (!p->entry[0] || !p->entry[1])
        return;
    diff_sheets(e);
    if (is_walked_kind(p->entry[1]) && needs_walk(m, p)) {
        struct diff_walk w = {.k = {d->k[0], d->k[1]},
                              .start = {p->entry[0], p->entry[1]},
                              .today = m->today,
                              .owners = {partner, m}};
        e->changes = p->entry[1]->kind == ENTRY_EVENT
                         ? diff_event(&w, &d->arena, &e->nchanges, &e->too_many)
                         : diff_procedure(&w, &d->arena, &e->nchanges, &e->too_many);
    }
    bool nothing = !e->nchanges && !e->fields.n && !e->words.n && !e->renamed && !e->too_many;
    if (nothing &&
        !same_fields(record_of(p->entry[1]), p->entry[0], p->entry[1], looked_at_fields, NULL))
        d->confirmed_only++;
}

/* ---- what shows in other lists ---- */

static struct diff_entry *entry_of(struct diff *d, const struct entry *e, int side)
{
    for (size_t i = 0; i < d->nentries; i++)
        if (d->entries[i].entry[side] == e)
            return &d->entries[i];
    return NULL;
}

static bool same_change(const struct diff_change *a, const struct diff_change *b)
{
    bool same_state = a->state[0] == b->state[0] && a->state[1] == b->state[1];
    if (a->what != b->what || (!same_state && diff_is_for_some_answer(&b->who)))
        return false;
    for (int side = 0; side < 2; side++) {
        if (a->fee[side] != b->fee[side] || a->deadline[side] != b->deadline[side] ||
            a->document[side] != b->document[side] || a->owner[side] != b->owner[side])
            return false;
        if (!a->document[side] && a->text[side] != b->text[side] &&
            (!a->text[side] || !b->text[side] || strcmp(a->text[side], b->text[side]) != 0))
            return false;
    }
    return true;
}

/* What an entry shows of another's items, where the other's own section tells it already. */
static void find_told(struct diff *d, struct diff_entry *e)
{
    for (size_t i = 0; i < e->nchanges; i++) {
        struct diff_change *c = &e->changes[i];
        int side = c->owner[1] ? 1 : 0;
        if (c->what == DIFF_QUESTION || c->what == DIFF_PROCEDURE ||
            c->owner[side] == e->entry[side])
            continue;
        struct diff_entry *owner = entry_of(d, c->owner[side], side);
        for (size_t j = 0; owner && j < owner->nchanges && !c->same_as_owner; j++)
            c->same_as_owner = same_change(&owner->changes[j], c);
        if (c->same_as_owner)
            diff_entries_add(&owner->also, e->entry[1]);
    }
}

static bool has_note(const struct item_notes *l, const char *text)
{
    for (size_t i = 0; text && i < l->n; i++)
        if (str_is(&l->v[i].text, text))
            return true;
    return false;
}

static bool list_shows(const struct checklist *c, const struct diff_change *x, int side)
{
    bool shown = has_note(&c->notes, x->text[side]) || has_note(&c->again, x->text[side]);
    for (size_t i = 0; i < c->fees.n; i++)
        shown = shown || (x->fee[side] && c->fees.v[i].fee == x->fee[side]);
    for (size_t i = 0; i < c->deadlines.n; i++)
        shown = shown || (x->deadline[side] && c->deadlines.v[i].deadline == x->deadline[side]);
    for (size_t i = 0; i < c->documents.n && x->document[side]; i++)
        for (size_t j = 0; j < c->documents.v[i].procedures.n; j++)
            shown = shown || (c->documents.v[i].document == x->document[side] &&
                              c->documents.v[i].procedures.v[j] == x->owner[side]);
    return shown || (x->what == DIFF_PROCEDURE && x->state[side] != DIFF_ABSENT);
}

static bool lists_procedure(const struct checklist *c, const struct entry *e)
{
    for (size_t i = 0; i < c->procedures.n; i++)
        if (c->procedures.v[i].entry == e)
            return true;
    return false;
}

/* The event's list while nothing is answered holds all that any answers bring. */
static void find_in_event(struct making *m, const struct entry *const event[2])
{
    struct diff *d = m->d;
    struct checklist *c[2];
    for (int side = 0; side < 2; side++) {
        struct guide g = {d->k[side], event[side], m->today};
        struct facts none;
        facts_init(&none);
        c[side] = guide_checklist(&g, &none);
        facts_done(&none);
    }
    for (size_t i = 0; i < d->nentries; i++) {
        struct diff_entry *e = &d->entries[i];
        bool shown = false;
        if (!e->entry[0] || !e->entry[1] || e->entry[1]->kind == ENTRY_EVENT)
            continue;
        for (int side = 0; side < 2 && !shown; side++)
            for (size_t j = 0; j < e->nchanges && !shown; j++)
                shown = lists_procedure(c[side], e->entry[side]) &&
                        list_shows(c[side], &e->changes[j], side);
        if (shown)
            diff_entries_add(&e->also, event[1]);
    }
    checklist_free(c[0]);
    checklist_free(c[1]);
}

/* ---- all ---- */

struct diff *diff_new(const struct knowledge *before, const struct knowledge *after,
                      struct date today)
{
    struct diff *d = xcalloc(1, sizeof *d);
    struct making m = {.d = d, .today = today};
    d->k[0] = before;
    d->k[1] = after;
    arena_init(&d->arena);
    find_pairs(&m);
    find_reshaped(&m);
    for (size_t i = 0; i < m.n; i++)
        m.pairs[i].touched = is_touched(&m, &m.pairs[i]);
    d->nentries = m.n;
    d->entries = xcalloc(m.n + 1, sizeof *d->entries);
    for (size_t i = 0; i < m.n; i++)
        compare_entry(&m, &d->entries[i], &m.pairs[i]);
    for (size_t i = 0; i < m.n; i++)
        find_told(d, &d->entries[i]);
    for (size_t i = 0; i < m.n; i++)
        if (m.pairs[i].entry[0] && m.pairs[i].entry[1] && m.pairs[i].entry[1]->kind == ENTRY_EVENT)
            find_in_event(&m, m.pairs[i].entry);
    diff_find_shared(d);
    diff_find_words(d);
    free(m.pairs);
    free(m.reshaped);
    return d;
}

void diff_free(struct diff *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->nentries; i++) {
        free(d->entries[i].changes);
        free(d->entries[i].also.v);
        differences_done(&d->entries[i].fields);
        differences_done(&d->entries[i].words);
    }
    for (size_t i = 0; i < d->nshared; i++) {
        free(d->shared[i].users.v);
        differences_done(&d->shared[i].fields);
        differences_done(&d->shared[i].words);
    }
    free(d->entries);
    free(d->shared);
    arena_done(&d->arena);
    free(d);
}

bool diff_entry_changed(const struct diff_entry *e)
{
    if (!e->entry[0] || !e->entry[1] || e->renamed || e->too_many || e->fields.n)
        return true;
    for (size_t i = 0; i < e->nchanges; i++)
        if (!e->changes[i].same_as_owner)
            return true;
    return false;
}

bool diff_is_empty(const struct diff *d)
{
    for (size_t i = 0; i < d->nentries; i++)
        if (diff_entry_changed(&d->entries[i]) || d->entries[i].words.n)
            return false;
    return d->nshared == 0 && !d->words[0];
}
