/* Numbers, and what they reach: over the shipped knowledge everything is opened from home with
 * number keys alone. */
#include "index/index.h"
#include "tui/screen.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shipped.h"

/* No number begins another one, and no digit is 0: that is わからない. */
static void test_prefix_free(void **state)
{
    static const size_t counts[] = {1, 9, 10, 81, 82, 200, 729};
    (void)state;
    for (size_t c = 0; c < sizeof(counts) / sizeof(*counts); c++) {
        int before = 0;
        size_t digits = counts[c] <= 9 ? 1 : counts[c] <= 81 ? 2 : 3;
        for (size_t i = 0; i < counts[c]; i++) {
            char s[16];
            int number = number_of(i, counts[c]);
            snprintf(s, sizeof(s), "%d", number);
            assert_int_equal(strlen(s), digits);
            assert_null(strchr(s, '0'));
            assert_true(number > before);
            before = number;
        }
    }
    assert_int_equal(number_of(0, 9), 1);
    assert_int_equal(number_of(0, 10), 11);
    assert_int_equal(number_of(9, 10), 21);
    assert_int_equal(number_of(0, 82), 111);
    assert_int_equal(number_of(0, 730), -1);
}

static void test_side_by_side(void **state)
{
    (void)state;
    for (size_t n = 0; n <= 54; n++) {
        int tens = number_next_tens(1, n);
        assert_true(n == 0 || number_from(tens, 0) > number_from(1, n - 1));
        assert_int_equal(tens % 2, 1);
    }
    assert_int_equal(number_from(number_next_tens(1, 15), 0), 31);
    assert_int_equal(number_from(number_next_tens(1, 19), 0), 51);
    assert_int_equal(number_from(9, 8), 99);
    assert_int_equal(number_from(9, 9), -1);
}

enum { DEPTH = 6 };

/* How many presses open each entry, by its place in the knowledge; 0: none does. */
struct search {
    struct ui *ui;
    const struct knowledge *knowledge;
    size_t *presses;
};

static void press(struct ui *ui, const char *digits)
{
    ui_key(ui, &(struct key){.code = KC_F2});
    for (const char *s = digits; *s; s++)
        ui_key(ui, &(struct key){.code = KC_CHAR, .cp = (unsigned char)*s});
}

/* Whether more digits may lead further. */
static bool goes_on(const struct ui *ui, size_t shelf, size_t row)
{
    return ui->digits.waiting || ui->shelf != shelf || ui->kana_row != row;
}

static void look(struct search *s, char *digits, size_t n)
{
    press(s->ui, digits);
    size_t shelf = s->ui->shelf, row = s->ui->kana_row;
    for (char digit = '0'; digit <= '9' && n < DEPTH; digit++) {
        digits[n] = digit;
        digits[n + 1] = '\0';
        press(s->ui, digits);
        const struct dialogue *d = ui_dialogue(s->ui);
        if (d->phase == PHASE_ENTRY) {
            size_t i = 0;
            while (i < s->knowledge->entries.n && knowledge_at(s->knowledge, i) != d->entry)
                i++;
            assert_true(i < s->knowledge->entries.n);
            if (s->presses[i] == 0)
                s->presses[i] = n + 1;
        } else if (goes_on(s->ui, shelf, row)) {
            look(s, digits, n + 1);
        }
    }
    digits[n] = '\0';
}

static void test_everything_is_reached(void **state)
{
    char digits[DEPTH + 2] = "";
    (void)state;
    struct session *session = open_shipped();
    const struct knowledge *k = session_knowledge(session);
    struct search s = {.ui = ui_new(session, 24, 80, 1),
                       .knowledge = k,
                       .presses = calloc(k->entries.n, sizeof(size_t))};
    look(&s, digits, 0);
    for (size_t i = 0; i < k->entries.n; i++) {
        /* Words stand below their first kana: one press more. */
        size_t most = knowledge_kind(k, i) == ENTRY_TERM ? 5 : 4;
        if (knowledge_kind(k, i) == ENTRY_ELSEWHERE) /* nothing of ours: only asked for */
            assert_int_equal(s.presses[i], 0);
        else if (s.presses[i] == 0 || s.presses[i] > most)
            fail_msg("%s: %zu presses", knowledge_at(k, i)->id.s, s.presses[i]);
    }
    free(s.presses);
    ui_free(s.ui);
    session_close(session);
}

/* Every life event and every shelf is seen at once, with a number before it. */
static void test_home_shows_all(void **state)
{
    static const int sizes[][2] = {{24, 80}, {40, 120}, {60, 200}};
    (void)state;
    struct session *session = open_shipped();
    const struct knowledge *k = session_knowledge(session);
    for (size_t i = 0; i < 2 * sizeof(sizes) / sizeof(*sizes); i++) {
        size_t size = i / 2;
        struct strbuf screen;
        struct ui *ui = ui_new(session, sizes[size][0], sizes[size][1], (int)(i % 2) + 1);
        strbuf_init(&screen);
        canvas_dump(ui_draw(ui), &screen);
        size_t n = ui->menu.n + ui->more.n;
        for (size_t j = 0; j < n; j++) {
            const struct menu_item *item =
                j < ui->menu.n ? &ui->menu.v[j] : &ui->more.v[j - ui->menu.n];
            char line[256];
            snprintf(line, sizeof(line), "  %d %s", item->number, item->text);
            if (!strstr(screen.s, line))
                fail_msg("%dx%d: not seen: %s\n%s", sizes[size][1], sizes[size][0], line, screen.s);
        }
        assert_int_equal(ui->more.n, shelf_count(k));
        assert_non_null(strstr(screen.s, "案内できること："));
        strbuf_done(&screen);
        ui_free(ui);
    }
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prefix_free),
        cmocka_unit_test(test_side_by_side),
        cmocka_unit_test(test_everything_is_reached),
        cmocka_unit_test(test_home_shows_all),
    };
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
