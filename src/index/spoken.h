/* How a name is read aloud, where nobody has written it down. Private to the room. */
#ifndef INDEX_SPOKEN_H
#define INDEX_SPOKEN_H

#include "knowledge/knowledge.h"
#include "morph/morph.h"

/* Gives questions of a town that have no reading one, by MeCab: hiragana, a space before each word
 * that one may begin to type; what MeCab cannot read stays as it is written. It serves suggestions
 * and is no part of what is ranked. */
void spoken_fill(struct knowledge *k, struct morph *m);

#endif
