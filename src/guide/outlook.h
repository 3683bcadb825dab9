/* What one answer changes, whatever else is answered: a tree told as text, beforehand. */
#ifndef GUIDE_OUTLOOK_H
#define GUIDE_OUTLOOK_H

#include "knowledge/knowledge.h"

/* Does the condition read the question? */
bool outlook_reads(const struct when *w, const struct question *q);
/* Its truth when the answer of that index is given (multi: is among those given) and nothing else
 * is known. q: with answers. */
enum truth outlook_eval(const struct when *w, const struct question *q, size_t answer,
                        struct date today);

enum way_kind { WAY_QUESTION, WAY_DONE, WAY_GO, WAY_STOP };
struct way {
    enum way_kind kind;
    const struct node *node;   /* QUESTION */
    const struct entry *entry; /* GO: whose tree goes on */
    const struct str *stop;    /* STOP: the advice */
};
/* Where the answer of that index leads from a node of e; answers.n: わからない; answers.n + 1: what
 * is no choice between answers (dates, numbers, several at once). */
struct way outlook_way(const struct knowledge *k, const struct entry *e, const struct node *n,
                       size_t answer);

#endif
