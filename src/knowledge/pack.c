#include "base/die.h"
#include "base/xalloc.h"
#include "knowledge/knowledge.h"
#include "knowledge/link.h"
#include "knowledge/packed.h"
#include "knowledge/record.h"
#include <stdlib.h>
#include <string.h>

#define MAGIC "MDGK"
enum { FORMAT = 5 };

/* ---- writing ---- */

static void pack_all(const struct record *r, const void *v, size_t n, struct strbuf *out)
{
    pack_number(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++)
        record_pack(r, (const char *)v + i * r->size, out);
}

/* What is read whenever the file is opened. */
static void pack_shared(const struct knowledge *k, struct strbuf *out)
{
    record_pack(&record_town, &k->town, out);
    pack_all(&record_question, k->questions.v, k->questions.n, out);
    pack_all(&record_intent, k->intents.v, k->intents.n, out);
    record_pack(&record_urgency, &k->urgency, out);
    record_pack(&record_smalltalk, &k->smalltalk, out);
    pack_all(&record_weight, k->weights.v, k->weights.n, out);
    pack_strs(out, &k->stopwords);
    pack_strs(out, &k->readings);
    pack_strs(out, &k->fields);
}

struct named { /* an entry, or a question: its place in a tree of that entry */
    const struct str *id;
    size_t entry, place;
};

struct row {
    unsigned kind;
    size_t field; /* see knowledge_field; 0 for a document */
    size_t size;  /* bytes */
};

static int by_id(const void *pa, const void *pb)
{
    return strcmp(((const struct named *)pa)->id->s, ((const struct named *)pb)->id->s);
}

static void sort(struct named *v, size_t n)
{
    if (n)
        qsort(v, n, sizeof *v, by_id);
}

/* Appends the rows of n packed records, whose ids v has, and their places by id. at: where the
 * first of them will stand. */
static void pack_rows(const struct row *rows, size_t n, struct named *v, size_t at,
                      struct strbuf *out)
{
    pack_number(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        pack_number(out, rows[i].kind);
        pack_number(out, (uint32_t)rows[i].field);
        pack_number(out, (uint32_t)at);
        pack_number(out, (uint32_t)rows[i].size);
        at += rows[i].size;
    }
    sort(v, n);
    for (size_t i = 0; i < n; i++)
        pack_number(out, (uint32_t)v[i].place);
}

static struct named *name_questions(const struct knowledge *k, size_t *n)
{
    size_t cap = k->questions.n;
    for (size_t i = 0; i < k->entries.n; i++)
        cap += knowledge_at(k, i)->tree.nodes.n;
    struct named *v = xreallocarray(NULL, cap + 1, sizeof *v);
    *n = 0;
    for (size_t i = 0; i < k->questions.n; i++)
        v[(*n)++] = (struct named){&k->questions.v[i].id, k->entries.n, i};
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct nodes *nodes = &knowledge_at(k, i)->tree.nodes;
        for (size_t j = 0; j < nodes->n; j++)
            if (!nodes->v[j].use.len)
                v[(*n)++] = (struct named){&nodes->v[j].id, i, j};
    }
    sort(v, *n);
    return v;
}

static size_t packed_str_size(const struct str *s)
{
    return 4 + s->len + 1;
}

/* at: where the rows of the questions will stand. */
static void pack_questions(const struct named *v, size_t n, size_t at, struct strbuf *out)
{
    size_t ids = at + n * 3 * 4 + 4, size = 0;
    for (size_t i = 0; i < n; i++) {
        pack_number(out, (uint32_t)v[i].entry);
        pack_number(out, (uint32_t)v[i].place);
        pack_number(out, (uint32_t)(ids + size));
        size += packed_str_size(v[i].id);
    }
    pack_number(out, (uint32_t)size);
    for (size_t i = 0; i < n; i++)
        pack_str(out, v[i].id);
}

static size_t ids_size(const struct named *v, size_t n)
{
    size_t size = 0;
    for (size_t i = 0; i < n; i++)
        size += packed_str_size(v[i].id);
    return size;
}

static const struct document *document_at(const struct knowledge *k, size_t i)
{
    return k->packed ? packed_document(k->packed, i) : &k->documents.v[i];
}

struct packer {
    struct strbuf bytes; /* records, one after the other */
    struct row *rows;
    struct named *ids;
    size_t n;
};

static void packer_init(struct packer *p, size_t n)
{
    strbuf_init(&p->bytes);
    p->rows = xcalloc(n + 1, sizeof *p->rows);
    p->ids = xcalloc(n + 1, sizeof *p->ids);
    p->n = 0;
}

static void packer_done(struct packer *p)
{
    strbuf_done(&p->bytes);
    free(p->rows);
    free(p->ids);
}

static void packer_add(struct packer *p, struct row row, const struct record *r, const void *base,
                       const struct str *id)
{
    size_t before = p->bytes.len;
    record_pack(r, base, &p->bytes);
    row.size = p->bytes.len - before;
    p->rows[p->n] = row;
    p->ids[p->n] = (struct named){.id = id, .place = p->n};
    p->n++;
}

static void pack_records(const struct knowledge *k, struct packer *documents,
                         struct packer *entries)
{
    packer_init(documents, k->documents.n);
    packer_init(entries, k->entries.n);
    for (size_t i = 0; i < k->documents.n; i++) {
        const struct document *d = document_at(k, i);
        packer_add(documents, (struct row){.kind = 0}, &record_document, d, &d->id);
    }
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);
        struct row row = {.kind = e->kind, .field = knowledge_field(k, i)};
        packer_add(entries, row, &record_entry[e->kind], e, &e->id);
    }
}

