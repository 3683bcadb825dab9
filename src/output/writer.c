#include "output/writer.h"

#include "base/xalloc.h"
#include "text/utf8.h"
#include "text/width.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void writer_init(struct writer *w, const struct knowledge *k, struct date today, size_t cols,
                 int ambiguous, struct strbuf *out)
{
    *w = (struct writer){.knowledge = k,
                         .out = out,
                         .start = out->len,
                         .cols = cols,
                         .ambiguous = ambiguous,
                         .today = today};
    strbuf_init(&w->text);
    strbuf_init(&w->clean);
}

void writer_done(struct writer *w)
{
    strbuf_wipe(&w->text); /* reasons hold what was answered */
    strbuf_wipe(&w->clean);
    strbuf_done(&w->text);
    strbuf_done(&w->clean);
}

size_t write_width(const struct writer *w, const char *first)
{
    return text_width(first, strlen(first), w->ambiguous);
}

void write_line(struct writer *w, const char *first, const char *fmt, ...)
{
    struct strbuf head, hang;
    va_list ap;

    strbuf_init(&head);
    strbuf_init(&hang);
    strbuf_fill(&head, ' ', w->indent);
    strbuf_puts(&head, first);
    strbuf_fill(&hang, ' ', w->indent + write_width(w, first));
    strbuf_clear(&w->text);
    strbuf_clear(&w->clean);
    va_start(ap, fmt);
    strbuf_vprintf(&w->text, fmt, ap);
    va_end(ap);
    utf8_clean(&w->clean, w->text.s, w->text.len, true);
    if (w->readings) {
        strbuf_clear(&w->text);
        w->readings->add(w->readings->ctx, w->clean.s, w->clean.len, &w->text);
        strbuf_clear(&w->clean);
        strbuf_add(&w->clean, w->text.s, w->text.len);
    }
    text_wrap(w->out, w->clean.s, w->clean.len, w->cols, head.s, hang.s, w->ambiguous);
    strbuf_done(&head);
    strbuf_done(&hang);
}

void write_blank(struct writer *w)
{
    const struct strbuf *b = w->out;

    if (b->len == w->start || (b->len - w->start >= 2 && b->s[b->len - 2] == '\n'))
        return;
    strbuf_putc(w->out, '\n');
}

void write_heading(struct writer *w, const char *text)
{
    write_blank(w);
    write_line(w, "", "%s", text);
}

void join_strs(struct strbuf *out, const struct strs *v)
{
    for (size_t i = 0; i < v->n; i++)
        strbuf_printf(out, "%s%s", i > 0 ? "、" : "", v->v[i].s);
}

size_t join_entries(struct strbuf *out, const struct knowledge *k, const struct strs *ids)
{
    size_t n = 0;

    for (size_t i = 0; i < ids->n; i++) {
        const struct entry *e = knowledge_entry(k, ids->v[i].s);

        if (e)
            strbuf_printf(out, "%s%s", n++ > 0 ? "、" : "", e->name.s);
    }
    return n;
}
