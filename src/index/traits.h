/* What a text is about, told coarsely: which aspects of a matter it asks for (what it costs, until
 * when, who may …), and the sorts of things its words are. Entries that are about the same subject
 * are told apart by it. Private to the room. */
#ifndef INDEX_TRAITS_H
#define INDEX_TRAITS_H

#include "morph/morph.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The bits of a text's traits: aspects, then morph's sorts. */
#define TRAIT_ASPECTS 15
#define TRAIT_ASPECT_BITS ((UINT64_C(1) << TRAIT_ASPECTS) - 1)
#define TRAIT_CATEGORY_BITS (SORT_CATEGORY_BITS << TRAIT_ASPECTS)
#define TRAIT_DOMAIN_BITS (SORT_DOMAIN_BITS << TRAIT_ASPECTS)
#define TRAIT_BYTES 8 /* of an entry's, in the built file: the low one first */

/* text: as text_normalize makes it; tokens: its words. */
uint64_t traits_of(const char *text, const struct tokens *tokens);

struct traits {
    size_t entries;
    uint64_t *v;                  /* of each one's name and the ways people say it */
    double weight[TRAIT_ASPECTS]; /* the fewer entries have an aspect the more; 0 to 1 */
};

void traits_write(uint64_t traits, unsigned char out[static TRAIT_BYTES]);
/* From TRAIT_BYTES for every entry. False when they are not so many. */
bool traits_open(struct traits *t, const unsigned char *bytes, size_t n, size_t entries);
void traits_done(struct traits *t);

/* The weight of the aspects among these bits, together. */
double traits_weight(const struct traits *t, uint64_t bits);
/* The part of a's bits within mask that b has too; 0 when a has none. */
double traits_share(uint64_t a, uint64_t b, uint64_t mask);

#endif
