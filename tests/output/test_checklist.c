#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/plain.h"
#include "output/slip.h"
#include "sample.h"
#include "text/utf8.h"
#include "text/width.h"

static struct sample sample;

static void print(const struct checklist *c, struct strbuf *out)
{
    struct plain p = {sample.knowledge, 60, 1, SAMPLE_TODAY, NULL};

    plain_checklist(&p, c, out);
}

static void expect(const char *id, const char *const *answers, const char *want)
{
    struct checklist *c = sample_checklist(&sample, id, answers);
    struct strbuf b;

    strbuf_init(&b);
    print(c, &b);
    assert_string_equal(b.s, want);
    strbuf_done(&b);
    checklist_free(c);
}

static void one_procedure(void **state)
{
    static const char *const answers[] = {"hoho=kami", "hajimeta_hi=2026-11-10", "raicho=unknown",
                                          NULL};

    (void)state;
    expect("tennyu", answers,
           "転入届\n"
           "今日は令和8年11月20日（金）です。\n"
           "【要確認】とあるものは、変わっているかもしれません。窓口で確\n"
           "かめてください。\n"
           "\n"
           "持って行くもの\n"
           "□ 本人確認書類（原本）\n"
           "  マイナンバーカード、運転免許証など（くわしくは下の説明）\n"
           "□ 転出証明書（原本）\n"
           "  作られてから3か月以内のものを持って行きます。\n"
           "  全員分です。\n"
           "  理由：転出の手続き＝紙でした\n"
           "\n"
           "窓口で確認してください（要るかもしれません）\n"
           "□ 委任状（コピーでよい）（代わりの人）【要確認】\n"
           "  理由：窓口へ行く人＝わからない\n"
           "\n"
           "行く窓口\n"
           "役場へは1回で済みます。\n"
           "住民課（1階 1番）、電話 0000-00-0000、平日 8:30〜17:15\n"
           "・転入届\n"
           "\n"
           "期限\n"
           "・転入届：令和8年11月24日（火）まで。あと4日です。\n"
           "  住み始めた日の翌日から数えて14日以内（最後の日が休みなら次\n"
           "  の開庁日）\n"
           "\n"
           "手数料\n"
           "・転入届：無料\n"
           "\n"
           "気をつけること\n"
           "・住み始める前には出せません。\n"
           "\n"
           "持ち物の説明\n"
           "・本人確認書類\n"
           "  窓口へ行く人が、自分を証明するものです。\n"
           "  次のどれか1つ：マイナンバーカード、運転免許証。顔写真つき\n"
           "  です。\n"
           "  または、次のどれか2つ：年金手帳、介護保険証、診察券。\n"
           "  原本を持って行きます（コピーは使えません）。\n"
           "  ほかの方法：窓口へ電話してください。\n"
           "・転出証明書\n"
           "  前の町でもらう紙です。\n"
           "  原本を持って行きます（コピーは使えません）。\n"
           "  作られてから3か月以内のものを持って行きます。\n"
           "  もらい方：「転出届」の手続きでもらいます。\n"
           "・委任状【要確認】\n"
           "  頼む人が書く紙です。\n"
           "  コピーでかまいません。\n"
           "  鉛筆は使えません。\n"
           "  もらう所：用紙は窓口にあります。\n"
           "\n"
           "このあとの手続き：国民健康保険の加入、転出届\n"
           "\n"
           "問い合わせ：住民課（1階 1番）、電話 0000-00-0000、平日\n"
           "8:30〜17:15\n"
           "\n"
           "つづきのコード：M8EV-40N5-2731-J\n"
           "ほかの端末でこのコードを入れると、同じ一覧が出ます。\n"
           "これは見本です。\n");
}

