/* What bytes an office's table was saved in, and the same text as UTF-8. */
#ifndef KNOWLEDGE_CHARSET_H
#define KNOWLEDGE_CHARSET_H

#include "base/error.h"
#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

enum charset { CHARSET_UTF8, CHARSET_UTF16, CHARSET_CP932 };

struct charset_text {
    enum charset charset;
    struct strbuf text; /* valid UTF-8 without a byte order mark; every line ends with '\n' alone */
    size_t *bad;        /* lines, from 1 and ascending, with bytes that are not of this charset; */
    size_t nbad;        /* U+FFFD stands in their place */
};

/* A byte order mark decides. Without one the text is UTF-8, unless more of its lines can be read
 * as CP932 only. CR and CR LF become LF. False and *err (EX_UNAVAILABLE) when the C library has no
 * CP932; charset_done is due in any case. */
bool charset_decode(const char *bytes, size_t n, struct charset_text *out, struct error *err);
void charset_done(struct charset_text *t);
/* As a person calls it: UTF-8, UTF-16, CP932（Shift_JIS） */
const char *charset_name(enum charset c);

#endif
