/* The tables of what entries are called. */
#include "index/called.h"
#include "index/letters.h"
#include "sample.h"

static const char glossary[] =
    "a: {name: 転入届（とどけ）のＡＢＣ, reading: てんにゅうとどけ えーびーしー, answer: a}\n"
    "b: {name: ｶﾞｽとハロ-ワ-ク, reading: がす, answer: b}\n"
    "c: {name: 髙﨑の①番・〒「葛󠄀」, reading: こ, answer: c}\n"
    "d: {name: か゛とは゜と\xe3\x81\x8b\xe3\x82\x99, reading: か, answer: d}\n"
    "e: {name: \"ー2〜3 … x-y\", reading: か, answer: e}\n"
    "f: {name: ㍿と∞と２５％, reading: か, answer: f, says: [國の學校, ﾋﾟﾝ, \"!!\"]}\n";

static void check_spelling(const struct called *c, size_t i, const struct str *s)
{
    struct strbuf key;
    strbuf_init(&key);
    letters_key(s->s, s->len, &key);
    if (strcmp(c->key.text.s + c->key.at[i], key.s) != 0)
        fail_msg("%s: %s, not %s", s->s, c->key.text.s + c->key.at[i], key.s);
    assert_int_equal(c->key.at[i + 1] - c->key.at[i], key.len + 1);
    strbuf_done(&key);
}

/* Each phrase is spelled as letters_key does it, whatever way was taken. */
static void check(const struct knowledge *k)
{
    struct called c;
    called_init(&c, k);
    size_t i = 0, n = 0;
    for (size_t j = 0; j < k->entries.n; j++)
        n += k->entries.v[j].kind != ENTRY_ELSEWHERE; /* nobody calls those */
    for (uint32_t rank = 0; rank < n; rank++) {
        const struct entry *e = c.entry[rank];
        assert_int_equal(c.names[rank], i);
        check_spelling(&c, i++, &e->name);
        if (e->reading.len > 0)
            check_spelling(&c, i++, &e->reading);
    }
    assert_int_equal(c.nnames, i);
    for (uint32_t rank = 0; rank < n; rank++) {
        assert_int_equal(c.says[rank], i);
        for (size_t j = 0; j < c.entry[rank]->says.n; j++)
            check_spelling(&c, i++, &c.entry[rank]->says.v[j]);
    }
    assert_int_equal(c.phrases, i);
    for (size_t j = 0; j < c.phrases; j++)
        for (uint32_t at = c.sound.at[j]; at < c.sound.at[j + 1]; at++)
            assert_int_equal(called_phrase(&c, &c.sound, at), j);
    for (size_t j = 1; j < c.key.starts; j++)
        assert_true(
            strcmp(c.key.text.s + c.key.start[j - 1].at, c.key.text.s + c.key.start[j].at) <= 0);
    called_done(&c);
}

static void test_spelling(void **state)
{
    (void)state;
    struct sample s;
    struct error err = ERROR_NONE;
    struct loader_file file = {"glossary.yaml", glossary, sizeof glossary - 1};
    sources_init(&s.sources);
    diags_init(&s.diags, &s.sources);
    s.k = knowledge_load_texts(&file, 1, &s.sources, &s.diags);
    assert_int_equal(s.k->entries.n, 6);
    check(s.k);
    sample_done(&s);
    sources_init(&s.sources);
    diags_init(&s.diags, &s.sources);
    s.k = knowledge_load("knowledge", "dict", &s.sources, &s.diags, &err);
    assert_non_null(s.k);
    check(s.k);
    sample_done(&s);
}

/* Where a word begins in a name; in a reading after a space; in says only the first. */
static void test_starts(void **state)
{
    (void)state;
    static const char faq[] = "a:\n"
                              "  name: お子さんの転入届と、マイナンバーカード（引っ越し用）のPDF2\n"
                              "  reading: てんにゅう とーどけ\n"
                              "  says: [住民票の写し ください]\n"
                              "  answer: a\n";
    static const char *const expected[] = {
        "pdf2",
        "お子さんの転入届とまいなんばーかーど引っ越し用のpdf2",
        "てんにゅうとーどけ",
        "とーどけ",
        "のpdf2",
        "まいなんばーかーど引っ越し用のpdf2",
        "住民票の写しください",
        "子さんの転入届とまいなんばーかーど引っ越し用のpdf2",
        "引っ越し用のpdf2",
        "用のpdf2",
        "越し用のpdf2",
        "転入届とまいなんばーかーど引っ越し用のpdf2",
    };
    struct sample s;
    struct called c;
    sample_load(&s, faq);
    called_init(&c, s.k);
    assert_int_equal(c.key.starts, c.sound.starts);
    assert_int_equal(c.key.starts, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < c.key.starts; i++)
        assert_string_equal(c.key.text.s + c.key.start[i].at, expected[i]);
    called_done(&c);
    sample_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_starts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
