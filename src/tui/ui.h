/* The full screen without a terminal: keys go in, a canvas comes out. */
#ifndef TUI_UI_H
#define TUI_UI_H

#include "app/session.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct ui;
/* Borrows s. The locale must be a UTF-8 one (see lineedit.h). */
struct ui *ui_new(struct session *s, int rows, int cols, int ambiguous);
void ui_free(struct ui *ui);
/* How the screen looks from now on, and again for every new visitor. */
void ui_configure(struct ui *ui, const struct look *look);
/* Whether typed romaji become kana at first; otherwise they do when asked to. */
void ui_start_with_kana(struct ui *ui, bool kana);

/* Everything that can be touched is drawn as a box of at least three rows. */
void ui_set_big(struct ui *ui, bool big);

/* UI_WORK: draw, so that it is seen what goes on, and call ui_work. UI_FORGET: kiosk.h only. */
enum ui_request { UI_GO_ON, UI_REDRAW, UI_SUSPEND, UI_WORK, UI_QUIT, UI_FORGET };
/* What is asked of whoever owns the terminal. */
enum ui_request ui_key(struct ui *ui, const struct key *key);
/* Prints, and waits for that. */
void ui_work(struct ui *ui);
/* Whether the conversation was begun anew since the last call: by F2, さいしょ or a farewell. */
bool ui_started_again(struct ui *ui);
/* Draws everything from the state; the canvas stays the ui's. */
const struct canvas *ui_draw(struct ui *ui);

#endif
