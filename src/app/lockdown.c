#include "app/lockdown.h"
#include "base/wipe.h"
#include "base/xalloc.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static char fixed_path[] = "PATH=/usr/local/bin:/usr/bin:/bin";

static bool is_kept(const char *variable)
{
    static const char *const kept[] = {"TERM=", "LANG=", "LC_", "TZ=", "HOME=", "NO_COLOR="};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strncmp(variable, kept[i], strlen(kept[i])) == 0)
            return true;
    return false;
}

/* The variables that stay; *all: there were no others. */
static char **kept_environment(bool *all)
{
    size_t n = 0, kept = 0;
    while (environ && environ[n])
        n++;
    char **out = xcalloc(n + 2, sizeof *out);
    bool path = false;
    *all = true;
    for (size_t i = 0; i < n; i++) {
        if (is_kept(environ[i]))
            out[kept++] = environ[i];
        else if (strcmp(environ[i], fixed_path) == 0)
            path = true;
        else
            *all = false;
    }
    *all = *all && path;
    out[kept] = fixed_path;
    return out;
}

void lockdown_environment(char **argv)
{
    bool all;
    char self[4096];
    char **kept = kept_environment(&all);
    if (all) {
        free(kept);
        return;
    }
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n > 0) {
        self[n] = '\0';
        execve(self, argv, kept);
    }
    /* It cannot be started again (replaced while it started): at least from here on. */
    environ = kept;
}

static void ignore_signals(void)
{
    static const int signals[] = {SIGHUP,    SIGINT,  SIGQUIT, SIGTSTP,  SIGTTIN, SIGTTOU,
                                  SIGUSR1,   SIGUSR2, SIGALRM, SIGPIPE,  SIGPOLL, SIGPROF,
                                  SIGVTALRM, SIGPWR,  SIGXFSZ, SIGSTKFLT};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_IGN);
    for (int sig = SIGRTMIN; sig <= SIGRTMAX; sig++)
        signal(sig, SIG_IGN);
}

/* With a limit, memory that is asked for later would be refused. */
static bool may_lock_all(void)
{
    struct rlimit limit;
    return geteuid() == 0 ||
           (getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY);
}

void lockdown_process(void)
{
    ignore_signals();
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    /* As they are touched: the dictionary is large, and most of it never is. */
    if (may_lock_all() && mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0) {
        /* Swap space has to be off, then: docs/kiosk.md. */
    }
    wipe_freed_memory();
}
