/* The shipped cues on questions as people ask them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dialogue/words.h"
#include "knowledge/loader.h"
#include "text/normalize.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text;
    enum aspect aspect;
} cases[] = {
    {"転入届には何がいりますか", ASPECT_DOCUMENTS},
    {"住民票を取りたいんだけど、何を持っていけばいい？", ASPECT_DOCUMENTS},
    {"印鑑登録するとき何持ってけばいいの", ASPECT_DOCUMENTS},
    {"パスポートの もちもの", ASPECT_DOCUMENTS},
    {"必要書類を教えて", ASPECT_DOCUMENTS},
    {"児童手当の申請に必要なものは何ですか？", ASPECT_DOCUMENTS},
    {"はんこはいりますか", ASPECT_DOCUMENTS},
    {"ハンコいる？", ASPECT_DOCUMENTS},
    {"どんな書類を用意すればいいですか", ASPECT_DOCUMENTS},
    {"なにがひつようですか", ASPECT_DOCUMENTS},
    {"本人確認書類はコピーでもいいですか", ASPECT_DOCUMENTS},
    {"代理人が行くときに必要なもの", ASPECT_DOCUMENTS},
    {"いつまでに何を持って行けばいいですか", ASPECT_DOCUMENTS},
    {"住民票はいくらですか", ASPECT_FEE},
    {"住民票いくら", ASPECT_FEE},
    {"手数料を知りたい", ASPECT_FEE},
    {"てすうりょうはかかる？", ASPECT_FEE},
    {"お金はかかりますか", ASPECT_FEE},
    {"費用はどのくらいかかりますか", ASPECT_FEE},
    {"マイナンバーカードの再発行は無料ですか", ASPECT_FEE},
    {"戸籍謄本の値段", ASPECT_FEE},
    {"印鑑証明は何円？", ASPECT_FEE},
    {"転入届はいつまでに出せばいいですか", ASPECT_DEADLINE},
    {"出生届の期限は", ASPECT_DEADLINE},
    {"しめきりを教えて", ASPECT_DEADLINE},
    {"何日以内に届けるの", ASPECT_DEADLINE},
    {"引っ越して一か月過ぎてしまいました", ASPECT_DEADLINE},
    {"届けを出すのが遅れたらどうなる", ASPECT_DEADLINE},
    {"まだ間に合いますか", ASPECT_DEADLINE},
    {"期限を過ぎたらどうすればいい？", ASPECT_DEADLINE},
    {"どこで手続きすればいいですか", ASPECT_PLACE},
    {"どこに行けばいいの", ASPECT_PLACE},
    {"窓口は何階ですか", ASPECT_PLACE},
    {"何番の窓口ですか", ASPECT_PLACE},
    {"受付時間を教えてください", ASPECT_PLACE},
    {"何時まで開いていますか", ASPECT_PLACE},
    {"日曜でもできますか", ASPECT_PLACE},
    {"土曜日はやっていますか", ASPECT_PLACE},
    {"電話番号を知りたい", ASPECT_PLACE},
    {"コンビニでもらえますか", ASPECT_ONLINE},
    {"住民票をとる場所は？", ASPECT_PLACE},
    {"itsumade", ASPECT_DEADLINE},
    {"juuminhyou ikura", ASPECT_FEE},
    {"なんぼかかるん", ASPECT_FEE},
    {"引っ越してきて何週間もたった", ASPECT_DEADLINE},
    {"だれが届けるのですか", ASPECT_WHO},
    {"妻が代わりに行ってもいいですか", ASPECT_WHO},
    {"本人じゃないとだめですか", ASPECT_WHO},
    {"代理でもできますか", ASPECT_WHO},
    {"息子でもいいですか", ASPECT_WHO},
    {"家族が行っても大丈夫？", ASPECT_WHO},
    {"委任状があれば誰でもできますか", ASPECT_WHO},
    {"足が悪くて行けないときは", ASPECT_WHO},
    {"ネットでできますか", ASPECT_ONLINE},
    {"スマホで申し込めますか", ASPECT_ONLINE},
    {"役場に行かなくてもできますか", ASPECT_ONLINE},
    {"郵送でもいいですか", ASPECT_ONLINE},
    {"オンラインの手続き", ASPECT_ONLINE},
    {"パソコンから申請したい", ASPECT_ONLINE},
    {"家から手続きできますか、家からでもいいですか", ASPECT_ONLINE},
    {"どのくらいかかりますか", ASPECT_DURATION},
    {"何日くらいで届きますか", ASPECT_DURATION},
    {"すぐもらえますか", ASPECT_DURATION},
    {"待ち時間は長いですか", ASPECT_DURATION},
    {"時間がかかりますか", ASPECT_DURATION},
    {"カードはいつ届きますか", ASPECT_DURATION},
    {"その日のうちにもらえる？", ASPECT_DURATION},
    {"世帯主とは", ASPECT_WHAT},
    {"世帯主って何ですか", ASPECT_WHAT},
    {"マイナポータルってなに？", ASPECT_WHAT},
    {"戸籍の附票とは何ですか", ASPECT_WHAT},
    {"高額療養費とはどういう制度ですか", ASPECT_WHAT},
    {"資格確認書って。", ASPECT_WHAT},
    {"出産育児一時金はいくらもらえますか", ASPECT_WHAT}, /* no fee */
    /* nothing of it is asked */
    {"引っ越してきた", ASPECT_NONE},
    {"主人が亡くなった", ASPECT_NONE},
    {"子どもが生まれました", ASPECT_NONE},
    {"マイナンバーカードをなくした", ASPECT_NONE},
    {"どこから来たか覚えていない", ASPECT_NONE},
    {"保険証の期限が切れた", ASPECT_NONE},
    {"いつもお世話になっています", ASPECT_NONE},
    {"名前を変えることはできますか", ASPECT_NONE},
    {"妻が妊娠した", ASPECT_NONE},
    {"家で父が亡くなりました", ASPECT_NONE},
    {"ひとりで住んでいるものですが", ASPECT_NONE},
};

