/* An entry as residents will see it, all of it on one page, for those who write it. */
#ifndef OUTPUT_PREVIEW_H
#define OUTPUT_PREVIEW_H

#include "output/plain.h"

/* The sheet; then, of a procedure or an event when walk, the questions in the order in which
 * they are asked of somebody who gives the answers in given and to all others わからない, the
 * questions that only other answers lead to, and the checklist of that person. */
void preview_entry(const struct plain *p, const struct entry *e, const struct facts *given,
                   bool walk, struct strbuf *out);

#endif
