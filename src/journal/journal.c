#include "journal/journal.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "index/db.h"
#include "journal/mask.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { APPLICATION = 0x4d674a31, VERSION = 1 }; /* "MgJ1" */
enum { USUAL_CHARS = 200, USUAL_ROWS = 2000, USUAL_DAYS = 180, USUAL_BUSY = 2000 };
#define USUAL_BYTES ((size_t)8 * 1024 * 1024)
#define SCHEMA                                                                         \
    "CREATE TABLE asked(day TEXT NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL," \
    " entries TEXT NOT NULL, count INTEGER NOT NULL,"                                  \
    " PRIMARY KEY(day, kind, text, entries)) WITHOUT ROWID"

struct journal {
    char *path;
    sqlite3 *db;
    sqlite3_stmt *again, *add, *day_rows, *oldest, *drop, *pages;
    struct journal_limits limits;
    struct date seen; /* the day for which old rows were dropped */
};

static bool fails(struct journal *j, struct error *err)
{
    return db_error(j->db, sqlite3_extended_errcode(j->db), j->path, err);
}

/* The number that a statement gives; false when it cannot be read. */
static bool number_of(sqlite3_stmt *st, sqlite3_int64 *out)
{
    int rc = sqlite3_step(st);
    *out = rc == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_reset(st);
    return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static bool pragma(struct journal *j, const char *sql, sqlite3_int64 *out, struct error *err)
{
    sqlite3_stmt *st = db_prepare(j->db, sql, j->path, err);
    bool ok = st && (number_of(st, out) || fails(j, err));
    sqlite3_finalize(st);
    return ok;
}

/* ---- opening ---- */

static void close_db(struct journal *j)
{
    sqlite3_stmt **all[] = {&j->again, &j->add, &j->day_rows, &j->oldest, &j->drop, &j->pages};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sqlite3_finalize(*all[i]);
        *all[i] = NULL;
    }
    sqlite3_close(j->db);
    j->db = NULL;
}

/* Waits evenly: SQLite's own handler waits longer and longer, and who comes later is served first.
 */
static int wait_for_others(void *limit, int tries)
{
    enum { STEP_MSEC = 2 };
    if (tries * STEP_MSEC >= *(const int *)limit)
        return 0;
    nanosleep(&(struct timespec){.tv_nsec = STEP_MSEC * 1000000L}, NULL);
    return 1;
}

static void set_waiting(struct journal *j, bool wait)
{
    sqlite3_busy_handler(j->db, wait ? wait_for_others : NULL, &j->limits.busy_msec);
}

static bool open_db(struct journal *j, struct error *err)
{
    int rc = sqlite3_open_v2(j->path, &j->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK)
        return db_error(j->db, rc, j->path, err);
    sqlite3_extended_result_codes(j->db, 1);
    set_waiting(j, true);
    return db_harden(j->db, j->path, err);
}

/* Whose file it is. An empty one is nobody's yet. */
static bool is_ours(struct journal *j, bool *empty, struct error *err)
{
    sqlite3_int64 app, version, tables;
    if (!pragma(j, "PRAGMA application_id", &app, err) ||
        !pragma(j, "PRAGMA user_version", &version, err) ||
        !pragma(j, "SELECT count(*) FROM sqlite_schema", &tables, err))
        return false;
    *empty = app == 0 && version == 0 && tables == 0;
    if (!*empty && app != APPLICATION)
        error_set(err, EX_CONFIG, _("「%s」は、質問の記録のファイルではありません。"), j->path);
    else if (version > VERSION)
        error_set(err, EX_CONFIG,
                  _("「%s」は、新しい版のまどぐちの記録です。この版では使えません。"), j->path);
    return *empty || (app == APPLICATION && version <= VERSION);
}

static bool is_whole(struct journal *j, struct error *err)
{
    sqlite3_stmt *st = db_prepare(j->db, "PRAGMA quick_check(1)", j->path, err);
    if (!st)
        return false;
    int rc = sqlite3_step(st);
    const char *said = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(st, 0) : NULL;
    bool ok = said && strcmp(said, "ok") == 0;
    if (!ok && rc != SQLITE_ROW)
        fails(j, err);
    else if (!ok)
        db_error(NULL, SQLITE_CORRUPT, j->path, err);
    sqlite3_finalize(st);
    return ok;
}

