#include "index/schema.h"
#include <stdio.h>

/* Entries count from 0 in the order of knowledge->entries; the rowid of `terms` is one more.
 * `terms` keeps no text (that is in `knowledge`) and no lengths (those are in `lengths`, ready to
 * be read in one go: two bytes an entry, the low one first). */
static const char tables[] =
    "CREATE TABLE userdic(id INTEGER PRIMARY KEY CHECK(id = 1), bytes BLOB NOT NULL);"
    "CREATE TABLE lexicon(id INTEGER PRIMARY KEY CHECK(id = 1), bytes BLOB NOT NULL);"
    "CREATE TABLE common(id INTEGER PRIMARY KEY CHECK(id = 1), bytes BLOB NOT NULL);"
    "CREATE TABLE traits(id INTEGER PRIMARY KEY CHECK(id = 1), bytes BLOB NOT NULL);"
    "CREATE TABLE asked(id INTEGER PRIMARY KEY CHECK(id = 1), bytes BLOB NOT NULL);"
    "CREATE TABLE knowledge(id INTEGER PRIMARY KEY CHECK(id = 1), bytes BLOB NOT NULL);"
    "CREATE TABLE lengths(kind INTEGER, field INTEGER, bytes BLOB NOT NULL,"
    " PRIMARY KEY(kind, field)) WITHOUT ROWID;"
    "CREATE TABLE phrases(key TEXT, source INTEGER, entry INTEGER,"
    " PRIMARY KEY(key, source, entry)) WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE terms USING fts5(name, reading, says, body,"
    " content='', columnsize=0, tokenize='madoguchi');";

bool schema_create(sqlite3 *db, const char *name, struct error *err)
{
    char pragmas[100];
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id=%d; PRAGMA user_version=%d",
             SCHEMA_APPLICATION, SCHEMA_VERSION);
    return db_exec(db, pragmas, name, err) && db_exec(db, tables, name, err);
}
