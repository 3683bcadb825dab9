#include "index/typed.h"
#include "index/letters.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"
#include <string.h>

/* A buffer that grows leaves what it held where it was: these are as large as they get. */
#define ROOM (8 * TYPED_MAX)

static void roomy(struct strbuf *b)
{
    strbuf_init(b);
    strbuf_fill(b, ' ', ROOM);
    strbuf_clear(b);
}

static void shred(struct strbuf *b)
{
    strbuf_wipe(b);
    strbuf_done(b);
}

static void pattern_init(struct pattern *p)
{
    roomy(&p->stem);
    roomy(&p->ends);
    p->part[0] = 0;
    p->parts = 1;
}

void pattern_done(struct pattern *p)
{
    shred(&p->stem);
    shred(&p->ends);
}

static bool is_kana(uint32_t c)
{
    return letter_is_hiragana(c) || c == 0x30fc;
}

static uint32_t one_of_those_alike(uint32_t c)
{
    static const struct {
        uint32_t from, to;
    } alike[] = {
        {0x3041, 0x3042}, {0x3043, 0x3044}, {0x3045, 0x3046}, {0x3047, 0x3048}, {0x3049, 0x304a},
        {0x3063, 0x3064}, {0x3083, 0x3084}, {0x3085, 0x3086}, {0x3087, 0x3088}, {0x308e, 0x308f},
        {0x3062, 0x3058}, {0x3065, 0x305a}, {0x3092, 0x304a},
    };
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (alike[i].from == c)
            return alike[i].to;
    return c;
}

/* Bytes of s that are kana, or that are not, from its start. */
static size_t run(const char *s, size_t n, bool kana)
{
    size_t i = 0;
    while (i < n) {
        uint32_t c;
        size_t len = utf8_decode(s + i, n - i, &c);
        if (is_kana(c) != kana)
            break;
        i += len;
    }
    return i;
}

void typed_sound(const char *key, size_t n, struct strbuf *out)
{
    for (size_t i = 0; i < n;) {
        size_t at = out->len, kana = run(key + i, n - i, true);
        letters_sound(key + i, kana, out);
        while (at < out->len) { /* hiragana of three bytes each become others */
            uint32_t c;
            utf8_decode(out->s + at, out->len - at, &c);
            at += utf8_encode(one_of_those_alike(c), out->s + at);
        }
        i += kana;
        size_t others = run(key + i, n - i, false);
        strbuf_add(out, key + i, others);
        i += others;
    }
}

void pattern_sound(const struct pattern *p, struct pattern *out)
{
    pattern_init(out);
    out->parts = p->parts;
    for (size_t i = 0; i < p->parts; i++) {
        size_t end = i + 1 < p->parts ? p->part[i + 1] : p->stem.len;
        out->part[i] = out->stem.len;
        typed_sound(p->stem.s + p->part[i], end - p->part[i], &out->stem);
    }
    if (p->parts == 0)
        typed_sound(p->stem.s, p->stem.len, &out->stem);
    for (const char *e = p->ends.s; e < p->ends.s + p->ends.len; e += strlen(e) + 1) {
        typed_sound(e, strlen(e), &out->ends);
        strbuf_putc(&out->ends, '\0');
    }
}

static bool has_end(const struct pattern *p, const char *end)
{
    for (const char *e = p->ends.s; e < p->ends.s + p->ends.len; e += strlen(e) + 1)
        if (strcmp(e, end) == 0)
            return true;
    return false;
}

/* Takes `before` and the letters and `after` as one of the ends, if that is kana. */
static void try_end(struct pattern *p, const char *before, const char *letters, size_t n,
                    const char *after, struct strbuf *room)
{
    strbuf_wipe(room);
    strbuf_puts(room, before);
    strbuf_add(room, letters, n);
    strbuf_puts(room, after);
    size_t len = room->len;
    kana_from_romaji(room, room->s, len, true);
    char *kana = room->s + len;
    if (!kana_is_hiragana(kana, room->len - len))
        return;
    if (*before) /* a doubled consonant, whatever comes then */
        kana[strlen("っ")] = '\0';
    if (!has_end(p, kana))
        strbuf_add(&p->ends, kana, strlen(kana) + 1);
}

