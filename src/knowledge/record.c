#include "knowledge/record.h"
#include <string.h>

void record_init(const struct record *r, void *base)
{
    static const struct str none = {"", 0, {0, 0, 0}};
    memset(base, 0, r->size);
    if (r->init)
        r->init(base);
    for (size_t i = 0; i < r->nfields; i++) {
        const struct field *f = &r->fields[i];
        void *value = (char *)base + f->offset;
        if (f->type == F_TEXT || f->type == F_ID || f->type == F_KANA)
            memcpy(value, &none, sizeof none);
        else if (f->type == F_WHEN)
            ((struct when *)value)->text = none;
        else if (f->type == F_INT)
            memcpy(value, &f->missing, sizeof f->missing);
        else if (f->type == F_RECORD)
            record_init(f->record, value);
    }
}

static struct anylist list_at(const void *value)
{
    struct anylist list;
    memcpy(&list, value, sizeof list);
    return list;
}

void record_visit(const struct record *r, void *base, record_visitor *fn, void *ctx)
{
    for (size_t i = 0; i < r->nfields; i++) {
        const struct field *f = &r->fields[i];
        char *value = (char *)base + f->offset;
        fn(ctx, f, value);
        if (f->type == F_RECORD)
            record_visit(f->record, value, fn, ctx);
        if (f->type != F_LIST && f->type != F_MAP)
            continue;
        struct anylist list = list_at(value);
        for (size_t k = 0; k < list.n; k++)
            record_visit(f->record, (char *)list.v + k * f->record->size, fn, ctx);
    }
}

/* ---- bytes ---- */

void pack_number(struct strbuf *out, uint32_t v)
{
    char b[4] = {(char)(v & 0xff), (char)(v >> 8 & 0xff), (char)(v >> 16 & 0xff), (char)(v >> 24)};
    strbuf_add(out, b, 4);
}

void pack_str(struct strbuf *out, const struct str *s)
{
    pack_number(out, (uint32_t)s->len);
    strbuf_add(out, s->s, s->len + 1);
}

void pack_strs(struct strbuf *out, const struct strs *s)
{
    pack_number(out, (uint32_t)s->n);
    for (size_t i = 0; i < s->n; i++)
        pack_str(out, &s->v[i]);
}

static void pack_field(const struct field *f, const char *base, struct strbuf *out)
{
    const void *value = base + f->offset;
    if (f->flags & FIELD_FLAG)
        strbuf_putc(out, *(const bool *)(const void *)(base + f->at) ? 1 : 0);
    switch (f->type) {
    case F_TEXT:
    case F_ID:
    case F_KANA:
        pack_str(out, value);
        break;
    case F_WHEN:
        pack_str(out, &((const struct when *)value)->text);
        break;
    case F_STRS:
    case F_IDS:
        pack_strs(out, value);
        break;
    case F_INT:
    case F_ENUM: {
        int v;
        memcpy(&v, value, sizeof v);
        pack_number(out, (uint32_t)v);
        break;
    }
    case F_BOOL:
        strbuf_putc(out, *(const bool *)value ? 1 : 0);
        break;
    case F_DATE: {
        const struct date *d = value;
        pack_number(out, (uint32_t)(d->year << 16 | d->month << 8 | d->day));
        break;
    }
    case F_DURATION: {
        const struct duration *d = value;
        pack_number(out, (uint32_t)d->count);
        pack_number(out, (uint32_t)d->unit);
        break;
    }
    case F_RECORD:
        record_pack(f->record, value, out);
        break;
    case F_LIST:
    case F_MAP: {
        struct anylist list = list_at(value);
        pack_number(out, (uint32_t)list.n);
        for (size_t i = 0; i < list.n; i++)
            record_pack(f->record, (const char *)list.v + i * f->record->size, out);
        break;
    }
    }
}

void record_pack(const struct record *r, const void *base, struct strbuf *out)
{
    for (size_t i = 0; i < r->nfields; i++)
        pack_field(&r->fields[i], base, out);
}

static bool take(struct unpacker *u, size_t n)
{
    if (u->failed || (size_t)(u->end - u->p) < n)
        u->failed = true;
    return !u->failed;
}

uint32_t unpack_number(struct unpacker *u)
{
    if (!take(u, 4))
        return 0;
    uint32_t v = 0;
    for (int i = 3; i >= 0; i--)
        v = v << 8 | (unsigned char)u->p[i];
    u->p += 4;
    return v;
}

static bool unpack_bool(struct unpacker *u)
{
    if (!take(u, 1))
        return false;
    char c = *u->p++;
    if (c != 0 && c != 1)
        u->failed = true;
    return c == 1;
}

