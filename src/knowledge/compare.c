#include "knowledge/compare.h"
#include "base/xalloc.h"
#include "knowledge/condition.h"
#include <stdlib.h>
#include <string.h>

static struct anylist list_at(const void *value)
{
    struct anylist list;
    memcpy(&list, value, sizeof list);
    return list;
}

static const void *element(struct anylist l, const struct record *r, size_t i)
{
    return (const char *)l.v + i * r->size;
}

static bool same_str(const struct str *a, const struct str *b)
{
    return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

static size_t count_str(const struct strs *l, const struct str *s)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        n += same_str(&l->v[i], s);
    return n;
}

static bool same_strs(const struct strs *a, const struct strs *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (count_str(a, &a->v[i]) != count_str(b, &a->v[i]))
            return false;
    return true;
}

/* A map's elements begin with their key. */
static const void *find_key(struct anylist l, const struct record *r, const struct str *key)
{
    for (size_t i = 0; i < l.n; i++)
        if (same_str((const struct str *)element(l, r, i), key))
            return element(l, r, i);
    return NULL;
}

static bool same_list(const struct field *f, struct anylist a, struct anylist b, field_skip *skip)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        const void *x = element(a, f->record, i);
        const void *y = f->type == F_MAP ? find_key(b, f->record, x) : element(b, f->record, i);
        if (!y || !record_same(f->record, x, y, skip))
            return false;
    }
    return true;
}

static bool same_value(const struct field *f, const void *a, const void *b, field_skip *skip)
{
    switch (f->type) {
    case F_TEXT:
    case F_ID:
    case F_KANA:
        return same_str(a, b);
    case F_WHEN:
        return same_str(&((const struct when *)a)->text, &((const struct when *)b)->text);
    case F_STRS:
    case F_IDS:
        return same_strs(a, b);
    case F_INT:
    case F_ENUM:
        return memcmp(a, b, sizeof(int)) == 0;
    case F_BOOL:
        return *(const bool *)a == *(const bool *)b;
    case F_DATE:
        return date_cmp(*(const struct date *)a, *(const struct date *)b) == 0;
    case F_DURATION: {
        const struct duration *x = a, *y = b;
        return x->count == y->count && x->unit == y->unit;
    }
    case F_RECORD:
        return record_same(f->record, a, b, skip);
    case F_LIST:
    case F_MAP:
        return same_list(f, list_at(a), list_at(b), skip);
    }
    return true;
}

static bool is_given(const struct field *f, const void *base)
{
    return *(const bool *)(const void *)((const char *)base + f->at);
}

static bool same_field(const struct field *f, const void *a, const void *b, field_skip *skip)
{
    if ((f->flags & FIELD_FLAG) && is_given(f, a) != is_given(f, b))
        return false;
    return same_value(f, (const char *)a + f->offset, (const char *)b + f->offset, skip);
}

bool record_same(const struct record *r, const void *a, const void *b, field_skip *skip)
{
    for (size_t i = 0; i < r->nfields; i++)
        if (!(skip && skip(&r->fields[i])) && !same_field(&r->fields[i], a, b, skip))
            return false;
    return true;
}

const struct field *record_field(const struct record *r, const char *name)
{
    for (size_t i = 0; i < r->nfields; i++)
        if (strcmp(r->fields[i].name, name) == 0)
            return &r->fields[i];
    return NULL;
}

