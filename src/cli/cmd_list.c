#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "output/json.h"
#include "output/plain.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

static int run_list(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"json", NULL, "JSON で"},
    {"ids", NULL, "id だけを、1行に1つ"},
    {NULL, NULL, NULL},
};
const struct command command_list = {
    "list",
    "[KIND]",
    0,
    1,
    options,
    "項目の一覧\n"
    "KIND は種類です。手続きは procedure、出来事は event、やり方は howto、よくある質問は "
    "faq、ことばは term、よその窓口は elsewhere です。\n"
    "$ madoguchi list event",
    run_list,
};

/* -1: all kinds; -2: no such kind. */
static int find_kind(const struct args *args)
{
    if (args->nwords == 0)
        return -1;
    for (int i = 0; i < ENTRY_KINDS; i++)
        if (strcmp(args->words[0], entry_kind_name((enum entry_kind)i)) == 0)
            return i;
    return -2;
}

static void list_ids(const struct entry *const *v, size_t n, struct strbuf *out)
{
    for (size_t i = 0; i < n; i++) {
        utf8_clean(out, v[i]->id.s, v[i]->id.len, false);
        strbuf_putc(out, '\n');
    }
}

static int run_list(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    int kind = find_kind(args);
    if (kind == -2) {
        error_set(&err, EX_USAGE,
                  _("「%s」という種類はありません（procedure event howto faq term elsewhere）"),
                  args->words[0]);
        return cli_fail(&err);
    }
    struct session *s = session_open(&cli->session, &err);
    if (!s)
        return cli_fail(&err);
    const struct knowledge *k = session_knowledge(s);
    const struct entry **v = xreallocarray(NULL, k->entries.n + 1, sizeof *v);
    size_t n = 0;
    for (size_t i = 0; i < k->entries.n; i++)
        if (kind < 0 || (int)knowledge_kind(k, i) == kind)
            v[n++] = knowledge_at(k, i);
    struct strbuf out;
    strbuf_init(&out);
    struct plain p = {k, cli->cols, cli->ambiguous, cli->today, NULL};
    if (args_has(args, "json"))
        json_list(v, n, &out);
    else if (args_has(args, "ids"))
        list_ids(v, n, &out);
    else
        plain_list(&p, v, n, &out);
    int code = cli_print(&out);
    strbuf_done(&out);
    free(v);
    session_close(s);
    return code;
}
