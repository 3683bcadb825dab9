#include "guide/scope.h"

#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

/* ---- evaluation ---- */

struct place_in_scope scope_place(const struct scope *s, const struct scope_part *part, int end)
{
    return (struct place_in_scope){s, part, end, s->nquestions, s->nparts};
}

static const struct fact *applied(const struct scope *s, const struct question *q)
{
    for (size_t i = 0; i < s->path.n; i++)
        if (same_question(s->path.v[i]->question, q))
            return s->path.v[i];
    return NULL;
}

static const struct scope_question *event_question(const struct place_in_scope *at,
                                                   const struct question *q)
{
    for (size_t i = 0; i < at->nquestions; i++)
        if (same_question(at->scope->questions[i].ref->question, q))
            return &at->scope->questions[i];
    return NULL;
}

static const struct fact *preset(const struct place_in_scope *at, const struct question *q)
{
    return at->part ? facts_get(&at->part->presets, q->id.s) : NULL;
}

/* What the event knows: from its own questions, and from the trees that are walked within it. */
static struct possible event_possible(const struct place_in_scope *at, const struct question *q)
{
    struct possible p = POSSIBLE_ABSENT;
    const struct scope_question *own = event_question(at, q);

    if (own && own->asked != TRUTH_FALSE) {
        const struct fact *f = applied(at->scope, q);
        p = f ? possible_of(f) : possible_all(q);
        p.absent = own->asked != TRUTH_TRUE;
    }
    for (size_t i = 0; i < at->nparts; i++) {
        const struct scope_part *part = &at->scope->parts[i];

        if (part == at->part || !part->walk || part->selected == TRUTH_FALSE ||
            facts_get(&part->presets, q->id.s))
            continue;
        struct possible there = reach_possible(&part->reach, REACH_ANY, q);
        there.absent = there.absent || part->selected != TRUTH_TRUE;
        p = possible_join(p, there);
    }
    return p;
}

struct possible scope_possible(const struct place_in_scope *at, const struct question *q)
{
    const struct fact *f = preset(at, q);
    struct possible p = POSSIBLE_ABSENT;

    if (f)
        return possible_of(f);
    if (at->part)
        p = reach_possible(&at->part->reach, at->end, q);
    /* A question of its own tree is asked where the tree asks it, and nowhere else. */
    if (at->part && reach_owns(&at->part->reach, at->end, q))
        return p;
    return possible_join(p, event_possible(at, q));
}

static struct possible get(void *ctx, const struct question *q)
{
    return scope_possible(ctx, q);
}

enum truth scope_eval(const struct place_in_scope *at, const struct when *w)
{
    struct place_in_scope here = *at;
    struct cond_env env = {get, &here, at->scope->guide->today};

    return cond_eval(w->cond, &env);
}

struct reasons_ctx {
    const struct place_in_scope *at;
    void (*visit)(void *ctx, const struct fact *f);
    void *ctx;
};

/* Why the event asks its question, or does not. */
static void visit_event_question(struct reasons_ctx *r, const struct scope_question *own)
{
    struct place_in_scope before = scope_place(r->at->scope, NULL, REACH_ANY);

    before.nquestions = (size_t)(own - r->at->scope->questions);
    before.nparts = 0;
    scope_reasons(&before, &own->ref->when, r->visit, r->ctx);
}

/* Nobody was asked: whether q applies hangs on earlier answers, a わからない or the way they took.
 */
static void visit_part_question(struct reasons_ctx *r, const struct scope_part *part, int end,
                                const struct question *q)
{
    const struct knowledge *k = r->at->scope->guide->knowledge;

    if (possible_is_absent(reach_possible(&part->reach, end, q)))
        reach_denials(&part->reach, k, q, r->visit, r->ctx);
    else
        reach_doubts(&part->reach, end, q, r->visit, r->ctx);
}

/* The tree of another procedure of the event asks q, or would if the procedure were selected. */
static void visit_walked_part(struct reasons_ctx *r, size_t index, const struct question *q)
{
    const struct scope_part *part = &r->at->scope->parts[index];

    if (!part->walk || part == r->at->part)
        return;
    if (part->selected == TRUTH_FALSE && tree_asks(part->entry, q)) {
        struct place_in_scope before = scope_place(r->at->scope, NULL, REACH_ANY);
        before.nparts = index;
        scope_reasons(&before, &part->ref->when, r->visit, r->ctx);
    } else if (part->selected != TRUTH_FALSE) {
        visit_part_question(r, part, REACH_ANY, q);
    }
}

