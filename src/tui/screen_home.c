#include "base/lang.h"
#include "dialogue/say.h"
#include "guide/resume.h"
#include "tui/screen.h"
#include <string.h>

/* The question line; below it the life events (ui->menu) and the fields (ui->more), or in their
 * place what the line may become (ui->suggested, shown in ui->menu). */

static bool nothing_typed(const struct ui *ui)
{
    return *lineedit_text(ui->edit) == '\0';
}

static enum place place(const struct ui *ui)
{
    if (ui->area == AREA_BOARD)
        return PLACE_BOARD;
    if (ui->area != AREA_INPUT)
        return ui->suggested.n > 0 ? PLACE_SUGGEST : PLACE_MENU;
    return nothing_typed(ui) && !ui->line.board ? PLACE_INPUT : PLACE_TYPED;
}

/* The n-th life event, or NULL. */
static const struct entry *event_at(const struct ui *ui, size_t n)
{
    const struct knowledge *k = session_knowledge(ui->session);
    for (size_t i = 0; i < k->entries.n; i++)
        if (knowledge_kind(k, i) == ENTRY_EVENT && n-- == 0)
            return knowledge_at(k, i);
    return NULL;
}

/* Numbers are shown where they work. */
static void fill_menus(struct ui *ui)
{
    const struct knowledge *k = session_knowledge(ui->session);
    const struct entry *e;
    menu_begin(&ui->more);
    ui_suggest(ui);
    if (ui->suggested.n > 0 || ui->line.board)
        return;
    for (size_t i = 0; (e = event_at(ui, i)); i++)
        menu_add(&ui->menu, -1, e->name.s, NULL);
    for (size_t i = 0; i < k->fields.n; i++)
        menu_add(&ui->more, -1, k->fields.v[i].s, NULL);
    if (ui->area == AREA_MORE)
        menu_number(&ui->more);
    else if (nothing_typed(ui))
        menu_number(&ui->menu);
}

static void enter(struct ui *ui)
{
    ui->line.board = ui->line.board && !nothing_typed(ui);
    fill_menus(ui);
    ui->area = ui->line.board ? AREA_BOARD : AREA_INPUT;
    if (!ui->field)
        return;
    const struct strs *fields = &session_knowledge(ui->session)->fields;
    ui->area = AREA_MORE;
    ui->more.selected = (size_t)(ui->field - fields->v);
    ui->field = NULL;
    ui->subject = NULL;
}

/* Gives the rows used, with an empty one below. */
static int draw_block(struct ui *ui, struct rect r, const char *heading, struct menu *m,
                      enum area area, bool grid)
{
    if (m->n == 0 || r.rows < 2)
        return 0;
    canvas_puts(&ui->canvas, r.row, r.col, r.cols, STYLE_HEADING, heading);
    r.row++;
    r.rows--;
    return 2 + menu_draw(m, &ui->canvas, r, ui->area == area, grid, &ui->spots, area);
}

static void draw_menus(struct ui *ui, struct rect r)
{
    if (ui->suggested.n > 0) {
        draw_block(ui, r, _("候補（↓ で選べます）"), &ui->menu, AREA_MENU, false);
        return;
    }
    int events = menu_rows(&ui->menu, &ui->canvas, r.cols, true);
    int fields = menu_rows(&ui->more, &ui->canvas, r.cols, true);
    int most = r.rows - (events > 0 && fields > 0 ? 3 : 1); /* headings, an empty row between */
    /* When not all fits, the fields give way, but for one row; that scrolls. */
    if (fields > most - events)
        fields = most - events > 1 ? most - events : fields > 0;
    struct rect upper = {r.row, r.col, r.rows - (fields > 0 ? fields + 2 : 0), r.cols};
    int used = draw_block(ui, upper, _("出来事から選ぶ"), &ui->menu, AREA_MENU, true);
    struct rect lower = {r.row + used, r.col, r.rows - used, r.cols};
    draw_block(ui, lower, _("分野から選ぶ（0 を押してから番号）"), &ui->more, AREA_MORE, true);
}

/* Below the question line: what the conversation says, else what one can ask. Gives its rows. */
static int draw_answer(struct ui *ui, struct rect r)
{
    int used = ui_draw_message(ui, r);
    if (used > 0 || ui->suggested.n > 0 || ui->canvas.rows < 22)
        return used;
    struct effects e;
    effects_init(&e);
    const char *examples = say_examples(&e, session_knowledge(ui->session));
    if (*examples)
        used = paragraph_draw(&ui->canvas, r, STYLE_NOTE,
                              arena_printf(&e.arena, _("（たとえば %s）"), examples));
    effects_done(&e);
    return used;
}

