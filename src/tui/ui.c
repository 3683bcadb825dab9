#include "tui/ui.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "dialogue/words.h"
#include "text/utf8.h"
#include "tui/screen.h"
#include <stdlib.h>
#include <string.h>

const struct dialogue *ui_dialogue(const struct ui *ui)
{
    return session_dialogue(ui->session);
}

const struct screen *ui_front(const struct ui *ui)
{
    return ui->over ? ui->over : ui->screen;
}

static const struct screen *screen_for(const struct ui *ui, const void **subject)
{
    const struct dialogue *d = ui_dialogue(ui);
    *subject = d->entry;
    if (ui->browse == BROWSE_RELATED || ui->browse == BROWSE_ANSWERS)
        return &screen_list;
    switch (d->phase) {
    case PHASE_HOME:
        *subject = kana_row_name(ui->kana_row);
        return ui->browse == BROWSE_SHELF ? &screen_list : &screen_home;
    case PHASE_CHOOSE:
        *subject = d->candidates.v;
        return &screen_list;
    case PHASE_ENTRY:
        return &screen_entry;
    case PHASE_ASK:
        *subject = d->step.question;
        return &screen_question;
    case PHASE_CHECKLIST:
        *subject = d->checklist;
        return &screen_checklist;
    }
    return &screen_home;
}

/* Chooses the screen for the state. */
static void arrive(struct ui *ui)
{
    const void *subject;
    const struct screen *screen = screen_for(ui, &subject);
    ui->over = ui->under = NULL;
    ui_find_close(ui);
    if (screen == ui->screen && subject == ui->subject)
        return;
    ui->screen = screen;
    ui->subject = subject;
    ui->menu.selected = ui->menu.top = 0;
    ui->more.selected = ui->more.top = 0;
    screen->enter(ui);
}

void ui_browse(struct ui *ui, enum browse browse)
{
    ui->browse = browse;
    strbuf_wipe(&ui->message);
    arrive(ui);
}

void ui_say(struct ui *ui, const char *text)
{
    strbuf_wipe(&ui->message);
    ui->looked = false;
    utf8_clean(&ui->message, text, strlen(text), true);
}

static void add_line(struct strbuf *b, const char *text)
{
    if (!text)
        return;
    if (b->len > 0)
        strbuf_putc(b, '\n');
    utf8_clean(b, text, strlen(text), true);
}

static const char *aspect_label(enum aspect a)
{
    switch (a) {
    case ASPECT_DOCUMENTS:
        return _("持ち物");
    case ASPECT_FEE:
        return _("手数料");
    case ASPECT_DEADLINE:
        return _("期限");
    case ASPECT_PLACE:
        return _("行く所");
    case ASPECT_WHO:
        return _("手続きできる人");
    case ASPECT_ONLINE:
        return _("スマホやパソコンでの手続き");
    case ASPECT_DURATION:
        return _("かかる時間");
    case ASPECT_NONE:
    case ASPECT_WHAT:
        break;
    }
    return _("おたずねのこと");
}

/* What was asked for stands first: the sheet is read again from its top. */
static void show_part(struct ui *ui, const struct effect *e)
{
    enum aspect aspect = ui_dialogue(ui)->aspect;
    ui->subject = NULL;
    if (aspect != ASPECT_NONE)
        ui->read = NULL;
    if (e->kind != EFFECT_TELL)
        return;
    struct strbuf s;
    strbuf_init(&s);
    strbuf_printf(&s, _("%sについての答えは、案内の初めにあります。"), aspect_label(aspect));
    add_line(&ui->message, s.s);
    strbuf_done(&s);
}

