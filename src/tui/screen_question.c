#include "base/lang.h"
#include "dialogue/words.h"
#include "text/width.h"
#include "tui/screen.h"
#include "tui/targets.h"
#include <string.h>

/* One question. Answers are in ui->menu; a date or a number is typed into ui->edit, and the menu
 * holds わからない alone. */

static const struct question *question(const struct ui *ui)
{
    return ui_dialogue(ui)->step.question;
}

static bool is_typed(const struct question *q)
{
    return q->kind == Q_DATE || q->kind == Q_NUMBER;
}

static enum place place(const struct ui *ui)
{
    if (ui->area == AREA_INPUT)
        return PLACE_VALUE;
    return question(ui)->kind == Q_MULTI ? PLACE_MULTI : PLACE_CHOICE;
}

static void fill_marked(struct ui *ui, const struct question *q)
{
    struct strbuf s;
    strbuf_init(&s);
    for (size_t i = 0; i < q->answers.n; i++) {
        bool on = ui->chosen >> i & 1;
        strbuf_wipe(&s);
        strbuf_printf(&s, on ? _("■ %s（選びました）") : "□ %s", q->answers.v[i].label.s);
        menu_add(&ui->menu, -1, ui_read(ui, s.s), NULL);
    }
    menu_add(&ui->menu, -1, _("これで決める"), NULL);
    strbuf_wipe(&s);
    strbuf_done(&s);
}

static void fill(struct ui *ui)
{
    const struct question *q = question(ui);
    menu_begin(&ui->menu);
    if (q->kind == Q_MULTI)
        fill_marked(ui, q);
    else if (!is_typed(q))
        for (size_t i = 0; i < q->answers.n; i++)
            menu_add(&ui->menu, -1, ui_read(ui, q->answers.v[i].label.s), NULL);
    menu_number(&ui->menu);
    /* While a date is typed, 0 is a digit of it. */
    menu_add(&ui->menu, ui->area == AREA_INPUT ? -1 : 0, _("わからない"), NULL);
}

/* What was answered before is selected again. */
static void enter(struct ui *ui)
{
    const struct question *q = question(ui);
    const struct fact *fact = facts_get(&ui_dialogue(ui)->facts, q->id.s);
    ui->area = is_typed(q) ? AREA_INPUT : AREA_MENU;
    ui->chosen = 0;
    lineedit_clear(ui->edit);
    fill(ui);
    if (!fact || is_typed(q))
        return;
    if (fact->unknown)
        ui->menu.selected = ui->menu.n - 1;
    else if (q->kind == Q_MULTI)
        ui->chosen = fact->answers;
    else
        for (size_t i = 0; i < q->answers.n; i++)
            if (fact->answers >> i & 1)
                ui->menu.selected = i;
}

/* "質問：答え" of the last answers, as many as stand in `rows` rows. */
static void join_path(struct ui *ui, int cols, int rows, struct strbuf *out)
{
    const struct dialogue *d = ui_dialogue(ui);
    struct guide_path path;
    struct strbuf longer;
    strbuf_init(&longer);
    guide_path(&d->guide, &d->facts, &path);
    for (size_t i = path.n; i-- > 0;) {
        if (path.v[i]->question == d->step.question)
            continue;
        strbuf_wipe(&longer);
        strbuf_printf(&longer, "%s：", question_name(path.v[i]->question));
        fact_text(path.v[i], &longer);
        strbuf_puts(&longer, out->len > 0 ? "　／　" : "");
        strbuf_puts(&longer, out->s);
        if (paragraph_rows(&ui->canvas, cols, longer.s) > rows)
            break;
        strbuf_wipe(out);
        strbuf_add(out, longer.s, longer.len);
    }
    guide_path_done(&path);
    strbuf_wipe(&longer);
    strbuf_done(&longer);
}

static int draw_path(struct ui *ui, struct rect body)
{
    struct strbuf s;
    strbuf_init(&s);
    join_path(ui, body.cols, 2, &s);
    int used = 0;
    if (s.len > 0) {
        canvas_puts(&ui->canvas, body.row++, body.col, body.cols, STYLE_NOTE,
                    _("これまでの答え（直すときは F3）"));
        used = 2 + paragraph_draw(&ui->canvas, body, STYLE_NOTE, s.s);
        struct rect place = {body.row - 1, body.col, used - 1, body.cols};
        if (!ui->big) /* there F3 is a box */
            spots_add(&ui->spots, place, AREA_KEYS, CMD_CHANGE);
    }
    strbuf_wipe(&s);
    strbuf_done(&s);
    return used;
}

