/* The JSON Schemas say what the tables of src/knowledge/schema.c say: every row of every record. */
#include "knowledge/schema.h"
#include "output/schema.h"
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct walk {
    json_t *definitions;
    const char *kind;
    size_t fields;
};

/* What $ref points to, else the schema itself. */
static json_t *resolved(const struct walk *w, json_t *schema)
{
    const char *ref = json_string_value(json_object_get(schema, "$ref"));
    if (!ref)
        return schema;
    assert_memory_equal(ref, "#/definitions/", strlen("#/definitions/"));
    json_t *target = json_object_get(w->definitions, ref + strlen("#/definitions/"));
    assert_non_null(target);
    return target;
}

static const char *text(json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static bool has_string(json_t *array, const char *s)
{
    size_t i;
    json_t *one;
    json_array_foreach(array, i, one)
    {
        if (strcmp(json_string_value(one), s) == 0)
            return true;
    }
    return false;
}

/* Is a record without that key refused? */
static bool requires(json_t *keys, const char *name)
{
    size_t i;
    json_t *one;
    if (has_string(json_object_get(keys, "required"), name))
        return true;
    json_array_foreach(json_object_get(keys, "allOf"), i, one)
    {
        json_t *missing = json_object_get(one, "else");
        if (has_string(json_object_get(json_object_get(one, "if"), "required"), name))
            return json_object_size(json_object_get(missing, "properties")) == 1 &&
                   strstr(text(missing, "errorMessage"), name);
    }
    return false;
}

static void check_record(struct walk *w, const struct record *r, json_t *schema);

static void check_list(struct walk *w, const struct record *r, json_t *o)
{
    assert_string_equal(text(json_object_get(o, "if"), "type"), "array");
    check_record(w, r, resolved(w, json_object_get(json_object_get(o, "then"), "items")));
    check_record(w, r, resolved(w, json_object_get(o, "else")));
}

static void check_field(struct walk *w, const struct record *r, const struct field *f, json_t *keys)
{
    if (!f->help || strlen(f->help) < strlen("名"))
        fail_msg("%s: 「%s」の %s に説明がない", w->kind, r->name, f->name);
    json_t *o = json_object_get(json_object_get(keys, "properties"), f->name);
    if (!o)
        fail_msg("%s: 「%s」の %s がない", w->kind, r->name, f->name);
    if (strstr(text(o, "description"), f->help) != text(o, "description"))
        fail_msg("%s: 「%s」の %s の説明がちがう", w->kind, r->name, f->name);
    assert_int_equal(requires(keys, f->name), (f->flags & FIELD_REQUIRED) != 0);
    w->fields++;
    switch (f->type) {
    case F_TEXT:
        if (f->flags & FIELD_DATED) {
            check_list(w, &record_dated_text, o);
            break;
        }
        /* fall through */
    case F_ID:
    case F_KANA:
    case F_DATE:
    case F_DURATION:
    case F_WHEN:
    case F_BOOL:
        assert_true(*text(o, "pattern"));
        assert_true(*text(o, "patternErrorMessage"));
        assert_true(*text(o, "errorMessage"));
        break;
    case F_STRS:
    case F_IDS:
        assert_string_equal(text(json_object_get(o, "if"), "type"), "array");
        assert_string_equal(text(json_object_get(o, "else"), "type"), "string");
        break;
    case F_INT:
        assert_int_equal(json_integer_value(json_object_get(o, "minimum")), f->min);
        assert_int_equal(json_integer_value(json_object_get(o, "maximum")), f->max);
        break;
    case F_ENUM: {
        json_t *names = json_object_get(o, "enum");
        size_t n = 0;
        for (; f->names[n]; n++)
            assert_string_equal(json_string_value(json_array_get(names, n)), f->names[n]);
        assert_int_equal(json_array_size(names), n);
        assert_int_equal(json_array_size(json_object_get(o, "enumDescriptions")), n);
        break;
    }
    case F_RECORD:
        check_record(w, f->record, resolved(w, o));
        break;
    case F_LIST:
        check_list(w, f->record, o);
        break;
    case F_MAP:
        assert_true(*text(json_object_get(o, "propertyNames"), "pattern"));
        check_record(w, f->record, resolved(w, json_object_get(o, "additionalProperties")));
        break;
    }
}

static void check_record(struct walk *w, const struct record *r, json_t *schema)
{
    if (r->shorthand && strcmp(r->fields[1].name, r->shorthand) == 0 &&
        r->fields[1].type == F_LIST) { /* it takes whatever stands there */
        check_list(w, r->fields[1].record, schema);
        return;
    }
    json_t *keys = json_object_get(schema, "then");
    size_t n = 0;
    assert_string_equal(text(json_object_get(schema, "if"), "type"), "object");
    for (size_t i = 0; i < r->nfields; i++) {
        if (r->fields[i].flags & FIELD_KEY)
            continue;
        n++;
        check_field(w, r, &r->fields[i], keys);
    }
    assert_int_equal(json_object_size(json_object_get(keys, "properties")), n);
    assert_true(json_is_false(json_object_get(keys, "additionalProperties")));
    json_t *otherwise = json_object_get(schema, "else");
    const char *type = text(otherwise, "type");
    if (r->shorthand)
        assert_string_not_equal(type, "object");
    else
        assert_string_equal(type, "object");
}

static void test_every_row(void **state)
{
    (void)state;
    size_t fields = 0;
    for (size_t i = 0; i < filekinds_count; i++) {
        const struct filekind *k = &filekinds[i];
        struct strbuf json;
        json_error_t error;
        strbuf_init(&json);
        schema_json(k, &json);
        json_t *root = json_loads(json.s, 0, &error);
        if (!root)
            fail_msg("%s:%d: %s", k->name, error.line, error.text);
        assert_string_equal(text(root, "$schema"), "http://json-schema.org/draft-07/schema#");
        assert_string_equal(text(root, "title"), k->title);
        struct walk w = {json_object_get(root, "definitions"), k->name, 0};
        if (k->shape == FILE_RECORD)
            check_record(&w, k->record, root);
        else if (k->shape == FILE_MAP)
            check_record(&w, k->record,
                         resolved(&w, json_object_get(root, "additionalProperties")));
        fields += w.fields;
        json_decref(root);
        strbuf_done(&json);
    }
    assert_true(fields > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_row)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
