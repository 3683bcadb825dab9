/* What is written down once for everybody and used by nobody: it is changed in vain, and whoever
 * changes it thinks that residents are told. Private to the room. */
#ifndef KNOWLEDGE_UNUSED_H
#define KNOWLEDGE_UNUSED_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

/* Which of k's desks, fees, values and questions something refers to, each by its place in its
 * list. The arrays are in k's arena. */
struct used {
    bool *desks, *fees, *values, *questions;
};
/* Before {{…}} are filled in: they are references, too. */
void used_find(struct knowledge *k, struct used *u);
/* A warning for each one that is not used. */
void used_report(const struct used *u, const struct knowledge *k, struct diags *d);

#endif
