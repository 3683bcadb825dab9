#include "cli/likeness.h"
#include "base/xalloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* For every word the heads that have it. */
struct posting {
    const char *word;
    size_t *heads, n;
};

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_posting(const void *a, const void *b)
{
    return strcmp(a, ((const struct posting *)b)->word);
}

static struct posting *all_words(const struct likeness_text *v, size_t n, size_t *count)
{
    size_t all = 0, unique = 0;
    for (size_t i = 0; i < n; i++)
        all += v[i].nwords;
    const char **words = xreallocarray(NULL, all + 1, sizeof *words);
    all = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < v[i].nwords; k++)
            words[all++] = v[i].words[k];
    qsort(words, all, sizeof *words, compare_words);
    struct posting *p = xcalloc(all + 1, sizeof *p);
    for (size_t i = 0; i < all; i++)
        if (i == 0 || strcmp(words[i], words[i - 1]) != 0)
            p[unique++].word = words[i];
    free(words);
    *count = unique;
    return p;
}

static struct posting *find(struct posting *p, size_t n, const char *word)
{
    return bsearch(word, p, n, sizeof *p, compare_posting);
}

static void add_head(struct posting *p, size_t head)
{
    if ((p->n & (p->n - 1)) == 0)
        p->heads = xreallocarray(p->heads, p->n ? 2 * p->n : 1, sizeof *p->heads);
    p->heads[p->n++] = head;
}

/* The head that text i joins, or i. shared: for every text, zero before and after. */
static size_t nearest(const struct likeness_text *v, size_t i, struct posting *p, size_t np,
                      size_t *shared)
{
    size_t best = i, best_shared = 0, best_all = 1;
    for (size_t k = 0; k < v[i].nwords; k++) {
        const struct posting *q = find(p, np, v[i].words[k]);
        for (size_t h = 0; h < q->n; h++)
            shared[q->heads[h]]++;
    }
    for (size_t k = 0; k < v[i].nwords; k++) {
        const struct posting *q = find(p, np, v[i].words[k]);
        for (size_t h = 0; h < q->n; h++) {
            size_t head = q->heads[h], s = shared[head];
            size_t all = v[i].nwords + v[head].nwords - s;
            bool better = s * best_all > best_shared * all ||
                          (s * best_all == best_shared * all && head < best);
            if (s > 0 && 2 * s >= all && better) {
                best = head;
                best_shared = s;
                best_all = all;
            }
        }
    }
    for (size_t k = 0; k < v[i].nwords; k++) {
        const struct posting *q = find(p, np, v[i].words[k]);
        for (size_t h = 0; h < q->n; h++)
            shared[q->heads[h]] = 0;
    }
    return best;
}

void likeness_group(struct likeness_text *v, size_t n)
{
    size_t np;
    struct posting *p = all_words(v, n, &np);
    size_t *shared = xcalloc(n + 1, sizeof *shared);
    for (size_t i = 0; i < n; i++) {
        v[i].group = nearest(v, i, p, np, shared);
        for (size_t k = 0; v[i].group == i && k < v[i].nwords; k++)
            add_head(find(p, np, v[i].words[k]), i);
    }
    for (size_t k = 0; k < np; k++)
        free(p[k].heads);
    free(p);
    free(shared);
}
