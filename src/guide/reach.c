#include "guide/reach.h"

#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

/* ---- sets of values ---- */

struct possible possible_all(const struct question *q)
{
    struct possible p = {0};

    if (q->kind == Q_DATE || q->kind == Q_NUMBER)
        p.any = true;
    else
        p.answers = q->answers.n >= 64 ? UINT64_MAX : (UINT64_C(1) << q->answers.n) - 1;
    return p;
}

struct possible possible_of(const struct fact *f)
{
    struct possible p = {0};

    if (f->unknown)
        return possible_all(f->question);
    if (f->question->kind == Q_DATE || f->question->kind == Q_NUMBER) {
        p.has = true;
        p.number = f->number;
        p.date = f->date;
    } else {
        p.answers = f->answers;
        p.chosen = f->question->kind == Q_MULTI ? f->answers : 0;
    }
    return p;
}

bool possible_is_absent(struct possible p)
{
    return !p.any && !p.has && p.answers == 0;
}

struct possible possible_join(struct possible a, struct possible b)
{
    if (possible_is_absent(a))
        return b;
    if (possible_is_absent(b))
        return a;
    a.absent = a.absent && b.absent;
    a.answers |= b.answers;
    a.chosen &= b.chosen;
    a.any =
        a.any || b.any || (a.has && b.has && (a.number != b.number || date_cmp(a.date, b.date)));
    if (!a.has) {
        a.has = b.has;
        a.number = b.number;
        a.date = b.date;
    }
    return a;
}

/* ---- building ---- */

static int add_place(struct reach *r, const struct hop *h)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->places[i].node == h->node)
            return (int)i;
    if (r->n == r->cap) {
        r->cap = r->cap == 0 ? 16 : 2 * r->cap;
        r->places = xreallocarray(r->places, r->cap, sizeof *r->places);
    }
    r->places[r->n] = (struct reach_place){.entry = h->entry, .node = h->node};
    return (int)r->n++;
}

static int add_end(struct reach *r, enum hop_kind kind, const struct entry *e,
                   const struct str *stop)
{
    for (size_t i = 0; i < r->nends; i++)
        if (r->ends[i].kind == kind && r->ends[i].entry == e && r->ends[i].stop == stop)
            return ~(int)i;
    if (r->nends == r->ends_cap) {
        r->ends_cap = r->ends_cap == 0 ? 4 : 2 * r->ends_cap;
        r->ends = xreallocarray(r->ends, r->ends_cap, sizeof *r->ends);
    }
    r->ends[r->nends] = (struct reach_end){kind, e, stop};
    return ~(int)r->nends++;
}

static int add_hop(struct reach *r, const struct hop *h)
{
    if (h->kind == HOP_NODE)
        return add_place(r, h);
    if (h->kind == HOP_STOP)
        return add_end(r, HOP_STOP, h->entry, h->stop);
    return add_end(r, HOP_DONE, h->entry, NULL);
}

static void add_edge(struct reach_place *p, int to, bool go)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->edges[i].to == to && p->edges[i].go == go)
            return;
    p->edges[p->n++] = (struct reach_edge){to, go};
}

static void add_edges(struct reach *r, const struct knowledge *k, size_t at, const struct lookup *l)
{
    const struct node *node = r->places[at].node;
    const struct entry *entry = r->places[at].entry;
    const struct fact *f = walk_fact(l, node->question);
    size_t choices = walk_choices(node);

    r->places[at].fact = f;
    r->places[at].edges = xcalloc(choices + 1, sizeof(struct reach_edge));
    for (size_t i = 0; i < choices; i++) {
        if (f && !f->unknown && i != walk_choice_of(node, f))
            continue;
        struct hop h = walk_choose(k, entry, node, i);
        int to = add_hop(r, &h);
        add_edge(&r->places[at], to, h.go);
    }
}

/* ---- searching ---- */

/* Is there a way from `from` to the end (any end: REACH_ANY) that does not ask `avoid`? marks: a
 * byte for each place, zero where it was not yet looked. */
static bool leads_to(const struct reach *r, int from, int end, const struct question *avoid,
                     unsigned char *marks)
{
    const struct reach_place *p;

    if (from < 0)
        return end == REACH_ANY || ~from == end;
    p = &r->places[from];
    if (marks[from] || (avoid && same_question(p->node->question, avoid)))
        return false;
    marks[from] = 1;
    for (size_t i = 0; i < p->n; i++)
        if (leads_to(r, p->edges[i].to, end, avoid, marks))
            return true;
    return false;
}

static bool way(const struct reach *r, int from, int end, const struct question *avoid)
{
    unsigned char *marks = xcalloc(r->n + 1, 1);
    bool found = leads_to(r, from, end, avoid, marks);

    free(marks);
    return found;
}

/* The places that can be reached from `from`. */
static void mark_from(const struct reach *r, int from, unsigned char *marks)
{
    if (from < 0 || marks[from])
        return;
    marks[from] = 1;
    for (size_t i = 0; i < r->places[from].n; i++)
        mark_from(r, r->places[from].edges[i].to, marks);
}

