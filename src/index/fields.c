#include "index/fields.h"
#include "knowledge/fee.h"

static void add(struct strbuf *out, const struct str *s)
{
    if (!s->len)
        return;
    if (out->len)
        strbuf_puts(out, "。");
    strbuf_add(out, s->s, s->len);
}

static void add_all(struct strbuf *out, const struct strs *s)
{
    for (size_t i = 0; i < s->n; i++)
        add(out, &s->v[i]);
}

static void add_question(struct strbuf *out, const struct question *q)
{
    if (!q)
        return;
    add(out, &q->ask);
    for (size_t i = 0; i < q->answers.n; i++)
        add(out, &q->answers.v[i].label);
}

static void add_procedure(struct strbuf *out, const struct entry *e)
{
    for (size_t i = 0; i < e->documents.n; i++) {
        const struct document_ref *d = &e->documents.v[i];
        if (d->document)
            add(out, &d->document->name);
        add(out, &d->who);
        add(out, &d->note);
    }
    for (size_t i = 0; i < e->deadlines.n; i++) {
        add(out, &e->deadlines.v[i].text);
        add(out, &e->deadlines.v[i].late);
    }
    for (size_t i = 0; i < e->fees.n; i++) {
        const struct fee *f = &e->fees.v[i];
        if (i > 0 && fee_same(f, f - 1) && str_is(&f->text, f[-1].text.s))
            continue; /* the same fee at another time */
        add(out, &f->label);
        add(out, &f->text);
    }
    add(out, &e->who);
    add(out, &e->duration);
    add(out, &e->amount);
    add(out, &e->place);
    add(out, &e->online.how);
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        add_question(out, e->tree.nodes.v[i].question);
}

static void add_event(struct strbuf *out, const struct entry *e)
{
    add(out, &e->person);
    for (size_t i = 0; i < e->questions.n; i++)
        add_question(out, e->questions.v[i].question);
    for (size_t i = 0; i < e->procedures.n; i++)
        if (e->procedures.v[i].loaded)
            add(out, &e->procedures.v[i].loaded->name);
}

static void add_steps(struct strbuf *out, const struct entry *e)
{
    for (size_t i = 0; i < e->steps.n; i++) {
        add(out, &e->steps.v[i].text);
        add(out, &e->steps.v[i].look);
        add(out, &e->steps.v[i].if_not);
    }
}

static void add_body(struct strbuf *out, const struct entry *e)
{
    add(out, &e->summary);
    add(out, &e->answer);
    add(out, &e->field);
    for (size_t i = 0; i < e->notes.n; i++)
        add(out, &e->notes.v[i].text);
    for (size_t i = 0; i < e->again.n; i++)
        add(out, &e->again.v[i].text);
    add_procedure(out, e);
    add_event(out, e);
    add_steps(out, e);
}

void field_text(const struct entry *e, enum field field, struct strbuf *out)
{
    switch (field) {
    case FIELD_NAME:
        add(out, &e->name);
        break;
    case FIELD_READING:
        add(out, &e->reading);
        break;
    case FIELD_SAYS:
        add_all(out, &e->says);
        break;
    default:
        add_body(out, e);
    }
}
