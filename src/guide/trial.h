/* Private to the path check: the answers that are tried for a question, and what a condition is
 * worth under those that were. */
#ifndef GUIDE_TRIAL_H
#define GUIDE_TRIAL_H

#include "guide/guide.h"
#include "knowledge/diag.h"

enum { MAX_PATHS = 200000 }; /* of one tree, or for one condition of an event */

/* Something of an entry that is shown under a condition. */
struct trial_item {
    const char *what, *name; /* for messages: 書類, its name */
    const struct when *when;
    struct mark at; /* of the condition, or where there is none of the item */
};
extern const char trial_note[]; /* `what` of a note */
void trial_items(const struct entry *e, void (*visit)(void *ctx, const struct trial_item *item),
                 void *ctx);
void trial_report(struct diags *d, const struct trial_item *item);

/* The conditions whose constants give the dates and numbers to try. */
struct trial_conditions {
    const struct when **v;
    size_t n, cap;
};
void trial_conditions_add(struct trial_conditions *c, const struct when *w);
void trial_conditions_add_entry(struct trial_conditions *c, const struct entry *e);
void trial_conditions_done(struct trial_conditions *c);

struct trial_values {
    struct fact *v; /* malloc'd */
    size_t n;
};
/* Every answer, or the values around those that a condition compares q with. multi: each alone,
 * and all but the exclusive one together. unknown: わからない as well, as the last. */
struct trial_values trial_values(const struct question *q, const struct trial_conditions *c,
                                 struct date today, bool unknown);

/* The answers given so far. What is not among them was not asked, unless `open` says that it
 * might have been. */
struct trial {
    struct fact *v;
    size_t n, cap;
    size_t unknowns; /* how many of them are わからない */
    struct date today;
    bool (*open)(void *ctx, const struct question *q); /* NULL: nothing else is asked */
    void *ctx;
};
void trial_push(struct trial *t, const struct fact *f);
void trial_pop(struct trial *t);
void trial_done(struct trial *t);
const struct fact *trial_get(const struct trial *t, const struct question *q);
enum truth trial_eval(struct trial *t, const struct when *w);

/* Are the conditions of an event, and those of its procedures and questions, ever true? */
void trial_event(const struct entry *event, struct date today, struct diags *d);
/* q is asked by the event itself, or by one of its first nparts procedures whose tree is walked. */
bool event_asks(const struct entry *event, size_t nparts, const struct question *q);

#endif
