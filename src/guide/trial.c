#include "guide/trial.h"

#include "base/xalloc.h"
#include "guide/reach.h"
#include "guide/walk.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- items ---- */

const char trial_note[] = "注意";

static struct mark place(const struct entry *e, const struct when *w, const struct str *a,
                         const struct str *b)
{
    if (w->text.at.line != 0)
        return w->text.at;
    if (a->at.line != 0)
        return a->at;
    return b->at.line != 0 ? b->at : e->id.at;
}

void trial_items(const struct entry *e, void (*visit)(void *ctx, const struct trial_item *item),
                 void *ctx)
{
    for (size_t i = 0; i < e->documents.n; i++) {
        const struct document_ref *r = &e->documents.v[i];
        visit(ctx, &(struct trial_item){"書類", r->document ? r->document->name.s : r->id.s,
                                        &r->when, place(e, &r->when, &r->id, &r->id)});
    }
    for (size_t i = 0; i < e->notes.n; i++) {
        const struct note *n = &e->notes.v[i];
        visit(ctx, &(struct trial_item){trial_note, n->text.s, &n->when,
                                        place(e, &n->when, &n->text, &n->text)});
    }
    for (size_t i = 0; i < e->again.n; i++) {
        const struct note *n = &e->again.v[i];
        visit(ctx, &(struct trial_item){"もう一度来るわけ", n->text.s, &n->when,
                                        place(e, &n->when, &n->text, &n->text)});
    }
    for (size_t i = 0; i < e->deadlines.n; i++) {
        const struct deadline *l = &e->deadlines.v[i];
        visit(ctx, &(struct trial_item){"期限", l->from.len > 0 ? l->from.s : l->text.s, &l->when,
                                        place(e, &l->when, &l->from, &l->text)});
    }
    for (size_t i = 0; i < e->fees.n; i++) {
        const struct fee *f = &e->fees.v[i];
        visit(ctx, &(struct trial_item){"手数料", f->label.len > 0 ? f->label.s : f->text.s,
                                        &f->when, place(e, &f->when, &f->label, &f->text)});
    }
}

void trial_report(struct diags *d, const struct trial_item *item)
{
    if (item->when->cond)
        diags_add(d, DIAG_ERROR, item->at, "%s「%s」の条件は、どう答えても成り立ちません",
                  item->what, item->name);
    else
        diags_add(d, DIAG_ERROR, item->at, "%s「%s」は、どう答えても出てきません", item->what,
                  item->name);
}

/* ---- conditions ---- */

void trial_conditions_add(struct trial_conditions *c, const struct when *w)
{
    if (!w->cond)
        return;
    if (c->n == c->cap) {
        c->cap = c->cap == 0 ? 16 : 2 * c->cap;
        c->v = xreallocarray(c->v, c->cap, sizeof(*c->v));
    }
    c->v[c->n++] = w;
}

static void add_item(void *ctx, const struct trial_item *item)
{
    trial_conditions_add(ctx, item->when);
}

void trial_conditions_add_entry(struct trial_conditions *c, const struct entry *e)
{
    trial_items(e, add_item, c);
}

void trial_conditions_done(struct trial_conditions *c)
{
    free(c->v);
    *c = (struct trial_conditions){0};
}

/* ---- values ---- */

struct collector {
    const struct question *q;
    struct trial_values *to;
    size_t cap;
};

static void add_value(struct collector *c, const struct fact *f)
{
    struct trial_values *to = c->to;

    for (size_t i = 0; i < to->n; i++)
        if (to->v[i].unknown == f->unknown && to->v[i].answers == f->answers &&
            to->v[i].number == f->number && date_cmp(to->v[i].date, f->date) == 0)
            return;
    if (to->n == c->cap) {
        c->cap = c->cap == 0 ? 8 : 2 * c->cap;
        to->v = xreallocarray(to->v, c->cap, sizeof *to->v);
    }
    to->v[to->n++] = *f;
}

static void add_number(struct collector *c, long number)
{
    const struct question *q = c->q;
    bool bounded = q->min != 0 || q->max != 0;

    if (bounded ? number >= q->min && number <= q->max : number >= 0)
        add_value(c, &(struct fact){.question = q, .number = number});
}

