/* What must be said before anything else: fire, somebody who does not breathe. */
#ifndef DIALOGUE_URGENT_H
#define DIALOGUE_URGENT_H

#include "dialogue/words.h"

/* The first of urgent.yaml that fits; NULL for an ordinary question. text: normalised. *offer: what
 * an ordinary question is near to, if its contacts belong behind the answer; else NULL. */
const struct urgent *urgent_find(const struct knowledge *k, const char *text, size_t n,
                                 const struct urgent **offer);

/* True when the line is urgent: it has been said, and the open question is asked again. Outside of
 * a question the search may still add its answer. */
bool urgent_text(struct dialogue *d, const struct said *s, struct effects *out);
/* The same for what was typed where a date or a number is asked. */
bool urgent_answer(struct dialogue *d, const char *text, struct effects *out);
/* True when h answers an urgent line: only an answer that is sure is shown behind it. */
bool urgent_hits(struct dialogue *d, const struct hits *h, struct effects *out);
/* Behind the answer to an ordinary question: where to turn, if it was near to something urgent. */
void urgent_offer(struct dialogue *d, struct effects *out);

#endif
