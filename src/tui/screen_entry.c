#include "app/narrate.h"
#include "base/lang.h"
#include "tui/screen.h"

/* One entry as a sheet to read, and what can be done with it. */

static enum place place(const struct ui *ui)
{
    return ui->more.n > 0 ? PLACE_ENTRY : PLACE_READ;
}

static bool can_walk(const struct entry *e)
{
    return e->kind == ENTRY_PROCEDURE || e->kind == ENTRY_EVENT;
}

static void fill(struct ui *ui)
{
    const struct entry *e = ui_dialogue(ui)->entry;
    bool asks = e->kind == ENTRY_EVENT || e->tree.nodes.n > 0;
    menu_begin(&ui->more);
    if (can_walk(e))
        menu_add(&ui->more, -1, asks ? _("質問に答えて、持ち物を調べる") : _("持ち物の一覧を見る"),
                 NULL);
    if (e->next.n > 0)
        menu_add(&ui->more, -1, _("つづく手続き"), NULL);
    menu_number(&ui->more);
}

static void enter(struct ui *ui)
{
    fill(ui);
    ui_start_reading(ui, ui_dialogue(ui)->entry);
    /* The sheet of a life event names more than anyone needs: the questions are what it is for. */
    if (ui_dialogue(ui)->entry->kind == ENTRY_EVENT)
        ui->area = AREA_MORE;
}

static void draw(struct ui *ui, struct rect body)
{
    const struct dialogue *d = ui_dialogue(ui);
    struct plain p = ui_plain(ui, body);
    strbuf_wipe(&ui->view.text);
    plain_entry(&p, d->entry, narrate_part(d->aspect), &ui->view.text);
    fill(ui);
    ui_draw_reading(ui, body);
}

static void act(struct ui *ui)
{
    if (ui->more.n == 0)
        return;
    if (ui->more.selected == 0 && can_walk(ui_dialogue(ui)->entry))
        ui_send(ui, &(struct input){.kind = INPUT_START});
    else
        ui_browse(ui, BROWSE_RELATED);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    if (cmd == CMD_DIGIT) {
        if (ui_pick_digit(ui, &ui->more, NULL, key, NULL) == PICK_ITEM)
            act(ui);
        return true;
    }
    if (cmd == CMD_ENTER) {
        act(ui);
        return true;
    }
    if (cmd == CMD_EDIT) {
        if (ui->more.n > 0 || key->cp < '0' || key->cp > '9') /* a number picks nothing here */
            ui_words(ui, key);
        return true;
    }
    return ui_reading_command(ui, cmd);
}

static void title(const struct ui *ui, struct strbuf *out)
{
    strbuf_puts(out, entry_kind_label(ui_dialogue(ui)->entry->kind));
}

const struct screen screen_entry = {place, enter, draw, command, title};