/* Gives whether the person took leave. */
static bool take_effects(struct ui *ui, const struct effects *e)
{
    bool bye = false;
    ui->looked = false;
    strbuf_wipe(&ui->message);
    strbuf_wipe(&ui->alarm);
    for (size_t i = 0; i < e->n; i++) {
        switch (e->v[i].kind) {
        case EFFECT_BYE:
            bye = true;
            add_line(&ui->message, e->v[i].text);
            break;
        case EFFECT_SAY:
            add_line(&ui->message, e->v[i].text);
            break;
        case EFFECT_CHOOSE:
            strbuf_wipe(&ui->lead);
            add_line(&ui->lead, e->v[i].text);
            break;
        case EFFECT_ASK:
            strbuf_wipe(&ui->hint);
            add_line(&ui->hint, e->v[i].text);
            break;
        case EFFECT_SHOW:
        case EFFECT_TELL: /* drawn from the state, anew: another part of it may come first */
            show_part(ui, &e->v[i]);
            break;
        case EFFECT_CHECKLIST: /* drawn from the state */
        case EFFECT_SEARCH:
        case EFFECT_RECORD: /* the session's */
            break;
        }
    }
    ui->said = ui->message.len > 0;
    return bye;
}

static void forget_view(struct ui *ui)
{
    ui->screen = NULL;
    ui->subject = ui->read = NULL;
    ui->browse = BROWSE_NONE;
    ui->shelf = ui->kana_row = 0;
    ui_forget_digits(ui);
    ui->last = NULL;
    ui->chosen = 0;
    lineedit_clear(ui->edit);
    strbuf_wipe(&ui->alarm);
    strbuf_wipe(&ui->lead);
    strbuf_wipe(&ui->hint);
    strbuf_wipe(&ui->view.text);
    strbuf_wipe(&ui->over_view.text);
    menu_begin(&ui->menu);
    menu_begin(&ui->more);
    menu_begin(&ui->over_more);
    suggestions_done(&ui->suggested);
    ui_defaults(ui);
    wordline_forget(&ui->line);
}

/* Between conversations the knowledge may be another one: nothing may point into the old. */
static void start_again(struct ui *ui)
{
    struct error err = ERROR_NONE;
    forget_view(ui);
    if (!session_reset(ui->session, &err))
        ui_say(ui, err.msg);
    ui->again = true;
    arrive(ui);
}

bool ui_started_again(struct ui *ui)
{
    bool again = ui->again;
    ui->again = false;
    return again;
}

void ui_go_home(struct ui *ui)
{
    strbuf_wipe(&ui->message);
    start_again(ui);
}

void ui_send(struct ui *ui, const struct input *in)
{
    struct error err = ERROR_NONE;
    const struct effects *effects;
    enum phase before = ui_dialogue(ui)->phase;
    bool ok = session_input(ui->session, in, &effects, &err);
    bool bye = ok && take_effects(ui, effects);
    if (!ok)
        ui_say(ui, err.msg);
    if (bye) {
        start_again(ui);
        return;
    }
    const struct dialogue *d = ui_dialogue(ui);
    if (ok && d->urgent) {
        struct strbuf said = ui->message;
        ui->message = ui->alarm;
        ui->alarm = said;
    }
    /* The home screen itself says what a step back to it says. */
    if (ok && d->phase == PHASE_HOME && (in->kind == INPUT_BACK || before != PHASE_HOME))
        strbuf_wipe(&ui->message);
    if (ui->browse != BROWSE_SHELF)
        ui->browse = BROWSE_NONE;
    arrive(ui);
}

void ui_send_text(struct ui *ui, enum input_kind kind, const char *text)
{
    ui_send(ui, &(struct input){.kind = kind, .text = text, .len = strlen(text)});
}

void ui_send_words(struct ui *ui, const char *text)
{
    struct said s;
    said_init(&s, text, strlen(text));
    enum word word = s.word;
    said_done(&s);
    if (word == WORD_HOME)
        ui_go_home(ui);
    else if ((word == WORD_CHANGE || word == WORD_NO) && ui_dialogue(ui)->phase == PHASE_CHECKLIST)
        screen_checklist.command(ui, CMD_CHANGE, &(struct key){.code = KC_NONE});
    else
        ui_send_text(ui, INPUT_TEXT, text);
}

void ui_open(struct ui *ui, const struct entry *e)
{
    ui->last = e;
    ui_send(ui, &(struct input){.kind = INPUT_OPEN, .entry = e});
}

