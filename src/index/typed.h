/* What stands in the question line while somebody still types, as patterns to look names up by.
 * Private to the room. */
#ifndef INDEX_TYPED_H
#define INDEX_TYPED_H

#include "base/strbuf.h"

/* Longer lines are no beginning of a name. */
#define TYPED_MAX 512
#define TYPED_PARTS 4

/* stem, and then one of the ends: juuminhy is じゅうみん and one of ひゃ ひぃ ひゅ ひぇ ひょ. */
struct pattern {
    struct strbuf stem; /* as letters_key writes it */
    struct strbuf ends; /* each with a NUL; empty: anything may follow */
    /* Where the parts begin that need not stand side by side: 住民票 写し, 住民ひょう. The first
     * is at 0. parts 1: not to be divided; 0: into more than we look for. */
    size_t part[TYPED_PARTS], parts;
};

/* The bytes as they are, and where there are letters among them as romaji. */
struct typed {
    struct pattern v[2];
    size_t n; /* 0: there is nothing to look for */
};
/* s: n bytes of anything. Free with typed_done, which overwrites. */
void typed_init(struct typed *t, const char *s, size_t n);
void typed_done(struct typed *t);

/* The pattern by its sound (typed_sound of all that is in it). Free with pattern_done. */
void pattern_sound(const struct pattern *p, struct pattern *out);
void pattern_done(struct pattern *p);

/* Appends a key (n bytes) with kana that are often taken for each other made one: long vowels
 * (letters_sound), じゆう for じゅう, つずき for つづき. All else is kept. */
void typed_sound(const char *key, size_t n, struct strbuf *out);

#endif
