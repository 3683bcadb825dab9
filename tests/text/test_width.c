#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/utf8.h"
#include "text/width.h"
#include <stdio.h>
#include <string.h>

static void characters(void **state)
{
    static const struct {
        uint32_t cp;
        int narrow, wide; /* by what the terminal gives ambiguous characters */
    } cases[] = {
        {'a', 1, 1},    {0x7a93, 2, 2}, /* 窓 */
        {0x3042, 2, 2}, {0xff71, 1, 1}, /* あ, halfwidth ア */
        {0xff21, 2, 2}, {0x3000, 2, 2}, /* full-width A and space */
        {0x25cb, 1, 2}, {0x2460, 1, 2}, /* ○ ① */
        {0x2500, 1, 2}, {0x2588, 1, 2}, /* ─ █ */
        {0x2026, 1, 2}, {0x2014, 1, 2}, /* … — */
        {0x25a1, 1, 2}, {0x203b, 1, 2}, /* □ ※ */
        {0x2192, 1, 2}, {0x00d7, 1, 2}, /* → × */
        {0x0416, 1, 2}, {0x00b0, 1, 2}, /* Ж ° */
        {0x00f6, 1, 1}, {0x0e01, 1, 1}, /* ö and Thai are not ambiguous */
        {0x3099, 0, 0}, {0x0301, 0, 0}, /* combining */
        {0x200d, 0, 0}, {0xfe0f, 0, 0}, {0x1f600, 2, 2}, {0x20000, 2, 2}, {0x0a, 0, 0},
        {0x1b, 0, 0},   {0x7f, 0, 0},   {0x9b, 0, 0},    {0xfffd, 1, 2},  {0x110000, 1, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        if (char_width(cases[i].cp, 1) != cases[i].narrow ||
            char_width(cases[i].cp, 2) != cases[i].wide)
            fail_msg("U+%04X: %d and %d", (unsigned)cases[i].cp, char_width(cases[i].cp, 1),
                     char_width(cases[i].cp, 2));
    }
}

static void strings(void **state)
{
    (void)state;
    assert_int_equal(text_width("", 0, 1), 0);
    assert_int_equal(text_width("転入届abc", 12, 1), 9);
    assert_int_equal(text_width("○転入", 9, 1), 5);
    assert_int_equal(text_width("○転入", 9, 2), 6);
    assert_int_equal(text_width("か\u3099", 6, 1), 2);
    assert_int_equal(text_width("\xff\xfe", 2, 1), 2); /* two U+FFFD */
}

static void fitting(void **state)
{
    static const struct {
        const char *s;
        size_t cols, bytes;
    } cases[] = {
        {"転入届", 6, 9},
        {"転入届", 5, 6},
        {"転入届", 1, 0},
        {"転入届", 0, 0},
        {"a転入", 3, 4},
        {"か\u3099き", 2, 6},        /* the mark stays with its letter */
        {"e\u0301\u0323x", 1, 5},    /* and all of them */
        {"👨\u200d👩\u200d👧x", 6, 18}, /* a family is one cluster */
        {"👨\u200d👩\u200d👧x", 5, 0},
        {"👍🏽x", 4, 8}, /* skin tone */
        {"👍🏽x", 2, 0},
        {"🇯🇵🇫🇷", 2, 8}, /* flags are pairs */
        {"", 5, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t got = text_fit(cases[i].s, strlen(cases[i].s), cases[i].cols, 1);

        if (got != cases[i].bytes)
            fail_msg("%s in %zu: %zu bytes", cases[i].s, cases[i].cols, got);
    }
}

/* A word is not torn from its reading where the two fit on a line, nor does ） begin one. */
static void readings_stay(void **state)
{
    static const struct {
        const char *s;
        size_t cols;
        const char *lines;
    } cases[] = {
        {"必要な証明書（しょうめいしょ）です", 26, "必要な\n証明書（しょうめいしょ）で\nす\n"},
        {"必要な証明書（しょうめいしょ）です", 30, "必要な証明書（しょうめいしょ）\nです\n"},
        /* with what is read as it is written; お goes along */
        {"早めにお引っ越し（ひっこし）ください", 22, "早めに\nお引っ越し（ひっこし）\nください\n"},
        /* 「 does not end a line */
        {"これは「証明書（しょうめいしょ）", 25, "これは\n「証明書（しょうめい\nしょ）\n"},
        /* longer than a line */
        {"国民健康保険（こくみんけんこうほけん）", 20,
         "国民健康保険（こくみ\nんけんこうほけん）\n"},
        /* no reading */
        {"必要な証明書（紙で転出した人）です", 26, "必要な証明書（紙で転出した\n人）です\n"},
        {"必要なときに（よみ）です", 14, "必要なときに\n（よみ）です\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        text_wrap(&b, cases[i].s, strlen(cases[i].s), cases[i].cols, "", "", 1);
        assert_string_equal(b.s, cases[i].lines);
        strbuf_done(&b);
    }
}

static void ellipsis_and_padding(void **state)
{
    static const struct {
        const char *s;
        size_t cols;
        int ambiguous;
        const char *cut, *padded;
    } cases[] = {
        {"転入届", 6, 1, "転入届", "転入届"},
        {"転入届", 5, 1, "転入…", "転入届"},
        {"転入届", 5, 2, "転…", "転入届"},
        {"転入届", 1, 1, "…", "転入届"},
        {"転入届", 1, 2, ".", "転入届"},
        {"転入届", 0, 1, "", "転入届"},
        {"abc", 5, 1, "abc", "abc  "},
        {"", 2, 1, "", "  "},
        {"○", 3, 2, "○", "○ "},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        text_ellipsize(&b, cases[i].s, strlen(cases[i].s), cases[i].cols, cases[i].ambiguous);
        assert_string_equal(b.s, cases[i].cut);
        strbuf_clear(&b);
        text_pad(&b, cases[i].s, strlen(cases[i].s), cases[i].cols, cases[i].ambiguous);
        assert_string_equal(b.s, cases[i].padded);
        strbuf_done(&b);
    }
}

static void wrapping(void **state)
{
    static const struct {
        const char *s;
        size_t cols;
        const char *out;
    } cases[] = {
        {"", 10, ""},
        {"転入届を出す", 8, "転入届を\n出す\n"},
        {"転入届を出す", 9, "転入届を\n出す\n"},
        /* 行頭禁則: the stop takes the letter before it along */
        {"住所を書く。次", 10, "住所を書\nく。次\n"},
        {"あいうえっか", 8, "あいう\nえっか\n"},
        {"あいマイナンバー", 14, "あいマイナン\nバー\n"},
        {"あいう」。え", 8, "あい\nう」。え\n"},
        /* 行末禁則 */
        {"あいう（え）", 8, "あいう\n（え）\n"},
        {"手数料は￥300です", 10, "手数料は\n￥300です\n"},
        /* words and numbers stay whole */
        {"電話は0000-00-0000です", 12, "電話は\n0000-00-0000\nです\n"},
        {"次はtomorrowです", 10, "次は\ntomorrowで\nす\n"},
        {"窓口は8:30から", 8, "窓口は\n8:30から\n"},
        {"平日8:30〜17:15", 12, "平日\n8:30〜17:15\n"},
        {"住所は14日以内", 8, "住所は\n14日以内\n"},
        {"２０２６年です", 6, "２０２\n６年で\nす\n"}, /* wider than any line: cut anyway */
        {"https://example.com/", 8, "https://\nexample.\ncom/\n"},
        {"one two three", 7, "one two\nthree\n"},
        {"one  two", 3, "one\ntwo\n"},
        {"あい　うえ", 4, "あい\nうえ\n"},
        {"待って……から", 7, "待って\n……から\n"},
        /* newlines are kept, also the empty line */
        {"一\n\n二\n", 10, "一\n\n二\n"},
        {"あい\nう", 4, "あい\nう\n"},
        {"。。。。。", 4, "。。\n。。\n。\n"},
        {"か\u3099き\u3099", 2, "か\u3099\nき\u3099\n"},
        {"窓口", 1, "窓\n口\n"},
        {"窓口", 0, "窓\n口\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;
        size_t pos = 0, start, len, n = strlen(cases[i].s);

        strbuf_init(&b);
        while (text_next_line(cases[i].s, n, cases[i].cols, 1, &pos, &start, &len)) {
            strbuf_add(&b, cases[i].s + start, len);
            strbuf_putc(&b, '\n');
        }
        assert_string_equal(b.s, cases[i].out);
        assert_int_equal(pos, n);
        strbuf_done(&b);
    }
}

static void indented(void **state)
{
    struct strbuf b;
    const char *s = "住み始めた日から14日以内に届けます。";

    (void)state;
    strbuf_init(&b);
    text_wrap(&b, s, strlen(s), 20, "□ ", "  ", 1);
    assert_string_equal(b.s, "□ 住み始めた日から\n  14日以内に届けま\n  す。\n");
    strbuf_clear(&b);
    text_wrap(&b, "窓口", 6, 3, "        ", "    ", 1); /* no room: one kanji a line */
    assert_string_equal(b.s, "        窓\n    口\n");
    strbuf_done(&b);
}

/* Whatever comes, nothing is lost, lines fit, and it ends. */
static void any_text(void **state)
{
    static const char *const pieces[] = {"窓",       "。", "（",   "a",  "1",  "-",
                                         " ",        "　", "\n",   "ー", "っ", "か\u3099",
                                         "👨\u200d👩", "…",  "\xff", "）"};
    struct strbuf in;
    uint32_t seed = 1;

    (void)state;
    strbuf_init(&in);
    for (int round = 0; round < 20000; round++) {
        size_t pos = 0, start, len, before = 0, cols = (size_t)round % 12 + 4;

        strbuf_clear(&in);
        for (int i = 0; i < 20; i++) {
            seed = seed * 1664525 + 1013904223;
            strbuf_puts(&in, pieces[(seed >> 16) % (sizeof(pieces) / sizeof(pieces[0]))]);
        }
        while (text_next_line(in.s, in.len, cols, 1, &pos, &start, &len)) {
            assert_true(pos > before && start == before && start + len <= pos);
            assert_true(text_width(in.s + start, len, 1) <= cols);
            assert_null(memchr(in.s + start, '\n', len));
            for (size_t i = start + len; i < pos; i++) /* only white space is dropped */
                assert_non_null(strchr(" \n\xe3\x80", in.s[i]));
            before = pos;
        }
        assert_int_equal(pos, in.len);
    }
    strbuf_done(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters),
        cmocka_unit_test(strings),
        cmocka_unit_test(fitting),
        cmocka_unit_test(readings_stay),
        cmocka_unit_test(ellipsis_and_padding),
        cmocka_unit_test(wrapping),
        cmocka_unit_test(indented),
        cmocka_unit_test(any_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
