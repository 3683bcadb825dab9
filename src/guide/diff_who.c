#include "base/xalloc.h"
#include "guide/diff_space.h"
#include <stdlib.h>
#include <string.h>

enum { MAX_LITERALS = 64 };

static int value_at(const struct space *s, size_t cell, size_t var)
{
    return var < s->lengths[cell] ? s->cells[cell][var] : -1;
}

struct literal {
    size_t var;
    uint64_t mask; /* over the variable's values */
    int answer;    /* multi: whether this one was chosen; -1: the mask alone */
    bool chosen;
};
struct term {
    struct literal v[MAX_LITERALS];
    size_t n;
};

struct describer {
    const struct space *s;
    const bool *in;
    size_t *off; /* cells that no term may mean */
    size_t noff;
};

static uint64_t bit(int i)
{
    return UINT64_C(1) << i;
}

static uint64_t concrete_values(const struct variable *v)
{
    return bit((int)v->n - 1) - 1;
}

static bool literal_means(const struct space *s, const struct literal *l, size_t cell)
{
    int value = value_at(s, cell, l->var);
    return value >= 0 && (l->mask >> value & 1);
}

static bool term_means(const struct space *s, const struct term *t, size_t cell)
{
    for (size_t i = 0; i < t->n; i++)
        if (!literal_means(s, &t->v[i], cell))
            return false;
    return true;
}

static bool is_valid(const struct describer *d, const struct term *t)
{
    for (size_t i = 0; i < d->noff; i++)
        if (term_means(d->s, t, d->off[i]))
            return false;
    return true;
}

static void push(struct term *t, struct literal l)
{
    if (t->n < MAX_LITERALS)
        t->v[t->n++] = l;
}

/* Which values of a multi question have the answer among them. */
static uint64_t having(const struct variable *v, int answer)
{
    uint64_t mask = 0;
    for (size_t i = 0; i + 1 < v->n; i++)
        if (shown_fact(&v->v[i])->answers >> answer & 1)
            mask |= bit((int)i);
    return mask;
}

static void term_of_cell(const struct space *s, size_t cell, struct term *t)
{
    t->n = 0;
    for (size_t i = 0; i < s->lengths[cell]; i++) {
        const struct variable *v = &s->vars[i];
        const struct question *q = shown_question(v);
        int value = s->cells[cell][i];
        if (value < 0)
            continue;
        if (q->kind != Q_MULTI || (size_t)value == v->n - 1) {
            push(t, (struct literal){i, bit(value), -1, false});
            continue;
        }
        for (int a = 0; a < (int)q->answers.n && a < 64; a++) {
            uint64_t mask = having(v, a);
            bool chosen = mask >> value & 1;
            if (v->relevant >> a & 1)
                push(t, (struct literal){i, chosen ? mask : concrete_values(v) & ~mask, a, chosen});
        }
    }
}

static bool drop_one(const struct describer *d, struct term *t, size_t i)
{
    struct term less = *t;
    memmove(&less.v[i], &less.v[i + 1], (less.n - i - 1) * sizeof *less.v);
    less.n--;
    if (!is_valid(d, &less))
        return false;
    *t = less;
    return true;
}

/* Which literals are left depends on the order: what is asked later often says it all. */
static void drop(const struct describer *d, struct term *t, bool backward)
{
    for (size_t i = t->n; backward && i-- > 0;)
        drop_one(d, t, i);
    for (size_t i = 0; !backward && i < t->n;)
        i += !drop_one(d, t, i);
}

static bool means_some(const struct describer *d, const struct term *t)
{
    for (size_t i = 0; i < d->s->n; i++)
        if (d->in[i] && term_means(d->s, t, i))
            return true;
    return false;
}

/* More answers of the same question that change in the same way. */
static void widen(const struct describer *d, struct term *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct variable *v = &d->s->vars[t->v[i].var];
        if (t->v[i].answer >= 0 || !(t->v[i].mask & concrete_values(v)))
            continue;
        for (size_t value = 0; value + 1 < v->n; value++) {
            struct term wider = *t, alone = *t;
            alone.v[i].mask = bit((int)value);
            wider.v[i].mask |= bit((int)value);
            if (wider.v[i].mask != t->v[i].mask && is_valid(d, &alone) && means_some(d, &alone))
                *t = wider;
        }
    }
}

