/* Ids become pointers: the step that loading from YAML and reading a built file share. */
#ifndef KNOWLEDGE_LINK_H
#define KNOWLEDGE_LINK_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

struct strmap_item {
    const char *key;
    const void *value;
};
struct strmap { /* sorted by key; owned by the knowledge's arena */
    struct strmap_item *v;
    size_t n;
};

/* Gives every reference and condition its target; every one that has none, and every id that is
 * there twice, goes to d (NULL: only the result tells). True when all was found. */
bool knowledge_link(struct knowledge *k, struct diags *d);

/* The same for a built file's, step by step; conditions are parsed, too. First all but the
 * documents and entries; then, when an entry is read, the questions of its own tree, and when it is
 * shown what its ids and conditions name, for which the questions of other entries are read. */
bool link_shared(struct knowledge *k);
bool link_document(struct knowledge *k, struct document *d);
bool link_own_questions(struct knowledge *k, struct entry *e);
bool link_unpacked(struct knowledge *k, struct entry *e);

/* Reports to d what the ids in a record of the schema do not find. */
struct record;
void knowledge_link_record(const struct knowledge *k, const struct record *r, void *base,
                           struct diags *d);

#endif
