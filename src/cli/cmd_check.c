#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "guide/paths.h"
#include "knowledge/loader.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int run_check(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {{NULL, NULL, NULL}};
const struct command command_check = {
    "check", "[DIR]", 0, 1, options, "知識のまちがいを、場所をそえて知らせる", run_check,
};

/* The word lists beside the knowledge, else those the program came with. Caller frees. */
static char *dict_for(const char *dir)
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

struct knowledge *cli_load_knowledge(const struct cli *cli, const char *dir, int *code)
{
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    sources_init(&sources);
    diags_init(&diags, &sources);
    char *dict = dict_for(dir);
    struct knowledge *k = knowledge_load(dir, dict, &sources, &diags, &err);
    free(dict);
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
