#include "guide/resume_part.h"

#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

enum { NEIGHBOURHOOD = 64 }; /* days around the date before */

void resume_coder_done(struct resume_coder *c)
{
    if (c->parts)
        explicit_bzero(c->parts, c->cap * sizeof *c->parts);
    free(c->parts);
    explicit_bzero(c, sizeof *c);
}

uint64_t resume_code_part(struct resume_coder *c, uint64_t value, uint64_t radix)
{
    if (c->reading)
        return resume_pull(&c->number, radix);
    if (c->n == c->cap) {
        size_t cap = 2 * c->cap + 16;
        struct resume_part *v = xcalloc(cap, sizeof *v);

        if (c->n > 0) {
            memcpy(v, c->parts, c->n * sizeof *v);
            explicit_bzero(c->parts, c->n * sizeof *v);
        }
        free(c->parts);
        c->parts = v;
        c->cap = cap;
    }
    c->parts[c->n++] = (struct resume_part){value, radix};
    return value;
}

/* ---- an answer ---- */

/* Values that are likely come in a short range, all others in a long one. */
struct range {
    long from;
    uint64_t count;
};

static bool in_range(const struct range *r, long value)
{
    return value >= r->from && (uint64_t)(value - r->from) < r->count;
}

static bool code_ranged(struct resume_coder *c, struct fact *f, const struct range *ranges,
                        size_t n, long *value)
{
    size_t k = 0; /* わからない */

    if (!c->reading && !f->unknown) {
        while (k < n && !in_range(&ranges[k], *value))
            k++;
        if (k++ == n)
            return false;
    }
    k = (size_t)resume_code_part(c, k, n + 1);
    f->unknown = k == 0;
    if (k > 0) {
        const struct range *r = &ranges[k - 1];

        *value = r->from + (long)resume_code_part(c, (uint64_t)(*value - r->from), r->count);
    }
    return true;
}

static bool code_date(struct resume_coder *c, struct fact *f)
{
    const struct range ranges[] = {
        {c->day - NEIGHBOURHOOD / 2, NEIGHBOURHOOD}, /* died, was told, the funeral */
        {20089, 4096},                               /* 2025-01-01 to 2036-03-19 */
        {-25567, 65536},                             /* 1900-01-01 to 2079-06-05: births */
        {-719162, 3652059},                          /* years 1 to 9999 */
    };
    long day = c->reading || !date_valid(f->date) ? 0 : date_to_days(f->date);

    if (!c->reading && !f->unknown && !date_valid(f->date))
        return false;
    if (!code_ranged(c, f, ranges, sizeof ranges / sizeof *ranges, &day))
        return false;
    if (f->unknown)
        return true;
    f->date = date_from_days(day);
    c->day = day;
    return date_valid(f->date);
}

static bool code_number(struct resume_coder *c, struct fact *f)
{
    const struct question *q = f->question;
    const struct range bounds = {q->min, (uint64_t)((long)q->max - q->min + 1)};
    static const struct range ranges[] = {{0, 16}, {0, 1024}, {0, 1000000000}};

    if (q->min != 0 || q->max != 0)
        return code_ranged(c, f, &bounds, 1, &f->number);
    return code_ranged(c, f, ranges, sizeof ranges / sizeof *ranges, &f->number);
}

/* The place of the only bit that is set, or -1. */
static int only_bit(uint64_t bits)
{
    return bits != 0 && (bits & (bits - 1)) == 0 ? __builtin_ctzll(bits) : -1;
}

static bool code_choice(struct resume_coder *c, struct fact *f)
{
    size_t n = f->question->answers.n;
    int at = f->unknown ? -1 : only_bit(f->answers);

    if (!c->reading && !f->unknown && (at < 0 || (size_t)at >= n))
        return false;
    at = (int)resume_code_part(c, (uint64_t)(at + 1), n + 1) - 1;
    f->unknown = at < 0;
    f->answers = at < 0 ? 0 : UINT64_C(1) << at;
    return true;
}

static bool code_multi(struct resume_coder *c, struct fact *f)
{
    enum { UNKNOWN, NONE, ONE, SEVERAL, WAYS };
    const struct question *q = f->question;
    int none = q->none.len > 0 ? question_answer(q, q->none.s) : -1, at = only_bit(f->answers);
    unsigned way = f->unknown ? UNKNOWN : at < 0 ? SEVERAL : at == none ? NONE : ONE;
    uint64_t bits = 0;

    if (!c->reading && !f->unknown && q->answers.n < 64 && f->answers >> q->answers.n != 0)
        return false;
    way = (unsigned)resume_code_part(c, way, WAYS);
    if ((way == NONE && none < 0) || (way == ONE && q->answers.n == 0))
        return false;
    if (way == NONE)
        bits = UINT64_C(1) << none;
    if (way == ONE)
        bits = UINT64_C(1) << resume_code_part(c, (uint64_t)at, q->answers.n);
    for (size_t i = 0; way == SEVERAL && i < q->answers.n; i++)
        bits |= resume_code_part(c, f->answers >> i & 1, 2) << i;
    f->unknown = way == UNKNOWN;
    f->answers = bits;
    return true;
}

bool resume_code_fact(struct resume_coder *c, struct fact *f)
{
    switch (f->question->kind) {
    case Q_SINGLE:
    case Q_YESNO:
        return code_choice(c, f);
    case Q_MULTI:
        return code_multi(c, f);
    case Q_DATE:
        return code_date(c, f);
    case Q_NUMBER:
        return code_number(c, f);
    default:
        return false;
    }
}

bool resume_coder_pack(struct resume_coder *c)
{
    for (size_t i = c->n; i-- > 0;)
        resume_push(&c->number, c->parts[i].value, c->parts[i].radix);
    return !c->number.full;
}
