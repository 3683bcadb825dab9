#include "tui/wordline.h"
#include "base/lang.h"
#include "text/kana_type.h"
#include "text/utf8.h"
#include "text/width.h"
#include "tui/screen.h"
#include <string.h>

/* The line that takes words, at home and in front of the other screens: romaji that become kana as
 * they are typed, the board of kana, and what the line may become. */

#define BOARD_LEAST 10 /* rows that the board and the suggestions want at least: 5 and 5 */
#define WIDE_BUTTONS 70

void wordline_init(struct wordline *w)
{
    memset(w, 0, sizeof(*w));
    menu_init(&w->menu);
}

void wordline_done(struct wordline *w)
{
    menu_done(&w->menu);
    suggestions_done(&w->found);
}

void wordline_forget(struct wordline *w)
{
    w->kana = w->kana_first;
    w->board = false;
    kanaboard_init(&w->keys);
    menu_begin(&w->menu);
    suggestions_done(&w->found);
}

static void replace_before(struct ui *ui, size_t bytes, const struct strbuf *by)
{
    const char *before = lineedit_text(ui->edit) + lineedit_point(ui->edit) - bytes;
    for (size_t n = utf8_length(before, bytes); n > 0; n--)
        lineedit_key(ui->edit, &(struct key){.code = KC_BACKSPACE});
    lineedit_insert(ui->edit, by->s, by->len);
}

static void type_romaji(struct ui *ui, uint32_t cp)
{
    struct strbuf s;
    strbuf_init(&s);
    size_t bytes = kana_type(&s, lineedit_text(ui->edit), lineedit_point(ui->edit), cp);
    replace_before(ui, bytes, &s);
    strbuf_wipe(&s);
    strbuf_done(&s);
}

void ui_line_settle(struct ui *ui)
{
    if (ui->line.kana)
        type_romaji(ui, 0);
}

void ui_line_key(struct ui *ui, const struct key *key)
{
    if (ui->line.kana && key->code == KC_CHAR) {
        type_romaji(ui, key->cp);
        return;
    }
    if (key->code != KC_BACKSPACE && key->code != KC_DELETE)
        ui_line_settle(ui);
    lineedit_key(ui->edit, key);
}

void ui_line_kana(struct ui *ui, bool kana)
{
    ui_line_settle(ui);
    ui->line.kana = kana;
}

static bool in_front(const struct ui *ui)
{
    return ui->over == &screen_say;
}

/* Home shows the suggestions in its menu; a line in front of a screen leaves that one's alone. */
static struct menu *offers(struct ui *ui)
{
    return in_front(ui) ? &ui->line.menu : &ui->menu;
}

static enum area offers_area(const struct ui *ui)
{
    return in_front(ui) ? AREA_OFFERS : AREA_MENU;
}

static struct suggestions *found(struct ui *ui)
{
    return in_front(ui) ? &ui->line.found : &ui->suggested;
}

/* What an answer in words is for: entries are no answers. */
static const struct question *open_question(const struct ui *ui)
{
    const struct dialogue *d = ui_dialogue(ui);
    return in_front(ui) && d->phase == PHASE_ASK ? d->step.question : NULL;
}

/* Few enough to be read at a glance, with an empty row between two. */
static size_t most_suggestions(const struct ui *ui)
{
    int rows = ui->canvas.rows, more = rows > 24 ? (rows - 24) / 2 : 0;
    return (size_t)(more < 10 ? 5 + more : 15);
}

void ui_suggest(struct ui *ui)
{
    const char *typed = lineedit_text(ui->edit);
    struct suggestions *suggested = found(ui);
    struct strbuf line;
    suggestions_done(suggested);
    menu_begin(offers(ui));
    if (!open_question(ui))
        session_suggest(ui->session, typed, strlen(typed), most_suggestions(ui), suggested);
    strbuf_init(&line);
    for (size_t i = 0; i < suggested->n; i++) {
        const struct suggestion *s = &suggested->v[i];
        strbuf_clear(&line);
        strbuf_puts(&line, s->entry->name.s);
        if (s->text != s->entry->name.s)
            strbuf_printf(&line, _("　「%s」"), s->text);
        menu_add(offers(ui), -1, line.s, NULL);
    }
    strbuf_done(&line);
    if (suggested->n > 0 && ui->area != offers_area(ui)) /* ↓ leads to the best one */
        offers(ui)->selected = offers(ui)->top = 0;
}

