/* What belongs to the lines that take words, at home and in front of the other screens, besides
 * what is in them (ui->edit): romaji that become kana, the board of kana, the suggestions. */
#ifndef TUI_WORDLINE_H
#define TUI_WORDLINE_H

#include "app/session.h"
#include "tui/kanaboard.h"
#include "tui/ui.h"

struct wordline {
    bool kana, kana_first; /* romaji become kana: now, and when somebody new begins */
    bool board;            /* the board is open */
    struct kanaboard keys;
    struct menu menu; /* of AREA_OFFERS */
    struct suggestions found;
    int behind; /* which area the screen had before a line came in front of it */
};
void wordline_init(struct wordline *w);
void wordline_done(struct wordline *w);
void wordline_forget(struct wordline *w); /* somebody new begins */

void ui_line_key(struct ui *ui, const struct key *key); /* CMD_EDIT */
void ui_line_settle(struct ui *ui); /* before the line is sent: unfinished romaji become kana */
void ui_line_kana(struct ui *ui, bool kana);
/* Draws the line in a box of three rows, with the buttons for the board and for romaji. */
void ui_draw_line(struct ui *ui, struct rect r, bool focus);
/* What the line may become: into ui->suggested and ui->menu, in front of a screen into ui->line. */
void ui_suggest(struct ui *ui);
const struct entry *ui_suggested(struct ui *ui); /* the selected one, or NULL */

void ui_board_toggle(struct ui *ui);
/* The line, the board and the suggestions, in all of body. */
void ui_draw_board(struct ui *ui, struct rect body);
/* What the keys do while the board is open. False: the screen has to do *cmd. */
bool ui_board_command(struct ui *ui, enum command *cmd, const struct key *key);

#endif
