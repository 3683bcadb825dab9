#include "tui/tui.h"
#include "tui/lineedit.h"
#include "tui/term.h"
#include "tui/ui.h"

static void loop(struct term *t, struct ui *ui, const struct tui_options *o)
{
    enum ui_request request;
    do {
        struct key key;
        term_draw(t, ui_draw(ui));
        term_key(t, &key);
        request = ui_key(ui, &key);
        if (request == UI_REDRAW)
            term_redraw(t);
        else if (request == UI_WORK) {
            term_draw(t, ui_draw(ui));
            ui_work(ui);
        } else if (request == UI_SUSPEND && !o->stay)
            term_suspend(t);
    } while (request != UI_QUIT);
}

int tui_run(struct session *s, const struct tui_options *o, struct error *err)
{
    int rows, cols;
    lineedit_start(); /* before curses, see lineedit.h */
    struct term *t = term_open(err);
    if (!t)
        return EX_UNAVAILABLE;
    term_size(t, &rows, &cols);
    struct ui *ui = ui_new(s, rows, cols, term_ambiguous(t));
    ui_start_with_kana(ui, o->kana);
    ui_set_big(ui, o->big);
    loop(t, ui, o);
    term_close(t);
    ui_free(ui);
    return EX_OK;
}
