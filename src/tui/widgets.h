/* What the screens are made of. A widget keeps what was chosen and how far it has scrolled; what it
 * shows is given to it again for every drawing. */
#ifndef TUI_WIDGETS_H
#define TUI_WIDGETS_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "tui/canvas.h"
#include "tui/keymap.h"

/* Places that can be clicked, noted while drawing. */
struct spot {
    struct rect r;
    int area;     /* what it belongs to: the screen decides */
    size_t index; /* which item */
};
#define SPOTS 128
struct spots {
    struct spot v[SPOTS];
    size_t n;
};
void spots_add(struct spots *s, struct rect r, int area, size_t index); /* full: left out */
const struct spot *spots_find(const struct spots *s, int row,
                              int col); /* the last added; or NULL */

/* A list to choose from. */
struct menu_item {
    int number;         /* the digits that pick it, or -1 */
    const char *text;   /* in the menu's arena */
    const char *detail; /* a sentence below it, or NULL; cut off where there is no room for all, but
                           never that of the selected item */
};
struct menu {
    struct menu_item *v;
    size_t n, cap;
    struct arena arena;
    bool big;          /* drawn as targets (targets.h) */
    const char *aside; /* targets: a box beside the others that gives the focus to aside_area; or
                          NULL. Forgotten by menu_begin */
    int aside_area;
    bool clip; /* in a grid, names are cut off rather than one below the other */
    size_t selected, top;
    int columns;        /* what follows is set by menu_draw */
    size_t shown, page; /* items that are seen, from top on; and on a full page */
    enum { DETAILS_WHOLE, DETAILS_CUT, DETAILS_NONE } details; /* but all of the selected item's */
    bool wide; /* set by its owner: empty rows before whole details */
};
/* Spots of a menu that are no item of it. */
enum { SPOT_PAGE_UP = 1 << 20, SPOT_PAGE_DOWN, SPOT_FOCUS };
void menu_init(struct menu *m);
void menu_done(struct menu *m);
/* Empties it for the next drawing; the selection stays. */
void menu_begin(struct menu *m);
void menu_add(struct menu *m, int number, const char *text, const char *detail); /* copies */
/* Numbers the items in their order (see numbers.h). */
void menu_number(struct menu *m);
/* False when there is nothing further in that direction (or cmd moves nothing). */
bool menu_command(struct menu *m, enum command cmd);
/* The rows that menu_draw needs to show everything. */
int menu_rows(struct menu *m, const struct canvas *c, int cols, bool grid);
/* Draws what fits into r, the selection always; as a grid when grid and the items are short. With
 * focus the selection is marked and the cursor set on it. Gives the rows used. */
int menu_draw(struct menu *m, struct canvas *c, struct rect r, bool focus, bool grid,
              struct spots *spots, int area);

/* A text to scroll through line by line. */
struct textview {
    struct strbuf text;
    size_t line, nlines;  /* the line the cursor is on */
    size_t page;          /* lines that are seen at once */
    bool wide;            /* an empty row between lines, where there is room */
    bool can_find;        /* says so where there is more than is seen */
    struct strbuf word;   /* what is searched for; empty: nothing */
    size_t found, nfound; /* the one the cursor is on, of so many */
    struct spots *spots;  /* where places to turn its pages are noted; or NULL */
    int spot_area;        /* ... as ones of this area, the index a command */
    bool big;             /* they are boxes at the right edge, TEXTVIEW_SIDE columns wide */
};
#define TEXTVIEW_SIDE 11
void textview_init(struct textview *v);
void textview_done(struct textview *v);
bool textview_command(struct textview *v, enum command cmd);
/* Goes to the next line that stands after an empty one; false when there is none. */
bool textview_next_section(struct textview *v);
/* Goes to the first place from the cursor's line on where word stands. Of the text that was drawn
 * last, as the step. */
void textview_find(struct textview *v, const char *word);
void textview_find_step(struct textview *v, int by); /* the next or the one before; goes round */
/* v->text is made of lines of at most r.cols columns. */
void textview_draw(struct textview *v, struct canvas *c, struct rect r, bool focus);

/* Wraps s (n bytes of any kind) into r from its top; gives the rows used. */
int paragraph_draw(struct canvas *c, struct rect r, enum style style, const char *s);
int paragraph_rows(const struct canvas *c, int cols, const char *s);

void titlebar_draw(struct canvas *c, const char *left, const char *right);
/* The rule above the help line, with a sentence in it. */
void notice_draw(struct canvas *c, int row, const char *notice);
/* The help line at the foot: gives the first row of it. Notes its hints as spots of `area`, index
 * the command. notice stands in the line above it. */
int keybar_draw(struct canvas *c, enum place place, const char *notice, struct spots *spots,
                int area);

#endif
