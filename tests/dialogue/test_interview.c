/* The questions of an entry: answering, going back, changing an answer, the checklist. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "talk.h"

static void assert_said(const struct talk *t, const char *words)
{
    if (!strstr(t->said.s, words))
        fail_msg("「%s」 is not in:\n%s", words, t->said.s);
}

static void assert_asks(const struct talk *t, const char *question)
{
    assert_int_equal(t->d.phase, PHASE_ASK);
    assert_string_equal(t->d.step.question->id.s, question);
}

static void assert_fact(const struct talk *t, const char *question, const char *answer)
{
    const struct fact *f = facts_get(&t->d.facts, question);
    struct strbuf b;
    strbuf_init(&b);
    if (f)
        fact_id(f, &b);
    assert_string_equal(b.s, answer);
    strbuf_done(&b);
}

/* "tennyu: honnin-kakunin card? / sumi_hi=…": everything a checklist rests on. */
static void describe(const struct talk *t, struct strbuf *out)
{
    const struct checklist *c = t->d.checklist;
    strbuf_clear(out);
    assert_non_null(c);
    for (size_t i = 0; i < c->procedures.n; i++)
        strbuf_printf(out, "%s ", c->procedures.v[i].entry->id.s);
    strbuf_puts(out, ":");
    for (size_t i = 0; i < c->documents.n; i++)
        strbuf_printf(out, " %s%s", c->documents.v[i].document->id.s,
                      c->documents.v[i].state == ITEM_ASK ? "?" : "");
    for (size_t i = 0; i < c->facts.n; i++) {
        strbuf_printf(out, " %s=", c->facts.v[i].question->id.s);
        fact_id(&c->facts.v[i], out);
    }
}

static void assert_list(const struct talk *t, const char *expected)
{
    struct strbuf b;
    strbuf_init(&b);
    describe(t, &b);
    assert_string_equal(b.s, expected);
    strbuf_done(&b);
}

static void start(struct talk *t, const char *id)
{
    talk_open(t, id);
    talk_do(t, INPUT_START);
}

/* To the end of 転入届 with a paper certificate. */
static void finish_tennyu(struct talk *t)
{
    start(t, "tennyu");
    talk_type(t, "ほかの市区町村");
    talk_type(t, "紙でした");
    talk_type(t, "11/3");
    talk_type(t, "自分で");
}

static void test_walk(void **state)
{
    struct talk *t = *state;
    talk_open(t, "tennyu");
    assert_string_equal(talk_type(t, "はい"), "ask");
    assert_asks(t, "doko_kara");
    assert_string_equal(talk_type(t, "県外からです"), "ask"); /* a cue */
    assert_asks(t, "hoho");
    assert_string_equal(talk_type(t, "1"), "ask");
    assert_asks(t, "sumi_hi");
    assert_said(t, "令和8年11月20日");
    assert_string_equal(talk_text(t, INPUT_ANSWER, "2026-11-03"), "ask");
    assert_asks(t, "raicho");
    assert_string_equal(talk_pick(t, 1), "checklist");
    assert_int_equal(t->d.phase, PHASE_CHECKLIST);
    assert_list(t, "tennyu : honnin-kakunin tenshutsu-shomeisho ininjo doko_kara=kokunai "
                   "hoho=kami sumi_hi=2026-11-03 raicho=dairi");
}

static void test_unknown_answers(void **state)
{
    static const char *const ways[] = {"わからない", "0", "０。", "知りません", "unknown"};
    struct talk *t = *state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        talk_do(t, INPUT_HOME);
        start(t, "tennyu");
        talk_type(t, "1");
        assert_string_equal(talk_type(t, ways[i]), "ask");
        assert_fact(t, "hoho", "unknown");
        assert_string_equal(talk_type(t, ways[i]), "ask");
        assert_fact(t, "sumi_hi", "unknown");
        assert_string_equal(talk_do(t, INPUT_UNKNOWN), "checklist");
        assert_list(t, "tennyu : honnin-kakunin tenshutsu-shomeisho? card? ininjo? "
                       "doko_kara=kokunai hoho=unknown sumi_hi=unknown raicho=unknown");
    }
}

