#include "base/lang.h"
#include "tui/screen.h"

/* The line below a text that is searched. The word is the view's; here is what is typed. */

static struct textview *shown(struct ui *ui)
{
    return ui->over ? &ui->over_view : &ui->view;
}

bool ui_find_open(struct ui *ui)
{
    ui->find.open = true;
    ui->find.moved = false;
    if (!ui->over)
        ui->area = AREA_TEXT;
    return true;
}

void ui_find_close(struct ui *ui)
{
    ui->find.open = false;
    lineedit_clear(ui->find.edit);
    textview_find(&ui->view, "");
    textview_find(&ui->over_view, "");
}

/* The first Enter goes to what is found already, the next ones on from there. */
static void step(struct ui *ui, int by)
{
    if (ui->find.moved || by < 0)
        textview_find_step(shown(ui), by);
    ui->find.moved = shown(ui)->nfound > 0;
}

bool ui_find_command(struct ui *ui, enum command cmd, const struct key *key)
{
    switch (cmd) {
    case CMD_EDIT:
        lineedit_key(ui->find.edit, key);
        textview_find(shown(ui), lineedit_text(ui->find.edit));
        ui->find.moved = false;
        return true;
    case CMD_ENTER:
    case CMD_DOWN:
    case CMD_NEXT_AREA:
        step(ui, 1);
        return true;
    case CMD_UP:
    case CMD_PREV_AREA:
        step(ui, -1);
        return true;
    case CMD_BACK:
        ui_find_close(ui);
        return true;
    default:
        ui->find.moved = textview_command(shown(ui), cmd) || ui->find.moved;
        return true;
    }
}

static void describe(struct ui *ui, struct strbuf *out)
{
    const struct textview *v = shown(ui);
    if (v->word.len == 0)
        strbuf_puts(out, _("ことばを入れてください"));
    else if (v->nfound == 0)
        strbuf_puts(out, _("見つかりません"));
    else
        strbuf_printf(out, _("%zuか所のうち%zuか所目"), v->nfound, v->found + 1);
}

void ui_find_draw(struct ui *ui, struct rect r)
{
    struct canvas *c = &ui->canvas;
    struct strbuf told;
    strbuf_init(&told);
    describe(ui, &told);
    canvas_hline(c, r.row, r.col, r.cols, STYLE_RULE);
    int col = r.col + canvas_puts(c, r.row + 1, r.col, r.cols, STYLE_HEADING, _("さがすことば："));
    int room = r.cols / 2 - (col - r.col);
    struct lineedit_view v = lineedit_view(ui->find.edit, room, c->ambiguous);
    canvas_text(c, r.row + 1, col, room, STYLE_INPUT, lineedit_text(ui->find.edit) + v.start,
                v.len);
    canvas_puts(c, r.row + 1, r.col + r.cols / 2 + 2, r.cols / 2 - 2, STYLE_NOTE, told.s);
    if (!ui->find.moved)
        canvas_cursor(c, r.row + 1, col + v.cursor);
    strbuf_done(&told);
}
