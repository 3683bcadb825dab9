/* Which item of a list stands against which of the other side's. */
#include "base/xalloc.h"
#include "guide/diff_results.h"
#include "knowledge/fee.h"
#include "knowledge/period.h"
#include <stdlib.h>
#include <string.h>

/* The condition is judged by where the item comes out; the name of a fee by its amount. */
static bool is_no_content(const struct field *f)
{
    return f->type == F_WHEN || f->ref == REF_FEE || strcmp(f->name, "who") == 0;
}

static bool is_key(const struct field *f)
{
    return (f->flags & FIELD_KEY) != 0;
}

static const struct field *list_field(const struct entry *e, enum diff_what what)
{
    static const char *const names[] = {[DIFF_FEE] = "fee",
                                        [DIFF_DEADLINE] = "deadline",
                                        [DIFF_NOTE] = "notes",
                                        [DIFF_AGAIN] = "again"};
    return record_field(&record_entry[e->kind], names[what]);
}

static struct anylist items_of(const struct entry *e, const struct field *f)
{
    struct anylist l = {NULL, 0};
    if (f)
        memcpy(&l, (const char *)e + f->offset, sizeof l);
    return l;
}

static const struct str *text_of(const struct record *r, const void *item, const char *name)
{
    static const struct str none = {"", 0, {0, 0, 0}};
    const struct field *f = record_field(r, name);
    if (!f)
        return &none;
    const void *value = (const char *)item + f->offset;
    return f->type == F_WHEN ? &((const struct when *)value)->text : value;
}

static bool is_akin(const struct record *r, enum diff_what what, const void *a, const void *b)
{
    const char *key = what == DIFF_FEE ? "label" : what == DIFF_DEADLINE ? "from" : "when";
    return str_is(text_of(r, a, key), text_of(r, b, key)->s);
}

/* A fee that town.yaml sets: all that it says of it. */
bool same_town_fee(const struct knowledge *const k[2], const struct fee *a, const struct fee *b)
{
    const struct field *f = record_field(&record_town, "fees");
    const struct fee *fee[2] = {a, b};
    const void *row[2] = {NULL, NULL};
    if (!a->town.len || !b->town.len)
        return true; /* the amount itself was compared */
    for (int side = 0; side < 2; side++) {
        const struct town_fees *l = &k[side]->town.fees;
        for (size_t i = 0; i < l->n; i++)
            if (str_is(&l->v[i].id, fee[side]->town.s))
                row[side] = &l->v[i];
    }
    return !row[0] || !row[1] || record_same(f->record, row[0], row[1], is_key);
}

static bool same_item(const struct knowledge *const k[2], enum diff_what what,
                      const struct record *record, const void *a, const void *b)
{
    return record_same(record, a, b, is_no_content) && (what != DIFF_FEE || same_town_fee(k, a, b));
}

static bool is_dated(const struct fees *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (!period_is_open(&l->v[i].in))
            return true;
    return false;
}

/* Of fees that change at a day, only what is shown today stands against anything. */
static bool takes_part(const struct results *r, const struct entry *e, enum diff_what what,
                       const void *item)
{
    return what != DIFF_FEE || !is_dated(&e->fees) || fee_shown(&e->fees, item, r->today);
}

/* At every time the fee of a is what that of b is. */
static bool same_series(const struct fees *l, const struct fee *a, const struct fees *m,
                        const struct fee *b)
{
    size_t j = 0;
    for (size_t i = 0; i < l->n; i++) {
        if (!fee_same(&l->v[i], a))
            continue;
        while (j < m->n && !fee_same(&m->v[j], b))
            j++;
        if (j == m->n || l->v[i].yen != m->v[j].yen || !str_is(&l->v[i].text, m->v[j].text.s) ||
            date_cmp(l->v[i].in.from, m->v[j].in.from) != 0 ||
            date_cmp(l->v[i].in.until, m->v[j].in.until) != 0)
            return false;
        j++;
    }
    while (j < m->n && !fee_same(&m->v[j], b))
        j++;
    return j == m->n;
}

/* The item of the other side's entry; *same: it says the same. NULL: there is none. */
const void *item_partner(const struct results *r, const struct entry *const e[2],
                         enum diff_what what, int side, const void *item, bool *same)
{
    const struct field *f = list_field(e[0], what);
    if (!f || e[0]->kind != e[1]->kind)
        return NULL;
    struct anylist a = items_of(e[0], f), b = items_of(e[1], f);
    size_t size = f->record->size, *match = xcalloc(a.n + 1, sizeof *match);
    bool *taken = xcalloc(b.n + 1, sizeof *taken);
    const void *found = NULL;
    bool dated = what == DIFF_FEE && (is_dated(&e[0]->fees) || is_dated(&e[1]->fees));
    for (size_t i = 0; i < a.n; i++)
        match[i] = SIZE_MAX;
    if (!dated)
        list_match(f->record, a, b, is_no_content, match);
    for (size_t i = 0; i < a.n; i++)
        if (match[i] != SIZE_MAX)
            taken[match[i]] = true;
    for (size_t pass = 0; pass < 2; pass++) /* the same elsewhere in the list, then its like */
        for (size_t i = 0; i < a.n; i++)
            for (size_t j = 0; j < b.n && match[i] == SIZE_MAX; j++) {
                const void *x = (char *)a.v + i * size, *y = (char *)b.v + j * size;
                if (taken[j] || !takes_part(r, e[0], what, x) || !takes_part(r, e[1], what, y) ||
                    !(pass == 0 ? record_same(f->record, x, y, is_no_content)
                                : is_akin(f->record, what, x, y)))
                    continue;
                match[i] = j;
                taken[j] = true;
            }
    for (size_t i = 0; i < a.n && !found; i++) {
        const void *x = (char *)a.v + i * size;
        const void *y = match[i] == SIZE_MAX ? NULL : (char *)b.v + match[i] * size;
        if ((side == 0 ? x : y) == item && y) {
            found = side == 0 ? y : x;
            *same = same_item(r->k, what, f->record, x, y) &&
                    (!dated || same_series(&e[0]->fees, x, &e[1]->fees, y));
        }
    }
    free(match);
    free(taken);
    return found;
}
