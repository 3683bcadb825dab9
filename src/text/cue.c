#include "text/cue.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

#define STOP "。"
#define PARTS "〜"
enum { MARK_BYTES = 3 }; /* of either */

static bool is_stop(uint32_t cp)
{
    return cp == 0x3002 || cp == '!' || cp == '?' || cp == '.';
}

static bool is_nothing(uint32_t cp)
{
    static const uint32_t marks[] = {' ',    ',',    '"',    '\'',   '(',    ')',   0x3001,
                                     0x300c, 0x300d, 0x300e, 0x300f, 0x30fb, 0x3000};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == cp)
            return true;
    return false;
}

static void fold(struct strbuf *out, const char *s, size_t n, bool cue)
{
    struct strbuf normal, kana;
    strbuf_init(&normal);
    strbuf_init(&kana);
    text_normalize(&normal, s, n);
    kana_to_hiragana(&kana, normal.s, normal.len);
    bool stopped = !cue;
    for (size_t i = 0, len; i < kana.len; i += len) {
        uint32_t cp;
        len = utf8_decode(kana.s + i, kana.len - i, &cp);
        if (is_nothing(cp) || (!cue && cp == 0x301c))
            continue;
        if (is_stop(cp)) {
            if (!stopped)
                strbuf_puts(out, STOP);
        } else {
            strbuf_add(out, kana.s + i, len);
        }
        stopped = is_stop(cp);
    }
    if (!cue && !stopped)
        strbuf_puts(out, STOP);
    strbuf_wipe(&normal);
    strbuf_wipe(&kana);
    strbuf_done(&normal);
    strbuf_done(&kana);
}

void cue_fold(struct strbuf *out, const char *s, size_t n)
{
    fold(out, s, n, true);
}

void cue_heard(struct strbuf *out, const char *s, size_t n)
{
    strbuf_puts(out, STOP);
    fold(out, s, n, false);
}

/* The end of the first `gap` characters of s, or its end. */
static size_t reach(const char *s, size_t n)
{
    return utf8_prefix(s, n, CUE_GAP);
}

/* From `at` on; the first part may stand anywhere, the later ones near the one before. */
static bool parts_found(const char *cue, size_t ncue, const char *s, size_t n, size_t at,
                        bool first)
{
    const char *end = memmem(cue, ncue, PARTS, MARK_BYTES);
    size_t len = end ? (size_t)(end - cue) : ncue;
    size_t last = first ? n : at + reach(s + at, n - at); /* where it begins at the latest */
    while (len > 0 && at <= last && at < n) {
        const char *p = memmem(s + at, n - at, cue, len);
        if (!p || (size_t)(p - s) > last)
            return false;
        size_t behind = (size_t)(p - s) + len;
        if (!end || parts_found(end + MARK_BYTES, ncue - len - MARK_BYTES, s, n, behind, false))
            return true;
        at = (size_t)(p - s) + 1;
    }
    return false;
}

bool cue_found(const char *cue, size_t ncue, const char *sentence, size_t n)
{
    return parts_found(cue, ncue, sentence, n, 0, true);
}

const char *cue_sentence(const char *heard, size_t n, size_t *pos, size_t *len)
{
    if (*pos + MARK_BYTES >= n)
        return NULL;
    const char *start = heard + *pos;
    const char *end = memmem(start + MARK_BYTES, n - *pos - MARK_BYTES, STOP, MARK_BYTES);
    if (!end)
        return NULL;
    *len = (size_t)(end - start) + MARK_BYTES;
    *pos = (size_t)(end - heard);
    return start;
}
