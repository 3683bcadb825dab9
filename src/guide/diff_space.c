#include "guide/diff_space.h"
#include "base/xalloc.h"
#include "guide/walk.h"
#include <stdlib.h>
#include <string.h>

const struct question *shown_question(const struct variable *v)
{
    return v->question[1] ? v->question[1] : v->question[0];
}

const struct fact *shown_fact(const struct space_value *v)
{
    return v->has[1] ? &v->fact[1] : &v->fact[0];
}

/* ---- values ---- */

static bool same_fact(const struct fact *a, const struct fact *b)
{
    return a->unknown == b->unknown && a->answers == b->answers && a->number == b->number &&
           date_cmp(a->date, b->date) == 0;
}

bool translate_fact(const struct fact *f, const struct question *to, struct fact *out)
{
    *out = *f;
    out->question = to;
    out->answers = 0;
    if (!to || to->kind != f->question->kind)
        return false;
    for (size_t i = 0; i < f->question->answers.n && i < 64; i++) {
        if (!(f->answers >> i & 1))
            continue;
        int at = question_answer(to, f->question->answers.v[i].id.s);
        if (at < 0)
            return false;
        out->answers |= UINT64_C(1) << at;
    }
    return true;
}

static void add_value(struct variable *v, int side, const struct fact *f)
{
    struct space_value value = {.has = {side == 0, side == 1}};
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].has[side] && same_fact(&v->v[i].fact[side], f))
            return;
    if (v->n == MAX_VALUES)
        return;
    value.fact[side] = *f;
    value.has[1 - side] = translate_fact(f, v->question[1 - side], &value.fact[1 - side]);
    v->v = xreallocarray(v->v, v->n + 1, sizeof *v->v);
    v->v[v->n++] = value;
}

static uint64_t read_answers(const struct question *q, const struct trial_conditions *c)
{
    uint64_t read = 0;
    for (size_t i = 0; i < c->n; i++)
        read |= cond_answers(c->v[i]->cond, q);
    return read;
}

/* Every way to choose among the answers that decide something, where they are few. */
static void add_subsets(struct variable *v, int side, uint64_t relevant)
{
    const struct question *q = v->question[side];
    int none = q->none.len ? question_answer(q, q->none.s) : -1, bits[64], n = 0, other = -1;
    for (int i = 0; i < (int)q->answers.n && i < 64; i++) {
        if (i == none)
            continue;
        if (relevant >> i & 1)
            bits[n++] = i;
        else
            other = i;
    }
    if (n > 4)
        return;
    for (unsigned set = 0; set < 1u << n; set++) {
        struct fact f = {.question = q};
        for (int i = 0; i < n; i++)
            f.answers |= set >> i & 1 ? UINT64_C(1) << bits[i] : 0;
        if (f.answers == 0 && other >= 0)
            f.answers = UINT64_C(1) << other;
        if (f.answers)
            add_value(v, side, &f);
    }
    if (none >= 0)
        add_value(v, side, &(struct fact){.question = q, .answers = UINT64_C(1) << none});
}

static int by_value(const void *pa, const void *pb)
{
    const struct fact *a = shown_fact(pa), *b = shown_fact(pb);
    if (a->unknown != b->unknown)
        return a->unknown - b->unknown;
    if (a->question->kind == Q_DATE)
        return date_cmp(a->date, b->date);
    return (a->number > b->number) - (a->number < b->number);
}

static void fill(struct variable *v, const struct trial_conditions c[2], const uint64_t also[2],
                 struct date today)
{
    const struct question *q = shown_question(v);
    for (int side = 0; side < 2; side++) {
        if (!v->question[side])
            continue;
        if (q->kind == Q_MULTI && v->question[side]->kind == Q_MULTI) {
            uint64_t read = read_answers(v->question[side], &c[side]) | also[side];
            struct fact f = {.question = v->question[side], .answers = read}, there;
            if (side == 1 || !v->question[1])
                v->relevant |= read;
            else
                v->relevant |=
                    translate_fact(&f, v->question[1], &there) ? there.answers : UINT64_MAX;
        }
    }
    for (int side = 0; side < 2; side++) {
        if (!v->question[side])
            continue;
        struct fact f = {.question = q, .answers = v->relevant}, there = f;
        if (q->kind == Q_MULTI &&
            (q == v->question[side] || translate_fact(&f, v->question[side], &there)))
            add_subsets(v, side, there.answers);
        struct trial_values values = trial_values(v->question[side], &c[side], today, false);
        for (size_t i = 0; i < values.n; i++)
            add_value(v, side, &values.v[i]);
        free(values.v);
    }
    if (q->kind == Q_NUMBER || q->kind == Q_DATE)
        qsort(v->v, v->n, sizeof *v->v, by_value);
    struct space_value dont_know = {.has = {v->question[0], v->question[1]}};
    for (int side = 0; side < 2; side++)
        dont_know.fact[side] = (struct fact){.question = v->question[side], .unknown = true};
    v->v = xreallocarray(v->v, v->n + 1, sizeof *v->v);
    v->v[v->n++] = dont_know;
}

/* ---- cells ---- */

size_t space_variable(struct space *s, const struct question *const q[2],
                      const struct trial_conditions c[2], const uint64_t also[2], struct date today)
{
    for (size_t i = 0; i < s->nvars; i++)
        for (int side = 0; side < 2; side++)
            if (q[side] && s->vars[i].question[side] &&
                same_question(q[side], s->vars[i].question[side]))
                return i;
    if (s->nvars == s->vars_cap) {
        s->vars_cap = s->vars_cap ? 2 * s->vars_cap : 8;
        s->vars = xreallocarray(s->vars, s->vars_cap, sizeof *s->vars);
        s->now = xrealloc(s->now, s->vars_cap);
    }
    s->now[s->nvars] = -1;
    s->vars[s->nvars] = (struct variable){.question = {q[0], q[1]}};
    fill(&s->vars[s->nvars], c, also, today);
    return s->nvars++;
}

void space_add(struct space *s)
{
    if (s->n == s->cap) {
        s->cap = s->cap ? 2 * s->cap : 64;
        s->cells = xreallocarray(s->cells, s->cap, sizeof *s->cells);
        s->lengths = xrealloc(s->lengths, s->cap);
        s->unknown = xrealloc(s->unknown, s->cap * sizeof *s->unknown);
    }
    s->cells[s->n] = xmalloc(s->nvars + 1);
    if (s->nvars)
        memcpy(s->cells[s->n], s->now, s->nvars);
    s->lengths[s->n] = (unsigned char)s->nvars;
    s->unknown[s->n] = false;
    for (size_t i = 0; i < s->nvars; i++)
        if (s->now[i] >= 0 && (size_t)s->now[i] == s->vars[i].n - 1)
            s->unknown[s->n] = true;
    s->n++;
}

void space_done(struct space *s)
{
    for (size_t i = 0; i < s->nvars; i++)
        free(s->vars[i].v);
    for (size_t i = 0; i < s->n; i++)
        free(s->cells[i]);
    free(s->vars);
    free(s->now);
    free(s->cells);
    free(s->lengths);
    free(s->unknown);
    *s = (struct space){0};
}
