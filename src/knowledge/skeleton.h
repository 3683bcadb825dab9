/* A new entry for its author to fill in: YAML made from the rows of the schema, with a placeholder
 * (knowledge/unwritten.h) for all that must be written, and what may be written as comments. */
#ifndef KNOWLEDGE_SKELETON_H
#define KNOWLEDGE_SKELETON_H

#include "knowledge/knowledge.h"

struct skeleton {
    const struct knowledge *k; /* what there is to refer to */
    const char *id;            /* that no entry of k has */
    const char *field;         /* 分野, or NULL: left to be written */
    struct date today;
};
/* A file of its own: of a FAQ a map with one entry. */
void skeleton_file(const struct skeleton *s, enum entry_kind kind, const char *place,
                   struct strbuf *out);
/* One entry to stand in a file with others (faq, term, elsewhere), id included. */
void skeleton_item(const struct skeleton *s, enum entry_kind kind, struct strbuf *out);
/* A file of cases for the procedure or event of that id. */
void skeleton_cases(const struct skeleton *s, const char *place, struct strbuf *out);

#endif
