#include "text/wareki.h"

#include "base/lang.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"
#include "text/wareki_read.h"
#include <stdint.h>
#include <string.h>

/* From the newest. 大正 and 昭和 began on the day their forerunner ended, 平成 and 令和 on the day
 * after. 明治 is dated back to the first day of its year, which was 1868-01-25. */
static const struct era {
    const char *name, *letter, *kanji, *kana;
    struct date first, last;
} eras[] = {
    {"令和", "r", "令", "れいわ", {2019, 5, 1}, {9999, 12, 31}},
    {"平成", "h", "平", "へいせい", {1989, 1, 8}, {2019, 4, 30}},
    {"昭和", "s", "昭", "しょうわ", {1926, 12, 25}, {1989, 1, 7}},
    {"大正", "t", "大", "たいしょう", {1912, 7, 30}, {1926, 12, 25}},
    {"明治", "m", "明", "めいじ", {1868, 1, 25}, {1912, 7, 30}},
};

#define NERAS (sizeof(eras) / sizeof(eras[0]))

static const char *const weekdays[] = {"日", "月", "火", "水", "木", "金", "土"};

static void put_day(struct strbuf *out, struct date d)
{
    strbuf_printf(out, "%d月%d日（%s）", d.month, d.day, weekdays[date_weekday(d)]);
}

void wareki_format(struct strbuf *out, struct date d)
{
    if (!date_valid(d))
        return;
    for (size_t i = 0; i < NERAS; i++) {
        if (date_cmp(d, eras[i].first) >= 0) {
            int year = d.year - eras[i].first.year + 1;

            strbuf_puts(out, eras[i].name);
            if (year == 1)
                strbuf_puts(out, "元年");
            else
                strbuf_printf(out, "%d年", year);
            put_day(out, d);
            return;
        }
    }
    wareki_format_western(out, d);
}

void wareki_format_western(struct strbuf *out, struct date d)
{
    if (!date_valid(d))
        return;
    strbuf_printf(out, "%d年", d.year);
    put_day(out, d);
}

