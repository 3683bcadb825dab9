/* Phrases and the concepts they stand for: what dict/synonyms.yaml comes to when it is analysed, as
 * bytes that are searched where they lie. Private to the room. */
#ifndef INDEX_LEXICON_H
#define INDEX_LEXICON_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEXICON_WORDS 8 /* of a phrase at most; longer ones are left out */

/* ---- making ---- */

struct lexicon_item {
    char *key; /* words with LEXICON_BREAK between */
    uint32_t concept;
};
struct lexicon_maker {
    struct lexicon_item *v;
    size_t n, cap;
};
#define LEXICON_BREAK '\x01'

void lexicon_maker_init(struct lexicon_maker *m);
void lexicon_maker_done(struct lexicon_maker *m);
/* key of n bytes: words joined by LEXICON_BREAK. */
void lexicon_add(struct lexicon_maker *m, const char *key, size_t n, uint32_t concept);
/* Appends the bytes; the same items give the same bytes. */
void lexicon_pack(struct lexicon_maker *m, struct strbuf *out);

/* ---- using ---- */

struct lexicon {
    const unsigned char *bytes; /* borrowed */
    size_t size, n;             /* n: phrases */
};
/* No bytes at all are a lexicon without phrases. False when they are no lexicon; of one that is
 * damaged within nothing is read outside of the bytes. */
bool lexicon_open(struct lexicon *l, const void *bytes, size_t size);

struct lexicon_found {
    bool more;         /* some longer phrase begins with these words */
    size_t first, end; /* the items of exactly these words: first to end-1 */
};
/* Looks up words joined by LEXICON_BREAK. */
struct lexicon_found lexicon_find(const struct lexicon *l, const char *key, size_t n);
uint32_t lexicon_concept(const struct lexicon *l, size_t item);

#endif
