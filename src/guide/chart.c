#include "guide/chart.h"

#include "base/xalloc.h"
#include "guide/reach.h"
#include "guide/walk.h"
#include <stdlib.h>
#include <string.h>

enum { NOWHERE = 0 }; /* no way leads to the START */

struct known { /* at a place: a set for each question of the tree */
    struct possible *v;
    bool reached;
};
struct builder {
    struct chart *c;
    const struct knowledge *k;
    struct date today;
    const struct entry *e; /* whose tree */
    size_t part, first;    /* its PROCEDURE, and its first place */
    struct facts presets;
    struct seen questions; /* of the tree */
    struct seen event;     /* all that the event asks */
    struct seen before;    /* questions that were asked before this tree */
    struct known *known;   /* from `first` on */
};

/* ---- places and ways ---- */

static size_t add_place(struct builder *b, struct chart_place p)
{
    struct chart *c = b->c;

    if (c->nplaces == c->places_cap) {
        c->places_cap = c->places_cap ? 2 * c->places_cap : 32;
        c->places = xreallocarray(c->places, c->places_cap, sizeof *c->places);
    }
    c->places[c->nplaces] = p;
    return c->nplaces++;
}

static struct chart_way *add_way(struct chart *c, struct chart_way w)
{
    for (size_t i = 0; i < c->nways; i++)
        if (c->ways[i].from == w.from && c->ways[i].to == w.to)
            return &c->ways[i];
    if (c->nways == c->ways_cap) {
        c->ways_cap = c->ways_cap ? 2 * c->ways_cap : 64;
        c->ways = xreallocarray(c->ways, c->ways_cap, sizeof *c->ways);
    }
    c->ways[c->nways] = w;
    return &c->ways[c->nways++];
}

static bool has_question(const struct seen *s, const struct question *q)
{
    for (size_t i = 0; i < s->n; i++)
        if (same_question(s->v[i], q))
            return true;
    return false;
}

/* Past the questions whose answer is given. */
static struct hop settle(struct builder *b, struct hop h)
{
    for (size_t i = 0; i <= b->e->tree.nodes.n && h.kind == HOP_NODE && !h.go; i++) {
        const struct fact *f = facts_get(&b->presets, h.node->question->id.s);
        if (!f)
            break;
        h = walk_choose(b->k, b->e, h.node, walk_choice_of(h.node, f));
    }
    return h;
}

