/* Kinds of characters, and what two people may write differently. Private to the room. */
#ifndef INDEX_LETTERS_H
#define INDEX_LETTERS_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stdint.h>

bool letter_is_kanji(uint32_t c);
bool letter_is_hiragana(uint32_t c);
/* Kanji, kana, ー, a-z, 0-9: what normalised words are made of. Signs and spaces are not. */
bool letter_is_word(uint32_t c);

/* Appends the kana of s as hiragana, without vowels that only lengthen the one before, for people
 * differ in writing them: とうきょう, とおきょう, トーキョー, and toukyo all give ときょ. What is
 * no kana becomes one space. */
void letters_sound(const char *s, size_t n, struct strbuf *out);

/* Appends what whole phrases are compared by: normalised, katakana as hiragana, no spaces or
 * signs. Empty when nothing is left. */
void letters_key(const char *s, size_t n, struct strbuf *out);

#endif
