/* What of a conversation goes into the journal: questions without an answer, questions of which
 * no answer was taken, and whether a sheet was clear. Everything is masked by names.h first.
 * Whatever goes wrong with the file, nobody in front of the screen hears of it. */
#ifndef APP_RECORD_H
#define APP_RECORD_H

#include "dialogue/dialogue.h"
#include "index/index.h"
#include "journal/journal.h"

struct record {
    struct journal *journal;   /* NULL: nothing is kept */
    bool taken;                /* of the candidates that are offered one has been looked at */
    const struct entry *voted; /* the last sheet that was judged; or NULL */
};
/* What was on the screen before a step. */
struct record_before {
    char *query;
    const struct entry **offered; /* n of them; or what was answered: one */
    size_t n;
    bool answered;
};

void record_begin(const struct record *r, const struct dialogue *d, struct record_before *out);
/* Writes what the step has shown, and frees b. searched: the step has led to a search. */
void record_end(struct record *r, struct index *ix, const struct dialogue *d,
                const struct input *in, const struct effects *e, bool searched,
                struct record_before *b);
/* The person goes, and with them what was offered. */
void record_leave(struct record *r, struct index *ix, const struct dialogue *d);

/* Is there a sheet that has not been judged yet? */
bool record_can_vote(const struct record *r, const struct dialogue *d);
void record_vote(struct record *r, struct index *ix, const struct dialogue *d, bool clear);
/* 「まる」, 「ばつ」 and what else says so: 1, -1, or 0 for any other text. */
int record_reads_vote(const char *text, size_t n);

#endif
