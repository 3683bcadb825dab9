/* Private to condition.c and cond_eval.c: the tree of a condition. */
#ifndef KNOWLEDGE_COND_H
#define KNOWLEDGE_COND_H

#include "knowledge/condition.h"
#include "knowledge/knowledge.h"

enum cond_op {
    COND_OR,
    COND_AND,
    COND_NOT,
    COND_EQ, /* from here to COND_IN: comparisons, a with b */
    COND_NE,
    COND_LT,
    COND_LE,
    COND_GT,
    COND_GE,
    COND_IN,   /* a in list */
    COND_NAME, /* before cond_resolve */
    COND_QUESTION,
    COND_ANSWERS, /* a set of answers of the question it is compared with */
    COND_NUMBER,
    COND_DATE,
    COND_DURATION,
    COND_TODAY,
    COND_AGE, /* of a */
    COND_ADD,
    COND_SUB
};

struct cond {
    enum cond_op op;
    size_t at; /* byte offset in the text */
    struct cond *a, *b;
    struct cond **list; /* COND_IN */
    size_t nlist;
    const char *name; /* COND_NAME */
    const struct question *question;
    uint64_t answers; /* COND_ANSWERS */
    long number;
    struct date date;
    struct duration duration;
};

#endif
