#include "base/xalloc.h"
#include "index/lexicon.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *key;
    uint32_t concept;
} items[] = {
    {"b\x01"
     "c",
     3},
    {"a", 1},
    {"a\x01"
     "b",
     2},
    {"a", 9},
    {"ab", 4},
    {"b\x01"
     "c\x01"
     "d",
     5},
    {"a", 1},
};

static void make(struct strbuf *out)
{
    struct lexicon_maker m;
    lexicon_maker_init(&m);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        lexicon_add(&m, items[i].key, strlen(items[i].key), items[i].concept);
    lexicon_pack(&m, out);
    lexicon_maker_done(&m);
}

static void expect(const struct lexicon *l, const char *key, bool more, size_t n,
                   const uint32_t *concepts)
{
    struct lexicon_found f = lexicon_find(l, key, strlen(key));
    assert_int_equal(f.more, more);
    assert_int_equal(f.end - f.first, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(lexicon_concept(l, f.first + i), concepts[i]);
}

static void test_find(void **state)
{
    (void)state;
    struct strbuf b;
    struct lexicon l;
    strbuf_init(&b);
    make(&b);
    assert_true(lexicon_open(&l, b.s, b.len));
    assert_int_equal(l.n, 6); /* the same item twice is one */
    expect(&l, "a", true, 2, (const uint32_t[]){1, 9});
    expect(&l,
           "a\x01"
           "b",
           false, 1, (const uint32_t[]){2});
    expect(&l, "ab", false, 1, (const uint32_t[]){4});
    expect(&l, "b", true, 0, NULL);
    expect(&l,
           "b\x01"
           "c",
           true, 1, (const uint32_t[]){3});
    expect(&l, "c", false, 0, NULL);
    expect(&l, "", true, 0, NULL);
    strbuf_done(&b);
}

static void test_empty(void **state)
{
    (void)state;
    struct lexicon l;
    assert_true(lexicon_open(&l, NULL, 0));
    expect(&l, "a", false, 0, NULL);
    struct lexicon_maker m;
    struct strbuf b;
    lexicon_maker_init(&m);
    strbuf_init(&b);
    lexicon_add(&m, "", 0, 1); /* no words: nothing */
    lexicon_add(&m, "1\x01\x32\x01\x33\x01\x34\x01\x35\x01\x36\x01\x37\x01\x38\x01\x39", 17, 1);
    lexicon_pack(&m, &b);
    assert_true(lexicon_open(&l, b.s, b.len));
    assert_int_equal(l.n, 0);
    strbuf_done(&b);
    lexicon_maker_done(&m);
}

/* Damage is refused, or at least never read outside the bytes. */
static void test_damaged(void **state)
{
    (void)state;
    struct strbuf b;
    struct lexicon l;
    strbuf_init(&b);
    make(&b);
    for (size_t n = 1; n < b.len; n++) {
        char *copy = xmalloc(n);
        memcpy(copy, b.s, n);
        assert_false(lexicon_open(&l, copy, n));
        free(copy);
    }
    for (size_t i = 0; i < b.len; i++) {
        char *copy = xmalloc(b.len);
        memcpy(copy, b.s, b.len);
        copy[i] = (char)(copy[i] ^ 0x41);
        if (lexicon_open(&l, copy, b.len))
            lexicon_find(&l, "a\x01", 2);
        free(copy);
    }
    strbuf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
