#include "guide/guide.h"

#include "base/xalloc.h"
#include "guide/draft.h"
#include "knowledge/review.h"
#include <stdlib.h>
#include <string.h>

static void add_items(struct draft *d, const struct owner *o)
{
    draft_documents(d, o);
    draft_fees(d, o);
    draft_deadlines(d, o);
    draft_notes(d, o);
    draft_again(d, o);
}

static size_t count_ends(const struct reach *r, enum hop_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < r->nends; i++)
        n += r->ends[i].kind == kind;
    return n;
}

static void add_stop(struct draft *d, const struct owner *base, size_t end, enum item_state state)
{
    const struct reach_end *e = &base->at.part->reach.ends[end];
    struct reasons why = {0};
    struct reason_list l = {d, &why};

    for (size_t i = 0; i < base->why.n; i++)
        draft_reason(&l, base->why.v[i]);
    reach_causes(&base->at.part->reach, (int)end, draft_reason, &l);
    draft_note(d, e->entry, e->stop, state, &why);
}

/* The advice that the answers themselves lead to, if it is that; わからない goes one way here. */
static const struct str *walked_stop(const struct draft *d, const struct scope_part *part)
{
    struct seen passed = {0};
    struct lookup l = scope_lookup(&d->scope, part);
    struct hop h = walk_follow(d->scope.guide->knowledge, part->entry, &l, &passed);

    seen_done(&passed);
    return h.kind == HOP_STOP ? h.stop : NULL;
}

/* A procedure of an event whose walk ends with advice is still to be done, later or elsewhere. */
static void add_waiting(struct draft *d, const struct owner *base, enum item_state cap)
{
    struct owner o = *base;

    o.cap = cap;
    o.stopped = true;
    draft_procedure(d, &o);
    draft_deadlines(d, &o);
    draft_notes(d, &o);
}

/* Every way ends with advice. A procedure that is walked alone then has no checklist; inside an
 * event it stays in the list, but nothing is taken along for it. */
static void add_stopped(struct draft *d, const struct owner *base)
{
    const struct scope_part *part = base->at.part;
    size_t nstops = count_ends(&part->reach, HOP_STOP);
    const struct str *walked = NULL;

    if (!part->ref) {
        walked = walked_stop(d, part);
        if (!walked && nstops == 1)
            walked = part->reach.ends[0].stop;
        d->c->stop = walked ? walked->s : NULL;
    } else {
        add_waiting(d, base, base->cap);
    }
    for (size_t i = 0; i < part->reach.nends; i++)
        if (part->reach.ends[i].stop != walked)
            add_stop(d, base, i, nstops == 1 ? base->cap : ITEM_ASK);
}

/* An event that does not ask a procedure's questions has chosen it all the same, although answers
 * that nobody asked for could lead elsewhere. */
static bool is_chosen(const struct owner *base, const struct reach_end *end)
{
    const struct reach *r = &base->at.part->reach;

    if (base->at.part->walk || end->entry != base->entry)
        return false;
    for (size_t i = 0; i < r->nends; i++)
        if (&r->ends[i] != end && r->ends[i].kind == HOP_DONE && reach_is_doubtful(r, (int)i))
            return false;
    return true;
}

/* The walk ends at this procedure, or may end there. */
static void add_done(struct draft *d, const struct owner *base, size_t end, size_t ndone)
{
    const struct scope_part *part = base->at.part;
    const struct reach *r = &part->reach;
    struct owner o = *base;
    struct reason_list l = {d, &o.why};

    o.entry = r->ends[end].entry;
    o.at.end = (int)end;
    o.why = (struct reasons){0};
    for (size_t i = 0; i < base->why.n; i++)
        draft_reason(&l, base->why.v[i]);
    if (o.entry != part->entry)
        reach_causes(r, (int)end, draft_reason, &l);
    if (ndone > 1 && !is_chosen(base, &r->ends[end])) {
        o.cap = ITEM_ASK;
        o.one_of_several = base->cap == ITEM_REQUIRED;
        for (size_t i = 0; i < r->nends && o.entry == part->entry; i++)
            if (r->ends[i].kind == HOP_DONE && i != end)
                reach_causes(r, (int)i, draft_reason, &l);
    }
    draft_procedure(d, &o);
    add_items(d, &o);
}

/* The advice that some ways end with. Where わからない itself leads to advice and other answers
 * would not, what those need is still told, as a thing to ask about. */
