#include "index/collect.h"
#include "base/xalloc.h"
#include "index/fts_tokenizer.h"
#include <stdlib.h>
#include <string.h>

#define SENTINELS 2 /* phrases of the expression before the question's */

void collector_done(struct collector *c)
{
    free(c->postings);
    free(c->found);
    memset(c, 0, sizeof *c);
}

/* FTS5 calls this for every entry that has the term. */
static int one_entry(const Fts5ExtensionApi *api, Fts5Context *fts, void *context)
{
    struct collector *c = context;
    uint32_t tf[FIELDS] = {0};
    Fts5PhraseIter it;
    int column, offset;
    sqlite3_int64 rowid = api->xRowid(fts);
    if (rowid < 1 || (size_t)rowid > c->lengths->entries)
        return SQLITE_CORRUPT_VTAB;
    int rc = api->xPhraseFirst(fts, 0, &it, &column, &offset);
    for (; rc == SQLITE_OK && column >= 0; api->xPhraseNext(fts, &it, &column, &offset)) {
        if (column >= FIELDS)
            return SQLITE_CORRUPT_VTAB;
        tf[column]++;
    }
    if (c->npostings == c->cap) {
        c->cap = c->cap ? c->cap * 2 : 256;
        c->postings = xreallocarray(c->postings, c->cap, sizeof *c->postings);
    }
    size_t entry = (size_t)rowid - 1;
    struct rank_posting *p = &c->postings[c->npostings++];
    p->entry = (uint32_t)entry;
    p->frequency =
        rank_frequency(&rank_settings[c->kind], c->kind, c->lengths, entry, tf, &p->head);
    p->about = rank_about(c->kind, tf);
    return rc;
}

static void begin_term(struct collector *c, size_t i)
{
    const struct term *t = c->terms[i];
    c->kind = term_kind_of(t->s, t->len);
    c->found[i] = (struct rerank_term){c->kind, 0, t->start, t->end, c->npostings, 0};
}

static void end_term(struct collector *c, size_t i)
{
    struct rerank_term *t = &c->found[i];
    t->n = c->npostings - t->first;
    t->idf =
        ranking_add(c->ranking, &rank_settings[c->kind], c->kind, c->postings + t->first, t->n);
}

static void begin(struct collector *c)
{
    c->npostings = 0;
    c->found = xreallocarray(c->found, c->n + 1, sizeof *c->found);
}

/* Called once a question, at the first row: everything else is found from there. */
static void collect(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *result,
                    int nargs, sqlite3_value **args)
{
    struct collector *c = api->xUserData(fts);
    (void)args;
    if (nargs || (size_t)api->xPhraseCount(fts) != c->n + SENTINELS) {
        sqlite3_result_error_code(result, SQLITE_MISUSE);
        return;
    }
    begin(c);
    for (size_t i = 0; i < c->n; i++) {
        begin_term(c, i);
        int rc = api->xQueryPhrase(fts, (int)(i + SENTINELS), c, one_entry);
        if (rc != SQLITE_OK) {
            sqlite3_result_error_code(result, rc);
            return;
        }
        end_term(c, i);
    }
}

void collect_absent(struct collector *c)
{
    begin(c);
    for (size_t i = 0; i < c->n; i++) {
        begin_term(c, i);
        end_term(c, i);
    }
}

bool collect_register(sqlite3 *db, struct collector *c)
{
    fts5_api *api = fts_api(db);
    return api && api->xCreateFunction(api, "collect", c, collect, NULL) == SQLITE_OK;
}

static int compare_terms(const void *a, const void *b)
{
    const struct term *x = *(const struct term *const *)a, *y = *(const struct term *const *)b;
    size_t n = x->len < y->len ? x->len : y->len;
    int c = memcmp(x->s, y->s, n);
    if (c)
        return c;
    if (x->len != y->len)
        return x->len < y->len ? -1 : 1;
    return x < y ? -1 : x > y;
}

static int compare_places(const void *a, const void *b)
{
    const struct term *x = *(const struct term *const *)a, *y = *(const struct term *const *)b;
    return x < y ? -1 : x > y;
}

size_t collect_unique(const struct terms *t, const struct term *out[static COLLECT_TERMS])
{
    const struct term **all = xreallocarray(NULL, t->n + 1, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        all[i] = &t->v[i];
    qsort(all, t->n, sizeof *all, compare_terms);
    for (size_t i = 0; i < t->n; i++)
        if (i == 0 || all[i]->len != all[n - 1]->len ||
            memcmp(all[i]->s, all[n - 1]->s, all[i]->len) != 0)
            all[n++] = all[i];
    qsort(all, n, sizeof *all, compare_places);
    n = n < COLLECT_TERMS ? n : COLLECT_TERMS;
    memcpy(out, all, n * sizeof *all);
    free(all);
    return n;
}

/* FTS5 would open every term once to find a first row, and again for the pass over it. So the first
 * row is that of a term that all have, and the others stand where they are parsed but never looked
 * for: NEAR gives up at its first phrase, which nobody has. */
void collect_expression(const struct collector *c, struct strbuf *out)
{
    strbuf_puts(out, "\"" FTS_EVERY "\" OR NEAR(\"" FTS_NEVER "\"");
    for (size_t i = 0; i < c->n; i++) {
        strbuf_puts(out, " \"");
        for (size_t j = 0; j < c->terms[i]->len; j++) {
            if (c->terms[i]->s[j] == '"')
                strbuf_putc(out, '"');
            strbuf_putc(out, c->terms[i]->s[j]);
        }
        strbuf_putc(out, '"');
    }
    strbuf_puts(out, ")");
}
