/* bench QUESTION PROGRAM DICTIONARY: how long a question takes from the start of the process to its
 * end, and the full screen from there to its first picture in a terminal, and how much memory,
 * beside `mecab` reading the same line with the same dictionary. They run in turn, so that what
 * else the machine does falls on all. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

enum { WARM_UP = 3, RUNS = 101, PATIENCE_MS = 10000 };

/* What only the last row of the first picture holds. */
static const char last_of_screen[] = "使い方";
/* Where is the cursor? After a ○ that took one column. */
static const char asked[] = "\033[6n", answer[] = "\033[1;2R";

struct subject {
    const char *name;
    char *const *argv;
    double ms[RUNS], ratio[RUNS]; /* to mecab in the same turn */
    long peak_kib;
};

static void fail(const char *what, int error)
{
    fprintf(stderr, "bench: %s: %s\n", what, strerror(error));
    exit(EX_OSERR);
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* A file with the question as its one line, already unlinked. */
static int question_file(const char *question)
{
    char path[] = "/tmp/madoguchi-bench-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        fail(path, errno);
    unlink(path);
    size_t n = strlen(question);
    if (write(fd, question, n) != (ssize_t)n || write(fd, "\n", 1) != 1)
        fail("write", errno);
    return fd;
}

/* Runs argv to its end with fd, from its start, as standard input. Gives the milliseconds, and
 * raises *peak_kib to the process's largest resident set. */
static double run(char *const *argv, int fd, long *peak_kib)
{
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, fd, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    lseek(fd, 0, SEEK_SET);

    extern char **environ;
    pid_t pid;
    double start = now_ms();
    int error = posix_spawnp(&pid, argv[0], &files, NULL, argv, environ);
    if (error != 0)
        fail(argv[0], error);
    int status;
    struct rusage usage;
    if (wait4(pid, &status, 0, &usage) < 0)
        fail("wait4", errno);
    double ms = now_ms() - start;

    posix_spawn_file_actions_destroy(&files);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "bench: %s did not answer (status %d)\n", argv[0], status);
        exit(EX_SOFTWARE);
    }
    if (usage.ru_maxrss > *peak_kib)
        *peak_kib = usage.ru_maxrss;
    return ms;
}

/* Reads what a program draws until its first picture is whole, answering as a terminal does. */
static void read_screen(int terminal, const char *program)
{
    static char seen[1 << 16];
    size_t n = 0;
    bool answered = false;
    struct pollfd p = {.fd = terminal, .events = POLLIN};
    for (;;) {
        ssize_t got = 0;
        if (n < sizeof seen && poll(&p, 1, PATIENCE_MS) > 0)
            got = read(terminal, seen + n, sizeof seen - n);
        if (got <= 0) {
            fprintf(stderr, "bench: %s drew no screen\n", program);
            exit(EX_SOFTWARE);
        }
        n += (size_t)got;
        if (!answered && memmem(seen, n, asked, strlen(asked))) {
            answered = true;
            if (write(terminal, answer, strlen(answer)) < 0)
                fail("write", errno);
        }
        if (memmem(seen, n, last_of_screen, strlen(last_of_screen)))
            return;
    }
}

/* As run, but in a terminal, and to the first picture. */
static double run_screen(char *const *argv, long *peak_kib)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    int terminal;
    double start = now_ms();
    pid_t pid = forkpty(&terminal, NULL, NULL, &size);
    if (pid < 0)
        fail("forkpty", errno);
    if (pid == 0) {
        execv(argv[0], argv);
        _exit(EX_UNAVAILABLE);
    }
    read_screen(terminal, argv[0]);
    double ms = now_ms() - start;
    struct rusage usage;
    kill(pid, SIGTERM);
    close(terminal);
    if (wait4(pid, NULL, 0, &usage) < 0)
        fail("wait4", errno);
    if (usage.ru_maxrss > *peak_kib)
        *peak_kib = usage.ru_maxrss;
    return ms;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sorts v. */
static double quantile(double *v, double q)
{
    qsort(v, RUNS, sizeof *v, compare);
    return v[(size_t)(q * (RUNS - 1))];
}

static void print(struct subject *s)
{
    printf("%-16s %8.2f ms   (%.2f to %.2f in 9 of 10 runs)   %6.1f MiB\n", s->name,
           quantile(s->ms, .5), quantile(s->ms, .05), quantile(s->ms, .95),
           (double)s->peak_kib / 1024);
}

static void turn(struct subject *ask, struct subject *screen, struct subject *mecab, int fd, int i)
{
    double x = run(ask->argv, fd, &ask->peak_kib);
    double y = run_screen(screen->argv, &screen->peak_kib);
    double z = run(mecab->argv, fd, &mecab->peak_kib);
    if (i < 0)
        return;
    ask->ms[i] = x;
    screen->ms[i] = y;
    mecab->ms[i] = z;
    ask->ratio[i] = x / z;
    screen->ratio[i] = y / z;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: bench QUESTION PROGRAM DICTIONARY\n", stderr);
        return EX_USAGE;
    }
    static char ask[] = "ask", mecab[] = "mecab", rc[] = "-r", none[] = "/dev/null", dic[] = "-d";
    char *const ask_argv[] = {argv[2], ask, argv[1], NULL};
    char *const screen_argv[] = {argv[2], NULL};
    char *const mecab_argv[] = {mecab, rc, none, dic, argv[3], NULL};
    static struct subject a = {.name = "madoguchi ask"}, s = {.name = "first screen"},
                          m = {.name = "mecab"};
    a.argv = ask_argv;
    s.argv = screen_argv;
    m.argv = mecab_argv;
    setenv("TERM", "xterm-256color", 1);

    int fd = question_file(argv[1]);
    for (int i = -WARM_UP; i < RUNS; i++)
        turn(&a, &s, &m, fd, i);
    close(fd);
    print(&a);
    print(&s);
    print(&m);
    printf("ratio ask        %8.2f      (medians of %d pairs with mecab)\n", quantile(a.ratio, .5),
           RUNS);
    printf("ratio screen     %8.2f\n", quantile(s.ratio, .5));
    return EX_OK;
}
