#include "guide/walk.h"

#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

/* ---- sets ---- */

bool seen_has(const struct seen *s, const void *p)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i] == p)
            return true;
    return false;
}

bool seen_add(struct seen *s, const void *p)
{
    if (seen_has(s, p))
        return false;
    if (s->n == s->cap) {
        s->cap = s->cap == 0 ? 16 : 2 * s->cap;
        s->v = xreallocarray(s->v, s->cap, sizeof *s->v);
    }
    s->v[s->n++] = p;
    return true;
}

void seen_done(struct seen *s)
{
    free(s->v);
    *s = (struct seen){0};
}

/* ---- answers ---- */

bool same_question(const struct question *a, const struct question *b)
{
    return a == b || strcmp(a->id.s, b->id.s) == 0;
}

bool tree_asks(const struct entry *e, const struct question *q)
{
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        if (e->tree.nodes.v[i].question && same_question(e->tree.nodes.v[i].question, q))
            return true;
    return false;
}

const struct fact *walk_fact(const struct lookup *l, const struct question *q)
{
    const struct fact *f = l->presets ? facts_get(l->presets, q->id.s) : NULL;

    if (f)
        return f;
    return facts_get(l->facts, q->id.s);
}

static bool is_preset(const struct lookup *l, const struct question *q)
{
    return l->presets && facts_get(l->presets, q->id.s);
}

/* ---- targets ---- */

static bool leads(const struct target *t)
{
    return t->next.len > 0 || t->go.len > 0 || t->stop.len > 0;
}

struct hop walk_enter(const struct entry *e)
{
    struct hop h = {.kind = HOP_DONE, .entry = e};

    if (e->tree.nodes.n == 0)
        return h;
    h.node = tree_node(&e->tree, e->tree.start.s);
    h.kind = h.node && h.node->question ? HOP_NODE : HOP_DEAD;
    return h;
}

static struct hop aim(const struct knowledge *k, const struct entry *e, const struct target *t)
{
    struct hop h = {.kind = HOP_DEAD, .entry = e};

    if (t->stop.len > 0) {
        h.kind = HOP_STOP;
        h.stop = &t->stop;
    } else if (t->go.len > 0) {
        const struct entry *to = knowledge_entry(k, t->go.s);
        if (!to)
            return h;
        h = walk_enter(to);
        h.go = true;
    } else if (str_is(&t->next, "done")) {
        h.kind = HOP_DONE;
    } else if (t->next.len > 0) {
        h.node = tree_node(&e->tree, t->next.s);
        if (h.node && h.node->question)
            h.kind = HOP_NODE;
    }
    return h;
}

/* What the node says for this answer alone; NULL when it says nothing. */
static const struct target *own_target(const struct node *n, size_t answer)
{
    const struct answer *a = &n->question->answers.v[answer];

    if (n->use.len == 0)
        return leads(&a->to) ? &a->to : NULL;
    for (size_t i = 0; i < n->branch.n; i++)
        if (strcmp(n->branch.v[i].id.s, a->id.s) == 0)
            return leads(&n->branch.v[i].to) ? &n->branch.v[i].to : NULL;
    return NULL;
}

static bool answers_decide(const struct question *q)
{
    return q->kind == Q_SINGLE || q->kind == Q_YESNO;
}

size_t walk_choices(const struct node *n)
{
    return n->question->answers.n + (answers_decide(n->question) ? 1 : 2);
}

size_t walk_choice_unknown(const struct node *n)
{
    return n->question->answers.n;
}

size_t walk_choice_of(const struct node *n, const struct fact *f)
{
    const struct question *q = n->question;

    if (f->unknown)
        return walk_choice_unknown(n);
    for (size_t i = 0; i < q->answers.n && i < 64; i++)
        if ((f->answers >> i & 1) && (answers_decide(q) || own_target(n, i)))
            return i;
    /* Without an answer that the question has there is nothing to go by. */
    return answers_decide(q) ? walk_choice_unknown(n) : q->answers.n + 1;
}

struct hop walk_choose(const struct knowledge *k, const struct entry *e, const struct node *n,
                       size_t choice)
{
    const struct target *t = NULL;

    if (choice < n->question->answers.n)
        t = own_target(n, choice);
    else if (choice == walk_choice_unknown(n) && n->has_unknown && leads(&n->unknown))
        t = &n->unknown;
    return aim(k, e, t ? t : &n->to);
}

/* ---- walks ---- */

struct hop walk_follow(const struct knowledge *k, const struct entry *e, const struct lookup *l,
                       struct seen *passed)
{
    struct seen nodes = {0};
    struct hop h = walk_enter(e);

    /* Sent back to where it has been, the walk ends. */
    while (h.kind == HOP_NODE && seen_add(&nodes, h.node)) {
        const struct fact *f = walk_fact(l, h.node->question);

        if (!f)
            break;
        if (!is_preset(l, h.node->question))
            seen_add(passed, f->question);
        h = walk_choose(k, h.entry, h.node, walk_choice_of(h.node, f));
    }
    if (h.kind == HOP_NODE && walk_fact(l, h.node->question))
        h.kind = HOP_DONE;
    seen_done(&nodes);
    return h;
}

