#include "text/width.h"

#include "text/cluster.h"
#include "text/unistring.h"
#include "text/utf8.h"

static const struct range {
    uint32_t first, last;
} ambiguous_ranges[] = {
#include "text/width_ambiguous.inc"
};

static bool is_ambiguous(uint32_t cp)
{
    size_t low = 0, high = sizeof(ambiguous_ranges) / sizeof(ambiguous_ranges[0]);

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (cp > ambiguous_ranges[mid].last)
            low = mid + 1;
        else if (cp < ambiguous_ranges[mid].first)
            high = mid;
        else
            return true;
    }
    return false;
}

int char_width(uint32_t cp, int ambiguous)
{
    int w;

    if (cp > 0x10ffff)
        return 1;
    w = uc_width(cp, "UTF-8");
    if (w < 0) /* controls take no column of their own */
        return 0;
    /* The EUC-JP widths of uc_width give two columns to everything from U+00A1 on, é and
     * Cyrillic alike; terminals follow UAX #11. */
    if (w == 1 && ambiguous == 2 && is_ambiguous(cp))
        return 2;
    return w;
}

/* Does b belong to the cluster that began with `first` and whose last character is a? */
static bool joins(uint32_t first, uint32_t a, uint32_t b, size_t flags)
{
    if (a == 0x200d && uc_is_property_extended_pictographic(first) &&
        uc_is_property_extended_pictographic(b))
        return true; /* GB11: emoji with ZWJ between them */
    if (uc_graphemeclusterbreak_property(a) == GBP_RI &&
        uc_graphemeclusterbreak_property(b) == GBP_RI)
        return flags == 1; /* GB12: flags are pairs */
    return !uc_is_grapheme_break(a, b);
}

size_t cluster_next(const char *s, size_t n, int ambiguous, struct cluster *c)
{
    uint32_t cp, next;
    size_t i, flags;

    i = utf8_decode(s, n, &cp);
    c->first = c->last = cp;
    c->width = 0;
    if (i == 0)
        return 0;
    c->width = (size_t)char_width(cp, ambiguous);
    flags = 1;
    while (i < n) {
        size_t k = utf8_decode(s + i, n - i, &next);

        if (!joins(c->first, c->last, next, flags))
            break;
        flags++;
        c->last = next;
        c->width += (size_t)char_width(next, ambiguous);
        i += k;
    }
    return i;
}

size_t text_width(const char *s, size_t n, int ambiguous)
{
    size_t cols = 0;
    uint32_t cp;

    for (size_t i = 0; i < n;) {
        i += utf8_decode(s + i, n - i, &cp);
        cols += (size_t)char_width(cp, ambiguous);
    }
    return cols;
}

size_t text_fit(const char *s, size_t n, size_t cols, int ambiguous)
{
    size_t i = 0, used = 0;

    while (i < n) {
        struct cluster c;
        size_t k = cluster_next(s + i, n - i, ambiguous, &c);

        if (c.width > cols - used)
            break;
        used += c.width;
        i += k;
    }
    return i;
}

void text_ellipsize(struct strbuf *out, const char *s, size_t n, size_t cols, int ambiguous)
{
    static const char dots[] = "…";
    size_t w = text_width(dots, sizeof(dots) - 1, ambiguous);

    if (text_fit(s, n, cols, ambiguous) == n) {
        strbuf_add(out, s, n);
    } else if (cols < w) {
        strbuf_fill(out, '.', cols);
    } else {
        strbuf_add(out, s, text_fit(s, n, cols - w, ambiguous));
        strbuf_add(out, dots, sizeof(dots) - 1);
    }
}

void text_pad(struct strbuf *out, const char *s, size_t n, size_t cols, int ambiguous)
{
    size_t w = text_width(s, n, ambiguous);

    strbuf_add(out, s, n);
    if (w < cols)
        strbuf_fill(out, ' ', cols - w);
}