static void add_around(void *ctx, const struct possible *p)
{
    struct collector *c = ctx;

    for (int by = -1; by <= 1; by++) {
        if (c->q->kind == Q_NUMBER && p->number > INT_MIN && p->number < INT_MAX) {
            add_number(c, p->number + by);
        } else if (c->q->kind == Q_DATE) {
            struct date d = date_add_days(p->date, by);
            if (date_valid(d))
                add_value(c, &(struct fact){.question = c->q, .date = d});
        }
    }
}

static void add_choices(struct collector *c)
{
    const struct question *q = c->q;
    int none = q->kind == Q_MULTI && q->none.len > 0 ? question_answer(q, q->none.s) : -1;
    uint64_t all = possible_all(q).answers;

    for (size_t i = 0; i < q->answers.n && i < 64; i++)
        add_value(c, &(struct fact){.question = q, .answers = UINT64_C(1) << i});
    if (none >= 0)
        all &= ~(UINT64_C(1) << none);
    if (q->kind == Q_MULTI && all != 0)
        add_value(c, &(struct fact){.question = q, .answers = all});
}

struct reader {
    const struct question *q;
    bool found;
};

static void find_reader(void *ctx, const struct question *q)
{
    struct reader *r = ctx;

    r->found = r->found || same_question(r->q, q);
}

static bool is_read(const struct question *q, const struct trial_conditions *conditions)
{
    struct reader r = {q, false};

    for (size_t i = 0; i < conditions->n && !r.found; i++)
        cond_questions(conditions->v[i]->cond, find_reader, &r);
    return r.found;
}

/* No constant to compare with. What is compared with another answer needs values on both sides. */
static void add_defaults(struct collector *c, struct date today, bool read)
{
    static const long days[] = {0, -1, 1, -400, 400};
    long numbers[] = {c->q->max != 0 ? c->q->max : 1, c->q->min, c->q->min + 1L};

    for (size_t i = 0; i < (read ? sizeof days / sizeof *days : 1) && c->q->kind == Q_DATE; i++) {
        struct date d = date_add_days(today, days[i]);
        add_value(c, &(struct fact){.question = c->q, .date = date_valid(d) ? d : today});
    }
    for (size_t i = 0; i < (read ? 3 : 1) && c->q->kind == Q_NUMBER; i++)
        add_number(c, numbers[i]);
}

struct trial_values trial_values(const struct question *q,
                                 const struct trial_conditions *conditions, struct date today,
                                 bool unknown)
{
    struct trial_values values = {0};
    struct collector c = {q, &values, 0};

    if (q->kind == Q_NUMBER || q->kind == Q_DATE) {
        for (size_t i = 0; i < conditions->n; i++)
            cond_constants(conditions->v[i]->cond, q, today, add_around, &c);
        if (values.n == 0)
            add_defaults(&c, today, is_read(q, conditions));
    } else {
        add_choices(&c);
    }
    if (unknown)
        add_value(&c, &(struct fact){.question = q, .unknown = true});
    return values;
}

/* ---- trials ---- */

void trial_push(struct trial *t, const struct fact *f)
{
    if (t->n == t->cap) {
        t->cap = t->cap == 0 ? 16 : 2 * t->cap;
        t->v = xreallocarray(t->v, t->cap, sizeof *t->v);
    }
    t->v[t->n++] = *f;
    t->unknowns += f->unknown;
}

void trial_pop(struct trial *t)
{
    t->n--;
    t->unknowns -= t->v[t->n].unknown;
}

void trial_done(struct trial *t)
{
    free(t->v);
    t->v = NULL;
    t->n = t->cap = 0;
}

const struct fact *trial_get(const struct trial *t, const struct question *q)
{
    for (size_t i = 0; i < t->n; i++)
        if (same_question(t->v[i].question, q))
            return &t->v[i];
    return NULL;
}

static struct possible get(void *ctx, const struct question *q)
{
    const struct trial *t = ctx;
    const struct fact *f = trial_get(t, q);
    struct possible p = POSSIBLE_ABSENT;

    if (f)
        return possible_of(f);
    if (t->open && t->open(t->ctx, q)) {
        p = possible_all(q);
        p.absent = true;
    }
    return p;
}

enum truth trial_eval(struct trial *t, const struct when *w)
{
    struct cond_env env = {get, t, t->today};

    return cond_eval(w->cond, &env);
}