static void draw(struct ui *ui, struct rect body)
{
    int end = body.row + body.rows, row = body.row;
    fill_menus(ui);
    if (ui->line.board) {
        ui_draw_board(ui, body);
        return;
    }
    row += paragraph_draw(
        &ui->canvas, (struct rect){row, body.col, 3, body.cols}, STYLE_HEADING,
        _("何についてお調べですか？ ふだんの言葉で入れて、Enter を押してください。"));
    ui_draw_line(ui, (struct rect){row, body.col, 3, body.cols}, ui->area == AREA_INPUT);
    row += 3;
    int said = draw_answer(ui, (struct rect){row, body.col, 6, body.cols});
    row += said + (said > 0 && end - row < 10 ? 0 : 1);
    draw_menus(ui, (struct rect){row, body.col, end - row, body.cols});
}

static void ask(struct ui *ui)
{
    if (nothing_typed(ui))
        return;
    ui_line_settle(ui);
    const char *text = lineedit_text(ui->edit);
    bool code = resume_looks_meant(text, strlen(text));
    ui_send_words(ui, text);
    if (!code || ui->screen != &screen_home) /* a code with a slip in it stays to be mended */
        lineedit_clear(ui->edit);
    if (ui->line.board && ui->screen == &screen_home)
        ui->area = AREA_BOARD;
}

static void choose(struct ui *ui)
{
    const struct knowledge *k = session_knowledge(ui->session);
    if (ui->area == AREA_INPUT) {
        ask(ui);
    } else if (ui->area == AREA_MENU) {
        const struct entry *e =
            ui->suggested.n > 0 ? ui_suggested(ui) : event_at(ui, ui->menu.selected);
        if (e)
            ui_open(ui, e);
    } else if (ui->more.selected < k->fields.n) {
        ui->field = &k->fields.v[ui->more.selected];
        ui_browse(ui, BROWSE_FIELD);
    }
}

static void type(struct ui *ui, const struct key *key)
{
    ui->area = AREA_INPUT;
    ui_line_key(ui, key);
}

/* 0 leads to the fields, where the digits then count. */
static void digit(struct ui *ui, const struct key *key)
{
    if (key->cp == '0' && ui->more.n > 0) {
        ui->area = AREA_MORE;
        return;
    }
    bool line = ui->area == AREA_INPUT;
    if (line)
        ui->area = AREA_MENU;
    if (ui_pick_digit(ui->area == AREA_MORE ? &ui->more : &ui->menu, key))
        choose(ui);
    else if (line) /* 75歳になった */
        type(ui, key);
    else if (ui->area == AREA_MENU && ui->menu.n == 0)
        ui->area = AREA_INPUT;
}

static bool is_empty(const struct ui *ui, enum area area)
{
    return (area == AREA_MENU && ui->menu.n == 0) || (area == AREA_MORE && ui->more.n == 0);
}

static void turn(struct ui *ui, int step)
{
    do
        ui->area = (enum area)(((int)ui->area + step + 3) % 3);
    while (is_empty(ui, ui->area));
}

static bool move(struct ui *ui, enum command cmd)
{
    struct menu *m = ui->area == AREA_MENU ? &ui->menu : &ui->more;
    if (ui->area == AREA_INPUT || menu_command(m, cmd))
        return ui->area != AREA_INPUT;
    if (cmd == CMD_DOWN && ui->area == AREA_MENU && ui->more.n > 0)
        ui->area = AREA_MORE;
    else if (cmd == CMD_UP)
        turn(ui, -1);
    return true;
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    if (cmd != CMD_EDIT)
        fill_menus(ui); /* keys may come faster than screens */
    if (ui_board_command(ui, &cmd, key))
        return true;
    switch (cmd) {
    case CMD_EDIT:
        type(ui, key);
        return true;
    case CMD_DIGIT:
        digit(ui, key);
        return true;
    case CMD_ENTER:
        choose(ui);
        return true;
    case CMD_NEXT_AREA:
        turn(ui, 1);
        return true;
    case CMD_PREV_AREA:
        turn(ui, -1);
        return true;
    case CMD_BACK:
        if (ui->area == AREA_INPUT) {
            lineedit_clear(ui->edit);
            strbuf_wipe(&ui->message);
        }
        ui->area = AREA_INPUT;
        return true;
    default:
        return move(ui, cmd);
    }
}

const struct screen screen_home = {place, enter, draw, command, NULL};
