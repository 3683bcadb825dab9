#include "text/kana.h"

#include "text/utf8.h"
#include <stdint.h>
#include <string.h>

/* Consonants and the kana they give with a i u e o; NULL: no such syllable. */
static const struct row {
    char consonants[4];
    const char *kana[5];
} rows[] = {
    {"", {"あ", "い", "う", "え", "お"}},
    {"k", {"か", "き", "く", "け", "こ"}},
    {"ky", {"きゃ", "きぃ", "きゅ", "きぇ", "きょ"}},
    {"kw", {"くぁ", "くぃ", "くぅ", "くぇ", "くぉ"}},
    {"c", {"か", "し", "く", "せ", "こ"}},
    {"ch", {"ちゃ", "ち", "ちゅ", "ちぇ", "ちょ"}},
    {"cy", {"ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"}},
    {"q", {"くぁ", "くぃ", "く", "くぇ", "くぉ"}},
    {"qw", {"くぁ", "くぃ", "くぅ", "くぇ", "くぉ"}},
    {"qy", {"くゃ", "くぃ", "くゅ", "くぇ", "くょ"}},
    {"s", {"さ", "し", "す", "せ", "そ"}},
    {"sh", {"しゃ", "し", "しゅ", "しぇ", "しょ"}},
    {"sy", {"しゃ", "しぃ", "しゅ", "しぇ", "しょ"}},
    {"sw", {"すぁ", "すぃ", "すぅ", "すぇ", "すぉ"}},
    {"t", {"た", "ち", "つ", "て", "と"}},
    {"ts", {"つぁ", "つぃ", "つ", "つぇ", "つぉ"}},
    {"ty", {"ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"}},
    {"th", {"てゃ", "てぃ", "てゅ", "てぇ", "てょ"}},
    {"tw", {"とぁ", "とぃ", "とぅ", "とぇ", "とぉ"}},
    {"n", {"な", "に", "ぬ", "ね", "の"}},
    {"ny", {"にゃ", "にぃ", "にゅ", "にぇ", "にょ"}},
    {"h", {"は", "ひ", "ふ", "へ", "ほ"}},
    {"hy", {"ひゃ", "ひぃ", "ひゅ", "ひぇ", "ひょ"}},
    {"f", {"ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ"}},
    {"fy", {"ふゃ", "ふぃ", "ふゅ", "ふぇ", "ふょ"}},
    {"fw", {"ふぁ", "ふぃ", "ふぅ", "ふぇ", "ふぉ"}},
    {"m", {"ま", "み", "む", "め", "も"}},
    {"my", {"みゃ", "みぃ", "みゅ", "みぇ", "みょ"}},
    {"y", {"や", "い", "ゆ", "いぇ", "よ"}},
    {"r", {"ら", "り", "る", "れ", "ろ"}},
    {"ry", {"りゃ", "りぃ", "りゅ", "りぇ", "りょ"}},
    {"w", {"わ", "うぃ", "う", "うぇ", "を"}},
    {"wh", {"うぁ", "うぃ", "う", "うぇ", "うぉ"}},
    {"wy", {NULL, "ゐ", NULL, "ゑ", NULL}},
    {"g", {"が", "ぎ", "ぐ", "げ", "ご"}},
    {"gy", {"ぎゃ", "ぎぃ", "ぎゅ", "ぎぇ", "ぎょ"}},
    {"gw", {"ぐぁ", "ぐぃ", "ぐぅ", "ぐぇ", "ぐぉ"}},
    {"z", {"ざ", "じ", "ず", "ぜ", "ぞ"}},
    {"zy", {"じゃ", "じぃ", "じゅ", "じぇ", "じょ"}},
    {"j", {"じゃ", "じ", "じゅ", "じぇ", "じょ"}},
    {"jy", {"じゃ", "じぃ", "じゅ", "じぇ", "じょ"}},
    {"d", {"だ", "ぢ", "づ", "で", "ど"}},
    {"dz", {NULL, "ぢ", "づ", NULL, NULL}},
    {"dy", {"ぢゃ", "ぢぃ", "ぢゅ", "ぢぇ", "ぢょ"}},
    {"dh", {"でゃ", "でぃ", "でゅ", "でぇ", "でょ"}},
    {"dw", {"どぁ", "どぃ", "どぅ", "どぇ", "どぉ"}},
    {"b", {"ば", "び", "ぶ", "べ", "ぼ"}},
    {"by", {"びゃ", "びぃ", "びゅ", "びぇ", "びょ"}},
    {"p", {"ぱ", "ぴ", "ぷ", "ぺ", "ぽ"}},
    {"py", {"ぴゃ", "ぴぃ", "ぴゅ", "ぴぇ", "ぴょ"}},
    {"v", {"ゔぁ", "ゔぃ", "ゔ", "ゔぇ", "ゔぉ"}},
    {"vy", {"ゔゃ", "ゔぃ", "ゔゅ", "ゔぇ", "ゔょ"}},
    {"x", {"ぁ", "ぃ", "ぅ", "ぇ", "ぉ"}},
    {"l", {"ぁ", "ぃ", "ぅ", "ぇ", "ぉ"}},
    {"xy", {"ゃ", "ぃ", "ゅ", "ぇ", "ょ"}},
    {"ly", {"ゃ", "ぃ", "ゅ", "ぇ", "ょ"}},
    {"xt", {NULL, NULL, "っ", NULL, NULL}},
    {"lt", {NULL, NULL, "っ", NULL, NULL}},
    {"xts", {NULL, NULL, "っ", NULL, NULL}},
    {"lts", {NULL, NULL, "っ", NULL, NULL}},
    {"xw", {"ゎ", NULL, NULL, NULL, NULL}},
    {"lw", {"ゎ", NULL, NULL, NULL, NULL}},
    {"xk", {"ゕ", NULL, NULL, "ゖ", NULL}},
    {"lk", {"ゕ", NULL, NULL, "ゖ", NULL}},
};