static void add_stops(struct draft *d, struct owner *base)
{
    const struct reach *r = &base->at.part->reach;
    const struct str *walked = walked_stop(d, base->at.part);
    size_t walked_end = r->nends;
    bool own = false, stops = false;

    for (size_t i = 0; i < r->nends; i++) {
        own = own || (r->ends[i].kind == HOP_DONE && r->ends[i].entry == base->entry);
        if (r->ends[i].kind != HOP_STOP)
            continue;
        stops = true;
        if (r->ends[i].stop == walked)
            walked_end = i;
        add_stop(d, base, i, r->ends[i].stop == walked ? base->cap : ITEM_ASK);
    }
    if (base->at.part->ref && stops && !own)
        add_waiting(d, base, ITEM_ASK);
    if (walked_end < r->nends) {
        struct reason_list l = {d, &base->why};

        base->cap = ITEM_ASK;
        reach_causes(r, (int)walked_end, draft_reason, &l);
    }
}

static void add_part(struct draft *d, size_t index)
{
    const struct scope_part *part = &d->scope.parts[index];
    const struct reach *r = &part->reach;
    struct owner base = {.entry = part->entry,
                         .at = scope_place(&d->scope, part, REACH_ANY),
                         .cap = part->selected == TRUTH_TRUE ? ITEM_REQUIRED : ITEM_ASK,
                         .is_procedure = true};
    size_t ndone = count_ends(r, HOP_DONE);

    if (part->selected == TRUTH_FALSE)
        return;
    if (part->ref) {
        struct place_in_scope before = scope_place(&d->scope, NULL, REACH_ANY);
        struct reason_list l = {d, &base.why};

        before.nparts = index;
        scope_reasons(&before, &part->ref->when, draft_reason, &l);
        base.who = &part->ref->who;
    }
    if (ndone == 0) {
        add_stopped(d, &base);
        return;
    }
    add_stops(d, &base);
    for (int own = 1; own >= 0; own--) /* the procedure itself before those it leads to */
        for (size_t i = 0; i < r->nends; i++)
            if (r->ends[i].kind == HOP_DONE && (r->ends[i].entry == part->entry) == own)
                add_done(d, &base, i, ndone);
}

static bool is_listed(const struct checklist *c, const struct str *id)
{
    if (str_is(&c->entry->id, id->s))
        return true;
    for (size_t i = 0; i < c->procedures.n; i++)
        if (str_is(&c->procedures.v[i].entry->id, id->s))
            return true;
    for (size_t i = 0; i < c->next.n; i++)
        if (strcmp(c->next.v[i].s, id->s) == 0)
            return true;
    return false;
}

static void add_next(struct checklist *c, const struct entry *e)
{
    for (size_t i = 0; i < e->next.n; i++) {
        if (is_listed(c, &e->next.v[i]))
            continue;
        c->next.v = draft_room(&c->arena, c->next.v, c->next.n, sizeof *c->next.v);
        c->next.v[c->next.n++] = e->next.v[i];
    }
}

struct checklist *guide_checklist(const struct guide *g, const struct facts *f)
{
    struct checklist *c = xcalloc(1, sizeof *c);
    struct draft d = {.c = c};

    c->entry = g->entry;
    c->today = g->today;
    arena_init(&c->arena);
    facts_init(&c->facts);
    scope_init(&d.scope, g, f);
    for (size_t i = 0; i < d.scope.path.n; i++)
        facts_put(&c->facts, d.scope.path.v[i]);
    if (g->entry->kind == ENTRY_EVENT) {
        struct owner o = {
            .entry = g->entry, .at = scope_place(&d.scope, NULL, REACH_ANY), .cap = ITEM_REQUIRED};
        add_items(&d, &o);
    }
    for (size_t i = 0; i < d.scope.nparts; i++)
        add_part(&d, i);
    draft_words(&d);
    draft_order(&d);
    if (g->entry->kind == ENTRY_EVENT)
        add_next(c, g->entry);
    for (size_t i = 0; i < c->procedures.n; i++)
        add_next(c, c->procedures.v[i].entry);
    scope_done(&d.scope);
    return c;
}

const struct entry *checklist_subject(const struct checklist *c)
{
    bool led = c->entry->kind == ENTRY_PROCEDURE && c->procedures.n == 1;
    return led ? c->procedures.v[0].entry : c->entry;
}

bool document_is_doubtful(const struct checklist *c, const struct item_document *d)
{
    if (d->document->status == STATUS_UNCONFIRMED)
        return true;
    if (d->procedures.n == 0)
        return entry_is_doubtful(c->entry, c->today);
    for (size_t i = 0; i < d->procedures.n; i++)
        if (!entry_is_doubtful(d->procedures.v[i], c->today))
            return false;
    return true;
}

void checklist_free(struct checklist *c)
{
    if (!c)
        return;
    facts_done(&c->facts);
    arena_done(&c->arena);
    free(c);
}
