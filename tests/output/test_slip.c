#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/plain.h"
#include "output/slip.h"
#include "sample.h"

static struct sample sample;

static void slip_of_32_columns(void **state)
{
    static const char *const answers[] = {"hoho=kami", "hajimeta_hi=2026-11-10", "raicho=unknown",
                                          NULL};
    struct checklist *c = sample_checklist(&sample, "tennyu", answers);
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    slip_checklist(sample.knowledge, c, SAMPLE_TODAY, 32, &b);
    assert_string_equal(b.s, "見本町　持ち物のひかえ\n"
                             "転入届\n"
                             "令和8年11月20日（金）に印刷\n"
                             "【要確認】とあるものは、変わって\n"
                             "いるかもしれません。窓口で確かめ\n"
                             "てください。\n"
                             "--------------------------------\n"
                             "持って行くもの\n"
                             "□ 本人確認書類（原本）\n"
                             "   次のどれか1つ：マイナンバー\n"
                             "   カード、運転免許証。顔写真つ\n"
                             "   きです。\n"
                             "   または、次のどれか2つ：年金手\n"
                             "   帳、介護保険証、診察券。\n"
                             "□ 転出証明書（原本）\n"
                             "   作られてから3か月以内のものを\n"
                             "   持って行きます。\n"
                             "   全員分です。\n"
                             "   もらい方：「転出届」の手続き\n"
                             "   でもらいます。\n"
                             "--------------------------------\n"
                             "窓口で確認するもの\n"
                             "□ 委任状（コピーでよい）（代わ\n"
                             "   りの人）【要確認】\n"
                             "   鉛筆は使えません。\n"
                             "   もらう所：用紙は窓口にありま\n"
                             "   す。\n"
                             "--------------------------------\n"
                             "行く窓口\n"
                             "役場へは1回で済みます。\n"
                             "住民課（1階 1番）、電話\n"
                             "0000-00-0000、平日 8:30〜17:15\n"
                             "・転入届\n"
                             "--------------------------------\n"
                             "期限\n"
                             "・転入届：令和8年11月24日（火）\n"
                             "  まで。あと4日です。\n"
                             "  住み始めた日の翌日から数えて\n"
                             "  14日以内（最後の日が休みなら次\n"
                             "  の開庁日）\n"
                             "--------------------------------\n"
                             "手数料\n"
                             "・転入届：無料\n"
                             "--------------------------------\n"
                             "気をつけること\n"
                             "・住み始める前には出せません。\n"
                             "--------------------------------\n"
                             "問い合わせ：住民課（1階 1番）、\n"
                             "電話 0000-00-0000、平日\n"
                             "8:30〜17:15\n"
                             "--------------------------------\n"
                             "つづきのコード：M8EV-40N5-2731-J\n"
                             "ほかの端末でこのコードを入れる\n"
                             "と、同じ一覧が出ます。\n"
                             "これは見本です。\n");
    strbuf_done(&b);
    checklist_free(c);
}

static void slip_of_advice(void **state)
{
    static const char *const answers[] = {"hoho=mada", NULL};
    struct checklist *c = sample_checklist(&sample, "tennyu", answers);
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    slip_checklist(sample.knowledge, c, SAMPLE_TODAY, 48, &b);
    assert_string_equal(b.s, "見本町　持ち物のひかえ\n"
                             "転入届\n"
                             "令和8年11月20日（金）に印刷\n"
                             "------------------------------------------------\n"
                             "先に、前の町で転出届を出してください。\n"
                             "------------------------------------------------\n"
                             "問い合わせ：住民課（1階 1番）、電話\n"
                             "0000-00-0000、平日 8:30〜17:15\n"
                             "これは見本です。\n");
    strbuf_done(&b);
    checklist_free(c);
}

