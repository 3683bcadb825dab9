/* The conversation as a pure step: an input goes in, the state changes, effects come out. It reads
 * no file and knows no terminal; searching is an effect that the session performs and answers with
 * INPUT_HITS. The full screen draws the state, plain mode prints the effects: both show the same.
 */
#ifndef DIALOGUE_DIALOGUE_H
#define DIALOGUE_DIALOGUE_H

#include "base/arena.h"
#include "base/date.h"
#include "guide/guide.h"
#include "knowledge/hit.h"

enum aspect { /* what of a procedure was asked; names as in ask --json */
              ASPECT_NONE,
              ASPECT_DOCUMENTS,
              ASPECT_FEE,
              ASPECT_DEADLINE,
              ASPECT_PLACE,
              ASPECT_WHO,
              ASPECT_ONLINE,
              ASPECT_DURATION,
              ASPECT_WHAT
};
const char *aspect_name(enum aspect a); /* NULL for ASPECT_NONE */

enum act { ACT_NONE, ACT_ANSWER, ACT_CHOOSE, ACT_UNKNOWN, ACT_URGENT, ACT_SMALLTALK };
const char *act_name(enum act a); /* "answer" … */

enum phase {
    PHASE_HOME,     /* nothing is open */
    PHASE_CHOOSE,   /* candidates are offered */
    PHASE_ENTRY,    /* one entry is shown */
    PHASE_ASK,      /* a question of its tree is asked */
    PHASE_CHECKLIST /* the walk has ended */
};

enum input_kind {
    INPUT_TEXT, /* a line that was typed; in every phase: a number picks, わからない, もどる and
                   さいしょ do what they say, words that answer the open question answer it, what
                   begins with いや、 takes back what was understood, anything else is a new
                   question, about the entry that was spoken of when it names no other */
    INPUT_HITS,    /* the answer to EFFECT_SEARCH */
    INPUT_OPEN,    /* an entry was chosen from a menu */
    INPUT_PICK,    /* the n-th (from 0) of what is offered: candidate or answer */
    INPUT_ANSWER,  /* an answer for the open question, as facts_set reads it */
    INPUT_UNKNOWN, /* わからない */
    INPUT_START,   /* walk the tree of the entry that is shown */
    INPUT_CHANGE,  /* answer the question `text` (its id) again; the other answers are kept */
    INPUT_BACK,    /* one step back */
    INPUT_HOME     /* forget everything and begin again */
};
struct input {
    enum input_kind kind;
    const char *text; /* bytes of any kind for INPUT_TEXT */
    size_t len;
    size_t pick;
    const struct entry *entry;
    const struct hits *hits;
};

enum effect_kind {
    EFFECT_SAY,       /* text */
    EFFECT_SEARCH,    /* text: look it up and come back with INPUT_HITS */
    EFFECT_CHOOSE,    /* offer dialogue->candidates; text: what to say above */
    EFFECT_SHOW,      /* entry, beginning with dialogue->aspect */
    EFFECT_TELL,      /* of entry, which is known already, dialogue->aspect alone */
    EFFECT_ASK,       /* ask dialogue->step.question */
    EFFECT_CHECKLIST, /* show dialogue->checklist */
    EFFECT_RECORD,    /* text found no answer: for the journal */
    EFFECT_BYE        /* the person takes leave */
};
struct effect {
    enum effect_kind kind;
    const char *text;
    const struct entry *entry;
};
struct effects {
    struct effect *v;
    size_t n, cap;
    struct arena arena; /* owns the texts */
};
void effects_init(struct effects *e);
void effects_done(struct effects *e);
void effects_clear(struct effects *e);

struct dialogue { /* others read it; only dialogue_step changes it */
    const struct knowledge *knowledge;
    struct date today;
    enum phase phase;
    enum act act; /* what the last text came to */
    enum aspect aspect;
    const struct entry *entry; /* the subject; NULL at home */
    struct hits candidates;
    struct facts facts;          /* everything answered in this conversation */
    struct facts heard;          /* of these, what the entry's question gave away (guide/hear.h) */
    struct guide guide;          /* PHASE_ASK, PHASE_CHECKLIST */
    struct guide_step step;      /* PHASE_ASK */
    struct checklist *checklist; /* PHASE_CHECKLIST */
    struct dialogue_back *back;  /* private: where INPUT_BACK leads */
    size_t nback, back_cap;
    char *query;                   /* what was last asked, or NULL; overwritten when forgotten */
    char *asked;                   /* private: what INPUT_HITS will answer */
    size_t nearest;                /* ACT_UNKNOWN: so many candidates came from the search, the rest
                                      are life events */
    const struct entry *elsewhere; /* ACT_UNKNOWN: who is to be asked instead, or NULL */
    const struct urgent *urgent;   /* what the last text was about, if that was urgent */
    const struct urgent *offer;    /* private: whose contacts belong behind the answer */
    struct facts before;           /* private: the answers that applied before one was changed */
    size_t asked_back;         /* so many times in a row the answer was a question: ACT_CHOOSE */
    const struct entry *wrong; /* private: what the search under way shall not give */
};

void dialogue_init(struct dialogue *d, const struct knowledge *k, struct date today);
/* Overwrites what was said before freeing it. */
void dialogue_done(struct dialogue *d);
/* Appends to out. */
void dialogue_step(struct dialogue *d, const struct input *in, struct effects *out);

#endif
