#include "index/replace.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODE 0644 /* whoever looks something up may read it, whatever the umask of the builder */

struct target {
    char *path;       /* the file itself, links followed */
    char *directory;  /* it is in */
    const char *base; /* of path */
    char *temp;
};

static bool fail(struct error *err, int code, const char *path)
{
    error_set(err, code, _("%s に書けません（%s）。"), path, strerror(errno));
    return false;
}

/* A path that does not exist yet is taken as it is. */
static void target_init(struct target *t, const char *path)
{
    t->path = realpath(path, NULL);
    if (!t->path)
        t->path = xstrdup(path);
    char *slash = strrchr(t->path, '/');
    t->base = slash ? slash + 1 : t->path;
    t->directory =
        slash ? xstrndup(t->path, slash == t->path ? 1 : (size_t)(slash - t->path)) : xstrdup(".");
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s.tmp.%ld", t->path, (long)getpid());
    t->temp = strbuf_detach(&b);
}

static void target_done(struct target *t)
{
    free(t->path);
    free(t->directory);
    free(t->temp);
}

/* Is name "BASE.tmp.DIGITS"? */
static bool is_leftover(const char *base, const char *name)
{
    size_t n = strlen(base);
    if (strncmp(name, base, n) != 0 || strncmp(name + n, ".tmp.", 5) != 0)
        return false;
    const char *digits = name + n + 5;
    return *digits && digits[strspn(digits, "0123456789")] == '\0';
}

/* A build holds a lock on its temporary file: what nobody has locked, nobody writes any more. */
static void remove_leftovers(const struct target *t)
{
    DIR *dir = opendir(t->directory);
    if (!dir)
        return;
    for (struct dirent *d; (d = readdir(dir));) {
        if (!is_leftover(t->base, d->d_name))
            continue;
        int fd = openat(dirfd(dir), d->d_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
        if (fd < 0)
            continue;
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            unlinkat(dirfd(dir), d->d_name, 0);
        close(fd);
    }
    closedir(dir);
}

/* Creates and locks the temporary file. Another build may take it for a leftover between the two:
 * then it has no name any more, and a new one is made. */
static int create_temp(const struct target *t)
{
    for (int tries = 0; tries < 8; tries++) {
        int fd = open(t->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE);
        if (fd < 0 && errno == EEXIST && unlink(t->temp) == 0)
            continue; /* an earlier process had our number */
        if (fd < 0)
            return -1;
        struct stat st;
        if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno != EWOULDBLOCK)
            return fd; /* a file system without locks: nobody can mistake it either */
        if (fstat(fd, &st) == 0 && st.st_nlink > 0)
            return fd;
        close(fd);
    }
    errno = EAGAIN;
    return -1;
}

static bool write_all(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        p += done;
        n -= (size_t)done;
    }
    return true;
}

static bool sync_directory(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool ok = fsync(fd) == 0 || errno == EINVAL; /* some file systems know no such thing */
    close(fd);
    return ok;
}

static bool write_temp(int fd, const struct replace_part *parts, size_t nparts)
{
    for (size_t i = 0; i < nparts; i++)
        if (!write_all(fd, parts[i].p, parts[i].n))
            return false;
    return fchmod(fd, MODE) == 0 && fsync(fd) == 0;
}

static bool replace_target(const struct target *t, const struct replace_part *parts, size_t nparts,
                           struct error *err)
{
    struct stat st;
    if (stat(t->path, &st) == 0 && !S_ISREG(st.st_mode)) {
        error_set(err, EX_CANTCREAT, _("%s はふつうのファイルではありません。"), t->path);
        return false;
    }
    remove_leftovers(t);
    int fd = create_temp(t);
    if (fd < 0)
        return fail(err, EX_CANTCREAT, t->temp);
    bool ok = write_temp(fd, parts, nparts) || fail(err, EX_IOERR, t->temp);
    if (ok && rename(t->temp, t->path) != 0)
        ok = fail(err, EX_CANTCREAT, t->path);
    if (!ok)
        unlink(t->temp);
    else if (!sync_directory(t->directory))
        ok = fail(err, EX_IOERR, t->directory);
    close(fd);
    return ok;
}

bool replace_file(const char *path, const struct replace_part *parts, size_t nparts,
                  struct error *err)
{
    struct target t;
    target_init(&t, path);
    bool ok = replace_target(&t, parts, nparts, err);
    target_done(&t);
    return ok;
}
