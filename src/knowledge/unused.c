#include "knowledge/unused.h"
#include "knowledge/record.h"
#include <string.h>

struct finder {
    struct knowledge *k;
    struct used *u;
};

static bool is_id(const struct str *id, const char *s, size_t n)
{
    return id->len == n && memcmp(id->s, s, n) == 0;
}

static void use_desk(const struct finder *f, const char *s, size_t n)
{
    for (size_t i = 0; i < f->k->town.desks.n; i++)
        f->u->desks[i] |= is_id(&f->k->town.desks.v[i].id, s, n);
}

static void use_fee(const struct finder *f, const char *s, size_t n)
{
    for (size_t i = 0; i < f->k->town.fees.n; i++)
        f->u->fees[i] |= is_id(&f->k->town.fees.v[i].id, s, n);
}

static void use_value(const struct finder *f, const char *s, size_t n)
{
    for (size_t i = 0; i < f->k->town.values.n; i++)
        f->u->values[i] |= is_id(&f->k->town.values.v[i].id, s, n);
}

/* A derived value is used by being read; any other question only by being asked, or answered for
 * a procedure of an event. */
static void use_question(const struct finder *f, const char *s, size_t n, bool read)
{
    for (size_t i = 0; i < f->k->questions.n; i++)
        if (!read || f->k->questions.v[i].kind == Q_DERIVED)
            f->u->questions[i] |= is_id(&f->k->questions.v[i].id, s, n);
}

/* What stands between {{ and }}: KIND.ID, or KIND.ID.PART of a desk. */
static void use_reference(const struct finder *f, const char *s, size_t n)
{
    static const struct {
        const char *kind;
        void (*use)(const struct finder *f, const char *s, size_t n);
    } kinds[] = {{"desk.", use_desk}, {"fee.", use_fee}, {"value.", use_value}};
    while (n && *s == ' ')
        s++, n--;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t skip = strlen(kinds[i].kind);
        if (n <= skip || memcmp(s, kinds[i].kind, skip) != 0)
            continue;
        size_t id = 0;
        while (skip + id < n && s[skip + id] != '.' && s[skip + id] != ' ')
            id++;
        kinds[i].use(f, s + skip, id);
    }
}

static void read_text(const struct finder *f, const struct str *text)
{
    for (const char *p = text->s; p && (p = strstr(p, "{{"));) {
        const char *close = strstr(p + 2, "}}");
        if (close)
            use_reference(f, p + 2, (size_t)(close - p - 2));
        p = close;
    }
}

static void read_condition(const struct finder *f, const char *s)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    while (*s) {
        size_t n = strspn(s, letters);
        if (n)
            use_question(f, s, n, true);
        s += n ? n : 1;
    }
}

static void visit(void *ctx, const struct field *field, void *value)
{
    const struct finder *f = ctx;
    const struct str *s = value;
    const struct strs *list = value;
    if (field->type == F_TEXT)
        read_text(f, s);
    for (size_t i = 0; field->type == F_STRS && i < list->n; i++)
        read_text(f, &list->v[i]);
    if (field->type == F_WHEN && ((struct when *)value)->text.len)
        read_condition(f, ((struct when *)value)->text.s);
    if (field->type != F_ID)
        return;
    if (field->ref == REF_DESK)
        use_desk(f, s->s, s->len);
    else if (field->ref == REF_FEE)
        use_fee(f, s->s, s->len);
    else if (field->ref == REF_QUESTION)
        use_question(f, s->s, s->len, false);
}

static bool *none_of(struct knowledge *k, size_t n)
{
    bool *v = arena_array(&k->arena, n + 1, sizeof *v);
    memset(v, 0, (n + 1) * sizeof *v);
    return v;
}

void used_find(struct knowledge *k, struct used *u)
{
    struct finder f = {k, u};
    *u = (struct used){none_of(k, k->town.desks.n), none_of(k, k->town.fees.n),
                       none_of(k, k->town.values.n), none_of(k, k->questions.n)};
    record_visit(&record_town, &k->town, visit, &f);
    record_visit(&record_urgency, &k->urgency, visit, &f);
    for (size_t i = 0; i < k->documents.n; i++)
        record_visit(&record_document, &k->documents.v[i], visit, &f);
    for (size_t i = 0; i < k->questions.n; i++)
        record_visit(&record_question, &k->questions.v[i], visit, &f);
    for (size_t i = 0; i < k->entries.n; i++)
        record_visit(&record_entry[k->entries.v[i].kind], &k->entries.v[i], visit, &f);
}

static void warn(struct diags *d, bool used, const char *what, const struct str *id)
{
    if (!used)
        diags_add(d, DIAG_WARNING, id->at, "%s「%s」は、どこでも使われていません", what, id->s);
}

void used_report(const struct used *u, const struct knowledge *k, struct diags *d)
{
    for (size_t i = 0; i < k->town.desks.n; i++)
        warn(d, u->desks[i], "窓口", &k->town.desks.v[i].id);
    for (size_t i = 0; i < k->town.fees.n; i++)
        warn(d, u->fees[i], "手数料", &k->town.fees.v[i].id);
    for (size_t i = 0; i < k->town.values.n; i++)
        warn(d, u->values[i], "町の値", &k->town.values.v[i].id);
    for (size_t i = 0; i < k->questions.n; i++)
        warn(d, u->questions[i], "質問", &k->questions.v[i].id);
}
