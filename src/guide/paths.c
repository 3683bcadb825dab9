#include "guide/paths.h"

#include "base/xalloc.h"
#include "guide/trial.h"
#include "guide/walk.h"
#include <stdlib.h>

struct checked {
    const struct entry *entry;
    struct trial_item item;
    bool shown;   /* certain at the end of some path */
    bool asked;   /* uncertain at the end of some path, for わからない */
    bool advised; /* true where the path ends with advice */
    bool skipped; /* not all paths could be walked */
};

struct values_of {
    const struct question *question;
    struct trial_values values;
};

struct explorer {
    const struct knowledge *k;
    struct diags *d;
    struct checked *items; /* of all entries */
    size_t nitems, cap;
    /* of one tree */
    const struct entry *start;
    struct trial_conditions conditions;
    struct values_of *known;
    size_t nknown;
    struct trial trial;
    struct seen nodes, entries, closure; /* on the path; reachable by go */
    size_t paths;
};

/* ---- the ends of paths ---- */

struct event_view {
    const struct explorer *x;
    const struct entry *event;
};

static bool is_preset(const struct entry_ref *ref, const struct question *q)
{
    for (size_t i = 0; i < ref->with.n; i++)
        if (str_is(&ref->with.v[i].question, q->id.s))
            return true;
    return false;
}

static bool is_listed(const struct explorer *x, const struct entry_ref *ref)
{
    return ref->loaded && seen_has(&x->entries, ref->loaded);
}

/* Might q have an answer when the walk is part of the event? */
static bool event_opens(void *ctx, const struct question *q)
{
    const struct event_view *v = ctx;

    for (size_t i = 0; i < v->event->procedures.n; i++) {
        const struct entry_ref *ref = &v->event->procedures.v[i];
        if (is_listed(v->x, ref) && is_preset(ref, q))
            return true;
    }
    for (size_t i = 0; i < v->x->entries.n; i++)
        if (tree_asks(v->x->entries.v[i], q))
            return false;
    return event_asks(v->event, v->event->procedures.n, q);
}

static bool shown_in_event(struct explorer *x, const struct checked *c)
{
    for (size_t i = 0; i < x->k->entries.n; i++) {
        struct event_view v = {x, &x->k->entries.v[i]};
        bool listed = false;
        enum truth truth;

        for (size_t j = 0; j < v.event->procedures.n && !listed; j++)
            listed = is_listed(x, &v.event->procedures.v[j]);
        if (!listed)
            continue;
        x->trial.open = event_opens;
        x->trial.ctx = &v;
        truth = trial_eval(&x->trial, c->item.when);
        x->trial.open = NULL;
        if (truth != TRUTH_FALSE)
            return true;
    }
    return false;
}

static void end_done(struct explorer *x, const struct entry *e)
{
    for (size_t i = 0; i < x->nitems; i++) {
        struct checked *c = &x->items[i];
        enum truth truth;

        if (c->entry != e || c->shown)
            continue;
        truth = trial_eval(&x->trial, c->item.when);
        c->shown = truth == TRUTH_TRUE || (x->trial.unknowns == 0 && shown_in_event(x, c));
        c->asked = c->asked || truth == TRUTH_UNKNOWN;
    }
}

static void end_stop(struct explorer *x, const struct entry *e)
{
    for (size_t i = 0; i < x->nitems; i++) {
        struct checked *c = &x->items[i];

        if (!c->shown && !c->advised && (c->entry == e || c->entry == x->start))
            c->advised = trial_eval(&x->trial, c->item.when) == TRUTH_TRUE;
    }
}

/* ---- the paths ---- */

static const struct trial_values *values_of(struct explorer *x, const struct question *q)
{
    for (size_t i = 0; i < x->nknown; i++)
        if (x->known[i].question == q)
            return &x->known[i].values;
    x->known = xreallocarray(x->known, x->nknown + 1, sizeof *x->known);
    x->known[x->nknown] =
        (struct values_of){q, trial_values(q, &x->conditions, x->trial.today, true)};
    return &x->known[x->nknown++].values;
}

static void report_dead(struct explorer *x, const struct node *n, const struct fact *f)
{
    struct strbuf answer;

    strbuf_init(&answer);
    fact_text(f, &answer);
    diags_add(x->d, DIAG_ERROR, n->id.at, "質問「%s」に「%s」と答えると、その先がありません",
              question_name(n->question), answer.s);
    strbuf_done(&answer);
}

static void explore(struct explorer *x, struct hop h);

