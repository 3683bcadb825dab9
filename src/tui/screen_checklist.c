#include "base/lang.h"
#include "text/width.h"
#include "tui/screen.h"
#include <string.h>

/* The result to read, and in front of it, when asked for, the reasons. */

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_CHECKLIST;
}

static bool has_answers(const struct ui *ui)
{
    const struct dialogue *d = ui_dialogue(ui);
    struct guide_path path;
    guide_path(&d->guide, &d->facts, &path);
    bool any = path.n > 0;
    guide_path_done(&path);
    return any;
}

static void show_reasons(struct ui *ui)
{
    ui_show_over(ui, &screen_reasons);
}

static void show_answers(struct ui *ui)
{
    if (has_answers(ui))
        ui_browse(ui, BROWSE_ANSWERS);
    else
        ui_say(ui, _("直せる答えはありません。"));
}

static void show_related(struct ui *ui)
{
    ui_browse(ui, BROWSE_RELATED);
}

static void show_qr(struct ui *ui)
{
    ui_show_over(ui, &screen_qr);
}

static ui_action fill(struct ui *ui, size_t n)
{
    const struct checklist *c = ui_dialogue(ui)->checklist;
    struct ui_choice all[5 + UI_VOTES] = {
        {!c->stop || has_answers(ui), c->stop ? _("ここまでの答え") : _("どうして必要か"),
         show_reasons},
        {has_answers(ui), _("答えを直す"), show_answers},
        {ui_related(ui)->n > 0, _("つづく手続き"), show_related},
        {ui_can_print(ui), _("ひかえを印刷する"), ui_print},
        {true, _("QRコードで持ち帰る"), show_qr},
    };
    ui_votes(ui, all + 5);
    return ui_fill(ui, &ui->more, all, sizeof(all) / sizeof(*all), n);
}

static void enter(struct ui *ui)
{
    fill(ui, 0);
    ui_start_reading(ui, ui_dialogue(ui)->checklist);
}

static void draw(struct ui *ui, struct rect body)
{
    struct plain p = ui_plain(ui, body);
    strbuf_wipe(&ui->view.text);
    plain_checklist_brief(&p, ui_dialogue(ui)->checklist, &ui->view.text);
    fill(ui, 0);
    ui_draw_reading(ui, body);
}

static void act(struct ui *ui)
{
    ui_action run = fill(ui, ui->more.selected);
    if (run)
        run(ui);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    if (cmd == CMD_DIGIT) {
        if (ui_pick_digit(ui, &ui->more, NULL, key, NULL) == PICK_ITEM)
            act(ui);
        return true;
    }
    if (cmd == CMD_ENTER) {
        if (ui->area == AREA_MORE)
            act(ui);
        return true;
    }
    if (cmd == CMD_EDIT) {
        ui_words(ui, key);
        return true;
    }
    if (cmd == CMD_CHANGE) {
        show_answers(ui);
        return true;
    }
    return ui_reading_command(ui, cmd);
}

static void title(const struct ui *ui, struct strbuf *out)
{
    (void)ui;
    strbuf_puts(out, _("持ち物と手続き"));
}

const struct screen screen_checklist = {place, enter, draw, command, title};
