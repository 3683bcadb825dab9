/* Line breaking by JIS X 4051: the part of text/width.h that is about lines. */
#include "text/cluster.h"
#include "text/kana.h"
#include "text/utf8.h"
#include "text/width.h"

#include <string.h>

/* 行頭禁則文字: closing brackets, stops, small kana, repetition marks. */
static const char never_first[] =
    "、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々〻ー」』】）〕］｝〉》〙〗〟’”»｠‐–〜～゠％‰℃°′″"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡､｣･ｰｧｨｩｪｫｬｭｮｯﾞﾟ,.:;?!)]}%";

/* 行末禁則文字: opening brackets, and signs that stand before a number. */
static const char never_last[] = "（「『【〔［｛〈《〘〖〝‘“«｟￥＄£＃№｢([{¥$#";

/* 分離禁止文字: two of the same stay together. */
static const char inseparable[] = "―—…‥";

/* Counters stay with their number: 「14」 at the end of a line is not yet fourteen days. */
static const char counters[] = "年月日時分円人歳才枚点通部回週か箇階番名";

static bool contains(const char *set, uint32_t cp)
{
    char bytes[5];

    if (cp == 0)
        return false;
    bytes[utf8_encode(cp, bytes)] = '\0';
    return strstr(set, bytes) != NULL;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\r' || cp == 0x3000;
}

static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xff10 && cp <= 0xff19);
}

/* Letters and digits of which words and numbers are made. */
static bool is_word(uint32_t cp)
{
    return is_digit(cp) || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 0xc0 && cp <= 0x24f && cp != 0xd7 && cp != 0xf7) ||
           (cp >= 0xff21 && cp <= 0xff3a) || (cp >= 0xff41 && cp <= 0xff5a);
}

static bool is_ascii_graph(uint32_t cp)
{
    return cp > 0x20 && cp < 0x7f;
}

/* May a line end after a when b follows? */
static bool may_break(uint32_t a, uint32_t b)
{
    if (contains(never_first, b) || contains(never_last, a))
        return false;
    if (is_space(a))
        return true;
    if (is_word(a) && (is_word(b) || (is_digit(a) && contains(counters, b))))
        return false;
    /* 0000-00-0000, 8:30, 1,000, an address of a web page */
    if (is_ascii_graph(a) && is_ascii_graph(b))
        return false;
    if ((a == 0x301c || a == 0xff5e) && is_digit(b)) /* 8:30〜17:15 */
        return false;
    return !(a == b && contains(inseparable, a));
}

/* Where the word begins that ends at byte i of s and is read as the kana in brackets there: back
 * over kanji, and over those kana that its reading has in the same order. */
static size_t read_word_start(const char *s, size_t i, const char *reading, size_t n)
{
    while (i > 0) {
        size_t from = i - 1;
        uint32_t cp;

        while (from > 0 && ((unsigned char)s[from] & 0xc0) == 0x80)
            from--;
        utf8_decode(s + from, i - from, &cp);
        if (cp < 0x3041 || (cp > 0x3096 && cp < 0x3400 && cp != 0x3005) || cp > 0xfaff)
            break;
        if (cp <= 0x3096) {
            while (n >= i - from && memcmp(reading + n - (i - from), s + from, i - from) != 0)
                n -= i - from;
            if (n < i - from)
                break;
            n -= i - from;
        }
        i = from;
    }
    /* お越し, ご家族 */
    if (i >= 3 && (memcmp(s + i - 3, "お", 3) == 0 || memcmp(s + i - 3, "ご", 3) == 0))
        i -= 3;
    return i;
}

/* A word and its reading: 証明書（しょうめいしょ）. */
struct unit {
    size_t start, end; /* bytes */
};

/* The next of them whose bracket opens at byte *i or later; *i moves behind it. */
static bool next_unit(const char *s, size_t n, size_t *i, struct unit *out)
{
    static const char opening[] = "（", closing[] = "）";
    size_t k = sizeof opening - 1;

    for (;;) {
        const char *open = memmem(s + *i, n - *i, opening, k), *close;

        if (!open)
            return false;
        close = memmem(open, n - (size_t)(open - s), closing, k);
        *i = (size_t)(open - s) + k;
        if (!close || !kana_is_hiragana(s + *i, (size_t)(close - s) - *i))
            continue;
        out->start = read_word_start(s, (size_t)(open - s), s + *i, (size_t)(close - s) - *i);
        out->end = (size_t)(close - s) + k;
        if (out->start == (size_t)(open - s))
            continue;
        *i = out->end;
        return true;
    }
}

