/* What a case that failed found instead, why, and what its author can do about it: printed below
 * the line that names the case, each line with four spaces in front. */
#ifndef CLI_TEST_WHY_H
#define CLI_TEST_WHY_H

#include "cli/tester.h"

/* A search. wanted: the entry's id; q: the question of the cases, NULL when it is something else;
 * h: what was found. */
void test_why_search(struct tester *t, const char *ask, size_t n, const char *wanted,
                     const struct case_question *q, const struct hits *h);
/* What the conversation took the line for, and which of its kind. */
void test_why_act(struct tester *t, const struct case_question *q, enum case_act got,
                  const char *id);

#endif
