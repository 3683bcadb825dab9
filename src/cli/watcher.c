#include "cli/watcher.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A file is whole when it is closed or put in place; IN_CREATE tells of folders and of links. */
#define EVENTS                                                                               \
    (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF | \
     IN_MOVE_SELF)
enum {
    QUIET_MS = 60,     /* without an event: the editor is done */
    PATIENCE_MS = 400, /* but not longer than this after the first one */
    ABSENT_MS = 500,   /* between two looks for a folder that is not there */
    MAX_DEPTH = 8
};

struct folder {
    int wd;
    char *path;
};

struct names {
    char **v;
    size_t n, cap;
};

struct watcher {
    int inotify, signals;
    sigset_t before;
    struct names roots;
    struct folder *folders;
    size_t n, cap;
    struct names saved;
    bool child, stop;
};

static void names_add(struct names *l, const char *s)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i], s) == 0)
            return;
    if (l->n == l->cap) {
        l->cap = l->cap ? 2 * l->cap : 16;
        l->v = xreallocarray(l->v, l->cap, sizeof *l->v);
    }
    l->v[l->n++] = xstrdup(s);
}

static void names_clear(struct names *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i]);
    l->n = 0;
}

/* ---- folders ---- */

static struct folder *find_folder(struct watcher *w, int wd)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->folders[i].wd == wd)
            return &w->folders[i];
    return NULL;
}

static bool is_watched(const struct watcher *w, const char *path)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->folders[i].wd >= 0 && strcmp(w->folders[i].path, path) == 0)
            return true;
    return false;
}

static void keep_folder(struct watcher *w, int wd, const char *path)
{
    struct folder *f = find_folder(w, wd);
    if (!f) {
        if (w->n == w->cap) {
            w->cap = w->cap ? 2 * w->cap : 32;
            w->folders = xreallocarray(w->folders, w->cap, sizeof *w->folders);
        }
        f = &w->folders[w->n++];
        *f = (struct folder){wd, NULL};
    }
    free(f->path); /* a folder that was renamed keeps its watch */
    f->path = xstrdup(path);
}

/* False only where the system refuses: a folder that is not there is no mistake. */
static bool watch_tree(struct watcher *w, const char *path, int depth)
{
    int wd = inotify_add_watch(w->inotify, path, EVENTS | IN_ONLYDIR);
    if (wd < 0)
        return errno != ENOSPC && errno != ENOMEM;
    keep_folder(w, wd, path);
    DIR *dir = depth < MAX_DEPTH ? opendir(path) : NULL;
    bool ok = true;
    for (struct dirent *de; ok && dir && (de = readdir(dir));) {
        if (de->d_name[0] == '.')
            continue;
        struct strbuf b;
        strbuf_init(&b);
        strbuf_printf(&b, "%s/%s", path, de->d_name);
        struct stat st;
        if (stat(b.s, &st) == 0 && S_ISDIR(st.st_mode))
            ok = watch_tree(w, b.s, depth + 1);
        strbuf_done(&b);
    }
    if (dir)
        closedir(dir);
    return ok;
}

static bool watch_roots(struct watcher *w)
{
    bool ok = true;
    for (size_t i = 0; i < w->roots.n; i++)
        ok = watch_tree(w, w->roots.v[i], 0) && ok;
    return ok;
}

/* Looks again for folders that were not there; gives whether one has come. */
static bool find_absent(struct watcher *w)
{
    bool come = false;
    for (size_t i = 0; i < w->roots.n; i++) {
        if (is_watched(w, w->roots.v[i]))
            continue;
        watch_tree(w, w->roots.v[i], 0);
        if (is_watched(w, w->roots.v[i])) {
            names_add(&w->saved, w->roots.v[i]);
            come = true;
        }
    }
    return come;
}

static bool any_absent(const struct watcher *w)
{
    for (size_t i = 0; i < w->roots.n; i++)
        if (!is_watched(w, w->roots.v[i]))
            return true;
    return false;
}

/* ---- events ---- */

/* What an editor keeps for itself: .x.swp, x~, #x#, and vim's 4913, by which it tries a folder. */
static bool is_scratch(const char *name)
{
    size_t n = strlen(name);
    return n == 0 || *name == '.' || *name == '#' || name[n - 1] == '~' ||
           strspn(name, "0123456789") == n;
}

static bool is_link(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && (S_ISLNK(st.st_mode) || st.st_nlink > 1);
}

