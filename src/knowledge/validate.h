/* What a reader of YAML cannot see field by field: trees that lead nowhere, conditions nobody can
 * answer, words claimed by two entries. */
#ifndef KNOWLEDGE_VALIDATE_H
#define KNOWLEDGE_VALIDATE_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

/* k is linked. */
void knowledge_validate(const struct knowledge *k, struct diags *d);
/* validate_tree.c: one procedure's tree, and one question. */
void validate_tree(const struct knowledge *k, const struct entry *e, struct diags *d);
/* validate_dates.c: periods, and values that change at a day. */
void validate_dates(const struct knowledge *k, struct diags *d);
/* validate_cues.c: what urgent.yaml and dict/smalltalk.yaml listen for. */
void validate_cues(const struct knowledge *k, struct diags *d);
/* validate_claims.c: names, readings and says that two entries have, however they are spelled. */
void validate_claims(const struct knowledge *k, struct diags *d);
/* validate_town.c: telephone numbers, and the fields that the town knows. */
void validate_town(const struct knowledge *k, struct diags *d);
/* validate_lists.c: one entry's lists of ids. */
void validate_lists(const struct entry *e, struct diags *d);
void validate_question(const struct question *q, struct mark at, struct diags *d);

#endif
