#include "cli/checker.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "guide/paths.h"
#include "knowledge/loader.h"
#include "knowledge/style.h"
#include "text/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *cli_dict_for(const char *dir)
{
    size_t n = strlen(dir);
    while (n > 1 && dir[n - 1] == '/')
        n--;
    size_t folder = n;
    while (folder > 0 && dir[folder - 1] != '/')
        folder--;
    struct strbuf beside;
    strbuf_init(&beside);
    strbuf_add(&beside, dir, folder);
    strbuf_puts(&beside, "dict");
    char *dict = access(beside.s, F_OK) == 0 ? xstrdup(beside.s) : session_default_dict();
    strbuf_done(&beside);
    return dict;
}

struct examined {
    const struct cli *cli;
    const char *dir;
    bool style;
};

struct findings {
    struct paths_count paths;
    size_t warnings;
};

static void tell_errors(size_t errors, size_t warnings, struct strbuf *said)
{
    strbuf_printf(said, _("まちがいが %zu 、注意が %zu あります\n"), errors, warnings);
}

/* Said only of what has no error at all. */
static void tell_sound(const struct knowledge *k, const struct findings *f, struct strbuf *said)
{
    strbuf_printf(said, _("項目 %zu、木 %zu、道すじ %zu を確かめました（注意 %zu）\n"),
                  k->entries.n, f->paths.trees, f->paths.paths, f->warnings);
}

/* A folder that is none of knowledge holds no mistake, either. */
static struct knowledge *refuse_nothing(struct knowledge *k, const char *dir, struct error *err)
{
    if (!k || k->entries.n > 0 || k->town.name.len > 0)
        return k;
    error_set(err, EX_NOINPUT,
              _("「%s」には、案内のファイルがありません（town.yaml や procedures/ "
                "のあるフォルダーを書いてください）"),
              dir);
    knowledge_free(k);
    return NULL;
}

/* NULL and *code when it is not fit for use. What is to be said is appended to said. */
static struct knowledge *examine(const struct examined *x, struct sources *sources,
                                 struct findings *f, struct strbuf *said, int *code)
{
    struct diags diags;
    struct error err = ERROR_NONE;
    diags_init(&diags, sources);
    char *dict = cli_dict_for(x->dir);
    struct knowledge *k = knowledge_load(x->dir, dict, sources, &diags, &err);
    free(dict);
    *f = (struct findings){.warnings = 0};
    if (diags.errors == 0)
        k = refuse_nothing(k, x->dir, &err);
    if (k && diags.errors == 0)
        paths_check(k, x->cli->today, &diags, &f->paths);
    if (k && diags.errors == 0 && x->style)
        style_check(k, &diags);
    diags_print(&diags, said);
    f->warnings = diags.warnings;
    *code = k ? EX_OK : err.code;
    if (!k) {
        strbuf_puts(said, "madoguchi: ");
        utf8_clean(said, err.msg, strlen(err.msg), true);
        strbuf_puts(said, "\n");
    } else if (diags.errors) {
        tell_errors(diags.errors, diags.warnings, said);
        *code = EX_DATAERR;
        knowledge_free(k);
        k = NULL;
    }
    diags_done(&diags);
    return k;
}

/* Gives the errors in the cases. */
static size_t examine_cases(const char *dir, struct checked *c, struct findings *f)
{
    struct diags diags;
    diags_init(&diags, &c->sources);
    cases_load(dir, c->k, &c->sources, &diags, &c->cases);
    diags_print(&diags, &c->said);
    size_t errors = diags.errors;
    f->warnings += diags.warnings;
    diags_done(&diags);
    return errors;
}

struct knowledge *cli_load_knowledge(const struct cli *cli, const char *dir, int *code)
{
    struct sources sources;
    struct strbuf said;
    sources_init(&sources);
    strbuf_init(&said);
    struct findings f;
    struct knowledge *k = examine(&(struct examined){cli, dir, false}, &sources, &f, &said, code);
    if (k)
        tell_sound(k, &f, &said);
    fputs(said.s, stderr);
    strbuf_done(&said);
    sources_done(&sources);
    return k;
}

void checked_load(const struct cli *cli, const char *dir, bool style, struct checked *out)
{
    *out = (struct checked){.k = NULL};
    sources_init(&out->sources);
    strbuf_init(&out->said);
    struct findings f;
    out->k =
        examine(&(struct examined){cli, dir, style}, &out->sources, &f, &out->said, &out->code);
    size_t errors = out->k ? examine_cases(dir, out, &f) : 0;
    if (errors) {
        tell_errors(errors, f.warnings, &out->said);
        out->code = EX_DATAERR;
    } else if (out->k) {
        tell_sound(out->k, &f, &out->said);
    }
}

void checked_done(struct checked *c)
{
    if (c->k)
        cases_done(&c->cases);
    knowledge_free(c->k);
    strbuf_done(&c->said);
    sources_done(&c->sources);
}
