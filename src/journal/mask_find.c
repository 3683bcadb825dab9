#include "journal/mask_find.h"
#include "text/kana.h"
#include "text/utf8.h"

#include <string.h>

size_t letters_stand(const struct letters *l, size_t i, const char *word)
{
    size_t len = strlen(word);
    if (i >= l->n || l->at[l->n] - l->at[i] < len || memcmp(l->s + l->at[i], word, len) != 0)
        return 0;
    return utf8_length(word, len);
}

/* The first of the words that stands at i; its length, or 0. */
static size_t any_stands(const struct letters *l, size_t i, const char *const words[])
{
    size_t len = 0;
    for (size_t k = 0; !len && words[k]; k++)
        len = letters_stand(l, i, words[k]);
    return len;
}

static void mark(struct letters *l, size_t from, size_t to, enum mask_what what)
{
    for (size_t i = from; i < to; i++)
        if (l->mark[i] != KEPT)
            l->mark[i] = (unsigned char)(what + 1);
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c < 0x250);
}

/* ---- numbers ---- */

static bool is_digit(uint32_t c)
{
    static const uint32_t zeros[] = {'0',    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66,
                                     0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
                                     0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (c >= zeros[i] && c < zeros[i] + 10)
            return true;
    return false;
}

static bool is_one_of(uint32_t c, const char *chars)
{
    for (size_t i = 0, n = strlen(chars); i < n;) {
        uint32_t d;
        i += utf8_decode(chars + i, n - i, &d);
        if (c == d)
            return true;
    }
    return false;
}

static bool is_kanji_digit(uint32_t c)
{
    return is_one_of(c, "〇零一二三四五六七八九壱弐参伍");
}

static bool is_power(uint32_t c)
{
    return is_one_of(c, "十百千万億拾");
}

static bool is_mixed(uint32_t c)
{
    return is_digit(c) || is_letter(c);
}

/* 4丁目, 三歳; 一人 and 一番 are words. */
static bool is_counted(const struct letters *l, size_t i)
{
    if (i + 1 >= l->n)
        return false;
    if (l->cp[i] == 0x4e00) /* 一 */
        return is_one_of(l->cp[i + 1], "歳才丁号") ||
               (i > 1 && l->cp[i + 1] == 0x65e5 && l->cp[i - 1] == 0x6708 &&
                (l->mark[i - 2] || is_kanji_digit(l->cp[i - 2]))); /* 三月一日 */
    return is_one_of(l->cp[i + 1], "歳才年月日円丁番号階棟室人");
}

static bool is_number(const struct letters *l, size_t i)
{
    return i < l->n && l->mark[i] == MASK_NUMBER + 1;
}

/* A run with a digit in it, letters and powers of ten included: s16, ab12345678cd, 10万. */
static size_t digits_end(const struct letters *l, size_t i)
{
    size_t end = i;
    bool digit = false;
    while (end < l->n && is_mixed(l->cp[end]))
        digit |= is_digit(l->cp[end++]);
    if (!digit)
        return i;
    while (end < l->n && (is_power(l->cp[end]) || is_digit(l->cp[end])))
        end++;
    return end;
}

static size_t kanji_end(const struct letters *l, size_t i)
{
    size_t end = i;
    while (end < l->n && (is_kanji_digit(l->cp[end]) || is_power(l->cp[end])))
        end++;
    return end - i >= 2 || (end > i && is_counted(l, i)) ? end : i;
}

static void find_runs(struct letters *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->mark[i] || (i > 0 && is_letter(l->cp[i - 1]) && is_letter(l->cp[i])))
            continue;
        size_t end = digits_end(l, i);
        if (end == i)
            end = kanji_end(l, i);
        if (end == i)
            continue;
        mark(l, i, end, MASK_NUMBER);
        i = end - 1;
    }
}