struct passing {
    const struct knowledge *k;
    struct hop *stack;
    size_t n, cap;
};

static void push_hop(struct passing *p, const struct hop *from, size_t choice)
{
    struct hop h = walk_choose(p->k, from->entry, from->node, choice);

    if (h.kind != HOP_NODE)
        return;
    if (p->n == p->cap) {
        p->cap = p->cap == 0 ? 16 : 2 * p->cap;
        p->stack = xreallocarray(p->stack, p->cap, sizeof *p->stack);
    }
    p->stack[p->n++] = h;
}

void walk_pass(const struct knowledge *k, const struct entry *e, const struct lookup *l,
               void (*visit)(void *ctx, const struct fact *f), void *ctx)
{
    struct passing p = {.k = k};
    struct seen nodes = {0};
    struct hop h = walk_enter(e);

    while (h.kind == HOP_NODE) {
        const struct fact *f = walk_fact(l, h.node->question);
        size_t taken = f ? walk_choice_of(h.node, f) : SIZE_MAX;

        if (seen_add(&nodes, h.node)) {
            if (f && !is_preset(l, h.node->question))
                visit(ctx, f);
            /* what is pushed last comes first */
            for (size_t i = walk_choices(h.node); i-- > 0 && (!f || f->unknown);)
                if (i != taken)
                    push_hop(&p, &h, i);
            if (f)
                push_hop(&p, &h, taken);
        }
        h = p.n > 0 ? p.stack[--p.n] : (struct hop){.kind = HOP_DONE};
    }
    free(p.stack);
    seen_done(&nodes);
}

enum { MAX_STATES = 4096, MAX_ENTRIES = 64 };

struct state { /* a node, reached after `go` into these entries */
    const struct node *node;
    uint64_t entered;
    size_t left; /* 0 while it is being computed */
};

struct longest {
    const struct knowledge *k;
    const struct lookup *l;
    const struct seen *later;
    struct seen entries; /* numbers them */
    struct state *states;
    size_t n, cap;
};

static uint64_t entry_bit(struct longest *w, const struct entry *e)
{
    size_t i = 0;

    seen_add(&w->entries, e);
    while (w->entries.v[i] != e)
        i++;
    return i < MAX_ENTRIES ? UINT64_C(1) << i : 0;
}

static bool is_open(const struct longest *w, const struct question *q)
{
    return !walk_fact(w->l, q) && !seen_has(w->later, q);
}

static size_t longest_from(struct longest *w, struct hop h, uint64_t entered)
{
    size_t best = 0, at;
    const struct fact *f;

    if (h.kind != HOP_NODE || w->n == MAX_STATES)
        return 0;
    for (at = 0; at < w->n; at++)
        if (w->states[at].node == h.node && w->states[at].entered == entered)
            return w->states[at].left;
    if (w->n == w->cap) {
        w->cap = 2 * w->cap + 16;
        w->states = xreallocarray(w->states, w->cap, sizeof *w->states);
    }
    w->states[w->n++] = (struct state){h.node, entered, 0};
    f = walk_fact(w->l, h.node->question);
    for (size_t i = 0; i < walk_choices(h.node); i++) {
        if (f && i != walk_choice_of(h.node, f))
            continue;
        struct hop to = walk_choose(w->k, h.entry, h.node, i);
        uint64_t bit = to.go ? entry_bit(w, to.entry) : 0;
        size_t n = (entered & bit) != 0 ? 0 : longest_from(w, to, entered | bit);
        if (n > best)
            best = n;
    }
    if (is_open(w, h.node->question))
        best++;
    w->states[at].left = best;
    return best;
}

/* The questions that can still be asked, whatever the order. */
static size_t count_open(const struct longest *w, struct hop start, struct seen *open)
{
    struct passing p = {.k = w->k};
    struct seen nodes = {0}, own = {0};
    size_t n;

    for (struct hop h = start; h.kind == HOP_NODE;) {
        const struct fact *f = walk_fact(w->l, h.node->question);

        if (is_open(w, h.node->question)) {
            seen_add(&own, h.node->question);
            seen_add(open, h.node->question);
        }
        if (seen_add(&nodes, h.node))
            for (size_t i = 0; i < walk_choices(h.node); i++)
                if (!f || i == walk_choice_of(h.node, f))
                    push_hop(&p, &h, i);
        h = p.n > 0 ? p.stack[--p.n] : (struct hop){.kind = HOP_DONE};
    }
    n = own.n;
    free(p.stack);
    seen_done(&nodes);
    seen_done(&own);
    return n;
}

size_t walk_longest(const struct knowledge *k, const struct entry *e, const struct lookup *l,
                    const struct seen *later, struct seen *open)
{
    struct longest w = {.k = k, .l = l, .later = later};
    size_t all = count_open(&w, walk_enter(e), open);
    size_t n = longest_from(&w, walk_enter(e), entry_bit(&w, e));

    if (w.n == MAX_STATES || w.entries.n > MAX_ENTRIES || n > all)
        n = all; /* many trees that lead to each other */
    free(w.states);
    seen_done(&w.entries);
    return n;
}
