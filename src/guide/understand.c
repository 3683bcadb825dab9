#include "guide/understand.h"

#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"
#include <string.h>

enum { MAX_NUMBER = 999999999 };

void understand_form(struct strbuf *out, const char *s, size_t n)
{
    struct strbuf b;

    strbuf_init(&b);
    text_normalize(&b, s, n);
    kana_to_hiragana(out, b.s, b.len);
    strbuf_wipe(&b);
    strbuf_done(&b);
}

static bool ends_with(const char *s, size_t n, const char *tail)
{
    size_t t = strlen(tail);

    return n >= t && memcmp(s + n - t, tail, t) == 0;
}

static size_t trim_marks(const char *s, size_t n)
{
    static const char *const marks[] = {"。", "、", ".", ",", "!", "?", " "};
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            if (!ends_with(s, n, marks[i]))
                continue;
            n -= strlen(marks[i]);
            again = true;
        }
    }
    return n;
}

size_t understand_trim(const char *s, size_t n)
{
    static const char *const closing[] = {"ですよ", "ですね", "です", "でした", "だよ", "だ"};

    n = trim_marks(s, n);
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
        size_t len = strlen(closing[i]);

        if (n > len && ends_with(s, n, closing[i]))
            return trim_marks(s, n - len);
    }
    return n;
}

static bool is_one_of(const char *s, size_t n, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == n && memcmp(words[i], s, n) == 0)
            return true;
    return false;
}

bool understand_unknown(const char *s, size_t n)
{
    static const char *const words[] = {
        "unknown",      "わからない", "わかりません", "わからん",   "分からない",
        "分かりません", "分からん",   "判らない",     "判りません", "不明",
        "しらない",     "知らない",   "しりません",   "知りません",
    };

    return is_one_of(s, understand_trim(s, n), words, sizeof words / sizeof *words);
}

uint64_t understand_yesno(const struct question *q, const char *s, size_t n)
{
    static const char *const yes[] = {"hai",  "yes",  "y",    "はい",
                                      "うん", "ええ", "そう", "その通り"};
    static const char *const no[] = {"iie",    "no",         "n",    "いいえ",   "いえ",  "いや",
                                     "ちがう", "ちがいます", "違う", "違います", "ううん"};
    static const char *const stops[] = {"、", "。", ",", ".", "!", " "};
    size_t first = n;

    /* 「はい、世帯主です」: the word before the first pause decides. */
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        const char *p = memmem(s, first, stops[i], strlen(stops[i]));
        if (p)
            first = (size_t)(p - s);
    }
    for (int cut = 0; cut < 2; cut++) {
        size_t len = understand_trim(s, cut ? first : n);
        if (is_one_of(s, len, yes, sizeof yes / sizeof *yes))
            return 1;
        if (is_one_of(s, len, no, sizeof no / sizeof *no))
            return 2;
    }
    return understand_choice(q, s, n);
}

/* ---- numbers ---- */

static int digit_of(uint32_t cp)
{
    static const uint32_t kanji[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db,
                                     0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d}; /* 〇一二…九 */

    if (cp >= '0' && cp <= '9')
        return (int)(cp - '0');
    for (int i = 0; i < 10; i++)
        if (kanji[i] == cp)
            return i;
    return cp == 0x96f6 ? 0 : -1; /* 零 */
}

static long scale_of(uint32_t cp)
{
    switch (cp) {
    case 0x5341: /* 十 */
        return 10;
    case 0x767e: /* 百 */
        return 100;
    case 0x5343: /* 千 */
        return 1000;
    case 0x4e07: /* 万 */
        return 10000;
    default:
        return 0;
    }
}

/* 65, 六十五, 六五, 1,000, 3万 5千. */
static bool read_numerals(const char *s, size_t n, long *out)
{
    long total = 0, below = 0, run = -1; /* above 万; below it; digits that wait for a scale */

    if (n == 0)
        return false;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        size_t len = utf8_decode(s + i, n - i, &cp);
        int digit = digit_of(cp);
        long scale = scale_of(cp);

        if (digit >= 0) {
            run = (run < 0 ? 0 : run) * 10 + digit;
        } else if (scale == 10000) {
            below += run < 0 ? 0 : run;
            total += (below == 0 ? 1 : below) * scale;
            below = 0;
            run = -1;
        } else if (scale > 0) {
            below += (run < 0 ? 1 : run) * scale;
            run = -1;
        } else if (cp != ',' || run < 0 || i + len == n) {
            return false;
        }
        if (total > MAX_NUMBER || below > MAX_NUMBER || run > MAX_NUMBER)
            return false;
        i += len;
    }
    *out = total + below + (run < 0 ? 0 : run);
    return *out <= MAX_NUMBER;
}

/* A unit, and another way to write it. */
static const char *const other_units[][2] = {
    {"歳", "才"},     {"歳", "さい"},   {"人", "名"},     {"人", "にん"},
    {"か月", "ゖ月"}, {"か月", "ゕ月"}, {"か月", "け月"}, {"か月", "箇月"},
};

static size_t trim_unit(const char *s, size_t n, const char *unit, size_t unit_len)
{
    if (unit_len > 0 && n > unit_len && memcmp(s + n - unit_len, unit, unit_len) == 0)
        return trim_marks(s, n - unit_len);
    for (size_t i = 0; i < sizeof other_units / sizeof *other_units; i++)
        if (strcmp(other_units[i][0], unit) == 0 && ends_with(s, n, other_units[i][1]))
            return trim_marks(s, n - strlen(other_units[i][1]));
    return n;
}

bool understand_number(const char *s, size_t n, const struct str *unit, long *out)
{
    struct strbuf u;
    bool ok;

    strbuf_init(&u);
    understand_form(&u, unit->s, unit->len);
    n = understand_trim(s, n);
    if (strcmp(u.s, "人") == 0 && n == strlen("ひとり") &&
        (memcmp(s, "ひとり", n) == 0 || memcmp(s, "ふたり", n) == 0)) {
        *out = memcmp(s, "ひとり", n) == 0 ? 1 : 2;
        ok = true;
    } else {
        ok = read_numerals(s, trim_unit(s, n, u.s, u.len), out);
    }
    strbuf_done(&u);
    return ok;
}

static bool is_numeral(const char *s, size_t n, size_t *len)
{
    uint32_t cp;

    *len = utf8_decode(s, n, &cp);
    return digit_of(cp) >= 0 || scale_of(cp) > 0;
}

static bool begins_with(const char *s, size_t n, const char *head)
{
    size_t len = strlen(head);

    return len > 0 && n >= len && memcmp(s, head, len) == 0;
}

static bool begins_with_unit(const char *s, size_t n, const char *unit)
{
    bool found = begins_with(s, n, unit);

    for (size_t i = 0; i < sizeof other_units / sizeof *other_units && !found; i++)
        found = strcmp(other_units[i][0], unit) == 0 && begins_with(s, n, other_units[i][1]);
    return found;
}

bool understand_number_in(const char *s, size_t n, const struct str *unit, long *out)
{
    struct strbuf u;
    size_t len, found = 0;

    strbuf_init(&u);
    understand_form(&u, unit->s, unit->len);
    for (size_t i = 0; i < n; i += len) {
        size_t end = i;
        long v;

        if (!is_numeral(s + i, n - i, &len))
            continue;
        for (; end < n && is_numeral(s + end, n - end, &len); end += len)
            ;
        len = end - i;
        if (!begins_with_unit(s + end, n - end, u.s) || !read_numerals(s + i, len, &v))
            continue;
        found += found == 0 || *out != v;
        *out = v;
    }
    strbuf_done(&u);
    return found == 1;
}
