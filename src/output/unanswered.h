/* What was asked in vain, for staff: as text, as JSON, and as cases for knowledge/tests. */
#ifndef OUTPUT_UNANSWERED_H
#define OUTPUT_UNANSWERED_H

#include "base/date.h"
#include "output/plain.h"

struct unanswered_offer {  /* what was shown instead */
    const char *id, *name; /* name: "" when the knowledge no longer has it */
    size_t count;
};
struct unanswered_group { /* questions that are alike */
    const char **texts;   /* masked; the most frequent first */
    size_t ntexts;
    size_t none, poor; /* how often nothing was found; how often nothing of it was taken */
    struct date first, last;
    struct unanswered_offer *offers; /* the most frequent first */
    size_t noffers;
};
struct unanswered_vote {
    const char *id, *name;
    size_t yes, no;
    const char **texts; /* what led there and was not clear */
    size_t ntexts;
};
struct unanswered {
    struct date since; /* none: all */
    struct unanswered_group *groups;
    size_t ngroups;
    struct unanswered_vote *votes;
    size_t nvotes;
};

void plain_unanswered(const struct plain *p, const struct unanswered *u, struct strbuf *out);
void json_unanswered(const struct unanswered *u, struct strbuf *out);
/* YAML for knowledge/tests: one question a group, without what it should find. That is for the
 * clerk to write, and check says so until it is there. */
void cases_unanswered(const struct unanswered *u, struct date today, struct strbuf *out);

#endif
