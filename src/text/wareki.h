/* Dates as Japanese people write them. Eras: 元号法; the first days of 明治 to 令和. */
#ifndef TEXT_WAREKI_H
#define TEXT_WAREKI_H

#include "base/date.h"
#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

/* Understands 2026-11-03, 2026/11/3, 2026年11月3日, 令和8年11月3日, R8.11.3, 元年, kanji numerals,
 * full-width digits, 11/3 and 11月3日 (the nearest such day on or before today), きょう, きのう,
 * おととい, あした, 3日前, 先週の金曜, 今月1日, 先月20日 (kana or kanji). The whole of s must be
 * the date, white space and に/から/です at the end aside. False when it is none or no real day. */
bool wareki_parse(const char *s, size_t n, struct date today, struct date *out);
/* The day that a sentence names, in one of these forms or as 今朝, ゆうべ; 先週 alone is its
 * Monday. False when it names none or several, and for what is no more than a guess: 3年前, 先月.
 */
bool wareki_find(const char *s, size_t n, struct date today, struct date *out);
/* Appends s, normalised, without the words for days, exact or not (来月), and に, から, の behind
 * them. */
void wareki_leave_out(const char *s, size_t n, struct date today, struct strbuf *out);
/* Appends 令和8年11月20日（金）; before 明治 the western year. */
void wareki_format(struct strbuf *out, struct date d);
/* Appends 2026年11月20日（金）. */
void wareki_format_western(struct strbuf *out, struct date d);
/* Appends the day as people are shown it: as wareki_format, with --lang en 2026-11-20 (Fri). */
void wareki_text(struct strbuf *out, struct date d);

#endif
