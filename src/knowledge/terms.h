/* Words of the glossary in what an entry says. */
#ifndef KNOWLEDGE_TERMS_H
#define KNOWLEDGE_TERMS_H

#include "knowledge/knowledge.h"

/* The terms whose names stand in the texts of e that a resident reads, in the order of the
 * glossary: at most max. 世帯 is none of them where only 世帯主 stands. */
size_t terms_of(const struct knowledge *k, const struct entry *e, const struct entry **out,
                size_t max);

/* The same of a text of n bytes; without the entry `but` (NULL: none). */
size_t terms_in(const struct knowledge *k, const char *text, size_t n, const struct entry *but,
                const struct entry **out, size_t max);

/* Calls visit with each text of e that a resident reads as a sentence: summary, steps, notes … but
 * no names, says or sources. */
void entry_texts(const struct entry *e, void (*visit)(void *ctx, const struct str *text),
                 void *ctx);

#endif
