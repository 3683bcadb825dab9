#include "base/lang.h"
#include "base/xalloc.h"
#include "tui/screen.h"
#include <stdlib.h>
#include <string.h>

/* Entries to choose from: what a search found, a field, what follows; and the answers that may be
 * changed. All in ui->menu. */

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_LIST;
}

/* Of a shelf that is too long for numbers of two digits, the rows of kana are chosen first. */
static bool shows_rows(const struct ui *ui, const struct shelf *shelf)
{
    const struct knowledge *k = session_knowledge(ui->session);
    return ui->browse == BROWSE_SHELF && ui->kana_row == 0 &&
           shelf_entries(k, shelf, 0, NULL) > NUMBER_TWO_DIGITS;
}

static struct shelf shelf_of(const struct ui *ui)
{
    struct shelf shelf = {.name = ""};
    if (ui->browse == BROWSE_SHELF)
        shelf_at(session_knowledge(ui->session), ui->shelf - 1, &shelf);
    return shelf;
}

/* The entries of the list, in order; n of them. Caller frees. */
static const struct entry **list_entries(const struct ui *ui, size_t *n)
{
    const struct dialogue *d = ui_dialogue(ui);
    const struct knowledge *k = session_knowledge(ui->session);
    const struct strs *ids = ui->browse == BROWSE_RELATED ? ui_related(ui) : NULL;
    const struct shelf shelf = shelf_of(ui);
    *n = ids                          ? ids->n
         : ui->browse == BROWSE_SHELF ? shelf_entries(k, &shelf, ui->kana_row, NULL)
         : ui->browse == BROWSE_NONE  ? d->candidates.n
                                      : 0;
    const struct entry **v = xreallocarray(NULL, *n + 1, sizeof(*v));
    if (ui->browse == BROWSE_SHELF)
        shelf_entries(k, &shelf, ui->kana_row, v);
    for (size_t i = 0; i < *n && ids; i++)
        v[i] = knowledge_entry(k, ids->v[i].s);
    for (size_t i = 0; i < *n && ui->browse == BROWSE_NONE; i++)
        v[i] = d->candidates.v[i].entry;
    return v;
}

/* The n-th entry of the list, or NULL. */
static const struct entry *entry_at(const struct ui *ui, size_t i)
{
    size_t n;
    const struct entry **v = list_entries(ui, &n), *e = i < n ? v[i] : NULL;
    free(v);
    return e;
}

static void fill_rows(struct ui *ui, const struct shelf *shelf)
{
    struct strbuf s;
    strbuf_init(&s);
    for (size_t row = 1; row <= KANA_ROWS; row++) {
        size_t n = shelf_entries(session_knowledge(ui->session), shelf, row, NULL);
        strbuf_clear(&s);
        strbuf_printf(&s, _("%s　%zu件"), kana_row_name(row), n);
        if (n > 0) /* the row keeps its number when others are empty */
            menu_add(&ui->menu, (int)row, s.s, NULL);
    }
    strbuf_done(&s);
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
        menu_add(&ui->menu, -1, ui_read(ui, s.s), NULL);
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
    if (ui->browse == BROWSE_SHELF) /* the heading says which */
        strbuf_puts(&s, e->name.s);
    else
        plain_hit(e, ui_dialogue(ui)->today, &s);
    const char *name = ui_read(ui, s.s);
    menu_add(&ui->menu, -1, name, gist.len > 0 ? ui_read(ui, gist.s) : NULL);
    strbuf_done(&s);
    strbuf_done(&gist);
}

/* Nothing was found and only life events are offered: there is nothing else to offer instead. */
static bool is_last_resort(const struct dialogue *d)
{
    return d->candidates.confidence == CONFIDENCE_UNKNOWN && d->nearest == 0;
}

static void fill_entries(struct ui *ui)
{
    size_t n;
    const struct entry **v = list_entries(ui, &n);
    for (size_t i = 0; i < n; i++)
        if (v[i])
            add_entry(ui, v[i]);
    free(v);
    menu_number(&ui->menu);
}

