/* A second look at the best entries: a linear model over what is known of each. The weights live in
 * dict/rerank.yaml; `make train` makes them. Pure. Private to the room. */
#ifndef INDEX_RERANK_H
#define INDEX_RERANK_H

#include "index/ranking.h"
#include "index/traits.h"
#include "knowledge/knowledge.h"

#define RERANK_DEPTH 100 /* entries that are looked at again */

/* What is known of an entry; every value is between 0 and about 1. */
#define RERANK_FEATURE_LIST(X)                                                  \
    X(word_head) /* words that its name or the ways people say it have */       \
    X(word_body) /* words that its text has */                                  \
    X(gram_head)                                                                \
    X(gram_body)                                                                \
    X(char_head)                                                                \
    X(concept_head)                                                             \
    X(concept_body)                                                             \
    X(reading_head)                                                             \
    X(reading_body)                                                             \
    X(word_missed) /* the part of the question's words that it has nowhere */   \
    X(concept_missed)                                                           \
    X(both_missed) /* words that it has neither as they are nor as a concept */ \
    X(rarest)      /* has it the question's most telling word? */               \
    X(word_narrow) /* the part of its name that the question has */             \
    X(concept_narrow)                                                           \
    X(gram_narrow)                                                              \
    X(name_length)                                                              \
    X(body_length)                                                              \
    X(base)      /* the first score, against the best one's */                  \
    X(word_part) /* the part of the question's words that its name has */       \
    X(concept_part)                                                             \
    X(gram_part)                                                                \
    X(both_part)     /* words that its name has as they are or as a concept */  \
    X(both_body)     /* the same in its text */                                 \
    X(head_and_body) /* both at once */                                         \
    X(base_square)                                                              \
    X(place)        /* in the order of first scores: 1/(1+place) */             \
    X(aspect_same)  /* aspects that the question and its name have */           \
    X(aspect_other) /* that it has and the question has not */                  \
    X(domain_same)  /* the part of the question's that its name has */          \
    X(domain_other) /* the part of its name's that the question has not */      \
    X(category_same)                                                            \
    X(category_other)

enum rerank_feature {
#define X(name) RERANK_##name,
    RERANK_FEATURE_LIST(X)
#undef X
        RERANK_FEATURES
};
extern const char *const rerank_names[RERANK_FEATURES];

struct rerank_weights {
    bool any; /* none at all: nothing is looked at again */
    double v[RERANK_FEATURES];
};
/* From the knowledge's weights; names that are no feature's count for nothing. */
void rerank_weights_read(struct rerank_weights *w, const struct knowledge *k);

/* A term of the question with its postings, postings[first] on. start: where in the question it
 * stands, so that a word and the concept it is part of find each other. */
struct rerank_term {
    enum term_kind kind;
    double idf;
    size_t start, end;
    size_t first, n;
};
struct rerank_input {
    const struct rerank_term *terms;
    size_t nterms;
    const struct rank_posting *postings;
    const struct rank_lengths *lengths;
    const struct traits *traits;
    uint64_t asked; /* the question's traits */
    bool by_ear;
};
/* Fills out[i] for v[i], the n best by first score, best first; n at most RERANK_DEPTH. */
void rerank_features(const struct rerank_input *in, const struct ranked *v, size_t n,
                     double (*out)[RERANK_FEATURES]);
/* The model's score. */
double rerank_score(const struct rerank_weights *w, const double features[RERANK_FEATURES]);

#endif
