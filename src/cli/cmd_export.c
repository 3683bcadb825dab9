#include "app/reading.h"
#include "base/file.h"
#include "base/lang.h"
#include "cli/cli.h"
#include "cli/folder.h"
#include "output/export.h"
#include "text/utf8.h"
#include <string.h>

static int run_export(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"format", "csv|json|jsonld|html", "何の形で書き出すか"},
    {"output", "PATH", "書き出すファイルかフォルダ（-o と同じ。書かなければ画面へ）"},
    {"license", "TEXT", "使用条件（URL か、ことば）を書き添える"},
    {NULL, NULL, NULL},
};
const struct command command_export = {
    "export",
    "[-o PATH]",
    0,
    0,
    options,
    "案内を、表・JSON・Web サイトの形で書き出す\n"
    "csv は Excel で開ける表、html はそのまま公開できる Web サイトです。\n"
    "$ madoguchi export --format csv -o 案内\n"
    "$ madoguchi export --format html -o 案内",
    run_export,
};

struct job {
    const struct export *x;
    const char *path; /* NULL: standard output */
    struct export_files files;
};

/* ---- formats ---- */

static int write_one(const struct job *job, const struct strbuf *b, struct error *err)
{
    if (!job->path)
        return cli_print(b);
    return file_replace(job->path, b, err) ? EX_OK : cli_fail(err);
}

static int write_folder(const struct job *job, struct error *err)
{
    struct strbuf notice;
    strbuf_init(&notice);
    strbuf_printf(&notice, "%s 手続きの案内\n", job->x->knowledge->town.name.s);
    if (job->x->license)
        strbuf_printf(&notice, "使用条件：%s\n", job->x->license);
    strbuf_puts(
        &notice,
        "\nこのフォルダは madoguchi export が書き出したものです。もう一度書き出すと、下のファイルは"
        "入れ替わります。\nここに自分のファイルを置かないでください。");
    bool ok = folder_write(job->path, &job->files, notice.s, err);
    strbuf_done(&notice);
    return ok ? EX_OK : cli_fail(err);
}

static bool ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), k = strlen(end);
    return n >= k && strcmp(s + n - k, end) == 0;
}

static void make_csv(struct job *job)
{
    export_csv_entries(job->x, export_file(&job->files, "procedures.csv"));
    if (!job->path || ends_in(job->path, ".csv"))
        return;
    export_csv_documents(job->x, export_file(&job->files, "documents.csv"));
    export_csv_desks(job->x, export_file(&job->files, "desks.csv"));
}

static void make_json(struct job *job)
{
    export_json(job->x, export_file(&job->files, "madoguchi.json"));
}

static void make_jsonld(struct job *job)
{
    export_jsonld(job->x, export_file(&job->files, "madoguchi.jsonld"));
}

static void make_html(struct job *job)
{
    export_html(job->x, &job->files);
}

static const struct format {
    const char *name;
    bool folder; /* nothing that could be written to standard output */
    void (*make)(struct job *job);
} formats[] = {
    {"csv", false, make_csv},
    {"json", false, make_json},
    {"jsonld", false, make_jsonld},
    {"html", true, make_html},
};

/* ---- the command ---- */

static const struct format *find_format(const struct args *args, struct error *err)
{
    const char *name = args_value(args, "format");
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    if (name)
        error_set(err, EX_USAGE, _("「%s」という形はありません（csv json jsonld html）"), name);
    else
        error_set(err, EX_USAGE, "%s",
                  _("書き出す形を --format csv|json|jsonld|html で書いてください"));
    return NULL;
}

static const struct format *check(const struct args *args, struct error *err)
{
    const struct format *f = find_format(args, err);
    const char *license = args_value(args, "license");
    struct strbuf clean;
    if (f && f->folder && !args_value(args, "output"))
        error_set(err, EX_USAGE, "%s", _("サイトを書き出すフォルダを -o DIR で書いてください"));
    strbuf_init(&clean);
    if (license)
        utf8_clean(&clean, license, strlen(license), false);
    if (license && strcmp(clean.s, license) != 0)
        error_set(err, EX_USAGE, "%s", _("--license には、1行のことばを書いてください"));
    strbuf_done(&clean);
    return err->code == EX_OK ? f : NULL;
}

static void new_page(void *ctx)
{
    furigana_page(ctx);
}

/* What is written is Japanese, whatever language the messages are in. */
static int write_format(const struct format *f, struct job *job, struct error *err)
{
    enum lang lang = lang_get();
    lang_set(LANG_JA);
    f->make(job);
    lang_set(lang);
    return job->files.n > 1 ? write_folder(job, err) : write_one(job, &job->files.v[0]->bytes, err);
}

static int export_as(const struct cli *cli, const struct args *args, const struct format *f,
                     struct session *s, struct error *err)
{
    const struct knowledge *k = session_knowledge(s);
    if (!knowledge_read_all(k, err))
        return cli_fail(err);
    struct furigana *readings =
        cli->look.furigana ? reading_new(k, index_morph(session_index(s))) : NULL;
    struct ruby ruby = {.page = new_page};
    if (readings) {
        furigana_mark(readings, RUBY_WORD, RUBY_READING, RUBY_END);
        ruby.readings = furigana_annotator(readings);
    }
    struct export x = {.knowledge = k,
                       .today = cli->today,
                       .license = args_value(args, "license"),
                       .ruby = readings ? &ruby : NULL};
    struct job job = {.x = &x, .path = args_value(args, "output")};
    export_files_init(&job.files);
    int code = write_format(f, &job, err);
    export_files_done(&job.files);
    furigana_free(readings);
    return code;
}

static int run_export(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    const struct format *f = check(args, &err);
    struct session *s = f ? session_open(&cli->session, &err) : NULL;
    if (!s)
        return cli_fail(&err);
    int code = export_as(cli, args, f, s, &err);
    session_close(s);
    return code;
}