/* What stands above the answers; gives its rows. In a low window it gives way: first the earlier
 * answers, then what is long. */
enum { PATH_ROWS = 4, ANSWER_ROWS = 6, INPUT_ROWS = 8 };
/* Boxes to touch: one row of answers, and that of わからない. */
enum { BIG_ROWS = 2 * TARGET_ROWS };

static int message_rows(struct ui *ui, int cols)
{
    int rows = paragraph_rows(&ui->canvas, cols, ui_message(ui));
    return rows > 0 ? rows + 1 : 0;
}

static int draw_question(struct ui *ui, struct rect body)
{
    struct canvas *c = &ui->canvas;
    const struct question *q = question(ui);
    int answers = (is_typed(q) ? INPUT_ROWS : ANSWER_ROWS) + (ui->big ? 1 : 0);
    int most = body.rows - (ui->big ? BIG_ROWS + 1 : ANSWER_ROWS), row = body.row;
    int below = answers + message_rows(ui, body.cols);
    struct strbuf why;
    strbuf_init(&why);
    if (q->why.len > 0)
        strbuf_printf(&why, _("（%s）"), q->why.s);
    if (q->kind == Q_MULTI)
        strbuf_printf(&why, "%s%s", why.len > 0 ? "\n" : "",
                      _("あてはまるものを、いくつでも選んでください。"));
    const char *question_text = ui_read(ui, q->ask.s), *why_text = ui_read(ui, why.s);
    int ask = paragraph_rows(c, body.cols, question_text);
    int notes = paragraph_rows(c, body.cols, why_text);
    if (PATH_ROWS + ask + notes + 1 + below <= body.rows)
        row += draw_path(ui, body);
    ask = ask < most ? ask : most;
    row += paragraph_draw(c, (struct rect){row, body.col, ask, body.cols}, STYLE_HEADING,
                          question_text);
    notes = notes < most - ask ? notes : most - ask;
    row += paragraph_draw(c, (struct rect){row, body.col, notes, body.cols}, STYLE_NOTE, why_text);
    strbuf_done(&why);
    return row + 1 - body.row;
}

/* What was said, and how to answer where there is room for that; gives the rows used. */
static int draw_notes(struct ui *ui, struct rect r)
{
    struct canvas *c = &ui->canvas;
    /* わからない, and an empty row */
    int most = r.rows - (!ui->big ? 2 : is_typed(question(ui)) ? TARGET_ROWS : BIG_ROWS);
    /* The answers below scroll where they must; what is said is seen whole, if it can be. */
    int used = ui_draw_message(ui, (struct rect){r.row, r.col, most, r.cols});
    const char *how = is_typed(question(ui)) ? ui_read(ui, ui->hint.s) : "";
    int hint = paragraph_rows(c, r.cols, how), gap = used > 0;
    if (hint > 0 && used + gap + hint <= most) {
        r.row += used + gap;
        used += gap + paragraph_draw(c, (struct rect){r.row, r.col, hint, r.cols}, STYLE_NOTE, how);
    }
    return used > 0 ? used + 1 : 0;
}

static void draw(struct ui *ui, struct rect body)
{
    int end = body.row + body.rows, row = body.row + draw_question(ui, body);
    fill(ui);
    if (is_typed(question(ui))) {
        int cols = body.cols < 50 ? body.cols : 50;
        ui_draw_input(ui, (struct rect){row, body.col, 3, cols}, ui->area == AREA_INPUT);
        row += 3;
    }
    row += draw_notes(ui, (struct rect){row, body.col, end - row, body.cols});
    menu_draw(&ui->menu, &ui->canvas, (struct rect){row, body.col, end - row, body.cols},
              ui->area == AREA_MENU, false, &ui->spots, AREA_MENU);
}

static void toggle(struct ui *ui, size_t i)
{
    const struct question *q = question(ui);
    int none = q->none.len > 0 ? question_answer(q, q->none.s) : -1;
    uint64_t bit = UINT64_C(1) << i;
    ui->chosen ^= bit;
    if (none >= 0)
        ui->chosen &= (size_t)none == i ? bit : ~(UINT64_C(1) << none);
}

