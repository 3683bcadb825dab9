/* Private to the guide: a procedure, or an event with its procedures, together with the answers
 * that apply to it. A procedure alone is a scope without questions and with one part. */
#ifndef GUIDE_SCOPE_H
#define GUIDE_SCOPE_H

#include "guide/guide.h"
#include "guide/reach.h"

struct scope_question { /* of the event itself */
    const struct question_ref *ref;
    enum truth asked;
};
struct scope_part { /* a procedure */
    const struct entry *entry;
    const struct entry_ref *ref; /* NULL: the procedure that is walked alone */
    enum truth selected;
    bool walk;
    struct facts presets;
    struct reach reach; /* built unless selected is FALSE */
};
struct scope {
    const struct guide *guide;
    const struct facts *facts; /* all that was answered, whether it applies or not */
    struct scope_question *questions;
    size_t nquestions;
    struct scope_part *parts;
    size_t nparts;
    struct guide_path path; /* the answers that apply */
};

/* guide and facts must outlive it. */
void scope_init(struct scope *s, const struct guide *g, const struct facts *f);
void scope_done(struct scope *s);
struct lookup scope_lookup(const struct scope *s, const struct scope_part *part);

/* Where a condition stands: what it can know. */
struct place_in_scope {
    const struct scope *scope;
    const struct scope_part *part; /* NULL: the event itself */
    int end;                       /* of part's reach, or REACH_ANY */
    size_t nquestions, nparts;     /* only so many of the event's come before it */
};
/* Below everything of the scope. */
struct place_in_scope scope_place(const struct scope *s, const struct scope_part *part, int end);
enum truth scope_eval(const struct place_in_scope *at, const struct when *w);
struct possible scope_possible(const struct place_in_scope *at, const struct question *q);
/* Visits the answers that w was decided by, in no order, some perhaps twice. */
void scope_reasons(const struct place_in_scope *at, const struct when *w,
                   void (*visit)(void *ctx, const struct fact *f), void *ctx);

#endif
