/* train DB QRELS QUERIES HIRAGANA SHORTER...: makes dict/rerank.yaml from judgments.
 *
 * A linear model over the features of src/index/rerank.h, fitted to the order of the entries that
 * the first scores found: LambdaRank (C. Burges, R. Ragno, Q. Le: Learning to Rank with Nonsmooth
 * Cost Functions, NIPS 2006) for nDCG@10, by gradient steps of Adam, deterministic.
 *
 * QUERIES   one question a line
 * HIRAGANA  the same all in hiragana, SHORTER the same with a letter missing: half as many as the
 *           questions are each of both kinds worth, so that typing errors count too
 * QRELS     a header, then lines of: number of the question, entry id, grade (2 correct, 1 related)
 * On standard error: nDCG@10 and recall@10 before and after, for questions that were left out of
 * the training (ten parts in turn). On standard output: the file, from all questions. */
#include "base/xalloc.h"
#include "index/search.h"
#include "knowledge/filekind.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#define VARIANT_SHARE 0.5
enum { TOP = 10, FOLDS = 10, STEPS = 400, MAX_RELEVANT = 64, MAX_SETS = 10, F = RERANK_FEATURES };
#define DECAY 0.02 /* of the weights, each step: few judgments must not make large weights */
#define RATE 0.05

struct judgment {
    const struct entry *entry;
    int grade;
};
struct query {
    char *text;
    struct judgment relevant[MAX_RELEVANT];
    size_t nrelevant;
    size_t n; /* candidates */
    double features[RERANK_DEPTH][F];
    int grade[RERANK_DEPTH];
    double ideal; /* DCG of the best order there could be */
};
struct set {
    struct query *v;
    size_t n;
    double share; /* of the gradient */
};

static void stop(const char *what, const char *name)
{
    fprintf(stderr, "train: %s: %s\n", what, name);
    exit(EX_NOINPUT);
}

static double discount(size_t place)
{
    return 1 / log2((double)place + 2);
}

static int by_grade(const void *a, const void *b)
{
    return ((const struct judgment *)b)->grade - ((const struct judgment *)a)->grade;
}

static void read_queries(struct set *s, const char *path)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    if (!f)
        stop("cannot be read", path);
    while ((n = getline(&line, &cap, f)) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        s->v = xreallocarray(s->v, s->n + 1, sizeof *s->v);
        memset(&s->v[s->n], 0, sizeof *s->v);
        s->v[s->n++].text = xstrdup(line);
    }
    free(line);
    fclose(f);
}

static void read_judgments(struct set *s, const struct knowledge *k, const char *path)
{
    FILE *f = fopen(path, "r");
    char line[512], id[256];
    unsigned number;
    int grade;
    if (!f || !fgets(line, sizeof line, f))
        stop("cannot be read", path);
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%u %255s %d", &number, id, &grade) != 3 || number < 1 || number > s->n)
            stop("a line is not: number, id, grade", line);
        struct query *q = &s->v[number - 1];
        const struct entry *e = knowledge_entry(k, id);
        if (e && q->nrelevant < MAX_RELEVANT)
            q->relevant[q->nrelevant++] = (struct judgment){e, grade};
    }
    fclose(f);
}

static void find_candidates(struct query *q, struct index *ix)
{
    struct error err = ERROR_NONE;
    struct ranking r;
    struct ranked best[RERANK_DEPTH];
    if (!search_base(ix, q->text, strlen(q->text), &r, &err))
        stop(err.msg, q->text);
    q->n = ranking_top(&r, best, RERANK_DEPTH);
    search_features(ix, &r, best, q->n, q->features);
    ranking_done(&r);
    for (size_t i = 0; i < q->n; i++)
        for (size_t k = 0; k < q->nrelevant; k++)
            if (q->relevant[k].entry == knowledge_at(index_knowledge(ix), best[i].entry))
                q->grade[i] = q->relevant[k].grade;
    qsort(q->relevant, q->nrelevant, sizeof *q->relevant, by_grade);
    for (size_t i = 0; i < q->nrelevant && i < TOP; i++)
        q->ideal += q->relevant[i].grade * discount(i);
}

struct placed {
    double score;
    size_t i;
};

static int by_score(const void *pa, const void *pb)
{
    const struct placed *a = pa, *b = pb;
    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    return (a->i > b->i) - (a->i < b->i);
}

static void order(const struct query *q, const struct rerank_weights *w, struct placed *out)
{
    for (size_t i = 0; i < q->n; i++)
        out[i] = (struct placed){rerank_score(w, q->features[i]), i};
    qsort(out, q->n, sizeof *out, by_score);
}

struct quality {
    double ndcg, recall;
    size_t n;
};

static void measure(const struct query *q, const struct rerank_weights *w, struct quality *sum)
{
    struct placed v[RERANK_DEPTH];
    double dcg = 0, found = 0;
    if (q->ideal <= 0)
        return;
    order(q, w, v);
    for (size_t p = 0; p < q->n && p < TOP; p++) {
        dcg += q->grade[v[p].i] * discount(p);
        found += q->grade[v[p].i] > 0;
    }
    sum->ndcg += dcg / q->ideal;
    sum->recall += found / (double)q->nrelevant;
    sum->n++;
}

