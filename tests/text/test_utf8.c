#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/utf8.h"
#include <string.h>

static void every_character_there_and_back(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x110010; cp++) {
        char b[4];
        uint32_t back;
        size_t n = utf8_encode(cp, b);

        assert_int_equal(utf8_decode(b, n, &back), n);
        if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff)) {
            assert_int_equal(back, 0xfffd);
        } else {
            assert_int_equal(back, cp);
            assert_int_equal(n, cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4);
        }
        assert_true(utf8_valid(b, n));
        for (size_t cut = 1; cut < n; cut++)
            assert_false(utf8_valid(b, cut));
    }
}

static void invalid_bytes(void **state)
{
    static const struct {
        const char *s;
        size_t first;
    } cases[] = {
        {"\x80", 0},     /* continuation alone */
        {"a\xff", 1},    /* no such byte */
        {"\xc0\xaf", 0}, /* '/' in two bytes */
        {"\xc1\xbf", 0},
        {"\xe0\x80\xaf", 0}, /* … in three */
        {"\xe0\x9f\xbf", 0},
        {"\xf0\x80\x80\xaf", 0}, /* … in four */
        {"\xf0\x8f\xbf\xbf", 0},
        {"\xed\xa0\x80", 0},     /* surrogate */
        {"\xf4\x90\x80\x80", 0}, /* above U+10FFFF */
        {"\xf5\x80\x80\x80", 0},
        {"窓\xe5\x8f", 3}, /* cut */
        {"窓\xe5(", 3},
        {"\x82\xa0\x82\xa2", 0}, /* Shift_JIS */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint32_t cp;
        size_t n = strlen(cases[i].s), at = cases[i].first;

        assert_int_equal(utf8_first_invalid(cases[i].s, n), at);
        assert_false(utf8_valid(cases[i].s, n));
        assert_int_equal(utf8_decode(cases[i].s + at, n - at, &cp), 1);
        assert_int_equal(cp, 0xfffd);
    }
}

static void counting(void **state)
{
    const char *s = "aé窓😀";
    uint32_t cp;

    (void)state;
    assert_int_equal(utf8_length(s, strlen(s)), 4);
    assert_int_equal(utf8_length("", 0), 0);
    assert_int_equal(utf8_length("\xe7\xaa", 2), 2);
    assert_int_equal(utf8_prefix(s, strlen(s), 0), 0);
    assert_int_equal(utf8_prefix(s, strlen(s), 1), 1);
    assert_int_equal(utf8_prefix(s, strlen(s), 2), 3);
    assert_int_equal(utf8_prefix(s, strlen(s), 3), 6);
    assert_int_equal(utf8_prefix(s, strlen(s), 4), 10);
    assert_int_equal(utf8_prefix(s, strlen(s), 99), 10);
    assert_int_equal(utf8_decode("", 0, &cp), 0);
    assert_true(utf8_valid("a\0b", 3));
    assert_int_equal(utf8_decode("\0", 1, &cp), 1);
    assert_int_equal(cp, 0);
}

static void cleaning(void **state)
{
    static const struct {
        const char *in, *line, *lines;
    } cases[] = {
        {"転入届", "転入届", "転入届"},
        {"a\tb", "a b", "a b"},
        {"a\nb", "a\ufffdb", "a\nb"},
        {"\x1b[2J", "\ufffd[2J", "\ufffd[2J"},
        {"a\r\x7f", "a\ufffd\ufffd", "a\ufffd\ufffd"},
        {"\xc2\x9b\x33\x31m", "\ufffd31m", "\ufffd31m"}, /* C1 CSI */
        {"\x9b"
         "31m",
         "\ufffd31m", "\ufffd31m"},
        {"a\u202eb\u2066c", "a\ufffdb\ufffdc", "a\ufffdb\ufffdc"},
        {"\u200f\u061c\u2028\u2029", "\ufffd\ufffd\ufffd\ufffd", "\ufffd\ufffd\ufffd\ufffd"},
        {"か\u3099", "か\u3099", "か\u3099"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        utf8_clean(&b, cases[i].in, strlen(cases[i].in), false);
        assert_string_equal(b.s, cases[i].line);
        strbuf_clear(&b);
        utf8_clean(&b, cases[i].in, strlen(cases[i].in), true);
        assert_string_equal(b.s, cases[i].lines);
        strbuf_done(&b);
    }
}

static void cleaning_any_bytes(void **state)
{
    struct strbuf b;
    uint32_t seed = 20261120;

    (void)state;
    strbuf_init(&b);
    for (int round = 0; round < 2000; round++) {
        char bytes[64];

        for (size_t i = 0; i < sizeof(bytes); i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        strbuf_clear(&b);
        utf8_clean(&b, bytes, sizeof(bytes), false);
        assert_true(utf8_valid(b.s, b.len));
        for (size_t i = 0; i < b.len; i++)
            assert_true((unsigned char)b.s[i] >= 0x20 && b.s[i] != 0x7f);
    }
    strbuf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_there_and_back),
        cmocka_unit_test(invalid_bytes),
        cmocka_unit_test(counting),
        cmocka_unit_test(cleaning),
        cmocka_unit_test(cleaning_any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
