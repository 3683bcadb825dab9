/* The one way to end the process outside main: prints a sentence and exits. */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <stdnoreturn.h>

/* Called once before the message is printed, so that a full-screen front end can give the
 * terminal back. NULL removes it. */
void die_set_restore(void (*restore)(void));

/* Prints "madoguchi: MESSAGE" on standard error and exits with code (sysexits.h). */
noreturn void die(int code, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
