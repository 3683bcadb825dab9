/* What went wrong, in one sentence for a person, with a sysexits code. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <sysexits.h>

struct error {
    int code;       /* EX_OK while nothing went wrong; else a code of sysexits.h */
    char msg[1024]; /* UTF-8, no newline at the end; cut at a character boundary when too long */
};

#define ERROR_NONE \
    {              \
        EX_OK, ""  \
    }

/* The first error is kept: a second call on a set error changes nothing. e may be NULL. */
void error_set(struct error *e, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
