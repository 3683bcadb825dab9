#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

static struct sample s;

static int open_sample(void **state)
{
    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    return 0;
}

static int close_sample(void **state)
{
    (void)state;
    sample_close(&s);
    return 0;
}

/* today is Friday, 2026-11-20 */
static const struct {
    const char *question, *typed, *id, *text; /* id NULL: it is not understood */
} answers[] = {
    /* ids, labels, says */
    {"raicho", "honnin", "honnin", "本人"},
    {"raicho", "本人", "honnin", "本人"},
    {"raicho", "　本人 ", "honnin", "本人"},
    {"raicho", "本人です。", "honnin", "本人"},
    {"raicho", "私が行きます", "honnin", "本人"},
    {"raicho", "ＨＯＮＮＩＮ", "honnin", "本人"},
    {"raicho", "妻が行きます", "kazoku", "同じ世帯の家族"},
    {"raicho", "同じ世帯", "kazoku", "同じ世帯の家族"},
    {"raicho", "本人以外の代理人", "dairi", "本人以外の代理人"},
    {"raicho", "本人以外の代理人です", "dairi", "本人以外の代理人"},
    {"raicho", "頼まれて行く", "dairi", "本人以外の代理人"},
    {"raicho", "代理人", "dairi", "本人以外の代理人"},
    {"raicho", "本人か家族", NULL, NULL},
    {"raicho", "本人ではない", NULL, NULL},
    {"raicho", "本人は行きません", NULL, NULL},
    {"raicho", "本人じゃないです", NULL, NULL},
    {"raicho", "本人が行く窓口はどこですか", NULL, NULL},
    {"raicho", "家族は何を持って行くの？", NULL, NULL},
    {"raicho", "人", NULL, NULL},
    {"raicho", "", NULL, NULL},
    {"raicho", "   ", NULL, NULL},
    {"raicho", "2026-11-20", NULL, NULL},
    {"raicho", "honnin,dairi", NULL, NULL},
    {"raicho", "honnin2", NULL, NULL},
    {"raicho", "\xff\xfe本", NULL, NULL},
    /* わからない, for every kind */
    {"raicho", "わからない", "unknown", "わからない"},
    {"raicho", "unknown", "unknown", "わからない"},
    {"raicho", "分かりません。", "unknown", "わからない"},
    {"raicho", "ワカラナイ", "unknown", "わからない"},
    {"raicho", "wakaranai", "unknown", "わからない"},
    {"hoken", "わからない", "unknown", "わからない"},
    {"setai", "知りません", "unknown", "わからない"},
    {"nokoru", "不明", "unknown", "わからない"},
    {"sumi_hi", "わからないです", "unknown", "わからない"},
    /* yes and no */
    {"setai", "hai", "hai", "はい"},
    {"setai", "はい", "hai", "はい"},
    {"setai", "はい、そうです", "hai", "はい"},
    {"setai", "うん", "hai", "はい"},
    {"setai", "そうです", "hai", "はい"},
    {"setai", "ええ", "hai", "はい"},
    {"setai", "ハイ", "hai", "はい"},
    {"setai", "yes", "hai", "はい"},
    {"setai", "iie", "iie", "いいえ"},
    {"setai", "いいえ", "iie", "いいえ"},
    {"setai", "いいえ。ちがいます", "iie", "いいえ"},
    {"setai", "いや", "iie", "いいえ"},
    {"setai", "ちがう", "iie", "いいえ"},
    {"setai", "違います", "iie", "いいえ"},
    {"setai", "ううん", "iie", "いいえ"},
    {"setai", "世帯主だ", "hai", "はい"},
    {"setai", "世帯主でない", "iie", "いいえ"},
    {"setai", "はいっています", NULL, NULL},
    {"setai", "そうではない", NULL, NULL},
    {"setai", "たぶん", NULL, NULL},
    /* several */
    {"hoken", "kokuho", "kokuho", "国民健康保険"},
    {"hoken", "kokuho,kaigo", "kokuho,kaigo", "国民健康保険、介護保険"},
    {"hoken", "kaigo , kokuho", "kokuho,kaigo", "国民健康保険、介護保険"},
    {"hoken", "kokuho,kokuho", "kokuho", "国民健康保険"},
    {"hoken", "国保と年金", "kokuho,nenkin", "国民健康保険、国民年金"},
    {"hoken", "国民健康保険、介護保険", "kokuho,kaigo", "国民健康保険、介護保険"},
    {"hoken", "国保に入っていて年金もあります", "kokuho,nenkin", "国民健康保険、国民年金"},
    {"hoken", "nashi", "nashi", "どれもない"},
    {"hoken", "なし", "nashi", "どれもない"},
    {"hoken", "ない", "nashi", "どれもない"},
    {"hoken", "none", "nashi", "どれもない"},
    {"hoken", "kokuho,nashi", NULL, NULL},
    {"hoken", "kokuho,foo", NULL, NULL},
    {"hoken", "国保ではない", NULL, NULL},
    {"hoken", ",", NULL, NULL},
    /* numbers */
    {"nokoru", "3", "3", "3人"},
    {"nokoru", "３", "3", "3人"},
    {"nokoru", "三人です", "3", "3人"},
    {"nokoru", "3名", "3", "3人"},
    {"nokoru", "ひとり", "1", "1人"},
    {"nokoru", "ふたり", "2", "2人"},
    {"nokoru", "十二", "12", "12人"},
    {"nokoru", "二十", "20", "20人"},
    {"nokoru", "0", "0", "0人"},
    {"nokoru", "〇人", "0", "0人"},
    {"nokoru", "21", NULL, NULL},
    {"nokoru", "-1", NULL, NULL},
    {"nokoru", "人", NULL, NULL},
    {"nokoru", "3.5", NULL, NULL},
    {"nokoru", "3人4人", NULL, NULL},
    {"nokoru", "たくさん", NULL, NULL},
    {"nokoru", "99999999999999999999", NULL, NULL},
    {"nenrei", "六十五歳", "65", "65歳"},
    {"nenrei", "六五", "65", "65歳"},
    {"nenrei", "65才", "65", "65歳"},
    {"nenrei", "百二歳", "102", "102歳"},
    {"nenrei", "６５歳です。", "65", "65歳"},
    {"nenrei", "一万", NULL, NULL},
    /* dates */
    {"sumi_hi", "2026-11-03", "2026-11-03", "令和8年11月3日（火）"},
    {"sumi_hi", "11月3日", "2026-11-03", "令和8年11月3日（火）"},
    {"sumi_hi", "令和8年11月3日", "2026-11-03", "令和8年11月3日（火）"},
    {"sumi_hi", "R8.11.3", "2026-11-03", "令和8年11月3日（火）"},
    {"sumi_hi", "きのう", "2026-11-19", "令和8年11月19日（木）"},
    {"sumi_hi", "１１月３日です", "2026-11-03", "令和8年11月3日（火）"},
    {"sumi_hi", "2026-02-30", NULL, NULL},
    {"sumi_hi", "そのうち", NULL, NULL},
    {"kourei", "hai", NULL, NULL},
};