static void test_wrong_answers(void **state)
{
    struct talk *t = *state;
    start(t, "tennyu");
    assert_string_equal(talk_type(t, "4"), "say ask");
    assert_said(t, "1から3まで");
    assert_string_equal(talk_type(t, "1と2"), "say ask");
    assert_string_equal(talk_type(t, "はい"), "say ask");
    assert_string_equal(talk_text(t, INPUT_ANSWER, "nanika"), "say ask");
    assert_said(t, "ほかの市区町村");
    assert_asks(t, "doko_kara");
    assert_int_equal(t->d.facts.n, 0);
    talk_type(t, "1");
    talk_type(t, "1");
    assert_asks(t, "sumi_hi");
    assert_string_equal(talk_type(t, "13月40日"), "say ask");
    assert_said(t, "日付");
    assert_string_equal(talk_type(t, "二月三十日"), "say ask");
    assert_asks(t, "sumi_hi");
    /* a number in a question does not make it a date */
    assert_string_equal(talk_type(t, "14日までにいくら払うのですか"), "search");
    assert_string_equal(talk_text(t, INPUT_ANSWER, "きのう"), "ask");
    assert_fact(t, "sumi_hi", "2026-11-19");
}

static void test_question_meanwhile(void **state)
{
    struct talk *t = *state;
    start(t, "tennyu");
    talk_type(t, "1");
    talk_type(t, "1");
    talk_type(t, "11/3");
    assert_asks(t, "raicho");
    /* names an answer, and is a question all the same */
    assert_string_equal(talk_type(t, "代理人の手数料はいくらですか？"), "search");
    assert_string_equal(talk_hits(t, CONFIDENCE_SURE, "juminhyo"), "show say");
    assert_said(t, "もどる");
    assert_int_equal(t->d.aspect, ASPECT_FEE);
    assert_string_equal(talk_type(t, "もどる"), "ask");
    assert_asks(t, "raicho");
    /* neither an answer nor a question: asked again, and left out of the journal */
    assert_string_equal(talk_type(t, "山田花子"), "search");
    assert_string_equal(talk_hits(t, CONFIDENCE_UNKNOWN, "juminhyo"), "say say ask");
    assert_said(t, "「山田花子」");
    assert_string_equal(talk_type(t, "山田花子"), "search");
    assert_string_equal(talk_hits(t, CONFIDENCE_CHOOSE, "juminhyo"), "say say ask");
    assert_asks(t, "raicho");
    assert_string_equal(talk_type(t, "山田花子とは"), "search");
    assert_string_equal(talk_hits(t, CONFIDENCE_CHOOSE, "juminhyo"), "choose say say");
    assert_string_equal(talk_type(t, "もどる"), "ask");
    assert_asks(t, "raicho");
    assert_string_equal(talk_type(t, "代理人でも頼まれてですか"), "search");
    assert_string_equal(talk_type(t, "代理人"), "checklist");
}

static void test_go(void **state)
{
    struct talk *t = *state;
    start(t, "tennyu");
    assert_string_equal(talk_type(t, "海外"), "say ask");
    assert_said(t, "海外からの転入届");
    assert_string_equal(t->d.entry->id.s, "kaigai-tennyu");
    assert_asks(t, "raicho");
    assert_string_equal(talk_type(t, "本人"), "checklist");
    assert_list(t, "kaigai-tennyu : passport doko_kara=kaigai raicho=honnin");
    /* and back again by changing the answer that led there */
    assert_string_equal(talk_text(t, INPUT_CHANGE, "doko_kara"), "ask");
    assert_string_equal(talk_type(t, "ほかの町から"), "say ask");
    assert_string_equal(t->d.entry->id.s, "tennyu");
    assert_asks(t, "hoho");
}

static void test_stop(void **state)
{
    struct talk *t = *state;
    start(t, "tennyu");
    assert_string_equal(talk_type(t, "同じ町の中"), "checklist");
    assert_string_equal(t->d.checklist->stop, "町の中の引っ越しは転居届です。");
    assert_string_equal(talk_type(t, "もどる"), "ask");
    assert_asks(t, "doko_kara");
}

