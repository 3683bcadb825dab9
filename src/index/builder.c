#include "base/file.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "index/asked.h"
#include "index/collect.h"
#include "index/fts_tokenizer.h"
#include "index/index.h"
#include "index/letters.h"
#include "index/schema.h"
#include "index/seal.h"
#include "index/spoken.h"
#include "index/traits.h"
#include "text/kana.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* With fewer entries than this, what many of them have still tells something. */
#define COMMON_ENTRIES 500

/* The database is made in memory and written by us: no journal or half-written page can be left
 * behind, and the same knowledge gives the same bytes. */
struct builder {
    sqlite3 *db;
    const char *name; /* of the file, for messages */
    const struct knowledge *knowledge;
    struct knowledge *own; /* the same, to be completed once all terms are in */
    struct morph *morph;
    struct fts_context fts;
    struct strbuf part[PARTS];
    sqlite3_stmt *insert_terms, *insert_phrase;
    struct strbuf text;
    struct error *err;
};

static bool fail(struct builder *b, int rc)
{
    return db_error(b->db, rc, b->name, b->err);
}

static sqlite3_stmt *prepare(struct builder *b, const char *sql)
{
    return db_prepare(b->db, sql, b->name, b->err);
}

static bool begin(struct builder *b)
{
    int rc = sqlite3_open_v2(":memory:", &b->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);
    if (rc != SQLITE_OK)
        return fail(b, rc);
    if (!db_harden(b->db, b->name, b->err))
        return false;
    if (!fts_register_tokenizer(b->db, &b->fts)) {
        error_set(b->err, EX_UNAVAILABLE, _("この SQLite では FTS5 が使えません。"));
        return false;
    }
    /* All terms go into one segment, written at the end. */
    return schema_create(b->db, b->name, b->err) && db_exec(b->db, "BEGIN", b->name, b->err) &&
           db_exec(b->db, "INSERT INTO terms(terms, rank) VALUES('hashsize', 1000000000)", b->name,
                   b->err) &&
           (b->insert_terms = prepare(b, "INSERT INTO terms(rowid, name, reading, says, body)"
                                         " VALUES(?1, ?2, ?3, ?4, ?5)")) &&
           (b->insert_phrase = prepare(b, "INSERT OR IGNORE INTO phrases VALUES(?1, ?2, ?3)"));
}

static void store_lengths(struct builder *b, size_t entry)
{
    for (size_t k = 0; k < TERM_KINDS; k++)
        for (size_t f = 0; f < FIELDS; f++) {
            uint32_t n = b->fts.counts[k][f];
            n = n < UINT16_MAX ? n : UINT16_MAX;
            char *two =
                b->part[PART_LENGTHS].s + 2 * ((k * FIELDS + f) * b->knowledge->entries.n + entry);
            two[0] = (char)(n & 0xff);
            two[1] = (char)(n >> 8);
        }
}

static bool add_terms(struct builder *b, size_t entry)
{
    memset(b->fts.counts, 0, sizeof b->fts.counts);
    b->fts.field = 0;
    sqlite3_bind_int64(b->insert_terms, 1, (sqlite3_int64)entry + 1);
    for (size_t f = 0; f < FIELDS; f++) {
        strbuf_clear(&b->text);
        field_text(&b->knowledge->entries.v[entry], (enum field)f, &b->text);
        sqlite3_bind_text64(b->insert_terms, (int)f + 2, b->text.s, b->text.len, SQLITE_TRANSIENT,
                            SQLITE_UTF8);
    }
    if (!db_run(b->insert_terms, b->name, b->err))
        return false;
    if (b->fts.field != FIELDS) {
        error_set(b->err, EX_SOFTWARE, _("この SQLite の FTS5 は思いがけない動きをします。"));
        return false;
    }
    store_lengths(b, entry);
    return true;
}

static bool insert_phrase(struct builder *b, size_t entry, enum phrase_source source,
                          const struct strbuf *key)
{
    if (!key->len)
        return true;
    sqlite3_bind_text64(b->insert_phrase, 1, key->s, key->len, SQLITE_TRANSIENT, SQLITE_UTF8);
    sqlite3_bind_int(b->insert_phrase, 2, (int)source);
    sqlite3_bind_int64(b->insert_phrase, 3, (sqlite3_int64)entry);
    return db_run(b->insert_phrase, b->name, b->err);
}