/* Moves the end of a line, byte i, before the word that it would tear from its reading: when the
 * two fit on a line of their own, and something is left on this one. */
static size_t before_unit(const char *s, size_t n, size_t i, size_t cols, int ambiguous)
{
    struct unit u;

    for (size_t at = 0; at < n && next_unit(s, n, &at, &u);) {
        if (u.start >= i)
            return i;
        if (i < u.end && u.start > 0 && text_width(s + u.start, u.end - u.start, ambiguous) <= cols)
            return u.start;
    }
    return i;
}

/* The same, by 禁則 once more: the sign before the word may not end a line. */
static size_t whole_words(const char *s, size_t n, size_t rule, size_t cols, int ambiguous)
{
    size_t at = before_unit(s, n, rule, cols, ambiguous), best = 0, i = 0;
    uint32_t before = 0;

    if (at == rule)
        return rule;
    while (i <= at) {
        struct cluster c;
        size_t k = cluster_next(s + i, n - i, ambiguous, &c);

        if (i > 0 && may_break(before, c.first))
            best = i;
        before = c.last;
        i += k;
    }
    return best > 0 ? best : rule;
}

/* Where the line that starts at byte 0 ends: its length in bytes. */
static size_t line_length(const char *s, size_t n, size_t cols, int ambiguous)
{
    size_t i = 0, used = 0, rule = 0, forced = 0;
    uint32_t before = 0;

    while (i < n) {
        struct cluster c;
        size_t k = cluster_next(s + i, n - i, ambiguous, &c);

        if (i > 0 && may_break(before, c.first))
            rule = i;
        /* Spaces at the end of a line hang over it and are cut. */
        if (!is_space(c.first)) {
            if (used + c.width > cols)
                return rule > 0     ? whole_words(s, n, rule, cols, ambiguous)
                       : forced > 0 ? forced
                                    : k;
            forced = i + k;
        }
        used += c.width;
        before = c.last;
        i += k;
    }
    return n;
}

static size_t skip_spaces(const char *s, size_t n)
{
    size_t i = 0;
    uint32_t cp;

    while (i < n) {
        size_t k = utf8_decode(s + i, n - i, &cp);

        if (!is_space(cp))
            break;
        i += k;
    }
    return i;
}

static size_t trim_end(const char *s, size_t n)
{
    for (;;) {
        if (n >= 1 && is_space((unsigned char)s[n - 1]))
            n--;
        else if (n >= 3 && memcmp(s + n - 3, "\u3000", 3) == 0)
            n -= 3;
        else
            return n;
    }
}

bool text_next_line(const char *s, size_t n, size_t cols, int ambiguous, size_t *pos, size_t *start,
                    size_t *len)
{
    const char *newline;
    size_t end, taken;

    if (*pos >= n)
        return false;
    newline = memchr(s + *pos, '\n', n - *pos);
    end = newline ? (size_t)(newline - s) : n;
    taken = line_length(s + *pos, end - *pos, cols > 0 ? cols : 1, ambiguous);
    *start = *pos;
    *len = trim_end(s + *pos, taken);
    *pos += taken;
    if (*pos < end)
        *pos += skip_spaces(s + *pos, end - *pos);
    if (*pos == end && newline)
        (*pos)++;
    return true;
}

void text_wrap(struct strbuf *out, const char *s, size_t n, size_t cols, const char *first,
               const char *indent, int ambiguous)
{
    size_t pos = 0, start, len;
    const char *prefix = first;

    for (;;) {
        size_t w = text_width(prefix, strlen(prefix), ambiguous);

        /* Even beside a wide indent there is room for one kanji. */
        if (!text_next_line(s, n, cols > w + 2 ? cols - w : 2, ambiguous, &pos, &start, &len))
            break;
        strbuf_puts(out, prefix);
        strbuf_add(out, s + start, len);
        strbuf_putc(out, '\n');
        prefix = indent;
    }
}
