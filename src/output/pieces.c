#include "output/pieces.h"

#include "base/lang.h"
#include "knowledge/review.h"
#include "output/plain.h"

const char *doubt_mark(bool doubtful)
{
    return doubtful ? _("【要確認】") : "";
}

const char *doubt_meaning(void)
{
    return _("【要確認】とあるものは、変わっているかもしれません。窓口で確かめてください。");
}

const char *entry_mark(const struct entry *e, struct date today)
{
    return doubt_mark(entry_is_doubtful(e, today));
}

void describe_who(struct strbuf *out, const struct str *who, const struct when *when)
{
    if (who && who->len > 0) {
        strbuf_add(out, who->s, who->len);
    } else if (when->cond) {
        cond_describe(when->cond, out);
        /* 「はい」のとき, 「はい」ではないとき: the end of a Japanese phrase in any language. */
        size_t n = strlen("い");
        bool adjective = out->len >= n && memcmp(out->s + out->len - n, "い", n) == 0;
        strbuf_puts(out, adjective ? "とき" : "のとき");
    }
}

void describe_whom_and_when(struct strbuf *out, const struct str *who, const struct when *when,
                            const struct period *in)
{
    size_t before = out->len;
    describe_who(out, who, when);
    if (out->len > before && !period_is_open(in))
        strbuf_puts(out, "、");
    if (!date_is_none(in->from)) {
        period_date(out, in->from);
        strbuf_puts(out, _("から"));
    }
    if (!date_is_none(in->until)) {
        period_date(out, in->until);
        strbuf_puts(out, _("まで"));
    }
}

void describe_duration(struct strbuf *out, struct duration d)
{
    switch (d.unit) {
    case UNIT_DAYS:
        strbuf_printf(out, _("%d日"), d.count);
        break;
    case UNIT_WEEKS:
        strbuf_printf(out, _("%d週間"), d.count);
        break;
    case UNIT_MONTHS:
        strbuf_printf(out, _("%dか月"), d.count);
        break;
    case UNIT_YEARS:
        strbuf_printf(out, _("%d年"), d.count);
        break;
    case UNIT_NONE:
        break;
    }
}

static void describe_choice(struct strbuf *out, const struct strs *v, const char *several)
{
    strbuf_puts(out, several);
    join_strs(out, v);
    strbuf_puts(out, "。");
}

void describe_alternative(struct strbuf *out, const struct alternative *a)
{
    if (a->one_of.n == 1)
        describe_choice(out, &a->one_of, _("次のもの："));
    else if (a->one_of.n > 1)
        describe_choice(out, &a->one_of, _("次のどれか1つ："));
    if (a->one_of.n > 0 && a->two_of.n > 0)
        strbuf_puts(out, _("または、"));
    if (a->two_of.n == 2)
        describe_choice(out, &a->two_of, _("次の2つとも："));
    else if (a->two_of.n > 0)
        describe_choice(out, &a->two_of, _("次のどれか2つ："));
}

static void write_proof(struct writer *w, const struct document *d)
{
    for (size_t i = 0; i < d->any.n; i++) {
        const struct alternative *a = &d->any.v[i];
        struct strbuf b;

        strbuf_init(&b);
        if (i > 0)
            strbuf_puts(&b, _("または、"));
        describe_alternative(&b, a);
        strbuf_add(&b, a->note.s, a->note.len);
        write_line(w, "", "%s", b.s);
        strbuf_done(&b);
    }
}

static void write_age(struct writer *w, struct duration fresh)
{
    struct strbuf b;

    if (fresh.unit == UNIT_NONE)
        return;
    strbuf_init(&b);
    describe_duration(&b, fresh);
    write_line(w, "", _("作られてから%s以内のものを持って行きます。"), b.s);
    strbuf_done(&b);
}

/* Where it comes from. */
static void write_origin(struct writer *w, const struct document *d)
{
    const struct entry *get = NULL;

    if (d->get.len > 0)
        get = knowledge_entry(w->knowledge, d->get.s);
    if (get)
        write_line(w, "", _("もらい方：「%s」の手続きでもらいます。"), get->name.s);
    if (d->where.len > 0)
        write_line(w, "", _("もらう所：%s"), d->where.s);
}

static const char *form_sentence(enum form f)
{
    switch (f) {
    case FORM_ORIGINAL:
        return _("原本を持って行きます（コピーは使えません）。");
    case FORM_COPY:
        return _("コピーでかまいません。");
    case FORM_ANY:
        break;
    }
    return NULL;
}

static const char *form_mark(enum form f)
{
    switch (f) {
    case FORM_ORIGINAL:
        return _("（原本）");
    case FORM_COPY:
        return _("（コピーでよい）");
    case FORM_ANY:
        break;
    }
    return "";
}

#define EXAMPLES 3

/* マイナンバーカード、運転免許証など: enough for most people, who need not read the rest. */
static void write_examples(struct writer *w, const struct document *d)
{
    const struct strs *v = d->any.n > 0 ? &d->any.v[0].one_of : NULL;
    struct strbuf b;

    if (!v || v->n == 0)
        return;
    strbuf_init(&b);
    join_strs(&b, &(struct strs){v->v, v->n < EXAMPLES ? v->n : EXAMPLES});
    write_line(w, "", v->n > 1 ? _("%sなど（くわしくは下の説明）") : "%s", b.s);
    strbuf_done(&b);
}

static void write_here(struct writer *w, const struct document_view *v)
{
    for (size_t i = 0; i < v->nnotes; i++)
        write_line(w, "", "%s", v->notes[i].s);
}

static void write_explanation(struct writer *w, const struct document_view *v)
{
    const struct document *d = v->document;

    if (d->what.len > 0)
        write_line(w, "", "%s", d->what.s);
    write_proof(w, d);
    if (form_sentence(v->form))
        write_line(w, "", "%s", form_sentence(v->form));
    write_age(w, d->fresh);
    if (d->note.len > 0)
        write_line(w, "", "%s", d->note.s);
    write_origin(w, d);
    if (d->instead.len > 0)
        write_line(w, "", _("ほかの方法：%s"), d->instead.s);
}

void write_document(struct writer *w, const struct document_view *v)
{
    const struct document *d = v->document;
    size_t indent = write_width(w, v->first);
    bool explain = v->detail == DETAIL_EXPLAIN;

    write_line(w, v->first, "%s%s%s%s%s%s", d->name.s, explain ? "" : form_mark(v->form),
               *v->who ? "（" : "", v->who, *v->who ? "）" : "",
               doubt_mark(v->doubtful || d->status == STATUS_UNCONFIRMED));
    w->indent += indent;
    if (v->detail == DETAIL_LIST) {
        write_examples(w, d);
        write_age(w, d->fresh);
        write_here(w, v);
    } else if (explain) {
        write_explanation(w, v);
    } else {
        write_proof(w, d);
        write_age(w, d->fresh);
        write_here(w, v);
        if (d->note.len > 0)
            write_line(w, "", "%s", d->note.s);
        write_origin(w, d);
    }
    w->indent -= indent;
}

void write_contact(struct writer *w, const struct desk *d)
{
    struct strbuf b;

    if (!d)
        d = w->knowledge->town.front;
    if (!d)
        return;
    strbuf_init(&b);
    plain_desk(d, &b);
    write_line(w, "", _("問い合わせ：%s"), b.s);
    strbuf_done(&b);
}
