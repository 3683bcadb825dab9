/* Which of many short texts say nearly the same. Pure and deterministic. */
#ifndef CLI_LIKENESS_H
#define CLI_LIKENESS_H

#include <stddef.h>

struct likeness_text {
    const char *const *words; /* its content words, sorted, none twice */
    size_t nwords;
    size_t group; /* filled: the place of the text that heads its group; its own for a head */
};
/* v: in the order in which they may head a group. Each joins the head it shares most with, when
 * that is at least half of the words of both together (Jaccard index, Jaccard 1901), the first of
 * several; a text without words stands alone. */
void likeness_group(struct likeness_text *v, size_t n);

#endif
