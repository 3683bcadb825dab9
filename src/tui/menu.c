#include "base/lang.h"
#include "base/xalloc.h"
#include "text/width.h"
#include "tui/widgets.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "> 1  " before an item's text. */
#define MARK_COLS 5

void menu_init(struct menu *m)
{
    memset(m, 0, sizeof(*m));
    arena_init(&m->arena);
    m->columns = 1;
}

void menu_done(struct menu *m)
{
    arena_done(&m->arena);
    free(m->v);
}

void menu_begin(struct menu *m)
{
    arena_done(&m->arena);
    arena_init(&m->arena);
    m->n = 0;
}

void menu_add(struct menu *m, int number, const char *text, const char *detail)
{
    if (m->n == m->cap) {
        m->cap = m->cap > 0 ? m->cap * 2 : 16;
        m->v = xreallocarray(m->v, m->cap, sizeof(*m->v));
    }
    m->v[m->n++] = (struct menu_item){number, arena_strdup(&m->arena, text),
                                      detail ? arena_strdup(&m->arena, detail) : NULL};
}

void menu_number(struct menu *m)
{
    for (size_t i = 0; i < m->n; i++)
        m->v[i].number = i < 9 ? (int)i + 1 : -1;
}

size_t menu_find(const struct menu *m, int number)
{
    size_t i = 0;
    while (i < m->n && m->v[i].number != number)
        i++;
    return i;
}

static bool move_to(struct menu *m, size_t to)
{
    bool moved = to < m->n && to != m->selected;
    if (moved)
        m->selected = to;
    return moved;
}

bool menu_command(struct menu *m, enum command cmd)
{
    size_t columns = (size_t)m->columns, last = m->n > 0 ? m->n - 1 : 0, page = 5 * columns;
    size_t below = m->selected + columns;
    switch (cmd) {
    case CMD_UP:
        return m->selected >= columns && move_to(m, m->selected - columns);
    case CMD_DOWN:
        /* From above a short last row to its end. */
        return move_to(m, below > last && below / columns <= last / columns ? last : below);
    case CMD_LEFT:
        return columns > 1 && m->selected > 0 && move_to(m, m->selected - 1);
    case CMD_RIGHT:
        return columns > 1 && move_to(m, m->selected + 1);
    case CMD_PAGE_UP:
        return move_to(m, m->selected > page ? m->selected - page : 0);
    case CMD_PAGE_DOWN:
        return move_to(m, m->selected + page < last ? m->selected + page : last);
    case CMD_FIRST:
        return move_to(m, 0);
    case CMD_LAST:
        return move_to(m, last);
    default:
        return false;
    }
}

static int text_columns(const struct canvas *c, const char *s)
{
    return (int)text_width(s, strlen(s), c->ambiguous);
}

/* As many columns as all items fit into whole; an item alone may be longer. */
static int grid_columns(const struct menu *m, const struct canvas *c, int cols)
{
    int widest = 1;
    for (size_t i = 0; i < m->n; i++) {
        int w = text_columns(c, m->v[i].text);
        widest = w > widest ? w : widest;
    }
    int columns = cols / (MARK_COLS + widest + 2);
    return columns < 1 ? 1 : columns > 4 ? 4 : columns;
}

static int item_rows(const struct menu *m, const struct canvas *c, size_t i, int cols)
{
    if (m->columns > 1)
        return 1;
    const char *detail = m->v[i].detail;
    bool whole = m->whole || i == m->selected;
    int rows = paragraph_rows(c, cols - MARK_COLS, m->v[i].text);
    return rows + (!detail ? 0 : whole ? paragraph_rows(c, cols - MARK_COLS, detail) : 1);
}

static void draw_detail(struct canvas *c, struct rect r, const char *detail, bool whole)
{
    if (whole) {
        paragraph_draw(c, r, STYLE_NOTE, detail);
        return;
    }
    struct strbuf s;
    strbuf_init(&s);
    text_ellipsize(&s, detail, strlen(detail), (size_t)(r.cols > 1 ? r.cols : 1), c->ambiguous);
    canvas_puts(c, r.row, r.col, r.cols, STYLE_NOTE, s.s);
    strbuf_done(&s);
}

