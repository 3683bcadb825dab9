#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Bytes of the longest prefix of s[0..n) that does not end inside a character. */
static size_t whole_characters(const char *s, size_t n)
{
    size_t back = 0;
    unsigned char c;
    size_t need;

    while (back < n && back < 3 && ((unsigned char)s[n - 1 - back] & 0xc0) == 0x80)
        back++;
    if (back == n)
        return n;
    c = (unsigned char)s[n - 1 - back];
    need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
    return need > back + 1 ? n - 1 - back : n;
}

void error_set(struct error *e, int code, const char *fmt, ...)
{
    va_list ap;
    int n;
    size_t len;

    if (!e || e->code != EX_OK)
        return;
    e->code = code;
    va_start(ap, fmt);
    n = vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
    va_end(ap);
    if (n < 0)
        e->msg[0] = '\0';
    len = strlen(e->msg);
    if (n >= 0 && (size_t)n >= sizeof(e->msg))
        len = whole_characters(e->msg, len);
    while (len > 0 && e->msg[len - 1] == '\n')
        len--;
    e->msg[len] = '\0';
}
