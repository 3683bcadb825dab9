#include "base/lang.h"
#include "tui/screen.h"

/* Words where a screen offers numbers: an answer, another question, もどる. In front of the screen
 * until they are sent or all taken back. */

static enum place place(const struct ui *ui)
{
    if (ui->area == AREA_OFFERS)
        return PLACE_SUGGEST;
    return ui->area == AREA_BOARD ? PLACE_BOARD : PLACE_SAY;
}

static void enter(struct ui *ui)
{
    lineedit_clear(ui->edit);
    ui->line.board = false;
    ui->line.behind = (int)ui->area;
    ui->area = AREA_INPUT;
}

void ui_words_leave(struct ui *ui)
{
    lineedit_clear(ui->edit);
    ui->line.board = false;
    ui->area = (enum area)ui->line.behind;
    ui->over = NULL;
}

static const char *what_to_do(const struct ui *ui)
{
    return ui_dialogue(ui)->step.question
               ? _("ことばで答えるか、ほかに聞きたいことを入れて、Enter を押してください。")
               : _("聞きたいことを、ふだんの言葉で入れて、Enter を押してください。");
}

static void draw(struct ui *ui, struct rect body)
{
    struct canvas *c = &ui->canvas;
    const struct guide_step *step = &ui_dialogue(ui)->step;
    struct rect r = body;
    if (ui->line.board) {
        ui_suggest(ui);
        ui_draw_board(ui, body);
        return;
    }
    int used = paragraph_draw(c, r, STYLE_HEADING, what_to_do(ui));
    ui_draw_line(ui, (struct rect){r.row + used, r.col, 3, r.cols}, true);
    r.row += used + 4;
    r.rows -= used + 4;
    if (step->question)
        paragraph_draw(c, r, STYLE_NOTE, step->question->ask.s);
}

static void send(struct ui *ui)
{
    const struct entry *e = ui->area == AREA_OFFERS ? ui_suggested(ui) : NULL;
    struct strbuf text;
    strbuf_init(&text);
    ui_line_settle(ui);
    strbuf_puts(&text, lineedit_text(ui->edit));
    ui_words_leave(ui);
    if (e)
        ui_open(ui, e);
    else if (!ui_said_number(ui, text.s))
        ui_send_words(ui, text.s);
    strbuf_wipe(&text);
    strbuf_done(&text);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    if (ui_board_command(ui, &cmd, key))
        return true;
    switch (cmd) {
    case CMD_EDIT:
        ui_line_key(ui, key);
        if (*lineedit_text(ui->edit) == '\0')
            ui_words_leave(ui);
        return true;
    case CMD_ENTER:
        send(ui);
        return true;
    case CMD_BACK:
        ui_words_leave(ui);
        return true;
    default:
        return true;
    }
}

const struct screen screen_say = {place, enter, draw, command, NULL};

void ui_words(struct ui *ui, const struct key *key)
{
    ui->over = &screen_say;
    ui->over->enter(ui);
    command(ui, CMD_EDIT, key);
}

void ui_words_board(struct ui *ui)
{
    ui->over = &screen_say;
    ui->over->enter(ui);
    ui_board_toggle(ui);
}
