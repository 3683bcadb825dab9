#include "knowledge/review.h"
#include "base/xalloc.h"
#include <stdlib.h>

struct date review_until(const struct entry *e)
{
    static const struct duration year = {1, UNIT_YEARS};
    bool said = e->review_after.unit != UNIT_NONE;

    if (!date_valid(e->confirmed))
        return (struct date){0, 0, 0};
    return duration_after(e->confirmed, said ? e->review_after : year, 1);
}

bool entry_is_old(const struct entry *e, struct date today)
{
    struct date until = review_until(e);

    return !date_is_none(until) && date_valid(today) && date_cmp(until, today) < 0;
}

bool entry_is_doubtful(const struct entry *e, struct date today)
{
    return e->status == STATUS_UNCONFIRMED || entry_is_old(e, today);
}

const char *review_owner(const struct review_item *item)
{
    return item->entry ? item->entry->owner.s : "";
}

static const char *item_id(const struct review_item *item)
{
    return item->entry ? item->entry->id.s : item->document->id.s;
}

static int by_owner(const void *pa, const void *pb)
{
    const struct review_item *a = pa, *b = pb;
    const char *owner_a = review_owner(a), *owner_b = review_owner(b);

    if (a->state != b->state)
        return a->state < b->state ? -1 : 1;
    if (!*owner_a != !*owner_b)
        return *owner_a ? -1 : 1;
    int c = strcmp(owner_a, owner_b);
    if (c == 0)
        c = date_cmp(a->until, b->until);
    return c ? c : strcmp(item_id(a), item_id(b));
}

/* Does anything have to be done about it by that day? */
static bool judge(const struct entry *e, struct date today, size_t within, struct review_item *item)
{
    *item = (struct review_item){.entry = e, .until = review_until(e)};
    if (e->status == STATUS_UNCONFIRMED)
        item->state = REVIEW_UNCONFIRMED;
    else if (entry_is_old(e, today))
        item->state = REVIEW_OVERDUE;
    else
        item->state = REVIEW_SOON;
    return item->state != REVIEW_SOON || entry_is_old(e, date_add_days(today, (long)within));
}

size_t review_list(const struct knowledge *k, struct date today, size_t within,
                   struct review_item **out)
{
    struct review_item *v = xreallocarray(NULL, k->entries.n + k->documents.n + 1, sizeof *v);
    size_t n = 0;

    for (size_t i = 0; i < k->entries.n; i++)
        n += judge(knowledge_at(k, i), today, within, &v[n]);
    for (size_t i = 0; i < k->documents.n; i++) {
        const struct document *d = knowledge_document_at(k, i);
        if (d->status == STATUS_UNCONFIRMED)
            v[n++] = (struct review_item){.state = REVIEW_UNCONFIRMED, .document = d};
    }
    if (n)
        qsort(v, n, sizeof *v, by_owner);
    *out = v;
    return n;
}