static void event_with_an_open_question(void **state)
{
    static const char *const answers[] = {"ninzu=unknown", "hajimeta_hi=2026-11-01", NULL};

    (void)state;
    expect("hikkoshi", answers,
           "引っ越し\n"
           "今日は令和8年11月20日（金）です。\n"
           "急いでください。転入届は、期限を過ぎています。\n"
           "\n"
           "持って行くもの\n"
           "□ 本人確認書類（原本）\n"
           "  マイナンバーカード、運転免許証など（くわしくは下の説明）\n"
           "  どの手続きでも使います。\n"
           "□ 通帳\n"
           "  口座から払う人\n"
           "  使う手続き：国民健康保険の加入\n"
           "\n"
           "窓口で確認してください（要るかもしれません）\n"
           "□ 転出証明書（原本）（紙で転出した人）\n"
           "  作られてから3か月以内のものを持って行きます。\n"
           "  全員分です。\n"
           "  使う手続き：転入届\n"
           "\n"
           "行く窓口\n"
           "役場へは1回で済みます。\n"
           "1. 住民課（1階 1番）、電話 0000-00-0000、平日 8:30〜17:15\n"
           "・転入届（令和8年11月16日（月）まででした）\n"
           "2. 保険課（1階 2番）、電話 0000-00-0000、平日\n"
           "・国民健康保険の加入（要るかもしれません。窓口で確認してくだ\n"
           "  さい）\n"
           "  理由：人数＝わからない\n"
           "\n"
           "期限\n"
           "・転入届：令和8年11月16日（月）まででした。期限を過ぎていま\n"
           "  す。\n"
           "  住み始めた日の翌日から数えて14日以内（最後の日が休みなら次\n"
           "  の開庁日）\n"
           "  早めに窓口へ行ってください。\n"
           "・国民健康保険の加入：14日以内\n"
           "  この期限があてはまるかは、窓口で確認してください。\n"
           "\n"
           "手数料\n"
           "・転入届：無料\n"
           "・国民健康保険の加入：450円（窓口で確認してください）\n"
           "\n"
           "気をつけること\n"
           "・（家族のいる人）家族の分も持って行きます。\n"
           "  理由：人数＝わからない\n"
           "・転入届：先に、前の町で転出届を出してください。（あてはまる\n"
           "  かは、窓口で確認してください）\n"
           "・転入届：住み始める前には出せません。\n"
           "・転入届：（カードで転出した人）暗証番号が要ります。\n"
           "\n"
           "持ち物の説明\n"
           "・本人確認書類\n"
           "  窓口へ行く人が、自分を証明するものです。\n"
           "  次のどれか1つ：マイナンバーカード、運転免許証。顔写真つき\n"
           "  です。\n"
           "  または、次のどれか2つ：年金手帳、介護保険証、診察券。\n"
           "  原本を持って行きます（コピーは使えません）。\n"
           "  ほかの方法：窓口へ電話してください。\n"
           "・通帳\n"
           "  口座が分かるものです。\n"
           "・転出証明書\n"
           "  前の町でもらう紙です。\n"
           "  原本を持って行きます（コピーは使えません）。\n"
           "  作られてから3か月以内のものを持って行きます。\n"
           "  もらい方：「転出届」の手続きでもらいます。\n"
           "\n"
           "このあとの手続き：転出届\n"
           "\n"
           "問い合わせ：総合案内（入口）、電話 0000-00-0000、平日\n"
           "\n"
           "つづきのコード：M3WS-R4TC-Q874\n"
           "ほかの端末でこのコードを入れると、同じ一覧が出ます。\n"
           "これは見本です。\n");
}

static void advice_instead_of_a_list(void **state)
{
    static const char *const answers[] = {"hoho=mada", NULL};

    (void)state;
    expect("tennyu", answers,
           "転入届\n"
           "今日は令和8年11月20日（金）です。\n"
           "先に、前の町で転出届を出してください。\n"
           "\n"
           "問い合わせ：住民課（1階 1番）、電話 0000-00-0000、平日\n"
           "8:30〜17:15\n"
           "これは見本です。\n");
}

