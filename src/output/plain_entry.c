/* An entry as a sheet. */
#include "output/plain.h"

#include "base/lang.h"
#include "knowledge/fee.h"
#include "knowledge/review.h"
#include "knowledge/terms.h"
#include "output/pieces.h"
#include "output/writer.h"
#include "text/wareki.h"
#include <string.h>

struct sheet {
    struct writer w;
    const struct plain *p;
    const struct entry *e;
    enum entry_part first;
};

static void amount(struct sheet *s)
{
    if (s->e->amount.len > 0) {
        write_blank(&s->w);
        write_line(&s->w, "", _("もらえる金額：%s"), s->e->amount.s);
    }
}

static void summary(struct sheet *s)
{
    if (s->first != PART_SUMMARY)
        write_blank(&s->w);
    if (s->e->summary.len > 0)
        write_line(&s->w, "", "%s", s->e->summary.s);
    if (s->e->answer.len > 0)
        write_line(&s->w, "", "%s", s->e->answer.s);
    if (s->e->status == STATUS_UNCONFIRMED)
        write_line(&s->w, "", "%s",
                   _("この案内は、まだ確認が済んでいません。行く前に、窓口へ電話してください。"));
    else if (entry_is_old(s->e, s->p->today))
        write_line(
            &s->w, "", "%s",
            _("この案内は、確かめ直す時期を過ぎています。変わっていないか、窓口で確かめてくだ"
              "さい。"));
    if (s->first != PART_FEE)
        amount(s);
}

/* On the sheet: in force, or soon. */
static bool is_wanted(const struct sheet *s, const struct document_ref *r)
{
    return r->document &&
           (period_holds(&r->in, s->p->today) || period_begins_soon(&r->in, s->p->today));
}

/* Those that only some bring, or that are wanted only from or until a day. */
static bool is_conditional(const struct sheet *s, const struct document_ref *r)
{
    return r->when.cond || !period_holds(&r->in, s->p->today) ||
           period_ends_soon(&r->in, s->p->today);
}

/* For whom, and from or until when where that is soon. */
static void describe_wanted(const struct sheet *s, const struct document_ref *r, struct strbuf *out)
{
    struct date day = r->in.from;

    describe_who(out, &r->who, &r->when);
    if (!period_holds(&r->in, s->p->today)) {
        strbuf_puts(out, out->len > 0 ? "、" : "");
        strbuf_printf(out, _("%d年%d月%d日から"), day.year, day.month, day.day);
    } else if (period_ends_soon(&r->in, s->p->today)) {
        day = r->in.until;
        strbuf_puts(out, out->len > 0 ? "、" : "");
        strbuf_printf(out, _("%d年%d月%d日まで"), day.year, day.month, day.day);
    }
}

/* Those that everyone brings, or those that only some do. Gives how many there are. */
static size_t documents_of(struct sheet *s, bool conditional, const char *heading)
{
    size_t n = 0;

    for (size_t i = 0; i < s->e->documents.n; i++) {
        const struct document_ref *r = &s->e->documents.v[i];
        struct strbuf who;

        if (!is_wanted(s, r) || is_conditional(s, r) != conditional)
            continue;
        if (n++ == 0)
            write_heading(&s->w, heading);
        strbuf_init(&who);
        describe_wanted(s, r, &who);
        write_document(&s->w, &(struct document_view){
                                  .document = r->document,
                                  .form = r->form == FORM_ANY ? r->document->form : r->form,
                                  .first = "・",
                                  .who = who.s,
                                  .notes = &r->note,
                                  .nnotes = r->note.len > 0,
                                  .detail = DETAIL_LIST,
                              });
        strbuf_done(&who);
    }
    return n;
}

static void documents(struct sheet *s)
{
    size_t n = documents_of(s, false, _("必ず持って行くもの"));

    n += documents_of(s, true, _("あてはまる人だけ持って行くもの"));
    for (size_t i = 0; i < s->e->documents.n; i++) {
        const struct document_ref *r = &s->e->documents.v[i];
        if (!is_wanted(s, r) || r->document->status != STATUS_UNCONFIRMED)
            continue;
        write_blank(&s->w);
        write_line(&s->w, "", "%s", doubt_meaning());
        break;
    }
    /* an author's may name some that cannot be read */
    if (n == 0 && s->e->documents.n == 0 && s->e->kind == ENTRY_PROCEDURE) {
        write_blank(&s->w);
        write_line(&s->w, "", "%s", _("決まった持ち物はありません。"));
    }
}

static void explain(struct sheet *s)
{
    const struct document_refs *refs = &s->e->documents;
    size_t n = 0;

    for (size_t i = 0; i < refs->n; i++) {
        const struct document_ref *r = &refs->v[i];
        bool told = !is_wanted(s, r);

        for (size_t j = 0; j < i; j++)
            told = told || (refs->v[j].document == r->document && is_wanted(s, &refs->v[j]));
        if (told)
            continue;
        if (n++ == 0)
            write_heading(&s->w, _("持ち物の説明"));
        write_document(&s->w, &(struct document_view){
                                  .document = r->document,
                                  .form = r->form == FORM_ANY ? r->document->form : r->form,
                                  .first = "・",
                                  .who = "",
                                  .detail = DETAIL_EXPLAIN,
                              });
    }
}