static bool same_stop(const struct str *a, const struct str *b)
{
    return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

static bool leads_to(const struct chart_place *p, const struct hop *h)
{
    if (h->go)
        return p->kind == CHART_GO && p->entry == h->entry;
    if (h->kind == HOP_NODE)
        return p->kind == CHART_QUESTION && p->node == h->node;
    return h->kind == HOP_STOP && p->kind == CHART_STOP && same_stop(p->stop, h->stop);
}

/* Ends are kept apart until it is known what documents they end with. */
static size_t place_of(struct builder *b, struct hop h)
{
    for (size_t i = b->first; i < b->c->nplaces; i++)
        if (leads_to(&b->c->places[i], &h))
            return i;
    struct chart_place p = {.kind = CHART_END, .entry = h.entry, .part = b->part};
    if (h.go) {
        p.kind = CHART_GO;
    } else if (h.kind == HOP_NODE) {
        p.kind = CHART_QUESTION;
        p.node = h.node;
        p.question = h.node->question;
        p.asked_before = has_question(&b->before, p.question);
        if (!has_question(&b->questions, p.question))
            seen_add(&b->questions, p.question);
    } else if (h.kind == HOP_STOP) {
        p.kind = CHART_STOP;
        p.stop = h.stop;
    }
    return add_place(b, p);
}

static void add_ways(struct builder *b, size_t from)
{
    const struct node *n = b->c->places[from].node;
    size_t answers = n->question->answers.n;

    for (size_t i = 0; i < walk_choices(n); i++) {
        size_t to = place_of(b, settle(b, walk_choose(b->k, b->e, n, i)));
        struct chart_way *w = add_way(b->c, (struct chart_way){.from = from, .to = to});
        if (i < answers)
            w->answers |= UINT64_C(1) << (i & 63);
        else if (i == walk_choice_unknown(n))
            w->unknown = true;
        else
            w->other = true;
    }
}

/* ---- what is known at a place ---- */

static size_t question_index(const struct builder *b, const struct question *q)
{
    size_t i = 0;

    while (i < b->questions.n && !same_question(b->questions.v[i], q))
        i++;
    return i;
}

static uint64_t all_answers(const struct question *q)
{
    return possible_all(q).answers;
}

static struct possible answered(const struct question *q, const struct chart_way *w)
{
    struct possible p = possible_all(q);

    if (q->kind == Q_SINGLE || q->kind == Q_YESNO)
        p.answers = w->answers ? w->answers : p.answers;
    return p;
}

static struct possible either(struct possible a, struct possible b)
{
    bool a_none = possible_is_absent(a), b_none = possible_is_absent(b);

    if (a_none || b_none) {
        struct possible p = a_none ? b : a;
        p.absent = true;
        return p;
    }
    a.absent = a.absent || b.absent;
    a.any = a.any || b.any;
    a.answers |= b.answers;
    a.chosen &= b.chosen;
    return a;
}

static void pass_on(struct builder *b, const struct chart_way *w)
{
    const struct known *from = &b->known[w->from - b->first];
    struct known *to = &b->known[w->to - b->first];
    const struct question *q = b->c->places[w->from].question;
    size_t own = question_index(b, q);

    for (size_t i = 0; i < b->questions.n; i++) {
        struct possible p = from->v[i];
        if (i == own) {
            struct possible here = answered(q, w);
            uint64_t both = here.answers & p.answers;
            /* asked before in the same tree: the answer is the one that was given there */
            if (!possible_is_absent(p) && !p.absent && both)
                here.answers = both;
            p = here;
        }
        to->v[i] = to->reached ? either(to->v[i], p) : p;
    }
    to->reached = true;
}

static void come_in(struct builder *b, size_t place, bool unknown)
{
    for (size_t i = 0; i < b->c->nways; i++) {
        const struct chart_way *w = &b->c->ways[i];
        if (w->to != place || w->from < b->first || !b->known[w->from - b->first].reached)
            continue;
        if (unknown || w->answers || w->other)
            pass_on(b, w);
    }
}

/* The places of the tree, each behind all that lead to it. */
static void sort_from(const struct builder *b, size_t place, char *seen, size_t *order, size_t *n)
{
    if (seen[place - b->first])
        return;
    seen[place - b->first] = 1;
    for (size_t i = b->c->nways; i-- > 0;)
        if (b->c->ways[i].from == place)
            sort_from(b, b->c->ways[i].to, seen, order, n);
    order[--*n] = place;
}

static void learn(struct builder *b, size_t start)
{
    size_t count = b->c->nplaces - b->first, n = count;
    char *seen = xcalloc(count, 1);
    size_t *order = xreallocarray(NULL, count, sizeof *order);

    b->known = arena_array(&b->c->arena, count, sizeof *b->known);
    for (size_t i = 0; i < count; i++) {
        b->known[i].v = arena_array(&b->c->arena, b->questions.n, sizeof *b->known[i].v);
        for (size_t q = 0; q < b->questions.n; q++)
            b->known[i].v[q] = POSSIBLE_ABSENT;
    }
    sort_from(b, start, seen, order, &n);
    b->known[start - b->first].reached = true;
    for (size_t i = n; i < count; i++) {
        if (order[i] == start)
            continue;
        come_in(b, order[i], false);
        if (!b->known[order[i] - b->first].reached)
            come_in(b, order[i], true);
    }
    free(seen);
    free(order);
}

/* ---- documents ---- */

struct reading {
    const struct builder *b;
    const struct known *known; /* NULL: the tree is not walked, anything may be */
};

static struct possible anything(const struct question *q)
{
    struct possible p = possible_all(q);

    p.absent = true;
    return p;
}

static struct possible get(void *ctx, const struct question *q)
{
    const struct reading *r = ctx;
    const struct fact *f = facts_get(&r->b->presets, q->id.s);
    size_t own = question_index(r->b, q);

    if (f)
        return possible_of(f);
    if (r->known && own < r->b->questions.n)
        return r->known->v[own];
    if (has_question(&r->b->event, q) || (!r->known && tree_asks(r->b->e, q)))
        return anything(q);
    return POSSIBLE_ABSENT;
}

static void add_document(struct chart_documents *d, const struct document_ref *r)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i]->document == r->document)
            return;
    d->v[d->n++] = r;
}

