#include "base/lang.h"
#include "cli/cli.h"
#include "cli/draft.h"
#include "output/graph.h"
#include <string.h>

static int run_graph(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"format", "text|dot|mermaid", "図の書き方（書かなければ text）"},
    {"ascii", NULL, "線を ASCII の文字で引く"},
    {NULL, NULL, NULL},
};
const struct command command_graph = {
    "graph",
    "ID [DIR]",
    1,
    2,
    options,
    "手続きや出来事の質問の木を、図にする\n"
    "どの答えで、どの書類になるかが分かります。印刷して、担当課に見てもらえます。\n"
    "$ madoguchi graph tennyu\n"
    "$ madoguchi graph tennyu --format mermaid",
    run_graph,
};

enum format { FORMAT_TEXT, FORMAT_DOT, FORMAT_MERMAID, FORMATS };

static enum format read_format(const struct args *args, struct error *err)
{
    static const char *const names[FORMATS] = {"text", "dot", "mermaid"};
    const char *given = args_value(args, "format");
    for (int i = 0; i < FORMATS; i++)
        if (!given || strcmp(given, names[i]) == 0)
            return (enum format)i;
    error_set(err, EX_USAGE, _("--format は text・dot・mermaid のどれかです"));
    return FORMATS;
}

static void draw(const struct draft_entry *d, const struct cli *cli, const struct args *args,
                 enum format format, struct strbuf *out)
{
    struct graph_look look = {cli->cols, cli->ambiguous, args_has(args, "ascii")};
    struct chart c;
    chart_init(&c, d->k, d->entry, cli->today);
    if (format == FORMAT_DOT)
        graph_dot(&c, out);
    else if (format == FORMAT_MERMAID)
        graph_mermaid(&c, out);
    else
        graph_text(&c, &look, out);
    chart_done(&c);
}

static bool can_draw(const struct draft_entry *d, const char *id, struct error *err)
{
    if (d->entry->kind > ENTRY_EVENT)
        error_set(err, EX_USAGE, _("「%s」は手続きや出来事ではないので、図にする質問がありません"),
                  id);
    else if (d->fit != FIT_WALK)
        error_set(err, EX_DATAERR,
                  _("「%s」の図は、まだかけません。上に出ているまちがいを先に直してください"), id);
    return err->code == EX_OK;
}

static int run_graph(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    enum format format = read_format(args, &err);
    if (err.code != EX_OK)
        return cli_fail(&err);
    struct draft_entry d;
    const char *id = args->words[0];
    bool ok = cli_draft_open(&d, args->nwords > 1 ? args->words[1] : "knowledge", id, &err) &&
              can_draw(&d, id, &err);
    struct strbuf out;
    strbuf_init(&out);
    if (ok)
        draw(&d, cli, args, format, &out);
    int code = ok ? cli_print(&out) : cli_fail(&err);
    strbuf_done(&out);
    cli_draft_close(&d);
    return code;
}
