/* The parts of a checklist that are the same on the screen and on the slip. */
#include "output/pieces.h"

#include "base/lang.h"
#include "guide/resume.h"
#include "guide/route.h"
#include "knowledge/fee.h"
#include "knowledge/review.h"
#include "output/plain.h"
#include "text/wareki.h"
#include <stdio.h>
#include <string.h>

const char *deadline_late(const struct item_deadline *d)
{
    if (d->deadline->late.len > 0)
        return d->deadline->late.s;
    return _("どうすればよいか、早めに窓口で確認してください。");
}

static void write_deadline(struct writer *w, const struct item_deadline *d)
{
    const char *name = d->entry->name.s;
    struct strbuf day;

    if (date_is_none(d->due)) {
        write_line(w, "・", _("%s：%s"), name, d->rule);
    } else {
        strbuf_init(&day);
        wareki_text(&day, d->due);
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
    if (!date_is_none(d->due) && d->due_state == DUE_PAST)
        write_line(w, "", "%s", deadline_late(d));
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
static bool is_free(const struct item_fee *f, struct date today)
{
    return period_holds(&f->fee->in, today) && !fee_coming(&f->entry->fees, f->fee, today) &&
           f->state == ITEM_REQUIRED && f->fee->yen == 0 && f->fee->label.len == 0 &&
           f->fee->text.len == 0 && !entry_is_doubtful(f->entry, today);
}

static void write_free(struct writer *w, const struct checklist *c)
{
    struct strbuf names;
    size_t n = 0;

    strbuf_init(&names);
    for (size_t i = 0; i < c->fees.n; i++) {
        if (is_free(&c->fees.v[i], w->today))
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

        if (f->state != ITEM_REQUIRED || f->fee->yen < 0 || f->fee->text.len > 0 ||
            !period_holds(&f->fee->in, w->today))
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

        if (is_free(f, w->today))
            continue;
        strbuf_init(&b);
        plain_fee_on(&f->entry->fees, f->fee, w->today, &b);
        write_line(w, "・", "%s：%s%s%s", f->entry->name.s, b.s, entry_mark(f->entry, w->today),
                   f->state == ITEM_ASK ? _("（窓口で確認してください）") : "");
        strbuf_done(&b);
    }
    write_sum(w, c);
}

/* For whom it is, in words; "" when it is certain, or the knowledge does not say. */
static const char *note_who(const struct item_note *n)
{
    if (n->state != ITEM_ASK || !n->entry)
        return "";
    const struct notes *lists[] = {&n->entry->notes, &n->entry->again};
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l]->n; i++)
            if (str_is(&lists[l]->v[i].text, n->text.s))
                return lists[l]->v[i].who.s;
    return "";
}

/* （代わりの人）委任状が要ります。 */
static void describe_note(struct strbuf *out, const struct item_note *n)
{
    const char *who = note_who(n);

    if (*who)
        strbuf_printf(out, "（%s）", who);
    strbuf_add(out, n->text.s, n->text.len);
}

/* With several procedures it must be plain which one it is about. */
static bool is_named(const struct checklist *c, const struct item_note *n)
{
    return c->procedures.n > 1 && n->entry && n->entry != c->entry;
}

void write_note(struct writer *w, const struct checklist *c, const struct item_note *n,
                bool reasons)
{
    struct strbuf b;

    strbuf_init(&b);
    if (is_named(c, n))
        strbuf_printf(&b, "%s：", n->entry->name.s);
    describe_note(&b, n);
    if (n->state == ITEM_ASK && !*note_who(n))
        strbuf_puts(&b, _("（あてはまるかは、窓口で確認してください）"));
    write_line(w, "・", "%s", b.s);
    strbuf_done(&b);
    w->indent += write_width(w, "・");
    if (reasons)
        write_reasons(w, &n->why);
    w->indent -= write_width(w, "・");
}

/* One reason to come again stands in the sentence itself, where it is plain which procedure it is
 * about; else they stand below it. */
