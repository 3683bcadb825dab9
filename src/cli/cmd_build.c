#include "base/lang.h"
#include "cli/cli.h"
#include "index/index.h"
#include "knowledge/cases.h"
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
    int code;
    struct knowledge *k = cli_load_knowledge(cli, cli_knowledge_dir(args), &code);
    if (!k)
        return code;
    struct sources sources;
    struct cases cases;
    sources_init(&sources);
    code = cli_load_cases(cli_knowledge_dir(args), k, &sources, &cases);
    if (code == EX_OK)
        cases_teach(&cases, k);
    cases_done(&cases);
    sources_done(&sources);
    if (code != EX_OK) {
        knowledge_free(k);
        return code;
    }
    const char *given = args_value(args, "userdic");
    char *beside = given ? NULL : session_default_userdic();
    const char *userdic = given ? given : beside;
    struct morph *m = morph_open(NULL, userdic, &err);
    if (!m || !index_build(out, k, m, userdic, &err))
        code = cli_fail(&err);
    morph_close(m);
    free(beside);
    knowledge_free(k);
    return code;
}
