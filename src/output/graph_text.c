/* The picture for a terminal. A question that only one answer leads to stands below that answer.
 * One to which several ways lead, or which is the only one to go on with, stands below the question
 * from which all these ways come (its immediate dominator), and the ways name its number. */
#include "output/graph.h"

#include "base/lang.h"
#include "base/xalloc.h"
#include "output/pieces.h"
#include "text/utf8.h"
#include "text/width.h"
#include <stdlib.h>
#include <string.h>

enum { NOT = 0, MIN_COLS = 30 }; /* the START has no number, and dominates nothing by NOT */

struct sketch {
    const struct chart *c;
    const struct graph_look *look;
    struct strbuf *out; /* NULL: only numbers are given */
    struct strbuf prefix;
    size_t *number; /* of a question, or of an end, in the order in which they are drawn */
    size_t *above;  /* immediate dominator, among the questions of the same part */
    bool *drawn;    /* ends whose documents were told */
    size_t *order;  /* places, each behind all that lead to it */
    size_t norder;
    size_t questions, ends; /* so many were numbered; of this part */
    size_t nends;           /* of this part */
};

static bool ascii(const struct sketch *s)
{
    return s->look->ascii || s->look->ambiguous == 2;
}

static const char *arrow(const struct sketch *s)
{
    return ascii(s) ? "->" : "→";
}

/* ---- lines ---- */

/* One paragraph behind first, its further lines behind hang; both behind the prefix. */
static void put(struct sketch *s, const char *first, const char *hang, const char *text)
{
    if (!s->out)
        return;
    struct strbuf head, rest, clean;
    strbuf_init(&head);
    strbuf_init(&rest);
    strbuf_init(&clean);
    strbuf_printf(&head, "%s%s", s->prefix.s, first);
    strbuf_printf(&rest, "%s%s", s->prefix.s, hang);
    utf8_clean(&clean, text, strlen(text), false);
    size_t used = text_width(rest.s, rest.len, s->look->ambiguous);
    size_t cols = s->look->cols < used + MIN_COLS ? used + MIN_COLS : s->look->cols;
    text_wrap(s->out, clean.s, clean.len, cols, head.s, rest.s, s->look->ambiguous);
    strbuf_done(&head);
    strbuf_done(&rest);
    strbuf_done(&clean);
}

static const char *branch(const struct sketch *s, bool last)
{
    if (ascii(s))
        return last ? "`- " : "|- ";
    return last ? "└─ " : "├─ ";
}

static const char *below(const struct sketch *s, bool last)
{
    if (last)
        return "   ";
    return ascii(s) ? "|  " : "│  ";
}

/* An empty line, with the lines that go past it. */
static void gap(struct sketch *s)
{
    if (!s->out)
        return;
    size_t n = s->prefix.len;
    while (n > 0 && s->prefix.s[n - 1] == ' ')
        n--;
    strbuf_add(s->out, s->prefix.s, n);
    strbuf_putc(s->out, '\n');
}

static size_t push(struct sketch *s, const char *more)
{
    size_t before = s->prefix.len;
    strbuf_puts(&s->prefix, more);
    return before;
}

/* ---- how the questions lie ---- */

static void sort_from(struct sketch *s, size_t place, char *seen)
{
    if (seen[place])
        return;
    seen[place] = 1;
    for (size_t i = s->c->nways; i-- > 0;)
        if (s->c->ways[i].from == place)
            sort_from(s, s->c->ways[i].to, seen);
    s->order[s->norder++] = place;
}

static size_t rank(const struct sketch *s, size_t place)
{
    size_t i = 0;
    while (i < s->norder && s->order[i] != place)
        i++;
    return i;
}

static size_t meet(const struct sketch *s, size_t a, size_t b)
{
    while (a != b) {
        if (rank(s, a) > rank(s, b))
            a = s->above[a];
        else
            b = s->above[b];
        if (a == NOT || b == NOT)
            return NOT;
    }
    return a;
}

/* In an order where all that leads to a place comes before it, once is enough (K. Cooper, T.
 * Harvey, K. Kennedy, A Simple, Fast Dominance Algorithm, 2001). */
