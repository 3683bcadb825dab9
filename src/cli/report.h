/* The reports, one file each: `madoguchi report NAME`. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/cli.h"

/* report_unanswered.c: what the journal has. */
int report_unanswered(const struct cli *cli, const struct args *args);

#endif
