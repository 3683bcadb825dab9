/* Readings that somebody wrote down, word by word. For src/morph alone. */
#ifndef MORPH_ALIGN_H
#define MORPH_ALIGN_H

#include "base/arena.h"
#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool align_is_kanji(uint32_t cp); /* 々 too */
bool align_has_kanji(const char *s, size_t n);
bool align_is_kanji_only(const char *s, size_t n);
bool align_is_plain(const char *s, size_t n); /* kanji and hiragana only */
bool align_is_kana(const char *s, size_t n);  /* hiragana and ー only, at least one */

struct reading {
    const char *word, *reading; /* reading "": there are two that differ */
    bool settled;               /* goes before others */
};
struct readings {
    struct reading *v; /* sorted by word once one was looked up */
    size_t n, cap;
    bool sorted;
    struct arena arena;
};
void readings_init(struct readings *r);
void readings_done(struct readings *r);
void readings_teach(struct readings *r, const char *name, const char *reading);
void readings_settle(struct readings *r, const char *word, const char *reading);
/* NULL when the word (n bytes) was not taught; "" when it was, in two ways. */
const char *readings_find(struct readings *r, const char *word, size_t n);

#endif