static void fees(struct sheet *s)
{
    const struct fees *f = &s->e->fees;
    size_t n = 0;

    if (s->first == PART_FEE) /* いくら may ask for this */
        amount(s);
    for (size_t i = 0; i < f->n; i++)
        n += fee_shown(f, &f->v[i], s->p->today);
    if (n > 1)
        write_heading(&s->w, _("手数料"));
    else if (n == 1)
        write_blank(&s->w);
    for (size_t i = 0; i < f->n; i++) {
        struct strbuf b;

        if (!fee_shown(f, &f->v[i], s->p->today))
            continue;
        strbuf_init(&b);
        plain_fee_on(f, &f->v[i], s->p->today, &b); /* the sheet's first line has the mark */
        if (n == 1)
            write_line(&s->w, "", _("手数料：%s"), b.s);
        else
            write_line(&s->w, "・", "%s", b.s);
        strbuf_done(&b);
    }
}

static void deadlines(struct sheet *s)
{
    const struct deadlines *d = &s->e->deadlines;
    size_t n = 0;

    for (size_t i = 0; i < d->n; i++)
        n += period_holds(&d->v[i].in, s->p->today);
    if (n > 1)
        write_heading(&s->w, _("期限"));
    else if (n == 1)
        write_blank(&s->w);
    for (size_t i = 0; i < d->n; i++) {
        struct strbuf b;

        if (!period_holds(&d->v[i].in, s->p->today))
            continue;
        strbuf_init(&b);
        plain_deadline_rule(&d->v[i], &b);
        if (n == 1)
            write_line(&s->w, "", _("期限：%s"), b.s);
        else
            write_line(&s->w, "・", "%s", b.s);
        if (d->v[i].late.len > 0)
            write_line(&s->w, "", _("期限を過ぎたとき：%s"), d->v[i].late.s);
        strbuf_done(&b);
    }
}

static const struct desk *desk_of(const struct sheet *s)
{
    return s->e->desk.len > 0 ? knowledge_desk(s->p->knowledge, s->e->desk.s) : NULL;
}

static void place(struct sheet *s)
{
    const struct desk *d = desk_of(s);
    struct strbuf b;

    strbuf_init(&b);
    if (d)
        plain_desk(d, &b);
    else
        strbuf_add(&b, s->e->place.s, s->e->place.len);
    if (b.len > 0) {
        write_blank(&s->w);
        write_line(&s->w, "", _("行く所：%s"), b.s);
    }
    strbuf_done(&b);
    if (s->e->hours.len > 0)
        write_line(&s->w, "", _("受け付ける時間：%s"), s->e->hours.s);
}

static void labelled(struct sheet *s, const char *label, const char *lead, const struct str *text)
{
    if (!*lead && text->len == 0)
        return;
    write_blank(&s->w);
    write_line(&s->w, "", "%s%s%s", label, lead, text->s);
}

static void who(struct sheet *s)
{
    labelled(s, _("手続きできる人："), "", &s->e->who);
}

static void online(struct sheet *s)
{
    const char *lead = "";

    switch (s->e->online.level) {
    case ONLINE_YES:
        lead = _("できます。");
        break;
    case ONLINE_PARTLY:
        lead = _("一部だけできます。");
        break;
    case ONLINE_NO:
        lead = _("できません。");
        break;
    case ONLINE_UNSAID:
        break;
    }
    labelled(s, _("スマホやパソコンでの手続き："), lead, &s->e->online.how);
}

static void duration(struct sheet *s)
{
    labelled(s, _("かかる時間："), "", &s->e->duration);
}

/* The steps of a howto; of an event, the procedures that it may bring. */
static void steps(struct sheet *s)
{
    const struct entry *e = s->e;
    struct strbuf b;

    strbuf_init(&b);
    for (size_t i = 0; i < e->steps.n; i++) {
        const struct step *step = &e->steps.v[i];

        if (i == 0)
            write_heading(&s->w, _("やり方"));
        strbuf_clear(&b);
        strbuf_printf(&b, "%zu. ", i + 1);
        write_line(&s->w, b.s, "%s", step->text.s);
        s->w.indent = write_width(&s->w, b.s);
        if (step->look.len > 0)
            write_line(&s->w, "", _("見えるもの：%s"), step->look.s);
        if (step->if_not.len > 0)
            write_line(&s->w, "", _("ちがうとき：%s"), step->if_not.s);
        s->w.indent = 0;
    }
    for (size_t i = 0; i < e->procedures.n; i++) {
        const struct entry_ref *r = &e->procedures.v[i];
        const struct entry *procedure = knowledge_entry(s->p->knowledge, r->id.s);

        if (i == 0)
            write_heading(&s->w, _("関係する手続き"));
        strbuf_clear(&b);
        describe_who(&b, &r->who, &r->when);
        if (procedure && b.len > 0)
            write_line(&s->w, "・", "%s（%s）", procedure->name.s, b.s);
        else if (procedure)
            write_line(&s->w, "・", "%s", procedure->name.s);
    }
    strbuf_done(&b);
}

