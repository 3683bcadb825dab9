#include "sample.h"

static struct morph *morph;
static struct sample sample;
static struct place place;
static struct index *ix;

static int setup(void **state)
{
    (void)state;
    morph = sample_morph();
    sample_load(&sample, sample_faq);
    place_init(&place);
    build_ok(place.path, sample.k, morph);
    ix = open_ok(place.path);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    index_close(ix);
    place_done(&place);
    sample_done(&sample);
    morph_close(morph);
    return 0;
}

static void search(const char *query, size_t n, size_t limit, struct hits *out)
{
    struct error err = ERROR_NONE;
    if (!index_search(ix, query, n, limit, out, &err))
        fail_msg("%s", err.msg);
    assert_true(out->n <= limit);
    for (size_t i = 0; i < out->n; i++) {
        assert_true(out->v[i].score > 0);
        if (i)
            assert_true(out->v[i - 1].score >= out->v[i].score);
        for (size_t j = 0; j < i; j++)
            assert_ptr_not_equal(out->v[i].entry, out->v[j].entry);
    }
    if (!out->n && limit)
        assert_int_equal(out->confidence, CONFIDENCE_UNKNOWN);
}

static void test_first(void **state)
{
    (void)state;
    static const struct {
        const char *query, *first, *confidence;
    } cases[] = {
        {"転入届", "tennyu", "sure"},
        {" 転入届？ ", "tennyu", "sure"},
        {"てんにゅうとどけ", "tennyu", "sure"},
        {"テンニュウトドケ", "tennyu", "sure"},
        {"ﾃﾝﾆｭｳﾄﾄﾞｹ", "tennyu", "sure"},
        {"tennyuutodoke", "tennyu", "sure"},
        {"tennyu todoke", "tennyu", "sure"},
        {"TENNYUTODOKE", "tennyu", "sure"},
        {"てんにゅーとどけ", "tennyu", "sure"},
        {"住民票をこっちに移したい", "tennyu", "sure"}, /* a phrase, though 住民票 has an entry */
        {"じゅうみんひょう", "juminhyo", "sure"},
        {"jumin hyo", "juminhyo", "sure"},
        {"住民票の写しをもらう方法を教えて", "juminhyo", NULL},
        {"印鑑の証明", "inkan", NULL},
        {"町を出るとき", "tenshutsu", NULL},
        {"マイナンバーカードノシンセイ", "card", "sure"},
        {"犬", "inu", "choose"}, /* one word may mean much */
        {"いぬをかいはじめた", "inu", NULL},
        {"葬祭費", NULL, "choose"}, /* two of that name */
        {"葬祭費（後期高齢者医療）", "sosaihi-kouki", "sure"},
        {"後期の葬祭費", "sosaihi-kouki", "sure"},
        {"手数料", NULL, "choose"},
        {"ラーメンの作り方", NULL, "unknown"},
        {"明日の天気", NULL, "unknown"},
        {"株価", NULL, "unknown"},
        {"教えて", NULL, "unknown"},
        {"", NULL, "unknown"},
        {"？", NULL, "unknown"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hits h;
        search(cases[i].query, strlen(cases[i].query), 10, &h);
        if (cases[i].first && (!h.n || strcmp(h.v[0].entry->id.s, cases[i].first) != 0))
            fail_msg("%s: %s", cases[i].query, h.n ? h.v[0].entry->id.s : "-");
        if (cases[i].confidence && strcmp(confidence_name(h.confidence), cases[i].confidence) != 0)
            fail_msg("%s: %s", cases[i].query, confidence_name(h.confidence));
        hits_done(&h);
    }
}

/* Characters left out or mistaken: the entry is still among the first. */
static void test_mistyped(void **state)
{
    (void)state;
    static const struct {
        const char *query, *first;
    } cases[] = {
        {"じゅみんひょのうつし", "juminhyo"},
        {"じゅうみんひう", "juminhyo"},
        {"いんかんとろくしょめい", "inkan"},
        {"まいなんばかど", "card"},
        {"maina kado", "card"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hits h;
        search(cases[i].query, strlen(cases[i].query), 10, &h);
        if (!h.n || strcmp(h.v[0].entry->id.s, cases[i].first) != 0)
            fail_msg("%s: %s", cases[i].query, h.n ? h.v[0].entry->id.s : "-");
        hits_done(&h);
    }
}

static void test_limit(void **state)
{
    (void)state;
    struct hits h, few;
    static const char query[] = "証明書の手数料と登録と届け出";
    search(query, strlen(query), 10, &h);
    assert_true(h.n > 3);
    for (size_t limit = 0; limit <= h.n; limit++) {
        search(query, strlen(query), limit, &few);
        assert_int_equal(few.n, limit);
        for (size_t i = 0; i < limit; i++)
            assert_ptr_equal(few.v[i].entry, h.v[i].entry);
        hits_done(&few);
    }
    hits_done(&h);
    search(query, strlen(query), SIZE_MAX, &h);
    hits_done(&h);
}

/* Whatever is typed is words, never a query language. */
static void test_hostile(void **state)
{
    (void)state;
    static const char *const queries[] = {
        "\"",
        "\"\"",
        "' OR 1=1 --",
        "\" OR NEAR( *",
        "NEAR(転入 届, 3)",
        "name:転入",
        "転入*",
        "^転入 AND NOT 届",
        "{name says}: x",
        "転入 + 届",
        "\\",
        "%s%n%d",
        "転入\" OR \"届",
        "-転入",
        "😀😀",
        "👨‍👩‍👧",
        "\xff\xfe",
        "\xe3\x81",
        "転入\xe3",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
        "\x01\x02\x1b[31m",
        "\t\n\r",
        "ﷺ",
        "a\xcc\x81\xcc\x81\xcc\x81",
        "w住民/じゅうみん",
        "rじゅ",
    };
    struct hits h;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        search(queries[i], strlen(queries[i]), 10, &h);
        hits_done(&h);
    }
    search("転入\0届", sizeof "転入\0届" - 1, 10, &h);
    assert_string_equal(h.v[0].entry->id.s, "tennyu");
    hits_done(&h);
    struct strbuf b;
    strbuf_init(&b);
    for (int i = 0; i < 34000; i++) /* 100 KB */
        strbuf_puts(&b, i % 3 ? "届" : "転");
    search(b.s, b.len, 10, &h);
    hits_done(&h);
    strbuf_clear(&b);
    for (uint32_t c = 0x4e00; c < 0x4e00 + 30000; c++) /* every term a different one */
        strbuf_printf(&b, "%c%c%c", (int)(0xe0 | c >> 12), (int)(0x80 | (c >> 6 & 0x3f)),
                      (int)(0x80 | (c & 0x3f)));
    search(b.s, b.len, 10, &h);
    hits_done(&h);
    strbuf_clear(&b);
    strbuf_fill(&b, '"', 100000);
    search(b.s, b.len, 10, &h);
    assert_int_equal(h.n, 0);
    hits_done(&h);
    strbuf_done(&b);
}

/* The same question has the same answer, whatever was asked in between. */
static void test_stable(void **state)
{
    (void)state;
    static const char *const queries[] = {"転入届", "手数料がかかる証明書", "いぬ", "株価"};
    struct hits first[4], again;
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < 4; i++) {
            struct hits *h = round ? &again : &first[i];
            search(queries[i], strlen(queries[i]), 10, h);
            if (!round)
                continue;
            assert_int_equal(h->n, first[i].n);
            assert_int_equal(h->confidence, first[i].confidence);
            for (size_t j = 0; j < h->n; j++) {
                assert_ptr_equal(h->v[j].entry, first[i].v[j].entry);
                assert_true(h->v[j].score == first[i].v[j].score);
            }
            hits_done(h);
        }
    for (size_t i = 0; i < 4; i++)
        hits_done(&first[i]);
}

