/* Private to the guide: one tree, one step. Where an answer leads, and what the answers at hand
 * pass on their way. */
#ifndef GUIDE_WALK_H
#define GUIDE_WALK_H

#include "guide/guide.h"

enum hop_kind {
    HOP_NODE,
    HOP_DONE, /* the walk ends at `entry`, with its checklist */
    HOP_STOP, /* it ends at `entry` with advice */
    HOP_DEAD  /* nothing is said; a walk takes it for DONE, the path check reports it */
};
struct hop {
    enum hop_kind kind;
    const struct entry *entry;
    const struct node *node;
    const struct str *stop;
    bool go; /* it came by `go` into entry */
};

/* Into the tree of e; an entry without one is done at once. */
struct hop walk_enter(const struct entry *e);

/* The ways on from a node: one for each answer, then わからない, then (where the answers alone do
 * not decide: multi, date, number) the node's own `next`. */
size_t walk_choices(const struct node *n);
size_t walk_choice_of(const struct node *n, const struct fact *f);
/* The way of わからない. */
size_t walk_choice_unknown(const struct node *n);
struct hop walk_choose(const struct knowledge *k, const struct entry *e, const struct node *n,
                       size_t choice);

/* Where answers are looked up: presets first (they hold in one procedure only; may be NULL). */
struct lookup {
    const struct facts *presets, *facts;
};
const struct fact *walk_fact(const struct lookup *l, const struct question *q);
bool same_question(const struct question *a, const struct question *b);
/* Somewhere in it, reached or not. */
bool tree_asks(const struct entry *e, const struct question *q);

/* A set of pointers, in the order they were added. */
struct seen {
    const void **v;
    size_t n, cap;
};
bool seen_has(const struct seen *s, const void *p);
bool seen_add(struct seen *s, const void *p); /* false when it was in it */
void seen_done(struct seen *s);

/* Follows the answers from the start of e: the first open node, or the end. Adds the answered
 * questions that belong to the person (no presets) to passed. */
struct hop walk_follow(const struct knowledge *k, const struct entry *e, const struct lookup *l,
                       struct seen *passed);
/* Calls visit for every answer that applies, in the order of the walk: those at every place that it
 * passes or could still pass. An open question could lead any way; so could わからない, though the
 * walk itself takes one. No presets; an answer may be visited twice. */
void walk_pass(const struct knowledge *k, const struct entry *e, const struct lookup *l,
               void (*visit)(void *ctx, const struct fact *f), void *ctx);
/* The most questions that are still to be asked in e's tree. Those in later are not counted (they
 * are counted elsewhere); the others are added to open. */
size_t walk_longest(const struct knowledge *k, const struct entry *e, const struct lookup *l,
                    const struct seen *later, struct seen *open);

#endif
