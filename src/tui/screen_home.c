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

/* What a life event is called, without the note behind it. */
static void add_event(struct ui *ui, const struct entry *e, int number, bool read)
{
    const char *note = strstr(e->name.s, "（");
    struct strbuf s;
    strbuf_init(&s);
    strbuf_add(&s, e->name.s, note && note > e->name.s ? (size_t)(note - e->name.s) : e->name.len);
    menu_add(&ui->menu, number, read ? ui_read(ui, s.s) : s.s, NULL);
    strbuf_done(&s);
}

/* What has readings. */
enum reads { READS_NOTHING, READS_HEADING, READS_EVENTS, READS_ALL };

/* Numbers are shown where they work. */
static void fill_read(struct ui *ui, enum reads reads)
{
    const struct knowledge *k = session_knowledge(ui->session);
    const struct entry *e;
    struct shelf shelf;
    menu_begin(&ui->more);
    ui->menu.clip = ui->more.clip = false;
    ui_suggest(ui);
    if (ui->suggested.n > 0 || ui->line.board)
        return;
    bool numbers = ui->area != AREA_INPUT || nothing_typed(ui);
    for (size_t i = 0; (e = event_at(ui, i)); i++)
        add_event(ui, e, numbers ? number_from(1, i) : -1, reads >= READS_EVENTS);
    int tens = number_next_tens(1, ui->menu.n);
    for (size_t i = 0; shelf_at(k, i, &shelf); i++)
        menu_add(&ui->more, numbers ? number_from(tens, i) : -1,
                 reads == READS_ALL ? ui_read(ui, shelf.name) : shelf.name, NULL);
}

static void fill_menus(struct ui *ui)
{
    fill_read(ui, READS_ALL);
}

static void enter(struct ui *ui)
{
    ui->line.board = ui->line.board && !nothing_typed(ui);
    fill_menus(ui);
    ui->area = ui->line.board ? AREA_BOARD : AREA_INPUT;
    if (ui->shelf == 0)
        return;
    ui->area = AREA_MORE;
    ui->more.selected = ui->shelf - 1;
    ui->shelf = ui->kana_row = 0;
}

/* A heading, and the menu below it; gives the rows used. */
static int draw_block(struct ui *ui, struct rect r, const char *heading, struct menu *m,
                      enum area area, bool grid)
{
    if (m->n == 0 || r.rows < 2)
        return 0;
    canvas_puts(&ui->canvas, r.row, r.col, r.cols, STYLE_HEADING, heading);
    r.row++;
    r.rows--;
    return 1 + menu_draw(m, &ui->canvas, r, ui->area == area, grid, &ui->spots, area);
}

/* Rows of a block that shows everything; 0 when it is empty. */
static int block_rows(struct menu *m, const struct canvas *c, int cols)
{
    return m->n > 0 ? 1 + menu_rows(m, c, cols, true) : 0;
}

/* Rows of both blocks, in fewer columns of whole names or, where these are too many rows, cut. */
static int blocks_rows(struct ui *ui, int cols, int most)
{
    int rows = 0;
    for (int clip = 0; clip < 2; clip++) {
        ui->menu.clip = ui->more.clip = clip;
        rows = block_rows(&ui->menu, &ui->canvas, cols) + block_rows(&ui->more, &ui->canvas, cols);
        if (rows <= most)
            break;
    }
    return rows;
}

static bool shows_all(struct ui *ui, struct rect body, const char *heading)
{
    if (ui->suggested.n > 0 || ui->line.board || ui->big)
        return true;
    int message = ui->looked ? 0 : paragraph_rows(&ui->canvas, body.cols, ui->message.s);
    int rest = body.rows + 1 - paragraph_rows(&ui->canvas, body.cols, heading) - 3 - message;
    return blocks_rows(ui, body.cols, rest) <= rest && !ui->menu.clip;
}

/* Fills the menus and gives the heading. Rather all the names than their readings; but a list that
 * scrolls anyway may be longer. */
static const char *fill_to_fit(struct ui *ui, struct rect body)
{
    static const enum reads tries[] = {READS_ALL, READS_EVENTS, READS_HEADING, READS_NOTHING,
                                       READS_EVENTS};
    const char *heading =
        _("何についてお調べですか？ ふだんの言葉で入れて、Enter を押してください。");
    const char *read = heading;
    if (!ui->readings)
        fill_read(ui, READS_NOTHING);
    for (size_t i = 0; ui->readings && i < sizeof(tries) / sizeof(*tries); i++) {
        ui->readings = session_readings(ui->session); /* a new page */
        read = tries[i] >= READS_HEADING ? ui_read(ui, heading) : heading;
        fill_read(ui, tries[i]);
        if (shows_all(ui, body, read))
            break;
    }
    return read;
}

