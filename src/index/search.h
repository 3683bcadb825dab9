/* The steps of a search, for those who train and measure. Private to the room and to its tests. */
#ifndef INDEX_SEARCH_H
#define INDEX_SEARCH_H

#include "index/confidence.h"
#include "index/open.h"
#include "index/rerank.h"

/* The first scores of a question. r is made here; free it with ranking_done, whatever is given. */
bool search_base(struct index *ix, const char *query, size_t n, struct ranking *r,
                 struct error *err);
/* What is known of the best entries of the search before, until the next one. */
void search_features(struct index *ix, const struct ranking *r, const struct ranked *v, size_t n,
                     double (*out)[RERANK_FEATURES]);

/* As index_search, and tells what the confidence was judged by. */
bool search_explain(struct index *ix, const char *query, size_t n, size_t limit, struct hits *out,
                    struct evidence *evidence, struct error *err);

#endif
