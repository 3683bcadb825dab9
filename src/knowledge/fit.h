/* What may be shown of an entry while there are mistakes in the knowledge. */
#ifndef KNOWLEDGE_FIT_H
#define KNOWLEDGE_FIT_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

enum fit {
    FIT_NOT,   /* its own texts are wrong */
    FIT_SHEET, /* something that it refers to is not there: no walk, no checklist */
    FIT_WALK   /* all of it */
};
/* What is only unwritten yet (diag.h) is no mistake here. k was loaded with d. */
enum fit entry_fit(const struct knowledge *k, const struct diags *d, const struct entry *e);
/* The error about the file of a name like ID.yaml that could not be read as an entry; or NULL. */
const struct diag *fit_lost(const struct diags *d, const char *id);

#endif
