#include "tui/kiosk.h"
#include "base/xalloc.h"
#include "tui/countdown.h"
#include "tui/screen.h"
#include <stdlib.h>

/* What comes so soon after the key that stopped the countdown belongs to it: the rest of a word
 * from an input method, a key that is held, a double click. */
#define SAME_MOVE_MS 300
/* While nobody is there: how often it is seen to the date and the database, so that hardly anybody
 * comes before that and has the lists change under the first key. */
#define LOOK_MS 5000

struct kiosk {
    struct tui_options options;
    struct session *session;
    struct ui *ui;
    bool used;     /* something has been done since the start screen came */
    uint64_t last; /* when */
    bool extended; /* the last was a key that stopped the countdown */
};

static uint64_t ms(unsigned seconds)
{
    return (uint64_t)seconds * 1000;
}

static uint64_t idle_ms(const struct kiosk *k, uint64_t now)
{
    return k->options.kiosk && k->used && now > k->last ? now - k->last : 0;
}

/* Until everything is forgotten. */
static uint64_t left_ms(const struct kiosk *k, uint64_t now)
{
    uint64_t idle = idle_ms(k, now), all = ms(k->options.idle) + ms(k->options.countdown);
    return idle < all ? all - idle : 0;
}

static bool is_over(const struct kiosk *k, uint64_t now)
{
    return k->options.kiosk && k->used && left_ms(k, now) == 0;
}

static bool counts_down(const struct kiosk *k, uint64_t now)
{
    return k->options.kiosk && k->used && idle_ms(k, now) >= ms(k->options.idle);
}

static struct ui *new_ui(const struct kiosk *k, int rows, int cols, int ambiguous)
{
    struct ui *ui = ui_new(k->session, rows, cols, ambiguous);
    ui_configure(ui, &k->options.look);
    ui_start_with_kana(ui, k->options.kana);
    ui_set_big(ui, k->options.big);
    return ui;
}

/* The next visitor's. What the program itself said last (thanks and farewell) is said there. */
static enum ui_request start_over(struct kiosk *k, bool farewell)
{
    struct error err = ERROR_NONE; /* the database in use stays, then: staff will notice */
    struct canvas size = k->ui->canvas;
    char *said = farewell ? xstrdup(k->ui->message.len > 0 ? k->ui->message.s : "") : NULL;
    ui_free(k->ui);
    session_forget(k->session, &err);
    k->ui = new_ui(k, size.rows, size.cols, size.ambiguous);
    if (said)
        ui_say(k->ui, said);
    free(said);
    k->used = k->extended = false;
    return UI_FORGET;
}

static enum ui_request press(struct kiosk *k, const struct key *key)
{
    enum ui_request request = ui_key(k->ui, key);
    bool again = ui_started_again(k->ui);
    if (!k->options.kiosk)
        return request;
    if (request == UI_QUIT || again)
        return start_over(k, again);
    return request == UI_SUSPEND ? UI_GO_ON : request;
}

/* Nothing of a conversation stands there: whatever comes next begins one. */
static bool is_between(const struct kiosk *k)
{
    const struct ui *ui = k->ui;
    if (k->options.kiosk)
        return !k->used;
    return ui->screen == &screen_home && !ui->over && *lineedit_text(ui->edit) == '\0';
}

/* With the day and the knowledge of now. Who has the screen to himself keeps its look. */
static enum ui_request renew(struct kiosk *k)
{
    if (k->options.kiosk)
        return start_over(k, false);
    ui_go_home(k->ui);
    return UI_GO_ON;
}

static bool is_mark(const struct key *key)
{
    return key->code == KC_PASTE_BEGIN || key->code == KC_PASTE_END;
}

enum ui_request kiosk_key(struct kiosk *k, const struct key *key, uint64_t now)
{
    if (key->code == KC_HANGUP)
        return UI_QUIT;
    if (key->code == KC_RESIZE) /* nobody's doing */
        return ui_key(k->ui, key);
    if (is_over(k, now))
        return start_over(k, false);
    if (is_mark(key)) /* begins or ends what is pasted; says nothing itself */
        return press(k, key);
    if (counts_down(k, now)) {
        k->extended = true;
        k->last = now;
        return UI_GO_ON;
    }
    if (k->extended && now - k->last < SAME_MOVE_MS)
        return UI_GO_ON;
    if (is_between(k) && session_is_stale(k->session))
        renew(k);
    k->extended = false;
    k->used = true;
    k->last = now;
    return press(k, key);
}

enum ui_request kiosk_tick(struct kiosk *k, uint64_t now)
{
    bool farewell = k->options.kiosk && !k->used && k->ui->message.len > 0;
    if (is_over(k, now) || farewell) /* that is not for the next one, either */
        return start_over(k, false);
    return is_between(k) && session_is_stale(k->session) ? renew(k) : UI_GO_ON;
}

int kiosk_wait(const struct kiosk *k, uint64_t now)
{
    if (is_between(k))
        return LOOK_MS;
    if (!k->options.kiosk)
        return -1;
    uint64_t wait = counts_down(k, now) ? (left_ms(k, now) + 999) % 1000 + 1
                                        : ms(k->options.idle) - idle_ms(k, now);
    return wait < LOOK_MS ? (int)wait : LOOK_MS;
}

const struct canvas *kiosk_draw(struct kiosk *k, uint64_t now)
{
    const struct canvas *c = ui_draw(k->ui);
    if (counts_down(k, now))
        countdown_draw(&k->ui->canvas, (unsigned)((left_ms(k, now) + 999) / 1000));
    return c;
}

struct kiosk *kiosk_new(struct session *s, const struct tui_options *o, int rows, int cols,
                        int ambiguous)
{
    struct kiosk *k = xcalloc(1, sizeof *k);
    k->options = *o;
    k->session = s;
    keymap_lock(o->kiosk);
    k->ui = new_ui(k, rows, cols, ambiguous);
    return k;
}

void kiosk_set_big(struct kiosk *k, bool big)
{
    k->options.big = big;
    ui_set_big(k->ui, big);
}

void kiosk_work(struct kiosk *k)
{
    ui_work(k->ui);
}

void kiosk_free(struct kiosk *k)
{
    if (!k)
        return;
    ui_free(k->ui);
    keymap_lock(false);
    free(k);
}
