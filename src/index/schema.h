/* The tables of the built file. Private to the room. */
#ifndef INDEX_SCHEMA_H
#define INDEX_SCHEMA_H

#include "index/db.h"

#define SCHEMA_APPLICATION 0x6d646763 /* "mdgc", the database's application_id */
#define SCHEMA_VERSION 9 /* its user_version: raised when old programs cannot read it */

/* Where a phrase that leads straight to an entry comes from, the surest first. */
enum phrase_source { PHRASE_NAME, PHRASE_READING, PHRASE_SAYS, PHRASE_WORDS, PHRASE_SOUND };

/* Creates the tables of an empty database. The tokenizer is registered. */
bool schema_create(sqlite3 *db, const char *name, struct error *err);

#endif
