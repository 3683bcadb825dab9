/* What a search came to: one answer, a choice, or none. */
#ifndef DIALOGUE_FOUND_H
#define DIALOGUE_FOUND_H

#include "dialogue/dialogue.h"
#include <stdbool.h>

enum { CANDIDATES_MAX = 5 };

/* Takes d->asked as the query that h answers. */
void found_hits(struct dialogue *d, const struct hits *h, struct effects *out);
/* None of the candidates is what was meant. */
void found_neither(struct dialogue *d, struct effects *out);
/* What d->heard holds was heard wrongly: it is forgotten. */
void found_misheard(struct dialogue *d, struct effects *out);
/* A statement that corrects what was heard about the entry that is shown. False, and nothing
 * changed, when it says nothing of the kind. */
bool found_corrected(struct dialogue *d, const char *text, struct effects *out);
/* Opens e as the answer, with what d->query says besides. */
void found_entry(struct dialogue *d, const struct entry *e, struct effects *out);

/* Says again what PHASE_CHOOSE or PHASE_ENTRY show. */
void found_present(struct dialogue *d, struct effects *out);

#endif
