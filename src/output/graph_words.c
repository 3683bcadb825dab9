#include "output/graph.h"

#include "base/lang.h"
#include "output/pieces.h"
#include <string.h>

void graph_way_words(const struct chart *c, const struct chart_way *w, struct strbuf *out)
{
    const struct question *q = c->places[w->from].node ? c->places[w->from].question : NULL;
    const char *sep = "";

    if (w->when) {
        if (w->when->cond)
            describe_who(out, NULL, w->when);
        return;
    }
    if (!q)
        return;
    bool whole = chart_is_whole(c, w);
    if (whole)
        strbuf_puts(out, _("どの答えでも"));
    if (whole && q->answers.n)
        sep = "（";
    for (size_t i = 0; i < q->answers.n && i < 64; i++) {
        if (!(w->answers >> i & 1))
            continue;
        strbuf_printf(out, "%s%s", sep, q->answers.v[i].label.s);
        sep = "／";
    }
    if (whole) {
        strbuf_puts(out, q->answers.n ? "）" : "");
        return;
    }
    if (w->other) {
        strbuf_printf(out, "%s%s", sep, q->answers.n ? _("そのほか") : _("答えたとき"));
        sep = "／";
    }
    if (w->unknown)
        strbuf_printf(out, "%s%s", sep, _("わからない"));
}

void graph_documents(const struct chart_documents *d, const char *label, struct strbuf *out)
{
    for (size_t i = 0; i < d->n; i++)
        strbuf_printf(out, "%s%s", i ? "、" : label, d->v[i]->document->name.s);
}

void graph_presets(const struct chart_place *p, struct strbuf *out)
{
    for (size_t i = 0; i < p->ref->with.n; i++) {
        const struct fact_preset *f = &p->ref->with.v[i];
        const struct question *q = NULL;
        for (size_t k = 0; k < p->entry->tree.nodes.n && !q; k++)
            if (strcmp(p->entry->tree.nodes.v[k].question->id.s, f->question.s) == 0)
                q = p->entry->tree.nodes.v[k].question;
        int a = q ? question_answer(q, f->answer.s) : -1;
        strbuf_printf(out, "%s%s＝%s", i ? "、" : _("ここでの答え："),
                      q ? question_name(q) : f->question.s,
                      a >= 0 ? q->answers.v[a].label.s : f->answer.s);
    }
}

static void add_documents(const struct chart_place *p, struct strbuf *out)
{
    if (p->sure.n)
        strbuf_putc(out, '\n');
    graph_documents(&p->sure, _("必ず："), out);
    if (p->maybe.n)
        strbuf_putc(out, '\n');
    graph_documents(&p->maybe, _("人により："), out);
}

void graph_place_words(const struct chart *c, const struct chart_place *p, struct strbuf *out)
{
    switch (p->kind) {
    case CHART_START:
    case CHART_PROCEDURE:
        strbuf_printf(out, "%s\n%s", p->entry->name.s, p->entry->id.s);
        if (p->ref && p->ref->with.n) {
            strbuf_putc(out, '\n');
            graph_presets(p, out);
        }
        if (p->kind == CHART_PROCEDURE || c->entry->kind == ENTRY_EVENT)
            add_documents(p, out);
        break;
    case CHART_QUESTION:
        strbuf_printf(out, "%s\n%s%s", p->question->ask.s, p->question->id.s,
                      p->asked_before ? _("（前に答えていれば聞かない）") : "");
        break;
    case CHART_END:
        strbuf_puts(out, _("おわり"));
        add_documents(p, out);
        break;
    case CHART_STOP:
        strbuf_printf(out, "%s", p->stop->s);
        break;
    case CHART_GO:
        strbuf_printf(out, _("「%s」へ移る"), p->entry->name.s);
        strbuf_printf(out, "\n%s", p->entry->id.s);
        break;
    case CHART_NONE:
        break;
    }
}
