#include "app/publish.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static char *with_suffix(const char *path, const char *suffix)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s%s", path, suffix);
    return strbuf_detach(&b);
}

static bool lock_folder(struct publish *p, struct error *err)
{
    char *folder = file_folder(p->file);
    p->lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = p->lock >= 0 || file_fail(err, EX_CANTCREAT, folder);
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

/* Where a file system has no hard links (a USB stick), a copy. */
static bool keep_as(const char *file, const char *path, struct error *err)
{
    unlink(path);
    if (link(file, path) == 0)
        return true;
    struct strbuf copy;
    strbuf_init(&copy);
    bool ok = file_read(file, SIZE_MAX, &copy) ? file_replace(path, &copy, err)
                                               : file_fail(err, EX_CANTCREAT, path);
    strbuf_done(&copy);
    return ok;
}

static bool sync_folder(const struct publish *p, struct error *err)
{
    char *folder = file_folder(p->file);
    bool ok = file_sync_folder(folder, err);
    free(folder);
    return ok;
}

bool publish_replace(const struct publish *p, struct error *err)
{
    char *kept = with_suffix(p->file, ".kept");
    bool ok = true;
    if (publish_has(p->file)) {
        ok = keep_as(p->file, kept, err);
        ok = ok && (rename(kept, p->previous) == 0 || file_fail(err, EX_CANTCREAT, p->previous));
        unlink(kept); /* the two were one file already: then rename() leaves both names */
    }
    free(kept);
    if (ok && rename(p->next, p->file) != 0)
        ok = file_fail(err, EX_CANTCREAT, p->file);
    return ok && sync_folder(p, err);
}

/* In three steps, each of which leaves a whole file behind; for file systems that cannot swap. */
static bool swap_slowly(const struct publish *p, struct error *err)
{
    char *kept = with_suffix(p->file, ".kept");
    bool ok = keep_as(p->file, kept, err);
    ok = ok && (rename(p->previous, p->file) == 0 || file_fail(err, EX_CANTCREAT, p->file));
    if (ok && rename(kept, p->previous) != 0)
        ok = file_fail(err, EX_CANTCREAT, p->previous);
    free(kept);
    return ok;
}

bool publish_swap(const struct publish *p, struct error *err)
{
    bool ok = publish_has(p->file)
                  ? renameat2(AT_FDCWD, p->previous, AT_FDCWD, p->file, RENAME_EXCHANGE) == 0
                  : rename(p->previous, p->file) == 0;
    if (!ok && (errno == EINVAL || errno == ENOSYS))
        ok = swap_slowly(p, err);
    else if (!ok)
        file_fail(err, EX_CANTCREAT, p->file);
    return ok && sync_folder(p, err);
}