static void test_shared_answers_are_reused(void **state)
{
    struct talk *t = *state;
    finish_tennyu(t);
    talk_open(t, "kaigai-tennyu");
    assert_string_equal(talk_do(t, INPUT_START), "say checklist");
    assert_said(t, "窓口に行く人：本人");
    assert_list(t, "kaigai-tennyu : passport raicho=honnin");
}

static void test_event(void **state)
{
    struct talk *t = *state;
    start(t, "hikkoshi");
    assert_asks(t, "setainushi");
    talk_type(t, "はい");
    assert_asks(t, "nokoru");
    assert_string_equal(talk_type(t, "30人"), "say ask");
    assert_said(t, "1 から 20");
    assert_string_equal(talk_type(t, "三人"), "ask");
    assert_fact(t, "nokoru", "3");
    assert_asks(t, "hoken");
    assert_string_equal(talk_type(t, "1と3"), "say ask"); /* 3 excludes the others */
    assert_string_equal(talk_type(t, "1、2"), "ask");
    assert_fact(t, "hoken", "kokuho,kaigo");
    assert_string_equal(talk_type(t, "1"), "checklist");
    assert_string_equal(t->d.checklist->entry->id.s, "hikkoshi");
    assert_string_equal(t->d.entry->id.s, "hikkoshi");
    /* 転入届, perhaps that from abroad, and the certificate */
    assert_int_equal(t->d.checklist->procedures.n, 3);
    /* the number of those who stay does not matter any more */
    assert_string_equal(talk_text(t, INPUT_CHANGE, "setainushi"), "ask");
    assert_string_equal(talk_type(t, "2"), "say checklist");
    assert_said(t, "残る人：3人");
    assert_null(facts_get(&t->d.facts, "nokoru"));
    assert_int_equal(t->d.checklist->procedures.n, 1);
}

static void test_zero_is_no_number(void **state)
{
    struct talk *t = *state;
    start(t, "hikkoshi");
    talk_type(t, "はい");
    talk_type(t, "0"); /* below the least: what the screen calls わからない */
    assert_fact(t, "nokoru", "unknown");
}

static void test_change(void **state)
{
    struct talk *t = *state;
    struct strbuf first;
    strbuf_init(&first);
    finish_tennyu(t);
    describe(t, &first);
    assert_string_equal(talk_text(t, INPUT_CHANGE, "hoho"), "ask");
    assert_asks(t, "hoho");
    assert_int_equal(t->d.step.asked, 1);
    assert_fact(t, "hoho", "kami"); /* until there is a new one */
    assert_string_equal(talk_type(t, "スマホでした"), "ask");
    assert_asks(t, "card_ari"); /* the first that is open; the rest is kept */
    assert_string_equal(talk_type(t, "はい"), "checklist");
    assert_list(t, "tennyu : honnin-kakunin card doko_kara=kokunai hoho=net card_ari=hai "
                   "sumi_hi=2026-11-03 raicho=honnin");
    /* changed back: the same list, and the answer that fell away is named */
    talk_text(t, INPUT_CHANGE, "hoho");
    assert_string_equal(talk_type(t, "紙でした"), "say checklist");
    assert_said(t, "カード：はい");
    assert_null(facts_get(&t->d.facts, "card_ari"));
    struct strbuf second;
    strbuf_init(&second);
    describe(t, &second);
    assert_string_equal(second.s, first.s);
    strbuf_done(&first);
    strbuf_done(&second);
    assert_string_equal(talk_text(t, INPUT_CHANGE, "card_ari"), "say");
    assert_string_equal(talk_text(t, INPUT_CHANGE, "nani"), "say");
    assert_int_equal(t->d.phase, PHASE_CHECKLIST);
}

static void test_change_by_number(void **state)
{
    struct talk *t = *state;
    finish_tennyu(t);
    assert_string_equal(talk_type(t, "なおす"), "say");
    assert_said(t, "2. 転出の手続き：紙でした");
    assert_said(t, "4. 窓口に行く人：本人");
    assert_string_equal(talk_type(t, "5"), "say");
    assert_string_equal(talk_type(t, "4"), "ask");
    assert_asks(t, "raicho");
    assert_string_equal(talk_type(t, "代理人"), "checklist");
    assert_fact(t, "raicho", "dairi");
    talk_open(t, "juminhyo");
    talk_do(t, INPUT_START);
    assert_string_equal(talk_type(t, "なおす"), "say");
}

