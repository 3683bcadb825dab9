#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/json.h"
#include "sample.h"
#include <math.h>

static struct sample sample;

static void search(void **state)
{
    struct hit v[] = {{sample_entry(&sample, "tennyu"), 12.5},
                      {sample_entry(&sample, "hikkoshi"), 0.123456789},
                      {sample_entry(&sample, "gomi"), (double)NAN}};
    struct hits h = {.v = v, .n = 3, .confidence = CONFIDENCE_SURE}, none = {0};
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    json_search("引っ越し\"\\\n", strlen("引っ越し\"\\\n"), &h, &b);
    json_search("a\0\xff", 3, &none, &b);
    assert_string_equal(
        b.s,
        "{\"query\":\"引っ越し\\\"\\\\\\n\",\"confidence\":\"sure\",\"hits\":["
        "{\"id\":\"tennyu\",\"kind\":\"procedure\",\"name\":\"転入届\",\"score\":12.5},"
        "{\"id\":\"hikkoshi\",\"kind\":\"event\",\"name\":\"引っ越し\",\"score\":0.123457},"
        "{\"id\":\"gomi\",\"kind\":\"faq\",\"name\":\"ごみの日はいつですか\",\"score\":0.0}]}\n"
        "{\"query\":\"a\\u0000\ufffd\",\"confidence\":\"unknown\",\"hits\":[]}\n");
    strbuf_done(&b);
}

static void ask(void **state)
{
    static const char *const answers[] = {"hoho=kami",      "hajimeta_hi=2026-11-10",
                                          "ninzu=3",        "motteiru=card,techo",
                                          "raicho=unknown", NULL};
    const struct entry *entries[] = {sample_entry(&sample, "tennyu"),
                                     sample_entry(&sample, "kokuho")};
    struct facts facts;
    struct strbuf b;

    (void)state;
    sample_facts(&sample, &facts, answers);
    strbuf_init(&b);
    json_ask(&(struct json_ask){.query = "紙で",
                                .act = "answer",
                                .aspect = "documents",
                                .entries = entries,
                                .nentries = 2,
                                .facts = &facts,
                                .text = "転入届\n"},
             &b);
    json_ask(&(struct json_ask){.query = "\xff", .act = "unknown", .text = NULL}, &b);
    assert_string_equal(
        b.s, "{\"query\":\"紙で\",\"act\":\"answer\",\"entries\":[\"tennyu\",\"kokuho\"],"
             "\"aspect\":\"documents\",\"facts\":{\"hoho\":\"kami\",\"hajimeta_hi\":\"2026-11-10\","
             "\"ninzu\":\"3\",\"motteiru\":\"card,techo\",\"raicho\":\"unknown\"},"
             "\"text\":\"転入届\\n\"}\n"
             "{\"query\":\"\ufffd\",\"act\":\"unknown\",\"entries\":[],\"aspect\":null,"
             "\"facts\":{},\"text\":\"\"}\n");
    strbuf_done(&b);
    facts_done(&facts);
}

static void list(void **state)
{
    const struct entry *v[] = {sample_entry(&sample, "tennyu"), sample_entry(&sample, "sumaho")};
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    json_list(v, 2, &b);
    json_list(v, 0, &b);
    assert_string_equal(b.s, "[{\"id\":\"tennyu\",\"kind\":\"procedure\",\"name\":\"転入届\","
                             "\"reading\":\"てんにゅうとどけ\",\"field\":\"住所\"},"
                             "{\"id\":\"sumaho\",\"kind\":\"howto\",\"name\":\"スマホで読み取る\","
                             "\"reading\":\"すまほでよみとる\",\"field\":\"\"}]\n"
                             "[]\n");
    strbuf_done(&b);
}

static void expect_entry(const char *id, const char *want)
{
    struct strbuf b;

    strbuf_init(&b);
    json_entry(sample.knowledge, sample_entry(&sample, id), (struct date){2026, 11, 20}, &b);
    assert_string_equal(b.s, want);
    strbuf_done(&b);
}

