#include "knowledge/condition.h"
#include "knowledge/knowledge.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define STR(x)            \
    {                     \
        x, sizeof(x) - 1, \
        {                 \
            0, 0, 0       \
        }                 \
    }
#define ANSWER(i)                                                          \
    {                                                                      \
        .id = STR(i), .label = STR(i), .to = { STR(""), STR(""), STR("") } \
    }

static struct answer abc[] = {ANSWER("a"), ANSWER("b"), ANSWER("c")};
static struct answer yesno[] = {ANSWER("hai"), ANSWER("iie")};
static struct question questions[] = {
    {.id = STR("s"), .name = STR("えらぶ"), .kind = Q_SINGLE, .answers = {abc, 3}},
    {.id = STR("m"), .name = STR("いくつも"), .kind = Q_MULTI, .answers = {abc, 3}},
    {.id = STR("y"), .name = STR("はいか"), .kind = Q_YESNO, .answers = {yesno, 2}},
    {.id = STR("d"), .name = STR("ひづけ"), .kind = Q_DATE},
    {.id = STR("n"), .name = STR("かず"), .kind = Q_NUMBER},
    {.id = STR("dd"), .name = STR("計算"), .kind = Q_DERIVED},
    {.id = STR("self"), .name = STR("自分"), .kind = Q_DERIVED},
};
enum { S, M, Y, D, N, DD, SELF };

static const struct question *find(void *ctx, const char *id)
{
    (void)ctx;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (strcmp(questions[i].id.s, id) == 0)
            return &questions[i];
    return NULL;
}

static struct possible now[7]; /* what is known, by the numbers above */

static struct possible get(void *ctx, const struct question *q)
{
    (void)ctx;
    return now[q - questions];
}

static const struct date today = {2026, 11, 20};

static struct cond *compile(struct arena *a, const char *text)
{
    struct error err = ERROR_NONE;
    size_t at = 0;
    struct cond *c = cond_parse(a, text, strlen(text), &err, &at);
    if (!c || !cond_resolve(c, find, NULL, &err, &at))
        fail_msg("%s: %s (%zu)", text, err.msg, at);
    return c;
}

static enum truth eval(const char *text)
{
    struct arena a;
    arena_init(&a);
    struct cond_env env = {get, NULL, today};
    enum truth t = cond_eval(compile(&a, text), &env);
    arena_done(&a);
    return t;
}

static void nothing_known(void)
{
    for (size_t i = 0; i < 7; i++)
        now[i] = POSSIBLE_ABSENT;
}

#define F TRUTH_FALSE
#define U TRUTH_UNKNOWN
#define T TRUTH_TRUE

static void test_single(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool absent;
        uint64_t answers;
        enum truth want;
    } table[] = {
        {"s == a", false, 1, T},
        {"s == a", false, 2, F},
        {"s == a", false, 3, U},
        {"s == a", true, 0, F},
        {"s == a", true, 1, U},
        {"s != a", false, 1, F},
        {"s != a", false, 2, T},
        {"s != a", false, 3, U},
        {"s != a", false, 6, T},
        {"s != a", true, 0, F},
        {"s != a", true, 2, U},
        {"s in [a, b]", false, 3, T},
        {"s in [a, b]", false, 6, U},
        {"s in [a, b]", false, 4, F},
        {"not s == a", true, 0, T},
        {"a == s", false, 1, T},
        {"s == a or s == b", false, 3, U}, /* Kleene's logic does not see that one must hold */
        {"s == a and s == b", false, 3, U},
        {"s == a or s != a", false, 4, T},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        nothing_known();
        now[S] = (struct possible){.absent = table[i].absent, .answers = table[i].answers};
        if (eval(table[i].text) != table[i].want)
            fail_msg("%zu: %s", i, table[i].text);
    }
}

