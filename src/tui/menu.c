#include "base/lang.h"
#include "base/xalloc.h"
#include "text/width.h"
#include "tui/numbers.h"
#include "tui/targets.h"
#include "tui/widgets.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "> 1  " or "> 11 " before an item's text, and what a third digit takes more. */
#define MARK_COLS 5

static int mark_cols(const struct menu *m)
{
    return m->n > 0 && m->v[0].number > 99 ? MARK_COLS + 1 : MARK_COLS;
}

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
    m->aside = NULL;
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
        m->v[i].number = number_of(i, m->n);
}

static bool move_to(struct menu *m, size_t to)
{
    bool moved = to < m->n && to != m->selected;
    if (moved)
        m->selected = to;
    return moved;
}

/* The page that begins with item `to`; where there is none, the end of this one. */
static bool turn_page(struct menu *m, size_t to, size_t end)
{
    if (m->shown == 0 || to >= m->n || to == m->top)
        return move_to(m, end);
    m->top = to;
    return move_to(m, to);
}

bool menu_command(struct menu *m, enum command cmd)
{
    size_t columns = (size_t)m->columns, last = m->n > 0 ? m->n - 1 : 0;
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
        return turn_page(m, m->top > m->page ? m->top - m->page : 0, 0);
    case CMD_PAGE_DOWN:
        return turn_page(m, m->top + m->shown, last);
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

/* Names that are cut off to stand in two columns are still told apart from here on. */
#define CLIPPED_COLS 26

/* As many columns as all items fit into whole; an item alone may be longer. */
static int grid_columns(const struct menu *m, const struct canvas *c, int cols)
{
    int widest = 1;
    for (size_t i = 0; i < m->n; i++) {
        int w = text_columns(c, m->v[i].text);
        widest = w > widest ? w : widest;
    }
    int columns = cols / (mark_cols(m) + widest + 2);
    int least = m->clip && cols >= 2 * CLIPPED_COLS ? 2 : 1;
    return columns < least ? least : columns > 4 ? 4 : columns;
}

static int item_rows(const struct menu *m, const struct canvas *c, size_t i, int cols)
{
    if (m->columns > 1)
        return 1;
    const char *detail = m->v[i].detail;
    int width = cols - mark_cols(m), rows = paragraph_rows(c, width, m->v[i].text);
    if (!detail)
        return rows;
    return rows + (m->details == DETAILS_WHOLE || i == m->selected
                       ? paragraph_rows(c, width, detail)
                       : m->details == DETAILS_CUT);
}

/* One row of what is too long for it. */
static void draw_cut(struct canvas *c, struct rect r, enum style style, const char *text)
{
    struct strbuf s;
    strbuf_init(&s);
    text_ellipsize(&s, text, strlen(text), (size_t)(r.cols > 1 ? r.cols : 1), c->ambiguous);
    canvas_puts(c, r.row, r.col, r.cols, style, s.s);
    strbuf_done(&s);
}

static void draw_detail(const struct menu *m, struct canvas *c, struct rect r, size_t i)
{
    if (m->details == DETAILS_WHOLE || i == m->selected)
        paragraph_draw(c, r, STYLE_NOTE, m->v[i].detail);
    else if (m->details == DETAILS_CUT)
        draw_cut(c, r, STYLE_NOTE, m->v[i].detail);
}

static void draw_item(struct menu *m, struct canvas *c, struct rect r, size_t i, bool focused)
{
    const struct menu_item *item = &m->v[i];
    int mark = mark_cols(m), rows = 1;
    char number[16] = "";
    if (item->number >= 0)
        snprintf(number, sizeof(number), "%d", item->number);
    canvas_puts(c, r.row, r.col, 2, STYLE_TEXT, focused ? ">" : " ");
    canvas_puts(c, r.row, r.col + 2, mark - 2, STYLE_NUMBER, number);
    struct rect text = {r.row, r.col + mark, r.rows, r.cols - mark};
    if (m->columns > 1)
        draw_cut(c, (struct rect){text.row, text.col, 1, text.cols - 1}, STYLE_TEXT, item->text);
    else
        rows = paragraph_draw(c, text, STYLE_TEXT, item->text);
    if (item->detail && rows < r.rows)
        draw_detail(m, c, (struct rect){r.row + rows, text.col, r.rows - rows, text.cols}, i);
    if (!focused)
        return;
    for (int row = 0; row < rows; row++)
        canvas_restyle(c, r.row + row, r.col, r.cols, STYLE_SELECTED);
    canvas_cursor(c, r.row, r.col + (item->number >= 0 ? 2 : mark));
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

/* How much there is beyond what is seen; a finger turns the page here, up on its left half. */
static void draw_more(const struct menu *m, struct canvas *c, struct rect r, struct spots *spots,
                      int area)
{
    size_t end = m->top + m->shown;
    struct strbuf s;
    strbuf_init(&s);
    strbuf_printf(&s, _("%zu件中 %zu〜%zu"), m->n, m->top + 1, end);
    strbuf_puts(&s, m->top > 0 && end < m->n ? _("（↑ ↓ 上と下に、まだあります）")
                    : m->top > 0             ? _("（↑ 上に、まだあります）")
                                             : _("（↓ 下に、まだあります）"));
    int cols = canvas_puts(c, r.row, r.col, r.cols, STYLE_NOTE, s.s), left = cols / 2;
    strbuf_done(&s);
    if (end >= m->n)
        left = cols;
    else if (m->top == 0)
        left = 0;
    if (left > 0)
        spots_add(spots, (struct rect){r.row, r.col, 1, left}, area, SPOT_PAGE_UP);
    if (left < cols)
        spots_add(spots, (struct rect){r.row, r.col + left, 1, cols - left}, area, SPOT_PAGE_DOWN);
}

int menu_rows(struct menu *m, const struct canvas *c, int cols, bool grid)
{
    if (m->big)
        return targets_rows(m, c, cols);
    m->columns = grid ? grid_columns(m, c, cols) : 1;
    return rows_between(m, c, 0, m->n, cols / m->columns, 0);
}

/* Where not all fits, first the empty rows give way, then the details of what is not selected: to
 * one row each, and in a long list to none. Gives the empty rows between two items. */
static int lay_out(struct menu *m, const struct canvas *c, int rows, int cols)
{
    m->details = DETAILS_WHOLE;
    if (m->wide && rows_between(m, c, 0, m->n, cols, 2) <= rows)
        return 2;
    if (rows_between(m, c, 0, m->n, cols, 1) <= rows)
        return 1;
    m->details = DETAILS_CUT;
    if (m->wide && rows_between(m, c, 0, m->n, cols, 1) <= rows)
        return 1;
    m->details = DETAILS_WHOLE;
    if (rows_between(m, c, 0, m->n, cols, 0) <= rows)
        return 0;
    m->details = DETAILS_CUT;
    if (m->n > 9 && rows_between(m, c, 0, m->n, cols, 0) > rows)
        m->details = DETAILS_NONE;
    return 0;
}

int menu_draw(struct menu *m, struct canvas *c, struct rect r, bool focus, bool grid,
              struct spots *spots, int area)
{
    if (m->big && (r.rows >= 2 * TARGET_ROWS || r.rows >= targets_rows(m, c, r.cols)))
        return targets_draw(m, c, r, focus, spots, area);
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
    m->shown = i - m->top;
    if (i < m->n || m->page == 0 || all) /* the last page may be a short one */
        m->page = m->shown;
    int mark = mark_cols(m);
    if (!all && rows < r.rows)
        draw_more(m, c, (struct rect){r.row + rows, r.col + mark, 1, r.cols - mark}, spots, area);
    return all ? row : r.rows;
}
