#include "knowledge/period.h"
#include <stdlib.h>

bool period_is_open(const struct period *p)
{
    return date_is_none(p->from) && date_is_none(p->until);
}

bool period_holds(const struct period *p, struct date day)
{
    if (date_is_none(day))
        return true;
    return (date_is_none(p->from) || date_cmp(p->from, day) <= 0) &&
           (date_is_none(p->until) || date_cmp(day, p->until) <= 0);
}

static bool is_soon(struct date d, struct date day)
{
    return date_cmp(d, date_add_days(day, PERIOD_NOTICE_DAYS)) <= 0;
}

bool period_is_over(const struct period *p, struct date day)
{
    return !date_is_none(day) && !date_is_none(p->until) && date_cmp(p->until, day) < 0;
}

bool period_begins_soon(const struct period *p, struct date day)
{
    return !date_is_none(day) && !date_is_none(p->from) && date_cmp(day, p->from) < 0 &&
           is_soon(p->from, day);
}

bool period_ends_soon(const struct period *p, struct date day)
{
    return !date_is_none(day) && !date_is_none(p->until) && period_holds(p, day) &&
           is_soon(p->until, day);
}

bool period_meet(const struct period *a, const struct period *b, struct period *out)
{
    *out = *b;
    if (date_is_none(b->from) || (!date_is_none(a->from) && date_cmp(b->from, a->from) < 0)) {
        out->from = a->from;
        out->from_at = a->from_at;
    }
    if (date_is_none(b->until) || (!date_is_none(a->until) && date_cmp(a->until, b->until) < 0)) {
        out->until = a->until;
        out->until_at = a->until_at;
    }
    return date_is_none(out->from) || date_is_none(out->until) ||
           date_cmp(out->from, out->until) <= 0;
}

/* ---- words ---- */

void period_date(struct strbuf *out, struct date d)
{
    strbuf_printf(out, "%d年%d月%d日", d.year, d.month, d.day);
}

void period_words(struct strbuf *out, const struct period *p)
{
    bool from = !date_is_none(p->from), until = !date_is_none(p->until);

    if (from) {
        period_date(out, p->from);
        strbuf_puts(out, until ? "から" : "からは");
    }
    if (until) {
        period_date(out, p->until);
        strbuf_puts(out, "までは");
    }
}

/* ---- series ---- */

static int by_first_day(const void *pa, const void *pb)
{
    const struct period *a = pa, *b = pb;

    return date_cmp(a->from, b->from); /* none comes before every date */
}

/* Where the author wrote what is wrong between a and b, which follows it; else at. */
static struct mark seam(const struct period *a, const struct period *b, struct mark at)
{
    const struct mark places[] = {b->from_at, a->until_at, b->until_at, at};
    size_t i = 0;

    while (i < 3 && !places[i].line)
        i++;
    return places[i];
}

bool period_check(const struct period *p, struct diags *d)
{
    if (date_is_none(p->from) || date_is_none(p->until) || date_cmp(p->from, p->until) <= 0)
        return true;
    diags_add(d, DIAG_ERROR, p->until_at, "終わりの日が、始まりの日より前になっています");
    return false;
}

static void report(struct diags *d, struct mark at, struct date from, struct date until,
                   const char *what, const char *trouble)
{
    char a[11], b[11];

    date_format_iso(from, a);
    date_format_iso(until, b);
    if (date_cmp(from, until) == 0)
        diags_add(d, DIAG_ERROR, at, "%s の%sが%s", a, what, trouble);
    else
        diags_add(d, DIAG_ERROR, at, "%s から %s までの%sが%s", a, b, what, trouble);
}

/* The days that both periods have; b does not begin before a. */
static void report_overlap(struct diags *d, struct mark at, const struct period *a,
                           const struct period *b, const char *what)
{
    struct period both;
    bool from, until;
    char day[11];

    period_meet(a, b, &both);
    from = !date_is_none(both.from);
    until = !date_is_none(both.until);
    if (from && until) {
        report(d, at, both.from, both.until, what, "重なっています");
    } else if (from || until) {
        date_format_iso(from ? both.from : both.until, day);
        diags_add(d, DIAG_ERROR, at, "%s %sの%sが重なっています", day, from ? "から" : "まで",
                  what);
    } else {
        diags_add(d, DIAG_ERROR, at, "%sが重なっています（from と until で分けてください）", what);
    }
}

/* A day was written that is none: that has been told. */
static bool is_unread(const struct period *p)
{
    return (p->from_at.line && date_is_none(p->from)) ||
           (p->until_at.line && date_is_none(p->until));
}

void period_check_series(struct period *v, size_t n, const char *what, struct mark at,
                         struct diags *d)
{
    bool ok = true;

    for (size_t i = 0; i < n; i++)
        ok = period_check(&v[i], d) && !is_unread(&v[i]) && ok;
    if (!ok || n < 2)
        return;
    qsort(v, n, sizeof *v, by_first_day);
    size_t last = 0; /* of those before: the one that ends last */
    for (size_t i = 1; i < n; i++) {
        const struct period *a = &v[last], *b = &v[i];
        bool open = date_is_none(a->until);
        struct date next = open ? a->until : date_add_days(a->until, 1);

        if (open || date_cmp(b->from, next) < 0)
            report_overlap(d, seam(a, b, at), a, b, what);
        else if (date_cmp(next, b->from) < 0)
            report(d, seam(a, b, at), next, date_add_days(b->from, -1), what, "ありません");
        if (!open && (date_is_none(b->until) || date_cmp(a->until, b->until) < 0))
            last = i;
    }
}
