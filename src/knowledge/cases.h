/* The knowledge's own cases, the YAML files of knowledge/tests and knowledge/tests/dialogues:
 * questions with the entry they must find, walks with what they must end in, and dialogues with
 * what each reply must hold. */
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
struct case_turn {
    struct str say;         /* the line that is typed; what follows holds after it */
    int act, phase, aspect; /* of case_acts, case_phases, case_aspects */
    bool has_act, has_phase, has_aspect;
    struct str entry;          /* the subject */
    struct strs among;         /* all of these are offered */
    struct fact_presets facts; /* all of these are known */
    struct str asks;           /* the open question */
    struct strs documents;     /* exactly those that the checklist requires */
    bool has_documents;
    struct strs has, hasnt; /* words that stand in the reply, words that do not */
    struct str begins;      /* words in its first line, the name of the subject left out */
};
struct case_turns {
    struct case_turn *v;
    size_t n;
};
struct case_dialogue {
    struct str name;
    struct date today;
    struct case_turns turns;
};
struct case_dialogues {
    struct case_dialogue *v;
    size_t n;
};
/* As authors write them, each in the order of the dialogue's enum of that name; they end with NULL.
 */
extern const char *const case_acts[], *const case_phases[], *const case_aspects[];

struct cases {
    struct case_questions questions;
    struct case_guides guides;
    struct case_dialogues dialogues;
    struct arena arena;
};

/* Reads all of DIR/tests; a folder that is not there gives no cases. Mistakes, ids that k does not
 * have included, go to d. The marks of what is read point into sources. Free with cases_done. */
void cases_load(const char *dir, const struct knowledge *k, struct sources *sources,
                struct diags *d, struct cases *out);
void cases_done(struct cases *c);
/* Adds the questions that must find an entry first to k's examples: whoever asks alike means it.
 * The texts are copied. */
void cases_teach(const struct cases *c, struct knowledge *k);

#endif