static void due_dates(void **state)
{
    static const struct {
        const char *began, *line;
        bool urgent;
    } cases[] = {
        {"hajimeta_hi=2026-11-06", "転入届：令和8年11月20日（金）まで。今日が最後の日です。\n",
         true},
        {"hajimeta_hi=2026-11-05", "転入届：令和8年11月19日（木）まででした。期限を過ぎていま\n",
         true},
        {"hajimeta_hi=2026-11-20", "転入届：令和8年12月4日（金）まで。あと14日です。\n", false},
        {"hajimeta_hi=unknown", "転入届：住み始めた日の翌日から数えて14日以内", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *const answers[] = {"hoho=card", cases[i].began, "raicho=honnin", NULL};
        struct checklist *c = sample_checklist(&sample, "tennyu", answers);
        struct strbuf b;

        strbuf_init(&b);
        print(c, &b);
        if (!strstr(b.s, cases[i].line))
            fail_msg("%s: %s", cases[i].began, b.s);
        assert_int_equal(strstr(b.s, "急いでください。") != NULL, cases[i].urgent);
        assert_int_equal(strstr(b.s, "早めに窓口へ") != NULL, i == 1);
        strbuf_done(&b);
        checklist_free(c);
    }
}

#define STR(t)            \
    {                     \
        t, sizeof(t) - 1, \
        {                 \
            0, 0, 0       \
        }                 \
    }
#define ALWAYS                           \
    {                                    \
        {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, \
        {                                \
            0, 0, 0                      \
        }                                \
    }
#define FEE(label, yen, text)                                        \
    {                                                                \
        STR(label), yen, STR(""), STR(text), {STR(""), NULL}, ALWAYS \
    }

static void fees_and_their_sum(void **state)
{
    static const struct fee zero = FEE("", 0, ""), a = FEE("", 300, ""), b = FEE("", 450, ""),
                            copy = FEE("1通", 300, ""), words = FEE("", -1, "町によります。");
    const struct entry *e1 = sample_entry(&sample, "tennyu"), *e2 = sample_entry(&sample, "kokuho"),
                       *e3 = sample_entry(&sample, "juminhyo");
    struct item_fee two[] = {{e2, &a, ITEM_REQUIRED}, {e3, &b, ITEM_REQUIRED}},
                    with_free[] = {{e1, &zero, ITEM_REQUIRED},
                                   {e2, &a, ITEM_REQUIRED},
                                   {e3, &b, ITEM_REQUIRED}},
                    one[] = {{e1, &zero, ITEM_REQUIRED}, {e2, &a, ITEM_REQUIRED}},
                    open[] = {{e2, &a, ITEM_REQUIRED}, {e3, &b, ITEM_ASK}},
                    by_words[] = {{e2, &a, ITEM_REQUIRED}, {e3, &words, ITEM_REQUIRED}},
                    choice[] = {{e2, &a, ITEM_REQUIRED}, {e2, &b, ITEM_REQUIRED}},
                    copies[] = {{e2, &a, ITEM_REQUIRED}, {e3, &copy, ITEM_REQUIRED}},
                    all_free[] = {{e1, &zero, ITEM_REQUIRED}, {e2, &zero, ITEM_REQUIRED}};
    const struct {
        struct item_fee *v;
        size_t n;
        const char *want;
    } cases[] = {
        {two, 2, "・国民健康保険の加入：300円\n・住民票の写し：450円\n・合わせて750円\n"},
        {with_free, 3,
         "・転入届：無料\n・国民健康保険の加入：300円\n・住民票の写し：450円\n"
         "・合わせて750円\n"},
        {one, 2, "・転入届：無料\n・国民健康保険の加入：300円\n"},
        {open, 2, "・国民健康保険の加入：300円\n・住民票の写し：450円（窓口で確認してください）\n"},
        {by_words, 2, "・国民健康保険の加入：300円\n・住民票の写し：町によります。\n"},
        {choice, 2, "・国民健康保険の加入：300円\n・国民健康保険の加入：450円\n"},
        {copies, 2,
         "・国民健康保険の加入：300円\n・住民票の写し：1通：300円\n"
         "・合わせて600円（1つずつのとき）\n"},
        {all_free, 2, "・転入届、国民健康保険の加入：無料\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct checklist c = {.entry = e1};
        struct strbuf out, want;

        c.fees.v = cases[i].v;
        c.fees.n = cases[i].n;
        strbuf_init(&out);
        strbuf_init(&want);
        print(&c, &out);
        strbuf_printf(&want, "\n手数料\n%s\n問い合わせ", cases[i].want);
        if (!strstr(out.s, want.s))
            fail_msg("%zu: %s", i, out.s);
        strbuf_done(&out);
        strbuf_done(&want);
    }
}

static void users_of_a_document(void **state)
{
    const struct entry *e[] = {sample_entry(&sample, "tennyu"), sample_entry(&sample, "tenshutsu"),
                               sample_entry(&sample, "kokuho"), sample_entry(&sample, "juminhyo"),
                               sample_entry(&sample, "tennyu")};
    static const struct {
        size_t procedures, users;
        const char *want;
    } cases[] = {
        {1, 1, NULL},
        {2, 2, "\n  どの手続きでも使います。\n"},
        {6, 1, "\n  使う手続き：転入届\n"},
        {6, 4, "\n  使う手続き：転入届、転出届、国民健康保険の加入、住民票の写し\n"},
        {6, 5, "\n  使う手続き：転入届、転出届、国民健康保険の加入など、5の手続き\n"},
    };
    struct plain wide = {sample.knowledge, 200, 1, SAMPLE_TODAY, NULL};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct item_procedure procedures[6];
        struct item_document d = {.document = knowledge_document(sample.knowledge, "koza")};
        struct checklist c = {.entry = e[0]};
        struct strbuf b;

        for (size_t j = 0; j < 6; j++)
            procedures[j] = (struct item_procedure){.entry = e[0]};
        d.procedures = (struct entry_list){e, cases[i].users};
        c.procedures.v = procedures;
        c.procedures.n = cases[i].procedures;
        c.documents.v = &d;
        c.documents.n = 1;
        strbuf_init(&b);
        plain_checklist(&wide, &c, &b);
        if (cases[i].want)
            assert_non_null(strstr(b.s, cases[i].want));
        else
            assert_null(strstr(b.s, "使"));
        strbuf_done(&b);
    }
}

/* Every width, every walk: lines fit, and the slip says nothing of what was answered. */
static void lines_fit(void **state)
{
    static const char *const hoho[] = {"hoho=kami", "hoho=card", "hoho=mada", "hoho=unknown"};
    static const char *const raicho[] = {"raicho=honnin", "raicho=dairi", "raicho=unknown"};
    static const size_t widths[] = {32, 48, 80};

    (void)state;
    for (size_t i = 0; i < 36; i++) {
        const char *const answers[] = {hoho[i % 4], "hajimeta_hi=2026-11-01", raicho[i / 4 % 3],
                                       NULL};
        struct checklist *c = sample_checklist(&sample, "tennyu", answers);
        struct plain p = {sample.knowledge, widths[i / 12], 2, SAMPLE_TODAY, NULL};
        struct strbuf slip, plain;

        strbuf_init(&slip);
        strbuf_init(&plain);
        slip_checklist(sample.knowledge, c, SAMPLE_TODAY, p.cols, &slip);
        plain_checklist(&p, c, &plain);
        for (char *line = slip.s, *end; (end = strchr(line, '\n')); line = end + 1)
            assert_true(text_width(line, (size_t)(end - line), 2) <= p.cols);
        for (char *line = plain.s, *end; (end = strchr(line, '\n')); line = end + 1)
            assert_true(text_width(line, (size_t)(end - line), 2) <= p.cols);
        assert_true(utf8_valid(slip.s, slip.len));
        assert_null(strstr(slip.s, "理由"));
        assert_null(strstr(slip.s, "11月1日"));
        strbuf_done(&slip);
        strbuf_done(&plain);
        checklist_free(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_procedure),
        cmocka_unit_test(event_with_an_open_question),
        cmocka_unit_test(advice_instead_of_a_list),
        cmocka_unit_test(due_dates),
        cmocka_unit_test(fees_and_their_sum),
        cmocka_unit_test(users_of_a_document),
        cmocka_unit_test(lines_fit),
    };
    int failed;

    sample_open(&sample);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    sample_close(&sample);
    return failed;
}
