#include "knowledge/terms.h"

#include "base/strbuf.h"
#include "base/xalloc.h"
#include "knowledge/record.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    void (*visit)(void *ctx, const struct str *text);
    void *ctx;
};

static bool is_sentence(const struct field *f)
{
    static const char *const others[] = {"name",   "law",  "owner", "field",
                                         "person", "unit", "place"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(f->name, others[i]) == 0)
            return false;
    return f->type == F_TEXT && !(f->flags & FIELD_RAW);
}

static void read_field(void *ctx, const struct field *f, void *value)
{
    struct reader *r = ctx;
    const struct str *s = value;

    if (is_sentence(f) && s->len > 0)
        r->visit(r->ctx, s);
}

void entry_texts(const struct entry *e, void (*visit)(void *ctx, const struct str *text), void *ctx)
{
    struct reader r = {visit, ctx};

    /* the visitor changes nothing */
    record_visit(&record_entry[e->kind], (void *)(uintptr_t)e, read_field, &r);
}

static void add_text(void *ctx, const struct str *text)
{
    strbuf_add(ctx, text->s, text->len);
    strbuf_putc(ctx, '\n');
}

struct candidate {
    const struct entry *term;
    size_t len; /* of its name, without what stands in brackets */
    bool found;
};

static int by_length(const void *pa, const void *pb)
{
    const struct candidate *a = pa, *b = pb;

    if (a->len != b->len)
        return a->len < b->len ? 1 : -1;
    return (a->term > b->term) - (a->term < b->term);
}

static int by_place(const void *pa, const void *pb)
{
    const struct candidate *a = pa, *b = pb;

    return (a->term > b->term) - (a->term < b->term);
}

static size_t candidates(const struct knowledge *k, struct candidate **out)
{
    size_t n = 0;

    *out = xreallocarray(NULL, k->entries.n + 1, sizeof **out);
    for (size_t i = 0; i < k->entries.n; i++) {
        if (knowledge_kind(k, i) != ENTRY_TERM)
            continue;
        const struct entry *e = knowledge_at(k, i);
        const char *note = strstr(e->name.s, "（");
        (*out)[n++] = (struct candidate){e, note ? (size_t)(note - e->name.s) : e->name.len, false};
    }
    return n;
}

/* Blanks the name wherever it stands: a shorter one within it is not meant. */
static bool take(struct strbuf *text, const char *name, size_t n)
{
    bool found = false;
    char *p = text->s;

    while (n > 0 && (p = memmem(p, (size_t)(text->s + text->len - p), name, n))) {
        memset(p, ' ', n);
        found = true;
    }
    return found;
}

/* Takes the names out of text. */
static size_t find(const struct knowledge *k, struct strbuf *text, const struct entry *but,
                   const struct entry **out, size_t max)
{
    struct candidate *v;
    size_t n = candidates(k, &v), found = 0;

    qsort(v, n, sizeof *v, by_length);
    for (size_t i = 0; i < n; i++)
        v[i].found = take(text, v[i].term->name.s, v[i].len) && v[i].term != but;
    qsort(v, n, sizeof *v, by_place);
    for (size_t i = 0; i < n && found < max; i++)
        if (v[i].found)
            out[found++] = v[i].term;
    free(v);
    return found;
}

size_t terms_in(const struct knowledge *k, const char *text, size_t n, const struct entry *but,
                const struct entry **out, size_t max)
{
    struct strbuf copy;
    size_t found;

    strbuf_init(&copy);
    strbuf_add(&copy, text, n);
    found = find(k, &copy, but, out, max);
    strbuf_wipe(&copy);
    strbuf_done(&copy);
    return found;
}

size_t terms_of(const struct knowledge *k, const struct entry *e, const struct entry **out,
                size_t max)
{
    struct strbuf text;
    size_t found;

    strbuf_init(&text);
    entry_texts(e, add_text, &text);
    for (size_t i = 0; i < e->documents.n; i++)
        if (e->documents.v[i].document)
            add_text(&text, &e->documents.v[i].document->name);
    found = find(k, &text, e, out, max);
    strbuf_done(&text);
    return found;
}
