/* One question, one answer: what `ask` prints. */
#ifndef APP_ASK_H
#define APP_ASK_H

#include "app/session.h"

struct ask_result {
    enum act act; /* never ACT_NONE */
    enum aspect aspect;
    const struct entry **entries; /* best first: the answer, or the candidates */
    size_t nentries;
    const struct facts *facts; /* the session's; until its next input */
    struct strbuf
        text; /* what a person would read, in lines of cols columns; ambiguous as in struct plain */
};

/* Forgets the conversation, then asks. out is made here; free it with ask_result_done, whatever
 * is returned. False and *err as session_input says. */
bool ask_once(struct session *s, const char *text, size_t n, size_t cols, int ambiguous,
              struct ask_result *out, struct error *err);
void ask_result_done(struct ask_result *r);

#endif
