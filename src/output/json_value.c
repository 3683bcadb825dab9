#include "output/json_value.h"

#include "base/die.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "knowledge/fee.h"
#include "text/utf8.h"
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

/* With memory that never runs out, what jansson refuses is a mistake of ours. */
static struct json_t *sure(struct json_t *value)
{
    if (!value)
        die(EX_SOFTWARE, "%s", _("JSON を作れませんでした。"));
    return value;
}

struct json_t *jv_object(void)
{
    json_set_alloc_funcs(xmalloc, free);
    return sure(json_object());
}

struct json_t *jv_array(void)
{
    json_set_alloc_funcs(xmalloc, free);
    return sure(json_array());
}

struct json_t *jv_null(void)
{
    return json_null();
}

struct json_t *jv_bool(bool b)
{
    return sure(json_boolean(b));
}

struct json_t *jv_int(long n)
{
    return sure(json_integer(n));
}

struct json_t *jv_real(double d)
{
    return sure(json_real(isfinite(d) ? d : 0.0));
}

struct json_t *jv_bytes(const char *s, size_t n)
{
    struct strbuf b;
    struct json_t *value;

    if (utf8_valid(s, n))
        return sure(json_stringn(s, n));
    strbuf_init(&b);
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        char utf8[4];

        i += utf8_decode(s + i, n - i, &cp);
        strbuf_add(&b, utf8, utf8_encode(cp, utf8));
    }
    value = sure(json_stringn(b.s, b.len));
    strbuf_wipe(&b);
    strbuf_done(&b);
    return value;
}

struct json_t *jv_text(const char *s)
{
    return jv_bytes(s, strlen(s));
}

struct json_t *jv_str(const struct str *s)
{
    return s->s ? jv_bytes(s->s, s->len) : jv_text("");
}

struct json_t *jv_strs(const struct strs *v)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < v->n; i++)
        jv_push(a, jv_str(&v->v[i]));
    return a;
}

struct json_t *jv_date(struct date d)
{
    char iso[11];

    if (!date_valid(d))
        return jv_null();
    date_format_iso(d, iso);
    return jv_text(iso);
}

void jv_set(struct json_t *object, const char *key, struct json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        sure(NULL);
}

void jv_set_str(struct json_t *object, const char *key, const struct str *s)
{
    if (s->len > 0)
        jv_set(object, key, jv_str(s));
}

void jv_push(struct json_t *array, struct json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        sure(NULL);
}

static int append(const char *s, size_t n, void *out)
{
    strbuf_add(out, s, n);
    return 0;
}

static void finish(struct json_t *value, struct strbuf *out, size_t flags)
{
    if (json_dump_callback(value, append, out, flags | JSON_REAL_PRECISION(6)) != 0)
        sure(NULL);
    strbuf_putc(out, '\n');
    json_decref(value);
}

void jv_finish(struct json_t *value, struct strbuf *out)
{
    finish(value, out, JSON_COMPACT);
}

void jv_finish_indented(struct json_t *value, struct strbuf *out)
{
    finish(value, out, JSON_INDENT(1));
}

const char *jv_form_name(enum form f)
{
    static const char *const names[] = {
        [FORM_ANY] = "any", [FORM_COPY] = "copy", [FORM_ORIGINAL] = "original"};

    return names[f];
}

void jv_set_period(struct json_t *object, const struct period *p)
{
    if (!date_is_none(p->from))
        jv_set(object, "from", jv_date(p->from));
    if (!date_is_none(p->until))
        jv_set(object, "until", jv_date(p->until));
}

static void set_fee(struct json_t *object, const struct fee *f)
{
    jv_set(object, "label", jv_str(&f->label));
    jv_set(object, "yen", f->yen < 0 ? jv_null() : jv_int(f->yen));
    jv_set(object, "text", jv_str(&f->text));
    jv_set_period(object, &f->in);
}

void jv_set_fee_on(struct json_t *object, const struct fees *all, const struct fee *f,
                   struct date today)
{
    const struct fee *coming = fee_coming(all, f, today);

    set_fee(object, f);
    if (fee_is_over(f, today)) {
        jv_set(object, "yen", jv_null());
        jv_set(object, "text", jv_text(_("窓口で確かめてください。")));
    }
    if (coming) {
        struct json_t *next = jv_object();
        set_fee(next, coming);
        jv_set(object, "coming", next);
    }
}
