#include "cli/cli.h"
#include <fcntl.h>
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

/* A file that is opened while 0, 1 or 2 is closed would become standard input or output. What takes
 * their place gives errors: reading what can only be written, and the other way round. */
static void keep_standard_files(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    keep_standard_files();
    set_locale();
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of writing */
    return cli_main(argc, argv);
}
