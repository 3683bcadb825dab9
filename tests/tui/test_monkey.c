/* Whoever leans on the keyboard, lets a child play with it or goes away in the middle: after each
 * of 100,000 keys, clicks, pastes, resizes and waits the screen must be sound, and in the end F2
 * leads home and a question is answered. What is done is random, but the same every time. */
#include "app/session.h"
#include "text/utf8.h"
#include "towns.h"
#include "tui/kiosk.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define RUNS 20
#define KEYS 5000 /* each run */

static char folder[64], dbs[2][96];
static const char *const sources_of[] = {"knowledge", "many"};

static int setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/madoguchi-monkey-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    for (int i = 0; i < 2; i++) {
        snprintf(dbs[i], sizeof(dbs[i]), "%s/%d.db", folder, i);
        if (!town_build(sources_of[i], dbs[i]))
            return -1;
    }
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return unlink(dbs[0]) == 0 && unlink(dbs[1]) == 0 && rmdir(folder) == 0 ? 0 : -1;
}

struct monkey {
    struct kiosk *kiosk;
    const struct canvas *seen;
    uint32_t run, seed, keys;
    struct key last;
    uint64_t now; /* ms */
    bool pasting;
};

static uint32_t roll(struct monkey *m, uint32_t sides)
{
    m->seed = m->seed * 1664525u + 1013904223u;
    return (m->seed >> 8) % sides;
}

static void show(const struct monkey *m, const char *why)
{
    struct strbuf s;
    strbuf_init(&s);
    canvas_dump(m->seen, &s);
    print_error("run %u, key %u (code %d, U+%04X): %s; the cursor at %d,%d of %dx%d\n", m->run,
                m->keys, m->last.code, m->last.cp, why, m->seen->cursor_col, m->seen->cursor_row,
                m->seen->cols, m->seen->rows);
    fputs(s.s, stderr); /* longer than print_error takes */
    strbuf_done(&s);
}

static void must(const struct monkey *m, bool holds, const char *why)
{
    if (holds)
        return;
    show(m, why);
    fail();
}

/* The rows are whole, and the cursor is on what has the focus: on the selected item when something
 * is selected, otherwise in a line or a text, but never in the title or the help line. */
static void check_screen(const struct monkey *m)
{
    const struct canvas *c = m->seen;
    bool selected = false;
    const struct cell *at = canvas_at(c, c->cursor_row, c->cursor_col);
    must(m, at && at->width > 0, "the cursor is in no cell");
    for (int row = 0; row < c->rows; row++) {
        int cols = 0;
        for (int col = 0; col < c->cols; col++) {
            const struct cell *cell = canvas_at(c, row, col);
            cols += cell->width;
            must(m, utf8_valid(cell->text, strlen(cell->text)), "no text");
            selected |= cell->style == STYLE_SELECTED;
        }
        must(m, cols == c->cols, "a row has another width");
    }
    if (selected)
        must(m, at->style == STYLE_SELECTED, "the cursor is not on the selected item");
    else if (c->rows >= 18 && c->cols >= 60)
        must(m, c->cursor_row >= 2 && c->cursor_row < c->rows - 2, "nothing has the focus");
    must(m, at->style != STYLE_KEY && at->style != STYLE_KEY_LABEL && at->style != STYLE_TITLE,
         "the cursor is on something that cannot have the focus");
}

static void draw(struct monkey *m)
{
    m->seen = kiosk_draw(m->kiosk, m->now);
    check_screen(m);
}

static void press(struct monkey *m, struct key key)
{
    enum ui_request request = kiosk_key(m->kiosk, &key, m->now);
    m->keys++;
    m->last = key;
    draw(m);
    if (request == UI_WORK) {
        kiosk_work(m->kiosk);
        draw(m);
    }
}

static void type(struct monkey *m, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        struct key key = {.code = KC_CHAR};
        i += utf8_decode(text + i, n - i, &key.cp);
        press(m, key);
    }
}

static void pass_time(struct monkey *m, uint64_t ms)
{
    for (uint64_t end = m->now + ms; m->now < end;) {
        int wait = kiosk_wait(m->kiosk, m->now);
        m->now = wait >= 0 && (uint64_t)wait < end - m->now ? m->now + (uint64_t)wait : end;
        kiosk_tick(m->kiosk, m->now);
        draw(m);
    }
}

static void resize(struct monkey *m)
{
    uint32_t kind = roll(m, 10);
    struct key key = {.code = KC_RESIZE};
    if (kind < 6) { /* small: quickly drawn */
        key.row = 18 + (int)roll(m, 8);
        key.col = 60 + (int)roll(m, 22);
    } else if (kind < 8) {
        key.row = (int)roll(m, 20);
        key.col = (int)roll(m, 64);
    } else {
        key.row = 18 + (int)roll(m, 43);
        key.col = 60 + (int)roll(m, 141);
    }
    press(m, key);
}

static void click(struct monkey *m)
{
    int row = 0, col = 0;
    for (int tries = 0; tries < 8; tries++) { /* rather on something */
        row = (int)roll(m, (uint32_t)m->seen->rows + 2) - 1;
        col = (int)roll(m, (uint32_t)m->seen->cols + 2) - 1;
        const struct cell *cell = canvas_at(m->seen, row, col);
        if (cell && cell->width > 0 && strcmp(cell->text, " ") != 0 && *cell->text)
            break;
    }
    press(m, (struct key){.code = KC_CLICK, .row = row, .col = col});
}

