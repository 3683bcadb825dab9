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
    if (!l->path)
        return l->facts ? facts_get(l->facts, q->id.s) : NULL;
    for (size_t i = 0; i < l->path->n; i++)
        if (same_question(l->path->v[i]->question, q))
            return l->path->v[i];
    return NULL;
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

/* Where a concrete walk goes from a node; a place it has been to ends it. */
static struct hop advance(const struct knowledge *k, struct hop at, size_t choice,
                          struct seen *entries, struct seen *nodes)
{
    struct hop h = walk_choose(k, at.entry, at.node, choice);

    if (h.go && !seen_add(entries, h.entry))
        h.kind = HOP_DONE;
    if (h.kind == HOP_NODE && !seen_add(nodes, h.node))
        h.kind = HOP_DEAD;
    return h;
}

struct hop walk_follow(const struct knowledge *k, const struct entry *e, const struct lookup *l,
                       struct seen *passed)
{
    struct seen entries = {0}, nodes = {0};
    struct hop h = walk_enter(e);

    seen_add(&entries, e);
    if (h.kind == HOP_NODE)
        seen_add(&nodes, h.node);
    while (h.kind == HOP_NODE) {
        const struct fact *f = walk_fact(l, h.node->question);
        if (!f)
            break;
        if (!is_preset(l, h.node->question))
            seen_add(passed, f->question);
        h = advance(k, h, walk_choice_of(h.node, f), &entries, &nodes);
    }
    seen_done(&entries);
    seen_done(&nodes);
    return h;
}

void walk_pass(const struct knowledge *k, const struct entry *e, const struct lookup *l,
               void (*visit)(void *ctx, const struct fact *f), void *ctx)
{
    struct seen nodes = {0};
    struct hop start = walk_enter(e);
    struct hop *stack = NULL;
    size_t n = 0, cap = 0;

    if (start.kind == HOP_NODE) {
        stack = xreallocarray(NULL, cap = 16, sizeof *stack);
        stack[n++] = start;
    }
    while (n > 0) {
        struct hop h = stack[--n];
        if (!seen_add(&nodes, h.node))
            continue;
        const struct fact *f = walk_fact(l, h.node->question);
        size_t choices = walk_choices(h.node);
        if (f && !is_preset(l, h.node->question))
            visit(ctx, f);
        if (n + choices > cap) {
            cap = 2 * (n + choices);
            stack = xreallocarray(stack, cap, sizeof *stack);
        }
        for (size_t i = choices; i-- > 0;) { /* so that the first is taken next */
            if (f && i != walk_choice_of(h.node, f))
                continue;
            struct hop to = walk_choose(k, h.entry, h.node, i);
            if (to.kind == HOP_NODE)
                stack[n++] = to;
        }
    }
    free(stack);
    seen_done(&nodes);
}

struct longest {
    const struct knowledge *k;
    const struct lookup *l;
    const struct seen *later;
    struct seen *open, nodes;
    size_t *left; /* of nodes, in their order; 0 while it is being computed */
    size_t cap;
};

static size_t longest_from(struct longest *w, struct hop h)
{
    size_t best = 0, at;
    const struct fact *f;

    if (h.kind != HOP_NODE)
        return 0;
    for (at = 0; at < w->nodes.n; at++)
        if (w->nodes.v[at] == h.node)
            return w->left[at];
    seen_add(&w->nodes, h.node);
    if (at >= w->cap) {
        w->cap = 2 * at + 16;
        w->left = xreallocarray(w->left, w->cap, sizeof *w->left);
    }
    w->left[at] = 0;
    f = walk_fact(w->l, h.node->question);
    for (size_t i = 0; i < walk_choices(h.node); i++) {
        if (f && i != walk_choice_of(h.node, f))
            continue;
        size_t n = longest_from(w, walk_choose(w->k, h.entry, h.node, i));
        if (n > best)
            best = n;
    }
    if (!f && !seen_has(w->later, h.node->question)) {
        seen_add(w->open, h.node->question);
        best++;
    }
    w->left[at] = best;
    return best;
}

size_t walk_longest(const struct knowledge *k, const struct entry *e, const struct lookup *l,
                    const struct seen *later, struct seen *open)
{
    struct longest w = {.k = k, .l = l, .later = later, .open = open};
    size_t n = longest_from(&w, walk_enter(e));

    seen_done(&w.nodes);
    free(w.left);
    return n;
}
