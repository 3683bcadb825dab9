#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/plain.h"
#include "sample.h"
#include "text/utf8.h"
#include "text/width.h"

static struct sample sample;

static struct plain plain_of(size_t cols, int ambiguous)
{
    return (struct plain){sample.knowledge, cols, ambiguous, SAMPLE_TODAY, NULL};
}

static void expect_entry(const char *id, enum entry_part first, const char *want)
{
    struct plain p = plain_of(60, 1);
    struct strbuf b;

    strbuf_init(&b);
    plain_entry(&p, sample_entry(&sample, id), first, &b);
    assert_string_equal(b.s, want);
    strbuf_done(&b);
}

static void procedure_sheet(void **state)
{
    (void)state;
    expect_entry("tennyu", PART_SUMMARY,
                 "転入届\n"
                 "町へ引っ越してきたときの届け出です。\n"
                 "\n"
                 "必ず持って行くもの\n"
                 "・本人確認書類（原本）\n"
                 "  マイナンバーカード、運転免許証など（くわしくは下の説明）\n"
                 "\n"
                 "あてはまる人だけ持って行くもの\n"
                 "・転出証明書（原本）（紙で転出した人）\n"
                 "  作られてから3か月以内のものを持って行きます。\n"
                 "  全員分です。\n"
                 "・委任状（コピーでよい）（代わりの人）【要確認】\n"
                 "\n"
                 "【要確認】とあるものは、変わっているかもしれません。窓口で確\n"
                 "かめてください。\n"
                 "\n"
                 "手数料：無料\n"
                 "\n"
                 "期限：住み始めた日の翌日から数えて14日以内（最後の日が休みな\n"
                 "ら次の開庁日）\n"
                 "期限を過ぎたとき：早めに窓口へ行ってください。\n"
                 "\n"
                 "行く所：住民課（1階 1番）、電話 0000-00-0000、平日\n"
                 "8:30〜17:15\n"
                 "\n"
                 "手続きできる人：本人か、同じ世帯の人です。\n"
                 "\n"
                 "スマホやパソコンでの手続き：一部だけできます。予定を伝えられ\n"
                 "ます。\n"
                 "\n"
                 "かかる時間：30分くらいです。\n"
                 "\n"
                 "気をつけること\n"
                 "・住み始める前には出せません。\n"
                 "・（カードで転出した人）暗証番号が要ります。\n"
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
                 "根拠：住民基本台帳法 第22条\n"
                 "確認した日：2026年11月20日\n");
}

static void unconfirmed_and_old(void **state)
{
    (void)state;
    expect_entry("tenshutsu", PART_SUMMARY,
                 "転出届【要確認】\n"
                 "町を出るときの届け出です。\n"
                 "この案内は、まだ確認が済んでいません。行く前に、窓口へ電話し\n"
                 "てください。\n"
                 "\n"
                 "決まった持ち物はありません。\n"
                 "\n"
                 "手数料：町によります。\n"
                 "\n"
                 "行く所：前の町の役場\n"
                 "\n"
                 "手続きできる人：本人です。\n"
                 "\n"
                 "問い合わせ：総合案内（入口）、電話 0000-00-0000、平日\n"
                 "確認した日：2025年11月19日【要確認】確かめ直す時期を過ぎてい\n"
                 "ます。変わっていないか、窓口で確かめてください。\n");
}

static void asked_part_comes_first(void **state)
{
    static const struct {
        enum entry_part first;
        const char *begins;
    } cases[] = {
        {PART_FEE, "転入届\n\n手数料：無料\n\n町へ引っ越して"},
        {PART_DEADLINE, "転入届\n\n期限：住み始めた日の翌日"},
        {PART_PLACE, "転入届\n\n行く所：住民課（1階 1番）"},
        {PART_WHO, "転入届\n\n手続きできる人：本人か"},
        {PART_ONLINE, "転入届\n\nスマホやパソコンでの手続き：一部"},
        {PART_DURATION, "転入届\n\nかかる時間：30分"},
        {PART_DOCUMENTS, "転入届\n\n必ず持って行くもの\n・本人確認書類（原本）\n"},
    };
    struct plain p = plain_of(60, 1);

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;
        size_t n = strlen(cases[i].begins);

        strbuf_init(&b);
        plain_entry(&p, sample_entry(&sample, "tennyu"), cases[i].first, &b);
        assert_true(b.len > n);
        strbuf_truncate(&b, n);
        assert_string_equal(b.s, cases[i].begins);
        strbuf_done(&b);
    }
}

