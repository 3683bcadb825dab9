#include "app/ask.h"
#include "base/lang.h"
#include "cli/cli.h"
#include "output/json.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static int run_ask(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"batch", "FILE", "1行に1つの質問を書いたファイル（- は標準入力）"},
    {"json", NULL, "JSON で"},
    {NULL, NULL, NULL},
};
const struct command command_ask = {
    "ask", "QUESTION…", 0, -1, options, "1つの質問に答えて終わる", run_ask,
};

struct job {
    const struct cli *cli;
    struct session *session;
    bool json;
    struct error err;
};

static bool ask_line(void *ctx, const char *question, size_t n)
{
    struct job *j = ctx;
    struct ask_result r;
    bool ok = ask_once(j->session, question, n, j->cli->cols, &r, &j->err);
    if (ok && j->json) {
        struct strbuf out, query;
        strbuf_init(&out);
        strbuf_init(&query);
        strbuf_add(&query, question, strnlen(question, n));
        struct json_ask a = {query.s, act_name(r.act), aspect_name(r.aspect), r.entries, r.nentries,
                             r.facts, r.text.s};
        json_ask(&a, &out);
        ok = fwrite(out.s, 1, out.len, stdout) == out.len;
        strbuf_wipe(&query);
        strbuf_done(&query);
        strbuf_done(&out);
    } else if (ok) {
        ok = fwrite(r.text.s, 1, r.text.len, stdout) == r.text.len;
    }
    if (!ok)
        error_set(&j->err, EX_IOERR, _("書き出せません（%s）"), strerror(errno));
    ask_result_done(&r);
    return ok;
}

static int run_ask(const struct cli *cli, const struct args *args)
{
    struct job j = {cli, NULL, args_has(args, "json"), ERROR_NONE};
    const char *batch = args_value(args, "batch");
    if (!batch && args->nwords == 0) {
        error_set(&j.err, EX_USAGE, _("質問を書いてください（例: madoguchi ask 引っ越してきた）"));
        return cli_fail(&j.err);
    }
    j.session = session_open(&cli->session, &j.err);
    if (!j.session)
        return cli_fail(&j.err);
    struct strbuf words;
    strbuf_init(&words);
    cli_join(args, &words);
    bool ok = batch ? cli_each_line(batch, ask_line, &j, &j.err) : ask_line(&j, words.s, words.len);
    if (ok && fflush(stdout) != 0) {
        error_set(&j.err, EX_IOERR, _("書き出せません（%s）"), strerror(errno));
        ok = false;
    }
    strbuf_done(&words);
    session_close(j.session);
    return ok ? EX_OK : cli_fail(&j.err);
}
