#include "base/xalloc.h"
#include "knowledge/cases.h"
#include "knowledge/loader.h"
#include "knowledge/node.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The whole of the mistakes is in tests/check; here is what needs more than a text file. */

struct loaded {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
    struct strbuf said;
};

static void load(struct loaded *l, const char *path, const char *text, size_t len)
{
    sources_init(&l->sources);
    diags_init(&l->diags, &l->sources);
    strbuf_init(&l->said);
    struct loader_file file = {path, text, len};
    l->k = knowledge_load_texts(&file, 1, &l->sources, &l->diags);
    diags_print(&l->diags, &l->said);
}

static void done(struct loaded *l)
{
    knowledge_free(l->k);
    strbuf_done(&l->said);
    diags_done(&l->diags);
    sources_done(&l->sources);
}

static void test_size_cap(void **state)
{
    (void)state;
    size_t n = YAML_MAX_BYTES + 1;
    char *text = xmalloc(n);
    memset(text, '#', n);
    for (size_t i = 80; i < n; i += 81)
        text[i] = '\n';
    struct loaded l;
    load(&l, "glossary.yaml", text, n);
    assert_int_equal(l.diags.errors, 1);
    assert_non_null(strstr(l.said.s, "glossary.yaml: error: ファイルが大きすぎます"));
    done(&l);
    free(text);
}

/* Nesting is refused before libyaml takes quadratic time over it. */
static void test_depth_cap(void **state)
{
    (void)state;
    size_t n = 1 << 20;
    char *text = xmalloc(n);
    static const char *const openers[] = {"[", "{a: ", "- "};
    for (size_t k = 0; k < 3; k++) {
        size_t len = strlen(openers[k]);
        for (size_t i = 0; i + len <= n; i += len)
            memcpy(text + i, openers[k], len);
        struct loaded l;
        load(&l, "glossary.yaml", text, n / len * len);
        assert_int_equal(l.diags.errors, 1);
        assert_non_null(strstr(l.said.s, "入れ子が深すぎます"));
        done(&l);
    }
    free(text);
}

/* The caret stands under the character, however wide what is before it. */
static void test_caret(void **state)
{
    (void)state;
    struct loaded l;
    const char *text = "a: {name: 世帯, reading: せたい, answer: いっしょ, nmae: x}\n";
    load(&l, "glossary.yaml", text, strlen(text));
    assert_string_equal(l.said.s,
                        "glossary.yaml:1:43: error: 「nmae」というキーは「ことば」にありません。"
                        "「name」ではありませんか\n"
                        "    a: {name: 世帯, reading: せたい, answer: いっしょ, nmae: x}\n"
                        "                                                       ^\n");
    done(&l);
}

/* No bytes at all make it stop or lose its mind. */
static void test_any_bytes(void **state)
{
    (void)state;
    static const char seed[] =
        "a: {name: \"世帯\", reading: せたい}\nb:\n  - |\n    x\n  name: 'y'\n";
    uint32_t rnd = 12345;
    char text[sizeof seed];
    for (int round = 0; round < 3000; round++) {
        memcpy(text, seed, sizeof seed);
        for (int k = 0; k < 4; k++) {
            rnd = rnd * 1103515245u + 12345u;
            text[(rnd >> 8) % (sizeof seed - 1)] = (char)(rnd >> 24);
        }
        struct loaded l;
        load(&l, "glossary.yaml", text, sizeof seed - 1);
        assert_non_null(l.k);
        assert_null(strpbrk(l.said.s, "\x1b\x07\x08\r"));
        done(&l);
    }
}

static void test_expansion(void **state)
{
    (void)state;
    static const char town[] =
        "name: 見本町\nreading: みほんまち\ntel: 0000-00-0000\nfront: a\nclosed: [土]\n"
        "fees: {juminhyo: 300}\nvalues: {x: 20日}\n"
        "desks: {a: {name: 住民課, place: 1階, tel: 0000-00-0001, hours: 平日}}\n";
    static const char terms[] =
        "t: {name: ことば, reading: ことば, answer: "
        "\"{{town.name}}の{{ desk.a.name }}で{{fee.juminhyo}}、{{value.x}}まで\"}\n";
    struct loader_file files[] = {{"town.yaml", town, strlen(town)},
                                  {"glossary.yaml", terms, strlen(terms)}};
    struct loaded l;
    sources_init(&l.sources);
    diags_init(&l.diags, &l.sources);
    strbuf_init(&l.said);
    l.k = knowledge_load_texts(files, 2, &l.sources, &l.diags);
    diags_print(&l.diags, &l.said);
    assert_string_equal(l.said.s, "");
    assert_string_equal(knowledge_entry(l.k, "t")->answer.s, "見本町の住民課で300円、20日まで");
    done(&l);
}

/* A directory of nothing but questions and answers has no town, and is fine. */
static void test_faq_alone(void **state)
{
    (void)state;
    struct loaded l;
    const char *text =
        "faq-1: {name: ごみはいつ出しますか, answer: \"月曜です。\\nくわしくは表を\"}\n";
    load(&l, "faq/a.yaml", text, strlen(text));
    assert_string_equal(l.said.s, "");
    assert_int_equal(l.k->entries.v[0].kind, ENTRY_FAQ);
    assert_non_null(l.k->town.front);
    assert_string_equal(l.k->town.name.s, "");
    done(&l);
}

static void test_shipped(void **state)
{
    (void)state;
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load("knowledge", "dict", &sources, &diags, &err);
    assert_non_null(k);
    struct cases cases;
    cases_load("knowledge", k, &sources, &diags, &cases);
    struct strbuf said;
    strbuf_init(&said);
    diags_print(&diags, &said);
    assert_string_equal(said.s, "");
    assert_true(cases.questions.n > 0 && cases.guides.n > 0);
    const struct entry *e = knowledge_entry(k, "tennyu");
    assert_non_null(e);
    const struct node *n = tree_node(&e->tree, "tenshutsu_hoho");
    assert_non_null(n);
    assert_int_equal(question_answer(n->question, "kami") >= 0, 1);
    for (size_t i = 1; i < k->entries.n; i++)
        assert_true(k->entries.v[i - 1].kind <= k->entries.v[i].kind);
    strbuf_done(&said);
    cases_done(&cases);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
}

static void test_no_directory(void **state)
{
    (void)state;
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    sources_init(&sources);
    diags_init(&diags, &sources);
    assert_null(knowledge_load("no/such/folder", NULL, &sources, &diags, &err));
    assert_int_equal(err.code, EX_NOINPUT);
    diags_done(&diags);
    sources_done(&sources);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_size_cap),  cmocka_unit_test(test_depth_cap),
        cmocka_unit_test(test_caret),     cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_expansion), cmocka_unit_test(test_faq_alone),
        cmocka_unit_test(test_shipped),   cmocka_unit_test(test_no_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
