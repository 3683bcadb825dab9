/* One spelling for what people type: NFKC, lower case, and a small table of look-alikes
 * (dashes that stand for ー after kana, wave dashes, old and voiced-mark forms). */
#ifndef TEXT_NORMALIZE_H
#define TEXT_NORMALIZE_H

#include "base/strbuf.h"
#include <stddef.h>

/* Appends the normal form of s (n bytes; invalid bytes become U+FFFD, controls become spaces,
 * runs of white space one space, none at the ends). */
void text_normalize(struct strbuf *out, const char *s, size_t n);

#endif
