/* What stands in the question line, as patterns. */
#include "index/typed.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Writes a pattern as its parts with | between them (! after it when there are too many), and what
 * may follow in brackets. */
static void write_pattern(const struct pattern *p, struct strbuf *out)
{
    for (size_t i = 0; i < p->stem.len; i++) {
        for (size_t j = 1; j < p->parts; j++)
            if (p->part[j] == i)
                strbuf_putc(out, '|');
        strbuf_putc(out, p->stem.s[i]);
    }
    strbuf_puts(out, p->parts == 0 ? "!" : "");
    for (const char *e = p->ends.s; e < p->ends.s + p->ends.len; e += strlen(e) + 1)
        strbuf_printf(out, "%s%s", e == p->ends.s ? "[" : " ", e);
    strbuf_puts(out, p->ends.len > 0 ? "]" : "");
}

static void test_typed(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *expected; /* with / between the letters as they are and romaji */
    } cases[] = {
        {"住民票", "住民票"},
        {"juuminhy", "juuminhy / じゅうみん[ひゃ ひぃ ひゅ ひぇ ひょ]"},
        {"ten", "ten / て[ん な に ぬ ね の にゃ にゅ にょ んは んひ んふ んほ んつ]"},
        {"kek", "kek / け[か き く け こ きゃ きゅ きょ っ]"},
        {"kekk", "kekk / けっ[か き く け こ きゃ きゅ きょ っ]"},
        {"matc", "matc / ま[っちゃ っち っちゅ っちょ]"},
        {"kana", "kana / かな"},
        {"pdf", "pdf"},
        {"simカード", "simかーど"},
        {"じゅうみn票", "じゅうみn票 / じゅうみん票"},
        {"写し 住民票", "写し|住民票"},
        {"住民票 写し", "住民票|写|し"},
        {"「住民票」の写し", "住民票|の写|し"},
        {"住民ひょう", "住民|ひょう"},
        {"住民hyou", "住民hyou / 住民|ひょう"},
        {"住民の", "住民|の"},
        {"い ろ は に ほ", "いろはにほ!"},
        {"", ""},
        {" ー", "ー"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf b;
        struct typed t;
        strbuf_init(&b);
        typed_init(&t, cases[i].typed, strlen(cases[i].typed));
        for (size_t j = 0; j < t.n; j++) {
            strbuf_puts(&b, j > 0 ? " / " : "");
            write_pattern(&t.v[j], &b);
        }
        typed_done(&t);
        if (strcmp(b.s, cases[i].expected) != 0)
            fail_msg("%s: %s, not %s", cases[i].typed, b.s, cases[i].expected);
        strbuf_done(&b);
    }
}

static void test_sound(void **state)
{
    (void)state;
    static const struct {
        const char *key, *sound;
    } cases[] = {
        {"とうろく", "とろく"},
        {"とおろく", "とろく"},
        {"じゅうみんひょう", "じゆみんひよ"},
        {"じゆうみんひよう", "じゆみんひよ"},
        {"まいなんばーかーどの申請", "まいなんばかどの申請"},
        {"引っ越し", "引つ越し"},
        {"つづき", "つずき"},
        {"つずき", "つずき"},
        {"はなぢ", "はなじ"},
        {"あつまり", "あつまり"},
        {"うつし", "うつし"},
        {"web申請2", "web申請2"},
        {"ー", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf b;
        strbuf_init(&b);
        typed_sound(cases[i].key, strlen(cases[i].key), &b);
        assert_string_equal(b.s, cases[i].sound);
        strbuf_done(&b);
    }
}

static const char *stem(const struct pattern *p)
{
    return p->stem.s;
}

/* By its sound each part is as it would be alone: in the line う may be left out, at the start of a
 * part it says something. */
static void test_pattern_sound(void **state)
{
    (void)state;
    struct typed t;
    struct pattern sound;
    struct strbuf b;
    const char line[] = "juumin udonk";
    strbuf_init(&b);
    typed_init(&t, line, sizeof line - 1);
    assert_int_equal(t.n, 2);
    assert_string_equal(stem(&t.v[0]), "juuminudonk");
    pattern_sound(&t.v[1], &sound);
    write_pattern(&sound, &b);
    assert_string_equal(b.s, "じゆみん|うどん[か き く け こ きや きゆ きよ つ]");
    pattern_done(&sound);
    typed_done(&t);
    strbuf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typed),
        cmocka_unit_test(test_sound),
        cmocka_unit_test(test_pattern_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
