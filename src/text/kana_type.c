#include "text/kana_type.h"

#include "text/kana.h"
#include "text/utf8.h"
#include <stdbool.h>

#define KATAKANA 0x60u /* further on than hiragana */
#define WIDE_A 0xff41u /* ａ */
#define WIDE_BYTES 3   /* of a full-width letter in UTF-8 */
#define KANA_BYTES 3
#define MOST_LETTERS 3 /* that are no kana yet: xts */

static bool is_katakana(uint32_t cp)
{
    return cp >= 0x30a1 && cp <= 0x30f6;
}

/* か to と, where a voiced kana follows the plain one. っ stands between. */
static bool is_plain(uint32_t h)
{
    return (h >= 0x304b && h <= 0x3061 && h % 2 == 1) || h == 0x3064 || h == 0x3066 || h == 0x3068;
}

/* は to ぽ come in threes: は ば ぱ. Gives 0 to 2, or -1. */
static int place_in_ha(uint32_t h)
{
    return h >= 0x306f && h <= 0x307d ? (int)((h - 0x306f) % 3) : -1;
}

static uint32_t voiced(uint32_t h)
{
    int ha = place_in_ha(h);
    if (ha >= 0)
        return ha == 1 ? h - 1 : h - (uint32_t)ha + 1;
    if (h == 0x3046)
        return 0x3094;
    if (h == 0x3094)
        return 0x3046;
    if (is_plain(h))
        return h + 1;
    return h > 0 && is_plain(h - 1) ? h - 1 : h;
}

static uint32_t semivoiced(uint32_t h)
{
    int ha = place_in_ha(h);
    return ha < 0 ? h : ha == 2 ? h - 2 : h - (uint32_t)ha + 2;
}

static bool is_small(uint32_t h)
{
    return (h >= 0x3041 && h <= 0x3049 && h % 2 == 1) || h == 0x3063 || h == 0x3083 ||
           h == 0x3085 || h == 0x3087 || h == 0x308e;
}

static uint32_t resized(uint32_t h)
{
    if (is_small(h))
        return h + 1;
    return h > 0 && is_small(h - 1) ? h - 1 : h;
}

static uint32_t as_hiragana(uint32_t cp, uint32_t (*change)(uint32_t))
{
    return is_katakana(cp) ? change(cp - KATAKANA) + KATAKANA : change(cp);
}

uint32_t kana_voiced(uint32_t cp)
{
    return as_hiragana(cp, voiced);
}

uint32_t kana_semivoiced(uint32_t cp)
{
    return as_hiragana(cp, semivoiced);
}

uint32_t kana_resized(uint32_t cp)
{
    return as_hiragana(cp, resized);
}

static bool is_letter(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

/* The full-width letters at the end of the n bytes, as ASCII; gives how many. */
static size_t unfinished(const char *s, size_t n, char letters[static MOST_LETTERS])
{
    size_t count = 0;
    uint32_t cp;
    while (count < MOST_LETTERS && n >= (count + 1) * WIDE_BYTES &&
           utf8_decode(s + n - (count + 1) * WIDE_BYTES, WIDE_BYTES, &cp) == WIDE_BYTES &&
           cp >= WIDE_A && cp < WIDE_A + 26)
        count++;
    for (size_t i = 0; i < count; i++) {
        utf8_decode(s + n - (count - i) * WIDE_BYTES, WIDE_BYTES, &cp);
        letters[i] = (char)(cp - WIDE_A + 'a');
    }
    return count;
}

/* The word at the end of the n bytes has letters and digits: M7K4-9Q. */
static bool ends_in_code(const char *s, size_t n)
{
    bool letter = false, digit = false;
    for (size_t i = n; i > 0; i--) {
        unsigned char c = (unsigned char)s[i - 1];
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '-')
            break;
        letter |= is_letter(c);
        digit |= c >= '0' && c <= '9';
    }
    return letter && digit;
}

static void add_char(struct strbuf *out, uint32_t cp)
{
    char bytes[4];
    strbuf_add(out, bytes, utf8_encode(cp, bytes));
}

static void add_wide(struct strbuf *out, const char *letters, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add_char(out, (uint32_t)(letters[i] | 0x20) - 'a' + WIDE_A);
}

size_t kana_type(struct strbuf *out, const char *before, size_t n, uint32_t key)
{
    char letters[MOST_LETTERS + 1];
    size_t count = unfinished(before, n, letters), taken = count * WIDE_BYTES;
    bool romaji = is_letter(key) || key == '-' || (key == '\'' && count > 0);
    struct strbuf line;
    romaji = romaji && (count > 0 || !ends_in_code(before, n));
    if (romaji)
        letters[count++] = (char)key;
    /* A ー looks at the character before it: no more of the line is copied. */
    size_t context = n - taken < KANA_BYTES ? n - taken : KANA_BYTES;
    strbuf_init(&line);
    strbuf_add(&line, before + n - taken - context, context);
    size_t rest = kana_from_romaji(&line, letters, count, !romaji);
    strbuf_add(out, line.s + context, line.len - context);
    strbuf_wipe(&line);
    strbuf_done(&line);
    add_wide(out, letters + count - rest, rest);
    if (!romaji && key != 0)
        add_char(out, key);
    return taken;
}
