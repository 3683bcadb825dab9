#include "app/reading.h"
#include "app/session.h"
#include "base/lang.h"
#include "cli/cli.h"
#include "cli/draft.h"
#include "output/preview.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int run_preview(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"answer", "Q=A", "質問の答え（くり返して書ける。書かない質問は「わからない」）"},
    {"no-furigana", NULL, "ふりがなを付けない（端末の、F7 を押す前の形）"},
    {NULL, NULL, NULL},
};
const struct command command_preview = {
    "preview",
    "ID [DIR]",
    1,
    2,
    options,
    "組み立てる前に、町の人に見える形を見る\n"
    "画面、質問、持ち物の一覧の順に、ふりがなを付けて出ます。端末で F7 を押す前の、ふりがなのない"
    "形は --no-furigana で見ます。--today で先の日の見え方も確かめられます。\n"
    "$ madoguchi preview juminhyo --answer juminhyo_dare=machi\n"
    "$ madoguchi preview juminhyo --today 2027-04-01 --no-furigana",
    run_preview,
};

struct readings {
    struct morph *morph;
    struct furigana *furigana;
    struct annotator annotator;
};

/* Without a dictionary the preview has no readings, and says so. */
static const struct annotator *readings_open(struct readings *r, const struct knowledge *k)
{
    struct error err = ERROR_NONE;
    char *userdic = session_default_userdic();
    *r = (struct readings){.morph = morph_open(NULL, userdic, &err)};
    free(userdic);
    if (!r->morph) {
        cli_fail(&err);
        fprintf(stderr, "%s\n", _("辞書が開けないので、ふりがななしで見せます"));
        return NULL;
    }
    r->furigana = reading_new(k, r->morph);
    r->annotator = furigana_annotator(r->furigana);
    furigana_page(r->furigana);
    return &r->annotator;
}

static void readings_close(struct readings *r)
{
    furigana_free(r->furigana);
    morph_close(r->morph);
}

static bool read_answers(const struct knowledge *k, const struct cli *cli, const struct args *args,
                         struct facts *facts, struct error *err)
{
    for (int i = 0; i < args->noptions; i++)
        if (strcmp(args->options[i].name, "answer") == 0 &&
            !cli_read_answer(k, cli->today, args->options[i].value, facts, err))
            return false;
    return true;
}

static int print_preview(const struct draft_entry *d, const struct cli *cli, bool furigana,
                         const struct facts *given)
{
    struct readings readings = {.morph = NULL};
    struct plain p = {d->k, cli->cols, cli->ambiguous, cli->today,
                      furigana ? readings_open(&readings, d->k) : NULL};
    struct strbuf out;
    strbuf_init(&out);
    preview_entry(&p, d->entry, given, d->fit == FIT_WALK, &out);
    int code = cli_print(&out);
    if (d->fit != FIT_WALK)
        fprintf(stderr, "%s\n", _("質問と持ち物の一覧は、上に出ているまちがいを直すと見られます"));
    strbuf_wipe(&out);
    strbuf_done(&out);
    readings_close(&readings);
    return code;
}

static int run_preview(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    struct draft_entry d;
    struct facts given;
    facts_init(&given);
    const char *dir = args->nwords > 1 ? args->words[1] : "knowledge";
    bool ok = cli_draft_open(&d, dir, args->words[0], &err) &&
              (d.fit != FIT_WALK || read_answers(d.k, cli, args, &given, &err));
    int code = ok ? print_preview(&d, cli, !args_has(args, "no-furigana"), &given) : cli_fail(&err);
    facts_done(&given);
    cli_draft_close(&d);
    return code;
}
