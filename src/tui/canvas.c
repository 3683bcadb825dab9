#include "tui/canvas.h"
#include "base/xalloc.h"
#include "text/utf8.h"
#include "text/width.h"
#include <stdlib.h>
#include <string.h>

static struct cell *cell_at(const struct canvas *c, int row, int col)
{
    if (row < 0 || col < 0 || row >= c->rows || col >= c->cols)
        return NULL;
    return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

/* NULL, a cell outside the grid, is fine. */
static void cell_blank(struct cell *cell, enum style style)
{
    if (!cell)
        return;
    memset(cell->text, 0, sizeof(cell->text));
    cell->text[0] = ' ';
    cell->chars = 1;
    cell->width = 1;
    cell->style = (unsigned char)style;
}

/* Before row, col is written over: when it holds half of a wide character, the other half becomes
 * a blank. A half character on the terminal would shift the rest of the row. */
static void split_wide(struct canvas *c, int row, int col)
{
    struct cell *cell = cell_at(c, row, col);
    if (!cell || cell->width == 1)
        return;
    struct cell *other = cell_at(c, row, cell->width == 0 ? col - 1 : col + 1);
    cell_blank(other, (enum style)cell->style);
    cell_blank(cell, (enum style)cell->style);
}

static void allocate(struct canvas *c, int rows, int cols)
{
    c->rows = rows < 1 ? 1 : rows;
    c->cols = cols < 1 ? 1 : cols;
    c->cells = xreallocarray(NULL, (size_t)c->rows * (size_t)c->cols, sizeof(*c->cells));
    canvas_clear(c);
}

void canvas_init(struct canvas *c, int rows, int cols, int ambiguous)
{
    c->ambiguous = ambiguous == 2 ? 2 : 1;
    allocate(c, rows, cols);
}

void canvas_done(struct canvas *c)
{
    explicit_bzero(c->cells, (size_t)c->rows * (size_t)c->cols * sizeof(*c->cells));
    free(c->cells);
    c->cells = NULL;
    c->rows = c->cols = 0;
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
    canvas_done(c);
    allocate(c, rows, cols);
}

void canvas_clear(struct canvas *c)
{
    for (size_t i = 0; i < (size_t)c->rows * (size_t)c->cols; i++)
        cell_blank(&c->cells[i], STYLE_TEXT);
    c->cursor_row = c->cursor_col = 0;
}

const struct cell *canvas_at(const struct canvas *c, int row, int col)
{
    return cell_at(c, row, col);
}

static void put_base(struct canvas *c, int row, int col, enum style style, const char *s, size_t n,
                     int width)
{
    for (int i = 0; i < width; i++)
        split_wide(c, row, col + i);
    struct cell *cell = cell_at(c, row, col);
    if (!cell)
        return;
    cell_blank(cell, style);
    memcpy(cell->text, s, n);
    cell->text[n] = '\0';
    cell->width = (unsigned char)width;
    if (width == 2) {
        struct cell *right = cell_at(c, row, col + 1);
        if (!right)
            return;
        cell_blank(right, style);
        right->text[0] = '\0';
        right->chars = 0;
        right->width = 0;
    }
}

/* Marks that do not fit are left out. */
static void put_mark(struct cell *cell, const char *s, size_t n)
{
    size_t len = strlen(cell->text);
    if (cell->chars >= CELL_CHARS || len + n >= CELL_BYTES)
        return;
    memcpy(cell->text + len, s, n);
    cell->text[len + n] = '\0';
    cell->chars++;
}

/* s is clean. */
static int put_clean(struct canvas *c, struct rect r, enum style style, const char *s, size_t n)
{
    int used = 0;
    struct cell *last = NULL;
    for (size_t i = 0, step; i < n; i += step) {
        uint32_t cp;
        step = utf8_decode(s + i, n - i, &cp);
        int width = char_width(cp, c->ambiguous);
        if (width == 0) {
            if (last)
                put_mark(last, s + i, step);
            continue;
        }
        if (used + width > r.cols)
            break;
        put_base(c, r.row, r.col + used, style, s + i, step, width);
        last = cell_at(c, r.row, r.col + used);
        used += width;
    }
    return used;
}

int canvas_text(struct canvas *c, int row, int col, int cols, enum style style, const char *s,
                size_t n)
{
    if (!cell_at(c, row, col))
        return 0;
    if (cols > c->cols - col)
        cols = c->cols - col;
    struct strbuf clean;
    strbuf_init(&clean);
    utf8_clean(&clean, s, n, false);
    int used = put_clean(c, (struct rect){row, col, 1, cols}, style, clean.s, clean.len);
    strbuf_wipe(&clean);
    strbuf_done(&clean);
    return used;
}

int canvas_puts(struct canvas *c, int row, int col, int cols, enum style style, const char *s)
{
    return canvas_text(c, row, col, cols, style, s, strlen(s));
}

void canvas_fill(struct canvas *c, struct rect r, enum style style)
{
    for (int row = r.row; row < r.row + r.rows && row < c->rows; row++) {
        for (int col = r.col; col < r.col + r.cols && col < c->cols; col++) {
            struct cell *cell = cell_at(c, row, col);
            if (!cell)
                continue;
            split_wide(c, row, col);
            cell_blank(cell, style);
        }
    }
}

void canvas_restyle(struct canvas *c, int row, int col, int cols, enum style style)
{
    for (int i = 0; i < cols && col + i < c->cols; i++) {
        struct cell *cell = cell_at(c, row, col + i);
        if (cell)
            cell->style = (unsigned char)style;
    }
}

enum line { LINE_H, LINE_V, LINE_TL, LINE_TR, LINE_BL, LINE_BR };

static void put_line(struct canvas *c, int row, int col, enum style style, enum line line)
{
    static const char *const thin[] = {"─", "│", "┌", "┐", "└", "┘"};
    static const char *const ascii[] = {"-", "|", "+", "+", "+", "+"};
    canvas_puts(c, row, col, 1, style, (c->ambiguous == 2 ? ascii : thin)[line]);
}

void canvas_hline(struct canvas *c, int row, int col, int cols, enum style style)
{
    for (int i = 0; i < cols && col + i < c->cols; i++)
        put_line(c, row, col + i, style, LINE_H);
}

void canvas_box(struct canvas *c, struct rect r, enum style style)
{
    if (r.rows < 2 || r.cols < 2)
        return;
    int bottom = r.row + r.rows - 1, right = r.col + r.cols - 1;
    canvas_hline(c, r.row, r.col + 1, r.cols - 2, style);
    canvas_hline(c, bottom, r.col + 1, r.cols - 2, style);
    for (int row = r.row + 1; row < bottom; row++) {
        put_line(c, row, r.col, style, LINE_V);
        put_line(c, row, right, style, LINE_V);
    }
    put_line(c, r.row, r.col, style, LINE_TL);
    put_line(c, r.row, right, style, LINE_TR);
    put_line(c, bottom, r.col, style, LINE_BL);
    put_line(c, bottom, right, style, LINE_BR);
}

void canvas_cursor(struct canvas *c, int row, int col)
{
    c->cursor_row = row < 0 ? 0 : row >= c->rows ? c->rows - 1 : row;
    c->cursor_col = col < 0 ? 0 : col >= c->cols ? c->cols - 1 : col;
    const struct cell *cell = cell_at(c, c->cursor_row, c->cursor_col);
    if (cell && cell->width == 0)
        c->cursor_col--;
}

void canvas_dump(const struct canvas *c, struct strbuf *out)
{
    for (int row = 0; row < c->rows; row++) {
        size_t end = out->len;
        for (int col = 0; col < c->cols; col++) {
            const struct cell *cell = cell_at(c, row, col);
            strbuf_puts(out, cell->text);
            if (strcmp(cell->text, " ") != 0)
                end = out->len;
        }
        strbuf_truncate(out, end);
        strbuf_putc(out, '\n');
    }
}
