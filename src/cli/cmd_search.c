#include "base/lang.h"
#include "cli/cli.h"
#include "output/json.h"
#include "output/plain.h"

static int run_search(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"limit", "N", "いくつまで出すか（はじめは10）"},
    {"batch", "FILE", "1行に1つの質問を書いたファイル（- は標準入力）"},
    {"json", NULL, "JSON で"},
    {NULL, NULL, NULL},
};
const struct command command_search = {
    "search",
    "QUERY…",
    0,
    -1,
    options,
    "ことばで項目をさがす\n"
    "近いものから順に出ます。\n"
    "$ madoguchi search --limit 3 住民票",
    run_search,
};

struct job {
    const struct cli *cli;
    size_t limit;
    bool json;
};

static bool find(void *ctx, struct session *s, const char *query, size_t n, struct strbuf *out,
                 struct error *err)
{
    const struct job *j = ctx;
    struct hits hits;
    if (!index_search(session_index(s), query, n, j->limit, &hits, err))
        return false;
    struct plain p = {session_knowledge(s), j->cli->cols, j->cli->ambiguous, j->cli->today, NULL};
    if (j->json)
        json_search(query, n, &hits, out);
    else if (hits.n)
        plain_hits(&p, &hits, out);
    else
        strbuf_puts(out, _("見つかりませんでした。ほかのことばでためしてください。\n"));
    hits_done(&hits);
    return true;
}

static int run_search(const struct cli *cli, const struct args *args)
{
    struct job j = {cli, 10, args_has(args, "json")};
    struct error err = ERROR_NONE;
    if (!args_number(args, "limit", 1000, &j.limit, &err))
        return cli_fail(&err);
    return cli_questions(cli, args, _("さがすことばを書いてください"), find, &j);
}
