/* What is painted on a canvas, written down as text: `|` stands at the end of every row. */
#include "tui/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Rows with all their blanks, each ended by |. */
static void rows_of(const struct canvas *c, struct strbuf *out)
{
    for (int row = 0; row < c->rows; row++) {
        for (int col = 0; col < c->cols; col++)
            strbuf_puts(out, canvas_at(c, row, col)->text);
        strbuf_putc(out, '|');
    }
}

static void expect_rows(const struct canvas *c, const char *expected)
{
    struct strbuf s;
    strbuf_init(&s);
    rows_of(c, &s);
    assert_string_equal(s.s, expected);
    strbuf_done(&s);
}

/* What must hold whatever is written: widths add up, halves stand beside their other half. */
static void check_cells(const struct canvas *c)
{
    for (int row = 0; row < c->rows; row++) {
        for (int col = 0; col < c->cols; col++) {
            const struct cell *cell = canvas_at(c, row, col);
            if (cell->width == 2)
                assert_int_equal(canvas_at(c, row, col + 1)->width, 0);
            if (cell->width == 0) {
                assert_true(col > 0);
                assert_int_equal(canvas_at(c, row, col - 1)->width, 2);
            }
            assert_true((cell->width == 0) == (cell->text[0] == '\0'));
        }
    }
}

struct put {
    int col, cols;
    const char *text;
};

static void test_text(void **state)
{
    static const struct {
        struct put puts[3];
        const char *row;
        int used; /* by the last */
    } cases[] = {
        {{{0, 8, "abc"}}, "abc     |", 3},
        {{{0, 8, "住民票"}}, "住民票  |", 6},
        {{{0, 5, "住民票"}}, "住民    |", 4},
        {{{3, 99, "住民票"}}, "   住民 |", 4},
        {{{4, 99, "住民票"}}, "    住民|", 4},
        {{{7, 99, "住"}}, "        |", 0},
        {{{8, 99, "x"}}, "        |", 0},
        {{{-1, 99, "x"}}, "        |", 0},
        {{{0, 0, "x"}}, "        |", 0},
        {{{0, -3, "x"}}, "        |", 0},
        /* onto the right half, onto the left half, across two */
        {{{0, 8, "住民票"}, {1, 8, "x"}}, " x民票  |", 1},
        {{{0, 8, "住民票"}, {2, 8, "x"}}, "住x 票  |", 1},
        {{{0, 8, "住民票"}, {1, 8, "口"}}, " 口 票  |", 2},
        {{{0, 8, "abcdefgh"}, {2, 8, "口"}}, "ab口efgh|", 2},
        {{{0, 8, "住民票"}, {1, 8, "x"}, {5, 8, "y"}}, " x民 y  |", 1},
        /* marks stay with their letter; one without a letter has no place */
        {{{0, 8, "か\u3099x"}}, "か\u3099x     |", 3},
        {{{0, 8, "\u3099x"}}, "x       |", 1},
        {{{6, 8, "か\u3099か"}}, "      か\u3099|", 2},
        /* what could reach out of its place */
        {{{0, 8, "a\x1b[2J"}}, "a\ufffd[2J   |", 5},
        {{{0, 8, "a\nb\tc"}}, "a\ufffdb c   |", 5},
        {{{0, 8, "a\u202e\xff z"}}, "a\ufffd\ufffd z   |", 5},
        {{{0, 8, "\xe4\xbd"}}, "\ufffd\ufffd      |", 2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct canvas c;
        int used = -1;
        canvas_init(&c, 1, 8, 1);
        for (size_t j = 0; j < 3 && cases[i].puts[j].text; j++) {
            const struct put *p = &cases[i].puts[j];
            used = canvas_puts(&c, 0, p->col, p->cols, STYLE_TEXT, p->text);
        }
        expect_rows(&c, cases[i].row);
        assert_int_equal(used, cases[i].used);
        check_cells(&c);
        canvas_done(&c);
    }
}

static void test_many_marks(void **state)
{
    struct canvas c;
    char text[64] = "e";
    (void)state;
    for (int i = 0; i < 20; i++)
        strcat(text, "\u0301");
    canvas_init(&c, 1, 4, 1);
    canvas_puts(&c, 0, 0, 4, STYLE_TEXT, text);
    assert_int_equal(canvas_at(&c, 0, 0)->chars, CELL_CHARS);
    assert_int_equal(strlen(canvas_at(&c, 0, 0)->text), 1 + 2 * (CELL_CHARS - 1));
    expect_rows(&c, "e\u0301\u0301\u0301\u0301   |");
    canvas_done(&c);
}

static void test_box(void **state)
{
    struct canvas c;
    (void)state;
    canvas_init(&c, 3, 5, 1);
    canvas_box(&c, (struct rect){0, 0, 3, 5}, STYLE_RULE);
    expect_rows(&c, "┌───┐|│   │|└───┘|");
    canvas_done(&c);
    canvas_init(&c, 3, 5, 2);
    canvas_box(&c, (struct rect){0, 0, 3, 5}, STYLE_RULE);
    expect_rows(&c, "+---+||   ||+---+|");
    canvas_clear(&c);
    canvas_box(&c, (struct rect){1, 3, 9, 9}, STYLE_RULE); /* only what lies inside */
    expect_rows(&c, "     |   +-|   | |");
    canvas_done(&c);
}

static void test_ambiguous(void **state)
{
    struct canvas c;
    (void)state;
    canvas_init(&c, 1, 6, 2);
    assert_int_equal(canvas_puts(&c, 0, 0, 6, STYLE_TEXT, "①→x"), 5);
    assert_int_equal(canvas_at(&c, 0, 0)->width, 2);
    assert_int_equal(canvas_at(&c, 0, 3)->width, 0);
    canvas_puts(&c, 0, 1, 1, STYLE_TEXT, "y");
    expect_rows(&c, " y→x |");
    check_cells(&c);
    canvas_done(&c);
}

static void test_fill_and_style(void **state)
{
    struct canvas c;
    (void)state;
    canvas_init(&c, 2, 6, 1);
    canvas_puts(&c, 0, 0, 6, STYLE_TEXT, "住民票");
    canvas_restyle(&c, 0, 1, 3, STYLE_SELECTED);
    assert_int_equal(canvas_at(&c, 0, 0)->style, STYLE_TEXT);
    assert_int_equal(canvas_at(&c, 0, 2)->style, STYLE_SELECTED);
    assert_int_equal(canvas_at(&c, 0, 4)->style, STYLE_TEXT);
    canvas_fill(&c, (struct rect){0, 3, 9, 2}, STYLE_TITLE);
    expect_rows(&c, "住    |      |");
    assert_int_equal(canvas_at(&c, 1, 4)->style, STYLE_TITLE);
    assert_int_equal(canvas_at(&c, 0, 5)->style, STYLE_TEXT);
    check_cells(&c);
    canvas_done(&c);
}

static void test_cursor(void **state)
{
    static const struct {
        int row, col, at_row, at_col;
    } cases[] = {{0, 0, 0, 0}, {0, 1, 0, 0},   {0, 2, 0, 2}, {0, 3, 0, 2},
                 {9, 9, 1, 5}, {-1, -1, 0, 0}, {1, 5, 1, 5}};
    struct canvas c;
    (void)state;
    canvas_init(&c, 2, 6, 1);
    canvas_puts(&c, 0, 0, 6, STYLE_TEXT, "住民票");
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        canvas_cursor(&c, cases[i].row, cases[i].col);
        assert_int_equal(c.cursor_row, cases[i].at_row);
        assert_int_equal(c.cursor_col, cases[i].at_col);
    }
    canvas_done(&c);
}

