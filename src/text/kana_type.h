/* Kana one key at a time: the mark and size keys of a kana board, and romaji as they are typed. */
#ifndef TEXT_KANA_TYPE_H
#define TEXT_KANA_TYPE_H

#include "base/strbuf.h"
#include <stddef.h>
#include <stdint.h>

/* What a key makes of the character before it, hiragana or katakana; pressed again it takes that
 * back. What has no such form stays as it is. */
uint32_t kana_voiced(uint32_t cp);     /* か → が, ぱ → ば, う → ゔ */
uint32_t kana_semivoiced(uint32_t cp); /* は → ぱ, ば → ぱ */
uint32_t kana_resized(uint32_t cp);    /* つ → っ, っ → つ */

/* A key typed as romaji behind the n bytes of before. Letters that are not kana yet stand there as
 * small full-width ones (ｊ, ｋｙ): they are the state, there is no other. Appends to out what
 * takes the place of the last bytes of before, and gives how many bytes those are. What is no
 * romaji is kept, after what was unfinished (n is ん then); so are letters in a word that has both
 * letters and digits already, which is a code. key 0: nothing more comes. */
size_t kana_type(struct strbuf *out, const char *before, size_t n, uint32_t key);

#endif
