#include "knowledge/cond.h"
#include "knowledge/condition.h"

enum { MAX_DERIVE = 16 };

/* A number or date as far as it is known; a date's number is its day count. */
struct amount {
    bool absent, any, has, is_date;
    long number;
    struct date date;
};

struct date duration_after(struct date d, struct duration by, int sign)
{
    int n = by.count * sign;
    switch (by.unit) {
    case UNIT_WEEKS:
        return date_add_days(d, 7L * n);
    case UNIT_MONTHS:
        return date_add_months(d, n);
    case UNIT_YEARS:
        return date_add_months(d, 12 * n);
    default:
        return date_add_days(d, n);
    }
}

static struct amount date_amount(struct date d)
{
    return (struct amount){.has = true, .is_date = true, .date = d, .number = date_to_days(d)};
}

static struct amount number_amount(long n)
{
    return (struct amount){.has = true, .number = n};
}

static struct amount eval_amount(const struct cond *c, const struct cond_env *env)
{
    switch (c->op) {
    case COND_NUMBER:
        return number_amount(c->number);
    case COND_DATE:
        return date_amount(c->date);
    case COND_TODAY:
        return date_amount(env->today);
    case COND_QUESTION: {
        struct possible p = env->get(env->ctx, c->question);
        struct amount a =
            c->question->kind == Q_DATE && p.has ? date_amount(p.date) : number_amount(p.number);
        a.has = p.has;
        a.any = p.any;
        a.absent = p.absent;
        return a;
    }
    case COND_AGE: {
        struct amount a = eval_amount(c->a, env);
        if (a.has)
            a.number = date_age(a.date, env->today);
        a.is_date = false;
        return a;
    }
    case COND_ADD:
    case COND_SUB: {
        int sign = c->op == COND_ADD ? 1 : -1;
        struct amount a = eval_amount(c->a, env);
        if (c->b->op == COND_DURATION) {
            if (a.has) {
                a.date = duration_after(a.date, c->b->duration, sign);
                a.number = date_to_days(a.date);
            }
            return a;
        }
        struct amount b = eval_amount(c->b, env);
        a.number += sign * b.number;
        a.absent |= b.absent;
        a.any |= b.any;
        a.has = a.has && b.has;
        return a;
    }
    default: /* cond_resolve lets nothing else through */
        return (struct amount){.any = true};
    }
}

static bool holds(enum cond_op op, long a, long b)
{
    switch (op) {
    case COND_EQ:
    case COND_IN:
        return a == b;
    case COND_NE:
        return a != b;
    case COND_LT:
        return a < b;
    case COND_LE:
        return a <= b;
    case COND_GT:
        return a > b;
    default:
        return a >= b;
    }
}

static enum truth from(bool can_be_true, bool can_be_false)
{
    if (can_be_true && can_be_false)
        return TRUTH_UNKNOWN;
    return can_be_true ? TRUTH_TRUE : TRUTH_FALSE;
}

static enum truth eval_amounts(const struct cond *c, const struct cond *right,
                               const struct cond_env *env)
{
    struct amount a = eval_amount(c->a, env), b = eval_amount(right, env);
    bool absent = a.absent || b.absent, any = a.any || b.any;
    bool known = a.has && b.has;
    bool result = known && holds(c->op, a.number, b.number);
    return from(any || result, any || absent || !known || !result);
}

static enum truth eval_choice(const struct cond *c, uint64_t wanted, const struct cond_env *env)
{
    const struct question *q = c->a->question;
    struct possible p = env->get(env->ctx, q);
    if (q->kind == Q_MULTI) {
        bool certain = (p.chosen & wanted) != 0, maybe = (p.answers & wanted) != 0;
        bool applies = !p.absent || p.answers != 0;
        if (c->op == COND_NE)
            return from(applies && !certain, maybe || p.absent);
        return from(maybe, !certain || p.absent);
    }
    uint64_t yes = c->op == COND_NE ? p.answers & ~wanted : p.answers & wanted;
    uint64_t no = p.answers & ~yes;
    return from(yes != 0, no != 0 || p.absent || p.answers == 0);
}

static enum truth eval_depth(const struct cond *c, const struct cond_env *env, int depth)
{
    if (!c)
        return TRUTH_TRUE;
    switch (c->op) {
    case COND_OR:
    case COND_AND: {
        enum truth a = eval_depth(c->a, env, depth), b = eval_depth(c->b, env, depth);
        if (c->op == COND_OR)
            return a > b ? a : b;
        return a < b ? a : b;
    }
    case COND_NOT:
        return (enum truth)(TRUTH_TRUE - eval_depth(c->a, env, depth));
    case COND_QUESTION:
        if (c->question->kind == Q_DERIVED)
            return depth < MAX_DERIVE ? eval_depth(c->question->derive.cond, env, depth + 1)
                                      : TRUTH_UNKNOWN;
        {
            struct possible p = env->get(env->ctx, c->question);
            return from((p.answers & 1) != 0,
                        (p.answers & ~UINT64_C(1)) != 0 || p.absent || p.answers == 0);
        }
    default:
        break;
    }
    if (c->a->op == COND_QUESTION && c->a->question->kind <= Q_YESNO) {
        uint64_t wanted = c->op == COND_IN ? 0 : c->b->answers;
        for (size_t i = 0; i < c->nlist; i++)
            wanted |= c->list[i]->answers;
        return eval_choice(c, wanted, env);
    }
    if (c->op != COND_IN)
        return eval_amounts(c, c->b, env);
    enum truth best = TRUTH_FALSE;
    for (size_t i = 0; i < c->nlist; i++) {
        enum truth t = eval_amounts(c, c->list[i], env);
        if (t > best)
            best = t;
    }
    return best;
}

