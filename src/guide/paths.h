/* Every path of every tree, walked. */
#ifndef GUIDE_PATHS_H
#define GUIDE_PATHS_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

struct paths_count {
    size_t trees, paths;
};
/* Walks each procedure's tree with every answer of every question (dates and numbers: the values
 * around which a condition changes; わからない too) and reports to d: a path without an outcome, a
 * document, note, deadline or fee that no path ever reaches. today: what the walks run on. */
void paths_check(const struct knowledge *k, struct date today, struct diags *d,
                 struct paths_count *count);

#endif
