/* Deadlines and the days a town hall is closed. */
#ifndef GUIDE_CALENDAR_H
#define GUIDE_CALENDAR_H

#include "knowledge/knowledge.h"

/* 国民の祝日に関する法律 (昭和23年法律第178号) as in force from 2020 on, incl. 振替休日, 国民の休日
 * and the equinoxes (computed, good for 2020-2099). Gives the name, or NULL. */
const char *calendar_holiday(struct date d);
/* By town.yaml's `closed`. */
bool calendar_closed(const struct town *t, struct date d);
/* The last day: 民法 第139-143条. FIRST_NEXT counts from the day after `from`; months and years end
 * on the day before the day with the same number (or the last day of the month); then moved to the
 * next open day as the rule says. */
struct date calendar_due(const struct town *t, const struct deadline *rule, struct date from);

#endif