/* `go` to an entry that the walk may have come through already ends the walk there: an entry that
 * sends back to it would otherwise have no end. */
static void close_circles(struct reach *r)
{
    unsigned char *marks = xcalloc(r->n + 1, 1);

    for (size_t i = 0; i < r->n; i++) {
        struct reach_place *p = &r->places[i];
        size_t n = p->n;

        for (size_t j = 0; j < n; j++) {
            int to = p->edges[j].to;
            if (!p->edges[j].go || to < 0)
                continue;
            memset(marks, 0, r->n);
            mark_from(r, to, marks);
            if (!marks[i])
                continue;
            p->edges = xreallocarray(p->edges, p->n + 1, sizeof *p->edges);
            add_edge(p, add_end(r, HOP_DONE, r->places[to].entry, NULL), true);
        }
    }
    free(marks);
}

void reach_build(struct reach *r, const struct knowledge *k, const struct entry *e,
                 const struct lookup *l)
{
    struct hop h = walk_enter(e);

    *r = (struct reach){.entry = e};
    r->start = add_hop(r, &h);
    for (size_t i = 0; i < r->n; i++)
        add_edges(r, k, i, l);
    close_circles(r);
    if (r->nends == 0) /* a tree that never ends; the path check has told its author */
        add_end(r, HOP_DONE, e, NULL);
}

void reach_done(struct reach *r)
{
    for (size_t i = 0; i < r->n; i++)
        free(r->places[i].edges);
    free(r->places);
    free(r->ends);
    *r = (struct reach){0};
}

/* ---- what is known ---- */

struct possible reach_possible(const struct reach *r, int end, const struct question *q)
{
    struct possible p = POSSIBLE_ABSENT;

    for (size_t i = 0; i < r->n && possible_is_absent(p); i++) {
        const struct reach_place *at = &r->places[i];

        if (same_question(at->node->question, q) && way(r, (int)i, end, NULL))
            p = at->fact ? possible_of(at->fact) : possible_all(at->node->question);
    }
    if (!possible_is_absent(p))
        p.absent = way(r, r->start, end, q);
    return p;
}

bool reach_owns(const struct reach *r, int end, const struct question *q)
{
    /* Those in between do not count: which there are depends on the answers. */
    return tree_asks(r->entry, q) || (end >= 0 && tree_asks(r->ends[end].entry, q));
}

void reach_doubts(const struct reach *r, int end, const struct question *q,
                  void (*visit)(void *ctx, const struct fact *f), void *ctx)
{
    unsigned char *marks = xmalloc(r->n + 1);

    for (size_t i = 0; i < r->n; i++) {
        const struct reach_place *p = &r->places[i];
        bool before = false;

        if (!p->fact || !p->fact->unknown || !way(r, (int)i, end, NULL))
            continue;
        memset(marks, 0, r->n);
        mark_from(r, (int)i, marks);
        for (size_t j = 0; j < r->n && !before; j++)
            before = marks[j] && same_question(r->places[j].node->question, q);
        if (before)
            visit(ctx, p->fact);
    }
    free(marks);
}

bool reach_is_doubtful(const struct reach *r, int end)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->places[i].fact && r->places[i].fact->unknown && way(r, (int)i, end, NULL))
            return true;
    return false;
}

/* Could any answers lead from h to a place that asks q? */
static bool could_ask(const struct knowledge *k, struct hop h, const struct question *q,
                      struct seen *nodes)
{
    if (h.kind != HOP_NODE || !seen_add(nodes, h.node))
        return false;
    if (same_question(h.node->question, q))
        return true;
    for (size_t i = 0; i < walk_choices(h.node); i++)
        if (could_ask(k, walk_choose(k, h.entry, h.node, i), q, nodes))
            return true;
    return false;
}

void reach_denials(const struct reach *r, const struct knowledge *k, const struct question *q,
                   void (*visit)(void *ctx, const struct fact *f), void *ctx)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct reach_place *p = &r->places[i];
        bool taken = false, other = false;

        for (size_t c = 0; p->fact && c < walk_choices(p->node); c++) {
            struct seen nodes = {0};
            bool asks;

            seen_add(&nodes, p->node);
            asks = could_ask(k, walk_choose(k, p->entry, p->node, c), q, &nodes);
            seen_done(&nodes);
            if (p->fact->unknown || c == walk_choice_of(p->node, p->fact))
                taken = taken || asks;
            else
                other = other || asks;
        }
        if (other && !taken)
            visit(ctx, p->fact);
    }
}

void reach_causes(const struct reach *r, int end, void (*visit)(void *ctx, const struct fact *f),
                  void *ctx)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct reach_place *p = &r->places[i];
        bool cause = false;

        for (size_t j = 0; j < p->n && !cause; j++) {
            int to = p->edges[j].to;
            if (r->ends[end].kind == HOP_STOP)
                cause = to == ~end;
            else
                cause = p->edges[j].go &&
                        (to < 0 ? to == ~end : r->places[to].entry == r->ends[end].entry);
        }
        if (cause && p->fact)
            visit(ctx, p->fact);
        else if (cause)
            reach_doubts(r, REACH_ANY, p->node->question, visit, ctx);
    }
}