static void find_documents(struct builder *b, const struct known *known, struct chart_place *p)
{
    const struct document_refs *refs = &b->e->documents;
    struct reading r = {b, known};
    struct cond_env env = {get, &r, b->today};
    struct chart_documents maybe = {arena_array(&b->c->arena, refs->n, sizeof *maybe.v), 0};

    p->sure = (struct chart_documents){arena_array(&b->c->arena, refs->n, sizeof *maybe.v), 0};
    p->maybe = (struct chart_documents){arena_array(&b->c->arena, refs->n, sizeof *maybe.v), 0};
    for (size_t i = 0; i < refs->n; i++) {
        enum truth t = cond_eval(refs->v[i].when.cond, &env);
        if (t == TRUTH_TRUE)
            add_document(&p->sure, &refs->v[i]);
        else if (t == TRUTH_UNKNOWN)
            add_document(&maybe, &refs->v[i]);
    }
    for (size_t i = 0; i < maybe.n; i++) {
        size_t before = p->sure.n;
        add_document(&p->sure, maybe.v[i]);
        if (p->sure.n > before) { /* not certain by another condition */
            p->sure.n = before;
            add_document(&p->maybe, maybe.v[i]);
        }
    }
}

static bool same_documents(const struct chart_documents *a, const struct chart_documents *b)
{
    bool same = a->n == b->n;

    for (size_t i = 0; same && i < a->n; i++)
        same = a->v[i]->document == b->v[i]->document;
    return same;
}

static void redirect(struct chart *c, size_t from, size_t to)
{
    for (size_t i = 0; i < c->nways; i++)
        if (c->ways[i].to == from)
            c->ways[i].to = to;
    c->places[from].kind = CHART_NONE;
}

/* Ways from one place to the same end become one. */
static void merge_ways(struct chart *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->nways; i++) {
        size_t k = 0;
        while (k < n && (c->ways[k].from != c->ways[i].from || c->ways[k].to != c->ways[i].to))
            k++;
        if (k == n) {
            c->ways[n++] = c->ways[i];
            continue;
        }
        c->ways[k].answers |= c->ways[i].answers;
        c->ways[k].unknown |= c->ways[i].unknown;
        c->ways[k].other |= c->ways[i].other;
    }
    c->nways = n;
}

static void finish_ends(struct builder *b)
{
    struct chart *c = b->c;

    for (size_t i = b->first; i < c->nplaces; i++) {
        struct chart_place *p = &c->places[i];
        if (p->kind != CHART_END)
            continue;
        find_documents(b, &b->known[i - b->first], p);
        for (size_t k = b->first; k < i && p->kind == CHART_END; k++)
            if (c->places[k].kind == CHART_END && same_documents(&c->places[k].sure, &p->sure) &&
                same_documents(&c->places[k].maybe, &p->maybe))
                redirect(c, i, k);
    }
    merge_ways(c);
}

/* ---- the whole ---- */

