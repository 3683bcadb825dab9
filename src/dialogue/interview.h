/* The questions of an entry, up to its checklist. */
#ifndef DIALOGUE_INTERVIEW_H
#define DIALOGUE_INTERVIEW_H

#include "dialogue/dialogue.h"
#include <stdbool.h>

/* 住み始めた日：令和8年11月3日（火）、… in out's arena */
const char *interview_facts(const struct facts *f, struct effects *out);
/* Only procedures and events end in a checklist. */
bool interview_possible(const struct entry *e);
void interview_start(struct dialogue *d, struct effects *out);
/* A line that is a code of guide/resume.h: its walk takes the place of what is open. False: it is
 * no code. */
bool interview_resume(struct dialogue *d, const char *text, size_t n, struct effects *out);
/* An answer as facts_set reads it. False, and nothing changed, when it is none: *err says why. */
bool interview_answer(struct dialogue *d, const char *answer, struct effects *out,
                      struct error *err);
/* A statement that gives another answer to a question of the walk than was given: takes it, says so
 * and walks on. False, and nothing changed, when it gives none. */
bool interview_correct(struct dialogue *d, const char *text, struct effects *out);
/* Asks the question of that id again. */
void interview_change(struct dialogue *d, const char *question_id, struct effects *out);
/* Asks the n-th (from 0) answered question of the finished walk again. */
void interview_change_nth(struct dialogue *d, size_t n, struct effects *out);
/* Lists the answers of the finished walk by number. */
void interview_answers(struct dialogue *d, struct effects *out);
/* Says again what PHASE_ASK or PHASE_CHECKLIST show. */
void interview_present(struct dialogue *d, struct effects *out);

#endif
