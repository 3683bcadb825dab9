#include "base/lang.h"
#include "cli/report.h"
#include <string.h>

static int run_report(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"json", NULL, "JSON で"},
    {"since", "YYYY-MM-DD", "この日からの分だけ（unanswered）"},
    {"as-cases", NULL, "knowledge/tests に置く質問の例として書き出す（unanswered）"},
    {"output", "FILE", "書き出すファイル（-o と同じ）"},
    {NULL, NULL, NULL},
};
const struct command command_report = {
    "report",   "NAME", 1, 1, options, "職員のための報告（unanswered：答えられなかった質問）",
    run_report,
};

static const struct {
    const char *name;
    int (*run)(const struct cli *cli, const struct args *args);
} reports[] = {
    {"unanswered", report_unanswered},
};

static int run_report(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    struct strbuf names;
    strbuf_init(&names);
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        if (strcmp(args->words[0], reports[i].name) == 0) {
            strbuf_done(&names);
            return reports[i].run(cli, args);
        }
        strbuf_printf(&names, "%s%s", i ? " " : "", reports[i].name);
    }
    error_set(&err, EX_USAGE, _("「%s」という報告はありません（%s）"), args->words[0], names.s);
    strbuf_done(&names);
    return cli_fail(&err);
}
