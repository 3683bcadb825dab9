#include "knowledge/expand.h"
#include "knowledge/fee.h"
#include "knowledge/record.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

struct expander {
    struct knowledge *k;
    struct diags *d;
    bool imported; /* what a town's people wrote may have braces of its own */
};

static bool is_name(const char *s, size_t n, const char *name)
{
    return strlen(name) == n && memcmp(s, name, n) == 0;
}

static bool desk_value(const struct town *t, const char *s, size_t n, struct strbuf *out)
{
    const char *dot = memchr(s, '.', n);
    if (!dot)
        return false;
    size_t key = (size_t)(dot - s), rest = n - key - 1;
    for (size_t i = 0; i < t->desks.n; i++) {
        const struct desk *desk = &t->desks.v[i];
        if (!is_name(s, key, desk->id.s))
            continue;
        const struct {
            const char *name;
            const struct str *value;
        } table[] = {{"name", &desk->name},
                     {"place", &desk->place},
                     {"tel", &desk->tel},
                     {"hours", &desk->hours}};
        for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
            if (is_name(dot + 1, rest, table[k].name)) {
                strbuf_add(out, table[k].value->s, table[k].value->len);
                return true;
            }
        }
    }
    return false;
}

/* The value of what stands between {{ and }}. */
static bool town_value(const struct town *t, const char *s, size_t n, struct strbuf *out)
{
    if (is_name(s, n, "town.name"))
        return strbuf_puts(out, t->name.s), true;
    if (is_name(s, n, "town.reading"))
        return strbuf_puts(out, t->reading.s), true;
    if (is_name(s, n, "town.tel"))
        return strbuf_puts(out, t->tel.s), true;
    if (n > 5 && memcmp(s, "desk.", 5) == 0)
        return desk_value(t, s + 5, n - 5, out);
    for (size_t i = 0; n > 4 && memcmp(s, "fee.", 4) == 0 && i < t->fees.n; i++)
        if (is_name(s + 4, n - 4, t->fees.v[i].id.s))
            return fee_words(out, &t->fees.v[i]), true;
    for (size_t i = 0; n > 6 && memcmp(s, "value.", 6) == 0 && i < t->values.n; i++)
        if (is_name(s + 6, n - 6, t->values.v[i].id.s))
            return strbuf_puts(out, t->values.v[i].value.s), true;
    return false;
}

/* Braces that were meant for a value of the town: one instead of two, or full-width ones. */
static void check_braces(struct expander *x, const struct str *s)
{
    static const char *const near[] = {"{value.", "{desk.", "{fee.", "{town.", "}}", "｛", "｝"};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        const char *p = strstr(s->s, near[i]);
        if (!p)
            continue;
        struct mark at = s->at;
        at.col += (uint32_t)utf8_length(s->s, (size_t)(p - s->s));
        diags_add(x->d, DIAG_ERROR, at,
                  "町の値は、半角の「{{」と「}}」で囲みます（例: {{town.name}}）");
        return;
    }
}

static void expand_text(struct expander *x, struct str *s)
{
    const char *p = s->s, *open;
    if (!x->imported && !strstr(p, "{{") && strpbrk(p, "{}\xef"))
        check_braces(x, s);
    if (!strstr(p, "{{"))
        return;
    struct strbuf out;
    strbuf_init(&out);
    while ((open = strstr(p, "{{"))) {
        strbuf_add(&out, p, (size_t)(open - p));
        const char *close = strstr(open, "}}");
        const char *name = open + 2;
        const char *end = close ? close : name + strlen(name);
        while (name < end && *name == ' ')
            name++;
        while (end > name && end[-1] == ' ')
            end--;
        bool given = town_value(&x->k->town, name, (size_t)(end - name), &out);
        bool lost = x->k->unreadable >> REF_FEE & 1; /* town.yaml has a mistake of its own */
        if (!close || (!given && !lost)) {
            struct mark at = s->at;
            at.col += (uint32_t)utf8_length(s->s, (size_t)(open - s->s));
            diags_add(x->d, DIAG_ERROR, at, "「{{%.*s}}」という町の値は town.yaml にありません",
                      (int)(end - name), name);
        }
        p = close ? close + 2 : end;
    }
    strbuf_puts(&out, p);
    s->s = arena_strndup(&x->k->arena, out.s, out.len);
    s->len = out.len;
    strbuf_done(&out);
}