static size_t weight(const struct space *s, const struct term *t)
{
    size_t w = 0;
    for (size_t i = 0; i < t->n; i++) {
        uint64_t mask = t->v[i].mask;
        w += 100;
        if (t->v[i].answer >= 0)
            w += t->v[i].chosen ? 0 : 20;
        else if (mask == concrete_values(&s->vars[t->v[i].var]))
            w += 60;
        else
            for (; mask; mask &= mask - 1)
                w += 1;
    }
    return w;
}

static void expand(const struct describer *d, size_t cell, struct term *out)
{
    struct term other;
    term_of_cell(d->s, cell, out);
    other = *out;
    drop(d, out, false);
    drop(d, &other, true);
    widen(d, out);
    widen(d, &other);
    if (weight(d->s, &other) < weight(d->s, out))
        *out = other;
}

struct cover {
    struct term *v;
    size_t n, first; /* first: of those that are being looked for */
};

static void cover(const struct describer *d, struct cover *c, bool unknown)
{
    c->first = c->n;
    for (size_t cell = 0; cell < d->s->n; cell++) {
        bool covered = !d->in[cell] || d->s->unknown[cell] != unknown;
        for (size_t i = 0; i < c->n && !covered; i++)
            covered = term_means(d->s, &c->v[i], cell);
        if (covered)
            continue;
        c->v = xreallocarray(c->v, c->n + 1, sizeof *c->v);
        expand(d, cell, &c->v[c->n]);
        c->n++;
    }
}

/* A term that the others make superfluous. */
static void prune(const struct describer *d, struct cover *c, bool unknown)
{
    for (size_t i = c->first; i < c->n;) {
        bool needed = false;
        for (size_t cell = 0; cell < d->s->n && !needed; cell++) {
            if (!d->in[cell] || d->s->unknown[cell] != unknown || !term_means(d->s, &c->v[i], cell))
                continue;
            needed = true;
            for (size_t j = 0; j < c->n && needed; j++)
                needed = j == i || !term_means(d->s, &c->v[j], cell);
        }
        if (needed) {
            i++;
            continue;
        }
        memmove(&c->v[i], &c->v[i + 1], (c->n - i - 1) * sizeof *c->v);
        c->n--;
    }
}

static void set_off(struct describer *d, bool concrete_only)
{
    d->noff = 0;
    for (size_t i = 0; i < d->s->n; i++)
        if (!d->in[i] && !(concrete_only && d->s->unknown[i]))
            d->off[d->noff++] = i;
}

/* ---- in the words of answers ---- */

static size_t count_bits(uint64_t m)
{
    size_t n = 0;
    for (; m; m &= m - 1)
        n++;
    return n;
}

/* Is the question a choice, and are the answers not meant fewer? */
static bool is_shorter_negated(const struct variable *v, uint64_t mask)
{
    enum question_kind kind = shown_question(v)->kind;
    uint64_t rest = concrete_values(v) & ~mask;
    return kind != Q_NUMBER && kind != Q_DATE && !(mask & ~concrete_values(v)) &&
           (rest == 0 || (count_bits(mask) > 3 && count_bits(rest) < 3));
}

static void say_literal(const struct space *s, const struct literal *l, struct arena *a,
                        struct diff_literal *out)
{
    const struct variable *v = &s->vars[l->var];
    const struct question *q = shown_question(v);
    bool ordered = q->kind == Q_NUMBER || q->kind == Q_DATE;
    uint64_t mask = l->mask;

    *out = (struct diff_literal){.question = q};
    out->ranges = arena_array(a, v->n, sizeof *out->ranges);
    if (l->answer >= 0) {
        struct fact f = {.question = q, .answers = bit(l->answer)};
        out->answer = l->chosen ? DIFF_CHOSE : DIFF_CHOSE_NOT;
        out->ranges[out->n++] = (struct diff_range){.from = f, .to = f};
        return;
    }
    if (is_shorter_negated(v, mask)) {
        out->answer = DIFF_GAVE_OTHER;
        mask = concrete_values(v) & ~mask;
    }
    for (size_t i = 0; i < v->n; i++) {
        const struct fact *f = shown_fact(&v->v[i]);
        struct diff_range *last = out->n ? &out->ranges[out->n - 1] : NULL;
        if (!(mask >> i & 1))
            continue;
        if (ordered && !f->unknown && last && i > 0 && (mask >> (i - 1) & 1))
            last->to = *f;
        else
            out->ranges[out->n++] = (struct diff_range){
                .from = *f, .to = *f, .open_from = ordered && i == 0 && !f->unknown};
        if (ordered && i + 2 == v->n)
            out->ranges[out->n - 1].open_to = true;
    }
}