static void fill(struct ui *ui)
{
    const struct shelf shelf = shelf_of(ui);
    menu_begin(&ui->menu);
    if (ui->browse == BROWSE_ANSWERS) {
        fill_answers(ui);
        menu_number(&ui->menu);
    } else if (shows_rows(ui, &shelf)) {
        fill_rows(ui, &shelf);
    } else {
        fill_entries(ui);
    }
    if (ui->browse == BROWSE_NONE && ui->menu.n > 0 && !is_last_resort(ui_dialogue(ui)))
        menu_add(&ui->menu, 0, _("この中にはない"), NULL);
}

static void select_last(struct ui *ui)
{
    size_t n;
    const struct entry **v = list_entries(ui, &n);
    for (size_t i = 0; ui->last && i < n; i++)
        if (v[i] == ui->last)
            ui->menu.selected = i;
    free(v);
}

static void enter(struct ui *ui)
{
    const struct shelf shelf = shelf_of(ui);
    fill(ui);
    ui->area = AREA_MENU;
    if (ui->browse != BROWSE_ANSWERS && !shows_rows(ui, &shelf))
        select_last(ui);
}

/* Written to out where it is put together. */
static const char *heading(const struct ui *ui, struct strbuf *out)
{
    const struct shelf shelf = shelf_of(ui);
    switch (ui->browse) {
    case BROWSE_SHELF:
        strbuf_puts(out, shelf.name);
        if (ui->kana_row > 0)
            strbuf_printf(out, "　%s", kana_row_name(ui->kana_row));
        return out->s;
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
    struct strbuf above;
    strbuf_init(&above);
    const char *lead = ui_read(ui, heading(ui, &above));
    fill(ui);
    struct rect r = {body.row, body.col, body.rows, body.cols};
    int used = paragraph_draw(c, (struct rect){r.row, r.col, 4, r.cols}, STYLE_HEADING, lead) + 1;
    strbuf_done(&above);
    int message = paragraph_rows(c, r.cols, ui_message(ui));
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
    const struct shelf shelf = shelf_of(ui);
    if (shows_rows(ui, &shelf)) {
        ui->kana_row = (size_t)ui->menu.v[ui->menu.selected].number;
        ui_browse(ui, BROWSE_SHELF);
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

/* A number that is not on the screen: the conversation tells which of its candidates there are. */
static void no_number(struct ui *ui, const struct key *key)
{
    if (ui->browse != BROWSE_NONE)
        ui_no_number(ui);
    else if (key->cp == '0')
        ui_send(ui, &(struct input){.kind = INPUT_UNKNOWN});
    else
        ui_send(ui, &(struct input){.kind = INPUT_PICK, .pick = key->cp - '1'});
}

static bool back(struct ui *ui)
{
    if (ui->browse == BROWSE_NONE)
        return false;
    if (ui->browse != BROWSE_SHELF || ui->kana_row == 0) {
        ui_browse(ui, BROWSE_NONE);
        return true;
    }
    size_t row = ui->kana_row;
    ui->kana_row = 0;
    ui_browse(ui, BROWSE_SHELF);
    while (ui->menu.selected + 1 < ui->menu.n && ui->menu.v[ui->menu.selected].number < (int)row)
        ui->menu.selected++;
    return true;
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    enum pick pick;
    switch (cmd) {
    case CMD_EDIT:
        ui_words(ui, key);
        return true;
    case CMD_DIGIT:
        pick = ui_pick_digit(ui, &ui->menu, NULL, key, NULL);
        if (pick == PICK_ITEM)
            choose(ui);
        else if (pick == PICK_NONE)
            no_number(ui, key);
        return true;
    case CMD_ENTER:
        choose(ui);
        return true;
    case CMD_BACK:
        return back(ui);
    default:
        menu_command(&ui->menu, cmd);
        return true;
    }
}

const struct screen screen_list = {place, enter, draw, command, NULL};
