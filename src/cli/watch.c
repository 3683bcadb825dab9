#include "cli/watch.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/tester.h"
#include "cli/watcher.h"
#include "text/utf8.h"
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_SHOWN = 5 }; /* files of one save: a whole checkout is one, too */

struct watch {
    const struct cli *cli;
    const struct watch_job *job;
    struct watcher *watcher;
    char *temp;            /* a folder for what is built, of the user's own */
    pid_t child;           /* 0: nothing is searched */
    struct strbuf failed;  /* names of what failed when it was last run, a line each */
    struct strbuf changed; /* paths that were saved since all was searched, each with a NUL */
    bool wrong;            /* something is wrong now, as far as it is known */
};

/* ---- what is said ---- */

static void say_time(void)
{
    time_t now = time(NULL);
    struct tm tm;
    char text[16];
    localtime_r(&now, &tm);
    strftime(text, sizeof text, "%H:%M:%S", &tm);
    printf("%s ", text);
}

static void say_saved(const char *path)
{
    struct strbuf b;
    strbuf_init(&b);
    utf8_clean(&b, path, strlen(path), true);
    say_time();
    printf(_("保存されました: %s\n"), b.s);
    strbuf_done(&b);
}

static void say_good(void)
{
    say_time();
    printf("%s\n", _("まちがいはありません"));
}

/* ---- what is built for the search ---- */

static char *temp_path(const struct watch *w, const char *name)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s/%s", w->temp, name);
    return strbuf_detach(&b);
}

static void empty_temp(const struct watch *w)
{
    DIR *dir = opendir(w->temp);
    for (struct dirent *de; dir && (de = readdir(dir));) {
        char *path = temp_path(w, de->d_name);
        unlink(path); /* not . and .. */
        free(path);
    }
    if (dir)
        closedir(dir);
}

/* Nothing, where none have failed. */
static void read_names(const struct watch *w, struct strbuf *out)
{
    char *path = temp_path(w, "failed");
    file_read(path, SIZE_MAX, out);
    free(path);
}

static void write_names(const struct watch *w, const struct strbuf *names)
{
    char *path = temp_path(w, "failed");
    file_replace(path, names, NULL); /* without it nothing is run earlier than the rest */
    free(path);
}

/* ---- the search, in a process of its own ---- */

/* The texts, each with a NUL. Caller frees. */
static const char **split(const struct strbuf *texts, size_t *n)
{
    const char **v = xcalloc(texts->len + 1, sizeof *v);
    *n = 0;
    for (size_t i = 0; i < texts->len; i += strlen(texts->s + i) + 1)
        v[(*n)++] = texts->s + i;
    return v;
}

static int search(const struct watch *w, struct checked *c)
{
    struct strbuf names;
    strbuf_init(&names);
    struct tester t = {.names = &names, .err = ERROR_NONE};
    struct tester_first first = {.failed = w->failed.s};
    const char **files = split(&w->changed, &first.nfiles);
    first.files = files;
    char *db = temp_path(w, "madoguchi.db");
    int code = tester_search(&t, c, db, w->job->userdic, &first);
    if (code == EX_OK || code == EX_DATAERR)
        write_names(w, &names);
    fflush(stdout);
    free(files);
    free(db);
    strbuf_done(&names);
    return code;
}

static void start_search(struct watch *w, struct checked *c)
{
    pid_t parent = getpid();
    fflush(stdout);
    w->child = fork();
    if (w->child < 0) {
        struct error err = ERROR_NONE;
        error_set(&err, EX_OSERR, _("検索を始められません（%s）"), strerror(errno));
        cli_fail(&err);
        w->wrong = true;
        w->child = 0;
    } else if (w->child == 0) {
        watcher_leave(w->watcher);
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        setvbuf(stdout, NULL, _IOLBF, 0);
        _exit(getppid() == parent ? search(w, c) : EX_OSERR);
    }
}

static void stop_search(struct watch *w)
{
    if (!w->child)
        return;
    kill(w->child, SIGTERM);
    waitpid(w->child, NULL, 0);
    w->child = 0;
    empty_temp(w);
}

