#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Writes text to a file of its own and reads it as a configuration. */
static bool load(struct config *c, const char *text, size_t n, struct error *err)
{
    char path[] = "/tmp/madoguchi-config-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, n), (ssize_t)n);
    close(fd);
    bool ok = config_load(c, path, err);
    unlink(path);
    return ok;
}

static void test_keys(void **state)
{
    static const struct {
        const char *text, *db;
        int lang; /* -1: not given */
    } cases[] = {
        {"", NULL, -1},
        {"# nothing\n", NULL, -1},
        {"db: /srv/madoguchi.db\n", "/srv/madoguchi.db", -1},
        {"db: town/m.db\nlang: en\n", "/tmp/town/m.db", LANG_EN},
        {"lang: ja\n", NULL, LANG_JA},
        {"lang: ja\ninput: kana\n", NULL, LANG_JA},
        {"input: latin\n", NULL, -1},
        {"{lang: \"en\", db: '/a b'}\n", "/a b", LANG_EN},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config c;
        struct error err = ERROR_NONE;
        if (!load(&c, cases[i].text, strlen(cases[i].text), &err))
            fail_msg("%s: %s", cases[i].text, err.msg);
        if (cases[i].db)
            assert_string_equal(c.db, cases[i].db);
        else
            assert_null(c.db);
        assert_int_equal(c.has_lang ? (int)c.lang : -1, cases[i].lang);
        assert_int_equal(c.kana, strstr(cases[i].text, "kana") != NULL);
        config_done(&c);
    }
}

static void test_printer(void **state)
{
    static const struct {
        const char *text, *print;
        int width;
    } cases[] = {
        {"db: /a\n", NULL, 0},
        {"print: lp -d receipt\nslip_width: 32\n", "lp -d receipt", 32},
        {"print: none\nslip_width: 80\n", "none", 80},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config c;
        struct error err = ERROR_NONE;
        if (!load(&c, cases[i].text, strlen(cases[i].text), &err))
            fail_msg("%s: %s", cases[i].text, err.msg);
        if (cases[i].print)
            assert_string_equal(c.print, cases[i].print);
        else
            assert_null(c.print);
        assert_int_equal(c.slip_width, cases[i].width);
        config_done(&c);
    }
}

static void test_look(void **state)
{
    struct config c;
    struct error err = ERROR_NONE;
    const char text[] = "furigana: true\nspacing: wide\ntheme: light\n";
    (void)state;
    assert_true(load(&c, "", 0, &err));
    assert_true(!c.look.furigana && !c.look.wide && c.look.theme == THEME_NORMAL);
    config_done(&c);
    assert_true(load(&c, text, sizeof text - 1, &err));
    assert_true(c.look.furigana && c.look.wide && c.look.theme == THEME_LIGHT);
    config_done(&c);
    assert_true(load(&c, "furigana: false\nspacing: normal\ntheme: dark", 43, &err));
    assert_true(!c.look.furigana && !c.look.wide && c.look.theme == THEME_DARK);
    config_done(&c);
}

static void test_kiosk(void **state)
{
    static const struct {
        const char *text;
        bool kiosk;
        unsigned idle, countdown;
    } cases[] = {
        {"", false, 120, 30},
        {"kiosk: true\n", true, 120, 30},
        {"kiosk: false\nidle: 1\n", false, 1, 30},
        {"kiosk: true\nidle: 3600\ncountdown: 45\n", true, 3600, 45},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config c;
        struct error err = ERROR_NONE;
        if (!load(&c, cases[i].text, strlen(cases[i].text), &err))
            fail_msg("%s: %s", cases[i].text, err.msg);
        assert_int_equal(c.kiosk, cases[i].kiosk);
        assert_int_equal(c.idle, cases[i].idle);
        assert_int_equal(c.countdown, cases[i].countdown);
        config_done(&c);
    }
}

static void test_mistakes(void **state)
{
    static const struct {
        const char *text, *where;
    } cases[] = {
        {"db: /a\nlnag: en\n", ":2:1: "},
        {"slip_width: 40\n", ":1:13: "},
        {"print: [lp]\n", ":1:8: "},
        {"lang: fr\n", ":1:7: "},
        {"input: romaji\n", ":1:8: "},
        {"input: [kana]\n", ":1:8: "},
        {"lang: ja\nbig: yes\n", ":2:6: "},
        {"furigana: はい\n", ":1:11: "},
        {"spacing: \"2\"\n", ":1:10: "},
        {"theme: blue\n", ":1:8: "},
        {"db: [a, b]\n", ":1:5: "},
        {"db: \"\"\n", ":1:"},
        {"- db\n", ":1:1: "},
        {"db: /a\ndb: /b\n", ":2:1: "},
        {"db: {\n", ":"},
        {"kiosk: yes\n", ":1:8: "},
        {"kiosk: [true]\n", ":1:8: "},
        {"kiosk: true\nidle: 0\n", ":2:7: "},
        {"idle: 3601\n", ":1:7: "},
        {"idle: 2m\n", ":1:7: "},
        {"countdown: -1\n", ":1:12: "},
        {"\tdb: a\n", ":1:1: "},
        {"db：/a\n", ":1:"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config c;
        struct error err = ERROR_NONE;
        if (load(&c, cases[i].text, strlen(cases[i].text), &err))
            fail_msg("%s was taken", cases[i].text);
        assert_int_equal(err.code, EX_CONFIG);
        if (!strstr(err.msg, cases[i].where))
            fail_msg("%s: %s", cases[i].text, err.msg);
        config_done(&c);
    }
}

static void test_files(void **state)
{
    (void)state;
    struct config c;
    struct error err = ERROR_NONE;
    assert_false(config_load(&c, "/nonexistent/madoguchi.yaml", &err));
    assert_int_equal(err.code, EX_NOINPUT);
    config_done(&c);
    err = (struct error)ERROR_NONE;
    assert_false(config_load(&c, "/tmp", &err)); /* a folder */
    assert_int_equal(err.code, EX_NOINPUT);
    config_done(&c);

    size_t n = 70000;
    char *big = malloc(n);
    assert_non_null(big);
    memset(big, '#', n);
    err = (struct error)ERROR_NONE;
    assert_false(load(&c, big, n, &err));
    assert_int_equal(err.code, EX_CONFIG);
    config_done(&c);
    free(big);

    static const char cp932[] = "db: /\x8e\xe8\x91\xb1\n";
    err = (struct error)ERROR_NONE;
    assert_false(load(&c, cp932, sizeof cp932 - 1, &err));
    assert_int_equal(err.code, EX_CONFIG);
    config_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys), cmocka_unit_test(test_printer),  cmocka_unit_test(test_kiosk),
        cmocka_unit_test(test_look), cmocka_unit_test(test_mistakes), cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