/* The last day, and what to do now that it is past; the knowledge need not say that. */
static void slip_of_a_last_day(void **state)
{
    static const struct {
        const char *began, *want;
        bool unsaid;
    } cases[] = {
        {"hajimeta_hi=2026-11-06", "・転入届：令和8年11月20日（金）まで。今日が最後の日です。\n",
         false},
        {"hajimeta_hi=2026-11-05",
         "・転入届：令和8年11月19日（木）まででした。期限を過ぎていま\n"
         "  す。\n",
         false},
        {"hajimeta_hi=2026-11-05", "\n  早めに窓口へ行ってください。\n", false},
        {"hajimeta_hi=2026-11-05", "\n  どうすればよいか、早めに窓口で確認してください。\n", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const answers[] = {"hoho=card", cases[i].began, "raicho=honnin", NULL};
        struct checklist *c = sample_checklist(&sample, "tennyu", answers);
        struct deadline unsaid = *c->deadlines.v[0].deadline;
        struct strbuf b;

        unsaid.late = (struct str){"", 0, {0, 0, 0}};
        if (cases[i].unsaid)
            c->deadlines.v[0].deadline = &unsaid;
        strbuf_init(&b);
        slip_checklist(sample.knowledge, c, SAMPLE_TODAY, 60, &b);
        if (!strstr(b.s, cases[i].want))
            fail_msg("%s: %s", cases[i].want, b.s);
        strbuf_done(&b);
        checklist_free(c);
    }
}

/* Any entry: what its sheet says, below a heading and the day. */
static void slip_of_an_entry(void **state)
{
    struct plain p = {sample.knowledge, 32, 2, SAMPLE_TODAY, NULL};
    const struct entry *e = sample_entry(&sample, "tennyu");
    struct strbuf b, want;

    (void)state;
    strbuf_init(&b);
    strbuf_init(&want);
    strbuf_puts(&want, "見本町　案内のひかえ\n"
                       "令和8年11月20日（金）に印刷\n"
                       "--------------------------------\n");
    plain_entry(&p, e, PART_SUMMARY, &want);
    strbuf_puts(&want, "--------------------------------\n"
                       "これは見本です。\n");
    slip_entry(sample.knowledge, e, SAMPLE_TODAY, 32, &b);
    assert_string_equal(b.s, want.s);
    strbuf_done(&b);
    strbuf_done(&want);
}

/* On the screen the first deadline and the desks come first, and there are no reasons. */
static void the_first_screen(void **state)
{
    static const char *const one[] = {"hoho=kami", "hajimeta_hi=2026-11-10", "raicho=honnin", NULL};
    static const char *const several[] = {"ninzu=3", "hajimeta_hi=2026-11-10", NULL};
    struct plain p = {sample.knowledge, 76, 1, SAMPLE_TODAY, NULL};
    struct checklist *c = sample_checklist(&sample, "tennyu", one);
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    plain_checklist_brief(&p, c, &b);
    static const char first[] = "転入届\n"
                                "今日は令和8年11月20日（金）です。\n"
                                "期限：令和8年11月24日（火）まで（あと4日）\n"
                                "行く窓口：住民課（1階 1番）\n\n"
                                "持って行くもの（全部で2つ）\n"
                                "□ 本人確認書類（原本）\n";
    assert_memory_equal(b.s, first, strlen(first));
    assert_null(strstr(b.s, "理由"));
    checklist_free(c);
    c = sample_checklist(&sample, "hikkoshi", several);
    strbuf_clear(&b);
    plain_checklist_brief(&p, c, &b);
    assert_non_null(strstr(b.s, "行く窓口（この順に）：住民課（1階 1番）、保険課（1階 2番）\n"));
    assert_non_null(strstr(b.s, "\n□ 転入届"));
    assert_non_null(strstr(b.s, "\nここで使う物：本人確認書類"));
    checklist_free(c);
    strbuf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slip_of_32_columns), cmocka_unit_test(slip_of_advice),
        cmocka_unit_test(slip_of_a_last_day), cmocka_unit_test(slip_of_an_entry),
        cmocka_unit_test(the_first_screen),
    };
    int failed;

    sample_open(&sample);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    sample_close(&sample);
    return failed;
}