static void understood(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct error err = ERROR_NONE;
        struct facts f;
        struct strbuf b;
        bool ok;

        facts_init(&f);
        strbuf_init(&b);
        ok = facts_set(&f, knowledge_question(s.k, answers[i].question), answers[i].typed,
                       sample_today, &err);
        if (ok) {
            fact_id(facts_get(&f, answers[i].question), &b);
            strbuf_putc(&b, ' ');
            fact_text(facts_get(&f, answers[i].question), &b);
        } else {
            assert_int_equal(f.n, 0);
            assert_int_equal(err.code, EX_USAGE);
            assert_true(strlen(err.msg) > 0);
        }
        if (ok != (answers[i].id != NULL))
            fail_msg("%s: \"%s\" gave %s", answers[i].question, answers[i].typed,
                     ok ? b.s : err.msg);
        if (ok) {
            char want[256];
            snprintf(want, sizeof want, "%s %s", answers[i].id, answers[i].text);
            assert_string_equal(b.s, want);
        }
        facts_done(&f);
        strbuf_done(&b);
    }
}

static void tells_what_is_expected(void **state)
{
    static const struct {
        const char *question, *words;
    } cases[] = {
        {"raicho", "「本人」「同じ世帯の家族」「本人以外の代理人」"},
        {"setai", "「はい」か「いいえ」"},
        {"nokoru", "0 から 20 まで"},
        {"sumi_hi", "11月3日 や 令和8年11月3日"},
        {"hoken", "「国民健康保険」「介護保険」「国民年金」「どれもない」"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = ERROR_NONE;
        struct facts f;

        facts_init(&f);
        assert_false(facts_set(&f, knowledge_question(s.k, cases[i].question), "ひみつの言葉",
                               sample_today, &err));
        assert_non_null(strstr(err.msg, cases[i].words));
        assert_null(strstr(err.msg, "ひみつ")); /* what was typed is not repeated */
        facts_done(&f);
    }
}

/* What fact_id writes, facts_set reads back to the same; and what fact_text writes too. */
static void reads_what_it_writes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        const struct question *q = knowledge_question(s.k, answers[i].question);
        struct facts f;
        struct strbuf b;

        if (!answers[i].id)
            continue;
        facts_init(&f);
        strbuf_init(&b);
        assert_true(facts_set(&f, q, answers[i].id, sample_today, NULL));
        assert_true(facts_set(&f, q, answers[i].text, sample_today, NULL));
        assert_int_equal(f.n, 1);
        fact_id(&f.v[0], &b);
        assert_string_equal(b.s, answers[i].id);
        facts_done(&f);
        strbuf_done(&b);
    }
}

