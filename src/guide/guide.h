/* The walk: which question comes next, and what the answers so far amount to. Pure: the result
 * depends on the arguments alone. */
#ifndef GUIDE_GUIDE_H
#define GUIDE_GUIDE_H

#include "base/arena.h"
#include "guide/facts.h"
#include "knowledge/knowledge.h"

struct guide {
    const struct knowledge *knowledge;
    const struct entry *entry; /* a procedure or an event */
    struct date today;
};

struct guide_step {
    const struct question *question; /* NULL: all is answered */
    size_t asked;                    /* answered on the way here */
    size_t left;                     /* at most so many more, this one included */
};
void guide_next(const struct guide *g, const struct facts *f, struct guide_step *out);

/* The answers that apply, in the order of the walk: to the questions it passes, or could still pass
 * where one is open or was answered with わからない. Facts for other questions do not apply (any
 * more); the checklist is the same with and without them. */
struct guide_path {
    const struct fact **v; /* into f */
    size_t n;
    struct arena arena;
};
void guide_path(const struct guide *g, const struct facts *f, struct guide_path *out);
void guide_path_done(struct guide_path *p);

enum item_state { ITEM_REQUIRED, ITEM_ASK }; /* certain; or 窓口で確認 */
enum due_state { DUE_OPEN, DUE_TODAY, DUE_PAST };

struct reasons {
    const struct fact **v; /* into the checklist's own copy of the facts */
    size_t n;
};
struct entry_list {
    const struct entry **v;
    size_t n;
};
struct item_procedure {
    const struct entry *entry;
    const struct desk *desk; /* NULL: no desk of the town, see entry->place */
    enum item_state state;
    struct reasons why;
};
struct item_document {
    const struct document *document;
    enum item_state state;
    enum form form;               /* the strictest over its procedures */
    struct entry_list procedures; /* none: it belongs to the event itself */
    struct strs notes;            /* what matters for it, each once */
    struct str who;               /* for ITEM_ASK: the people it is for, in words; may be empty */
    struct reasons why;
};
struct item_deadline {
    const struct entry *entry;
    const struct deadline *deadline;
    enum item_state state;
    struct date due; /* none when the day it counts from is not known */
    enum due_state due_state;
    long days_left;   /* from today to due; negative when past */
    const char *rule; /* in words */
};
struct item_fee {
    const struct entry *entry;
    const struct fee *fee; /* in force, or the one that will be soon (knowledge/fee.h) */
    enum item_state state;
};
struct item_note {
    const struct entry *entry;
    struct str text;
    enum item_state state;
    struct reasons why;
};
struct item_notes {
    struct item_note *v;
    size_t n;
};

struct checklist {
    const struct entry *entry; /* what was walked */
    struct date today;         /* the day of the walk */
    const char *stop;          /* the advice the walk ended with, or NULL */
    struct {
        struct item_procedure *v;
        size_t n;
    } procedures; /* by due date, then desk order */
    struct {
        struct item_document *v;
        size_t n;
    } documents; /* required first */
    struct {
        struct item_deadline *v;
        size_t n;
    } deadlines; /* earliest first, unknown last */
    struct {
        struct item_fee *v;
        size_t n;
    } fees;
    struct item_notes notes;
    struct item_notes again; /* why one has to come to the town hall a second time */
    struct strs next;        /* entry ids that usually follow, not those already in it */
    struct facts facts;      /* the answers that apply, a copy */
    struct arena arena;
};

/* What the facts amount to, whether or not all is answered (what is open counts as unknown). It
 * holds all that any answer in the place of a わからない would amount to; where わからない itself
 * leads to advice and other answers would not, that advice is a note and `stop` is NULL. Caller
 * frees with checklist_free. */
struct checklist *guide_checklist(const struct guide *g, const struct facts *f);
void checklist_free(struct checklist *c);
/* What it is the list of: the event, or the one procedure that can come out, which may be another
 * than the walk began with. */
const struct entry *checklist_subject(const struct checklist *c);
/* Not to be told as a fact (knowledge/review.h): unconfirmed itself, or all procedures that want it
 * are doubtful. */
bool document_is_doubtful(const struct checklist *c, const struct item_document *d);

#endif
