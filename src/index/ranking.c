#include "index/ranking.h"
#include "base/xalloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Words as measured elsewhere for BM25F on a town's questions and answers, and still the best here;
 * the others were set in coarse steps on the half of such questions that is kept for that, written
 * as people write and again all in hiragana. Around these values the result is flat. Single kanji
 * tell too little to be kept for the long texts. */
const struct rank_kind rank_settings[TERM_KINDS] = {
    [TERM_WORD] = {1, 1, 3, {{2, .8}, {0, 0}, {2, .6}, {1, .6}}},
    [TERM_GRAM] = {.5, .5, 3, {{2, .8}, {0, 0}, {2, .6}, {1, .6}}},
    [TERM_CHAR] = {.5, .5, 3, {{2, .8}, {0, 0}, {2, .6}, {0, 0}}},
    [TERM_CONCEPT] = {1.5, 1.5, 3, {{3, .3}, {0, 0}, {3, .3}, {1, .5}}},
    [TERM_READING] = {.4, 1, 3, {{2, .8}, {2, .8}, {2, .6}, {1, .6}}},
};

void rank_lengths_means(struct rank_lengths *l)
{
    for (size_t k = 0; k < TERM_KINDS; k++)
        for (size_t f = 0; f < FIELDS; f++) {
            double sum = 0, n = 0;
            for (size_t e = 0; e < l->entries; e++) {
                sum += l->v[k][f][e];
                n += l->v[k][f][e] > 0;
            }
            l->mean[k][f] = n > 0 ? sum / n : 0;
        }
}

double rank_idf(size_t entries, size_t with_term)
{
    double total = (double)entries, n = (double)with_term;
    return log1p((total - n + .5) / (n + .5));
}

double rank_frequency(const struct rank_kind *k, enum term_kind kind, const struct rank_lengths *l,
                      size_t entry, const uint32_t tf[FIELDS], double *head)
{
    double sum = 0;
    *head = 0;
    for (size_t f = 0; f < FIELDS; f++) {
        double mean = l->mean[kind][f];
        if (!tf[f] || mean <= 0)
            continue;
        double relative = l->v[kind][f][entry] / mean;
        sum += k->field[f].weight * tf[f] / (1 - k->field[f].b + k->field[f].b * relative);
        if (f < FIELD_BODY)
            *head = sum;
    }
    return sum;
}

double rank_about(enum term_kind kind, const uint32_t tf[FIELDS])
{
    if (tf[FIELD_NAME] || tf[FIELD_READING] || tf[FIELD_SAYS])
        return 1;
    return kind == TERM_READING ? 0 : .5;
}

void ranking_init(struct ranking *r, size_t entries, bool by_ear)
{
    r->by_ear = by_ear;
    r->traits = 0;
    r->entries = entries;
    r->score = xcalloc(entries + 1, sizeof *r->score);
    r->words = xcalloc(entries + 1, sizeof *r->words);
    r->sounds = xcalloc(entries + 1, sizeof *r->sounds);
    r->all_words = r->all_sounds = 0;
}

void ranking_done(struct ranking *r)
{
    free(r->score);
    free(r->words);
    free(r->sounds);
    memset(r, 0, sizeof *r);
}

double ranking_add(struct ranking *r, const struct rank_kind *k, enum term_kind kind,
                   const struct rank_posting *v, size_t n)
{
    size_t with = 0;
    for (size_t i = 0; i < n; i++)
        with += v[i].frequency > 0;
    double idf = rank_idf(r->entries, with);
    double scale = r->by_ear ? k->scale_by_ear : k->scale;
    double *held = kind == TERM_WORD ? r->words : kind == TERM_READING ? r->sounds : NULL;
    r->all_words += kind == TERM_WORD ? idf : 0;
    r->all_sounds += kind == TERM_READING ? idf : 0;
    for (size_t i = 0; i < n; i++) {
        double f = v[i].frequency;
        if (f <= 0)
            continue;
        r->score[v[i].entry] += scale * idf * (k->k1 + 1) * f / (k->k1 + f);
        if (held)
            held[v[i].entry] += idf * v[i].about;
    }
    return idf;
}

double ranking_covered(const struct ranking *r, size_t entry)
{
    double words = r->all_words > 0 ? r->words[entry] / r->all_words : 0;
    double sounds = r->all_sounds > 0 ? r->sounds[entry] / r->all_sounds : 0;
    return r->by_ear ? (words + sounds) / 2 : words;
}

/* Is a worse than b? */
static bool worse(const struct ranked *a, const struct ranked *b)
{
    return a->score != b->score ? a->score < b->score : a->entry > b->entry;
}

/* The heap has its worst element at the root. */
static void sift_down(struct ranked *heap, size_t n, size_t i)
{
    for (;;) {
        size_t least = i;
        for (size_t c = 2 * i + 1; c <= 2 * i + 2 && c < n; c++)
            if (worse(&heap[c], &heap[least]))
                least = c;
        if (least == i)
            return;
        struct ranked t = heap[i];
        heap[i] = heap[least];
        heap[least] = t;
        i = least;
    }
}

static void sift_up(struct ranked *heap, size_t i)
{
    while (i > 0 && worse(&heap[i], &heap[(i - 1) / 2])) {
        struct ranked t = heap[i];
        heap[i] = heap[(i - 1) / 2];
        heap[(i - 1) / 2] = t;
        i = (i - 1) / 2;
    }
}

size_t ranking_top(const struct ranking *r, struct ranked *out, size_t limit)
{
    size_t n = 0;
    for (size_t e = 0; e < r->entries && limit; e++) {
        struct ranked x = {(uint32_t)e, r->score[e]};
        if (x.score <= 0)
            continue;
        if (n < limit) {
            out[n] = x;
            sift_up(out, n++);
        } else if (worse(&out[0], &x)) {
            out[0] = x;
            sift_down(out, n, 0);
        }
    }
    for (size_t left = n; left > 1; left--) { /* the worst goes to the end, again and again */
        struct ranked t = out[0];
        out[0] = out[left - 1];
        out[left - 1] = t;
        sift_down(out, left - 1, 0);
    }
    return n;
}
