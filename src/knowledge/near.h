/* What somebody who mistyped a name may have meant: the nearest of those that there are. */
#ifndef KNOWLEDGE_NEAR_H
#define KNOWLEDGE_NEAR_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

struct near {
    const char *typed; /* borrowed, as best is */
    const char *best;  /* NULL: none is near enough */
    size_t distance;   /* of best: letters added, left out, changed, or two exchanged */
};
struct near near_to(const char *typed);
/* Takes name for the best when it is nearer than what came before: at most two slips away, and at
 * most one for every two letters. */
void near_try(struct near *n, const char *name);

/* Of q's answers. */
struct near near_answer(const struct question *q, const char *typed);
/* Of t's nodes. */
struct near near_node(const struct tree *t, const char *typed);
/* Reports an error, and the best name behind it where there is one. */
void near_report(const struct near *n, struct diags *d, struct mark at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