/* Gives whether it is a change of the knowledge. */
static bool take_event(struct watcher *w, const struct inotify_event *e)
{
    if (e->mask & IN_Q_OVERFLOW) {
        watch_roots(w);
        return true;
    }
    struct folder *f = find_folder(w, e->wd);
    if (!f)
        return false;
    if (e->mask & IN_IGNORED) {
        f->wd = -1;
        return false;
    }
    if (e->mask & (IN_DELETE_SELF | IN_MOVE_SELF)) {
        names_add(&w->saved, f->path);
        if (e->mask & IN_MOVE_SELF) { /* its path is another one now */
            f->wd = -1;
            inotify_rm_watch(w->inotify, e->wd);
            watch_roots(w);
        }
        return true;
    }
    const char *name = e->len ? e->name : "";
    if (is_scratch(name))
        return false;
    struct strbuf path;
    strbuf_init(&path);
    strbuf_printf(&path, "%s/%s", f->path, name);
    bool folder = e->mask & IN_ISDIR;
    if (folder && (e->mask & (IN_CREATE | IN_MOVED_TO)))
        watch_tree(w, path.s, 1); /* with what came into it meanwhile */
    bool counts = !(e->mask & IN_CREATE) || folder || is_link(path.s);
    if (counts)
        names_add(&w->saved, path.s);
    strbuf_done(&path);
    return counts;
}

static bool read_events(struct watcher *w)
{
    _Alignas(struct inotify_event) char buf[16384];
    bool any = false;
    ssize_t n;
    while ((n = read(w->inotify, buf, sizeof buf)) > 0) {
        for (const char *p = buf; p < buf + n;) {
            struct inotify_event e;
            memcpy(&e, p, sizeof e);
            any |= take_event(w, (const struct inotify_event *)(const void *)p);
            p += sizeof e + e.len;
        }
    }
    return any;
}

static void read_signals(struct watcher *w)
{
    struct signalfd_siginfo s;
    while (read(w->signals, &s, sizeof s) == sizeof s) {
        w->child |= s.ssi_signo == SIGCHLD;
        w->stop |= s.ssi_signo != SIGCHLD;
    }
}

/* Waits at most ms (-1: as long as it takes); gives whether the knowledge changed. */
static bool pass(struct watcher *w, int ms)
{
    struct pollfd fds[] = {{w->inotify, POLLIN, 0}, {w->signals, POLLIN, 0}};
    poll(fds, 2, ms);
    read_signals(w);
    return read_events(w);
}

static long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000L + t.tv_nsec / 1000000;
}

enum watched watcher_wait(struct watcher *w)
{
    bool saved = false;
    while (!saved && !w->child && !w->stop)
        saved = pass(w, any_absent(w) ? ABSENT_MS : -1) || find_absent(w);
    long first = now_ms();
    while (saved && !w->stop && now_ms() - first < PATIENCE_MS && pass(w, QUIET_MS))
        ;
    if (w->stop)
        return WATCHED_STOP;
    if (saved)
        return WATCHED_SAVE;
    w->child = false;
    return WATCHED_CHILD;
}

const char *const *watcher_saved(const struct watcher *w, size_t *n)
{
    *n = w->saved.n;
    return (const char *const *)w->saved.v;
}

void watcher_clear(struct watcher *w)
{
    names_clear(&w->saved);
}

/* ---- beginning and end ---- */

void watcher_leave(const struct watcher *w)
{
    sigprocmask(SIG_SETMASK, &w->before, NULL);
}

struct watcher *watcher_open(const char *const *folders, size_t n, struct error *err)
{
    struct watcher *w = xcalloc(1, sizeof *w);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, &w->before);
    w->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    w->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    for (size_t i = 0; i < n; i++)
        names_add(&w->roots, folders[i]);
    if (w->inotify >= 0 && w->signals >= 0 && watch_roots(w))
        return w;
    error_set(err, EX_OSERR, _("フォルダーを見張れません（%s）"), strerror(errno));
    watcher_close(w);
    return NULL;
}

void watcher_close(struct watcher *w)
{
    if (!w)
        return;
    if (w->inotify >= 0)
        close(w->inotify);
    if (w->signals >= 0)
        close(w->signals);
    sigprocmask(SIG_SETMASK, &w->before, NULL);
    for (size_t i = 0; i < w->n; i++)
        free(w->folders[i].path);
    free(w->folders);
    names_clear(&w->roots);
    free(w->roots.v);
    names_clear(&w->saved);
    free(w->saved.v);
    free(w);
}
