#include "text/wareki_read.h"

#include <stdint.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

void read_space(struct reader *r)
{
    while (r->n > 0 && *r->s == ' ') {
        r->s++;
        r->n--;
    }
}

bool read_word(struct reader *r, const char *word)
{
    size_t len = strlen(word);
    struct reader start = *r;

    read_space(r);
    if (r->n >= len && memcmp(r->s, word, len) == 0) {
        r->s += len;
        r->n -= len;
        return true;
    }
    *r = start;
    return false;
}

bool read_table(struct reader *r, const struct word *table, size_t n, int *value)
{
    const struct word *best = NULL;

    for (size_t i = 0; i < n; i++) {
        struct reader try = *r;

        if (read_word(&try, table[i].text) && (!best || strlen(table[i].text) > strlen(best->text)))
            best = &table[i];
    }
    if (!best)
        return false;
    *value = best->value;
    return read_word(r, best->text);
}

/* 0 to 9, or 10, 100, 1000; -1 when no kanji numeral is there. */
static int kanji_numeral(struct reader *r)
{
    static const struct word numerals[] = {
        {"〇", 0}, {"零", 0}, {"一", 1}, {"二", 2}, {"三", 3},  {"四", 4},   {"五", 5},
        {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}, {"十", 10}, {"百", 100}, {"千", 1000},
    };
    int value;

    return read_table(r, numerals, COUNT(numerals), &value) ? value : -1;
}

static bool read_kanji_number(struct reader *r, int *value)
{
    int total = 0, digit = -1, unit = 10000, digits = 0, v;
    bool positional = false;
    struct reader rest = *r;

    while ((v = kanji_numeral(&rest)) >= 0) {
        if (v < 10) {
            digits++;
            positional = positional || digit >= 0;
            if (digits > 4 || (positional && unit < 10000)) /* 十二三 */
                return false;
            digit = digit >= 0 ? digit * 10 + v : v;
        } else {
            if (positional || v >= unit || digit == 0) /* 十百, 〇十 */
                return false;
            total += (digit > 0 ? digit : 1) * v;
            unit = v;
            digit = -1;
            digits = 0;
        }
        *r = rest;
    }
    if (digit < 0 && unit == 10000)
        return false;
    *value = total + (digit > 0 ? digit : 0);
    return true;
}

bool read_number(struct reader *r, int *value)
{
    struct reader start = *r;
    int total = 0;
    size_t digits = 0;

    read_space(r);
    while (r->n > 0 && *r->s >= '0' && *r->s <= '9' && digits < 5) {
        total = total * 10 + (*r->s - '0');
        digits++;
        r->s++;
        r->n--;
    }
    if (digits >= 1 && digits <= 4) {
        *value = total;
        return true;
    }
    *r = start;
    if (digits > 0 || !read_kanji_number(r, value)) {
        *r = start;
        return false;
    }
    return true;
}

/* Days and counts of days by their Japanese words. */
static const struct word day_words[] = {
    {"ふつか", 2},
    {"みっか", 3},
    {"よっか", 4},
    {"いつか", 5},
    {"むいか", 6},
    {"なのか", 7},
    {"なぬか", 7},
    {"ようか", 8},
    {"ここのか", 9},
    {"とおか", 10},
    {"じゅういちにち", 11},
    {"じゅうににち", 12},
    {"じゅうさんにち", 13},
    {"じゅうよっか", 14},
    {"じゅうごにち", 15},
    {"じゅうろくにち", 16},
    {"じゅうしちにち", 17},
    {"じゅうななにち", 17},
    {"じゅうはちにち", 18},
    {"じゅうくにち", 19},
    {"はつか", 20},
    {"にじゅういちにち", 21},
    {"にじゅうににち", 22},
    {"にじゅうさんにち", 23},
    {"にじゅうよっか", 24},
    {"にじゅうごにち", 25},
    {"にじゅうろくにち", 26},
    {"にじゅうしちにち", 27},
    {"にじゅうななにち", 27},
    {"にじゅうはちにち", 28},
    {"にじゅうくにち", 29},
    {"さんじゅうにち", 30},
};

bool read_day(struct reader *r, int *day)
{
    static const struct word first_or_last[] = {
        {"ついたち", 1}, {"いっぴ", 1}, {"朔日", 1}, {"さんじゅういちにち", 31}};
    struct reader start = *r;

    if (read_number(r, day) && (read_word(r, "日") || read_word(r, "にち")))
        return true;
    *r = start;
    return read_table(r, first_or_last, COUNT(first_or_last), day) ||
           read_table(r, day_words, COUNT(day_words), day);
}

bool read_compact(struct reader *r, struct date *d)
{
    struct reader start = *r;
    int v[8];

    read_space(r);
    if (r->n < 8)
        goto none;
    for (int i = 0; i < 8; i++) {
        if (r->s[i] < '0' || r->s[i] > '9')
            goto none;
        v[i] = r->s[i] - '0';
    }
    d->year = v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3];
    d->month = v[4] * 10 + v[5];
    d->day = v[6] * 10 + v[7];
    r->s += 8;
    r->n -= 8;
    return true;
none:
    *r = start;
    return false;
}

bool read_span(struct reader *r, int *count, enum span_unit *unit)
{
    static const struct word units[] = {
        {"日", SPAN_DAYS},       {"日間", SPAN_DAYS},        {"にち", SPAN_DAYS},
        {"週間", SPAN_WEEKS},    {"しゅうかん", SPAN_WEEKS}, {"週", SPAN_WEEKS},
        {"か月", SPAN_MONTHS},   {"ゕ月", SPAN_MONTHS},      {"ゖ月", SPAN_MONTHS},
        {"け月", SPAN_MONTHS},   {"箇月", SPAN_MONTHS},      {"かげつ", SPAN_MONTHS},
        {"か月間", SPAN_MONTHS}, {"年", SPAN_YEARS},         {"年間", SPAN_YEARS},
        {"ねん", SPAN_YEARS},
    };
    static const struct word weeks[] = {
        {"いっしゅうかん", 1}, {"にしゅうかん", 2}, {"さんしゅうかん", 3}, {"よんしゅうかん", 4}};
    static const struct word months[] = {
        {"いっかげつ", 1}, {"いちかげつ", 1}, {"ひとつき", 1}, {"にかげつ", 2},
        {"ふたつき", 2},   {"さんかげつ", 3}, {"みつき", 3},   {"よんかげつ", 4},
        {"ごかげつ", 5},   {"ろっかげつ", 6}, {"はんとし", 6}, {"半年", 6},
    };
    static const struct word years[] = {
        {"いちねん", 1}, {"にねん", 2}, {"さんねん", 3}, {"よねん", 4}, {"ごねん", 5}};
    struct reader start = *r;
    int u;

    *unit = SPAN_WEEKS;
    if (read_table(r, weeks, COUNT(weeks), count))
        return true;
    *unit = SPAN_MONTHS;
    if (read_table(r, months, COUNT(months), count))
        return true;
    *unit = SPAN_YEARS;
    if (read_table(r, years, COUNT(years), count))
        return true;
    *unit = SPAN_DAYS;
    if (read_word(r, "いちにち")) {
        *count = 1;
        return true;
    }
    if (read_table(r, day_words, COUNT(day_words), count))
        return true;
    if (read_number(r, count) && read_table(r, units, COUNT(units), &u)) {
        *unit = (enum span_unit)u;
        return true;
    }
    *r = start;
    return false;
}
