/* What a typed line says to the program itself: もどる, わからない, a number; and which part of a
 * procedure it asks about. */
#ifndef DIALOGUE_WORDS_H
#define DIALOGUE_WORDS_H

#include "base/strbuf.h"
#include "dialogue/dialogue.h"
#include <stdbool.h>

enum word {
    WORD_NONE,
    WORD_BACK,    /* もどる */
    WORD_HOME,    /* さいしょ */
    WORD_UNKNOWN, /* わからない */
    WORD_BYE,     /* おわり */
    WORD_YES,     /* はい, はじめる */
    WORD_NO,      /* いいえ */
    WORD_NEITHER, /* この中にない */
    WORD_CHANGE,  /* なおす */
    WORD_AGAIN    /* もう一度 */
};

enum { NUMBERS_MAX = 64 };
struct said {
    struct strbuf text; /* by text_normalize, at most SAID_MAX_CHARS characters */
    enum word word;
    unsigned numbers[NUMBERS_MAX]; /* when the line is nothing but numbers: 2 / １と３ / 2番 */
    size_t nnumbers;
    bool digits;   /* there is a digit somewhere, kanji numerals included */
    bool question; /* it is put as a question: …ですか, …を教えて */
    size_t turned; /* bytes of text that take back what was understood: いや、; 0: none does */
};
enum { SAID_MAX_CHARS = 2000 };

void said_init(struct said *s, const char *text, size_t n);
void said_done(struct said *s); /* overwrites the text */
/* True when the line is an answer's label or one of its cues, word for word. */
bool said_exactly(const struct said *s, const struct question *q);

/* The aspect whose cue is the longest one found in text (normalised); ASPECT_NONE without any. */
enum aspect aspect_find(const struct knowledge *k, const char *text, size_t n);

/* True when text (normalised) names no subject: nothing but a stray kana is left of it when the
 * cues of aspects and the words of no meaning (`filler` in dict/intents.yaml) are taken out. */
bool names_no_subject(const struct knowledge *k, const char *text, size_t n);
/* True when text (normalised) is the name of e, or how that is read, and names no subject besides:
 * 「転出届ってネットでできる？」 */
bool names_only(const struct knowledge *k, const struct entry *e, const char *text, size_t n);

#endif