static void draw_item(struct menu *m, struct canvas *c, struct rect r, size_t i, bool focused)
{
    const struct menu_item *item = &m->v[i];
    char number[2] = {item->number >= 0 ? (char)('0' + item->number) : ' ', '\0'};
    canvas_puts(c, r.row, r.col, 2, STYLE_TEXT, focused ? ">" : " ");
    canvas_puts(c, r.row, r.col + 2, 1, STYLE_NUMBER, number);
    struct rect text = {r.row, r.col + MARK_COLS, r.rows, r.cols - MARK_COLS};
    int rows = paragraph_draw(c, text, STYLE_TEXT, item->text);
    if (item->detail && rows < r.rows)
        draw_detail(c, (struct rect){r.row + rows, text.col, r.rows - rows, text.cols},
                    item->detail, m->whole || i == m->selected);
    if (!focused)
        return;
    for (int row = 0; row < rows; row++)
        canvas_restyle(c, r.row + row, r.col, r.cols, STYLE_SELECTED);
    canvas_cursor(c, r.row, r.col + (item->number >= 0 ? 2 : MARK_COLS));
}

static int rows_between(const struct menu *m, const struct canvas *c, size_t from, size_t to,
                        int cols, int gap)
{
    int rows = 0;
    size_t step = (size_t)m->columns;
    for (size_t i = from; i < to; i += step)
        rows += item_rows(m, c, i, cols) + (i > from ? gap : 0);
    return rows;
}

/* Scrolls as little as needed for the whole selected item to be seen in `rows`. */
static void scroll_to_selection(struct menu *m, const struct canvas *c, int rows, int cols, int gap)
{
    size_t step = (size_t)m->columns, at = m->selected - m->selected % step;
    if (m->top > at || m->top % step != 0)
        m->top = at;
    while (m->top < at && rows_between(m, c, m->top, at + step, cols, gap) > rows)
        m->top += step;
}

static void draw_more(struct canvas *c, struct rect r, bool above, bool below)
{
    canvas_puts(c, r.row, r.col, r.cols, STYLE_NOTE,
                above && below ? _("（↑ ↓ 上と下に、まだあります）")
                : above        ? _("（↑ 上に、まだあります）")
                               : _("（↓ 下に、まだあります）"));
}

int menu_rows(struct menu *m, const struct canvas *c, int cols, bool grid)
{
    m->columns = grid ? grid_columns(m, c, cols) : 1;
    return rows_between(m, c, 0, m->n, cols / m->columns, 0);
}

/* Where not all fits, first the empty rows give way, then the details of what is not selected.
 * Gives the empty rows between two items. */
static int lay_out(struct menu *m, const struct canvas *c, int rows, int cols)
{
    m->whole = true;
    if (rows_between(m, c, 0, m->n, cols, 1) <= rows)
        return 1;
    m->whole = rows_between(m, c, 0, m->n, cols, 0) <= rows;
    return 0;
}

int menu_draw(struct menu *m, struct canvas *c, struct rect r, bool focus, bool grid,
              struct spots *spots, int area)
{
    if (m->n == 0 || r.rows < 1)
        return 0;
    if (m->selected >= m->n)
        m->selected = m->n - 1;
    m->columns = grid ? grid_columns(m, c, r.cols) : 1;
    int cols = r.cols / m->columns, gap = lay_out(m, c, r.rows, cols);
    int rows = r.rows;
    bool all = rows_between(m, c, 0, m->n, cols, gap) <= rows;
    if (all)
        m->top = 0;
    else if (rows > 1)
        rows--;
    scroll_to_selection(m, c, rows, cols, gap);
    int row = 0;
    size_t i = m->top;
    while (i < m->n) {
        int high = item_rows(m, c, i, cols), col = (int)(i % (size_t)m->columns);
        if (row + high > rows && row > 0)
            break;
        struct rect at = {r.row + row, r.col + col * cols, high < rows ? high : rows, cols};
        draw_item(m, c, at, i, focus && i == m->selected);
        at.rows += gap; /* a finger is broad */
        spots_add(spots, at, area, i);
        i++;
        if (i % (size_t)m->columns == 0 || i == m->n)
            row += high + (i < m->n ? gap : 0);
    }
    if (!all && rows < r.rows)
        draw_more(c, (struct rect){r.row + rows, r.col + MARK_COLS, 1, r.cols - MARK_COLS},
                  m->top > 0, i < m->n);
    return all ? row : r.rows;
}
