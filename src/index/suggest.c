#include "index/suggest.h"
#include "base/xalloc.h"
#include "index/called.h"
#include "index/letters.h"
#include "index/open.h"
#include "index/typed.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

/* How well something fits; the lower the better. TIER_SOUND is added where only the sound does. */
enum tier {
    TIER_NAME, /* or reading: begins with it */
    TIER_WORD, /* begins inside a name or reading */
    TIER_SAYS,
    TIER_SOUND,
    TIER_PART = 2 * TIER_SOUND,   /* of a name, of says, and the two by their sound */
    TIER_PARTS = TIER_PART + 4,   /* several, anywhere */
    TIER_WITHOUT = TIER_PARTS + 1 /* what there is without the letters at its end */
};

/* Phrases in which several parts are looked for. */
#define MOST_TRIED 20000

struct suggester {
    const struct knowledge *k;
    bool made;
    struct called called;
};

/* The best so far, the best first. */
struct found {
    const struct called *c;
    size_t limit, n;
    struct {
        uint64_t key; /* tier, rank */
        uint32_t phrase;
    } v[SUGGEST_MAX];
};

static bool is_full(const struct found *f)
{
    return f->n == f->limit;
}

static void offer(struct found *f, unsigned tier, size_t phrase)
{
    uint32_t rank = f->c->phrase[phrase].rank;
    uint64_t key = (uint64_t)tier << 32 | rank;
    if (is_full(f) && key >= f->v[f->n - 1].key)
        return;
    size_t i = 0;
    while (i < f->n && (uint32_t)f->v[i].key != rank)
        i++;
    if (i < f->n && f->v[i].key <= key)
        return; /* the entry is there for a better reason, or for the same */
    if (i == f->n && !is_full(f))
        f->n++;
    else if (i == f->n)
        i--;
    for (; i > 0 && f->v[i - 1].key > key; i--)
        f->v[i] = f->v[i - 1];
    f->v[i].key = key;
    f->v[i].phrase = (uint32_t)phrase;
}

/* The first start that does not stand before those that begin with the prefix; with after: that
 * stands after them. */
