/* The shipped knowledge with the shipped dictionary: whatever an entry is called finds it first. */
#include "sample.h"
#include "text/kana.h"

static struct place place;
static char userdic[160];
static struct morph *morph;
static struct index *ix;

static int setup(void **state)
{
    (void)state;
    struct sample s;
    struct error err = ERROR_NONE;
    char command[400];
    place_init(&place);
    snprintf(userdic, sizeof userdic, "%s/user.dic", place.dir);
    snprintf(command, sizeof command,
             "/usr/lib/mecab/mecab-dict-index -d /usr/share/mecab/dic/juman -f utf-8 -t utf-8 "
             "-u %s dict/user.csv >/dev/null",
             userdic);
    if (system(command) != 0)
        return -1;
    sources_init(&s.sources);
    diags_init(&s.diags, &s.sources);
    s.k = knowledge_load("knowledge", "dict", &s.sources, &s.diags, &err);
    morph = morph_open(NULL, userdic, &err);
    bool ok = s.k && !s.diags.errors && morph &&
              index_build(place.path, s.k, morph, userdic, &err) &&
              (ix = index_open(place.path, &err));
    if (!ok)
        print_error("%s\n", s.diags.errors ? s.diags.v[0].msg : err.msg);
    sample_done(&s);
    return ok ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    index_close(ix);
    morph_close(morph);
    place_done(&place);
    return 0;
}

static size_t failures;

static void must_find(const struct entry *e, const char *query, size_t n)
{
    struct hits h;
    struct error err = ERROR_NONE;
    assert_true(index_search(ix, query, n, 5, &h, &err));
    bool ours = e->kind != ENTRY_ELSEWHERE;
    bool first = ours ? h.n && h.v[0].entry == e && !h.elsewhere : h.elsewhere == e;
    if (!first || ours == (h.confidence == CONFIDENCE_UNKNOWN)) {
        print_error("%.*s: %s (%s), not %s\n", (int)n, query, h.n ? h.v[0].entry->id.s : "-",
                    confidence_name(h.confidence), e->id.s);
        failures++;
    }
    hits_done(&h);
}

static void test_every_phrase(void **state)
{
    (void)state;
    const struct knowledge *k = index_knowledge(ix);
    assert_true(k->entries.n > 20);
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);
        struct strbuf katakana;
        strbuf_init(&katakana);
        kana_to_katakana(&katakana, e->reading.s, e->reading.len);
        if (e->kind != ENTRY_ELSEWHERE)
            must_find(e, e->name.s, e->name.len);
        if (e->reading.len) {
            must_find(e, e->reading.s, e->reading.len);
            must_find(e, katakana.s, katakana.len);
        }
        for (size_t j = 0; j < e->says.n; j++)
            must_find(e, e->says.v[j].s, e->says.v[j].len);
        strbuf_done(&katakana);
    }
    assert_int_equal(failures, 0);
}

/* What no town hall is asked for must not look like an answer. */
static void test_unrelated(void **state)
{
    (void)state;
    static const char *const queries[] = {
        "ラーメンの作り方",
        "明日の天気",
        "株価",
        "おすすめの映画",
        "カレーのレシピを教えて",
        "プロ野球の結果",
        "恋人がほしい",
        "英語を勉強したい",
        "ホテルの予約",
        "風邪をひいた",
        "今日の運勢",
        "こんにちは",
        "あいうえお",
        "asdfghjkl",
        "！？",
        "そうですか",
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        struct hits h;
        struct error err = ERROR_NONE;
        assert_true(index_search(ix, queries[i], strlen(queries[i]), 5, &h, &err));
        if (h.confidence != CONFIDENCE_UNKNOWN)
            fail_msg("%s: %s", queries[i], h.v[0].entry->id.s);
        hits_done(&h);
    }
}

/* What several entries may be meant by is asked back. */
static void test_broad(void **state)
{
    (void)state;
    static const char *const queries[] = {"引っ越し", "証明書", "介護", "国保", "保険証"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        struct hits h;
        struct error err = ERROR_NONE;
        assert_true(index_search(ix, queries[i], strlen(queries[i]), 5, &h, &err));
        assert_int_equal(h.confidence, CONFIDENCE_CHOOSE);
        assert_true(h.n > 1);
        hits_done(&h);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_phrase),
        cmocka_unit_test(test_unrelated),
        cmocka_unit_test(test_broad),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
