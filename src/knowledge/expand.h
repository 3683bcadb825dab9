/* {{town.name}}, {{town.tel}}, {{fee.KEY}}, {{value.KEY}}, {{desk.KEY.name|place|tel|hours}}. */
#ifndef KNOWLEDGE_EXPAND_H
#define KNOWLEDGE_EXPAND_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

/* Fills the town's values into all texts of k; a fee by name becomes a row for each time that the
 * town's has; entries without review_after take the town's. */
void knowledge_expand(struct knowledge *k, struct diags *d);

#endif
