/* What a question comes to, and how the conversation moves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "talk.h"
#include "text/utf8.h"

static void assert_said(const struct talk *t, const char *words)
{
    if (!strstr(t->said.s, words))
        fail_msg("「%s」 is not in:\n%s", words, t->said.s);
}

static void assert_entry(const struct talk *t, const char *id)
{
    assert_non_null(t->d.entry);
    assert_string_equal(t->d.entry->id.s, id);
}

static void test_sure_procedure(void **state)
{
    struct talk *t = *state;
    assert_string_equal(talk_type(t, " 引っ越してきた\t。 "), "search");
    assert_string_equal(t->e.v[0].text, "引っ越してきた 。");
    assert_string_equal(talk_hits(t, CONFIDENCE_SURE, "tennyu kaigai-tennyu"), "show say");
    assert_entry(t, "tennyu");
    assert_ptr_equal(t->e.v[0].entry, t->d.entry);
    assert_int_equal(t->d.phase, PHASE_ENTRY);
    assert_int_equal(t->d.act, ACT_ANSWER);
    assert_int_equal(t->d.aspect, ASPECT_NONE);
    assert_said(t, "多くて5問");
}

static void test_event_offers_first(void **state)
{
    struct talk *t = *state;
    assert_string_equal(talk_ask(t, "引っ越し", CONFIDENCE_SURE, "hikkoshi"), "say show");
    assert_said(t, "質問");
}

static void test_no_offer_without_tree(void **state)
{
    struct talk *t = *state;
    assert_string_equal(talk_ask(t, "住民票", CONFIDENCE_SURE, "juminhyo"), "show");
    assert_string_equal(talk_do(t, INPUT_START), "checklist");
    assert_int_equal(t->d.phase, PHASE_CHECKLIST);
    assert_int_equal(t->d.checklist->documents.n, 1);
    talk_ask(t, "世帯主とは", CONFIDENCE_SURE, "setainushi-go");
    assert_string_equal(talk_do(t, INPUT_START), "say");
    assert_int_equal(t->d.phase, PHASE_ENTRY);
}

static void test_aspect(void **state)
{
    static const struct {
        const char *text, *id;
        enum aspect aspect;
    } cases[] = {
        {"住民票はいくらですか", "juminhyo", ASPECT_FEE},
        {"住民票の持ちもの", "juminhyo", ASPECT_NONE}, /* no cue of the sample */
        {"住民票の持ち物", "juminhyo", ASPECT_DOCUMENTS},
        {"住民票はお金のほかに何がいる？", "juminhyo", ASPECT_DOCUMENTS}, /* the longest cue */
        {"住民票はイクラ", "juminhyo", ASPECT_FEE},                       /* either kana */
        {"住民票はﾈｯﾄで取れる", "juminhyo", ASPECT_ONLINE},
        {"世帯主とは？", "setainushi-go", ASPECT_WHAT}, /* 。 at the end */
        {"世帯主とは違う人です", "juminhyo", ASPECT_NONE},
        {"世帯主の手数料", "setainushi-go", ASPECT_NONE}, /* a term has none */
    };
    struct talk *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        talk_ask(t, cases[i].text, CONFIDENCE_SURE, cases[i].id);
        if (t->d.aspect != cases[i].aspect)
            fail_msg("%s: aspect %d, not %d", cases[i].text, t->d.aspect, cases[i].aspect);
    }
    assert_string_equal(aspect_name(ASPECT_DURATION), "duration");
    assert_null(aspect_name(ASPECT_NONE));
    assert_string_equal(act_name(ACT_SMALLTALK), "smalltalk");
}

static void test_choose(void **state)
{
    struct talk *t = *state;
    const char *six = "tennyu juminhyo kaigai-tennyu hikkoshi setainushi-go";
    assert_string_equal(talk_ask(t, "住民票はいくら", CONFIDENCE_CHOOSE, six), "choose say");
    assert_int_equal(t->d.phase, PHASE_CHOOSE);
    assert_int_equal(t->d.act, ACT_CHOOSE);
    assert_int_equal(t->d.candidates.n, 5);
    assert_said(t, "「住民票はいくら」");
    assert_null(t->d.entry);
    assert_string_equal(talk_type(t, "6"), "say");
    assert_said(t, "1から5まで");
    assert_string_equal(talk_type(t, "２番です"), "show");
    assert_entry(t, "juminhyo");
    assert_int_equal(t->d.aspect, ASPECT_FEE);
    assert_string_equal(talk_type(t, "もどる"), "choose say");
    assert_int_equal(t->d.candidates.n, 5);
    assert_string_equal(talk_pick(t, 0), "show say");
    assert_entry(t, "tennyu");
}

