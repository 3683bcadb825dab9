#include "dialogue/split.h"
#include "guide/hear.h"

#include <string.h>

enum { FIRST = 3 };

/* Which of the candidates an answer leaves, as bits. */
static uint64_t left_by(const struct dialogue *d, const struct guide *g, const struct question *q,
                        size_t answer)
{
    struct facts f;
    facts_init(&f);
    facts_copy(&f, &d->facts);
    facts_put(&f, &(struct fact){.question = q, .answers = UINT64_C(1) << answer});
    struct checklist *c = guide_checklist(g, &f);
    uint64_t left = 0;
    for (size_t i = 0; i < c->procedures.n; i++)
        for (size_t k = 0; k < d->candidates.n; k++)
            if (c->procedures.v[i].entry == d->candidates.v[k].entry &&
                c->procedures.v[i].state == ITEM_REQUIRED)
                left |= UINT64_C(1) << k;
    checklist_free(c);
    facts_done(&f);
    return left;
}

bool split_by(const struct dialogue *d, const struct entry *e)
{
    struct guide g = {.knowledge = d->knowledge, .entry = e, .today = d->today};
    struct guide_step step;
    guide_next(&g, &d->facts, &step);
    if (!step.question || step.question->kind != Q_SINGLE)
        return false;
    uint64_t first = 0;
    for (size_t i = 0; i < step.question->answers.n && i < 64; i++) {
        uint64_t left = left_by(d, &g, step.question, i);
        if (first && left && left != first)
            return true;
        first = first ? first : left;
    }
    return false;
}

const struct entry *split_event(const struct dialogue *d)
{
    for (size_t i = 0; i < d->candidates.n && i < FIRST; i++) {
        const struct entry *e = d->candidates.v[i].entry;
        if (e->kind == ENTRY_EVENT && split_by(d, e))
            return e;
    }
    return NULL;
}

bool split_is_told(const struct dialogue *d, const struct entry *e)
{
    struct guide g = {.knowledge = d->knowledge, .entry = e, .today = d->today};
    struct guide_step step;
    struct facts said;
    guide_next(&g, &d->facts, &step);
    facts_init(&said);
    bool told = d->query && step.question &&
                hear_one(step.question, d->query, strlen(d->query), d->today, &said);
    facts_done(&said);
    return told;
}