void list_match(const struct record *r, struct anylist a, struct anylist b, field_skip *skip,
                size_t *old_to_new)
{
    size_t w = b.n + 1;
    size_t *len = xcalloc((a.n + 1) * w, sizeof *len); /* of the tails from i and j */
    bool *same = xcalloc(a.n * b.n + 1, sizeof *same);
    for (size_t i = a.n; i-- > 0;)
        for (size_t j = b.n; j-- > 0;) {
            same[i * b.n + j] = record_same(r, element(a, r, i), element(b, r, j), skip);
            size_t skip_old = len[(i + 1) * w + j], skip_new = len[i * w + j + 1];
            len[i * w + j] = same[i * b.n + j]     ? 1 + len[(i + 1) * w + j + 1]
                             : skip_old > skip_new ? skip_old
                                                   : skip_new;
        }
    for (size_t i = 0; i < a.n; i++)
        old_to_new[i] = SIZE_MAX;
    for (size_t i = 0, j = 0; i < a.n && j < b.n;) {
        if (same[i * b.n + j])
            old_to_new[i++] = j++;
        else if (len[(i + 1) * w + j] >= len[i * w + j + 1])
            i++;
        else
            j++;
    }
    free(len);
    free(same);
}

/* ---- differences ---- */

static void add(struct differences *d, const struct field *f, const char *place, const char *before,
                const char *after)
{
    if (d->n == d->cap) {
        d->cap = d->cap ? 2 * d->cap : 8;
        d->v = xreallocarray(d->v, d->cap, sizeof *d->v);
    }
    d->v[d->n++] = (struct difference){f, place, before, after};
}

void differences_done(struct differences *d)
{
    free(d->v);
    d->v = NULL;
    d->n = d->cap = 0;
}

static const char *label(const struct field *f)
{
    return f->help ? f->help : f->name;
}

static const char *below(struct differences *d, const char *place, const char *next)
{
    bool quoted = strncmp(next, "「", strlen("「")) == 0; /* 答え「海外」 */
    return *place ? arena_printf(d->arena, "%s%s%s", place, quoted ? "" : "、", next) : next;
}

/* NULL for what is not there. */
static const char *scalar_text(struct differences *d, const struct field *f, const void *value)
{
    static const char *const units[] = {"", "日", "週間", "か月", "年"};
    char iso[11];
    int v;

    switch (f->type) {
    case F_TEXT:
    case F_ID:
    case F_KANA:
        return ((const struct str *)value)->len ? ((const struct str *)value)->s : NULL;
    case F_WHEN: {
        const struct str *text = &((const struct when *)value)->text;
        return text->len ? text->s : NULL;
    }
    case F_INT:
        memcpy(&v, value, sizeof v);
        return v == f->missing ? NULL : arena_printf(d->arena, "%d", v);
    case F_ENUM:
        memcpy(&v, value, sizeof v);
        return f->names[v];
    case F_BOOL:
        return f->names[*(const bool *)value];
    case F_DATE:
        if (date_is_none(*(const struct date *)value))
            return NULL;
        date_format_iso(*(const struct date *)value, iso);
        return arena_strdup(d->arena, iso);
    case F_DURATION: {
        const struct duration *u = value;
        return u->unit == UNIT_NONE ? NULL
                                    : arena_printf(d->arena, "%d%s", u->count, units[u->unit]);
    }
    default:
        return NULL;
    }
}

static void differ(const struct record *r, const void *a, const void *b, field_skip *skip,
                   const char *place, struct differences *out);

static void strs_differ(const struct field *f, const struct strs *a, const struct strs *b,
                        const char *place, struct differences *out)
{
    for (size_t i = 0; i < a->n; i++)
        if (count_str(b, &a->v[i]) == 0)
            add(out, f, place, a->v[i].s, NULL);
    for (size_t i = 0; i < b->n; i++)
        if (count_str(a, &b->v[i]) == 0)
            add(out, f, place, NULL, b->v[i].s);
}

/* What an element is told by when it comes or goes: its first text. */
static const char *gist(struct differences *d, const struct record *r, const void *base)
{
    for (size_t i = 0; i < r->nfields; i++) {
        const struct field *f = &r->fields[i];
        const void *value = (const char *)base + f->offset;
        if (f->type == F_TEXT || (f->type == F_ID && f->ref != REF_NONE)) {
            const char *text = scalar_text(d, f, value);
            if (text)
                return text;
        }
        if (f->type == F_STRS && ((const struct strs *)value)->n)
            return ((const struct strs *)value)->v[0].s;
    }
    for (size_t i = 0; i < r->nfields; i++) {
        const char *text = scalar_text(d, &r->fields[i], (const char *)base + r->fields[i].offset);
        if (text)
            return text;
    }
    return r->name;
}

