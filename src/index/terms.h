/* The kinds of index terms and how a list of them is filled. Private to the room. */
#ifndef INDEX_TERMS_H
#define INDEX_TERMS_H

#include "index/analyzer.h"
#include <stdint.h>

/* A term's first byte is its kind's letter; the ranking weighs every kind by itself. */
enum term_kind {
    TERM_WORD,    /* w: a content word by its representative form, "w住民/じゅうみん" */
    TERM_GRAM,    /* g: two characters that stand side by side, "g住民"; two hiragana are none */
    TERM_CHAR,    /* u: one kanji, "u住" */
    TERM_CONCEPT, /* c: what a group of synonyms stands for, by its number */
    TERM_READING, /* r: two kana of the reading, "rじゅ" */
    TERM_KINDS
};
extern const char term_letters[TERM_KINDS];
/* TERM_KINDS for bytes that are no term. */
enum term_kind term_kind_of(const char *s, size_t n);

#define TERM_MAX 120 /* bytes; longer words are cut */

/* Adds letter + s. start and end: bytes of the analysed text. */
void terms_add(struct terms *t, enum term_kind kind, const char *s, size_t n, size_t start,
               size_t end);
void terms_clear(struct terms *t);

/* Adds the grams of text[start..end), a stretch that nothing interrupts. */
void grams_of_text(struct terms *t, const char *text, size_t start, size_t end);
/* Adds the reading grams of a stretch of kana (others are skipped); start and end say where in the
 * text it came from. */
void grams_of_reading(struct terms *t, const char *kana, size_t n, size_t start, size_t end);

#endif
