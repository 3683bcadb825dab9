#include "base/xalloc.h"
#include "knowledge/emit.h"
#include "knowledge/import_job.h"
#include "text/normalize.h"
#include <stdlib.h>
#include <string.h>

enum { COL_QUERY, COL_ID, COL_GRADE, COLUMNS };

static const struct import_column columns[COLUMNS] = {
    [COL_QUERY] = {(const char *const[]){"query", "質問", "質問文", "question", "q", NULL}, true},
    [COL_ID] = {(const char *const[]){"id", "番号", "no", "no.", "管理番号", "整理番号", NULL},
                true},
    [COL_GRADE] = {(const char *const[]){"grade", "評価", "関連度", "段階", NULL}, false},
};

enum { MAX_QUERY = 4096 }; /* bytes */

struct pair { /* a question and an entry that answers it */
    const char *query, *id;
    int grade;
    size_t order;
    size_t entry; /* the order of the first pair of the same entry */
    bool keep;
};

/* A town's own numbers find the entries that an import made of them. */
static bool find_entry(struct import_job *j, const struct row *r, int column, const char **id)
{
    unsigned changed = 0;
    struct cell c = job_text(j, r, column, false, &changed);
    if (j->o->has(j->o->ctx, c.s)) {
        *id = c.s;
        return true;
    }
    enum import_id kind = job_id(j, r, column, id);
    if (kind == IMPORT_ID_NONE)
        job_bad(j, r->line, "id が空です");
    else if (kind == IMPORT_ID_ODD || !j->o->has(j->o->ctx, *id))
        job_bad(j, r->line, "「%.*s」という項目はありません", (int)c.len, c.s);
    else
        return true;
    return false;
}

static bool read_grade(struct import_job *j, const struct row *r, int column, int *grade)
{
    unsigned changed = 0;
    struct cell c = job_text(j, r, column, false, &changed);
    struct strbuf b;
    strbuf_init(&b);
    text_normalize(&b, c.s, c.len);
    bool ok = b.len == 0 || (b.len == 1 && b.s[0] >= '0' && b.s[0] <= '2');
    *grade = ok && b.len ? b.s[0] - '0' : 2;
    strbuf_done(&b);
    if (!ok)
        job_bad(j, r->line, "grade には 0・1・2 のどれかを書きます");
    return ok;
}

static bool read_pair(struct import_job *j, const struct row *r, const int *at, struct pair *p)
{
    if (!job_row_ok(j, r))
        return false;
    unsigned changed = 0;
    struct cell query = job_text(j, r, at[COL_QUERY], false, &changed);
    *p = (struct pair){.query = query.s};
    if (!query.len) {
        job_bad(j, r->line, "質問が空です");
        return false;
    }
    if (query.len > MAX_QUERY) {
        job_bad(j, r->line, "長すぎます（質問は %d バイトまで）", MAX_QUERY);
        return false;
    }
    if (!find_entry(j, r, at[COL_ID], &p->id) || !read_grade(j, r, at[COL_GRADE], &p->grade))
        return false;
    job_warn_changes(j, r->line, changed);
    return true;
}

static int order_cmp(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* By question and entry; the better grade first. */
static int query_cmp(const void *pa, const void *pb)
{
    const struct pair *a = pa, *b = pb;
    int c = strcmp(a->query, b->query);
    if (!c)
        c = strcmp(a->id, b->id);
    if (!c)
        c = b->grade - a->grade;
    return c ? c : order_cmp(a->order, b->order);
}

static int id_cmp(const void *pa, const void *pb)
{
    const struct pair *a = pa, *b = pb;
    int c = strcmp(a->id, b->id);
    return c ? c : order_cmp(a->order, b->order);
}

static int entry_cmp(const void *pa, const void *pb)
{
    const struct pair *a = pa, *b = pb;
    int c = order_cmp(a->entry, b->entry);
    return c ? c : order_cmp(a->order, b->order);
}

/* What was judged related counts, too: it is what people want to see next. */
static void choose(struct pair *v, size_t n)
{
    qsort(v, n, sizeof *v, query_cmp);
    for (size_t i = 0; i < n; i++) {
        bool twice =
            i > 0 && strcmp(v[i].query, v[i - 1].query) == 0 && strcmp(v[i].id, v[i - 1].id) == 0;
        v[i].keep = v[i].grade > 0 && !twice;
    }
}

/* An entry with very many questions stands in several files. */
static void write_entry(struct import_job *j, const struct pair *v, size_t n)
{
    struct strbuf b;
    bool apart = false;
    strbuf_init(&b);
    for (size_t i = 0; i < n; i++) {
        if (b.len == 0)
            strbuf_printf(&b, "%s:\n", v[i].id);
        strbuf_puts(&b, "  - ");
        emit_quoted(&b, v[i].query, strlen(v[i].query));
        strbuf_putc(&b, '\n');
        if (b.len > IMPORT_FILE_BYTES / 2 || i == n - 1) {
            job_write(j, &b, apart);
            strbuf_clear(&b);
            apart = true;
        }
    }
    strbuf_done(&b);
    j->out->written += n;
}

static void write_pairs(struct import_job *j, struct pair *v, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (v[i].keep)
            v[kept++] = v[i];
    if (kept == 0)
        return;
    qsort(v, kept, sizeof *v, id_cmp);
    for (size_t i = 0; i < kept; i++)
        v[i].entry = i && strcmp(v[i].id, v[i - 1].id) == 0 ? v[i - 1].entry : v[i].order;
    qsort(v, kept, sizeof *v, entry_cmp);
    for (size_t from = 0, to; from < kept; from = to) {
        for (to = from + 1; to < kept && v[to].entry == v[from].entry;)
            to++;
        write_entry(j, v + from, to - from);
    }
}

bool import_examples(const struct table *t, const struct import_options *o, struct imported *out)
{
    struct import_job j;
    int at[COLUMNS];
    job_start(&j, t, o, "examples/x.yaml", out);
    if (job_columns(&j, columns, COLUMNS, at)) {
        struct pair *v = xreallocarray(NULL, t->n, sizeof *v);
        size_t n = 0;
        for (size_t i = 1; i < t->n; i++) {
            if (read_pair(&j, &t->rows[i], at, &v[n])) {
                v[n].order = n;
                n++;
            }
        }
        if (n)
            choose(v, n);
        write_pairs(&j, v, n);
        free(v);
    }
    return job_finish(&j);
}