static bool create_table(struct journal *j, struct error *err)
{
    bool empty;
    char marks[96];
    snprintf(marks, sizeof marks, "PRAGMA application_id=%d; PRAGMA user_version=%d",
             (int)APPLICATION, (int)VERSION);
    /* another process may have been faster: looked at again with the lock held */
    if (!db_exec(j->db, "BEGIN IMMEDIATE", j->path, err))
        return false;
    bool ok =
        is_ours(j, &empty, err) &&
        (!empty || (db_exec(j->db, SCHEMA, j->path, err) && db_exec(j->db, marks, j->path, err)));
    if (ok)
        ok = db_exec(j->db, "COMMIT", j->path, err);
    if (!ok)
        sqlite3_exec(j->db, "ROLLBACK", NULL, NULL, NULL);
    return ok;
}

static bool prepare(struct journal *j, struct error *err)
{
    const struct {
        sqlite3_stmt **st;
        const char *sql;
    } all[] = {
        {&j->again, "UPDATE asked SET count = count + 1"
                    " WHERE day = ?1 AND kind = ?2 AND text = ?3 AND entries = ?4"},
        {&j->add, "INSERT INTO asked VALUES(?1, ?2, ?3, ?4, 1)"},
        {&j->day_rows, "SELECT count(*) FROM asked WHERE day = ?1"},
        {&j->oldest, "DELETE FROM asked WHERE day = (SELECT min(day) FROM asked) AND day < ?1"},
        {&j->drop, "DELETE FROM asked WHERE day < ?1"},
        {&j->pages, "SELECT (SELECT page_count FROM pragma_page_count) -"
                    " (SELECT freelist_count FROM pragma_freelist_count)"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!(*all[i].st = db_prepare(j->db, all[i].sql, j->path, err)))
            return false;
    return true;
}

static bool drop_old(struct journal *j, struct date today, struct error *err)
{
    char day[11];
    date_format_iso(date_add_days(today, 1 - j->limits.days), day);
    sqlite3_bind_text(j->drop, 1, day, -1, SQLITE_TRANSIENT);
    if (!db_run(j->drop, j->path, err))
        return false;
    j->seen = today;
    return true;
}

/* Deleted rows leave pages that nothing needs; and of rows that came one after the other it can be
 * seen in which order, though the key hides it. Both are gone when the file is written anew. */
static bool tidy(struct journal *j, struct date today, struct error *err)
{
    sqlite3_int64 before = 0, after = 0;
    char day[11];
    date_format_iso(today, day);
    sqlite3_bind_text(j->day_rows, 1, day, -1, SQLITE_TRANSIENT);
    if (!number_of(j->day_rows, &before) || !drop_old(j, today, err) ||
        !pragma(j, "SELECT count(*) FROM asked", &after, err))
        return err->code == EX_OK ? fails(j, err) : false;
    /* While somebody else writes it is not the time for it. */
    if (before == 0 && after > 0) {
        set_waiting(j, false);
        sqlite3_exec(j->db, "VACUUM", NULL, NULL, NULL);
        set_waiting(j, true);
    }
    return true;
}

static bool open_whole(struct journal *j, struct date today, struct error *err)
{
    bool empty;
    /* secure_delete: what is deleted is overwritten. FULL: a plug that is pulled damages nothing.
     */
    return open_db(j, err) &&
           db_exec(j->db,
                   "PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON;"
                   " PRAGMA synchronous=FULL",
                   j->path, err) &&
           is_ours(j, &empty, err) && (!empty || create_table(j, err)) && is_whole(j, err) &&
           prepare(j, err) && tidy(j, today, err);
}

/* ---- a damaged file ---- */

static bool free_name(const char *path, struct date today, struct strbuf *out)
{
    char day[11];
    date_format_iso(today, day);
    for (int i = 1; i < 1000; i++) {
        struct stat st;
        strbuf_clear(out);
        strbuf_printf(out, "%s.damaged-%s", path, day);
        if (i > 1)
            strbuf_printf(out, "-%d", i);
        if (lstat(out->s, &st) != 0)
            return errno == ENOENT;
    }
    return false;
}

/* Renames it, unless another process has done that in the meantime: whoever holds the lock of the
 * file that has the name decides. What SQLite would roll back belongs to the damaged one. */
static bool set_aside(const char *path, struct date today, struct strbuf *told, struct error *err)
{
    struct stat held, named;
    struct strbuf to, from;
    strbuf_init(&to);
    strbuf_init(&from);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && flock(fd, LOCK_EX) == 0 && fstat(fd, &held) == 0;
    bool same =
        ok && stat(path, &named) == 0 && held.st_ino == named.st_ino && held.st_dev == named.st_dev;
    if (same) {
        ok = free_name(path, today, &to) && rename(path, to.s) == 0;
        strbuf_printf(&from, "%s-journal", path);
        if (ok) {
            strbuf_printf(told,
                          _("質問の記録「%s」がこわれていたので、「%s」という名前にして残し、"
                            "新しい記録を始めました。"),
                          path, to.s);
            strbuf_puts(&to, "-journal");
            rename(from.s, to.s);
        }
    }
    if (!ok)
        error_set(err, EX_NOPERM, _("こわれた記録「%s」の名前を変えられません（%s）。"), path,
                  strerror(errno));
    if (fd >= 0)
        close(fd);
    strbuf_done(&to);
    strbuf_done(&from);
    return ok;
}

/* ---- */

static size_t usual(size_t given, size_t value)
{
    return given ? given : value;
}

/* Nobody else may read it, whatever the umask is. */
static bool make_file(const char *path, struct error *err)
{
    struct stat st;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0600);
    bool ok = fd >= 0 && fstat(fd, &st) == 0;
    if (!ok) {
        int code = errno == EACCES || errno == EROFS || errno == EPERM ? EX_NOPERM : EX_NOINPUT;
        error_set(err, code, _("質問の記録「%s」を開けません（%s）。"), path, strerror(errno));
    } else if (!S_ISREG(st.st_mode)) {
        error_set(err, EX_CONFIG, _("「%s」は、質問の記録のファイルではありません。"), path);
        ok = false;
    }
    if (fd >= 0)
        close(fd);
    return ok;
}

