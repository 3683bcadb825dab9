/* What entries are called, spelled so that it can be looked up while somebody types: names,
 * readings, says. Private to the room. */
#ifndef INDEX_CALLED_H
#define INDEX_CALLED_H

#include "base/strbuf.h"
#include "knowledge/knowledge.h"
#include <stdint.h>

struct phrase {
    uint32_t rank;          /* its entry's */
    const struct str *text; /* to be shown; for a reading the name */
};

/* Where one may begin to type: a phrase, or a word in a name or reading. */
struct start {
    uint32_t at, phrase;
};

/* All phrases in one spelling, each with a NUL, in their order. */
struct spelling {
    struct strbuf text;
    uint32_t *at;        /* where each phrase begins, and the end */
    struct start *start; /* sorted by what stands there */
    size_t starts, cap;
};

/* Entries are ranked: procedures and events before the others, short names before long ones.
 * Phrases stand in the order of rank, all names and readings before all says. */
struct called {
    const struct entry **entry; /* by rank */
    uint32_t *names, *says;     /* by rank: the first phrase; and one for the end */
    struct phrase *phrase;
    size_t phrases, cap, nnames; /* nnames: how many come before the says */
    struct spelling key, sound;  /* as letters_key writes it; typed_sound of that */
};

/* Points into k. */
void called_init(struct called *c, const struct knowledge *k);
void called_done(struct called *c);
/* The phrase that stands at an offset of p->text. */
size_t called_phrase(const struct called *c, const struct spelling *p, size_t at);

#endif
