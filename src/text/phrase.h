/* Whole phrases, as people type them and as authors write them, in the one spelling by which they
 * are found: whoever writes full-width letters, katakana or a space means the same words. */
#ifndef TEXT_PHRASE_H
#define TEXT_PHRASE_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stdint.h>

bool phrase_is_kanji(uint32_t c);
/* Kanji, kana, ー, a-z, 0-9: what normalised words are made of. Signs and spaces are not. */
bool phrase_is_letter(uint32_t c);
/* Appends what whole phrases are compared by: normalised, katakana as hiragana, no spaces or
 * signs. Empty when nothing is left. */
void phrase_key(struct strbuf *out, const char *s, size_t n);

#endif
