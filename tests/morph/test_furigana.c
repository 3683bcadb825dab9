#include "base/strbuf.h"
#include "morph/furigana.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct morph *morph;
static struct furigana *f;

static int setup(void **state)
{
    struct error err = ERROR_NONE;
    (void)state;
    morph = morph_open(NULL, NULL, &err);
    f = morph ? furigana_new(morph) : NULL;
    return f ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    furigana_free(f);
    morph_close(morph);
    return 0;
}

static void expect(const char *text, const char *read)
{
    struct strbuf out;
    strbuf_init(&out);
    furigana_add(f, text, strlen(text), &out);
    assert_string_equal(out.s, read);
    strbuf_done(&out);
}

/* Each on a page of its own. */
static void expect_all(const char *const cases[][2], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        furigana_page(f);
        expect(cases[i][0], cases[i][1] ? cases[i][1] : cases[i][0]);
    }
}
#define EXPECT_ALL(cases) expect_all(cases, sizeof(cases) / sizeof(*(cases)))

static void test_words(void **state)
{
    static const char *const cases[][2] = {
        {"住民票がほしい", "住民票（じゅうみんひょう）がほしい"},
        /* one word, one reading; 健康 is an adjective in the dictionary */
        {"国民健康保険に入る", "国民健康保険（こくみんけんこうほけん）に入る"},
        /* the whole inflected word */
        {"頼まれた人", "頼まれた（たのまれた）人"},
        {"取れません。", "取れません（とれません）。"},
        {"受け取り方", "受け取り方（うけとりかた）"},
        {"安くする", "安く（やすく）する"},
        /* not across words */
        {"世帯の証明", "世帯（せたい）の証明（しょうめい）"},
        {"在留カード", "在留（ざいりゅう）カード"},
        {"", ""},
        {"ひらがなとカタカナ, latin 123\n", NULL},
    };
    (void)state;
    EXPECT_ALL(cases);
}

/* No reading is better than a wrong one. */
static void test_none(void **state)
{
    static const char *const cases[][2] = {
        /* kanji of the first two years of school */
        {"今日は家で子どもと日本の本を読む", NULL},
        {"入学の年月日", NULL},
        /* numbers and their counters; 以内 is read one way behind any of them */
        {"3枚と10本、二人、一泊", NULL},
        {"14日以内に", "14日以内（いない）に"},
        {"第3号", NULL},
        /* places, persons */
        {"山梨県甲府市", NULL},
        /* さつ or ふだ, ひらく or あく */
        {"札が", NULL},
        {"窓が開く", "窓（まど）が開く"},
        /* half a word */
        {"乳がんの人", NULL},
        /* it has one */
        {"除籍（じょせき）の人", NULL},
        {"除籍（じょせき", "除籍（じょせき）（じょせき"},
        /* bytes that are no text */
        {"\xff\xe4", NULL},
    };
    (void)state;
    EXPECT_ALL(cases);
}

static void test_once_a_page(void **state)
{
    (void)state;
    furigana_page(f);
    expect("証明と証明", "証明（しょうめい）と証明");
    expect("証明が要る", "証明が要る（いる）");
    expect("要らない", "要らない");
    furigana_page(f);
    expect("証明", "証明（しょうめい）");
    for (int i = 0; i < 14; i++)
        expect("、", "、");
    expect("証明", "証明");
    for (int i = 0; i < 16; i++) /* it has scrolled away */
        expect("、", "、");
    expect("証明", "証明（しょうめい）");
}

/* What somebody wrote down goes before the dictionary. */
static void test_taught(void **state)
{
    (void)state;
    struct furigana *before = f;
    f = furigana_new(morph);
    furigana_teach(f, "見本町", "みほんちょう");
    furigana_teach(f, "期日前投票", "きじつぜんとうひょう");
    /* of a longer name the words of kanji alone */
    furigana_teach(f, "除籍謄本の請求（はじめて）", "じょせきどうほんのせいきゅう");
    /* more is written than the name has, or less; kana that are not there */
    furigana_teach(f, "割賦（分割）契約書", "かっぷけいやくしょ");
    furigana_teach(f, "税額", "ぜ");
    furigana_teach(f, "証明書の発行", "しょうめいしょとはっこう");
    /* two that differ: neither */
    furigana_teach(f, "出生届", "しゅっせいとどけ");
    furigana_teach(f, "出生届", "しゅっしょうとどけ");
    static const char *const cases[][2] = {
        {"期日前投票へ", "期日前投票（きじつぜんとうひょう）へ"},
        {"見本町の除籍謄本", "見本町の除籍謄本（じょせきどうほん）"},
        {"税額", "税額（ぜいがく）"},
        {"証明書", "証明書（しょうめいしょ）"},
        {"出生届を", NULL},
    };
    EXPECT_ALL(cases);
    furigana_settle(f, "出生届", "しゅっしょうとどけ");
    furigana_settle(f, "札", "ふだ");
    furigana_page(f);
    expect("出生届の札", "出生届（しゅっしょうとどけ）の札（ふだ）");
    furigana_free(f);
    f = before;
}

struct seen {
    int words, unread;
};

static void count(void *ctx, const char *word, const char *reading)
{
    struct seen *s = ctx;
    s->words += *word != '\0';
    s->unread += *reading == '\0';
}

static void test_watch(void **state)
{
    struct seen s = {0, 0};
    (void)state;
    furigana_page(f);
    furigana_watch(f, count, &s);
    expect("証明と証明の札、日本", "証明（しょうめい）と証明の札、日本");
    furigana_watch(f, NULL, NULL);
    assert_int_equal(s.words, 3);
    assert_int_equal(s.unread, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),       cmocka_unit_test(test_none),
        cmocka_unit_test(test_once_a_page), cmocka_unit_test(test_taught),
        cmocka_unit_test(test_watch),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
