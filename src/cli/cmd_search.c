#include "base/lang.h"
#include "cli/cli.h"
#include "output/json.h"
#include "output/plain.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static int run_search(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"limit", "N", "いくつまで出すか（はじめは10）"},
    {"batch", "FILE", "1行に1つの質問を書いたファイル（- は標準入力）"},
    {"json", NULL, "JSON で"},
    {NULL, NULL, NULL},
};
const struct command command_search = {
    "search", "QUERY…", 0, -1, options, "ことばで項目をさがす", run_search,
};

struct job {
    const struct cli *cli;
    struct session *session;
    size_t limit;
    bool json;
    struct error err;
};

static bool search_one(void *ctx, const char *query, size_t n)
{
    struct job *j = ctx;
    struct hits hits;
    if (!index_search(session_index(j->session), query, n, j->limit, &hits, &j->err))
        return false;
    struct strbuf out;
    strbuf_init(&out);
    struct plain p = {session_knowledge(j->session), j->cli->cols, j->cli->ambiguous,
                      j->cli->today};
    if (j->json)
        json_search(query, n, &hits, &out);
    else if (hits.n)
        plain_hits(&p, &hits, &out);
    else
        strbuf_puts(&out, _("見つかりませんでした。ほかのことばでためしてください。\n"));
    bool ok = fwrite(out.s, 1, out.len, stdout) == out.len;
    if (!ok)
        error_set(&j->err, EX_IOERR, _("書き出せません（%s）"), strerror(errno));
    strbuf_done(&out);
    hits_done(&hits);
    return ok;
}

static int run_search(const struct cli *cli, const struct args *args)
{
    struct job j = {cli, NULL, 10, args_has(args, "json"), ERROR_NONE};
    const char *batch = args_value(args, "batch");
    if (!args_number(args, "limit", 1000, &j.limit, &j.err))
        return cli_fail(&j.err);
    if (!batch && args->nwords == 0) {
        error_set(&j.err, EX_USAGE, _("さがすことばを書いてください"));
        return cli_fail(&j.err);
    }
    j.session = session_open(&cli->session, &j.err);
    if (!j.session)
        return cli_fail(&j.err);
    struct strbuf words;
    strbuf_init(&words);
    cli_join(args, &words);
    bool ok =
        batch ? cli_each_line(batch, search_one, &j, &j.err) : search_one(&j, words.s, words.len);
    if (ok && fflush(stdout) != 0) {
        error_set(&j.err, EX_IOERR, _("書き出せません（%s）"), strerror(errno));
        ok = false;
    }
    strbuf_done(&words);
    session_close(j.session);
    return ok ? EX_OK : cli_fail(&j.err);
}