static void entries(void **state)
{
    (void)state;
    expect_entry(
        "tennyu",
        "{\"id\":\"tennyu\",\"kind\":\"procedure\",\"name\":\"転入届\",\"reading\":"
        "\"てんにゅうとどけ\",\"field\":\"住所\",\"status\":\"confirmed\",\"summary\":"
        "\"町へ引っ越してきたときの届け出です。\",\"says\":[\"引っ越してきた\"],\"questions\":"
        "[\"hoho\",\"hajimeta_hi\",\"raicho\"],\"documents\":[{\"id\":\"honnin\",\"name\":"
        "\"本人確認書類\",\"what\":\"窓口へ行く人が、自分を証明するものです。\","
        "\"original_or_copy\":\"original\",\"any\":[{\"one_of\":[\"マイナンバーカード\","
        "\"運転免許証\"],\"note\":\"顔写真つきです。\"},{\"two_of\":[\"年金手帳\","
        "\"介護保険証\",\"診察券\"]}],\"instead\":\"窓口へ電話してください。\",\"status\":"
        "\"confirmed\"},{\"id\":\"shomeisho\",\"name\":\"転出証明書\",\"what\":"
        "\"前の町でもらう紙です。\",\"original_or_copy\":\"original\",\"when\":\"hoho == kami\","
        "\"who\":\"紙で転出した人\",\"note\":\"全員分です。\",\"get\":\"tenshutsu\",\"fresh\":"
        "\"3 months\",\"any\":[],\"status\":\"confirmed\"},{\"id\":\"ininjo\",\"name\":"
        "\"委任状\",\"what\":\"頼む人が書く紙です。\",\"original_or_copy\":\"copy\",\"when\":"
        "\"raicho == dairi\",\"who\":\"代わりの人\",\"about\":\"鉛筆は使えません。\",\"where\":"
        "\"用紙は窓口にあります。\",\"any\":[],\"status\":\"unconfirmed\"}],\"deadlines\":"
        "[{\"from\":\"hajimeta_hi\",\"within\":\"14 days\",\"first_day\":\"next\",\"closed\":"
        "\"next_open\",\"late\":\"早めに窓口へ行ってください。\"}],\"desk\":{\"id\":\"jumin\","
        "\"name\":\"住民課\",\"place\":\"1階 1番\",\"tel\":\"0000-00-0000\",\"hours\":"
        "\"平日 8:30〜17:15\"},\"who\":\"本人か、同じ世帯の人です。\",\"duration\":"
        "\"30分くらいです。\",\"fees\":[{\"label\":\"\",\"yen\":0,\"text\":\"\"}],\"online\":"
        "{\"level\":\"partly\",\"how\":\"予定を伝えられます。\"},\"notes\":[{\"text\":"
        "\"住み始める前には出せません。\"},{\"text\":\"暗証番号が要ります。\",\"when\":"
        "\"hoho == card\",\"who\":\"カードで転出した人\"}],\"next\":[\"kokuho\",\"tenshutsu\"],"
        "\"law\":\"住民基本台帳法 第22条\",\"confirmed\":\"2026-11-20\",\"sources\":[]}\n");
    expect_entry("tenshutsu",
                 "{\"id\":\"tenshutsu\",\"kind\":\"procedure\",\"name\":\"転出届\",\"reading\":"
                 "\"てんしゅつとどけ\",\"field\":\"住所\",\"status\":\"unconfirmed\",\"summary\":"
                 "\"町を出るときの届け出です。\",\"says\":[\"町を出る\"],\"questions\":[],"
                 "\"documents\":[],\"deadlines\":[],\"desk\":null,\"place\":\"前の町の役場\","
                 "\"who\":\"本人です。\",\"fees\":[{\"label\":\"\",\"yen\":null,\"text\":"
                 "\"町によります。\"}],\"online\":{\"level\":\"unsaid\"},\"notes\":[],\"next\":[],"
                 "\"confirmed\":\"2025-11-19\",\"doubtful\":true,\"sources\":[]}\n");
    expect_entry(
        "hikkoshi",
        "{\"id\":\"hikkoshi\",\"kind\":\"event\",\"name\":\"引っ越し\",\"reading\":"
        "\"ひっこし\",\"field\":\"\",\"status\":\"confirmed\",\"summary\":"
        "\"引っ越したときの手続きです。\",\"says\":[\"引っ越し\"],\"questions\":[\"ninzu\","
        "\"hajimeta_hi\"],\"documents\":[{\"id\":\"koza\",\"name\":\"通帳\",\"what\":"
        "\"口座が分かるものです。\",\"original_or_copy\":\"any\",\"any\":[],\"status\":"
        "\"confirmed\"}],\"deadlines\":[],\"procedures\":[{\"id\":\"tennyu\"},{\"id\":"
        "\"kokuho\",\"when\":\"ninzu >= 2\",\"who\":\"家族のいる人\"}],\"notes\":[{\"text\":"
        "\"家族の分も持って行きます。\",\"when\":\"ninzu >= 2\",\"who\":\"家族のいる人\"}],"
        "\"next\":[],\"confirmed\":\"2026-11-20\",\"sources\":[]}\n");
    expect_entry("sumaho",
                 "{\"id\":\"sumaho\",\"kind\":\"howto\",\"name\":\"スマホで読み取る\",\"reading\":"
                 "\"すまほでよみとる\",\"field\":\"\",\"status\":\"confirmed\",\"summary\":"
                 "\"カードをスマホで読み取ります。\",\"says\":[\"読み取れない\"],\"steps\":"
                 "[{\"text\":\"スマホを机に置きます。\",\"look\":\"画面が明るくなります。\"},"
                 "{\"text\":\"カードを重ねます。\",\"if_not\":\"場所を少しずらします。\"}],"
                 "\"notes\":[],\"next\":[],\"confirmed\":\"2026-11-20\",\"sources\":[]}\n");
    expect_entry("gomi", "{\"id\":\"gomi\",\"kind\":\"faq\",\"name\":\"ごみの日はいつですか\","
                         "\"reading\":\"\",\"field\":\"くらし\",\"status\":\"confirmed\","
                         "\"summary\":\"\",\"answer\":\"地区で違います。\",\"says\":[\"ごみの日\"],"
                         "\"notes\":[],\"next\":[],\"confirmed\":null,\"sources\":[]}\n");
}

