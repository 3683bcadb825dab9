/* The screen that asks whether somebody is still there. */
#ifndef TUI_COUNTDOWN_H
#define TUI_COUNTDOWN_H

#include "tui/canvas.h"

/* Takes the whole canvas: what was on it is nobody's business while its reader is away. */
void countdown_draw(struct canvas *c, unsigned seconds);

#endif
