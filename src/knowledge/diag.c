#include "knowledge/diag.h"
#include "base/xalloc.h"
#include "text/utf8.h"
#include "text/width.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void sources_init(struct sources *s)
{
    memset(s, 0, sizeof *s);
    arena_init(&s->arena);
}

void sources_done(struct sources *s)
{
    free(s->v);
    arena_done(&s->arena);
    memset(s, 0, sizeof *s);
}

uint32_t sources_add(struct sources *s, const char *path, const char *text, size_t len)
{
    if (s->n == s->cap) {
        s->cap = s->cap ? s->cap * 2 : 64;
        s->v = xreallocarray(s->v, s->cap, sizeof *s->v);
    }
    size_t nlines = 1;
    for (size_t i = 0; i < len; i++)
        nlines += text[i] == '\n';
    size_t *lines = arena_array(&s->arena, nlines, sizeof *lines);
    size_t line = 1;
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\n')
            lines[line++] = i + 1;
    s->v[s->n] = (struct source){
        .path = arena_strdup(&s->arena, path),
        .text = arena_strndup(&s->arena, text, len),
        .len = len,
        .lines = lines,
        .nlines = nlines,
    };
    return (uint32_t)s->n++;
}

static size_t line_end(const struct source *src, size_t line)
{
    size_t end = line + 1 < src->nlines ? src->lines[line + 1] - 1 : src->len;
    if (end > src->lines[line] && src->text[end - 1] == '\r')
        end--;
    return end;
}

struct mark sources_mark(const struct sources *s, uint32_t file, size_t offset)
{
    const struct source *src = &s->v[file];
    if (offset > src->len)
        offset = src->len;
    size_t lo = 0, hi = src->nlines;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (src->lines[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    size_t col = utf8_length(src->text + src->lines[lo], offset - src->lines[lo]) + 1;
    return (struct mark){file, (uint32_t)lo + 1, (uint32_t)col};
}

void diags_init(struct diags *d, const struct sources *sources)
{
    memset(d, 0, sizeof *d);
    d->sources = sources;
    arena_init(&d->arena);
}

void diags_done(struct diags *d)
{
    free(d->v);
    arena_done(&d->arena);
    memset(d, 0, sizeof *d);
}

void diags_add(struct diags *d, enum severity severity, struct mark at, const char *fmt, ...)
{
    struct strbuf msg;
    strbuf_init(&msg);
    va_list ap;
    va_start(ap, fmt);
    strbuf_vprintf(&msg, fmt, ap);
    va_end(ap);
    for (size_t i = 0; i < d->n; i++) {
        const struct diag *o = &d->v[i];
        if (o->at.file == at.file && o->at.line == at.line && o->at.col == at.col &&
            strcmp(o->msg, msg.s) == 0) {
            strbuf_done(&msg);
            return;
        }
    }
    if (d->n == d->cap) {
        d->cap = d->cap ? d->cap * 2 : 32;
        d->v = xreallocarray(d->v, d->cap, sizeof *d->v);
    }
    struct strbuf clean;
    strbuf_init(&clean);
    utf8_clean(&clean, msg.s, msg.len, false);
    d->v[d->n++] = (struct diag){at, severity, false, arena_strdup(&d->arena, clean.s)};
    strbuf_done(&clean);
    strbuf_done(&msg);
    if (severity == DIAG_ERROR)
        d->errors++;
    else
        d->warnings++;
}

void diags_add_unwritten(struct diags *d, struct mark at, const char *what, size_t n)
{
    size_t before = d->n;
    diags_add(d, DIAG_ERROR, at, "まだ書かれていません：%.*s", (int)n, what);
    if (d->n > before)
        d->v[before].unwritten = true;
}

size_t diags_unwritten(const struct diags *d, uint32_t file)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += d->v[i].unwritten && d->v[i].at.file == file;
    return n;
}

static int diag_cmp(const void *pa, const void *pb)
{
    const struct diag *a = pa, *b = pb;
    if (a->at.file != b->at.file)
        return a->at.file < b->at.file ? -1 : 1;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    if (a->at.col != b->at.col)
        return a->at.col < b->at.col ? -1 : 1;
    return strcmp(a->msg, b->msg);
}

/* The line as a terminal can show it, and spaces up to the caret. Long lines are shown around the
 * place. */
static void print_line(const struct source *src, struct mark at, struct strbuf *out)
{
    enum { BEFORE = 60, WHOLE = 100 };
    size_t from = src->lines[at.line - 1], end = line_end(src, at.line - 1);
    const char *line = src->text + from;
    size_t len = end - from;
    size_t caret = utf8_prefix(line, len, at.col - 1);
    if (caret > BEFORE * 3) {
        size_t chars = utf8_length(line, caret) - BEFORE;
        size_t skip = utf8_prefix(line, len, chars);
        line += skip;
        len -= skip;
        caret -= skip;
    }
    size_t shown = utf8_prefix(line, len, WHOLE);
    strbuf_puts(out, "    ");
    utf8_clean(out, line, shown, false);
    strbuf_puts(out, "\n    ");
    struct strbuf before;
    strbuf_init(&before);
    utf8_clean(&before, line, caret < shown ? caret : shown, false);
    strbuf_fill(out, ' ', text_width(before.s, before.len, 1));
    strbuf_done(&before);
    strbuf_puts(out, "^\n");
}

const char *diags_path(const struct diags *d, struct mark at)
{
    return d->sources->v[at.file].path;
}

void diags_print(struct diags *d, struct strbuf *out)
{
    if (d->n > 1)
        qsort(d->v, d->n, sizeof *d->v, diag_cmp);
    for (size_t i = 0; i < d->n; i++) {
        const struct diag *g = &d->v[i];
        const struct source *src = g->at.file < d->sources->n ? &d->sources->v[g->at.file] : NULL;
        if (src)
            utf8_clean(out, src->path, strlen(src->path), false);
        if (src && g->at.line)
            strbuf_printf(out, ":%u:%u", g->at.line, g->at.col);
        strbuf_printf(out, ": %s: %s\n", g->severity == DIAG_ERROR ? "error" : "warning", g->msg);
        if (src && g->at.line && g->at.line <= src->nlines)
            print_line(src, g->at, out);
    }
}
