/* Days from which and until which something holds, and values that change at such a day. */
#ifndef KNOWLEDGE_PERIOD_H
#define KNOWLEDGE_PERIOD_H

#include "base/date.h"
#include "base/strbuf.h"
#include "knowledge/diag.h"

struct period {
    struct date from, until; /* both days are in it; none: open on that side */
    struct mark from_at, until_at;
};

bool period_is_open(const struct period *p); /* on both sides: it holds on every day */
/* day none: any day will do, so it holds. */
bool period_holds(const struct period *p, struct date day);
/* The days that are in both; the marks are those of b where it says something. False when no day
 * is. */
bool period_meet(const struct period *a, const struct period *b, struct period *out);

enum { PERIOD_NOTICE_DAYS = 90 }; /* a change is told so long before it */
bool period_is_over(const struct period *p, struct date day); /* day none: no */
/* Does it begin after that day, or is that day in it and it ends, within the notice? */
bool period_begins_soon(const struct period *p, struct date day);
bool period_ends_soon(const struct period *p, struct date day);

/* Appends 2027年4月1日. */
void period_date(struct strbuf *out, struct date d);
/* Appends 2027年3月31日までは, 2027年4月1日からは, 2027年4月1日から2028年3月31日までは; nothing
 * when it is open. In Japanese: it becomes part of the town's own texts. */
void period_words(struct strbuf *out, const struct period *p);

/* Reports to d what makes n periods of one value no series: a day between the first and the last
 * without one, a day with two, a period that ends before it begins. what: 金額; at: the place of
 * what has no date. v may stand in any order; it is sorted by the first day. */
void period_check_series(struct period *v, size_t n, const char *what, struct mark at,
                         struct diags *d);
/* Reports a period that ends before it begins. */
bool period_check(const struct period *p, struct diags *d);

#endif