static size_t bound(const struct spelling *p, const char *prefix, size_t n, bool after)
{
    size_t low = 0, high = p->starts;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = strncmp(p->text.s + p->start[mid].at, prefix, n);
        if (c < 0 || (after && c == 0))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void find_prefix(struct found *f, const struct spelling *p, const char *prefix, size_t n,
                        unsigned tier)
{
    size_t end = bound(p, prefix, n, true);
    for (size_t i = bound(p, prefix, n, false); i < end; i++) {
        const struct start *st = &p->start[i];
        unsigned fits = TIER_NAME;
        if (st->phrase >= f->c->nnames)
            fits = TIER_SAYS;
        else if (st->at != p->at[st->phrase])
            fits = TIER_WORD;
        offer(f, tier + fits, st->phrase);
    }
}

static void find_beginnings(struct found *f, const struct spelling *p, const struct pattern *t,
                            unsigned tier)
{
    if (t->ends.len == 0) {
        find_prefix(f, p, t->stem.s, t->stem.len, tier);
        return;
    }
    struct strbuf prefix;
    strbuf_init(&prefix);
    strbuf_fill(&prefix, ' ', t->stem.len + t->ends.len);
    for (const char *e = t->ends.s; e < t->ends.s + t->ends.len; e += strlen(e) + 1) {
        strbuf_wipe(&prefix);
        strbuf_add(&prefix, t->stem.s, t->stem.len);
        strbuf_puts(&prefix, e);
        find_prefix(f, p, prefix.s, prefix.len, tier);
    }
    strbuf_wipe(&prefix);
    strbuf_done(&prefix);
}

/* A single kana stands in the middle of everything; a kanji does not. */
static bool is_telling(const char *s, size_t n)
{
    uint32_t c;
    size_t first = utf8_decode(s, n, &c);
    return n > first || (n > 0 && letter_is_kanji(c));
}

static bool ends_fit(const struct pattern *t, const char *after)
{
    if (t->ends.len == 0)
        return true;
    for (const char *e = t->ends.s; e < t->ends.s + t->ends.len; e += strlen(e) + 1)
        if (strncmp(after, e, strlen(e)) == 0)
            return true;
    return false;
}

/* What a part of a pattern is looked for by. */
struct needle {
    const char *s;
    size_t n;
    const struct pattern *ends; /* what must come then; NULL: anything */
};

static struct needle whole_of(const struct pattern *t)
{
    return (struct needle){t->stem.s, t->stem.len, t};
}

static struct needle part_of(const struct pattern *t, size_t i)
{
    bool last = i + 1 == t->parts;
    size_t end = last ? t->stem.len : t->part[i + 1];
    return (struct needle){t->stem.s + t->part[i], end - t->part[i], last ? t : NULL};
}

/* The first in the text from s to end; NULL when there is none. */
static const char *find_needle(const struct needle *x, const char *s, const char *end)
{
    while ((s = memmem(s, (size_t)(end - s), x->s, x->n))) {
        if (!x->ends || ends_fit(x->ends, s + x->n))
            return s;
        s++;
    }
    return NULL;
}

/* Phrases come in the order of preference: the first ones are the best. */
static void find_inside(struct found *f, const struct spelling *p, const struct pattern *t,
                        size_t phrase, unsigned tier)
{
    struct needle x = whole_of(t);
    const char *s = p->text.s + p->at[phrase], *end = p->text.s + p->text.len;
    if (!is_telling(x.s, x.n))
        return;
    while (!is_full(f) && (s = find_needle(&x, s, end))) {
        phrase = called_phrase(f->c, p, (size_t)(s - p->text.s));
        offer(f, tier + (phrase < f->c->nnames ? 0 : 1), phrase);
        s = p->text.s + p->at[phrase + 1];
    }
}

/* At the start of the pattern it says something; after another kana it may be left out. */
static bool may_lengthen(const char *s, size_t n)
{
    uint32_t c;
    utf8_decode(s, n, &c);
    return c == 0x3046 || c == 0x304a || c == 0x30fc;
}

/* The pattern undivided. Where it is, its sound is: that is looked for first. */
static void find_anywhere(struct found *f, const struct pattern *t, const struct pattern *sound)
{
    const struct called *c = f->c;
    size_t phrase = 0;
    if (!is_telling(t->stem.s, t->stem.len))
        return;
    if (!may_lengthen(t->stem.s, t->stem.len)) {
        struct needle x = whole_of(sound);
        const char *text = c->sound.text.s;
        const char *at = find_needle(&x, text, text + c->sound.text.len);
        if (!at)
            return;
        phrase = called_phrase(c, &c->sound, (size_t)(at - text));
    }
    find_inside(f, &c->key, t, phrase, TIER_PART);
    find_inside(f, &c->sound, sound, phrase, TIER_PART + 2);
}

static bool in_entry(const struct called *c, const struct spelling *p, struct needle x, size_t rank)
{
    const char *text = p->text.s;
    const uint32_t *at = p->at, *names = c->names + rank, *says = c->says + rank;
    return find_needle(&x, text + at[names[0]], text + at[names[1]]) ||
           find_needle(&x, text + at[says[0]], text + at[says[1]]);
}

/* False when there is but one part, an empty one (by its sound), or none that is telling. */
static bool longest_part(const struct pattern *t, struct needle *longest)
{
    *longest = (struct needle){"", 0, NULL};
    for (size_t i = 0; i < t->parts; i++) {
        struct needle x = part_of(t, i);
        if (x.n == 0)
            return false;
        if (x.n > longest->n)
            *longest = x;
    }
    return t->parts > 1 && is_telling(longest->s, longest->n);
}

/* The longest part is looked for everywhere, the others in the entries that have it. */
static void find_parts(struct found *f, const struct spelling *p, const struct pattern *t)
{
    const struct called *c = f->c;
    const char *at = p->text.s, *end = at + p->text.len;
    struct needle longest;
    if (!longest_part(t, &longest))
        return;
    for (size_t tried = 0; tried < MOST_TRIED && !is_full(f); tried++) {
        at = find_needle(&longest, at, end);
        if (!at)
            return;
        size_t phrase = called_phrase(c, p, (size_t)(at - p->text.s)), i = 0;
        uint32_t rank = c->phrase[phrase].rank;
        while (i < t->parts && in_entry(c, p, part_of(t, i), rank))
            i++;
        if (i == t->parts)
            offer(f, TIER_PARTS, c->names[rank]);
        at = p->text.s + p->at[phrase + 1];
    }
}

/* By its sound a lone kana may be half of what was typed: とう is not と. */
static bool sounds_enough(const struct pattern *t, const struct pattern *sound)
{
    return t->ends.len > 0 || sound->stem.len == t->stem.len ||
           is_telling(sound->stem.s, sound->stem.len);
}

static void find(struct found *f, const struct pattern *t)
{
    const struct called *c = f->c;
    struct pattern sound;
    if (t->stem.len == 0 && t->ends.len == 0)
        return;
    pattern_sound(t, &sound);
    find_beginnings(f, &c->key, t, 0);
    if (!is_full(f) && sounds_enough(t, &sound))
        find_beginnings(f, &c->sound, &sound, TIER_SOUND);
    if (!is_full(f))
        find_anywhere(f, t, &sound);
    if (!is_full(f))
        find_parts(f, &c->sound, &sound);
    pattern_done(&sound);
}

struct suggester *suggester_new(const struct knowledge *k)
{
    struct suggester *s = xcalloc(1, sizeof *s);
    s->k = k;
    return s;
}

void suggester_free(struct suggester *s)
{
    if (s && s->made)
        called_done(&s->called);
    free(s);
}

/* Whoever asks no letter by letter does not wait for the tables. */
static bool has_phrases(struct suggester *s)
{
    if (!s->made)
        called_init(&s->called, s->k);
    s->made = true;
    return s->called.phrases > 0;
}

static bool ends_in_kanji(const struct strbuf *s)
{
    uint32_t c = 0;
    for (size_t i = 0; i < s->len;)
        i += utf8_decode(s->s + i, s->len - i, &c);
    return letter_is_kanji(c);
}

static void find_typed(struct found *f, struct typed *t)
{
    for (size_t i = 0; i < t->n; i++)
        find(f, &t->v[i]);
    struct pattern *last = t->n > 0 ? &t->v[t->n - 1] : NULL;
    if (!last || last->ends.len == 0)
        return;
    strbuf_wipe(&last->ends);
    /* Nothing goes on with these letters: what there was before they were typed. A kanji before
     * them hides which ones go on. */
    if (f->n == 0)
        find(f, last);
    else if (ends_in_kanji(&last->stem))
        find_beginnings(f, &f->c->key, last, TIER_WITHOUT);
}

void suggester_find(struct suggester *s, const char *typed, size_t n, size_t limit,
                    struct suggestions *out)
{
    struct found f = {.c = &s->called, .limit = limit < SUGGEST_MAX ? limit : SUGGEST_MAX};
    struct typed t;
    typed_init(&t, typed, n);
    if (t.n > 0 && f.limit > 0 && has_phrases(s))
        find_typed(&f, &t);
    typed_done(&t);
    out->v = xreallocarray(NULL, f.n + 1, sizeof *out->v);
    out->n = f.n;
    for (size_t i = 0; i < f.n; i++) {
        const struct phrase *p = &f.c->phrase[f.v[i].phrase];
        out->v[i] = (struct suggestion){f.c->entry[p->rank], p->text->s};
    }
}

void suggestions_done(struct suggestions *s)
{
    free(s->v);
    *s = (struct suggestions){NULL, 0};
}

void index_suggest_prepare(const struct index *ix)
{
    has_phrases(ix->suggester);
}

void index_suggest(const struct index *ix, const char *typed, size_t n, size_t limit,
                   struct suggestions *out)
{
    suggester_find(ix->suggester, typed, n, limit, out);
}
