#include "index/analyzer.h"
#include "index/letters.h"
#include "index/terms.h"
#include "index/traits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct morph *morph;
static struct analyzer *analyzer;

#define STR(text)                         \
    {                                     \
        .s = text, .len = sizeof text - 1 \
    }

static int setup(void **state)
{
    (void)state;
    static struct str stops[] = {STR("教える"), STR("付く/つく"), STR("する"), STR("町役場")};
    static struct knowledge k = {
        .town = {.name = STR("見本町")},
        .stopwords = {stops, sizeof stops / sizeof *stops},
    };
    struct error err = ERROR_NONE;
    morph = morph_open(NULL, NULL, &err);
    if (!morph)
        return -1;
    analyzer = analyzer_new(morph, &k);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    analyzer_free(analyzer);
    morph_close(morph);
    return 0;
}

/* The terms of one kind, in order, with spaces between. */
static void list(const struct terms *t, enum term_kind kind, struct strbuf *out)
{
    for (size_t i = 0; i < t->n; i++)
        if (term_kind_of(t->v[i].s, t->v[i].len) == kind)
            strbuf_printf(out, "%s%s", out->len ? " " : "", t->v[i].s + 1);
}

static void check_text(const char *text, bool query, enum term_kind kind, const char *expected)
{
    struct terms t;
    struct strbuf b;
    terms_init(&t);
    strbuf_init(&b);
    analyzer_run(analyzer, text, strlen(text), query, &t);
    list(&t, kind, &b);
    assert_string_equal(b.s, expected);
    strbuf_done(&b);
    terms_done(&t);
}

struct text_case {
    const char *text, *expected;
};

static void check_all(const struct text_case *cases, size_t n, bool query, enum term_kind kind)
{
    for (size_t i = 0; i < n; i++)
        check_text(cases[i].text, query, kind, cases[i].expected);
}
#define CHECK(cases, query, kind) check_all(cases, sizeof cases / sizeof *cases, query, kind)

static void test_words(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {"住民票の写しが欲しい", "住民/じゅうみん 票/ひょう 写す/うつす 欲しい/ほしい"},
        {"じゅうみんひょう", "住民/じゅうみん 票/ひょう"},
        {"ｼﾞｭｳﾐﾝ", "ジュウミン"}, /* rewritten in questions only */
        /* stopwords: as words, as representative, in any form; and the town */
        {"転入について教えたい", "転入/てんにゅう"},
        {"見本町に転入する", "転入/てんにゅう"},
        {"見本を見せる町", "見本/みほん 見せる/みせる 町/まち"},
        /* several words in a row are dropped only in their order */
        {"町役場の駐車場", "駐車/ちゅうしゃ 場/じょう"},
        {"役場の町", "役場/やくば 町/まち"},
        /* politeness is dropped, what changes the meaning is kept */
        {"お部屋の非課税", "部屋/へや 非/ひ 課税/かぜい"},
        {"これはそのことです。", ""},
        {"", ""},
        {"!!! 。、", ""},
    };
    CHECK(cases, false, TERM_WORD);
}

static void test_question_words(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {"テンニュウ", "テンニュウ 転入/てんにゅう"},
        {"ｼﾞｭｳﾐﾝﾋｮｳ", "ジュウミンヒョウ 住民/じゅうみん 票/ひょう"},
        {"アプリ", "アプリ"}, /* no crumbs of hiragana */
        {"juuminhyou", "juuminhyou 住民/じゅうみん 票/ひょう"},
        {"tennyuu no tokoro", "tennyuu no tokoro 転入/てんにゅう"},
        {"line pay", "line pay"},
        {"転入 tennyuu", "転入/てんにゅう tennyuu"},
    };
    CHECK(cases, true, TERM_WORD);
}

static void test_grams(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {"住民票", "住民 民票"},
        {"住民票の写し", "住民 民票 写し"}, /* の is between */
        {"てんにゅう", ""},                 /* hiragana say too little */
        {"出し入れする", "出し し入 入れ"},
        {"QRコード", "qr rコ コー ード"},
        {"転入・転出", "転入 転出"},
    };
    CHECK(cases, false, TERM_GRAM);
    static const struct text_case kanji[] = {
        {"住民票の写し", "住 民 票 写"}, {"カード", ""}, {"佐々木", "佐 々 木"}};
    CHECK(kanji, false, TERM_CHAR);
}

static void test_readings(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {"住民", "じゅ ゅみ みん"},                     /* うafterゅ only lengthens */
        {"ジュウミン", "じゅ ゅみ みん"}, {"附票", ""}, /* no reading is known: nothing is made up
                                                         */
        {"附票と住民", "じゅ ゅみ みん"}, {"カード", "かど"}, {"東京", "とき きょ"},
    };
    CHECK(cases, false, TERM_READING);
    static const struct text_case typed[] = {{"じゅーみん", "じゅ ゅみ みん"},
                                             {"juumin", "じゅ ゅみ みん"},
                                             {"jumin", "じゅ ゅみ みん"}};
    CHECK(typed, true, TERM_READING);
}

