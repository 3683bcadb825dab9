/* The knowledge's own cases, the YAML files of knowledge/tests: questions with the entry they must
 * find, and walks with what they must end in. */
#ifndef KNOWLEDGE_CASES_H
#define KNOWLEDGE_CASES_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

struct case_question {
    struct str ask;
    struct str first; /* the entry that must come first */
    struct strs any;  /* or: one of these among the first three */
    int act;          /* or: enum case_act, what the conversation takes it for */
    struct str is;    /* with CASE_URGENT, CASE_SMALLTALK: the id of the one; or empty */
};
enum case_act { CASE_UNSAID, CASE_ORDINARY, CASE_SMALLTALK, CASE_URGENT };
struct case_questions {
    struct case_question *v;
    size_t n;
};
struct case_due {
    struct str id; /* procedure */
    struct date due;
};
struct case_dues {
    struct case_due *v;
    size_t n;
};
struct case_guide {
    struct str name, id;
    struct date today;
    struct fact_presets answers;
    int state;             /* enum case_state */
    struct strs documents; /* exactly those that are required */
    bool has_documents;
    struct strs ask; /* exactly those to ask for at the desk */
    bool has_ask;
    struct strs procedures; /* all of these, in any order */
    struct case_dues deadlines;
    struct strs contains; /* words that stand in the advice or in a note */
};
enum case_state { CASE_DONE, CASE_STOP, CASE_ASKING };
struct case_guides {
    struct case_guide *v;
    size_t n;
};
struct cases {
    struct case_questions questions;
    struct case_guides guides;
    struct arena arena;
};

/* Reads all of DIR/tests; a folder that is not there gives no cases. Mistakes, ids that k does not
 * have included, go to d. Free with cases_done. */
void cases_load(const char *dir, const struct knowledge *k, struct sources *sources,
                struct diags *d, struct cases *out);
void cases_done(struct cases *c);

#endif
