#include "output/plain.h"

#include "base/lang.h"
#include "knowledge/fee.h"
#include "output/pieces.h"
#include "output/writer.h"
#include "text/width.h"
#include <string.h>

static void fee_label(const struct fee *f, struct strbuf *out)
{
    if (f->label.len > 0) {
        strbuf_printf(out, "%s：", f->label.s);
    } else if (f->when.cond) {
        describe_who(out, NULL, &f->when);
        strbuf_puts(out, "：");
    }
}

static void fee_amount(const struct fee *f, struct strbuf *out)
{
    if (f->yen < 0) {
        strbuf_add(out, f->text.s, f->text.len);
        return;
    }
    if (f->yen == 0)
        strbuf_puts(out, _("無料"));
    else
        strbuf_printf(out, _("%d円"), f->yen);
    if (f->text.len > 0)
        strbuf_printf(out, "（%s）", f->text.s);
}

/* 2027年4月1日からは400円 */
static void fee_from(const struct fee *f, struct strbuf *out)
{
    const struct date day = f->in.from;

    strbuf_printf(out, _("%d年%d月%d日からは"), day.year, day.month, day.day);
    if (f->yen < 0)
        strbuf_puts(out, "、");
    fee_amount(f, out);
}

void plain_fee(const struct fee *f, struct strbuf *out)
{
    fee_label(f, out);
    fee_amount(f, out);
}

bool plain_fee_is_told(const struct fees *all, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (!period_is_open(&all->v[j].in) && fee_same(&all->v[j], &all->v[i]))
            return false;
    return true;
}

void plain_fee_always(const struct fees *all, const struct fee *f, struct strbuf *out)
{
    size_t n = 0;

    fee_label(f, out);
    if (period_is_open(&f->in)) { /* rows beside it are other fees */
        fee_amount(f, out);
        return;
    }
    for (size_t i = 0; i < all->n; i++) {
        if (!fee_same(&all->v[i], f))
            continue;
        strbuf_puts(out, n++ > 0 ? "、" : "");
        period_words(out, &all->v[i].in);
        fee_amount(&all->v[i], out);
    }
}

void plain_fee_on(const struct fees *all, const struct fee *f, struct date today,
                  struct strbuf *out)
{
    const struct fee *coming = fee_coming(all, f, today);

    fee_label(f, out);
    if (!period_holds(&f->in, today)) {
        if (fee_is_over(f, today))
            strbuf_puts(out, _("窓口で確かめてください。"));
        else
            fee_from(f, out);
        return;
    }
    fee_amount(f, out);
    if (coming) {
        strbuf_puts(out, "（");
        fee_from(coming, out);
        strbuf_puts(out, "）");
    }
}

void plain_deadline_rule(const struct deadline *d, struct strbuf *out)
{
    if (d->text.len > 0) {
        strbuf_add(out, d->text.s, d->text.len);
    } else if (d->within.unit != UNIT_NONE) {
        struct strbuf b;
        const char *from = d->question ? question_name(d->question) : _("その日");

        strbuf_init(&b);
        describe_duration(&b, d->within);
        if (d->first_day == FIRST_SAME)
            strbuf_printf(out, _("%sを1日目と数えて%s以内"), from, b.s);
        else
            strbuf_printf(out, _("%sの翌日から数えて%s以内"), from, b.s);
        if (d->closed == CLOSED_NEXT_OPEN)
            strbuf_puts(out, _("（最後の日が休みなら次の開庁日）"));
        strbuf_done(&b);
    }
    if (d->when.cond) {
        strbuf_puts(out, "（");
        describe_who(out, NULL, &d->when);
        strbuf_puts(out, "）");
    }
}

void plain_desk(const struct desk *d, struct strbuf *out)
{
    strbuf_add(out, d->name.s, d->name.len);
    if (d->place.len > 0)
        strbuf_printf(out, "（%s）", d->place.s);
    if (d->tel.len > 0)
        strbuf_printf(out, _("、電話 %s"), d->tel.s);
    if (d->hours.len > 0)
        strbuf_printf(out, "、%s", d->hours.s);
}

void plain_document_proof(const struct document *d, struct strbuf *out)
{
    for (size_t i = 0; i < d->any.n; i++) {
        if (i > 0)
            strbuf_puts(out, _("または、"));
        describe_alternative(out, &d->any.v[i]);
        strbuf_add(out, d->any.v[i].note.s, d->any.v[i].note.len);
    }
}