static void test_dump_and_resize(void **state)
{
    struct canvas c;
    struct strbuf s;
    (void)state;
    canvas_init(&c, 3, 10, 1);
    strbuf_init(&s);
    canvas_puts(&c, 0, 2, 8, STYLE_TEXT, "住民 票");
    canvas_puts(&c, 2, 0, 8, STYLE_TEXT, "x");
    canvas_dump(&c, &s);
    assert_string_equal(s.s, "  住民 票\n\nx\n");
    strbuf_clear(&s);
    canvas_cursor(&c, 2, 9);
    canvas_resize(&c, 0, -5);
    assert_int_equal(c.rows, 1);
    assert_int_equal(c.cols, 1);
    assert_int_equal(c.cursor_col, 0);
    canvas_puts(&c, 0, 0, 8, STYLE_TEXT, "住");
    canvas_dump(&c, &s);
    assert_string_equal(s.s, "\n");
    strbuf_done(&s);
    canvas_done(&c);
}

/* Any bytes anywhere: the cells always fit together. */
static void test_any_bytes(void **state)
{
    static const char *const pieces[] = {"住", "a", "\u3099", "①", "\x80", "\x1b", "👨\u200d👩", " "};
    uint32_t seed = 1;
    struct canvas c;
    (void)state;
    for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
        canvas_init(&c, 3, 11, ambiguous);
        for (int i = 0; i < 5000; i++) {
            char text[64] = "";
            for (int j = 0; j < 4; j++) {
                seed = seed * 1664525u + 1013904223u;
                strcat(text, pieces[seed >> 24 & 7]);
            }
            canvas_puts(&c, (int)(seed >> 8 & 3), (int)(seed >> 12 & 15) - 2,
                        (int)(seed >> 16 & 15), STYLE_TEXT, text);
            check_cells(&c);
        }
        canvas_done(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_many_marks),
        cmocka_unit_test(test_box),
        cmocka_unit_test(test_ambiguous),
        cmocka_unit_test(test_fill_and_style),
        cmocka_unit_test(test_cursor),
        cmocka_unit_test(test_dump_and_resize),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