static void test_at_most_five(void **state)
{
    struct talk *t = *state;
    struct hit v[7];
    for (size_t i = 0; i < 7; i++)
        v[i] = (struct hit){.entry = &t->k->entries.v[i % t->k->entries.n], .score = 1};
    struct hits h = {.v = v, .n = 7, .confidence = CONFIDENCE_CHOOSE};
    talk_type(t, "何か");
    talk_step(t, &(struct input){.kind = INPUT_HITS, .hits = &h});
    assert_int_equal(t->d.candidates.n, 5);
}

static void test_none_of_these(void **state)
{
    static const char *const ways[] = {"0",         "０", "この中にない", "ない", "どれも違います",
                                       "わからない"};
    struct talk *t = *state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        talk_do(t, INPUT_HOME);
        talk_ask(t, "犬を飼う", CONFIDENCE_CHOOSE, "tennyu juminhyo");
        const char *did = talk_type(t, ways[i]);
        if (strcmp(did, "choose say record") != 0)
            fail_msg("%s: %s", ways[i], did);
        assert_string_equal(t->e.v[2].text, "犬を飼う");
        assert_int_equal(t->d.act, ACT_UNKNOWN);
        assert_int_equal(t->d.nearest, 0); /* only the life events are left */
        assert_int_equal(t->d.candidates.n, 1);
        assert_string_equal(talk_type(t, "この中にない"), "choose say"); /* recorded once */
        assert_string_equal(talk_type(t, "1"), "say show");
        assert_entry(t, "hikkoshi");
    }
}

static void test_unknown(void **state)
{
    struct talk *t = *state;
    assert_string_equal(talk_ask(t, "犬はいくら", CONFIDENCE_UNKNOWN,
                                 "juminhyo tennyu setainushi-go kaigai-tennyu"),
                        "choose say record");
    assert_int_equal(t->d.act, ACT_UNKNOWN);
    assert_int_equal(t->d.aspect, ASPECT_FEE);
    assert_int_equal(t->d.nearest, 3);
    assert_int_equal(t->d.candidates.n, 4);
    assert_string_equal(t->d.candidates.v[0].entry->id.s, "juminhyo");
    assert_string_equal(t->d.candidates.v[3].entry->id.s, "hikkoshi");
    assert_said(t, "見つかりません");
    assert_said(t, "0000-00-0001");
    assert_string_equal(t->e.v[2].text, "犬はいくら");
    /* an event among the nearest is not offered twice */
    talk_ask(t, "猫", CONFIDENCE_UNKNOWN, "hikkoshi");
    assert_int_equal(t->d.candidates.n, 1);
    assert_string_equal(talk_ask(t, "猫", CONFIDENCE_SURE, ""), "choose say record");
}

static void test_echo_is_safe_and_short(void **state)
{
    struct talk *t = *state;
    char line[400] = "\033]0;x\a\xe3\x80";
    for (int i = 0; i < 60; i++)
        strcat(line, "長");
    talk_ask(t, line, CONFIDENCE_CHOOSE, "tennyu juminhyo");
    const char *text = t->e.v[0].text;
    assert_true(utf8_valid(text, strlen(text)));
    assert_null(strpbrk(text, "\033\a"));
    size_t many = 0;
    for (const char *p = text; (p = strstr(p, "長")); p++)
        many++;
    assert_in_range(many, 30, 40);
    assert_said(t, "…」");
}

static void test_nothing_typed(void **state)
{
    static const char *const empty[] = {"", "   ", "　", "\t\r\n", "\x01\x02"};
    struct talk *t = *state;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        assert_string_equal(talk_type(t, empty[i]), "say");
        assert_said(t, "「引っ越しをする」");
        assert_int_equal(t->d.nback, 0);
    }
    talk_open(t, "tennyu");
    talk_do(t, INPUT_START);
    assert_string_equal(talk_type(t, " "), "say ask");
}

static void test_words(void **state)
{
    static const struct {
        const char *text, *did;
        enum phase after;
    } cases[] = {
        /* each after opening juminhyo, so that one step back is home */
        {"もどる", "say say", PHASE_HOME},
        {"戻る。", "say say", PHASE_HOME},
        {"モドル", "say say", PHASE_HOME},
        {"ＢＡＣＫ", "say say", PHASE_HOME},
        {"modoru", "say say", PHASE_HOME},
        {"さいしょ", "say say", PHASE_HOME},
        {"最初に戻る", "say say", PHASE_HOME},
        {"ホーム！", "say say", PHASE_HOME},
        {"おわり", "bye", PHASE_HOME},
        {"さようなら", "bye", PHASE_HOME},
        {"終わります。", "bye", PHASE_HOME},
        {"もう一度", "show", PHASE_ENTRY},
        {"わからない", "say", PHASE_ENTRY},
        {"0", "say", PHASE_ENTRY},
        {"はい", "checklist", PHASE_CHECKLIST},
        {"１", "checklist", PHASE_CHECKLIST},
        {"1。", "checklist", PHASE_CHECKLIST},
        {"2", "say", PHASE_ENTRY},
        {"もどるには", "search", PHASE_ENTRY},
        {"終わりの日", "search", PHASE_ENTRY},
        {"一緒", "search", PHASE_ENTRY},
        {"1と2", "search", PHASE_ENTRY},
        {"99999999999999999999", "say", PHASE_ENTRY},
    };
    struct talk *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        talk_do(t, INPUT_HOME);
        talk_open(t, "juminhyo");
        const char *did = talk_type(t, cases[i].text);
        if (strcmp(did, cases[i].did) != 0 || t->d.phase != cases[i].after)
            fail_msg("%s: %s, phase %d", cases[i].text, did, t->d.phase);
    }
}

