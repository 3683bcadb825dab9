/* Cues: the words by which a sentence is recognised, written by authors as people type them. Both
 * sides are compared in one spelling: normalised, katakana as hiragana, without spaces, commas and
 * brackets. */
#ifndef TEXT_CUE_H
#define TEXT_CUE_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

/* Appends the cue in that spelling. 〜 parts it; 。 stands for the beginning or the end of a
 * sentence. */
void cue_fold(struct strbuf *out, const char *s, size_t n);
/* Appends what was typed: each sentence between two 。, such as 。たすけて。火事だ。 */
void cue_heard(struct strbuf *out, const char *s, size_t n);

enum { CUE_GAP = 12 }; /* so many characters at most between two parts of a cue */
/* Whether all parts of the cue (folded) stand in the sentence (with its 。 at both ends), in this
 * order. */
bool cue_found(const char *cue, size_t ncue, const char *sentence, size_t n);
/* The first sentence of heard text at or after *pos, with both its 。; NULL when there is none. */
const char *cue_sentence(const char *heard, size_t n, size_t *pos, size_t *len);

#endif
