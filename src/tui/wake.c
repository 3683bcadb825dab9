#include "tui/wake.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A signal handler has no argument to find anything by. */
static volatile sig_atomic_t write_end = -1;
static int read_end = -1;
static struct termios terminal_before;

static const int caught[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

static void on_signal(int sig)
{
    int saved = errno;
    unsigned char byte = (unsigned char)sig;
    if (write(write_end, &byte, 1) < 0) {
        /* The pipe is full of earlier signals: they will wake the reader. */
    }
    errno = saved;
}

/* A bug, or abort(): only what may be called in a handler, which curses is not. */
static void on_crash(int sig)
{
    static const char restore[] =
        "\033[?2004l\033[?1000l\033[?1006l\033[?1049l\033[0m\033[?25h\r\n";
    if (write(STDOUT_FILENO, restore, sizeof(restore) - 1) < 0) {
        /* Nothing is left to try. */
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
    signal(sig, SIG_DFL);
    raise(sig);
}

static void set_handler(int sig, void (*handler)(int))
{
    struct sigaction sa;
    memset(&sa, 0, sizeof(sa));
    sa.sa_handler = handler;
    sigemptyset(&sa.sa_mask);
    sigaction(sig, &sa, NULL);
}

static bool has_handler(int sig, void (*handler)(int))
{
    struct sigaction sa;
    return sigaction(sig, NULL, &sa) == 0 && !(sa.sa_flags & SA_SIGINFO) &&
           sa.sa_handler == handler;
}

bool wake_start(const struct termios *before, struct error *err)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0) {
        error_set(err, EX_OSERR, "pipe: %s", strerror(errno));
        return false;
    }
    terminal_before = *before;
    read_end = fds[0];
    write_end = fds[1];
    wake_take_signals();
    return true;
}

void wake_take_signals(void)
{
    for (size_t i = 0; i < sizeof(caught) / sizeof(*caught); i++)
        set_handler(caught[i], on_signal);
    /* A sanitizer has handlers of its own. */
    for (size_t i = 0; i < sizeof(crashes) / sizeof(*crashes); i++)
        if (has_handler(crashes[i], SIG_DFL))
            set_handler(crashes[i], on_crash);
}

void wake_stop(void)
{
    for (size_t i = 0; i < sizeof(caught) / sizeof(*caught); i++)
        set_handler(caught[i], SIG_DFL);
    for (size_t i = 0; i < sizeof(crashes) / sizeof(*crashes); i++)
        if (has_handler(crashes[i], on_crash))
            set_handler(crashes[i], SIG_DFL);
    close(write_end);
    close(read_end);
    write_end = read_end = -1;
}

int wake_fd(void)
{
    return read_end;
}

int wake_read(void)
{
    unsigned char sig;
    return read(read_end, &sig, 1) == 1 ? sig : 0;
}

void wake_suspend(void)
{
    set_handler(SIGTSTP, SIG_DFL);
    /* To the whole group, as the terminal itself would: a shell script around us stops as well. */
    kill(0, SIGTSTP);
    set_handler(SIGTSTP, on_signal);
}
