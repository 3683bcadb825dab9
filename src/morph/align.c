#include "morph/align.h"
#include "base/xalloc.h"
#include "text/kana.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

bool align_is_kanji(uint32_t cp)
{
    return (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0x3400 && cp <= 0x4dbf) ||
           (cp >= 0xf900 && cp <= 0xfaff) || cp == 0x3005;
}

static bool is_hiragana(uint32_t cp)
{
    return cp >= 0x3041 && cp <= 0x3096;
}

bool align_has_kanji(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += utf8_decode(s + i, n - i, &cp);
        if (align_is_kanji(cp))
            return true;
    }
    return false;
}

bool align_is_plain(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += utf8_decode(s + i, n - i, &cp);
        if (!align_is_kanji(cp) && !is_hiragana(cp))
            return false;
    }
    return true;
}

bool align_is_kanji_only(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += utf8_decode(s + i, n - i, &cp);
        if (!align_is_kanji(cp))
            return false;
    }
    return n > 0;
}

bool align_is_kana(const char *s, size_t n)
{
    return n > 0 && kana_is_hiragana(s, n);
}

void readings_init(struct readings *r)
{
    memset(r, 0, sizeof(*r));
    arena_init(&r->arena);
}

void readings_done(struct readings *r)
{
    arena_done(&r->arena);
    free(r->v);
}

static void add(struct readings *r, const char *word, size_t n, const char *reading, size_t len,
                bool settled)
{
    if (r->n == r->cap) {
        r->cap = r->cap > 0 ? 2 * r->cap : 256;
        r->v = xreallocarray(r->v, r->cap, sizeof(*r->v));
    }
    r->v[r->n++] = (struct reading){arena_strndup(&r->arena, word, n),
                                    arena_strndup(&r->arena, reading, len), settled};
    r->sorted = false;
}

/* ---- which kana belong to which kanji ---- */

enum { CHARS = 80, KANA_MAX = 4 };

struct spelt {
    uint32_t cp[CHARS];
    size_t at[CHARS + 1]; /* bytes */
    size_t n;
};

static bool spell(struct spelt *out, const char *s, size_t n)
{
    out->n = 0;
    for (size_t i = 0; i < n;) {
        if (out->n == CHARS)
            return false;
        out->at[out->n] = i;
        i += utf8_decode(s + i, n - i, &out->cp[out->n++]);
    }
    out->at[out->n] = n;
    return true;
}

/* No kanji's reading begins with ん, っ, a small y or a long mark. */
static bool may_begin(uint32_t cp)
{
    static const char never[] = "んっゃゅょーぁぃぅぇぉ";
    char bytes[5];
    bytes[utf8_encode(cp, bytes)] = '\0';
    return !strstr(never, bytes);
}

struct match {
    const struct spelt *name, *reading;
    size_t found;       /* ways to share the kana out among the runs of kanji; 2: more than one */
    size_t way[CHARS];  /* where the reading of the name's i-th character begins, this time */
    size_t kept[CHARS]; /* ... the first time */
};

static size_t run_of_kanji(const struct spelt *name, size_t i)
{
    size_t end = i;
    while (end < name->n && align_is_kanji(name->cp[end]))
        end++;
    return end;
}

/* A kanji has at least one kana that is no small one, and seldom more than four in a word. */
static bool is_likely(const struct spelt *kana, size_t from, size_t to, size_t kanji)
{
    size_t beginnings = 0;
    for (size_t i = from; i < to; i++)
        beginnings += may_begin(kana->cp[i]);
    return beginnings >= kanji && to - from <= KANA_MAX * kanji;
}

static void match_from(struct match *m, size_t i, size_t k)
{
    const struct spelt *name = m->name, *reading = m->reading;
    if (m->found > 1)
        return;
    if (i == name->n) {
        if (k == reading->n && m->found++ == 0)
            memcpy(m->kept, m->way, sizeof(m->kept));
        return;
    }
    m->way[i] = k;
    if (!align_is_kanji(name->cp[i])) {
        if (k < reading->n && name->cp[i] == reading->cp[k])
            match_from(m, i + 1, k + 1);
        return;
    }
    size_t end = run_of_kanji(name, i), least = end - i, most = KANA_MAX * least;
    if (k >= reading->n || !may_begin(reading->cp[k]))
        return;
    for (size_t len = least; len <= most && k + len <= reading->n; len++)
        if (is_likely(reading, k, k + len, least))
            match_from(m, end, k + len);
}

/* Bytes before what stands in brackets at the end. */
static size_t before_bracket(const char *s)
{
    size_t n = strlen(s), close = strlen("）");
    const char *bracket = strstr(s, "（");
    bool last = bracket && n > close && strcmp(s + n - close, "）") == 0 &&
                strstr(s, "）") == s + n - close;
    return last ? (size_t)(bracket - s) : n;
}

static void teach(struct readings *r, const char *name, const char *reading, size_t len)
{
    struct spelt spelt, kana;
    size_t n = strlen(name);
    if (!spell(&spelt, name, n) || !spell(&kana, reading, len))
        return;
    struct match m = {.name = &spelt, .reading = &kana};
    match_from(&m, 0, 0);
    if (m.found == 0)
        return;
    add(r, name, n, reading, len, false);
    for (size_t i = 0; m.found == 1 && i < spelt.n; i++) {
        size_t end = run_of_kanji(&spelt, i);
        if (end < i + 2)
            continue;
        size_t from = kana.at[m.kept[i]];
        size_t to = end < spelt.n ? kana.at[m.kept[end]] : len;
        if (end - i < spelt.n)
            add(r, name + spelt.at[i], spelt.at[end] - spelt.at[i], reading + from, to - from,
                false);
        i = end;
    }
}

void readings_teach(struct readings *r, const char *name, const char *reading)
{
    struct strbuf plain;
    size_t n = before_bracket(name), len = before_bracket(reading);
    if (!align_has_kanji(name, n) || !align_is_kana(reading, len))
        return;
    strbuf_init(&plain);
    kana_to_hiragana(&plain, name, n);
    teach(r, plain.s, reading, len);
    strbuf_done(&plain);
}

void readings_settle(struct readings *r, const char *word, const char *reading)
{
    add(r, word, strlen(word), reading, strlen(reading), true);
}

static int by_word(const void *a, const void *b)
{
    return strcmp(((const struct reading *)a)->word, ((const struct reading *)b)->word);
}

static void merge(struct reading *a, const struct reading *b)
{
    if (b->settled > a->settled)
        *a = *b;
    else if (b->settled == a->settled && strcmp(a->reading, b->reading) != 0)
        a->reading = "";
}

/* One row a word. */
static void sort(struct readings *r)
{
    size_t n = 0;
    if (r->n > 0)
        qsort(r->v, r->n, sizeof(*r->v), by_word);
    for (size_t i = 0; i < r->n; i++) {
        if (n > 0 && by_word(&r->v[n - 1], &r->v[i]) == 0) {
            merge(&r->v[n - 1], &r->v[i]);
            continue;
        }
        r->v[n++] = r->v[i];
    }
    r->n = n;
    r->sorted = true;
}

const char *readings_find(struct readings *r, const char *word, size_t n)
{
    size_t low = 0, high;
    if (!r->sorted)
        sort(r);
    high = r->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const char *w = r->v[mid].word;
        int order = strncmp(w, word, n);
        if (order == 0)
            order = w[n] != '\0';
        if (order == 0)
            return r->v[mid].reading;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}
