/* What asks for nothing: greetings, thanks, a bad word, text meant for another machine. */
#ifndef DIALOGUE_SMALLTALK_H
#define DIALOGUE_SMALLTALK_H

#include "dialogue/words.h"

/* The reply to text (normalised) that is small talk as a whole; NULL otherwise. */
const struct reply *smalltalk_find(const struct knowledge *k, const char *text, size_t n);
/* Passes over what stands beside a question: 「こんにちは、引っ越してきました」. */
void smalltalk_trim(const struct knowledge *k, struct said *s);
/* True when the line was small talk: it has been answered, and the open question is asked again. */
bool smalltalk_text(struct dialogue *d, const struct said *s, struct effects *out);

#endif
