#include "base/lang.h"
#include "cli/checker.h"
#include "index/index.h"
#include <stdio.h>
#include <stdlib.h>

static int run_build(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"output", "FILE", "書き出すファイル（-o と同じ）"},
    {"userdic", "FILE", "MeCab のユーザー辞書"},
    {NULL, NULL, NULL},
};
const struct command command_build = {
    "build",
    "[DIR] -o FILE",
    0,
    1,
    options,
    "確かめてから、1つのファイルにまとめる\n"
    "まちがいがあれば、何も書きません。できたファイルは、使用中でも安全に入れ替わります。\n"
    "$ madoguchi build knowledge -o madoguchi.db",
    run_build,
};

static int run_build(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    const char *out = args_value(args, "output");
    if (!out) {
        error_set(&err, EX_USAGE, _("書き出すファイルを -o FILE で書いてください"));
        return cli_fail(&err);
    }
    struct checked c;
    checked_load(cli, cli_knowledge_dir(args), false, &c);
    fputs(c.said.s, stderr);
    int code = c.code;
    if (code == EX_OK) {
        const char *given = args_value(args, "userdic");
        char *beside = given ? NULL : session_default_userdic();
        const char *userdic = given ? given : beside;
        struct morph *m = morph_open(NULL, userdic, &err);
        cases_teach(&c.cases, c.k);
        if (!m || !index_build(out, c.k, m, userdic, &err))
            code = cli_fail(&err);
        morph_close(m);
        free(beside);
    }
    checked_done(&c);
    return code;
}
