#include "knowledge/knowledge.h"
#include "base/xalloc.h"
#include "knowledge/hit.h"
#include "knowledge/link.h"
#include "knowledge/record.h"
#include <stdlib.h>
#include <string.h>

#define MAGIC "MDGK"
enum { FORMAT = 1 };

const struct desk *knowledge_desk(const struct knowledge *k, const char *id)
{
    for (size_t i = 0; i < k->town.desks.n; i++)
        if (str_is(&k->town.desks.v[i].id, id))
            return &k->town.desks.v[i];
    return NULL;
}

const struct node *tree_node(const struct tree *t, const char *id)
{
    for (size_t i = 0; i < t->nodes.n; i++)
        if (str_is(&t->nodes.v[i].id, id))
            return &t->nodes.v[i];
    return NULL;
}

int question_answer(const struct question *q, const char *answer_id)
{
    for (size_t i = 0; i < q->answers.n; i++)
        if (str_is(&q->answers.v[i].id, answer_id))
            return (int)i;
    return -1;
}

const char *question_name(const struct question *q)
{
    return q->name.len ? q->name.s : q->ask.s;
}

const char *entry_kind_name(enum entry_kind kind)
{
    static const char *const names[] = {"procedure", "event", "howto", "faq", "term", "elsewhere"};
    return names[kind];
}

const char *entry_kind_label(enum entry_kind kind)
{
    static const char *const labels[] = {"手続き",       "出来事", "やり方",
                                         "よくある質問", "ことば", "よその窓口"};
    return labels[kind];
}

const char *confidence_name(enum confidence c)
{
    static const char *const names[] = {"unknown", "choose", "sure"};
    return names[c];
}

void hits_done(struct hits *h)
{
    free(h->v);
    memset(h, 0, sizeof *h);
}

void knowledge_free(struct knowledge *k)
{
    if (!k)
        return;
    arena_done(&k->arena);
    free(k);
}

/* ---- bytes ---- */

static void pack_all(const struct record *r, const void *v, size_t n, struct strbuf *out)
{
    pack_number(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++)
        record_pack(r, (const char *)v + i * r->size, out);
}

void knowledge_pack(const struct knowledge *k, struct strbuf *out)
{
    strbuf_puts(out, MAGIC);
    pack_number(out, FORMAT);
    pack_number(out, schema_digest());
    record_pack(&record_town, &k->town, out);
    pack_all(&record_document, k->documents.v, k->documents.n, out);
    pack_all(&record_question, k->questions.v, k->questions.n, out);
    pack_all(&record_intent, k->intents.v, k->intents.n, out);
    record_pack(&record_urgency, &k->urgency, out);
    record_pack(&record_smalltalk, &k->smalltalk, out);
    pack_all(&record_weight, k->weights.v, k->weights.n, out);
    pack_strs(out, &k->stopwords);
    pack_strs(out, &k->fields);
    pack_number(out, (uint32_t)k->entries.n);
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = &k->entries.v[i];
        pack_number(out, (uint32_t)e->kind);
        record_pack(&record_entry[e->kind], e, out);
    }
}

static void unpack_entries(struct unpacker *u, struct entries *out)
{
    size_t n = unpack_number(u);
    if (n > (size_t)(u->end - u->p))
        u->failed = true;
    out->n = u->failed ? 0 : n;
    out->v = arena_array(u->arena, out->n, sizeof *out->v);
    for (size_t i = 0; i < out->n; i++) {
        uint32_t kind = unpack_number(u);
        if (kind >= ENTRY_KINDS) {
            u->failed = true;
            kind = 0;
        }
        record_unpack(u, &record_entry[kind], &out->v[i]);
        out->v[i].kind = (enum entry_kind)kind;
    }
}

struct knowledge *knowledge_unpack(const char *bytes, size_t n, bool copy, struct error *err)
{
    struct knowledge *k = xcalloc(1, sizeof *k);
    arena_init(&k->arena);
    if (copy)
        bytes = arena_strndup(&k->arena, bytes, n);
    struct unpacker u = {bytes, bytes + n, &k->arena, false};
    if (n < 4 || memcmp(bytes, MAGIC, 4) != 0)
        u.failed = true;
    else
        u.p += 4;
    if (unpack_number(&u) != FORMAT || unpack_number(&u) != schema_digest())
        u.failed = true;
    if (!u.failed) {
        record_unpack(&u, &record_town, &k->town);
        struct anylist documents = unpack_records(&u, &record_document);
        struct anylist questions = unpack_records(&u, &record_question);
        struct anylist intents = unpack_records(&u, &record_intent);
        record_unpack(&u, &record_urgency, &k->urgency);
        record_unpack(&u, &record_smalltalk, &k->smalltalk);
        struct anylist weights = unpack_records(&u, &record_weight);
        k->documents = (struct documents){documents.v, documents.n};
        k->questions = (struct questions){questions.v, questions.n};
        k->intents = (struct intents){intents.v, intents.n};
        k->weights = (struct weights){weights.v, weights.n};
        unpack_strs(&u, &k->stopwords);
        unpack_strs(&u, &k->fields);
        unpack_entries(&u, &k->entries);
    }
    if (u.failed || u.p != u.end || !knowledge_link(k, NULL)) {
        error_set(err, EX_DATAERR,
                  "知識データを読めません。この版の madoguchi build で作り直してください");
        knowledge_free(k);
        return NULL;
    }
    return k;
}
