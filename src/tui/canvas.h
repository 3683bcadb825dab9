/* A grid of cells that the screens are painted on. Knows no terminal: term shows it, a test or the
 * script player writes it down as text. Rows and columns count from 0; what lies outside the grid
 * is not painted. */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include "base/strbuf.h"
#include "tui/theme.h"
#include <stdbool.h>
#include <stddef.h>

/* A base character and its combining marks; ncurses shows at most four of them. */
#define CELL_BYTES 24
#define CELL_CHARS 5

struct cell {
    char text[CELL_BYTES]; /* one grapheme, NUL-terminated; "" in the right half of a wide one */
    unsigned char chars;   /* code points in text */
    unsigned char width;   /* columns: 1 or 2; 0: the right half of the cell to the left */
    unsigned char style;   /* enum style */
};

struct rect {
    int row, col, rows, cols;
};

struct canvas {
    int rows, cols;
    enum theme theme;
    int ambiguous; /* columns of East Asian Ambiguous characters: 1 or 2 */
    struct cell *cells;
    int cursor_row, cursor_col;
};

/* ambiguous 2: lines and boxes are drawn in ASCII. rows and cols below 1 count as 1. */
void canvas_init(struct canvas *c, int rows, int cols, int ambiguous);
void canvas_done(struct canvas *c); /* overwrites the cells: somebody's question was in them */
/* Both leave every cell blank and the cursor at 0,0. */
void canvas_resize(struct canvas *c, int rows, int cols);
void canvas_clear(struct canvas *c);
/* NULL outside the grid. */
const struct cell *canvas_at(const struct canvas *c, int row, int col);

/* Writes s (n bytes of any kind: what is not safe for a terminal becomes U+FFFD) from row, col, on
 * at most cols columns, and gives the columns written. A wide character is written whole or not at
 * all; one of which a half is written over becomes a blank in its other half. */
int canvas_text(struct canvas *c, int row, int col, int cols, enum style style, const char *s,
                size_t n);
int canvas_puts(struct canvas *c, int row, int col, int cols, enum style style, const char *s);
void canvas_fill(struct canvas *c, struct rect r, enum style style); /* with blanks */
/* Gives cols columns from row, col another style; what is written there stays. */
void canvas_restyle(struct canvas *c, int row, int col, int cols, enum style style);
void canvas_hline(struct canvas *c, int row, int col, int cols, enum style style);
void canvas_box(struct canvas *c, struct rect r, enum style style);
/* Where the hardware cursor rests; kept inside the grid and off the right half of a character. */
void canvas_cursor(struct canvas *c, int row, int col);

/* Appends the rows as lines without the blanks at their ends. */
void canvas_dump(const struct canvas *c, struct strbuf *out);

#endif
