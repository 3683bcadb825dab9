/* Private to the diff: what several entries share. */
#ifndef GUIDE_DIFF_SHARED_H
#define GUIDE_DIFF_SHARED_H

#include "guide/diff.h"

bool is_among(const char *name, const char *const *names); /* ends with NULL */
/* Fields of an entry: what its checklists come from; who looked at it, when. Fields of anything:
 * the words that it is found by, or an answer heard by. */
extern const char *const walked_fields[], *const looked_at_fields[], *const word_fields[];
/* A field_skip for the words alone. */
bool is_no_word(const struct field *f);
bool is_walked_kind(const struct entry *e); /* a checklist comes of it */

/* diff_sheet.c: fills fields and words. Both entries are there. */
void diff_sheets(struct diff_entry *e);

/* Each entry once. */
void diff_entries_add(struct diff_entries *l, const struct entry *e);
void diff_find_shared(struct diff *d);
void diff_find_words(struct diff *d);
/* Of words: an answer that comes or goes as a whole is told with the fields. */
void diff_drop_elements(struct differences *l);

#endif
