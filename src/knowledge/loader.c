#include "knowledge/loader.h"
#include "base/xalloc.h"
#include "knowledge/expand.h"
#include "knowledge/filekind.h"
#include "knowledge/files.h"
#include "knowledge/link.h"
#include "knowledge/node.h"
#include "knowledge/readings.h"
#include "knowledge/record.h"
#include "knowledge/unused.h"
#include "knowledge/validate.h"
#include "text/cue.h"
#include "text/kana.h"
#include "text/normalize.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_FOLDERS = 6 };

struct loader {
    struct knowledge *k;
    struct sources *sources;
    struct diags *d;
    struct entry *entries; /* grows; copied into the arena at the end */
    size_t nentries, cap;
    bool town_seen;
};

/* ---- one file ---- */

static struct entry *new_entry(struct loader *l)
{
    if (l->nentries == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 256;
        l->entries = xreallocarray(l->entries, l->cap, sizeof *l->entries);
    }
    return &l->entries[l->nentries++];
}

static void load_entry(struct loader *l, const struct record_reader *rr, enum entry_kind kind,
                       const char *path, const struct ynode *n)
{
    struct entry *e = new_entry(l);
    record_read(rr, &record_entry[kind], n, e);
    e->kind = kind;
    const char *slash = strrchr(path, '/');
    const char *file = slash ? slash + 1 : path;
    size_t len = strlen(file) - strlen(".yaml");
    if (e->id.len && e->id.len == len && memcmp(e->id.s, file, len) == 0)
        return;
    l->k->unreadable |= 1u << REF_ENTRY; /* others know it by the other name, or by this one */
    if (e->id.len)
        diags_add(l->d, DIAG_ERROR, e->id.at, "id「%s」とファイル名「%s」が違います", e->id.s,
                  file);
}

static void load_entry_map(struct loader *l, const struct record_reader *rr, enum entry_kind kind,
                           const struct ynode *n)
{
    struct anylist list = record_read_map(rr, &record_entry[kind], n);
    const struct entry *v = list.v;
    for (size_t i = 0; i < list.n; i++) {
        struct entry *e = new_entry(l);
        *e = v[i];
        e->kind = kind;
    }
}

/* 「- [ことば, ことば]」, or 「- 広いことば: [ことば, ことば]」. */
static struct synonym_group read_group(const struct record_reader *rr, const struct ynode *n)
{
    if (n->kind != Y_MAP || n->npairs != 1)
        return (struct synonym_group){record_read_strs(rr, n), false};
    struct strs narrow = record_read_strs(rr, &n->pairs[0].value);
    struct strs all = {arena_array(rr->arena, narrow.n + 1, sizeof *all.v), narrow.n + 1};
    all.v[0] = n->pairs[0].key;
    if (narrow.n)
        memcpy(all.v + 1, narrow.v, narrow.n * sizeof *all.v);
    return (struct synonym_group){all, true};
}

/* Departments with lists of groups below them. */
static void load_synonyms(struct loader *l, const struct record_reader *rr, const struct ynode *n)
{
    struct synonyms *s = &l->k->synonyms;
    size_t cap = 0;
    for (size_t i = 0; n->kind == Y_MAP && i < n->npairs; i++)
        cap += n->pairs[i].value.nitems;
    if (n->kind != Y_MAP)
        diags_add(l->d, DIAG_ERROR, n->at, "「分野:」の下に「- [ことば, ことば]」を並べて書きます");
    *s = (struct synonyms){arena_array(&l->k->arena, cap, sizeof *s->v), 0};
    for (size_t i = 0; n->kind == Y_MAP && i < n->npairs; i++) {
        const struct ynode *groups = &n->pairs[i].value;
        if (groups->kind != Y_SEQ)
            diags_add(l->d, DIAG_ERROR, groups->at, "「- [ことば, ことば]」を並べて書きます");
        for (size_t k = 0; k < groups->nitems; k++)
            s->v[s->n++] = read_group(rr, &groups->items[k]);
    }
}

static void load_examples(struct loader *l, const struct record_reader *rr, const struct ynode *n)
{
    struct anylist list = record_read_map(rr, &record_example, n);
    struct examples *x = &l->k->examples;
    struct example *v = arena_array(&l->k->arena, x->n + list.n, sizeof *v);
    if (x->n)
        memcpy(v, x->v, x->n * sizeof *v);
    if (list.n)
        memcpy(v + x->n, list.v, list.n * sizeof *v);
    *x = (struct examples){v, x->n + list.n};
}