static void lay_out(struct sketch *s, size_t start)
{
    char *seen = xcalloc(s->c->nplaces, 1);
    s->norder = 0;
    sort_from(s, start, seen);
    free(seen);
    for (size_t i = 0; i < s->norder / 2; i++) {
        size_t t = s->order[i];
        s->order[i] = s->order[s->norder - 1 - i];
        s->order[s->norder - 1 - i] = t;
    }
    for (size_t i = 1; i < s->norder; i++) {
        size_t at = s->order[i], above = SIZE_MAX;
        for (size_t w = 0; w < s->c->nways; w++) {
            const struct chart_way *way = &s->c->ways[w];
            if (way->to != at || rank(s, way->from) >= s->norder)
                continue;
            above = above == SIZE_MAX ? way->from : meet(s, above, way->from);
        }
        s->above[at] = above == SIZE_MAX ? NOT : above;
    }
}

static bool is_question(const struct sketch *s, size_t i)
{
    return s->c->places[i].kind == CHART_QUESTION;
}

static size_t ways_into(const struct sketch *s, size_t to)
{
    size_t n = 0;
    for (size_t i = 0; i < s->c->nways; i++)
        n += s->c->ways[i].to == to;
    return n;
}

static size_t questions_from(const struct sketch *s, size_t from)
{
    size_t n = 0;
    for (size_t i = 0; i < s->c->nways; i++)
        n += s->c->ways[i].from == from && is_question(s, s->c->ways[i].to);
    return n;
}

/* Is it drawn below the one way that leads to it? */
static bool is_nested(const struct sketch *s, size_t place)
{
    return ways_into(s, place) == 1 && questions_from(s, s->above[place]) > 1;
}

/* ---- what a way leads to ---- */

static void name_end(const struct sketch *s, size_t place, struct strbuf *out)
{
    if (s->nends > 1)
        strbuf_printf(out, _("おわり%zu"), s->number[place]);
    else
        strbuf_puts(out, _("おわり"));
}

static void name_target(struct sketch *s, size_t to, struct strbuf *out)
{
    const struct chart_place *p = &s->c->places[to];

    if (p->kind == CHART_QUESTION)
        strbuf_printf(out, "【%zu】", s->number[to]);
    else if (p->kind == CHART_STOP)
        strbuf_printf(out, _("案内しておわり：%s"), p->stop->s);
    else if (p->kind == CHART_GO)
        strbuf_printf(out, _("手続き「%s」（%s）へ"), p->entry->name.s, p->entry->id.s);
    else
        name_end(s, to, out);
}

static void put_documents(struct sketch *s, const struct chart_place *p)
{
    struct strbuf b;

    strbuf_init(&b);
    graph_documents(&p->sure, _("必ず："), &b);
    if (b.len)
        put(s, "", "      ", b.s);
    strbuf_clear(&b);
    graph_documents(&p->maybe, _("人により："), &b);
    if (b.len)
        put(s, "", "          ", b.s);
    if (!p->sure.n && !p->maybe.n)
        put(s, "", "", _("持ち物なし"));
    strbuf_done(&b);
}

/* The documents stand below the first way to an end. */
static void put_end(struct sketch *s, size_t place)
{
    if (!s->number[place])
        s->number[place] = ++s->ends;
    if (s->drawn[place] || s->c->places[place].kind != CHART_END)
        return;
    s->drawn[place] = true;
    size_t before = push(s, "  ");
    put_documents(s, &s->c->places[place]);
    strbuf_truncate(&s->prefix, before);
}

static void draw_question(struct sketch *s, size_t place);

static void draw_way(struct sketch *s, const struct chart_way *w, bool last)
{
    bool nested = is_question(s, w->to) && s->above[w->to] == w->from && is_nested(s, w->to);
    const char *hang = below(s, last);
    struct strbuf b;

    strbuf_init(&b);
    graph_way_words(s->c, w, &b);
    if (!nested) {
        strbuf_printf(&b, " %s ", arrow(s));
        if (s->c->places[w->to].kind == CHART_END && !s->number[w->to])
            s->number[w->to] = ++s->ends;
        name_target(s, w->to, &b);
    }
    put(s, branch(s, last), hang, b.s);
    strbuf_done(&b);
    size_t before = push(s, hang);
    if (nested)
        draw_question(s, w->to);
    else if (s->c->places[w->to].kind == CHART_END)
        put_end(s, w->to);
    strbuf_truncate(&s->prefix, before);
}

