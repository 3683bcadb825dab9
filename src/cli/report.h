/* What `madoguchi report WORD` can tell; one file a report, one row each in cmd_report.c. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/cli.h"

/* Each is given what follows the report's name as words (NULL: nothing does), and gives the exit
 * code. */
int report_stale(const struct cli *cli, const struct args *args, const char *dir);
int report_unanswered(const struct cli *cli, const struct args *args, const char *none);

#endif
