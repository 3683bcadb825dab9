#include "base/lang.h"
#include "knowledge/terms.h"
#include "text/width.h"
#include "tui/screen.h"
#include <string.h>

/* The words of the glossary that stand in the text of the screen below, each explained. */

enum { TERMS_MAX = 64, NO_BREAKS = 1 << 20 };

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_READ;
}

static void enter(struct ui *ui)
{
    ui->over_view.line = 0;
}

static void add(struct strbuf *out, const char *s)
{
    strbuf_puts(out, s);
    strbuf_putc(out, '\n');
}

static void add_menu(struct strbuf *out, const struct menu *m)
{
    for (size_t i = 0; i < m->n; i++) {
        add(out, m->v[i].text);
        if (m->v[i].detail)
            add(out, m->v[i].detail);
    }
}

static void add_question(struct strbuf *out, const struct question *q)
{
    add(out, q->ask.s);
    add(out, q->why.s);
    for (size_t i = 0; i < q->answers.n; i++)
        add(out, q->answers.v[i].label.s);
}

/* Menus are filled as they are drawn: once without readings, which might stand within a word. */
static void add_menus(struct ui *ui, struct strbuf *out)
{
    const struct annotator *readings = ui->readings;
    struct canvas scratch = ui->canvas, shown = ui->canvas;
    const char *message = ui->message_read;
    size_t spots = ui->spots.n;
    canvas_init(&scratch, shown.rows, shown.cols, shown.ambiguous);
    ui->readings = NULL;
    ui->message_read = NULL;
    ui->canvas = scratch;
    ui->screen->draw(ui, (struct rect){0, 0, shown.rows, shown.cols});
    add_menu(out, &ui->menu);
    add_menu(out, &ui->more);
    canvas_done(&ui->canvas);
    ui->canvas = shown;
    ui->spots.n = spots; /* none of it can be clicked */
    ui->message_read = message;
    ui->readings = readings;
}

/* The text of the screen without readings and line breaks. */
static void screen_text(struct ui *ui, struct strbuf *out)
{
    const struct dialogue *d = ui_dialogue(ui);
    struct plain p = {.knowledge = session_knowledge(ui->session),
                      .cols = NO_BREAKS,
                      .ambiguous = ui->canvas.ambiguous,
                      .today = d->today};
    add(out, ui->message.s);
    if (ui->screen == &screen_entry)
        plain_entry(&p, d->entry, PART_SUMMARY, out);
    else if (ui->screen == &screen_checklist)
        plain_checklist(&p, d->checklist, out);
    else if (ui->screen == &screen_question)
        add_question(out, d->step.question);
    else
        add_menus(ui, out);
}

size_t ui_screen_terms(struct ui *ui, const struct entry **out, size_t max)
{
    const struct entry *shown = ui->screen == &screen_entry ? ui_dialogue(ui)->entry : NULL;
    struct strbuf text;
    strbuf_init(&text);
    screen_text(ui, &text);
    size_t n = terms_in(session_knowledge(ui->session), text.s, text.len, shown, out, max);
    strbuf_wipe(&text);
    strbuf_done(&text);
    return n;
}

static void write_term(const struct plain *p, const struct entry *e, struct strbuf *out)
{
    struct strbuf s;
    strbuf_init(&s);
    strbuf_printf(&s, "%s\n%s", e->name.s, e->answer.s);
    for (char *part = s.s, *rest; part; part = rest) {
        struct strbuf read;
        rest = strchr(part, '\n');
        size_t n = rest ? (size_t)(rest++ - part) : strlen(part);
        strbuf_init(&read);
        if (p->readings)
            p->readings->add(p->readings->ctx, part, n, &read);
        else
            strbuf_add(&read, part, n);
        const char *indent = part == s.s ? "・" : "  ";
        text_wrap(out, read.s, read.len, p->cols, indent, "  ", p->ambiguous);
        strbuf_done(&read);
    }
    strbuf_done(&s);
}

static void write_terms(struct ui *ui, const struct plain *p, struct strbuf *out)
{
    const struct entry *v[TERMS_MAX];
    size_t n = ui_screen_terms(ui, v, TERMS_MAX);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            strbuf_putc(out, '\n');
        write_term(p, v[i], out);
    }
}

static void draw(struct ui *ui, struct rect body)
{
    struct plain p = ui_plain(ui, body);
    strbuf_wipe(&ui->over_view.text);
    write_terms(ui, &p, &ui->over_view.text);
    textview_draw(&ui->over_view, &ui->canvas, body, true);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    return ui_over_command(ui, cmd, key);
}

static void title(const struct ui *ui, struct strbuf *out)
{
    (void)ui;
    strbuf_puts(out, _("この画面のことば"));
}

const struct screen screen_terms = {place, enter, draw, command, title};
