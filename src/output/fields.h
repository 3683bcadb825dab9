/* What an author may write, as a document: every kind of file with its keys, and the conditions. */
#ifndef OUTPUT_FIELDS_H
#define OUTPUT_FIELDS_H

#include "base/strbuf.h"

/* Appends docs/fields.md: Markdown, in Japanese whatever the language of the screen, made of the
 * loader's own table. */
void fields_markdown(struct strbuf *out);

#endif
