/* Lines for people: cleaned, wrapped to the columns there are, hanging below their own beginning.
 * For src/output alone. */
#ifndef OUTPUT_WRITER_H
#define OUTPUT_WRITER_H

#include "base/strbuf.h"
#include "knowledge/knowledge.h"
#include "text/annotate.h"

struct writer {
    const struct knowledge *knowledge;
    struct strbuf *out; /* borrowed */
    size_t start;       /* its length when we came */
    size_t cols;
    int ambiguous;
    struct date today;
    size_t indent;                    /* columns that every line is moved to the right */
    const struct annotator *readings; /* behind hard words; or NULL */
    struct strbuf text, clean;
};

void writer_init(struct writer *w, const struct knowledge *k, struct date today, size_t cols,
                 int ambiguous, struct strbuf *out);
void writer_done(struct writer *w);

/* One paragraph. The lines after the first stand below the end of `first` ("・", "1. ", ""). */
void write_line(struct writer *w, const char *first, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* An empty line, unless it would be the first or the second in a row. */
void write_blank(struct writer *w);
/* A blank line and a line of its own. */
void write_heading(struct writer *w, const char *text);
/* The columns of first, to indent what belongs below it. */
size_t write_width(const struct writer *w, const char *first);

/* Appends the strings with 、 between them. */
void join_strs(struct strbuf *out, const struct strs *v);
/* Appends the names of these entries with 、 between; ids that name no entry are left out. Gives
 * how many. */
size_t join_entries(struct strbuf *out, const struct knowledge *k, const struct strs *ids);

#endif
