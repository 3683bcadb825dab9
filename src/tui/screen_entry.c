#include "app/narrate.h"
#include "base/lang.h"
#include "tui/screen.h"

/* One entry as a sheet to read, and what can be done with it. */

static bool can_walk(const struct entry *e)
{
    return e->kind == ENTRY_PROCEDURE || e->kind == ENTRY_EVENT;
}

/* Enter leads on, to the first action; nobody shall say by it that all is clear. */
static bool has_first(const struct ui *ui)
{
    const struct entry *e = ui_dialogue(ui)->entry;
    return can_walk(e) || e->next.n > 0 || ui_can_print(ui);
}

static enum place place(const struct ui *ui)
{
    if (ui->more.n == 0)
        return PLACE_READ;
    return has_first(ui) ? PLACE_ENTRY : PLACE_JUDGED;
}

static void start(struct ui *ui)
{
    ui_send(ui, &(struct input){.kind = INPUT_START});
}

static void show_related(struct ui *ui)
{
    ui_browse(ui, BROWSE_RELATED);
}

static ui_action fill(struct ui *ui, size_t n)
{
    const struct entry *e = ui_dialogue(ui)->entry;
    bool asks = e->kind == ENTRY_EVENT || e->tree.nodes.n > 0;
    struct ui_choice all[3 + UI_VOTES] = {
        {can_walk(e), asks ? _("質問に答えて、持ち物を調べる") : _("持ち物の一覧を見る"), start},
        {e->next.n > 0, _("つづく手続き"), show_related},
        {ui_can_print(ui), _("ひかえを印刷する"), ui_print},
    };
    ui_votes(ui, all + 3);
    return ui_fill(ui, &ui->more, all, sizeof(all) / sizeof(*all), n);
}

static void enter(struct ui *ui)
{
    fill(ui, 0);
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
        if (ui->area == AREA_MORE || has_first(ui))
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
