#include "base/die.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

static void (*restore_terminal)(void);

void die_set_restore(void (*restore)(void))
{
    restore_terminal = restore;
}

noreturn void die(int code, const char *fmt, ...)
{
    void (*restore)(void) = restore_terminal;
    va_list ap;

    /* Taken away before the call: a restore that dies itself must not come back here. */
    restore_terminal = NULL;
    if (restore)
        restore();
    fflush(stdout);
    fputs("madoguchi: ", stderr);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    exit(code);
}