void wareki_text(struct strbuf *out, struct date d)
{
    static const char *const english[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    char iso[11];

    if (lang_get() != LANG_EN) {
        wareki_format(out, d);
    } else if (date_valid(d)) {
        date_format_iso(d, iso);
        strbuf_printf(out, "%s (%s)", iso, english[date_weekday(d)]);
    }
}

/* -- reading ----------------------------------------------------------------------------------- */

static const struct era *read_era(struct reader *r)
{
    for (size_t i = 0; i < NERAS; i++) {
        if (read_word(r, eras[i].name) || read_word(r, eras[i].kana) ||
            read_word(r, eras[i].letter) || read_word(r, eras[i].kanji))
            return &eras[i];
    }
    return NULL;
}

/* M月D日, or M and D after the separator `sep` (NULL: 年 stood before). */
static bool read_month_day(struct reader *r, const char *sep, int *month, int *day)
{
    if (!read_number(r, month))
        return false;
    if (sep)
        return read_word(r, sep) && read_number(r, day);
    return (read_word(r, "月") || read_word(r, "がつ")) && read_day(r, day);
}

/* The separator behind a year: 年 gives *sep NULL. */
static bool read_separator(struct reader *r, const char **sep)
{
    static const char *const seps[] = {"-", "/", "."};

    *sep = NULL;
    if (read_word(r, "年") || read_word(r, "ねん"))
        return true;
    for (size_t i = 0; i < sizeof(seps) / sizeof(seps[0]); i++) {
        if (read_word(r, seps[i])) {
            *sep = seps[i];
            return true;
        }
    }
    return false;
}

static bool read_era_date(struct reader *r, struct date *d)
{
    const struct era *era = read_era(r);
    const char *sep;
    int year;

    if (!era)
        return false;
    if (read_word(r, "元") || read_word(r, "がん"))
        year = 1;
    else if (!read_number(r, &year))
        return false;
    if (year < 1 || !read_separator(r, &sep) || !read_month_day(r, sep, &d->month, &d->day))
        return false;
    d->year = era->first.year + year - 1;
    return date_valid(*d) && date_cmp(*d, era->first) >= 0 && date_cmp(*d, era->last) <= 0;
}

static bool read_western_date(struct reader *r, struct date *d)
{
    struct reader start;
    const char *sep;

    read_word(r, "西暦");
    start = *r;
    if (read_compact(r, d))
        return date_valid(*d);
    *r = start;
    return read_number(r, &d->year) && d->year >= 1000 && read_separator(r, &sep) &&
           read_month_day(r, sep, &d->month, &d->day) && date_valid(*d);
}

/* 11/3, 11月3日: the nearest such day on or before today. 2月29日 may be years ago. */
static bool read_near_date(struct reader *r, struct date *d)
{
    struct reader start = *r;

    if (!read_month_day(r, "/", &d->month, &d->day)) {
        *r = start;
        if (!read_month_day(r, NULL, &d->month, &d->day))
            return false;
    }
    for (int back = 0; back <= 8; back++) {
        d->year = r->today.year - back;
        if (date_valid(*d) && date_cmp(*d, r->today) <= 0)
            return true;
    }
    return false;
}

/* 今年の3月1日 */
static bool read_year_word(struct reader *r, struct date *d)
{
    static const struct word years[] = {
        {"今年", 0},    {"本年", 0},      {"ことし", 0},    {"昨年", -1},
        {"去年", -1},   {"前年", -1},     {"きょねん", -1}, {"さくねん", -1},
        {"一昨年", -2}, {"おととし", -2}, {"来年", 1},      {"らいねん", 1},
    };
    int offset;

    if (!read_table(r, years, sizeof(years) / sizeof(years[0]), &offset))
        return false;
    read_word(r, "の");
    if (!read_month_day(r, NULL, &d->month, &d->day))
        return false;
    d->year = r->today.year + offset;
    return date_valid(*d);
}

static bool read_day_word(struct reader *r, struct date *d)
{
    static const struct word days[] = {
        {"今日", 0},      {"本日", 0},      {"きょう", 0},        {"ほんじつ", 0},
        {"今朝", 0},      {"けさ", 0},      {"昨夜", -1},         {"ゆうべ", -1},
        {"昨晩", -1},     {"さくばん", -1}, {"夕べ", -1},         {"昨日", -1},
        {"きのう", -1},   {"さくじつ", -1}, {"前日", -1},         {"一昨日", -2},
        {"おととい", -2}, {"おとつい", -2}, {"いっさくじつ", -2}, {"さきおととい", -3},
        {"明日", 1},      {"あした", 1},    {"あす", 1},          {"みょうにち", 1},
        {"明後日", 2},    {"あさって", 2},  {"しあさって", 3},
    };
    int offset;

    if (!read_table(r, days, sizeof(days) / sizeof(days[0]), &offset))
        return false;
    *d = date_add_days(r->today, offset);
    return date_valid(*d);
}

/* 3日前, 二週間まえ, 1か月後, 半年前 */
static bool read_distance(struct reader *r, struct date *d)
{
    static const struct word directions[] = {{"前", -1}, {"まえ", -1}, {"後", 1}, {"ご", 1}};
    enum span_unit unit;
    int count, sign;

    if (!read_span(r, &count, &unit))
        return false;
    read_word(r, "の");
    if (!read_table(r, directions, sizeof(directions) / sizeof(directions[0]), &sign))
        return false;
    count *= sign;
    if (unit == SPAN_DAYS)
        *d = date_add_days(r->today, count);
    else if (unit == SPAN_WEEKS)
        *d = date_add_days(r->today, count * 7L);
    else if (unit == SPAN_MONTHS)
        *d = date_add_months(r->today, count);
    else
        *d = date_add_months(r->today, count * 12);
    return date_valid(*d);
}

static bool read_weekday(struct reader *r, int *weekday)
{
    static const char *const kana[] = {"にち", "げつ", "か", "すい", "もく", "きん", "ど"};

    for (int i = 0; i < 7; i++) {
        if (read_word(r, weekdays[i])) {
            if (!read_word(r, "曜日") && !read_word(r, "ようび"))
                read_word(r, "曜");
            *weekday = i;
            return true;
        }
        if (read_word(r, kana[i])) {
            *weekday = i;
            return read_word(r, "ようび") || read_word(r, "よう");
        }
    }
    return false;
}

/* 先週の金曜. A week begins on Monday (JIS X 0301). */
static bool read_week_word(struct reader *r, struct date *d)
{
    static const struct word weeks[] = {
        {"今週", 0},       {"こんしゅう", 0}, {"先週", -1},           {"せんしゅう", -1},
        {"先々週", -2},    {"先先週", -2},    {"せんせんしゅう", -2}, {"来週", 1},
        {"らいしゅう", 1}, {"再来週", 2},     {"さ来週", 2},          {"さらいしゅう", 2},
    };
    int offset, weekday;
    long monday;

    if (!read_table(r, weeks, sizeof(weeks) / sizeof(weeks[0]), &offset))
        return false;
    read_word(r, "の");
    if (!read_weekday(r, &weekday))
        return false;
    monday = -((date_weekday(r->today) + 6) % 7);
    *d = date_add_days(r->today, monday + offset * 7L + (weekday + 6) % 7);
    return date_valid(*d);
}

/* この前の金曜, 今度の金曜: the nearest one, never today itself. */
static bool read_near_weekday(struct reader *r, struct date *d)
{
    static const struct word sides[] = {
        {"この前", -1}, {"このまえ", -1}, {"この間", -1}, {"このあいだ", -1}, {"こないだ", -1},
        {"前", -1},     {"今度", 1},      {"こんど", 1},  {"次", 1},          {"つぎ", 1},
    };
    int side, weekday, ahead;

    if (!read_table(r, sides, sizeof(sides) / sizeof(sides[0]), &side) || !read_word(r, "の") ||
        !read_weekday(r, &weekday))
        return false;
    ahead = (weekday - date_weekday(r->today) + 7) % 7;
    if (side > 0 && ahead == 0)
        ahead = 7;
    *d = date_add_days(r->today, side > 0 ? ahead : ahead - 7);
    return date_valid(*d);
}

/* 今月1日, 先月の20日, 先月末 */
static bool read_month_word(struct reader *r, struct date *d)
{
    static const struct word months[] = {
        {"今月", 0},     {"こんげつ", 0}, {"当月", 0},       {"先月", -1},         {"せんげつ", -1},
        {"前月", -1},    {"先々月", -2},  {"先先月", -2},    {"せんせんげつ", -2}, {"来月", 1},
        {"らいげつ", 1}, {"再来月", 2},   {"さらいげつ", 2},
    };
    int offset, day;

    if (!read_table(r, months, sizeof(months) / sizeof(months[0]), &offset))
        return false;
    read_word(r, "の");
    *d = date_add_months((struct date){r->today.year, r->today.month, 1}, offset);
    if (!date_valid(*d))
        return false;
    if (read_word(r, "末日") || read_word(r, "末") || read_word(r, "まつ"))
        day = date_days_in_month(d->year, d->month);
    else if (!read_day(r, &day))
        return false;
    d->day = day;
    return date_valid(*d);
}

/* What may stand behind a date: （金） that agrees with it, and particles. */
static bool read_end(struct reader *r, struct date d)
{
    static const char *const ends[] = {"に",     "から", "です", "でした",
                                       "だった", "だ",   "。",   "より"};
    int weekday;

    if (read_word(r, "(")) {
        if (!read_weekday(r, &weekday) || !read_word(r, ")") || weekday != date_weekday(d))
            return false;
    }
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        if (read_word(r, ends[i]))
            i = (size_t)-1; /* きのうからです */
    }
    read_space(r);
    return r->n == 0;
}

