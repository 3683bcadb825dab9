/* A chart (guide/chart.h) as people and programs draw it. */
#ifndef OUTPUT_GRAPH_H
#define OUTPUT_GRAPH_H

#include "base/strbuf.h"
#include "guide/chart.h"

struct graph_look {
    size_t cols;   /* of the terminal */
    int ambiguous; /* columns of East Asian Ambiguous characters; 2: the lines are ASCII */
    bool ascii;
};
/* For a terminal: an indented tree, every question once. What is asked on all ways stands below
 * the ways that lead to it. */
void graph_text(const struct chart *c, const struct graph_look *look, struct strbuf *out);
/* For Graphviz: a digraph in the DOT language. */
void graph_dot(const struct chart *c, struct strbuf *out);
/* For Mermaid: a flowchart TD. */
void graph_mermaid(const struct chart *c, struct strbuf *out);

/* Pieces that all of them need; for src/output alone. Each appends text of one line. */
/* Which answers lead this way, or when it is taken; nothing where it always is. */
void graph_way_words(const struct chart *c, const struct chart_way *w, struct strbuf *out);
/* label and the names of the documents; nothing where there are none. */
void graph_documents(const struct chart_documents *d, const char *label, struct strbuf *out);
/* The presets of a procedure in an event: 来る人＝本人 */
void graph_presets(const struct chart_place *p, struct strbuf *out);
/* How a place is called in a picture, in as many lines as it needs, each with '\n' behind it but
 * the last. */
void graph_place_words(const struct chart *c, const struct chart_place *p, struct strbuf *out);

#endif
