#include "base/lang.h"
#include "cli/tester.h"
#include "guide/guide.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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
    for (size_t i = 0; i < c->again.n; i++)
        if (strstr(c->again.v[i].text.s, words))
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

void test_guide(struct tester *t, const struct case_guide *cg)
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
    tester_count(t, w.ok, cg->name.s);
}
