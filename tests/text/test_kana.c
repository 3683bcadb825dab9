#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/kana.h"
#include <string.h>

static void romaji(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"aiueo", "あいうえお"},
        {"hikkoshi", "ひっこし"},
        {"hikkosi", "ひっこし"},
        {"HIKKOSHI", "ひっこし"},
        {"juuminhyou", "じゅうみんひょう"},
        {"zyuuminhyou", "じゅうみんひょう"},
        {"jyuuminhyou", "じゅうみんひょう"},
        {"inkan", "いんかん"},
        {"tennyuu", "てんにゅう"},
        {"tenshutsu", "てんしゅつ"},
        {"tensyutu", "てんしゅつ"},
        {"honnin", "ほんにん"},
        {"honnnin", "ほんにん"},
        {"nennkinn", "ねんきん"},
        {"kin'en", "きんえん"},
        {"kinnen", "きんねん"},
        {"shin'ya", "しんや"},
        {"maina-", "まいなー"},
        {"mainanba-ka-do", "まいなんばーかーど"},
        {"kyouto", "きょうと"},
        {"shimbun", "しんぶん"},
        {"sampo", "さんぽ"},
        {"hommono", "ほんもの"},
        {"matcha", "まっちゃ"},
        {"maccha", "まっちゃ"},
        {"zasshi", "ざっし"},
        {"kekkon", "けっこん"},
        {"chuusha", "ちゅうしゃ"},
        {"tyuusya", "ちゅうしゃ"},
        {"tuduki", "つづき"},
        {"tsuzuki", "つずき"},
        {"didu", "ぢづ"},
        {"ziji", "じじ"},
        {"xtulta", "っlた"},
        {"xtultu", "っっ"},
        {"xyalyo", "ゃょ"},
        {"xaliluxelo", "ぁぃぅぇぉ"},
        {"faxirufi", "ふぁぃるふぃ"},
        {"vava", "ゔぁゔぁ"},
        {"vu", "ゔ"},
        {"wiwe", "うぃうぇ"},
        {"wowyi", "をゐ"},
        {"tidhi", "ちでぃ"},
        {"thi-dhi-", "てぃーでぃー"},
        {"cacicuceco", "かしくせこ"},
        {"kwaqa", "くぁくぁ"},
        {"xka", "ゕ"},
        {"n", "ん"},
        {"nn", "ん"},
        {"xn", "ん"},
        {"hon ya", "ほん や"},
        {"kan3", "かん3"},
        {"pan-", "ぱんー"},
        {"-", "-"},
        {"3-4", "3-4"},
        {"toukyky", "とうkyky"},
        {"xyz", "xyz"},
        {"転入todoke", "転入とどけ"},
        {"te.", "て."},
        {"ha'i", "は'い"},
        {"n''", "ん'"},
        {"", ""},
        {"\xff\x80ka", "\xff\x80か"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        assert_int_equal(kana_from_romaji(&b, cases[i].in, strlen(cases[i].in), true), 0);
        assert_string_equal(b.s, cases[i].out);
        strbuf_done(&b);
    }
}

