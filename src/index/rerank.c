#include "index/rerank.h"
#include "base/xalloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const rerank_names[RERANK_FEATURES] = {
#define X(name) #name,
    RERANK_FEATURE_LIST(X)
#undef X
};

void rerank_weights_read(struct rerank_weights *w, const struct knowledge *k)
{
    memset(w, 0, sizeof *w);
    for (size_t i = 0; i < k->weights.n; i++)
        for (size_t f = 0; f < RERANK_FEATURES; f++)
            if (str_is(&k->weights.v[i].id, rerank_names[f])) {
                w->v[f] = strtod(k->weights.v[i].value.s, NULL);
                w->any = w->any || w->v[f] != 0;
            }
}

double rerank_score(const struct rerank_weights *w, const double features[RERANK_FEATURES])
{
    double sum = 0;
    for (size_t f = 0; f < RERANK_FEATURES; f++)
        sum += w->v[f] * features[f];
    return sum;
}

/* Where a kind's terms are added up; RERANK_FEATURES: nowhere. */
static const struct {
    size_t head, body;
} places[TERM_KINDS] = {
    [TERM_WORD] = {RERANK_word_head, RERANK_word_body},
    [TERM_GRAM] = {RERANK_gram_head, RERANK_gram_body},
    [TERM_CHAR] = {RERANK_char_head, RERANK_FEATURES},
    [TERM_CONCEPT] = {RERANK_concept_head, RERANK_concept_body},
    [TERM_READING] = {RERANK_reading_head, RERANK_reading_body},
};

struct work {
    const struct rerank_input *in;
    size_t n;
    uint8_t *slot;          /* by entry: 1 + its place among the candidates, 0: none */
    double all[TERM_KINDS]; /* idf of the question's terms */
    double matched[RERANK_DEPTH][TERM_KINDS]; /* terms that the head has, a count */
    double held[RERANK_DEPTH][TERM_KINDS];    /* idf of those it has anywhere */
    double head[RERANK_DEPTH][TERM_KINDS];    /* and of those that its head has */
    double spared[RERANK_DEPTH];              /* idf of words it has, or has a concept of */
    double spared_head[RERANK_DEPTH];         /* the same for its head */
    double spared_body[RERANK_DEPTH];
};

/* Is the word part of a concept that the candidate in this slot has? hit: its concepts' terms. */
static bool concept_spans(const struct rerank_input *in, const struct rerank_term *word,
                          const uint64_t *hit, const size_t *concepts, size_t nconcepts)
{
    for (size_t i = 0; i < nconcepts && i < 64; i++) {
        const struct rerank_term *c = &in->terms[concepts[i]];
        if ((*hit >> i & 1) && c->start <= word->start && word->end <= c->end)
            return true;
    }
    return false;
}

static double saturate(double frequency)
{
    return frequency / (1 + frequency);
}

/* One term's postings: what the candidates among them gain. */
static void add_term(struct work *w, const struct rerank_term *t, double (*out)[RERANK_FEATURES])
{
    for (size_t i = 0; i < t->n; i++) {
        const struct rank_posting *p = &w->in->postings[t->first + i];
        if (!w->slot[p->entry])
            continue;
        size_t s = w->slot[p->entry] - 1u;
        if (p->head > 0) {
            out[s][places[t->kind].head] += t->idf * saturate(p->head);
            w->matched[s][t->kind] += 1;
            w->head[s][t->kind] += t->idf;
        }
        double body = p->frequency - p->head;
        if (body > 0 && places[t->kind].body < RERANK_FEATURES)
            out[s][places[t->kind].body] += t->idf * saturate(body);
        w->held[s][t->kind] += t->idf;
    }
}

enum part_of { ANYWHERE, HEAD, BODY };

static bool is_in(const struct rank_posting *p, enum part_of where)
{
    return where == ANYWHERE || (where == HEAD ? p->head > 0 : p->frequency > p->head);
}

/* Adds to sum, by candidate, the idf of words that it has as they are or as a concept they belong
 * to. */
static void add_spared(struct work *w, enum part_of where, double *sum)
{
    const struct rerank_input *in = w->in;
    size_t concepts[64], n = 0;
    uint64_t hit[RERANK_DEPTH] = {0};
    for (size_t i = 0; i < in->nterms && n < 64; i++) {
        const struct rerank_term *t = &in->terms[i];
        if (t->kind != TERM_CONCEPT)
            continue;
        for (size_t k = 0; k < t->n; k++) {
            const struct rank_posting *p = &in->postings[t->first + k];
            size_t s = w->slot[p->entry];
            if (s && is_in(p, where))
                hit[s - 1] |= UINT64_C(1) << n;
        }
        concepts[n++] = i;
    }
    for (size_t i = 0; i < in->nterms; i++) {
        const struct rerank_term *t = &in->terms[i];
        bool has[RERANK_DEPTH] = {false};
        if (t->kind != TERM_WORD)
            continue;
        for (size_t k = 0; k < t->n; k++) {
            const struct rank_posting *p = &in->postings[t->first + k];
            size_t s = w->slot[p->entry];
            if (s && is_in(p, where))
                has[s - 1] = true;
        }
        for (size_t s = 0; s < w->n; s++)
            if (has[s] || concept_spans(in, t, &hit[s], concepts, n))
                sum[s] += t->idf;
    }
}

