/* Private to the diff: every combination of answers that was tried, and the shortest description
 * of some of them. */
#ifndef GUIDE_DIFF_SPACE_H
#define GUIDE_DIFF_SPACE_H

#include "guide/diff.h"
#include "guide/trial.h"

enum { MAX_VALUES = 63 };

struct space_value {
    struct fact fact[2]; /* as before, and after */
    bool has[2];         /* one side may not know the answer */
};
struct variable {
    const struct question *question[2]; /* NULL: that side has none of the id */
    struct space_value *v;              /* dates and numbers: ascending; わからない last */
    size_t n;
    uint64_t relevant; /* multi: answers of shown_question that decide something */
};
struct space {
    struct variable *vars;
    size_t nvars, vars_cap;
    signed char *now;    /* the value of each variable at present, -1: not asked */
    signed char **cells; /* each of `lengths` variables; what is behind was not asked */
    unsigned char *lengths;
    bool *unknown; /* わからない is among its answers */
    size_t n, cap;
};

void space_done(struct space *s);
/* The variable of the question, made when it is new: its values from both sides' conditions. also:
 * multi: further answers that decide something, as bits of each side's question. */
size_t space_variable(struct space *s, const struct question *const q[2],
                      const struct trial_conditions c[2], const uint64_t also[2],
                      struct date today);
/* What is set now becomes a cell. */
void space_add(struct space *s);
/* As people know them: the new one, where there is one. */
const struct question *shown_question(const struct variable *v);
const struct fact *shown_fact(const struct space_value *v);
/* The same answer to the other side's question, by the ids of answers. False: it has no such. */
bool translate_fact(const struct fact *f, const struct question *to, struct fact *out);

/* diff_who.c. in: one a cell; listed: cells where the owner's list comes out, or NULL. All texts in
 * a. */
void space_describe(const struct space *s, const bool *in, const bool *listed, struct arena *a,
                    struct diff_who *out);

#endif
