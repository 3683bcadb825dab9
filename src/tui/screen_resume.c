#include "base/lang.h"
#include "guide/resume.h"
#include "tui/screen.h"
#include <string.h>

/* A line for the code that an earlier slip ends with. */

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_CODE;
}

static void enter(struct ui *ui)
{
    lineedit_clear(ui->edit);
    strbuf_wipe(&ui->message);
}

static void leave(struct ui *ui)
{
    lineedit_clear(ui->edit);
    ui_close_over(ui);
}

static void draw(struct ui *ui, struct rect body)
{
    struct canvas *c = &ui->canvas;
    struct rect r = body;
    int used = paragraph_draw(
        c, r, STYLE_HEADING,
        _("ひかえの終わりにある「つづきのコード」を入れて、Enter を押してください。"));
    r.row += used + 1;
    ui_draw_input(ui, (struct rect){r.row, r.col, 3, r.cols < 50 ? r.cols : 50}, true);
    r.row += 4;
    r.rows = body.row + body.rows - r.row;
    used = ui_draw_message(ui, r);
    r.row += used + (used > 0);
    r.rows -= used + (used > 0);
    paragraph_draw(c, r, STYLE_NOTE,
                   _("コードは、M7K4-9QX2-CH のような、アルファベットと数字です。小さい字でも、"
                     "間の「-」がなくてもかまいません。\n"
                     "コードがないときは、Esc で前の画面にもどって、はじめから調べられます。"));
}

static void send(struct ui *ui)
{
    const char *text = lineedit_text(ui->edit);
    if (!resume_looks_meant(text, strlen(text))) {
        ui_say(ui, _("これは、つづきのコードではないようです。ひかえと見くらべてください。"));
        return;
    }
    ui_send_text(ui, INPUT_TEXT, text);
    if (ui->screen != &screen_home)
        lineedit_clear(ui->edit);
    else if (!ui->over) /* to be mended here, with what was said about it */
        ui->over = &screen_resume;
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    switch (cmd) {
    case CMD_EDIT:
        lineedit_key(ui->edit, key);
        strbuf_wipe(&ui->message);
        return true;
    case CMD_ENTER:
        send(ui);
        return true;
    case CMD_BACK:
        strbuf_wipe(&ui->message);
        leave(ui);
        return true;
    default:
        return true;
    }
}

static void title(const struct ui *ui, struct strbuf *out)
{
    (void)ui;
    strbuf_puts(out, _("つづきのコード"));
}

const struct screen screen_resume = {place, enter, draw, command, title};
