/* Readings behind words that are hard to read: 住民票（じゅうみんひょう）. No reading is better
 * than a wrong one: names of places and persons, numbers with their counters, and words that the
 * dictionary reads in more than one way get none, unless somebody wrote the reading down. */
#ifndef MORPH_FURIGANA_H
#define MORPH_FURIGANA_H

#include "morph/morph.h"
#include "text/annotate.h"

struct furigana;
/* Borrows m. Caller frees. */
struct furigana *furigana_new(struct morph *m);
void furigana_free(struct furigana *f); /* overwrites which words were read */

/* A name and its reading as somebody wrote them; they go before the dictionary. Of a name in kana
 * and kanji each word is learnt where it is plain which kana are whose: of 証明書の発行 both nouns.
 * What stands in brackets is passed over; a reading that cannot be that of the name is, too. */
void furigana_teach(struct furigana *f, const char *name, const char *reading);
/* A word that is read so and in no other way, whatever was or will be taught. */
void furigana_settle(struct furigana *f, const char *word, const char *reading);

/* What stands before a word that gets its reading, between the two, and behind: "", （ and ）
 * unless this says otherwise. Borrowed. */
void furigana_mark(struct furigana *f, const char *before, const char *between, const char *behind);
/* A new page: every word gets its reading again at its first place. */
void furigana_page(struct furigana *f);
/* Appends s with readings. A word that had its reading within about a screen's lines on this page
 * gets none, nor do words of kanji that are learnt in the first two years of school, nor those that
 * have one in the text already. Adds （ and ） and kana only, and never a newline. */
void furigana_add(struct furigana *f, const char *s, size_t n, struct strbuf *out);
/* The same behind the interface that formatters know; of furigana f, as long as it lives. */
struct annotator furigana_annotator(struct furigana *f);

/* For proofreading: called with every word that furigana_add looks at, seen before or not, and what
 * is read; reading "" when none is given although the word is hard. NULL: no more. */
void furigana_watch(struct furigana *f,
                    void (*visit)(void *ctx, const char *word, const char *reading), void *ctx);

#endif
