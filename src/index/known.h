/* Which words the knowledge has at all. */
#ifndef INDEX_KNOWN_H
#define INDEX_KNOWN_H

#include "index/index.h"

/* word: as struct token's rep. Words without a meaning of their own (stop words) are not in it. */
bool index_has_word(struct index *ix, const char *word);
/* Two characters (n bytes) that stand side by side somewhere in it. */
bool index_has_pair(struct index *ix, const char *s, size_t n);

#endif
