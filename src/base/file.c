#include "base/file.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODE 0644 /* whoever looks something up may read it, whatever the umask of the builder */

bool file_fail(struct error *err, int code, const char *path)
{
    error_set(err, code, _("「%s」に書けません（%s）"), path, strerror(errno));
    return false;
}

bool file_read(const char *path, size_t max, struct strbuf *out)
{
    FILE *f = fopen(path, "rbe");
    char buf[65536];
    size_t n;
    while (f && out->len <= max && (n = fread(buf, 1, sizeof buf, f)) > 0)
        strbuf_add(out, buf, n);
    bool ok = f && !ferror(f);
    int why = errno;
    if (f)
        fclose(f);
    errno = why;
    return ok;
}

bool file_write(int fd, const struct strbuf *text)
{
    for (size_t done = 0; done < text->len;) {
        ssize_t n = write(fd, text->s + done, text->len - done);
        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* ---- folders ---- */

char *file_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? xstrndup(path, slash == path ? 1 : (size_t)(slash - path)) : xstrdup(".");
}

bool file_make_folder(const char *folder, struct error *err)
{
    struct stat st;
    if (mkdir(folder, 0777) == 0 ||
        (errno == EEXIST && stat(folder, &st) == 0 && S_ISDIR(st.st_mode)))
        return true;
    error_set(err, EX_CANTCREAT, _("フォルダ「%s」を作れません（%s）"), folder, strerror(errno));
    return false;
}

bool file_sync_folder(const char *folder, struct error *err)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* Some file systems know no such thing. */
    bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
    if (!ok)
        file_fail(err, EX_IOERR, folder);
    if (fd >= 0)
        close(fd);
    return ok;
}

/* ---- the temporary file ---- */

struct target {
    char *path;       /* the file itself, links followed */
    char *directory;  /* it is in */
    const char *base; /* of path */
    char *temp;
    bool is_new; /* nothing may be at path */
};

static void target_init(struct target *t, const char *path, bool is_new)
{
    t->path = is_new ? NULL : realpath(path, NULL);
    if (!t->path)
        t->path = xstrdup(path);
    const char *slash = strrchr(t->path, '/');
    t->base = slash ? slash + 1 : t->path;
    t->directory = file_folder(t->path);
    t->is_new = is_new;
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

/* A writer holds a lock on its temporary file: what nobody has locked, nobody writes any more. */
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

/* Creates and locks the temporary file. Another writer may take it for a leftover between the two:
 * then it has no name any more, and a new one is made. */
static int create_temp(const struct target *t)
{
    for (int tries = 0; tries < 8; tries++) {
        int fd = open(t->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, t->is_new ? 0666 : MODE);
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

/* ---- writing ---- */

static bool write_temp(const struct target *t, int fd, const struct strbuf *text)
{
    return file_write(fd, text) && (t->is_new || fchmod(fd, MODE) == 0) && fsync(fd) == 0;
}

/* Gives the temporary file its name. */
static bool name_temp(const struct target *t)
{
    if (!t->is_new)
        return rename(t->temp, t->path) == 0;
    if (renameat2(AT_FDCWD, t->temp, AT_FDCWD, t->path, RENAME_NOREPLACE) == 0)
        return true;
    /* A file system that cannot look and rename in one step has links that can. */
    if ((errno != EINVAL && errno != ENOSYS) || link(t->temp, t->path) != 0)
        return false;
    unlink(t->temp);
    return true;
}

static bool write_target(const struct target *t, const struct strbuf *text, struct error *err)
{
    remove_leftovers(t);
    int fd = create_temp(t);
    if (fd < 0)
        return file_fail(err, EX_CANTCREAT, t->temp);
    bool ok = write_temp(t, fd, text) || file_fail(err, EX_IOERR, t->temp);
    if (ok && !name_temp(t)) {
        if (t->is_new && errno == EEXIST)
            error_set(err, EX_CANTCREAT, _("「%s」は、もうあります。書きかえません"), t->path);
        ok = file_fail(err, EX_CANTCREAT, t->path);
    }
    if (!ok)
        unlink(t->temp);
    close(fd);
    return ok && file_sync_folder(t->directory, err);
}

bool file_replace(const char *path, const struct strbuf *text, struct error *err)
{
    struct target t;
    struct stat st;
    target_init(&t, path, false);
    bool ok = stat(t.path, &st) != 0 || S_ISREG(st.st_mode);
    if (!ok)
        error_set(err, EX_CANTCREAT, _("%s はふつうのファイルではありません。"), t.path);
    ok = ok && write_target(&t, text, err);
    target_done(&t);
    return ok;
}

bool file_create(const char *path, const struct strbuf *text, struct error *err)
{
    struct target t;
    target_init(&t, path, true);
    bool ok = write_target(&t, text, err);
    target_done(&t);
    return ok;
}
