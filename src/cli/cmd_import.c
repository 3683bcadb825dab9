#include "base/file.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "knowledge/files.h"
#include "knowledge/import.h"
#include "knowledge/loader.h"
#include "knowledge/record.h"
#include "text/utf8.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int run_import(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"output", "DIR", "知識のフォルダ（-o と同じ。書かなければ knowledge）"},
    {"skip-bad", NULL, "まちがいのある行だけを飛ばす"},
    {"prefix", "PREFIX", "番号から作る id の頭（書かなければ faq）"},
    {"examples", NULL, "寄せられた質問の表（query・id・grade）を、項目に結びつける"},
    {NULL, NULL, NULL},
};
const struct command command_import = {
    "import",
    "FILE [-o DIR]",
    1,
    1,
    options,
    "町の質問と答えの表（TSV・CSV）を取り込む\n"
    "Excel で書き出した CSV（UTF-8 でも CP932 でも）を、YAML "
    "にします。手で書いたファイルは書きかえません。\n"
    "$ madoguchi import 質問集.csv -o knowledge",
    run_import,
};

enum { MAX_BYTES = 1 << 30, MAX_PREFIX = 32 };

struct import {
    const char *file;
    char *dir;           /* the knowledge */
    char *folder;        /* in it, where the files go */
    char *name;          /* of them: NAME.yaml NAME.2.yaml … */
    struct knowledge *k; /* what the directory holds now; NULL when there is none yet */
    struct sources sources;
    struct diags diags;
};

/* ---- reading ---- */

static bool read_file(const char *path, struct strbuf *out, struct error *err)
{
    if (!file_read(path, MAX_BYTES, out))
        error_set(err, EX_NOINPUT, _("「%s」を読めません（%s）"), path, strerror(errno));
    else if (out->len > MAX_BYTES)
        error_set(err, EX_DATAERR, _("「%s」は大きすぎます"), path);
    return err->code == EX_OK;
}

static bool read_table(const char *path, struct table *t, struct error *err)
{
    struct strbuf bytes;
    struct error wrong = ERROR_NONE;
    strbuf_init(&bytes);
    bool ok = read_file(path, &bytes, err) && table_read(t, bytes.s, bytes.len, &wrong);
    if (wrong.code != EX_OK)
        error_set(err, wrong.code, "%s: %s", path, wrong.msg);
    strbuf_done(&bytes);
    return ok;
}

/* Which of the files NAME.yaml (1), NAME.2.yaml … this is; 0: none of them. */
static size_t part_number(const char *name, const char *file)
{
    size_t n = strlen(name);
    if (strncmp(file, name, n) != 0)
        return 0;
    const char *rest = file + n;
    if (strcmp(rest, ".yaml") == 0)
        return 1;
    size_t digits = *rest == '.' ? strspn(rest + 1, "0123456789") : 0;
    if (digits == 0 || digits > 9 || rest[1] == '0' || strcmp(rest + 1 + digits, ".yaml") != 0)
        return 0;
    size_t part = strtoul(rest + 1, NULL, 10);
    return part >= 2 ? part : 0;
}

static char *part_path(const struct import *im, size_t part)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s/%s", im->folder, im->name);
    if (part > 1)
        strbuf_printf(&b, ".%zu", part);
    strbuf_puts(&b, ".yaml");
    return strbuf_detach(&b);
}

/* Does this file go when the table has been imported? */
static bool is_replaced(const struct import *im, const struct source *s)
{
    size_t n = strlen(im->folder);
    return strncmp(s->path, im->folder, n) == 0 && s->path[n] == '/' &&
           part_number(im->name, s->path + n + 1) && import_made(s->text, s->len);
}

static bool stays_beside(void *ctx, const char *id)
{
    const struct import *im = ctx;
    const struct entry *e = im->k ? knowledge_entry(im->k, id) : NULL;
    return e && !is_replaced(im, &im->sources.v[e->id.at.file]);
}

static bool is_entry(void *ctx, const char *id)
{
    const struct import *im = ctx;
    return knowledge_entry(im->k, id);
}

static bool start(struct import *im, const struct args *args, bool examples, struct error *err)
{
    const char *given = args_value(args, "output");
    struct strbuf dir, folder, name;
    strbuf_init(&dir);
    strbuf_init(&folder);
    strbuf_init(&name);
    strbuf_puts(&dir, given ? given : "knowledge");
    while (dir.len > 1 && dir.s[dir.len - 1] == '/')
        strbuf_truncate(&dir, dir.len - 1);
    strbuf_printf(&folder, "%s/%s", dir.s, examples ? "examples" : "faq");
    import_name(&name, args->words[0], examples ? "examples" : "faq");
    *im = (struct import){
        .file = args->words[0],
        .dir = strbuf_detach(&dir),
        .folder = strbuf_detach(&folder),
        .name = strbuf_detach(&name),
    };
    sources_init(&im->sources);
    diags_init(&im->diags, &im->sources);
    struct stat st;
    if (examples || stat(im->dir, &st) == 0)
        im->k = knowledge_load(im->dir, NULL, &im->sources, &im->diags, err);
    return err->code == EX_OK;
}

static void finish(struct import *im)
{
    knowledge_free(im->k);
    diags_done(&im->diags);
    sources_done(&im->sources);
    free(im->dir);
    free(im->folder);
    free(im->name);
}

