#include "knowledge/unwritten.h"
#include <string.h>

/* A whole sentence, so that no instruction for residents is taken for it. */
static const char open[] = "（ここに書く：", end[] = "）";

void unwritten_put(struct strbuf *out, const char *what)
{
    strbuf_printf(out, "%s%s%s", open, what, end);
}

bool unwritten_find(const char *s, size_t n, const char **what, size_t *wlen)
{
    const char *p = memmem(s, n, open, strlen(open));
    if (!p)
        return false;
    p += strlen(open);
    const char *last = NULL; /* what is to be written may hold brackets of its own */
    for (const char *q = p; (q = memmem(q, (size_t)(s + n - q), end, strlen(end))) != NULL;
         q += strlen(end))
        last = q;
    if (last && what) {
        *what = p;
        *wlen = (size_t)(last - p);
    }
    return last != NULL;
}
