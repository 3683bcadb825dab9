#include "tui/tui.h"
#include "base/wipe.h"
#include "tui/kiosk.h"
#include "tui/lineedit.h"
#include "tui/term.h"
#include <time.h>

/* Goes on while the machine sleeps: who is gone by then has been gone for long. */
static uint64_t now_ms(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_BOOTTIME, &t) != 0)
        clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void loop(struct term *t, struct kiosk *k, const struct session *s)
{
    enum ui_request request;
    do {
        struct key key;
        uint64_t now = now_ms();
        term_draw(t, kiosk_draw(k, now));
        session_prepare(s); /* while it is looked at */
        bool came = term_key(t, &key, kiosk_wait(k, now));
        request = came ? kiosk_key(k, &key, now_ms()) : kiosk_tick(k, now_ms());
        if (request == UI_REDRAW)
            term_redraw(t);
        else if (request == UI_WORK) {
            term_draw(t, kiosk_draw(k, now_ms()));
            kiosk_work(k);
        } else if (request == UI_SUSPEND)
            term_suspend(t);
        if (request == UI_FORGET) {
            term_forget(t);
            wipe_stack();
        }
    } while (request != UI_QUIT);
}

int tui_run(struct session *s, const struct tui_options *o, struct error *err)
{
    int rows, cols;
    lineedit_start(); /* before curses, see lineedit.h */
    struct term *t = term_open(err);
    if (!t)
        return EX_UNAVAILABLE;
    if (o->kiosk)
        term_stay(t);
    term_size(t, &rows, &cols);
    struct kiosk *k = kiosk_new(s, o, rows, cols, term_ambiguous(t));
    loop(t, k, s);
    term_close(t);
    kiosk_free(k);
    return EX_OK;
}
