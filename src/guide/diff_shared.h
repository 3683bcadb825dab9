/* Private to the diff: what several entries share. */
#ifndef GUIDE_DIFF_SHARED_H
#define GUIDE_DIFF_SHARED_H

#include "guide/diff.h"

/* Each entry once. */
void diff_entries_add(struct diff_entries *l, const struct entry *e);
void diff_find_shared(struct diff *d);
void diff_find_words(struct diff *d);
/* Of words: an answer that comes or goes as a whole is told with the fields. */
void diff_drop_elements(struct differences *l);

#endif
