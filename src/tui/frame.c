#include "base/lang.h"
#include "text/wareki.h"
#include "tui/screen.h"
#include "tui/targets.h"

/* What stands around every screen: the title, the alarm, the help line. */

static void draw_too_small(struct ui *ui)
{
    struct canvas *c = &ui->canvas;
    const char *text = _("画面が少し小さいようです。窓を広げると、続きから使えます。");
    paragraph_draw(c, (struct rect){0, 0, c->rows, c->cols}, STYLE_TEXT, text);
}

static void draw_frame(struct ui *ui, struct rect *body)
{
    const struct screen *screen = ui_front(ui);
    const struct town *town = &session_knowledge(ui->session)->town;
    struct strbuf left, right, waiting;
    strbuf_init(&waiting);
    strbuf_init(&left);
    strbuf_init(&right);
    strbuf_printf(&left, _("まどぐち　%s"), town->name.s);
    if (screen->title)
        screen->title(ui, &right);
    else
        wareki_text(&right, ui_dialogue(ui)->today);
    titlebar_draw(&ui->canvas, left.s, right.s);
    int foot = (ui->big ? targets_keybar : keybar_draw)(
        &ui->canvas, ui_place(ui), ui_notice(ui, &waiting), &ui->spots, AREA_KEYS);
    *body = (struct rect){2, 2, foot - 2, ui->canvas.cols - 4};
    strbuf_wipe(&waiting);
    strbuf_done(&waiting);
    strbuf_done(&left);
    strbuf_done(&right);
}

/* Whom to call stands above whatever the screen shows. Gives what is left of the body. */
static struct rect draw_alarm(struct ui *ui, struct rect body)
{
    enum { LEAST = 4 }; /* rows that the screen keeps */
    if (ui->alarm.len == 0)
        return body;
    body.rows -= LEAST;
    int rows = paragraph_draw(&ui->canvas, body, STYLE_URGENT, ui->alarm.s);
    canvas_hline(&ui->canvas, body.row + rows, body.col, body.cols, STYLE_RULE);
    return (struct rect){body.row + rows + 1, body.col, body.rows + LEAST - rows - 1, body.cols};
}

const struct canvas *ui_draw(struct ui *ui)
{
    struct rect body;
    canvas_clear(&ui->canvas);
    ui->spots.n = 0;
    ui_look_begin(ui);
    if (!ui_fits(ui)) {
        draw_too_small(ui);
        return &ui->canvas;
    }
    draw_frame(ui, &body);
    body = draw_alarm(ui, body);
    if (ui->find.open)
        body.rows -= FIND_ROWS;
    ui_front(ui)->draw(ui, body);
    if (ui->find.open)
        ui_find_draw(ui, (struct rect){body.row + body.rows, body.col, FIND_ROWS, body.cols});
    return &ui->canvas;
}
