#include "cli/draft.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/checker.h"
#include "knowledge/loader.h"
#include "text/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say_mistakes(struct draft_entry *d)
{
    struct diags shown = d->diags;
    struct strbuf out;
    strbuf_init(&out);
    shown.v = xreallocarray(NULL, d->diags.n + 1, sizeof *shown.v);
    shown.n = 0;
    for (size_t i = 0; i < d->diags.n; i++) {
        const struct diag *g = &d->diags.v[i];
        bool own = d->entry && g->at.file == d->entry->id.at.file;
        if (own || (g->severity == DIAG_ERROR && !g->unwritten))
            shown.v[shown.n++] = *g;
    }
    diags_print(&shown, &out);
    fputs(out.s, stderr);
    for (uint32_t i = 0; i < d->sources.n; i++) {
        size_t n = diags_unwritten(&d->diags, i);
        if (!n || (d->entry && i == d->entry->id.at.file))
            continue;
        strbuf_clear(&out);
        utf8_clean(&out, d->sources.v[i].path, strlen(d->sources.v[i].path), false);
        fprintf(stderr, _("%s: まだ書かれていない所が %zu あります\n"), out.s, n);
    }
    free(shown.v);
    strbuf_done(&out);
}

bool cli_draft_open(struct draft_entry *d, const char *dir, const char *id, struct error *err)
{
    *d = (struct draft_entry){.fit = FIT_NOT};
    sources_init(&d->sources);
    diags_init(&d->diags, &d->sources);
    char *dict = cli_dict_for(dir);
    d->k = knowledge_load(dir, dict, &d->sources, &d->diags, err);
    free(dict);
    if (!d->k)
        return false;
    d->entry = knowledge_entry(d->k, id);
    if (d->entry)
        d->fit = entry_fit(d->k, &d->diags, d->entry);
    say_mistakes(d);
    if (!d->entry && fit_lost(&d->diags, id))
        error_set(err, EX_DATAERR, _("「%s」のファイルは、まちがいがあって読めません"), id);
    else if (!d->entry)
        error_set(err, EX_USAGE, _("「%s」という項目はありません（list で一覧が出ます）"), id);
    else if (d->fit == FIT_NOT)
        error_set(err, EX_DATAERR, _("「%s」にまちがいがあります。先に直してください"), id);
    return err->code == EX_OK;
}

void cli_draft_close(struct draft_entry *d)
{
    knowledge_free(d->k);
    diags_done(&d->diags);
    sources_done(&d->sources);
}