static void while_typing(void **state)
{
    static const struct {
        const char *in, *out;
        size_t rest;
    } cases[] = {
        {"k", "", 1},         {"ky", "", 2},        {"kyo", "きょ", 0},   {"toukyky", "とうky", 2},
        {"kk", "っ", 1},      {"hikk", "ひっ", 1},  {"n", "", 1},         {"hon", "ほ", 1},
        {"honn", "ほ", 2},    {"honnk", "ほん", 1}, {"honnn", "ほん", 1}, {"honnin", "ほんに", 1},
        {"tenny", "てん", 2}, {"nk", "ん", 1},      {"n'", "ん", 0},      {"xt", "", 2},
        {"xts", "", 3},       {"xtsu", "っ", 0},    {"matc", "ま", 2},    {"match", "まっ", 2},
        {"m", "", 1},         {"mb", "ん", 1},      {"ka", "か", 0},      {"ka-", "かー", 0},
        {"ka!", "か!", 0},    {"t3", "t3", 0},      {"", "", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        assert_int_equal(kana_from_romaji(&b, cases[i].in, strlen(cases[i].in), false),
                         cases[i].rest);
        assert_string_equal(b.s, cases[i].out);
        strbuf_done(&b);
    }
}

/* Typing letter by letter gives what the whole word gives. */
static void letter_by_letter(void **state)
{
    static const char *const words[] = {"honnin",  "tennyuutodoke",  "kin'en", "matcha",
                                        "shimbun", "mainanba-ka-do", "gakkou", "xtsuxya",
                                        "kekkonn", "sannkagetsu"};

    (void)state;
    for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
        struct strbuf typed, whole, pending;

        strbuf_init(&typed);
        strbuf_init(&whole);
        strbuf_init(&pending);
        for (const char *p = words[w]; *p; p++) {
            size_t rest;

            strbuf_putc(&pending, *p);
            rest = kana_from_romaji(&typed, pending.s, pending.len, false);
            memmove(pending.s, pending.s + pending.len - rest, rest);
            strbuf_truncate(&pending, rest);
        }
        kana_from_romaji(&typed, pending.s, pending.len, true);
        kana_from_romaji(&whole, words[w], strlen(words[w]), true);
        assert_string_equal(typed.s, whole.s);
        strbuf_done(&typed);
        strbuf_done(&whole);
        strbuf_done(&pending);
    }
}

static void recognising(void **state)
{
    static const struct {
        const char *s;
        bool romaji, hiragana;
    } cases[] = {
        {"hikkoshi", true, false}, {"Hikkoshi", true, false}, {"kin'en", true, false},
        {"ra-men", true, false},   {"pc", false, false},      {"id", false, false},
        {"covid", false, false},   {"tel", false, false},     {"a b", false, false},
        {"ka3", false, false},     {"-", false, false},       {"", false, false},
        {"ひっこし", false, true}, {"らーめん", false, true}, {"ヒッコシ", false, false},
        {"引越し", false, false},  {"ひ こ", false, false},   {"ゔゕゖ", false, true},
        {"ひ\xff", false, false},  {"か゛", false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t n = strlen(cases[i].s);

        if (kana_is_romaji(cases[i].s, n) != cases[i].romaji ||
            kana_is_hiragana(cases[i].s, n) != cases[i].hiragana)
            fail_msg("%s", cases[i].s);
    }
}

static void scripts(void **state)
{
    static const struct {
        const char *in, *hiragana, *katakana;
    } cases[] = {
        {"マイナンバーカード", "まいなんばーかーど", "マイナンバーカード"},
        {"引っ越し", "引っ越し", "引ッ越シ"},
        {"ァヴヵヶヽヾ", "ぁゔゕゖゝゞ", "ァヴヵヶヽヾ"},
        {"ぁゔゕゖゝゞ", "ぁゔゕゖゝゞ", "ァヴヵヶヽヾ"},
        {"・ー「ヷ」ｱabc窓", "・ー「ヷ」ｱabc窓", "・ー「ヷ」ｱabc窓"},
        {"\xe3\x82\xff", "\xe3\x82\xff", "\xe3\x82\xff"},
        {"", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        kana_to_hiragana(&b, cases[i].in, strlen(cases[i].in));
        assert_string_equal(b.s, cases[i].hiragana);
        strbuf_clear(&b);
        kana_to_katakana(&b, cases[i].in, strlen(cases[i].in));
        assert_string_equal(b.s, cases[i].katakana);
        strbuf_done(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(romaji),           cmocka_unit_test(while_typing),
        cmocka_unit_test(letter_by_letter), cmocka_unit_test(recognising),
        cmocka_unit_test(scripts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
