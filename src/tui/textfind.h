/* A word in a text whose lines were wrapped. */
#ifndef TUI_TEXTFIND_H
#define TUI_TEXTFIND_H

#include <stddef.h>

#define MATCHES_MAX 300

struct match {
    size_t start, end; /* bytes of the text */
};

/* Where word stands in text (both UTF-8): hiragana and katakana, full-width and ASCII letters,
 * capitals and small ones are the same; a word may go on in the next line. Gives how many were
 * noted, at most cap. */
size_t textfind(const char *text, const char *word, struct match *v, size_t cap);

#endif
