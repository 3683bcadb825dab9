/* Signals as bytes of a pipe, so that they are handled between keys and not in the middle of
 * something. One terminal in a process, so one of these. */
#ifndef TUI_WAKE_H
#define TUI_WAKE_H

#include "base/error.h"
#include <stdbool.h>
#include <termios.h>

/* Takes over SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT and SIGWINCH; a crash gives the
 * terminal back as `before` has it and then goes its way. False and *err when there is no pipe. */
bool wake_start(const struct termios *before, struct error *err);
/* Again, after a library has set handlers of its own. */
void wake_take_signals(void);
void wake_stop(void); /* gives the signals their default actions back */

int wake_fd(void);   /* readable when a signal came */
int wake_read(void); /* the signal, or 0 */
/* Stops the process group as Ctrl-Z on a terminal does; returns when it goes on. */
void wake_suspend(void);

#endif
