/* Where the checklist and the slip send people, and how often. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/plain.h"
#include "output/slip.h"
#include "sample.h"

static struct sample sample;

static void print(const struct checklist *c, struct strbuf *out)
{
    struct plain p = {sample.knowledge, 60, 1, SAMPLE_TODAY, NULL};

    plain_checklist(&p, c, out);
}

/* Desks stand in walking order, whichever is due first; what is outside the town hall comes last.
 */
static void desks_are_grouped(void **state)
{
    const struct desk *jumin = knowledge_desk(sample.knowledge, "jumin"),
                      *hoken = knowledge_desk(sample.knowledge, "hoken");
    const struct entry *tennyu = sample_entry(&sample, "tennyu"),
                       *kokuho = sample_entry(&sample, "kokuho");
    struct item_procedure v[] = {
        {kokuho, hoken, ITEM_REQUIRED, {NULL, 0}},
        {sample_entry(&sample, "tenshutsu"), NULL, ITEM_REQUIRED, {NULL, 0}},
        {tennyu, jumin, ITEM_REQUIRED, {NULL, 0}},
        {sample_entry(&sample, "juminhyo"), jumin, ITEM_ASK, {NULL, 0}},
    };
    struct item_deadline due[] = {
        {.entry = tennyu, .deadline = tennyu->deadlines.v, .due = {2026, 12, 1}, .days_left = 11},
        {.entry = tennyu, .deadline = tennyu->deadlines.v, .due = {2026, 11, 24}, .days_left = 4},
        {.entry = kokuho,
         .deadline = kokuho->deadlines.v,
         .due = {2026, 11, 20},
         .due_state = DUE_TODAY},
    };
    struct checklist c = {.entry = sample_entry(&sample, "hikkoshi")};
    struct strbuf b;

    (void)state;
    c.procedures.v = v;
    c.procedures.n = 4;
    c.deadlines.v = due;
    c.deadlines.n = 3;
    strbuf_init(&b);
    for (size_t i = 0; i < 3; i++)
        due[i].rule = "";
    print(&c, &b);
    assert_non_null(strstr(b.s, "必ず持って行くと決まったものはありません。\n"
                                "\n"
                                "行く窓口\n"
                                "役場へは1回で済みます。\n"
                                "役場の外で手続きする所が1か所あります。\n"
                                "1. 住民課（1階 1番）、電話 0000-00-0000、平日 8:30〜17:15\n"
                                "・転入届（令和8年11月24日（火）まで）\n"
                                "・住民票の写し（要るかもしれません。窓口で確認してください）\n"
                                "2. 保険課（1階 2番）、電話 0000-00-0000、平日\n"
                                "・国民健康保険の加入（今日が最後の日）\n"
                                "\n"
                                "役場の外で手続きする所\n"
                                "前の町の役場\n"
                                "・転出届【要確認】\n"));
    due[1].entry = c.entry; /* the event's own, wherever that is done */
    strbuf_clear(&b);
    print(&c, &b);
    assert_non_null(strstr(b.s, "役場の外で手続きする所が、少なくとも1か所あります。\n"));
    v[1].state = ITEM_ASK;
    strbuf_clear(&b);
    print(&c, &b);
    assert_non_null(strstr(b.s, "役場の外で手続きする所が1か所あるかもしれません。\n"));
    c.procedures.v = v + 1; /* nothing at the town hall */
    c.procedures.n = 1;
    strbuf_clear(&b);
    print(&c, &b);
    assert_null(strstr(b.s, "行く窓口"));
    assert_null(strstr(b.s, "回で済み"));
    assert_non_null(strstr(b.s, "\n役場の外で手続きする所\n前の町の役場\n・転出届"));
    strbuf_done(&b);
}

/* Once, twice, or perhaps twice, with the reason; in an event, with the procedure it is about. */
static void coming_twice(void **state)
{
    static const struct {
        const char *id, *answer, *plain, *slip;
    } cases[] = {
        {"inkan", "raicho=honnin", "行く窓口\n役場へは1回で済みます。\n住民課",
         "行く窓口\n役場へは1回で済みます。\n住民課"},
        {"inkan", "raicho=dairi",
         "行く窓口\n役場へは2回行くことになります：照会書の回答を持って来ます。\n"
         "理由：窓口へ行く人＝代わりの人\n住民課",
         "行く窓口\n役場へは2回行くことになります：照会書の回答を持って来ます。\n住民課"},
        {"inkan", "raicho=unknown",
         "行く窓口\n役場へは2回行くことになるかもしれません：（代わりの人）照会\n"
         "書の回答を持って来ます。\n理由：窓口へ行く人＝わからない\n住民課",
         "行く窓口\n役場へは2回行くことになるかもしれません：（代わりの人）照会\n"
         "書の回答を持って来ます。\n住民課"},
        {"nimai", "raicho=dairi",
         "行く窓口\n役場へは2回行くことになります。\n"
         "・（用紙がない人）用紙を取りに来ます。\n  理由：窓口へ行く人＝代わりの人\n"
         "・印鑑登録：照会書の回答を持って来ます。\n  理由：窓口へ行く人＝代わりの人\n1. 住民課",
         "行く窓口\n役場へは2回行くことになります。\n"
         "・（用紙がない人）用紙を取りに来ます。\n"
         "・印鑑登録：照会書の回答を持って来ます。\n1. 住民課"},
        {"nimai", "raicho=honnin",
         "行く窓口\n役場へは2回行くことになるかもしれません：（用紙がない人）用\n"
         "紙を取りに来ます。\n理由：窓口へ行く人＝本人\n1. 住民課",
         "行く窓口\n役場へは2回行くことになるかもしれません：（用紙がない人）用\n"
         "紙を取りに来ます。\n1. 住民課"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *const answers[] = {cases[i].answer, NULL};
        struct checklist *c = sample_checklist(&sample, cases[i].id, answers);
        struct strbuf b;

        strbuf_init(&b);
        print(c, &b);
        if (!strstr(b.s, cases[i].plain))
            fail_msg("%s %s: %s", cases[i].id, cases[i].answer, b.s);
        strbuf_clear(&b);
        slip_checklist(sample.knowledge, c, SAMPLE_TODAY, 60, &b);
        if (!strstr(b.s, cases[i].slip))
            fail_msg("slip, %s %s: %s", cases[i].id, cases[i].answer, b.s);
        strbuf_done(&b);
        checklist_free(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(desks_are_grouped),
        cmocka_unit_test(coming_twice),
    };
    int failed;

    sample_open(&sample);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    sample_close(&sample);
    return failed;
}