static const char *name_of(const struct record *r, const void *base)
{
    static const char *const fields[] = {"label", "name", "ask"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct field *f = record_field(r, fields[i]);
        if (f && f->type == F_TEXT && ((const struct str *)((const char *)base + f->offset))->len)
            return ((const struct str *)((const char *)base + f->offset))->s;
    }
    return ((const struct str *)base)->s;
}

static void maps_differ(const struct field *f, struct anylist a, struct anylist b, field_skip *skip,
                        const char *place, struct differences *out)
{
    for (size_t i = 0; i < a.n; i++) {
        const void *x = element(a, f->record, i), *y = find_key(b, f->record, x);
        if (!y)
            add(out, f, place, name_of(f->record, x), NULL);
        else
            differ(f->record, x, y, skip,
                   below(out, place, arena_printf(out->arena, "「%s」", name_of(f->record, x))),
                   out);
    }
    for (size_t i = 0; i < b.n; i++)
        if (!find_key(a, f->record, element(b, f->record, i)))
            add(out, f, place, NULL, name_of(f->record, element(b, f->record, i)));
}

/* Between two matched elements, the first of the old stands against the first of the new. */
static void lists_differ(const struct field *f, struct anylist a, struct anylist b,
                         field_skip *skip, const char *place, struct differences *out)
{
    size_t *match = xcalloc(a.n + 1, sizeof *match);
    bool several = a.n > 1 || b.n > 1;
    list_match(f->record, a, b, skip, match);
    for (size_t i = 0, j = 0; i < a.n || j < b.n;) {
        size_t next = i;
        while (next < a.n && match[next] == SIZE_MAX)
            next++;
        size_t until = next < a.n ? match[next] : b.n;
        for (; i < next || j < until; i += i < next, j += j < until) {
            const void *x = i < next ? element(a, f->record, i) : NULL;
            const void *y = j < until ? element(b, f->record, j) : NULL;
            const char *here =
                several ? arena_printf(out->arena, "%s %zu", place, (y ? j : i) + 1) : place;
            if (x && y)
                differ(f->record, x, y, skip, here, out);
            else
                add(out, f, here, x ? gist(out, f->record, x) : NULL,
                    y ? gist(out, f->record, y) : NULL);
        }
        if (next < a.n) {
            i = next + 1;
            j = until + 1;
        }
    }
    free(match);
}

static void field_differs(const struct field *f, const void *a, const void *b, field_skip *skip,
                          const char *place, struct differences *out)
{
    const void *x = (const char *)a + f->offset, *y = (const char *)b + f->offset;
    const char *here = below(out, place, label(f));

    switch (f->type) {
    case F_STRS:
    case F_IDS:
        strs_differ(f, x, y, here, out);
        break;
    case F_RECORD:
        differ(f->record, x, y, skip, here, out);
        break;
    case F_LIST:
        lists_differ(f, list_at(x), list_at(y), skip, here, out);
        break;
    case F_MAP:
        maps_differ(f, list_at(x), list_at(y), skip, here, out);
        break;
    default:
        add(out, f, here, scalar_text(out, f, x), scalar_text(out, f, y));
    }
}

static void differ(const struct record *r, const void *a, const void *b, field_skip *skip,
                   const char *place, struct differences *out)
{
    for (size_t i = 0; i < r->nfields; i++)
        if (!(skip && skip(&r->fields[i])) && !same_field(&r->fields[i], a, b, skip))
            field_differs(&r->fields[i], a, b, skip, place, out);
}

void record_differences(const struct record *r, const void *a, const void *b, field_skip *skip,
                        struct differences *out)
{
    differ(r, a, b, skip, "", out);
}