/* What must come back when going back. */
struct place {
    enum phase phase;
    const struct entry *entry;
    const struct question *question;
    size_t nfacts, ncandidates, asked, left;
    enum aspect aspect;
    enum act act;
    char *list;
};

static struct place place_of(const struct talk *t)
{
    struct strbuf b;
    strbuf_init(&b);
    if (t->d.checklist)
        describe(t, &b);
    struct place p = {t->d.phase,        t->d.entry,       t->d.step.question, t->d.facts.n,
                      t->d.candidates.n, t->d.step.asked,  t->d.step.left,     t->d.aspect,
                      t->d.act,          strbuf_detach(&b)};
    strbuf_done(&b);
    return p;
}

static void test_back_exactly(void **state)
{
    static const char *const script[] = {
        "住民票はいくら",
        "1",
        "もう一つの質問",
        "1",
        "1",
        "1",
        "スマホでした",
        "はい",
        "11/3",
        "代理人",
        "なおす",
        "2",
        "紙でした",
        "住民票のお金",
        "2",
        "いくら", /* of the same */
    };
    enum { STEPS = sizeof script / sizeof *script };
    struct talk *t = *state;
    struct place places[STEPS + 1];
    size_t n = 0;
    places[n++] = place_of(t);
    for (size_t i = 0; i < STEPS; i++) {
        size_t depth = t->d.nback;
        talk_ask(t, script[i], CONFIDENCE_CHOOSE, "tennyu juminhyo");
        assert_in_range(t->d.nback, depth, depth + 1);
        if (t->d.nback > depth)
            places[n++] = place_of(t);
    }
    assert_int_equal(n, STEPS); /* all but なおす, which only lists */
    free(places[n - 1].list);
    for (n--; n-- > 0;) {
        talk_do(t, INPUT_BACK);
        struct place p = place_of(t);
        assert_int_equal(p.phase, places[n].phase);
        assert_ptr_equal(p.entry, places[n].entry);
        assert_ptr_equal(p.question, places[n].question);
        assert_int_equal(p.nfacts, places[n].nfacts);
        assert_int_equal(p.ncandidates, places[n].ncandidates);
        assert_int_equal(p.asked, places[n].asked);
        assert_int_equal(p.left, places[n].left);
        assert_int_equal(p.aspect, places[n].aspect);
        assert_int_equal(p.act, places[n].act);
        assert_string_equal(p.list, places[n].list);
        free(p.list);
        free(places[n].list);
    }
    assert_int_equal(t->d.phase, PHASE_HOME);
    assert_int_equal(t->d.nback, 0);
}

static void test_back_has_a_limit(void **state)
{
    struct talk *t = *state;
    for (int i = 0; i < 500; i++)
        talk_open(t, i % 2 ? "tennyu" : "juminhyo");
    assert_int_equal(t->d.nback, 200);
    for (int i = 0; i < 200; i++)
        assert_string_equal(talk_do(t, INPUT_BACK), i % 2 ? "show say" : "show");
    assert_int_equal(t->d.phase, PHASE_ENTRY);
    assert_string_equal(talk_do(t, INPUT_BACK), "say show say");
}

static void test_answers_without_question(void **state)
{
    struct talk *t = *state;
    assert_string_equal(talk_text(t, INPUT_ANSWER, "hai"), "say");
    assert_string_equal(talk_text(t, INPUT_CHANGE, "raicho"), "say");
    assert_string_equal(talk_do(t, INPUT_START), "say");
    assert_int_equal(t->d.phase, PHASE_HOME);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, talk_setup, talk_teardown)
    const struct CMUnitTest tests[] = {
        T(test_walk),
        T(test_unknown_answers),
        T(test_wrong_answers),
        T(test_question_meanwhile),
        T(test_go),
        T(test_stop),
        T(test_shared_answers_are_reused),
        T(test_event),
        T(test_zero_is_no_number),
        T(test_change),
        T(test_change_by_number),
        T(test_back_exactly),
        T(test_back_has_a_limit),
        T(test_answers_without_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
