/* screenshots DATABASE FOLDER SCRIPT...: what is seen at the end of each NAME.script as
 * FOLDER/NAME.svg. The first line of a script is a remark that says what is seen. Text stays text;
 * lines and blocks are drawn, for fonts leave gaps between them. */
#include "app/session.h"
#include "text/utf8.h"
#include "tui/script.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_W = 8, CELL_H = 20, BASELINE = 15, FONT = 16, MARGIN = 8 };

static const char fonts[] =
    "'Noto Sans Mono CJK JP','Source Han Code JP','BIZ UDGothic','MS Gothic',"
    "'Osaka-Mono','Hiragino Sans',monospace";
static const char ink[] = "#1a1a1a", paper[] = "#ffffff";

static void stop(const char *what, const char *why)
{
    fprintf(stderr, "screenshots: %s: %s\n", what, why);
    exit(EX_DATAERR);
}

/* ---- colours ---- */

static const char *colour(enum colour c, const char *otherwise)
{
    static const char *const names[] = {"#000000", "#b00020", "#1b7a2f", "#8a6d00",
                                        "#1d4fa8", "#8a2a8a", "#0f7480", "#ffffff"};
    if (c == COLOUR_BRIGHT_WHITE)
        return names[COLOUR_WHITE];
    return c == COLOUR_DEFAULT ? otherwise : names[c];
}

static const struct theme_style *style_of(const struct cell *cell)
{
    return theme_style(THEME_NORMAL, (enum style)cell->style);
}

static const char *front(const struct cell *cell)
{
    const struct theme_style *s = style_of(cell);
    return s->reverse ? colour(s->bg, paper) : colour(s->fg, ink);
}

static const char *back(const struct cell *cell)
{
    const struct theme_style *s = style_of(cell);
    return s->reverse ? colour(s->fg, ink) : colour(s->bg, paper);
}

/* ---- lines and blocks ---- */

enum { LEFT = 1, RIGHT = 2, UP = 4, DOWN = 8, UPPER = 16, LOWER = 32 };

/* What the character draws of its cell; 0: it is text. */
static unsigned shape(const struct cell *cell)
{
    static const struct {
        uint32_t cp;
        unsigned arms;
    } shapes[] = {
        {0x2500, LEFT | RIGHT},
        {0x2502, UP | DOWN},
        {0x250c, RIGHT | DOWN},
        {0x2510, LEFT | DOWN},
        {0x2514, RIGHT | UP},
        {0x2518, LEFT | UP},
        {0x251c, RIGHT | UP | DOWN},
        {0x2524, LEFT | UP | DOWN},
        {0x252c, LEFT | RIGHT | DOWN},
        {0x2534, LEFT | RIGHT | UP},
        {0x253c, LEFT | RIGHT | UP | DOWN},
        {0x2580, UPPER},
        {0x2584, LOWER},
        {0x2588, UPPER | LOWER},
    };
    uint32_t cp = 0;
    utf8_decode(cell->text, strlen(cell->text), &cp);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].cp == cp)
            return shapes[i].arms;
    return 0;
}

static bool same_shape(const struct cell *a, const struct cell *b)
{
    return shape(a) == shape(b) && strcmp(front(a), front(b)) == 0;
}

static void draw_shape(struct strbuf *out, unsigned arms, int x, int y, int w, const char *stroke)
{
    if (arms & (UPPER | LOWER)) {
        int top = arms & UPPER ? 0 : CELL_H / 2, bottom = arms & LOWER ? CELL_H : CELL_H / 2;
        strbuf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", x,
                      y + top, w, bottom - top, stroke);
        return;
    }
    int cx = x + CELL_W / 2, cy = y + CELL_H / 2;
    strbuf_puts(out, "<path d=\"");
    if (arms & (LEFT | RIGHT))
        strbuf_printf(out, "M%d %dH%d", arms & LEFT ? x : cx, cy, arms & RIGHT ? x + w : cx);
    if (arms & (UP | DOWN))
        strbuf_printf(out, "M%d %dV%d", cx, arms & UP ? y : cy, arms & DOWN ? y + CELL_H : cy);
    strbuf_printf(out, "\" stroke=\"%s\"/>\n", stroke);
}

/* Cells side by side that are one piece. */
static int shape_run(const struct canvas *c, int row, int col)
{
    const struct cell *cell = canvas_at(c, row, col);
    int n = 1;
    if (shape(cell) & (UP | DOWN))
        return 1;
    while (col + n < c->cols && same_shape(cell, canvas_at(c, row, col + n)))
        n++;
    return n;
}

/* ---- text ---- */

static void add_escaped(struct strbuf *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '&')
            strbuf_puts(out, "&amp;");
        else if (*s == '<')
            strbuf_puts(out, "&lt;");
        else if (*s == '>')
            strbuf_puts(out, "&gt;");
        else
            strbuf_putc(out, *s);
    }
}

static bool is_blank(const struct cell *cell)
{
    return strcmp(cell->text, " ") == 0;
}

/* A font may draw what is no letter of ASCII wider than its cell: it is fitted in alone. */
static bool is_plain(const struct cell *cell)
{
    return (cell->text[0] & 0x80) == 0 && cell->text[1] == '\0';
}

static bool goes_on(const struct cell *first, const struct cell *next)
{
    return next->style == first->style && next->width == first->width && !shape(next) &&
           (first->width == 2 || (is_plain(first) && is_plain(next)));
}

