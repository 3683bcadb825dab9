#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/normalize.h"
#include "text/utf8.h"
#include <string.h>

static void one_spelling(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"", ""},
        {"   ", ""},
        {"ＡＢＣ１２３", "abc123"},
        {"ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ", "マイナンバーカード"},
        {"マイナンバ-カ-ド", "マイナンバーカード"},
        {"マイナンバ―カ―ド", "マイナンバーカード"},
        {"マイナンバ−カ−ド", "マイナンバーカード"},
        {"スーパ‐", "スーパー"},
        {"スーパ－", "スーパー"},
        {"ハロ─ワ─ク", "ハローワーク"},
        {"03−1234−5678", "03-1234-5678"},
        {"０３ー", "03ー"},
        {"ア−1", "ア-1"},
        {"か゛き゛", "がぎ"},
        {"は゜", "ぱ"},
        {"か\u3099", "が"},
        {"10～12時", "10〜12時"},
        {"10〜12時", "10〜12時"},
        {"10~12時", "10〜12時"},
        {"10∼12時", "10〜12時"},
        {"　引っ越し　　した\t\nとき ", "引っ越し した とき"},
        {"a\x01\x02z", "a z"},
        {"a\xc2\x85\u2028\u00a0z", "a z"},
        {"\x1b[31m", "[31m"},
        {"①㍻㈱㎡", "1平成(株)m2"},
        {"ＭＹ　Ｎｕｍｂｅｒ", "my number"},
        {"戶籍謄本", "戸籍謄本"},
        {"轉入屆", "転入届"},
        {"渡邊さん、髙橋さん、山﨑さん", "渡辺さん、高橋さん、山崎さん"},
        {"葛\U000e0100", "葛"},           /* variation selector */
        {"引\u200b越\ufeffし", "引越し"}, /* not seen */
        {"ÀÉ", "àé"},
        {"\xff転\xe8\xbb", "\ufffd転\ufffd\ufffd"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        text_normalize(&b, cases[i].in, strlen(cases[i].in));
        assert_string_equal(b.s, cases[i].out);
        strbuf_done(&b);
    }
}

static void appends(void **state)
{
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    strbuf_puts(&b, "か");
    text_normalize(&b, " -Ａ", 5);
    assert_string_equal(b.s, "か-a"); /* what stood before is not looked at */
    strbuf_done(&b);
}

/* Any bytes give valid text without controls, and the normal form of a normal form is itself. */
static void any_bytes(void **state)
{
    static const char *const pieces[] = {
        "か", "゛", "ﾞ",          "\u3099", "-",      "－",           "―",    "ｰ",    "～",
        "~",  "　", " ",          "\t",     "１",     "Ａ",           "İ",    "ﬀ",    "㍻",
        "ヰ", "邊", "\U0001f468", "\u200d", "\ufe0f", "\xe3",         "\x81", "\xff", "\u0301",
        "Σ",  "ア", "ー",         "\u0345", "각",     "\u1100\u1161", "\x00", "͏",   "ﾊﾟ",
    };
    struct strbuf in, once, twice;
    uint32_t seed = 7;

    (void)state;
    strbuf_init(&in);
    strbuf_init(&once);
    strbuf_init(&twice);
    for (int round = 0; round < 20000; round++) {
        strbuf_clear(&in);
        strbuf_clear(&once);
        strbuf_clear(&twice);
        for (int i = 0; i < 8; i++) {
            seed = seed * 1664525 + 1013904223;
            strbuf_puts(&in, pieces[(seed >> 16) % (sizeof(pieces) / sizeof(pieces[0]))]);
        }
        text_normalize(&once, in.s, in.len);
        text_normalize(&twice, once.s, once.len);
        assert_true(utf8_valid(once.s, once.len));
        assert_string_equal(twice.s, once.s);
        assert_null(strstr(once.s, "  "));
        for (size_t i = 0; i < once.len; i++)
            assert_true((unsigned char)once.s[i] >= 0x20);
    }
    strbuf_done(&in);
    strbuf_done(&once);
    strbuf_done(&twice);
}

/* What is plain takes a shorter way: beside Ａ, which is not, it comes out the same. */
static void plain_or_not(void **state)
{
    struct strbuf text, alone, beside;

    (void)state;
    strbuf_init(&text);
    strbuf_init(&alone);
    strbuf_init(&beside);
    for (uint32_t cp = 0x21; cp < 0xa000; cp++) {
        char bytes[4];
        size_t n = utf8_encode(cp, bytes);

        strbuf_clear(&text);
        strbuf_puts(&text, "か ");
        strbuf_add(&text, bytes, n);
        strbuf_puts(&text, "か");
        strbuf_clear(&alone);
        text_normalize(&alone, text.s, text.len);
        strbuf_puts(&alone, "a");
        strbuf_puts(&text, "Ａ");
        strbuf_clear(&beside);
        text_normalize(&beside, text.s, text.len);
        assert_string_equal(alone.s, beside.s);
    }
    strbuf_done(&text);
    strbuf_done(&alone);
    strbuf_done(&beside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_spelling),
        cmocka_unit_test(plain_or_not),
        cmocka_unit_test(appends),
        cmocka_unit_test(any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
