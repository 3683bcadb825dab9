#include "tui/targets.h"
#include "base/lang.h"
#include "text/width.h"
#include <stdio.h>
#include <string.h>

/* "> 11 " in a box; a box without a number has a blank there. */
static int mark_cols(int number)
{
    return number > 99 ? 6 : number >= 0 ? 5 : 2;
}

static int columns_of(const struct canvas *c, const char *s)
{
    return (int)text_width(s, strlen(s), c->ambiguous);
}

/* The columns that a box needs. */
static int target_cols(const struct canvas *c, const char *text)
{
    enum { LEAST = 8 };
    int cols = 4 + columns_of(c, text);
    return cols < LEAST ? LEAST : cols;
}

/* A box with text in it, and before that the number when it is not negative. A focused one is
 * marked and has the cursor. r: at least TARGET_ROWS and target_cols. */
static void target_draw(struct canvas *c, struct rect r, int number, const char *text, bool focused)
{
    int mark = mark_cols(number);
    struct rect in = {r.row + 1, r.col + 1 + mark, r.rows - 2, r.cols - 2 - mark};
    int rows = paragraph_rows(c, in.cols, text);
    char digits[16] = "";
    if (number >= 0)
        snprintf(digits, sizeof(digits), "%d", number);
    if (rows < in.rows)
        in.row += (in.rows - rows) / 2;
    canvas_box(c, r, STYLE_RULE);
    canvas_puts(c, in.row, r.col + 1, 1, STYLE_TEXT, focused ? ">" : " ");
    canvas_puts(c, in.row, r.col + 3, mark - 2, STYLE_NUMBER, digits);
    paragraph_draw(c, in, STYLE_TEXT, text);
    if (!focused)
        return;
    for (int row = r.row + 1; row < r.row + r.rows - 1; row++)
        canvas_restyle(c, row, r.col + 1, r.cols - 2, STYLE_SELECTED);
    canvas_cursor(c, in.row, r.col + (number >= 0 ? 3 : 1 + mark));
}

void target_button(struct canvas *c, struct rect r, const char *text)
{
    canvas_box(c, r, STYLE_RULE);
    canvas_puts(c, r.row + r.rows / 2, r.col + (r.cols - columns_of(c, text)) / 2, r.cols - 2,
                STYLE_KEY, text);
}

/* How the items stand on a page. */
struct grid {
    int columns, cols; /* of items; of the canvas, for each */
    int rows;          /* of an item, with its box */
    bool details;      /* each with one row of its detail */
    size_t page;       /* items of a page */
};

/* The item that is on every page, or m->n. */
static size_t pinned(const struct menu *m)
{
    return m->n > 0 && m->v[m->n - 1].number == 0 ? m->n - 1 : m->n;
}

static struct grid grid_of(const struct menu *m, const struct canvas *c, int cols, int columns,
                           bool details)
{
    struct grid g = {.columns = columns, .cols = cols / columns, .details = details};
    size_t n = pinned(m);
    int lines = 1;
    for (size_t i = 0; i < n; i++) {
        int width = g.cols - 3 - mark_cols(m->v[i].number);
        int l = paragraph_rows(c, width, m->v[i].text) + (details && m->v[i].detail);
        lines = l > lines ? l : lines;
    }
    g.rows = lines + 2;
    return g;
}

static size_t page_of(const struct grid *g, int rows)
{
    int high = rows / g->rows;
    return (size_t)((high > 0 ? high : 1) * g->columns);
}

/* Columns of items, and of the canvas for each. */
enum { MOST_COLUMNS = 4, LEAST_COLS = 18, MOST_COLS = 62 };

