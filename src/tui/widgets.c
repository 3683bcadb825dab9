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
            if (hint.spare)
                continue;
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
