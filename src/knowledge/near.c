#include "knowledge/near.h"
#include <stdarg.h>
#include <string.h>

enum { MAX_SLIPS = 2, MAX_LETTERS = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters that must change, two exchanged ones counting once (optimal string alignment), for short
 * ASCII words. */
static size_t slips(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), d[MAX_LETTERS + 1][MAX_LETTERS + 1];
    if (n > MAX_LETTERS || m > MAX_LETTERS || (n > m ? n - m : m - n) > MAX_SLIPS)
        return MAX_SLIPS + 1;
    for (size_t i = 0; i <= n; i++)
        d[i][0] = i;
    for (size_t j = 0; j <= m; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            d[i][j] = least(d[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
                            least(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[n][m];
}

struct near near_to(const char *typed)
{
    return (struct near){typed, NULL, least(MAX_SLIPS, strlen(typed) / 2) + 1};
}

void near_try(struct near *n, const char *name)
{
    size_t found = slips(n->typed, name);
    if (found >= n->distance)
        return;
    n->distance = found;
    n->best = name;
}

struct near near_answer(const struct question *q, const char *typed)
{
    struct near n = near_to(typed);
    for (size_t i = 0; i < q->answers.n; i++)
        near_try(&n, q->answers.v[i].id.s);
    return n;
}

struct near near_node(const struct tree *t, const char *typed)
{
    struct near n = near_to(typed);
    for (size_t i = 0; i < t->nodes.n; i++)
        near_try(&n, t->nodes.v[i].id.s);
    return n;
}

void near_report(const struct near *n, struct diags *d, struct mark at, const char *fmt, ...)
{
    struct strbuf b;
    va_list ap;
    strbuf_init(&b);
    va_start(ap, fmt);
    strbuf_vprintf(&b, fmt, ap);
    va_end(ap);
    if (n->best)
        strbuf_printf(&b, "。「%s」ではありませんか", n->best);
    diags_add(d, DIAG_ERROR, at, "%s", b.s);
    strbuf_done(&b);
}
