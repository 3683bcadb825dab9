#include "base/file.h"
#include "base/lang.h"
#include "cli/cli.h"
#include "output/fields.h"
#include "output/schema.h"
#include <stdio.h>
#include <string.h>

static int run_schema(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"output", "DIR", "画面に出さず、DIR/KIND.json に書く（-o と同じ。KIND がなければ全部）"},
    {"markdown", NULL, "書けるキーの一覧と条件の書き方を、読むための文書で（docs/fields.md）"},
    {NULL, NULL, NULL},
};
const struct command command_schema = {
    "schema",
    "[KIND]",
    0,
    1,
    options,
    "ファイルの書き方を、エディターのための形（JSON Schema）で\n"
    "KIND を書かなければ、ファイルの種類の一覧が出ます。\n"
    "$ madoguchi schema\n"
    "$ madoguchi schema procedure",
    run_schema,
};

bool cli_write_schema(const struct filekind *kind, const char *folder, struct error *err)
{
    if (!file_make_folder(folder, err))
        return false;
    struct strbuf json, path;
    strbuf_init(&json);
    strbuf_init(&path);
    strbuf_printf(&path, "%s/%s.json", folder, kind->name);
    schema_json(kind, &json);
    bool ok = file_replace(path.s, &json, err);
    strbuf_done(&json);
    strbuf_done(&path);
    return ok;
}

static void list_kinds(struct strbuf *out)
{
    for (size_t i = 0; i < filekinds_count; i++) {
        const struct filekind *k = &filekinds[i];
        strbuf_printf(out, "%-10s %-22s %s\n", k->name, k->place, _(k->title));
    }
}

static int write_all(const struct filekind *only, const char *folder)
{
    struct error err = ERROR_NONE;
    for (size_t i = 0; i < filekinds_count; i++)
        if ((!only || only == &filekinds[i]) && !cli_write_schema(&filekinds[i], folder, &err))
            return cli_fail(&err);
    return EX_OK;
}

static int run_schema(const struct cli *cli, const struct args *args)
{
    (void)cli;
    struct error err = ERROR_NONE;
    const char *folder = args_value(args, "output");
    const struct filekind *kind = args->nwords ? filekind_named(args->words[0]) : NULL;
    if (args->nwords && !kind) {
        error_set(&err, EX_USAGE,
                  _("「%s」という種類のファイルはありません（madoguchi schema で一覧が出ます）"),
                  args->words[0]);
        return cli_fail(&err);
    }
    if (folder)
        return write_all(kind, folder);
    struct strbuf out;
    strbuf_init(&out);
    if (args_has(args, "markdown"))
        fields_markdown(&out);
    else if (kind)
        schema_json(kind, &out);
    else
        list_kinds(&out);
    int code = cli_print(&out);
    strbuf_done(&out);
    return code;
}
