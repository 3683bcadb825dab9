/* UTF-8 bytes and code points. Every function takes bytes with a length in bytes. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool utf8_valid(const char *s, size_t n);
/* Offset in bytes of the first byte that is not valid UTF-8; n when all is valid. */
size_t utf8_first_invalid(const char *s, size_t n);
/* Bytes taken (at least 1 when n > 0, 0 when n == 0); U+FFFD for a byte that is not valid. */
size_t utf8_decode(const char *s, size_t n, uint32_t *cp);
size_t utf8_encode(uint32_t cp, char out[static 4]);       /* bytes written, 1 to 4 */
size_t utf8_length(const char *s, size_t n);               /* characters (code points) */
size_t utf8_prefix(const char *s, size_t n, size_t chars); /* bytes of the first chars characters */
/* Appends s made safe for a terminal: invalid bytes become U+FFFD; C0 and C1 controls, DEL, bidi
 * controls and line/paragraph separators become U+FFFD too, except '\n' when keep_newlines.
 * A tab becomes one space. */
void utf8_clean(struct strbuf *out, const char *s, size_t n, bool keep_newlines);

#endif
