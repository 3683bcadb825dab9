#include "app/printer.h"
#include "base/lang.h"
#include "base/xalloc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORDS_MAX = 32, STEP_MS = 10 };

extern char **environ;

bool printer_there(const struct slip_printer *p)
{
    return !p->command || strcmp(p->command, "none") != 0;
}

int printer_cols(const struct slip_printer *p)
{
    return p->cols > 0 ? p->cols : PRINTER_COLS;
}

static long long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Cuts line at its blanks; gives the words, at least one, with a NULL behind them. */
static size_t split(char *line, char *words[WORDS_MAX + 1])
{
    size_t n = 0;
    char *rest = NULL;
    for (char *w = strtok_r(line, " \t", &rest); w && n < WORDS_MAX;
         w = strtok_r(NULL, " \t", &rest))
        words[n++] = w;
    words[n] = NULL;
    return n;
}

/* The command in a session of its own, so that all it starts can be ended together, with `input` as
 * its standard input and nothing else of ours. Gives an errno, or 0. */
static int start(char *const words[], int input, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigdefault(&attr, &all);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setflags(&attr,
                             POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
    int failed = posix_spawnp(pid, words[0], &files, &attr, words, environ);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

/* Until all is written, the reader is gone or the time is over; false only for the last. */
static bool feed(int fd, const char *text, size_t n, long long until)
{
    while (n > 0) {
        struct pollfd p = {.fd = fd, .events = POLLOUT};
        long long left = until - now_ms();
        if (left <= 0)
            return false;
        if (poll(&p, 1, (int)left) < 0 && errno != EINTR)
            return true;
        ssize_t done = write(fd, text, n);
        if (done > 0) {
            text += done;
            n -= (size_t)done;
        } else if (done < 0 && errno != EAGAIN && errno != EINTR) {
            return true; /* how the command ends tells what that means */
        }
    }
    return true;
}

/* False when it still runs at that time. */
static bool wait_until(pid_t pid, long long until, int *status)
{
    const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};
    for (;;) {
        pid_t got = waitpid(pid, status, WNOHANG);
        if (got == pid)
            return true;
        if (got < 0 && errno != EINTR) {
            *status = -1;
            return true;
        }
        if (now_ms() >= until)
            return false;
        nanosleep(&step, NULL);
    }
}

static bool give_up(struct error *err, const char *sentence)
{
    error_set(err, EX_UNAVAILABLE, "%s", sentence);
    return false;
}

static bool run(char *const words[], const char *text, size_t n, long long until, struct error *err)
{
    int ends[2], status = -1;
    pid_t pid;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return give_up(err, _("いまは印刷できません。"));
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    int failed = start(words, ends[0], &pid);
    close(ends[0]);
    bool in_time = failed != 0 || feed(ends[1], text, n, until);
    close(ends[1]);
    if (failed != 0)
        return give_up(err, _("この端末には、印刷の用意がありません。"));
    in_time = in_time && wait_until(pid, until, &status);
    if (!in_time) {
        kill(-pid, SIGKILL);
        waitpid(pid, &status, 0);
        return give_up(err, _("プリンターから返事がないので、印刷をやめました。"));
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return give_up(err, _("プリンターが受け付けませんでした。"));
    return true;
}

bool printer_print(const struct slip_printer *p, const char *text, size_t n, struct error *err)
{
    struct sigaction dfl = {.sa_handler = SIG_DFL}, ign = {.sa_handler = SIG_IGN}, chld, broken;
    char *line = xstrdup(p->command ? p->command : PRINTER_COMMAND);
    char *words[WORDS_MAX + 1];
    long long until = now_ms() + 1000LL * (p->seconds > 0 ? p->seconds : PRINTER_SECONDS);
    bool ok;
    /* Whoever started us may ignore SIGCHLD: then nobody would learn how the command ended. */
    sigaction(SIGCHLD, &dfl, &chld);
    sigaction(SIGPIPE, &ign, &broken);
    if (!printer_there(p) || split(line, words) == 0)
        ok = give_up(err, _("この端末には、印刷の用意がありません。"));
    else
        ok = run(words, text, n, until, err);
    sigaction(SIGPIPE, &broken, NULL);
    sigaction(SIGCHLD, &chld, NULL);
    free(line);
    return ok;
}