static void say_term(const struct space *s, const struct term *t, bool unknown, struct arena *a,
                     struct diff_term *out)
{
    *out = (struct diff_term){.unknown = unknown};
    out->v = arena_array(a, t->n, sizeof *out->v);
    for (size_t i = 0; i < t->n; i++)
        say_literal(s, &t->v[i], a, &out->v[out->n++]);
}

static bool all_in(const struct space *s, const bool *in, const bool *among)
{
    bool some = false;
    for (size_t i = 0; i < s->n; i++) {
        if (s->unknown[i])
            continue;
        if (in[i] != (!among || among[i]))
            return false;
        some = some || in[i];
    }
    return some;
}

void space_describe(const struct space *s, const bool *in, const bool *listed, struct arena *a,
                    struct diff_who *out)
{
    struct describer d = {.s = s, .in = in, .off = xcalloc(s->n + 1, sizeof *d.off)};
    struct cover c = {0};
    size_t nconcrete;

    *out = (struct diff_who){.everyone = all_in(s, in, NULL)};
    out->listed = !out->everyone && listed && all_in(s, in, listed);
    set_off(&d, true);
    if (!out->everyone && !out->listed) {
        cover(&d, &c, false);
        prune(&d, &c, false);
    }
    nconcrete = c.n;
    if (out->everyone || out->listed) {
        /* わからない is told of only where it leads to something else */
    } else {
        set_off(&d, false);
        cover(&d, &c, true);
        prune(&d, &c, true);
    }
    out->v = arena_array(a, c.n, sizeof *out->v);
    for (size_t i = 0; i < c.n; i++)
        say_term(s, &c.v[i], i >= nconcrete, a, &out->v[out->n++]);
    free(c.v);
    free(d.off);
}

/* ---- is someone meant? ---- */

static int cmp_facts(const struct fact *a, const struct fact *b)
{
    if (a->question->kind == Q_DATE)
        return date_cmp(a->date, b->date);
    return (a->number > b->number) - (a->number < b->number);
}

static bool range_means(const struct diff_range *r, const struct fact *f)
{
    enum question_kind kind = f->question->kind;
    struct fact here;
    if (f->unknown || r->from.unknown)
        return f->unknown && r->from.unknown;
    if (kind == Q_NUMBER || kind == Q_DATE)
        return (r->open_from || cmp_facts(f, &r->from) >= 0) &&
               (r->open_to || cmp_facts(f, &r->to) <= 0);
    return translate_fact(f, r->from.question, &here) && here.answers == r->from.answers;
}

static bool gave(const struct diff_literal *l, const struct fact *f)
{
    for (size_t i = 0; i < l->n; i++)
        if (range_means(&l->ranges[i], f))
            return true;
    return false;
}

static bool literal_of_facts(const struct diff_literal *l, const struct facts *facts)
{
    const struct fact *f = facts_get(facts, l->question->id.s);
    struct fact here;
    if (!f)
        return false;
    switch (l->answer) {
    case DIFF_GAVE:
        return gave(l, f);
    case DIFF_GAVE_OTHER:
        return !f->unknown && !gave(l, f);
    default:
        break;
    }
    bool chosen = !f->unknown && translate_fact(f, l->question, &here) &&
                  (here.answers & l->ranges[0].from.answers) != 0;
    return !f->unknown && chosen == (l->answer == DIFF_CHOSE);
}

bool diff_who_means(const struct diff_who *w, const struct facts *f)
{
    if (w->everyone || w->listed)
        return true;
    for (size_t i = 0; i < w->n; i++) {
        bool all = true;
        for (size_t j = 0; j < w->v[i].n && all; j++)
            all = literal_of_facts(&w->v[i].v[j], f);
        if (all)
            return true;
    }
    return false;
}
