#include "index/db.h"
#include "base/lang.h"
#include <stddef.h>

static int exit_code(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_CANTOPEN:
        return EX_NOINPUT;
    case SQLITE_IOERR:
    case SQLITE_FULL:
        return EX_IOERR;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return EX_TEMPFAIL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return EX_NOPERM;
    case SQLITE_NOMEM:
        return EX_OSERR;
    default:
        return EX_DATAERR;
    }
}

static const char *sentence(int code)
{
    switch (code) {
    case EX_NOINPUT:
        return _("開けません");
    case EX_IOERR:
        return _("読み書きに失敗しました");
    case EX_TEMPFAIL:
        return _("ほかのプログラムが使っています");
    case EX_NOPERM:
        return _("書き込む権限がありません");
    case EX_OSERR:
        return _("メモリが足りません");
    default:
        return _("データが壊れています");
    }
}

bool db_error(sqlite3 *db, int rc, const char *name, struct error *err)
{
    int code = exit_code(rc);
    const char *detail = db ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
    error_set(err, code, _("%s: %s（%s）。"), name, sentence(code), detail);
    return false;
}

bool db_harden(sqlite3 *db, const char *name, struct error *err)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *)NULL);
    return db_exec(db, "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY", name, err);
}

bool db_exec(sqlite3 *db, const char *sql, const char *name, struct error *err)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || db_error(db, rc, name, err);
}

sqlite3_stmt *db_prepare(sqlite3 *db, const char *sql, const char *name, struct error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL);
    if (rc != SQLITE_OK)
        db_error(db, rc, name, err);
    return st;
}

bool db_run(sqlite3_stmt *st, const char *name, struct error *err)
{
    int rc = sqlite3_step(st);
    bool ok = rc == SQLITE_DONE || db_error(sqlite3_db_handle(st), rc, name, err);
    sqlite3_reset(st);
    return ok;
}
