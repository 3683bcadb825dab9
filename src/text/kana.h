/* Hiragana, katakana and romaji. All functions append to out; lengths are bytes. */
#ifndef TEXT_KANA_H
#define TEXT_KANA_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

void kana_to_hiragana(struct strbuf *out, const char *s, size_t n); /* the rest is kept */
void kana_to_katakana(struct strbuf *out, const char *s, size_t n);
/* Romaji (Hepburn, Kunrei, and what IMEs take: xtu, n', nn, -) into hiragana. What cannot be
 * converted is kept. Gives the number of bytes at the end of s that may still become kana
 * ("ky" of "toukyky"; they are not appended, the caller has them), 0 when all was converted or
 * kept. final: nothing more comes, so a lone n becomes ん and letters are kept. nn before a vowel
 * or y is ん and the syllable (honnin, tennyuu), before anything else ん. */
size_t kana_from_romaji(struct strbuf *out, const char *s, size_t n, bool final);
/* True when s is ASCII letters (and - ') that convert to kana without a rest. */
bool kana_is_romaji(const char *s, size_t n);
bool kana_is_hiragana(const char *s, size_t n); /* only hiragana and ー, at least one */

#endif
