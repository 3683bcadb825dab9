/* The state of a conversation, and where INPUT_BACK leads: what it was before each step. */
#ifndef DIALOGUE_STATE_H
#define DIALOGUE_STATE_H

#include "dialogue/dialogue.h"
#include <stdbool.h>

/* Keeps the state as it is now. The oldest of more than 200 is forgotten. */
void state_push(struct dialogue *d);
/* The state as it was at the last push; false when there is none. */
bool state_pop(struct dialogue *d);
/* Takes back a push: the step it was made for did not happen. */
void state_drop(struct dialogue *d);
void state_clear(struct dialogue *d);

/* Frees a text after overwriting it; NULL is fine. */
void text_forget(char *text);
/* Changes the phase; what only the old one needed is freed. */
void state_enter(struct dialogue *d, enum phase phase);
void state_candidates(struct dialogue *d, const struct hit *v, size_t n, enum confidence c);

#endif
