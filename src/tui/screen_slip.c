#include "base/lang.h"
#include "output/slip.h"
#include "tui/screen.h"

/* The slip as it will come out of the printer, and the printing. */

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_SLIP;
}

static void print(struct ui *ui)
{
    ui->print = PRINT_RUNNING; /* ui_work goes on when that has been seen */
}

static void show_qr(struct ui *ui)
{
    ui_show_over(ui, &screen_qr);
}

/* After a slip has come out, Enter leads back: who presses it twice gets one slip. */
static ui_action fill(struct ui *ui, size_t n)
{
    bool qr = ui_dialogue(ui)->phase == PHASE_CHECKLIST, done = ui->print == PRINT_DONE;
    const struct ui_choice all[] = {
        {done, _("もどる"), ui_close_over},
        {ui->print != PRINT_RUNNING,
         done                        ? _("もう1枚印刷する")
         : ui->print == PRINT_FAILED ? _("もう一度印刷する")
                                     : _("印刷する"),
         print},
        {qr && !done && ui->print != PRINT_RUNNING, _("QRコードで持ち帰る"), show_qr},
    };
    return ui_fill(ui, &ui->over_more, all, sizeof(all) / sizeof(*all), n);
}

static void enter(struct ui *ui)
{
    ui->over_view.line = 0;
    ui->over_more.selected = 0;
    ui->over_reading = false;
    ui->print = PRINT_NOT_YET;
}

static void describe(const struct ui *ui, struct strbuf *out)
{
    bool qr = ui_dialogue(ui)->phase == PHASE_CHECKLIST;
    switch (ui->print) {
    case PRINT_NOT_YET:
        strbuf_puts(out, _("このように印刷されます。"));
        break;
    case PRINT_RUNNING:
        strbuf_puts(out, _("印刷しています。少しお待ちください。"));
        break;
    case PRINT_DONE:
        strbuf_puts(out, _("プリンターに送りました。紙を忘れずに取ってください。"));
        break;
    case PRINT_FAILED:
        strbuf_puts(out, ui->print_error.s);
        strbuf_puts(out, qr ? _("係の人に知らせるか、QRコードで持ち帰ってください。")
                            : _("係の人に知らせてください。"));
        break;
    }
}

static void draw(struct ui *ui, struct rect body)
{
    struct canvas *c = &ui->canvas;
    int cols = printer_cols(session_printer(ui->session));
    struct strbuf told;
    strbuf_init(&told);
    describe(ui, &told);
    fill(ui, 0);
    int head = paragraph_draw(c, body, STYLE_HEADING, told.s);
    int actions = menu_rows(&ui->over_more, c, body.cols, true);
    struct rect paper = {body.row + head, body.col, body.rows - head - actions, 0};
    paper.cols = cols + 4 < body.cols ? cols + 4 : body.cols;
    canvas_box(c, paper, STYLE_RULE);
    paper = (struct rect){paper.row + 1, paper.col + 2, paper.rows - 2, paper.cols - 4};
    strbuf_wipe(&ui->over_view.text);
    ui_slip(ui, (size_t)paper.cols, &ui->over_view.text);
    textview_draw(&ui->over_view, c, paper, true);
    menu_draw(&ui->over_more, c,
              (struct rect){body.row + body.rows - actions, body.col, actions, body.cols},
              !ui->over_reading, true, &ui->spots, AREA_OVER);
    strbuf_done(&told);
}

static void act(struct ui *ui)
{
    ui_action run = fill(ui, ui->over_more.selected);
    ui->over_more.selected = 0;
    ui->over_reading = false;
    if (run)
        run(ui);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    fill(ui, 0);
    switch (cmd) {
    case CMD_DIGIT:
        if (ui_pick_digit(ui, &ui->over_more, NULL, key, NULL) == PICK_ITEM)
            act(ui);
        return true;
    case CMD_ENTER:
        act(ui);
        return true;
    case CMD_BACK:
        ui_close_over(ui);
        return true;
    case CMD_LEFT:
    case CMD_RIGHT:
    case CMD_NEXT_AREA:
    case CMD_PREV_AREA:
        if (!ui->over_reading)
            menu_command(&ui->over_more, cmd == CMD_NEXT_AREA   ? CMD_RIGHT
                                         : cmd == CMD_PREV_AREA ? CMD_LEFT
                                                                : cmd);
        ui->over_reading = false;
        return true;
    default:
        ui->over_reading = true;
        if (!textview_command(&ui->over_view, cmd) && cmd == CMD_DOWN)
            ui->over_reading = false;
        return true;
    }
}

static void title(const struct ui *ui, struct strbuf *out)
{
    (void)ui;
    strbuf_puts(out, _("ひかえの印刷"));
}

const struct screen screen_slip = {place, enter, draw, command, title};