static void end_search(struct watch *w)
{
    int status;
    if (!w->child || waitpid(w->child, &status, WNOHANG) != w->child)
        return;
    w->child = 0;
    bool done =
        WIFEXITED(status) && (WEXITSTATUS(status) == EX_OK || WEXITSTATUS(status) == EX_DATAERR);
    if (done) {
        strbuf_clear(&w->failed);
        read_names(w, &w->failed);
        strbuf_clear(&w->changed);
    }
    empty_temp(w);
    w->wrong = w->wrong || !WIFEXITED(status) || WEXITSTATUS(status) != EX_OK;
    if (!done) {
        say_time();
        printf("%s\n", _("検索の例は、終わりまで試せませんでした"));
    } else if (!w->wrong) {
        say_good();
    } else {
        say_time();
        printf("%s\n", _("だめなところがあります（上にあります）"));
    }
}

/* ---- after a save ---- */

static void run_guides(struct watch *w, struct checked *c)
{
    struct tester t = {.from = c, .k = c->k, .err = ERROR_NONE};
    tester_guides(&t);
    if (t.failed)
        printf(_("道すじの例 %zu: だめ %zu\n"), t.passed + t.failed, t.failed);
    else
        printf(_("道すじの例 %zu: 合っています\n"), t.passed);
    w->wrong = t.failed > 0;
}

static void check_all(struct watch *w)
{
    struct checked c;
    checked_load(w->cli, w->job->dir, w->job->style, &c);
    say_time();
    printf("%s\n", _("点検しました"));
    fputs(c.said.s, stdout);
    fflush(stdout);
    w->wrong = c.code != EX_OK;
    if (!w->wrong && w->job->cases) {
        run_guides(w, &c);
        start_search(w, &c);
    } else if (!w->wrong) {
        say_good();
    }
    fflush(stdout);
    checked_done(&c);
}

/* A file that was there for a moment only, to be given another's name. */
static bool is_passing(const char *path)
{
    size_t n = strlen(path);
    return access(path, F_OK) != 0 && (n < 5 || strcmp(path + n - 5, ".yaml") != 0);
}

static void take_saved(struct watch *w)
{
    size_t n, shown = 0;
    const char *const *paths = watcher_saved(w->watcher, &n);
    for (size_t i = 0; i < n; i++) {
        if (is_passing(paths[i]))
            continue;
        if (shown++ < MAX_SHOWN)
            say_saved(paths[i]);
        strbuf_add(&w->changed, paths[i], strlen(paths[i]) + 1);
    }
    if (shown > MAX_SHOWN) {
        say_time();
        printf(_("…ほか %zu\n"), shown - MAX_SHOWN);
    }
    watcher_clear(w->watcher);
}

static void follow(struct watch *w)
{
    enum watched what;
    check_all(w);
    while ((what = watcher_wait(w->watcher)) != WATCHED_STOP) {
        if (what == WATCHED_SAVE) {
            stop_search(w);
            take_saved(w);
            check_all(w);
        } else {
            end_search(w);
        }
        fflush(stdout);
    }
    stop_search(w);
    w->wrong = w->wrong || w->failed.len > 0; /* what failed was not run again */
}

int cli_watch(const struct cli *cli, const struct watch_job *job)
{
    struct error err = ERROR_NONE;
    char temp[] = "/tmp/madoguchi-watch-XXXXXX";
    struct watch w = {.cli = cli, .job = job, .temp = temp};
    if (!mkdtemp(temp)) {
        error_set(&err, EX_CANTCREAT, _("一時ファイルを作れません"));
        return cli_fail(&err);
    }
    struct strbuf dir;
    strbuf_init(&dir);
    strbuf_puts(&dir, job->dir);
    while (dir.len > 1 && dir.s[dir.len - 1] == '/')
        strbuf_truncate(&dir, dir.len - 1);
    char *dict = cli_dict_for(job->dir);
    const char *folders[] = {dir.s, dict};
    w.watcher = access(job->dir, F_OK) == 0 ? watcher_open(folders, dict ? 2 : 1, &err) : NULL;
    if (!w.watcher && err.code == EX_OK)
        error_set(&err, EX_NOINPUT, _("知識のフォルダ「%s」を読めません"), job->dir);
    if (w.watcher) {
        strbuf_init(&w.failed);
        strbuf_init(&w.changed);
        follow(&w);
        strbuf_done(&w.failed);
        strbuf_done(&w.changed);
    }
    watcher_close(w.watcher);
    empty_temp(&w);
    rmdir(temp);
    strbuf_done(&dir);
    free(dict);
    if (err.code != EX_OK)
        return cli_fail(&err);
    return w.wrong ? EX_DATAERR : EX_OK;
}
