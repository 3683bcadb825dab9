/* Files of one question a line, a clock, and numbers that are the same in every run: what the
 * programs of this folder share. */
#ifndef TESTS_BENCH_LINES_H
#define TESTS_BENCH_LINES_H

#include "base/xalloc.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

struct lines {
    char **v;
    size_t n;
};

static inline void bench_stop(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(EX_NOINPUT);
}

static inline struct lines lines_read(const char *path)
{
    struct lines lines = {NULL, 0};
    char *line = NULL;
    size_t cap = 0;
    FILE *f = fopen(path, "r");
    if (!f)
        bench_stop(path, "cannot be read");
    while (getline(&line, &cap, f) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        lines.v = xreallocarray(lines.v, lines.n + 1, sizeof *lines.v);
        lines.v[lines.n++] = xstrdup(line);
    }
    free(line);
    fclose(f);
    if (!lines.n)
        bench_stop(path, "holds no question");
    return lines;
}

static inline void lines_free(struct lines *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        free(lines->v[i]);
    free(lines->v);
}

static inline double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* SplitMix64 (G. Steele, D. Lea, C. Flood: Fast Splittable Pseudorandom Number Generators, 2014):
 * any seed will do. */
static inline uint64_t chance_next(uint64_t *seed)
{
    uint64_t z = *seed += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

/* 0 to below - 1. */
static inline size_t chance(uint64_t *seed, size_t below)
{
    return (size_t)(chance_next(seed) % below);
}

#endif