static void unpack_str(struct unpacker *u, struct str *s)
{
    *s = (struct str){"", 0, {0, 0, 0}};
    size_t n = unpack_number(u);
    if (!take(u, n + 1))
        return;
    if (u->p[n] != '\0' || memchr(u->p, 0, n))
        u->failed = true;
    s->s = u->p;
    s->len = n;
    u->p += n + 1;
}

/* How many elements follow; each takes at least one byte, which bounds what a damaged file can
 * make us allocate. */
static size_t unpack_count(struct unpacker *u)
{
    size_t n = unpack_number(u);
    if (n > (size_t)(u->end - u->p))
        u->failed = true;
    return u->failed ? 0 : n;
}

void unpack_strs(struct unpacker *u, struct strs *s)
{
    s->n = unpack_count(u);
    s->v = arena_array(u->arena, s->n, sizeof *s->v);
    for (size_t i = 0; i < s->n; i++)
        unpack_str(u, &s->v[i]);
}

struct anylist unpack_records(struct unpacker *u, const struct record *r)
{
    size_t n = unpack_count(u);
    char *v = arena_array(u->arena, n, r->size);
    for (size_t i = 0; i < n; i++)
        record_unpack(u, r, v + i * r->size);
    return (struct anylist){v, n};
}

static void unpack_date(struct unpacker *u, struct date *d)
{
    uint32_t v = unpack_number(u);
    *d = (struct date){(int)(v >> 16), (int)(v >> 8 & 0xff), (int)(v & 0xff)};
    if (!date_is_none(*d) && !date_valid(*d))
        u->failed = true;
}

static void unpack_duration(struct unpacker *u, struct duration *d)
{
    uint32_t count = unpack_number(u), unit = unpack_number(u);
    if (count > 9999 || unit > UNIT_YEARS)
        u->failed = true;
    else
        *d = (struct duration){(int)count, (enum unit)unit};
}

static void unpack_enum(struct unpacker *u, const struct field *f, void *value)
{
    int v = (int)unpack_number(u), n = 0;
    while (f->names[n])
        n++;
    if (v < 0 || v >= n) {
        u->failed = true;
        v = 0;
    }
    memcpy(value, &v, sizeof v);
}

static void unpack_field(struct unpacker *u, const struct field *f, char *base)
{
    void *value = base + f->offset;
    if (f->flags & FIELD_FLAG)
        *(bool *)(void *)(base + f->at) = unpack_bool(u);
    switch (f->type) {
    case F_TEXT:
    case F_ID:
    case F_KANA:
        unpack_str(u, value);
        break;
    case F_WHEN:
        unpack_str(u, &((struct when *)value)->text); /* parsed when it is linked */
        break;
    case F_STRS:
    case F_IDS:
        unpack_strs(u, value);
        break;
    case F_INT: {
        int v = (int)unpack_number(u);
        memcpy(value, &v, sizeof v);
        break;
    }
    case F_ENUM:
        unpack_enum(u, f, value);
        break;
    case F_BOOL:
        *(bool *)value = unpack_bool(u);
        break;
    case F_DATE:
        unpack_date(u, value);
        break;
    case F_DURATION:
        unpack_duration(u, value);
        break;
    case F_RECORD:
        record_unpack(u, f->record, value);
        break;
    case F_LIST:
    case F_MAP: {
        struct anylist list = unpack_records(u, f->record);
        memcpy(value, &list, sizeof list);
        break;
    }
    }
}

void record_unpack(struct unpacker *u, const struct record *r, void *base)
{
    record_init(r, base);
    for (size_t i = 0; i < r->nfields; i++)
        unpack_field(u, &r->fields[i], base);
}

/* FNV-1a over names and types, records inside included. */
static uint32_t digest_record(const struct record *r, uint32_t h)
{
    for (size_t i = 0; i < r->nfields; i++) {
        const struct field *f = &r->fields[i];
        for (const char *p = f->name; *p; p++)
            h = (h ^ (unsigned char)*p) * 16777619u;
        h = (h ^ (uint32_t)f->type) * 16777619u;
        for (int k = 0; f->names && f->names[k]; k++)
            h = (h ^ (unsigned char)f->names[k][0]) * 16777619u;
        if (f->record)
            h = digest_record(f->record, h);
    }
    return h;
}

uint32_t schema_digest(void)
{
    uint32_t h = 2166136261u;
    h = digest_record(&record_town, h);
    h = digest_record(&record_document, h);
    h = digest_record(&record_question, h);
    h = digest_record(&record_intent, h);
    h = digest_record(&record_urgency, h);
    h = digest_record(&record_smalltalk, h);
    h = digest_record(&record_weight, h);
    for (int i = 0; i < ENTRY_KINDS; i++)
        h = digest_record(&record_entry[i], h);
    return h;
}