static void draw_menus(struct ui *ui, struct rect r)
{
    enum { LEAST = 3 }; /* rows that the fields keep: a heading, one row, that there is more */
    if (ui->suggested.n > 0) {
        draw_block(ui, r, _("候補（↓ で選べます）"), &ui->menu, AREA_MENU, false);
        return;
    }
    int gap = blocks_rows(ui, r.cols, r.rows) < r.rows && ui->menu.n > 0;
    int fields = block_rows(&ui->more, &ui->canvas, r.cols);
    int rest = r.rows - gap - block_rows(&ui->menu, &ui->canvas, r.cols);
    int lower = fields <= rest ? fields : rest > LEAST ? rest : fields < LEAST ? fields : LEAST;
    struct rect upper = {r.row, r.col, r.rows - gap - lower, r.cols};
    int used = draw_block(ui, upper, _("出来事から選ぶ"), &ui->menu, AREA_MENU, true) + gap;
    draw_block(ui, (struct rect){r.row + used, r.col, r.rows - used, r.cols}, _("分野から選ぶ"),
               &ui->more, AREA_MORE, true);
}

/* What one can ask, in the foot of the line's box; below it where it is too long for that. */
static int draw_examples(struct ui *ui, struct rect box, int rows)
{
    struct canvas *c = &ui->canvas;
    struct effects e;
    effects_init(&e);
    int used = 0;
    const char *examples = say_examples(&e, session_knowledge(ui->session));
    const char *text = arena_printf(&e.arena, _("（たとえば %s）"), examples);
    if (*examples && paragraph_rows(c, box.cols - 4, text) == 1)
        canvas_puts(c, box.row + 2, box.col + 2, box.cols - 4, STYLE_NOTE, text);
    else if (*examples && paragraph_rows(c, box.cols, text) <= rows)
        used = paragraph_draw(c, (struct rect){box.row + 3, box.col, rows, box.cols}, STYLE_NOTE,
                              text);
    effects_done(&e);
    return used;
}

/* What can be found here at all, in one row. */
static void draw_summary(struct ui *ui, struct rect r)
{
    struct strbuf s;
    strbuf_init(&s);
    strbuf_puts(&s, _("案内できること："));
    shelf_summary(session_knowledge(ui->session), &s);
    canvas_puts(&ui->canvas, r.row, r.col, r.cols, STYLE_NOTE, s.s);
    strbuf_done(&s);
}

/* Below the question line: what the conversation says, else what one can ask and find. Gives its
 * rows; `spare` are there when the menus have theirs. Whoever has gone
 * down to the menus has read what was said: they keep their rows then. */
static int draw_answer(struct ui *ui, struct rect box, int end, int spare)
{
    enum { SAID = 6, MENUS = 6 };
    struct rect below = {box.row + 3, box.col, end - box.row - 3 - MENUS, box.cols};
    if (below.rows > SAID || ui->area == AREA_INPUT)
        below.rows = SAID;
    bool no_room = ui->looked && spare < 1; /* that one sees without being told */
    int used = no_room ? 0 : ui_draw_message(ui, below);
    if (used > 0 || ui->suggested.n > 0)
        return used;
    used = draw_examples(ui, box, spare - 1);
    if (used >= spare)
        return used;
    below.row += used;
    draw_summary(ui, below);
    return used + 1;
}

/* In a low window the empty row below the title is used as well. */
static struct rect whole_body(const struct ui *ui, struct rect body, int rows)
{
    bool more = rows > body.rows && ui->alarm.len == 0;
    return more ? (struct rect){body.row - 1, body.col, body.rows + 1, body.cols} : body;
}

