#include "base/date.h"

#include <string.h>
#include <time.h>

/* 0001-01-01 and 9999-12-31 as days since 1970-01-01. */
#define DAYS_FIRST (-719162L)
#define DAYS_LAST 2932896L

static const struct date no_date;

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12)
        return 0;
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct date d)
{
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= date_days_in_month(d.year, d.month);
}

bool date_is_none(struct date d)
{
    return d.year == 0 && d.month == 0 && d.day == 0;
}

/* days_from_civil of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
long date_to_days(struct date d)
{
    long y = d.month <= 2 ? d.year - 1L : d.year;
    long era = (y >= 0 ? y : y - 399) / 400;
    long yoe = y - era * 400;
    long doy = (153L * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

/* civil_from_days of the same; no date for a day outside of the years 1 to 9999. */
struct date date_from_days(long days)
{
    long z, era, doe, yoe, doy, mp;
    struct date d;

    if (days < DAYS_FIRST || days > DAYS_LAST)
        return no_date;
    z = days + 719468;
    era = z / 146097;
    doe = z - era * 146097;
    yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    mp = (5 * doy + 2) / 153;
    d.day = (int)(doy - (153 * mp + 2) / 5 + 1);
    d.month = (int)(mp < 10 ? mp + 3 : mp - 9);
    d.year = (int)(yoe + era * 400 + (d.month <= 2));
    return d;
}

int date_weekday(struct date d)
{
    long w = (date_to_days(d) + 4) % 7; /* 1970-01-01 was a Thursday */

    return (int)(w < 0 ? w + 7 : w);
}

int date_cmp(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

struct date date_add_days(struct date d, long days)
{
    if (!date_valid(d) || days > DAYS_LAST - DAYS_FIRST || days < DAYS_FIRST - DAYS_LAST)
        return no_date;
    return date_from_days(date_to_days(d) + days);
}

struct date date_add_months(struct date d, int months)
{
    long count;
    int last;

    if (!date_valid(d))
        return no_date;
    count = d.year * 12L + d.month - 1 + months;
    if (count < 12 || count >= 10000L * 12)
        return no_date;
    d.year = (int)(count / 12);
    d.month = (int)(count % 12) + 1;
    last = date_days_in_month(d.year, d.month);
    if (d.day > last)
        d.day = last;
    return d;
}

bool date_parse_iso(const char *s, size_t n, struct date *out)
{
    static const char form[] = "dddd-dd-dd";
    int part[3] = {0, 0, 0};
    size_t at = 0;
    struct date d;

    if (n != sizeof(form) - 1)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (form[i] == '-') {
            if (s[i] != '-')
                return false;
            at++;
        } else {
            if (s[i] < '0' || s[i] > '9')
                return false;
            part[at] = part[at] * 10 + (s[i] - '0');
        }
    }
    d = (struct date){part[0], part[1], part[2]};
    if (!date_valid(d))
        return false;
    *out = d;
    return true;
}

static char *digits(char *p, int value, int width)
{
    unsigned v = value < 0 ? 0 : (unsigned)value;

    for (int i = width - 1; i >= 0; i--, v /= 10)
        p[i] = (char)('0' + v % 10);
    return p + width;
}

void date_format_iso(struct date d, char out[static 11])
{
    char *p = digits(out, d.year, 4);

    *p++ = '-';
    p = digits(p, d.month, 2);
    *p++ = '-';
    p = digits(p, d.day, 2);
    *p = '\0';
}

int date_age(struct date birth, struct date on)
{
    bool before = on.month < birth.month || (on.month == birth.month && on.day < birth.day);

    return on.year - birth.year - (before ? 1 : 0);
}

struct date clock_today(const struct clock *c)
{
    time_t now;
    struct tm tm;

    if (!date_is_none(c->fixed))
        return c->fixed;
    now = time(NULL);
    memset(&tm, 0, sizeof(tm));
    if (!localtime_r(&now, &tm))
        return date_from_days((long)(now / 86400));
    return (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}
