/* What sentences give away, with the cues that are shipped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide/hear.h"
#include "knowledge/loader.h"
#include <string.h>

static const struct date today = {2026, 11, 20};

static struct sources sources;
static struct diags diags;

static int setup(void **state)
{
    struct error err = ERROR_NONE;

    sources_init(&sources);
    diags_init(&diags, &sources);
    *state = knowledge_load("knowledge", "dict", &sources, &diags, &err);
    return *state && diags.errors == 0 ? 0 : -1;
}

static int teardown(void **state)
{
    knowledge_free(*state);
    diags_done(&diags);
    sources_done(&sources);
    return 0;
}

static const struct {
    const char *entry, *sentence, *facts; /* "question=answer" with spaces between */
} cases[] = {
    {"juminhyo", "母の代わりに住民票を取りたい", "raicho_sha=dairi"},
    {"juminhyo", "ハハノカワリニ住民票", ""}, /* kana alone is no such word in the list */
    {"juminhyo", "近所の人に頼まれて住民票を取りに行きます", "raicho_sha=dairi"},
    {"juminhyo", "成年後見人です。住民票がほしい", "raicho_sha=hotei"},
    {"juminhyo", "母の代わりにでもいいですか", ""},
    {"juminhyo", "母の代わりではない", ""},
    {"juminhyo", "代理でも取れますか", ""},
    {"juminhyo", "免許証の代わりに何を持って行けばいい", ""},
    {"juminhyo", "住民票がほしい", ""},
    {"tennyu", "先週の金曜に引っ越してきた", "sumi_hajimeta=hai sumi_hajimeta_hi=2026-11-13"},
    {"tennyu", "隣の市から11月3日に引っ越しました",
     "doko_kara=kokunai sumi_hajimeta=hai sumi_hajimeta_hi=2026-11-03"},
    {"tennyu", "来月引っ越す予定です", "sumi_hajimeta=iie"},
    {"tennyu", "町の中で引っ越した", "doko_kara=chonai sumi_hajimeta=hai"},
    {"tennyu", "3年前に引っ越してきた", "sumi_hajimeta=hai"},
    {"tennyu", "きのう家を買いました", ""}, /* a day, but not of moving */
    {"okuyami", "85歳の父がきのう亡くなりました", "nakunatta_hi=2026-11-19 iryo_hoken=kouki"},
    {"okuyami", "世帯主の父が亡くなった", "setainushi=hai"},
    {"okuyami", "68歳の夫が死んだ", ""},
    {"okuyami", "85歳の父と82歳の母が亡くなった", ""}, /* whose age? */
    {"kaigo-nintei-shinki", "７５才の母に介護が必要になった", "kaigo_nenrei=rokugo"},
    {"kaigo-nintei-shinki", "五十二歳です。介護を受けたい", "kaigo_nenrei=yonju"},
    {"kaigo-nintei-shinki", "38さいで介護保険は使えますか", "kaigo_nenrei=wakai"},
    {"kokuho-kanyu", "会社を辞めて国保に入ります", "kanyu_riyu=taishoku"},
    {"kokuho-kanyu", "会社を9月30日に辞めた", "kanyu_riyu=taishoku"},
    {"kokuho-kanyu", "10月1日に保険がなくなりました", ""}, /* nobody died */
    {"kokuho-sosaihi", "私が喪主です", "moshu_iku=hai"},
    {"kokuho-sosaihi", "母が喪主です", ""},
    {"juminhyo", "おかんのかわりに住民票とりにいく", "raicho_sha=dairi"},
    {"kokuho-kanyu", "退職して引っ越してきた", ""}, /* one or the other */
    {"mynumber-funshitsu", "マイナンバーカードを落としました", "funshitsu_jotai=nakushita"},
    {"hikkoshi", "町を出ることになった", "hikkoshi_muki=tenshutsu"},
};

static void hears(void **state)
{
    const struct knowledge *k = *state;
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct guide g = {k, knowledge_entry(k, cases[i].entry), today};
        struct facts heard;
        struct strbuf b;

        assert_non_null(g.entry);
        facts_init(&heard);
        strbuf_init(&b);
        hear(&g, cases[i].sentence, strlen(cases[i].sentence), &heard);
        for (size_t j = 0; j < heard.n; j++) {
            strbuf_printf(&b, "%s%s=", j > 0 ? " " : "", heard.v[j].question->id.s);
            fact_id(&heard.v[j], &b);
        }
        if (strcmp(b.s, cases[i].facts) != 0) {
            print_error("%s: %s, not %s\n", cases[i].sentence, b.s, cases[i].facts);
            wrong++;
        }
        strbuf_done(&b);
        facts_done(&heard);
    }
    assert_int_equal(wrong, 0);
}

/* Whatever is typed: no fact that its question would not take. */
static void any_bytes(void **state)
{
    const struct knowledge *k = *state;
    unsigned seed = 1;

    for (size_t i = 0; i < 300; i++) {
        char s[64];
        size_t n = 0;

        for (; n < sizeof s; n++)
            s[n] = (char)((seed = seed * 1103515245u + 12345u) >> 16);
        for (size_t e = 0; e < k->entries.n; e++) {
            struct guide g = {k, &k->entries.v[e], today};
            struct facts heard;

            facts_init(&heard);
            hear(&g, s, n, &heard);
            assert_int_equal(heard.n, 0);
            facts_done(&heard);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hears),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