static void test_home_forgets(void **state)
{
    struct talk *t = *state;
    talk_ask(t, "引っ越してきた", CONFIDENCE_SURE, "tennyu");
    talk_do(t, INPUT_START);
    talk_type(t, "ほかの市区町村");
    assert_int_equal(t->d.facts.n, 1);
    const struct fact *was = t->d.facts.v;
    assert_non_null(was);
    talk_do(t, INPUT_HOME);
    assert_int_equal(t->d.phase, PHASE_HOME);
    assert_int_equal(t->d.facts.n, 0);
    assert_int_equal(t->d.nback, 0);
    assert_int_equal(t->d.candidates.n, 0);
    assert_null(t->d.entry);
    assert_null(t->d.query);
    assert_null(t->d.checklist);
    assert_string_equal(talk_do(t, INPUT_BACK), "say say say");
    assert_int_equal(t->d.phase, PHASE_HOME);
}

static void test_hits_without_question(void **state)
{
    struct talk *t = *state;
    assert_string_equal(talk_hits(t, CONFIDENCE_UNKNOWN, ""), "choose say");
    assert_string_equal(talk_hits(t, CONFIDENCE_CHOOSE, "tennyu juminhyo"), "choose say");
    assert_null(strstr(t->said.s, "「」"));
    assert_string_equal(talk_step(t, &(struct input){.kind = INPUT_HITS}), "");
    assert_string_equal(talk_step(t, &(struct input){.kind = INPUT_OPEN}), "");
}

/* Anything at all in any order: the texts stay printable and the state whole. */
static void check_whole(const struct talk *t)
{
    for (size_t i = 0; i < t->e.n; i++) {
        const char *s = t->e.v[i].text;
        if (!s)
            continue;
        assert_true(utf8_valid(s, strlen(s)));
        for (; *s; s++)
            assert_true((unsigned char)*s >= 0x20 || *s == '\n');
    }
    assert_true((t->d.phase == PHASE_CHECKLIST) == (t->d.checklist != NULL));
    assert_true((t->d.phase == PHASE_ASK) == (t->d.step.question != NULL));
    assert_true(t->d.phase != PHASE_ENTRY || t->d.entry != NULL);
    assert_true(t->d.nback <= 200);
}

static void test_any_input(void **state)
{
    static const char *const lines[] = {
        "引っ越し",       "1",          "２",       "0",
        "もどる",         "わからない", "紙でした", "スマホでした",
        "はい",           "いいえ",     "3",        "1と2",
        "代理人",         "11/3",       "なおす",   "\xff\x00",
        "もう一度",       "どれもない", "海外",     "ほかの市区町村",
        "いくらですか？",
    };
    static const char *const ids[] = {"tennyu", "hikkoshi", "juminhyo", "setainushi-go",
                                      "tennyu juminhyo"};
    struct talk *t = *state;
    uint32_t seed = 20261120;
    size_t finished = 0;
    for (int i = 0; i < 6000; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t r = seed >> 8;
        switch (r % 12) {
        case 0:
            talk_do(t, r % 7 == 0 ? INPUT_HOME : INPUT_BACK);
            break;
        case 1:
            talk_pick(t, r / 12 % 5);
            break;
        case 2:
            talk_do(t, INPUT_UNKNOWN);
            break;
        case 3:
            talk_do(t, INPUT_START);
            break;
        case 4:
            talk_text(t, INPUT_CHANGE, r % 2 ? "hoho" : "raicho");
            break;
        case 5:
            talk_hits(t, (enum confidence)(r / 12 % 3), ids[r / 36 % 5]);
            break;
        case 6:
            talk_open(t, ids[r / 12 % 4]);
            break;
        default:
            talk_type(t, lines[r / 12 % (sizeof lines / sizeof *lines)]);
            break;
        }
        check_whole(t);
        finished += t->d.phase == PHASE_CHECKLIST;
    }
    assert_true(finished > 50);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, talk_setup, talk_teardown)
    const struct CMUnitTest tests[] = {
        T(test_sure_procedure),
        T(test_event_offers_first),
        T(test_no_offer_without_tree),
        T(test_aspect),
        T(test_choose),
        T(test_at_most_five),
        T(test_none_of_these),
        T(test_unknown),
        T(test_echo_is_safe_and_short),
        T(test_nothing_typed),
        T(test_words),
        T(test_home_forgets),
        T(test_hits_without_question),
        T(test_any_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
