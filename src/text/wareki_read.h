/* Words and numbers out of which dates are made. Each read_… takes what it understands off the
 * front (white space before it too) and leaves the reader alone when it gives false, but for the
 * ones that read several things. For src/text alone. */
#ifndef TEXT_WAREKI_READ_H
#define TEXT_WAREKI_READ_H

#include "base/date.h"
#include <stdbool.h>
#include <stddef.h>

struct reader {
    const char *s; /* normalized, katakana turned into hiragana */
    size_t n;
    struct date today;
};

struct word {
    const char *text;
    int value;
};

enum span_unit { SPAN_DAYS, SPAN_WEEKS, SPAN_MONTHS, SPAN_YEARS };

void read_space(struct reader *r);
bool read_word(struct reader *r, const char *word);
/* The longest word of the table that stands at the front. */
bool read_table(struct reader *r, const struct word *table, size_t n, int *value);
/* 0 to 9999: digits, 二十三 or 二〇二六. */
bool read_number(struct reader *r, int *value);
/* A day of the month: 3日, 三日, みっか, ついたち. */
bool read_day(struct reader *r, int *day);
/* YYYYMMDD */
bool read_compact(struct reader *r, struct date *d);
/* 3日, 二週間, 1か月, 半年, みっか, いっしゅうかん */
bool read_span(struct reader *r, int *count, enum span_unit *unit);

#endif
