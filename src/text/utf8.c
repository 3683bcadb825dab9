#include "text/utf8.h"

#define REPLACEMENT 0xfffdu

/* Bytes of the well-formed character at s (Unicode, table 3-7), or 0. */
static size_t well_formed(const char *s, size_t n, uint32_t *cp)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t need;
    uint32_t c, least;

    if (n == 0)
        return 0;
    c = p[0];
    if (c < 0x80) {
        *cp = c;
        return 1;
    }
    if (c >= 0xc2 && c <= 0xdf) {
        need = 2;
        c &= 0x1f;
        least = 0x80;
    } else if (c >= 0xe0 && c <= 0xef) {
        need = 3;
        c &= 0x0f;
        least = 0x800;
    } else if (c >= 0xf0 && c <= 0xf4) {
        need = 4;
        c &= 0x07;
        least = 0x10000;
    } else {
        return 0;
    }
    if (n < need)
        return 0;
    for (size_t i = 1; i < need; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (p[i] & 0x3fu);
    }
    if (c < least || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
    *cp = c;
    return need;
}

size_t utf8_first_invalid(const char *s, size_t n)
{
    size_t i = 0;
    uint32_t cp;

    while (i < n) {
        size_t k = well_formed(s + i, n - i, &cp);

        if (k == 0)
            return i;
        i += k;
    }
    return n;
}

bool utf8_valid(const char *s, size_t n)
{
    return utf8_first_invalid(s, n) == n;
}

size_t utf8_decode(const char *s, size_t n, uint32_t *cp)
{
    size_t k = well_formed(s, n, cp);

    if (k > 0)
        return k;
    *cp = REPLACEMENT;
    return n > 0 ? 1 : 0;
}

size_t utf8_encode(uint32_t cp, char out[static 4])
{
    if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
        cp = REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xc0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3f));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xe0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
        out[2] = (char)(0x80 | (cp & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
    out[3] = (char)(0x80 | (cp & 0x3f));
    return 4;
}

size_t utf8_length(const char *s, size_t n)
{
    size_t chars = 0;
    uint32_t cp;

    for (size_t i = 0; i < n; chars++)
        i += utf8_decode(s + i, n - i, &cp);
    return chars;
}

size_t utf8_prefix(const char *s, size_t n, size_t chars)
{
    size_t i = 0;
    uint32_t cp;

    while (i < n && chars-- > 0)
        i += utf8_decode(s + i, n - i, &cp);
    return i;
}

/* Characters that move the cursor, or change the order in which others are read. */
static bool harmful(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) || cp == 0x061c || cp == 0x200e ||
           cp == 0x200f || (cp >= 0x2028 && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x206f);
}

void utf8_clean(struct strbuf *out, const char *s, size_t n, bool keep_newlines)
{
    size_t i = 0;

    while (i < n) {
        uint32_t cp;
        char bytes[4];

        i += utf8_decode(s + i, n - i, &cp);
        if (cp == '\t')
            cp = ' ';
        else if (harmful(cp) && !(cp == '\n' && keep_newlines))
            cp = REPLACEMENT;
        strbuf_add(out, bytes, utf8_encode(cp, bytes));
    }
}
