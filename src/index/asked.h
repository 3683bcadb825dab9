/* Questions that people asked and what they meant: a new question that is like one of them is
 * probably about the same entry. Likeness is the cosine of the terms, weighed by their idf (G.
 * Salton, C. Buckley: Term-weighting approaches in automatic text retrieval, 1988). Private to the
 * room. */
#ifndef INDEX_ASKED_H
#define INDEX_ASKED_H

#include "index/lexicon.h"
#include "index/rerank.h"

/* ---- making ---- */

struct asked_maker {
    struct lexicon_maker terms;
    struct strbuf rows;
    uint32_t n;
};
void asked_maker_init(struct asked_maker *m);
void asked_maker_done(struct asked_maker *m);
/* A question that meant the entry: its terms, each once, with their idf. */
struct asked_term {
    const char *s;
    size_t len;
    double idf;
};
void asked_add(struct asked_maker *m, uint32_t entry, const struct asked_term *v, size_t n);
void asked_pack(struct asked_maker *m, struct strbuf *out);

/* ---- using ---- */

struct asked {
    struct lexicon terms; /* a term's questions, by number */
    const unsigned char *rows;
    size_t n;
    bool others; /* questions that are the same are passed over */
};
/* bytes: borrowed; none at all is no questions. False when damaged, or an entry is none of entries.
 */
bool asked_open(struct asked *a, const void *bytes, size_t size, size_t entries);
/* Fills gain, by entry: how far questions like one with these terms speak for it, in standard
 * deviations of the scores that it is added to. */
void asked_gain(const struct asked *a, const struct term *const *terms,
                const struct rerank_term *found, size_t n, double *gain, size_t entries);

/* The question most like one with these terms among those that meant the entry. */
struct asked_like {
    double like; /* 0 to 1; 0: there is none */
    size_t nth;  /* of the entry's questions, from 0, in the order they were added */
    size_t of;   /* so many it has */
};
void asked_likest(const struct asked *a, const struct term *const *terms,
                  const struct rerank_term *found, size_t n, size_t entry, struct asked_like *out);

#endif