static enum ui_request do_command(struct ui *ui, enum command cmd, const struct key *key)
{
    switch (cmd) {
    case CMD_NONE:
        break;
    case CMD_QUIT:
        return UI_QUIT;
    case CMD_REDRAW:
        return UI_REDRAW;
    case CMD_SUSPEND:
        return UI_SUSPEND;
    case CMD_HELP:
        ui_explain(ui, &screen_help);
        break;
    case CMD_HELPER:
        ui_explain(ui, &screen_helper);
        break;
    case CMD_PRINT:
        ui_print(ui);
        break;
    case CMD_FIND:
        ui_find_open(ui);
        break;
    case CMD_RESUME:
        ui_show_over(ui, &screen_resume);
        break;
    case CMD_BOARD:
        if (ui_front(ui) == &screen_home || ui_front(ui) == &screen_say)
            ui_board_toggle(ui);
        else
            ui_words_board(ui);
        break;
    case CMD_KANA:
        ui_line_kana(ui, !ui->line.kana);
        break;
    case CMD_HOME:
        ui_go_home(ui);
        break;
    default:
        if (ui_look_command(ui, cmd))
            break;
        if (ui->find.open)
            ui_find_command(ui, cmd, key);
        else if (!ui_front(ui)->command(ui, cmd, key) && cmd == CMD_BACK)
            ui_send(ui, &(struct input){.kind = INPUT_BACK});
        break;
    }
    return ui->print == PRINT_RUNNING ? UI_WORK : UI_GO_ON;
}

static bool is_edited(enum place place)
{
    return place & (PLACE_INPUT | PLACE_TYPED | PLACE_VALUE | PLACE_SAY | PLACE_BOARD | PLACE_CODE |
                    PLACE_FIND);
}

/* Who is used to end a number with Enter would answer the next question, too, unread. */
static bool needless_enter(struct ui *ui, enum command cmd, const struct key *key)
{
    bool needless = ui->moved && key->code == KC_ENTER && cmd == CMD_ENTER;
    ui->moved = false;
    if (!needless)
        return false;
    add_line(&ui->message, _("番号を押すだけで選べます。Enter は押さなくてかまいません。"));
    ui->said = true;
    return true;
}

static enum ui_request press(struct ui *ui, const struct key *key)
{
    struct key k = *key;
    enum command cmd = keymap_find(ui_place(ui), &k);
    const struct screen *screen = ui_front(ui);
    const void *subject = ui->subject;
    if (needless_enter(ui, cmd, &k) || ui_waits(ui, cmd, &k))
        return UI_GO_ON;
    enum ui_request request = do_command(ui, cmd, &k);
    if (!ui->digits.waiting)
        ui_forget_digits(ui);
    ui->moved = cmd == CMD_DIGIT && (ui_front(ui) != screen || ui->subject != subject);
    return request;
}

static enum ui_request click(struct ui *ui, const struct key *key)
{
    const struct spot *spot = spots_find(&ui->spots, key->row, key->col);
    ui_forget_digits(ui);
    if (!spot)
        return UI_GO_ON;
    if (spot->area == AREA_KEYS)
        return do_command(ui, (enum command)spot->index, key);
    ui_find_close(ui);
    if (spot->area == AREA_OVER) {
        ui->over_more.selected = spot->index;
        return do_command(ui, CMD_ENTER, key);
    }
    ui->area = (enum area)spot->area;
    if (ui_turn_page(ui, spot))
        return UI_GO_ON;
    if (spot->area == AREA_MENU)
        ui->menu.selected = spot->index;
    else if (spot->area == AREA_MORE)
        ui->more.selected = spot->index;
    else if (spot->area == AREA_OFFERS)
        ui->line.menu.selected = spot->index;
    else if (spot->area == AREA_BOARD)
        kanaboard_focus(&ui->line.keys, spot->index);
    else
        return UI_GO_ON;
    return do_command(ui, CMD_ENTER, key);
}

