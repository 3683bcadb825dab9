#include "index/known.h"
#include "index/open.h"
#include "index/terms.h"
#include "text/utf8.h"
#include <string.h>

/* fts5vocab reads the index's own terms: one look-up, no search. */
static bool prepared(struct index *ix)
{
    if (!ix->known && db_exec(ix->db,
                              "CREATE VIRTUAL TABLE temp.vocabulary"
                              " USING fts5vocab('main', 'terms', 'row')",
                              ix->path, NULL))
        ix->known =
            db_prepare(ix->db, "SELECT 1 FROM temp.vocabulary WHERE term = ?1", ix->path, NULL);
    return ix->known != NULL;
}

static bool has(struct index *ix, enum term_kind kind, const char *s, size_t n)
{
    struct strbuf term;
    if (!n || !prepared(ix))
        return false;
    strbuf_init(&term);
    strbuf_putc(&term, term_letters[kind]);
    strbuf_add(&term, s, n > TERM_MAX - 1 ? TERM_MAX - 1 : n);
    sqlite3_bind_text(ix->known, 1, term.s, (int)term.len, SQLITE_STATIC);
    bool found = sqlite3_step(ix->known) == SQLITE_ROW;
    sqlite3_reset(ix->known);
    sqlite3_clear_bindings(ix->known);
    strbuf_wipe(&term);
    strbuf_done(&term);
    return found;
}

bool index_has_word(struct index *ix, const char *word)
{
    return has(ix, TERM_WORD, word, strlen(word));
}

bool index_has_pair(struct index *ix, const char *s, size_t n)
{
    return has(ix, TERM_GRAM, s, n);
}
