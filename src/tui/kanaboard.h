/* The kana of the 五十音 as keys on the screen, for whoever has no input method or does not know
 * the keyboard; and a second page with the alphabet and the digits. It keeps where the focus is and
 * never sees what has been put together with it. */
#ifndef TUI_KANABOARD_H
#define TUI_KANABOARD_H

#include "tui/widgets.h"

#define BOARD_ROWS 5
#define BOARD_COLS 12 /* ten of characters, two of what is done with them */

enum board_act {
    BOARD_NOTHING, /* no key here */
    BOARD_PUT,     /* text */
    BOARD_VOICED,
    BOARD_SEMIVOICED,
    BOARD_RESIZE,
    BOARD_ERASE,
    BOARD_CLEAR,
    BOARD_TURN, /* to the other page */
    BOARD_ASK,
    BOARD_CLOSE
};

struct board_key {
    enum board_act act;
    const char *text;  /* what BOARD_PUT puts */
    const char *label; /* in the reader's language */
    const char *brief; /* the same where there is little room */
};

struct kanaboard {
    bool latin;
    int row, col; /* of the focus, always on a key */
    int top;      /* first row seen, where not all five are */
};

void kanaboard_init(struct kanaboard *b); /* on あ */
/* The key at index (row * BOARD_COLS + col). */
struct board_key kanaboard_key(const struct kanaboard *b, size_t index);
struct board_key kanaboard_focused(const struct kanaboard *b);
/* Puts the focus on a key; false when there is none. */
bool kanaboard_focus(struct kanaboard *b, size_t index);
void kanaboard_turn(struct kanaboard *b); /* to the other page, and its first key */
/* The arrow keys: round at the sides; false when there is nothing further up or down. */
bool kanaboard_move(struct kanaboard *b, enum command cmd);

/* Draws it into r, which has at least one row and 56 columns, with keys as large as `rows` rows
 * allow, three high at most. Every key is a spot. Gives the rows used. */
int kanaboard_draw(struct kanaboard *b, struct canvas *c, struct rect r, bool focus,
                   struct spots *spots, int area);

#endif