#define NROWS (sizeof(rows) / sizeof(rows[0]))
#define MAX_CONSONANTS 3

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    c = lower(c);
    return c >= 'a' && c <= 'z';
}

/* 0 to 4, or -1. */
static int vowel(char c)
{
    static const char vowels[] = "aiueo";
    const char *p = c ? strchr(vowels, lower(c)) : NULL;

    return p ? (int)(p - vowels) : -1;
}

static bool same_letters(const char *row, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (row[i] != lower(s[i]))
            return false;
    }
    return true;
}

/* The kana at the start of s, *used bytes of it; NULL when there is none. */
static const char *syllable(const char *s, size_t n, size_t *used)
{
    size_t c = 0;

    while (c < n && c < MAX_CONSONANTS && is_letter(s[c]) && vowel(s[c]) < 0)
        c++;
    if (c >= n || vowel(s[c]) < 0)
        return NULL;
    for (size_t i = 0; i < NROWS; i++) {
        if (strlen(rows[i].consonants) == c && same_letters(rows[i].consonants, s, c)) {
            *used = c + 1;
            return rows[i].kana[vowel(s[c])];
        }
    }
    return NULL;
}

/* Are these letters, all that was typed so far, the beginning of a syllable? */
static bool may_grow(const char *s, size_t n)
{
    if (n > MAX_CONSONANTS)
        return false;
    for (size_t i = 0; i < NROWS; i++) {
        if (n <= strlen(rows[i].consonants) && same_letters(rows[i].consonants, s, n))
            return true;
    }
    return same_letters("tc", s, n) || same_letters("nn", s, n);
}

