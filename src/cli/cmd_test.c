#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "dialogue/smalltalk.h"
#include "dialogue/urgent.h"
#include "guide/guide.h"
#include "index/index.h"
#include "knowledge/cases.h"
#include "text/kana.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int run_test(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"userdic", "FILE", "MeCab のユーザー辞書"},
    {NULL, NULL, NULL},
};
const struct command command_test = {
    "test", "[DIR]", 0, 1, options, "知識についている例を、ぜんぶ試す", run_test,
};

struct tester {
    struct index *index;
    const struct knowledge *k;
    size_t passed, failed;
    struct error err;
};

/* ---- questions ---- */

static void fail_search(struct tester *t, const char *ask, const char *wanted, const struct hits *h)
{
    t->failed++;
    printf(_("だめ: 「%s」→ %s のはずが"), ask, wanted);
    for (size_t i = 0; i < h->n && i < 3; i++)
        printf(" %s(%.2f)", h->v[i].entry->id.s, h->v[i].score);
    printf("%s\n", h->n ? "" : _(" 何も見つかりません"));
}

static void expect_first(struct tester *t, const char *ask, size_t n, const char *id)
{
    struct hits h;
    if (!index_search(t->index, ask, n, 3, &h, &t->err))
        return;
    if (h.n && str_is(&h.v[0].entry->id, id))
        t->passed++;
    else
        fail_search(t, ask, id, &h);
    hits_done(&h);
}

static void expect_any(struct tester *t, const struct case_question *q)
{
    struct hits h;
    if (!index_search(t->index, q->ask.s, q->ask.len, 3, &h, &t->err))
        return;
    bool found = false;
    for (size_t i = 0; i < h.n; i++)
        for (size_t k = 0; k < q->any.n; k++)
            found |= str_is(&h.v[i].entry->id, q->any.v[k].s);
    if (found)
        t->passed++;
    else
        fail_search(t, q->ask.s, q->any.v[0].s, &h);
    hits_done(&h);
}

/* What the conversation takes the line for, and which of its kind. */
static enum case_act act_of(const struct knowledge *k, const char *ask, size_t n, const char **id)
{
    struct said s;
    said_init(&s, ask, n);
    const struct urgent *offer, *u = urgent_find(k, s.text.s, s.text.len, &offer);
    smalltalk_trim(k, &s);
    const struct reply *r = u ? NULL : smalltalk_find(k, s.text.s, s.text.len);
    said_done(&s);
    *id = u ? u->id.s : r ? r->id.s : "";
    return u ? CASE_URGENT : r ? CASE_SMALLTALK : CASE_ORDINARY;
}

static void expect_act(struct tester *t, const struct case_question *q)
{
    static const char *const names[] = {"unsaid", "ordinary", "smalltalk", "urgent"};
    const char *id;
    enum case_act got = act_of(t->k, q->ask.s, q->ask.len, &id);
    if (got == (enum case_act)q->act && (!q->is.len || str_is(&q->is, id))) {
        t->passed++;
        return;
    }
    t->failed++;
    printf(_("だめ: 「%s」→ %s のはずが"), q->ask.s, q->is.len ? q->is.s : names[q->act]);
    printf(" %s %s\n", names[got], id);
}

/* Every entry answers to its name, to its reading in both kana, and to each of its says. */
static void test_own_words(struct tester *t, const struct entry *e)
{
    expect_first(t, e->name.s, e->name.len, e->id.s);
    if (e->reading.len) {
        struct strbuf katakana;
        strbuf_init(&katakana);
        kana_to_katakana(&katakana, e->reading.s, e->reading.len);
        expect_first(t, e->reading.s, e->reading.len, e->id.s);
        expect_first(t, katakana.s, katakana.len, e->id.s);
        strbuf_done(&katakana);
    }
    for (size_t i = 0; i < e->says.n; i++)
        expect_first(t, e->says.v[i].s, e->says.v[i].len, e->id.s);
}

/* ---- walks ---- */

struct walk {
    struct tester *t;
    const struct case_guide *c;
    bool ok;
};

__attribute__((format(printf, 2, 3))) static void wrong(struct walk *w, const char *fmt, ...)
{
    va_list ap;
    printf(_("だめ: 「%s」（%s）: "), w->c->name.s, w->c->id.s);
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    printf("\n");
    w->ok = false;
}

static bool has_document(const struct checklist *c, const char *id, enum item_state state)
{
    for (size_t i = 0; i < c->documents.n; i++)
        if (c->documents.v[i].state == state && str_is(&c->documents.v[i].document->id, id))
            return true;
    return false;
}

static bool is_listed(const struct strs *ids, const char *id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (str_is(&ids->v[i], id))
            return true;
    return false;
}

/* The documents in this state must be exactly these. */
static void expect_documents(struct walk *w, const struct checklist *c, const struct strs *ids,
                             enum item_state state)
{
    const char *what = state == ITEM_REQUIRED ? _("必ず要る書類") : _("窓口で確認する書類");
    for (size_t i = 0; i < ids->n; i++)
        if (!has_document(c, ids->v[i].s, state))
            wrong(w, _("%sに「%s」がありません"), what, ids->v[i].s);
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];
        if (d->state == state && !is_listed(ids, d->document->id.s))
            wrong(w, _("%sに「%s」が入っています"), what, d->document->id.s);
    }
}

static void expect_procedure(struct walk *w, const struct checklist *c, const char *id)
{
    for (size_t i = 0; i < c->procedures.n; i++)
        if (str_is(&c->procedures.v[i].entry->id, id))
            return;
    wrong(w, _("手続き「%s」がありません"), id);
}

