/* bench QUESTION PROGRAM DICTIONARY: how long a question takes from the start of the process to its
 * end, and how much memory, beside `mecab` reading the same line with the same dictionary. The two
 * run in turn, so that what else the machine does falls on both. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

enum { WARM_UP = 3, RUNS = 101 };

struct subject {
    const char *name;
    char *const *argv;
    double ms[RUNS];
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

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: bench QUESTION PROGRAM DICTIONARY\n", stderr);
        return EX_USAGE;
    }
    static char ask[] = "ask", mecab[] = "mecab", rc[] = "-r", none[] = "/dev/null", dic[] = "-d";
    char *const program_argv[] = {argv[2], ask, argv[1], NULL};
    char *const mecab_argv[] = {mecab, rc, none, dic, argv[3], NULL};
    static struct subject a = {.name = "madoguchi ask"}, b = {.name = "mecab"};
    a.argv = program_argv;
    b.argv = mecab_argv;

    static double ratio[RUNS];
    int fd = question_file(argv[1]);
    for (int i = -WARM_UP; i < RUNS; i++) {
        double x = run(a.argv, fd, &a.peak_kib), y = run(b.argv, fd, &b.peak_kib);
        if (i < 0)
            continue;
        a.ms[i] = x;
        b.ms[i] = y;
        ratio[i] = x / y;
    }
    close(fd);
    print(&a);
    print(&b);
    printf("ratio            %8.2f      (median of %d pairs)\n", quantile(ratio, .5), RUNS);
    return EX_OK;
}
