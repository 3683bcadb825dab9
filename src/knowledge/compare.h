/* Two records of the schema, field by field: what a new row of the schema holds is compared
 * without new code. */
#ifndef KNOWLEDGE_COMPARE_H
#define KNOWLEDGE_COMPARE_H

#include "knowledge/schema.h"

/* Is this field, wherever it stands, passed over? */
typedef bool field_skip(const struct field *f);

bool record_same(const struct record *r, const void *a, const void *b, field_skip *skip);

/* One place where two records differ. Conditions and names of ids are as they were written. */
struct difference {
    const struct field *field;
    const char *place;          /* labels on the way to it: 手順 3、すること; never empty */
    const char *before, *after; /* NULL: it was not there, it is not there any more */
};
struct differences {
    struct difference *v;
    size_t n, cap;
    struct arena *arena; /* borrowed: all texts live there */
};
/* Appends how b differs from a. The elements of lists are matched by being the same, those of maps
 * by their key; the order of a map's keys and of a list of texts is no difference. */
void record_differences(const struct record *r, const void *a, const void *b, field_skip *skip,
                        struct differences *out);
void differences_done(struct differences *d);

/* Matches equal elements of two lists, in their order: old_to_new[i] is an index into b or SIZE_MAX
 * (longest common subsequence; D. S. Hirschberg, 1975, without the saving of space). */
void list_match(const struct record *r, struct anylist a, struct anylist b, field_skip *skip,
                size_t *old_to_new);

/* The record behind a field, or NULL; r->fields may hold it anywhere. */
const struct field *record_field(const struct record *r, const char *name);

#endif
