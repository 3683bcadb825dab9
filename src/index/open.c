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

#define HUGE ((size_t)2 << 20)

/* Memory for the bytes, from the first huge page in the mapping on where the system has such: one
 * large page is made in a tenth of the time of five hundred small ones. */
static bool take_memory(struct index *ix, size_t size)
{
    size_t room = size + HUGE;
    char *p = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return false;
    size_t skip = HUGE - (uintptr_t)p % HUGE;
    ix->mapping = p;
    ix->mapped = room;
    ix->bytes = (unsigned char *)p + skip;
    ix->size = size;
    madvise(ix->bytes, size, MADV_HUGEPAGE);
    madvise(ix->bytes, size, MADV_POPULATE_WRITE);
    return true;
}

/* A copy, for a mapped file that someone else cuts short ends the process. The pages are asked for
 * in one go, which is half the time of touching them one by one. */
static bool copy_file(struct index *ix, int fd, struct error *err)
{
    size_t size = (size_t)ix->stat.st_size, done = 0;
    if (!take_memory(ix, size))
        return cannot_read(ix, errno, err);
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
static bool read_file(struct index *ix, int fd, struct error *err)
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
    return copy_file(ix, fd, err) && seal_check(ix->bytes, ix->size, ix->path, &ix->sections, err);
}

static bool load_bytes(struct index *ix, struct error *err)
{
    int fd = open(ix->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return cannot_read(ix, errno, err);
    bool ok = read_file(ix, fd, err);
    close(fd);
    return ok;
}

static bool open_database(struct index *ix, struct error *err)
{
    sqlite3_int64 n = (sqlite3_int64)ix->sections.database;
    /* nobody asks how much memory is in use; counting it takes a lock each time. Refused, without
     * harm, when SQLite is at work already. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int rc =
        sqlite3_open_v2(":memory:", &ix->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_deserialize(ix->db, "main", ix->bytes, n, n, SQLITE_DESERIALIZE_READONLY);
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

/* MeCab takes a user dictionary by path only: ours is given one that lives in memory. */
static bool open_with(struct index *ix, const struct bytes *dic, struct error *err)
{
    char path[32];
    int fd = memfd_create("userdic", MFD_CLOEXEC);
    bool ok = fd >= 0;
    for (size_t done = 0; ok && done < dic->n;) {
        ssize_t got = write(fd, dic->p + done, dic->n - done);
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
    const struct bytes *dic = &ix->sections.part[PART_USERDIC];
    if (dic->n)
        return open_with(ix, dic, err);
    ix->morph = morph_open(NULL, NULL, err);
    return ix->morph != NULL;
}

static bool load_knowledge(struct index *ix, struct error *err)
{
    const struct bytes *packed = &ix->sections.part[PART_KNOWLEDGE];
    ix->knowledge = knowledge_unpack((const char *)packed->p, packed->n, false, err);
    if (ix->knowledge)
        ix->suggester = suggester_new(ix->knowledge);
    return ix->knowledge != NULL;
}

static bool load_lengths(struct index *ix, struct error *err)
{
    const struct bytes *all = &ix->sections.part[PART_LENGTHS];
    const unsigned char *p = all->p;
    size_t n = ix->lengths.entries = ix->knowledge->entries.n;
    if (all->n != TERM_KINDS * FIELDS * 2 * n)
        return damaged(ix, err);
    for (size_t k = 0; k < TERM_KINDS; k++)
        for (size_t f = 0; f < FIELDS; f++) {
            uint16_t *v = ix->lengths.v[k][f] = xreallocarray(NULL, n + 1, sizeof *v);
            for (size_t i = 0; i < n; i++, p += 2)
                v[i] = (uint16_t)(p[0] | p[1] << 8);
        }
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
    const struct bytes *lexicon = &ix->sections.part[PART_LEXICON];
    rerank_weights_read(&ix->weights, ix->knowledge);
    ix->analyzer = analyzer_new(ix->morph, ix->knowledge);
    return analyzer_lexicon(ix->analyzer, lexicon->p, lexicon->n) || damaged(ix, err);
}

static bool load_asked(struct index *ix, struct error *err)
{
    const struct bytes *asked = &ix->sections.part[PART_ASKED];
    const struct bytes *common = &ix->sections.part[PART_COMMON];
    return (asked_open(&ix->asked, asked->p, asked->n, ix->knowledge->entries.n) &&
            lexicon_open(&ix->common, common->p, common->n)) ||
           damaged(ix, err);
}

static bool load_traits(struct index *ix, struct error *err)
{
    const struct bytes *traits = &ix->sections.part[PART_TRAITS];
    return traits_open(&ix->traits, traits->p, traits->n, ix->knowledge->entries.n) ||
           damaged(ix, err);
}

static bool load(struct index *ix, struct error *err)
{
    return load_bytes(ix, err) && open_database(ix, err) && open_morph(ix, err) &&
           load_knowledge(ix, err) && load_lengths(ix, err) && make_analyzer(ix, err) &&
           load_asked(ix, err) && load_traits(ix, err) && prepare(ix, err);
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
    sqlite3_finalize(ix->known);
    sqlite3_close(ix->db);
    for (size_t k = 0; k < TERM_KINDS; k++)
        for (size_t f = 0; f < FIELDS; f++)
            free(ix->lengths.v[k][f]);
    analyzer_free(ix->analyzer);
    morph_close(ix->morph);
    traits_done(&ix->traits);
    terms_done(&ix->fts.terms);
    collector_done(&ix->collector);
    suggester_free(ix->suggester);
    knowledge_free(ix->knowledge);
    if (ix->mapping)
        munmap(ix->mapping, ix->mapped);
    free(ix->path);
    free(ix);
}

const struct knowledge *index_knowledge(const struct index *ix)
{
    return ix->knowledge;
}

void index_pass_over_same(struct index *ix, bool pass_over)
{
    ix->asked.others = pass_over;
}

struct morph *index_morph(struct index *ix)
{
    return ix->morph;
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
