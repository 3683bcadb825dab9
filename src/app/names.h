/* Finds in a question what may be a person or a place, for the journal's masks. A black list always
 * leaks, so it is the other way round: a word stays when the knowledge has it, or the dictionary
 * has it as an ordinary one; what is left, and what stands where names stand (before さん, after
 * 私の名前は), goes. In doubt it goes. */
#ifndef APP_NAMES_H
#define APP_NAMES_H

#include "base/strbuf.h"
#include "index/index.h"

/* Appends the question (n bytes of any kind; the first 400 characters of it) masked, as the journal
 * may keep it. */
void names_mask(struct index *ix, const char *s, size_t n, struct strbuf *out);

#endif