static void explore_answer(struct explorer *x, struct hop at, const struct fact *f)
{
    struct hop h = walk_choose(x->k, at.entry, at.node, walk_choice_of(at.node, f));
    bool entered = false;

    if (h.go) {
        entered = seen_add(&x->entries, h.entry);
        if (!entered) /* sent back: the walk ends there */
            h.kind = HOP_DONE;
    }
    if (h.kind == HOP_DEAD || (h.kind == HOP_NODE && seen_has(&x->nodes, h.node))) {
        report_dead(x, at.node, f);
        x->paths++;
    } else {
        explore(x, h);
    }
    if (entered)
        x->entries.n--;
}

static void explore_node(struct explorer *x, struct hop h)
{
    const struct fact *given = trial_get(&x->trial, h.node->question);

    seen_add(&x->nodes, h.node);
    if (given) {
        struct fact f = *given; /* the trial may move */
        explore_answer(x, h, &f);
    } else {
        size_t n = values_of(x, h.node->question)->n;
        for (size_t i = 0; i < n && x->paths <= MAX_PATHS; i++) {
            struct fact f = values_of(x, h.node->question)->v[i];
            trial_push(&x->trial, &f);
            explore_answer(x, h, &f);
            trial_pop(&x->trial);
        }
    }
    x->nodes.n--;
}

static void explore(struct explorer *x, struct hop h)
{
    switch (h.kind) {
    case HOP_NODE:
        explore_node(x, h);
        return;
    case HOP_STOP:
        end_stop(x, h.entry);
        break;
    default:
        end_done(x, h.entry);
    }
    x->paths++;
}

/* e and every entry that its tree may lead to by `go`: their conditions decide what is tried. */
static void find_closure(struct explorer *x, const struct entry *e)
{
    seen_add(&x->closure, e);
    for (size_t at = 0; at < x->closure.n; at++) {
        const struct entry *from = x->closure.v[at];

        trial_conditions_add_entry(&x->conditions, from);
        for (size_t i = 0; i < from->tree.nodes.n; i++) {
            const struct node *n = &from->tree.nodes.v[i];
            for (size_t j = 0; n->question && j < walk_choices(n); j++) {
                struct hop h = walk_choose(x->k, from, n, j);
                if (h.go)
                    seen_add(&x->closure, h.entry);
            }
        }
    }
}

static void finish_tree(struct explorer *x)
{
    if (x->paths > MAX_PATHS) {
        diags_add(x->d, DIAG_ERROR, x->start->tree.start.at,
                  "「%s」の道筋が %d を超えます。質問を減らすか、手続きを分けてください",
                  x->start->name.s, MAX_PATHS);
        for (size_t i = 0; i < x->nitems; i++)
            if (seen_has(&x->closure, x->items[i].entry))
                x->items[i].skipped = true;
    }
    trial_conditions_done(&x->conditions);
    for (size_t i = 0; i < x->nknown; i++)
        free(x->known[i].values.v);
    free(x->known);
    x->known = NULL;
    x->nknown = 0;
    x->trial.n = x->trial.unknowns = 0;
    x->closure.n = x->entries.n = x->nodes.n = 0;
}

static void explore_tree(struct explorer *x, const struct entry *e, struct paths_count *count)
{
    struct hop h = walk_enter(e);

    x->start = e;
    x->paths = 0;
    find_closure(x, e);
    seen_add(&x->entries, e);
    explore(x, h);
    if (e->tree.nodes.n > 0) {
        count->trees++;
        count->paths += x->paths;
    }
    finish_tree(x);
}

static void add_item(void *ctx, const struct trial_item *item)
{
    struct explorer *x = ctx;

    if (x->nitems == x->cap) {
        x->cap = x->cap == 0 ? 64 : 2 * x->cap;
        x->items = xreallocarray(x->items, x->cap, sizeof *x->items);
    }
    x->items[x->nitems++] = (struct checked){.entry = x->start, .item = *item};
}

void paths_check(const struct knowledge *k, struct date today, struct diags *d,
                 struct paths_count *count)
{
    struct explorer x = {.k = k, .d = d, .trial = {.today = today}};

    *count = (struct paths_count){0};
    for (size_t i = 0; i < k->entries.n; i++) {
        x.start = &k->entries.v[i];
        if (x.start->kind != ENTRY_EVENT)
            trial_items(x.start, add_item, &x);
    }
    for (size_t i = 0; i < k->entries.n; i++) {
        if (k->entries.v[i].kind == ENTRY_EVENT)
            trial_event(&k->entries.v[i], today, d);
        else
            explore_tree(&x, &k->entries.v[i], count);
    }
    for (size_t i = 0; i < x.nitems; i++) {
        const struct checked *c = &x.items[i];
        /* A note on what stops the walk is still worth asking about for わからない. */
        bool note = c->item.what == trial_note && c->asked && c->advised;
        if (!c->shown && !c->skipped && !note)
            trial_report(d, &c->item);
    }
    free(x.items);
    trial_done(&x.trial);
    seen_done(&x.nodes);
    seen_done(&x.entries);
    seen_done(&x.closure);
}