/* n before what is no syllable with it: bytes taken for ん, 0 when it is none. */
static size_t hatsuon(const char *s, size_t n)
{
    char next = n > 1 ? lower(s[1]) : '\0';

    if (lower(s[0]) == 'x')
        return next == 'n' ? 2 : 0;
    if (lower(s[0]) == 'm') /* 新聞 shimbun */
        return next == 'b' || next == 'p' || next == 'm' ? 1 : 0;
    if (lower(s[0]) != 'n')
        return 0;
    if (next == '\'')
        return 2;
    if (next == 'n') {
        /* honnin is 本人 as Hepburn writes it; nn before anything else is the key of IMEs. */
        if (n > 2 && (vowel(s[2]) >= 0 || lower(s[2]) == 'y'))
            return 1;
        return n > 2 && s[2] == '\'' ? 3 : 2;
    }
    return next == 'y' || vowel(next) >= 0 ? 0 : 1;
}

/* The first of a doubled consonant, or the t of tch. */
static bool is_sokuon(const char *s, size_t n)
{
    char a = lower(s[0]), b = n > 1 ? lower(s[1]) : '\0';

    if (!is_letter(a) || vowel(a) >= 0)
        return false;
    return a == b || (a == 't' && b == 'c' && n > 2 && lower(s[2]) == 'h');
}

static bool ends_in_kana(const struct strbuf *b)
{
    uint32_t cp;

    if (b->len < 3 || utf8_decode(b->s + b->len - 3, 3, &cp) != 3)
        return false;
    return (cp >= 0x3041 && cp <= 0x3096) || (cp >= 0x30a1 && cp <= 0x30fa) || cp == 0x30fc;
}

size_t kana_from_romaji(struct strbuf *out, const char *s, size_t n, bool final)
{
    size_t i = 0, used;

    while (i < n) {
        const char *kana = syllable(s + i, n - i, &used);

        if (kana) {
            strbuf_puts(out, kana);
            i += used;
        } else if (!final && is_letter(s[i]) && may_grow(s + i, n - i)) {
            return n - i;
        } else if ((used = hatsuon(s + i, n - i)) > 0) {
            strbuf_puts(out, "ん");
            i += used;
        } else if (is_sokuon(s + i, n - i)) {
            strbuf_puts(out, "っ");
            i++;
        } else if (s[i] == '-' && ends_in_kana(out)) {
            strbuf_puts(out, "ー");
            i++;
        } else {
            strbuf_putc(out, s[i++]);
        }
    }
    return 0;
}

bool kana_is_romaji(const char *s, size_t n)
{
    struct strbuf b;
    bool all;

    for (size_t i = 0; i < n; i++) {
        if (!is_letter(s[i]) && s[i] != '-' && s[i] != '\'')
            return false;
    }
    strbuf_init(&b);
    kana_from_romaji(&b, s, n, true);
    all = kana_is_hiragana(b.s, b.len);
    strbuf_wipe(&b);
    strbuf_done(&b);
    return all;
}

bool kana_is_hiragana(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;

        i += utf8_decode(s + i, n - i, &cp);
        if (!(cp >= 0x3041 && cp <= 0x3096) && cp != 0x30fc)
            return false;
    }
    return n > 0;
}

/* Moves the code points first..last by distance. */
static void shift(struct strbuf *out, const char *s, size_t n, uint32_t first, uint32_t last,
                  int distance)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        char bytes[4];
        size_t k = utf8_decode(s + i, n - i, &cp);
        /* ゝゞ and ヽヾ are the same distance apart. */
        bool marks = cp == first + 0x5c || cp == first + 0x5d;

        if ((cp >= first && cp <= last) || marks) {
            cp = (uint32_t)((int)cp + distance);
            strbuf_add(out, bytes, utf8_encode(cp, bytes));
        } else {
            strbuf_add(out, s + i, k);
        }
        i += k;
    }
}

void kana_to_hiragana(struct strbuf *out, const char *s, size_t n)
{
    shift(out, s, n, 0x30a1, 0x30f6, -0x60);
}

void kana_to_katakana(struct strbuf *out, const char *s, size_t n)
{
    shift(out, s, n, 0x3041, 0x3096, 0x60);
}
