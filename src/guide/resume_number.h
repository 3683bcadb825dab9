/* Private to the guide: one number that many small ones are packed into, and the letters it is
 * written with. */
#ifndef GUIDE_RESUME_NUMBER_H
#define GUIDE_RESUME_NUMBER_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stdint.h>

enum { RESUME_DIGITS = 250 };

struct resume_number {
    uint8_t digit[RESUME_DIGITS]; /* of base 32, the lowest first */
    size_t n;                     /* without zeros above */
    bool full;                    /* something did not fit; the number is of no use any more */
};

/* What was pushed last is pulled first; value < radix <= 2^32. */
void resume_push(struct resume_number *v, uint64_t value, uint64_t radix);
uint64_t resume_pull(struct resume_number *v, uint64_t radix);

/* Appends it with the letter that all codes begin with and the checksum, in groups of four. */
void resume_write(const struct resume_number *v, struct strbuf *out);
/* Reads that, as people type it. False when it is no code, or one with a mistake in it. */
bool resume_parse(const char *s, size_t n, struct resume_number *v);
/* Written like one, right or not; a letter may be missing. No word looks so. */
bool resume_shaped(const char *s, size_t n);

#endif
