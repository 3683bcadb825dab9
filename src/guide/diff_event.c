#include "base/xalloc.h"
#include "guide/diff_walk.h"
#include <stdlib.h>

/* One thing that an event lists, before and after: its conditions, and the answers that they and
 * the questions in between read. */
struct item {
    enum diff_what what;
    const struct entry *owner[2]; /* the event, or one of its procedures */
    const void *item[2];          /* what results_item takes */
    const struct when *when[2];
    const struct document_ref *ref[2];
    bool maybe[2];
    size_t nquestions[2]; /* of the event's, before it */
};

struct attempt {
    const struct diff_walk *w;
    struct results *results;
    const struct item *item;
    struct trial trial[2];
    struct trial_conditions conditions[2];
    const struct question *reads[2][64]; /* the event's own, and those of trees walked in it */
    size_t nreads[2];
    size_t steps;
    bool too_many;
};

enum { MAX_STEPS = 5000 };

static const struct question_ref *own_question(const struct attempt *t, int side,
                                               const struct question *q)
{
    const struct question_refs *l = &t->w->start[side]->questions;
    for (size_t i = 0; i < t->item->nquestions[side]; i++)
        if (l->v[i].question && same_question(l->v[i].question, q))
            return &l->v[i];
    return NULL;
}

struct reader {
    struct attempt *t;
    int side;
};

static void add_read(void *ctx, const struct question *q)
{
    struct reader *r = ctx;
    struct attempt *t = r->t;
    size_t n = t->nreads[r->side];

    for (size_t i = 0; i < n; i++)
        if (same_question(t->reads[r->side][i], q))
            return;
    if (n == sizeof t->reads[0] / sizeof *t->reads[0])
        return;
    t->reads[r->side][n] = q;
    t->nreads[r->side]++;
    const struct question_ref *ref = own_question(t, r->side, q);
    if (!ref)
        return;
    trial_conditions_add(&t->conditions[r->side], &ref->when);
    cond_questions(ref->when.cond, add_read, r);
}

static bool is_read(const struct attempt *t, int side, const struct question *q)
{
    for (size_t i = 0; i < t->nreads[side]; i++)
        if (same_question(t->reads[side][i], q))
            return true;
    return false;
}

/* Walked within the event, that is; those are asked or not, whatever came before. */
static bool is_walked(const struct attempt *t, int side, const struct question *q)
{
    const struct entry_refs *l = &t->w->start[side]->procedures;
    for (size_t i = 0; i < l->n; i++) {
        const struct entry *e = l->v[i].walk ? knowledge_entry(t->w->k[side], l->v[i].id.s) : NULL;
        if (e && tree_asks(e, q))
            return true;
    }
    return false;
}

static enum diff_state state_of(enum truth t, bool maybe)
{
    return t == TRUTH_FALSE ? DIFF_ABSENT : t == TRUTH_TRUE && !maybe ? DIFF_REQUIRED : DIFF_ASK;
}

/* A procedure that is not walked here: nobody answered its own questions. */
static bool is_left_open(void *ctx, const struct question *q)
{
    const struct reader *r = ctx;
    const struct entry *owner = r->t->item->owner[r->side];
    return owner && owner->kind != ENTRY_EVENT && tree_asks(owner, q);
}

/* What the event has settled for its procedure. */
static void push_presets(const struct attempt *t, int side, struct trial *to)
{
    const struct entry_refs *l = &t->w->start[side]->procedures;
    const struct entry *owner = t->item->owner[side];
    for (size_t i = 0; i < l->n; i++) {
        if (!owner || !str_is(&l->v[i].id, owner->id.s))
            continue;
        struct facts f;
        facts_init(&f);
        for (size_t j = 0; j < l->v[i].with.n; j++) {
            const struct fact_preset *p = &l->v[i].with.v[j];
            const struct question *q = knowledge_question(t->w->k[side], p->question.s);
            if (q && facts_set(&f, q, p->answer.s, t->w->today, NULL))
                trial_push(to, facts_get(&f, q->id.s));
        }
        facts_done(&f);
        return;
    }
}

