/* The checklist as lines. */
#include "output/plain.h"

#include "base/lang.h"
#include "output/pieces.h"
#include "output/writer.h"
#include "text/wareki.h"

/* What cannot wait comes before everything. */
static void write_urgent(struct writer *w, const struct checklist *c)
{
    for (size_t i = 0; i < c->deadlines.n; i++) {
        const struct item_deadline *d = &c->deadlines.v[i];

        if (date_is_none(d->due) || d->state != ITEM_REQUIRED)
            continue;
        if (d->due_state == DUE_TODAY)
            write_line(w, "", _("急いでください。%sは、今日が最後の日です。"), d->entry->name.s);
        else if (d->due_state == DUE_PAST)
            write_line(w, "", _("急いでください。%sは、期限を過ぎています。"), d->entry->name.s);
    }
}

#define USERS_MAX 4 /* a longer enumeration is only in the way */

/* For which procedures, where that is not plain. */
static void write_users(struct writer *w, const struct checklist *c, const struct entry_list *l)
{
    size_t n = l->n > USERS_MAX ? USERS_MAX - 1 : l->n;
    struct strbuf b;

    if (c->procedures.n < 2 || l->n == 0)
        return;
    if (l->n == c->procedures.n) {
        write_line(w, "", "%s", _("どの手続きでも使います。"));
        return;
    }
    strbuf_init(&b);
    for (size_t i = 0; i < n; i++)
        strbuf_printf(&b, "%s%s", i > 0 ? "、" : "", l->v[i]->name.s);
    if (n < l->n)
        write_line(w, "", _("使う手続き：%sなど、%zuの手続き"), b.s, l->n);
    else
        write_line(w, "", _("使う手続き：%s"), b.s);
    strbuf_done(&b);
}

/* On a screen the list may go on below its edge: who has seen its beginning knows how many there
 * are. */
static void write_how_many(struct writer *w, const struct checklist *c, enum item_state state,
                           const char *heading)
{
    struct strbuf b;
    size_t n = 0;

    for (size_t i = 0; i < c->documents.n; i++)
        n += c->documents.v[i].state == state;
    strbuf_init(&b);
    if (n > 9)
        strbuf_printf(&b, _("%s（全部で%zu個）"), heading, n);
    else if (n > 1)
        strbuf_printf(&b, _("%s（全部で%zuつ）"), heading, n);
    write_heading(w, n > 1 ? b.s : heading);
    strbuf_done(&b);
}

static void write_documents(struct writer *w, const struct checklist *c, enum item_state state,
                            const char *heading, bool brief)
{
    size_t n = 0, indent = write_width(w, "□ ");

    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];

        if (d->state != state)
            continue;
        if (n++ == 0 && brief && state == ITEM_REQUIRED)
            write_how_many(w, c, state, heading);
        else if (n == 1)
            write_heading(w, heading);
        write_document(w, &(struct document_view){
                              .document = d->document,
                              .form = d->form,
                              .first = "□ ",
                              .who = d->who.s ? d->who.s : "",
                              .notes = d->notes.v,
                              .nnotes = d->notes.n,
                              .doubtful = document_is_doubtful(c, d),
                              .detail = DETAIL_LIST,
                          });
        if (brief)
            continue;
        w->indent += indent;
        write_users(w, c, &d->procedures);
        write_reasons(w, &d->why);
        w->indent -= indent;
    }
    if (n == 0 && state == ITEM_REQUIRED && c->procedures.n > 0) {
        write_blank(w);
        write_line(w, "", "%s", _("必ず持って行くと決まったものはありません。"));
    }
}

static void write_explanations(struct writer *w, const struct checklist *c)
{
    if (c->documents.n > 0)
        write_heading(w, _("持ち物の説明"));
    for (size_t i = 0; i < c->documents.n; i++)
        write_document(w, &(struct document_view){
                              .document = c->documents.v[i].document,
                              .form = c->documents.v[i].form,
                              .first = "・",
                              .who = "",
                              .detail = DETAIL_EXPLAIN,
                          });
}

static void write_notes(struct writer *w, const struct checklist *c, bool brief)
{
    if (c->notes.n == 0)
        return;
    write_heading(w, _("気をつけること"));
    for (size_t i = 0; i < c->notes.n; i++)
        write_note(w, c, &c->notes.v[i], !brief);
}

static void write_next(struct writer *w, const struct checklist *c)
{
    struct strbuf b;

    strbuf_init(&b);
    if (join_entries(&b, w->knowledge, &c->next) > 0) {
        write_blank(w);
        write_line(w, "", _("このあとの手続き：%s"), b.s);
    }
    strbuf_done(&b);
}

static void write_stop(struct writer *w, const struct checklist *c, bool brief)
{
    write_line(w, "", "%s", c->stop);
    write_notes(w, c, brief); /* what else it may be, where a question was left open */
    write_blank(w);
    write_contact(w, checklist_desk(w->knowledge, c));
}

static void write_all(struct writer *w, const struct checklist *c, bool brief)
{
    write_urgent(w, c);
    if (brief)
        write_outline(w, c);
    write_documents(w, c, ITEM_REQUIRED, _("持って行くもの"), brief);
    write_documents(w, c, ITEM_ASK, _("窓口で確認してください（要るかもしれません）"), brief);
    write_desks(w, c, !brief);
    write_deadlines(w, c);
    write_fees(w, c);
    write_notes(w, c, brief);
    write_explanations(w, c);
    write_next(w, c);
    write_blank(w);
    write_contact(w, checklist_desk(w->knowledge, c));
    write_blank(w);
    write_code(w, c);
}

static void write_checklist(const struct plain *p, const struct checklist *c, bool brief,
                            struct strbuf *out)
{
    struct writer w;
    struct strbuf today;

    writer_init(&w, p->knowledge, p->today, p->cols, p->ambiguous, out);
    w.readings = p->readings;
    strbuf_init(&today);
    wareki_text(&today, p->today);
    const struct entry *e = checklist_subject(c);
    write_line(&w, "", "%s%s", e->name.s, entry_mark(e, w.today));
    if (today.len > 0)
        write_line(&w, "", _("今日は%sです。"), today.s);
    strbuf_done(&today);
    write_doubt(&w, c);
    if (c->stop)
        write_stop(&w, c, brief);
    else
        write_all(&w, c, brief);
    if (p->knowledge->town.notice.len > 0)
        write_line(&w, "", "%s", p->knowledge->town.notice.s);
    writer_done(&w);
}

void plain_checklist(const struct plain *p, const struct checklist *c, struct strbuf *out)
{
    write_checklist(p, c, false, out);
}

void plain_checklist_brief(const struct plain *p, const struct checklist *c, struct strbuf *out)
{
    write_checklist(p, c, true, out);
}
