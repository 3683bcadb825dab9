/* How texts read to a 75-year-old: what `check --style` tells beyond mistakes. */
#ifndef KNOWLEDGE_STYLE_H
#define KNOWLEDGE_STYLE_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

enum { STYLE_SENTENCE = 60 }; /* characters of a sentence in summaries and steps, at most */

/* Adds warnings to d: sentences that are too long; and words in katakana that are neither everyday
 * words (dict/katakana.yaml), nor in the glossary, nor explained in brackets where they stand. */
void style_check(const struct knowledge *k, struct diags *d);

#endif
