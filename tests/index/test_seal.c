#include "index/seal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_digest(void **state)
{
    (void)state;
    unsigned char bytes[200], seal[SEAL_BYTES];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    for (size_t n = 0; n < sizeof bytes; n++) {
        uint64_t d = digest_bytes(bytes, n);
        assert_true(d == digest_bytes(bytes, n));
        assert_true(d != digest_bytes(bytes, n + 1));
        for (size_t i = 0; i < n; i++)
            for (int bit = 0; bit < 8; bit++) {
                bytes[i] ^= (unsigned char)(1 << bit);
                assert_true(d != digest_bytes(bytes, n));
                bytes[i] ^= (unsigned char)(1 << bit);
            }
    }
    struct sections in = {.database = 60, .part[PART_LEXICON].n = 30, .part[PART_ASKED].n = 10};
    struct sections out;
    struct error err = ERROR_NONE;
    size_t n = 100 + SEAL_BYTES;
    seal_write(bytes, &in, seal);
    memcpy(bytes + 100, seal, SEAL_BYTES);
    assert_true(seal_check(bytes, n, "x", &out, &err));
    assert_int_equal(out.database, 60);
    assert_ptr_equal(out.part[PART_LEXICON].p, bytes + 60);
    assert_int_equal(out.part[PART_LEXICON].n, 30);
    assert_ptr_equal(out.part[PART_ASKED].p, bytes + 90);
    assert_int_equal(out.part[PART_TRAITS].n, 0);
    for (size_t i = 0; i < n; i++) {
        bytes[i] ^= 4;
        assert_false(seal_check(bytes, n, "x", &out, NULL));
        bytes[i] ^= 4;
        assert_false(seal_check(bytes, i, "x", &out, NULL));
    }
    /* lengths that do not add up, however well they are sealed */
    in.part[PART_ASKED].n = 9;
    seal_write(bytes, &in, bytes + 100);
    assert_false(seal_check(bytes, n, "x", &out, NULL));
    in.part[PART_ASKED].n = 10;
    in.database = SIZE_MAX - 29;
    in.part[PART_LEXICON].n = 120;
    assert_int_equal(in.database + in.part[PART_LEXICON].n + in.part[PART_ASKED].n, 100);
    seal_write(bytes, &in, bytes + 100);
    assert_false(seal_check(bytes, n, "x", &out, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
