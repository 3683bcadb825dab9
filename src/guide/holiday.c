#include "guide/calendar.h"

#include <stddef.h>

/* 国民の祝日に関する法律 第2条 as it was in force in each year, with the laws for single years
 * (2019: 即位; 2020 and 2021: オリンピック特措法 第32条). Years before 2000 are left out: no
 * deadline that still matters ends there. */
enum { ALWAYS = 9999 };

static const struct rule {
    int first, last; /* years */
    int month;
    int day;    /* 0: the nth Monday */
    int monday; /* n */
    const char *name;
} rules[] = {
    {2000, ALWAYS, 1, 1, 0, "元日"},          {2000, ALWAYS, 1, 0, 2, "成人の日"},
    {2000, ALWAYS, 2, 11, 0, "建国記念の日"}, {2020, ALWAYS, 2, 23, 0, "天皇誕生日"},
    {2000, 2006, 4, 29, 0, "みどりの日"},     {2007, ALWAYS, 4, 29, 0, "昭和の日"},
    {2019, 2019, 5, 1, 0, "即位の日"},        {2000, ALWAYS, 5, 3, 0, "憲法記念日"},
    {2007, ALWAYS, 5, 4, 0, "みどりの日"},    {2000, ALWAYS, 5, 5, 0, "こどもの日"},
    {2000, 2002, 7, 20, 0, "海の日"},         {2003, 2019, 7, 0, 3, "海の日"},
    {2020, 2020, 7, 23, 0, "海の日"},         {2020, 2020, 7, 24, 0, "スポーツの日"},
    {2021, 2021, 7, 22, 0, "海の日"},         {2021, 2021, 7, 23, 0, "スポーツの日"},
    {2022, ALWAYS, 7, 0, 3, "海の日"},        {2016, 2019, 8, 11, 0, "山の日"},
    {2020, 2020, 8, 10, 0, "山の日"},         {2021, 2021, 8, 8, 0, "山の日"},
    {2022, ALWAYS, 8, 11, 0, "山の日"},       {2000, 2002, 9, 15, 0, "敬老の日"},
    {2003, ALWAYS, 9, 0, 3, "敬老の日"},      {2000, 2019, 10, 0, 2, "体育の日"},
    {2022, ALWAYS, 10, 0, 2, "スポーツの日"}, {2019, 2019, 10, 22, 0, "即位礼正殿の儀の日"},
    {2000, ALWAYS, 11, 3, 0, "文化の日"},     {2000, ALWAYS, 11, 23, 0, "勤労感謝の日"},
    {2000, 2018, 12, 23, 0, "天皇誕生日"},
};

/* The day of March or September on which the equinox falls in Japan, by the formula of 海上保安庁
 * 水路部 (新こよみ便利帳); 0 outside of the years it is made for. In millionths of a day, so that
 * no floating point is needed: 0.242194 days a year, less the leap days. */
static int equinox_day(int year, bool spring)
{
    long base = spring ? 20843100 : 23248800;

    if (year < 1980 || year > 2150)
        return 0;
    if (year >= 2100)
        base += spring ? 1007900 : 1000000;
    return (int)((base + 242194L * (year - 1980)) / 1000000 - (year - 1980) / 4);
}

/* The holiday that the law names, without the days off that follow from it. */
static const char *named_holiday(struct date d)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const struct rule *r = &rules[i];

        if (d.year < r->first || d.year > r->last || d.month != r->month)
            continue;
        if (r->day != 0 ? d.day == r->day
                        : date_weekday(d) == 1 && (d.day - 1) / 7 == r->monday - 1)
            return r->name;
    }
    if (d.year >= 2000 && d.month == 3 && d.day == equinox_day(d.year, true))
        return "春分の日";
    if (d.year >= 2000 && d.month == 9 && d.day == equinox_day(d.year, false))
        return "秋分の日";
    return NULL;
}

/* 第3条第2項: the first day after a holiday on a Sunday that is no holiday itself; until 2006 it
 * was simply the Monday. */
static bool is_substitute(struct date d)
{
    struct date before = date_add_days(d, -1);

    if (d.year < 2007)
        return date_weekday(before) == 0 && named_holiday(before);
    while (date_valid(before) && named_holiday(before)) {
        if (date_weekday(before) == 0)
            return true;
        before = date_add_days(before, -1);
    }
    return false;
}

const char *calendar_holiday(struct date d)
{
    const char *name;

    if (!date_valid(d))
        return NULL;
    name = named_holiday(d);
    if (name)
        return name;
    if (is_substitute(d))
        return "振替休日";
    /* 第3条第3項 */
    if (named_holiday(date_add_days(d, -1)) && named_holiday(date_add_days(d, 1)))
        return "国民の休日";
    return NULL;
}
