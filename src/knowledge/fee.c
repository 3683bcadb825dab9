#include "knowledge/fee.h"

bool fee_same(const struct fee *a, const struct fee *b)
{
    return str_is(&a->label, b->label.s) && str_is(&a->when.text, b->when.text.s);
}

/* The row of f's fee that begins first after that day, soon. */
static const struct fee *next_row(const struct fees *all, const struct fee *f, struct date today)
{
    const struct fee *next = NULL;

    for (size_t i = 0; i < all->n; i++) {
        const struct fee *row = &all->v[i];

        if (!fee_same(row, f) || !period_begins_soon(&row->in, today))
            continue;
        if (!next || date_cmp(row->in.from, next->in.from) < 0)
            next = row;
    }
    return next;
}

bool fee_is_over(const struct fee *f, struct date today)
{
    return period_is_over(&f->in, today);
}

bool fee_shown(const struct fees *all, const struct fee *f, struct date today)
{
    const struct fee *next = next_row(all, f, today);
    bool last = fee_is_over(f, today);

    if (period_holds(&f->in, today))
        return true;
    for (size_t i = 0; i < all->n; i++) {
        const struct fee *row = &all->v[i];

        if (!fee_same(row, f))
            continue;
        if (period_holds(&row->in, today))
            return false;
        last = last && date_cmp(row->in.until, f->in.until) <= 0;
    }
    return next ? next == f : last;
}

const struct fee *fee_coming(const struct fees *all, const struct fee *f, struct date today)
{
    const struct fee *next = period_holds(&f->in, today) ? next_row(all, f, today) : NULL;

    return next && (next->yen != f->yen || !str_is(&next->text, f->text.s)) ? next : NULL;
}

void fee_words(struct strbuf *out, const struct town_fee *f)
{
    for (size_t i = 0; i < f->yen.n; i++) {
        strbuf_puts(out, i > 0 ? "、" : "");
        period_words(out, &f->yen.v[i].in);
        strbuf_printf(out, "%d円", f->yen.v[i].yen);
    }
}
