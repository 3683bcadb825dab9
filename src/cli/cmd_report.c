#include "base/lang.h"
#include "cli/report.h"
#include <string.h>

static int run_report(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"within", "DAYS", "stale: 何日先までに時期が来るものを出すか（はじめは90）"},
    {"since", "YYYY-MM-DD", "unanswered: この日からの分だけ"},
    {"as-cases", NULL, "unanswered: knowledge/tests に置く質問の例として書き出す"},
    {"output", "FILE", "unanswered: 書き出すファイル（-o と同じ）"},
    {"json", NULL, "JSON で"},
    {NULL, NULL, NULL},
};
const struct command command_report = {
    "report",
    "stale|unanswered [DIR]",
    1,
    2,
    options,
    "職員への知らせ：確かめ直す時期が来たもの、答えられなかった質問\n"
    "stale は、確かめ直す時期が来たものを課ごとに、unanswered "
    "は、端末で答えられなかった質問（名前や番号は消してあります）を出します。\n"
    "$ madoguchi report stale --within 30\n"
    "$ madoguchi report unanswered --journal /var/lib/madoguchi/journal.db",
    run_report,
};

static const struct {
    const char *name;
    int (*run)(const struct cli *cli, const struct args *args, const char *where);
} reports[] = {
    {"stale", report_stale},
    {"unanswered", report_unanswered},
};

static int run_report(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    const char *where = args->nwords > 1 ? args->words[1] : NULL;
    struct strbuf names;

    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        if (strcmp(args->words[0], reports[i].name) == 0)
            return reports[i].run(cli, args, where);
    strbuf_init(&names);
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        strbuf_printf(&names, " %s", reports[i].name);
    error_set(&err, EX_USAGE, _("「%s」という知らせはありません（あるもの:%s）"), args->words[0],
              names.s);
    strbuf_done(&names);
    return cli_fail(&err);
}
