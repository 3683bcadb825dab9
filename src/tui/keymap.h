/* The keys: one table feeds what a key does, the help line of every screen, and the help screen. */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "base/strbuf.h"
#include "tui/key.h"
#include <stddef.h>

enum command {
    CMD_NONE,
    CMD_EDIT, /* the key is for the line editor */
    CMD_UP,
    CMD_DOWN,
    CMD_LEFT,
    CMD_RIGHT,
    CMD_PAGE_UP,
    CMD_PAGE_DOWN,
    CMD_FIRST,
    CMD_LAST,
    CMD_DIGIT, /* the item of that number; key.cp is an ASCII digit */
    CMD_ENTER,
    CMD_NEXT_AREA,
    CMD_PREV_AREA,
    CMD_BACK,
    CMD_HOME,
    CMD_CHANGE, /* answer a question again */
    CMD_BOARD,  /* the board of kana, open or closed */
    CMD_KANA,   /* whether romaji become kana */
    CMD_HELP,
    CMD_HELPER, /* what to say and do, for the one who sits beside */
    CMD_PRINT,
    CMD_FIND,     /* a word in the text */
    CMD_RESUME,   /* go on with a code */
    CMD_FURIGANA, /* these four: reading made easy */
    CMD_SPACING,
    CMD_THEME,
    CMD_TERMS, /* the words on the screen, explained */
    CMD_REDRAW,
    CMD_SUSPEND,
    CMD_QUIT
};

/* Where a key is pressed. Bits: a row of the table names all places it is for. */
enum place {
    PLACE_INPUT = 1 << 0, /* the question line at home, empty */
    PLACE_TYPED = 1 << 1, /* the same with something in it */
    PLACE_MENU = 1 << 2,  /* events and fields at home */
    PLACE_LIST = 1 << 3,
    PLACE_ENTRY = 1 << 4,
    PLACE_CHOICE = 1 << 5, /* a question with answers to choose from */
    PLACE_MULTI = 1 << 6,  /* the same when several may be chosen */
    PLACE_VALUE = 1 << 7,  /* a question for a date or a number: the line is edited */
    PLACE_CHECKLIST = 1 << 8,
    PLACE_READ = 1 << 9,     /* a text to read: help, reasons */
    PLACE_SUGGEST = 1 << 10, /* what the question line at home may become */
    PLACE_SAY = 1 << 11,     /* the line for words, in front of a screen that has none */
    PLACE_BOARD = 1 << 12,   /* the board of kana below one of these lines */
    PLACE_CODE = 1 << 13,    /* the line for the code to go on with */
    PLACE_SLIP = 1 << 14,    /* the slip before it is printed */
    PLACE_FIND = 1 << 15,    /* the line below a text that is searched */
    PLACE_JUDGED = 1 << 16   /* a sheet with nothing below but whether it was clear */
};
#define PLACES 17

/* What key does at place. A full-width digit, letter or ？ counts as the ASCII one where nothing is
 * edited (an input method may be on): then *key is changed to that. */
enum command keymap_find(enum place place, struct key *key);

/* In a public place there is nothing to leave for: no help names the keys that quit, then. */
void keymap_lock(bool locked);

/* What the help line of a place shows, in the reader's language. */
struct hint {
    const char *keys, *label;
    enum command command; /* what a click on it does */
    bool spare;           /* only where there is room */
};
/* Gives the next one from *row (0 at first), which moves on; false after the last. */
bool keymap_next_hint(enum place place, size_t *row, struct hint *out);
/* The same for boxes to be touched: what a finger does by itself (choosing, moving) is left out,
 * and keys are in that the help line has no place for. */
bool keymap_next_touch(enum place place, size_t *row, struct hint *out);
/* Appends the help screen's part on the keys: lines of at most cols columns. First those that work
 * at the place, below a heading, then the others. */
void keymap_help(struct strbuf *out, enum place place, size_t cols, int ambiguous);

#endif
