/* The full screen in a terminal. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "app/look.h"
#include "app/session.h"
#include "base/error.h"
#include <stdbool.h>

struct tui_options {
    struct look look; /* of the start; a visitor may change it */
    bool kana;        /* typed romaji become kana, until somebody wants it otherwise */
    bool big;         /* boxes of three rows to touch, see ui_set_big */
    bool kiosk;       /* a public place: cannot be left, and forgets between two people */
    /* Seconds. A kiosk in which no key is pressed for `idle` asks whether somebody is there, for
     * `countdown`, and then forgets. */
    unsigned idle, countdown;
};

/* Runs until the person quits, the terminal goes away or a signal ends the process. EX_OK; or
 * EX_UNAVAILABLE and *err when there is no terminal for it: plain mode is what is left then. */
int tui_run(struct session *s, const struct tui_options *o, struct error *err);

#endif