/* Nothing is left out and nothing comes twice, whatever is moved to the front. */
static void every_part_once(void **state)
{
    struct plain p = plain_of(200, 1);
    static const char *const marks[] = {
        "町へ引っ越して", "必ず持って", "持ち物の説明", "手数料：",   "期限：",     "行く所：",
        "できる人：",     "スマホや",   "かかる時間",   "気をつける", "このあとの", "確認した日"};

    (void)state;
    for (int first = 0; first < ENTRY_PARTS; first++) {
        struct strbuf b;

        strbuf_init(&b);
        plain_entry(&p, sample_entry(&sample, "tennyu"), (enum entry_part)first, &b);
        for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
            const char *at = strstr(b.s, marks[i]);

            assert_non_null(at);
            assert_null(strstr(at + 1, marks[i]));
        }
        strbuf_done(&b);
    }
}

static void nothing_known_is_said(void **state)
{
    struct plain p = plain_of(60, 1);
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    plain_entry(&p, sample_entry(&sample, "kokuho"), PART_DURATION, &b);
    assert_non_null(strstr(b.s, "国民健康保険の加入\nそれについては、ここに書かれていません。"));
    strbuf_done(&b);
}

static void other_kinds(void **state)
{
    (void)state;
    expect_entry("hikkoshi", PART_SUMMARY,
                 "引っ越し\n"
                 "引っ越したときの手続きです。\n"
                 "\n"
                 "必ず持って行くもの\n"
                 "・通帳\n"
                 "\n"
                 "関係する手続き\n"
                 "・転入届\n"
                 "・国民健康保険の加入（家族のいる人）\n"
                 "\n"
                 "気をつけること\n"
                 "・（家族のいる人）家族の分も持って行きます。\n"
                 "\n"
                 "持ち物の説明\n"
                 "・通帳\n"
                 "  口座が分かるものです。\n"
                 "\n"
                 "問い合わせ：総合案内（入口）、電話 0000-00-0000、平日\n"
                 "確認した日：2026年11月20日\n");
    expect_entry("sumaho", PART_STEPS,
                 "スマホで読み取る\n"
                 "\n"
                 "やり方\n"
                 "1. スマホを机に置きます。\n"
                 "   見えるもの：画面が明るくなります。\n"
                 "2. カードを重ねます。\n"
                 "   ちがうとき：場所を少しずらします。\n"
                 "\n"
                 "カードをスマホで読み取ります。\n"
                 "\n"
                 "問い合わせ：総合案内（入口）、電話 0000-00-0000、平日\n"
                 "確認した日：2026年11月20日\n");
    expect_entry("gomi", PART_SUMMARY,
                 "ごみの日はいつですか\n"
                 "地区で違います。\n"
                 "\n"
                 "問い合わせ：総合案内（入口）、電話 0000-00-0000、平日\n");
    expect_entry("setainushi", PART_SUMMARY,
                 "世帯主\n"
                 "いっしょに暮らす人たちの代表です。住民票に書かれています。\n"
                 "\n"
                 "問い合わせ：総合案内（入口）、電話 0000-00-0000、平日\n");
}

static void hits_are_numbered(void **state)
{
    struct hit v[] = {{sample_entry(&sample, "tennyu"), 3},
                      {sample_entry(&sample, "hikkoshi"), 2},
                      {sample_entry(&sample, "tenshutsu"), 1}};
    struct hits h = {.v = v, .n = 3, .confidence = CONFIDENCE_CHOOSE};
    struct plain p = plain_of(60, 1);
    struct strbuf b, want;

    (void)state;
    strbuf_init(&b);
    strbuf_init(&want);
    plain_hits(&p, &h, &b);
    strbuf_printf(&want,
                  "1. 転入届（住所）\n   町へ引っ越してきたときの届け出です。\n"
                  "2. 引っ越し（%s）\n"
                  "3. 転出届（住所）【要確認】\n   町を出るときの届け出です。\n",
                  entry_kind_label(ENTRY_EVENT));
    assert_string_equal(b.s, want.s);
    strbuf_done(&b);
    strbuf_done(&want);
}

