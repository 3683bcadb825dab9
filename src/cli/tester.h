/* `madoguchi test`: what its kinds of cases share, one file a kind. Whatever fails is said on
 * standard output at once. */
#ifndef CLI_TESTER_H
#define CLI_TESTER_H

#include "cli/checker.h"
#include "index/index.h"

struct tester {
    const struct checked *from; /* what is tested: marks of entries and cases point into it */
    const char *db;             /* built for the test */
    struct index *index;
    const struct knowledge *k; /* of the index; before there is one, from->k */
    size_t passed, failed;
    size_t asked, unheard; /* questions with one answer; found first without what the built file
                              remembers of them */
    struct strbuf *names;  /* gets the name of what failed, a line each, or NULL */
    struct error err;      /* the database could not be read: the test ends */
};

/* A case ended; name: of the case, its question or its words. */
void tester_count(struct tester *t, bool ok, const char *name);
/* Prints where the case stands and that it failed: FILE:LINE:COL: だめ: */
void tester_begin(const struct tester *t, struct mark at);
/* Prints （FILE:LINE） behind what is named; nothing for what stands in no file. */
void tester_place(const struct tester *t, struct mark at);

/* What is to be run before all the rest: what stands in these files, or has failed before. */
struct tester_first {
    const char *const *files; /* paths as the sources have them */
    size_t nfiles;
    const char *failed; /* names, a line each */
};
/* Builds db from what was checked (it gets the cases' questions as examples), searches in it for
 * everything, and says what came of it; with the guide cases unless first is given: then those
 * that it names are run and summed up first. The exit code. */
int tester_search(struct tester *t, struct checked *from, const char *db, const char *userdic,
                  const struct tester_first *first);
void tester_guides(struct tester *t);

/* test_questions.c: every entry answers to its name, to its reading in both kana, and to each of
 * its says. e: of from->k. */
void test_own_words(struct tester *t, const struct entry *e);
void test_question(struct tester *t, const struct case_question *q);
/* What a conversation at its beginning takes the line for, and which of its kind: *id, or "". */
enum case_act test_act(const struct knowledge *k, const char *ask, size_t n, const char **id);
/* test_guides.c */
void test_guide(struct tester *t, const struct case_guide *cg);
/* test_dialogues.c: a dialogue passes or fails as a whole; it ends with the first turn that is not
 * as expected. Gives the turns that were taken. */
size_t test_dialogue(struct tester *t, const struct case_dialogue *c);

#endif
