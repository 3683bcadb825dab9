/* Plays keys to the full screen without a terminal and writes down what would be seen: tests
 * compare literal screens, and a screen can be shown in a manual. One command a line:
 *
 *   size COLUMNS ROWS      the window's size (80 24 at first)
 *   key NAME…              keys one after the other: Enter Esc Tab Up PageDown F1 Ctrl-C 1 q …
 *   type TEXT              the rest of the line, a key for each character; \xHH is a byte
 *   paste TEXT             the same as a terminal pastes it
 *   click COLUMN ROW       the mouse; both count from 0
 *   wheel up|down
 *   big on|off           targets for a finger (ui_set_big)
 *   kiosk IDLE COUNTDOWN
 *                          goes on as a kiosk that waits that many seconds (tui.h); once
 *   wait SECONDS           nobody does anything for so long
 *   dump                   writes "== COLUMNSxROWS cursor COLUMN,ROW" and the screen's rows
 *
 * Empty lines and lines that begin with # are skipped. After the key that quits nothing is read. */
#ifndef TUI_SCRIPT_H
#define TUI_SCRIPT_H

#include "app/session.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "tui/canvas.h"

/* The full screen of a session that is played to bit by bit. Borrows s. */
struct script_player *script_player_new(struct session *s, int ambiguous);
void script_player_free(struct script_player *p);
/* Goes on with n bytes of script, as script_play does. */
bool script_player_play(struct script_player *p, const char *script, size_t n, struct strbuf *out,
                        struct error *err);

/* What is seen now; the player's, until it goes on. */
const struct canvas *script_player_screen(struct script_player *p);

/* Plays n bytes of script and appends what it dumps to out. False and *err (EX_DATAERR, with the
 * line number) at the first line that is no command. ambiguous: columns of such characters. */
bool script_play(struct session *s, const char *script, size_t n, int ambiguous, struct strbuf *out,
                 struct error *err);
/* The same from a file; EX_NOINPUT when it cannot be read. */
bool script_play_file(struct session *s, const char *path, int ambiguous, struct strbuf *out,
                      struct error *err);

#endif