/* Every term says where it came from. */
static void test_offsets(void **state)
{
    (void)state;
    static const char text[] = "転入届の 出し方";
    struct terms t;
    terms_init(&t);
    analyzer_run(analyzer, text, strlen(text), false, &t);
    assert_true(t.n > 5);
    for (size_t i = 0; i < t.n; i++) {
        assert_true(t.v[i].start < t.v[i].end && t.v[i].end <= strlen(text));
        enum term_kind kind = term_kind_of(t.v[i].s, t.v[i].len);
        assert_int_equal(t.v[i].len, strlen(t.v[i].s));
        if (kind == TERM_GRAM || kind == TERM_CHAR) {
            assert_int_equal(t.v[i].end - t.v[i].start, t.v[i].len - 1);
            assert_memory_equal(text + t.v[i].start, t.v[i].s + 1, t.v[i].len - 1);
        }
    }
    terms_done(&t);
}

/* Anything at all: terms are short, begin with their letter and hold no NUL. */
static void check_calm(const char *s, size_t n, bool query)
{
    struct terms t;
    terms_init(&t);
    analyzer_run(analyzer, s, n, query, &t);
    for (size_t i = 0; i < t.n; i++) {
        assert_true(t.v[i].len > 1 && t.v[i].len <= TERM_MAX);
        assert_int_not_equal(term_kind_of(t.v[i].s, t.v[i].len), TERM_KINDS);
        assert_int_equal(strlen(t.v[i].s), t.v[i].len);
    }
    terms_done(&t);
}

static void test_calm(void **state)
{
    (void)state;
    struct strbuf b;
    strbuf_init(&b);
    for (int c = 0; c < 256; c++)
        strbuf_putc(&b, (char)c);
    check_calm(b.s, b.len, true);
    check_calm(b.s, b.len, false);
    strbuf_clear(&b);
    for (int i = 0; i < 34000; i++)
        strbuf_puts(&b, "届");
    check_calm(b.s, b.len, true);
    check_calm(b.s, b.len, false);
    strbuf_clear(&b);
    strbuf_fill(&b, 'a', 100000);
    check_calm(b.s, b.len, true);
    check_calm(b.s, b.len, false);
    strbuf_clear(&b);
    uint32_t x = 12345; /* bytes without any sense, the same ones every time */
    for (int i = 0; i < 50000; i++) {
        x = x * 1664525u + 1013904223u;
        strbuf_putc(&b, (char)(x >> 24));
    }
    check_calm(b.s, b.len, true);
    check_calm(b.s, b.len, false);
    strbuf_done(&b);
}

/* A long text is taken in pieces: nothing is lost at their ends. */
static void test_pieces(void **state)
{
    (void)state;
    struct strbuf b;
    struct terms t;
    strbuf_init(&b);
    terms_init(&t);
    for (int i = 0; i < 3000; i++)
        strbuf_puts(&b, i % 40 == 39 ? "転入届。" : "転入届の");
    analyzer_run(analyzer, b.s, b.len, false, &t);
    size_t words = 0, grams = 0;
    for (size_t i = 0; i < t.n; i++) {
        words += strcmp(t.v[i].s, "w届/とどけ") == 0;
        grams += strcmp(t.v[i].s, "g入届") == 0;
    }
    assert_int_equal(words, 3000);
    assert_int_equal(grams, 3000);
    /* a question is cut after 2,000 characters: 500 times the four of 転入届の */
    analyzer_run(analyzer, b.s, b.len, true, &t);
    words = 0;
    for (size_t i = 0; i < t.n; i++)
        words += strcmp(t.v[i].s, "w届/とどけ") == 0;
    assert_int_equal(words, 500);
    terms_done(&t);
    strbuf_done(&b);
}

static void test_keys(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {"転入届", "転入届"},
        {" 転入届？ ", "転入届"},
        {"マイナンバー・カード（１枚）", "まいなんばーかーど1枚"},
        {"QR ｺｰﾄﾞ", "qrこーど"},
        {"。、！", ""},
        {"", ""},
    };
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        strbuf_clear(&b);
        letters_key(cases[i].text, strlen(cases[i].text), &b);
        assert_string_equal(b.s, cases[i].expected);
    }
    strbuf_done(&b);
}

