#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide/calendar.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct date day(const char *iso)
{
    struct date d;

    assert_true(date_parse_iso(iso, strlen(iso), &d));
    return d;
}

static struct town town_closed(const char *const *rules, size_t n)
{
    static struct str v[16];
    struct town t = {0};

    assert_true(n <= 16);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct str){rules[i], strlen(rules[i]), {0}};
    t.closed.v = v;
    t.closed.n = n;
    return t;
}

static struct town usual(void)
{
    static const char *const rules[] = {"土", "日", "祝日", "12-29..01-03"};

    return town_closed(rules, 4);
}

/* As the Cabinet Office published them, the days off that follow included. */
static const struct {
    int year;
    const char *days;
} published[] = {
    {2007, "1-1 1-8 2-11 2-12 3-21 4-29 4-30 5-3 5-4 5-5 7-16 9-17 9-23 9-24 10-8 11-3 11-23 12-23 "
           "12-24"},
    {2009, "1-1 1-12 2-11 3-20 4-29 5-3 5-4 5-5 5-6 7-20 9-21 9-22 9-23 10-12 11-3 11-23 12-23"},
    {2018, "1-1 1-8 2-11 2-12 3-21 4-29 4-30 5-3 5-4 5-5 7-16 8-11 9-17 9-23 9-24 10-8 11-3 11-23 "
           "12-23 12-24"},
    {2019, "1-1 1-14 2-11 3-21 4-29 4-30 5-1 5-2 5-3 5-4 5-5 5-6 7-15 8-11 8-12 9-16 9-23 10-14 "
           "10-22 11-3 11-4 11-23"},
    {2020, "1-1 1-13 2-11 2-23 2-24 3-20 4-29 5-3 5-4 5-5 5-6 7-23 7-24 8-10 9-21 9-22 11-3 11-23"},
    {2021, "1-1 1-11 2-11 2-23 3-20 4-29 5-3 5-4 5-5 7-22 7-23 8-8 8-9 9-20 9-23 11-3 11-23"},
    {2022, "1-1 1-10 2-11 2-23 3-21 4-29 5-3 5-4 5-5 7-18 8-11 9-19 9-23 10-10 11-3 11-23"},
    {2023, "1-1 1-2 1-9 2-11 2-23 3-21 4-29 5-3 5-4 5-5 7-17 8-11 9-18 9-23 10-9 11-3 11-23"},
    {2024, "1-1 1-8 2-11 2-12 2-23 3-20 4-29 5-3 5-4 5-5 5-6 7-15 8-11 8-12 9-16 9-22 9-23 10-14 "
           "11-3 11-4 11-23"},
    {2025, "1-1 1-13 2-11 2-23 2-24 3-20 4-29 5-3 5-4 5-5 5-6 7-21 8-11 9-15 9-23 10-13 11-3 11-23 "
           "11-24"},
    {2026,
     "1-1 1-12 2-11 2-23 3-20 4-29 5-3 5-4 5-5 5-6 7-20 8-11 9-21 9-22 9-23 10-12 11-3 11-23"},
    {2027, "1-1 1-11 2-11 2-23 3-21 3-22 4-29 5-3 5-4 5-5 7-19 8-11 9-20 9-23 10-11 11-3 11-23"},
};

static void holidays_of_whole_years(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        struct date d = {published[i].year, 1, 1};
        char days[256] = "";

        for (; d.year == published[i].year; d = date_add_days(d, 1)) {
            if (!calendar_holiday(d))
                continue;
            size_t n = strlen(days);
            assert_true(n + 8 < sizeof days);
            snprintf(days + n, sizeof days - n, "%s%d-%d", n ? " " : "", d.month, d.day);
        }
        assert_string_equal(days, published[i].days);
    }
}

