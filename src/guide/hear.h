/* What a sentence tells besides what it asks for: 「母の代わりに住民票を取りたい」 says who will go
 * to the desk. Only the cues that authors call `heard` count, for a wrong answer is worse than one
 * more question. */
#ifndef GUIDE_HEAR_H
#define GUIDE_HEAR_H

#include "guide/guide.h"

/* Puts into out the answers to questions of g's entry (the nodes of its tree, or the event's own
 * questions) that the sentence of n bytes gives away: an answer's cue that is not turned around
 * (ではない, 以外) or asked about (でも); a date or a number beside a cue of its question; an age
 * within the bounds of an answer. Where it may be one answer or another it is none. */
void hear(const struct guide *g, const char *s, size_t n, struct facts *out);

/* The same for one question. False, and out is as it was, when nothing answers it. */
bool hear_one(const struct question *q, const char *s, size_t n, struct date today,
              struct facts *out);

#endif
