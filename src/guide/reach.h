/* Private to the guide: every way through a tree that the answers leave open, all at once.
 *
 * An answer that is known leads one way. わからない, and a question that is still open, lead every
 * way that an answer to them could lead. What is then known of a question is a set (struct
 * possible), which contains what is known of it for each of the concrete answers; therefore the
 * checklist of わからない contains theirs. */
#ifndef GUIDE_REACH_H
#define GUIDE_REACH_H

#include "guide/walk.h"

struct reach_edge {
    int to; /* index of a place; an end is ~index */
    bool go;
};
struct reach_place {
    const struct entry *entry;
    const struct node *node;
    const struct fact *fact; /* NULL: open */
    struct reach_edge *edges;
    size_t n;
};
struct reach_end {
    enum hop_kind kind; /* HOP_DONE or HOP_STOP */
    const struct entry *entry;
    const struct str *stop;
};
struct reach {
    const struct entry *entry;
    struct reach_place *places;
    size_t n, cap;
    struct reach_end *ends;
    size_t nends, ends_cap;
    int start;
};

/* The facts it finds must outlive it. Freed with reach_done. */
void reach_build(struct reach *r, const struct knowledge *k, const struct entry *e,
                 const struct lookup *l);
void reach_done(struct reach *r);

enum { REACH_ANY = -1 }; /* in place of an end: whichever it is */

/* What is known of q when the walk comes to that end. */
struct possible reach_possible(const struct reach *r, int end, const struct question *q);
/* The tree that is walked, or that of the entry it ends at, asks q somewhere, reached or not. */
bool reach_owns(const struct reach *r, int end, const struct question *q);
/* Visits the answers of わからない that leave open whether q is asked. */
void reach_doubts(const struct reach *r, int end, const struct question *q,
                  void (*visit)(void *ctx, const struct fact *f), void *ctx);
/* Visits the answers that led away from q, when it certainly is not asked. */
void reach_denials(const struct reach *r, const struct knowledge *k, const struct question *q,
                   void (*visit)(void *ctx, const struct fact *f), void *ctx);
/* Visits the answers that lead to the end itself, or by `go` into its entry. */
void reach_causes(const struct reach *r, int end, void (*visit)(void *ctx, const struct fact *f),
                  void *ctx);

/* An answer of わからない may lead there. */
bool reach_is_doubtful(const struct reach *r, int end);

/* What a fact says, or what may be where nothing is known. */
struct possible possible_of(const struct fact *f);
struct possible possible_all(const struct question *q);
/* Either is known: what both together say of a question that is asked in two places. */
struct possible possible_join(struct possible a, struct possible b);
bool possible_is_absent(struct possible p);

#endif
