#include "tui/kanaboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define KEYS (BOARD_ROWS * BOARD_COLS)

static bool overlap(const struct rect *a, const struct rect *b)
{
    return a->row < b->row + b->rows && b->row < a->row + a->rows && a->col < b->col + b->cols &&
           b->col < a->col + a->cols;
}

/* Every key that is seen can be hit by a finger, and means itself. */
static void check_targets(const struct kanaboard *b, const struct spots *spots, struct rect r,
                          int high)
{
    for (size_t i = 0; i < spots->n; i++) {
        const struct spot *s = &spots->v[i];
        assert_int_not_equal(kanaboard_key(b, s->index).act, BOARD_NOTHING);
        assert_true(s->r.cols >= 4);
        assert_int_equal(s->r.rows, high);
        assert_true(s->r.row >= r.row && s->r.row + s->r.rows <= r.row + r.rows);
        assert_true(s->r.col >= r.col && s->r.col + s->r.cols <= r.col + r.cols);
        for (size_t j = 0; j < i; j++) {
            assert_false(overlap(&s->r, &spots->v[j].r));
            assert_int_not_equal(s->index, spots->v[j].index);
        }
    }
}

static void test_targets(void **state)
{
    static const struct {
        int rows, cols, high, used;
    } cases[] = {
        {1, 56, 1, 1},   {4, 56, 1, 4},   {5, 56, 1, 5},   {9, 76, 1, 5},    {10, 76, 2, 10},
        {14, 60, 2, 10}, {15, 76, 3, 15}, {40, 76, 3, 15}, {15, 116, 3, 15}, {20, 196, 3, 15},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        for (int latin = 0; latin < 2; latin++) {
            struct canvas c;
            struct spots spots = {.n = 0};
            struct kanaboard b;
            struct rect r = {3, 2, cases[i].rows, cases[i].cols};
            kanaboard_init(&b);
            b.latin = latin;
            b.row = cases[i].rows < BOARD_ROWS ? 3 : 0;
            canvas_init(&c, 60, 200, latin + 1);
            assert_int_equal(kanaboard_draw(&b, &c, r, true, &spots, 1), cases[i].used);
            check_targets(&b, &spots, r, cases[i].high);
            const struct spot *s = spots_find(&spots, c.cursor_row, c.cursor_col);
            assert_non_null(s); /* the cursor is on the focused key */
            assert_int_equal(s->index, b.row * BOARD_COLS + b.col);
            canvas_done(&c);
        }
    }
}

/* The arrows lead from each key to every other, and never off the keys. */
static void test_arrows(void **state)
{
    static const enum command arrows[] = {CMD_UP, CMD_DOWN, CMD_LEFT, CMD_RIGHT};
    (void)state;
    for (int latin = 0; latin < 2; latin++) {
        struct kanaboard b;
        bool reached[KEYS] = {false};
        size_t queue[KEYS], head = 0, tail = 0, keys = 0;
        kanaboard_init(&b);
        b.latin = latin;
        for (size_t i = 0; i < KEYS; i++)
            keys += kanaboard_key(&b, i).act != BOARD_NOTHING;
        reached[0] = true;
        queue[tail++] = 0;
        while (head < tail) {
            size_t from = queue[head++];
            for (size_t a = 0; a < 4; a++) {
                assert_true(kanaboard_focus(&b, from));
                kanaboard_move(&b, arrows[a]);
                assert_int_not_equal(kanaboard_focused(&b).act, BOARD_NOTHING);
                size_t to = (size_t)(b.row * BOARD_COLS + b.col);
                if (!reached[to])
                    queue[tail++] = to;
                reached[to] = true;
            }
        }
        assert_int_equal(tail, keys);
    }
}

static size_t times(const char *text)
{
    struct kanaboard b;
    size_t n = 0;
    kanaboard_init(&b);
    for (size_t i = 0; i < KEYS; i++) {
        struct board_key key = kanaboard_key(&b, i);
        n += key.act == BOARD_PUT && strcmp(key.text, text) == 0;
    }
    return n;
}

static void test_keys(void **state)
{
    static const char all[] = "あいうえおかきくけこさしすせそたちつてとなにぬねの"
                              "はひふへほまみむめもやゆよらりるれろわをんー ";
    struct kanaboard b;
    (void)state;
    for (const char *p = all; *p;) {
        char text[4] = "";
        size_t n = *p == ' ' ? 1 : 3;
        memcpy(text, p, n);
        if (times(text) != 1)
            fail_msg("%s: %zu keys", text, times(text));
        p += n;
    }
    kanaboard_init(&b);
    assert_false(kanaboard_focus(&b, KEYS));
    assert_false(kanaboard_focus(&b, 1 * BOARD_COLS + 7)); /* beside や there is nothing */
    assert_true(kanaboard_focus(&b, 4 * BOARD_COLS + 10));
    assert_int_equal(kanaboard_focused(&b).act, BOARD_TURN);
    kanaboard_turn(&b);
    assert_string_equal(kanaboard_focused(&b).text, "1");
    assert_int_equal(kanaboard_key(&b, 4 * BOARD_COLS + 10).act, BOARD_TURN);
    kanaboard_turn(&b);
    assert_string_equal(kanaboard_focused(&b).text, "あ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_arrows),
        cmocka_unit_test(test_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
