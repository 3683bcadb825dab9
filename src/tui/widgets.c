#include "tui/widgets.h"
#include "base/lang.h"
#include "text/utf8.h"
#include "text/width.h"
#include "tui/targets.h"
#include <stdio.h>
#include <string.h>

void spots_add(struct spots *s, struct rect r, int area, size_t index)
{
    if (s->n < SPOTS)
        s->v[s->n++] = (struct spot){r, area, index};
}

const struct spot *spots_find(const struct spots *s, int row, int col)
{
    for (size_t i = s->n; i-- > 0;) {
        const struct rect *r = &s->v[i].r;
        if (row >= r->row && row < r->row + r->rows && col >= r->col && col < r->col + r->cols)
            return &s->v[i];
    }
    return NULL;
}

void textview_init(struct textview *v)
{
    memset(v, 0, sizeof(*v));
    strbuf_init(&v->text);
}

void textview_done(struct textview *v)
{
    strbuf_wipe(&v->text);
    strbuf_done(&v->text);
}

static bool move_line(struct textview *v, size_t line)
{
    size_t last = v->nlines > 0 ? v->nlines - 1 : 0, before = v->line;
    v->line = line > last ? last : line;
    return v->line != before;
}

bool textview_command(struct textview *v, enum command cmd)
{
    size_t page = v->page > 2 ? v->page - 1 : 1;
    switch (cmd) {
    case CMD_UP:
        return v->line > 0 && move_line(v, v->line - 1);
    case CMD_DOWN:
        return move_line(v, v->line + 1);
    case CMD_PAGE_UP:
        return move_line(v, v->line > page ? v->line - page : 0);
    case CMD_PAGE_DOWN:
        return move_line(v, v->line + page);
    case CMD_FIRST:
        return move_line(v, 0);
    case CMD_LAST:
        return move_line(v, v->nlines);
    default:
        return false;
    }
}

/* The start of the line after the one at s, or NULL. */
static const char *next_line(const char *s)
{
    const char *newline = strchr(s, '\n');
    return newline && newline[1] ? newline + 1 : NULL;
}

static size_t count_lines(const char *s)
{
    size_t n = 0;
    for (const char *p = *s ? s : NULL; p; p = next_line(p))
        n++;
    return n;
}

/* The lines of a text: a section begins after an empty line. */
struct lines {
    const char *line, *next;
    bool after_blank;
};

static struct lines lines_begin(const char *s)
{
    return (struct lines){*s ? s : NULL, *s ? next_line(s) : NULL, true};
}

static void lines_step(struct lines *l)
{
    l->after_blank = *l->line == '\n';
    l->line = l->next;
    l->next = l->line ? next_line(l->line) : NULL;
}

static bool begins_section(const struct lines *l)
{
    return l->after_blank && *l->line != '\n';
}

/* The formatters write a heading as a short line of its own, with more below it. */
static bool is_heading(const struct lines *l)
{
    size_t len = strcspn(l->line, "\n");
    return begins_section(l) && l->next && *l->next != '\n' &&
           !memmem(l->line, len, "。", strlen("。")) && !memmem(l->line, len, "：", strlen("："));
}

bool textview_next_section(struct textview *v)
{
    size_t i = 0;
    for (struct lines l = lines_begin(v->text.s); l.line; lines_step(&l), i++)
        if (i > v->line && begins_section(&l))
            return move_line(v, i);
    return false;
}

static int turning_place(struct textview *v, struct canvas *c, struct rect r, const char *text,
                         enum command cmd)
{
    int cols = canvas_puts(c, r.row, r.col, r.cols, STYLE_NOTE, text);
    if (v->spots && cmd != CMD_NONE && !v->big)
        spots_add(v->spots, (struct rect){r.row, r.col, 1, cols}, v->spot_area, (size_t)cmd);
    return cols;
}

/* The row below a text that is longer than its place. */
static void draw_end(struct textview *v, struct canvas *c, struct rect r, bool above, bool end)
{
    int cols = end ? turning_place(v, c, r, _("（ここで終わりです）"), CMD_NONE)
                   : turning_place(v, c, r, _("（↓ まだ続きがあります）"), CMD_PAGE_DOWN);
    r.col += cols + 2;
    r.cols -= cols + 2;
    if (above)
        turning_place(v, c, r, _("（↑ 前へもどって読む）"), CMD_PAGE_UP);
}

/* Boxes at the right edge to turn the pages; gives what is left for the text. */
static struct rect draw_sides(struct textview *v, struct canvas *c, struct rect r)
{
    bool narrow = c->ambiguous > 1;
    int rows = r.rows >= 4 * TARGET_ROWS ? TARGET_ROWS + 2 : TARGET_ROWS;
    struct rect up = {r.row, r.col + r.cols - TEXTVIEW_SIDE + 1, rows, TEXTVIEW_SIDE - 1},
                down = up;
    r.cols -= TEXTVIEW_SIDE;
    down.row = r.row + r.rows - rows;
    if (v->nlines <= (size_t)r.rows || !v->spots)
        return r;
    bool both = down.row >= up.row + rows, end = v->line + (size_t)r.rows > v->nlines;
    if (v->line > 0 && (both || end)) {
        target_button(c, up, narrow ? _("^ 上へ") : _("▲ 上へ"));
        spots_add(v->spots, up, v->spot_area, CMD_PAGE_UP);
    }
    if (both || !end || v->line == 0) {
        target_button(c, down, narrow ? _("v 下へ") : _("▼ 下へ"));
        spots_add(v->spots, down, v->spot_area, CMD_PAGE_DOWN);
    }
    return r;
}

