/* DOT and Mermaid: the same places and ways, each in its own spelling. */
#include "output/graph.h"

#include "text/utf8.h"
#include "text/width.h"
#include <string.h>

enum { LABEL_COLS = 36 };

struct spelling {
    const char *newline;
    void (*put)(struct strbuf *out, const char *s, size_t n);
};

/* ---- labels ---- */

/* Each line of words wrapped and escaped, with the spelling's newlines between. */
static void put_label(const struct spelling *sp, const struct strbuf *words, struct strbuf *out)
{
    struct strbuf clean;
    size_t pos = 0, start, len;
    bool first = true;

    strbuf_init(&clean);
    utf8_clean(&clean, words->s, words->len, true);
    while (text_next_line(clean.s, clean.len, LABEL_COLS, 1, &pos, &start, &len)) {
        strbuf_puts(out, first ? "" : sp->newline);
        sp->put(out, clean.s + start, len);
        first = false;
    }
    strbuf_done(&clean);
}

/* A quoted string of DOT: only " and \ mean something in it. */
static void put_dot(struct strbuf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '"' || s[i] == '\\')
            strbuf_putc(out, '\\');
        strbuf_putc(out, s[i]);
    }
}

static bool is_alnum(char ch)
{
    return (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z');
}

/* Mermaid has entities by number. Letters, digits, what is not ASCII and the dashes of an id stay;
 * all else could mean something: a list ("1. "), a style (**), a tag, the end of the string. */
static void put_mermaid(struct strbuf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char ch = (unsigned char)s[i];
        bool inside = i > 0 && i + 1 < n && is_alnum(s[i - 1]) && is_alnum(s[i + 1]);
        if (ch >= 0x80 || ch == ' ' || is_alnum(s[i]) || (inside && (ch == '-' || ch == '_')))
            strbuf_putc(out, s[i]);
        else
            strbuf_printf(out, "#%d;", ch);
    }
}

static const struct spelling dot = {"\\n", put_dot}, mermaid = {"<br/>", put_mermaid};

static void put_place(const struct spelling *sp, const struct chart *c, size_t i,
                      struct strbuf *out)
{
    struct strbuf words;

    strbuf_init(&words);
    graph_place_words(c, &c->places[i], &words);
    put_label(sp, &words, out);
    strbuf_done(&words);
}

static void put_way(const struct spelling *sp, const struct chart *c, const struct chart_way *w,
                    struct strbuf *out)
{
    struct strbuf words;

    strbuf_init(&words);
    graph_way_words(c, w, &words);
    put_label(sp, &words, out);
    strbuf_done(&words);
}

/* The tree of a procedure in an event is drawn in a frame, which this place begins. */
static bool begins_frame(const struct chart *c, size_t i)
{
    return c->places[i].kind == CHART_PROCEDURE;
}

/* ---- DOT ---- */

static const char *dot_shape(enum chart_kind kind)
{
    switch (kind) {
    case CHART_START:
        return "shape=box, style=bold";
    case CHART_PROCEDURE:
        return "shape=box, style=bold";
    case CHART_END:
        return "shape=box, style=rounded";
    case CHART_STOP:
        return "shape=octagon";
    case CHART_GO:
        return "shape=cds";
    default:
        return "shape=box";
    }
}

void graph_dot(const struct chart *c, struct strbuf *out)
{
    bool frame = false;

    strbuf_puts(out, "digraph madoguchi {\n  rankdir=TB;\n"
                     "  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n");
    for (size_t i = 0; i < c->nplaces; i++) {
        if (c->places[i].kind == CHART_NONE)
            continue;
        if (begins_frame(c, i)) {
            strbuf_printf(out, "%s  subgraph cluster_%zu {\n", frame ? "  }\n" : "", i);
            frame = true;
        }
        strbuf_printf(out, "%s  n%zu [%s, label=\"", frame ? "  " : "", i,
                      dot_shape(c->places[i].kind));
        put_place(&dot, c, i, out);
        strbuf_puts(out, "\"];\n");
    }
    strbuf_puts(out, frame ? "  }\n" : "");
    for (size_t i = 0; i < c->nways; i++) {
        const struct chart_way *w = &c->ways[i];
        bool sometimes = w->when && w->when->cond;
        strbuf_printf(out, "  n%zu -> n%zu [%slabel=\"", w->from, w->to,
                      sometimes ? "style=dashed, " : "");
        put_way(&dot, c, w, out);
        strbuf_puts(out, "\"];\n");
    }
    strbuf_puts(out, "}\n");
}

/* ---- Mermaid ---- */

struct brackets {
    const char *open, *close;
};

static struct brackets mermaid_shape(enum chart_kind kind)
{
    switch (kind) {
    case CHART_START:
    case CHART_PROCEDURE:
        return (struct brackets){"[[\"", "\"]]"};
    case CHART_END:
        return (struct brackets){"([\"", "\"])"};
    case CHART_STOP:
        return (struct brackets){"{{\"", "\"}}"};
    case CHART_GO:
        return (struct brackets){"[/\"", "\"/]"};
    default:
        return (struct brackets){"[\"", "\"]"};
    }
}

void graph_mermaid(const struct chart *c, struct strbuf *out)
{
    bool frame = false;

    strbuf_puts(out, "flowchart TD\n");
    for (size_t i = 0; i < c->nplaces; i++) {
        if (c->places[i].kind == CHART_NONE)
            continue;
        if (begins_frame(c, i)) {
            strbuf_printf(out, "%s  subgraph s%zu [\" \"]\n", frame ? "  end\n" : "", i);
            frame = true;
        }
        struct brackets b = mermaid_shape(c->places[i].kind);
        strbuf_printf(out, "%s  n%zu%s", frame ? "  " : "", i, b.open);
        put_place(&mermaid, c, i, out);
        strbuf_printf(out, "%s\n", b.close);
    }
    strbuf_puts(out, frame ? "  end\n" : "");
    for (size_t i = 0; i < c->nways; i++) {
        const struct chart_way *w = &c->ways[i];
        size_t before = out->len;
        strbuf_printf(out, "  n%zu %s|\"", w->from, w->when && w->when->cond ? "-.->" : "-->");
        size_t label = out->len;
        put_way(&mermaid, c, w, out);
        if (out->len > label) {
            strbuf_printf(out, "\"| n%zu\n", w->to);
        } else {
            strbuf_truncate(out, before);
            strbuf_printf(out, "  n%zu --> n%zu\n", w->from, w->to);
        }
    }
}
