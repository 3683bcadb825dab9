/* Columns on a terminal, and lines broken the Japanese way. */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Columns of one code point: 0 combining, 1, or 2. ambiguous is 1 or 2: what the terminal gives
 * East Asian Ambiguous characters (UAX #11). */
int char_width(uint32_t cp, int ambiguous);
size_t text_width(const char *s, size_t n, int ambiguous); /* columns */
/* Bytes of the longest prefix that fits in cols columns without cutting a grapheme cluster. */
size_t text_fit(const char *s, size_t n, size_t cols, int ambiguous);
/* Appends s cut to cols columns, with … at the end when something was cut. */
void text_ellipsize(struct strbuf *out, const char *s, size_t n, size_t cols, int ambiguous);
/* Appends s and then spaces up to cols columns. */
void text_pad(struct strbuf *out, const char *s, size_t n, size_t cols, int ambiguous);

/* The next line of s from byte *pos: breaks at '\n', else at cols columns by 禁則 (no 、。）」ー
 * and small kana at the start of a line, no （「 at its end; JIS X 4051), never inside a latin word
 * or number that fits on a line of its own. False when nothing is left. The line is s+*start, *len
 * bytes, without newline or trailing spaces; *pos moves on. */
bool text_next_line(const char *s, size_t n, size_t cols, int ambiguous, size_t *pos, size_t *start,
                    size_t *len);
/* Appends s wrapped to cols columns, each line begun by indent (the first by first), a newline
 * after each. */
void text_wrap(struct strbuf *out, const char *s, size_t n, size_t cols, const char *first,
               const char *indent, int ambiguous);

#endif
