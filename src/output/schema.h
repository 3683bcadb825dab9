/* The knowledge's format for editors: JSON Schema, draft 07, of the loader's own table. */
#ifndef OUTPUT_SCHEMA_H
#define OUTPUT_SCHEMA_H

#include "base/strbuf.h"
#include "knowledge/filekind.h"

/* Appends the schema of such files, indented, in Japanese whatever the language of the screen. It
 * takes what the loader takes: one record for a list of one, a shorthand for a record. Beyond draft
 * 07 it holds errorMessage and patternErrorMessage, which YAML language servers show. */
void schema_json(const struct filekind *kind, struct strbuf *out);

#endif