/* In as few columns as everything fits into; where it does not, as much as possible on a page. */
static struct grid lay_out(const struct menu *m, const struct canvas *c, int cols, int rows,
                           bool strip)
{
    size_t n = pinned(m);
    struct grid best = {.page = 0};
    int first = (cols + MOST_COLS - 1) / MOST_COLS;
    if (first > MOST_COLUMNS)
        first = MOST_COLUMNS;
    for (int columns = first - 1; columns <= MOST_COLUMNS; columns++) {
        bool details = columns < first;
        struct grid g = grid_of(m, c, cols, details ? first : columns, details);
        if (g.columns > 1 && g.cols < LEAST_COLS)
            break;
        g.page = page_of(&g, rows - (strip ? TARGET_ROWS : 0));
        if (g.page >= n)
            return g;
        g.page = page_of(&g, rows - TARGET_ROWS);
        /* Words broken over narrow boxes are hard to read: only where nothing else is left. */
        bool narrow = g.columns > 2 && g.rows > TARGET_ROWS;
        if (!details && (!narrow || best.page == 0) && g.page > best.page)
            best = g;
    }
    return best;
}

int targets_rows(const struct menu *m, const struct canvas *c, int cols)
{
    if (m->n == 0)
        return 0;
    int least = 0;
    for (int columns = 1; columns <= MOST_COLUMNS && (columns == 1 || cols / columns >= LEAST_COLS);
         columns++) {
        struct grid g = grid_of(m, c, cols, columns, false);
        int rows = ((int)pinned(m) + columns - 1) / columns * g.rows;
        least = columns == 1 || rows < least ? rows : least;
    }
    return least + (pinned(m) < m->n || m->aside ? TARGET_ROWS : 0);
}

static void draw_item(const struct menu *m, struct canvas *c, struct rect r, size_t i,
                      const struct grid *g, bool focused)
{
    struct strbuf s;
    const struct menu_item *item = &m->v[i];
    int mark = mark_cols(item->number), width = r.cols - 2 - mark;
    strbuf_init(&s);
    strbuf_puts(&s, item->text);
    if (g->details && item->detail) {
        strbuf_putc(&s, '\n');
        text_ellipsize(&s, item->detail, strlen(item->detail), (size_t)(width > 1 ? width : 1),
                       c->ambiguous);
    }
    target_draw(c, r, item->number, s.s, focused);
    strbuf_wipe(&s);
    strbuf_done(&s);
}

/* A box of the strip below the items; gives the column behind it. */
static int strip_box(struct canvas *c, struct rect at, const char *text, struct spots *spots,
                     int area, size_t index)
{
    at.cols = target_cols(c, text);
    target_button(c, at, text);
    spots_add(spots, at, area, index);
    return at.col + at.cols + 1;
}

static void draw_strip(const struct menu *m, struct canvas *c, struct rect r, bool focus,
                       struct spots *spots, int area)
{
    size_t end = m->top + m->shown, n = pinned(m);
    int right = r.col + r.cols;
    struct rect at = {r.row, r.col, TARGET_ROWS, 0};
    if (m->page < n) {
        const char *prev = _("まえへ"), *next = _("つぎへ");
        int second = at.col + target_cols(c, prev) + 1; /* a box stays where it is */
        if (m->top > 0)
            strip_box(c, at, prev, spots, area, SPOT_PAGE_UP);
        at.col = second;
        if (end < n)
            strip_box(c, at, next, spots, area, SPOT_PAGE_DOWN);
        at.col = second + target_cols(c, next) + 1;
    }
    if (n < m->n) {
        int cols = 3 + mark_cols(0) + columns_of(c, m->v[n].text);
        struct rect box = {r.row, right - cols, TARGET_ROWS, cols};
        if (m->page >= n) /* where the other items begin */
            box.col = r.col;
        else
            right = box.col - 1;
        target_draw(c, box, 0, m->v[n].text, focus && m->selected == n);
        spots_add(spots, box, area, n);
    }
    if (m->aside) {
        at.cols = target_cols(c, m->aside);
        strip_box(c, (struct rect){r.row, right - at.cols, TARGET_ROWS, 0}, m->aside, spots,
                  m->aside_area, SPOT_FOCUS);
        right -= at.cols + 1;
    }
    if (m->page < n) {
        struct strbuf s;
        strbuf_init(&s);
        strbuf_printf(&s, _("%zu件中 %zu〜%zu"), n, m->top + 1, end);
        if (columns_of(c, s.s) <= right - at.col)
            canvas_puts(c, r.row + 1, at.col, right - at.col, STYLE_NOTE, s.s);
        strbuf_done(&s);
    }
}

