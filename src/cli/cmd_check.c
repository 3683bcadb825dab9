#include "cli/checker.h"
#include "cli/watch.h"
#include <stdio.h>

static int run_check(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"style", NULL, "長い文と、説明のないカタカナのことばも知らせる"},
    {"watch", NULL, "保存するたびに、確かめなおす（終わりは Ctrl-C）"},
    {NULL, NULL, NULL},
};
const struct command command_check = {
    "check",
    "[DIR]",
    0,
    1,
    options,
    "案内のまちがいを、場所をそえて知らせる\n"
    "ファイル:行:列 と、その行が出ます。error は直すまで使えません。warning は注意です。DIR "
    "を書かなければ knowledge を読みます。\n"
    "$ madoguchi check\n"
    "$ madoguchi check --style",
    run_check,
};

static int run_check(const struct cli *cli, const struct args *args)
{
    const char *dir = cli_knowledge_dir(args);
    bool style = args_has(args, "style");
    if (args_has(args, "watch"))
        return cli_watch(cli, &(struct watch_job){.dir = dir, .style = style});
    struct checked c;
    checked_load(cli, dir, style, &c);
    fputs(c.said.s, stderr);
    int code = c.code;
    checked_done(&c);
    return code;
}