static void questions(void **state)
{
    static const struct {
        const char *id;
        size_t asked, left;
        const char *want;
    } cases[] = {
        {"hoho", 0, 3,
         "質問1。このあと、多くて2問です。\n転出の手続きはどうやってしましたか？\n"
         "聞く理由：紙が要るかが変わるためです。\n1. 紙でした\n2. カードでした\n3. まだです\n"
         "0. わからない\n"},
        {"hitsuyo", 2, 1,
         "質問3。これが最後の質問です。\n要りますか？\n1. はい\n2. いいえ\n0. わからない\n"},
        {"hajimeta_hi", 1, 2,
         "質問2。このあと、多くて1問です。\nいつ住み始めましたか？\n0. わからない\n"},
    };
    struct plain p = plain_of(60, 1);

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct guide_step step = {knowledge_question(sample.knowledge, cases[i].id), cases[i].asked,
                                  cases[i].left};
        struct strbuf b;

        strbuf_init(&b);
        assert_non_null(step.question);
        plain_question(&p, &step, &b);
        assert_string_equal(b.s, cases[i].want);
        strbuf_done(&b);
    }
}

static void lists(void **state)
{
    const struct entry *v[] = {sample_entry(&sample, "gomi"), sample_entry(&sample, "tenshutsu")};
    struct plain p = plain_of(60, 1);
    size_t cols = 0;
    struct strbuf b, want;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const char *kind = entry_kind_label(v[i]->kind);
        size_t w = text_width(kind, strlen(kind), 1);

        cols = w > cols ? w : cols;
    }
    strbuf_init(&b);
    strbuf_init(&want);
    plain_list(&p, v, 2, &b);
    for (size_t i = 0; i < 2; i++) {
        const char *kind = entry_kind_label(v[i]->kind);

        text_pad(&want, v[i]->id.s, v[i]->id.len, strlen("tenshutsu") + 2, 1);
        text_pad(&want, kind, strlen(kind), cols + 2, 1);
        strbuf_printf(&want, "%s\n", i == 0 ? "ごみの日はいつですか" : "転出届【要確認】");
    }
    assert_string_equal(b.s, want.s);
    strbuf_done(&b);
    strbuf_done(&want);
}

#define STR(t)            \
    {                     \
        t, sizeof(t) - 1, \
        {                 \
            0, 0, 0       \
        }                 \
    }
