#include "journal/mask.h"
#include "base/xalloc.h"
#include "journal/mask_find.h"
#include "text/normalize.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static const char *const marks[MASK_KINDS] = {"〔名〕", "〔場所〕", "〔数〕", "〔連絡先〕"};

static void letters_init(struct letters *l, const char *s, size_t n)
{
    *l = (struct letters){.s = s};
    l->cp = xcalloc(n + 1, sizeof *l->cp);
    l->at = xcalloc(n + 1, sizeof *l->at);
    l->mark = xcalloc(n + 1, 1);
    for (size_t i = 0; i < n; l->n++) {
        l->at[l->n] = i;
        i += utf8_decode(s + i, n - i, &l->cp[l->n]);
    }
    l->at[l->n] = n;
}

static void letters_done(struct letters *l, size_t n)
{
    explicit_bzero(l->cp, (n + 1) * sizeof *l->cp);
    free(l->cp);
    free(l->at);
    free(l->mark);
}

/* What was masked before is left alone. */
static void keep_marks(struct letters *l)
{
    for (size_t i = 0; i < l->n; i++) {
        for (size_t k = 0; k < MASK_KINDS; k++) {
            size_t len = letters_stand(l, i, marks[k]);
            for (size_t j = 0; j < len; j++)
                l->mark[i + j] = KEPT;
        }
    }
}

static void apply(struct letters *l, const struct mask_span *v, size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < l->n; i++)
            if (l->at[i] >= v[k].start && l->at[i] < v[k].start + v[k].len && !l->mark[i])
                l->mark[i] = (unsigned char)(v[k].what + 1);
}

static bool joins(uint32_t cp)
{
    return cp == ' ' || cp == '-' || cp == 0x30fb || cp == '.' || cp == ',' || cp == '/' ||
           cp == 0x3001;
}

/* 〔名〕 〔名〕 are the two names of one person. */
static void close_gaps(struct letters *l)
{
    for (size_t i = 1; i + 1 < l->n; i++)
        if (!l->mark[i] && joins(l->cp[i]) && l->mark[i - 1] && l->mark[i - 1] != KEPT &&
            l->mark[i - 1] == l->mark[i + 1])
            l->mark[i] = l->mark[i - 1];
}

static void write_out(const struct letters *l, struct strbuf *out)
{
    for (size_t i = 0; i < l->n; i++) {
        unsigned char m = l->mark[i];
        if (m == 0 || m == KEPT)
            strbuf_add(out, l->s + l->at[i], l->at[i + 1] - l->at[i]);
        else if (i == 0 || l->mark[i - 1] != m)
            strbuf_puts(out, marks[m - 1]);
    }
}

void mask_text(const char *s, size_t n, const struct mask_span *v, size_t nspans, const char *town,
               struct strbuf *out)
{
    struct strbuf text;
    struct letters l;
    strbuf_init(&text);
    text_normalize(&text, s, n);
    letters_init(&l, text.s, text.len);
    keep_marks(&l);
    find_links(&l);
    find_numbers(&l);
    find_spelled_numbers(&l);
    find_addresses(&l, town);
    apply(&l, v, nspans);
    close_gaps(&l);
    write_out(&l, out);
    letters_done(&l, text.len);
    strbuf_wipe(&text);
    strbuf_done(&text);
}
