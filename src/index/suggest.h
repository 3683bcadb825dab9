/* What somebody may be about to type: entries by the beginning, or any part, of what they are
 * called, in kanji, kana or romaji. Looks at names, readings and says; no database, no MeCab. */
#ifndef INDEX_SUGGEST_H
#define INDEX_SUGGEST_H

#include "index/index.h"

/* More are never given. */
#define SUGGEST_MAX 64

struct suggestion {
    const struct entry *entry;
    const char *text; /* what matched: the name (for the reading, too) or one of the says */
};
/* Each entry once, the likeliest first. Points into the knowledge; nothing of what was typed is in
 * it. Free with suggestions_done. */
struct suggestions {
    struct suggestion *v;
    size_t n;
};
void suggestions_done(struct suggestions *s);

/* typed: n bytes of anything. Fills out, which need not be initialised, with at most limit: names
 * and readings that begin with it, then names in which a word does, then says, then the same with
 * long vowels written otherwise, then any part; among equals procedures and events before the
 * others, short names before long ones. Nothing when nothing fits or nothing can be made of it. */
void index_suggest(const struct index *ix, const char *typed, size_t n, size_t limit,
                   struct suggestions *out);

/* Makes what the first call of index_suggest would make first; does nothing the next time. */
void index_suggest_prepare(const struct index *ix);

/* What it works with, made when it is first asked. Borrows k. */
struct suggester;
struct suggester *suggester_new(const struct knowledge *k);
void suggester_free(struct suggester *s); /* NULL is fine */
void suggester_find(struct suggester *s, const char *typed, size_t n, size_t limit,
                    struct suggestions *out);

#endif
