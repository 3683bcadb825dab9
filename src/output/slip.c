#include "output/slip.h"

#include "base/lang.h"
#include "output/pieces.h"
#include "output/plain.h"
#include "output/writer.h"
#include "text/wareki.h"

/* Receipt printers give East Asian Ambiguous characters two columns. */
#define AMBIGUOUS 2

static void write_rule(struct writer *w)
{
    strbuf_fill(w->out, '-', w->cols);
    strbuf_putc(w->out, '\n');
}

static void write_documents(struct writer *w, const struct checklist *c, enum item_state state,
                            const char *heading)
{
    size_t n = 0;

    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];

        if (d->state != state)
            continue;
        if (n++ == 0) {
            write_rule(w);
            write_line(w, "", "%s", heading);
        }
        write_document(w, &(struct document_view){
                              .document = d->document,
                              .form = d->form,
                              .first = "□ ",
                              .who = d->who.s ? d->who.s : "",
                              .notes = d->notes.v,
                              .nnotes = d->notes.n,
                              .doubtful = document_is_doubtful(c, d),
                              .detail = DETAIL_SLIP,
                          });
    }
}

static void write_notes(struct writer *w, const struct checklist *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->notes.n; i++) {
        if (c->notes.v[i].state != ITEM_REQUIRED)
            continue;
        if (n++ == 0) {
            write_rule(w);
            write_line(w, "", "%s", _("気をつけること"));
        }
        write_line(w, "・", "%s", c->notes.v[i].text.s);
    }
}

/* A section of another formatter, which begins with a blank line where something stands above. */
static void write_section(struct writer *w, const struct checklist *c,
                          void (*section)(struct writer *, const struct checklist *))
{
    size_t before = w->out->len;

    write_rule(w);
    w->start = w->out->len;
    section(w, c);
    if (w->out->len == w->start)
        strbuf_truncate(w->out, before);
}

static void write_desks_only(struct writer *w, const struct checklist *c)
{
    write_desks(w, c, false); /* the answers are nobody's business at the counter */
}

static void write_printed(struct writer *w)
{
    struct strbuf day;

    strbuf_init(&day);
    wareki_text(&day, w->today);
    if (day.len > 0)
        write_line(w, "", _("%sに印刷"), day.s);
    strbuf_done(&day);
}

void slip_entry(const struct knowledge *k, const struct entry *e, struct date today, size_t cols,
                struct strbuf *out)
{
    struct plain p = {.knowledge = k, .cols = cols, .ambiguous = AMBIGUOUS, .today = today};
    struct writer w;

    writer_init(&w, k, today, cols, AMBIGUOUS, out);
    write_line(&w, "", e->kind == ENTRY_HOWTO ? _("%s　やり方のひかえ") : _("%s　案内のひかえ"),
               k->town.name.s);
    write_printed(&w);
    write_rule(&w);
    plain_entry(&p, e, PART_SUMMARY, out);
    write_rule(&w);
    if (k->town.notice.len > 0)
        write_line(&w, "", "%s", k->town.notice.s);
    writer_done(&w);
}

void slip_checklist_read(const struct knowledge *k, const struct checklist *c, struct date today,
                         size_t cols, const struct annotator *readings, struct strbuf *out)
{
    struct writer w;

    writer_init(&w, k, today, cols, AMBIGUOUS, out);
    w.readings = readings;
    write_line(&w, "", _("%s　持ち物のひかえ"), k->town.name.s);
    const struct entry *e = checklist_subject(c);
    write_line(&w, "", "%s%s", e->name.s, entry_mark(e, today));
    write_printed(&w);
    write_doubt(&w, c);
    if (c->stop) {
        write_rule(&w);
        write_line(&w, "", "%s", c->stop);
    } else {
        write_documents(&w, c, ITEM_REQUIRED, _("持って行くもの"));
        write_documents(&w, c, ITEM_ASK, _("窓口で確認するもの"));
        write_section(&w, c, write_desks_only);
        write_section(&w, c, write_deadlines);
        write_section(&w, c, write_fees);
        write_notes(&w, c);
    }
    write_rule(&w);
    write_contact(&w, checklist_desk(k, c));
    write_section(&w, c, write_code);
    if (k->town.notice.len > 0)
        write_line(&w, "", "%s", k->town.notice.s);
    writer_done(&w);
}

void slip_checklist(const struct knowledge *k, const struct checklist *c, struct date today,
                    size_t cols, struct strbuf *out)
{
    slip_checklist_read(k, c, today, cols, NULL, out);
}
