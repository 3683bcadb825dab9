#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "guide/paths.h"
#include "knowledge/loader.h"
#include "knowledge/style.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int run_check(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"style", NULL, "長い文と、説明のないカタカナのことばも知らせる"},
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

char *cli_dict_for(const char *dir)
{
    size_t n = strlen(dir);
    while (n > 1 && dir[n - 1] == '/')
        n--;
    size_t folder = n;
    while (folder > 0 && dir[folder - 1] != '/')
        folder--;
    struct strbuf beside;
    strbuf_init(&beside);
    strbuf_add(&beside, dir, folder);
    strbuf_puts(&beside, "dict");
    char *dict = access(beside.s, F_OK) == 0 ? xstrdup(beside.s) : session_default_dict();
    strbuf_done(&beside);
    return dict;
}

static struct knowledge *load(const struct cli *cli, const char *dir, bool style, int *code)
{
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    sources_init(&sources);
    diags_init(&diags, &sources);
    char *dict = cli_dict_for(dir);
    struct knowledge *k = knowledge_load(dir, dict, &sources, &diags, &err);
    free(dict);
    struct paths_count count = {0, 0};
    if (k && diags.errors == 0)
        paths_check(k, cli->today, &diags, &count);
    if (k && diags.errors == 0 && style)
        style_check(k, &diags);
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

struct knowledge *cli_load_knowledge(const struct cli *cli, const char *dir, int *code)
{
    return load(cli, dir, false, code);
}

int cli_load_cases(const char *dir, const struct knowledge *k, struct sources *sources,
                   struct cases *out)
{
    struct diags diags;
    diags_init(&diags, sources);
    cases_load(dir, k, sources, &diags, out);
    struct strbuf text;
    strbuf_init(&text);
    diags_print(&diags, &text);
    fputs(text.s, stderr);
    strbuf_done(&text);
    int code = diags.errors ? EX_DATAERR : EX_OK;
    if (code != EX_OK)
        fprintf(stderr, _("まちがいが %zu 、注意が %zu あります\n"), diags.errors, diags.warnings);
    diags_done(&diags);
    return code;
}

static int run_check(const struct cli *cli, const struct args *args)
{
    const char *dir = cli_knowledge_dir(args);
    int code;
    struct knowledge *k = load(cli, dir, args_has(args, "style"), &code);
    if (!k)
        return code;
    struct sources sources;
    struct cases cases;
    sources_init(&sources);
    code = cli_load_cases(dir, k, &sources, &cases);
    cases_done(&cases);
    sources_done(&sources);
    knowledge_free(k);
    return code;
}
