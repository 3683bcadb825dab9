/* Readings for what this knowledge says. */
#ifndef APP_READING_H
#define APP_READING_H

#include "knowledge/knowledge.h"
#include "morph/furigana.h"

/* Knows the readings that the knowledge gives: of the town, entries, documents and words of the
 * glossary. Borrows m. Caller frees with furigana_free. */
struct furigana *reading_new(const struct knowledge *k, struct morph *m);

#endif
