/* A folder of knowledge with its cases, read and checked; what is wrong comes as text. */
#ifndef CLI_CHECKER_H
#define CLI_CHECKER_H

#include "cli/cli.h"
#include "knowledge/cases.h"
#include "knowledge/diag.h"

struct checked {
    struct sources sources; /* of the knowledge and of the cases: their marks point here */
    struct knowledge *k;    /* NULL: not fit for use */
    struct cases cases;     /* where k is there; of use only with code EX_OK */
    struct strbuf said;     /* what `madoguchi check` prints */
    int code;               /* and its exit code */
};
/* style: as `check --style`. Free with checked_done, whatever came of it. */
void checked_load(const struct cli *cli, const char *dir, bool style, struct checked *out);
void checked_done(struct checked *c);

/* Without the cases; what is wrong goes to standard error. NULL when it is not fit for use; *code
 * is the exit code then. Caller frees with knowledge_free. */
struct knowledge *cli_load_knowledge(const struct cli *cli, const char *dir, int *code);
/* The folder of word lists beside the knowledge, else the one the program came with. Caller frees.
 */
char *cli_dict_for(const char *dir);

#endif