void knowledge_pack(const struct knowledge *k, struct strbuf *out)
{
    struct packer documents, entries;
    struct strbuf shared;
    size_t nquestions, begin = out->len;
    struct named *questions = name_questions(k, &nquestions);
    strbuf_init(&shared);
    pack_shared(k, &shared);
    pack_records(k, &documents, &entries);
    strbuf_puts(out, MAGIC);
    pack_number(out, FORMAT);
    pack_number(out, schema_digest());
    size_t rows = out->len - begin + 4 * (2 + 5 * (entries.n + documents.n) + 1);
    size_t first = rows + nquestions * 3 * 4 + 4 + ids_size(questions, nquestions) + shared.len;
    pack_rows(entries.rows, entries.n, entries.ids, first + documents.bytes.len, out);
    pack_rows(documents.rows, documents.n, documents.ids, first, out);
    pack_number(out, (uint32_t)nquestions);
    pack_questions(questions, nquestions, rows, out);
    strbuf_add(out, shared.s, shared.len);
    strbuf_add(out, documents.bytes.s, documents.bytes.len);
    strbuf_add(out, entries.bytes.s, entries.bytes.len);
    packer_done(&documents);
    packer_done(&entries);
    strbuf_done(&shared);
    free(questions);
}

/* ---- reading ---- */

static bool unreadable(struct error *err)
{
    error_set(err, EX_DATAERR,
              "知識データを読めません。この版の madoguchi build で作り直してください");
    return false;
}

static void unpack_shared(struct unpacker *u, struct knowledge *k)
{
    record_unpack(u, &record_town, &k->town);
    struct anylist questions = unpack_records(u, &record_question);
    struct anylist intents = unpack_records(u, &record_intent);
    record_unpack(u, &record_urgency, &k->urgency);
    record_unpack(u, &record_smalltalk, &k->smalltalk);
    struct anylist weights = unpack_records(u, &record_weight);
    k->questions = (struct questions){questions.v, questions.n};
    k->intents = (struct intents){intents.v, intents.n};
    k->weights = (struct weights){weights.v, weights.n};
    unpack_strs(u, &k->stopwords);
    unpack_strs(u, &k->readings);
    unpack_strs(u, &k->fields);
}

static bool open_bytes(struct knowledge *k, const char *bytes, size_t n)
{
    struct unpacker u = {bytes, bytes + n, &k->arena, false};
    if (n < 4 || memcmp(bytes, MAGIC, 4) != 0)
        return false;
    u.p += 4;
    if (unpack_number(&u) != FORMAT || unpack_number(&u) != schema_digest())
        return false;
    k->packed = packed_open(k, &u, bytes);
    if (!k->packed)
        return false;
    k->entries.n = packed_entries(k->packed);
    k->documents.n = packed_documents(k->packed);
    unpack_shared(&u, k);
    return !u.failed && packed_complete(k->packed, u.p) && link_shared(k);
}

struct knowledge *knowledge_unpack(const char *bytes, size_t n, bool copy, struct error *err)
{
    struct knowledge *k = xcalloc(1, sizeof *k);
    arena_init(&k->arena);
    if (copy)
        bytes = arena_strndup(&k->arena, bytes, n);
    if (open_bytes(k, bytes, n))
        return k;
    unreadable(err);
    knowledge_free(k);
    return NULL;
}

void knowledge_free(struct knowledge *k)
{
    if (!k)
        return;
    packed_free(k->packed);
    arena_done(&k->arena);
    free(k);
}

/* ---- entries ---- */

const struct entry *knowledge_read(const struct knowledge *k, size_t i, struct error *err)
{
    const struct entry *e = k->packed ? packed_entry(k->packed, i) : &k->entries.v[i];
    if (!e)
        unreadable(err);
    return e;
}

const struct entry *knowledge_at(const struct knowledge *k, size_t i)
{
    struct error err = ERROR_NONE;
    const struct entry *e = knowledge_read(k, i, &err);
    if (!e)
        die(err.code, "%s", err.msg);
    return e;
}

const struct document *knowledge_document_at(const struct knowledge *k, size_t i)
{
    struct error err = ERROR_NONE;
    const struct document *d = document_at(k, i);
    if (!d) {
        unreadable(&err);
        die(err.code, "%s", err.msg);
    }
    return d;
}

enum entry_kind knowledge_kind(const struct knowledge *k, size_t i)
{
    return k->packed ? packed_kind(k->packed, i) : k->entries.v[i].kind;
}

size_t knowledge_field(const struct knowledge *k, size_t i)
{
    size_t n = k->fields.n;
    if (k->packed) {
        size_t field = packed_field(k->packed, i);
        return field < n ? field : n;
    }
    for (size_t f = 0; f < n; f++)
        if (strcmp(k->fields.v[f].s, k->entries.v[i].field.s) == 0)
            return f;
    return n;
}

bool knowledge_read_all(const struct knowledge *k, struct error *err)
{
    for (size_t i = 0; i < k->entries.n; i++)
        if (!knowledge_read(k, i, err))
            return false;
    for (size_t i = 0; i < k->documents.n; i++)
        if (!document_at(k, i))
            return unreadable(err);
    return true;
}
