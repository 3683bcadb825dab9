/* Private to the diff: an entry before and after, walked side by side. */
#ifndef GUIDE_DIFF_WALK_H
#define GUIDE_DIFF_WALK_H

#include "guide/diff_results.h"
#include "guide/walk.h"

struct diff_walk {
    const struct knowledge *k[2];
    const struct entry *start[2];
    struct date today;
    struct owners owners;
};
/* A procedure's tree (or its list without one), each answer of each question, わからない too (in a
 * large tree one of them on a way). The changes are malloc'd, their texts in a. *too_many: there
 * are more ways than are walked. */
struct diff_change *diff_procedure(const struct diff_walk *w, struct arena *a, size_t *n,
                                   bool *too_many);
/* What an event lists, item by item: its conditions over the questions they read. What its
 * procedures hold is not looked at. */
struct diff_change *diff_event(const struct diff_walk *w, struct arena *a, size_t *n,
                               bool *too_many);
/* Adds e and every entry that its tree may lead to by `go`. */
void diff_closure(const struct knowledge *k, const struct entry *e, struct seen *closure);

#endif