/* The era tells the age, too. */
static void find_eras(struct letters *l)
{
    static const char *const eras[] = {"明治", "大正", "昭和", "平成", "令和", NULL};
    for (size_t i = 0; i < l->n; i++) {
        size_t len = any_stands(l, i, eras);
        if (!len)
            continue;
        size_t end = i + len;
        if (end < l->n && l->cp[end] == 0x5143) /* 元年 */
            mark(l, i, end + 1, MASK_NUMBER);
        else if (is_number(l, end) || (end < l->n && l->cp[end] == ' ' && is_number(l, end + 1)))
            mark(l, i, end, MASK_NUMBER);
    }
}

/* 090の1234の5678, 03(1234)5678 */
static void join_numbers(struct letters *l)
{
    enum { GAP = 3 };
    for (size_t i = 1; i < l->n; i++) {
        if (!is_number(l, i - 1) || l->mark[i])
            continue;
        size_t end = i;
        while (end < l->n && end - i < GAP && !l->mark[end] &&
               is_one_of(l->cp[end], "-‐‑–—−ー~.,:/()+・の _*#"))
            end++;
        if (is_number(l, end))
            mark(l, i, end, MASK_NUMBER);
    }
}

/* 1-a, a-123 */
static void find_lettered(struct letters *l)
{
    for (size_t i = 1; i + 1 < l->n; i++) {
        if (l->cp[i] != '-' || l->mark[i])
            continue;
        bool after = is_number(l, i - 1) && is_letter(l->cp[i + 1]) && !l->mark[i + 1] &&
                     (i + 2 == l->n || !is_letter(l->cp[i + 2]));
        bool before = is_number(l, i + 1) && is_letter(l->cp[i - 1]) && !l->mark[i - 1] &&
                      (i == 1 || !is_letter(l->cp[i - 2]));
        if (after || before)
            mark(l, i - 1, i + 2, MASK_NUMBER);
    }
}

void find_numbers(struct letters *l)
{
    find_runs(l);
    find_lettered(l);
    find_eras(l);
    join_numbers(l);
}

/* ---- numbers spelled in kana ---- */

static const char *const spelled[] = {
    "ぜろ",   "れい",   "まる",   "いち",   "さん",   "よん", "ろく", "なな",   "しち",   "はち",
    "きゅう", "じゅう", "ひゃく", "びゃく", "ぴゃく", "せん", "ぜん", "まん",   "に",     "し",
    "ご",     "く",     "きゅー", "じゅー", "にー",   "しー", "ごー", "よーん", "ろーく", NULL};

static bool is_small(uint32_t c)
{
    return is_one_of(c, "ぁぃぅぇぉゃゅょっャュョッ");
}

/* The longest of the words in hiragana that stands at i. */
static size_t spelled_at(const struct letters *l, const struct letters *kana, size_t i)
{
    (void)l;
    size_t best = 0;
    for (size_t k = 0; spelled[k]; k++) {
        size_t len = letters_stand(kana, i, spelled[k]);
        if (len > best && (i + len >= kana->n || !is_small(kana->cp[i + len])))
            best = len;
    }
    return best;
}

static size_t spelled_end(const struct letters *l, const struct letters *kana, size_t i)
{
    enum { WORDS = 4, WORDS_OF_POWERS = 3, LETTERS = 5 };
    size_t words = 0, end = i, at = i;
    bool power = false;
    for (size_t len; (len = spelled_at(l, kana, at)); at = end) {
        power |= letters_stand(kana, at, "じゅう") || letters_stand(kana, at, "ひゃく") ||
                 letters_stand(kana, at, "せん");
        words++;
        end = at + len;
        size_t gap = end; /* まるきゅうまるの、さんさん */
        while (gap < l->n && gap - end < 2 && is_one_of(l->cp[gap], "の- 、・"))
            gap++;
        if (gap > end && spelled_at(l, kana, gap))
            end = gap;
    }
    bool enough = words >= WORDS || (power && words >= WORDS_OF_POWERS);
    return enough && at - i >= LETTERS ? at : i;
}

