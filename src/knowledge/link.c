#include "knowledge/link.h"
#include "base/xalloc.h"
#include "knowledge/near.h"
#include "knowledge/packed.h"
#include "knowledge/record.h"
#include "knowledge/unwritten.h"
#include "text/utf8.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct linker {
    struct knowledge *k; /* changed by knowledge_link only */
    struct diags *d;
    bool ok;
    bool parse;          /* conditions come as texts */
    const char *missing; /* the question that a condition reads and nobody has */
};

__attribute__((format(printf, 3, 4))) static void problem(struct linker *l, struct mark at,
                                                          const char *fmt, ...)
{
    l->ok = false;
    if (!l->d)
        return;
    struct strbuf b;
    strbuf_init(&b);
    va_list ap;
    va_start(ap, fmt);
    strbuf_vprintf(&b, fmt, ap);
    va_end(ap);
    diags_add(l->d, DIAG_ERROR, at, "%s", b.s);
    strbuf_done(&b);
}

/* ---- maps ---- */

static int item_cmp(const void *a, const void *b)
{
    return strcmp(((const struct strmap_item *)a)->key, ((const struct strmap_item *)b)->key);
}

static const void *strmap_get(const struct strmap *m, const char *key)
{
    struct strmap_item item = {key, NULL};
    const struct strmap_item *found =
        m && m->n ? bsearch(&item, m->v, m->n, sizeof item, item_cmp) : NULL;
    return found ? found->value : NULL;
}

struct named { /* something with an id, before the map is made */
    const struct str *id;
    const void *value;
    size_t order;
};

