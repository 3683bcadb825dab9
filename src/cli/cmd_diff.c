#include "base/lang.h"
#include "cli/checker.h"
#include "output/diff_text.h"
#include <stdio.h>
#include <sys/stat.h>

static int run_diff(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"json", NULL, "JSON で"},
    {"verbose", NULL, "答えの組み合わせと項目の名前を、はぶかずに"},
    {"exit-code", NULL, "違いがあれば、終わりの番号を 1 にする"},
    {NULL, NULL, NULL},
};
const struct command command_diff = {
    "diff",
    "OLD NEW",
    2,
    2,
    options,
    "知識の直しで、だれへの答えがどう変わるか（ファイルかフォルダー）\n"
    "今の案内のファイルと、直したフォルダーをくらべます。--today で先の日の違いも確かめられます。\n"
    "$ madoguchi diff madoguchi.db knowledge\n"
    "$ madoguchi diff madoguchi.db knowledge --today 2027-04-01",
    run_diff,
};

/* Knowledge from a folder, or in a built file. */
struct opened {
    struct knowledge *loaded;
    struct index *index;
};

static int open_side(const struct cli *cli, const char *path, struct opened *o)
{
    struct error err = ERROR_NONE;
    struct stat st;
    int code = EX_OK;
    *o = (struct opened){NULL, NULL};
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        o->loaded = cli_load_knowledge(cli, path, &code);
        return code;
    }
    o->index = index_open(path, &err);
    if (!o->index || !knowledge_read_all(index_knowledge(o->index), &err))
        return cli_fail(&err);
    return EX_OK;
}

static const struct knowledge *knowledge_of(const struct opened *o)
{
    return o->loaded ? o->loaded : index_knowledge(o->index);
}

static void close_side(struct opened *o)
{
    knowledge_free(o->loaded);
    index_close(o->index);
}

static int report(const struct cli *cli, const struct args *args, const struct opened side[2])
{
    struct diff *d = diff_new(knowledge_of(&side[0]), knowledge_of(&side[1]), cli->today);
    struct strbuf out;
    strbuf_init(&out);
    if (args_has(args, "json"))
        diff_json(d, &out);
    else
        diff_text(d, args_has(args, "verbose"), &out);
    int code = cli_print(&out);
    if (code == EX_OK && args_has(args, "exit-code") && !diff_is_empty(d))
        code = 1;
    strbuf_done(&out);
    diff_free(d);
    return code;
}

static int run_diff(const struct cli *cli, const struct args *args)
{
    struct opened side[2] = {{NULL, NULL}, {NULL, NULL}};
    int code = open_side(cli, args->words[0], &side[0]);
    if (code == EX_OK)
        code = open_side(cli, args->words[1], &side[1]);
    if (code == EX_OK)
        code = report(cli, args, side);
    close_side(&side[0]);
    close_side(&side[1]);
    return code;
}
