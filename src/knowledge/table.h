/* A table as offices keep it: tab-separated text, or CSV as Excel saves it (fields in double
 * quotes may hold line breaks, separators, and quotes written twice). */
#ifndef KNOWLEDGE_TABLE_H
#define KNOWLEDGE_TABLE_H

#include "knowledge/charset.h"

enum row_problem {
    ROW_OK,
    ROW_BYTES, /* bytes that are not of the table's charset */
    ROW_OPEN,  /* a quote that is not closed */
    ROW_STRAY, /* a quote in the middle of a field */
    ROW_COUNT  /* more or fewer fields than the header */
};

struct cell { /* UTF-8, any characters, NUL included; the bytes are the table's */
    const char *s;
    size_t len;
};

struct row {
    size_t line;   /* in the file, from 1: where the row begins, or where its problem does */
    size_t number; /* the header is 0 */
    size_t ncells; /* as found; of a row with another problem than ROW_COUNT it says nothing */
    enum row_problem problem;
    size_t first; /* its cells, in the table */
};

struct table {
    struct charset_text text;
    char separator;
    struct row *rows; /* [0] is the header; rows of nothing but empty fields are left out */
    size_t n;
    struct cell *cells;
    size_t ncells;
    size_t row_cap, cell_cap;
};

enum { TABLE_MAX_COLUMNS = 256 };

/* Reads the whole of it, whatever is wrong with single rows: the reading goes on in the line below
 * the one where a quote went wrong. Takes time in proportion to n. False and *err when there is no
 * row at all, when the header has more than TABLE_MAX_COLUMNS, or as charset_decode does.
 * table_done is due in any case. */
bool table_read(struct table *t, const char *bytes, size_t n, struct error *err);
void table_done(struct table *t);
/* A cell of a row without a problem; empty beyond the row's end. */
struct cell table_cell(const struct table *t, const struct row *r, size_t column);

#endif