enum truth cond_eval(const struct cond *c, const struct cond_env *env)
{
    return eval_depth(c, env, 0);
}

/* ---- what a condition reads ---- */

struct seen {
    const struct question *v[64];
    size_t n;
    void (*visit)(void *ctx, const struct question *q);
    void *ctx;
};

static void see_questions(const struct cond *c, struct seen *seen, int depth)
{
    if (!c || depth > MAX_DERIVE)
        return;
    if (c->op == COND_QUESTION) {
        if (c->question->kind == Q_DERIVED) {
            see_questions(c->question->derive.cond, seen, depth + 1);
            return;
        }
        for (size_t i = 0; i < seen->n; i++)
            if (seen->v[i] == c->question)
                return;
        if (seen->n < sizeof seen->v / sizeof *seen->v)
            seen->v[seen->n++] = c->question;
        seen->visit(seen->ctx, c->question);
        return;
    }
    see_questions(c->a, seen, depth);
    see_questions(c->b, seen, depth);
    for (size_t i = 0; i < c->nlist; i++)
        see_questions(c->list[i], seen, depth);
}

void cond_questions(const struct cond *c, void (*visit)(void *ctx, const struct question *q),
                    void *ctx)
{
    struct seen seen = {.visit = visit, .ctx = ctx};
    see_questions(c, &seen, 0);
}

static bool reads(const struct cond *c, const struct question *q, int depth)
{
    if (!c || depth > MAX_DERIVE)
        return c != NULL;
    if (c->op == COND_QUESTION && c->question->kind == Q_DERIVED)
        return c->question == q || reads(c->question->derive.cond, q, depth + 1);
    for (size_t i = 0; i < c->nlist; i++)
        if (reads(c->list[i], q, depth))
            return true;
    return reads(c->a, q, depth) || reads(c->b, q, depth);
}

bool cond_reads_itself(const struct question *derived)
{
    return reads(derived->derive.cond, derived, 0);
}

struct constants {
    const struct question *q;
    struct date today;
    void (*visit)(void *ctx, const struct possible *value);
    void *ctx;
};

static struct possible no_facts(void *ctx, const struct question *q)
{
    (void)ctx;
    (void)q;
    return POSSIBLE_ABSENT;
}

/* The value of q at which `side` (q, age(q), q ± something) equals `other`. */
static void solve(const struct constants *k, const struct cond *side, const struct cond *other)
{
    struct cond_env env = {no_facts, NULL, k->today};
    struct amount v = eval_amount(other, &env);
    int sign = 0;
    struct duration by = {0, UNIT_NONE};
    long plus = 0;
    if (!v.has)
        return;
    if ((side->op == COND_ADD || side->op == COND_SUB) && side->a->op == COND_QUESTION) {
        sign = side->op == COND_ADD ? -1 : 1;
        if (side->b->op == COND_DURATION)
            by = side->b->duration;
        else
            plus = eval_amount(side->b, &env).number;
        side = side->a;
    }
    struct possible p = {.has = true};
    if (side->op == COND_AGE && side->a->question == k->q) {
        p.date = date_add_months(k->today, (int)(-12 * v.number));
    } else if (side->op == COND_QUESTION && side->question == k->q) {
        p.number = v.number + sign * plus;
        p.date = v.is_date ? duration_after(v.date, by, sign) : v.date;
    } else {
        return;
    }
    k->visit(k->ctx, &p);
}

static void see_constants(const struct constants *k, const struct cond *c, int depth)
{
    if (!c || depth > MAX_DERIVE)
        return;
    if (c->op == COND_QUESTION && c->question->kind == Q_DERIVED)
        see_constants(k, c->question->derive.cond, depth + 1);
    if (c->op >= COND_EQ && c->op <= COND_GE) {
        solve(k, c->a, c->b);
        solve(k, c->b, c->a);
    } else if (c->op == COND_IN) {
        for (size_t i = 0; i < c->nlist; i++)
            solve(k, c->a, c->list[i]);
    } else {
        see_constants(k, c->a, depth);
        see_constants(k, c->b, depth);
    }
}

void cond_constants(const struct cond *c, const struct question *q, struct date today,
                    void (*visit)(void *ctx, const struct possible *value), void *ctx)
{
    struct constants k = {q, today, visit, ctx};
    if (q->kind == Q_DATE || q->kind == Q_NUMBER)
        see_constants(&k, c, 0);
}

static uint64_t see_answers(const struct cond *c, const struct question *q, int depth)
{
    uint64_t seen = 0;
    if (!c || depth > MAX_DERIVE)
        return 0;
    if (c->op == COND_QUESTION && c->question->kind == Q_DERIVED)
        return see_answers(c->question->derive.cond, q, depth + 1);
    if (c->op >= COND_EQ && c->op <= COND_IN) {
        if (c->a->op != COND_QUESTION || c->a->question != q)
            return 0;
        seen = c->b && c->b->op == COND_ANSWERS ? c->b->answers : 0;
        for (size_t i = 0; i < c->nlist; i++)
            seen |= c->list[i]->op == COND_ANSWERS ? c->list[i]->answers : 0;
        return seen;
    }
    return see_answers(c->a, q, depth) | see_answers(c->b, q, depth);
}

uint64_t cond_answers(const struct cond *c, const struct question *q)
{
    return see_answers(c, q, 0);
}