static bool (*const forms[])(struct reader *, struct date *) = {
    read_day_word,  read_distance, read_week_word,    read_near_weekday, read_month_word,
    read_year_word, read_era_date, read_western_date, read_near_date,
};

bool wareki_parse(const char *s, size_t n, struct date today, struct date *out)
{
    struct strbuf normal, text;
    bool found = false;

    strbuf_init(&normal);
    strbuf_init(&text);
    text_normalize(&normal, s, n);
    kana_to_hiragana(&text, normal.s, normal.len);
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]) && !found; i++) {
        struct reader r = {text.s, text.len, today};
        struct date d = {0, 0, 0};

        if (forms[i](&r, &d) && read_end(&r, d)) {
            *out = d;
            found = true;
        }
    }
    strbuf_wipe(&normal);
    strbuf_wipe(&text);
    strbuf_done(&normal);
    strbuf_done(&text);
    return found;
}

/* -- finding ----------------------------------------------------------------------------------- */

/* Days and weeks are counted; months and years are spoken of roughly. */
static bool is_rough(struct reader r)
{
    enum span_unit unit;
    int count;

    return read_span(&r, &count, &unit) && (unit == SPAN_MONTHS || unit == SPAN_YEARS);
}

static bool read_last_week(struct reader *r, struct date *d)
{
    if (!read_word(r, "先週") && !read_word(r, "せんしゅう"))
        return false;
    *d = date_add_days(r->today, -((date_weekday(r->today) + 6) % 7) - 7);
    return date_valid(*d);
}