/* What the letters may become with the next ones. */
static void add_ends(struct pattern *p, const char *letters, size_t n)
{
    static const char *const after[] = {"",   "a",  "i",  "u",  "e",  "o",  "ya",
                                        "yu", "yo", "ha", "hi", "hu", "ho", "tu"};
    const char first[2] = {letters[0], '\0'};
    struct strbuf room;
    roomy(&room);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        try_end(p, "", letters, n, after[i], &room);
    if (n == 1 && *first != 'n')
        try_end(p, first, letters, n, "a", &room);
    shred(&room);
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Appends s, normalised, with its letters as kana. Gives the bytes at the end that may still become
 * kana, which are not appended; TYPED_MAX when there are no letters or they are no romaji. */
static size_t letters_to_kana(const char *s, size_t n, struct strbuf *out)
{
    size_t rest = 0, runs = 0;
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        if (!is_letter(s[i])) {
            strbuf_putc(out, s[i]);
            continue;
        }
        while (end < n && (is_letter(s[end]) || s[end] == '-' || s[end] == '\''))
            end++;
        rest = kana_from_romaji(out, s + i, end - i, end < n);
        runs++;
    }
    for (size_t i = 0; i < out->len; i++)
        if (is_letter(out->s[i]))
            return TYPED_MAX;
    return runs > 0 ? rest : TYPED_MAX;
}

static void divide(struct pattern *p, size_t at)
{
    if (at == 0 || at >= p->stem.len || p->parts == 0 || at <= p->part[p->parts - 1])
        return;
    if (p->parts < TYPED_PARTS)
        p->part[p->parts++] = at;
    else
        p->parts = 0;
}

/* s is normalised. A part ends at a sign or space, and before the kana that follow kanji at the end
 * of the line: they may be the reading of the next kanji. */
static void fill(struct pattern *p, const char *s, size_t n)
{
    struct strbuf kana;
    roomy(&kana);
    kana_to_hiragana(&kana, s, n);
    size_t tail = 0, begin = 0;
    bool after_kanji = false;
    for (size_t i = 0; i < kana.len;) {
        uint32_t c;
        size_t len = utf8_decode(kana.s + i, kana.len - i, &c);
        if (letter_is_word(c)) {
            if (after_kanji && is_kana(c))
                tail = p->stem.len;
            else if (!is_kana(c))
                tail = 0;
            strbuf_add(&p->stem, kana.s + i, len);
        }
        after_kanji = letter_is_kanji(c);
        i += len;
        if (letter_is_word(c) && i < kana.len)
            continue;
        size_t end = p->stem.len;
        divide(p, begin);
        if (tail > 0 && i == kana.len)
            divide(p, tail);
        begin = end;
        tail = 0;
    }
    shred(&kana);
}

void typed_init(struct typed *t, const char *s, size_t n)
{
    struct strbuf normal, kana;
    t->n = 0;
    if (n > TYPED_MAX)
        return;
    roomy(&normal);
    roomy(&kana);
    text_normalize(&normal, s, n);
    if (normal.len <= TYPED_MAX) { /* one character may stand for many */
        pattern_init(&t->v[0]);
        fill(&t->v[0], normal.s, normal.len);
        t->n += t->v[0].stem.len > 0;
        size_t rest = letters_to_kana(normal.s, normal.len, &kana);
        if (t->n == 0) {
            pattern_done(&t->v[0]);
        } else if (rest < TYPED_MAX) {
            struct pattern *p = &t->v[t->n++];
            pattern_init(p);
            fill(p, kana.s, kana.len);
            if (rest > 0)
                add_ends(p, normal.s + normal.len - rest, rest);
        }
    }
    shred(&normal);
    shred(&kana);
}

void typed_done(struct typed *t)
{
    for (size_t i = 0; i < t->n; i++)
        pattern_done(&t->v[i]);
}
