#include "base/lang.h"
#include "cli/cli.h"
#include "output/json.h"
#include "output/plain.h"

static int run_show(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"json", NULL, "JSON で"},
    {NULL, NULL, NULL},
};
const struct command command_show = {
    "show",
    "ID",
    1,
    1,
    options,
    "項目を1つ見せる\n"
    "ID は項目の名前です。list で一覧が出ます。\n"
    "$ madoguchi show juminhyo",
    run_show,
};

static int run_show(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    struct session *s = session_open(&cli->session, &err);
    if (!s)
        return cli_fail(&err);
    const struct knowledge *k = session_knowledge(s);
    const struct entry *e = knowledge_entry(k, args->words[0]);
    int code;
    if (e) {
        struct strbuf out;
        strbuf_init(&out);
        struct plain p = {k, cli->cols, cli->ambiguous, cli->today, session_plain_readings(s)};
        if (args_has(args, "json"))
            json_entry(k, e, cli->today, &out);
        else
            plain_entry(&p, e, PART_SUMMARY, &out);
        code = cli_print(&out);
        strbuf_done(&out);
    } else {
        error_set(&err, EX_USAGE, _("「%s」という項目はありません（list で一覧が出ます）"),
                  args->words[0]);
        code = cli_fail(&err);
    }
    session_close(s);
    return code;
}