void find_spelled_numbers(struct letters *l)
{
    struct strbuf b;
    uint32_t *cp = l->cp;
    strbuf_init(&b);
    kana_to_hiragana(&b, l->s, l->at[l->n]);
    /* each katakana has as many bytes as its hiragana, but for a few that are no numbers */
    if (b.len == l->at[l->n]) {
        struct letters kana = {.s = b.s, .cp = cp, .at = l->at, .mark = l->mark, .n = l->n};
        for (size_t i = 0; i < l->n; i++) {
            size_t end = l->mark[i] ? i : spelled_end(l, &kana, i);
            if (end > i) {
                mark(l, i, end, MASK_NUMBER);
                i = end - 1;
            }
        }
    }
    strbuf_wipe(&b);
    strbuf_done(&b);
    join_numbers(l);
}

/* ---- mail and web addresses ---- */

static bool in_address(uint32_t c)
{
    return c > ' ' && c < 0x7f && !is_one_of(c, "()<>\"',;");
}

static size_t left_of(const struct letters *l, size_t i)
{
    while (i > 0 && in_address(l->cp[i - 1]))
        i--;
    return i;
}

static size_t right_of(const struct letters *l, size_t i)
{
    while (i < l->n && in_address(l->cp[i]))
        i++;
    return i;
}

/* example.jp, www.example.jp/a: a dot between letters. */
static bool is_host(const struct letters *l, size_t from, size_t to)
{
    for (size_t i = from + 1; i + 1 < to; i++)
        if (l->cp[i] == '.' && is_mixed(l->cp[i - 1]) && is_letter(l->cp[i + 1]))
            return true;
    return false;
}

/* yamada アット example ドット jp: back and forth over letters and spaces. */
static void mark_spelled(struct letters *l, size_t i, size_t len)
{
    static const char *const dots[] = {"ドット", "どっと", "点", "てん", NULL};
    size_t from = i, to = i + len;
    while (from > 0 && l->cp[from - 1] == ' ')
        from--;
    from = left_of(l, from);
    for (;;) {
        size_t next = to;
        while (next < l->n && l->cp[next] == ' ')
            next++;
        size_t dot = any_stands(l, next, dots);
        next = dot ? next + dot : right_of(l, next);
        if (next <= to || (!dot && next < l->n && l->cp[next - 1] == ' '))
            break;
        to = next;
    }
    if (from < i || to > i + len)
        mark(l, from, to, MASK_LINK);
}

void find_links(struct letters *l)
{
    static const char *const at[] = {"アットマーク", "あっとまーく", "アット", "あっと",
                                     "(at)",         "[at]",         " at ",   NULL};
    for (size_t i = 0; i < l->n; i++) {
        size_t len = any_stands(l, i, at);
        if (len && i > 0)
            mark_spelled(l, i, len);
        if (l->cp[i] == '@' || letters_stand(l, i, "://"))
            mark(l, left_of(l, i), right_of(l, i), MASK_LINK);
        if (!in_address(l->cp[i]) || (i > 0 && in_address(l->cp[i - 1])))
            continue;
        size_t end = right_of(l, i);
        if (is_host(l, i, end))
            mark(l, i, end, MASK_LINK);
    }
}

/* ---- addresses ---- */

static bool is_kanji(uint32_t c)
{
    return (c >= 0x3400 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) ||
           (c >= 0x20000 && c < 0x32000) || c == 0x3005 || c == 0x3006 || c == 0x303b;
}

static bool is_katakana(uint32_t c)
{
    return (c >= 0x30a0 && c < 0x3100) || c == 0x30fc;
}

static bool is_hiragana(uint32_t c)
{
    return c >= 0x3041 && c < 0x30a0;
}