static void send_chosen(struct ui *ui)
{
    const struct question *q = question(ui);
    struct strbuf ids;
    if (ui->chosen == 0) {
        ui_say(ui, _("まだ何も選ばれていません。番号を押すと印がつきます。"));
        return;
    }
    strbuf_init(&ids);
    for (size_t i = 0; i < q->answers.n; i++)
        if (ui->chosen >> i & 1)
            strbuf_printf(&ids, "%s%s", ids.len > 0 ? "," : "", q->answers.v[i].id.s);
    ui_send_text(ui, INPUT_ANSWER, ids.s);
    strbuf_wipe(&ids);
    strbuf_done(&ids);
}

static bool is_answer(const struct ui *ui, const char *text)
{
    struct error err = ERROR_NONE;
    struct facts scratch;
    facts_init(&scratch);
    bool ok = facts_set(&scratch, question(ui), text, ui_dialogue(ui)->today, &err);
    facts_done(&scratch);
    return ok;
}

/* A date with a slip in it stays to be mended; words have been quoted, and are in the way. */
static bool is_words(const char *text)
{
    struct said s;
    said_init(&s, text, strlen(text));
    bool words = !s.digits;
    said_done(&s);
    return words;
}

/* The line takes all that is said in words, another question too. Only here a 0 is a number:
 * わからない has a place of its own below. */
static void send_typed(struct ui *ui)
{
    const char *text = lineedit_text(ui->edit);
    bool number = question(ui)->kind == Q_NUMBER && is_answer(ui, text);
    bool words = is_words(text);
    if (*text && !number)
        ui_send_words(ui, text);
    else
        ui_send_text(ui, INPUT_ANSWER, text);
    if (words)
        lineedit_clear(ui->edit);
}

static void type(struct ui *ui, const struct key *key)
{
    if (is_typed(question(ui))) {
        ui->area = AREA_INPUT;
        lineedit_key(ui->edit, key);
    } else {
        ui_words(ui, key);
    }
}

static void choose(struct ui *ui)
{
    const struct question *q = question(ui);
    size_t i = ui->menu.selected;
    if (ui->area == AREA_INPUT)
        send_typed(ui);
    else if (i + 1 >= ui->menu.n)
        ui_send(ui, &(struct input){.kind = INPUT_UNKNOWN});
    else if (i == q->answers.n)
        send_chosen(ui);
    else if (q->kind == Q_MULTI)
        toggle(ui, i);
    else
        ui_send(ui, &(struct input){.kind = INPUT_PICK, .pick = i});
}

static void digit(struct ui *ui, const struct key *key)
{
    enum pick pick = ui_pick_digit(ui, &ui->menu, NULL, key, NULL);
    if (pick == PICK_ITEM)
        choose(ui);
    else if (pick == PICK_NONE && is_typed(question(ui)))
        type(ui, key);
    else if (pick == PICK_NONE && ui->menu.v[0].number > 9)
        ui_no_number(ui);
    else if (pick == PICK_NONE) /* the conversation tells which numbers there are */
        ui_send(ui, &(struct input){.kind = INPUT_PICK, .pick = key->cp - '1'});
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
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
    case CMD_CHANGE:
        ui_browse(ui, BROWSE_ANSWERS);
        return true;
    case CMD_NEXT_AREA:
    case CMD_PREV_AREA:
        if (is_typed(question(ui)))
            ui->area = ui->area == AREA_INPUT ? AREA_MENU : AREA_INPUT;
        return true;
    case CMD_BACK:
        return false;
    default:
        if (!menu_command(&ui->menu, cmd) && cmd == CMD_UP && is_typed(question(ui)))
            ui->area = AREA_INPUT;
        return true;
    }
}

static void title(const struct ui *ui, struct strbuf *out)
{
    const struct guide_step *step = &ui_dialogue(ui)->step;
    if (step->left > 1)
        strbuf_printf(out, _("%zu 問目（多くてあと %zu 問）"), step->asked + 1, step->left - 1);
    else
        strbuf_printf(out, _("%zu 問目（これで最後です）"), step->asked + 1);
}

const struct screen screen_question = {place, enter, draw, command, title};
