/* Private to the checklist: items come in one by one from every procedure, and are merged. */
#ifndef GUIDE_DRAFT_H
#define GUIDE_DRAFT_H

#include "guide/guide.h"
#include "guide/scope.h"

struct draft {
    struct checklist *c;
    struct scope scope;
    struct strs *who; /* of c->documents: for whom each is, while it is not certain */
};

/* Whose items are added, and what is known there. */
struct owner {
    const struct entry *entry;
    struct place_in_scope at;
    enum item_state cap;   /* no item is more certain than its procedure */
    bool stopped;          /* its walk ends with advice: what hangs on a condition is left out */
    bool is_procedure;     /* or the event itself */
    bool one_of_several;   /* ASK only because the walk may also end at another procedure */
    const struct str *who; /* for whom the procedure is, in words; may be NULL */
    struct reasons why;    /* why the procedure is there */
};

void draft_procedure(struct draft *d, const struct owner *o);
void draft_documents(struct draft *d, const struct owner *o);
void draft_deadlines(struct draft *d, const struct owner *o);
void draft_fees(struct draft *d, const struct owner *o);
void draft_notes(struct draft *d, const struct owner *o);
void draft_again(struct draft *d, const struct owner *o);
/* why: borrowed */
void draft_note(struct draft *d, const struct entry *e, const struct str *text,
                enum item_state state, const struct reasons *why);

/* An answer as a reason; each once, in the order of the walk. ctx: struct reason_list. */
struct reason_list {
    struct draft *d;
    struct reasons *to;
};
void draft_reason(void *ctx, const struct fact *f);

/* Room for one more in an array of n that lives in the arena. */
void *draft_room(struct arena *a, void *v, size_t n, size_t size);

/* The last touches, when all items are in: the order, and the words. */
void draft_order(struct draft *d);
void draft_words(struct draft *d);

#endif
