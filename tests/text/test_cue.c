#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/cue.h"
#include <string.h>

static void folds(const char *cue, const char *want)
{
    struct strbuf b;
    strbuf_init(&b);
    cue_fold(&b, cue, strlen(cue));
    assert_string_equal(b.s, want);
    strbuf_done(&b);
}

static void heard(const char *typed, const char *want)
{
    struct strbuf b;
    strbuf_init(&b);
    cue_heard(&b, typed, strlen(typed));
    assert_string_equal(b.s, want);
    strbuf_done(&b);
}

static void test_spelling(void **state)
{
    (void)state;
    folds("ガス くさい", "がすくさい");
    folds("父〜息〜ない", "父〜息〜ない");
    folds("父~息～ない", "父〜息〜ない");
    folds("「火事」！", "火事。");
    folds("", "");
    heard("ガス、くさい", "。がすくさい。");
    heard("助けて〜！！？", "。助けて。");
    heard("火事だ!ｶｼﾞ?", "。火事だ。かじ。");
    heard("...火事...", "。火事。");
    heard("", "。");
    heard("\xff\n", "。\xef\xbf\xbd。");
}

static bool found(const char *cue, const char *sentence)
{
    return cue_found(cue, strlen(cue), sentence, strlen(sentence));
}

static void test_found(void **state)
{
    (void)state;
    assert_true(found("火事", "。火事だ。"));
    assert_false(found("火事", "。火葬。"));
    assert_true(found("。火事。", "。火事。"));
    assert_false(found("。火事。", "。火事だ。"));
    assert_true(found("父〜息〜ない", "。父の息がない。"));
    assert_true(found("父〜息", "。父息。")); /* nothing between them */
    assert_false(found("息〜父", "。父の息がない。"));
    /* the first 父 is too far away, the second is not */
    assert_true(found("父〜息", "。父は一二三四五六七八九十一二父の息。"));
    assert_true(found("父〜息", "。父一二三四五六七八九十一二息。")); /* CUE_GAP characters */
    assert_false(found("父〜息", "。父一二三四五六七八九十一二三息。"));
    assert_false(found("父〜父", "。父。")); /* a word is not both parts */
    assert_false(found("", "。火事。"));
    assert_false(found("火事", ""));
}

static void test_sentences(void **state)
{
    (void)state;
    const char *text = "。一。二三。", *want[] = {"。一。", "。二三。"}, *s;
    size_t pos = 0, len, n = 0;
    while ((s = cue_sentence(text, strlen(text), &pos, &len))) {
        assert_true(n < 2);
        assert_int_equal(len, strlen(want[n]));
        assert_memory_equal(s, want[n], len);
        n++;
    }
    assert_int_equal(n, 2);
    pos = 0;
    assert_null(cue_sentence("。", 3, &pos, &len));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
