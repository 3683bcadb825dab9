/* A walk as a short code of letters and digits: which procedure or event, and the answers that
 * apply. On another machine with the same questions it gives the same checklist.
 *
 * It holds what was answered to the questions, days such as a date of birth among them, and anyone
 * who has it can have that shown. It holds nothing else of a person: no name, nothing that was
 * typed. Texts, documents and deadlines may change without harm to a code. Where a question was
 * added or taken away on its way, or its answers are others, it is refused: the answers would mean
 * something else. */
#ifndef GUIDE_RESUME_H
#define GUIDE_RESUME_H

#include "guide/guide.h"

enum { RESUME_GROUP = 5 }; /* characters that belong together: four letters and a hyphen */

/* Appends the code, as M7K4-9QX2-CH: 9 or 10 letters, and 1 for two or three questions, 3 for
 * a date. False, and nothing is appended, when there is none: an answer that facts_set never gives,
 * or more than 250 letters. */
bool resume_code(const struct guide *g, const struct facts *f, struct strbuf *out);

/* Reads what resume_code wrote, as people type it: small or full-width letters, O for 0, I or l for
 * 1, hyphens and spaces anywhere or nowhere. Facts replace those in out (initialised). False and
 * *err (EX_DATAERR) when it is mistyped, or the questions have changed since; then out is empty. */
bool resume_read(const struct knowledge *k, const char *s, size_t n, const struct entry **entry,
                 struct facts *out, struct error *err);

/* A line that is a code and nothing else: letters, length and checksum are right. Whether it can
 * be read only resume_read tells. */
bool resume_looks_like(const char *s, size_t n);
/* A line that is written like a code, one with a wrong or missing letter too. No word looks so. */
bool resume_looks_meant(const char *s, size_t n);

#endif
