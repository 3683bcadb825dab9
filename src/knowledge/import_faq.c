#include "base/xalloc.h"
#include "knowledge/emit.h"
#include "knowledge/import_job.h"
#include <stdlib.h>
#include <string.h>

enum { COL_QUESTION, COL_ANSWER, COL_ID, COL_CATEGORY, COLUMNS };

static const struct import_column columns[COLUMNS] = {
    [COL_QUESTION] = {(const char *const[]){"question", "質問", "質問文", "質問内容", "問い", "q",
                                            NULL},
                      true},
    [COL_ANSWER] = {(const char *const[]){"answer", "回答", "答え", "回答文", "回答内容", "答", "a",
                                          NULL},
                    true},
    [COL_ID] = {(const char *const[]){"id", "番号", "no", "no.", "管理番号", "整理番号", NULL},
                false},
    [COL_CATEGORY] = {(const char *const[]){"category", "分類", "カテゴリ", "カテゴリー", "分野",
                                            "区分", NULL},
                      false},
};

struct item { /* a row that is good so far */
    size_t line, number, order;
    struct cell question, answer, category;
    const char *id; /* NULL: to be made */
    bool numbered;  /* the id is the prefix and a number of the table */
    bool bad;
};

struct items {
    struct item *v;
    size_t n;
    size_t odd, odd_line; /* rows with an id that cannot be used, and the first of them */
};

static bool read_text(struct import_job *j, const struct row *r, const int *at, struct item *it)
{
    unsigned changed = 0;
    *it = (struct item){.line = r->line, .number = r->number};
    it->question = job_text(j, r, at[COL_QUESTION], false, &changed);
    it->answer = job_text(j, r, at[COL_ANSWER], true, &changed);
    it->category = job_text(j, r, at[COL_CATEGORY], false, &changed);
    if (!it->question.len || !it->answer.len) {
        job_bad(j, r->line, it->question.len ? "答えが空です" : "質問が空です");
        return false;
    }
    if (it->question.len > IMPORT_MAX_TEXT || it->answer.len > IMPORT_MAX_TEXT ||
        it->category.len > IMPORT_MAX_TEXT) {
        job_bad(j, r->line, "長すぎます（1つの値は %d バイトまで）", IMPORT_MAX_TEXT);
        return false;
    }
    job_warn_changes(j, r->line, changed);
    return true;
}

static void read_items(struct import_job *j, const int *at, struct items *items)
{
    for (size_t i = 1; i < j->t->n; i++) {
        const struct row *r = &j->t->rows[i];
        struct item *it = &items->v[items->n];
        if (!job_row_ok(j, r) || !read_text(j, r, at, it))
            continue;
        enum import_id kind = job_id(j, r, at[COL_ID], &it->id);
        it->numbered = kind == IMPORT_ID_NUMBER;
        it->order = items->n++;
        if (kind == IMPORT_ID_ODD && items->odd++ == 0)
            items->odd_line = r->line;
    }
    if (items->odd)
        job_warn(j, items->odd_line,
                 "使えない id の行が、ここから先に %zu あります。id は行の番号から付けました（id "
                 "に使えるのは"
                 "半角の英小文字と数字と「-」「_」）",
                 items->odd);
}

/* ---- ids ---- */

static int item_cmp(const void *pa, const void *pb)
{
    const struct item *a = *(struct item *const *)pa, *b = *(struct item *const *)pb;
    int c = strcmp(a->id, b->id);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

static int id_cmp(const void *id, const void *item)
{
    return strcmp(id, (*(struct item *const *)item)->id);
}

/* The items that have an id, by id; of equal ones the first, the others are bad. */
static struct item **sort_ids(struct import_job *j, struct items *items, size_t *n)
{
    struct item **v = xreallocarray(NULL, items->n + 1, sizeof *v);
    size_t given = 0;
    for (size_t i = 0; i < items->n; i++)
        if (items->v[i].id)
            v[given++] = &items->v[i];
    if (given)
        qsort(v, given, sizeof *v, item_cmp);
    *n = 0;
    for (size_t i = 0; i < given; i++) {
        if (*n && strcmp(v[*n - 1]->id, v[i]->id) == 0) {
            job_bad(j, v[i]->line, "id「%s」は %zu 行目と同じです", v[i]->id, v[*n - 1]->line);
            v[i]->bad = true;
        } else {
            v[(*n)++] = v[i];
        }
    }
    return v;
}

static bool has(const struct import_job *j, const char *id)
{
    return j->o->has && j->o->has(j->o->ctx, id);
}

static void prefix_taken(struct import_job *j, const char *id)
{
    if (!j->failed)
        job_fail(j, 0,
                 "番号から作る id「%s」は、ほかのファイルの項目が使っています。--prefix "
                 "で別の名前を付けてください",
                 id);
}

static void check_beside(struct import_job *j, struct item *it)
{
    if (it->bad || !it->id || !has(j, it->id))
        return;
    if (it->numbered) {
        prefix_taken(j, it->id);
    } else {
        job_bad(j, it->line, "id「%s」は、ほかのファイルの項目が使っています", it->id);
        it->bad = true;
    }
}

static void make_ids(struct import_job *j, struct items *items)
{
    size_t n;
    struct item **given = sort_ids(j, items, &n);
    for (size_t i = 0; i < items->n; i++)
        check_beside(j, &items->v[i]);
    for (size_t i = 0; i < items->n; i++) {
        struct item *it = &items->v[i];
        if (it->id)
            continue;
        it->id = arena_printf(&j->arena, "%s-%04zu", j->o->prefix, it->number);
        if (has(j, it->id))
            prefix_taken(j, it->id);
        for (size_t k = 2; bsearch(it->id, given, n, sizeof *given, id_cmp) || has(j, it->id); k++)
            it->id = arena_printf(&j->arena, "%s-%04zu-%zu", j->o->prefix, it->number, k);
    }
    free(given);
}

/* ---- the whole ---- */

static void emit_field(struct strbuf *out, const char *name, struct cell value)
{
    strbuf_printf(out, "  %s: ", name);
    emit_quoted(out, value.s, value.len);
    strbuf_putc(out, '\n');
}

static void write_items(struct import_job *j, const struct items *items)
{
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0; i < items->n; i++) {
        const struct item *it = &items->v[i];
        if (it->bad)
            continue;
        strbuf_clear(&b);
        strbuf_printf(&b, "%s:\n", it->id);
        emit_field(&b, "name", it->question);
        if (it->category.len)
            emit_field(&b, "field", it->category);
        emit_field(&b, "answer", it->answer);
        job_write(j, &b, false);
        j->out->written++;
    }
    strbuf_done(&b);
}

bool import_faq(const struct table *t, const struct import_options *o, struct imported *out)
{
    struct import_job j;
    int at[COLUMNS];
    job_start(&j, t, o, "faq/x.yaml", out);
    if (job_columns(&j, columns, COLUMNS, at)) {
        struct items items = {.v = xreallocarray(NULL, t->n, sizeof *items.v)};
        read_items(&j, at, &items);
        make_ids(&j, &items);
        write_items(&j, &items);
        free(items.v);
    }
    return job_finish(&j);
}