static void visit_question(void *ctx, const struct question *q)
{
    struct reasons_ctx *r = ctx;
    const struct fact *f = applied(r->at->scope, q);
    const struct scope_question *own = event_question(r->at, q);

    if (preset(r->at, q))
        return;
    if (f && !possible_is_absent(scope_possible(r->at, q))) {
        r->visit(r->ctx, f);
        return;
    }
    if (r->at->part) {
        visit_part_question(r, r->at->part, r->at->end, q);
        if (reach_owns(&r->at->part->reach, r->at->end, q))
            return;
    }
    if (own)
        visit_event_question(r, own);
    for (size_t i = 0; !own && i < r->at->nparts; i++)
        visit_walked_part(r, i, q);
}

void scope_reasons(const struct place_in_scope *at, const struct when *w,
                   void (*visit)(void *ctx, const struct fact *f), void *ctx)
{
    struct reasons_ctx r = {at, visit, ctx};

    cond_questions(w->cond, visit_question, &r);
}

/* ---- building ---- */

struct lookup scope_lookup(const struct scope *s, const struct scope_part *part)
{
    return (struct lookup){.presets = &part->presets, .facts = s->facts};
}

static void add_to_path(void *ctx, const struct fact *f)
{
    struct guide_path *p = ctx;

    for (size_t i = 0; i < p->n; i++)
        if (p->v[i] == f)
            return;
    if ((p->n & (p->n - 1)) == 0) { /* full: room for twice as many */
        const struct fact **v = arena_array(&p->arena, p->n == 0 ? 1 : 2 * p->n, sizeof(*v));
        if (p->n > 0)
            memcpy(v, p->v, p->n * sizeof(*v));
        p->v = v;
    }
    p->v[p->n++] = f;
}

static void ask_questions(struct scope *s, const struct question_refs *refs)
{
    for (size_t i = 0; i < refs->n; i++) {
        const struct question_ref *ref = &refs->v[i];
        struct place_in_scope at = scope_place(s, NULL, REACH_ANY);
        const struct fact *f;

        if (!ref->question)
            continue;
        enum truth asked = scope_eval(&at, &ref->when);
        s->questions[s->nquestions++] = (struct scope_question){ref, asked};
        f = facts_get(s->facts, ref->question->id.s);
        if (f && asked != TRUTH_FALSE)
            add_to_path(&s->path, f);
    }
}

static void set_presets(struct scope_part *part, const struct knowledge *k, struct date today)
{
    for (size_t i = 0; i < part->ref->with.n; i++) {
        const struct fact_preset *p = &part->ref->with.v[i];
        const struct question *q = knowledge_question(k, p->question.s);
        if (q)
            facts_set(&part->presets, q, p->answer.s, today, NULL);
    }
}

static void add_part(struct scope *s, const struct entry *e, const struct entry_ref *ref)
{
    const struct knowledge *k = s->guide->knowledge;
    struct scope_part *part = &s->parts[s->nparts];
    struct place_in_scope at = scope_place(s, NULL, REACH_ANY);

    *part = (struct scope_part){.entry = e, .ref = ref, .walk = !ref || ref->walk};
    facts_init(&part->presets);
    part->selected = ref ? scope_eval(&at, &ref->when) : TRUTH_TRUE;
    s->nparts++;
    if (ref)
        set_presets(part, k, s->guide->today);
    if (part->selected == TRUTH_FALSE)
        return;
    struct lookup l = scope_lookup(s, part);
    walk_pass(k, e, &l, add_to_path, &s->path);
    reach_build(&part->reach, k, e, &l);
}

void scope_init(struct scope *s, const struct guide *g, const struct facts *f)
{
    const struct entry *e = g->entry;
    bool event = e->kind == ENTRY_EVENT;

    *s = (struct scope){.guide = g, .facts = f};
    arena_init(&s->path.arena);
    s->questions = xcalloc(e->questions.n + 1, sizeof *s->questions);
    s->parts = xcalloc(e->procedures.n + 1, sizeof *s->parts);
    if (event)
        ask_questions(s, &e->questions);
    else
        add_part(s, e, NULL);
    for (size_t i = 0; event && i < e->procedures.n; i++) {
        const struct entry_ref *ref = &e->procedures.v[i];
        const struct entry *procedure = knowledge_entry(g->knowledge, ref->id.s);
        if (procedure)
            add_part(s, procedure, ref);
    }
}

void scope_done(struct scope *s)
{
    for (size_t i = 0; i < s->nparts; i++) {
        facts_done(&s->parts[i].presets);
        reach_done(&s->parts[i].reach);
    }
    free(s->questions);
    free(s->parts);
    arena_done(&s->path.arena);
}
