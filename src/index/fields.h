/* The searchable text of an entry, field by field. Private to the room. */
#ifndef INDEX_FIELDS_H
#define INDEX_FIELDS_H

#include "base/strbuf.h"
#include "knowledge/knowledge.h"

enum field {
    FIELD_NAME,
    FIELD_READING, /* hiragana of the name, as its author gave it */
    FIELD_SAYS,    /* the ways people say it */
    FIELD_BODY,    /* all the rest */
    FIELDS
};

/* Appends; the parts are sentences, so that no term reaches from one into the next. */
void field_text(const struct entry *e, enum field field, struct strbuf *out);

#endif
