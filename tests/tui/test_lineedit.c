/* Keys go into the line editor; text and cursor column come out. */
#include "tui/lineedit.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"
#include "text/width.h"
#include <cmocka.h>

/* Words are keys by name when they are in <>, else typed. */
static void feed(struct lineedit *l, const char *script)
{
    size_t n = strlen(script);
    for (size_t i = 0; i < n;) {
        struct key key = {.code = KC_CHAR};
        const char *end = script[i] == '<' ? strchr(script + i, '>') : NULL;
        if (end) {
            char name[16] = "";
            memcpy(name, script + i + 1, (size_t)(end - script) - i - 1);
            assert_true(key_parse(name, &key));
            i = (size_t)(end - script) + 1;
        } else {
            i += utf8_decode(script + i, n - i, &key.cp);
        }
        assert_true(lineedit_key(l, &key));
    }
}

static int column(const struct lineedit *l)
{
    return (int)text_width(lineedit_text(l), lineedit_point(l), 1);
}

static void test_editing(void **state)
{
    static const struct {
        const char *keys, *text;
        int column;
    } cases[] = {
        {"", "", 0},
        {"住民票", "住民票", 6},
        {"住民票<Left>", "住民票", 4},
        {"住民票<Left><Left><Left><Left>", "住民票", 0},
        {"住民票<Left>の写しの", "住民の写しの票", 12},
        {"住票<Left>民", "住民票", 4},
        {"住民票<Backspace>", "住民", 4},
        {"住民票<Left><Backspace>", "住票", 2},
        {"住民票<Home><Backspace>", "住民票", 0},
        {"住民票<Home><Delete>", "民票", 0},
        {"住民票<Delete>", "住民票", 6},
        {"<Delete><Backspace><Left><Right><Home><End>", "", 0},
        {"<Ctrl-D>", "", 0}, /* not the end of input */
        {"民票<Home>住<End>!", "住民票!", 7},
        {"住民票<Home><Right>x", "住x民票", 3},
        {"住民票<End><Right>", "住民票", 6},
        {"住民票<Left><Ctrl-K>", "住民", 4},
        {"住民票<Left><Ctrl-U>", "票", 0},
        {"住民票 写し<Ctrl-W>", "住民票 ", 7},
        {"住民票 写し  <Ctrl-W><Ctrl-W>", "", 0},
        {"abc<Ctrl-A>x<Ctrl-E>y<Ctrl-B><Ctrl-B>z<Ctrl-F>w<Ctrl-H>", "xabzcy", 5},
        {"か\u3099き<Left><Left>x", "xか\u3099き", 1},
        {"ﾊﾝｺ", "ﾊﾝｺ", 3},
        {"👪と<Left>x", "👪xと", 3},
        {"~root M-x $(ls) `id`", "~root M-x $(ls) `id`", 20},
    };
    struct lineedit *l = lineedit_new();
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        lineedit_clear(l);
        feed(l, cases[i].keys);
        assert_string_equal(lineedit_text(l), cases[i].text);
        assert_int_equal(column(l), cases[i].column);
    }
    lineedit_free(l);
}

static void test_other_keys(void **state)
{
    static const char *const names[] = {"Enter",  "Esc",    "Tab",    "Up",     "Down",
                                        "F1",     "F2",     "Ctrl-C", "Ctrl-R", "Ctrl-X",
                                        "Ctrl-V", "Ctrl-Y", "Ctrl-Q"};
    struct lineedit *l = lineedit_new();
    (void)state;
    feed(l, "住民票<Left>");
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct key key;
        assert_true(key_parse(names[i], &key));
        assert_false(lineedit_key(l, &key));
    }
    assert_string_equal(lineedit_text(l), "住民票");
    assert_int_equal(column(l), 4);
    lineedit_free(l);
}

/* What one person killed does not come back for the next. */
static void test_two_lines(void **state)
{
    struct lineedit *a = lineedit_new(), *b = lineedit_new();
    (void)state;
    feed(a, "ひみつ<Ctrl-U>");
    feed(b, "住民票<Left>");
    feed(a, "転入");
    assert_string_equal(lineedit_text(a), "転入");
    assert_string_equal(lineedit_text(b), "住民票");
    feed(b, "x");
    assert_string_equal(lineedit_text(b), "住民x票");
    lineedit_free(a);
    feed(b, "<End>y");
    assert_string_equal(lineedit_text(b), "住民x票y");
    lineedit_free(b);
}

