#include "base/arena.h"

#include "base/die.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

/* A test may compile with a tiny block so that boundaries are met all the time. */
#ifndef ARENA_BLOCK
#define ARENA_BLOCK 8192
#endif

#define ALIGNMENT _Alignof(max_align_t)

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    max_align_t data[]; /* size bytes */
};

static noreturn void too_big(void)
{
    die(EX_OSERR, "%s", _("メモリが足りません。"));
}

static struct arena_block *block_new(size_t size)
{
    struct arena_block *b;

    if (size > SIZE_MAX - sizeof(*b))
        too_big();
    b = xcalloc(1, sizeof(*b) + size);
    b->size = size;
    return b;
}

void arena_init(struct arena *a)
{
    a->head = NULL;
}

void arena_done(struct arena *a)
{
    while (a->head) {
        struct arena_block *next = a->head->next;

        free(a->head);
        a->head = next;
    }
}

void *arena_alloc(struct arena *a, size_t size)
{
    struct arena_block *b = a->head;
    void *p;

    if (size == 0)
        size = 1;
    if (size > SIZE_MAX - ALIGNMENT)
        too_big();
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!b || size > b->size - b->used) {
        struct arena_block *fresh = block_new(size > ARENA_BLOCK / 4 ? size : ARENA_BLOCK);

        if (b && fresh->size == size) { /* filled at once: the head keeps serving small ones */
            fresh->next = b->next;
            b->next = fresh;
        } else {
            fresh->next = b;
            a->head = fresh;
        }
        b = fresh;
    }
    p = (char *)b->data + b->used;
    b->used += size;
    return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size)
        too_big();
    return arena_alloc(a, count * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *copy;

    if (n == SIZE_MAX)
        too_big();
    copy = arena_alloc(a, n + 1);
    if (n > 0)
        memcpy(copy, s, n);
    return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    int n;
    char *s;

    va_start(ap, fmt);
    n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0)
        die(EX_SOFTWARE, "%s", _("文字列を作れませんでした。"));
    s = arena_alloc(a, (size_t)n + 1);
    va_start(ap, fmt);
    vsnprintf(s, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return s;
}
