/* SQLite, and the few things every user of it needs. The only file that includes sqlite3.h. */
#ifndef INDEX_DB_H
#define INDEX_DB_H

#include "base/error.h"
#include <sqlite3.h>
#include <stdbool.h>

/* Sets *err from the connection: "NAME: what went wrong", with the code that fits rc. name is what
 * a person calls the file. Always gives false. */
bool db_error(sqlite3 *db, int rc, const char *name, struct error *err);

/* No SQL of the file's own is run with the program's functions, and damaged pages are noticed:
 * defensive, untrusted schema, cell size check, memory for temporary tables. Every connection
 * starts with it. */
bool db_harden(sqlite3 *db, const char *name, struct error *err);

/* One or more statements without parameters and results. */
bool db_exec(sqlite3 *db, const char *sql, const char *name, struct error *err);

/* NULL and *err when the schema is not what the statement expects. Finalised by the caller. */
sqlite3_stmt *db_prepare(sqlite3 *db, const char *sql, const char *name, struct error *err);

/* Steps a statement that gives no rows, and resets it. */
bool db_run(sqlite3_stmt *st, const char *name, struct error *err);

#endif
