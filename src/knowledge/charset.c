#include "knowledge/charset.h"
#include "base/xalloc.h"
#include "text/utf8.h"
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct decoder {
    struct charset_text *out;
    size_t line; /* the next byte is on, from 1 */
    bool after_cr;
};

/* Takes in valid UTF-8, in pieces however cut. */
static void put(struct decoder *d, const char *s, size_t n)
{
    struct strbuf *text = &d->out->text;
    for (size_t i = 0; i < n;) {
        bool lf = s[i] == '\n', cr = s[i] == '\r';
        if (lf || cr) {
            if (cr || !d->after_cr) {
                strbuf_putc(text, '\n');
                d->line++;
            }
            d->after_cr = cr;
            i++;
            continue;
        }
        size_t from = i;
        while (i < n && s[i] != '\n' && s[i] != '\r')
            i++;
        strbuf_add(text, s + from, i - from);
        d->after_cr = false;
    }
}

static void put_bad(struct decoder *d)
{
    struct charset_text *o = d->out;
    put(d, "\xef\xbf\xbd", 3);
    if (o->nbad && o->bad[o->nbad - 1] == d->line)
        return;
    if ((o->nbad & (o->nbad - 1)) == 0) /* full at every power of two */
        o->bad = xreallocarray(o->bad, o->nbad ? o->nbad * 2 : 1, sizeof *o->bad);
    o->bad[o->nbad++] = d->line;
}

static void decode_utf8(struct decoder *d, const char *s, size_t n)
{
    while (n > 0) {
        size_t good = utf8_first_invalid(s, n);
        put(d, s, good);
        if (good < n) {
            put_bad(d);
            good++;
        }
        s += good;
        n -= good;
    }
}

static uint32_t unit_at(const char *s, bool big)
{
    uint32_t a = (unsigned char)s[0], b = (unsigned char)s[1];
    return big ? a << 8 | b : b << 8 | a;
}

static void decode_utf16(struct decoder *d, const char *s, size_t n, bool big)
{
    size_t i = 0;
    while (i + 2 <= n) {
        uint32_t cp = unit_at(s + i, big);
        bool high = cp >= 0xd800 && cp <= 0xdbff;
        i += 2;
        if (high && i + 2 <= n && (unit_at(s + i, big) & 0xfc00) == 0xdc00) {
            cp = 0x10000 + ((cp & 0x3ff) << 10) + (unit_at(s + i, big) & 0x3ff);
            i += 2;
        }
        char bytes[4];
        if (cp >= 0xd800 && cp <= 0xdfff)
            put_bad(d);
        else
            put(d, bytes, utf8_encode(cp, bytes));
    }
    if (i < n)
        put_bad(d);
}

static bool decode_cp932(struct decoder *d, const char *s, size_t n, struct error *err)
{
    iconv_t cd = iconv_open("UTF-8", "CP932");
    if (cd == (iconv_t)-1) {
        error_set(err, EX_UNAVAILABLE,
                  "このコンピューターは CP932（Shift_JIS）を読めません。表を UTF-8 "
                  "で保存し直してください");
        return false;
    }
    char *in = (char *)(uintptr_t)s; /* iconv only reads what it asks a char * for */
    while (n > 0) {
        char buf[8192], *out = buf;
        size_t room = sizeof buf;
        size_t rc = iconv(cd, &in, &n, &out, &room);
        int why = rc == (size_t)-1 ? errno : 0;
        put(d, buf, (size_t)(out - buf));
        if (why == EILSEQ || why == EINVAL) {
            put_bad(d);
            in++;
            n--;
        }
    }
    iconv_close(cd);
    return true;
}

/* Do lead and trail bytes follow each other as in CP932? */
static bool looks_like_cp932(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x80 || (c >= 0xa1 && c <= 0xdf))
            continue;
        if (c == 0x80 || c == 0xa0 || c > 0xfc || i + 1 == n)
            return false;
        unsigned char trail = (unsigned char)s[++i];
        if (trail < 0x40 || trail == 0x7f || trail > 0xfc)
            return false;
    }
    return true;
}

static bool all_ascii(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] >= 0x80)
            return false;
    return true;
}

/* Lines vote: a damaged byte in a long file must not decide for all of it. */
static bool is_cp932(const char *s, size_t n)
{
    size_t utf8 = 0, cp932 = 0;
    for (const char *end = s + n; s < end;) {
        const char *nl = memchr(s, '\n', (size_t)(end - s));
        size_t len = (size_t)((nl ? nl : end) - s);
        if (utf8_valid(s, len))
            utf8 += !all_ascii(s, len);
        else
            cp932 += looks_like_cp932(s, len);
        s += len + 1;
    }
    return cp932 > utf8;
}

bool charset_decode(const char *bytes, size_t n, struct charset_text *out, struct error *err)
{
    *out = (struct charset_text){.charset = CHARSET_UTF8};
    strbuf_init(&out->text);
    struct decoder d = {out, 1, false};
    bool little = n >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0;
    bool big = n >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0;
    if (little || big) {
        out->charset = CHARSET_UTF16;
        decode_utf16(&d, bytes + 2, n - 2, big);
    } else if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        decode_utf8(&d, bytes + 3, n - 3);
    } else if (!is_cp932(bytes, n)) {
        decode_utf8(&d, bytes, n);
    } else {
        out->charset = CHARSET_CP932;
        return decode_cp932(&d, bytes, n, err);
    }
    return true;
}

void charset_done(struct charset_text *t)
{
    strbuf_done(&t->text);
    free(t->bad);
    t->bad = NULL;
    t->nbad = 0;
}

const char *charset_name(enum charset c)
{
    static const char *const names[] = {"UTF-8", "UTF-16", "CP932（Shift_JIS）"};
    return names[c];
}