const struct entry *ui_suggested(struct ui *ui)
{
    size_t i = offers(ui)->selected;
    return i < found(ui)->n ? found(ui)->v[i].entry : NULL;
}

/* A button at the right end of the line's box, up to the column `end`. It is clicked as its key in
 * the help line is. Gives its left border. */
static int draw_button(struct ui *ui, struct rect box, int end, const char *label, enum command cmd)
{
    struct canvas *c = &ui->canvas;
    int width = (int)text_width(label, strlen(label), c->ambiguous), col = end - width - 3;
    struct rect r = {box.row, col, 3, width + 4};
    canvas_box(c, r, STYLE_RULE);
    canvas_puts(c, box.row, col, 1, STYLE_RULE, c->ambiguous == 2 ? "+" : "┬");
    canvas_puts(c, box.row + 2, col, 1, STYLE_RULE, c->ambiguous == 2 ? "+" : "┴");
    if (end < box.col + box.cols - 1) {
        canvas_puts(c, box.row, end, 1, STYLE_RULE, c->ambiguous == 2 ? "+" : "┬");
        canvas_puts(c, box.row + 2, end, 1, STYLE_RULE, c->ambiguous == 2 ? "+" : "┴");
    }
    canvas_puts(c, box.row + 1, col + 2, width, STYLE_KEY, label);
    r.cols--; /* the border on the right is the next one's */
    spots_add(&ui->spots, r, AREA_KEYS, (size_t)cmd);
    return col;
}

void ui_draw_line(struct ui *ui, struct rect r, bool focus)
{
    struct canvas *c = &ui->canvas;
    const char *board = r.cols < WIDE_BUTTONS ? _("五十音")
                        : ui->line.board      ? _("五十音をとじる")
                                              : _("五十音で入れる");
    canvas_box(c, (struct rect){r.row, r.col, 3, r.cols}, STYLE_RULE);
    int end = draw_button(ui, r, r.col + r.cols - 1, ui->line.kana ? "あ" : "A ", CMD_KANA);
    end = draw_button(ui, r, end, board, CMD_BOARD);
    spots_add(&ui->spots, (struct rect){r.row, r.col, 3, end - r.col}, AREA_INPUT, 0);
    struct lineedit_view v = lineedit_view(ui->edit, end - r.col - 3, c->ambiguous);
    canvas_text(c, r.row + 1, r.col + 2, end - r.col - 3, STYLE_INPUT,
                lineedit_text(ui->edit) + v.start, v.len);
    if (focus)
        canvas_cursor(c, r.row + 1, r.col + 2 + v.cursor);
}

static void draw_offers(struct ui *ui, struct rect r)
{
    struct menu *m = offers(ui);
    if (r.rows < 1)
        return;
    if (open_question(ui)) {
        paragraph_draw(&ui->canvas, r, STYLE_NOTE, open_question(ui)->ask.s);
        return;
    }
    if (m->n == 0) {
        canvas_puts(&ui->canvas, r.row, r.col, r.cols, STYLE_NOTE,
                    *lineedit_text(ui->edit) ? _("この文字に合う候補はありません。")
                                             : _("入れた文字に合う候補が、ここに出ます。"));
        return;
    }
    if (r.rows > 1) {
        canvas_puts(&ui->canvas, r.row, r.col, r.cols, STYLE_HEADING,
                    _("候補（Tab か、いちばん下で ↓ を押すと選べます）"));
        r.row++;
        r.rows--;
    }
    menu_draw(m, &ui->canvas, r, ui->area == offers_area(ui), false, &ui->spots, offers_area(ui));
}

void ui_draw_board(struct ui *ui, struct rect body)
{
    int end = body.row + body.rows;
    struct rect r = {body.row, body.col, 3, body.cols};
    ui_draw_line(ui, r, ui->area == AREA_INPUT);
    r.row += 3;
    int message = end - r.row - BOARD_LEAST;
    if (ui->message.len > 0 && message > 0 && !in_front(ui)) {
        r.rows = message;
        r.row += ui_draw_message(ui, r);
    }
    /* Five rows of keys, then suggestions, then larger keys. */
    int rows = end - r.row, least = BOARD_LEAST - BOARD_ROWS;
    r.rows = rows < BOARD_LEAST ? rows : rows - least;
    if (rows < BOARD_LEAST && ui->area == offers_area(ui)) /* an alarm stands above */
        r.rows = rows - 2;
    if (r.rows > 0)
        r.row += kanaboard_draw(&ui->line.keys, &ui->canvas, r, ui->area == AREA_BOARD, &ui->spots,
                                AREA_BOARD);
    if (end - r.row > least)
        r.row++;
    draw_offers(ui, (struct rect){r.row, r.col, end - r.row, r.cols});
}

