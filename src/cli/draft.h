/* What preview and graph share: an entry as it stands in the YAML files, built or not. */
#ifndef CLI_DRAFT_H
#define CLI_DRAFT_H

#include "cli/cli.h"
#include "knowledge/fit.h"

struct draft_entry {
    struct knowledge *k;
    struct sources sources;
    struct diags diags;
    const struct entry *entry;
    enum fit fit;
};

/* Loads dir and finds the entry. The mistakes there are, anywhere, go to standard error; warnings,
 * and each place that is not written yet, only of the entry's own file. False and *err when it
 * cannot be shown. cli_draft_close is due in any case. */
bool cli_draft_open(struct draft_entry *d, const char *dir, const char *id, struct error *err);
void cli_draft_close(struct draft_entry *d);

#endif
