#include "guide/draft.h"

#include "base/lang.h"
#include "guide/route.h"
#include <limits.h>
#include <string.h>

/* qsort is not stable, and what is authored in an order stays in it. */
static void sort_stable(void *v, size_t n, size_t size,
                        int (*cmp)(const struct draft *d, const void *a, const void *b),
                        const struct draft *d, struct arena *a)
{
    char *base = v, *hold = arena_alloc(a, size);

    for (size_t i = 1; i < n; i++) {
        size_t j = i;

        memcpy(hold, base + i * size, size);
        while (j > 0 && cmp(d, base + (j - 1) * size, hold) > 0) {
            memcpy(base + j * size, base + (j - 1) * size, size);
            j--;
        }
        memcpy(base + j * size, hold, size);
    }
}

static int cmp_due(struct date a, struct date b)
{
    if (date_is_none(a) || date_is_none(b))
        return date_is_none(a) - date_is_none(b);
    return date_cmp(a, b);
}

/* None when no day is known. */
static struct date first_due(const struct checklist *c, const struct entry *e)
{
    const struct item_deadline *first = route_deadline(c, e);

    return first ? first->due : (struct date){0};
}

static int cmp_procedures(const struct draft *d, const void *va, const void *vb)
{
    const struct item_procedure *a = va, *b = vb;
    int order = cmp_due(first_due(d->c, a->entry), first_due(d->c, b->entry));
    int desk_a = a->desk ? a->desk->order : INT_MAX, desk_b = b->desk ? b->desk->order : INT_MAX;

    return order != 0 ? order : (desk_a > desk_b) - (desk_a < desk_b);
}

/* Place in the order of procedures; 0 for the event's own. */
static size_t rank(const struct checklist *c, const struct entry *e)
{
    for (size_t i = 0; i < c->procedures.n; i++)
        if (c->procedures.v[i].entry == e)
            return i + 1;
    return 0;
}

static int cmp_entries(const struct draft *d, const void *va, const void *vb)
{
    size_t a = rank(d->c, *(const struct entry *const *)va);
    size_t b = rank(d->c, *(const struct entry *const *)vb);

    return (a > b) - (a < b);
}

static int cmp_documents(const struct draft *d, const void *va, const void *vb)
{
    const struct item_document *a = va, *b = vb;
    size_t rank_a = a->procedures.n > 0 ? rank(d->c, a->procedures.v[0]) : 0;
    size_t rank_b = b->procedures.n > 0 ? rank(d->c, b->procedures.v[0]) : 0;

    if (a->state != b->state)
        return a->state == ITEM_REQUIRED ? -1 : 1;
    return (rank_a > rank_b) - (rank_a < rank_b);
}

static int cmp_deadlines(const struct draft *d, const void *va, const void *vb)
{
    const struct item_deadline *a = va, *b = vb;
    int order = cmp_due(a->due, b->due);
    size_t rank_a = rank(d->c, a->entry), rank_b = rank(d->c, b->entry);

    return order != 0 ? order : (rank_a > rank_b) - (rank_a < rank_b);
}

static int cmp_fees(const struct draft *d, const void *va, const void *vb)
{
    return cmp_entries(d, &((const struct item_fee *)va)->entry,
                       &((const struct item_fee *)vb)->entry);
}

static int cmp_notes(const struct draft *d, const void *va, const void *vb)
{
    return cmp_entries(d, &((const struct item_note *)va)->entry,
                       &((const struct item_note *)vb)->entry);
}

void draft_order(struct draft *d)
{
    struct checklist *c = d->c;
    struct arena *a = &c->arena;

    sort_stable(c->procedures.v, c->procedures.n, sizeof *c->procedures.v, cmp_procedures, d, a);
    for (size_t i = 0; i < c->documents.n; i++) {
        struct entry_list *l = &c->documents.v[i].procedures;
        sort_stable(l->v, l->n, sizeof(*l->v), cmp_entries, d, a);
    }
    sort_stable(c->documents.v, c->documents.n, sizeof *c->documents.v, cmp_documents, d, a);
    sort_stable(c->deadlines.v, c->deadlines.n, sizeof *c->deadlines.v, cmp_deadlines, d, a);
    sort_stable(c->fees.v, c->fees.n, sizeof *c->fees.v, cmp_fees, d, a);
    sort_stable(c->notes.v, c->notes.n, sizeof *c->notes.v, cmp_notes, d, a);
    sort_stable(c->again.v, c->again.n, sizeof *c->again.v, cmp_notes, d, a);
}

/* ---- words ---- */

static const char *duration_words(struct arena *a, struct duration d)
{
    switch (d.unit) {
    case UNIT_WEEKS:
        return arena_printf(a, _("%d週間"), d.count);
    case UNIT_MONTHS:
        return arena_printf(a, _("%dか月"), d.count);
    case UNIT_YEARS:
        return arena_printf(a, _("%d年"), d.count);
    default:
        return arena_printf(a, _("%d日"), d.count);
    }
}

/* In words: its own, or made from its numbers. */
static const char *deadline_rule(struct arena *a, const struct deadline *dl)
{
    const char *name, *within, *rule, *closed = "";

    if (dl->text.len > 0 || !dl->question)
        return dl->text.s;
    name = question_name(dl->question);
    within = duration_words(a, dl->within);
    rule = arena_printf(a,
                        dl->first_day == FIRST_NEXT ? _("%sの翌日から数えて%s以内")
                                                    : _("%sを1日目と数えて%s以内"),
                        name, within);
    if (dl->closed == CLOSED_NEXT_OPEN)
        closed = _("（最後の日が休みなら次の開庁日）");
    return arena_printf(a, "%s%s", rule, closed);
}

/* Must come before the documents are put in order: d->who runs alongside. */
void draft_words(struct draft *d)
{
    struct checklist *c = d->c;

    for (size_t i = 0; i < c->deadlines.n; i++)
        c->deadlines.v[i].rule = deadline_rule(&c->arena, c->deadlines.v[i].deadline);
    for (size_t i = 0; i < c->documents.n; i++) {
        struct item_document *item = &c->documents.v[i];

        if (item->state == ITEM_REQUIRED)
            continue;
        for (size_t j = 0; j < d->who[i].n; j++)
            item->who.s = j == 0
                              ? d->who[i].v[j].s
                              : arena_printf(&c->arena, _("%s、%s"), item->who.s, d->who[i].v[j].s);
        item->who.len = strlen(item->who.s);
    }
}
