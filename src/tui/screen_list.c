#include "base/lang.h"
#include "tui/screen.h"
#include <string.h>

/* Entries to choose from: what a search found, a field, what follows; and the answers that may be
 * changed. All in ui->menu. */

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_LIST;
}

/* The n-th entry of the list, or NULL. */
static const struct entry *entry_at(const struct ui *ui, size_t n)
{
    const struct dialogue *d = ui_dialogue(ui);
    const struct knowledge *k = session_knowledge(ui->session);
    if (ui->browse == BROWSE_RELATED) {
        const struct strs *ids = ui_related(ui);
        return n < ids->n ? knowledge_entry(k, ids->v[n].s) : NULL;
    }
    if (ui->browse == BROWSE_FIELD) {
        for (size_t i = 0; i < k->entries.n; i++)
            if (str_is(&knowledge_at(k, i)->field, ui->field->s) && n-- == 0)
                return knowledge_at(k, i);
        return NULL;
    }
    return n < d->candidates.n ? d->candidates.v[n].entry : NULL;
}

static void fill_answers(struct ui *ui)
{
    const struct dialogue *d = ui_dialogue(ui);
    struct guide_path path;
    struct strbuf s;
    strbuf_init(&s);
    guide_path(&d->guide, &d->facts, &path);
    for (size_t i = 0; i < path.n; i++) {
        strbuf_wipe(&s);
        strbuf_printf(&s, "%s：", question_name(path.v[i]->question));
        fact_text(path.v[i], &s);
        menu_add(&ui->menu, -1, s.s, NULL);
    }
    guide_path_done(&path);
    strbuf_wipe(&s);
    strbuf_done(&s);
}

static void add_entry(struct ui *ui, const struct entry *e)
{
    struct strbuf s, gist;
    strbuf_init(&s);
    strbuf_init(&gist);
    plain_gist(e->summary.len > 0 ? &e->summary : &e->answer, &gist);
    if (ui->browse == BROWSE_FIELD) /* the heading says which */
        strbuf_puts(&s, e->name.s);
    else
        plain_hit(e, ui_dialogue(ui)->today, &s);
    menu_add(&ui->menu, -1, s.s, gist.len > 0 ? gist.s : NULL);
    strbuf_done(&s);
    strbuf_done(&gist);
}

/* Nothing was found and only life events are offered: there is nothing else to offer instead. */
static bool is_last_resort(const struct dialogue *d)
{
    return d->candidates.confidence == CONFIDENCE_UNKNOWN && d->nearest == 0;
}

static void fill(struct ui *ui)
{
    const struct entry *e;
    menu_begin(&ui->menu);
    if (ui->browse == BROWSE_ANSWERS)
        fill_answers(ui);
    else
        for (size_t i = 0; (e = entry_at(ui, i)); i++)
            add_entry(ui, e);
    menu_number(&ui->menu);
    if (ui->browse == BROWSE_NONE && ui->menu.n > 0 && !is_last_resort(ui_dialogue(ui)))
        menu_add(&ui->menu, 0, _("この中にはない"), NULL);
}

static void enter(struct ui *ui)
{
    const struct entry *e;
    fill(ui);
    ui->area = AREA_MENU;
    if (ui->browse == BROWSE_ANSWERS)
        return;
    for (size_t i = 0; ui->last && (e = entry_at(ui, i)); i++)
        if (e == ui->last)
            ui->menu.selected = i;
}

static const char *heading(const struct ui *ui)
{
    switch (ui->browse) {
    case BROWSE_FIELD:
        return ui->field->s;
    case BROWSE_RELATED:
        return _("つづけて必要になることが多い手続き");
    case BROWSE_ANSWERS:
        return _("どの答えを直しますか？ ほかの答えは、そのまま残ります。");
    case BROWSE_NONE:
        break;
    }
    return ui->lead.s;
}

static void draw(struct ui *ui, struct rect body)
{
    struct canvas *c = &ui->canvas;
    fill(ui);
    struct rect r = {body.row, body.col, body.rows, body.cols};
    int used =
        paragraph_draw(c, (struct rect){r.row, r.col, 4, r.cols}, STYLE_HEADING, heading(ui)) + 1;
    int message = paragraph_rows(c, r.cols, ui->message.s);
    if (message > r.rows / 3)
        message = r.rows / 3;
    r.row += used;
    r.rows -= used + (message > 0 ? message + 1 : 0);
    if (ui->menu.n > 0)
        menu_draw(&ui->menu, c, r, true, false, &ui->spots, AREA_MENU);
    else
        canvas_cursor(c, body.row, body.col);
    ui_draw_message(ui, (struct rect){body.row + body.rows - message, r.col, message, r.cols});
}

static void change_answer(struct ui *ui)
{
    const struct dialogue *d = ui_dialogue(ui);
    struct guide_path path;
    const char *id = NULL;
    guide_path(&d->guide, &d->facts, &path);
    if (ui->menu.selected < path.n)
        id = path.v[ui->menu.selected]->question->id.s;
    guide_path_done(&path);
    if (id)
        ui_send_text(ui, INPUT_CHANGE, id);
}

static void choose(struct ui *ui)
{
    if (ui->menu.n == 0)
        return;
    if (ui->browse == BROWSE_ANSWERS) {
        change_answer(ui);
        return;
    }
    const struct entry *e = entry_at(ui, ui->menu.selected);
    if (!e) {
        ui_send(ui, &(struct input){.kind = INPUT_UNKNOWN});
    } else if (ui->browse == BROWSE_NONE) {
        ui->last = e;
        ui_send(ui, &(struct input){.kind = INPUT_PICK, .pick = ui->menu.selected});
    } else {
        ui_open(ui, e);
    }
}

/* A number that is not on the screen: the conversation tells which there are. */
static void send_digit(struct ui *ui, const struct key *key)
{
    if (key->cp == '0')
        ui_send(ui, &(struct input){.kind = INPUT_UNKNOWN});
    else
        ui_send(ui, &(struct input){.kind = INPUT_PICK, .pick = key->cp - '1'});
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    switch (cmd) {
    case CMD_EDIT:
        ui_words(ui, key);
        return true;
    case CMD_DIGIT:
        if (ui_pick_digit(&ui->menu, key))
            choose(ui);
        else if (ui->browse == BROWSE_NONE)
            send_digit(ui, key);
        return true;
    case CMD_ENTER:
        choose(ui);
        return true;
    case CMD_BACK:
        if (ui->browse == BROWSE_NONE)
            return false;
        ui_browse(ui, BROWSE_NONE);
        return true;
    default:
        menu_command(&ui->menu, cmd);
        return true;
    }
}

const struct screen screen_list = {place, enter, draw, command, NULL};
