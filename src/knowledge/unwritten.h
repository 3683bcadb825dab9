/* What a skeleton leaves to its author: （ここに書く：名前）. A value in which that still stands
 * has not been written yet. */
#ifndef KNOWLEDGE_UNWRITTEN_H
#define KNOWLEDGE_UNWRITTEN_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

/* Appends the placeholder for what a help sentence names. */
void unwritten_put(struct strbuf *out, const char *what);
/* Does a placeholder stand anywhere in s? what (may be NULL): what it names, wlen bytes in s. */
bool unwritten_find(const char *s, size_t n, const char **what, size_t *wlen);

#endif
