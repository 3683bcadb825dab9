#include "base/lang.h"
#include "text/width.h"
#include "tui/screen.h"
#include <string.h>

/* Why everything is on the checklist: the answers that its conditions read. */

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_READ;
}

static void enter(struct ui *ui)
{
    ui->over_view.line = 0;
}

static void line(const struct plain *p, const char *first, const char *indent, const char *text,
                 struct strbuf *out)
{
    struct strbuf read;
    strbuf_init(&read);
    if (p->readings)
        p->readings->add(p->readings->ctx, text, strlen(text), &read);
    else
        strbuf_puts(&read, text);
    text_wrap(out, read.s, read.len, p->cols, first, indent, p->ambiguous);
    strbuf_wipe(&read);
    strbuf_done(&read);
}

static void heading(const char *text, struct strbuf *out)
{
    if (out->len > 0)
        strbuf_putc(out, '\n');
    strbuf_printf(out, "%s\n", text);
}

static void item(const struct plain *p, const char *name, enum item_state state,
                 const struct reasons *why, struct strbuf *out)
{
    struct strbuf answer, s;
    strbuf_init(&answer);
    strbuf_init(&s);
    line(p, "・", "  ", name, out);
    for (size_t i = 0; i < why->n; i++) {
        strbuf_wipe(&answer);
        strbuf_wipe(&s);
        fact_text(why->v[i], &answer);
        strbuf_printf(&s, _("%s：「%s」と答えたため"), question_name(why->v[i]->question),
                      answer.s);
        line(p, "    ", "      ", s.s, out);
    }
    if (why->n == 0 && state == ITEM_REQUIRED)
        line(p, "    ", "    ", _("どなたにも必要です"), out);
    if (state == ITEM_ASK)
        line(p, "    ", "    ", _("まだ決まらないため、窓口で確認してください"), out);
    strbuf_wipe(&answer);
    strbuf_done(&answer);
    strbuf_wipe(&s);
    strbuf_done(&s);
}

static void write_users(const struct plain *p, const struct checklist *c,
                        const struct entry_list *l, struct strbuf *out)
{
    struct strbuf s;
    if (c->procedures.n < 2 || l->n == 0)
        return;
    strbuf_init(&s);
    for (size_t i = 0; i < l->n; i++)
        strbuf_printf(&s, "%s%s", i > 0 ? "、" : _("使う手続き："), l->v[i]->name.s);
    line(p, "    ", "      ", s.s, out);
    strbuf_done(&s);
}

static void write_notes(const struct plain *p, const struct item_notes *notes, const char *above,
                        struct strbuf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < notes->n; i++) {
        const struct item_note *d = &notes->v[i];
        if (d->why.n == 0)
            continue;
        if (n++ == 0)
            heading(above, out);
        item(p, d->text.s, d->state, &d->why, out);
    }
}

static void write_reasons(const struct plain *p, const struct checklist *c, struct strbuf *out)
{
    if (c->stop) {
        heading(c->entry->name.s, out);
        for (size_t i = 0; i < c->facts.n; i++) {
            struct strbuf s;
            strbuf_init(&s);
            strbuf_printf(&s, "%s：", question_name(c->facts.v[i].question));
            fact_text(&c->facts.v[i], &s);
            line(p, "・", "  ", s.s, out);
            strbuf_wipe(&s);
            strbuf_done(&s);
        }
        return;
    }
    if (c->documents.n > 0)
        heading(_("持ち物"), out);
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];
        item(p, d->document->name.s, d->state, &d->why, out);
        write_users(p, c, &d->procedures, out);
    }
    bool procedures = c->procedures.n > 1 || (c->procedures.n == 1 && c->procedures.v[0].why.n > 0);
    if (procedures)
        heading(_("手続き"), out);
    for (size_t i = 0; procedures && i < c->procedures.n; i++) {
        const struct item_procedure *d = &c->procedures.v[i];
        item(p, d->entry->name.s, d->state, &d->why, out);
    }
    write_notes(p, &c->again, _("2回行くわけ"), out);
    write_notes(p, &c->notes, _("気をつけること"), out);
}

static void draw(struct ui *ui, struct rect body)
{
    struct plain p = ui_plain(ui, body);
    strbuf_wipe(&ui->over_view.text);
    write_reasons(&p, ui_dialogue(ui)->checklist, &ui->over_view.text);
    textview_draw(&ui->over_view, &ui->canvas, body, true);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    return ui_over_command(ui, cmd, key);
}

static void title(const struct ui *ui, struct strbuf *out)
{
    strbuf_puts(out, ui_dialogue(ui)->checklist->stop ? _("ここまでの答え") : _("どうして必要か"));
}

const struct screen screen_reasons = {place, enter, draw, command, title};
