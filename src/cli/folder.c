#include "cli/folder.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define RULE "----" /* below it: the files, one a line */

enum { MAX_LIST = 64 << 20, MAX_DEPTH = 8 };

static char *join(const char *dir, const char *name)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s/%s", dir, name);
    return strbuf_detach(&b);
}

/* ---- the list ---- */

struct names {
    char **v;
    size_t n, cap;
};

static void names_add(struct names *l, const char *s, size_t n)
{
    if (l->n == l->cap) {
        l->cap = l->cap ? 2 * l->cap : 64;
        l->v = xreallocarray(l->v, l->cap, sizeof *l->v);
    }
    l->v[l->n++] = xstrndup(s, n);
}

static void names_done(struct names *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i]);
    free(l->v);
    *l = (struct names){0};
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool names_have(const struct names *l, const char *name)
{
    return l->n && bsearch(&name, l->v, l->n, sizeof *l->v, by_name);
}

/* A list that somebody changed names nothing outside the folder. */
static bool is_inside(const char *s, size_t n)
{
    return n > 0 && *s != '/' && *s != '.' && !memmem(s, n, "/.", 2);
}

/* The names that the list of dir holds, sorted, and its own. None: there is no such file. */
static void read_list(const char *dir, struct names *l)
{
    char *path = join(dir, FOLDER_LIST);
    FILE *f = fopen(path, "rbe");
    char *line = NULL;
    size_t cap = 0, bytes = 0;
    bool below = false;
    *l = (struct names){0};
    if (f)
        names_add(l, FOLDER_LIST, strlen(FOLDER_LIST));
    for (ssize_t n; f && bytes < MAX_LIST && (n = getline(&line, &cap, f)) > 0;) {
        bytes += (size_t)n;
        n -= line[n - 1] == '\n';
        line[n] = '\0';
        if (below && is_inside(line, (size_t)n))
            names_add(l, line, (size_t)n);
        below = below || strcmp(line, RULE) == 0;
    }
    if (l->n)
        qsort(l->v, l->n, sizeof *l->v, by_name);
    free(line);
    free(path);
    if (f)
        fclose(f);
}

/* ---- what is there ---- */

/* Sets *foreign to the path below root of something that the list does not name, and that is no
 * folder; it stays NULL when all is ours. Caller frees. */
static bool find_foreign(const char *root, const char *below, const struct names *l, int depth,
                         char **foreign, struct error *err)
{
    char *path = *below ? join(root, below) : xstrdup(root);
    DIR *dir = opendir(path);
    bool ok = dir || file_fail(err, EX_CANTCREAT, path);
    for (struct dirent *d; ok && !*foreign && (d = readdir(dir));) {
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        char *name = *below ? join(below, d->d_name) : xstrdup(d->d_name);
        char *full = join(root, name);
        struct stat st = {0};
        bool folder = lstat(full, &st) == 0 && S_ISDIR(st.st_mode);
        if (folder && depth < MAX_DEPTH)
            ok = find_foreign(root, name, l, depth + 1, foreign, err);
        else if (folder || !S_ISREG(st.st_mode) || !names_have(l, name))
            *foreign = xstrdup(name);
        free(full);
        free(name);
    }
    if (dir)
        closedir(dir);
    free(path);
    return ok;
}

/* May the folder be taken away, with all that is in it? */
static bool is_ours(const char *path, struct error *err)
{
    char *foreign = NULL;
    struct names l;
    read_list(path, &l);
    bool ok = find_foreign(path, "", &l, 0, &foreign, err);
    if (ok && foreign) {
        char *full = join(path, foreign);
        ok = false;
        error_set(err, EX_CANTCREAT,
                  _("「%s」は書き出したものではないので、このフォルダには書きません。-o に新しい"
                    "フォルダの名前を書くか、それをほかの所へ移してください"),
                  full);
        free(full);
    }
    free(foreign);
    names_done(&l);
    return ok;
}

static int remove_folder(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)at;
    if (kind == FTW_DP)
        rmdir(path); /* one that is not empty stays */
    return 0;
}

/* Takes away what the list names, and the folders that are empty then. The list goes last, so that
 * what is left of a killed run can still be recognised. */
static void remove_ours(const char *path)
{
    struct names l;
    read_list(path, &l);
    for (size_t i = 0; i < l.n; i++) {
        char *file = join(path, l.v[i]);
        if (strcmp(l.v[i], FOLDER_LIST) != 0)
            unlink(file);
        free(file);
    }
    nftw(path, remove_folder, 8, FTW_DEPTH | FTW_PHYS);
    char *list = join(path, FOLDER_LIST);
    unlink(list);
    free(list);
    rmdir(path);
    names_done(&l);
}

/* ---- writing ---- */

/* Makes the folders on the way to a file below root. */
static bool make_folders(char *path, size_t root, struct error *err)
{
    for (char *slash = strchr(path + root + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool ok = mkdir(path, 0755) == 0 || errno == EEXIST || file_fail(err, EX_CANTCREAT, path);
        *slash = '/';
        if (!ok)
            return false;
    }
    return true;
}

static bool write_file(const char *root, const char *name, const struct strbuf *bytes,
                       struct error *err)
{
    char *path = join(root, name);
    bool ok = make_folders(path, strlen(root), err);
    int fd = ok ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644) : -1;
    if (ok && fd < 0)
        ok = file_fail(err, EX_CANTCREAT, path);
    if (ok && !file_write(fd, bytes))
        ok = file_fail(err, EX_IOERR, path);
    if (fd >= 0 && fchmod(fd, 0644) != 0)
        errno = 0; /* a stick without permissions: everyone may read it anyway */
    if (fd >= 0 && close(fd) != 0 && ok)
        ok = file_fail(err, EX_IOERR, path);
    free(path);
    return ok;
}