/* The tree of b->e below the place `from`. */
static void add_tree(struct builder *b, size_t from)
{
    b->first = b->c->nplaces;
    size_t start = place_of(b, settle(b, walk_enter(b->e)));
    add_way(b->c, (struct chart_way){.from = from, .to = start, .other = true});
    for (size_t i = start; i < b->c->nplaces; i++)
        if (b->c->places[i].kind == CHART_QUESTION)
            add_ways(b, i);
    learn(b, start);
    finish_ends(b);
    for (size_t i = 0; i < b->questions.n; i++)
        if (!has_question(&b->before, b->questions.v[i]))
            seen_add(&b->before, b->questions.v[i]);
}

static void set_presets(struct builder *b, const struct entry_ref *r)
{
    for (size_t i = 0; i < r->with.n; i++) {
        const struct question *q = knowledge_question(b->k, r->with.v[i].question.s);
        if (q)
            facts_set(&b->presets, q, r->with.v[i].answer.s, b->today, NULL);
    }
}

static void add_procedure(struct builder *b, size_t from, const struct entry_ref *r)
{
    b->e = r->loaded;
    b->part =
        add_place(b, (struct chart_place){.kind = CHART_PROCEDURE, .entry = r->loaded, .ref = r});
    b->c->places[b->part].part = b->part;
    add_way(b->c, (struct chart_way){.from = from, .to = b->part, .other = true, .when = &r->when});
    facts_init(&b->presets);
    set_presets(b, r);
    if (r->walk)
        add_tree(b, b->part);
    else
        find_documents(b, NULL, &b->c->places[b->part]);
    facts_done(&b->presets);
    facts_init(&b->presets);
    seen_done(&b->questions);
}

/* What an event asks: a condition of a procedure may read all of it. */
static void gather(struct builder *b, const struct entry *event)
{
    for (size_t i = 0; i < event->questions.n; i++)
        seen_add(&b->event, event->questions.v[i].question);
    for (size_t i = 0; i < event->procedures.n; i++) {
        const struct entry_ref *r = &event->procedures.v[i];
        for (size_t k = 0; r->walk && k < r->loaded->tree.nodes.n; k++)
            seen_add(&b->event, r->loaded->tree.nodes.v[k].question);
    }
}

static void add_event(struct builder *b, const struct entry *event)
{
    size_t last = NOWHERE;

    gather(b, event);
    find_documents(b, NULL, &b->c->places[0]);
    for (size_t i = 0; i < event->questions.n; i++) {
        const struct question_ref *r = &event->questions.v[i];
        struct chart_place p = {.kind = CHART_QUESTION, .entry = event, .question = r->question};
        size_t at = add_place(b, p);
        add_way(b->c, (struct chart_way){.from = last, .to = at, .other = true, .when = &r->when});
        seen_add(&b->before, r->question);
        last = at;
    }
    for (size_t i = 0; i < event->procedures.n; i++)
        add_procedure(b, last, &event->procedures.v[i]);
}

void chart_init(struct chart *c, const struct knowledge *k, const struct entry *e,
                struct date today)
{
    struct builder b = {.c = c, .k = k, .today = today, .e = e};

    *c = (struct chart){.entry = e};
    arena_init(&c->arena);
    facts_init(&b.presets);
    add_place(&b, (struct chart_place){.kind = CHART_START, .entry = e});
    if (e->kind == ENTRY_EVENT)
        add_event(&b, e);
    else
        add_tree(&b, 0);
    facts_done(&b.presets);
    seen_done(&b.questions);
    seen_done(&b.event);
    seen_done(&b.before);
}

void chart_done(struct chart *c)
{
    free(c->places);
    free(c->ways);
    arena_done(&c->arena);
}

bool chart_is_whole(const struct chart *c, const struct chart_way *w)
{
    const struct question *q = c->places[w->from].question;

    if (!q)
        return true;
    uint64_t all = all_answers(q);
    bool other = q->kind == Q_SINGLE || q->kind == Q_YESNO || w->other;
    return w->unknown && other && (w->answers & all) == all;
}