static struct journal *new_journal(const char *path, const struct journal_limits *limits)
{
    struct journal *j = xcalloc(1, sizeof *j);
    struct journal_limits l = limits ? *limits : (struct journal_limits){0};
    j->path = xstrdup(path);
    j->limits = (struct journal_limits){.chars = usual(l.chars, USUAL_CHARS),
                                        .bytes = usual(l.bytes, USUAL_BYTES),
                                        .rows = usual(l.rows, USUAL_ROWS),
                                        .days = l.days > 0 ? l.days : USUAL_DAYS,
                                        .busy_msec = l.busy_msec > 0 ? l.busy_msec : USUAL_BUSY};
    return j;
}

struct journal *journal_open(const char *path, struct date today,
                             const struct journal_limits *limits, struct strbuf *told,
                             struct error *err)
{
    enum { TRIES = 3 }; /* several may find the same damage */
    struct journal *j = new_journal(path, limits);
    for (int i = 0;; i++) {
        struct error why = ERROR_NONE;
        if (make_file(path, &why) && open_whole(j, today, &why)) {
            chmod(path, 0600); /* however it was made; another owner's is theirs to decide */
            return j;
        }
        close_db(j);
        /* in open_whole only SQLite says EX_DATAERR: for a damaged file, or none of its own */
        if (i < TRIES && why.code == EX_DATAERR && set_aside(path, today, told, &why))
            continue;
        error_set(err, why.code == EX_CONFIG ? EX_DATAERR : why.code, "%s", why.msg);
        journal_close(j);
        return NULL;
    }
}

void journal_close(struct journal *j)
{
    if (!j)
        return;
    close_db(j);
    free(j->path);
    free(j);
}

/* ---- appending ---- */

struct written {
    char day[11];
    int kind;
    struct strbuf text, entries;
};

static void bind_row(sqlite3_stmt *st, const struct written *w)
{
    sqlite3_bind_text(st, 1, w->day, -1, SQLITE_STATIC);
    sqlite3_bind_int(st, 2, w->kind);
    sqlite3_bind_text(st, 3, w->text.s, (int)w->text.len, SQLITE_STATIC);
    sqlite3_bind_text(st, 4, w->entries.s, (int)w->entries.len, SQLITE_STATIC);
}

static bool within_day(struct journal *j, const struct written *w, struct error *err)
{
    sqlite3_int64 rows;
    sqlite3_bind_text(j->day_rows, 1, w->day, -1, SQLITE_STATIC);
    if (!number_of(j->day_rows, &rows))
        return fails(j, err);
    if ((size_t)rows < j->limits.rows)
        return true;
    error_set(err, EX_TEMPFAIL, _("今日の質問の記録は、いっぱいです。"));
    return false;
}

/* The oldest days go until there is room for another page or two. */
static bool within_file(struct journal *j, const struct written *w, struct error *err)
{
    enum { PAGE = 4096, SPARE = 4 };
    size_t most = j->limits.bytes / PAGE;
    sqlite3_int64 pages;
    for (;;) {
        if (!number_of(j->pages, &pages))
            return fails(j, err);
        if ((size_t)pages + SPARE <= most)
            return true;
        sqlite3_bind_text(j->oldest, 1, w->day, -1, SQLITE_STATIC);
        if (!db_run(j->oldest, j->path, err))
            return false;
        if (sqlite3_changes(j->db) == 0) {
            error_set(err, EX_TEMPFAIL, _("今日の質問の記録は、いっぱいです。"));
            return false;
        }
    }
}