/* ---- writing ---- */

static bool is_made(const char *path)
{
    char head[64];
    struct stat st;
    FILE *f = stat(path, &st) == 0 && S_ISREG(st.st_mode) ? fopen(path, "rb") : NULL;
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;
    if (f)
        fclose(f);
    return import_made(head, n);
}

/* An author's own file is never replaced. */
static bool may_write(const struct import *im, size_t parts, struct error *err)
{
    for (size_t i = 1; i <= parts && err->code == EX_OK; i++) {
        char *path = part_path(im, i);
        struct stat st;
        if (lstat(path, &st) == 0 && !is_made(path))
            error_set(err, EX_CANTCREAT,
                      _("「%s」は import で作ったファイルではないので、書きかえません"), path);
        free(path);
    }
    return err->code == EX_OK;
}

/* Parts that an earlier, longer table left. */
static bool remove_rest(const struct import *im, size_t parts, struct error *err)
{
    size_t n = 0;
    char **names = files_names(im->folder, &n);
    for (size_t i = 0; names && i < n; i++) {
        size_t part = part_number(im->name, names[i]);
        char *path = part > parts ? part_path(im, part) : NULL;
        if (path && is_made(path) && unlink(path) != 0)
            error_set(err, EX_CANTCREAT, _("「%s」を消せません（%s）"), path, strerror(errno));
        free(path);
        free(names[i]);
    }
    free(names);
    return err->code == EX_OK;
}

/* What the files say they are written by, for editors. */
static bool write_schema(const struct import *im, struct error *err)
{
    const char *slash = strrchr(im->folder, '/');
    struct strbuf folder;
    strbuf_init(&folder);
    strbuf_printf(&folder, "%s/schema", im->dir);
    bool ok = cli_write_schema(filekind_named(slash + 1), folder.s, err);
    strbuf_done(&folder);
    return ok;
}

static bool write_files(const struct import *im, const struct imported *result, struct error *err)
{
    if (!may_write(im, result->nfiles, err) || !file_make_folder(im->dir, err) ||
        !file_make_folder(im->folder, err))
        return false;
    for (size_t i = 0; i < result->nfiles && err->code == EX_OK; i++) {
        char *path = part_path(im, i + 1);
        file_replace(path, &result->files[i], err);
        free(path);
    }
    return err->code == EX_OK && remove_rest(im, result->nfiles, err) && write_schema(im, err);
}

/* ---- what is said ---- */

static void say_result(const struct import *im, const struct imported *result)
{
    struct strbuf folder;
    strbuf_init(&folder);
    utf8_clean(&folder, im->folder, strlen(im->folder), false);
    if (result->bad)
        fprintf(stderr, _("まちがいのある %zu 行を飛ばしました\n"), result->bad);
    fprintf(stderr, _("%zu 件を %s に書きました（ファイル %zu）\n"), result->written, folder.s,
            result->nfiles);
    strbuf_done(&folder);
}

static void say_refusal(const struct import *im, const struct imported *result, bool skip)
{
    if (im->diags.errors)
        fprintf(stderr, _("知識にもまちがいがあり、読めない項目があるかもしれません（madoguchi "
                          "check で確かめてください）\n"));
    if (result->bad && !skip)
        fprintf(stderr,
                _("まちがいのある行が %zu あります。何も書いていません（--skip-bad "
                  "で、その行だけを飛ばせます）\n"),
                result->bad);
    else
        fprintf(stderr, "%s\n", _("何も書いていません"));
}

/* ---- the command ---- */

static int import_table(struct import *im, const struct table *t, const struct args *args,
                        bool examples)
{
    const char *prefix = args_value(args, "prefix");
    struct import_options o = {
        .source = im->file,
        .prefix = prefix ? prefix : "faq",
        .skip_bad = args_has(args, "skip-bad"),
        .has = examples ? is_entry : stays_beside,
        .ctx = im,
    };
    struct imported result;
    struct error err = ERROR_NONE;
    int code = EX_OK;
    bool ok = examples ? import_examples(t, &o, &result) : import_faq(t, &o, &result);
    fputs(result.report.s, stderr);
    if (!ok) {
        say_refusal(im, &result, o.skip_bad);
        code = EX_DATAERR;
    } else if (!write_files(im, &result, &err)) {
        code = cli_fail(&err);
    } else {
        say_result(im, &result);
    }
    imported_done(&result);
    return code;
}

static int run_import(const struct cli *cli, const struct args *args)
{
    (void)cli;
    struct error err = ERROR_NONE;
    const char *prefix = args_value(args, "prefix");
    bool examples = args_has(args, "examples");
    if (prefix && (strlen(prefix) > MAX_PREFIX || !record_key_ok(prefix))) {
        error_set(
            &err, EX_USAGE,
            _("--prefix は、半角の英小文字・数字・「-」「_」で、数だけでないものにしてください"));
        return cli_fail(&err);
    }
    struct table t = {.n = 0};
    struct import im;
    int code;
    if (!read_table(args->words[0], &t, &err)) {
        code = cli_fail(&err);
    } else {
        code = start(&im, args, examples, &err) ? import_table(&im, &t, args, examples)
                                                : cli_fail(&err);
        finish(&im);
    }
    table_done(&t);
    return code;
}
