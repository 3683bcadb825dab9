/* Days of the Gregorian calendar, and the clock everything dated runs on. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>

struct date {
    int year, month, day; /* month 1-12, day 1-31; all 0: no date */
};

bool date_valid(struct date d); /* years 1 to 9999 */
bool date_is_none(struct date d);
/* Days since 1970-01-01 (may be negative); Howard Hinnant, chrono-compatible algorithms. */
long date_to_days(struct date d);
struct date date_from_days(long days);
int date_weekday(struct date d); /* 0 Sunday to 6 Saturday */
int date_cmp(struct date a, struct date b);
struct date date_add_days(struct date d, long days);
/* The same day of a later month; the last day of that month where it has no such day. */
struct date date_add_months(struct date d, int months);
int date_days_in_month(int year, int month);
/* Exactly YYYY-MM-DD, and a real day. */
bool date_parse_iso(const char *s, size_t n, struct date *out);
void date_format_iso(struct date d, char out[static 11]);
/* Full years lived on day `on` (turning a year older at the end of the day before the birthday
 * is a matter for the rules that need it; here the birthday itself counts). */
int date_age(struct date birth, struct date on);

struct clock {
    struct date fixed; /* none: the system's local date */
};
struct date clock_today(const struct clock *c);

#endif