static void expand_field(void *ctx, const struct field *f, void *value)
{
    if (f->type == F_TEXT)
        expand_text(ctx, value);
    if (f->type == F_STRS) {
        struct strs *list = value;
        for (size_t i = 0; i < list->n; i++)
            expand_text(ctx, &list->v[i]);
    }
}

static int by_first_day(const void *pa, const void *pb)
{
    const struct town_amount *a = pa, *b = pb;

    return date_cmp(a->in.from, b->in.from);
}

static const struct town_fee *town_fee(const struct knowledge *k, const struct fee *f)
{
    for (size_t i = 0; f->town.len && i < k->town.fees.n; i++)
        if (str_is(&f->town, k->town.fees.v[i].id.s))
            return &k->town.fees.v[i];
    return NULL;
}

/* Linking changes a condition: each row needs its own. */
static void copy_condition(struct arena *a, struct when *w)
{
    struct error err = ERROR_NONE;
    size_t at;

    if (w->cond)
        w->cond = cond_parse(a, w->text.s, w->text.len, &err, &at);
}

/* Adds a row for each time of the town's fee that f's own time holds. */
static void add_rows(struct expander *x, const struct fee *f, const struct town_fee *named,
                     struct fees *to)
{
    size_t before = to->n;

    for (size_t i = 0; i < named->yen.n; i++) {
        struct fee row = *f;

        row.yen = named->yen.v[i].yen;
        if (!period_meet(&named->yen.v[i].in, &f->in, &row.in))
            continue;
        if (to->n > before)
            copy_condition(&x->k->arena, &row.when);
        to->v[to->n++] = row;
    }
    if (to->n == before) {
        to->v[to->n++] = *f;
        diags_add(x->d, DIAG_ERROR, f->town.at, "手数料「%s」には、この期間の金額がありません",
                  f->town.s);
    }
}

static void fill_fees(struct expander *x, struct entry *e)
{
    size_t most = 0;

    for (size_t i = 0; i < e->fees.n; i++) {
        const struct town_fee *named = town_fee(x->k, &e->fees.v[i]);
        most += 1 + (named ? named->yen.n : 0);
    }
    struct fees rows = {arena_array(&x->k->arena, most, sizeof *rows.v), 0};
    for (size_t i = 0; i < e->fees.n; i++) {
        const struct town_fee *named = town_fee(x->k, &e->fees.v[i]);
        if (named)
            add_rows(x, &e->fees.v[i], named, &rows);
        else
            rows.v[rows.n++] = e->fees.v[i];
    }
    e->fees = rows;
}

void knowledge_expand(struct knowledge *k, struct diags *d)
{
    struct expander x = {k, d, false};
    for (size_t i = 0; i < k->town.fees.n; i++)
        if (k->town.fees.v[i].yen.n)
            qsort(k->town.fees.v[i].yen.v, k->town.fees.v[i].yen.n, sizeof *k->town.fees.v[i].yen.v,
                  by_first_day);
    for (size_t i = 0; i < k->documents.n; i++)
        record_visit(&record_document, &k->documents.v[i], expand_field, &x);
    for (size_t i = 0; i < k->questions.n; i++)
        record_visit(&record_question, &k->questions.v[i], expand_field, &x);
    record_visit(&record_urgency, &k->urgency, expand_field, &x);
    for (size_t i = 0; i < k->entries.n; i++) {
        x.imported = k->entries.v[i].kind == ENTRY_FAQ;
        record_visit(&record_entry[k->entries.v[i].kind], &k->entries.v[i], expand_field, &x);
        fill_fees(&x, &k->entries.v[i]);
        if (k->entries.v[i].review_after.unit == UNIT_NONE)
            k->entries.v[i].review_after = k->town.review_after;
    }
}
