/* The parts of a checklist that are the same on the screen and on the slip. */
#include "output/pieces.h"

#include "base/lang.h"
#include "guide/resume.h"
#include "output/plain.h"
#include "text/wareki.h"

static void write_deadline(struct writer *w, const struct item_deadline *d)
{
    const char *name = d->entry->name.s;
    struct strbuf day;

    if (date_is_none(d->due)) {
        write_line(w, "・", _("%s：%s"), name, d->rule);
    } else {
        strbuf_init(&day);
        wareki_format(&day, d->due);
        if (d->due_state == DUE_PAST)
            write_line(w, "・", _("%s：%sまででした。期限を過ぎています。"), name, day.s);
        else if (d->due_state == DUE_TODAY)
            write_line(w, "・", _("%s：%sまで。今日が最後の日です。"), name, day.s);
        else
            write_line(w, "・", _("%s：%sまで。あと%ld日です。"), name, day.s, d->days_left);
        strbuf_done(&day);
        w->indent += write_width(w, "・");
        write_line(w, "", "%s", d->rule);
        w->indent -= write_width(w, "・");
    }
    w->indent += write_width(w, "・");
    if (d->due_state == DUE_PAST && d->deadline->late.len > 0)
        write_line(w, "", "%s", d->deadline->late.s);
    if (d->state == ITEM_ASK)
        write_line(w, "", "%s", _("この期限があてはまるかは、窓口で確認してください。"));
    w->indent -= write_width(w, "・");
}

void write_deadlines(struct writer *w, const struct checklist *c)
{
    if (c->deadlines.n == 0)
        return;
    write_heading(w, _("期限"));
    for (size_t i = 0; i < c->deadlines.n; i++)
        write_deadline(w, &c->deadlines.v[i]);
}

/* Certain, and free of charge without a word to be said about it. */
static bool is_free(const struct item_fee *f)
{
    return f->state == ITEM_REQUIRED && f->fee->yen == 0 && f->fee->label.len == 0 &&
           f->fee->text.len == 0 && f->entry->status == STATUS_CONFIRMED;
}

static void write_free(struct writer *w, const struct checklist *c)
{
    struct strbuf names;
    size_t n = 0;

    strbuf_init(&names);
    for (size_t i = 0; i < c->fees.n; i++) {
        if (is_free(&c->fees.v[i]))
            strbuf_printf(&names, "%s%s", n++ > 0 ? "、" : "", c->fees.v[i].entry->name.s);
    }
    if (n > 0)
        write_line(w, "・", _("%s：無料"), names.s);
    strbuf_done(&names);
}

/* The sum is told where nothing about it is open: all certain, all numbers, and no procedure with
 * several fees of which one may be chosen. */
static void write_sum(struct writer *w, const struct checklist *c)
{
    long sum = 0;
    size_t costly = 0;
    bool labelled = false;

    for (size_t i = 0; i < c->fees.n; i++) {
        const struct item_fee *f = &c->fees.v[i];

        if (f->state != ITEM_REQUIRED || f->fee->yen < 0 || f->fee->text.len > 0)
            return;
        for (size_t j = 0; j < i; j++) {
            if (c->fees.v[j].entry == f->entry)
                return;
        }
        sum += f->fee->yen;
        costly += f->fee->yen > 0;
        labelled = labelled || f->fee->label.len > 0;
    }
    if (costly < 2)
        return;
    if (labelled)
        write_line(w, "・", _("合わせて%ld円（1つずつのとき）"), sum);
    else
        write_line(w, "・", _("合わせて%ld円"), sum);
}

void write_fees(struct writer *w, const struct checklist *c)
{
    if (c->fees.n == 0)
        return;
    write_heading(w, _("手数料"));
    write_free(w, c);
    for (size_t i = 0; i < c->fees.n; i++) {
        const struct item_fee *f = &c->fees.v[i];
        struct strbuf b;

        if (is_free(f))
            continue;
        strbuf_init(&b);
        plain_fee(f->entry, f->fee, &b);
        write_line(w, "・", "%s：%s%s", f->entry->name.s, b.s,
                   f->state == ITEM_ASK ? _("（窓口で確認してください）") : "");
        strbuf_done(&b);
    }
    write_sum(w, c);
}

