/* The opened file: what index_open makes and index_search works on. Private to the room. */
#ifndef INDEX_OPEN_H
#define INDEX_OPEN_H

#include "index/asked.h"
#include "index/collect.h"
#include "index/fts_tokenizer.h"
#include "index/index.h"
#include "index/seal.h"
#include "index/suggest.h"
#include <sys/stat.h>

struct index {
    char *path;
    struct stat stat;     /* of the file when it was opened */
    unsigned char *bytes; /* all of it: what happens to the file later does not matter */
    size_t size;          /* of bytes */
    void *mapping;        /* that they are in */
    size_t mapped;
    struct sections sections; /* of bytes */
    sqlite3 *db;              /* reads bytes */
    sqlite3_stmt *match, *phrase;
    sqlite3_stmt *known; /* index/known.h; NULL: not needed yet */
    struct knowledge *knowledge;
    struct suggester *suggester;
    struct morph *morph;
    struct analyzer *analyzer;
    struct rank_lengths lengths;
    struct rerank_weights weights;
    struct lexicon common; /* terms that a question with kanji does without */
    struct asked asked;
    struct traits traits;
    struct fts_context fts;
    struct collector collector;
};

#endif
