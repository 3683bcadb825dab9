#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

static void strbuf_starts_empty(void **state)
{
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    assert_string_equal(b.s, "");
    assert_int_equal(b.len, 0);
    strbuf_add(&b, NULL, 0);
    strbuf_puts(&b, "");
    assert_string_equal(b.s, "");
    strbuf_done(&b);
}

static void strbuf_grows_and_keeps(void **state)
{
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    for (int i = 0; i < 1000; i++) {
        strbuf_putc(&b, (char)('a' + i % 26));
        assert_int_equal(b.len, i + 1);
        assert_int_equal(strlen(b.s), i + 1);
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(b.s[i], 'a' + i % 26);
    strbuf_truncate(&b, 3);
    assert_string_equal(b.s, "abc");
    strbuf_truncate(&b, 10); /* never longer */
    assert_int_equal(b.len, 3);
    strbuf_fill(&b, '-', 300);
    assert_int_equal(b.len, 303);
    assert_int_equal(b.s[302], '-');
    assert_int_equal(b.s[303], '\0');
    strbuf_clear(&b);
    assert_string_equal(b.s, "");
    strbuf_done(&b);
}

static void strbuf_keeps_nul_bytes(void **state)
{
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    strbuf_add(&b, "a\0b", 3);
    assert_int_equal(b.len, 3);
    assert_memory_equal(b.s, "a\0b", 4);
    strbuf_done(&b);
}

static void strbuf_prints(void **state)
{
    struct strbuf b;
    char want[600];

    (void)state;
    strbuf_init(&b);
    strbuf_printf(&b, "%d:%s", 7, "窓口");
    assert_string_equal(b.s, "7:窓口");
    memset(want, 'x', 500);
    want[500] = '\0';
    strbuf_printf(&b, "[%s]", want);
    assert_int_equal(b.len, strlen("7:窓口") + 502);
    assert_int_equal(b.s[b.len - 1], ']');
    /* Exactly full: the NUL needs room of its own. */
    for (size_t n = 1; n < 300; n++) {
        strbuf_clear(&b);
        strbuf_printf(&b, "%.*s", (int)n, want);
        assert_int_equal(b.len, n);
        assert_int_equal(strlen(b.s), n);
    }
    strbuf_done(&b);
}

static void strbuf_wipes_all_it_held(void **state)
{
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    strbuf_puts(&b, "0000-00-0000 に電話した");
    strbuf_truncate(&b, 4);
    strbuf_wipe(&b);
    assert_int_equal(b.len, 0);
    for (size_t i = 0; i < b.cap; i++)
        assert_int_equal(b.s[i], 0);
    strbuf_puts(&b, "again");
    assert_string_equal(b.s, "again");
    strbuf_done(&b);
}

static void strbuf_hands_over(void **state)
{
    struct strbuf b;
    char *s;

    (void)state;
    strbuf_init(&b);
    strbuf_puts(&b, "mine");
    s = strbuf_detach(&b);
    assert_string_equal(s, "mine");
    assert_string_equal(b.s, "");
    strbuf_puts(&b, "next");
    assert_string_equal(s, "mine");
    assert_string_equal(b.s, "next");
    free(s);
    strbuf_done(&b);
}

static void arena_is_zeroed_and_aligned(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a);
    for (size_t size = 0; size < 3000; size = size * 2 + 1) {
        unsigned char *p = arena_alloc(&a, size);

        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xaa, size);
    }
    arena_done(&a);
    arena_done(&a); /* harmless */
}

static void arena_blocks_do_not_overlap(void **state)
{
    enum { N = 2000 };
    struct arena a;
    unsigned char *p[N];
    size_t size[N];

    (void)state;
    arena_init(&a);
    for (size_t i = 0; i < N; i++) {
        size[i] = (i * 37) % 5000; /* small ones and ones with a block of their own */
        p[i] = arena_alloc(&a, size[i]);
        memset(p[i], (int)(i % 251), size[i]);
    }
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < size[i]; j++)
            assert_int_equal(p[i][j], i % 251);
    }
    arena_done(&a);
}

static void arena_copies(void **state)
{
    struct arena a;
    int *v;

    (void)state;
    arena_init(&a);
    assert_string_equal(arena_strdup(&a, "転入届"), "転入届");
    assert_string_equal(arena_strndup(&a, "転入届", 6), "転入");
    assert_string_equal(arena_strndup(&a, NULL, 0), "");
    assert_string_equal(arena_printf(&a, "%s/%d", "id", 42), "id/42");
    v = arena_array(&a, 10, sizeof(*v));
    for (int i = 0; i < 10; i++)
        assert_int_equal(v[i], 0);
    arena_done(&a);
}

static void xalloc_gives_usable_memory(void **state)
{
    char *s = xstrndup("abcdef", 3);

    (void)state;
    assert_string_equal(s, "abc");
    s = xreallocarray(s, 100, 2);
    assert_string_equal(s, "abc");
    free(s);
    s = xcalloc(0, 0);
    assert_non_null(s);
    free(s);
    s = xmalloc(0);
    assert_non_null(s);
    s = xrealloc(s, 0);
    assert_non_null(s);
    free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strbuf_starts_empty),
        cmocka_unit_test(strbuf_grows_and_keeps),
        cmocka_unit_test(strbuf_keeps_nul_bytes),
        cmocka_unit_test(strbuf_prints),
        cmocka_unit_test(strbuf_wipes_all_it_held),
        cmocka_unit_test(strbuf_hands_over),
        cmocka_unit_test(arena_is_zeroed_and_aligned),
        cmocka_unit_test(arena_blocks_do_not_overlap),
        cmocka_unit_test(arena_copies),
        cmocka_unit_test(xalloc_gives_usable_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
