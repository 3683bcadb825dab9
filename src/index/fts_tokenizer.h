/* The analyzer as an FTS5 tokenizer. Private to the room. */
#ifndef INDEX_FTS_TOKENIZER_H
#define INDEX_FTS_TOKENIZER_H

#include "index/analyzer.h"
#include "index/db.h"
#include "index/fields.h"
#include "index/terms.h"

/* A term that every entry has, and one that none has. */
#define FTS_EVERY "!"
#define FTS_NEVER "?"

/* Made before the database is touched, because a tokenizer's constructor cannot say what went
 * wrong. FTS5 hands over one field after another: the builder sets field to 0 before each entry
 * and finds FIELDS there afterwards, with the terms counted. */
struct fts_context {
    struct analyzer *analyzer; /* NULL when the connection only searches */
    struct terms terms;
    size_t field;
    uint32_t counts[TERM_KINDS][FIELDS];
};

/* The interface SQLite keeps for extensions; NULL when FTS5 is not there. */
fts5_api *fts_api(sqlite3 *db);

/* Registers the tokenizer "madoguchi". Documents are analysed; a question's terms, quoted one by
 * one, pass through as they are. c outlives the connection. */
bool fts_register_tokenizer(sqlite3 *db, struct fts_context *c);

#endif
