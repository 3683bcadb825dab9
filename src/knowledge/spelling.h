/* A look at a YAML file's bytes before libyaml reads it: the slips of people who type Japanese. */
#ifndef KNOWLEDGE_SPELLING_H
#define KNOWLEDGE_SPELLING_H

#include "knowledge/diag.h"

struct spelling_insert { /* a space that stands in the mended text only */
    uint32_t line, col;
};
struct spelling {
    struct strbuf text; /* the file with the slips mended, so that the rest can be checked too */
    struct spelling_insert *inserts;
    size_t ninserts;
    bool fatal; /* not worth parsing: wrong encoding, or indentation that means nothing */
};

/* Reports to d and fills out; free with spelling_done. */
void spelling_check(const struct sources *s, uint32_t file, struct diags *d, struct spelling *out);
void spelling_done(struct spelling *sp);

#endif
