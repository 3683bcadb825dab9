#include "guide/trial.h"

#include "base/xalloc.h"
#include "guide/walk.h"
#include <stdlib.h>

/* One condition of an event, and the answers that could make it true. */
struct attempt {
    const struct entry *event;
    struct date today;
    const struct when *goal;
    size_t nquestions, nparts; /* of the event, before the condition */
    bool *relevant;            /* by question: the condition depends on it */
    struct trial_conditions conditions;
    struct trial trial;
    size_t combinations;
    bool found;
};

bool event_asks(const struct entry *event, size_t nparts, const struct question *q)
{
    for (size_t i = 0; i < event->questions.n; i++)
        if (event->questions.v[i].question && same_question(event->questions.v[i].question, q))
            return true;
    for (size_t i = 0; i < nparts; i++) {
        const struct entry_ref *ref = &event->procedures.v[i];
        if (ref->walk && ref->loaded && tree_asks(ref->loaded, q))
            return true;
    }
    return false;
}

static size_t event_question(const struct attempt *a, const struct question *q)
{
    for (size_t i = 0; i < a->nquestions; i++)
        if (a->event->questions.v[i].question &&
            same_question(a->event->questions.v[i].question, q))
            return i;
    return a->nquestions;
}

static void mark_relevant(void *ctx, const struct question *q)
{
    struct attempt *a = ctx;
    size_t i = event_question(a, q);

    if (i == a->nquestions || a->relevant[i])
        return;
    a->relevant[i] = true;
    trial_conditions_add(&a->conditions, &a->event->questions.v[i].when);
    cond_questions(a->event->questions.v[i].when.cond, mark_relevant, a);
}

/* Asked by a tree that is walked in the event, not by the event itself. */
static bool walked_asks(void *ctx, const struct question *q)
{
    const struct attempt *a = ctx;

    if (event_question(a, q) < a->nquestions)
        return false;
    for (size_t i = 0; i < a->nparts; i++) {
        const struct entry_ref *ref = &a->event->procedures.v[i];
        if (ref->walk && ref->loaded && tree_asks(ref->loaded, q))
            return true;
    }
    return false;
}

static bool anything(void *ctx, const struct question *q)
{
    return event_question(ctx, q) < ((struct attempt *)ctx)->nquestions || walked_asks(ctx, q);
}

static bool enough(const struct attempt *a)
{
    return a->found || a->combinations > MAX_PATHS;
}

static void attempt_from(struct attempt *a, size_t i)
{
    const struct question_ref *ref;
    enum truth asked;

    while (i < a->nquestions && !a->relevant[i])
        i++;
    if (i == a->nquestions) {
        a->combinations++;
        a->found = trial_eval(&a->trial, a->goal) != TRUTH_FALSE;
        return;
    }
    ref = &a->event->questions.v[i];
    asked = trial_eval(&a->trial, &ref->when);
    if (asked != TRUTH_FALSE) {
        struct trial_values values = trial_values(ref->question, &a->conditions, a->today, false);
        for (size_t v = 0; v < values.n && !enough(a); v++) {
            trial_push(&a->trial, &values.v[v]);
            attempt_from(a, i + 1);
            trial_pop(&a->trial);
        }
        free(values.v);
    }
    if (asked != TRUTH_TRUE && !enough(a))
        attempt_from(a, i + 1);
}

static bool can_hold(const struct entry *event, struct date today, const struct when *goal,
                     size_t nquestions, size_t nparts)
{
    struct attempt a = {
        .event = event, .today = today, .goal = goal, .nquestions = nquestions, .nparts = nparts};

    if (!goal->cond)
        return true;
    a.relevant = xcalloc(nquestions + 1, sizeof *a.relevant);
    a.trial.today = today;
    a.trial.open = walked_asks;
    a.trial.ctx = &a;
    trial_conditions_add(&a.conditions, goal);
    cond_questions(goal->cond, mark_relevant, &a);
    attempt_from(&a, 0);
    if (!a.found && a.combinations > MAX_PATHS) { /* too many: all values at once */
        a.trial.open = anything;
        a.found = trial_eval(&a.trial, goal) != TRUTH_FALSE;
    }
    free(a.relevant);
    trial_conditions_done(&a.conditions);
    trial_done(&a.trial);
    return a.found;
}

struct event_items {
    const struct entry *event;
    struct date today;
    struct diags *d;
};

static void check_item(void *ctx, const struct trial_item *item)
{
    const struct event_items *e = ctx;

    if (!can_hold(e->event, e->today, item->when, e->event->questions.n, e->event->procedures.n))
        trial_report(e->d, item);
}

void trial_event(const struct entry *event, struct date today, struct diags *d)
{
    struct event_items items = {event, today, d};

    for (size_t i = 0; i < event->questions.n; i++) {
        const struct question_ref *ref = &event->questions.v[i];
        struct trial_item item = {"質問", ref->id.s, &ref->when, ref->when.text.at};

        if (!can_hold(event, today, &ref->when, i, 0))
            trial_report(d, &item);
    }
    for (size_t i = 0; i < event->procedures.n; i++) {
        const struct entry_ref *ref = &event->procedures.v[i];
        struct trial_item item = {"手続き", ref->loaded ? ref->loaded->name.s : ref->id.s,
                                  &ref->when, ref->when.text.at};

        if (!can_hold(event, today, &ref->when, event->questions.n, i))
            trial_report(d, &item);
    }
    trial_items(event, check_item, &items);
}
