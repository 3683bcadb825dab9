/* The terminal: shows a canvas, reads keys. The only file that knows curses, of which there is one
 * in a process. Whatever ends the process, the terminal is given back as it was. */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "base/error.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct term;
/* Takes the terminal on standard input and output over. NULL and *err (EX_UNAVAILABLE) when there
 * is none, when its TERM cannot place a cursor, or when the locale is not UTF-8. */
struct term *term_open(struct error *err);
void term_close(struct term *t); /* NULL is fine */

void term_size(const struct term *t, int *rows, int *cols);
int term_ambiguous(const struct term *t); /* columns of East Asian Ambiguous characters here */
/* Cells of c that the terminal has no place for are left out. */
void term_draw(struct term *t, const struct canvas *c);
void term_redraw(struct term *t); /* the next term_draw paints every cell */
/* In a public place: Ctrl-Z and the signals of a terminal change nothing. What still comes as
 * KC_HANGUP is SIGTERM and that the terminal is gone. */
void term_stay(struct term *t);
/* Waits for the next thing to happen; false when nothing has for timeout_ms (-1: for ever). What a
 * person did that is no key here (F9, letting a button go) is KC_NONE. */
bool term_key(struct term *t, struct key *out, int timeout_ms);
/* Overwrites what curses keeps of what was drawn. */
void term_forget(struct term *t);
/* Stops the process as Ctrl-Z does elsewhere, and takes the terminal again when it continues. */
void term_suspend(struct term *t);

#endif
