/* How sure a result is. Pure. Private to the room. */
#ifndef INDEX_CONFIDENCE_H
#define INDEX_CONFIDENCE_H

#include "knowledge/hit.h"

struct evidence {
    size_t hits;      /* entries found */
    size_t exact;     /* entries that the whole question names, or asks for in their own words */
    bool broad;       /* the first one is an event: its name covers several procedures */
    double top, next; /* the best scores, without what exact phrases add; 0: none */
    double covered;   /* the part of the question that the first entry is about, 0 to 1 */
    double telling;   /* the same in words, each as telling as one that no entry has */
};
enum confidence confidence_judge(const struct evidence *e);

#endif
