/* Grapheme clusters (UAX #29): what a reader takes for one character. For src/text alone. */
#ifndef TEXT_CLUSTER_H
#define TEXT_CLUSTER_H

#include <stddef.h>
#include <stdint.h>

struct cluster {
    uint32_t first, last; /* code points */
    size_t width;         /* columns, the sum over its code points, as terminals count */
};
/* Bytes of the cluster at the start of s; 0 when n is 0. */
size_t cluster_next(const char *s, size_t n, int ambiguous, struct cluster *c);

#endif
