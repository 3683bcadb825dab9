#include "cli/cli.h"
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* UTF-8 inside and outside, whatever the environment says. Before readline, which reads the
 * environment again. */
static void set_locale(void)
{
    setlocale(LC_ALL, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    setenv("LC_ALL", "C.UTF-8", 1);
    setlocale(LC_ALL, "");
}

int main(int argc, char **argv)
{
    set_locale();
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of writing */
    return cli_main(argc, argv);
}
