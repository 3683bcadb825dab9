#include "index/called.h"
#include "base/xalloc.h"
#include "index/letters.h"
#include "index/typed.h"
#include "text/normalize.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

#define KANJI_FIRST 0x4e00
#define KANJI_LAST 0x9fff

/* More says are left out, the last ones: whoever types the first letter waits for all this. */
#define MOST_SAYS 100000

/* Normalising is most of the work, and nearly all characters have a normal form of their own,
 * whatever stands beside them: these are normalised once. */
struct maker {
    struct called *c;
    uint16_t kanji[KANJI_LAST - KANJI_FIRST + 1]; /* its normal form; 0: not asked for yet */
    uint32_t *v;                                  /* a phrase, normalised; 0: a sign or space */
    size_t n, cap;
    struct strbuf normal, word;
};

struct ranked {
    const struct entry *entry;
    size_t key; /* the characters of its name, more for those that come later */
};

static int compare_entries(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static int compare_starts(const void *a, const void *b, void *text)
{
    const struct start *x = a, *y = b;
    const char *s = text;
    int c = strcmp(s + x->at, s + y->at);
    return c ? c : (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

static void add_start(struct spelling *p, size_t phrase)
{
    if (p->starts == p->cap) {
        p->cap = p->cap > 0 ? 2 * p->cap : 256;
        p->start = xreallocarray(p->start, p->cap, sizeof *p->start);
    }
    p->start[p->starts++] = (struct start){(uint32_t)p->text.len, (uint32_t)phrase};
}

static uint32_t normal_kanji(struct maker *m, uint32_t kanji)
{
    uint16_t *known = &m->kanji[kanji - KANJI_FIRST];
    if (*known == 0) {
        char utf8[4];
        uint32_t c;
        strbuf_clear(&m->normal);
        text_normalize(&m->normal, utf8, utf8_encode(kanji, utf8));
        size_t len = utf8_decode(m->normal.s, m->normal.len, &c);
        if (len != m->normal.len || c > UINT16_MAX)
            return UINT32_MAX;
        *known = (uint16_t)c;
    }
    return *known;
}

/* The normal form of a character, or UINT32_MAX when it depends on those beside it. */
static uint32_t normal_alone(struct maker *m, uint32_t c)
{
    if (c >= KANJI_FIRST && c <= KANJI_LAST)
        return normal_kanji(m, c);
    if ((c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc)
        return c;
    if (c >= 0xff01 && c <= 0xff5e) /* full-width ASCII */
        c = c - 0xff01 + '!';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
        return c;
    bool sign = (c >= 0x3000 && c <= 0x3002) || (c >= 0x300c && c <= 0x3011) || c == 0x30fb;
    return sign || (c >= ' ' && c <= '~' && c != '-' && c != '~') ? 0 : UINT32_MAX;
}

static void put(struct maker *m, uint32_t c)
{
    if (m->n == m->cap) {
        m->cap = m->cap > 0 ? 2 * m->cap : 256;
        m->v = xreallocarray(m->v, m->cap, sizeof *m->v);
    }
    m->v[m->n++] = letter_is_word(c) ? c : 0;
}

static void normalize_all(struct maker *m, const struct str *s)
{
    m->n = 0;
    strbuf_clear(&m->normal);
    text_normalize(&m->normal, s->s, s->len);
    for (size_t i = 0; i < m->normal.len;) {
        uint32_t c;
        i += utf8_decode(m->normal.s + i, m->normal.len - i, &c);
        put(m, c);
    }
}

static void normalize(struct maker *m, const struct str *s)
{
    m->n = 0;
    for (size_t i = 0; i < s->len;) {
        uint32_t c;
        i += utf8_decode(s->s + i, s->len - i, &c);
        c = normal_alone(m, c);
        if (c == UINT32_MAX) {
            normalize_all(m, s);
            return;
        }
        put(m, c);
    }
}

enum script { SCRIPT_SIGN, SCRIPT_HIRAGANA, SCRIPT_KATAKANA, SCRIPT_KANJI, SCRIPT_OTHER };

static enum script script_of(uint32_t c)
{
    if (c == 0)
        return SCRIPT_SIGN;
    if (letter_is_hiragana(c))
        return SCRIPT_HIRAGANA;
    if (letter_is_kanji(c))
        return SCRIPT_KANJI;
    return c >= 0x30a1 && c <= 0x30fc ? SCRIPT_KATAKANA : SCRIPT_OTHER;
}

/* A word begins after a space or sign, and where kanji, katakana or letters do; but hiragana after
 * them is its ending. */
static bool begins_word(enum script before, enum script now)
{
    if (now == SCRIPT_SIGN)
        return false;
    return before == SCRIPT_SIGN || (now != before && now != SCRIPT_HIRAGANA);
}

/* Puts the word at m->v + i into m->word as it stands in the key; gives where the next begins. */
static size_t take_word(struct maker *m, size_t i)
{
    enum script before = SCRIPT_SIGN;
    char utf8[4];
    strbuf_clear(&m->word);
    for (; i < m->n; i++) {
        uint32_t c = m->v[i];
        enum script now = script_of(c);
        if (c == 0x30fc && before != SCRIPT_SIGN)
            now = before; /* it lengthens either kana */
        if (m->word.len > 0 && begins_word(before, now))
            break;
        if (c >= 0x30a1 && c <= 0x30f6)
            c -= 0x60; /* to hiragana */
        if (now != SCRIPT_SIGN)
            strbuf_add(&m->word, utf8, utf8_encode(c, utf8));
        before = now;
    }
    return i;
}

static void begin_phrase(struct called *c, struct phrase phrase)
{
    if (c->phrases == c->cap) {
        c->cap = c->cap > 0 ? 2 * c->cap : 256;
        c->phrase = xreallocarray(c->phrase, c->cap, sizeof *c->phrase);
        c->key.at = xreallocarray(c->key.at, c->cap + 1, sizeof *c->key.at);
        c->sound.at = xreallocarray(c->sound.at, c->cap + 1, sizeof *c->sound.at);
    }
    c->phrase[c->phrases] = phrase;
    c->key.at[c->phrases] = (uint32_t)c->key.text.len;
    c->sound.at[c->phrases] = (uint32_t)c->sound.text.len;
}

static void end_phrase(struct called *c)
{
    strbuf_putc(&c->key.text, '\0');
    strbuf_putc(&c->sound.text, '\0');
    c->key.at[++c->phrases] = (uint32_t)c->key.text.len;
    c->sound.at[c->phrases] = (uint32_t)c->sound.text.len;
}

static void add_phrase(struct maker *m, struct phrase phrase, const struct str *spelled, bool words)
{
    struct called *c = m->c;
    begin_phrase(c, phrase);
    normalize(m, spelled);
    bool first = true;
    for (size_t i = 0; i < m->n; first = false) {
        i = take_word(m, i);
        if (words || first) {
            add_start(&c->key, c->phrases);
            add_start(&c->sound, c->phrases);
        }
        strbuf_add(&c->key.text, m->word.s, m->word.len);
        typed_sound(m->word.s, m->word.len, &c->sound.text);
    }
    end_phrase(c);
}

static void add_names(struct maker *m, uint32_t rank)
{
    const struct entry *e = m->c->entry[rank];
    m->c->names[rank] = (uint32_t)m->c->phrases;
    add_phrase(m, (struct phrase){rank, &e->name}, &e->name, true);
    if (e->reading.len > 0)
        add_phrase(m, (struct phrase){rank, &e->name}, &e->reading, true);
}

static void add_says(struct maker *m, uint32_t rank)
{
    const struct strs *says = &m->c->entry[rank]->says;
    m->c->says[rank] = (uint32_t)m->c->phrases;
    for (size_t i = 0; i < says->n && m->c->phrases - m->c->nnames < MOST_SAYS; i++)
        add_phrase(m, (struct phrase){rank, &says->v[i]}, &says->v[i], false);
}

static void sort_starts(struct spelling *p)
{
    if (p->starts > 0)
        qsort_r(p->start, p->starts, sizeof *p->start, compare_starts, p->text.s);
}

/* Gives how many there are to be called. */
static uint32_t rank_entries(struct called *c, const struct knowledge *k)
{
    size_t n = 0;
    struct ranked *v = xreallocarray(NULL, k->entries.n + 1, sizeof *v);
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);
        bool first = e->kind == ENTRY_PROCEDURE || e->kind == ENTRY_EVENT;
        if (e->kind == ENTRY_ELSEWHERE)
            continue;
        v[n].entry = e;
        v[n++].key = utf8_length(e->name.s, e->name.len) + (first ? 0 : SIZE_MAX / 2);
    }
    qsort(v, n, sizeof *v, compare_entries);
    c->entry = xreallocarray(NULL, n + 1, sizeof *c->entry);
    for (size_t i = 0; i < n; i++)
        c->entry[i] = v[i].entry;
    free(v);
    return (uint32_t)n;
}

void called_init(struct called *c, const struct knowledge *k)
{
    struct maker *m = xcalloc(1, sizeof *m);
    *c = (struct called){0};
    strbuf_init(&c->key.text);
    strbuf_init(&c->sound.text);
    strbuf_init(&m->normal);
    strbuf_init(&m->word);
    m->c = c;
    uint32_t n = rank_entries(c, k);
    c->names = xreallocarray(NULL, (size_t)n + 1, sizeof *c->names);
    c->says = xreallocarray(NULL, (size_t)n + 1, sizeof *c->says);
    for (uint32_t i = 0; i < n; i++)
        add_names(m, i);
    c->names[n] = (uint32_t)c->phrases;
    c->nnames = c->phrases;
    for (uint32_t i = 0; i < n; i++)
        add_says(m, i);
    c->says[n] = (uint32_t)c->phrases;
    sort_starts(&c->key);
    sort_starts(&c->sound);
    strbuf_done(&m->normal);
    strbuf_done(&m->word);
    free(m->v);
    free(m);
}

void called_done(struct called *c)
{
    struct spelling *spellings[] = {&c->key, &c->sound};
    for (size_t i = 0; i < 2; i++) {
        strbuf_done(&spellings[i]->text);
        free(spellings[i]->at);
        free(spellings[i]->start);
    }
    free(c->phrase);
    free(c->entry);
    free(c->names);
    free(c->says);
}

size_t called_phrase(const struct called *c, const struct spelling *p, size_t at)
{
    size_t low = 0, high = c->phrases;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (p->at[mid] <= at)
            low = mid;
        else
            high = mid;
    }
    return low;
}
