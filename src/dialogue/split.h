/* One question that tells candidates apart: the first one of an event whose procedures they are. */
#ifndef DIALOGUE_SPLIT_H
#define DIALOGUE_SPLIT_H

#include "dialogue/dialogue.h"
#include <stdbool.h>

/* Does the first question of event e leave other candidates with one answer than with another? */
bool split_by(const struct dialogue *d, const struct entry *e);
/* The event among the first candidates whose question does; NULL: there is none. */
const struct entry *split_event(const struct dialogue *d);
/* Does what was asked answer that question of e already? 「来月よその町へ引っ越します」 */
bool split_is_told(const struct dialogue *d, const struct entry *e);

#endif
