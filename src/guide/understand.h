/* Private to facts: what a person types, understood as an answer. Every text is in the form that
 * understand_form gives; lengths are bytes. */
#ifndef GUIDE_UNDERSTAND_H
#define GUIDE_UNDERSTAND_H

#include "base/strbuf.h"
#include "knowledge/knowledge.h"

/* Appends s in one spelling: text_normalize, and katakana as hiragana. */
void understand_form(struct strbuf *out, const char *s, size_t n);
/* Bytes of s without です, だ and punctuation at its end. */
size_t understand_trim(const char *s, size_t n);
bool understand_unknown(const char *s, size_t n);
/* The answers that are meant, as bits; 0 when none is or when it could be several. */
uint64_t understand_choice(const struct question *q, const char *s, size_t n);
uint64_t understand_yesno(const struct question *q, const char *s, size_t n);
/* Digits, kanji numerals or both, with or without the unit. */
bool understand_number(const char *s, size_t n, const struct str *unit, long *out);
/* The one number of that unit in a sentence; false without any, or when there are two. */
bool understand_number_in(const char *s, size_t n, const struct str *unit, long *out);

#endif