static bool starts_with(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* The kinds of ids that a file defines, as bits of enum field_ref. */
static unsigned kinds_of(const char *place)
{
    if (strcmp(place, "town.yaml") == 0)
        return 1u << REF_DESK | 1u << REF_FEE;
    if (strcmp(place, "documents.yaml") == 0)
        return 1u << REF_DOCUMENT;
    if (strcmp(place, "questions.yaml") == 0)
        return 1u << REF_QUESTION;
    return 1u << REF_ENTRY | 1u << REF_QUESTION;
}

/* What a file is, by its place below the knowledge folder; dictionary files begin with dict/. */
static void load_tree(struct loader *l, const char *place, uint32_t file)
{
    struct knowledge *k = l->k;
    struct record_reader rr = {&k->arena, l->d};
    size_t errors = l->d->errors;
    struct ynode *n = yaml_parse(&k->arena, l->sources, file, l->d);
    if (!n && l->d->errors == errors)
        diags_add(l->d, DIAG_ERROR, (struct mark){file, 0, 0}, "ファイルに何も書かれていません");
    if (strcmp(place, "town.yaml") == 0)
        l->town_seen = true;
    if (!n) {
        k->unreadable |= kinds_of(place);
        return;
    }
    if (strcmp(place, "town.yaml") == 0) {
        record_read(&rr, &record_town, n, &k->town);
    } else if (strcmp(place, "documents.yaml") == 0) {
        struct anylist v = record_read_map(&rr, &record_document, n);
        k->documents = (struct documents){v.v, v.n};
    } else if (strcmp(place, "questions.yaml") == 0) {
        struct anylist v = record_read_map(&rr, &record_question, n);
        k->questions = (struct questions){v.v, v.n};
    } else if (strcmp(place, "dict/intents.yaml") == 0) {
        struct anylist v = record_read_map(&rr, &record_intent, n);
        k->intents = (struct intents){v.v, v.n};
    } else if (strcmp(place, "dict/smalltalk.yaml") == 0) {
        record_read(&rr, &record_smalltalk, n, &k->smalltalk);
    } else if (strcmp(place, "urgent.yaml") == 0) {
        record_read(&rr, &record_urgency, n, &k->urgency);
    } else if (strcmp(place, "dict/stopwords.yaml") == 0) {
        k->stopwords = record_read_strs(&rr, n);
    } else if (strcmp(place, "dict/readings.yaml") == 0) {
        k->readings = record_read_strs(&rr, n);
        readings_check(&k->readings, l->d);
    } else if (strcmp(place, "dict/katakana.yaml") == 0) {
        k->katakana = record_read_strs(&rr, n);
    } else if (strcmp(place, "dict/rerank.yaml") == 0) {
        struct anylist v = record_read_map(&rr, &record_weight, n);
        k->weights = (struct weights){v.v, v.n};
    } else if (strcmp(place, "dict/synonyms.yaml") == 0) {
        load_synonyms(l, &rr, n);
    } else if (strcmp(place, "glossary.yaml") == 0) {
        load_entry_map(l, &rr, ENTRY_TERM, n);
    } else if (strcmp(place, "elsewhere.yaml") == 0) {
        load_entry_map(l, &rr, ENTRY_ELSEWHERE, n);
    } else if (starts_with(place, "examples/")) {
        load_examples(l, &rr, n);
    } else if (starts_with(place, "faq/")) {
        load_entry_map(l, &rr, ENTRY_FAQ, n);
    } else if (starts_with(place, "procedures/")) {
        load_entry(l, &rr, ENTRY_PROCEDURE, place, n);
    } else if (starts_with(place, "events/")) {
        load_entry(l, &rr, ENTRY_EVENT, place, n);
    } else if (starts_with(place, "howtos/")) {
        load_entry(l, &rr, ENTRY_HOWTO, place, n);
    }
}

/* ---- folders ---- */

static void load_file(struct loader *l, const char *path, const char *place)
{
    uint32_t file;
    if (files_read(path, l->sources, l->d, &file))
        load_tree(l, place, file);
}

/* The word lists stand beside the knowledge, not in it. */
static void load_found(struct loader *l, const char *path, const char *place)
{
    if (filekind_of(place) && !starts_with(place, "dict/"))
        load_file(l, path, place);
    else
        diags_add(l->d, DIAG_WARNING, (struct mark){sources_add(l->sources, path, "", 0), 0, 0},
                  "読まれないファイルです（場所か、名前の終わりの .yaml を確かめてください）");
}

static void load_folder(struct loader *l, const char *path, const char *place, int depth)
{
    size_t n = 0;
    char **names = files_names(path, &n);
    for (size_t i = 0; names && i < n; i++) {
        struct strbuf p, q;
        strbuf_init(&p);
        strbuf_init(&q);
        strbuf_printf(&p, "%s/%s", path, names[i]);
        strbuf_printf(&q, "%s%s", place, names[i]);
        struct stat st;
        bool folder = stat(p.s, &st) == 0 && S_ISDIR(st.st_mode);
        /* The knowledge's own cases are read by cases.c, the JSON Schemas by editors. */
        bool apart = strcmp(q.s, "tests") == 0 || strcmp(q.s, "schema") == 0;
        if (folder && !apart && depth < MAX_FOLDERS) {
            strbuf_putc(&q, '/');
            load_folder(l, p.s, q.s, depth + 1);
        } else if (!folder) {
            load_found(l, p.s, q.s);
        }
        strbuf_done(&p);
        strbuf_done(&q);
        free(names[i]);
    }
    free(names);
}

/* dict/ holds more than the loader reads (the word list has its own format). */
static void load_dict(struct loader *l, const char *dict)
{
    for (size_t i = 0; i < filekinds_count; i++) {
        const char *place = filekinds[i].place;
        if (!starts_with(place, "dict/"))
            continue;
        struct strbuf path;
        strbuf_init(&path);
        strbuf_printf(&path, "%s/%s", dict, place + strlen("dict/"));
        struct stat st;
        if (stat(path.s, &st) == 0)
            load_file(l, path.s, place);
        strbuf_done(&path);
    }
}

/* ---- the whole ---- */

struct ranked {
    size_t rank; /* of the field */
    struct entry entry;
};

static int ranked_cmp(const void *pa, const void *pb)
{
    const struct ranked *a = pa, *b = pb;
    if (a->entry.kind != b->entry.kind)
        return a->entry.kind < b->entry.kind ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->entry.order != b->entry.order && a->entry.order && b->entry.order)
        return a->entry.order < b->entry.order ? -1 : 1;
    if (a->entry.order != b->entry.order)
        return a->entry.order ? -1 : 1;
    /* People look for what they know by its sound; ids are in Latin letters. */
    int by_reading = strcmp(a->entry.reading.s, b->entry.reading.s);
    return by_reading != 0 ? by_reading : strcmp(a->entry.id.s, b->entry.id.s);
}

