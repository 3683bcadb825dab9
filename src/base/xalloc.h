/* Allocation that never returns NULL: out of memory ends the process through die(). */
#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t size);
/* count * size with an overflow check. */
void *xreallocarray(void *p, size_t count, size_t size);
char *xstrdup(const char *s);
/* Copies n bytes and adds a NUL. */
char *xstrndup(const char *s, size_t n);

#endif