static void write_twice(struct writer *w, const struct checklist *c, bool maybe, bool reasons)
{
    struct strbuf b;

    if (c->again.n > 1 || is_named(c, &c->again.v[0])) {
        write_line(w, "", "%s",
                   maybe ? _("役場へは2回行くことになるかもしれません。")
                         : _("役場へは2回行くことになります。"));
        for (size_t i = 0; i < c->again.n; i++)
            write_note(w, c, &c->again.v[i], reasons);
        return;
    }
    strbuf_init(&b);
    describe_note(&b, &c->again.v[0]);
    write_line(w, "",
               maybe ? _("役場へは2回行くことになるかもしれません：%s")
                     : _("役場へは2回行くことになります：%s"),
               b.s);
    strbuf_done(&b);
    if (reasons)
        write_reasons(w, &c->again.v[0].why);
}

/* What an event itself wants by a day (a tax return) may be done at places that nobody counts. */
static bool has_own_deadlines(const struct checklist *c)
{
    for (size_t i = 0; i < c->deadlines.n; i++)
        if (c->deadlines.v[i].entry->kind == ENTRY_EVENT)
            return true;
    return false;
}

/* How often one goes to the town hall, and whether that is all. */
static void write_visits(struct writer *w, const struct checklist *c, bool reasons)
{
    struct visits v = route_visits(c);

    if (v.town_hall == 2 || v.maybe)
        write_twice(w, c, v.maybe, reasons);
    else
        write_line(w, "", "%s", _("役場へは1回で済みます。"));
    if (v.elsewhere > 0)
        write_line(w, "",
                   v.elsewhere_maybe ? _("役場の外で手続きする所が%zuか所あるかもしれません。")
                   : has_own_deadlines(c)
                       ? _("役場の外で手続きする所が、少なくとも%zuか所あります。")
                       : _("役場の外で手続きする所が%zuか所あります。"),
                   v.elsewhere);
}

static void write_place(struct writer *w, const struct route_place *p, size_t number)
{
    const struct desk *desk = p->desk;
    struct strbuf b;
    char first[24] = "";

    strbuf_init(&b);
    if (!desk && p->v[0]->entry->place.len == 0)
        desk = w->knowledge->town.front;
    if (desk)
        plain_desk(desk, &b);
    else
        strbuf_puts(&b, p->v[0]->entry->place.s);
    if (number > 0)
        snprintf(first, sizeof first, "%zu. ", number);
    write_line(w, first, "%s", b.s);
    strbuf_done(&b);
}

void write_outline(struct writer *w, const struct checklist *c)
{
    const struct item_deadline *d = NULL;
    struct strbuf b, day;
    struct route r;

    strbuf_init(&b);
    strbuf_init(&day);
    route_init(&r, c);
    for (size_t i = 0; !d && i < c->deadlines.n; i++)
        d = c->deadlines.v[i].state == ITEM_REQUIRED ? &c->deadlines.v[i] : NULL;
    if (d) {
        if (c->procedures.n > 1)
            strbuf_printf(&b, _("%sは"), d->entry->name.s);
        wareki_text(&day, d->due);
        if (date_is_none(d->due))
            strbuf_puts(&b, d->rule);
        else if (d->due_state == DUE_PAST)
            strbuf_printf(&b, _("%sまででした"), day.s);
        else if (d->due_state == DUE_TODAY)
            strbuf_printf(&b, _("今日、%sまで"), day.s);
        else
            strbuf_printf(&b, _("%sまで（あと%ld日）"), day.s, d->days_left);
        /* A rule without a day may be a sentence of its own: 期限はありません。 */
        write_line(w, "", strncmp(b.s, "期限", strlen("期限")) == 0 ? "%s" : _("期限：%s"), b.s);
    }
    strbuf_clear(&b);
    for (size_t i = 0; i < r.ndesks; i++) {
        const struct desk *desk = r.v[i].desk;

        strbuf_printf(&b, "%s%s", i > 0 ? "、" : "", desk->name.s);
        if (r.ndesks <= 2 && desk->place.len > 0)
            strbuf_printf(&b, "（%s）", desk->place.s);
    }
    if (b.len > 0)
        write_line(w, "", r.ndesks > 1 ? _("行く窓口（この順に）：%s") : _("行く窓口：%s"), b.s);
    else if (r.n == 1 && r.v[0].v[0]->entry->place.len > 0)
        write_line(w, "", _("行く所：%s"), r.v[0].v[0]->entry->place.s);
    route_done(&r);
    strbuf_done(&b);
    strbuf_done(&day);
}