/* Gives the columns of the text from col on, without blanks at its end. */
static int text_run(const struct canvas *c, int row, int col)
{
    const struct cell *first = canvas_at(c, row, col);
    int end = col + first->width, last = end;
    while (end < c->cols && goes_on(first, canvas_at(c, row, end))) {
        bool blank = is_blank(canvas_at(c, row, end));
        end += first->width;
        last = blank ? last : end;
    }
    return last - col;
}

static void draw_text(struct strbuf *out, const struct canvas *c, int row, int col, int cols)
{
    const struct cell *first = canvas_at(c, row, col);
    const struct theme_style *s = style_of(first);
    strbuf_printf(out,
                  "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"%s%s",
                  MARGIN + col * CELL_W, MARGIN + row * CELL_H + BASELINE, cols * CELL_W,
                  s->bold ? " font-weight=\"bold\"" : "",
                  s->underline ? " text-decoration=\"underline\"" : "");
    if (strcmp(front(first), ink) != 0)
        strbuf_printf(out, " fill=\"%s\"", front(first));
    strbuf_putc(out, '>');
    for (int i = 0; i < cols; i += first->width)
        add_escaped(out, canvas_at(c, row, col + i)->text);
    strbuf_puts(out, "</text>\n");
}

/* ---- the picture ---- */

static void draw_ground(struct strbuf *out, const struct canvas *c, int row)
{
    for (int col = 0, n; col < c->cols; col += n) {
        const char *fill = back(canvas_at(c, row, col));
        for (n = 1; col + n < c->cols && strcmp(back(canvas_at(c, row, col + n)), fill) == 0; n++)
            ;
        if (strcmp(fill, paper) != 0)
            strbuf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
                          MARGIN + col * CELL_W, MARGIN + row * CELL_H, n * CELL_W, CELL_H, fill);
    }
}

static void draw_row(struct strbuf *out, const struct canvas *c, int row)
{
    draw_ground(out, c, row);
    for (int col = 0, n; col < c->cols; col += n) {
        const struct cell *cell = canvas_at(c, row, col);
        n = 1;
        if (cell->width == 0 || is_blank(cell))
            continue;
        if (shape(cell)) {
            n = shape_run(c, row, col);
            draw_shape(out, shape(cell), MARGIN + col * CELL_W, MARGIN + row * CELL_H, n * CELL_W,
                       front(cell));
        } else {
            n = text_run(c, row, col);
            draw_text(out, c, row, col, n);
        }
    }
}

static void draw_screen(struct strbuf *out, const struct canvas *c, const char *title)
{
    int width = c->cols * CELL_W + 2 * MARGIN, height = c->rows * CELL_H + 2 * MARGIN;
    strbuf_printf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                  "viewBox=\"0 0 %d %d\" role=\"img\" xml:lang=\"ja\">\n<title>",
                  width, height, width, height);
    add_escaped(out, title);
    strbuf_printf(out,
                  "</title>\n<rect x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" fill=\"%s\" "
                  "stroke=\"#808080\"/>\n<g font-family=\"%s\" font-size=\"%d\" fill=\"%s\" "
                  "xml:space=\"preserve\" "
                  "shape-rendering=\"crispEdges\">\n",
                  width - 1, height - 1, paper, fonts, FONT, ink);
    for (int row = 0; row < c->rows; row++)
        draw_row(out, c, row);
    const struct cell *at = canvas_at(c, c->cursor_row, c->cursor_col);
    strbuf_printf(out,
                  "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"2\" fill=\"%s\"/>\n</g>\n</svg>\n",
                  MARGIN + c->cursor_col * CELL_W, MARGIN + (c->cursor_row + 1) * CELL_H - 2,
                  at->width * CELL_W, front(at));
}

static void read_file(const char *path, struct strbuf *out)
{
    char block[4096];
    FILE *f = fopen(path, "r");
    if (!f)
        stop(path, "cannot be read");
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        strbuf_add(out, block, n);
    fclose(f);
}

static void write_file(const char *path, const struct strbuf *s)
{
    FILE *f = fopen(path, "w");
    if (!f || fwrite(s->s, 1, s->len, f) != s->len || fclose(f) != 0)
        stop(path, "cannot be written");
}

/* Appends what the remark on the first line says. */
static void read_title(const char *path, const struct strbuf *script, struct strbuf *title)
{
    if (strncmp(script->s, "# ", 2) != 0)
        stop(path, "does not begin with a remark that says what is seen");
    strbuf_add(title, script->s + 2, strcspn(script->s + 2, "\n"));
}

static void shoot(const char *db, const char *folder, const char *path)
{
    struct error err = ERROR_NONE;
    struct session_options o = {
        .db = db, .clock = {.fixed = {2026, 11, 20}}, .printer = {.command = "true"}};
    struct session *s = session_open(&o, &err);
    if (!s)
        stop(db, err.msg);
    struct strbuf script, said, title, picture, to;
    struct strbuf *all[] = {&script, &said, &title, &picture, &to};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        strbuf_init(all[i]);
    read_file(path, &script);
    read_title(path, &script, &title);
    struct script_player *p = script_player_new(s, 1);
    if (!script_player_play(p, script.s, script.len, &said, &err))
        stop(path, err.msg);
    draw_screen(&picture, script_player_screen(p), title.s);
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    strbuf_printf(&to, "%s/%.*s.svg", folder, (int)strcspn(name, "."), name);
    write_file(to.s, &picture);
    script_player_free(p);
    session_close(s);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        strbuf_done(all[i]);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: screenshots DATABASE FOLDER SCRIPT...\n", stderr);
        return EX_USAGE;
    }
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    for (int i = 3; i < argc; i++)
        shoot(argv[1], argv[2], argv[i]);
    return EX_OK;
}
