/* What a person reads from screens that the script player has dumped, page by page. */
#ifndef TESTS_TUI_PAGES_H
#define TESTS_TUI_PAGES_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <string.h>

/* Without blanks, frames and line breaks. */
static void squeeze(const char *s, size_t n, struct strbuf *out)
{
    static const char *const left_out[] = {" ", "\n", "　", "│", "─"};
    for (size_t i = 0; i < n;) {
        size_t skip = 0;
        for (size_t k = 0; k < sizeof left_out / sizeof *left_out; k++) {
            size_t len = strlen(left_out[k]);
            if (n - i >= len && memcmp(s + i, left_out[k], len) == 0)
                skip = len;
        }
        if (skip == 0)
            strbuf_putc(out, s[i]);
        i += skip > 0 ? skip : 1;
    }
}

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* The rows of a dump between the title, or the rule below what is urgent, and the rule below the
 * text. */
static void text_rows(const char *dump, struct strbuf *out)
{
    size_t row = 0, rules = 0;
    for (const char *p = dump; *p; p += strcspn(p, "\n"), p += *p == '\n')
        rules += begins(p, "  ──");
    for (const char *p = dump; *p; row++) {
        size_t n = strcspn(p, "\n");
        bool rule = begins(p, "  ──");
        rules -= rule;
        if (begins(p, "──") || (rule && rules == 0))
            break;
        if (rule)
            strbuf_clear(out);
        else if (row > 2 && !begins(p, "  （↓ まだ続きが") && !begins(p, "  （ここで終わり"))
            strbuf_printf(out, "%.*s\n", (int)n, p);
        p += n + (p[n] == '\n');
    }
}

/* Puts the next page behind the text, lines that are on both once: so a sentence stays one. */
static void add_page(struct strbuf *text, const char *page)
{
    size_t n = strlen(page), overlap = n < text->len ? n : text->len;
    while (overlap > 0 &&
           (page[overlap - 1] != '\n' || memcmp(text->s + text->len - overlap, page, overlap) != 0))
        overlap--;
    strbuf_puts(text, page + overlap);
}

#endif