static void add_rarest(struct work *w, double (*out)[RERANK_FEATURES])
{
    const struct rerank_term *rarest = NULL;
    for (size_t i = 0; i < w->in->nterms; i++) {
        const struct rerank_term *t = &w->in->terms[i];
        if (t->n && (t->kind == TERM_WORD || t->kind == TERM_CONCEPT) &&
            (!rarest || t->idf > rarest->idf))
            rarest = t;
    }
    for (size_t i = 0; rarest && i < rarest->n; i++) {
        const struct rank_posting *p = &w->in->postings[rarest->first + i];
        if (w->slot[p->entry])
            out[w->slot[p->entry] - 1][RERANK_rarest] = p->about;
    }
}

static double part(double some, double all)
{
    return all > 0 ? some / all : 0;
}

static double narrow(const struct work *w, size_t s, size_t entry, enum term_kind kind)
{
    double length = w->in->lengths->v[kind][FIELD_NAME][entry];
    double p = part(w->matched[s][kind], length);
    return p < 1 ? p : 1;
}

static double other(uint64_t own, uint64_t asked, uint64_t mask)
{
    return own & mask ? 1 - traits_share(own, asked, mask) : 0;
}

static void add_traits(const struct rerank_input *in, size_t entry, double f[RERANK_FEATURES])
{
    uint64_t asked = in->asked, own = in->traits->v[entry];
    if (in->by_ear) /* kana alone come apart into other words */
        return;
    f[RERANK_aspect_same] = traits_weight(in->traits, asked & own);
    f[RERANK_aspect_other] = traits_weight(in->traits, own & ~asked);
    f[RERANK_domain_same] = traits_share(asked, own, TRAIT_DOMAIN_BITS);
    f[RERANK_domain_other] = other(own, asked, TRAIT_DOMAIN_BITS);
    f[RERANK_category_same] = traits_share(asked, own, TRAIT_CATEGORY_BITS);
    f[RERANK_category_other] = other(own, asked, TRAIT_CATEGORY_BITS);
}

static void finish(struct work *w, const struct ranked *v, size_t s, double f[RERANK_FEATURES])
{
    size_t entry = v[s].entry;
    for (size_t k = 0; k < TERM_KINDS; k++) {
        f[places[k].head] = part(f[places[k].head], w->all[k]);
        if (places[k].body < RERANK_FEATURES)
            f[places[k].body] = part(f[places[k].body], w->all[k]);
    }
    f[RERANK_word_missed] = 1 - part(w->held[s][TERM_WORD], w->all[TERM_WORD]);
    f[RERANK_concept_missed] = 1 - part(w->held[s][TERM_CONCEPT], w->all[TERM_CONCEPT]);
    f[RERANK_both_missed] = 1 - part(w->spared[s], w->all[TERM_WORD]);
    f[RERANK_word_part] = part(w->head[s][TERM_WORD], w->all[TERM_WORD]);
    f[RERANK_concept_part] = part(w->head[s][TERM_CONCEPT], w->all[TERM_CONCEPT]);
    f[RERANK_gram_part] = part(w->head[s][TERM_GRAM], w->all[TERM_GRAM]);
    f[RERANK_both_part] = part(w->spared_head[s], w->all[TERM_WORD]);
    f[RERANK_both_body] = part(w->spared_body[s], w->all[TERM_WORD]);
    f[RERANK_head_and_body] = f[RERANK_both_part] * f[RERANK_both_body];
    f[RERANK_word_narrow] = narrow(w, s, entry, TERM_WORD);
    f[RERANK_concept_narrow] = narrow(w, s, entry, TERM_CONCEPT);
    f[RERANK_gram_narrow] = narrow(w, s, entry, TERM_GRAM);
    f[RERANK_name_length] = log1p(w->in->lengths->v[TERM_WORD][FIELD_NAME][entry]) / 4;
    f[RERANK_body_length] = log1p(w->in->lengths->v[TERM_WORD][FIELD_BODY][entry]) / 8;
    f[RERANK_base] = part(v[s].score, v[0].score);
    f[RERANK_base_square] = f[RERANK_base] * f[RERANK_base];
    f[RERANK_place] = 1 / (1 + (double)s);
    add_traits(w->in, entry, f);
}

void rerank_features(const struct rerank_input *in, const struct ranked *v, size_t n,
                     double (*out)[RERANK_FEATURES])
{
    struct work *w = xcalloc(1, sizeof *w);
    w->in = in;
    w->n = n;
    w->slot = xcalloc(in->lengths->entries + 1, sizeof *w->slot);
    memset(out, 0, n * sizeof *out);
    for (size_t s = 0; s < n; s++)
        w->slot[v[s].entry] = (uint8_t)(s + 1);
    for (size_t i = 0; i < in->nterms; i++) {
        w->all[in->terms[i].kind] += in->terms[i].idf;
        add_term(w, &in->terms[i], out);
    }
    add_spared(w, ANYWHERE, w->spared);
    add_spared(w, HEAD, w->spared_head);
    add_spared(w, BODY, w->spared_body);
    add_rarest(w, out);
    for (size_t s = 0; s < n; s++)
        finish(w, v, s, out[s]);
    free(w->slot);
    free(w);
}
