#include "dialogue/state.h"
#include "base/xalloc.h"

#include <stdlib.h>
#include <string.h>

enum { BACK_MAX = 200 };

struct dialogue_back {
    enum phase phase;
    enum act act;
    enum aspect aspect;
    const struct entry *entry;
    struct hits candidates;
    size_t nearest, asked_back;
    const struct entry *elsewhere;
    struct facts facts, heard, before;
    struct guide guide;
    struct guide_step step;
    char *query;
};

void text_forget(char *text)
{
    if (text)
        explicit_bzero(text, strlen(text));
    free(text);
}

static struct hits copy_hits(const struct hit *v, size_t n, enum confidence c)
{
    struct hits h = {.confidence = c};
    if (n > 0) {
        h.v = xreallocarray(NULL, n, sizeof *h.v);
        memcpy(h.v, v, n * sizeof *h.v);
        h.n = n;
    }
    return h;
}

void state_candidates(struct dialogue *d, const struct hit *v, size_t n, enum confidence c)
{
    struct hits old = d->candidates;
    d->candidates = copy_hits(v, n, c);
    hits_done(&old);
}

void state_enter(struct dialogue *d, enum phase phase)
{
    checklist_free(d->checklist);
    d->checklist = NULL;
    d->step = (struct guide_step){0};
    d->phase = phase;
}

static void back_done(struct dialogue_back *b)
{
    hits_done(&b->candidates);
    facts_done(&b->facts);
    facts_done(&b->heard);
    facts_done(&b->before);
    text_forget(b->query);
    memset(b, 0, sizeof *b);
}

void state_push(struct dialogue *d)
{
    if (d->nback == BACK_MAX) {
        back_done(&d->back[0]);
        memmove(&d->back[0], &d->back[1], (BACK_MAX - 1) * sizeof *d->back);
        d->nback--;
    }
    if (d->nback == d->back_cap) {
        d->back_cap = d->back_cap ? d->back_cap * 2 : 16;
        d->back = xreallocarray(d->back, d->back_cap, sizeof *d->back);
    }
    struct dialogue_back *b = &d->back[d->nback++];
    *b = (struct dialogue_back){
        .phase = d->phase,
        .act = d->act,
        .aspect = d->aspect,
        .entry = d->entry,
        .candidates = copy_hits(d->candidates.v, d->candidates.n, d->candidates.confidence),
        .nearest = d->nearest,
        .elsewhere = d->elsewhere,
        .asked_back = d->asked_back,
        .guide = d->guide,
        .step = d->step,
        .query = d->query ? xstrdup(d->query) : NULL,
    };
    facts_init(&b->facts);
    facts_copy(&b->facts, &d->facts);
    facts_init(&b->heard);
    facts_copy(&b->heard, &d->heard);
    facts_init(&b->before);
    facts_copy(&b->before, &d->before);
}

bool state_pop(struct dialogue *d)
{
    if (d->nback == 0)
        return false;
    struct dialogue_back *b = &d->back[--d->nback];
    state_enter(d, b->phase);
    d->act = b->act;
    d->aspect = b->aspect;
    d->entry = b->entry;
    state_candidates(d, b->candidates.v, b->candidates.n, b->candidates.confidence);
    d->nearest = b->nearest;
    d->elsewhere = b->elsewhere;
    d->asked_back = b->asked_back;
    facts_copy(&d->facts, &b->facts);
    facts_copy(&d->heard, &b->heard);
    facts_copy(&d->before, &b->before);
    d->guide = b->guide;
    d->step = b->step;
    text_forget(d->query);
    d->query = b->query ? xstrdup(b->query) : NULL;
    back_done(b);
    if (d->phase == PHASE_CHECKLIST)
        d->checklist = guide_checklist(&d->guide, &d->facts);
    return true;
}

void state_drop(struct dialogue *d)
{
    if (d->nback > 0)
        back_done(&d->back[--d->nback]);
}

void state_clear(struct dialogue *d)
{
    while (d->nback > 0)
        state_drop(d);
    free(d->back);
    d->back = NULL;
    d->back_cap = 0;
}