/* Does the number that ends before i count houses? Gives the length of what says so. */
static size_t house_at(const struct letters *l, size_t i)
{
    static const char *const words[] = {"丁目", "番地", "のばんち", "番丁",   "番町",
                                        "号室", "号棟", "丁",       "条",     "号",
                                        "棟",   "室",   "ちょうめ", "ばんち", NULL};
    static const char *const others[] = {"番目", "番号", "番窓", "番の窓", NULL};
    if (any_stands(l, i, others))
        return 0;
    size_t len = any_stands(l, i, words);
    return len ? len : letters_stand(l, i, "番");
}

static bool has_dash(const struct letters *l, size_t from, size_t to)
{
    size_t digits = 0, dashes = 0;
    for (size_t i = from; i < to; i++) {
        digits += is_digit(l->cp[i]) || is_kanji_digit(l->cp[i]);
        dashes += is_one_of(l->cp[i], "-‐‑–—−ーの");
    }
    return dashes > 0 && digits < 10; /* else it is a telephone number */
}

/* The letters before a number that name the place it is in. */
static size_t place_start(const struct letters *l, size_t i)
{
    while (i > 0 && !l->mark[i - 1] &&
           (is_kanji(l->cp[i - 1]) || is_katakana(l->cp[i - 1]) || is_letter(l->cp[i - 1]) ||
            (is_hiragana(l->cp[i - 1]) && !is_one_of(l->cp[i - 1], "はをに"))))
        i--;
    return i;
}

static bool ends_with(const struct letters *l, size_t from, size_t to, const char *word)
{
    size_t len = utf8_length(word, strlen(word));
    return len > 0 && to - from >= len && letters_stand(l, to - len, word) == len;
}

/* A number behind these is no house's. */
static bool is_other_number(const struct letters *l, size_t from, size_t to)
{
    static const char *const words[] = {"電話",       "番号", "携帯", "郵便",     "自宅",
                                        "連絡先",     "口座", "暗証", "生年月日", "でんわ",
                                        "ファックス", "様式", "第",   "条",       "令和",
                                        "平成",       "昭和", "大正", "生まれ",   NULL};
    for (size_t k = 0; words[k]; k++)
        if (ends_with(l, from, to, words[k]))
            return true;
    return false;
}

/* 字西ノ入1002; but not 文字1 */
static bool has_quarter(const struct letters *l, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++)
        if (l->cp[i] == 0x5b57 && (i == from || !is_one_of(l->cp[i - 1], "文数漢活赤黒習名苗姓")))
            return true;
    return false;
}

/* 伏見区深草4に; but not 見本町役場2階 */
static bool is_in_town(const struct letters *l, size_t from, size_t to, size_t end)
{
    size_t i = to;
    while (i > from && is_kanji(l->cp[i - 1]) && !is_one_of(l->cp[i - 1], "市区町村"))
        i--;
    return i > from + 1 && to - i >= 2 && is_one_of(l->cp[i - 1], "市区町村") &&
           !(end < l->n && is_kanji(l->cp[end]));
}

/* The municipality may stay: up to the first 市, 区, 町 or 村, when more follows or it is the town.
 */
static size_t after_town(const struct letters *l, size_t from, size_t to, const char *town)
{
    for (size_t i = from + 1; i < to; i++) {
        if (!is_one_of(l->cp[i], "市区町村"))
            continue;
        return i + 1 < to || ends_with(l, from, to, town) ? i + 1 : from;
    }
    return from;
}

void find_addresses(struct letters *l, const char *town)
{
    for (size_t i = 0; i < l->n; i++) {
        if (!is_number(l, i))
            continue;
        size_t end = i;
        while (is_number(l, end))
            end++;
        size_t house = house_at(l, end);
        bool follows = i > 0 && l->mark[i - 1] == MASK_PLACE + 1;
        size_t from = place_start(l, i);
        if (!house && !follows && !has_dash(l, i, end) && !has_quarter(l, from, i) &&
            !is_in_town(l, from, i, end)) {
            i = end;
            continue;
        }
        if ((from < i && !is_other_number(l, from, i)) || follows)
            mark(l, after_town(l, from, i, town), end + house, MASK_PLACE);
        i = end + house;
        if (house)
            i--;
    }
}
