/* Which texts are grouped. */
#include "cli/likeness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define WORDS(...)                                                                  \
    {                                                                               \
        .words = (const char *const[]){__VA_ARGS__},                                \
        .nwords = sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *) \
    }

static void alike(void **state)
{
    (void)state;
    struct likeness_text v[] = {
        WORDS("ドローン", "飛ばす"),             /* heads */
        WORDS("ドローン", "飛ばす", "許可"),     /* two of three */
        WORDS("ドローン", "買う", "許可", "町"), /* one of five */
        {.nwords = 0},
        {.nwords = 0},
        WORDS("ドローン"), /* half of the first */
        WORDS("ペット"),
    };
    likeness_group(v, sizeof v / sizeof *v);
    const size_t groups[] = {0, 0, 2, 3, 4, 0, 6};
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        assert_int_equal(v[i].group, groups[i]);
}

static void the_nearest_head(void **state)
{
    (void)state;
    struct likeness_text v[] = {
        WORDS("a", "b"), WORDS("c", "d"),
        WORDS("b", "c", "d"),      /* shares with both, more with the second */
        WORDS("a", "b", "c", "d"), /* as much with both: the first */
    };
    likeness_group(v, sizeof v / sizeof *v);
    assert_int_equal(v[2].group, 1);
    assert_int_equal(v[3].group, 0);
}

static void nothing(void **state)
{
    (void)state;
    likeness_group(NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike),
        cmocka_unit_test(the_nearest_head),
        cmocka_unit_test(nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