int targets_draw(struct menu *m, struct canvas *c, struct rect r, bool focus, struct spots *spots,
                 int area)
{
    size_t n = pinned(m);
    if (m->n == 0 || r.rows < 1)
        return 0;
    if (m->selected >= m->n)
        m->selected = m->n - 1;
    bool strip = n < m->n || m->aside;
    struct grid g = lay_out(m, c, r.cols, r.rows, strip);
    strip = strip || g.page < n;
    m->columns = g.columns;
    m->page = g.page;
    m->top = (m->selected < n ? m->selected : m->top < n ? m->top : 0) / g.page * g.page;
    m->shown = n - m->top < g.page ? n - m->top : g.page;
    int used = 0, most = r.rows - (strip ? TARGET_ROWS : 0);
    for (size_t k = 0; k < m->shown; k++) {
        int row = (int)k / g.columns * g.rows, col = (int)k % g.columns * g.cols;
        int rows = g.rows < most - row ? g.rows : most - row;
        struct rect at = {r.row + row, r.col + col, rows, g.cols - (g.columns > 1)};
        if (rows < TARGET_ROWS)
            break;
        draw_item(m, c, at, m->top + k, &g, focus && m->top + k == m->selected);
        spots_add(spots, at, area, m->top + k);
        used = row + rows;
    }
    if (!strip)
        return used;
    if (g.page < n)
        used = most; /* the boxes to turn the page stay where they are */
    draw_strip(m, c, (struct rect){r.row + used, r.col, TARGET_ROWS, r.cols}, focus, spots, area);
    return used + TARGET_ROWS;
}

/* Where the window is low, what is chosen and read needs the room. */
static bool has_box(const struct canvas *c, enum place place, const struct hint *hint)
{
    enum command command = hint->command;
    enum { LOW_ROWS = 24, TALL_ROWS = 30 };
    if (c->rows >= TALL_ROWS)
        return true;
    if (c->rows >= LOW_ROWS)
        return !hint->spare;
    return command == CMD_BACK || command == CMD_HOME || command == CMD_HELP ||
           (command == CMD_ENTER && place != PLACE_INPUT);
}

/* Lays the keys out and draws them when row is not negative; gives the rows. */
static int lay_out_keys(struct canvas *c, enum place place, int row, struct spots *spots, int area)
{
    struct hint hint;
    struct strbuf s;
    int rows = TARGET_ROWS, col = 1;
    strbuf_init(&s);
    for (size_t i = 0; keymap_next_touch(place, &i, &hint);) {
        if (!has_box(c, place, &hint))
            continue;
        strbuf_clear(&s);
        strbuf_printf(&s, "%s %s", hint.keys, hint.label);
        int cols = target_cols(c, s.s);
        if (col > 1 && col + cols > c->cols) {
            rows += TARGET_ROWS;
            col = 1;
        }
        if (row >= 0)
            strip_box(c, (struct rect){row + rows - TARGET_ROWS, col, TARGET_ROWS, 0}, s.s, spots,
                      area, (size_t)hint.command);
        col += cols + 1;
    }
    strbuf_done(&s);
    return rows;
}

int targets_keybar(struct canvas *c, enum place place, const char *notice, struct spots *spots,
                   int area)
{
    int row = c->rows - lay_out_keys(c, place, -1, spots, area);
    notice_draw(c, row - 1, notice);
    lay_out_keys(c, place, row, spots, area);
    return row - 1;
}
