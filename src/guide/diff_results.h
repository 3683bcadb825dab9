/* Private to the diff: what comes out in each cell before and after, slot by slot. */
#ifndef GUIDE_DIFF_RESULTS_H
#define GUIDE_DIFF_RESULTS_H

#include "guide/diff_space.h"

struct slot;  /* something that a result may hold, on both sides the same thing */
struct group; /* cells in which a slot changes in the same way */

/* An entry before and after, whose items stand against each other. */
struct owners {
    /* The entry on that side that stands against e of the other, or NULL. */
    const struct entry *(*partner)(void *ctx, int side, const struct entry *e);
    void *ctx;
};

struct results {
    const struct knowledge *k[2];
    struct date today;
    struct space space;
    struct owners owners;
    struct slot *slots;
    size_t nslots, slots_cap;
    struct group *groups;
    size_t ngroups, groups_cap;
    struct known *known[2]; /* slots by what was seen on a side */
    size_t nknown[2];
    int *shown; /* by cell: the slot of the one procedure that comes out; -1: none, -2: several */
    size_t shown_cap;
    struct arena arena; /* texts */
};

void results_init(struct results *r, const struct knowledge *const k[2],
                  const struct owners *owners, struct date today);
void results_done(struct results *r);

/* What holds in the present cell: one call for each thing that is there. item: the thing itself;
 * owner: whose. Then results_cell compares the sides. */
void results_checklist(struct results *r, int side, const struct checklist *c);
void results_item(struct results *r, int side, enum diff_what what, const struct entry *owner,
                  const void *item, enum diff_state state);
void results_document(struct results *r, int side, const struct entry *owner,
                      const struct document *d, enum form form, const char *notes,
                      enum diff_state state);
void results_cell(struct results *r);

/* diff_match.c: the item of the other side's list, for one of e[side]'s; NULL: there is none. Of a
 * fee that changes at a day: of the rows that are shown today. *same: the two say the same, but
 * perhaps not to the same people. */
const void *item_partner(const struct results *r, const struct entry *const e[2],
                         enum diff_what what, int side, const void *item, bool *same);
/* Do both get the same from town.yaml, as far as it sets them? */
bool same_town_fee(const struct knowledge *const k[2], const struct fee *a, const struct fee *b);

/* The changes, described; out is malloc'd. All texts are in a. */
struct diff_change *results_changes(struct results *r, struct arena *a, size_t *n);

#endif
