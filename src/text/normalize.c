#include "text/normalize.h"

#include "base/die.h"
#include "base/lang.h"
#include "text/unistring.h"
#include "text/utf8.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

/* Old, popular and compatibility forms (旧字体, 俗字) that name the same thing; sorted by from. */
static const struct fold {
    uint32_t from, to;
} folds[] = {
#include "text/normalize_fold.inc"
};

static uint32_t fold(uint32_t cp)
{
    size_t low = 0, high = sizeof(folds) / sizeof(folds[0]);

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (folds[mid].from == cp)
            return folds[mid].to;
        if (folds[mid].from < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return cp;
}

/* Marks that are not seen: they never make a different word. */
static bool is_ignorable(uint32_t cp)
{
    return cp == 0xad || cp == 0x34f || cp == 0x61c || (cp >= 0x180b && cp <= 0x180e) ||
           (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2060 && cp <= 0x206f) || (cp >= 0xfe00 && cp <= 0xfe0f) || cp == 0xfeff ||
           (cp >= 0xe0000 && cp <= 0xe0fff);
}

static bool is_white(uint32_t cp)
{
    return cp <= 0x20 || (cp >= 0x7f && cp <= 0xa0) || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 || cp == 0x2029 || cp == 0x202f ||
           cp == 0x205f || cp == 0x3000;
}

static bool is_kana(uint32_t cp)
{
    return (cp >= 0x3041 && cp <= 0x309a) || (cp >= 0x30a1 && cp <= 0x30fa) || cp == 0x30fc ||
           (cp >= 0x31f0 && cp <= 0x31ff);
}

static bool is_dash(uint32_t cp)
{
    return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x2500 ||
           cp == 0x2501 || cp == 0xfe58 || cp == 0xfe63;
}

static bool is_alnum(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z');
}

static void put(struct strbuf *out, uint32_t cp)
{
    char bytes[4];

    strbuf_add(out, bytes, utf8_encode(cp, bytes));
}

/* Before NFKC: what is invalid, not seen, or would be torn apart by it. */
static void prepare(struct strbuf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;

        i += utf8_decode(s + i, n - i, &cp);
        if (is_ignorable(cp))
            continue;
        if (is_white(cp))
            cp = ' ';
        else if (cp == 0x309b || cp == 0x309c) /* か゛: NFKC would put a space before the mark */
            cp -= 2;
        put(out, cp);
    }
}

/* After NFKC: look-alikes and white space. */
static void finish(struct strbuf *out, const char *s, size_t n)
{
    uint32_t before = ' ', cp, after;
    bool space = false, begun = false;

    for (size_t i = 0; i < n; before = cp) {
        i += utf8_decode(s + i, n - i, &cp);
        if (is_white(cp)) {
            space = begun;
            continue;
        }
        if (is_dash(cp)) {
            after = 0;
            if (i < n)
                utf8_decode(s + i, n - i, &after);
            /* スーパ− and ハロ-ワ-ク, but not 西ビル-3 or ア-1 */
            cp = is_kana(before) && !is_alnum(after) ? 0x30fc : '-';
        } else if (cp == '~' || cp == 0x223c) {
            cp = 0x301c;
        } else {
            cp = fold(cp);
        }
        if (space)
            strbuf_putc(out, ' ');
        put(out, cp);
        space = false;
        begun = true;
    }
}

/* Nearly all that is normalised is plain already: letters that NFKC and lower case leave as they
 * are, whatever stands beside them. */
static bool is_plain(uint32_t cp)
{
    return (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0x3041 && cp <= 0x3096) ||
           (cp >= 0x30a1 && cp <= 0x30fa) || cp == 0x30fc || cp == 0x3001 || cp == 0x3002 ||
           (cp >= 0x20 && cp < 'A') || (cp > 'Z' && cp < 0x7f);
}

static bool all_plain(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;

        i += utf8_decode(s + i, n - i, &cp);
        if (!is_plain(cp))
            return false;
    }
    return true;
}

static noreturn void no_memory(void)
{
    die(EX_OSERR, "%s", _("メモリが足りません。"));
}

void text_normalize(struct strbuf *out, const char *s, size_t n)
{
    struct strbuf clean;
    uint8_t *wide, *lower;
    size_t wide_len, lower_len;

    strbuf_init(&clean);
    prepare(&clean, s, n);
    if (all_plain(clean.s, clean.len)) {
        finish(out, clean.s, clean.len);
    } else {
        /* The input is valid UTF-8 by now: only memory can be wanting. */
        wide = u8_normalize(UNINORM_NFKC, (const uint8_t *)clean.s, clean.len, NULL, &wide_len);
        if (!wide)
            no_memory();
        lower = u8_tolower(wide, wide_len, NULL, UNINORM_NFKC, NULL, &lower_len);
        if (!lower)
            no_memory();
        finish(out, (const char *)lower, lower_len);
        explicit_bzero(lower, lower_len); /* what people typed */
        explicit_bzero(wide, wide_len);
        free(lower);
        free(wide);
    }
    strbuf_wipe(&clean);
    strbuf_done(&clean);
}
