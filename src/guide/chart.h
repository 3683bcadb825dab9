/* A procedure's tree, or an event with its procedures, as a picture needs it: places and the ways
 * between them, without anybody's answers. Pure, as the walk is. */
#ifndef GUIDE_CHART_H
#define GUIDE_CHART_H

#include "guide/guide.h"

enum chart_kind {
    CHART_START,     /* the entry; an event's own documents are its */
    CHART_QUESTION,  /* of the tree, or of the event */
    CHART_PROCEDURE, /* of an event; its documents are its, unless its tree is walked */
    CHART_END,       /* the walk is over: the documents that it ends with */
    CHART_STOP,      /* it ends with advice */
    CHART_GO,        /* it goes on in the tree of entry */
    CHART_NONE       /* not in the picture */
};
struct chart_documents {
    const struct document_ref **v;
    size_t n;
};
struct chart_place {
    enum chart_kind kind;
    const struct entry *entry; /* START, PROCEDURE, GO: itself; else that of the tree */
    const struct node *node;   /* QUESTION of a tree */
    const struct question *question;
    bool asked_before; /* in an event: it is answered when the walk comes here */
    const struct str *stop;
    const struct entry_ref *ref;        /* PROCEDURE */
    struct chart_documents sure, maybe; /* on every way here; on some, or by what is not asked */
    size_t part;                        /* the place of the PROCEDURE that it belongs to, or 0 */
};
struct chart_way {
    size_t from, to;
    uint64_t answers;        /* of from's question, that lead this way */
    bool unknown;            /* わからない does */
    bool other;              /* date, number, multi: whatever is answered (else) does */
    const struct when *when; /* from here on in an event: NULL or empty: always */
};
struct chart {
    const struct entry *entry;
    struct chart_place *places; /* the first is the START */
    size_t nplaces, places_cap;
    struct chart_way *ways; /* those of one place in the order of its answers */
    size_t nways, ways_cap;
    struct arena arena;
};

/* e is a procedure or an event of k, all of which is linked (knowledge/fit.h). Documents are those
 * of people who know their answers: わからない counts only where no other answer leads. */
void chart_init(struct chart *c, const struct knowledge *k, const struct entry *e,
                struct date today);
void chart_done(struct chart *c);
/* Do all answers of from's question lead this way? */
bool chart_is_whole(const struct chart *c, const struct chart_way *w);

#endif
