#include "index/lexicon.h"
#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

/* Layout, numbers of four bytes, the low one first: the number of items n; n+1 offsets into the
 * keys; n concepts; the keys, one after the other, sorted bytewise. */

void lexicon_maker_init(struct lexicon_maker *m)
{
    memset(m, 0, sizeof *m);
}

void lexicon_maker_done(struct lexicon_maker *m)
{
    for (size_t i = 0; i < m->n; i++)
        free(m->v[i].key);
    free(m->v);
    memset(m, 0, sizeof *m);
}

void lexicon_add(struct lexicon_maker *m, const char *key, size_t n, uint32_t concept)
{
    size_t words = 1;
    for (size_t i = 0; i < n; i++)
        words += key[i] == LEXICON_BREAK;
    if (n == 0 || words > LEXICON_WORDS)
        return;
    if (m->n == m->cap) {
        m->cap = m->cap ? m->cap * 2 : 1024;
        m->v = xreallocarray(m->v, m->cap, sizeof *m->v);
    }
    m->v[m->n++] = (struct lexicon_item){xstrndup(key, n), concept};
}

static int item_cmp(const void *pa, const void *pb)
{
    const struct lexicon_item *a = pa, *b = pb;
    int c = strcmp(a->key, b->key);
    return c ? c : (a->concept > b->concept) - (a->concept < b->concept);
}

static void put(struct strbuf *out, size_t v)
{
    for (int i = 0; i < 4; i++)
        strbuf_putc(out, (char)(v >> (8 * i) & 0xff));
}

void lexicon_pack(struct lexicon_maker *m, struct strbuf *out)
{
    if (m->n)
        qsort(m->v, m->n, sizeof *m->v, item_cmp);
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        if (n && item_cmp(&m->v[n - 1], &m->v[i]) == 0)
            free(m->v[i].key);
        else
            m->v[n++] = m->v[i];
    }
    m->n = n;
    put(out, n);
    size_t offset = 0;
    for (size_t i = 0; i < n; i++) {
        put(out, offset);
        offset += strlen(m->v[i].key);
    }
    put(out, offset);
    for (size_t i = 0; i < n; i++)
        put(out, m->v[i].concept);
    for (size_t i = 0; i < n; i++)
        strbuf_puts(out, m->v[i].key);
}

static uint32_t number(const struct lexicon *l, size_t i)
{
    const unsigned char *p = l->bytes + 4 * i;
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static size_t offset(const struct lexicon *l, size_t item)
{
    return number(l, 1 + item);
}

uint32_t lexicon_concept(const struct lexicon *l, size_t item)
{
    return number(l, 2 + l->n + item);
}

bool lexicon_open(struct lexicon *l, const void *bytes, size_t size)
{
    *l = (struct lexicon){bytes, size, 0};
    if (size == 0)
        return true;
    if (size < 8)
        return false;
    size_t n = number(l, 0);
    if (n > size / 8 || 4 * (2 + 2 * n) > size)
        return false;
    l->n = n;
    return offset(l, n) == size - 4 * (2 + 2 * n);
}

/* The item's key against the n bytes at key; prefix: 0 when it begins with them. */
static int compare(const struct lexicon *l, size_t item, const char *key, size_t n, bool prefix)
{
    const unsigned char *keys = l->bytes + 4 * (2 + 2 * l->n);
    size_t from = offset(l, item), end = offset(l, item + 1);
    if (from > end || end > offset(l, l->n)) /* damaged: there are too many to look at each first */
        from = end = 0;
    size_t len = end - from;
    int c = memcmp(keys + from, key, len < n ? len : n);
    if (c || (prefix && len >= n))
        return c;
    return (len > n) - (len < n);
}

struct lexicon_found lexicon_find(const struct lexicon *l, const char *key, size_t n)
{
    size_t lo = 0, hi = l->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (compare(l, mid, key, n, false) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    struct lexicon_found f = {false, lo, lo};
    while (f.end < l->n && compare(l, f.end, key, n, false) == 0)
        f.end++;
    f.more = f.end < l->n && compare(l, f.end, key, n, true) == 0;
    return f;
}
