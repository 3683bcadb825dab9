#include "base/wipe.h"

#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OTHER_MALLOC
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define OTHER_MALLOC
#endif

static bool wiping;

void wipe_freed_memory(void)
{
    wiping = true;
}

#if !defined(OTHER_MALLOC)
void __libc_free(void *p);
void *__libc_realloc(void *p, size_t size);

void free(void *p)
{
    if (wiping && p)
        explicit_bzero(p, malloc_usable_size(p));
    __libc_free(p);
}

void *realloc(void *p, size_t size)
{
    if (!wiping || !p || size == 0)
        return __libc_realloc(p, size);
    size_t had = malloc_usable_size(p);
    void *q = malloc(size);
    if (!q)
        return NULL;
    memcpy(q, p, had < size ? had : size);
    free(p);
    return q;
}
#endif

/* Far more than any call here has needed, far less than a process has. */
enum { STACK_BYTES = 1024 * 1024 };

__attribute__((noinline)) void wipe_stack(void)
{
    unsigned char below[STACK_BYTES];
    explicit_bzero(below, sizeof below);
}
