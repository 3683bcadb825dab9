#include "base/lang.h"
#include "text/width.h"
#include "tui/screen.h"
#include "tui/targets.h"
#include <string.h>

/* Lines that are longer are hard to read, however wide the window is. */
#define TEXT_COLS 92

int ui_draw_message(struct ui *ui, struct rect r)
{
    return paragraph_draw(&ui->canvas, r, STYLE_MESSAGE, ui_message(ui));
}

void ui_draw_input(struct ui *ui, struct rect r, bool focus)
{
    struct canvas *c = &ui->canvas;
    struct lineedit_view v = lineedit_view(ui->edit, r.cols - 4, c->ambiguous);
    canvas_box(c, (struct rect){r.row, r.col, 3, r.cols}, STYLE_RULE);
    canvas_text(c, r.row + 1, r.col + 2, r.cols - 4, STYLE_INPUT, lineedit_text(ui->edit) + v.start,
                v.len);
    spots_add(&ui->spots, (struct rect){r.row, r.col, 3, r.cols}, AREA_INPUT, 0);
    if (focus)
        canvas_cursor(c, r.row + 1, r.col + 2 + v.cursor);
}

struct plain ui_plain(const struct ui *ui, struct rect body)
{
    int cols = body.cols - (ui->big ? TEXTVIEW_SIDE : 0);
    return (struct plain){.knowledge = session_knowledge(ui->session),
                          .cols = (size_t)(cols < TEXT_COLS ? cols : TEXT_COLS),
                          .ambiguous = ui->canvas.ambiguous,
                          .today = ui_dialogue(ui)->today,
                          .readings = ui->readings};
}

void ui_start_reading(struct ui *ui, const void *subject)
{
    ui->area = AREA_TEXT;
    if (ui->read == subject)
        return;
    ui->read = subject;
    ui->view.line = 0;
}

/* A message that is too long to stand below is read first. */
static void message_into_text(struct ui *ui, struct rect body)
{
    struct plain p = ui_plain(ui, body);
    struct strbuf text;
    strbuf_init(&text);
    text_wrap(&text, ui_message(ui), strlen(ui_message(ui)), p.cols, "", "", p.ambiguous);
    strbuf_putc(&text, '\n');
    strbuf_add(&text, ui->view.text.s, ui->view.text.len);
    strbuf_wipe(&ui->view.text);
    strbuf_add(&ui->view.text, text.s, text.len);
    strbuf_wipe(&text);
    strbuf_done(&text);
}

/* The rows of the actions below a text, which keeps some for itself however little there is (what
 * is urgent stands above): boxes to touch become lines then. */
static int action_rows(struct ui *ui, struct rect body)
{
    int most = body.rows - 1 - (ui->big ? TARGET_ROWS : 2);
    int rows = menu_rows(&ui->more, &ui->canvas, body.cols, true);
    if (rows > most && most < 2 * TARGET_ROWS) {
        ui->more.big = false;
        rows = menu_rows(&ui->more, &ui->canvas, body.cols, true);
    }
    return rows <= most ? rows : most > 1 ? most : 1;
}

void ui_draw_reading(struct ui *ui, struct rect body)
{
    struct canvas *c = &ui->canvas;
    int message = paragraph_rows(c, body.cols, ui_message(ui));
    int actions = action_rows(ui, body);
    int least = ui->big ? 2 * TARGET_ROWS : 0; /* the boxes that turn the text's pages */
    if (message > body.rows / 3 || body.rows - message - actions - 1 < least) {
        message_into_text(ui, body);
        message = 0;
        if (ui->said)
            ui->view.line = 0;
    }
    ui->said = false;
    struct rect below = {0, body.col, message + actions, body.cols};
    below.row = body.row + body.rows - below.rows;
    int text_rows = body.rows - below.rows - (below.rows > 0 ? 1 : 0);
    textview_draw(&ui->view, c, (struct rect){body.row, body.col, text_rows, body.cols},
                  ui->area == AREA_TEXT);
    if (below.rows > 0)
        canvas_hline(c, below.row - 1, body.col, body.cols, STYLE_RULE);
    ui_draw_message(ui, (struct rect){below.row, body.col, message, body.cols});
    menu_draw(&ui->more, c, (struct rect){below.row + message, body.col, actions, body.cols},
              ui->area == AREA_MORE, true, &ui->spots, AREA_MORE);
    ui->more.big = ui->big;
}