/* Among several procedures each says by when it is due. */
static void describe_due(struct strbuf *out, const struct checklist *c, const struct entry *e)
{
    const struct item_deadline *d = c->procedures.n > 1 ? route_deadline(c, e) : NULL;
    struct strbuf day;

    if (!d)
        return;
    strbuf_init(&day);
    wareki_text(&day, d->due);
    if (d->due_state == DUE_PAST)
        strbuf_printf(out, _("（%sまででした）"), day.s);
    else if (d->due_state == DUE_TODAY)
        strbuf_puts(out, _("（今日が最後の日）"));
    else
        strbuf_printf(out, _("（%sまで）"), day.s);
    strbuf_done(&day);
}

/* What is handed over there for certain. */
static void write_used(struct writer *w, const struct checklist *c, const struct route_place *at)
{
    struct strbuf b;

    strbuf_init(&b);
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];
        bool here = false;

        for (size_t j = 0; j < d->procedures.n; j++)
            for (size_t k = 0; k < at->n; k++)
                here = here || d->procedures.v[j] == at->v[k]->entry;
        if (here && d->state == ITEM_REQUIRED)
            strbuf_printf(&b, "%s%s", b.len > 0 ? "、" : "", d->document->name.s);
    }
    if (b.len > 0)
        write_line(w, "", _("ここで使う物：%s"), b.s);
    strbuf_done(&b);
}

/* Without reasons it is for ticking off: at each of several desks. */
static void write_procedures(struct writer *w, const struct checklist *c,
                             const struct route_place *at, bool reasons)
{
    for (size_t i = 0; i < at->n; i++) {
        const struct item_procedure *p = at->v[i];
        struct strbuf due;

        strbuf_init(&due);
        describe_due(&due, c, p->entry);
        write_line(w, !reasons && c->procedures.n > 1 ? "□ " : "・", "%s%s%s%s", p->entry->name.s,
                   entry_mark(p->entry, w->today), due.s,
                   p->state == ITEM_ASK ? _("（要るかもしれません。窓口で確認してください）") : "");
        strbuf_done(&due);
        w->indent += write_width(w, "・");
        if (reasons)
            write_reasons(w, &p->why);
        w->indent -= write_width(w, "・");
    }
}

void write_desks(struct writer *w, const struct checklist *c, bool reasons)
{
    struct route r;

    route_init(&r, c);
    if (r.ndesks > 0) {
        write_heading(w, _("行く窓口"));
        write_visits(w, c, reasons);
    }
    for (size_t i = 0; i < r.n; i++) {
        if (i == r.ndesks)
            write_heading(w, _("役場の外で手続きする所"));
        write_place(w, &r.v[i], i < r.ndesks && r.ndesks > 1 ? i + 1 : 0);
        write_procedures(w, c, &r.v[i], reasons);
        if (!reasons && r.n > 1)
            write_used(w, c, &r.v[i]);
    }
    route_done(&r);
}

bool checklist_has_doubt(const struct checklist *c)
{
    for (size_t i = 0; i < c->procedures.n; i++)
        if (entry_is_doubtful(c->procedures.v[i].entry, c->today))
            return true;
    for (size_t i = 0; i < c->documents.n; i++)
        if (document_is_doubtful(c, &c->documents.v[i]))
            return true;
    return entry_is_doubtful(checklist_subject(c), c->today);
}

void write_doubt(struct writer *w, const struct checklist *c)
{
    if (checklist_has_doubt(c))
        write_line(w, "", "%s", doubt_meaning());
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

    const struct entry *e = checklist_subject(c);
    if (e->desk.len > 0)
        d = knowledge_desk(k, e->desk.s);
    return d ? d : k->town.front;
}
