/* A town's table of questions and answers made into YAML that the loader reads. Pure: a table in,
 * texts of files and a report out. */
#ifndef KNOWLEDGE_IMPORT_H
#define KNOWLEDGE_IMPORT_H

#include "knowledge/table.h"

struct import_options {
    const char *source; /* the table's file, as the report calls it */
    const char *prefix; /* of ids that are made: PREFIX-0001 */
    bool skip_bad;      /* leave out bad rows instead of refusing the table */
    /* import_faq: does a file that stays beside the new ones have an entry of this id?
     * import_examples: has the knowledge such an entry? */
    bool (*has)(void *ctx, const char *id);
    void *ctx;
};

struct imported {
    struct strbuf report; /* "FILE:LINE: error|warning: …" a line, in the order of the table */
    struct strbuf *files; /* texts, each well below the loader's cap, that begin with a line that
                             import_made knows */
    size_t nfiles;
    size_t written; /* entries; or questions that were attached to some */
    size_t bad;     /* rows */
};

/* Columns question and answer, and where there are such id and category (or Japanese names), into
 * faq/…: an id that can be kept is kept, a number n becomes PREFIX-n, and for rows without one the
 * row's number does. True when the files may be written. imported_done is due in any case. */
bool import_faq(const struct table *t, const struct import_options *o, struct imported *out);
/* Columns query, id and where there is one grade (0 to 2, 2 where nothing is written), into
 * examples/…: entry id: list of questions. Of each question the ids with grade 2 are taken, or
 * those with 1 where there is no 2. */
bool import_examples(const struct table *t, const struct import_options *o, struct imported *out);
void imported_done(struct imported *im);

/* Was this file, of which at least the first line is given, written by an import? */
bool import_made(const char *s, size_t n);
/* Appends an ASCII name for the files made from the table at path. Where letters are lost a number
 * that depends on them is added; fallback stands for a name of which nothing is left. */
void import_name(struct strbuf *out, const char *path, const char *fallback);

#endif