static void any_char(struct monkey *m)
{
    static const uint32_t chars[] = {' ',     'x',    '/',  'n',    'k',    0x4f4f,  0x3042,
                                     0xff11,  0x3099, 0x1b, 0xfffd, 0x202e, 0x200d,  0xad,
                                     0x1f468, '?',    'q',  0xff5e, 0,      0x10ffff};
    press(m, (struct key){.code = KC_CHAR, .cp = chars[roll(m, sizeof(chars) / sizeof(*chars))]});
}

static void any_words(struct monkey *m)
{
    static const char *const words[] = {
        "転入届",   "住民票の写し", "tennyuu", "てんにゅう", "はんこ",        "もどる", "なおす",
        "さいしょ", "わからない",   "3日前",   "2026/11/15", "いくら",        "1番",    "ぬるぽ",
        "おわり",   "ちがう",       "窓口",    "はい",       "息をしていない"};
    type(m, words[roll(m, sizeof(words) / sizeof(*words))]);
    if (roll(m, 4) > 0)
        press(m, (struct key){.code = KC_ENTER});
}

static void any_key(struct monkey *m)
{
    struct key key = {.code = (enum key_code)roll(m, KC_HANGUP + 1), .cp = 'a' + roll(m, 26)};
    if (key.code == KC_CLICK || key.code == KC_RESIZE)
        key.row = key.col = 20;
    press(m, key);
}

static void paste(struct monkey *m)
{
    press(m, (struct key){.code = KC_PASTE_BEGIN});
    for (uint32_t n = roll(m, 30); n > 0; n--) {
        uint32_t kind = roll(m, 20);
        if (kind == 0)
            press(m, (struct key){.code = KC_ENTER});
        else if (kind == 1)
            press(m, (struct key){.code = KC_TAB});
        else
            any_char(m);
    }
    if (roll(m, 5) > 0) /* its end may be lost until the next one's */
        press(m, (struct key){.code = KC_PASTE_END});
}

/* What leads on, more often than what leads away. */
static void anything(struct monkey *m)
{
    static const enum key_code moves[] = {
        KC_ENTER,     KC_TAB, KC_BACKTAB, KC_UP,    KC_DOWN, KC_LEFT,   KC_RIGHT,    KC_PAGE_UP,
        KC_PAGE_DOWN, KC_END, KC_HOME,    KC_ENTER, KC_DOWN, KC_DELETE, KC_BACKSPACE};
    uint32_t kind = roll(m, 100);
    if (kind < 30)
        press(m, (struct key){.code = moves[roll(m, sizeof(moves) / sizeof(*moves))]});
    else if (kind < 55)
        press(m, (struct key){.code = KC_CHAR, .cp = '0' + roll(m, roll(m, 2) ? 4 : 10)});
    else if (kind < 70)
        click(m);
    else if (kind < 75)
        press(m, (struct key){.code = roll(m, 2) ? KC_WHEEL_UP : KC_WHEEL_DOWN});
    else if (kind < 82)
        any_char(m);
    else if (kind < 90)
        any_key(m);
    else if (kind < 93)
        any_words(m);
    else if (kind < 94)
        paste(m);
    else if (kind < 96)
        resize(m);
    else if (kind < 97)
        kiosk_set_big(m->kiosk, roll(m, 2));
    else if (kind < 99)
        pass_time(m, roll(m, 2000));
    else
        pass_time(m, 1000 * roll(m, 70));
}

static bool is_seen(const struct monkey *m, const char *text)
{
    struct strbuf s;
    strbuf_init(&s);
    canvas_dump(m->seen, &s);
    bool found = strstr(s.s, text);
    strbuf_done(&s);
    return found;
}

/* The next person: wherever the last one has left it. */
static void check_not_stuck(struct monkey *m)
{
    press(m, (struct key){.code = KC_PASTE_END});
    press(m, (struct key){.code = KC_RESIZE, .row = 24, .col = 80});
    press(m, (struct key){.code = KC_NONE}); /* it may have been counting down */
    pass_time(m, 1000);
    press(m, (struct key){.code = KC_F2});
    must(m, is_seen(m, "何についてお調べですか"), "F2 does not lead home");
    type(m, "転入届");
    must(m, is_seen(m, "│ 転入届 ") || is_seen(m, "| 転入届 "), "the line was not empty");
    press(m, (struct key){.code = KC_ENTER});
    must(m, is_seen(m, "  1  質問に答えて") || is_seen(m, "  1  持ち物の一覧を見る"),
         "a question is not answered");
    press(m, (struct key){.code = KC_F2});
}

static void run(struct monkey *m, const char *db)
{
    struct error err = ERROR_NONE;
    struct session_options so = {.db = db,
                                 .clock = {.fixed = {2026, 11, 20}},
                                 .printer = {.command = m->run % 3 ? "true" : "false"}};
    struct tui_options to = {.kiosk = m->run % 2,
                             .idle = 40,
                             .countdown = 15,
                             .big = m->run % 3 == 2,
                             .kana = m->run % 5 == 0};
    struct session *s = session_open(&so, &err);
    assert_non_null(s);
    m->kiosk = kiosk_new(s, &to, 24, 80, m->run % 7 == 0 ? 2 : 1);
    draw(m);
    while (m->keys < KEYS)
        anything(m);
    check_not_stuck(m);
    kiosk_free(m->kiosk);
    session_close(s);
}

static void test_monkey(void **state)
{
    (void)state;
    for (uint32_t i = 1; i <= RUNS; i++) {
        struct monkey m = {.run = i, .seed = i};
        run(&m, dbs[i / 2 % 2]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_monkey)};
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, setup, teardown);
}
