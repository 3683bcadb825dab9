#include "base/xalloc.h"
#include "knowledge/unwritten.h"
#include "knowledge/validate.h"
#include "text/kana.h"
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
    if (!unwritten_find(s->s, s->len, NULL, NULL)) /* nothing that a resident would say */
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
    struct mark there = other->text->at;
    if (strcmp(c->text->s, other->text->s) == 0)
        diags_add(d, DIAG_ERROR, c->text->at,
                  "「%s」は「%s」（%s:%u）も使っています。どちらか1つにします", c->text->s,
                  other->e->name.s, diags_path(d, there), there.line);
    else
        diags_add(
            d, DIAG_ERROR, c->text->at,
            "「%s」は、検索では「%s」の%s「%s」（%s:%u）と同じことばです。どちらか1つにします",
            c->text->s, other->e->name.s, what[other->by], other->text->s, diags_path(d, there),
            there.line);
}

/* A file that was copied, and its reading forgotten. Gives whether that was said. */
static bool check_copied(const struct claim *c, const struct claim *other, struct diags *d)
{
    struct mark there = other->text->at;
    if (c->by != BY_READING || other->by != BY_READING || c->e->kind != other->e->kind ||
        strcmp(c->e->name.s, other->e->name.s) == 0)
        return false;
    diags_add(d, DIAG_WARNING, c->text->at,
              "よみがな「%s」は「%s」（%s:%u）と同じです。写したままではありませんか", c->text->s,
              other->e->name.s, diags_path(d, there), there.line);
    return true;
}

/* A name of kana alone reads as it is written; its reading may leave a part out. */
static void check_reading(const struct entry *e, struct diags *d)
{
    struct strbuf name, reading;
    strbuf_init(&name);
    strbuf_init(&reading);
    phrase_key(&name, e->name.s, e->name.len);
    phrase_key(&reading, e->reading.s, e->reading.len);
    if (reading.len && !unwritten_find(e->reading.s, e->reading.len, NULL, NULL) &&
        kana_is_hiragana(name.s, name.len) && !strstr(name.s, reading.s))
        diags_add(d, DIAG_WARNING, e->reading.at, "よみがな「%s」が、名前「%s」と合いません",
                  e->reading.s, e->name.s);
    strbuf_done(&name);
    strbuf_done(&reading);
}

/* v[0] to v[n - 1]: claims to the same words. */
static void check_group(const struct claim *v, size_t n, struct diags *d)
{
    for (size_t i = 1; i < n; i++) {
        const struct claim *c = &v[i], *other = NULL;
        bool twice = false, copied = false;
        for (size_t j = 0; j < i; j++) {
            if (v[j].e != c->e && may_share(&v[j], c))
                copied = copied || check_copied(c, &v[j], d);
            else if (v[j].e != c->e)
                other = other ? other : &v[j];
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
        check_reading(e, d);
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