static void draw_ways(struct sketch *s, size_t from)
{
    const struct chart_way *last = NULL;

    for (size_t i = 0; i < s->c->nways; i++) {
        if (s->c->ways[i].from != from)
            continue;
        if (last)
            draw_way(s, last, false);
        last = &s->c->ways[i];
    }
    if (last)
        draw_way(s, last, true);
}

static void draw_question(struct sketch *s, size_t place)
{
    const struct chart_place *p = &s->c->places[place];
    struct strbuf first, text;

    if (!s->number[place])
        s->number[place] = ++s->questions;
    strbuf_init(&first);
    strbuf_init(&text);
    strbuf_printf(&first, "【%zu】", s->number[place]);
    strbuf_printf(&text, "%s（%s）%s", p->question->ask.s, p->question->id.s,
                  p->asked_before ? _("（前に答えていれば聞かない）") : "");
    put(s, first.s, ascii(s) ? "|   " : "│   ", text.s);
    strbuf_done(&first);
    strbuf_done(&text);
    draw_ways(s, place);
    for (size_t i = 0; i < s->c->nplaces; i++) {
        size_t at = i < s->norder ? s->order[i] : place;
        if (at == place || !is_question(s, at) || s->above[at] != place || is_nested(s, at))
            continue;
        gap(s);
        draw_question(s, at);
    }
}

/* ---- a tree ---- */

static void draw_part(struct sketch *s, size_t from)
{
    size_t start = NOT;

    for (size_t i = 0; i < s->c->nways && start == NOT; i++)
        if (s->c->ways[i].from == from)
            start = s->c->ways[i].to;
    lay_out(s, start);
    s->ends = s->nends = 0;
    for (size_t i = 0; i < s->norder; i++) {
        s->nends += s->c->places[s->order[i]].kind == CHART_END;
        s->drawn[s->order[i]] = false;
    }
    if (is_question(s, start)) {
        draw_question(s, start);
        return;
    }
    struct strbuf b;
    strbuf_init(&b);
    name_target(s, start, &b);
    put(s, "", "  ", b.s);
    put_end(s, start);
    strbuf_done(&b);
}

/* The documents of an entry that not everyone brings, each with its condition. */
static void draw_conditions(struct sketch *s, const struct entry *e)
{
    size_t left = 0;

    for (size_t i = 0; i < e->documents.n; i++)
        left += e->documents.v[i].when.cond != NULL;
    if (!left)
        return;
    gap(s);
    put(s, "", "", _("持ち物の条件（わからないと答えた人には、窓口で確認として出ます）"));
    for (size_t i = 0; i < e->documents.n; i++) {
        const struct document_ref *r = &e->documents.v[i];
        struct strbuf b;
        if (!r->when.cond)
            continue;
        strbuf_init(&b);
        strbuf_printf(&b, "%s：", r->document->name.s);
        describe_who(&b, NULL, &r->when);
        left--;
        put(s, branch(s, left == 0), below(s, left == 0), b.s);
        strbuf_done(&b);
    }
}

/* ---- an event ---- */

static void draw_event_question(struct sketch *s, const struct chart_way *w, bool last)
{
    const struct question *q = s->c->places[w->to].question;
    struct strbuf b;

    strbuf_init(&b);
    if (!s->number[w->to])
        s->number[w->to] = ++s->questions;
    strbuf_printf(&b, "【%zu】%s（%s）", s->number[w->to], q->ask.s, q->id.s);
    put(s, branch(s, last), below(s, last), b.s);
    size_t before = push(s, below(s, last));
    strbuf_clear(&b);
    for (size_t i = 0; i < q->answers.n; i++)
        strbuf_printf(&b, "%s%s", i ? "／" : _("答え："), q->answers.v[i].label.s);
    if (b.len)
        put(s, "  ", "        ", b.s);
    strbuf_clear(&b);
    graph_way_words(s->c, w, &b);
    if (b.len) {
        struct strbuf line;
        strbuf_init(&line);
        strbuf_printf(&line, _("聞くのは：%s"), b.s);
        put(s, "  ", "            ", line.s);
        strbuf_done(&line);
    }
    strbuf_truncate(&s->prefix, before);
    strbuf_done(&b);
}