/* The list comes first, so that what a killed run leaves can be recognised. */
static bool write_list(const char *root, const struct export_files *files, const char *notice,
                       struct error *err)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s\n%s\n", notice, RULE);
    for (size_t i = 0; i < files->n; i++)
        strbuf_printf(&b, "%s\n", files->v[i]->path);
    bool ok = write_file(root, FOLDER_LIST, &b, err);
    strbuf_done(&b);
    return ok;
}

/* All that was written below path, and more: the whole file system. */
static bool sync_files(const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = (fd >= 0 && syncfs(fd) == 0) || file_fail(err, EX_IOERR, path);
    if (fd >= 0)
        close(fd);
    return ok;
}

/* What an earlier run that was killed has left at path. */
static bool clear_leftover(const char *path, struct error *err)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return errno == ENOENT || file_fail(err, EX_CANTCREAT, path);
    if (!S_ISDIR(st.st_mode)) {
        errno = EEXIST;
        return file_fail(err, EX_CANTCREAT, path);
    }
    bool ok = is_ours(path, err);
    if (ok)
        remove_ours(path);
    return ok;
}

/* Where one folder is written: dir itself, links followed; what is being written; and what was
 * there, where two names cannot be exchanged. */
struct places {
    char *dir, *fresh, *old;
};

/* Its name is not the folder's own: a link, . or .. */
static bool is_other_name(const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    struct stat st;
    return strcmp(base, ".") == 0 || strcmp(base, "..") == 0 ||
           (lstat(path, &st) == 0 && S_ISLNK(st.st_mode));
}

static void places_init(struct places *p, const char *dir)
{
    size_t n = strlen(dir);
    while (n > 1 && dir[n - 1] == '/')
        n--;
    p->dir = xstrndup(dir, n);
    char *real = is_other_name(p->dir) ? realpath(p->dir, NULL) : NULL;
    if (real) {
        free(p->dir);
        p->dir = real;
    }
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s.madoguchi-new", p->dir);
    p->fresh = strbuf_detach(&b);
    strbuf_printf(&b, "%s.madoguchi-old", p->dir);
    p->old = strbuf_detach(&b);
}

static void places_done(struct places *p)
{
    free(p->dir);
    free(p->fresh);
    free(p->old);
}

/* False: dir holds something else. */
static bool may_replace(const char *dir, struct error *err)
{
    struct stat st;
    if (stat(dir, &st) != 0)
        return errno == ENOENT || file_fail(err, EX_CANTCREAT, dir);
    if (!S_ISDIR(st.st_mode)) {
        error_set(err, EX_CANTCREAT, _("「%s」はフォルダではありません"), dir);
        return false;
    }
    return is_ours(dir, err);
}

/* Sets *left to where the old folder is afterwards; NULL: there was none. */
static bool swap(const struct places *p, const char **left, struct error *err)
{
    *left = NULL;
    if (rename(p->fresh, p->dir) == 0) /* there was none, or an empty one */
        return true;
    *left = p->fresh;
    if (renameat2(AT_FDCWD, p->fresh, AT_FDCWD, p->dir, RENAME_EXCHANGE) == 0)
        return true;
    /* A file system that cannot exchange two names: for a moment there is no folder. */
    *left = p->old;
    if (rename(p->dir, p->old) != 0)
        return file_fail(err, EX_CANTCREAT, p->dir);
    if (rename(p->fresh, p->dir) == 0)
        return true;
    file_fail(err, EX_CANTCREAT, p->dir);
    if (rename(p->old, p->dir) != 0)
        errno = 0; /* the next run puts it back */
    return false;
}

/* Puts what is at fresh in the place of dir, and takes away what was there. */
static bool exchange(const struct places *p, struct error *err)
{
    const char *left;
    bool ok = swap(p, &left, err);
    if (ok && left)
        remove_ours(left);
    return ok;
}

static bool write_all(const struct places *p, const struct export_files *files, const char *notice,
                      struct error *err)
{
    if (mkdir(p->fresh, 0755) != 0)
        return file_fail(err, EX_CANTCREAT, p->fresh);
    bool ok = write_list(p->fresh, files, notice, err);
    for (size_t i = 0; ok && i < files->n; i++)
        ok = write_file(p->fresh, files->v[i]->path, &files->v[i]->bytes, err);
    ok = ok && sync_files(p->fresh, err) && exchange(p, err);
    if (!ok)
        remove_ours(p->fresh);
    return ok;
}

/* A run was killed, or failed, between the two names of a file system that cannot exchange them. */
static void put_back(const struct places *p)
{
    struct stat st;
    struct names l;
    read_list(p->old, &l);
    if (l.n > 0 && lstat(p->dir, &st) != 0 && errno == ENOENT && rename(p->old, p->dir) != 0)
        errno = 0; /* then it is taken for a leftover */
    names_done(&l);
}

/* One after the other: the folder that dir is in is locked until the descriptor is closed; -1 where
 * that cannot be. */
static int wait_for_others(const char *dir)
{
    char *parent = file_folder(dir);
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(parent);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0 && errno == EINTR)
        ;
    return fd;
}

bool folder_write(const char *dir, const struct export_files *files, const char *notice,
                  struct error *err)
{
    struct places p;
    places_init(&p, dir);
    int lock = wait_for_others(p.dir);
    put_back(&p);
    bool ok = may_replace(p.dir, err) && clear_leftover(p.fresh, err) &&
              clear_leftover(p.old, err) && write_all(&p, files, notice, err);
    if (lock >= 0)
        close(lock);
    places_done(&p);
    return ok;
}
