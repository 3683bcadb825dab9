#include "app/publish.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct error *err, int code, const char *path)
{
    error_set(err, code, _("%s に書けません（%s）。"), path, strerror(errno));
    return false;
}

static char *with_suffix(const char *path, const char *suffix)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s%s", path, suffix);
    char *s = strbuf_detach(&b);
    strbuf_done(&b);
    return s;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return xstrdup(".");
    return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}

static bool lock_folder(struct publish *p, struct error *err)
{
    char *folder = folder_of(p->file);
    p->lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = p->lock >= 0 || fail(err, EX_CANTCREAT, folder);
    if (ok && flock(p->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        error_set(err, EX_TEMPFAIL,
                  _("ほかの publish が動いています。終わってから、もう一度してください（%s）。"),
                  folder);
        ok = false;
    }
    free(folder);
    return ok;
}

bool publish_begin(struct publish *p, const char *file, struct error *err)
{
    struct stat st;
    *p = (struct publish){.lock = -1};
    p->file = realpath(file, NULL);
    if (!p->file) /* not there yet */
        p->file = xstrdup(file);
    p->next = with_suffix(p->file, ".next");
    p->previous = with_suffix(p->file, ".previous");
    if (stat(p->file, &st) == 0 && !S_ISREG(st.st_mode)) {
        error_set(err, EX_CANTCREAT, _("%s はふつうのファイルではありません。"), p->file);
        return false;
    }
    return lock_folder(p, err);
}

void publish_done(struct publish *p)
{
    if (p->lock >= 0)
        close(p->lock);
    free(p->file);
    free(p->next);
    free(p->previous);
    *p = (struct publish){.lock = -1};
}

bool publish_has(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool publish_same(const struct publish *p)
{
    FILE *a = fopen(p->file, "rb"), *b = fopen(p->next, "rb");
    bool same = a && b;
    char x[65536], y[65536];
    for (size_t n = 1; same && n > 0;) {
        n = fread(x, 1, sizeof x, a);
        same = fread(y, 1, sizeof y, b) == n && memcmp(x, y, n) == 0;
    }
    if (a)
        fclose(a);
    if (b)
        fclose(b);
    return same;
}

/* ---- a second name for the file ---- */

static bool copy_bytes(int from, int to)
{
    char buf[65536];
    ssize_t n;
    while ((n = read(from, buf, sizeof buf)) > 0)
        for (ssize_t at = 0, done; at < n; at += done)
            if ((done = write(to, buf + at, (size_t)(n - at))) < 0)
                return false;
    return n == 0 && fchmod(to, 0644) == 0 && fsync(to) == 0;
}

/* Where a file system has no hard links (a USB stick), a copy. */
static bool keep_as(const char *file, const char *path)
{
    unlink(path);
    if (link(file, path) == 0)
        return true;
    int from = open(file, O_RDONLY | O_CLOEXEC);
    int to = from < 0 ? -1 : open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    bool ok = to >= 0 && copy_bytes(from, to);
    int why = errno;
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    if (!ok && to >= 0)
        unlink(path);
    errno = why;
    return ok;
}

static bool sync_folder(const struct publish *p, struct error *err)
{
    /* Some file systems know no such thing. */
    return fsync(p->lock) == 0 || errno == EINVAL || fail(err, EX_IOERR, p->file);
}

bool publish_replace(const struct publish *p, struct error *err)
{
    char *kept = with_suffix(p->file, ".kept");
    bool ok = true;
    if (publish_has(p->file)) {
        ok = keep_as(p->file, kept) || fail(err, EX_CANTCREAT, kept);
        ok = ok && (rename(kept, p->previous) == 0 || fail(err, EX_CANTCREAT, p->previous));
        unlink(kept); /* the two were one file already: then rename() leaves both names */
    }
    free(kept);
    if (ok && rename(p->next, p->file) != 0)
        ok = fail(err, EX_CANTCREAT, p->file);
    return ok && sync_folder(p, err);
}

/* In three steps, each of which leaves a whole file behind; for file systems that cannot swap. */
static bool swap_slowly(const struct publish *p, struct error *err)
{
    char *kept = with_suffix(p->file, ".kept");
    bool ok = keep_as(p->file, kept) || fail(err, EX_CANTCREAT, kept);
    ok = ok && (rename(p->previous, p->file) == 0 || fail(err, EX_CANTCREAT, p->file));
    if (ok && rename(kept, p->previous) != 0)
        ok = fail(err, EX_CANTCREAT, p->previous);
    free(kept);
    return ok;
}

bool publish_swap(const struct publish *p, struct error *err)
{
    bool ok = renameat2(AT_FDCWD, p->previous, AT_FDCWD, p->file, RENAME_EXCHANGE) == 0;
    if (!ok && (errno == EINVAL || errno == ENOSYS))
        ok = swap_slowly(p, err);
    else if (!ok)
        fail(err, EX_CANTCREAT, p->file);
    return ok && sync_folder(p, err);
}
