#include "guide/diff_walk.h"

enum {
    MANY_CELLS = 8000,  /* from here on a way has one わからない at most */
    MAX_CELLS = 100000, /* and here it ends */
};

struct joint {
    const struct diff_walk *w;
    struct results results;
    struct facts facts[2];
    struct trial_conditions conditions[2];
    struct seen closure[2];
    size_t unknowns, max_unknowns; /* わからない on the way; at most */
    bool too_many;
};

void diff_closure(const struct knowledge *k, const struct entry *e, struct seen *closure)
{
    size_t first = closure->n;

    if (!seen_add(closure, e))
        return;
    for (size_t at = first; at < closure->n; at++) {
        const struct entry *from = closure->v[at];
        for (size_t i = 0; i < from->tree.nodes.n; i++) {
            const struct node *n = &from->tree.nodes.v[i];
            for (size_t j = 0; n->question && j < walk_choices(n); j++) {
                struct hop h = walk_choose(k, from, n, j);
                if (h.go)
                    seen_add(closure, h.entry);
            }
        }
    }
}

/* Answers of a multi question that lead somewhere of their own. */
static uint64_t leading_answers(const struct joint *j, int side, const struct question *q)
{
    uint64_t leading = 0;
    for (size_t e = 0; q && e < j->closure[side].n; e++) {
        const struct entry *entry = j->closure[side].v[e];
        for (size_t i = 0; i < entry->tree.nodes.n; i++) {
            const struct node *n = &entry->tree.nodes.v[i];
            if (!n->question || !same_question(n->question, q))
                continue;
            for (size_t a = 0; a < q->answers.n && a < 64; a++) {
                const struct target *to = &q->answers.v[a].to;
                bool own = n->use.len == 0 && to->next.len + to->go.len + to->stop.len > 0;
                for (size_t b = 0; b < n->branch.n && !own; b++)
                    own = str_is(&n->branch.v[b].id, q->answers.v[a].id.s);
                leading |= own ? UINT64_C(1) << a : 0;
            }
        }
    }
    return leading;
}

static void end(struct joint *j)
{
    for (int side = 0; side < 2; side++) {
        struct seen passed = {0};
        struct lookup l = {.facts = &j->facts[side]};
        walk_follow(j->w->k[side], j->w->start[side], &l, &passed);
        for (size_t i = 0; i < passed.n; i++)
            results_item(&j->results, side, DIFF_QUESTION, j->w->start[side], passed.v[i],
                         DIFF_REQUIRED);
        seen_done(&passed);
        struct guide g = {j->w->k[side], j->w->start[side], j->w->today};
        struct checklist *c = guide_checklist(&g, &j->facts[side]);
        results_checklist(&j->results, side, c);
        checklist_free(c);
    }
    results_cell(&j->results);
}

/* The question that a side asks next, or NULL. */
static const struct question *next_question(const struct joint *j, int side)
{
    struct seen passed = {0};
    struct lookup l = {.facts = &j->facts[side]};
    struct hop h = walk_follow(j->w->k[side], j->w->start[side], &l, &passed);
    seen_done(&passed);
    return h.kind == HOP_NODE ? h.node->question : NULL;
}

static void explore(struct joint *j)
{
    const struct question *open[2] = {next_question(j, 0), next_question(j, 1)};
    const struct question *q = open[0] ? open[0] : open[1];

    if (!q) {
        end(j);
        return;
    }
    const struct question *both[2] = {knowledge_question(j->w->k[0], q->id.s),
                                      knowledge_question(j->w->k[1], q->id.s)};
    uint64_t also[2] = {leading_answers(j, 0, both[0]), leading_answers(j, 1, both[1])};
    size_t var = space_variable(&j->results.space, both, j->conditions, also, j->w->today);
    for (size_t i = 0; i < j->results.space.vars[var].n && !j->too_many; i++) {
        struct space_value v = j->results.space.vars[var].v[i];
        bool unknown = i + 1 == j->results.space.vars[var].n;
        /* An answer that only one side knows has nothing to be compared with. */
        if ((both[0] && !v.has[0]) || (both[1] && !v.has[1]) ||
            (unknown && j->unknowns == j->max_unknowns))
            continue;
        j->results.space.now[var] = (signed char)i;
        j->unknowns += unknown;
        for (int side = 0; side < 2; side++)
            if (both[side])
                facts_put(&j->facts[side], &v.fact[side]);
        explore(j);
        for (int side = 0; side < 2; side++)
            facts_unset(&j->facts[side], q->id.s);
        j->unknowns -= unknown;
        j->results.space.now[var] = -1;
        j->too_many =
            j->too_many || j->results.space.n > (j->max_unknowns == 1 ? MAX_CELLS : MANY_CELLS);
    }
}

struct diff_change *diff_procedure(const struct diff_walk *w, struct arena *a, size_t *n,
                                   bool *too_many)
{
    struct joint j = {.w = w, .max_unknowns = SIZE_MAX};
    results_init(&j.results, w->k, &w->owners, w->today);
    for (int side = 0; side < 2; side++) {
        facts_init(&j.facts[side]);
        diff_closure(w->k[side], w->start[side], &j.closure[side]);
        for (size_t i = 0; i < j.closure[side].n; i++)
            trial_conditions_add_entry(&j.conditions[side], j.closure[side].v[i]);
    }
    explore(&j);
    if (j.too_many) { /* again, with fewer combinations of わからない */
        results_done(&j.results);
        results_init(&j.results, w->k, &w->owners, w->today);
        j.max_unknowns = 1;
        j.too_many = false;
        explore(&j);
    }
    struct diff_change *changes = results_changes(&j.results, a, n);
    *too_many = j.too_many;
    for (int side = 0; side < 2; side++) {
        facts_done(&j.facts[side]);
        seen_done(&j.closure[side]);
        trial_conditions_done(&j.conditions[side]);
    }
    results_done(&j.results);
    return changes;
}
