/* Nodes of JSON-LD, in schema.org's terms. For src/output alone. */
#ifndef OUTPUT_LINKED_H
#define OUTPUT_LINKED_H

#include "output/export.h"
#include "output/json_value.h"

/* {"@id": "#procedure-tennyu"}; id NULL: there is one of its kind. */
struct json_t *ld_ref(const char *kind, const struct str *id);
struct json_t *ld_thing(const char *type);
/* With an @id of its own. */
struct json_t *ld_node(const char *type, const char *kind, const struct str *id);
struct json_t *ld_named(const char *type, const char *name);
/* Sets what b holds, unless that is nothing, and ends b. */
void ld_set_buf(struct json_t *o, const char *key, struct strbuf *b);
/* 平日 8:30〜17:15 as times; other words stay words. */
struct json_t *ld_hours(const struct str *hours);
void ld_set_license(const struct export *x, struct json_t *o);

struct json_t *ld_town(const struct town *t);
struct json_t *ld_desk(const struct desk *d);
struct json_t *ld_document(const struct document *d);

#endif
