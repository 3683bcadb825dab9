/* Everything the index knows about a question's terms, in one pass of FTS5. Private to the room. */
#ifndef INDEX_COLLECT_H
#define INDEX_COLLECT_H

#include "index/db.h"
#include "index/ranking.h"
#include "index/rerank.h"
#include "index/terms.h"

/* More terms than any question needs; what a person pasted beyond them is not looked at. */
#define COLLECT_TERMS 400

struct collector {
    /* in: the question's terms, each once */
    const struct term *terms[COLLECT_TERMS];
    size_t n;
    const struct rank_lengths *lengths;
    /* out */
    struct ranking *ranking;
    struct rerank_term *found; /* one for each of terms */
    struct rank_posting *postings;
    /* private */
    size_t npostings, cap;
    enum term_kind kind;
};
void collector_done(struct collector *c);

/* Registers the auxiliary function "collect", which works on c; c outlives the connection. */
bool collect_register(sqlite3 *db, struct collector *c);

/* Keeps the first of equal terms, at most COLLECT_TERMS, into out. */
size_t collect_unique(const struct terms *t, const struct term *out[static COLLECT_TERMS]);

/* Appends the FTS5 expression for c's terms, each quoted. */
void collect_expression(const struct collector *c, struct strbuf *out);

#define COLLECT_SQL "SELECT collect(terms) FROM terms WHERE terms MATCH ?1 LIMIT 1"

/* Adds the terms that occur nowhere: FTS5 calls nobody when a question has no other. */
void collect_absent(struct collector *c);

#endif
