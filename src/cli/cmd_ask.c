#include "app/ask.h"
#include "base/lang.h"
#include "cli/cli.h"
#include "output/json.h"
#include <string.h>

static int run_ask(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"batch", "FILE", "1行に1つの質問を書いたファイル（- は標準入力）"},
    {"json", NULL, "JSON で"},
    {NULL, NULL, NULL},
};
const struct command command_ask = {
    "ask",
    "QUESTION…",
    0,
    -1,
    options,
    "1つの質問に答えて終わる\n"
    "会話の1回分です。町の人が打つことばで、どう答えるかを確かめるときにも使えます。\n"
    "$ madoguchi ask 引っ越してきたら何が必要？",
    run_ask,
};

struct job {
    const struct cli *cli;
    bool json;
};

static bool answer_question(void *ctx, struct session *s, const char *question, size_t n,
                            struct strbuf *out, struct error *err)
{
    const struct job *j = ctx;
    struct ask_result r;
    bool ok = ask_once(s, question, n, j->cli->cols, j->cli->ambiguous, &r, err);
    if (ok && j->json) {
        struct strbuf query;
        strbuf_init(&query);
        strbuf_add(&query, question, strnlen(question, n));
        struct json_ask a = {query.s, act_name(r.act), aspect_name(r.aspect), r.entries, r.nentries,
                             r.facts, r.text.s};
        json_ask(&a, out);
        strbuf_wipe(&query);
        strbuf_done(&query);
    } else if (ok) {
        strbuf_add(out, r.text.s, r.text.len);
    }
    ask_result_done(&r);
    return ok;
}

static int run_ask(const struct cli *cli, const struct args *args)
{
    struct job j = {cli, args_has(args, "json")};
    return cli_questions(cli, args, _("質問を書いてください（例: madoguchi ask 引っ越してきた）"),
                         answer_question, &j);
}