/* "1. " */
static void write_numbered(struct writer *w, size_t n, const char *text)
{
    struct strbuf first;

    strbuf_init(&first);
    strbuf_printf(&first, "%zu. ", n);
    write_line(w, first.s, "%s", text);
    strbuf_done(&first);
}

void plain_hit(const struct entry *e, struct date today, struct strbuf *out)
{
    strbuf_printf(out, "%s（%s）%s", e->name.s,
                  e->field.len > 0 ? e->field.s : entry_kind_label(e->kind), entry_mark(e, today));
}

void plain_gist(const struct str *text, struct strbuf *out)
{
    const char *stop = text->len > 0 ? strstr(text->s, "。") : NULL;
    strbuf_add(out, text->s, stop ? (size_t)(stop - text->s) + strlen("。") : text->len);
}

/* Few know a procedure by its name; that of an event says it all. */
static void write_gist(struct writer *w, const struct entry *e)
{
    struct strbuf b;

    if (e->kind == ENTRY_EVENT)
        return;
    strbuf_init(&b);
    plain_gist(&e->summary, &b);
    if (b.len > 0)
        write_line(w, "   ", "%s", b.s);
    strbuf_done(&b);
}

void plain_hits(const struct plain *p, const struct hits *h, struct strbuf *out)
{
    struct writer w;
    struct strbuf hit;

    writer_init(&w, p->knowledge, p->today, p->cols, p->ambiguous, out);
    w.readings = p->readings;
    strbuf_init(&hit);
    for (size_t i = 0; i < h->n; i++) {
        strbuf_clear(&hit);
        plain_hit(h->v[i].entry, p->today, &hit);
        write_numbered(&w, i + 1, hit.s);
        write_gist(&w, h->v[i].entry);
    }
    strbuf_done(&hit);
    writer_done(&w);
}

static void write_question(struct writer *w, const struct question *q)
{
    write_line(w, "", "%s", q->ask.s);
    if (q->why.len > 0)
        write_line(w, "", _("聞く理由：%s"), q->why.s);
    for (size_t i = 0; i < q->answers.n; i++)
        write_numbered(w, i + 1, q->answers.v[i].label.s);
    write_numbered(w, 0, _("わからない"));
}

void plain_question_words(const struct plain *p, const struct question *q, struct strbuf *out)
{
    struct writer w;

    writer_init(&w, p->knowledge, p->today, p->cols, p->ambiguous, out);
    w.readings = p->readings;
    write_question(&w, q);
    writer_done(&w);
}

void plain_question(const struct plain *p, const struct guide_step *step, struct strbuf *out)
{
    const struct question *q = step->question;
    struct writer w;

    if (!q)
        return;
    writer_init(&w, p->knowledge, p->today, p->cols, p->ambiguous, out);
    w.readings = p->readings;
    if (step->left > 1)
        write_line(&w, "", _("質問%zu。このあと、多くて%zu問です。"), step->asked + 1,
                   step->left - 1);
    else
        write_line(&w, "", _("質問%zu。これが最後の質問です。"), step->asked + 1);
    write_question(&w, q);
    writer_done(&w);
}

void plain_list(const struct plain *p, const struct entry *const *v, size_t n, struct strbuf *out)
{
    size_t id_cols = 0, kind_cols = 0;
    struct writer w;
    struct strbuf first;

    writer_init(&w, p->knowledge, p->today, p->cols, p->ambiguous, out);
    w.readings = p->readings;
    strbuf_init(&first);
    for (size_t i = 0; i < n; i++) {
        size_t id = write_width(&w, v[i]->id.s),
               kind = write_width(&w, entry_kind_label(v[i]->kind));

        id_cols = id > id_cols ? id : id_cols;
        kind_cols = kind > kind_cols ? kind : kind_cols;
    }
    for (size_t i = 0; i < n; i++) {
        const char *kind = entry_kind_label(v[i]->kind);

        strbuf_clear(&first);
        text_pad(&first, v[i]->id.s, v[i]->id.len, id_cols + 2, p->ambiguous);
        text_pad(&first, kind, strlen(kind), kind_cols + 2, p->ambiguous);
        write_line(&w, first.s, "%s%s", v[i]->name.s, entry_mark(v[i], p->today));
    }
    strbuf_done(&first);
    writer_done(&w);
}
