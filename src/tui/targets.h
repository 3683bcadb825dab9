/* The same menus and keys for a finger or an unsteady hand: everything that can be chosen is a box
 * of at least three rows, and pages are turned by boxes, too. */
#ifndef TUI_TARGETS_H
#define TUI_TARGETS_H

#include "tui/widgets.h"

#define TARGET_ROWS 3

/* A box that is no item: with text in its middle. */
void target_button(struct canvas *c, struct rect r, const char *text);

/* menu_rows and menu_draw for these. An item of the number 0 is on every page: わからない. */
int targets_rows(const struct menu *m, const struct canvas *c, int cols);
int targets_draw(struct menu *m, struct canvas *c, struct rect r, bool focus, struct spots *spots,
                 int area);
/* keybar_draw: the keys that are no choosing or moving, which a finger does itself. */
int targets_keybar(struct canvas *c, enum place place, const char *notice, struct spots *spots,
                   int area);

#endif
