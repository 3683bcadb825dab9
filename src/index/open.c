#include "index/open.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "index/schema.h"
#include "index/seal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAX_BYTES ((off_t)1 << 31)

static bool cannot_read(struct index *ix, int error, struct error *err)
{
    error_set(err, EX_NOINPUT, _("%s を読めません（%s）。"), ix->path, strerror(error));
    return false;
}

/* A copy, for a mapped file that someone else cuts short ends the process. The pages are asked for
 * in one go, which is half the time of touching them one by one. */
static bool copy_file(struct index *ix, int fd, struct error *err)
{
    size_t size = (size_t)ix->stat.st_size, done = 0;
    void *p =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (p == MAP_FAILED)
        return cannot_read(ix, errno, err);
    ix->bytes = p;
    ix->size = size;
    while (done < size) {
        ssize_t n = pread(fd, ix->bytes + done, size - done, (off_t)done);
        if (n < 0 && errno != EINTR)
            return cannot_read(ix, errno, err);
        if (n == 0)
            break; /* it just became shorter: the seal will not be there */
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* The beginning is looked at first: a foreign file may be of any size. */
static bool read_file(struct index *ix, int fd, size_t *database, struct error *err)
{
    unsigned char head[SEAL_HEAD_BYTES];
    if (fstat(fd, &ix->stat) != 0)
        return cannot_read(ix, errno, err);
    if (!S_ISREG(ix->stat.st_mode))
        return cannot_read(ix, S_ISDIR(ix->stat.st_mode) ? EISDIR : EINVAL, err);
    ssize_t n = pread(fd, head, sizeof head, 0);
    if (n < 0)
        return cannot_read(ix, errno, err);
    if (!seal_head(head, (size_t)n, ix->path, err))
        return false;
    if (ix->stat.st_size > MAX_BYTES)
        return cannot_read(ix, EFBIG, err);
    return copy_file(ix, fd, err) && seal_check(ix->bytes, ix->size, ix->path, database, err);
}

static bool load_bytes(struct index *ix, size_t *database, struct error *err)
{
    int fd = open(ix->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return cannot_read(ix, errno, err);
    bool ok = read_file(ix, fd, database, err);
    close(fd);
    return ok;
}

static bool open_database(struct index *ix, size_t n, struct error *err)
{
    /* nobody asks how much memory is in use; counting it takes a lock each time. Refused, without
     * harm, when SQLite is at work already. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int rc =
        sqlite3_open_v2(":memory:", &ix->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_deserialize(ix->db, "main", ix->bytes, (sqlite3_int64)n, (sqlite3_int64)n,
                                 SQLITE_DESERIALIZE_READONLY);
    if (rc != SQLITE_OK)
        return db_error(ix->db, rc, ix->path, err);
    /* Pages are used where they lie in our bytes. The seal has shown that they are whole: looking
     * at every cell at each use takes a fifth of a question's time. */
    if (!db_harden(ix->db, ix->path, err) ||
        !db_exec(ix->db, "PRAGMA mmap_size=2147418112; PRAGMA cell_size_check=OFF", ix->path, err))
        return false;
    if (fts_register_tokenizer(ix->db, &ix->fts) && collect_register(ix->db, &ix->collector))
        return true;
    error_set(err, EX_UNAVAILABLE, _("この SQLite では FTS5 が使えません。"));
    return false;
}

static bool damaged(struct index *ix, struct error *err)
{
    return db_error(NULL, SQLITE_CORRUPT, ix->path, err);
}

/* Copies the bytes of the one row of a table. Caller frees; NULL and *err on damage. */
static unsigned char *read_blob(struct index *ix, const char *table, size_t *n, struct error *err)
{
    sqlite3_blob *blob;
    int rc = sqlite3_blob_open(ix->db, "main", table, "bytes", 1, 0, &blob);
    if (rc != SQLITE_OK) {
        db_error(ix->db, rc, ix->path, err);
        return NULL;
    }
    *n = (size_t)sqlite3_blob_bytes(blob);
    unsigned char *bytes = xmalloc(*n + 1);
    rc = sqlite3_blob_read(blob, bytes, (int)*n, 0);
    sqlite3_blob_close(blob);
    if (rc == SQLITE_OK)
        return bytes;
    free(bytes);
    db_error(ix->db, rc, ix->path, err);
    return NULL;
}

static bool has_userdic(struct index *ix, bool *has, struct error *err)
{
    sqlite3_stmt *st = db_prepare(ix->db, "SELECT count(*) FROM userdic", ix->path, err);
    if (!st)
        return false;
    bool ok = sqlite3_step(st) == SQLITE_ROW;
    *has = ok && sqlite3_column_int(st, 0) > 0;
    sqlite3_finalize(st);
    return ok || damaged(ix, err);
}

/* MeCab takes a user dictionary by path only: ours is given one that lives in memory. */
static bool open_with(struct index *ix, const unsigned char *dic, size_t n, struct error *err)
{
    char path[32];
    int fd = memfd_create("userdic", MFD_CLOEXEC);
    bool ok = fd >= 0;
    for (size_t done = 0; ok && done < n;) {
        ssize_t got = write(fd, dic + done, n - done);
        ok = got > 0;
        done += ok ? (size_t)got : 0;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (ok)
        ix->morph = morph_open(NULL, path, err);
    else
        error_set(err, EX_OSERR, _("辞書を開けません（%s）。"), strerror(errno));
    if (fd >= 0)
        close(fd);
    return ix->morph != NULL;
}

static bool open_morph(struct index *ix, struct error *err)
{
    bool has;
    if (!has_userdic(ix, &has, err))
        return false;
    if (!has) {
        ix->morph = morph_open(NULL, NULL, err);
        return ix->morph != NULL;
    }
    size_t n;
    unsigned char *dic = read_blob(ix, "userdic", &n, err);
    bool ok = dic && open_with(ix, dic, n, err);
    free(dic);
    return ok;
}

static bool load_knowledge(struct index *ix, struct error *err)
{
    size_t n;
    ix->packed = read_blob(ix, "knowledge", &n, err);
    if (ix->packed)
        ix->knowledge = knowledge_unpack((const char *)ix->packed, n, false, err);
    if (ix->knowledge)
        ix->suggester = suggester_new(ix->knowledge);
    return ix->knowledge != NULL;
}

static bool take_lengths(struct index *ix, sqlite3_stmt *st)
{
    sqlite3_int64 k = sqlite3_column_int64(st, 0), f = sqlite3_column_int64(st, 1);
    size_t n = ix->lengths.entries;
    if (k < 0 || k >= TERM_KINDS || f < 0 || f >= FIELDS || ix->lengths.v[k][f])
        return false;
    const unsigned char *p = sqlite3_column_blob(st, 2);
    if ((size_t)sqlite3_column_bytes(st, 2) != 2 * n)
        return false;
    uint16_t *v = xreallocarray(NULL, n + 1, sizeof *v);
    for (size_t i = 0; i < n; i++)
        v[i] = (uint16_t)(p[2 * i] | p[2 * i + 1] << 8);
    ix->lengths.v[k][f] = v;
    return true;
}

static bool load_lengths(struct index *ix, struct error *err)
{
    sqlite3_stmt *st = db_prepare(ix->db, "SELECT kind, field, bytes FROM lengths", ix->path, err);
    if (!st)
        return false;
    ix->lengths.entries = ix->knowledge->entries.n;
    size_t rows = 0;
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW && take_lengths(ix, st))
        rows++;
    sqlite3_finalize(st);
    if (rc != SQLITE_DONE || rows != TERM_KINDS * FIELDS)
        return damaged(ix, err);
    rank_lengths_means(&ix->lengths);
    return true;
}

static bool prepare(struct index *ix, struct error *err)
{
    ix->match = db_prepare(ix->db, COLLECT_SQL, ix->path, err);
    ix->phrase = ix->match ? db_prepare(ix->db,
                                        "SELECT source, entry FROM phrases WHERE key = ?1"
                                        " ORDER BY source, entry",
                                        ix->path, err)
                           : NULL;
    return ix->phrase != NULL;
}

static bool make_analyzer(struct index *ix, struct error *err)
{
    size_t n;
    ix->lexicon = read_blob(ix, "lexicon", &n, err);
    if (!ix->lexicon)
        return false;
    rerank_weights_read(&ix->weights, ix->knowledge);
    ix->analyzer = analyzer_new(ix->morph, ix->knowledge);
    return analyzer_lexicon(ix->analyzer, ix->lexicon, n) || damaged(ix, err);
}

static bool load_asked(struct index *ix, struct error *err)
{
    size_t n;
    ix->asked_bytes = read_blob(ix, "asked", &n, err);
    if (!ix->asked_bytes)
        return false;
    if (!asked_open(&ix->asked, ix->asked_bytes, n, ix->knowledge->entries.n))
        return damaged(ix, err);
    ix->common_bytes = read_blob(ix, "common", &n, err);
    return ix->common_bytes && (lexicon_open(&ix->common, ix->common_bytes, n) || damaged(ix, err));
}

static bool load_traits(struct index *ix, struct error *err)
{
    size_t n;
    unsigned char *bytes = read_blob(ix, "traits", &n, err);
    bool ok =
        bytes && (traits_open(&ix->traits, bytes, n, ix->knowledge->entries.n) || damaged(ix, err));
    free(bytes);
    return ok;
}

static bool load(struct index *ix, struct error *err)
{
    size_t database;
    return load_bytes(ix, &database, err) && open_database(ix, database, err) &&
           open_morph(ix, err) && load_knowledge(ix, err) && load_lengths(ix, err) &&
           make_analyzer(ix, err) && load_asked(ix, err) && load_traits(ix, err) &&
           prepare(ix, err);
}

struct index *index_open(const char *path, struct error *err)
{
    struct index *ix = xcalloc(1, sizeof *ix);
    ix->path = xstrdup(path);
    terms_init(&ix->fts.terms);
    if (!load(ix, err)) {
        index_close(ix);
        return NULL;
    }
    return ix;
}

void index_close(struct index *ix)
{
    if (!ix)
        return;
    sqlite3_finalize(ix->match);
    sqlite3_finalize(ix->phrase);
    sqlite3_close(ix->db);
    for (size_t k = 0; k < TERM_KINDS; k++)
        for (size_t f = 0; f < FIELDS; f++)
            free(ix->lengths.v[k][f]);
    analyzer_free(ix->analyzer);
    morph_close(ix->morph);
    free(ix->lexicon);
    traits_done(&ix->traits);
    free(ix->asked_bytes);
    free(ix->common_bytes);
    terms_done(&ix->fts.terms);
    collector_done(&ix->collector);
    suggester_free(ix->suggester);
    knowledge_free(ix->knowledge);
    free(ix->packed);
    if (ix->bytes)
        munmap(ix->bytes, ix->size);
    free(ix->path);
    free(ix);
}

const struct knowledge *index_knowledge(const struct index *ix)
{
    return ix->knowledge;
}

void index_pass_over_same(struct index *ix)
{
    ix->asked.others = true;
}

bool index_replaced(const struct index *ix)
{
    struct stat now;
    const struct stat *then = &ix->stat;
    if (stat(ix->path, &now) != 0)
        return true;
    return now.st_dev != then->st_dev || now.st_ino != then->st_ino ||
           now.st_size != then->st_size || now.st_mtim.tv_sec != then->st_mtim.tv_sec ||
           now.st_mtim.tv_nsec != then->st_mtim.tv_nsec;
}
