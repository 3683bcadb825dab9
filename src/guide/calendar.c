#include "guide/calendar.h"

#include <stddef.h>
#include <string.h>

/* No town is closed for longer at a stretch; one that is closed on every day of the week would
 * otherwise be searched for ever. */
enum { MAX_CLOSED_DAYS = 400 };

static const char *const weekdays[] = {"日", "月", "火", "水", "木", "金", "土"};

/* MM-DD as month * 100 + day; 0 when it is none. */
static int month_day(const char *s, size_t n)
{
    int v[4];

    if (n != 5 || s[2] != '-')
        return 0;
    for (size_t i = 0, k = 0; i < n; i++) {
        if (i == 2)
            continue;
        if (s[i] < '0' || s[i] > '9')
            return 0;
        v[k++] = s[i] - '0';
    }
    return (v[0] * 10 + v[1]) * 100 + v[2] * 10 + v[3];
}

static bool in_days(const struct str *rule, struct date d)
{
    int day = d.month * 100 + d.day;
    const char *dots = strstr(rule->s, "..");

    if (!dots)
        return month_day(rule->s, rule->len) == day;
    int from = month_day(rule->s, (size_t)(dots - rule->s));
    int to = month_day(dots + 2, strlen(dots + 2));
    if (from == 0 || to == 0)
        return false;
    if (from <= to)
        return day >= from && day <= to;
    return day >= from || day <= to; /* over the new year */
}

bool calendar_closed(const struct town *t, struct date d)
{
    if (!date_valid(d))
        return false;
    for (size_t i = 0; i < t->closed.n; i++) {
        const struct str *rule = &t->closed.v[i];

        if (str_is(rule, weekdays[date_weekday(d)]) || in_days(rule, d) ||
            (str_is(rule, "祝日") && calendar_holiday(d)))
            return true;
    }
    return false;
}

/* 民法第143条第2項: the day before the one that answers to the first day; where the last month has
 * no such day, its last day. */
static struct date months_end(struct date first, long months)
{
    long month = first.year * 12L + first.month - 1 + months;
    struct date d = {(int)(month / 12), (int)(month % 12) + 1, first.day};

    if (d.year > 9999)
        return (struct date){0};
    if (d.day <= date_days_in_month(d.year, d.month))
        return date_add_days(d, -1);
    d.day = date_days_in_month(d.year, d.month);
    return d;
}

/* The last day, closed or not. */
static struct date period_end(struct date first, struct duration within)
{
    long n = within.count;

    if (n <= 0 || !date_valid(first))
        return (struct date){0};
    switch (within.unit) {
    case UNIT_DAYS:
        return date_add_days(first, n - 1);
    case UNIT_WEEKS:
        return date_add_days(first, 7 * n - 1);
    case UNIT_MONTHS:
        return months_end(first, n);
    case UNIT_YEARS:
        return months_end(first, 12 * n);
    default:
        return (struct date){0};
    }
}

struct date calendar_due(const struct town *t, const struct deadline *rule, struct date from)
{
    struct date due, open;

    if (!date_valid(from))
        return (struct date){0};
    due = period_end(rule->first_day == FIRST_NEXT ? date_add_days(from, 1) : from, rule->within);
    if (rule->closed != CLOSED_NEXT_OPEN || !date_valid(due))
        return due;
    open = due;
    for (int i = 0; i < MAX_CLOSED_DAYS && date_valid(open); i++) { /* 民法第142条 */
        if (!calendar_closed(t, open))
            return open;
        open = date_add_days(open, 1);
    }
    return due;
}
