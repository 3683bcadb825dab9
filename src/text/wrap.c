/* Line breaking by JIS X 4051: the part of text/width.h that is about lines. */
#include "text/cluster.h"
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

/* Where the line that starts at byte i ends by the rules: bytes of the line, and in *fits whether
 * all up to n fits. */
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
                return rule > 0 ? rule : forced > 0 ? forced : k;
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
