/* Numbers of several digits while they are being pressed, and pages that are turned by touch. */
#ifndef TUI_PICKING_H
#define TUI_PICKING_H

#include "tui/numbers.h"
#include "tui/ui.h"

/* number_press for a digit key. When the number goes on, the frame says so. */
enum pick ui_pick_digit(struct ui *ui, struct menu *a, struct menu *b, const struct key *key,
                        struct menu **found);
void ui_no_number(struct ui *ui); /* says that there is no such number */
/* Where the screen counts otherwise than the conversation does (11 is the first): takes a line that
 * is a number as that of the screen. False when it is none, or when there is no difference. */
bool ui_said_number(struct ui *ui, const char *text);
void ui_spill_digits(struct ui *ui); /* what was pressed is text after all */
void ui_forget_digits(struct ui *ui);
/* While a number is begun: whether that is all the key is for. */
bool ui_waits(struct ui *ui, enum command cmd, const struct key *key);

/* What stands in the rule above the keys: the town's notice, or that a number is begun (in out). */
const char *ui_notice(const struct ui *ui, struct strbuf *out);
/* True when the spot is no item but turns a page of its menu, or only has the focus. */
bool ui_turn_page(struct ui *ui, const struct spot *spot);

#endif
