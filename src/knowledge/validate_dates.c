#include "base/xalloc.h"
#include "knowledge/fee.h"
#include "knowledge/validate.h"
#include <stdlib.h>

/* A fee of the town that ends, and none after it: that nothing is paid then is said with yen: 0. */
static void check_end(const struct period *v, size_t n, struct diags *d)
{
    const struct period *last = v;
    for (size_t i = 0; i < n; i++) {
        if (date_is_none(v[i].until))
            return;
        if (date_cmp(v[i].until, last->until) > 0)
            last = &v[i];
    }
    if (n)
        diags_add(d, DIAG_WARNING, last->until_at,
                  "%04d-%02d-%02d より後の金額がありません。無料になるなら yen: 0 と書きます",
                  last->until.year, last->until.month, last->until.day);
}

static void check_town_fee(const struct town_fee *f, struct diags *d)
{
    struct period *v = xreallocarray(NULL, f->yen.n + 1, sizeof *v);

    for (size_t i = 0; i < f->yen.n; i++)
        v[i] = f->yen.v[i].in;
    period_check_series(v, f->yen.n, "金額", f->id.at, d);
    check_end(v, f->yen.n, d);
    free(v);
}

/* The rows of one fee, of which i is the first. Without dates they are several fees. */
static void check_rows(const struct fees *fees, size_t i, struct mark at, struct diags *d)
{
    struct period *v = xreallocarray(NULL, fees->n, sizeof *v);
    size_t n = 0;
    bool dated = false;

    for (size_t j = i; j < fees->n; j++) {
        if (!fee_same(&fees->v[i], &fees->v[j]))
            continue;
        v[n++] = fees->v[j].in;
        dated = dated || !period_is_open(&fees->v[j].in);
    }
    if (dated)
        period_check_series(v, n, "金額", at, d);
    free(v);
}

static void check_fees(const struct fees *fees, struct mark at, struct diags *d)
{
    for (size_t i = 0; i < fees->n; i++) {
        bool first = true;

        for (size_t j = 0; j < i; j++)
            first = first && !fee_same(&fees->v[i], &fees->v[j]);
        if (first)
            check_rows(fees, i, at, d);
    }
}

static void check_entry(const struct entry *e, struct diags *d)
{
    check_fees(&e->fees, e->id.at, d);
    for (size_t i = 0; i < e->documents.n; i++)
        period_check(&e->documents.v[i].in, d);
    for (size_t i = 0; i < e->deadlines.n; i++)
        period_check(&e->deadlines.v[i].in, d);
    for (size_t i = 0; i < e->notes.n; i++)
        period_check(&e->notes.v[i].in, d);
    for (size_t i = 0; i < e->again.n; i++)
        period_check(&e->again.v[i].in, d);
}

void validate_dates(const struct knowledge *k, struct diags *d)
{
    for (size_t i = 0; i < k->town.fees.n; i++)
        check_town_fee(&k->town.fees.v[i], d);
    for (size_t i = 0; i < k->entries.n; i++)
        check_entry(&k->entries.v[i], d);
}