static void test_multi(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool absent;
        uint64_t chosen, answers;
        enum truth want;
    } table[] = {
        {"m == a", false, 1, 1, T},
        {"m == a", false, 0, 1, U},
        {"m == a", false, 2, 2, F},
        {"m == a", true, 0, 0, F},
        {"m == a", true, 1, 1, U},
        {"m != a", false, 2, 2, T},
        {"m != a", false, 1, 3, F},
        {"m != a", false, 0, 1, U},
        {"m != a", true, 0, 0, F},
        {"m in [a, b]", false, 2, 6, T},
        {"m in [a, b]", false, 4, 6, U},
        {"m in [a, b]", false, 4, 4, F},
        {"m == a and m == b", false, 3, 3, T},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        nothing_known();
        now[M] = (struct possible){
            .absent = table[i].absent, .answers = table[i].answers, .chosen = table[i].chosen};
        if (eval(table[i].text) != table[i].want)
            fail_msg("%zu: %s", i, table[i].text);
    }
}

static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum truth want;
    } table[] = {
        {"d == 2026-11-10", T},
        {"d < today", T},
        {"d + 14 days < today", F},
        {"d + 14 days >= today", T},
        {"d + 1 week < today", T},
        {"d > today - 1 month", T},
        {"d > today - 10 days", F},
        {"d >= today - 10 days", T},
        {"d + 1 year > today", T},
        {"n >= 65", T},
        {"n + 10 == 80", T},
        {"n - 1 < 69", F},
        {"n in [60, 70, 80]", T},
        {"n in [60, 80]", F},
        {"age(d) == 0", T},
        {"today == 2026-11-20", T},
        {"not (n >= 65 and d < today)", F},
    };
    nothing_known();
    now[D] = (struct possible){.has = true, .date = {2026, 11, 10}};
    now[N] = (struct possible){.has = true, .number = 70};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (eval(table[i].text) != table[i].want)
            fail_msg("%s", table[i].text);
    now[D] = now[N] = (struct possible){.any = true};
    assert_int_equal(eval("d < today"), U);
    assert_int_equal(eval("age(d) >= 75"), U);
    assert_int_equal(eval("n >= 65 and s == a"), F); /* s is certainly not asked */
    now[N] = (struct possible){.has = true, .absent = true, .number = 70};
    assert_int_equal(eval("n >= 65"), U);
    assert_int_equal(eval("n < 65"), F);
}

static void test_yesno_and_derived(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    questions[DD].derive.cond = compile(&a, "n >= 65 or y");
    nothing_known();
    now[N] = (struct possible){.has = true, .number = 64};
    now[Y] = (struct possible){.answers = 1};
    assert_int_equal(eval("y"), T);
    assert_int_equal(eval("not y"), F);
    assert_int_equal(eval("dd"), T);
    now[Y] = (struct possible){.answers = 2};
    assert_int_equal(eval("y == iie"), T);
    assert_int_equal(eval("dd"), F);
    now[Y] = (struct possible){.answers = 3};
    assert_int_equal(eval("dd"), U);
    questions[DD].derive.cond = NULL;
    arena_done(&a);
}

static void test_reads_itself(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    questions[SELF].derive.cond = compile(&a, "y or dd");
    questions[DD].derive.cond = compile(&a, "n > 3");
    assert_false(cond_reads_itself(&questions[SELF]));
    questions[DD].derive.cond = compile(&a, "not self");
    assert_true(cond_reads_itself(&questions[SELF]));
    nothing_known();
    assert_int_equal(eval("self"), U); /* ends all the same */
    questions[DD].derive.cond = questions[SELF].derive.cond = NULL;
    arena_done(&a);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at;
        const char *msg; /* part of it */
    } table[] = {
        {"", 0, "途中で終わって"},
        {"s ==", 4, "途中で終わって"},
        {"s = a", 2, "「==」と書きます"},
        {"s == a b", 7, "この先が読めません"},
        {"(s == a", 7, "閉じる「)」"},
        {"s in a", 5, "「[ … ]」"},
        {"s in [a, b", 10, "閉じる「]」"},
        {"s == x", 5, "答え: a b c"},
        {"x == a", 0, "「x」という質問"},
        {"s", 0, "はい・いいえの質問ではありません"},
        {"s < a", 2, "「==」「!=」「in」"},
        {"n == today", 2, "くらべられる種類"},
        {"n + today > 3", 2, "足し算"},
        {"age(n) > 3", 0, "日付の質問"},
        {"3", 0, "条件になっていません"},
        {"d + 3 < today", 2, "足し算"},
        {"2026-02-30 < d", 0, "日付"},
        {"s == a ; drop", 7, "この先が読めません"},
        {"全角", 0, "使えない文字"},
        {"not", 3, "途中で終わって"},
        {"and", 0, "質問か値"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct arena a;
        arena_init(&a);
        struct error err = ERROR_NONE;
        size_t at = 999;
        const char *text = table[i].text;
        struct cond *c = cond_parse(&a, text, strlen(text), &err, &at);
        bool ok = c && cond_resolve(c, find, NULL, &err, &at);
        if (ok || at != table[i].at || !strstr(err.msg, table[i].msg))
            fail_msg("%s: ok %d at %zu: %s", text, ok, at, err.msg);
        arena_done(&a);
    }
}

