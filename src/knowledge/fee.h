/* Fees that change at a day. Rows of an entry with the same label and the same condition are one
 * fee at different times. */
#ifndef KNOWLEDGE_FEE_H
#define KNOWLEDGE_FEE_H

#include "knowledge/knowledge.h"

bool fee_same(const struct fee *a, const struct fee *b); /* rows of one fee? */
/* Is f, one of all, what is told of its fee on that day: the row in force; where there is none the
 * one that will be soon (period_begins_soon), or else the last one, which is over? */
bool fee_shown(const struct fees *all, const struct fee *f, struct date today);
bool fee_is_over(const struct fee *f, struct date today); /* nobody knows what it is now */
/* The row that will soon take the place of f, which is in force, and says something else; or NULL.
 */
const struct fee *fee_coming(const struct fees *all, const struct fee *f, struct date today);

/* town.yaml's, in words that are true on every day: 300円, or 2027年3月31日までは300円、… */
void fee_words(struct strbuf *out, const struct town_fee *f);

#endif