static void holiday_names(void **state)
{
    static const struct {
        const char *day, *name;
    } cases[] = {
        {"2026-01-01", "元日"},         {"2026-01-12", "成人の日"},
        {"2026-02-11", "建国記念の日"}, {"2026-02-23", "天皇誕生日"},
        {"2019-02-23", NULL},           {"2018-12-23", "天皇誕生日"},
        {"2019-12-23", NULL},           {"2026-03-20", "春分の日"},
        {"2026-04-29", "昭和の日"},     {"2026-05-03", "憲法記念日"},
        {"2026-05-04", "みどりの日"},   {"2026-05-05", "こどもの日"},
        {"2026-05-06", "振替休日"},     {"2026-07-20", "海の日"},
        {"2026-08-11", "山の日"},       {"2026-09-21", "敬老の日"},
        {"2026-09-22", "国民の休日"},   {"2026-09-23", "秋分の日"},
        {"2026-10-12", "スポーツの日"}, {"2019-10-14", "体育の日"},
        {"2020-10-12", NULL},           {"2020-07-24", "スポーツの日"},
        {"2021-07-23", "スポーツの日"}, {"2021-08-09", "振替休日"},
        {"2026-11-03", "文化の日"},     {"2026-11-23", "勤労感謝の日"},
        {"2032-09-21", "国民の休日"},   {"2032-09-22", "秋分の日"},
        {"2044-03-20", "春分の日"},     {"2092-03-19", "春分の日"},
        {"2099-09-23", "秋分の日"},     {"2026-11-20", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *name = calendar_holiday(day(cases[i].day));
        if (!cases[i].name)
            assert_null(name);
        else
            assert_string_equal(name ? name : "(none)", cases[i].name);
    }
    assert_null(calendar_holiday((struct date){0}));
    assert_null(calendar_holiday((struct date){2026, 2, 30}));
    assert_non_null(calendar_holiday((struct date){9999, 1, 1}));
}

static void closed_days(void **state)
{
    static const struct {
        const char *rule, *day;
        bool closed;
    } cases[] = {
        {"土", "2026-11-21", true},
        {"土", "2026-11-20", false},
        {"日", "2026-11-22", true},
        {"水", "2026-11-18", true},
        {"祝日", "2026-11-23", true},
        {"祝日", "2026-11-24", false},
        {"祝日", "2026-05-06", true},
        {"11-14", "2026-11-14", true},
        {"11-14", "2027-11-14", true},
        {"11-14", "2026-11-15", false},
        {"12-29..01-03", "2026-12-28", false},
        {"12-29..01-03", "2026-12-29", true},
        {"12-29..01-03", "2027-01-01", true},
        {"12-29..01-03", "2027-01-03", true},
        {"12-29..01-03", "2027-01-04", false},
        {"08-13..08-15", "2026-08-12", false},
        {"08-13..08-15", "2026-08-13", true},
        {"08-13..08-15", "2026-08-15", true},
        {"08-13..08-15", "2026-08-16", false},
        {"", "2026-08-16", false},
        {"..", "2026-08-16", false},
        {"13-1", "2026-08-16", false},
        {"02-29", "2028-02-29", true},
        {"02-28..x", "2026-03-01", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct town t = town_closed(&cases[i].rule, 1);
        assert_int_equal(calendar_closed(&t, day(cases[i].day)), cases[i].closed);
    }
}

static const struct {
    const char *from;
    int count;
    enum unit unit;
    enum first_day first;
    enum closed_rule closed;
    const char *due;
} dues[] = {
    {"2026-11-03", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-11-17"},
    {"2026-11-06", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-11-20"},
    {"2026-11-07", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-11-24"},
    {"2026-11-08", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-11-24"},
    {"2026-11-09", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-11-24"},
    {"2026-11-09", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_AS_IS, "2026-11-23"},
    {"2026-11-14", 7, UNIT_DAYS, FIRST_SAME, CLOSED_NEXT_OPEN, "2026-11-20"},
    {"2026-11-15", 7, UNIT_DAYS, FIRST_SAME, CLOSED_AS_IS, "2026-11-21"},
    {"2026-11-17", 7, UNIT_DAYS, FIRST_SAME, CLOSED_NEXT_OPEN, "2026-11-24"},
    {"2026-11-16", 7, UNIT_DAYS, FIRST_SAME, CLOSED_NEXT_OPEN, "2026-11-24"},
    {"2026-12-14", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-12-28"},
    {"2026-12-15", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2027-01-04"},
    {"2026-12-16", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2027-01-04"},
    {"2026-12-20", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2027-01-04"},
    {"2026-12-23", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2027-01-06"},
    {"2026-12-27", 7, UNIT_DAYS, FIRST_SAME, CLOSED_NEXT_OPEN, "2027-01-04"},
    {"2025-12-18", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-01-05"},
    {"2026-04-15", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-04-30"},
    {"2026-04-16", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-04-30"},
    {"2026-04-19", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-05-07"},
    {"2026-04-22", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-05-07"},
    {"2025-04-19", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2025-05-07"},
    {"2025-04-22", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2025-05-07"},
    {"2024-04-21", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2024-05-07"},
    {"2024-02-14", 15, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2024-02-29"},
    {"2024-02-15", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2024-02-29"},
    {"2023-02-14", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2023-02-28"},
    {"2026-09-05", 14, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-09-24"},
    {"2026-09-06", 15, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-09-24"},
    {"2026-09-05", 15, UNIT_DAYS, FIRST_NEXT, CLOSED_AS_IS, "2026-09-20"},
    {"2027-03-06", 15, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2027-03-23"},
    {"2024-08-04", 7, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2024-08-13"},
    {"2026-11-20", 3, UNIT_MONTHS, FIRST_NEXT, CLOSED_AS_IS, "2027-02-20"},
    {"2026-11-30", 3, UNIT_MONTHS, FIRST_NEXT, CLOSED_AS_IS, "2027-02-28"},
    {"2027-11-30", 3, UNIT_MONTHS, FIRST_NEXT, CLOSED_AS_IS, "2028-02-29"},
    {"2026-11-30", 3, UNIT_MONTHS, FIRST_SAME, CLOSED_AS_IS, "2027-02-28"},
    {"2027-11-30", 3, UNIT_MONTHS, FIRST_SAME, CLOSED_AS_IS, "2028-02-29"},
    {"2026-11-29", 3, UNIT_MONTHS, FIRST_SAME, CLOSED_AS_IS, "2027-02-28"},
    {"2026-08-31", 6, UNIT_MONTHS, FIRST_SAME, CLOSED_AS_IS, "2027-02-28"},
    {"2026-08-30", 6, UNIT_MONTHS, FIRST_NEXT, CLOSED_AS_IS, "2027-02-28"},
    {"2026-12-31", 2, UNIT_MONTHS, FIRST_NEXT, CLOSED_AS_IS, "2027-02-28"},
    {"2026-12-30", 2, UNIT_MONTHS, FIRST_NEXT, CLOSED_AS_IS, "2027-02-28"},
    {"2026-12-31", 2, UNIT_MONTHS, FIRST_SAME, CLOSED_AS_IS, "2027-02-28"},
    {"2026-10-31", 1, UNIT_MONTHS, FIRST_NEXT, CLOSED_AS_IS, "2026-11-30"},
    {"2026-11-20", 3, UNIT_MONTHS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2027-02-22"},
    {"2024-02-29", 1, UNIT_YEARS, FIRST_SAME, CLOSED_AS_IS, "2025-02-28"},
    {"2024-02-28", 1, UNIT_YEARS, FIRST_NEXT, CLOSED_AS_IS, "2025-02-28"},
    {"2023-02-28", 1, UNIT_YEARS, FIRST_NEXT, CLOSED_AS_IS, "2024-02-29"},
    {"2024-02-29", 1, UNIT_YEARS, FIRST_NEXT, CLOSED_AS_IS, "2025-02-28"},
    {"2026-11-20", 2, UNIT_YEARS, FIRST_NEXT, CLOSED_AS_IS, "2028-11-20"},
    {"2026-11-20", 2, UNIT_WEEKS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2026-12-04"},
    {"2026-11-20", 1, UNIT_WEEKS, FIRST_SAME, CLOSED_NEXT_OPEN, "2026-11-26"},
    {"2026-02-28", 1, UNIT_DAYS, FIRST_NEXT, CLOSED_AS_IS, "2026-03-01"},
    {"2028-02-28", 1, UNIT_DAYS, FIRST_NEXT, CLOSED_AS_IS, "2028-02-29"},
    {"2026-12-31", 1, UNIT_DAYS, FIRST_NEXT, CLOSED_NEXT_OPEN, "2027-01-04"},
    {"2026-01-01", 1, UNIT_DAYS, FIRST_SAME, CLOSED_NEXT_OPEN, "2026-01-05"},
    {"2026-03-31", 10, UNIT_DAYS, FIRST_SAME, CLOSED_NEXT_OPEN, "2026-04-09"},
    {"2026-03-01", 1, UNIT_MONTHS, FIRST_SAME, CLOSED_AS_IS, "2026-03-31"},
    {"2026-12-01", 12, UNIT_MONTHS, FIRST_SAME, CLOSED_AS_IS, "2027-11-30"},
    {"2026-11-23", 1, UNIT_DAYS, FIRST_SAME, CLOSED_NEXT_OPEN, "2026-11-24"},
};

static void last_days(void **state)
{
    struct town t = usual();

    (void)state;
    for (size_t i = 0; i < sizeof dues / sizeof *dues; i++) {
        struct deadline rule = {.within = {dues[i].count, dues[i].unit},
                                .first_day = dues[i].first,
                                .closed = dues[i].closed};
        char got[64], want[64], iso[11];

        date_format_iso(calendar_due(&t, &rule, day(dues[i].from)), iso);
        snprintf(got, sizeof got, "%zu: %s to %s", i, dues[i].from, iso);
        snprintf(want, sizeof want, "%zu: %s to %s", i, dues[i].from, dues[i].due);
        assert_string_equal(got, want);
    }
}

/* 民法第143条第2項 for every day of four years: the period ends on the day before the one that has
 * the number of its first day, or on the last day of a month that has no such day. */
static void months_end_before_the_same_number(void **state)
{
    struct town t = usual();

    (void)state;
    for (struct date d = {2027, 1, 1}; d.year < 2031; d = date_add_days(d, 1)) {
        for (int months = 1; months <= 13; months++) {
            struct deadline rule = {
                .within = {months, UNIT_MONTHS}, .first_day = FIRST_SAME, .closed = CLOSED_AS_IS};
            struct date due = calendar_due(&t, &rule, d);
            struct date next = date_add_days(due, 1);
            int month = (d.month - 1 + months) % 12 + 1;

            assert_true(date_valid(due));
            if (next.day == d.day)
                assert_int_equal(next.month, month);
            else
                assert_true(due.month == month && due.day < d.day && next.day == 1);
        }
    }
}

static void never_open(void **state)
{
    static const char *const all[] = {"日", "月", "火", "水", "木", "金", "土"};
    struct town t = town_closed(all, 7);
    struct deadline rule = {.within = {14, UNIT_DAYS}, .closed = CLOSED_NEXT_OPEN};
    struct date due = calendar_due(&t, &rule, day("2026-11-20"));

    (void)state;
    assert_int_equal(date_cmp(due, day("2026-12-04")), 0);
    t = town_closed((const char *[]){"01-01..12-31"}, 1);
    due = calendar_due(&t, &rule, day("2026-11-20"));
    assert_int_equal(date_cmp(due, day("2026-12-04")), 0);
}

static void no_last_day(void **state)
{
    struct town t = usual();
    struct deadline rule = {.within = {14, UNIT_DAYS}};

    (void)state;
    assert_true(date_is_none(calendar_due(&t, &rule, (struct date){0})));
    assert_true(date_is_none(calendar_due(&t, &rule, (struct date){2026, 2, 30})));
    assert_true(date_is_none(calendar_due(&t, &rule, (struct date){9999, 12, 30})));
    assert_true(date_is_none(calendar_due(&t, &rule, (struct date){9999, 12, 31})));
    rule.within = (struct duration){2147483647, UNIT_YEARS};
    assert_true(date_is_none(calendar_due(&t, &rule, day("2026-11-20"))));
    rule.within = (struct duration){2147483647, UNIT_DAYS};
    assert_true(date_is_none(calendar_due(&t, &rule, day("2026-11-20"))));
    rule.within = (struct duration){0, UNIT_DAYS};
    assert_true(date_is_none(calendar_due(&t, &rule, day("2026-11-20"))));
    rule.within = (struct duration){0, UNIT_NONE};
    assert_true(date_is_none(calendar_due(&t, &rule, day("2026-11-20"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holidays_of_whole_years),
        cmocka_unit_test(holiday_names),
        cmocka_unit_test(closed_days),
        cmocka_unit_test(last_days),
        cmocka_unit_test(months_end_before_the_same_number),
        cmocka_unit_test(never_open),
        cmocka_unit_test(no_last_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