static void test_paste(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *text;
    } cases[] = {
        {"住民票", 9, "住民票"},
        {"a\nb\r\nc\td", 8, "a b c d"},
        {"a\nb", 3, "a b"},
        {"\x1b[31mred", 8, "[31mred"},
        {"\x01\x04\x0b\x15", 4, ""},
        {"a\xff\xfe"
         "b",
         4, "ab"},
        {"a\0b", 3, "ab"},
        {"\xe4\xbd", 2, ""},
        {"x\u202ey", 5, "xy"},
    };
    struct lineedit *l = lineedit_new();
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        lineedit_clear(l);
        lineedit_insert(l, cases[i].bytes, cases[i].n);
        assert_string_equal(lineedit_text(l), cases[i].text);
    }
    lineedit_clear(l);
    feed(l, "住票<Left>");
    lineedit_insert(l, "民基本台帳と住民", 24);
    assert_string_equal(lineedit_text(l), "住民基本台帳と住民票");
    assert_int_equal(column(l), 18);
    lineedit_free(l);
}

static void test_limit(void **state)
{
    struct lineedit *l = lineedit_new();
    struct strbuf s;
    (void)state;
    strbuf_init(&s);
    for (int i = 0; i < 2000; i++)
        strbuf_puts(&s, "票");
    lineedit_insert(l, s.s, s.len);
    assert_int_equal(strlen(lineedit_text(l)), LINEEDIT_MAX);
    feed(l, "x<Backspace>y");
    assert_int_equal(strlen(lineedit_text(l)), LINEEDIT_MAX - 2);
    assert_string_equal(lineedit_text(l) + LINEEDIT_MAX - 6, "票y");
    lineedit_free(l);
    strbuf_done(&s);
}

static void expect_view(struct lineedit *l, int cols, const char *seen, int cursor)
{
    struct lineedit_view v = lineedit_view(l, cols, 1);
    char text[64] = "";
    assert_true(v.len < sizeof(text));
    memcpy(text, lineedit_text(l) + v.start, v.len);
    assert_string_equal(text, seen);
    assert_int_equal(v.cursor, cursor);
}

static void test_view(void **state)
{
    struct lineedit *l = lineedit_new();
    (void)state;
    expect_view(l, 10, "", 0);
    feed(l, "住民票の");
    expect_view(l, 10, "住民票の", 8);
    feed(l, "写"); /* ten columns, and one more for the cursor */
    expect_view(l, 10, "民票の写", 8);
    feed(l, "し");
    expect_view(l, 10, "票の写し", 8);
    feed(l, "<Left>");
    expect_view(l, 10, "票の写し", 6);
    feed(l, "<Left><Left><Left>");
    expect_view(l, 10, "票の写し", 0);
    feed(l, "<Left>");
    expect_view(l, 10, "民票の写し", 0);
    feed(l, "<Home>");
    expect_view(l, 10, "住民票の写", 0);
    feed(l, "<Right><Right><Right><Right>");
    expect_view(l, 10, "住民票の写", 8);
    feed(l, "<Right>"); /* onto し, which must be seen whole */
    expect_view(l, 10, "民票の写し", 8);
    feed(l, "<Home><Ctrl-K>");
    expect_view(l, 10, "", 0);
    feed(l, "abcdefghi");
    expect_view(l, 10, "abcdefghi", 9);
    feed(l, "j");
    expect_view(l, 10, "bcdefghij", 9);
    lineedit_free(l);
}

/* The cursor is inside for every text, width and place. */
static void test_view_always_inside(void **state)
{
    struct lineedit *l = lineedit_new();
    (void)state;
    feed(l, "a住b民か\u3099c票①👪xyzの写しを3通");
    for (int cols = 2; cols < 40; cols++) {
        struct key left = {.code = KC_LEFT};
        feed(l, "<End>");
        for (int i = 0; i < 24; i++) {
            for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
                struct lineedit_view v = lineedit_view(l, cols, ambiguous);
                assert_in_range(v.cursor, 0, cols - 1);
                assert_true(v.start <= lineedit_point(l));
                assert_true(text_width(lineedit_text(l) + v.start, v.len, ambiguous) <=
                            (size_t)cols);
                assert_true(utf8_valid(lineedit_text(l) + v.start, v.len));
            }
            lineedit_key(l, &left);
        }
        assert_int_equal(lineedit_point(l), 0);
    }
    lineedit_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_editing),
        cmocka_unit_test(test_other_keys),
        cmocka_unit_test(test_two_lines),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_view),
        cmocka_unit_test(test_view_always_inside),
    };
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
