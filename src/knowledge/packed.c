#include "knowledge/packed.h"
#include "base/xalloc.h"
#include "knowledge/link.h"
#include <stdlib.h>
#include <string.h>

enum { ROW = 4 * 4, ORDER_ROW = 4, QUESTION_ROW = 3 * 4 }; /* bytes */
enum state { PACKED, UNPACKED, LINKED, DAMAGED };

struct table {
    const char *rows, *order; /* order: places by id */
    size_t n;
    unsigned char *state; /* enum state */
};

struct packed {
    struct knowledge *k;
    const char *bytes;
    size_t size, nquestions;
    const char *questions;
    struct table entries, documents;
    struct entry *entry; /* nothing of one that is PACKED is valid */
    struct document *document;
};

static size_t number(const char *table, size_t i)
{
    const unsigned char *p = (const unsigned char *)table + 4 * i;
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static size_t row_kind(const struct table *t, size_t i)
{
    return number(t->rows, 4 * i);
}

static size_t row_field(const struct table *t, size_t i)
{
    return number(t->rows, 4 * i + 1);
}

static size_t row_offset(const struct table *t, size_t i)
{
    return number(t->rows, 4 * i + 2);
}

static size_t row_size(const struct table *t, size_t i)
{
    return number(t->rows, 4 * i + 3);
}

/* Takes count rows of the table, which u stands at. */
static const char *take_table(struct unpacker *u, size_t count, size_t row)
{
    const char *table = u->p;
    if (u->failed || count > (size_t)(u->end - u->p) / row) {
        u->failed = true;
        return NULL;
    }
    u->p += count * row;
    return table;
}

static void open_table(struct unpacker *u, struct table *t)
{
    t->n = unpack_number(u);
    t->rows = take_table(u, t->n, ROW);
    t->order = take_table(u, t->n, ORDER_ROW);
    if (u->failed)
        t->n = 0;
    t->state = xcalloc(t->n + 1, 1);
}

static bool rows_valid(const struct packed *p, const struct table *t, size_t kinds)
{
    for (size_t i = 0; i < t->n; i++)
        if (row_kind(t, i) >= kinds || row_offset(t, i) > p->size ||
            row_size(t, i) > p->size - row_offset(t, i) || number(t->order, i) >= t->n)
            return false;
    return true;
}

static bool questions_valid(const struct packed *p)
{
    for (size_t i = 0; i < p->nquestions; i++)
        if (number(p->questions, 3 * i) > p->entries.n ||
            number(p->questions, 3 * i + 2) >= p->size)
            return false;
    return true;
}

struct packed *packed_open(struct knowledge *k, struct unpacker *u, const char *bytes)
{
    struct packed *p = xcalloc(1, sizeof *p);
    p->k = k;
    p->bytes = bytes;
    p->size = (size_t)(u->end - bytes);
    open_table(u, &p->entries);
    open_table(u, &p->documents);
    p->nquestions = unpack_number(u);
    p->questions = take_table(u, p->nquestions, QUESTION_ROW);
    take_table(u, unpack_number(u), 1); /* their ids */
    if (u->failed || !rows_valid(p, &p->entries, ENTRY_KINDS) || !rows_valid(p, &p->documents, 1) ||
        !questions_valid(p)) {
        u->failed = true;
        packed_free(p);
        return NULL;
    }
    p->entry = xcalloc(p->entries.n + 1, sizeof *p->entry);
    p->document = xcalloc(p->documents.n + 1, sizeof *p->document);
    return p;
}

void packed_free(struct packed *p)
{
    if (!p)
        return;
    free(p->entries.state);
    free(p->documents.state);
    free(p->entry);
    free(p->document);
    free(p);
}

static bool tiles(const struct table *t, size_t *at)
{
    for (size_t i = 0; i < t->n; *at += row_size(t, i++))
        if (row_offset(t, i) != *at)
            return false;
    return true;
}

bool packed_complete(const struct packed *p, const char *first)
{
    size_t at = (size_t)(first - p->bytes);
    return tiles(&p->documents, &at) && tiles(&p->entries, &at) && at == p->size;
}

size_t packed_entries(const struct packed *p)
{
    return p->entries.n;
}

size_t packed_documents(const struct packed *p)
{
    return p->documents.n;
}

enum entry_kind packed_kind(const struct packed *p, size_t i)
{
    return (enum entry_kind)row_kind(&p->entries, i);
}

size_t packed_field(const struct packed *p, size_t i)
{
    return row_field(&p->entries, i);
}

/* ---- reading ---- */

/* Fills base from row i. */
static bool unpack_row(struct packed *p, const struct table *t, size_t i, const struct record *r,
                       void *base)
{
    const char *from = p->bytes + row_offset(t, i);
    struct unpacker u = {from, from + row_size(t, i), &p->k->arena, false};
    record_unpack(&u, r, base);
    return !u.failed && u.p == u.end;
}

/* Gives the entry its members; what its ids mean stays open. */
static bool unpack_entry(struct packed *p, size_t i)
{
    unsigned char *state = &p->entries.state[i];
    if (*state != PACKED)
        return *state != DAMAGED;
    struct entry *e = &p->entry[i];
    enum entry_kind kind = packed_kind(p, i);
    bool ok = unpack_row(p, &p->entries, i, &record_entry[kind], e);
    e->kind = kind;
    ok = ok && link_own_questions(p->k, e);
    *state = ok ? UNPACKED : DAMAGED;
    return ok;
}

const struct entry *packed_entry(struct packed *p, size_t i)
{
    unsigned char *state = &p->entries.state[i];
    if (unpack_entry(p, i) && *state == UNPACKED)
        *state = link_unpacked(p->k, &p->entry[i]) ? LINKED : DAMAGED;
    return *state == LINKED ? &p->entry[i] : NULL;
}

const struct document *packed_document(struct packed *p, size_t i)
{
    unsigned char *state = &p->documents.state[i];
    struct document *d = &p->document[i];
    if (*state == PACKED)
        *state = unpack_row(p, &p->documents, i, &record_document, d) && link_document(p->k, d)
                     ? LINKED
                     : DAMAGED;
    return *state == LINKED ? d : NULL;
}

const struct question *packed_question(struct packed *p, size_t i)
{
    size_t entry = number(p->questions, 3 * i), place = number(p->questions, 3 * i + 1);
    if (entry == p->entries.n)
        return place < p->k->questions.n ? &p->k->questions.v[place] : NULL;
    if (!unpack_entry(p, entry) || place >= p->entry[entry].tree.nodes.n)
        return NULL;
    return &p->entry[entry].tree.nodes.v[place].own;
}

/* ---- ids ---- */

/* The id at the offset, as pack_str wrote it, against one. */
static int compare_id(const struct packed *p, size_t offset, const char *id)
{
    size_t left = p->size - offset, n = left >= 4 ? number(p->bytes + offset, 0) : 0;
    size_t len = strlen(id);
    if (left < 4 || n > left - 4)
        return -1;
    int c = memcmp(p->bytes + offset + 4, id, n < len ? n : len);
    return c ? c : (n > len) - (n < len);
}

/* The place of the id in the table of records, or where t is NULL in that of questions. */
static size_t find(const struct packed *p, const struct table *t, size_t n, const char *id)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        /* the first field of a record is its id */
        size_t at = t ? row_offset(t, number(t->order, mid)) : number(p->questions, 3 * mid + 2);
        int c = compare_id(p, at, id);
        if (c == 0)
            return t ? number(t->order, mid) : mid;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return SIZE_MAX;
}

size_t packed_find_entry(const struct packed *p, const char *id)
{
    return find(p, &p->entries, p->entries.n, id);
}

size_t packed_find_document(const struct packed *p, const char *id)
{
    return find(p, &p->documents, p->documents.n, id);
}

size_t packed_find_question(const struct packed *p, const char *id)
{
    return find(p, NULL, p->nquestions, id);
}
