/* `madoguchi test`: what its kinds of cases share, one file a kind. Whatever fails is said on
 * standard output at once. */
#ifndef CLI_TESTER_H
#define CLI_TESTER_H

#include "index/index.h"
#include "knowledge/cases.h"

struct tester {
    const char *db; /* built for the test */
    struct index *index;
    const struct knowledge *k;     /* of the index */
    const struct sources *sources; /* of the cases */
    size_t passed, failed;
    size_t asked, unheard; /* questions with one answer; found first without what the built file
                              remembers of them */
    struct error err;      /* the database could not be read: the test ends */
};

/* cmd_test.c: tries all cases on a built file that was taught them, and says how many passed. t:
 * sources and err are set. The exit code: EX_DATAERR when one failed. */
int test_file(struct tester *t, const char *db, const struct cases *cases);
/* test_questions.c: every entry answers to its name, to its reading in both kana, and to each of
 * its says. */
void test_own_words(struct tester *t, const struct entry *e);
void test_question(struct tester *t, const struct case_question *q);
/* test_guides.c */
void test_guide(struct tester *t, const struct case_guide *cg);
/* test_dialogues.c: a dialogue passes or fails as a whole; it ends with the first turn that is not
 * as expected. Gives the turns that were taken. */
size_t test_dialogue(struct tester *t, const struct case_dialogue *c);

#endif
