/* An entry with how well it matched: what a search gives and a conversation works with. */
#ifndef KNOWLEDGE_HIT_H
#define KNOWLEDGE_HIT_H

#include "knowledge/knowledge.h"

enum confidence { CONFIDENCE_UNKNOWN, CONFIDENCE_CHOOSE, CONFIDENCE_SURE };
const char *confidence_name(enum confidence c); /* "unknown" "choose" "sure" */

struct hit {
    const struct entry *entry;
    double score; /* higher is better; comparable within one result only */
};
struct hits {
    struct hit *v; /* best first, no entry twice */
    size_t n;
    enum confidence confidence;
    bool named; /* the first one, and no other, is what the whole question names */
    const struct entry *elsewhere; /* who is to be asked instead: nothing of the above, which is
                                      unknown then; NULL in most cases */
};
void hits_done(struct hits *h); /* frees v */

#endif
