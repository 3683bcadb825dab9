#include "index/asked.h"
#include "base/xalloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROW_BYTES 8 /* of a question: its entry, and its length times NORM_SCALE */
#define NORM_SCALE 10000.0
/* An entry gains GAIN * sum / (sum + HALF) for the sum of its questions' likenesses. Faint ones
 * count, too: they are many; but no number of them outdoes everything else. Set by asking each
 * fifth of a town's questions of the other four, with rerank weights made without that fifth: flat
 * for GAIN from 2.4 to 3.8 and HALF from .4 to .7. */
#define GAIN 3.0
#define HALF .5
/* A question that is the same but for letters that tell nothing decides: its entry gains SAME more.
 * Others are hardly ever that much alike: from .8 to .98 nothing changes for them. */
#define SAME_LIKENESS .9
#define SAME 6.0

/* What a term weighs in a question: its idf, more for words and concepts than for mere characters
 * and sounds. */
static double asked_weight(enum term_kind kind, double idf)
{
    static const double weights[TERM_KINDS] = {[TERM_WORD] = 1,
                                               [TERM_GRAM] = .5,
                                               [TERM_CHAR] = 1,
                                               [TERM_CONCEPT] = 1.5,
                                               [TERM_READING] = .7};
    return weights[kind] * idf;
}

void asked_maker_init(struct asked_maker *m)
{
    lexicon_maker_init(&m->terms);
    strbuf_init(&m->rows);
    m->n = 0;
}

void asked_maker_done(struct asked_maker *m)
{
    lexicon_maker_done(&m->terms);
    strbuf_done(&m->rows);
}

static void put(struct strbuf *out, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        strbuf_putc(out, (char)(v >> (8 * i) & 0xff));
}

static uint32_t get(const unsigned char *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

void asked_add(struct asked_maker *m, uint32_t entry, const struct asked_term *v, size_t n)
{
    double square = 0;
    for (size_t i = 0; i < n; i++) {
        double w = asked_weight(term_kind_of(v[i].s, v[i].len), v[i].idf);
        if (w <= 0)
            continue;
        square += w * w;
        lexicon_add(&m->terms, v[i].s, v[i].len, m->n);
    }
    if (square <= 0)
        return;
    put(&m->rows, entry);
    put(&m->rows, (uint32_t)(sqrt(square) * NORM_SCALE));
    m->n++;
}

void asked_pack(struct asked_maker *m, struct strbuf *out)
{
    put(out, m->n);
    strbuf_add(out, m->rows.s, m->rows.len);
    lexicon_pack(&m->terms, out);
}

bool asked_open(struct asked *a, const void *bytes, size_t size, size_t entries)
{
    const unsigned char *p = bytes;
    memset(a, 0, sizeof *a);
    if (size == 0)
        return true;
    if (size < 4 || get(p) > (size - 4) / ROW_BYTES)
        return false;
    a->n = get(p);
    a->rows = p + 4;
    for (size_t i = 0; i < a->n; i++)
        if (get(a->rows + i * ROW_BYTES) >= entries)
            return false;
    size_t rows = 4 + a->n * ROW_BYTES;
    return lexicon_open(&a->terms, p + rows, size - rows);
}

/* How much of the terms each question shares, by its number. Caller frees. *square: of the length
 * of the terms. */
static double *products(const struct asked *a, const struct term *const *terms,
                        const struct rerank_term *found, size_t n, double *square)
{
    double *product = xcalloc(a->n + 1, sizeof *product);
    *square = 0;
    for (size_t i = 0; i < n; i++) {
        double w = asked_weight(found[i].kind, found[i].idf);
        *square += w * w;
        if (w <= 0)
            continue;
        struct lexicon_found f = lexicon_find(&a->terms, terms[i]->s, terms[i]->len);
        for (size_t k = f.first; k < f.end; k++) {
            uint32_t question = lexicon_concept(&a->terms, k);
            if (question < a->n) /* or damaged */
                product[question] += w * w;
        }
    }
    return product;
}

static double likeness(const struct asked *a, size_t question, double product, double square)
{
    return product / (sqrt(square) * (get(a->rows + question * ROW_BYTES + 4) / NORM_SCALE));
}

void asked_gain(const struct asked *a, const struct term *const *terms,
                const struct rerank_term *found, size_t n, double *gain, size_t entries)
{
    double square, *product = products(a, terms, found, n, &square);
    bool *same = xcalloc(entries + 1, sizeof *same);
    memset(gain, 0, entries * sizeof *gain);
    for (size_t i = 0; i < a->n && square > 0; i++) {
        const unsigned char *row = a->rows + i * ROW_BYTES;
        double like = likeness(a, i, product[i], square);
        if (like <= SAME_LIKENESS)
            gain[get(row)] += like;
        else if (!a->others)
            same[get(row)] = true;
    }
    for (size_t e = 0; e < entries; e++)
        gain[e] = GAIN * gain[e] / (gain[e] + HALF) + (same[e] ? SAME : 0);
    free(product);
    free(same);
}

void asked_likest(const struct asked *a, const struct term *const *terms,
                  const struct rerank_term *found, size_t n, size_t entry, struct asked_like *out)
{
    double square, *product = products(a, terms, found, n, &square);
    *out = (struct asked_like){0, 0, 0};
    for (size_t i = 0; i < a->n; i++) {
        if (get(a->rows + i * ROW_BYTES) != entry)
            continue;
        double like = square > 0 ? likeness(a, i, product[i], square) : 0;
        if (like > out->like) {
            out->like = like;
            out->nth = out->of;
        }
        out->of++;
    }
    free(product);
}
