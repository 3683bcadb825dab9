/* Strings that remember where their author wrote them. */
#ifndef KNOWLEDGE_STR_H
#define KNOWLEDGE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A place in a source file; line and col count from 1, col in characters. line 0: no place (the
 * knowledge was read from a built file). file: index into struct sources. */
struct mark {
    uint32_t file, line, col;
};

/* Not owned: the bytes live in the arena of the knowledge. s is NUL-terminated, never NULL;
 * len 0 means absent or empty. UTF-8, valid, without control characters. */
struct str {
    const char *s;
    size_t len; /* bytes */
    struct mark at;
};

struct strs {
    struct str *v;
    size_t n;
};

static inline bool str_is(const struct str *a, const char *b)
{
    return strcmp(a->s, b) == 0;
}

#endif
