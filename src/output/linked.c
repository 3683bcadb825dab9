#include "output/linked.h"

#include "output/plain.h"
#include <stdio.h>
#include <string.h>

struct json_t *ld_ref(const char *kind, const struct str *id)
{
    struct json_t *o = jv_object();
    struct strbuf b;

    strbuf_init(&b);
    strbuf_printf(&b, "#%s%s%s", kind, id ? "-" : "", id ? id->s : "");
    jv_set(o, "@id", jv_text(b.s));
    strbuf_done(&b);
    return o;
}

struct json_t *ld_thing(const char *type)
{
    struct json_t *o = jv_object();

    jv_set(o, "@type", jv_text(type));
    return o;
}

struct json_t *ld_node(const char *type, const char *kind, const struct str *id)
{
    struct json_t *o = ld_ref(kind, id);

    jv_set(o, "@type", jv_text(type));
    return o;
}

struct json_t *ld_named(const char *type, const char *name)
{
    struct json_t *o = ld_thing(type);

    jv_set(o, "name", jv_text(name));
    return o;
}

void ld_set_buf(struct json_t *o, const char *key, struct strbuf *b)
{
    if (b->len > 0)
        jv_set(o, key, jv_text(b->s));
    strbuf_done(b);
}

struct json_t *ld_hours(const struct str *hours)
{
    static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};
    struct json_t *o = ld_thing("OpeningHoursSpecification");
    int from, from_min, to, to_min, end = 0;
    char time[16];

    jv_set(o, "description", jv_str(hours));
    sscanf(hours->s, "平日 %2d:%2d〜%2d:%2d%n", &from, &from_min, &to, &to_min, &end);
    if (end == 0 || hours->s[end] != '\0' || from > 23 || from_min > 59 || to > 23 || to_min > 59)
        return o;
    struct json_t *a = jv_array();
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char url[48];

        snprintf(url, sizeof url, "https://schema.org/%s", days[i]);
        jv_push(a, jv_text(url));
    }
    jv_set(o, "dayOfWeek", a);
    snprintf(time, sizeof time, "%02d:%02d:00", from, from_min);
    jv_set(o, "opens", jv_text(time));
    snprintf(time, sizeof time, "%02d:%02d:00", to, to_min);
    jv_set(o, "closes", jv_text(time));
    return o;
}

void ld_set_license(const struct export *x, struct json_t *o)
{
    if (!x->license)
        return;
    if (strncmp(x->license, "https://", 8) == 0 || strncmp(x->license, "http://", 7) == 0)
        jv_set(o, "license", jv_text(x->license));
    else
        jv_set(o, "license", ld_named("CreativeWork", x->license));
}

/* ---- the town ---- */

struct json_t *ld_town(const struct town *t)
{
    struct json_t *o = ld_node("GovernmentOrganization", "town", NULL);

    jv_set(o, "name", jv_str(&t->name));
    jv_set(o, "alternateName", jv_str(&t->reading));
    jv_set(o, "telephone", jv_str(&t->tel));
    jv_set_str(o, "description", &t->notice);
    return o;
}

struct json_t *ld_desk(const struct desk *d)
{
    struct json_t *o = ld_node("GovernmentOffice", "desk", &d->id);

    jv_set(o, "name", jv_str(&d->name));
    jv_set(o, "address", jv_str(&d->place));
    jv_set(o, "telephone", jv_str(&d->tel));
    jv_set(o, "openingHoursSpecification", ld_hours(&d->hours));
    jv_set(o, "parentOrganization", ld_ref("town", NULL));
    return o;
}

struct json_t *ld_document(const struct document *d)
{
    struct json_t *o = ld_node("Thing", "document", &d->id);
    struct strbuf b;

    jv_set(o, "name", jv_str(&d->name));
    jv_set(o, "alternateName", jv_str(&d->reading));
    jv_set(o, "description", jv_str(&d->what));
    strbuf_init(&b);
    plain_document_proof(d, &b);
    if (d->where.len > 0)
        strbuf_printf(&b, "もらう所：%s", d->where.s);
    strbuf_add(&b, d->note.s, d->note.len);
    ld_set_buf(o, "disambiguatingDescription", &b);
    return o;
}