/* Is it the same desk? Those that are no desk of the town are told apart by their words. */
static bool same_desk(const struct item_procedure *a, const struct item_procedure *b)
{
    if (a->desk || b->desk)
        return a->desk == b->desk;
    return str_is(&a->entry->place, b->entry->place.s);
}

static bool met_before(const struct checklist *c, size_t i)
{
    for (size_t j = 0; j < i; j++) {
        if (same_desk(&c->procedures.v[j], &c->procedures.v[i]))
            return true;
    }
    return false;
}

static void write_desk(struct writer *w, const struct item_procedure *p)
{
    struct strbuf b;

    strbuf_init(&b);
    if (p->desk)
        plain_desk(p->desk, &b);
    else if (p->entry->place.len > 0)
        strbuf_puts(&b, p->entry->place.s);
    else if (w->knowledge->town.front)
        plain_desk(w->knowledge->town.front, &b);
    write_line(w, "", "%s", b.s);
    strbuf_done(&b);
}

void write_desks(struct writer *w, const struct checklist *c, bool reasons)
{
    if (c->procedures.n == 0)
        return;
    write_heading(w, _("行く窓口"));
    for (size_t i = 0; i < c->procedures.n; i++) {
        if (met_before(c, i))
            continue;
        write_desk(w, &c->procedures.v[i]);
        for (size_t j = i; j < c->procedures.n; j++) {
            const struct item_procedure *p = &c->procedures.v[j];

            if (!same_desk(&c->procedures.v[i], p))
                continue;
            write_line(w, "・", "%s%s%s", p->entry->name.s, entry_mark(p->entry, w->today),
                       p->state == ITEM_ASK ? _("（要るかもしれません。窓口で確認してください）")
                                            : "");
            w->indent += write_width(w, "・");
            if (reasons)
                write_reasons(w, &p->why);
            w->indent -= write_width(w, "・");
        }
    }
}

void write_reasons(struct writer *w, const struct reasons *r)
{
    struct strbuf b;

    if (r->n == 0)
        return;
    strbuf_init(&b);
    for (size_t i = 0; i < r->n; i++) {
        strbuf_printf(&b, "%s%s＝", i > 0 ? "、" : "", question_name(r->v[i]->question));
        fact_text(r->v[i], &b);
    }
    write_line(w, "", _("理由：%s"), b.s);
    strbuf_wipe(&b);
    strbuf_done(&b);
}

/* A line, or where it is too narrow several with whole groups of letters. */
static void write_groups(struct writer *w, const struct strbuf *code)
{
    size_t room = w->cols / RESUME_GROUP * RESUME_GROUP;

    if (room == 0 || code->len <= w->cols)
        room = code->len;
    for (size_t i = 0; i < code->len; i += room) {
        size_t n = code->len - i < room ? code->len - i : room;
        write_line(w, "", "%.*s", (int)n, code->s + i);
    }
}

void write_code(struct writer *w, const struct checklist *c)
{
    const struct guide g = {w->knowledge, c->entry, w->today};
    const char *label = _("つづきのコード：");
    struct strbuf code;

    strbuf_init(&code);
    if (!c->stop && resume_code(&g, &c->facts, &code)) {
        if (write_width(w, label) + code.len <= w->cols) {
            write_line(w, "", "%s%s", label, code.s);
        } else {
            write_line(w, "", "%s", label);
            write_groups(w, &code);
        }
        write_line(w, "", "%s", _("ほかの端末でこのコードを入れると、同じ一覧が出ます。"));
    }
    strbuf_wipe(&code);
    strbuf_done(&code);
}

const struct desk *checklist_desk(const struct knowledge *k, const struct checklist *c)
{
    const struct desk *d = NULL;

    if (c->entry->desk.len > 0)
        d = knowledge_desk(k, c->entry->desk.s);
    return d ? d : k->town.front;
}