/* What guide --json prints: the next question, or with done the checklist. */
static void guide(const char *id, const char *const *answers, bool done, struct strbuf *out)
{
    struct guide g = {sample.knowledge, sample_entry(&sample, id), SAMPLE_TODAY};
    struct guide_step step;
    struct guide_path path;
    struct facts f;

    sample_facts(&sample, &f, answers);
    guide_next(&g, &f, &step);
    guide_path(&g, &f, &path);
    if (done) {
        struct checklist *c = guide_checklist(&g, &f);

        json_checklist(c, &path, "M000-0000", out);
        checklist_free(c);
    } else {
        json_asking(&step, &path, NULL, out);
    }
    guide_path_done(&path);
    facts_done(&f);
}

static void asking(void **state)
{
    static const struct {
        const char *id, *answers[4], *want;
    } cases[] = {
        {"tennyu",
         {NULL},
         "{\"state\":\"asking\",\"question\":{\"id\":\"hoho\",\"text\":"
         "\"転出の手続きはどうやってしましたか？\",\"why\":\"紙が要るかが変わるためです。\","
         "\"kind\":\"single\",\"answers\":[{\"id\":\"kami\",\"label\":\"紙でした\"},{\"id\":"
         "\"card\",\"label\":\"カードでした\"},{\"id\":\"mada\",\"label\":\"まだです\"},{\"id\":"
         "\"unknown\",\"label\":\"わからない\"}]},\"path\":[],\"code\":null}\n"},
        {"tennyu",
         {"hoho=unknown", NULL},
         "{\"state\":\"asking\",\"question\":{\"id\":\"hajimeta_hi\",\"text\":"
         "\"いつ住み始めましたか？\",\"why\":\"\",\"kind\":\"date\",\"answers\":[{\"id\":"
         "\"unknown\",\"label\":\"わからない\"}]},\"path\":[{\"question\":\"hoho\",\"answer\":"
         "\"unknown\"}],\"code\":null}\n"},
        {"hikkoshi",
         {NULL},
         "{\"state\":\"asking\",\"question\":{\"id\":\"ninzu\",\"text\":\"何人ですか？\",\"why\":"
         "\"\",\"kind\":\"number\",\"unit\":\"人\",\"min\":1,\"max\":20,\"answers\":[{\"id\":"
         "\"unknown\",\"label\":\"わからない\"}]},\"path\":[],\"code\":null}\n"},
        {"juminhyo",
         {NULL},
         "{\"state\":\"asking\",\"question\":{\"id\":\"hitsuyo\",\"text\":\"要りますか？\","
         "\"why\":\"\",\"kind\":\"yesno\",\"answers\":[{\"id\":\"hai\",\"label\":\"はい\"},"
         "{\"id\":\"iie\",\"label\":\"いいえ\"},{\"id\":\"unknown\",\"label\":\"わからない\"}]},"
         "\"path\":[],\"code\":null}\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        guide(cases[i].id, cases[i].answers, false, &b);
        assert_string_equal(b.s, cases[i].want);
        strbuf_done(&b);
    }
}

static void done(void **state)
{
    static const struct {
        const char *id, *answers[4], *want;
    } cases[] = {
        {"tennyu",
         {"hoho=kami", "hajimeta_hi=2026-11-10", "raicho=unknown", NULL},
         "{\"state\":\"done\",\"procedures\":[{\"id\":\"tennyu\",\"name\":\"転入届\",\"state\":"
         "\"required\",\"desk\":\"jumin\",\"why\":[]}],\"documents\":[{\"id\":\"honnin\","
         "\"name\":\"本人確認書類\",\"state\":\"required\",\"original_or_copy\":\"original\","
         "\"for\":[\"tennyu\"],\"why\":[],\"note\":\"\"},{\"id\":\"shomeisho\",\"name\":"
         "\"転出証明書\",\"state\":\"required\",\"original_or_copy\":\"original\",\"for\":"
         "[\"tennyu\"],\"why\":[{\"question\":\"hoho\",\"answer\":\"kami\"}],\"note\":"
         "\"全員分です。\"},{\"id\":\"ininjo\",\"name\":\"委任状\",\"state\":\"ask-at-desk\","
         "\"original_or_copy\":\"copy\",\"for\":[\"tennyu\"],\"why\":[{\"question\":\"raicho\","
         "\"answer\":\"unknown\"}],\"note\":\"\",\"doubtful\":true}],\"deadlines\":[{\"procedure\":"
         "\"tennyu\","
         "\"due\":\"2026-11-24\",\"state\":\"open\",\"days_left\":4,\"rule\":"
         "\"住み始めた日の翌日から数えて14日以内（最後の日が休みなら次の開庁日）\",\"late\":null}],"
         "\"fees\":"
         "[{\"procedure\":\"tennyu\",\"label\":\"\",\"yen\":0,\"text\":\"\",\"state\":"
         "\"required\"}],\"notes\":[{\"text\":\"住み始める前には出せません。\",\"procedure\":"
         "\"tennyu\",\"state\":\"required\",\"why\":[]}],\"visits\":{\"town_hall\":1,\"maybe\":"
         "false,\"reasons\":[],\"elsewhere\":0},\"route\":[{\"desk\":\"jumin\",\"place\":"
         "\"1階 1番\",\"procedures\":[\"tennyu\"]}],\"next\":[\"kokuho\",\"tenshutsu\"],"
         "\"stop\":null,\"path\":[{\"question\":\"hoho\",\"answer\":\"kami\"},{\"question\":"
         "\"hajimeta_hi\",\"answer\":\"2026-11-10\"},{\"question\":\"raicho\",\"answer\":"
         "\"unknown\"}],\"code\":\"M000-0000\"}\n"},
        {"tennyu",
         {"hoho=mada", NULL},
         "{\"state\":\"done\",\"procedures\":[],\"documents\":[],\"deadlines\":[],\"fees\":[],"
         "\"notes\":[],\"visits\":{\"town_hall\":0,\"maybe\":false,\"reasons\":[],\"elsewhere\":"
         "0},\"route\":[],"
         "\"next\":[],\"stop\":\"先に、前の町で転出届を出してください。\",\"path\":"
         "[{\"question\":\"hoho\",\"answer\":\"mada\"}],\"code\":\"M000-0000\"}\n"},
        {"hikkoshi",
         {"ninzu=1", "hajimeta_hi=2026-11-06", NULL},
         "{\"state\":\"done\",\"procedures\":[{\"id\":\"tennyu\",\"name\":\"転入届\","
         "\"state\":\"required\",\"desk\":\"jumin\",\"why\":[]}],"
         "\"documents\":[{\"id\":\"koza\",\"name\":\"通帳\",\"state\":\"required\","
         "\"original_or_copy\":\"any\",\"for\":[],\"why\":[],\"note\":\"\"},{\"id\":\"honnin\","
         "\"name\":\"本人確認書類\",\"state\":\"required\","
         "\"original_or_copy\":\"original\",\"for\":[\"tennyu\"],\"why\":[],\"note\":\"\"},"
         "{\"id\":\"shomeisho\",\"name\":\"転出証明書\",\"state\":\"ask-at-desk\","
         "\"original_or_copy\":\"original\",\"for\":[\"tennyu\"],\"why\":[],"
         "\"note\":\"全員分です。\"}],\"deadlines\":[{\"procedure\":\"tennyu\","
         "\"due\":\"2026-11-20\",\"state\":\"today\",\"days_left\":0,"
         "\"rule\":\"住み始めた日の翌日から数えて14日以内（最後の日が休みなら次の開庁日）\","
         "\"late\":null}],"
         "\"fees\":[{\"procedure\":\"tennyu\",\"label\":\"\",\"yen\":0,\"text\":\"\","
         "\"state\":\"required\"}],"
         "\"notes\":[{\"text\":\"先に、前の町で転出届を出してください。\","
         "\"procedure\":\"tennyu\",\"state\":\"ask-at-desk\",\"why\":[]},"
         "{\"text\":\"住み始める前には出せません。\",\"procedure\":\"tennyu\","
         "\"state\":\"required\",\"why\":[]},{\"text\":\"暗証番号が要ります。\","
         "\"procedure\":\"tennyu\",\"state\":\"ask-at-desk\",\"why\":[]}],\"visits\":{"
         "\"town_hall\":1,\"maybe\":false,\"reasons\":[],\"elsewhere\":0},\"route\":[{\"desk\":"
         "\"jumin\",\"place\":\"1階 1番\",\"procedures\":[\"tennyu\"]}],\"next\":[\"kokuho\","
         "\"tenshutsu\"],\"stop\":null,\"path\":[{\"question\":\"ninzu\",\"answer\":\"1\"},"
         "{\"question\":\"hajimeta_hi\",\"answer\":\"2026-11-06\"}],\"code\":\"M000-0000\"}\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        guide(cases[i].id, cases[i].answers, true, &b);
        assert_string_equal(b.s, cases[i].want);
        strbuf_done(&b);
    }
}

/* What is past says what to do now, in the knowledge's words or where to ask; why one has to come
 * twice stands with the number of visits. */
static void late_and_twice(void **state)
{
    static const char *const past[] = {"hoho=card", "hajimeta_hi=2026-11-05", "raicho=honnin",
                                       NULL},
                             *const twice[] = {"raicho=dairi", NULL};
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    guide("tennyu", past, true, &b);
    assert_non_null(strstr(b.s, "\"due\":\"2026-11-19\",\"state\":\"past\",\"days_left\":-1,"));
    assert_non_null(strstr(b.s, "\"late\":\"早めに窓口へ行ってください。\"}]"));
    strbuf_clear(&b);
    guide("inkan", twice, true, &b);
    assert_non_null(strstr(b.s, "\"visits\":{\"town_hall\":2,\"maybe\":false,\"reasons\":[{"
                                "\"text\":\"照会書の回答を持って来ます。\",\"procedure\":"
                                "\"inkan\",\"state\":\"required\",\"why\":[{\"question\":"
                                "\"raicho\",\"answer\":\"dairi\"}]}],\"elsewhere\":0}"));
    strbuf_clear(&b);
    json_entry(sample.knowledge, sample_entry(&sample, "inkan"), (struct date){2026, 11, 20}, &b);
    assert_non_null(strstr(b.s, "\"again\":[{\"text\":\"照会書の回答を持って来ます。\",\"when\":"
                                "\"raicho == dairi\",\"who\":\"代わりの人\"}]"));
    strbuf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(search),         cmocka_unit_test(ask),    cmocka_unit_test(list),
        cmocka_unit_test(entries),        cmocka_unit_test(asking), cmocka_unit_test(done),
        cmocka_unit_test(late_and_twice),
    };
    int failed;

    sample_open(&sample);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    sample_close(&sample);
    return failed;
}
