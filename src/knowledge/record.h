/* Records of the schema: read from YAML nodes, walked over, packed into bytes and back. */
#ifndef KNOWLEDGE_RECORD_H
#define KNOWLEDGE_RECORD_H

#include "knowledge/node.h"
#include "knowledge/schema.h"

struct record_reader {
    struct arena *arena;
    struct diags *d;
};

/* What the record holds when nothing was written. */
void record_init(const struct record *r, void *base);
/* Fills base (r->size bytes, zeroed here) from n. Every mistake goes to d; what could not be read
 * stays empty. */
void record_read(const struct record_reader *rr, const struct record *r, const struct ynode *n,
                 void *base);
/* A map whose values are such records, or a list of them: gives {v, n} in the arena. */
struct anylist record_read_map(const struct record_reader *rr, const struct record *r,
                               const struct ynode *n);
struct strs record_read_strs(const struct record_reader *rr, const struct ynode *n);
/* Has s the letters of an id? */
bool record_id_ok(const char *s);
/* May s be the id of something that stands in a map? */
bool record_key_ok(const char *s);

/* Calls fn for each field of the record and of the records in it, value pointing at the field. */
typedef void record_visitor(void *ctx, const struct field *f, void *value);
void record_visit(const struct record *r, void *base, record_visitor *fn, void *ctx);

void record_pack(const struct record *r, const void *base, struct strbuf *out);

struct unpacker {
    const char *p, *end;
    struct arena *arena;
    bool failed; /* sticky: later reads give nothing */
};
void record_unpack(struct unpacker *u, const struct record *r, void *base);
void pack_number(struct strbuf *out, uint32_t v);
uint32_t unpack_number(struct unpacker *u);
void pack_str(struct strbuf *out, const struct str *s);
void pack_strs(struct strbuf *out, const struct strs *s);
void unpack_strs(struct unpacker *u, struct strs *s);
struct anylist unpack_records(struct unpacker *u, const struct record *r);
/* A number that changes when the rows of the schema do. */
uint32_t schema_digest(void);

#endif
