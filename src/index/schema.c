#include "index/schema.h"
#include <stdio.h>

/* Entries count from 0 in the order of knowledge->entries; the rowid of `terms` is one more.
 * `terms` keeps no text and no lengths: those are parts of the file (seal.h). */
static const char tables[] = "CREATE TABLE phrases(key TEXT, source INTEGER, entry INTEGER,"
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