static int named_cmp(const void *pa, const void *pb)
{
    const struct named *a = pa, *b = pb;
    int c = strcmp(a->id->s, b->id->s);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

static void again(struct linker *l, const struct str *id, const struct str *before,
                  const char *what)
{
    if (l->d && before->at.line)
        problem(l, id->at, "%sの id「%s」は、ほか（%s:%u）でも使われています", what, id->s,
                diags_path(l->d, before->at), before->at.line);
    else
        problem(l, id->at, "%sの id「%s」は、ほかでも使われています", what, id->s);
}

/* v is used up. The first of equal ids wins; the later ones are reported. */
static struct strmap *make_map(struct linker *l, struct named *v, size_t n, const char *what)
{
    struct strmap *m = arena_alloc(&l->k->arena, sizeof *m);
    m->v = arena_array(&l->k->arena, n, sizeof *m->v);
    if (n)
        qsort(v, n, sizeof *v, named_cmp);
    for (size_t i = 0; i < n; i++) {
        if (!v[i].id->len)
            continue;
        if (m->n && strcmp(m->v[m->n - 1].key, v[i].id->s) == 0)
            again(l, v[i].id, v[i - 1].id, what);
        else
            m->v[m->n++] = (struct strmap_item){v[i].id->s, v[i].value};
    }
    free(v);
    return m;
}

static void map_entries(struct linker *l)
{
    struct entries *e = &l->k->entries;
    struct named *v = xreallocarray(NULL, e->n + 1, sizeof *v);
    for (size_t i = 0; i < e->n; i++)
        v[i] = (struct named){&e->v[i].id, &e->v[i], i};
    l->k->entry_map = make_map(l, v, e->n, "項目");
}

static void map_documents(struct linker *l)
{
    struct documents *d = &l->k->documents;
    struct named *v = xreallocarray(NULL, d->n + 1, sizeof *v);
    for (size_t i = 0; i < d->n; i++)
        v[i] = (struct named){&d->v[i].id, &d->v[i], i};
    l->k->document_map = make_map(l, v, d->n, "書類");
}

static void map_questions(struct linker *l)
{
    size_t n = 0, cap = l->k->questions.n;
    for (size_t i = 0; i < l->k->entries.n; i++)
        cap += l->k->entries.v[i].tree.nodes.n;
    struct named *v = xreallocarray(NULL, cap + 1, sizeof *v);
    for (size_t i = 0; i < l->k->questions.n; i++)
        v[i] = (struct named){&l->k->questions.v[i].id, &l->k->questions.v[i], i};
    n = l->k->questions.n;
    for (size_t i = 0; i < l->k->entries.n; i++) {
        struct nodes *nodes = &l->k->entries.v[i].tree.nodes;
        for (size_t j = 0; j < nodes->n; j++) {
            struct node *node = &nodes->v[j];
            if (node->use.len)
                continue;
            node->own.id = node->id;
            v[n] = (struct named){&node->id, &node->own, n};
            n++;
        }
    }
    l->k->question_map = make_map(l, v, n, "質問");
}

/* ---- はい and いいえ ---- */

/* A yesno question has exactly hai and iie, in this order, whatever its author wrote of them. */
static void complete_yesno(struct linker *l, struct question *q)
{
    static const char *const ids[] = {"hai", "iie"};
    static const char *const labels[] = {"はい", "いいえ"};
    if (q->kind != Q_YESNO)
        return;
    struct answer *v = arena_array(&l->k->arena, 2, sizeof *v);
    static const struct str none = {"", 0, {0, 0, 0}};
    for (int i = 0; i < 2; i++) {
        int k = question_answer(q, ids[i]);
        v[i] = k >= 0 ? q->answers.v[k] : (struct answer){.to = {none, none, none}, .label = none};
        v[i].id.s = ids[i];
        v[i].id.len = 3;
        if (!v[i].label.len)
            v[i].label = (struct str){labels[i], strlen(labels[i]), v[i].id.at};
    }
    for (size_t i = 0; i < q->answers.n; i++)
        if (!str_is(&q->answers.v[i].id, "hai") && !str_is(&q->answers.v[i].id, "iie"))
            problem(l, q->answers.v[i].id.at, "はい・いいえの質問の答えは hai と iie だけです");
    q->answers.v = v;
    q->answers.n = 2;
}

static void complete_shared(struct linker *l)
{
    for (size_t i = 0; i < l->k->questions.n; i++)
        complete_yesno(l, &l->k->questions.v[i]);
}

static void complete_own(struct linker *l, struct entry *e)
{
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        complete_yesno(l, &e->tree.nodes.v[i].own);
}

/* ---- references ---- */

static const struct question *find_question(void *ctx, const char *id)
{
    struct linker *l = ctx;
    const struct question *q = knowledge_question(l->k, id);
    l->missing = q ? NULL : id;
    return q;
}

static void near_in(struct near *n, const struct strmap *m)
{
    for (size_t i = 0; m && i < m->n; i++)
        near_try(n, m->v[i].key);
}

/* Not from a packed knowledge: nobody is told of its mistakes. */
static struct near near_ref(const struct knowledge *k, enum field_ref ref, const char *id)
{
    struct near n = near_to(id);
    if (ref == REF_ENTRY)
        near_in(&n, k->entry_map);
    else if (ref == REF_DOCUMENT)
        near_in(&n, k->document_map);
    else if (ref == REF_QUESTION)
        near_in(&n, k->question_map);
    for (size_t i = 0; ref == REF_DESK && i < k->town.desks.n; i++)
        near_try(&n, k->town.desks.v[i].id.s);
    for (size_t i = 0; ref == REF_FEE && i < k->town.fees.n; i++)
        near_try(&n, k->town.fees.v[i].id.s);
    return n;
}

static void resolve(struct linker *l, struct when *w)
{
    struct error err = ERROR_NONE;
    size_t at = 0;
    if (l->parse && w->text.len) {
        w->cond = cond_parse(&l->k->arena, w->text.s, w->text.len, &err, &at);
        l->ok = l->ok && w->cond;
    }
    if (!w->cond)
        return;
    l->missing = NULL;
    if (cond_resolve(w->cond, find_question, l, &err, &at))
        return;
    struct mark mark = w->text.at;
    mark.col += (uint32_t)utf8_length(w->text.s, at);
    l->ok = false;
    if (l->d) {
        struct near near = near_ref(l->k, REF_QUESTION, l->missing ? l->missing : "");
        near_report(&near, l->d, mark, "%s", err.msg);
    }
    w->cond = NULL;
}

static bool known(const struct knowledge *k, enum field_ref ref, const char *id)
{
    switch (ref) {
    case REF_ENTRY: /* which is not read for that */
        return k->packed ? packed_find_entry(k->packed, id) != SIZE_MAX
                         : strmap_get(k->entry_map, id) != NULL;
    case REF_DOCUMENT:
        return k->packed ? packed_find_document(k->packed, id) != SIZE_MAX
                         : strmap_get(k->document_map, id) != NULL;
    case REF_QUESTION:
        return k->packed ? packed_find_question(k->packed, id) != SIZE_MAX
                         : strmap_get(k->question_map, id) != NULL;
    case REF_DESK:
        return knowledge_desk(k, id);
    case REF_FEE:
        for (size_t i = 0; i < k->town.fees.n; i++)
            if (str_is(&k->town.fees.v[i].id, id))
                return true;
        return false;
    default:
        return true;
    }
}

static void check_ref(struct linker *l, enum field_ref ref, const struct str *id)
{
    static const char *const names[] = {
        [REF_NONE] = "",
        [REF_ENTRY] = "項目",
        [REF_DOCUMENT] = "書類（documents.yaml）",
        [REF_QUESTION] = "質問（questions.yaml）",
        [REF_DESK] = "窓口（town.yaml の desks）",
        [REF_FEE] = "手数料（town.yaml の fees）",
    };
    bool lost = l->k->unreadable >> ref & 1;   /* it may stand in a file that could not be read */
    if (!l->k->packed && !record_id_ok(id->s)) /* which was said already */
        return;
    if (!id->len || lost || known(l->k, ref, id->s) || unwritten_find(id->s, id->len, NULL, NULL))
        return;
    l->ok = false;
    if (l->d) {
        struct near near = near_ref(l->k, ref, id->s);
        near_report(&near, l->d, id->at, "「%s」という%sはありません", id->s, names[ref]);
    }
}

static void link_field(void *ctx, const struct field *f, void *value)
{
    struct linker *l = ctx;
    if (f->type == F_WHEN) {
        resolve(l, value);
    } else if (f->ref != REF_NONE && f->type == F_ID) {
        check_ref(l, f->ref, value);
    } else if (f->ref != REF_NONE && f->type == F_IDS) {
        const struct strs *ids = value;
        for (size_t i = 0; i < ids->n; i++)
            check_ref(l, f->ref, &ids->v[i]);
    }
}

/* What an id leads to. An id that is known may lead to damaged bytes. */
static const void *found(struct linker *l, const struct str *id, const void *target)
{
    if (l->k->packed && id->len && !target)
        l->ok = false;
    return target;
}

static const struct question *find_asked(struct linker *l, const struct str *id)
{
    return found(l, id, knowledge_question(l->k, id->s));
}

static void link_entry(struct linker *l, struct entry *e)
{
    const struct knowledge *k = l->k;
    record_visit(&record_entry[e->kind], e, link_field, l);
    for (size_t i = 0; i < e->documents.n; i++)
        e->documents.v[i].document =
            found(l, &e->documents.v[i].id, knowledge_document(k, e->documents.v[i].id.s));
    for (size_t i = 0; i < e->deadlines.n; i++)
        e->deadlines.v[i].question = find_asked(l, &e->deadlines.v[i].from);
    for (size_t i = 0; i < e->questions.n; i++)
        e->questions.v[i].question = find_asked(l, &e->questions.v[i].id);
    for (size_t i = 0; i < e->procedures.n && !k->packed; i++)
        e->procedures.v[i].loaded = knowledge_entry(k, e->procedures.v[i].id.s);
    for (size_t i = 0; i < e->tree.nodes.n; i++) {
        struct node *n = &e->tree.nodes.v[i];
        n->question = n->use.len ? find_asked(l, &n->use) : &n->own;
    }
}

static void find_front(struct knowledge *k)
{
    for (size_t i = 0; i < k->town.desks.n; i++)
        if (strcmp(k->town.desks.v[i].id.s, k->town.front_id.s) == 0)
            k->town.front = &k->town.desks.v[i];
    if (!k->town.front) { /* a directory of nothing but questions and answers has no town */
        static const struct str none = {"", 0, {0, 0, 0}};
        k->town.front = arena_alloc(&k->arena, sizeof *k->town.front);
        *k->town.front = (struct desk){none, none, none, none, none, 0};
    }
}

/* All but the documents and entries. */
static void link_rest(struct linker *l)
{
    struct knowledge *k = l->k;
    record_visit(&record_town, &k->town, link_field, l);
    find_front(k);
    for (size_t i = 0; i < k->questions.n; i++)
        record_visit(&record_question, &k->questions.v[i], link_field, l);
}

bool knowledge_link(struct knowledge *k, struct diags *d)
{
    struct linker l = {k, d, true, false, NULL};
    map_entries(&l);
    map_documents(&l);
    map_questions(&l);
    complete_shared(&l);
    for (size_t i = 0; i < k->entries.n; i++)
        complete_own(&l, &k->entries.v[i]);
    link_rest(&l);
    for (size_t i = 0; i < k->documents.n; i++)
        record_visit(&record_document, &k->documents.v[i], link_field, &l);
    for (size_t i = 0; i < k->entries.n; i++)
        link_entry(&l, &k->entries.v[i]);
    for (size_t i = 0; i < k->examples.n; i++)
        record_visit(&record_example, &k->examples.v[i], link_field, &l);
    return l.ok;
}

bool link_shared(struct knowledge *k)
{
    struct linker l = {k, NULL, true, true, NULL};
    complete_shared(&l);
    link_rest(&l);
    return l.ok;
}

bool link_document(struct knowledge *k, struct document *d)
{
    struct linker l = {k, NULL, true, true, NULL};
    record_visit(&record_document, d, link_field, &l);
    return l.ok;
}

bool link_own_questions(struct knowledge *k, struct entry *e)
{
    struct linker l = {k, NULL, true, true, NULL};
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        e->tree.nodes.v[i].own.id = e->tree.nodes.v[i].id;
    complete_own(&l, e);
    return l.ok;
}

bool link_unpacked(struct knowledge *k, struct entry *e)
{
    struct linker l = {k, NULL, true, true, NULL};
    link_entry(&l, e);
    return l.ok;
}

static void check_ids(void *ctx, const struct field *f, void *value)
{
    if (f->type != F_WHEN)
        link_field(ctx, f, value);
}

void knowledge_link_record(const struct knowledge *k, const struct record *r, void *base,
                           struct diags *d)
{
    struct knowledge view = *k; /* check_ids only looks things up */
    struct linker l = {&view, d, true, false, NULL};
    record_visit(r, base, check_ids, &l);
}

const struct entry *knowledge_entry(const struct knowledge *k, const char *id)
{
    if (!k->packed)
        return strmap_get(k->entry_map, id);
    size_t i = packed_find_entry(k->packed, id);
    return i == SIZE_MAX ? NULL : knowledge_at(k, i);
}

const struct question *knowledge_question(const struct knowledge *k, const char *id)
{
    if (!k->packed)
        return strmap_get(k->question_map, id);
    size_t i = packed_find_question(k->packed, id);
    return i == SIZE_MAX ? NULL : packed_question(k->packed, i);
}

const struct document *knowledge_document(const struct knowledge *k, const char *id)
{
    if (!k->packed)
        return strmap_get(k->document_map, id);
    size_t i = packed_find_document(k->packed, id);
    return i == SIZE_MAX ? NULL : packed_document(k->packed, i);
}
