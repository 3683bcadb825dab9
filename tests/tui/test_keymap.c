#include "tui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "text/width.h"
#include <cmocka.h>

static void test_parse(void **state)
{
    static const struct {
        const char *name;
        enum key_code code;
        uint32_t cp;
    } good[] = {
        {"Enter", KC_ENTER, 0},     {"enter", KC_ENTER, 0}, {"PageDown", KC_PAGE_DOWN, 0},
        {"BackTab", KC_BACKTAB, 0}, {"F1", KC_F1, 0},       {"Ctrl-C", KC_CTRL, 'c'},
        {"ctrl-u", KC_CTRL, 'u'},   {"1", KC_CHAR, '1'},    {"q", KC_CHAR, 'q'},
        {"住", KC_CHAR, 0x4f4f},    {"?", KC_CHAR, '?'},
    };
    static const char *const bad[] = {"", "Entr", "Ctrl-1", "住民", "\x01", "\xff", "Ctrl-"};
    struct key key;
    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
        assert_true(key_parse(good[i].name, &key));
        assert_int_equal(key.code, good[i].code);
        assert_int_equal(key.cp, good[i].cp);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        assert_false(key_parse(bad[i], &key));
}

static enum command find(enum place place, const char *name, uint32_t *cp)
{
    struct key key;
    assert_true(key_parse(name, &key));
    enum command cmd = keymap_find(place, &key);
    if (cp)
        *cp = key.cp;
    return cmd;
}

