#include "base/lang.h"
#include "text/width.h"
#include "tui/targets.h"
#include "tui/textfind.h"
#include "tui/widgets.h"
#include <string.h>

void textview_init(struct textview *v)
{
    memset(v, 0, sizeof(*v));
    strbuf_init(&v->text);
    strbuf_init(&v->word);
}

void textview_done(struct textview *v)
{
    strbuf_wipe(&v->text);
    strbuf_done(&v->text);
    strbuf_wipe(&v->word);
    strbuf_done(&v->word);
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

/* The number of the line that holds byte `at`. */
static size_t line_of(const char *s, size_t at)
{
    size_t line = 0;
    for (size_t i = 0; i < at && s[i]; i++)
        line += s[i] == '\n';
    return line;
}

void textview_find(struct textview *v, const char *word)
{
    struct match found[MATCHES_MAX];
    strbuf_wipe(&v->word);
    strbuf_puts(&v->word, word);
    v->nfound = textfind(v->text.s, word, found, MATCHES_MAX);
    v->found = 0;
    while (v->found < v->nfound && line_of(v->text.s, found[v->found].start) < v->line)
        v->found++;
    if (v->found == v->nfound)
        v->found = 0;
    textview_find_step(v, 0);
}

void textview_find_step(struct textview *v, int by)
{
    struct match found[MATCHES_MAX];
    v->nfound = textfind(v->text.s, v->word.s, found, MATCHES_MAX);
    if (v->nfound == 0)
        return;
    v->found = (v->found + v->nfound + (size_t)(by + (int)v->nfound)) % v->nfound;
    move_line(v, line_of(v->text.s, found[v->found].start));
}

/* Marks what was found on the line at text[at] with len bytes; the cursor goes to the current one.
 */
static void mark_found(const struct textview *v, const struct match *found, struct canvas *c,
                       struct rect line, size_t at, size_t len)
{
    const char *s = v->text.s;
    size_t indent = strspn(s + at, " ");
    for (size_t i = 0; i < v->nfound; i++) {
        size_t start = found[i].start > at + indent ? found[i].start : at + indent;
        size_t end = found[i].end < at + len ? found[i].end : at + len;
        if (start >= end)
            continue;
        int col = line.col + (int)text_width(s + at, start - at, c->ambiguous);
        canvas_restyle(c, line.row, col, (int)text_width(s + start, end - start, c->ambiguous),
                       STYLE_FOUND);
        if (i == v->found && found[i].start >= at)
            canvas_cursor(c, line.row, col);
    }
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
                   : turning_place(v, c, r,
                                   v->can_find && !above
                                       ? _("（↓ まだ続きがあります。ことばをさがすときは / ）")
                                       : _("（↓ まだ続きがあります）"),
                                   CMD_PAGE_DOWN);
    r.col += cols + 2;
    r.cols -= cols + 2;
    if (above)
        turning_place(v, c, r, _("（↑ 前へもどって読む）"), CMD_PAGE_UP);
}

/* Rows of a line with what is left empty below it: an empty line is room enough. */
static size_t line_rows(const struct lines *l, bool wide)
{
    return wide && *l->line != '\n' && l->next && *l->next != '\n' ? 2 : 1;
}

static size_t rows_of(const struct textview *v, bool wide)
{
    size_t rows = 0;
    for (struct lines l = lines_begin(v->text.s); l.line; lines_step(&l))
        rows += line_rows(&l, wide);
    return rows;
}

/* The last line from which the rest stands in `rows`. */
static size_t last_top(const struct textview *v, bool wide, size_t rows)
{
    size_t i = 0, left = rows_of(v, wide);
    for (struct lines l = lines_begin(v->text.s); l.line && left > rows; lines_step(&l), i++)
        left -= line_rows(&l, wide);
    return i;
}

/* Boxes at the right edge to turn the pages; gives what is left for the text. */
static struct rect draw_sides(struct textview *v, struct canvas *c, struct rect r, bool wide)
{
    bool narrow = c->ambiguous > 1;
    int rows = r.rows >= 4 * TARGET_ROWS ? TARGET_ROWS + 2 : TARGET_ROWS;
    struct rect up = {r.row, r.col + r.cols - TEXTVIEW_SIDE + 1, rows, TEXTVIEW_SIDE - 1},
                down = up;
    r.cols -= TEXTVIEW_SIDE;
    down.row = r.row + r.rows - rows;
    if (rows_of(v, wide) <= (size_t)r.rows || !v->spots || r.rows < TARGET_ROWS)
        return r;
    const char *up_text = narrow ? _("^ 上へ") : _("▲ 上へ");
    const char *down_text = narrow ? _("v 下へ") : _("▼ 下へ");
    if (down.row < up.row + rows) { /* too low for both: side by side, without their words */
        up.cols = down.cols = up.cols / 2;
        down.col += up.cols;
        up_text = narrow ? "^" : "▲";
        down_text = narrow ? "v" : "▼";
    }
    if (v->line > 0) {
        target_button(c, up, up_text);
        spots_add(v->spots, up, v->spot_area, CMD_PAGE_UP);
    }
    target_button(c, down, down_text);
    spots_add(v->spots, down, v->spot_area, CMD_PAGE_DOWN);
    return r;
}

void textview_draw(struct textview *v, struct canvas *c, struct rect r, bool focus)
{
    enum { WIDE_ROWS = 10 }; /* with fewer there is little left to read */
    struct match found[MATCHES_MAX];
    bool wide = v->wide && r.rows >= WIDE_ROWS;
    v->nfound = textfind(v->text.s, v->word.s, found, MATCHES_MAX);
    v->found = v->found < v->nfound ? v->found : 0;
    v->nlines = count_lines(v->text.s);
    if (v->big)
        r = draw_sides(v, c, r, wide);
    move_line(v, v->line);
    bool more = rows_of(v, wide) > (size_t)r.rows;
    size_t end = (size_t)(more && r.rows > 1 ? r.rows - 1 : r.rows), row = 0, i = 0;
    size_t most = last_top(v, wide, end), top = v->line < most ? v->line : most;
    for (struct lines l = lines_begin(v->text.s); l.line && row < end; lines_step(&l), i++) {
        if (i < top)
            continue;
        int y = r.row + (int)row;
        size_t len = strcspn(l.line, "\n");
        canvas_text(c, y, r.col, r.cols, is_heading(&l) ? STYLE_HEADING : STYLE_TEXT, l.line, len);
        if (focus && i == v->line)
            canvas_cursor(c, y, r.col + (int)strspn(l.line, " "));
        if (v->nfound > 0)
            mark_found(v, found, c, (struct rect){y, r.col, 1, r.cols},
                       (size_t)(l.line - v->text.s), len);
        row += line_rows(&l, wide);
    }
    v->page = more ? i - top : (size_t)r.rows;
    if (more && end < (size_t)r.rows)
        draw_end(v, c, (struct rect){r.row + r.rows - 1, r.col, 1, r.cols}, top > 0, top >= most);
}