/* The phrase itself, and when it is all kana what it sounds like. */
static bool add_phrase(struct builder *b, size_t entry, enum phrase_source source, const char *s,
                       size_t n)
{
    struct strbuf sound;
    strbuf_clear(&b->text);
    letters_key(s, n, &b->text);
    if (!insert_phrase(b, entry, source, &b->text))
        return false;
    if (!kana_is_hiragana(b->text.s, b->text.len))
        return true;
    strbuf_init(&sound);
    letters_sound(b->text.s, b->text.len, &sound);
    bool ok = insert_phrase(b, entry, PHRASE_SOUND, &sound);
    strbuf_done(&sound);
    return ok;
}

/* What is left of it when endings and courtesies are dropped; its key begins with a space. */
static bool add_words(struct builder *b, size_t entry, const struct str *says)
{
    strbuf_clear(&b->text);
    analyzer_words(b->fts.analyzer, says->s, says->len, &b->text);
    return insert_phrase(b, entry, PHRASE_WORDS, &b->text);
}

/* 葬祭費（国民健康保険） is asked for without what stands in brackets, too. */
static bool add_name(struct builder *b, size_t entry, const struct str *name)
{
    const char *open = strstr(name->s, "（");
    const char *close = open ? strstr(open, "）") : NULL;
    if (!add_phrase(b, entry, PHRASE_NAME, name->s, name->len))
        return false;
    if (!close)
        return true;
    struct strbuf plain;
    strbuf_init(&plain);
    strbuf_add(&plain, name->s, (size_t)(open - name->s));
    strbuf_puts(&plain, close + strlen("）"));
    bool ok = add_phrase(b, entry, PHRASE_NAME, plain.s, plain.len);
    strbuf_done(&plain);
    return ok;
}

static bool add_phrases(struct builder *b, size_t entry)
{
    const struct entry *e = &b->knowledge->entries.v[entry];
    bool ok = add_name(b, entry, &e->name) &&
              add_phrase(b, entry, PHRASE_READING, e->reading.s, e->reading.len);
    for (size_t i = 0; ok && i < e->says.n; i++)
        ok = add_phrase(b, entry, PHRASE_SAYS, e->says.v[i].s, e->says.v[i].len) &&
             add_words(b, entry, &e->says.v[i]);
    return ok;
}

/* Entries are read one by one later on: here it is seen that all of them can be. */
static bool add_knowledge(struct builder *b)
{
    struct strbuf *out = &b->part[PART_KNOWLEDGE];
    knowledge_pack(b->knowledge, out);
    struct knowledge *k = knowledge_unpack(out->s, out->len, false, b->err);
    bool ok = k && knowledge_read_all(k, b->err);
    knowledge_free(k);
    return ok;
}

/* The compiled user dictionary, when there is one. */
static bool add_userdic(struct builder *b, const char *userdic)
{
    return !userdic || seal_read_file(userdic, &b->part[PART_USERDIC], b->err);
}

static void add_traits(struct builder *b)
{
    for (size_t i = 0; i < b->knowledge->entries.n; i++) {
        const struct entry *e = &b->knowledge->entries.v[i];
        unsigned char one[TRAIT_BYTES];
        uint64_t traits = analyzer_traits(b->fts.analyzer, e->name.s, e->name.len);
        for (size_t k = 0; k < e->says.n; k++)
            traits |= analyzer_traits(b->fts.analyzer, e->says.v[k].s, e->says.v[k].len);
        traits_write(traits, one);
        strbuf_add(&b->part[PART_TRAITS], (const char *)one, sizeof one);
    }
}

/* In how many entries a term occurs; the connection's own view of the index tells. */
static double term_idf(struct builder *b, sqlite3_stmt *st, const struct term *t)
{
    sqlite3_bind_text64(st, 1, t->s, t->len, SQLITE_STATIC, SQLITE_UTF8);
    size_t with = sqlite3_step(st) == SQLITE_ROW ? (size_t)sqlite3_column_int64(st, 0) : 0;
    sqlite3_reset(st);
    return rank_idf(b->knowledge->entries.n, with);
}

static void add_question(struct builder *b, sqlite3_stmt *st, struct asked_maker *m, uint32_t entry,
                         const struct str *question)
{
    const struct term *terms[COLLECT_TERMS];
    struct asked_term v[COLLECT_TERMS];
    analyzer_run(b->fts.analyzer, question->s, question->len, true, &b->fts.terms);
    size_t n = collect_unique(&b->fts.terms, terms);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct asked_term){terms[i]->s, terms[i]->len, term_idf(b, st, terms[i])};
    asked_add(m, entry, v, n);
}

