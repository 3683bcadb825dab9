/* The knowledge of a built file: its entries and documents are read when they are asked for.
 * Private to the room.
 *
 * The bytes, numbers of four bytes, the low one first: a magic, the format and the schema's digest;
 * tables
 * of entries and of documents (kind, field, offset, size), each with their places by id; a table of
 * questions by id (entry, or the number of entries for a shared one; place there; offset of the
 * id), and their ids; what is read whenever the file is opened; the documents and the entries, one
 * after the other to the end. Offsets are from the first byte. The tables are searched where they
 * lie. */
#ifndef KNOWLEDGE_PACKED_H
#define KNOWLEDGE_PACKED_H

#include "knowledge/knowledge.h"
#include "knowledge/record.h"

struct packed;

/* Reads the tables that u begins with, and checks them; u then stands behind them. NULL when they
 * are damaged. Borrows k, which must not move. Free with packed_free. */
struct packed *packed_open(struct knowledge *k, struct unpacker *u, const char *bytes);
void packed_free(struct packed *p);
/* Are the bytes from the place `first` on the documents and entries, and nothing else? */
bool packed_complete(const struct packed *p, const char *first);

size_t packed_entries(const struct packed *p);
size_t packed_documents(const struct packed *p);
enum entry_kind packed_kind(const struct packed *p, size_t i);
size_t packed_field(const struct packed *p, size_t i); /* see knowledge_field; any number */
/* NULL where the bytes are damaged. Entry and document are linked; the question may stand in an
 * entry of which nothing else is linked yet. */
const struct entry *packed_entry(struct packed *p, size_t i);
const struct document *packed_document(struct packed *p, size_t i);
const struct question *packed_question(struct packed *p, size_t i);
/* The place of an id, or SIZE_MAX. */
size_t packed_find_entry(const struct packed *p, const char *id);
size_t packed_find_document(const struct packed *p, const char *id);
size_t packed_find_question(const struct packed *p, const char *id);

#endif