static void expect_due(struct walk *w, const struct checklist *c, const struct case_due *due)
{
    char want[11], got[11] = "";
    date_format_iso(due->due, want);
    for (size_t i = 0; i < c->deadlines.n; i++) {
        const struct item_deadline *d = &c->deadlines.v[i];
        if (!str_is(&d->entry->id, due->id.s) || date_is_none(d->due))
            continue;
        if (date_cmp(d->due, due->due) == 0)
            return;
        date_format_iso(d->due, got);
    }
    wrong(w, _("「%s」の期限は %s のはずが %s です"), due->id.s, want,
          *got ? got : _("ありません"));
}

static void expect_words(struct walk *w, const struct checklist *c, const char *words)
{
    if (c->stop && strstr(c->stop, words))
        return;
    for (size_t i = 0; i < c->notes.n; i++)
        if (strstr(c->notes.v[i].text.s, words))
            return;
    wrong(w, _("案内に「%s」がありません"), words);
}

static void expect_state(struct walk *w, const struct guide_step *step, const struct checklist *c)
{
    enum case_state state = step->question ? CASE_ASKING : c->stop ? CASE_STOP : CASE_DONE;
    static const char *const names[] = {"done", "stop", "asking"};
    if ((int)state != w->c->state)
        wrong(w, _("終わり方は %s のはずが %s です（%s）"), names[w->c->state], names[state],
              step->question ? step->question->id.s : "");
}

static void test_guide(struct tester *t, const struct case_guide *cg)
{
    struct walk w = {t, cg, true};
    struct guide g = {t->k, knowledge_entry(t->k, cg->id.s), cg->today};
    struct facts facts;
    facts_init(&facts);
    for (size_t i = 0; i < cg->answers.n; i++) {
        struct error err = ERROR_NONE;
        const struct fact_preset *p = &cg->answers.v[i];
        if (!facts_set(&facts, knowledge_question(t->k, p->question.s), p->answer.s, cg->today,
                       &err))
            wrong(&w, "%s: %s", p->question.s, err.msg);
    }
    struct guide_step step;
    guide_next(&g, &facts, &step);
    struct checklist *c = guide_checklist(&g, &facts);
    expect_state(&w, &step, c);
    if (cg->has_documents)
        expect_documents(&w, c, &cg->documents, ITEM_REQUIRED);
    if (cg->has_ask)
        expect_documents(&w, c, &cg->ask, ITEM_ASK);
    for (size_t i = 0; i < cg->procedures.n; i++)
        expect_procedure(&w, c, cg->procedures.v[i].s);
    for (size_t i = 0; i < cg->deadlines.n; i++)
        expect_due(&w, c, &cg->deadlines.v[i]);
    for (size_t i = 0; i < cg->contains.n; i++)
        expect_words(&w, c, cg->contains.v[i].s);
    checklist_free(c);
    facts_done(&facts);
    if (w.ok)
        t->passed++;
    else
        t->failed++;
}

/* ---- the whole ---- */

static bool load_cases(const char *dir, const struct knowledge *k, struct cases *out)
{
    struct sources sources;
    struct diags diags;
    sources_init(&sources);
    diags_init(&diags, &sources);
    cases_load(dir, k, &sources, &diags, out);
    struct strbuf text;
    strbuf_init(&text);
    diags_print(&diags, &text);
    fputs(text.s, stderr);
    strbuf_done(&text);
    bool ok = diags.errors == 0;
    diags_done(&diags);
    sources_done(&sources);
    return ok;
}

static void run_cases(struct tester *t, const struct cases *cases)
{
    for (size_t i = 0; i < t->k->entries.n && t->err.code == EX_OK; i++)
        test_own_words(t, &t->k->entries.v[i]);
    for (size_t i = 0; i < cases->questions.n && t->err.code == EX_OK; i++) {
        const struct case_question *q = &cases->questions.v[i];
        if (q->act != CASE_UNSAID)
            expect_act(t, q);
        else if (q->first.len)
            expect_first(t, q->ask.s, q->ask.len, q->first.s);
        else
            expect_any(t, q);
    }
    for (size_t i = 0; i < cases->guides.n; i++)
        test_guide(t, &cases->guides.v[i]);
}

/* Builds a file of its own to search in, beside nothing that is in use. */
static int test_built(struct tester *t, struct knowledge *k, const struct cases *cases,
                      const char *userdic)
{
    char path[] = "/tmp/madoguchi-test-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) {
        error_set(&t->err, EX_CANTCREAT, _("一時ファイルを作れません"));
        return cli_fail(&t->err);
    }
    close(fd);
    struct morph *m = morph_open(NULL, userdic, &t->err);
    if (m && index_build(path, k, m, userdic, &t->err))
        t->index = index_open(path, &t->err);
    if (t->index) {
        t->k = index_knowledge(t->index);
        run_cases(t, cases);
        index_close(t->index);
    }
    morph_close(m);
    unlink(path);
    if (t->err.code != EX_OK)
        return cli_fail(&t->err);
    printf("%zu passed, %zu failed\n", t->passed, t->failed);
    return t->failed ? EX_DATAERR : EX_OK;
}

static int run_test(const struct cli *cli, const struct args *args)
{
    const char *dir = cli_knowledge_dir(args);
    int code;
    struct knowledge *k = cli_load_knowledge(cli, dir, &code);
    if (!k)
        return code;
    struct cases cases;
    const char *given = args_value(args, "userdic");
    char *beside = given ? NULL : session_default_userdic();
    struct tester t = {.err = ERROR_NONE};
    code =
        load_cases(dir, k, &cases) ? test_built(&t, k, &cases, given ? given : beside) : EX_DATAERR;
    free(beside);
    cases_done(&cases);
    knowledge_free(k);
    return code;
}
