/* Takes persons out of a text. Pure: names and places are found by the caller, who has a
 * dictionary; what can be told by its letters alone is found here: numbers in every script and
 * spelled in kana, telephone numbers, addresses with a number, mail addresses, web addresses. */
#ifndef JOURNAL_MASK_H
#define JOURNAL_MASK_H

#include "base/strbuf.h"
#include <stddef.h>

enum mask_what {
    MASK_NAME,   /* 〔名〕 of a person, or what may be one */
    MASK_PLACE,  /* 〔場所〕 */
    MASK_NUMBER, /* 〔数〕 */
    MASK_LINK,   /* 〔連絡先〕 mail and web addresses */
    MASK_KINDS
};
struct mask_span {
    size_t start, len; /* bytes of the text as text_normalize makes it */
    enum mask_what what;
};

/* Appends the normal form of s (n bytes of any kind) with a mark in the place of each span and of
 * everything that is found here; marks that follow each other with nothing but signs between are
 * one. town: its name may stay before a number; or "". A text that was masked already stays as it
 * is. */
void mask_text(const char *s, size_t n, const struct mask_span *v, size_t nspans, const char *town,
               struct strbuf *out);

#endif
