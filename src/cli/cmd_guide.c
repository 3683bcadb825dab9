#include "base/lang.h"
#include "cli/cli.h"
#include "guide/guide.h"
#include "guide/resume.h"
#include "output/json.h"
#include "output/plain.h"
#include "output/qr.h"
#include "output/slip.h"
#include <string.h>

static int run_guide(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"answer", "Q=A", "質問の答え（くり返して書ける。わからないときは Q=unknown）"},
    {"resume", "CODE", "つづきのコードから（ID の代わりに）"},
    {"json", NULL, "JSON で"},
    {"slip", NULL, "印刷用の持ち物メモ"},
    {"width", "N", "持ち物メモの幅（32・48・80 など）"},
    {"qr", NULL, "持ち物の QR コード"},
    {NULL, NULL, NULL},
};
const struct command command_guide = {
    "guide",
    "ID",
    0,
    1,
    options,
    "質問に答えて、持ち物の一覧を作る\n"
    "答えの足りない質問があれば、次の質問を出して終わります。--answer "
    "を足していくと、一覧になります。\n"
    "$ madoguchi guide tennyu --answer doko_kara=kokunai\n"
    "$ madoguchi guide tennyu --today 2027-04-01 --slip",
    run_guide,
};

bool cli_read_answer(const struct knowledge *k, struct date today, const char *given,
                     struct facts *facts, struct error *err)
{
    const char *eq = strchr(given, '=');
    struct strbuf id;
    strbuf_init(&id);
    strbuf_add(&id, given, eq ? (size_t)(eq - given) : strlen(given));
    const struct question *q = knowledge_question(k, id.s);
    bool ok = false;
    if (!eq)
        error_set(err, EX_USAGE, _("--answer は「質問=答え」の形で書いてください（%s）"), given);
    else if (!q)
        error_set(err, EX_USAGE, _("「%s」という質問はありません"), id.s);
    else
        ok = facts_set(facts, q, eq + 1, today, err);
    strbuf_done(&id);
    return ok;
}

static bool read_answers(const struct guide *g, const struct args *args, struct facts *facts,
                         struct error *err)
{
    for (int i = 0; i < args->noptions; i++)
        if (strcmp(args->options[i].name, "answer") == 0 &&
            !cli_read_answer(g->knowledge, g->today, args->options[i].value, facts, err))
            return false;
    return true;
}

static bool print_qr(const struct checklist *c, const char *code, bool half, struct strbuf *out,
                     struct error *err)
{
    struct qr qr;
    if (!qr_checklist(&qr, c, code, err))
        return false;
    qr_ansi(&qr, half, out);
    qr_done(&qr);
    return true;
}

struct printer {
    const struct cli *cli;
    const struct args *args;
    const struct guide *guide;
    const struct facts *facts;
    const char *code;                 /* to go on with elsewhere; or NULL */
    const struct annotator *readings; /* or NULL */
};

static bool print_asking(const struct printer *p, const struct guide_step *step, struct strbuf *out)
{
    struct plain plain = {p->guide->knowledge, p->cli->cols, p->cli->ambiguous, p->cli->today,
                          p->readings};
    struct guide_path path;
    guide_path(p->guide, p->facts, &path);
    if (args_has(p->args, "json"))
        json_asking(step, &path, p->code, out);
    else
        plain_question(&plain, step, out);
    guide_path_done(&path);
    return true;
}

static bool print_done(const struct printer *p, size_t width, struct strbuf *out, struct error *err)
{
    struct plain plain = {p->guide->knowledge, p->cli->cols, p->cli->ambiguous, p->cli->today,
                          p->readings};
    struct checklist *c = guide_checklist(p->guide, p->facts);
    struct guide_path path;
    guide_path(p->guide, p->facts, &path);
    bool ok = true, slip = args_has(p->args, "slip"), qr = args_has(p->args, "qr");
    if (args_has(p->args, "json"))
        json_checklist(c, &path, p->code, out);
    else if (slip)
        slip_checklist_read(p->guide->knowledge, c, p->cli->today, width, p->readings, out);
    else if (!qr)
        plain_checklist(&plain, c, out);
    if (qr && !args_has(p->args, "json"))
        ok = print_qr(c, p->code, p->cli->ambiguous == 1, out, err);
    guide_path_done(&path);
    checklist_free(c);
    return ok;
}

static bool print_entry(const struct printer *p, size_t width, struct strbuf *out,
                        struct error *err)
{
    struct guide_step step;
    struct strbuf code;
    struct printer q = *p;
    strbuf_init(&code);
    if (resume_code(p->guide, p->facts, &code))
        q.code = code.s;
    guide_next(p->guide, p->facts, &step);
    bool whole = args_has(p->args, "slip") || args_has(p->args, "qr");
    bool ok =
        step.question && !whole ? print_asking(&q, &step, out) : print_done(&q, width, out, err);
    strbuf_wipe(&code);
    strbuf_done(&code);
    return ok;
}

/* What is walked: the entry that is named, the one a code was made for, or both when they agree. */
static bool read_entry(struct guide *g, const struct args *args, struct facts *facts,
                       struct error *err)
{
    const char *code = args_value(args, "resume"), *id = args->nwords ? args->words[0] : NULL;
    if (!id && !code) {
        error_set(err, EX_USAGE, _("使い方: madoguchi %s [オプション] %s"), args->command->name,
                  args->command->words);
        return false;
    }
    g->entry = id ? knowledge_entry(g->knowledge, id) : NULL;
    if (id && (!g->entry || g->entry->kind > ENTRY_EVENT)) {
        error_set(err, EX_USAGE, _("「%s」という手続きや出来事はありません（list で一覧が出ます）"),
                  id);
        return false;
    }
    if (!code)
        return true;
    const struct entry *named = g->entry;
    if (!resume_read(g->knowledge, code, strlen(code), &g->entry, facts, err))
        return false;
    if (named && named != g->entry) {
        error_set(err, EX_USAGE, _("このコードは「%s」（%s）のものです"), g->entry->name.s,
                  g->entry->id.s);
        return false;
    }
    return true;
}

static int run_guide(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    size_t width = 48;
    if (!args_number(args, "width", 200, &width, &err))
        return cli_fail(&err);
    struct session *s = session_open(&cli->session, &err);
    if (!s)
        return cli_fail(&err);
    struct guide g = {session_knowledge(s), NULL, cli->today};
    struct facts facts;
    facts_init(&facts);
    struct strbuf out;
    strbuf_init(&out);
    bool ok = read_entry(&g, args, &facts, &err) && read_answers(&g, args, &facts, &err) &&
              print_entry(&(struct printer){cli, args, &g, &facts, NULL, session_plain_readings(s)},
                          width, &out, &err);
    int code = ok ? cli_print(&out) : cli_fail(&err);
    strbuf_wipe(&out);
    strbuf_done(&out);
    facts_done(&facts);
    session_close(s);
    return code;
}