static void draw_procedure(struct sketch *s, const struct chart_way *w, bool last)
{
    const struct chart_place *p = &s->c->places[w->to];
    struct strbuf b;

    strbuf_init(&b);
    strbuf_printf(&b, "%s（%s）", p->entry->name.s, p->entry->id.s);
    put(s, branch(s, last), below(s, last), b.s);
    size_t before = push(s, below(s, last));
    strbuf_clear(&b);
    graph_way_words(s->c, w, &b);
    if (b.len) {
        struct strbuf line;
        strbuf_init(&line);
        strbuf_printf(&line, _("要るのは：%s"), b.s);
        put(s, "", "          ", line.s);
        strbuf_done(&line);
    } else {
        put(s, "", "", _("要るのは：だれでも"));
    }
    strbuf_clear(&b);
    graph_presets(p, &b);
    if (b.len)
        put(s, "", "              ", b.s);
    if (p->ref->walk)
        draw_part(s, w->to);
    else
        put_documents(s, p);
    strbuf_truncate(&s->prefix, before);
    strbuf_done(&b);
}

/* Draws the event's questions, or its procedures. */
static void draw_all(struct sketch *s, enum chart_kind kind,
                     void (*draw)(struct sketch *s, const struct chart_way *w, bool last))
{
    const struct chart_way *last = NULL;

    for (size_t i = 0; i < s->c->nways; i++) {
        const struct chart_place *p = &s->c->places[s->c->ways[i].to];
        if (p->kind != kind || p->node)
            continue;
        if (last) {
            draw(s, last, false);
            size_t before = push(s, below(s, false));
            if (kind == CHART_PROCEDURE)
                gap(s);
            strbuf_truncate(&s->prefix, before);
        }
        last = &s->c->ways[i];
    }
    if (last)
        draw(s, last, true);
}

static void draw_event(struct sketch *s)
{
    const struct chart_place *start = &s->c->places[0];

    gap(s);
    put(s, "", "", _("質問"));
    draw_all(s, CHART_QUESTION, draw_event_question);
    gap(s);
    put(s, "", "", _("手続き"));
    draw_all(s, CHART_PROCEDURE, draw_procedure);
    if (start->sure.n + start->maybe.n) {
        gap(s);
        put(s, "", "", _("この出来事の持ち物"));
        put_documents(s, start);
    }
}

/* ---- the whole ---- */

static void draw(struct sketch *s)
{
    const struct entry *e = s->c->entry;
    struct strbuf b;

    strbuf_init(&b);
    strbuf_printf(&b, "%s（%s）", e->name.s, e->id.s);
    put(s, "", "", b.s);
    strbuf_done(&b);
    if (e->kind == ENTRY_EVENT) {
        draw_event(s);
    } else {
        gap(s);
        draw_part(s, 0);
    }
    draw_conditions(s, e);
}

void graph_text(const struct chart *c, const struct graph_look *look, struct strbuf *out)
{
    size_t n = c->nplaces + 1;
    struct sketch s = {.c = c, .look = look};

    strbuf_init(&s.prefix);
    s.number = xcalloc(n, sizeof *s.number);
    s.above = xcalloc(n, sizeof *s.above);
    s.drawn = xcalloc(n, sizeof *s.drawn);
    s.order = xcalloc(n, sizeof *s.order);
    draw(&s); /* a way may name a number that is given only below */
    s.out = out;
    draw(&s);
    free(s.number);
    free(s.above);
    free(s.drawn);
    free(s.order);
    strbuf_done(&s.prefix);
}