/* What is pasted is text, its newlines and tabs too: it must not press keys. */
static void paste(struct ui *ui, const struct key *key)
{
    enum place place = ui_place(ui);
    struct key k = *key;
    if (key->code == KC_ENTER || key->code == KC_TAB) {
        k.code = KC_CHAR;
        k.cp = ' ';
    }
    if (k.code == KC_CHAR && ui->find.open)
        ui_find_command(ui, CMD_EDIT, &k);
    else if (k.code == KC_CHAR && is_edited(place))
        lineedit_key(ui->edit, &k);
    else if (k.code == KC_CHAR)
        ui_front(ui)->command(ui, CMD_EDIT, &k);
}

static void wheel(struct ui *ui, enum command cmd)
{
    if (is_edited(ui_place(ui)))
        return;
    for (int i = 0; i < 3; i++)
        ui_front(ui)->command(ui, cmd, &(struct key){.code = KC_NONE});
}

bool ui_fits(const struct ui *ui)
{
    return ui->canvas.rows >= UI_MIN_ROWS && ui->canvas.cols >= UI_MIN_COLS;
}

enum ui_request ui_key(struct ui *ui, const struct key *key)
{
    switch (key->code) {
    case KC_RESIZE:
        canvas_resize(&ui->canvas, key->row, key->col);
        return UI_GO_ON;
    case KC_HANGUP:
        return UI_QUIT;
    case KC_PASTE_BEGIN:
    case KC_PASTE_END:
        ui->pasting = key->code == KC_PASTE_BEGIN;
        ui_forget_digits(ui);
        ui->moved = false;
        return UI_GO_ON;
    case KC_CLICK:
        return ui_fits(ui) ? click(ui, key) : UI_GO_ON;
    case KC_WHEEL_UP:
    case KC_WHEEL_DOWN:
        wheel(ui, key->code == KC_WHEEL_UP ? CMD_UP : CMD_DOWN);
        return UI_GO_ON;
    default:
        break;
    }
    if (ui->pasting) {
        paste(ui, key);
        return UI_GO_ON;
    }
    return press(ui, key);
}

struct ui *ui_new(struct session *s, int rows, int cols, int ambiguous)
{
    struct ui *ui = xcalloc(1, sizeof(*ui));
    ui->session = s;
    canvas_init(&ui->canvas, rows, cols, ambiguous);
    menu_init(&ui->menu);
    menu_init(&ui->more);
    menu_init(&ui->over_more);
    textview_init(&ui->view);
    ui->view.can_find = true;
    textview_init(&ui->over_view);
    ui->view.spots = ui->over_view.spots = &ui->spots;
    ui->view.spot_area = ui->over_view.spot_area = AREA_KEYS;
    strbuf_init(&ui->message);
    strbuf_init(&ui->alarm);
    strbuf_init(&ui->lead);
    strbuf_init(&ui->hint);
    arena_init(&ui->page);
    wordline_init(&ui->line);
    strbuf_init(&ui->print_error);
    ui->edit = lineedit_new();
    ui->find.edit = lineedit_new();
    arrive(ui);
    return ui;
}

void ui_start_with_kana(struct ui *ui, bool kana)
{
    ui->line.kana = ui->line.kana_first = kana;
}

void ui_set_big(struct ui *ui, bool big)
{
    ui->big = ui->menu.big = ui->more.big = ui->view.big = ui->over_view.big = big;
}

void ui_free(struct ui *ui)
{
    if (!ui)
        return;
    struct strbuf *texts[] = {&ui->message, &ui->alarm, &ui->lead, &ui->hint, &ui->print_error};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        strbuf_wipe(texts[i]);
        strbuf_done(texts[i]);
    }
    lineedit_free(ui->edit);
    lineedit_free(ui->find.edit);
    textview_done(&ui->view);
    textview_done(&ui->over_view);
    menu_done(&ui->menu);
    menu_done(&ui->more);
    menu_done(&ui->over_more);
    suggestions_done(&ui->suggested);
    ui_look_done(ui);
    wordline_done(&ui->line);
    canvas_done(&ui->canvas);
    free(ui);
}
