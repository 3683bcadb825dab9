/* Why a question finds one entry before another, for those who keep the knowledge. It looks
 * everything up again: a search that nobody asks about does nothing for it. */
#ifndef INDEX_EXPLAIN_H
#define INDEX_EXPLAIN_H

#include "index/asked.h"
#include "index/index.h"

/* Where an entry has a word of the question, or another word for the same: the best place. */
enum word_place { WORD_NOWHERE, WORD_IN_TEXT, WORD_IN_NAME /* name, reading, says */ };

struct why_word {
    char *text;    /* as a dictionary writes it; owned */
    double weight; /* the rarer the heavier */
    enum word_place place[2];
};
struct why {
    struct why_word *words; /* the heaviest first */
    size_t n;
    size_t named;              /* the entry whose name stands in the question, or SIZE_MAX */
    struct asked_like like[2]; /* the question like it that people asked, for each entry */
};
/* entries: the two, by their places in the knowledge. Free with why_done, also after false (and
 * *err, as by index_search). */
bool index_explain(struct index *ix, const char *query, size_t n, const size_t entries[2],
                   struct why *out, struct error *err);
void why_done(struct why *w);

#endif