static void note_list(struct sheet *s, const struct notes *v, const char *heading)
{
    size_t told = 0;

    for (size_t i = 0; i < v->n; i++) {
        const struct note *n = &v->v[i];
        struct strbuf b;

        if (!period_holds(&n->in, s->p->today))
            continue;
        if (told++ == 0)
            write_heading(&s->w, heading);
        strbuf_init(&b);
        describe_who(&b, &n->who, &n->when);
        if (b.len > 0)
            write_line(&s->w, "・", "（%s）%s", b.s, n->text.s);
        else
            write_line(&s->w, "・", "%s", n->text.s);
        strbuf_done(&b);
    }
}

static void notes(struct sheet *s)
{
    note_list(s, &s->e->again, _("役場へ2回行くとき"));
    note_list(s, &s->e->notes, _("気をつけること"));
}

static void next(struct sheet *s)
{
    struct strbuf b;

    strbuf_init(&b);
    if (join_entries(&b, s->p->knowledge, &s->e->next) > 0) {
        write_blank(&s->w);
        write_line(&s->w, "", _("このあとの手続き：%s"), b.s);
    }
    strbuf_done(&b);
}

/* The words of the glossary that it uses, each with the first sentence of what it means. */
static void terms(struct sheet *s)
{
    enum { TERMS_MAX = 12 };
    const struct entry *v[TERMS_MAX];
    size_t n = terms_of(s->p->knowledge, s->e, v, TERMS_MAX);

    if (n > 0)
        write_heading(&s->w, _("ことばの説明"));
    for (size_t i = 0; i < n; i++) {
        const char *end = strstr(v[i]->answer.s, "。");
        size_t len = end ? (size_t)(end - v[i]->answer.s) + strlen("。") : v[i]->answer.len;

        write_line(&s->w, "・", "%s：%.*s", v[i]->name.s, (int)len, v[i]->answer.s);
    }
}

static void last_look(struct sheet *s)
{
    struct date day = s->e->confirmed;
    bool old = entry_is_old(s->e, s->p->today);

    if (date_valid(day))
        write_line(&s->w, "", _("確認した日：%d年%d月%d日%s"), day.year, day.month, day.day,
                   old ? _("【要確認】確かめ直す時期を過ぎています。変わっていないか、窓口で確かめ"
                           "てください。")
                       : "");
}

static void confirmed(struct sheet *s)
{
    write_blank(&s->w);
    write_contact(&s->w, desk_of(s));
    if (s->e->law.len > 0)
        write_line(&s->w, "", _("根拠：%s"), s->e->law.s);
    last_look(s);
}

static void (*const parts[ENTRY_PARTS])(struct sheet *) = {
    [PART_SUMMARY] = summary,    [PART_DOCUMENTS] = documents, [PART_FEE] = fees,
    [PART_DEADLINE] = deadlines, [PART_PLACE] = place,         [PART_WHO] = who,
    [PART_ONLINE] = online,      [PART_DURATION] = duration,   [PART_STEPS] = steps,
    [PART_NOTES] = notes,        [PART_EXPLAIN] = explain,     [PART_NEXT] = next,
    [PART_TERMS] = terms,        [PART_CONFIRMED] = confirmed,
};

static void begin(struct sheet *s, const struct plain *p, const struct entry *e,
                  enum entry_part first, struct strbuf *out)
{
    *s = (struct sheet){.p = p, .e = e, .first = first};
    writer_init(&s->w, p->knowledge, p->today, p->cols, p->ambiguous, out);
    s->w.readings = p->readings;
    write_line(&s->w, "", "%s%s", e->name.s, entry_mark(e, p->today));
    size_t before = out->len;
    parts[first](s);
    /* Who asks for one thing is told when there is nothing to tell. */
    if (out->len == before && e->kind == ENTRY_PROCEDURE)
        write_line(&s->w, "", "%s",
                   _("それについては、ここに書かれていません。窓口で聞いてください。"));
    else if (out->len == before && e->kind == ENTRY_EVENT)
        write_line(&s->w, "", "%s",
                   _("それは、人によってちがいます。質問に答えると、一覧に出ます。"));
}

void plain_entry(const struct plain *p, const struct entry *e, enum entry_part first,
                 struct strbuf *out)
{
    struct sheet s;

    begin(&s, p, e, first, out);
    for (int i = 0; i < ENTRY_PARTS; i++) {
        if (i != (int)first)
            parts[i](&s);
    }
    writer_done(&s.w);
}

void plain_part(const struct plain *p, const struct entry *e, enum entry_part part,
                struct strbuf *out)
{
    struct sheet s;

    begin(&s, p, e, part, out);
    write_blank(&s.w);
    write_contact(&s.w, desk_of(&s));
    last_look(&s);
    writer_done(&s.w);
}