/* Where the field stands in the list of fields; a new one is put at its end. */
static size_t field_rank(struct strs *fields, const struct str *field)
{
    size_t i = 0;
    while (i < fields->n && strcmp(fields->v[i].s, field->s) != 0)
        i++;
    if (i == fields->n && field->len)
        fields->v[fields->n++] = *field;
    return i;
}

static void sort_entries(struct loader *l)
{
    struct knowledge *k = l->k;
    k->fields.v = arena_array(&k->arena, k->town.fields.n + l->nentries, sizeof *k->fields.v);
    for (size_t i = 0; i < k->town.fields.n; i++)
        k->fields.v[k->fields.n++] = k->town.fields.v[i];
    struct ranked *v = xreallocarray(NULL, l->nentries + 1, sizeof *v);
    for (size_t i = 0; i < l->nentries; i++)
        v[i] = (struct ranked){field_rank(&k->fields, &l->entries[i].field), l->entries[i]};
    if (l->nentries)
        qsort(v, l->nentries, sizeof *v, ranked_cmp);
    k->entries.n = l->nentries;
    k->entries.v = arena_array(&k->arena, l->nentries, sizeof *k->entries.v);
    for (size_t i = 0; i < l->nentries; i++)
        k->entries.v[i] = v[i].entry;
    free(v);
}

/* What is typed is compared with these in the same spelling, at every question: fold them once. */
static void fold_texts(struct arena *a, struct strs *list, bool hiragana)
{
    for (size_t i = 0; i < list->n; i++) {
        struct strbuf normal, kana;
        strbuf_init(&normal);
        strbuf_init(&kana);
        text_normalize(&normal, list->v[i].s, list->v[i].len);
        kana_to_hiragana(&kana, normal.s, normal.len);
        const struct strbuf *b = hiragana ? &kana : &normal;
        list->v[i].s = arena_strndup(a, b->s, b->len);
        list->v[i].len = b->len;
        strbuf_done(&normal);
        strbuf_done(&kana);
    }
}

