/* `check --watch`, `test --watch`: after each save the knowledge is checked at once, then the guide
 * cases, then, in a process of its own that the next save ends, everything that is searched. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "cli/cli.h"

struct watch_job {
    const char *dir;
    bool style;          /* as `check --style` */
    bool cases;          /* `test`: run them */
    const char *userdic; /* to search with, or NULL */
};
/* Until SIGINT, SIGTERM or SIGHUP. The exit code: EX_OK, or EX_DATAERR when something was wrong
 * at the end. */
int cli_watch(const struct cli *cli, const struct watch_job *job);

#endif