/* Where the item stands: its procedure's presets come before what was answered. */
static enum truth judge(struct attempt *t, int side)
{
    struct reader r = {t, side};
    struct trial here = {.today = t->w->today, .open = is_left_open, .ctx = &r};
    push_presets(t, side, &here);
    for (size_t i = 0; i < t->trial[side].n; i++)
        trial_push(&here, &t->trial[side].v[i]);
    enum truth truth = trial_eval(&here, t->item->when[side]);
    trial_done(&here);
    return truth;
}

static void end(struct attempt *t)
{
    const struct item *item = t->item;
    for (int side = 0; side < 2; side++) {
        if (!item->item[side])
            continue;
        enum diff_state state = state_of(judge(t, side), item->maybe[side]);
        const struct entry *owner = item->owner[side];
        if (state == DIFF_ABSENT)
            continue;
        if (item->what == DIFF_DOCUMENT) {
            const struct document_ref *ref = item->ref[side];
            enum form form = ref->form != FORM_ANY ? ref->form : ref->document->form;
            results_document(t->results, side, owner, item->item[side], form, ref->note.s, state);
        } else {
            results_item(t->results, side, item->what, owner, item->item[side], state);
        }
    }
    results_cell(t->results);
}

struct order { /* all that is read, in the order it is asked */
    const struct question *v[128];
    size_t n;
};

static void attempt_from(struct attempt *t, const struct order *order, size_t at)
{
    bool asked[2] = {false, false}, open[2] = {false, false};

    if (t->too_many)
        return;
    if (at == order->n) {
        end(t);
        t->too_many = t->too_many || ++t->steps > MAX_STEPS;
        return;
    }
    const struct question *q = order->v[at], *both[2];
    for (int side = 0; side < 2; side++) {
        both[side] = knowledge_question(t->w->k[side], q->id.s);
        if (!both[side] || !is_read(t, side, q))
            continue;
        const struct question_ref *ref = own_question(t, side, q);
        enum truth truth = ref ? trial_eval(&t->trial[side], &ref->when) : TRUTH_FALSE;
        asked[side] = truth != TRUTH_FALSE || (!ref && is_walked(t, side, q));
        open[side] = asked[side] && truth != TRUTH_TRUE;
    }
    if (asked[0] || asked[1]) {
        uint64_t also[2] = {0, 0};
        size_t var = space_variable(&t->results->space, both, t->conditions, also, t->w->today);
        for (size_t i = 0; i < t->results->space.vars[var].n; i++) {
            struct space_value v = t->results->space.vars[var].v[i];
            if ((both[0] && !v.has[0]) || (both[1] && !v.has[1]))
                continue;
            t->results->space.now[var] = (signed char)i;
            for (int side = 0; side < 2; side++)
                if (asked[side])
                    trial_push(&t->trial[side], &v.fact[side]);
            attempt_from(t, order, at + 1);
            for (int side = 0; side < 2; side++)
                if (asked[side])
                    trial_pop(&t->trial[side]);
            t->results->space.now[var] = -1;
        }
    }
    if ((!asked[0] || open[0]) && (!asked[1] || open[1]))
        attempt_from(t, order, at + 1);
}

static void order_add(struct order *o, const struct question *q)
{
    for (size_t i = 0; i < o->n; i++)
        if (same_question(o->v[i], q))
            return;
    if (o->n < sizeof o->v / sizeof *o->v)
        o->v[o->n++] = q;
}

static void find_order(const struct attempt *t, struct order *o)
{
    o->n = 0;
    for (int side = 1; side >= 0; side--) {
        const struct question_refs *l = &t->w->start[side]->questions;
        for (size_t i = 0; i < l->n; i++)
            if (l->v[i].question && is_read(t, side, l->v[i].question))
                order_add(o, l->v[i].question);
    }
    for (int side = 1; side >= 0; side--)
        for (size_t i = 0; i < t->nreads[side]; i++)
            order_add(o, t->reads[side][i]);
}

struct gathering {
    const struct diff_walk *w;
    struct arena *a;
    struct diff_change *v;
    size_t n, things;
    bool too_many;
};