/* Any bytes at all: understood as something valid, or refused and nothing changed. */
static void any_bytes(void **state)
{
    static const char *const ids[] = {"raicho", "hoken", "setai", "nokoru", "sumi_hi", "kourei"};
    static const char *const pieces[] = {
        "本人",     "国保",     "、",           "と", "はい",      "三", "3",    "万",
        "月",       "年",       "日",           "-",  " ",         "代", "\xe3", "\xff",
        "\xc0\x80", "\xe3\x81", "\xed\xa0\x80", "9",  "わからない"};
    uint64_t seed = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char typed[64] = "";
        size_t n = 0, parts;
        struct facts f;
        const struct question *q;

        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
        parts = seed >> 33 & 7;
        for (size_t i = 0; i < parts; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
            const char *piece = pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)];
            if (n + strlen(piece) + 1 < sizeof typed)
                n += (size_t)snprintf(typed + n, sizeof typed - n, "%s", piece);
        }
        q = knowledge_question(s.k, ids[(seed >> 40) % 6]);
        facts_init(&f);
        if (facts_set(&f, q, typed, sample_today, NULL)) {
            const struct fact *fact = &f.v[0];
            assert_int_equal(f.n, 1);
            if (q->kind == Q_NUMBER)
                assert_true(fact->number >= q->min && fact->number <= q->max);
            else if (q->kind == Q_DATE)
                assert_true(fact->unknown || date_valid(fact->date));
            else
                assert_true(fact->unknown ||
                            (fact->answers != 0 && fact->answers >> q->answers.n == 0));
        } else {
            assert_int_equal(f.n, 0);
        }
        facts_done(&f);
    }
}

static void keeps_places(void **state)
{
    struct facts f, g;
    struct strbuf b;

    (void)state;
    facts_init(&f);
    facts_init(&g);
    strbuf_init(&b);
    sample_answer(&s, &f, "raicho=honnin nokoru=3 setai=hai sumi_hi=2026-11-03");
    sample_answer(&s, &f, "nokoru=4");
    assert_int_equal(f.n, 4);
    assert_string_equal(f.v[1].question->id.s, "nokoru");
    assert_int_equal(f.v[1].number, 4);
    facts_copy(&g, &f);
    facts_unset(&f, "nokoru");
    facts_unset(&f, "hoken");
    assert_int_equal(f.n, 3);
    assert_null(facts_get(&f, "nokoru"));
    assert_string_equal(f.v[1].question->id.s, "setai");
    /* the slot that came free holds nothing any more */
    assert_null(f.v[3].question);
    assert_int_equal(f.v[3].date.year, 0);
    assert_int_equal(g.n, 4);
    assert_int_equal(facts_get(&g, "nokoru")->number, 4);
    facts_copy(&g, &f);
    assert_int_equal(g.n, 3);
    facts_copy(&g, &g);
    assert_int_equal(g.n, 3);
    facts_done(&f);
    assert_int_equal(f.n, 0);
    facts_copy(&g, &f);
    assert_int_equal(g.n, 0);
    facts_done(&g);
    strbuf_done(&b);
}

static void grows(void **state)
{
    static struct question q[200];
    static char ids[200][8];
    struct facts f;

    (void)state;
    facts_init(&f);
    for (size_t i = 0; i < 200; i++) {
        snprintf(ids[i], sizeof ids[i], "q%zu", i);
        q[i] = (struct question){
            .id = {ids[i], strlen(ids[i]), {0}}, .unit = {"", 0, {0}}, .kind = Q_NUMBER};
        char typed[8];
        snprintf(typed, sizeof typed, "%zu", i);
        assert_true(facts_set(&f, &q[i], typed, sample_today, NULL));
    }
    for (size_t i = 0; i < 200; i++)
        assert_int_equal(facts_get(&f, ids[i])->number, i);
    facts_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understood),   cmocka_unit_test(tells_what_is_expected),
        cmocka_unit_test(keeps_places), cmocka_unit_test(reads_what_it_writes),
        cmocka_unit_test(grows),        cmocka_unit_test(any_bytes),
    };

    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
