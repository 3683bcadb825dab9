#include "knowledge/fit.h"
#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

struct fitter {
    const struct knowledge *k;
    const struct diags *d;
    const struct entry **v; /* the entry and all that its walk can lead to */
    size_t n, cap;
    bool linked;
};

/* ---- where the mistakes are ---- */

/* The line on which the next entry of the same file begins. */
static uint32_t end_of(const struct knowledge *k, const struct entry *e)
{
    uint32_t end = UINT32_MAX;
    if (e->kind <= ENTRY_HOWTO)
        return end;
    for (size_t i = 0; i < k->entries.n; i++) {
        struct mark at = k->entries.v[i].id.at;
        if (at.file == e->id.at.file && at.line > e->id.at.line && at.line < end)
            end = at.line;
    }
    return end;
}

static bool is_wrong(const struct fitter *f, const struct entry *e)
{
    uint32_t first = e->kind <= ENTRY_HOWTO ? 0 : e->id.at.line, end = end_of(f->k, e);
    for (size_t i = 0; i < f->d->n; i++) {
        const struct diag *g = &f->d->v[i];
        if (g->severity == DIAG_ERROR && !g->unwritten && g->at.file == e->id.at.file &&
            g->at.line >= first && g->at.line < end)
            return true;
    }
    return false;
}

/* ---- what it refers to ---- */

static bool was_parsed(const struct when *w)
{
    return !w->text.len || w->cond;
}

static void check_question(struct fitter *f, const struct question *q)
{
    bool choice = q && (q->kind == Q_SINGLE || q->kind == Q_MULTI);
    if (!q || (choice && q->answers.n == 0) || (q->kind == Q_DERIVED && !q->derive.cond))
        f->linked = false;
}

static void check_condition(struct fitter *f, const struct when *w)
{
    f->linked = f->linked && was_parsed(w);
}

static void reach(struct fitter *f, const struct entry *e)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i] == e)
            return;
    if (f->n == f->cap) {
        f->cap = f->cap ? 2 * f->cap : 32;
        f->v = xreallocarray(f->v, f->cap, sizeof *f->v);
    }
    f->v[f->n++] = e;
}

static void follow(struct fitter *f, const struct target *t)
{
    const struct entry *to = t->go.len ? knowledge_entry(f->k, t->go.s) : NULL;
    if (to)
        reach(f, to);
    else if (t->go.len)
        f->linked = false;
}

static void check_tree(struct fitter *f, const struct entry *e)
{
    const struct tree *t = &e->tree;
    f->linked = f->linked && (t->nodes.n == 0 || tree_node(t, t->start.s));
    for (size_t i = 0; i < t->nodes.n; i++) {
        const struct node *n = &t->nodes.v[i];
        check_question(f, n->question);
        follow(f, &n->to);
        follow(f, &n->unknown);
        for (size_t a = 0; a < n->own.answers.n; a++)
            follow(f, &n->own.answers.v[a].to);
        for (size_t a = 0; a < n->branch.n; a++)
            follow(f, &n->branch.v[a].to);
    }
}

static void check_lists(struct fitter *f, const struct entry *e)
{
    for (size_t i = 0; i < e->documents.n; i++) {
        f->linked = f->linked && e->documents.v[i].document;
        check_condition(f, &e->documents.v[i].when);
    }
    for (size_t i = 0; i < e->notes.n; i++)
        check_condition(f, &e->notes.v[i].when);
    for (size_t i = 0; i < e->again.n; i++)
        check_condition(f, &e->again.v[i].when);
    for (size_t i = 0; i < e->fees.n; i++)
        check_condition(f, &e->fees.v[i].when);
    for (size_t i = 0; i < e->deadlines.n; i++) {
        const struct deadline *d = &e->deadlines.v[i];
        f->linked = f->linked && (!d->from.len || d->question);
        check_condition(f, &d->when);
    }
    for (size_t i = 0; i < e->questions.n; i++) {
        check_question(f, e->questions.v[i].question);
        check_condition(f, &e->questions.v[i].when);
    }
    for (size_t i = 0; i < e->procedures.n; i++) {
        const struct entry_ref *r = &e->procedures.v[i];
        check_condition(f, &r->when);
        if (r->loaded)
            reach(f, r->loaded);
        else
            f->linked = false;
    }
}

enum fit entry_fit(const struct knowledge *k, const struct diags *d, const struct entry *e)
{
    struct fitter f = {.k = k, .d = d, .linked = true};
    bool wrong = is_wrong(&f, e);
    reach(&f, e);
    for (size_t i = 0; i < f.n && !wrong && f.linked; i++) {
        f.linked = !is_wrong(&f, f.v[i]);
        check_tree(&f, f.v[i]);
        check_lists(&f, f.v[i]);
    }
    free(f.v);
    if (wrong)
        return FIT_NOT;
    return f.linked ? FIT_WALK : FIT_SHEET;
}

const struct diag *fit_lost(const struct diags *d, const char *id)
{
    size_t n = strlen(id);
    for (size_t i = 0; i < d->n; i++) {
        const char *path = d->sources->v[d->v[i].at.file].path, *slash = strrchr(path, '/');
        const char *name = slash ? slash + 1 : path;
        if (d->v[i].severity == DIAG_ERROR && strncmp(name, id, n) == 0 &&
            strcmp(name + n, ".yaml") == 0)
            return &d->v[i];
    }
    return NULL;
}
