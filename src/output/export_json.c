/* Everything as structured data, through the rows of the schema: a new field comes by itself. */
#include "output/export.h"

#include "knowledge/schema.h"
#include "output/json_value.h"
#include "output/pieces.h"
#include <stdio.h>
#include <string.h>

static struct json_t *record_value(const struct record *r, const void *base);

static struct anylist list_at(const void *p)
{
    struct anylist list;

    memcpy(&list, p, sizeof list);
    return list;
}

static int int_at(const void *p)
{
    int v;

    memcpy(&v, p, sizeof v);
    return v;
}

static struct json_t *list_value(const struct record *r, struct anylist l)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < l.n; i++)
        jv_push(a, record_value(r, (const char *)l.v + i * r->size));
    return a;
}

static struct json_t *duration_value(const struct duration *d)
{
    static const char *const units[] = {[UNIT_NONE] = "",
                                        [UNIT_DAYS] = "days",
                                        [UNIT_WEEKS] = "weeks",
                                        [UNIT_MONTHS] = "months",
                                        [UNIT_YEARS] = "years"};
    char words[40];

    snprintf(words, sizeof words, "%d %s", d->count, units[d->unit]);
    return d->unit == UNIT_NONE ? NULL : jv_text(words);
}

static struct json_t *str_value(const struct str *s)
{
    return s->len > 0 ? jv_str(s) : NULL;
}

static struct json_t *when_value(const struct when *w)
{
    return w->cond ? jv_str(&w->text) : NULL;
}

/* Did the author write anything into the record? */
static bool is_written(const struct record *r, const char *base)
{
    bool written = false;

    for (size_t i = 0; i < r->nfields && !written; i++) {
        const struct field *f = &r->fields[i];
        const void *p = base + f->offset;

        switch (f->type) {
        case F_TEXT:
        case F_ID:
        case F_KANA:
            written = ((const struct str *)p)->len > 0;
            break;
        case F_LIST:
        case F_MAP:
            written = list_at(p).n > 0;
            break;
        case F_STRS:
        case F_IDS:
            written = ((const struct strs *)p)->n > 0;
            break;
        case F_INT:
            written = int_at(p) != f->missing;
            break;
        case F_ENUM:
            written = int_at(p) != 0;
            break;
        case F_BOOL:
            written = *(const bool *)p;
            break;
        case F_DATE:
            written = date_valid(*(const struct date *)p);
            break;
        case F_DURATION:
            written = ((const struct duration *)p)->unit != UNIT_NONE;
            break;
        case F_WHEN:
            written = ((const struct when *)p)->cond != NULL;
            break;
        case F_RECORD:
            written = is_written(f->record, p);
            break;
        }
    }
    return written;
}

/* NULL: nothing was written there. */
static struct json_t *field_value(const struct field *f, const void *p)
{
    switch (f->type) {
    case F_TEXT:
    case F_ID:
    case F_KANA:
        return str_value(p);
    case F_STRS:
    case F_IDS:
        return ((const struct strs *)p)->n > 0 ? jv_strs(p) : NULL;
    case F_INT:
        return int_at(p) != f->missing ? jv_int(int_at(p)) : NULL;
    case F_BOOL:
        return *(const bool *)p ? jv_bool(true) : NULL;
    case F_ENUM:
        return jv_text(f->names[int_at(p)]);
    case F_DATE:
        return date_valid(*(const struct date *)p) ? jv_date(*(const struct date *)p) : NULL;
    case F_DURATION:
        return duration_value(p);
    case F_WHEN:
        return when_value(p);
    case F_RECORD:
        return is_written(f->record, p) ? record_value(f->record, p) : NULL;
    case F_LIST:
    case F_MAP:
        return list_at(p).n > 0 ? list_value(f->record, list_at(p)) : NULL;
    }
    return NULL;
}

/* What must be there is there, even when it is empty. */
static struct json_t *empty_value(const struct field *f)
{
    switch (f->type) {
    case F_STRS:
    case F_IDS:
    case F_LIST:
    case F_MAP:
        return jv_array();
    case F_INT:
        return jv_int(f->missing);
    case F_DATE:
        return jv_null();
    default:
        return jv_text("");
    }
}

/* when: raicho_sha == dairi, and when_words: 窓口へ行く人が「代理人」 */
static void set_words(struct json_t *o, const struct field *f, const struct when *w)
{
    struct strbuf key, words;

    strbuf_init(&key);
    strbuf_init(&words);
    strbuf_printf(&key, "%s_words", f->name);
    cond_describe(w->cond, &words);
    jv_set(o, key.s, jv_text(words.s));
    strbuf_done(&key);
    strbuf_done(&words);
}

static struct json_t *record_value(const struct record *r, const void *base)
{
    struct json_t *o = jv_object();

    for (size_t i = 0; i < r->nfields; i++) {
        const struct field *f = &r->fields[i];
        bool given = !(f->flags & FIELD_FLAG) || *((const bool *)base + f->at);
        struct json_t *value = given ? field_value(f, (const char *)base + f->offset) : NULL;

        if (!value && (f->flags & FIELD_REQUIRED))
            value = empty_value(f);
        if (value)
            jv_set(o, f->name, value);
        if (value && f->type == F_WHEN)
            set_words(o, f, (const void *)((const char *)base + f->offset));
    }
    return o;
}

static struct json_t *entries_value(const struct export *x, enum entry_kind kind)
{
    const struct knowledge *k = x->knowledge;
    struct json_t *a = jv_array();

    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);

        if (e->kind != kind)
            continue;
        struct json_t *o = record_value(&record_entry[kind], e);
        jv_set(o, "recheck", jv_bool(*entry_mark(e, x->today)));
        jv_push(a, o);
    }
    return a;
}

static struct json_t *documents_value(const struct knowledge *k)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < k->documents.n; i++)
        jv_push(a, record_value(&record_document, knowledge_document_at(k, i)));
    return a;
}

void export_json(const struct export *x, struct strbuf *out)
{
    const struct knowledge *k = x->knowledge;
    struct json_t *o = jv_object();

    jv_set(o, "exported", jv_date(x->today));
    if (x->license)
        jv_set(o, "license", jv_text(x->license));
    jv_set(o, "town", record_value(&record_town, &k->town));
    for (int kind = 0; kind < ENTRY_KINDS; kind++)
        jv_set(o, entry_kind_name((enum entry_kind)kind), entries_value(x, (enum entry_kind)kind));
    jv_set(o, "document", documents_value(k));
    jv_set(o, "question",
           list_value(&record_question, (struct anylist){k->questions.v, k->questions.n}));
    jv_finish(o, out);
}