/* What is nested or long without end is refused, not followed. */
static void test_depth(void **state)
{
    (void)state;
    static char text[40000];
    static const char *const parts[] = {"(", "not ", "y and ", "n + 1 + "};
    for (size_t p = 0; p < 4; p++) {
        text[0] = '\0';
        size_t n = 0, len = strlen(parts[p]);
        while (n + len + 2 < sizeof text) {
            memcpy(text + n, parts[p], len);
            n += len;
        }
        struct arena a;
        arena_init(&a);
        struct error err = ERROR_NONE;
        size_t at;
        assert_null(cond_parse(&a, text, n, &err, &at));
        arena_done(&a);
    }
}

static void count(void *ctx, const struct question *q)
{
    unsigned *seen = ctx;
    seen[q - questions]++;
}

static void test_questions(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    questions[DD].derive.cond = compile(&a, "n >= 65 or y");
    unsigned seen[7] = {0};
    cond_questions(compile(&a, "s == a or (s == b and dd) or age(d) > 3"), count, seen);
    assert_int_equal(seen[S], 1);
    assert_int_equal(seen[N], 1);
    assert_int_equal(seen[Y], 1);
    assert_int_equal(seen[D], 1);
    assert_int_equal(seen[DD], 0);
    questions[DD].derive.cond = NULL;
    arena_done(&a);
}

static void keep(void *ctx, const struct possible *v)
{
    *(struct possible *)ctx = *v;
}

static void test_constants(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct possible v = {.has = false};
    cond_constants(compile(&a, "n + 3 >= 65"), &questions[N], today, keep, &v);
    assert_true(v.has && v.number == 62);
    cond_constants(compile(&a, "d + 14 days < today"), &questions[D], today, keep, &v);
    assert_int_equal(date_cmp(v.date, (struct date){2026, 11, 6}), 0);
    cond_constants(compile(&a, "not age(d) >= 75"), &questions[D], today, keep, &v);
    assert_int_equal(date_cmp(v.date, (struct date){1951, 11, 20}), 0);
    arena_done(&a);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } table[] = {
        {"s == a", "えらぶが「a」"},
        {"s != a", "えらぶが「a」ではない"},
        {"s in [a, c]", "えらぶが「a」か「c」"},
        {"n >= 65", "かずが65以上"},
        {"d < today", "ひづけが今日より前"},
        {"y and s == b", "はいかが「hai」、かつえらぶが「b」"},
        {"y and (s == a or n < 3)",
         "はいかが「hai」、かつ（えらぶが「a」、またはかずが3より少ない）"},
        {"d + 14 days < today", "ひづけの14日後が今日より前"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct arena a;
        struct strbuf b;
        arena_init(&a);
        strbuf_init(&b);
        cond_describe(compile(&a, table[i].text), &b);
        assert_string_equal(b.s, table[i].words);
        strbuf_done(&b);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single),       cmocka_unit_test(test_multi),
        cmocka_unit_test(test_values),       cmocka_unit_test(test_yesno_and_derived),
        cmocka_unit_test(test_reads_itself), cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_depth),        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_constants),    cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
