#include "base/strbuf.h"

#include "base/die.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

/* A test may compile with a tiny block so that growing happens all the time. */
#ifndef STRBUF_BLOCK
#define STRBUF_BLOCK 64
#endif

/* What s points to while cap is 0: nothing was added yet, so there is nothing to free. It is never
 * written to. */
static char nothing[1];

/* Room for n more bytes and the NUL. */
static void reserve(struct strbuf *b, size_t n)
{
    size_t need, cap = b->cap;

    if (n > SIZE_MAX / 2 - b->len - 1)
        die(EX_SOFTWARE, "%s", _("文字列が長すぎます。"));
    need = b->len + n + 1;
    if (need <= cap)
        return;
    cap = cap * 2 > STRBUF_BLOCK ? cap * 2 : STRBUF_BLOCK;
    if (cap < need)
        cap = need;
    b->s = xrealloc(b->cap > 0 ? b->s : NULL, cap);
    b->s[b->len] = '\0';
    b->cap = cap;
}

void strbuf_init(struct strbuf *b)
{
    b->s = nothing;
    b->len = b->cap = 0;
}

void strbuf_done(struct strbuf *b)
{
    if (b->cap > 0)
        free(b->s);
    b->s = NULL;
    b->len = b->cap = 0;
}

void strbuf_clear(struct strbuf *b)
{
    strbuf_truncate(b, 0);
}

void strbuf_wipe(struct strbuf *b)
{
    if (b->cap > 0)
        explicit_bzero(b->s, b->cap);
    b->len = 0;
}

void strbuf_truncate(struct strbuf *b, size_t len)
{
    if (len >= b->len)
        return;
    b->len = len;
    b->s[len] = '\0';
}

void strbuf_add(struct strbuf *b, const char *s, size_t n)
{
    if (n == 0)
        return;
    reserve(b, n);
    memcpy(b->s + b->len, s, n);
    b->len += n;
    b->s[b->len] = '\0';
}

void strbuf_puts(struct strbuf *b, const char *s)
{
    strbuf_add(b, s, strlen(s));
}

void strbuf_putc(struct strbuf *b, char c)
{
    strbuf_add(b, &c, 1);
}

void strbuf_fill(struct strbuf *b, char c, size_t count)
{
    if (count == 0)
        return;
    reserve(b, count);
    memset(b->s + b->len, c, count);
    b->len += count;
    b->s[b->len] = '\0';
}

void strbuf_printf(struct strbuf *b, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    strbuf_vprintf(b, fmt, ap);
    va_end(ap);
}

void strbuf_vprintf(struct strbuf *b, const char *fmt, va_list ap)
{
    va_list again;
    int n;

    va_copy(again, ap);
    n = vsnprintf(b->s + b->len, b->cap - b->len, fmt, ap);
    if (n < 0)
        die(EX_SOFTWARE, "%s", _("文字列を作れませんでした。"));
    if ((size_t)n >= b->cap - b->len) {
        reserve(b, (size_t)n);
        vsnprintf(b->s + b->len, b->cap - b->len, fmt, again);
    }
    va_end(again);
    b->len += (size_t)n;
}

char *strbuf_detach(struct strbuf *b)
{
    char *s = b->cap > 0 ? b->s : xstrdup("");

    strbuf_init(b);
    return s;
}
