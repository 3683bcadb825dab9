#include "base/lang.h"
#include "cli/tester.h"
#include "guide/guide.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct walk {
    struct tester *t;
    const struct case_guide *c;
    struct facts *facts;
    bool ok;
};

__attribute__((format(printf, 2, 3))) static void wrong(struct walk *w, const char *fmt, ...)
{
    va_list ap;
    tester_begin(w->t, w->c->name.at);
    printf(_("「%s」（%s）: "), w->c->name.s, w->c->id.s);
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

static void print_answer(void *ctx, const struct question *q)
{
    const struct fact *f = facts_get(ctx, q->id.s);
    struct strbuf b;
    strbuf_init(&b);
    if (f)
        fact_id(f, &b);
    printf(_("（%s は %s）"), q->id.s, f ? b.s : _("答えていません"));
    strbuf_done(&b);
}

/* What stands in e, under which condition, and what the answers to it are. */
static void print_ref(const struct walk *w, const struct entry *e, const struct str *id,
                      const struct when *when)
{
    printf(_("        「%s」"), e->name.s);
    tester_place(w->t, id->at);
    if (when->text.len)
        printf(_("の条件: %s"), when->text.s);
    else
        printf("%s", _("には、いつも要ると書いてあります"));
    cond_questions(when->cond, print_answer, w->facts);
    printf("\n");
}

/* Where e asks for the document; gives how often. */
static size_t print_refs(const struct walk *w, const struct entry *e, const char *id)
{
    size_t n = 0;
    for (size_t i = 0; i < e->documents.n; i++) {
        const struct document_ref *r = &e->documents.v[i];
        if (!str_is(&r->id, id))
            continue;
        print_ref(w, e, &r->id, &r->when);
        n++;
    }
    return n;
}

/* All of it: the entry, what its tree goes on with, what an event holds. */
static void print_reason(const struct walk *w, const struct checklist *c, const char *id)
{
    const struct knowledge *k = w->t->from->k;
    const struct entry *own = knowledge_entry(k, w->c->id.s);
    size_t n = print_refs(w, own, id);
    for (size_t i = 0; i < c->procedures.n; i++) {
        const struct entry *e = knowledge_entry(k, c->procedures.v[i].entry->id.s);
        n += e && e != own ? print_refs(w, e, id) : 0;
    }
    if (!n)
        printf("%s\n", _("        一覧に出た手続きの documents に、この書類はありません"));
}

static void print_answers(const struct walk *w)
{
    printf("%s", _("    答え:"));
    for (size_t i = 0; i < w->c->answers.n; i++)
        printf(" %s=%s", w->c->answers.v[i].question.s, w->c->answers.v[i].answer.s);
    printf("%s\n", w->c->answers.n ? "" : _(" なし"));
}

static void print_document(const struct walk *w, char mark, const char *id)
{
    const struct document *d = knowledge_document(w->t->from->k, id);
    printf("    %c %s %s\n", mark, id, d ? d->name.s : "");
}

/* - has to be there and is not, + is there and may not be. */
static void print_difference(const struct walk *w, const struct checklist *c,
                             const struct strs *ids, enum item_state state)
{
    for (size_t i = 0; i < ids->n; i++) {
        bool has = has_document(c, ids->v[i].s, state);
        print_document(w, has ? ' ' : '-', ids->v[i].s);
        if (!has)
            print_reason(w, c, ids->v[i].s);
    }
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];
        if (d->state != state || is_listed(ids, d->document->id.s))
            continue;
        print_document(w, '+', d->document->id.s);
        print_reason(w, c, d->document->id.s);
    }
}

/* The documents in this state must be exactly these. */
static void expect_documents(struct walk *w, const struct checklist *c, const struct strs *ids,
                             enum item_state state)
{
    size_t missing = 0, more = 0;
    for (size_t i = 0; i < ids->n; i++)
        missing += !has_document(c, ids->v[i].s, state);
    for (size_t i = 0; i < c->documents.n; i++)
        more +=
            c->documents.v[i].state == state && !is_listed(ids, c->documents.v[i].document->id.s);
    if (!missing && !more)
        return;
    wrong(w, _("%sが違います（- 足りない %zu、+ 余分 %zu）"),
          state == ITEM_REQUIRED ? _("必ず要る書類") : _("窓口で確認する書類"), missing, more);
    print_answers(w);
    print_difference(w, c, ids, state);
}

static void expect_procedure(struct walk *w, const struct checklist *c, const char *id)
{
    for (size_t i = 0; i < c->procedures.n; i++)
        if (str_is(&c->procedures.v[i].entry->id, id))
            return;
    wrong(w, _("手続き「%s」がありません"), id);
    print_answers(w);
    const struct entry *own = knowledge_entry(w->t->from->k, w->c->id.s);
    for (size_t i = 0; i < own->procedures.n; i++)
        if (str_is(&own->procedures.v[i].id, id))
            print_ref(w, own, &own->procedures.v[i].id, &own->procedures.v[i].when);
}

static void expect_due(struct walk *w, const struct checklist *c, const struct case_due *due)
{
    char want[11], got[11] = "";
    const struct deadline *counted = NULL;
    date_format_iso(due->due, want);
    for (size_t i = 0; i < c->deadlines.n; i++) {
        const struct item_deadline *d = &c->deadlines.v[i];
        if (!str_is(&d->entry->id, due->id.s) || date_is_none(d->due))
            continue;
        if (date_cmp(d->due, due->due) == 0)
            return;
        date_format_iso(d->due, got);
        counted = d->deadline;
    }
    wrong(w, _("「%s」の期限は %s のはずが %s です"), due->id.s, want,
          *got ? got : _("ありません"));
    print_answers(w);
    if (counted && counted->question) {
        printf("%s", _("        数え始めの日"));
        print_answer(w->facts, counted->question);
        printf("\n");
    }
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
    struct facts facts;
    struct walk w = {t, cg, &facts, true};
    struct guide g = {t->k, knowledge_entry(t->k, cg->id.s), cg->today};
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
