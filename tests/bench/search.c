/* search DB QUESTIONS: how long a search takes inside the process, for each line of the file.
 *
 * A question's time is the median of its rounds, so that what else the machine does counts little;
 * p50, p95, p99 and max are taken over the questions. The first round warms up and is not counted.
 */
#include "index/index.h"
#include "lines.h"
#include <sys/stat.h>

enum { ROUNDS = 7, OPENINGS = 5, LIMIT = 10 };

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* v is sorted. */
static double quantile(const double *v, size_t n, double q)
{
    return v[(size_t)(q * (double)(n - 1) + .5)];
}

static double median(double *v, size_t n)
{
    qsort(v, n, sizeof *v, compare);
    return quantile(v, n, .5);
}

static struct index *open_index(const char *path)
{
    struct error err = ERROR_NONE;
    struct index *ix = index_open(path, &err);
    if (!ix)
        bench_stop(path, err.msg);
    return ix;
}

static double search_ms(struct index *ix, const char *query, size_t n)
{
    struct error err = ERROR_NONE;
    struct hits hits;
    double start = now_ms();
    if (!index_search(ix, query, n, LIMIT, &hits, &err))
        bench_stop("search", err.msg);
    double ms = now_ms() - start;
    if (hits.n > LIMIT)
        bench_stop("search", "more hits than were asked for");
    hits_done(&hits);
    return ms;
}

static void print_file(const char *path)
{
    double ms[OPENINGS];
    struct stat st;
    size_t entries = 0;
    for (size_t i = 0; i < OPENINGS; i++) {
        double start = now_ms();
        struct index *ix = open_index(path);
        ms[i] = now_ms() - start;
        entries = index_knowledge(ix)->entries.n;
        index_close(ix);
    }
    if (stat(path, &st) != 0)
        bench_stop(path, "cannot be read");
    printf("entries %zu\nbytes %lld\nopen_ms %.3f\n", entries, (long long)st.st_size,
           median(ms, OPENINGS));
}

static void print_times(const char *path, const char *questions)
{
    struct index *ix = open_index(path);
    struct lines lines = lines_read(questions);
    double *by_question = xreallocarray(NULL, lines.n, sizeof *by_question);
    double(*ms)[ROUNDS] = xreallocarray(NULL, lines.n, sizeof *ms);
    for (int round = -1; round < ROUNDS; round++)
        for (size_t i = 0; i < lines.n; i++) {
            double t = search_ms(ix, lines.v[i], strlen(lines.v[i]));
            if (round >= 0)
                ms[i][round] = t;
        }
    for (size_t i = 0; i < lines.n; i++)
        by_question[i] = median(ms[i], ROUNDS);
    qsort(by_question, lines.n, sizeof *by_question, compare);
    printf("questions %zu\np50_ms %.3f\np95_ms %.3f\np99_ms %.3f\nmax_ms %.3f\n", lines.n,
           quantile(by_question, lines.n, .5), quantile(by_question, lines.n, .95),
           quantile(by_question, lines.n, .99), by_question[lines.n - 1]);
    free(by_question);
    free(ms);
    lines_free(&lines);
    index_close(ix);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: search DB QUESTIONS\n", stderr);
        return EX_USAGE;
    }
    print_file(argv[1]);
    print_times(argv[1], argv[2]);
    return EX_OK;
}
