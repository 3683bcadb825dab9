#include "base/lang.h"
#include "cli/cli.h"
#include "cli/tester.h"
#include "cli/watch.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int run_test(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"userdic", "FILE", "MeCab のユーザー辞書"},
    {"watch", NULL, "保存するたびに、確かめなおして試す（終わりは Ctrl-C）"},
    {NULL, NULL, NULL},
};
const struct command command_test = {
    "test",
    "[DIR]",
    0,
    1,
    options,
    "案内についている例を、ぜんぶ試す\n"
    "質問の例で手続きが見つかるか、道すじの例で書類と期限が合うか、対話の例のとおりに答えるかを確か"
    "めます。\n"
    "通らないものには、わけと直し方が出ます。--watch は、保存するたびにくり返します。\n"
    "$ madoguchi test\n"
    "$ madoguchi test --watch",
    run_test,
};

/* Builds a file of its own to search in, beside nothing that is in use. */
static int test_built(struct checked *c, const char *userdic)
{
    struct tester t = {.err = ERROR_NONE};
    char path[] = "/tmp/madoguchi-test-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) {
        error_set(&t.err, EX_CANTCREAT, _("一時ファイルを作れません"));
        return cli_fail(&t.err);
    }
    close(fd);
    int code = tester_search(&t, c, path, userdic, NULL);
    unlink(path);
    return code;
}

static int run_test(const struct cli *cli, const struct args *args)
{
    const char *dir = cli_knowledge_dir(args);
    const char *given = args_value(args, "userdic");
    char *beside = given ? NULL : session_default_userdic();
    const char *userdic = given ? given : beside;
    int code;
    if (args_has(args, "watch")) {
        code = cli_watch(cli, &(struct watch_job){.dir = dir, .cases = true, .userdic = userdic});
    } else {
        struct checked c;
        checked_load(cli, dir, false, &c);
        fputs(c.said.s, stderr);
        code = c.code == EX_OK ? test_built(&c, userdic) : c.code;
        checked_done(&c);
    }
    free(beside);
    return code;
}
