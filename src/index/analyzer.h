/* From a text to index terms. No SQLite in it. Terms carry their kind in the first byte. */
#ifndef INDEX_ANALYZER_H
#define INDEX_ANALYZER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "knowledge/knowledge.h"
#include "morph/morph.h"
#include <stdint.h>

struct analyzer;

struct term {
    const char *s;     /* the term; its first byte tells the kind, see terms.h */
    size_t len;        /* bytes */
    size_t start, end; /* where it came from: bytes in the text as text_normalize makes it */
};
struct terms {
    struct term *v;
    size_t n, cap;
    struct arena arena;
};
void terms_init(struct terms *t);
void terms_done(struct terms *t);

/* Borrows m, which must outlive it; copies what it needs of k (stopwords, the town's name). */
struct analyzer *analyzer_new(struct morph *m, const struct knowledge *k);
void analyzer_free(struct analyzer *a);
/* Makes the concepts of k's groups of synonyms known; appends them as bytes for analyzer_lexicon.
 */
void analyzer_learn(struct analyzer *a, const struct knowledge *k, struct strbuf *out);
/* The procedure or event whose name of two words or more the text of the last analyzer_run had in
 * it, the longest one: its place among the entries. */
#define ANALYZER_NO_NAME SIZE_MAX
size_t analyzer_named(const struct analyzer *a);
/* The text's traits, traits.h. At most the first 2,000 characters are looked at. */
uint64_t analyzer_traits(struct analyzer *a, const char *s, size_t n);
/* Uses such bytes, borrowed. False when they are damaged. */
bool analyzer_lexicon(struct analyzer *a, const void *bytes, size_t n);
/* Fills out (initialised; earlier terms are dropped). At most the first 2,000 characters of s are
 * looked at when query is true. */
void analyzer_run(struct analyzer *a, const char *s, size_t n, bool query, struct terms *out);

/* Appends what two questions have in common that say the same with other endings and courtesies:
 * their words but the stop words, each after a space. Nothing when there are fewer than two: 国保
 * alone may ask for anything. */
void analyzer_words(struct analyzer *a, const char *s, size_t n, struct strbuf *out);

#endif