/* Adds how the weights should move for this question. */
static void add_gradient(const struct query *q, const struct rerank_weights *w, double g[F])
{
    struct placed v[RERANK_DEPTH];
    double pull[RERANK_DEPTH] = {0};
    if (q->ideal <= 0)
        return;
    order(q, w, v);
    for (size_t a = 0; a < q->n; a++) {
        for (size_t b = 0; q->grade[v[a].i] > 0 && b < q->n; b++) {
            size_t i = v[a].i, j = v[b].i;
            if (q->grade[i] <= q->grade[j])
                continue;
            /* Places below the tenth still matter a little, or nothing would pull them up. */
            double da = discount(a), db = discount(b);
            double gain = (q->grade[i] - q->grade[j]) * fabs(da - db) / q->ideal;
            double lambda = gain / (1 + exp(v[a].score - v[b].score));
            pull[i] += lambda;
            pull[j] -= lambda;
        }
    }
    for (size_t i = 0; i < q->n; i++)
        for (size_t f = 0; pull[i] != 0 && f < F; f++)
            g[f] += pull[i] * q->features[i][f];
}

static void add_set(const struct set *s, size_t left_out, const struct rerank_weights *w,
                    double g[F])
{
    double sum[F] = {0};
    for (size_t i = 0; i < s->n; i++)
        if (i % FOLDS != left_out)
            add_gradient(&s->v[i], w, sum);
    for (size_t f = 0; f < F; f++)
        g[f] += s->share * sum[f];
}

/* Trains on all questions but those of one part; part FOLDS: on all. */
static void train(const struct set *sets, size_t nsets, size_t left_out, struct rerank_weights *w)
{
    double m[F] = {0}, v[F] = {0};
    memset(w, 0, sizeof *w);
    w->any = true;
    w->v[RERANK_base] = 1;
    for (int step = 1; step <= STEPS; step++) {
        double g[F] = {0};
        for (size_t k = 0; k < nsets; k++)
            add_set(&sets[k], left_out, w, g);
        for (size_t f = 0; f < F; f++) {
            double d = g[f] / (double)sets->n - DECAY / 100 * w->v[f];
            m[f] = .9 * m[f] + .1 * d;
            v[f] = .999 * v[f] + .001 * d * d;
            double mean = m[f] / (1 - pow(.9, step)), square = v[f] / (1 - pow(.999, step));
            w->v[f] += RATE * mean / (sqrt(square) + 1e-8);
        }
    }
}

static void report(const char *what, const struct quality *q)
{
    fprintf(stderr, "%-24s ndcg@10 %.4f  recall@10 %.4f  (%zu questions)\n", what,
            q->ndcg / (double)q->n, q->recall / (double)q->n, q->n);
}

static void print_weights(const struct rerank_weights *w)
{
    struct strbuf schema;
    strbuf_init(&schema);
    filekind_modeline(&schema, "dict/rerank.yaml");
    fputs(schema.s, stdout);
    strbuf_done(&schema);
    printf("# What the features of a found entry weigh when the best are ordered anew\n"
           "# (src/index/rerank.h). Made by `make train`; do not edit by hand.\n");
    for (size_t f = 0; f < F; f++)
        printf("%s: %.4f\n", rerank_names[f], w->v[f]);
}

/* The questions, then their variants; together they weigh 1. */
static void read_sets(struct set *sets, size_t n, char **paths, const char *qrels, struct index *ix)
{
    for (size_t k = 0; k < n; k++) {
        double variants = k < 2 ? 1 : (double)(n - 2);
        read_queries(&sets[k], paths[k]);
        read_judgments(&sets[k], index_knowledge(ix), qrels);
        sets[k].share = (k == 0 ? 1 : VARIANT_SHARE / variants) / (1 + 2 * VARIANT_SHARE);
        for (size_t i = 0; i < sets[k].n; i++)
            find_candidates(&sets[k].v[i], ix);
    }
}

static void free_set(struct set *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->v[i].text);
    free(s->v);
}

static void measure_all(const struct set *s, const struct rerank_weights *w, size_t part,
                        struct quality *sum)
{
    for (size_t i = 0; i < s->n; i++)
        if (part == FOLDS || i % FOLDS == part)
            measure(&s->v[i], w, sum);
}

int main(int argc, char **argv)
{
    struct error err = ERROR_NONE;
    struct set sets[MAX_SETS] = {{0}};
    struct rerank_weights w, first = {.any = true};
    struct quality before = {0, 0, 0}, after = {0, 0, 0}, all = {0, 0, 0};
    if (argc < 6 || argc > 3 + MAX_SETS) {
        fprintf(stderr, "usage: train DB QRELS QUERIES HIRAGANA SHORTER...\n");
        return EX_USAGE;
    }
    size_t n = (size_t)argc - 3;
    struct index *ix = index_open(argv[1], &err);
    if (!ix)
        stop(argv[1], err.msg);
    read_sets(sets, n, argv + 3, argv[2], ix);
    first.v[RERANK_base] = 1;
    measure_all(sets, &first, FOLDS, &before);
    for (size_t part = 0; part < FOLDS; part++) {
        train(sets, n, part, &w);
        measure_all(sets, &w, part, &after);
    }
    train(sets, n, FOLDS, &w);
    measure_all(sets, &w, FOLDS, &all);
    report("first scores", &before);
    report("reranked, left out", &after);
    report("reranked, trained on", &all);
    print_weights(&w);
    for (size_t k = 0; k < n; k++)
        free_set(&sets[k]);
    index_close(ix);
    return EX_OK;
}
