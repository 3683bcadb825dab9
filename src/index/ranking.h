/* BM25F over kinds of terms and fields, and the best k. Pure: arrays in, arrays out. */
#ifndef INDEX_RANKING_H
#define INDEX_RANKING_H

#include "index/fields.h"
#include "index/terms.h"

struct rank_field {
    double weight; /* 0: terms of this kind do not count in this field */
    double b;      /* 0 to 1: how much a long field is discounted */
};
struct rank_kind {
    double scale;        /* of everything this kind contributes */
    double scale_by_ear; /* the same when the question has no kanji */
    double k1;           /* how slowly repetition saturates */
    struct rank_field field[FIELDS];
};
extern const struct rank_kind rank_settings[TERM_KINDS];

/* Terms of each kind in each field of each entry. */
struct rank_lengths {
    size_t entries;
    uint16_t *v[TERM_KINDS][FIELDS]; /* one an entry, saturated */
    double mean[TERM_KINDS][FIELDS]; /* over the entries that have the field; 0: none has */
};
/* Computes the means from v. */
void rank_lengths_means(struct rank_lengths *l);

/* ln(1 + (N - n + .5) / (n + .5)): never negative, so a word of half the entries still counts. */
double rank_idf(size_t entries, size_t with_term);
/* The weighted frequency of one term in one entry. tf: occurrences by field. */
double rank_frequency(const struct rank_kind *k, enum term_kind kind, const struct rank_lengths *l,
                      size_t entry, const uint32_t tf[FIELDS], double *head);

/* How far an entry with these occurrences is about the term, 0 to 1: in full when its name or the
 * ways people ask for it have it, half when only its text has. Long texts have every sound. */
double rank_about(enum term_kind kind, const uint32_t tf[FIELDS]);

struct rank_posting {
    uint32_t entry;
    double frequency;
    double about;
    double head; /* of the frequency: what name, reading and says have of it */
};
struct ranking {
    size_t entries;
    bool by_ear;     /* the question has no kanji */
    uint64_t traits; /* of the question, traits.h */
    double *score;   /* by entry */
    /* How much of the question an entry is about: the idf of its words and, by ear, of its sounds;
     * and the idf of all there are. */
    double *words, *sounds;
    double all_words, all_sounds;
};
void ranking_init(struct ranking *r, size_t entries, bool by_ear);
void ranking_done(struct ranking *r);
/* One term of the question with all its postings (n 0: it occurs nowhere, which counts too). Gives
 * its idf. */
double ranking_add(struct ranking *r, const struct rank_kind *k, enum term_kind kind,
                   const struct rank_posting *v, size_t n);

/* The part of the question that an entry is about, 0 to 1: of its words, by ear the mean of that
 * and of its sounds. */
double ranking_covered(const struct ranking *r, size_t entry);

struct ranked {
    uint32_t entry;
    double score;
};
/* The best entries with a score above 0, best first, equal ones in the order of entries. out has
 * room for limit; gives how many there are. */
size_t ranking_top(const struct ranking *r, struct ranked *out, size_t limit);

#endif