void ui_board_toggle(struct ui *ui)
{
    ui_line_settle(ui);
    ui->line.board = !ui->line.board;
    ui->area = ui->line.board ? AREA_BOARD : AREA_INPUT;
    if (ui->line.board)
        kanaboard_init(&ui->line.keys);
}

/* The character in front of the cursor becomes another. */
static void change_last(struct ui *ui, uint32_t (*change)(uint32_t))
{
    const char *s = lineedit_text(ui->edit);
    size_t n = lineedit_point(ui->edit), at = n;
    uint32_t cp;
    char bytes[4];
    while (at > 0 && ((unsigned char)s[--at] & 0xc0) == 0x80)
        ;
    utf8_decode(s + at, n - at, &cp);
    if (n == 0 || change(cp) == cp)
        return;
    lineedit_key(ui->edit, &(struct key){.code = KC_BACKSPACE});
    lineedit_insert(ui->edit, bytes, utf8_encode(change(cp), bytes));
}

/* Gives whether the line is to be sent. */
static bool press_key(struct ui *ui)
{
    struct board_key key = kanaboard_focused(&ui->line.keys);
    ui_line_settle(ui);
    switch (key.act) {
    case BOARD_PUT:
        lineedit_insert(ui->edit, key.text, strlen(key.text));
        break;
    case BOARD_VOICED:
        change_last(ui, kana_voiced);
        break;
    case BOARD_SEMIVOICED:
        change_last(ui, kana_semivoiced);
        break;
    case BOARD_RESIZE:
        change_last(ui, kana_resized);
        break;
    case BOARD_ERASE:
        lineedit_key(ui->edit, &(struct key){.code = KC_BACKSPACE});
        break;
    case BOARD_CLEAR:
        lineedit_clear(ui->edit);
        break;
    case BOARD_TURN:
        kanaboard_turn(&ui->line.keys);
        break;
    case BOARD_CLOSE:
        ui_board_toggle(ui);
        break;
    case BOARD_ASK:
        return *lineedit_text(ui->edit) != '\0';
    case BOARD_NOTHING:
        break;
    }
    return false;
}

/* Among the suggestions below the board. */
static bool offers_command(struct ui *ui, enum command cmd)
{
    switch (cmd) {
    case CMD_ENTER:
        return false;
    case CMD_NEXT_AREA:
        ui->area = AREA_INPUT;
        return true;
    case CMD_UP:
        if (menu_command(offers(ui), cmd))
            return true;
        break;
    case CMD_BACK:
    case CMD_PREV_AREA:
        break;
    default:
        menu_command(offers(ui), cmd);
        return true;
    }
    ui->area = AREA_BOARD;
    return true;
}

static void leave_board(struct ui *ui, bool down)
{
    if (offers(ui)->n > 0)
        ui->area = offers_area(ui);
    else if (!down)
        ui->area = AREA_INPUT;
}

bool ui_board_command(struct ui *ui, enum command *cmd, const struct key *key)
{
    if (!ui->line.board)
        return false;
    if (*cmd == CMD_EDIT) { /* whoever types means the line; Backspace is good for both */
        bool typed = key->code == KC_CHAR || ui->area == AREA_INPUT;
        ui->area = typed ? AREA_INPUT : AREA_BOARD;
        ui_line_key(ui, key);
        return true;
    }
    ui_suggest(ui); /* keys may come faster than screens */
    if (ui->area == offers_area(ui))
        return offers_command(ui, *cmd);
    if (ui->area != AREA_BOARD) {
        if (*cmd == CMD_NEXT_AREA || *cmd == CMD_PREV_AREA)
            ui->area = AREA_BOARD;
        return ui->area == AREA_BOARD;
    }
    switch (*cmd) {
    case CMD_ENTER:
        if (!press_key(ui))
            return true;
        ui->area = AREA_INPUT;
        return false;
    case CMD_BACK:
        ui_board_toggle(ui);
        return true;
    case CMD_NEXT_AREA:
        leave_board(ui, false);
        return true;
    case CMD_PREV_AREA:
        ui->area = AREA_INPUT;
        return true;
    default:
        if (!kanaboard_move(&ui->line.keys, *cmd) && *cmd == CMD_DOWN)
            leave_board(ui, true);
        return true;
    }
}
