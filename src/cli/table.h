/* The table of commands as --help, the manual and the shells' completion read it. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "cli/cli.h"

/* The table, from 0; NULL past the last. Residents' commands come before the staff's. */
const struct command *cli_command(size_t i);
bool cli_for_staff(const struct command *c);
const struct cli_option *cli_global_option(size_t i);

/* help.c: prints how c is used, or with NULL what commands there are, to cols columns. The exit
 * code. */
int cli_help(const struct command *c, size_t cols);
/* The next paragraph (or example) of a help text, from *text on, which moves past it; n bytes, and
 * whether it is an example (s is then what is typed). False: there is none. */
bool cli_help_next(const char **text, const char **s, size_t *n, bool *example);

#endif