/* Boxes to touch: there is room for one of the menus, which leads to the other. */
static void draw_big(struct ui *ui, struct rect body, const char *heading)
{
    struct canvas *c = &ui->canvas;
    int end = body.row + body.rows, row = body.row;
    row += paragraph_draw(c, (struct rect){row, body.col, 2, body.cols}, STYLE_HEADING, heading);
    struct rect box = {row, body.col, 3, body.cols};
    ui_draw_line(ui, box, ui->area == AREA_INPUT);
    row += 3 + draw_answer(ui, box, end, body.rows / 2 - 8);
    struct rect r = {row, body.col, end - row, body.cols};
    bool fields = ui->area == AREA_MORE || ui->menu.n == 0;
    if (ui->suggested.n == 0 && ui->menu.n > 0 && ui->more.n > 0) {
        ui->menu.aside = _("分野から選ぶ");
        ui->menu.aside_area = AREA_MORE;
        ui->more.aside = _("出来事から選ぶ");
        ui->more.aside_area = AREA_MENU;
    }
    if (fields && ui->suggested.n == 0)
        menu_draw(&ui->more, c, r, ui->area == AREA_MORE, true, &ui->spots, AREA_MORE);
    else
        menu_draw(&ui->menu, c, r, ui->area == AREA_MENU, true, &ui->spots, AREA_MENU);
}

/* Below what is urgent a low window has room for what has the focus only. */
static bool draw_focus_only(struct ui *ui, struct rect body)
{
    enum { ENOUGH = 11 };
    if (ui->area == AREA_INPUT || body.rows >= ENOUGH || ui->alarm.len == 0)
        return false;
    if (ui->area == AREA_MORE)
        draw_block(ui, body, _("分野から選ぶ"), &ui->more, AREA_MORE, true);
    else if (ui->suggested.n > 0)
        draw_block(ui, body, _("候補（↓ で選べます）"), &ui->menu, AREA_MENU, false);
    else
        draw_block(ui, body, _("出来事から選ぶ"), &ui->menu, AREA_MENU, true);
    return true;
}

static void draw(struct ui *ui, struct rect body)
{
    struct canvas *c = &ui->canvas;
    const char *heading = fill_to_fit(ui, body);
    if (ui->line.board) {
        ui_draw_board(ui, body);
        return;
    }
    if (draw_focus_only(ui, body))
        return;
    if (ui->big) {
        draw_big(ui, whole_body(ui, body, 24), heading);
        return;
    }
    int above = paragraph_rows(c, body.cols, heading) + 3;
    int menus = ui->suggested.n > 0 ? 0 : blocks_rows(ui, body.cols, body.rows - above);
    body = whole_body(ui, body, above + 1 + menus);
    int end = body.row + body.rows, row = body.row;
    row += paragraph_draw(c, (struct rect){row, body.col, 3, body.cols}, STYLE_HEADING, heading);
    struct rect box = {row, body.col, 3, body.cols};
    ui_draw_line(ui, box, ui->area == AREA_INPUT);
    int said = draw_answer(ui, box, end, body.rows - above - menus);
    row += 3 + said;
    if (end - row > menus + 1 || ui->suggested.n > 0)
        row++;
    draw_menus(ui, (struct rect){row, body.col, end - row, body.cols});
}

static void ask(struct ui *ui)
{
    if (nothing_typed(ui))
        return;
    ui_line_settle(ui);
    const char *text = lineedit_text(ui->edit);
    if (strstr(text, "つづきのコード") || strstr(text, "続きのコード")) {
        ui_show_over(ui, &screen_resume);
        return;
    }
    bool code = resume_looks_meant(text, strlen(text));
    ui_send_words(ui, text);
    if (!code || ui->screen != &screen_home) /* a code with a slip in it stays to be mended */
        lineedit_clear(ui->edit);
    if (ui->line.board && ui->screen == &screen_home)
        ui->area = AREA_BOARD;
}

static void choose(struct ui *ui)
{
    if (ui->area == AREA_INPUT) {
        ask(ui);
    } else if (ui->area == AREA_MENU) {
        const struct entry *e =
            ui->suggested.n > 0 ? ui_suggested(ui) : event_at(ui, ui->menu.selected);
        if (e)
            ui_open(ui, e);
    } else if (ui->more.n > 0) {
        ui->shelf = ui->more.selected + 1;
        ui->kana_row = 0;
        ui_browse(ui, BROWSE_SHELF);
    }
}

static void type(struct ui *ui, const struct key *key)
{
    ui->area = AREA_INPUT;
    ui_line_key(ui, key);
}

/* What is the number of nothing is text: 75歳になった */
static void digit(struct ui *ui, const struct key *key)
{
    struct menu *found;
    enum pick pick = ui_pick_digit(ui, &ui->menu, &ui->more, key, &found);
    if (pick == PICK_NONE) {
        ui_spill_digits(ui);
        return;
    }
    ui->area = found == &ui->more ? AREA_MORE : AREA_MENU;
    if (pick == PICK_ITEM)
        choose(ui);
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
