#include "base/xalloc.h"
#include "knowledge/loader.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct strbuf packed; /* the shipped knowledge */

static int setup(void **state)
{
    (void)state;
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load("knowledge", "dict", &sources, &diags, &err);
    strbuf_init(&packed);
    if (k && diags.errors == 0)
        knowledge_pack(k, &packed);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
    return packed.len ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    strbuf_done(&packed);
    return 0;
}

static void test_round_trip(void **state)
{
    (void)state;
    struct error err = ERROR_NONE;
    struct knowledge *k = knowledge_unpack(packed.s, packed.len, true, &err);
    assert_non_null(k);
    struct strbuf again;
    strbuf_init(&again);
    knowledge_pack(k, &again);
    assert_int_equal(again.len, packed.len);
    assert_memory_equal(again.s, packed.s, packed.len);
    const struct entry *e = knowledge_entry(k, "tennyu");
    assert_non_null(e);
    for (size_t i = 0; i < e->documents.n; i++)
        assert_non_null(e->documents.v[i].document);
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        assert_non_null(e->tree.nodes.v[i].question);
    strbuf_done(&again);
    knowledge_free(k);
}

/* Whatever is asked for first, the same comes out; what was read stays where it is. */
static void test_any_order(void **state)
{
    (void)state;
    struct error err = ERROR_NONE;
    struct knowledge *k = knowledge_unpack(packed.s, packed.len, false, &err);
    assert_non_null(k);
    assert_null(knowledge_entry(k, "nai"));
    assert_null(knowledge_document(k, "nai"));
    assert_null(knowledge_question(k, "nai"));
    const struct question *q = knowledge_question(k, "doko_kara"); /* before its entry */
    const struct document *d = knowledge_document(k, "honnin-kakunin");
    assert_non_null(q);
    assert_non_null(d);
    for (size_t i = k->entries.n; i-- > 0;) {
        const struct entry *e = knowledge_at(k, i);
        assert_int_equal(e->kind, knowledge_kind(k, i));
        assert_ptr_equal(e, knowledge_entry(k, e->id.s));
        for (size_t j = 0; j < e->tree.nodes.n; j++)
            assert_ptr_equal(e->tree.nodes.v[j].question,
                             knowledge_question(k, e->tree.nodes.v[j].question->id.s));
    }
    assert_ptr_equal(knowledge_question(k, "doko_kara"), q);
    assert_ptr_equal(knowledge_document(k, "honnin-kakunin"), d);
    struct strbuf again;
    strbuf_init(&again);
    knowledge_pack(k, &again);
    assert_int_equal(again.len, packed.len);
    assert_memory_equal(again.s, packed.s, packed.len);
    strbuf_done(&again);
    knowledge_free(k);
}

static void refuse(const char *bytes, size_t n)
{
    struct error err = ERROR_NONE;
    char *copy = xmalloc(n + 1); /* so that a read past the end is seen */
    memcpy(copy, bytes, n);
    assert_null(knowledge_unpack(copy, n, false, &err));
    assert_int_equal(err.code, EX_DATAERR);
    free(copy);
}

static void test_truncated(void **state)
{
    (void)state;
    for (size_t n = 0; n < packed.len; n += n < 300 ? 1 : 997)
        refuse(packed.s, n);
}

static void test_foreign(void **state)
{
    (void)state;
    refuse("SQLite format 3", 15);
    char *copy = xmalloc(packed.len + 1);
    memcpy(copy, packed.s, packed.len + 1);
    copy[8] ^= 1; /* the schema's digest: another version */
    refuse(copy, packed.len);
    free(copy);
    strbuf_putc(&packed, '\0'); /* something behind the end */
    refuse(packed.s, packed.len);
    strbuf_truncate(&packed, packed.len - 1);
}

/* A damaged byte is either refused or harmless. */
static void test_damaged(void **state)
{
    (void)state;
    uint32_t rnd = 1;
    char *copy = xmalloc(packed.len);
    memcpy(copy, packed.s, packed.len);
    for (int i = 0; i < 400; i++) {
        rnd = rnd * 1103515245u + 12345u;
        size_t at = (rnd >> 4) % packed.len;
        char old = copy[at];
        copy[at] = (char)(rnd >> 20);
        struct error err = ERROR_NONE;
        struct knowledge *k = knowledge_unpack(copy, packed.len, false, &err);
        for (size_t e = k ? k->entries.n : 0; e-- > 0;) { /* each by itself, in another order */
            struct error why = ERROR_NONE;
            const struct entry *one = knowledge_read(k, e, &why);
            assert_int_equal(!one, why.code == EX_DATAERR);
            for (size_t j = 0; one && j < one->documents.n; j++)
                assert_non_null(one->documents.v[j].document);
            for (size_t j = 0; one && j < one->tree.nodes.n; j++)
                assert_non_null(one->tree.nodes.v[j].question);
        }
        bool ok = k && knowledge_read_all(k, &err);
        assert_int_equal(!ok, err.code == EX_DATAERR);
        knowledge_free(k);
        copy[at] = old;
    }
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_truncated),  cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
