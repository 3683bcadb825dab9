#include "knowledge/unwritten.h"
#include <string.h>

/* A whole sentence, so that no instruction for residents is taken for it. */
static const char open[] = "（ここに", end[] = "を書く）";

void unwritten_put(struct strbuf *out, const char *what)
{
    size_t n = strlen(what);
    bool before = n && (unsigned char)what[0] < 0x80,
         after = n && (unsigned char)what[n - 1] < 0x80;
    strbuf_printf(out, "%s%s%s%s%s", open, before ? " " : "", what, after ? " " : "", end);
}

bool unwritten_find(const char *s, size_t n, const char **what, size_t *wlen)
{
    const char *p = memmem(s, n, open, strlen(open));
    if (!p)
        return false;
    p += strlen(open);
    p += *p == ' ';
    const char *q = memmem(p, (size_t)(s + n - p), end, strlen(end));
    if (q && what) {
        *what = p;
        *wlen = (size_t)(q - p) - (q > p && q[-1] == ' ');
    }
    return q != NULL;
}
