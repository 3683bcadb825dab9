/* Effects as lines of text. */
#ifndef APP_NARRATE_H
#define APP_NARRATE_H

#include "dialogue/dialogue.h"
#include "output/plain.h"
#include <stdbool.h>

/* The part of an entry that answers a question for a. */
enum entry_part narrate_part(enum aspect a);
/* hints: end with what can be typed next. */
void narrate(const struct dialogue *d, const struct effects *e, const struct plain *p, bool hints,
             struct strbuf *out);

#endif
