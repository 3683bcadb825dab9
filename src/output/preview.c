#include "output/preview.h"

#include "base/lang.h"
#include "knowledge/unwritten.h"
#include "output/writer.h"
#include <string.h>

struct previewer {
    const struct plain *p;
    struct guide guide;
    const struct facts *given;
    struct facts facts; /* what the person answers, as far as they were asked */
    size_t used;        /* of given */
    struct strbuf *out;
};

__attribute__((format(printf, 2, 3))) static void say(struct previewer *v, const char *fmt, ...)
{
    struct strbuf b;
    struct writer w;
    va_list ap;

    strbuf_init(&b);
    va_start(ap, fmt);
    strbuf_vprintf(&b, fmt, ap);
    va_end(ap);
    writer_init(&w, v->p->knowledge, v->p->today, v->p->cols, v->p->ambiguous, v->out);
    write_line(&w, "", "%s", b.s);
    writer_done(&w);
    strbuf_done(&b);
}

static void heading(struct previewer *v, const char *text)
{
    strbuf_puts(v->out, v->out->len ? "\n" : "");
    say(v, "==== %s", text);
    strbuf_putc(v->out, '\n');
}

static void answer(struct previewer *v, const struct question *q)
{
    const struct fact *given = facts_get(v->given, q->id.s);
    struct fact fact = given ? *given : (struct fact){.question = q, .unknown = true};
    struct strbuf b;

    facts_put(&v->facts, &fact);
    v->used += given != NULL;
    strbuf_init(&b);
    fact_text(&fact, &b);
    say(v, _("（%s＝ここでは「%s」と答えます）"), q->id.s, b.s);
    strbuf_done(&b);
}

static void ask_all(struct previewer *v)
{
    struct guide_step step;

    guide_next(&v->guide, &v->facts, &step);
    if (!step.question)
        say(v, "%s", _("質問はありません。"));
    for (; step.question; guide_next(&v->guide, &v->facts, &step)) {
        strbuf_puts(v->out, step.asked ? "\n" : "");
        plain_question(v->p, &step, v->out);
        answer(v, step.question);
    }
}

/* ---- questions that other answers lead to ---- */

struct others {
    struct previewer *v;
    const struct question *told[256];
    size_t n;
};

static void tell(struct others *o, const struct question *q)
{
    for (size_t i = 0; i < o->n; i++)
        if (strcmp(o->told[i]->id.s, q->id.s) == 0)
            return;
    if (facts_get(&o->v->facts, q->id.s) || o->n == sizeof o->told / sizeof *o->told)
        return;
    if (o->n++ == 0)
        heading(o->v, _("ほかの答えのときに聞く質問（順は graph で見られます）"));
    else
        strbuf_putc(o->v->out, '\n');
    o->told[o->n - 1] = q;
    plain_question_words(o->v->p, q, o->v->out);
    say(o->v, "（%s）", q->id.s);
}

static bool is_preset(const struct entry_ref *r, const struct question *q)
{
    for (size_t i = 0; r && i < r->with.n; i++)
        if (strcmp(r->with.v[i].question.s, q->id.s) == 0)
            return true;
    return false;
}

static void tell_tree(struct others *o, const struct entry *e, const struct entry_ref *r)
{
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        if (!is_preset(r, e->tree.nodes.v[i].question))
            tell(o, e->tree.nodes.v[i].question);
}

static void ask_others(struct previewer *v)
{
    const struct entry *e = v->guide.entry;
    struct others o = {.v = v};

    for (size_t i = 0; i < e->questions.n; i++)
        tell(&o, e->questions.v[i].question);
    tell_tree(&o, e, NULL);
    for (size_t i = 0; i < e->procedures.n; i++)
        if (e->procedures.v[i].walk)
            tell_tree(&o, e->procedures.v[i].loaded, &e->procedures.v[i]);
}

static void result(struct previewer *v)
{
    struct checklist *c = guide_checklist(&v->guide, &v->facts);

    if (v->used == 0)
        heading(v, _("すべての質問に「わからない」と答えた人の一覧"));
    else
        heading(v, _("上のように答えた人の一覧"));
    plain_checklist(v->p, c, v->out);
    checklist_free(c);
}

static void unused_answers(struct previewer *v)
{
    for (size_t i = 0; i < v->given->n; i++)
        if (!facts_get(&v->facts, v->given->v[i].question->id.s))
            say(v, _("※ 「%s」は、この道すじでは聞かれません。その答えは使っていません。"),
                v->given->v[i].question->id.s);
}

void preview_entry(const struct plain *p, const struct entry *e, const struct facts *given,
                   bool walk, struct strbuf *out)
{
    struct previewer v = {.p = p, .guide = {p->knowledge, e, p->today}, .given = given, .out = out};

    heading(&v, _("見本：案内の画面"));
    plain_entry(p, e, PART_SUMMARY, out);
    for (size_t i = 0; i < e->documents.n; i++)
        if (!e->documents.v[i].document &&
            !unwritten_find(e->documents.v[i].id.s, e->documents.v[i].id.len, NULL, NULL))
            say(&v, _("※ 書類「%s」が読めないので、ここには出ていません。"),
                e->documents.v[i].id.s);
    if (!walk || e->kind > ENTRY_EVENT)
        return;
    facts_init(&v.facts);
    heading(&v, _("見本：質問（聞く順に）"));
    ask_all(&v);
    unused_answers(&v);
    ask_others(&v);
    result(&v);
    facts_done(&v.facts);
}