static void fold_cues(struct arena *a, struct strs *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct strbuf b;
        strbuf_init(&b);
        cue_fold(&b, list->v[i].s, list->v[i].len);
        list->v[i].s = arena_strndup(a, b.s, b.len);
        list->v[i].len = b.len;
        strbuf_done(&b);
    }
}

static void fold_talk(struct knowledge *k)
{
    fold_cues(&k->arena, &k->urgency.unless);
    for (size_t i = 0; i < k->urgency.urgent.n; i++) {
        struct urgent *u = &k->urgency.urgent.v[i];
        fold_cues(&k->arena, &u->cues);
        fold_cues(&k->arena, &u->always);
        fold_cues(&k->arena, &u->unless);
    }
    fold_cues(&k->arena, &k->smalltalk.around);
    for (size_t i = 0; i < k->smalltalk.replies.n; i++) {
        fold_cues(&k->arena, &k->smalltalk.replies.v[i].cues);
        fold_cues(&k->arena, &k->smalltalk.replies.v[i].inside);
    }
}

static void loader_start(struct loader *l, struct sources *sources, struct diags *d)
{
    *l = (struct loader){.k = xcalloc(1, sizeof *l->k), .sources = sources, .d = d};
    arena_init(&l->k->arena);
    record_init(&record_town, &l->k->town);
    record_init(&record_urgency, &l->k->urgency);
    record_init(&record_smalltalk, &l->k->smalltalk);
}

static struct knowledge *loader_finish(struct loader *l, const char *dir)
{
    bool needs_town = false;
    for (size_t i = 0; i < l->nentries; i++)
        needs_town |= l->entries[i].kind <= ENTRY_HOWTO;
    if (needs_town && !l->town_seen) {
        struct strbuf path;
        strbuf_init(&path);
        strbuf_printf(&path, "%s/town.yaml", dir);
        uint32_t file = sources_add(l->sources, path.s, "", 0);
        diags_add(l->d, DIAG_ERROR, (struct mark){file, 0, 0}, "town.yaml がありません");
        l->k->unreadable |= kinds_of("town.yaml");
        strbuf_done(&path);
    }
    sort_entries(l);
    free(l->entries);
    for (size_t i = 0; i < l->k->intents.n; i++)
        fold_texts(&l->k->arena, &l->k->intents.v[i].cues, true);
    fold_texts(&l->k->arena, &l->k->stopwords, false);
    fold_talk(l->k);
    struct used used = {NULL, NULL, NULL, NULL};
    used_find(l->k, &used);
    knowledge_expand(l->k, l->d);
    knowledge_link(l->k, l->d);
    knowledge_validate(l->k, l->d);
    if (l->d->errors == 0)
        used_report(&used, l->k, l->d);
    return l->k;
}

struct knowledge *knowledge_load(const char *dir, const char *dict, struct sources *sources,
                                 struct diags *d, struct error *err)
{
    struct stat st;
    if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode)) {
        error_set(err, EX_NOINPUT, "知識のフォルダ「%s」を読めません", dir);
        return NULL;
    }
    struct loader l;
    loader_start(&l, sources, d);
    struct strbuf place;
    strbuf_init(&place);
    strbuf_puts(&place, dir);
    while (place.len > 1 && place.s[place.len - 1] == '/')
        strbuf_truncate(&place, place.len - 1);
    load_folder(&l, place.s, "", 0);
    struct strbuf beside;
    strbuf_init(&beside);
    strbuf_printf(&beside, "%s/../dict", place.s);
    load_dict(&l, dict ? dict : beside.s);
    strbuf_done(&beside);
    struct knowledge *k = loader_finish(&l, place.s);
    strbuf_done(&place);
    return k;
}

struct knowledge *knowledge_load_texts(const struct loader_file *files, size_t n,
                                       struct sources *sources, struct diags *d)
{
    struct loader l;
    loader_start(&l, sources, d);
    for (size_t i = 0; i < n; i++)
        load_tree(&l, files[i].path,
                  sources_add(sources, files[i].path, files[i].text, files[i].len));
    return loader_finish(&l, ".");
}
