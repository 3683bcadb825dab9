/* What a person has answered, keyed by question id. */
#ifndef GUIDE_FACTS_H
#define GUIDE_FACTS_H

#include "base/error.h"
#include "base/strbuf.h"
#include "knowledge/knowledge.h"

struct fact {
    const struct question *question;
    bool unknown;     /* わからない */
    uint64_t answers; /* bits over question->answers */
    long number;
    struct date date;
};
struct facts {
    struct fact *v; /* in the order they were first answered */
    size_t n, cap;
};

void facts_init(struct facts *f);
void facts_done(struct facts *f); /* overwrites what was answered before freeing it */
void facts_copy(struct facts *to, const struct facts *from); /* to: initialised, overwritten */
const struct fact *facts_get(const struct facts *f, const char *question_id);

/* Reads an answer: an answer's id (multi: ids with commas between, or the exclusive none), a date
 * (wareki_parse), a number (kanji and full-width digits too, with or without the unit), はい/いいえ
 * for yesno, "unknown" or わからない. An answer's label or a says phrase is understood too.
 * Replaces an earlier answer in its place. False and *err (EX_USAGE, a sentence that tells what is
 * expected) when it is none of these; then nothing changed. */
bool facts_set(struct facts *f, const struct question *q, const char *answer, struct date today,
               struct error *err);
/* The same for an answer that is at hand. */
void facts_put(struct facts *f, const struct fact *fact);
void facts_unset(struct facts *f, const char *question_id);

/* Appends what a person reads: label(s), a date in wareki, a number with its unit, わからない. */
void fact_text(const struct fact *fact, struct strbuf *out);
/* Appends what facts_set reads: id(s), ISO date, number, "unknown". */
void fact_id(const struct fact *fact, struct strbuf *out);

#endif
