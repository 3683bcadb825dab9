/* The full screen in a terminal. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "app/session.h"
#include "base/error.h"
#include <stdbool.h>

struct tui_options {
    bool kana; /* typed romaji become kana, until somebody wants it otherwise */
    bool stay; /* Ctrl-Z does nothing: there is no shell to go back to */
    bool big;  /* boxes of three rows to touch, see ui_set_big */
};

/* Runs until the person quits, the terminal goes away or a signal ends the process. EX_OK; or
 * EX_UNAVAILABLE and *err when there is no terminal for it: plain mode is what is left then. */
int tui_run(struct session *s, const struct tui_options *o, struct error *err);

#endif