static void test_cases(void **state)
{
    const struct knowledge *k = *state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf b;
        strbuf_init(&b);
        text_normalize(&b, cases[i].text, strlen(cases[i].text));
        enum aspect a = aspect_find(k, b.s, b.len);
        strbuf_done(&b);
        if (a == cases[i].aspect)
            continue;
        const char *got = aspect_name(a), *want = aspect_name(cases[i].aspect);
        print_error("%s: %s, not %s\n", cases[i].text, got ? got : "-", want ? want : "-");
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_no_subject(void **state)
{
    static const char *const none[] = {
        "いくら？",
        "代理でもいい？",
        "日曜もやってる？",
        "郵送でもできますか",
        "期限はいつ",
        "もし遅れたら？",
        "どこに行けばいいの",
        "何を持って行けばいい？",
        "母が行ってもいい？",
        "それはいつまで？",
        "じゃあ、持ち物は？",
        "手続きにお金はかかりますか",
        "すぐもらえますか",
        "スマホでできる？",
        "窓口は何時まで？",
        "だれでもできるの",
        "でんわでもいいの",
        "コンビニでもいい？",
        "土日は開いていますか",
        "行けないときはどうする？",
    };
    static const char *const some[] = {
        "住民票はいくら？",       "犬はどこで登録する",       "いぬはいくら",
        "転出届の期限",           "国保の手続きはいつまで",   "印鑑証明を代理で取る",
        "ゴミはいつ出すの",       "じゅうみんひょうはいくら", "年金はいつもらえる",
        "マイナンバーカードは？", "保険証をなくしました",     "引っ越してきた",
    };
    const struct knowledge *k = *state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof none / sizeof *none + sizeof some / sizeof *some; i++) {
        bool without = i < sizeof none / sizeof *none;
        const char *text = without ? none[i] : some[i - sizeof none / sizeof *none];
        struct strbuf b;
        strbuf_init(&b);
        text_normalize(&b, text, strlen(text));
        if (names_no_subject(k, b.s, b.len) != without) {
            print_error("%s: %s\n", text, without ? "a subject" : "no subject");
            wrong++;
        }
        strbuf_done(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_enough_cues(void **state)
{
    const struct knowledge *k = *state;
    for (enum aspect a = ASPECT_DOCUMENTS; a <= ASPECT_WHAT; a++) {
        size_t n = 0;
        for (size_t i = 0; i < k->intents.n; i++)
            if (str_is(&k->intents.v[i].id, aspect_name(a)))
                n = k->intents.v[i].cues.n;
        assert_true(n >= 10);
    }
    assert_int_equal(k->intents.n, ASPECT_WHAT + 1); /* and the words of no meaning */
}

static char *read_cues(size_t *n)
{
    const char *root = getenv("ROOT"); /* tests/run.sh; else the working directory */
    char path[4096];
    snprintf(path, sizeof path, "%s/dict/intents.yaml", root ? root : ".");
    FILE *f = fopen(path, "r");
    if (!f)
        return NULL;
    static char text[1 << 18];
    *n = fread(text, 1, sizeof text, f);
    fclose(f);
    return *n < sizeof text ? text : NULL;
}

int main(void)
{
    struct loader_file file = {.path = "dict/intents.yaml"};
    file.text = read_cues(&file.len);
    if (!file.text) {
        fputs("dict/intents.yaml cannot be read\n", stderr);
        return 1;
    }
    struct sources sources;
    struct diags diags;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load_texts(&file, 1, &sources, &diags);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_cases, k),
        cmocka_unit_test_prestate(test_no_subject, k),
        cmocka_unit_test_prestate(test_enough_cues, k),
    };
    int failed = diags.errors > 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
    return failed;
}