static bool leave_text(struct ui *ui)
{
    if (ui->more.n > 0)
        ui->area = AREA_MORE;
    else
        ui->view.line = 0;
    return true;
}

static bool text_command(struct ui *ui, enum command cmd)
{
    if (textview_command(&ui->view, cmd))
        return true;
    switch (cmd) {
    case CMD_DOWN:
        if (ui->more.n > 0)
            ui->area = AREA_MORE;
        return true;
    case CMD_NEXT_AREA:
        return textview_next_section(&ui->view) || leave_text(ui);
    case CMD_PREV_AREA:
        return leave_text(ui);
    default:
        return false;
    }
}

static bool actions_command(struct ui *ui, enum command cmd)
{
    bool pages = cmd == CMD_PAGE_UP || cmd == CMD_PAGE_DOWN || cmd == CMD_FIRST || cmd == CMD_LAST;
    if (!pages && menu_command(&ui->more, cmd))
        return true;
    /* Nothing is below: it must be the rest of the text that is meant. */
    if (pages || (cmd == CMD_DOWN && ui->view.line + 1 < ui->view.nlines)) {
        ui->area = AREA_TEXT;
        return textview_command(&ui->view, cmd);
    }
    if (cmd == CMD_NEXT_AREA)
        ui->view.line = 0;
    if (cmd == CMD_UP || cmd == CMD_PREV_AREA || cmd == CMD_NEXT_AREA)
        ui->area = AREA_TEXT;
    return ui->area == AREA_TEXT;
}

bool ui_reading_command(struct ui *ui, enum command cmd)
{
    return ui->area == AREA_TEXT ? text_command(ui, cmd) : actions_command(ui, cmd);
}

bool ui_over_command(struct ui *ui, enum command cmd, const struct key *key)
{
    bool digit = key->cp >= '0' && key->cp <= '9';
    if (cmd == CMD_BACK || cmd == CMD_ENTER) {
        ui_close_over(ui);
    } else if (cmd == CMD_EDIT && !digit) { /* whoever types has read enough */
        ui->over = ui->under = NULL;
        ui->screen->command(ui, cmd, key);
    } else {
        textview_command(&ui->over_view, cmd);
    }
    return true;
}

ui_action ui_fill(struct ui *ui, struct menu *m, const struct ui_choice *v, size_t nchoices,
                  size_t n)
{
    ui_action nth = NULL;
    menu_begin(m);
    for (size_t i = 0; i < nchoices; i++) {
        if (!v[i].there)
            continue;
        if (m->n == n)
            nth = v[i].run;
        menu_add(m, -1, ui_read_roomy(ui, v[i].label), NULL);
    }
    menu_number(m);
    return nth;
}

const struct strs *ui_related(const struct ui *ui)
{
    const struct dialogue *d = ui_dialogue(ui);
    if (d->phase == PHASE_CHECKLIST)
        return &d->checklist->next;
    return &d->entry->next;
}

static void vote(struct ui *ui, bool clear)
{
    ui_say(ui, session_vote(ui->session, clear));
    ui->said = true;
    ui->more.selected = 0;
    ui->area = AREA_TEXT; /* there may be no other action */
}

static void vote_clear(struct ui *ui)
{
    vote(ui, true);
}

static void vote_unclear(struct ui *ui)
{
    vote(ui, false);
}

void ui_votes(const struct ui *ui, struct ui_choice out[static UI_VOTES])
{
    const struct dialogue *d = ui_dialogue(ui);
    /* A sheet that leads to questions leaves boxes no room: their end will ask. */
    bool room = !ui->big || d->phase == PHASE_CHECKLIST || d->entry->tree.nodes.n == 0;
    bool there = session_can_vote(ui->session) && room;
    out[0] = (struct ui_choice){there, _("分かりました"), vote_clear};
    out[1] = (struct ui_choice){there, _("まだ分かりません"), vote_unclear};
}
