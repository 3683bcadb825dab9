#include "guide/understand.h"

#include "base/xalloc.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

/* A label or a cue of an answer, found in the text. */
struct found {
    size_t answer, start, len;
};

struct matcher {
    const struct question *q;
    const char *s;
    size_t n, trimmed;
    uint64_t exact;  /* the answers that are said word for word */
    uint64_t inside; /* the answers whose label contains the whole text */
    struct found *v;
    size_t nfound, cap;
};

static void add_found(struct matcher *m, size_t answer, size_t start, size_t len)
{
    if (m->nfound == m->cap) {
        m->cap = m->cap == 0 ? 8 : 2 * m->cap;
        m->v = xreallocarray(m->v, m->cap, sizeof *m->v);
    }
    m->v[m->nfound++] = (struct found){answer, start, len};
}

static void try_cue(struct matcher *m, size_t answer, const struct str *cue, bool is_label)
{
    uint64_t bit = UINT64_C(1) << answer;
    struct strbuf b;

    strbuf_init(&b);
    understand_form(&b, cue->s, cue->len);
    if ((b.len == m->n || b.len == m->trimmed) && b.len > 0 && memcmp(b.s, m->s, b.len) == 0)
        m->exact |= bit;
    /* One character says too little: 子 is in 子ども, は in everything. はい is in はいっています.
     */
    if (utf8_length(b.s, b.len) >= 2 && !(is_label && m->q->kind == Q_YESNO)) {
        const char *p = m->s;
        while ((p = memmem(p, m->n - (size_t)(p - m->s), b.s, b.len))) {
            add_found(m, answer, (size_t)(p - m->s), b.len);
            p++;
        }
    }
    if (is_label && m->q->kind != Q_YESNO && utf8_length(m->s, m->trimmed) >= 2 &&
        memmem(b.s, b.len, m->s, m->trimmed))
        m->inside |= bit;
    strbuf_done(&b);
}

static void match(struct matcher *m)
{
    for (size_t i = 0; i < m->q->answers.n && i < 64; i++) {
        const struct answer *a = &m->q->answers.v[i];

        if (a->id.len == m->n && memcmp(a->id.s, m->s, m->n) == 0) {
            m->exact = UINT64_C(1) << i; /* an id is never meant otherwise */
            m->nfound = 0;
            return;
        }
        try_cue(m, i, &a->label, true);
        for (size_t j = 0; j < a->says.n; j++)
            try_cue(m, i, &a->says.v[j], false);
    }
}

/* 本人 in 本人以外 is not meant when 本人以外 is an answer as well. */
static bool is_part_of_longer(const struct matcher *m, const struct found *f)
{
    for (size_t i = 0; i < m->nfound; i++) {
        const struct found *o = &m->v[i];
        if (o->answer != f->answer && o->len > f->len && o->start <= f->start &&
            o->start + o->len >= f->start + f->len)
            return true;
    }
    return false;
}

/* 「本人ではない」「窓口はどこですか」: words that turn the rest around, or ask back, make it no
 * plain answer. */
static bool is_no_answer(const char *s, size_t n)
{
    static const char *const words[] = {
        "ない",   "なく", "ません", "以外",   "じゃ",   "ちがう",   "ちがい", "違",     "どこ",
        "いくら", "何が", "何を",   "なにが", "なにを", "いつまで", "ですか", "ますか", "?"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(s, n, words[i], strlen(words[i])))
            return true;
    return false;
}

static uint64_t meant(const struct matcher *m)
{
    char *rest = xstrndup(m->s, m->n);
    uint64_t bits = 0;

    for (size_t i = 0; i < m->nfound; i++) {
        const struct found *f = &m->v[i];

        if (is_part_of_longer(m, f))
            continue;
        bits |= UINT64_C(1) << f->answer;
        memset(rest + f->start, ' ', f->len);
    }
    if (is_no_answer(rest, m->n))
        bits = 0;
    explicit_bzero(rest, m->n);
    free(rest);
    return bits;
}

static bool is_single(uint64_t bits)
{
    return bits != 0 && (bits & (bits - 1)) == 0;
}

/* One answer; for a multi question meant may give several. */
static uint64_t choose(const struct question *q, const char *s, size_t n, bool exact_only)
{
    struct matcher m = {.q = q, .s = s, .n = n, .trimmed = understand_trim(s, n)};
    uint64_t bits = 0;

    if (n == 0)
        return 0;
    match(&m);
    if (m.exact != 0 || exact_only) {
        bits = is_single(m.exact) ? m.exact : 0;
    } else {
        bits = meant(&m);
        if (bits == 0 && m.nfound == 0 && is_single(m.inside))
            bits = m.inside;
        if (!is_single(bits) && q->kind != Q_MULTI)
            bits = 0;
    }
    free(m.v);
    return bits;
}

static uint64_t none_bit(const struct question *q)
{
    int i = q->none.len > 0 ? question_answer(q, q->none.s) : -1;

    return i < 0 ? 0 : UINT64_C(1) << i;
}

/* Length of the separator that stands at s, 0 when none does. */
static size_t separator(const char *s, size_t n)
{
    static const char *const marks[] = {",", "、", "・", "/", " ", "と"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (n >= strlen(marks[i]) && memcmp(s, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/* Every part between separators is an answer word for word; else 0. */
static uint64_t choose_listed(const struct question *q, const char *s, size_t n)
{
    uint64_t bits = 0;

    for (size_t start = 0, i = 0; i <= n;) {
        size_t len = i < n ? separator(s + i, n - i) : 1;

        if (len == 0) {
            i++;
            continue;
        }
        if (i > start) {
            uint64_t one = choose(q, s + start, i - start, true);
            if (one == 0)
                return 0;
            bits |= one;
        }
        i += len;
        start = i;
    }
    return bits;
}

static uint64_t choose_several(const struct question *q, const char *s, size_t n)
{
    static const char *const nothing[] = {"none", "なし", "無し", "ない", "どれもない"};
    uint64_t none = none_bit(q);
    uint64_t bits = choose(q, s, n, true);
    size_t trimmed = understand_trim(s, n);

    for (size_t i = 0; none != 0 && i < sizeof nothing / sizeof *nothing; i++)
        if (strlen(nothing[i]) == trimmed && memcmp(nothing[i], s, trimmed) == 0)
            return none;
    if (bits == 0)
        bits = choose_listed(q, s, n);
    if (bits == 0)
        bits = choose(q, s, n, false);
    return (bits & none) != 0 && bits != none ? 0 : bits;
}

uint64_t understand_choice(const struct question *q, const char *s, size_t n)
{
    return q->kind == Q_MULTI ? choose_several(q, s, n) : choose(q, s, n, false);
}
