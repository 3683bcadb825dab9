#include "app/publish.h"
#include "base/lang.h"
#include "cli/cli.h"
#include "cli/tester.h"
#include "output/diff_text.h"
#include "text/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int run_publish(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"output", "FILE",
     "端末が使っているファイル（-o と同じ）。なければ --db か設定ファイルのもの、MADOGUCHI_DB、"
     "プログラムのそばの madoguchi.db の順"},
    {"userdic", "FILE", "MeCab のユーザー辞書"},
    {"rollback", NULL, "1つ前のファイルにもどす"},
    {"verbose", NULL, "だれへの答えがどう変わるかを、全部書く"},
    {NULL, NULL, NULL},
};
const struct command command_publish = {
    "publish",
    "[DIR]",
    0,
    1,
    options,
    "確かめ、試してから、端末の使うファイルを入れかえる\n"
    "まちがいがあるか、例が一つでも通らなければ、何も変えません。前のファイルは残り、--rollback "
    "でもどせます。\n"
    "$ madoguchi publish -o madoguchi.db\n"
    "$ madoguchi publish -o madoguchi.db --rollback",
    run_publish,
};

struct publishing {
    const struct cli *cli;
    struct publish files;
    bool usual; /* the files are found without being told */
    bool verbose;
};

/* What the answers become, from one file to the other. The first may be none of ours. */
static int tell_changes(const struct publishing *p, const char *before, const char *after)
{
    struct error err = ERROR_NONE;
    struct index *old = index_open(before, &err);
    if (!old || !knowledge_read_all(index_knowledge(old), &err)) {
        printf(_("今のファイルは読めないので、くらべずに進みます（%s）\n"), err.msg);
        index_close(old);
        return EX_OK;
    }
    struct index *new = index_open(after, &err);
    int code = EX_OK;
    if (new &&knowledge_read_all(index_knowledge(new), &err)) {
        struct diff *d = diff_new(index_knowledge(old), index_knowledge(new), p->cli->today);
        struct strbuf out;
        strbuf_init(&out);
        if (p->verbose)
            diff_text(d, true, &out);
        else
            diff_summary(d, &out);
        code = cli_print(&out);
        strbuf_done(&out);
        diff_free(d);
    } else {
        code = cli_fail(&err);
    }
    index_close(new);
    index_close(old);
    return code;
}

/* As one word for a shell. */
static void add_word(struct strbuf *out, const char *s)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-";
    if (*s && strspn(s, plain) == strlen(s)) {
        strbuf_puts(out, s);
        return;
    }
    strbuf_putc(out, '\'');
    for (; *s; s++)
        if (*s == '\'')
            strbuf_puts(out, "'\\''");
        else
            strbuf_putc(out, *s);
    strbuf_putc(out, '\'');
}

static void tell_way_back(const struct publishing *p)
{
    struct strbuf word, clean;
    strbuf_init(&word);
    strbuf_init(&clean);
    if (!p->usual) {
        strbuf_puts(&word, " -o ");
        add_word(&word, p->files.file);
    }
    utf8_clean(&clean, word.s, word.len, false);
    printf(_("前のファイルは %s に残しました（もどすときは madoguchi publish --rollback%s）。\n"),
           p->files.previous, clean.s);
    strbuf_done(&word);
    strbuf_done(&clean);
}

static int put(const struct publishing *p)
{
    struct error err = ERROR_NONE;
    const struct publish *f = &p->files;
    bool had = publish_has(f->file);
    if (had && publish_same(f)) {
        unlink(f->next);
        printf(_("今のファイルと同じです。入れかえませんでした。\n"));
        return EX_OK;
    }
    int code = had ? tell_changes(p, f->file, f->next) : EX_OK;
    if (code != EX_OK)
        return code;
    if (!publish_replace(f, &err))
        return cli_fail(&err);
    printf(had ? _("%s を入れかえました。\n") : _("%s を作りました。\n"), f->file);
    if (had)
        tell_way_back(p);
    printf(_("端末は、次の人の会話が始まるときから、新しいファイルを使います。\n"));
    return EX_OK;
}

/* Questions and words alone may be tried, but a terminal without procedures helps nobody. */
static bool is_town(const struct checked *c, const char *dir)
{
    bool is = c->k->town.name.len > 0 && c->k->entries.n > 0;
    struct error err = ERROR_NONE;
    if (!is) {
        error_set(&err, EX_DATAERR,
                  _("「%s」は町の案内の全部ではありません（town.yaml か、項目がありません）"), dir);
        cli_fail(&err);
    }
    return is;
}

/* The cases are tried on the very file that comes into use. */
static int publish_folder(const struct publishing *p, const char *dir, const char *userdic)
{
    struct checked c;
    struct tester t = {.err = ERROR_NONE};
    checked_load(p->cli, dir, false, &c);
    fputs(c.said.s, stderr);
    int code = c.code;
    if (code == EX_OK && !is_town(&c, dir))
        code = EX_DATAERR;
    if (code == EX_OK)
        code = tester_search(&t, &c, p->files.next, userdic, NULL);
    if (code == EX_OK)
        code = put(p);
    checked_done(&c);
    return code;
}

static int roll_back(const struct publishing *p)
{
    struct error err = ERROR_NONE;
    const struct publish *f = &p->files;
    if (!publish_has(f->previous)) {
        error_set(&err, EX_NOINPUT, _("前のファイル %s がありません。"), f->previous);
        return cli_fail(&err);
    }
    struct index *previous = index_open(f->previous, &err);
    if (!previous)
        return cli_fail(&err);
    index_close(previous);
    bool had = publish_has(f->file);
    int code = had ? tell_changes(p, f->file, f->previous) : EX_OK;
    if (code != EX_OK)
        return code;
    if (!publish_swap(f, &err))
        return cli_fail(&err);
    printf(_("%s を、1つ前のファイルにもどしました。\n"), f->file);
    if (had)
        printf(_("さっきまでのファイルは %s にあります（もう一度 --rollback "
                 "で、それにもどります）。\n"),
               f->previous);
    return EX_OK;
}

static int run_publish(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    const char *given = args_value(args, "output"), *dic = args_value(args, "userdic");
    char *usual = given || cli->session.db ? NULL : session_default_db();
    char *beside = dic ? NULL : session_default_userdic();
    struct publishing p = {
        .cli = cli, .usual = usual != NULL, .verbose = args_has(args, "verbose")};
    bool back = args_has(args, "rollback");
    int code;
    if (back && args->nwords) {
        error_set(&err, EX_USAGE, _("--rollback にフォルダーは要りません"));
        code = cli_fail(&err);
    } else if (!publish_begin(&p.files, given ? given : usual ? usual : cli->session.db, &err)) {
        code = cli_fail(&err);
        publish_done(&p.files);
    } else {
        code =
            back ? roll_back(&p) : publish_folder(&p, cli_knowledge_dir(args), dic ? dic : beside);
        if (code != EX_OK && !back)
            unlink(p.files.next);
        fflush(stdout); /* what was said of it comes first */
        if (code != EX_OK && publish_has(p.files.file))
            fprintf(stderr, _("%s は、そのままです。端末は、今までどおり使えます。\n"),
                    p.files.file);
        publish_done(&p.files);
    }
    free(usual);
    free(beside);
    return code;
}
