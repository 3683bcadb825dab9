/* The kinds of files an author writes: where each stands and what is in it. The loader, `madoguchi
 * schema` and the editors' modeline read the same table. */
#ifndef KNOWLEDGE_FILEKIND_H
#define KNOWLEDGE_FILEKIND_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

struct record;

enum file_shape {
    FILE_RECORD, /* one record */
    FILE_MAP,    /* records below their ids */
    FILE_TEXTS,  /* a list of texts */
    FILE_GROUPS  /* departments with lists of groups of words below them: the synonyms */
};
struct filekind {
    const char *name;            /* in ASCII: procedure */
    const char *place;           /* below the knowledge folder: "town.yaml"; a folder ends with '/'.
                                    dict/ stands beside that folder */
    const char *title;           /* what is in it, in a few Japanese words */
    const struct record *record; /* FILE_RECORD, FILE_MAP; else NULL */
    enum file_shape shape;
};
extern const struct filekind filekinds[];
extern const size_t filekinds_count;

/* NULL when there is none of that name. */
const struct filekind *filekind_named(const char *name);
/* What a file is by its place below the knowledge folder ("procedures/jusho/tennyu.yaml",
 * "dict/intents.yaml"); NULL for one that nobody reads. */
const struct filekind *filekind_of(const char *place);

/* Appends the line, newline included, by which an editor finds the JSON Schema of the file at that
 * place: # yaml-language-server: $schema=../../schema/procedure.json
 * The schemas stand in schema/ of the knowledge folder. Appends nothing and gives false when nobody
 * reads a file there. */
bool filekind_modeline(struct strbuf *out, const char *place);

#endif