/* 次の日 is no Sunday, 名前の土地 no Saturday: within a sentence a weekday has its 曜. */
static bool is_no_weekday(const struct reader *start, const struct reader *end)
{
    size_t n = (size_t)(end->s - start->s);

    return !memmem(start->s, n, "曜", strlen("曜")) && !memmem(start->s, n, "よう", strlen("よう"));
}

static bool read_form(bool (*form)(struct reader *, struct date *), struct reader *r,
                      struct date *d)
{
    struct reader start = *r;

    if (form == read_distance && is_rough(start))
        return false;
    if (!form(r, d))
        return false;
    return (form != read_week_word && form != read_near_weekday) || !is_no_weekday(&start, r);
}

/* The date at the front of r; r is then behind it. */
static bool read_any(struct reader *r, struct date *d)
{
    struct reader start = *r;

    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        *r = start;
        if (read_form(forms[i], r, d))
            return true;
    }
    *r = start;
    if (read_last_week(r, d))
        return true;
    *r = start;
    return false;
}

static bool is_digit_before(const char *s, const char *at)
{
    return at > s && at[-1] >= '0' && at[-1] <= '9';
}

/* Says when, but not on which day. */
static bool read_vague(struct reader *r)
{
    static const struct word words[] = {
        {"来月", 0},     {"らいげつ", 0},   {"先月", 0},       {"せんげつ", 0}, {"今月", 0},
        {"こんげつ", 0}, {"来週", 0},       {"らいしゅう", 0}, {"今週", 0},     {"こんしゅう", 0},
        {"来年", 0},     {"らいねん", 0},   {"去年", 0},       {"きょねん", 0}, {"昨年", 0},
        {"さくねん", 0}, {"先日", 0},       {"せんじつ", 0},   {"この前", 0},   {"このまえ", 0},
        {"この間", 0},   {"このあいだ", 0}, {"こないだ", 0},   {"もうすぐ", 0}, {"そろそろ", 0},
        {"最近", 0},     {"さいきん", 0},   {"近々", 0},       {"近いうち", 0},
    };
    int none;

    return read_table(r, words, sizeof(words) / sizeof(words[0]), &none);
}

/* Goes through a sentence: how many different days it names, the last of them in *day, and in rest,
 * unless NULL, what is left of it. */
static size_t find_days(const char *s, size_t n, struct date today, struct date *day,
                        struct strbuf *rest)
{
    struct strbuf normal, text;
    size_t found = 0;

    strbuf_init(&normal);
    strbuf_init(&text);
    text_normalize(&normal, s, n);
    kana_to_hiragana(&text, normal.s, normal.len);
    const char *kept = text.len == normal.len ? normal.s : text.s;
    struct reader r = {text.s, text.len, today};
    while (r.n > 0) {
        struct date d = {0, 0, 0};
        size_t at = (size_t)(r.s - text.s);
        uint32_t c;

        bool dated = !is_digit_before(text.s, r.s) && read_any(&r, &d);
        if (dated) {
            found += found == 0 || date_cmp(d, *day) != 0;
            *day = d;
        }
        if (dated || (rest && read_vague(&r))) {
            if (!read_word(&r, "に") && !read_word(&r, "から"))
                read_word(&r, "の");
            continue;
        }
        size_t len = utf8_decode(r.s, r.n, &c);
        if (rest)
            strbuf_add(rest, kept + at, len);
        r.s += len;
        r.n -= len;
    }
    strbuf_wipe(&normal);
    strbuf_wipe(&text);
    strbuf_done(&normal);
    strbuf_done(&text);
    return found;
}

bool wareki_find(const char *s, size_t n, struct date today, struct date *out)
{
    return find_days(s, n, today, out, NULL) == 1;
}

void wareki_leave_out(const char *s, size_t n, struct date today, struct strbuf *out)
{
    struct date day;

    find_days(s, n, today, &day, out);
}
