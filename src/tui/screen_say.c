#include "base/lang.h"
#include "tui/screen.h"

/* Words where a screen offers numbers: an answer, another question, もどる. In front of the screen
 * until they are sent or all taken back. */

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_SAY;
}

static void enter(struct ui *ui)
{
    lineedit_clear(ui->edit);
}

static void leave(struct ui *ui)
{
    lineedit_clear(ui->edit);
    ui->over = NULL;
}

static void draw(struct ui *ui, struct rect body)
{
    struct canvas *c = &ui->canvas;
    const struct guide_step *step = &ui_dialogue(ui)->step;
    struct rect r = body;
    int used = paragraph_draw(
        c, r, STYLE_HEADING,
        step->question ? _("ことばで答えるか、ほかに聞きたいことを入れて、Enter を押してください。")
                       : _("聞きたいことを、ふだんの言葉で入れて、Enter を押してください。"));
    ui_draw_input(ui, (struct rect){r.row + used, r.col, 3, r.cols}, true);
    r.row += used + 4;
    r.rows -= used + 4;
    if (step->question)
        paragraph_draw(c, r, STYLE_NOTE, step->question->ask.s);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    switch (cmd) {
    case CMD_EDIT:
        lineedit_key(ui->edit, key);
        if (*lineedit_text(ui->edit) == '\0')
            leave(ui);
        return true;
    case CMD_ENTER:
        ui_send_words(ui, lineedit_text(ui->edit));
        leave(ui);
        return true;
    case CMD_BACK:
        leave(ui);
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