static bool write_row(struct journal *j, const struct written *w, struct error *err)
{
    bind_row(j->again, w);
    if (!db_run(j->again, j->path, err))
        return false;
    if (sqlite3_changes(j->db) > 0)
        return true;
    bind_row(j->add, w);
    return within_day(j, w, err) && within_file(j, w, err) && db_run(j->add, j->path, err);
}

bool journal_append(struct journal *j, const struct journal_row *r, struct error *err)
{
    struct written w = {.kind = (int)r->kind};
    strbuf_init(&w.text);
    strbuf_init(&w.entries);
    date_format_iso(r->day, w.day);
    mask_text(r->text, strlen(r->text), NULL, 0, "", &w.text);
    strbuf_truncate(&w.text, utf8_prefix(w.text.s, w.text.len, j->limits.chars));
    strbuf_add(&w.entries, r->entries,
               utf8_prefix(r->entries, strlen(r->entries), j->limits.chars));
    struct error why = ERROR_NONE;
    bool ok = (date_cmp(r->day, j->seen) == 0 || tidy(j, r->day, &why)) &&
              db_exec(j->db, "BEGIN IMMEDIATE", j->path, &why) && write_row(j, &w, &why) &&
              db_exec(j->db, "COMMIT", j->path, &why);
    if (!ok) {
        sqlite3_exec(j->db, "ROLLBACK", NULL, NULL, NULL);
        j->seen = (struct date){0, 0, 0};
        error_set(err, why.code, "%s", why.msg);
    }
    sqlite3_clear_bindings(j->again);
    sqlite3_clear_bindings(j->add);
    strbuf_wipe(&w.text);
    strbuf_done(&w.text);
    strbuf_done(&w.entries);
    return ok;
}

/* ---- reading ---- */

static const char *column(sqlite3_stmt *st, int i, struct arena *a)
{
    const char *s = (const char *)sqlite3_column_text(st, i);
    struct strbuf clean; /* the file may have been written by anybody */
    strbuf_init(&clean);
    utf8_clean(&clean, s ? s : "", s ? (size_t)sqlite3_column_bytes(st, i) : 0, false);
    const char *out = arena_strdup(a, clean.s);
    strbuf_done(&clean);
    return out;
}

static bool read_row(sqlite3_stmt *st, struct journal_rows *out)
{
    const char *day = (const char *)sqlite3_column_text(st, 0);
    struct journal_row r = {.kind = (enum journal_kind)sqlite3_column_int(st, 1)};
    sqlite3_int64 count = sqlite3_column_int64(st, 4);
    if (!day || !date_parse_iso(day, strlen(day), &r.day) || (int)r.kind < 0 ||
        r.kind >= JOURNAL_KINDS || count < 1)
        return false;
    r.count = (size_t)count;
    r.text = column(st, 2, &out->arena);
    r.entries = column(st, 3, &out->arena);
    if ((out->n & (out->n - 1)) == 0)
        out->v = xreallocarray(out->v, out->n ? 2 * out->n : 1, sizeof *out->v);
    out->v[out->n++] = r;
    return true;
}

static bool read_rows(struct journal *j, struct date since, struct journal_rows *out,
                      struct error *err)
{
    char day[11] = "";
    if (!date_is_none(since))
        date_format_iso(since, day);
    sqlite3_stmt *st = db_prepare(j->db,
                                  "SELECT day, kind, text, entries, count FROM asked"
                                  " WHERE day >= ?1 ORDER BY day, kind, text, entries",
                                  j->path, err);
    if (!st)
        return false;
    sqlite3_bind_text(st, 1, day, -1, SQLITE_STATIC);
    int rc;
    bool ok = true;
    while (ok && (rc = sqlite3_step(st)) == SQLITE_ROW)
        ok = read_row(st, out) || db_error(NULL, SQLITE_CORRUPT, j->path, err);
    if (ok && rc != SQLITE_DONE)
        ok = fails(j, err);
    sqlite3_finalize(st);
    return ok;
}

bool journal_read(const char *path, struct date since, struct journal_rows *out, struct error *err)
{
    struct error why = ERROR_NONE;
    bool empty = false;
    struct journal *j = new_journal(path, NULL);
    *out = (struct journal_rows){0};
    arena_init(&out->arena);
    bool ok = open_db(j, &why) && is_ours(j, &empty, &why) &&
              (empty || (is_whole(j, &why) && read_rows(j, since, out, &why)));
    if (!ok)
        error_set(err, why.code == EX_CONFIG ? EX_DATAERR : why.code, "%s", why.msg);
    journal_close(j);
    return ok;
}

void journal_rows_done(struct journal_rows *r)
{
    free(r->v);
    arena_done(&r->arena);
    *r = (struct journal_rows){0};
}
