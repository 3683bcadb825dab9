#include "knowledge/table.h"
#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

struct parser {
    struct table *t;
    char *s; /* the text; quoted fields are unfolded in place */
    size_t n;
    size_t pos, line;
    size_t nbad;    /* lines of bad bytes that lie behind */
    size_t suspect; /* up to this offset, lines may be the rest of a field with a broken quote */
};

static struct row *new_row(struct table *t)
{
    if (t->n == t->row_cap) {
        t->row_cap = t->row_cap ? t->row_cap * 2 : 256;
        t->rows = xreallocarray(t->rows, t->row_cap, sizeof *t->rows);
    }
    return &t->rows[t->n];
}

static void add_cell(struct table *t, struct cell c)
{
    if (t->ncells == t->cell_cap) {
        t->cell_cap = t->cell_cap ? t->cell_cap * 2 : 1024;
        t->cells = xreallocarray(t->cells, t->cell_cap, sizeof *t->cells);
    }
    t->cells[t->ncells++] = c;
}

static bool ends_cell(const struct parser *p, size_t i)
{
    return i >= p->n || p->s[i] == '\n' || p->s[i] == p->t->separator;
}

/* The reading goes on below the line the parser is in. */
static void skip_line(struct parser *p)
{
    while (p->pos < p->n && p->s[p->pos] != '\n')
        p->pos++;
    if (p->pos < p->n)
        p->pos++;
    p->line++;
}

/* What is wrong with the quote at p->pos was found at offset at: on the same line it is the quote's
 * own fault; on a later one its end was missing, and a quote that opens a field was taken for it.
 * The lines between hold quotes in pairs only, none of them opens a field that goes on: so no line
 * is read many times. */
static enum row_problem broken_quote(struct parser *p, size_t at)
{
    if (at < p->n && !memchr(p->s + p->pos, '\n', at - p->pos))
        return ROW_STRAY;
    p->suspect = at;
    return ROW_OPEN;
}

static enum row_problem quoted_cell(struct parser *p, struct cell *c)
{
    size_t i = p->pos + 1, doubled = 0, lines = 0;
    for (;; i++) {
        if (i == p->n)
            return broken_quote(p, i);
        if (p->s[i] == '\n') {
            lines++;
        } else if (p->s[i] == '"') {
            if (i + 1 == p->n || p->s[i + 1] != '"')
                break;
            doubled++;
            i++;
        }
    }
    if (!ends_cell(p, i + 1))
        return broken_quote(p, i + 1);
    char *out = p->s + p->pos + 1;
    *c = (struct cell){out, i - p->pos - 1 - doubled};
    for (size_t k = p->pos + 1; k < i && doubled; k++) {
        *out++ = p->s[k];
        k += p->s[k] == '"';
    }
    p->pos = i + 1;
    p->line += lines;
    return ROW_OK;
}

/* Excel puts a field with a quote in it in quotes, other writers of TSV do not. */
static enum row_problem plain_cell(struct parser *p, struct cell *c)
{
    bool strict = p->t->separator == ',' || p->pos < p->suspect;
    size_t i = p->pos;
    for (; !ends_cell(p, i); i++)
        if (p->s[i] == '"' && strict)
            return ROW_STRAY;
    *c = (struct cell){p->s + p->pos, i - p->pos};
    p->pos = i;
    return ROW_OK;
}

static bool has_bad_bytes(struct parser *p, size_t from, size_t to, size_t *line)
{
    const struct charset_text *text = &p->t->text;
    while (p->nbad < text->nbad && text->bad[p->nbad] < from)
        p->nbad++;
    if (p->nbad == text->nbad || text->bad[p->nbad] > to)
        return false;
    *line = text->bad[p->nbad];
    return true;
}

/* Reads the row at p->pos. False when all its fields are empty. */
static bool read_row(struct parser *p, struct row *r)
{
    struct table *t = p->t;
    size_t start = p->line, width = t->n ? t->rows[0].ncells : TABLE_MAX_COLUMNS;
    bool empty = true, more = true;
    *r = (struct row){.line = start, .first = t->ncells, .problem = ROW_OK};
    while (more && r->problem == ROW_OK) {
        struct cell c = {"", 0};
        bool quoted = p->pos < p->n && p->s[p->pos] == '"';
        r->problem = quoted ? quoted_cell(p, &c) : plain_cell(p, &c);
        empty = empty && c.len == 0;
        if (r->ncells++ < width)
            add_cell(t, c);
        more = p->pos < p->n && p->s[p->pos] == t->separator;
        p->pos += more && r->problem == ROW_OK;
    }
    if (r->problem != ROW_OK) {
        r->line = p->line;
        skip_line(p);
        return true;
    }
    if (has_bad_bytes(p, start, p->line, &r->line))
        r->problem = ROW_BYTES;
    else if (t->n && r->ncells != width)
        r->problem = ROW_COUNT;
    skip_line(p);
    return !empty;
}

/* A tab in the first line that is not empty. */
static char find_separator(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && s[i] == '\n')
        i++;
    const char *nl = memchr(s + i, '\n', n - i);
    return memchr(s + i, '\t', nl ? (size_t)(nl - s) - i : n - i) ? '\t' : ',';
}

bool table_read(struct table *t, const char *bytes, size_t n, struct error *err)
{
    *t = (struct table){.n = 0};
    if (!charset_decode(bytes, n, &t->text, err))
        return false;
    struct parser p = {.t = t, .s = t->text.text.s, .n = t->text.text.len, .line = 1};
    t->separator = find_separator(p.s, p.n);
    for (size_t number = 0; p.pos < p.n;) {
        struct row *r = new_row(t);
        if (!read_row(&p, r)) {
            t->ncells = r->first;
            continue;
        }
        r->number = number++;
        if (t->n == 0 && r->ncells > TABLE_MAX_COLUMNS) {
            error_set(err, EX_DATAERR, "見出しの列が多すぎます（%d 列まで）", TABLE_MAX_COLUMNS);
            return false;
        }
        t->n++;
    }
    if (t->n == 0)
        error_set(err, EX_DATAERR, "表に何も書かれていません");
    return t->n > 0;
}

void table_done(struct table *t)
{
    charset_done(&t->text);
    free(t->rows);
    free(t->cells);
    memset(t, 0, sizeof *t);
}

struct cell table_cell(const struct table *t, const struct row *r, size_t column)
{
    size_t stored = t->n && r->ncells > t->rows[0].ncells ? t->rows[0].ncells : r->ncells;
    if (column >= stored || column >= TABLE_MAX_COLUMNS)
        return (struct cell){"", 0};
    return t->cells[r->first + column];
}
