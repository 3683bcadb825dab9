/* The state of a conversation in words, to be compared. */
#ifndef TESTS_TUI_SAID_STATE_H
#define TESTS_TUI_SAID_STATE_H

#include "base/strbuf.h"
#include "dialogue/dialogue.h"

static void put_facts(const char *name, const struct facts *f, struct strbuf *out)
{
    for (size_t i = 0; i < f->n; i++) {
        strbuf_printf(out, "%s %s=", name, f->v[i].question->id.s);
        fact_id(&f->v[i], out);
        strbuf_putc(out, '\n');
    }
}

static void put_checklist(const struct checklist *c, struct strbuf *out)
{
    char day[11];
    strbuf_printf(out, "list of %s, stop %s\n", c->entry->id.s, c->stop ? c->stop : "-");
    for (size_t i = 0; i < c->procedures.n; i++)
        strbuf_printf(out, "procedure %s %d\n", c->procedures.v[i].entry->id.s,
                      (int)c->procedures.v[i].state);
    for (size_t i = 0; i < c->documents.n; i++)
        strbuf_printf(out, "document %s %d %d\n", c->documents.v[i].document->id.s,
                      (int)c->documents.v[i].state, (int)c->documents.v[i].form);
    for (size_t i = 0; i < c->deadlines.n; i++) {
        date_format_iso(c->deadlines.v[i].due, day);
        strbuf_printf(out, "deadline %s %d %s\n", c->deadlines.v[i].entry->id.s,
                      (int)c->deadlines.v[i].state, day);
    }
    for (size_t i = 0; i < c->fees.n; i++)
        strbuf_printf(out, "fee %s %d %d\n", c->fees.v[i].entry->id.s, (int)c->fees.v[i].state,
                      c->fees.v[i].fee->yen);
    for (size_t i = 0; i < c->notes.n; i++)
        strbuf_printf(out, "note %d %s\n", (int)c->notes.v[i].state, c->notes.v[i].text.s);
    put_facts("applies", &c->facts, out);
}

static void put_state(const struct dialogue *d, struct strbuf *out)
{
    const char *act = act_name(d->act), *aspect = aspect_name(d->aspect);
    strbuf_printf(out, "phase %d, act %s, aspect %s, entry %s\n", (int)d->phase, act ? act : "-",
                  aspect ? aspect : "-", d->entry ? d->entry->id.s : "-");
    for (size_t i = 0; i < d->candidates.n; i++)
        strbuf_printf(out, "candidate %s\n", d->candidates.v[i].entry->id.s);
    put_facts("fact", &d->facts, out);
    if (d->step.question)
        strbuf_printf(out, "question %s, %zu asked, %zu left\n", d->step.question->id.s,
                      d->step.asked, d->step.left);
    if (d->checklist)
        put_checklist(d->checklist, out);
}

#endif
