/* What can be told by its letters alone. Private to the room. */
#ifndef JOURNAL_MASK_FIND_H
#define JOURNAL_MASK_FIND_H

#include "journal/mask.h"
#include <stdbool.h>
#include <stdint.h>

enum { KEPT = 255 };
struct letters {
    const char *s;       /* normalised */
    uint32_t *cp;        /* n of them */
    size_t *at;          /* n + 1: bytes of s where each begins */
    unsigned char *mark; /* enum mask_what + 1, KEPT, or 0: nothing yet */
    size_t n;
};

/* How many letters of `word` stand at i: all of them, or 0. */
size_t letters_stand(const struct letters *l, size_t i, const char *word);

void find_links(struct letters *l);
void find_numbers(struct letters *l);
void find_spelled_numbers(struct letters *l); /* ぜろきゅうぜろ… */
/* After the numbers. */
void find_addresses(struct letters *l, const char *town);

#endif
