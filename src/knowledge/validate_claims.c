#include "base/xalloc.h"
#include "knowledge/validate.h"
#include "text/phrase.h"
#include <stdlib.h>
#include <string.h>

enum claim_by { BY_NAME, BY_READING, BY_SAYS };

struct claim {
    char *key;
    const struct str *text;
    const struct entry *e;
    enum claim_by by;
};

static int claim_cmp(const void *pa, const void *pb)
{
    const struct claim *a = pa, *b = pb;
    int c = strcmp(a->key, b->key);
    if (c)
        return c;
    if (a->by != b->by)
        return a->by < b->by ? -1 : 1;
    if (a->text->at.file != b->text->at.file)
        return a->text->at.file < b->text->at.file ? -1 : 1;
    return (a->text->at.line > b->text->at.line) - (a->text->at.line < b->text->at.line);
}

static void add(struct claim *v, size_t *n, const struct str *s, const struct entry *e,
                enum claim_by by)
{
    struct strbuf key;
    strbuf_init(&key);
    phrase_key(&key, s->s, s->len);
    if (key.len)
        v[(*n)++] = (struct claim){strbuf_detach(&key), s, e, by};
    strbuf_done(&key);
}

/* May two entries have this in common? What is explained may have the name of the procedure that
 * it is about, and words that only sound alike are told apart on the screen. */
static bool may_share(const struct claim *a, const struct claim *b)
{
    if (a->by == BY_SAYS || b->by == BY_SAYS)
        return false;
    if (a->by != BY_NAME || b->by != BY_NAME)
        return true;
    return a->e->kind != b->e->kind && (a->e->kind > ENTRY_FAQ || b->e->kind > ENTRY_FAQ);
}

static void report_shared(const struct claim *c, const struct claim *other, struct diags *d)
{
    static const char *const what[] = {"名前", "よみがな", "言い方（says）"};
    if (strcmp(c->text->s, other->text->s) == 0)
        diags_add(d, DIAG_ERROR, c->text->at,
                  "「%s」は「%s」（%s）も使っています。どちらか1つにします", c->text->s,
                  other->e->name.s, other->e->id.s);
    else
        diags_add(d, DIAG_ERROR, c->text->at,
                  "「%s」は、検索では「%s」（%s）の%s「%s」と同じことばです。どちらか1つにします",
                  c->text->s, other->e->name.s, other->e->id.s, what[other->by], other->text->s);
}

/* v[0] to v[n - 1]: claims to the same words. */
static void check_group(const struct claim *v, size_t n, struct diags *d)
{
    for (size_t i = 1; i < n; i++) {
        const struct claim *c = &v[i], *other = NULL;
        bool twice = false;
        for (size_t j = 0; j < i; j++) {
            if (v[j].e != c->e)
                other = other || may_share(&v[j], c) ? other : &v[j];
            else
                twice |= v[j].by == BY_SAYS && strcmp(v[j].text->s, c->text->s) == 0;
        }
        if (other)
            report_shared(c, other, d);
        else if (twice)
            diags_add(d, DIAG_ERROR, c->text->at, "「%s」が2度あります", c->text->s);
    }
}

void validate_claims(const struct knowledge *k, struct diags *d)
{
    size_t cap = 0, n = 0;
    for (size_t i = 0; i < k->entries.n; i++)
        cap += 2 + k->entries.v[i].says.n;
    struct claim *v = xreallocarray(NULL, cap + 1, sizeof *v);
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = &k->entries.v[i];
        if (e->kind != ENTRY_FAQ)
            add(v, &n, &e->name, e, BY_NAME);
        if (e->kind != ENTRY_FAQ)
            add(v, &n, &e->reading, e, BY_READING);
        for (size_t j = 0; j < e->says.n; j++)
            add(v, &n, &e->says.v[j], e, BY_SAYS);
    }
    if (n)
        qsort(v, n, sizeof *v, claim_cmp);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && strcmp(v[end].key, v[i].key) == 0;)
            end++;
        check_group(&v[i], end - i, d);
    }
    for (size_t i = 0; i < n; i++)
        free(v[i].key);
    free(v);
}
