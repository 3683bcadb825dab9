#include "index/fts_tokenizer.h"
#include "index/ranking.h"

fts5_api *fts_api(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(st, 1, (void *)&api, "fts5_api_ptr", NULL);
        sqlite3_step(st);
    }
    sqlite3_finalize(st);
    return api;
}

/* There is nothing per table: the context itself is the tokenizer. */
static int create(void *context, const char **args, int nargs, Fts5Tokenizer **out)
{
    (void)args;
    *out = context;
    return nargs ? SQLITE_ERROR : SQLITE_OK;
}

static void destroy(Fts5Tokenizer *t)
{
    (void)t;
}

static int tokenize_document(struct fts_context *c, void *to, const char *text, int n,
                             int (*token)(void *, int, const char *, int, int, int))
{
    if (!c->analyzer || c->field >= FIELDS)
        return SQLITE_MISUSE;
    if (c->field == 0) { /* every entry has it: collect.c */
        int rc = token(to, 0, FTS_EVERY, 1, 0, 0);
        if (rc != SQLITE_OK)
            return rc;
    }
    analyzer_run(c->analyzer, text, (size_t)n, false, &c->terms);
    for (size_t i = 0; i < c->terms.n; i++) {
        const struct term *t = &c->terms.v[i];
        enum term_kind kind = term_kind_of(t->s, t->len);
        if (rank_settings[kind].field[c->field].weight <= 0)
            continue; /* it would only make the file larger */
        int rc = token(to, 0, t->s, (int)t->len, (int)t->start, (int)t->end);
        if (rc != SQLITE_OK)
            return rc;
        c->counts[kind][c->field]++;
    }
    c->field++;
    return SQLITE_OK;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *to, int flags, const char *text, int n,
                    int (*token)(void *, int, const char *, int, int, int))
{
    if (flags & FTS5_TOKENIZE_QUERY)
        return n > 0 ? token(to, 0, text, n, 0, n) : SQLITE_OK;
    return tokenize_document((struct fts_context *)tokenizer, to, text, n, token);
}

bool fts_register_tokenizer(sqlite3 *db, struct fts_context *c)
{
    fts5_tokenizer methods = {create, destroy, tokenize};
    fts5_api *api = fts_api(db);
    return api && api->xCreateTokenizer(api, "madoguchi", c, &methods, NULL) == SQLITE_OK;
}
