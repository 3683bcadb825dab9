/* Private to the guide: the parts of a code, which are written and read by the same lines. Each is
 * a digit with a radix of its own (for a question with three answers 4, with わからない), so that
 * none costs more than it has to say. */
#ifndef GUIDE_RESUME_PART_H
#define GUIDE_RESUME_PART_H

#include "guide/facts.h"
#include "guide/resume_number.h"

struct resume_part {
    uint64_t value, radix;
};
struct resume_coder {
    struct resume_number number; /* what is read, or was packed */
    struct resume_part *parts;   /* what is to be packed */
    size_t n, cap;
    bool reading;
    long day; /* the last date, in days */
};
void resume_coder_done(struct resume_coder *c); /* overwrites it */

/* Gives the value; when reading, the one that was read. value < radix. */
uint64_t resume_code_part(struct resume_coder *c, uint64_t value, uint64_t radix);
/* The answer to f->question; when reading, f gets the rest. False: no such answer can be. */
bool resume_code_fact(struct resume_coder *c, struct fact *f);
/* Makes the number of the parts that were written; false when it is too long. */
bool resume_coder_pack(struct resume_coder *c);

#endif
