#include "base/lang.h"
#include "output/slip.h"
#include "tui/screen.h"

/* What stands in front of a screen, and the slip of what is behind it. */

static bool explains(const struct screen *s)
{
    return s == &screen_help || s == &screen_helper || s == &screen_terms;
}

void ui_show_over(struct ui *ui, const struct screen *over)
{
    ui_find_close(ui);
    if (ui->over == &screen_say)
        ui_words_leave(ui);
    if (!explains(over))
        ui->under = NULL;
    else if (!explains(ui->over))
        ui->under = ui->over;
    ui->over = over;
    over->enter(ui);
}

void ui_close_over(struct ui *ui)
{
    ui_find_close(ui);
    ui->over = ui->under;
    ui->under = NULL;
    ui->over_view.line = 0;
}

enum place ui_place(const struct ui *ui)
{
    const struct screen *front = ui->over ? ui->over : ui->screen;
    return ui->find.open ? PLACE_FIND : front->place(ui);
}

void ui_explain(struct ui *ui, const struct screen *over)
{
    if (ui->over == over) {
        ui_close_over(ui);
        return;
    }
    if (!explains(ui->over))
        ui->asked = ui_place(ui);
    ui_show_over(ui, over);
}

static bool has_slip(const struct ui *ui)
{
    enum phase phase = ui_dialogue(ui)->phase;
    return phase == PHASE_CHECKLIST || phase == PHASE_ENTRY;
}

bool ui_can_print(const struct ui *ui)
{
    return has_slip(ui) && printer_there(session_printer(ui->session));
}

void ui_slip(const struct ui *ui, size_t cols, struct strbuf *out)
{
    const struct dialogue *d = ui_dialogue(ui);
    if (d->phase == PHASE_CHECKLIST)
        slip_checklist(d->knowledge, d->checklist, d->today, cols, out);
    else if (d->phase == PHASE_ENTRY)
        slip_entry(d->knowledge, d->entry, d->today, cols, out);
}

void ui_print(struct ui *ui)
{
    if (ui_can_print(ui)) {
        ui->under = NULL;
        ui_show_over(ui, &screen_slip);
        return;
    }
    ui_say(ui, has_slip(ui) ? _("この端末では印刷できません。係の人に聞いてください。")
                            : _("ここには、印刷するものがありません。"));
}

void ui_work(struct ui *ui)
{
    const struct slip_printer *p = session_printer(ui->session);
    struct error err = ERROR_NONE;
    struct strbuf slip;
    if (ui->print != PRINT_RUNNING)
        return;
    strbuf_init(&slip);
    ui_slip(ui, (size_t)printer_cols(p), &slip);
    bool ok = printer_print(p, slip.s, slip.len, &err);
    ui->print = ok ? PRINT_DONE : PRINT_FAILED;
    strbuf_wipe(&ui->print_error);
    strbuf_puts(&ui->print_error, err.msg);
    strbuf_wipe(&slip);
    strbuf_done(&slip);
}