static void test_find(void **state)
{
    static const struct {
        enum place place;
        const char *key;
        enum command command;
        uint32_t cp; /* 0: not looked at */
    } cases[] = {
        /* an empty question line: digits and commands; then everything is text */
        {PLACE_INPUT, "1", CMD_DIGIT, '1'},
        {PLACE_INPUT, "0", CMD_DIGIT, '0'},
        {PLACE_INPUT, "q", CMD_QUIT, 0},
        {PLACE_INPUT, "?", CMD_HELP, 0},
        {PLACE_INPUT, "住", CMD_EDIT, 0x4f4f},
        {PLACE_INPUT, "ｑ", CMD_EDIT, 0xff51},
        {PLACE_TYPED, "1", CMD_EDIT, '1'},
        {PLACE_TYPED, "q", CMD_EDIT, 'q'},
        {PLACE_TYPED, "?", CMD_EDIT, '?'},
        {PLACE_TYPED, "Ctrl-U", CMD_EDIT, 'u'},
        {PLACE_TYPED, "Left", CMD_EDIT, 0},
        {PLACE_TYPED, "Esc", CMD_BACK, 0},
        {PLACE_TYPED, "Down", CMD_NEXT_AREA, 0},
        /* among the suggestions, too */
        {PLACE_SUGGEST, "1", CMD_EDIT, '1'},
        {PLACE_SUGGEST, "q", CMD_EDIT, 'q'},
        {PLACE_SUGGEST, "　", CMD_EDIT, 0x3000},
        {PLACE_SUGGEST, "Left", CMD_EDIT, 0},
        {PLACE_SUGGEST, "Backspace", CMD_EDIT, 0},
        {PLACE_SUGGEST, "Down", CMD_DOWN, 0},
        {PLACE_SUGGEST, "Enter", CMD_ENTER, 0},
        {PLACE_SUGGEST, "Esc", CMD_BACK, 0},
        {PLACE_VALUE, "0", CMD_EDIT, '0'},
        {PLACE_VALUE, "Enter", CMD_ENTER, 0},
        {PLACE_VALUE, "Backspace", CMD_EDIT, 0},
        /* elsewhere, an input method may be on */
        {PLACE_CHOICE, "１", CMD_DIGIT, '1'},
        {PLACE_CHOICE, "０", CMD_DIGIT, '0'},
        {PLACE_LIST, "ｑ", CMD_QUIT, 'q'},
        {PLACE_LIST, "？", CMD_HELP, '?'},
        {PLACE_ENTRY, "　", CMD_PAGE_DOWN, ' '},
        {PLACE_CHOICE, "Backspace", CMD_BACK, 0},
        {PLACE_CHECKLIST, "Esc", CMD_BACK, 0},
        {PLACE_MULTI, " ", CMD_ENTER, 0},
        {PLACE_MENU, "住", CMD_EDIT, 0x4f4f},
        {PLACE_MENU, "Left", CMD_LEFT, 0},
        {PLACE_LIST, "Left", CMD_NONE, 0},
        /* words are welcome everywhere */
        {PLACE_LIST, "x", CMD_EDIT, 0},
        {PLACE_CHOICE, "住", CMD_EDIT, 0x4f4f},
        {PLACE_MULTI, "ｂ", CMD_EDIT, 0xff42},
        {PLACE_ENTRY, "い", CMD_EDIT, 0},
        {PLACE_CHECKLIST, "な", CMD_EDIT, 0},
        {PLACE_READ, "x", CMD_EDIT, 0},
        {PLACE_SAY, "1", CMD_EDIT, '1'},
        {PLACE_SAY, "q", CMD_EDIT, 'q'},
        {PLACE_SAY, "?", CMD_EDIT, '?'},
        {PLACE_SAY, "Backspace", CMD_EDIT, 0},
        {PLACE_SAY, "Down", CMD_NONE, 0},
        {PLACE_READ, "Tab", CMD_NONE, 0},
        /* the board of kana: the arrows are its, all that is typed is the line's */
        {PLACE_BOARD, "Left", CMD_LEFT, 0},
        {PLACE_BOARD, "Down", CMD_DOWN, 0},
        {PLACE_BOARD, "Enter", CMD_ENTER, 0},
        {PLACE_BOARD, " ", CMD_ENTER, 0},
        {PLACE_BOARD, "　", CMD_EDIT, 0x3000},
        {PLACE_BOARD, "1", CMD_EDIT, '1'},
        {PLACE_BOARD, "q", CMD_EDIT, 'q'},
        {PLACE_BOARD, "Backspace", CMD_EDIT, 0},
        {PLACE_BOARD, "Tab", CMD_NEXT_AREA, 0},
        {PLACE_BOARD, "F5", CMD_BOARD, 0},
        {PLACE_INPUT, "F5", CMD_BOARD, 0},
        {PLACE_CHOICE, "F5", CMD_BOARD, 0},
        {PLACE_CHECKLIST, "F5", CMD_BOARD, 0},
        {PLACE_VALUE, "F5", CMD_NONE, 0},
        {PLACE_READ, "F5", CMD_NONE, 0},
        {PLACE_TYPED, "F6", CMD_KANA, 0},
        {PLACE_SUGGEST, "F6", CMD_KANA, 0},
        {PLACE_LIST, "F6", CMD_NONE, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        uint32_t cp;
        assert_int_equal(find(cases[i].place, cases[i].key, &cp), cases[i].command);
        if (cases[i].cp != 0)
            assert_int_equal(cp, cases[i].cp);
    }
}

/* Nobody is ever stuck. */
static void test_everywhere(void **state)
{
    (void)state;
    for (int i = 0; i < PLACES; i++) {
        enum place place = (enum place)(1 << i);
        assert_int_equal(find(place, "Ctrl-C", NULL), CMD_QUIT);
        assert_int_equal(find(place, "F1", NULL), CMD_HELP);
        assert_int_equal(find(place, "Esc", NULL), CMD_BACK);
        assert_int_equal(find(place, "F2", NULL), CMD_HOME);
        assert_int_equal(find(place, "Ctrl-L", NULL), CMD_REDRAW);
    }
}

/* Every help line tells how to get help, back and out, and each hint does what it says. */
static void test_hints(void **state)
{
    (void)state;
    for (int i = 0; i < PLACES; i++) {
        struct hint hint;
        bool help = false, quit = false;
        size_t n = 0, row = 0, cols = 1;
        while (keymap_next_hint((enum place)(1 << i), &row, &hint)) {
            struct key key;
            help |= hint.command == CMD_HELP;
            quit |= hint.command == CMD_QUIT;
            if (key_parse(hint.keys, &key) && key.cp < 0x80)
                assert_int_equal(keymap_find((enum place)(1 << i), &key), hint.command);
            if (!hint.spare)
                cols += text_width(hint.keys, strlen(hint.keys), 1) + 3 +
                        text_width(hint.label, strlen(hint.label), 1);
            n++;
        }
        assert_true(help && quit);
        assert_true(n >= 4);
        assert_true(cols <= 2 * 60); /* two rows in the smallest window */
    }
}

static void test_help(void **state)
{
    struct strbuf s;
    (void)state;
    strbuf_init(&s);
    keymap_help(&s, PLACE_READ, 56, 1);
    assert_non_null(strstr(s.s, "Esc"));
    assert_non_null(strstr(s.s, "Ctrl-L"));
    assert_non_null(strstr(s.s, "最初の画面"));
    for (char *line = s.s, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        assert_non_null(end);
        assert_true(text_width(line, (size_t)(end - line), 1) <= 56);
    }
    strbuf_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),      cmocka_unit_test(test_find),
        cmocka_unit_test(test_everywhere), cmocka_unit_test(test_hints),
        cmocka_unit_test(test_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
