#include "base/lang.h"
#include "tui/screen.h"
#include <string.h>

/* Reading made easy: readings, room between the lines, colours, and the words explained. */

void ui_configure(struct ui *ui, const struct look *look)
{
    ui->configured = *look;
    ui_defaults(ui);
}

void ui_defaults(struct ui *ui)
{
    ui->look = ui->configured;
    ui->readings = NULL; /* they go with the conversation */
}

void ui_look_begin(struct ui *ui)
{
    ui_look_done(ui);
    arena_init(&ui->page);
    ui->message_read = NULL;
    ui->readings = ui->look.furigana ? session_readings(ui->session) : NULL;
    ui->canvas.theme = ui->look.theme;
    ui->menu.wide = ui->view.wide = ui->over_view.wide = ui->look.wide;
}

void ui_look_done(struct ui *ui)
{
    arena_done(&ui->page);
}

const char *ui_read(struct ui *ui, const char *s)
{
    if (!ui->readings)
        return s;
    struct strbuf out;
    strbuf_init(&out);
    ui->readings->add(ui->readings->ctx, s, strlen(s), &out);
    const char *read = arena_strndup(&ui->page, out.s, out.len);
    strbuf_wipe(&out);
    strbuf_done(&out);
    return read;
}

const char *ui_read_roomy(struct ui *ui, const char *s)
{
    enum { LOW = 24 };
    return ui->canvas.rows < LOW ? s : ui_read(ui, s);
}

const char *ui_message(struct ui *ui)
{
    if (!ui->message_read)
        ui->message_read = ui_read(ui, ui->message.s);
    return ui->message_read;
}

/* What was said to the person before stays. */
static void tell(struct ui *ui, const char *text)
{
    if (ui->message.len > 0 && !ui->looked)
        return;
    ui_say(ui, text);
    ui->looked = true;
}

static void turn_theme(struct ui *ui)
{
    struct strbuf s;
    ui->look.theme = (enum theme)((ui->look.theme + 1) % THEMES);
    strbuf_init(&s);
    strbuf_printf(&s, _("画面の色：%s"), theme_name(ui->look.theme));
    tell(ui, s.s);
    strbuf_done(&s);
}

static void show_terms(struct ui *ui)
{
    const struct entry *any;
    if (ui->over == &screen_terms)
        ui_close_over(ui);
    else if (ui_screen_terms(ui, &any, 1) > 0)
        ui_show_over(ui, &screen_terms);
    else
        tell(ui, _("この画面には、説明のあることばはありません。"));
}

bool ui_look_command(struct ui *ui, enum command cmd)
{
    switch (cmd) {
    case CMD_FURIGANA:
        ui->look.furigana = !ui->look.furigana;
        tell(ui, ui->look.furigana ? _("むずかしいことばに、ふりがなをつけました。")
                                   : _("ふりがなを消しました。"));
        return true;
    case CMD_SPACING:
        ui->look.wide = !ui->look.wide;
        tell(ui, ui->look.wide ? _("行のあいだを広げました。") : _("行のあいだをもどしました。"));
        return true;
    case CMD_THEME:
        turn_theme(ui);
        return true;
    case CMD_TERMS:
        show_terms(ui);
        return true;
    default:
        return false;
    }
}