static void test_sounds(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {"じゅうみんひょう", "じゅみんひょ"},
        {"じゅみんひょ", "じゅみんひょ"},
        {"トーキョー", "ときょ"},
        {"とおきょお", "ときょ"},
        {"おおさか", "おさか"},
        {"くうこう", "くこ"},
        {"えいが", "えいが"}, /* ei is heard, and written the same by all */
        {"いう", "いう"},
        {"はう", "はう"},
        {"ゔぉーと", "ゔぉと"},
        {"んう", "んう"},
        {"っう", "っう"},
        {"住民と票", "と "},
        {"", ""},
    };
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        strbuf_clear(&b);
        letters_sound(cases[i].text, strlen(cases[i].text), &b);
        assert_string_equal(b.s, cases[i].expected);
    }
    /* every hiragana lengthens in its own row, and in no other */
    static const char *const rows[] = {
        "おこごそぞとどのほぼぽもよろをぉょ",   "うくぐすずつづぬふぶぷむゆるぅゅゔ",
        "あかがさざただなはばぱまやらわぁゃゎ", "いきぎしじちぢにひびぴみりぃゐ",
        "えけげせぜてでねへべぺめれぇゑんっ",
    };
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
        for (const char *p = rows[row]; *p; p += 3) {
            char text[7];
            memcpy(text, p, 3);
            memcpy(text + 3, "う", 4);
            strbuf_clear(&b);
            letters_sound(text, 6, &b);
            assert_int_equal(b.len, row < 2 ? 3 : 6);
        }
    strbuf_done(&b);
}

static uint64_t traits(const char *text)
{
    return analyzer_traits(analyzer, text, strlen(text));
}

/* Two ways to say a phrase have the same words, two meanings have not. */
static void test_phrase_words(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"住民票の写しがほしい", "住民票の写しはほしいです", true},
        {"住民票うつす", "住民票の写し", false}, /* 移す or 写す */
        {"住民票うつす", "住民票を移す", false},
        {"住民票を移す", "住民票の写し", false},
        {"届けを出す", "届けを出さない", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf a, b;
        strbuf_init(&a);
        strbuf_init(&b);
        analyzer_words(analyzer, cases[i].a, strlen(cases[i].a), &a);
        analyzer_words(analyzer, cases[i].b, strlen(cases[i].b), &b);
        assert_true(a.len > 0 && b.len > 0);
        if ((strcmp(a.s, b.s) == 0) != cases[i].same)
            fail_msg("%s, %s", a.s, b.s);
        strbuf_done(&a);
        strbuf_done(&b);
    }
}

/* One aspect, however it is worded; several; none. What the words are comes with it. */
static void test_traits(void **state)
{
    (void)state;
    uint64_t fee = traits("料金") & TRAIT_ASPECT_BITS, when = traits("期限") & TRAIT_ASPECT_BITS;
    assert_true(fee && when && fee != when);
    assert_int_equal(traits("いくら") & TRAIT_ASPECT_BITS, fee);
    assert_int_equal(traits("犬の料金の期限") & TRAIT_ASPECT_BITS, fee | when);
    assert_int_equal(traits("犬") & TRAIT_ASPECT_BITS, 0);
    assert_true(traits("犬") & TRAIT_CATEGORY_BITS);
    assert_true(traits("病院の料金") & traits("病院") & TRAIT_DOMAIN_BITS);
    assert_int_equal(traits(""), 0);
}

/* In a group of equals any word stands for the concept; a word that a broad one covers does so in
 * questions only. */
static void test_concepts(void **state)
{
    (void)state;
    static struct str equal[] = {STR("印鑑"), STR("判子")};
    static struct str broad[] = {STR("外国語"), STR("英語"), STR("中国語")};
    static struct synonym_group groups[] = {{{equal, 2}, false}, {{broad, 3}, true}};
    static struct knowledge k = {.synonyms = {groups, 2}};
    static const struct text_case asked[] = {
        {"判子", "0"}, {"外国語", "1"}, {"英語の案内", "1"}, {"案内", ""}};
    static const struct text_case held[] = {
        {"判子", "0"}, {"外国語", "1"}, {"英語の案内", ""}, {"英語などの外国語", "1"}};
    struct strbuf bytes;
    strbuf_init(&bytes);
    analyzer_learn(analyzer, &k, &bytes);
    assert_true(analyzer_lexicon(analyzer, bytes.s, bytes.len));
    CHECK(asked, true, TERM_CONCEPT);
    CHECK(held, false, TERM_CONCEPT);
    assert_true(analyzer_lexicon(analyzer, NULL, 0));
    strbuf_done(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),   cmocka_unit_test(test_question_words),
        cmocka_unit_test(test_grams),   cmocka_unit_test(test_readings),
        cmocka_unit_test(test_offsets), cmocka_unit_test(test_calm),
        cmocka_unit_test(test_pieces),  cmocka_unit_test(test_keys),
        cmocka_unit_test(test_sounds),  cmocka_unit_test(test_phrase_words),
        cmocka_unit_test(test_traits),  cmocka_unit_test(test_concepts),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
