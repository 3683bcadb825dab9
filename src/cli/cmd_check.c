#include "base/lang.h"
#include "cli/cli.h"
#include "guide/paths.h"
#include "knowledge/loader.h"
#include <stdio.h>

static int run_check(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {{NULL, NULL, NULL}};
const struct command command_check = {
    "check", "[DIR]", 0, 1, options, "知識のまちがいを、場所をそえて知らせる", run_check,
};

struct knowledge *cli_load_knowledge(const struct cli *cli, const char *dir, int *code)
{
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load(dir, NULL, &sources, &diags, &err);
    struct paths_count count = {0, 0};
    if (k && diags.errors == 0)
        paths_check(k, cli->today, &diags, &count);
    struct strbuf out;
    strbuf_init(&out);
    diags_print(&diags, &out);
    fputs(out.s, stderr);
    strbuf_done(&out);
    *code = k ? EX_OK : cli_fail(&err);
    if (diags.errors) {
        fprintf(stderr, _("まちがいが %zu 、注意が %zu あります\n"), diags.errors, diags.warnings);
        *code = EX_DATAERR;
        knowledge_free(k);
        k = NULL;
    } else if (k) {
        fprintf(stderr, _("項目 %zu、木 %zu、道すじ %zu を確かめました（注意 %zu）\n"),
                k->entries.n, count.trees, count.paths, diags.warnings);
    }
    diags_done(&diags);
    sources_done(&sources);
    return k;
}

static int run_check(const struct cli *cli, const struct args *args)
{
    int code;
    knowledge_free(cli_load_knowledge(cli, cli_knowledge_dir(args), &code));
    return code;
}
