#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/kana_type.h"
#include "text/utf8.h"
#include <string.h>

/* Every kana with the key makes the one beside it, and the rest stays. */
static void check_key(uint32_t (*change)(uint32_t), const char *from, const char *to)
{
    size_t n = strlen(from), m = strlen(to), i = 0, j = 0;
    while (i < n && j < m) {
        uint32_t a, b;
        i += utf8_decode(from + i, n - i, &a);
        j += utf8_decode(to + j, m - j, &b);
        if (change(a) != b)
            fail_msg("U+%04X becomes U+%04X, not U+%04X", (unsigned)a, (unsigned)change(a),
                     (unsigned)b);
    }
    assert_true(i == n && j == m);
}

static void marks(void **state)
{
    (void)state;
    check_key(kana_voiced, "かきくけこさしすせそたちつてとはひふへほう",
              "がぎぐげござじずぜぞだぢづでどばびぶべぼゔ");
    check_key(kana_voiced, "がぎぐげござじずぜぞだぢづでどばびぶべぼゔ",
              "かきくけこさしすせそたちつてとはひふへほう");
    check_key(kana_voiced, "ぱぴぷぺぽカヅツウパ", "ばびぶべぼガツヅヴバ");
    check_key(kana_voiced, "あんなまっゃーab1゛字　", "あんなまっゃーab1゛字　");
    check_key(kana_semivoiced, "はひふへほばびぶべぼぱぴぷぺぽハバパ",
              "ぱぴぷぺぽぱぴぷぺぽはひふへほパパハ");
    check_key(kana_semivoiced, "かがのまあーx字", "かがのまあーx字");
    assert_int_equal(kana_voiced(0), 0);
    assert_int_equal(kana_semivoiced(0), 0);
    assert_int_equal(kana_resized(0), 0);
}

static void sizes(void **state)
{
    (void)state;
    check_key(kana_resized, "あいうえおつやゆよわツヤ", "ぁぃぅぇぉっゃゅょゎッャ");
    check_key(kana_resized, "ぁぃぅぇぉっゃゅょゎッャ", "あいうえおつやゆよわツヤ");
    check_key(kana_resized, "かだづなをんらーx字", "かだづなをんらーx字");
}

/* Types keys one after the other behind what is there. */
static void type(struct strbuf *line, const char *keys)
{
    size_t n = strlen(keys);
    for (size_t i = 0; i < n;) {
        struct strbuf s;
        uint32_t cp;
        i += utf8_decode(keys + i, n - i, &cp);
        strbuf_init(&s);
        size_t taken = kana_type(&s, line->s, line->len, cp == '\n' ? 0 : cp);
        assert_true(taken <= line->len);
        strbuf_truncate(line, line->len - taken);
        strbuf_add(line, s.s, s.len);
        strbuf_done(&s);
    }
}

static void romaji(void **state)
{
    static const struct {
        const char *before, *keys, *line; /* \n: nothing more comes */
    } cases[] = {
        {"", "j", "ｊ"},
        {"", "ju", "じゅ"},
        {"", "juuminhyou", "じゅうみんひょう"},
        {"", "JUuminHYOU", "じゅうみんひょう"},
        {"", "juuminhy", "じゅうみんｈｙ"},
        {"", "tennyuutodoke", "てんにゅうとどけ"},
        {"", "kin'en", "きんえｎ"},
        {"", "nenkin", "ねんきｎ"},
        {"", "nenkin\n", "ねんきん"},
        {"", "nennkinn", "ねんきｎｎ"},
        {"", "nennkinn\n", "ねんきん"},
        {"", "honnin\n", "ほんにん"},
        {"", "xtu", "っ"},
        {"", "ltu", "っ"},
        {"", "xt", "ｘｔ"},
        {"", "kitte", "きって"},
        {"", "kitt", "きっｔ"},
        {"", "matcha", "まっちゃ"},
        {"", "matc", "まｔｃ"},
        {"", "ka-do", "かーど"},
        {"スーパ", "-", "スーパー"},
        {"", "-", "-"},
        {"字", "-", "字-"},
        {"", "'", "'"},
        {"", "kan-", "かんー"},
        /* what an input method sends, digits and signs are kept as they are */
        {"", "住民hyou", "住民ひょう"},
        {"", "n住", "ん住"},
        {"", "k住", "k住"},
        {"", "75sai", "75さい"},
        {"", "kodomo 2nin\n", "こども 2にん"},
        {"", "kippu?", "きっぷ?"},
        {"じゅうみん", "hyou", "じゅうみんひょう"},
        {"ＡＢＣ", "ka", "ＡＢＣか"},
        /* letters that are no romaji do not disappear */
        {"", "qb", "qｂ"},
        {"", "qba", "qば"},
        {"", "th\n", "th"},
        /* a code: letters and digits in one word */
        {"", "m7k4-9qx2-ach", "m7k4-9qx2-ach"},
        {"", "7K4A", "7k4A"},
        {"m7 ", "ka", "m7 か"},
        /* a letter that stood there unfinished goes on */
        {"じゅうみんｈｙ", "o", "じゅうみんひょ"},
        {"ｓｓｓｓ", "a", "ｓっっさ"},
        {"", "\n", ""},
        {"かな", "\n", "かな"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct strbuf line;
        strbuf_init(&line);
        strbuf_puts(&line, cases[i].before);
        type(&line, cases[i].keys);
        if (strcmp(line.s, cases[i].line) != 0)
            fail_msg("%s and %s: %s, not %s", cases[i].before, cases[i].keys, line.s,
                     cases[i].line);
        strbuf_done(&line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks),
        cmocka_unit_test(sizes),
        cmocka_unit_test(romaji),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