void textview_draw(struct textview *v, struct canvas *c, struct rect r, bool focus)
{
    v->nlines = count_lines(v->text.s);
    if (v->big)
        r = draw_sides(v, c, r);
    move_line(v, v->line);
    bool more = v->nlines > (size_t)r.rows;
    v->page = (size_t)(more && r.rows > 1 ? r.rows - 1 : r.rows);
    size_t most = v->nlines > v->page ? v->nlines - v->page : 0;
    size_t top = v->line < most ? v->line : most, i = 0;
    for (struct lines l = lines_begin(v->text.s); l.line && i < top + v->page;
         lines_step(&l), i++) {
        if (i < top)
            continue;
        int row = r.row + (int)(i - top);
        size_t len = strcspn(l.line, "\n");
        canvas_text(c, row, r.col, r.cols, is_heading(&l) ? STYLE_HEADING : STYLE_TEXT, l.line,
                    len);
        if (focus && i == v->line)
            canvas_cursor(c, row, r.col + (int)strspn(l.line, " "));
    }
    if (more && v->page < (size_t)r.rows)
        draw_end(v, c, (struct rect){r.row + r.rows - 1, r.col, 1, r.cols}, top > 0, top >= most);
}

int paragraph_draw(struct canvas *c, struct rect r, enum style style, const char *s)
{
    int rows = 0;
    size_t pos = 0, start, len, n = strlen(s);
    while (rows < r.rows && text_next_line(s, n, (size_t)(r.cols > 0 ? r.cols : 1), c->ambiguous,
                                           &pos, &start, &len))
        canvas_text(c, r.row + rows++, r.col, r.cols, style, s + start, len);
    return rows;
}

int paragraph_rows(const struct canvas *c, int cols, const char *s)
{
    int rows = 0;
    size_t pos = 0, start, len, n = strlen(s);
    while (text_next_line(s, n, (size_t)(cols > 0 ? cols : 1), c->ambiguous, &pos, &start, &len))
        rows++;
    return rows;
}

static int columns_of(const struct canvas *c, const char *s)
{
    return (int)text_width(s, strlen(s), c->ambiguous);
}

void titlebar_draw(struct canvas *c, const char *left, const char *right)
{
    canvas_fill(c, (struct rect){0, 0, 1, c->cols}, STYLE_TITLE);
    int used = 1 + canvas_puts(c, 0, 1, c->cols - 2, STYLE_TITLE, left);
    int width = columns_of(c, right);
    if (used + 2 + width + 1 <= c->cols)
        canvas_puts(c, 0, c->cols - 1 - width, width, STYLE_TITLE, right);
}

/* Lays the hints out in rows of the canvas' width and draws them when row is not negative; gives
 * the rows. */
static int lay_out_hints(struct canvas *c, enum place place, int row, struct spots *spots, int area)
{
    struct hint hint;
    int rows = 1, col = 1;
    for (size_t i = 0; keymap_next_hint(place, &i, &hint);) {
        int keys = columns_of(c, hint.keys), label = columns_of(c, hint.label);
        if (col > 1 && col + keys + 1 + label > c->cols) {
            rows++;
            col = 1;
        }
        if (row >= 0) {
            int y = row + rows - 1;
            canvas_puts(c, y, col, keys, STYLE_KEY, hint.keys);
            canvas_puts(c, y, col + keys + 1, label, STYLE_KEY_LABEL, hint.label);
            spots_add(spots, (struct rect){y, col, 1, keys + 1 + label}, area,
                      (size_t)hint.command);
            if (hint.command == CMD_UP) /* "↑↓ …" is both */
                spots_add(spots, (struct rect){y, col + keys / 2, 1, keys - keys / 2 + 1 + label},
                          area, CMD_DOWN);
        }
        col += keys + 1 + label + 2;
    }
    return rows;
}

void notice_draw(struct canvas *c, int row, const char *notice)
{
    canvas_hline(c, row, 0, c->cols, STYLE_RULE);
    if (!*notice)
        return;
    struct strbuf s;
    strbuf_init(&s);
    strbuf_putc(&s, ' ');
    text_ellipsize(&s, notice, strlen(notice), (size_t)(c->cols > 8 ? c->cols - 8 : 1),
                   c->ambiguous);
    strbuf_putc(&s, ' ');
    canvas_puts(c, row, 3, c->cols - 6, STYLE_NOTE, s.s);
    strbuf_done(&s);
}

int keybar_draw(struct canvas *c, enum place place, const char *notice, struct spots *spots,
                int area)
{
    int row = c->rows - lay_out_hints(c, place, -1, spots, area);
    notice_draw(c, row - 1, notice);
    lay_out_hints(c, place, row, spots, area);
    return row - 1;
}