static void test_knowledge(void **state)
{
    (void)state;
    const struct knowledge *k = index_knowledge(ix);
    assert_int_equal(k->entries.n, sample.k->entries.n);
    for (size_t i = 0; i < k->entries.n; i++) {
        assert_string_equal(knowledge_at(k, i)->id.s, sample.k->entries.v[i].id.s);
        assert_string_equal(knowledge_at(k, i)->answer.s, sample.k->entries.v[i].answer.s);
    }
}

/* A file without any entry is searched like any other. */
static void test_empty(void **state)
{
    (void)state;
    struct sample none;
    struct place p;
    struct error err = ERROR_NONE;
    sources_init(&none.sources);
    diags_init(&none.diags, &none.sources);
    none.k = knowledge_load_texts(NULL, 0, &none.sources, &none.diags);
    place_init(&p);
    build_ok(p.path, none.k, morph);
    struct index *empty = open_ok(p.path);
    struct hits h;
    assert_true(index_search(empty, "転入届", strlen("転入届"), 10, &h, &err));
    assert_int_equal(h.n, 0);
    hits_done(&h);
    index_close(empty);
    place_done(&p);
    sample_done(&none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first),  cmocka_unit_test(test_mistyped),
        cmocka_unit_test(test_limit),  cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_stable), cmocka_unit_test(test_knowledge),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
