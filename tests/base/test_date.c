#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include <limits.h>
#include <string.h>

#define D(y, m, d) ((struct date){y, m, d})

static void is(struct date got, struct date want)
{
    char g[11], w[11];

    date_format_iso(got, g);
    date_format_iso(want, w);
    assert_string_equal(g, w);
}

static void valid_days(void **state)
{
    static const struct {
        struct date d;
        bool valid;
    } cases[] = {
        {{2026, 11, 20}, true},  {{2024, 2, 29}, true},  {{2026, 2, 29}, false},
        {{1900, 2, 29}, false},  {{2000, 2, 29}, true},  {{2026, 4, 31}, false},
        {{2026, 0, 1}, false},   {{2026, 13, 1}, false}, {{2026, 1, 0}, false},
        {{2026, 12, 32}, false}, {{0, 1, 1}, false},     {{1, 1, 1}, true},
        {{9999, 12, 31}, true},  {{10000, 1, 1}, false}, {{0, 0, 0}, false},
        {{2026, -1, 1}, false},  {{2026, 1, -1}, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(date_valid(cases[i].d), cases[i].valid);
    assert_true(date_is_none(D(0, 0, 0)));
    assert_false(date_is_none(D(2026, 1, 1)));
}

static void days_and_back(void **state)
{
    struct date d = {1, 1, 1};
    long day = date_to_days(d);
    int weekday = 1; /* 0001-01-01 was a Monday */

    (void)state;
    assert_int_equal(date_to_days(D(1970, 1, 1)), 0);
    assert_int_equal(date_to_days(D(1969, 12, 31)), -1);
    assert_int_equal(date_to_days(D(2000, 3, 1)), 11017);
    /* Every day there is, counted by hand. */
    for (;;) {
        assert_int_equal(date_to_days(d), day);
        is(date_from_days(day), d);
        assert_int_equal(date_weekday(d), weekday);
        if (d.year == 9999 && d.month == 12 && d.day == 31)
            break;
        day++;
        weekday = (weekday + 1) % 7;
        if (++d.day > date_days_in_month(d.year, d.month)) {
            d.day = 1;
            if (++d.month > 12) {
                d.month = 1;
                d.year++;
            }
        }
    }
    assert_true(date_is_none(date_from_days(day + 1)));
    assert_true(date_is_none(date_from_days(LONG_MAX)));
    assert_true(date_is_none(date_from_days(LONG_MIN)));
}

static void weekdays(void **state)
{
    (void)state;
    assert_int_equal(date_weekday(D(2026, 11, 20)), 5);
    assert_int_equal(date_weekday(D(1969, 7, 20)), 0);
    assert_int_equal(date_weekday(D(1868, 1, 25)), 6);
}

static void order(void **state)
{
    (void)state;
    assert_true(date_cmp(D(2025, 12, 31), D(2026, 1, 1)) < 0);
    assert_true(date_cmp(D(2026, 2, 1), D(2026, 1, 31)) > 0);
    assert_true(date_cmp(D(2026, 1, 1), D(2026, 1, 2)) < 0);
    assert_int_equal(date_cmp(D(2026, 1, 1), D(2026, 1, 1)), 0);
}

static void adding(void **state)
{
    (void)state;
    is(date_add_days(D(2026, 12, 25), 14), D(2027, 1, 8));
    is(date_add_days(D(2024, 3, 1), -1), D(2024, 2, 29));
    is(date_add_days(D(9999, 12, 31), 1), D(0, 0, 0));
    is(date_add_days(D(2026, 1, 1), LONG_MAX), D(0, 0, 0));
    is(date_add_days(D(2026, 1, 1), LONG_MIN), D(0, 0, 0));
    is(date_add_days(D(0, 0, 0), 1), D(0, 0, 0));
    is(date_add_months(D(2026, 11, 30), 3), D(2027, 2, 28));
    is(date_add_months(D(2023, 11, 30), 3), D(2024, 2, 29));
    is(date_add_months(D(2026, 1, 31), -2), D(2025, 11, 30));
    is(date_add_months(D(2026, 1, 15), -1), D(2025, 12, 15));
    is(date_add_months(D(2026, 12, 15), 12), D(2027, 12, 15));
    is(date_add_months(D(9999, 12, 1), 1), D(0, 0, 0));
    is(date_add_months(D(1, 1, 1), -1), D(0, 0, 0));
    is(date_add_months(D(2026, 1, 1), INT_MAX), D(0, 0, 0));
    is(date_add_months(D(2026, 1, 1), INT_MIN), D(0, 0, 0));
}

static void iso(void **state)
{
    static const char *const bad[] = {
        "",         "2026-11-2",  "2026-1-20",  "2026-11-200", "2026/11/20", "2026-11-31",
        "20261120", "+026-11-20", "2026-11- 2", "0000-01-01",  " 2026-11-2", "2026-11-2a",
    };
    struct date d = {1, 2, 3};
    char text[11];

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(date_parse_iso(bad[i], strlen(bad[i]), &d));
        is(d, D(1, 2, 3)); /* untouched */
    }
    assert_true(date_parse_iso("2026-11-20", 10, &d));
    is(d, D(2026, 11, 20));
    assert_true(date_parse_iso("0001-01-01x", 10, &d));
    date_format_iso(d, text);
    assert_string_equal(text, "0001-01-01");
    date_format_iso(D(0, 0, 0), text);
    assert_string_equal(text, "0000-00-00");
}

static void ages(void **state)
{
    (void)state;
    assert_int_equal(date_age(D(1951, 11, 20), D(2026, 11, 19)), 74);
    assert_int_equal(date_age(D(1951, 11, 20), D(2026, 11, 20)), 75);
    assert_int_equal(date_age(D(2004, 2, 29), D(2026, 2, 28)), 21);
    assert_int_equal(date_age(D(2004, 2, 29), D(2026, 3, 1)), 22);
    assert_int_equal(date_age(D(2026, 11, 20), D(2026, 11, 20)), 0);
}

static void clock_is_injected(void **state)
{
    struct clock fixed = {{2026, 11, 20}}, system = {{0, 0, 0}};

    (void)state;
    is(clock_today(&fixed), D(2026, 11, 20));
    assert_true(date_valid(clock_today(&system)));
    assert_true(date_cmp(clock_today(&system), D(2024, 1, 1)) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_days), cmocka_unit_test(days_and_back),
        cmocka_unit_test(weekdays),   cmocka_unit_test(order),
        cmocka_unit_test(adding),     cmocka_unit_test(iso),
        cmocka_unit_test(ages),       cmocka_unit_test(clock_is_injected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
