#include "tui/countdown.h"
#include "base/lang.h"
#include "tui/widgets.h"
#include <stdio.h>
#include <string.h>

/* Figures of 3 by 5 fields; a field is FIELD columns wide, since columns are narrow. */
#define HIGH 5
#define WIDE 3
#define FIELD 3
#define GAP 3
static const char *const figures[10][HIGH] = {
    {"###", "# #", "# #", "# #", "###"}, {" # ", "## ", " # ", " # ", "###"},
    {"###", "  #", "###", "#  ", "###"}, {"###", "  #", "###", "  #", "###"},
    {"# #", "# #", "###", "  #", "  #"}, {"###", "#  ", "###", "  #", "###"},
    {"###", "#  ", "###", "# #", "###"}, {"###", "  #", "  #", "  #", "  #"},
    {"###", "# #", "###", "# #", "###"}, {"###", "# #", "###", "  #", "###"},
};

static void draw_figure(struct canvas *c, int row, int col, int figure)
{
    for (int y = 0; y < HIGH; y++)
        for (int x = 0; x < WIDE; x++)
            if (figures[figure][y][x] == '#')
                canvas_puts(c, row + y, col + x * FIELD, FIELD, STYLE_HEADING, "###");
}

static void draw_number(struct canvas *c, int row, unsigned number)
{
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%u", number);
    int col = (c->cols - (n * (WIDE * FIELD + GAP) - GAP)) / 2;
    for (int i = 0; i < n; i++)
        draw_figure(c, row, col + i * (WIDE * FIELD + GAP), digits[i] - '0');
}

void countdown_draw(struct canvas *c, unsigned seconds)
{
    struct strbuf ask;
    struct rect r = {c->rows / 5, 4, c->rows, c->cols - 8};
    strbuf_init(&ask);
    strbuf_printf(&ask, _("続けて使う方は、あと %u 秒のうちに、キーを押すか画面にふれてください。"),
                  seconds);
    canvas_clear(c);
    int rows = paragraph_draw(c, r, STYLE_HEADING, ask.s);
    draw_number(c, r.row + rows + 1, seconds);
    r.row += rows + HIGH + 2;
    paragraph_draw(c, r, STYLE_NOTE,
                   _("時間がすぎると、入れた言葉と答えは消えて、最初の画面にもどります。"));
    canvas_cursor(c, c->rows / 5, 4);
    strbuf_done(&ask);
}