#define NOTHING STR("")
#define ALWAYS                           \
    {                                    \
        {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, \
        {                                \
            0, 0, 0                      \
        }                                \
    }

static void fees(void **state)
{
    static const struct {
        struct fee fee;
        const char *want;
    } cases[] = {
        {{NOTHING, 0, NOTHING, NOTHING, {NOTHING, NULL}, ALWAYS}, "無料"},
        {{NOTHING, 300, NOTHING, NOTHING, {NOTHING, NULL}, ALWAYS}, "300円"},
        {{STR("窓口で"), 300, NOTHING, NOTHING, {NOTHING, NULL}, ALWAYS}, "窓口で：300円"},
        {{STR("窓口で"), 450, NOTHING, STR("1通"), {NOTHING, NULL}, ALWAYS},
         "窓口で：450円（1通）"},
        {{NOTHING, 0, NOTHING, STR("初回だけ"), {NOTHING, NULL}, ALWAYS}, "無料（初回だけ）"},
        {{NOTHING, -1, NOTHING, STR("町によります。"), {NOTHING, NULL}, ALWAYS}, "町によります。"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        plain_fee(&cases[i].fee, &b);
        assert_string_equal(b.s, cases[i].want);
        strbuf_done(&b);
    }
}

static void deadline_rules(void **state)
{
    const struct question *q = knowledge_question(sample.knowledge, "hajimeta_hi");
    const struct {
        struct deadline d;
        const char *want;
    } cases[] = {
        {{.text = STR("14日以内"), .late = NOTHING}, "14日以内"},
        {{.text = NOTHING,
          .question = q,
          .within = {2, UNIT_WEEKS},
          .first_day = FIRST_SAME,
          .closed = CLOSED_AS_IS},
         "住み始めた日を1日目と数えて2週間以内"},
        {{.text = NOTHING, .question = q, .within = {3, UNIT_MONTHS}, .closed = CLOSED_NEXT_OPEN},
         "住み始めた日の翌日から数えて3か月以内（最後の日が休みなら次の開庁日）"},
        {{.text = NOTHING, .question = q, .within = {1, UNIT_YEARS}, .closed = CLOSED_AS_IS},
         "住み始めた日の翌日から数えて1年以内"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        plain_deadline_rule(&cases[i].d, &b);
        assert_string_equal(b.s, cases[i].want);
        strbuf_done(&b);
    }
}

static void desks_and_proofs(void **state)
{
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    plain_desk(knowledge_desk(sample.knowledge, "jumin"), &b);
    assert_string_equal(b.s, "住民課（1階 1番）、電話 0000-00-0000、平日 8:30〜17:15");
    strbuf_clear(&b);
    plain_document_proof(knowledge_document(sample.knowledge, "honnin"), &b);
    assert_string_equal(b.s, "次のどれか1つ：マイナンバーカード、運転免許証。顔写真つきです。"
                             "または、次のどれか2つ：年金手帳、介護保険証、診察券。");
    strbuf_clear(&b);
    plain_document_proof(knowledge_document(sample.knowledge, "koza"), &b);
    assert_string_equal(b.s, "");
    strbuf_done(&b);
}

/* However narrow the terminal: no line is wider, and nothing harmful comes through. */
static void lines_fit(void **state)
{
    static const size_t widths[] = {20, 33, 40, 80};

    (void)state;
    for (size_t k = 0; k < sample.knowledge->entries.n; k++) {
        for (size_t i = 0; i < 8; i++) {
            struct plain p = plain_of(widths[i / 2], i % 2 ? 2 : 1);
            struct strbuf b;

            strbuf_init(&b);
            plain_entry(&p, &sample.knowledge->entries.v[k], PART_SUMMARY, &b);
            assert_true(utf8_valid(b.s, b.len));
            for (char *line = b.s, *end; (end = strchr(line, '\n')); line = end + 1)
                assert_true(text_width(line, (size_t)(end - line), p.ambiguous) <= p.cols);
            assert_int_equal(b.s[b.len - 1], '\n');
            strbuf_done(&b);
        }
    }
}

static void nothing_harmful(void **state)
{
    struct entry e = *sample_entry(&sample, "gomi");
    struct plain p = plain_of(60, 1);
    struct strbuf b;

    (void)state;
    e.answer = (struct str)STR("赤\x1b[31m \xe2\x80\xae逆\xff");
    strbuf_init(&b);
    plain_entry(&p, &e, PART_SUMMARY, &b);
    assert_non_null(strstr(b.s, "赤\ufffd[31m \ufffd逆\ufffd\n"));
    assert_null(strchr(b.s, '\x1b'));
    strbuf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(procedure_sheet),
        cmocka_unit_test(unconfirmed_and_old),
        cmocka_unit_test(asked_part_comes_first),
        cmocka_unit_test(every_part_once),
        cmocka_unit_test(nothing_known_is_said),
        cmocka_unit_test(other_kinds),
        cmocka_unit_test(hits_are_numbered),
        cmocka_unit_test(questions),
        cmocka_unit_test(lists),
        cmocka_unit_test(fees),
        cmocka_unit_test(deadline_rules),
        cmocka_unit_test(desks_and_proofs),
        cmocka_unit_test(lines_fit),
        cmocka_unit_test(nothing_harmful),
    };
    int failed;

    sample_open(&sample);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    sample_close(&sample);
    return failed;
}
