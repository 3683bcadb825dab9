/* When somebody has to look again whether an entry is still true. */
#ifndef KNOWLEDGE_REVIEW_H
#define KNOWLEDGE_REVIEW_H

#include "knowledge/knowledge.h"

/* The last day on which it counts as looked at: confirmed + review_after (1 year where neither the
 * entry nor the town says). None when nobody has. */
struct date review_until(const struct entry *e);
/* Is it past that day? A day that is none makes nothing old. */
bool entry_is_old(const struct entry *e, struct date today);
/* Unconfirmed, or old: not to be told as a fact. */
bool entry_is_doubtful(const struct entry *e, struct date today);

enum review_state { REVIEW_OVERDUE, REVIEW_SOON, REVIEW_UNCONFIRMED };
struct review_item {
    enum review_state state;
    const struct entry *entry;       /* or NULL */
    const struct document *document; /* unconfirmed; or NULL */
    struct date until;               /* see review_until; may be none when it is unconfirmed */
};
/* What is overdue, what will be within that many days, what is unconfirmed: in this order, each by
 * owner (without one last), then by date and id. Caller frees *out. Gives how many. */
size_t review_list(const struct knowledge *k, struct date today, size_t within,
                   struct review_item **out);
/* The owner of an item, or "". */
const char *review_owner(const struct review_item *item);

#endif