static void try_item(struct gathering *g, const struct item *item)
{
    struct results results;
    struct attempt t = {.w = g->w, .results = &results, .item = item};
    struct order order;
    size_t n;

    results_init(&results, g->w->k, &g->w->owners, g->w->today);
    for (int side = 0; side < 2; side++) {
        struct reader r = {&t, side};
        t.trial[side].today = g->w->today;
        if (!item->item[side])
            continue;
        trial_conditions_add(&t.conditions[side], item->when[side]);
        cond_questions(item->when[side]->cond, add_read, &r);
    }
    find_order(&t, &order);
    attempt_from(&t, &order, 0);
    struct diff_change *changes = results_changes(&results, g->a, &n);
    g->v = xreallocarray(g->v, g->n + n + 1, sizeof *g->v);
    for (size_t i = 0; i < n; i++) {
        g->v[g->n] = changes[i];
        g->v[g->n++].thing += g->things;
    }
    g->things += 1000; /* every try has its own */
    g->too_many = g->too_many || t.too_many;
    free(changes);
    for (int side = 0; side < 2; side++) {
        trial_done(&t.trial[side]);
        trial_conditions_done(&t.conditions[side]);
    }
    results_done(&results);
}

/* ---- the lists ---- */

struct listed { /* one element of a list, as an item has it */
    const struct str *key;
    const void *item;
    const struct when *when;
    const struct document_ref *ref;
    bool maybe;
    size_t nquestions;
};
struct list {
    struct listed *v;
    size_t n;
};

static struct list read_list(const struct knowledge *k, const struct entry *e, enum diff_what what,
                             size_t nquestions)
{
    size_t counts[] = {[DIFF_PROCEDURE] = e->procedures.n,
                       [DIFF_STOP] = 0,
                       [DIFF_QUESTION] = e->questions.n,
                       [DIFF_DOCUMENT] = e->documents.n,
                       [DIFF_FEE] = e->fees.n,
                       [DIFF_DEADLINE] = e->deadlines.n,
                       [DIFF_NOTE] = e->notes.n,
                       [DIFF_AGAIN] = e->again.n};
    struct list l = {xcalloc(counts[what] + 1, sizeof *l.v), 0};
    for (size_t i = 0; i < counts[what]; i++) {
        struct listed x = {.nquestions = nquestions};
        switch (what) {
        case DIFF_PROCEDURE:
            x.key = &e->procedures.v[i].id;
            x.item = knowledge_entry(k, x.key->s);
            x.when = &e->procedures.v[i].when;
            break;
        case DIFF_QUESTION:
            x.key = &e->questions.v[i].id;
            x.item = e->questions.v[i].question;
            x.when = &e->questions.v[i].when;
            x.nquestions = i;
            break;
        case DIFF_DOCUMENT:
            x.ref = &e->documents.v[i];
            x.key = &x.ref->id;
            x.item = x.ref->document;
            x.when = &x.ref->when;
            break;
        case DIFF_FEE:
            x.item = &e->fees.v[i];
            x.key = &e->fees.v[i].label;
            x.when = &e->fees.v[i].when;
            break;
        case DIFF_DEADLINE:
            x.item = &e->deadlines.v[i];
            x.key = e->deadlines.v[i].from.len ? &e->deadlines.v[i].from : &e->deadlines.v[i].text;
            x.when = &e->deadlines.v[i].when;
            break;
        default: {
            const struct note *n = what == DIFF_NOTE ? &e->notes.v[i] : &e->again.v[i];
            x.item = n->text.s;
            x.key = &n->text;
            x.when = &n->when;
            x.maybe = n->maybe;
        }
        }
        if (x.item)
            l.v[l.n++] = x;
    }
    return l;
}

static struct listed *take(struct list *l, const struct listed *like, bool when)
{
    for (size_t i = 0; i < l->n; i++) {
        struct listed *x = &l->v[i];
        if (!x->item ||
            !(when ? str_is(&x->when->text, like->when->text.s) : str_is(x->key, like->key->s)))
            continue;
        return x;
    }
    return NULL;
}

