/* How sure a result is. Pure. Private to the room. */
#ifndef INDEX_CONFIDENCE_H
#define INDEX_CONFIDENCE_H

#include "knowledge/hit.h"

struct evidence {
    size_t hits;      /* entries found */
    size_t exact;     /* entries that the whole question names, or asks for in their own words */
    bool broad;       /* the first one is an event: its name covers several procedures */
    double top, next; /* the first scores of the first entry and of the best other one, in units of
                         the idf of a term that no entry has; 0: none */
    double size;      /* of the question: its words, in the same units */
    double covered;   /* the part of the question that the first entry is about, 0 to 1 */
};
enum confidence confidence_judge(const struct evidence *e);

#endif
