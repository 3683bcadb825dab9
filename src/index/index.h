/* The built file: FTS5 index and checked knowledge in one SQLite database. */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "base/arena.h"
#include "base/error.h"
#include "knowledge/hit.h"
#include "knowledge/knowledge.h"
#include "morph/morph.h"

/* Writes path: beside it first, synced, then renamed over it, so a reader sees the old file or the
 * new one. userdic: the compiled user dictionary that m was opened with, or NULL; it goes into the
 * file, for the same words mean something else with another. k: gets readings where questions of a
 * town have none. False and *err: EX_CANTCREAT, EX_IOERR, EX_NOINPUT for userdic. */
bool index_build(const char *path, struct knowledge *k, struct morph *m, const char *userdic,
                 struct error *err);

struct index;
/* Reads the whole file into memory, so whatever happens to it later does not matter, and opens
 * MeCab with the user dictionary in it. NULL and *err: EX_NOINPUT when it cannot be read,
 * EX_DATAERR when it is no madoguchi file, damaged, or of another version; what morph_open says. */
struct index *index_open(const char *path, struct error *err);
void index_close(struct index *ix);
/* Owned by the index. */
const struct knowledge *index_knowledge(const struct index *ix);
/* MeCab as it was opened with the file's dictionary; owned by the index. */
struct morph *index_morph(struct index *ix);
/* True when the file at the path is no longer the one that was opened. */
bool index_replaced(const struct index *ix);

/* For trials: while pass_over, an example that is the question itself tells nothing. */
void index_pass_over_same(struct index *ix, bool pass_over);

/* query: any bytes at all. Fills out, which need not be initialised; free with hits_done.
 * False and *err on an I/O error or damaged file (EX_IOERR, EX_DATAERR). */
bool index_search(struct index *ix, const char *query, size_t n, size_t limit, struct hits *out,
                  struct error *err);

#endif