/* Whose lists are compared. */
struct owned {
    const struct entry *entry[2];
    bool part; /* of the event, which is not it itself */
};

struct outside {
    const struct owned *owned;
    bool found;
};

static void find_outside(void *ctx, const struct question *q)
{
    struct outside *o = ctx;
    o->found = o->found || !tree_asks(o->owned->entry[0], q) || !tree_asks(o->owned->entry[1], q);
}

/* It reads what the procedure does not ask itself; otherwise its own section has it. */
static bool hangs_on_event(const struct owned *o, const struct listed *x)
{
    struct outside out = {o, false};
    if (x)
        cond_questions(x->when->cond, find_outside, &out);
    return out.found;
}

static void try_pair(struct gathering *g, const struct owned *o, enum diff_what what,
                     const struct listed *before, const struct listed *after)
{
    const struct listed *side[2] = {before, after};
    struct item item = {.what = what, .owner = {o->entry[0], o->entry[1]}};
    if (o->part && !hangs_on_event(o, before) && !hangs_on_event(o, after))
        return;
    for (int i = 0; i < 2; i++) {
        if (!side[i])
            continue;
        item.item[i] = side[i]->item;
        item.when[i] = side[i]->when;
        item.ref[i] = side[i]->ref;
        item.maybe[i] = side[i]->maybe;
        item.nquestions[i] = side[i]->nquestions;
    }
    try_item(g, &item);
}

static void try_lists(struct gathering *g, const struct owned *o, enum diff_what what)
{
    const struct entry *const *event = g->w->start;
    struct list before = read_list(g->w->k[0], o->entry[0], what, event[0]->questions.n);
    struct list after = read_list(g->w->k[1], o->entry[1], what, event[1]->questions.n);
    bool texts = what == DIFF_DEADLINE || what == DIFF_NOTE || what == DIFF_AGAIN;
    /* by their names; then texts whose condition is the same: those were reworded */
    for (int pass = 0; pass < (texts ? 2 : 1); pass++)
        for (size_t i = 0; i < before.n; i++) {
            struct listed *x = &before.v[i], *y;
            if (!x->item || !(y = take(&after, x, pass == 1)))
                continue;
            try_pair(g, o, what, x, y);
            x->item = y->item = NULL;
        }
    for (size_t i = 0; i < before.n; i++)
        if (before.v[i].item)
            try_pair(g, o, what, &before.v[i], NULL);
    for (size_t i = 0; i < after.n; i++)
        if (after.v[i].item)
            try_pair(g, o, what, NULL, &after.v[i]);
    free(before.v);
    free(after.v);
}

/* Items of its procedures that hang on what the event asks. */
static void try_procedures(struct gathering *g)
{
    const struct diff_walk *w = g->w;
    struct seen done = {0};
    for (size_t i = 0; i < w->start[1]->procedures.n; i++) {
        const struct entry *e = knowledge_entry(w->k[1], w->start[1]->procedures.v[i].id.s);
        struct seen closure = {0};
        if (e)
            diff_closure(w->k[1], e, &closure);
        for (size_t j = 0; j < closure.n; j++) {
            const struct entry *now = closure.v[j];
            const struct entry *old = w->owners.partner(w->owners.ctx, 0, now);
            struct owned o = {{old, now}, true};
            if (!old || !seen_add(&done, now))
                continue;
            for (int what = DIFF_DOCUMENT; what <= DIFF_AGAIN; what++)
                try_lists(g, &o, (enum diff_what)what);
        }
        seen_done(&closure);
    }
    seen_done(&done);
}

struct diff_change *diff_event(const struct diff_walk *w, struct arena *a, size_t *n,
                               bool *too_many)
{
    struct gathering g = {.w = w, .a = a};
    struct owned o = {{w->start[0], w->start[1]}, false};
    for (int what = DIFF_PROCEDURE; what <= DIFF_AGAIN; what++)
        try_lists(&g, &o, (enum diff_what)what);
    try_procedures(&g);
    *n = g.n;
    *too_many = g.too_many;
    return g.v ? g.v : xcalloc(1, sizeof *g.v);
}