/* Terms other than words and concepts that more than a tenth of all entries have. */
static bool add_common(struct builder *b)
{
    sqlite3_stmt *st = prepare(b, "SELECT term FROM temp.vocab WHERE doc * 10 > ?1");
    struct lexicon_maker m;
    if (!st)
        return false;
    lexicon_maker_init(&m);
    sqlite3_bind_int64(st, 1, (sqlite3_int64)b->knowledge->entries.n);
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
        const char *term = (const char *)sqlite3_column_text(st, 0);
        size_t n = (size_t)sqlite3_column_bytes(st, 0);
        enum term_kind kind = term_kind_of(term, n);
        if (kind != TERM_WORD && kind != TERM_CONCEPT && b->knowledge->entries.n >= COMMON_ENTRIES)
            lexicon_add(&m, term, n, 0);
    }
    sqlite3_finalize(st);
    lexicon_pack(&m, &b->part[PART_COMMON]);
    lexicon_maker_done(&m);
    return rc == SQLITE_DONE || fail(b, rc);
}

static bool add_asked(struct builder *b)
{
    const struct knowledge *k = b->knowledge;
    struct asked_maker m;
    if (!db_exec(b->db, "CREATE VIRTUAL TABLE temp.vocab USING fts5vocab(main, terms, row)",
                 b->name, b->err) ||
        !add_common(b))
        return false;
    sqlite3_stmt *st = prepare(b, "SELECT doc FROM temp.vocab WHERE term = ?1");
    if (!st)
        return false;
    asked_maker_init(&m);
    for (size_t i = 0; i < k->examples.n; i++) {
        const struct example *x = &k->examples.v[i];
        const struct entry *e = knowledge_entry(k, x->id.s);
        for (size_t q = 0; e && q < x->asked.n; q++)
            add_question(b, st, &m, (uint32_t)(e - k->entries.v), &x->asked.v[q]);
    }
    asked_pack(&m, &b->part[PART_ASKED]);
    sqlite3_finalize(st);
    asked_maker_done(&m);
    return db_exec(b->db, "DROP TABLE temp.vocab", b->name, b->err);
}

static bool fill(struct builder *b, const char *userdic)
{
    struct strbuf *lexicon = &b->part[PART_LEXICON];
    analyzer_learn(b->fts.analyzer, b->knowledge, lexicon);
    if (!analyzer_lexicon(b->fts.analyzer, lexicon->s, lexicon->len))
        return false;
    strbuf_fill(&b->part[PART_LENGTHS], '\0', TERM_KINDS * FIELDS * 2 * b->knowledge->entries.n);
    for (size_t i = 0; i < b->knowledge->entries.n; i++)
        if (!add_terms(b, i))
            return false;
    spoken_fill(b->own, b->morph);
    for (size_t i = 0; i < b->knowledge->entries.n; i++)
        if (!add_phrases(b, i))
            return false;
    add_traits(b);
    return add_asked(b) && add_knowledge(b) && add_userdic(b, userdic) &&
           db_exec(b->db, "COMMIT", b->name, b->err) &&
           db_exec(b->db, "INSERT INTO terms(terms) VALUES('integrity-check')", b->name, b->err);
}

/* The whole file in one piece, for its digest. */
static bool write_file(struct builder *b, const char *path)
{
    sqlite3_int64 n = 0;
    unsigned char *p = sqlite3_serialize(b->db, "main", &n, 0), seal[SEAL_BYTES];
    if (!p)
        return fail(b, SQLITE_NOMEM);
    struct sections sections = {.database = (size_t)n};
    strbuf_clear(&b->text);
    strbuf_add(&b->text, (const char *)p, (size_t)n);
    sqlite3_free(p);
    for (size_t i = 0; i < PARTS; i++) {
        sections.part[i].n = b->part[i].len;
        strbuf_add(&b->text, b->part[i].s, b->part[i].len);
    }
    seal_write(b->text.s, &sections, seal);
    strbuf_add(&b->text, (const char *)seal, sizeof seal);
    return file_replace(path, &b->text, b->err);
}

bool index_build(const char *path, struct knowledge *k, struct morph *m, const char *userdic,
                 struct error *err)
{
    struct builder b = {.name = path, .knowledge = k, .own = k, .morph = m, .err = err};
    strbuf_init(&b.text);
    for (size_t i = 0; i < PARTS; i++)
        strbuf_init(&b.part[i]);
    terms_init(&b.fts.terms);
    b.fts.analyzer = analyzer_new(m, k);
    bool ok = begin(&b) && fill(&b, userdic) && write_file(&b, path);
    sqlite3_finalize(b.insert_terms);
    sqlite3_finalize(b.insert_phrase);
    sqlite3_close(b.db);
    analyzer_free(b.fts.analyzer);
    terms_done(&b.fts.terms);
    strbuf_done(&b.text);
    for (size_t i = 0; i < PARTS; i++)
        strbuf_done(&b.part[i]);
    return ok;
}
