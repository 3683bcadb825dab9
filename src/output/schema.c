#include "output/schema.h"
#include "base/xalloc.h"
#include "knowledge/schema.h"
#include "output/json_value.h"
#include <stdlib.h>
#include <string.h>

/* "Of type T: then; of another: otherwise" instead of anyOf, so that a mistake is told for what the
 * author meant, not for each way to write it. */

struct definition {
    const struct record *record;
    char *name;
};
struct maker {
    struct json_t *definitions; /* of the records that are inside others */
    struct definition *made;
    size_t n;
};

#define ID_HELP "半角の英小文字と数字と「-」「_」で書きます"
#define SCALAR_HELP "ここには1つの値を書きます"

static struct json_t *words(const char *const *names)
{
    struct json_t *a = jv_array();
    for (size_t i = 0; names[i]; i++)
        jv_push(a, jv_text(names[i]));
    return a;
}

static struct json_t *of_type(const char *type)
{
    struct json_t *o = jv_object();
    jv_set(o, "type", jv_text(type));
    return o;
}

static void set_either(struct json_t *o, const char *type, struct json_t *then,
                       struct json_t *otherwise)
{
    jv_set(o, "if", of_type(type));
    jv_set(o, "then", then);
    jv_set(o, "else", otherwise);
}

static void set_pattern(struct json_t *o, const char *pattern, const char *help)
{
    jv_set(o, "pattern", jv_text(pattern));
    jv_set(o, "patternErrorMessage", jv_text(help));
}

/* ---- scalars ---- */

static void set_text(struct json_t *o, unsigned flags)
{
    static const char *const any[] = {"string", "number", "boolean", NULL};
    bool raw = flags & FIELD_RAW, lines = flags & FIELD_LINES;
    jv_set(o, "type", raw ? words(any) : jv_text("string"));
    jv_set(o, "errorMessage",
           jv_text(raw ? SCALAR_HELP
                       : "ここには文字を書きます（数や true・false は \" \" で囲みます）"));
    /* The break at the end is that of a block, which the loader drops. */
    set_pattern(o, lines ? "^(?!　)[\\s\\S]*[^\\n　]\\n*$" : "^(?!　)[^\\n]*[^\\n　]\\n*$",
                lines ? "文字を書きます。前と後ろに全角の空白は置けません"
                      : "1行の文字を書きます。前と後ろに全角の空白は置けません");
}

static void set_id(struct json_t *o)
{
    jv_set(o, "type", jv_text("string"));
    jv_set(o, "errorMessage", jv_text("ここには1つの id を書きます。" ID_HELP));
    set_pattern(o, "^[a-z0-9_-]+$", "id は" ID_HELP);
}

static struct json_t *map_key(void)
{
    struct json_t *o = of_type("string");
    jv_set(o, "title", jv_text("id"));
    set_pattern(o, "^(?!(?:null|true|false|yes|no|on|off|y|n|[0-9_]+)$)[a-z0-9_-]+$",
                "id は" ID_HELP "（yes・no・true などと、数だけのものは使えません）");
    return o;
}

static void set_int(struct json_t *o, const struct field *f)
{
    static const char *const types[] = {"integer", "string", NULL};
    jv_set(o, "type", words(types)); /* one in quotes is a number, too */
    jv_set(o, "errorMessage", jv_text("半角の数字を書いてください"));
    jv_set(o, "minimum", jv_int(f->min));
    jv_set(o, "maximum", jv_int(f->max));
    set_pattern(o, "^-?[0-9]+$", "半角の数字を書いてください");
}

static void set_bool(struct json_t *o)
{
    static const char *const types[] = {"boolean", "string", NULL};
    jv_set(o, "type", words(types));
    jv_set(o, "errorMessage", jv_text("true か false を書きます"));
    set_pattern(o, "^(?:true|false)$", "true か false を書きます");
}

static void set_enum(struct json_t *o, const struct field *f)
{
    struct strbuf help;
    strbuf_init(&help);
    strbuf_puts(&help, "書けるのは");
    for (size_t i = 0; f->names[i]; i++)
        strbuf_printf(&help, "%s %s", i ? "," : "", f->names[i]);
    strbuf_puts(&help, " です");
    struct json_t *meanings = jv_array();
    for (size_t i = 0; f->names[i]; i++)
        jv_push(meanings, jv_text(schema_value_words(f->names[i])));
    jv_set(o, "enum", words(f->names));
    jv_set(o, "enumDescriptions", meanings);
    jv_set(o, "errorMessage", jv_bytes(help.s, help.len));
    strbuf_done(&help);
}

static void set_scalar(struct json_t *o, const char *pattern, const char *help)
{
    jv_set(o, "type", jv_text("string"));
    jv_set(o, "errorMessage", jv_text(help));
    set_pattern(o, pattern, help);
}

static void set_when(struct json_t *o)
{
    /* What it is made of; a single = and a ! alone are the slips that are made most. */
    set_scalar(o,
               "^(?!.*(?:^|[^=!<>])=(?:[^=]|$))(?!.*!(?:[^=]|$))"
               "[A-Za-z0-9_+()\\[\\],=!<> \\n-]+$",
               "条件は「質問 == 答え」のように半角で書きます（== != < <= > >= in and or not、"
               "例：raicho_sha == dairi and nenrei >= 75）");
}

/* ---- fields ---- */

static void set_reference(struct json_t *o, struct maker *m, const struct record *r,
                          const char *name);

static struct json_t *text_or_id(enum field_type type)
{
    struct json_t *o = jv_object();
    if (type == F_IDS)
        set_id(o);
    else
        set_text(o, 0);
    return o;
}

static void set_texts(struct json_t *o, enum field_type type)
{
    struct json_t *list = jv_object();
    jv_set(list, "items", text_or_id(type));
    set_either(o, "array", list, text_or_id(type));
}

static void set_list(struct json_t *o, struct maker *m, const struct record *r, const char *name)
{
    struct json_t *list = jv_object(), *item = jv_object(), *one = jv_object();
    set_reference(item, m, r, name);
    set_reference(one, m, r, name);
    jv_set(list, "items", item);
    set_either(o, "array", list, one);
}

static void set_map(struct json_t *o, struct maker *m, const struct record *r, const char *name)
{
    struct json_t *value = jv_object();
    struct strbuf help;
    strbuf_init(&help);
    strbuf_printf(&help, "ここには「%sの id: …」を並べて書きます", r->name);
    jv_set(o, "type", jv_text("object"));
    jv_set(o, "errorMessage", jv_bytes(help.s, help.len));
    jv_set(o, "propertyNames", map_key());
    set_reference(value, m, r, name);
    jv_set(o, "additionalProperties", value);
    strbuf_done(&help);
}

static void set_value(struct json_t *o, struct maker *m, const struct field *f)
{
    switch (f->type) {
    case F_TEXT:
        if (f->flags & FIELD_DATED)
            set_list(o, m, &record_dated_text, "dated");
        else
            set_text(o, f->flags);
        break;
    case F_ID:
        set_id(o);
        break;
    case F_KANA:
        set_scalar(o, "^[ぁ-ゖー・ 0-9]+$", "よみがなは、ひらがなで書いてください");
        break;
    case F_STRS:
    case F_IDS:
        set_texts(o, f->type);
        break;
    case F_INT:
        set_int(o, f);
        break;
    case F_BOOL:
        set_bool(o);
        break;
    case F_ENUM:
        set_enum(o, f);
        break;
    case F_DATE:
        set_scalar(o, "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
                   "日付は 2026-11-20 の形で書いてください");
        break;
    case F_DURATION:
        set_scalar(o, "^[0-9]{1,4} *(?:days?|weeks?|months?|years?)$",
                   "期間は「14 days」「3 months」のように書きます（days weeks months years）");
        break;
    case F_WHEN:
        set_when(o);
        break;
    case F_RECORD:
        set_reference(o, m, f->record, f->name);
        break;
    case F_LIST:
        set_list(o, m, f->record, f->name);
        break;
    case F_MAP:
        set_map(o, m, f->record, f->name);
        break;
    }
}

static const char *help_of(const struct field *f)
{
    return f->help ? f->help : "";
}

/* How the value is written, or where to look the id up; "" where the help says enough. */
static const char *hint(const struct field *f)
{
    static const char *const where[] = {
        [REF_NONE] = "",
        [REF_ENTRY] = "手続き・出来事などの id",
        [REF_DOCUMENT] = "documents.yaml の id",
        [REF_QUESTION] = "questions.yaml の id か、木の節の名前",
        [REF_DESK] = "town.yaml の desks の id",
        [REF_FEE] = "town.yaml の fees の id",
    };
    static const char *const how[] = {
        [F_KANA] = "ひらがなで",
        [F_STRS] = "いくつでも書けます",
        [F_BOOL] = "true か false",
        [F_DATE] = "2026-11-20 の形で",
        [F_DURATION] = "14 days、3 months の形で",
        [F_WHEN] = "例：raicho_sha == dairi",
        [F_LIST] = "いくつでも書けます",
        [F_MAP] = "id: の下に1つずつ書きます",
    };
    if (f->ref != REF_NONE)
        return strstr(help_of(f), ".yaml") || strstr(help_of(f), "id") ? "" : where[f->ref];
    return (size_t)f->type < sizeof how / sizeof *how && how[f->type] ? how[f->type] : "";
}

static struct json_t *description(const struct field *f)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_puts(&b, help_of(f));
    if (*hint(f))
        strbuf_printf(&b, "（%s）", hint(f));
    struct json_t *text = jv_bytes(b.s, b.len);
    strbuf_done(&b);
    return text;
}

/* ---- records ---- */

static const struct field *shorthand_of(const struct record *r)
{
    for (size_t i = 0; r->shorthand && i < r->nfields; i++)
        if (strcmp(r->fields[i].name, r->shorthand) == 0)
            return &r->fields[i];
    return NULL;
}

/* What is said to a key that the record does not have. */
static struct json_t *unknown_key(const struct record *r)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b,
                  "このキーは「%s」にありません。つづりと、全角の「：」や空白がないかを"
                  "確かめてください（書けるもの:",
                  r->name);
    for (size_t i = 0; i < r->nfields; i++)
        if (!(r->fields[i].flags & FIELD_KEY))
            strbuf_printf(&b, " %s", r->fields[i].name);
    strbuf_puts(&b, "）");
    struct json_t *text = jv_bytes(b.s, b.len);
    strbuf_done(&b);
    return text;
}

/* A server says in English that a required key is missing. Where another key can bear the message,
 * that one is told to be wrong, in the loader's words. */
static struct json_t *missing_key(const struct record *r, const struct field *f, const char *bearer)
{
    struct json_t *o = jv_object(), *has = jv_object(), *names = jv_array();
    struct json_t *lacks = jv_object(), *properties = jv_object();
    struct strbuf help;
    strbuf_init(&help);
    strbuf_printf(&help, "「%s」に「%s」（%s）がありません", r->name, f->name, help_of(f));
    jv_push(names, jv_text(f->name));
    jv_set(has, "required", names);
    jv_set(properties, bearer, jv_bool(false));
    jv_set(lacks, "properties", properties);
    jv_set(lacks, "errorMessage", jv_bytes(help.s, help.len));
    jv_set(o, "if", has);
    jv_set(o, "else", lacks);
    strbuf_done(&help);
    return o;
}

static void set_required(struct json_t *o, const struct record *r)
{
    struct json_t *others = NULL;
    const struct field *first = NULL;
    for (size_t i = 0; i < r->nfields; i++) {
        const struct field *f = &r->fields[i];
        if (f->flags & FIELD_KEY || !(f->flags & FIELD_REQUIRED))
            continue;
        if (!first) {
            struct json_t *names = jv_array();
            first = f;
            jv_push(names, jv_text(f->name));
            jv_set(o, "required", names);
        } else {
            others = others ? others : jv_array();
            jv_push(others, missing_key(r, f, first->name));
        }
    }
    if (others)
        jv_set(o, "allOf", others);
}

static struct json_t *keys_of(struct maker *m, const struct record *r)
{
    struct json_t *o = jv_object(), *properties = jv_object();
    for (size_t i = 0; i < r->nfields; i++) {
        const struct field *f = &r->fields[i];
        if (f->flags & FIELD_KEY)
            continue;
        struct json_t *value = jv_object();
        jv_set(value, "description", description(f));
        set_value(value, m, f);
        jv_set(properties, f->name, value);
    }
    jv_set(o, "properties", properties);
    set_required(o, r);
    jv_set(o, "additionalProperties", jv_bool(false));
    jv_set(o, "errorMessage", unknown_key(r));
    return o;
}

static void set_record(struct json_t *o, struct maker *m, const struct record *r)
{
    const struct field *shorthand = shorthand_of(r);
    if (shorthand && shorthand->type == F_LIST) { /* it takes whatever stands there */
        set_value(o, m, shorthand);
        return;
    }
    struct json_t *otherwise = jv_object();
    if (shorthand) {
        set_value(otherwise, m, shorthand);
    } else {
        struct strbuf help;
        strbuf_init(&help);
        strbuf_printf(&help, "「%s」は「キー: 値」の並びで書きます", r->name);
        jv_set(otherwise, "type", jv_text("object"));
        jv_set(otherwise, "errorMessage", jv_bytes(help.s, help.len));
        strbuf_done(&help);
    }
    set_either(o, "object", keys_of(m, r), otherwise);
}

static bool is_taken(const struct maker *m, const char *name)
{
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->made[i].name, name) == 0)
            return true;
    return false;
}

/* A name for the record's definition: the field's that leads to it, with a number behind when
 * another record has that already. */
static char *definition_name(const struct maker *m, const char *name)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_puts(&b, name);
    for (int number = 2; is_taken(m, b.s); number++) {
        strbuf_clear(&b);
        strbuf_printf(&b, "%s-%d", name, number);
    }
    return strbuf_detach(&b);
}

static const char *define(struct maker *m, const struct record *r, const char *name)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->made[i].record == r)
            return m->made[i].name;
    char *own = definition_name(m, name);
    m->made = xreallocarray(m->made, m->n + 1, sizeof *m->made);
    m->made[m->n++] = (struct definition){r, own};
    struct json_t *o = jv_object();
    jv_set(o, "title", jv_text(r->name));
    set_record(o, m, r);
    jv_set(m->definitions, own, o);
    return own;
}

static void set_reference(struct json_t *o, struct maker *m, const struct record *r,
                          const char *name)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "#/definitions/%s", define(m, r, name));
    jv_set(o, "$ref", jv_bytes(b.s, b.len));
    strbuf_done(&b);
}

/* ---- files ---- */

/* Departments, below each a list of groups: a list of words, or 「広いことば: [ことば]」. */
static void set_groups(struct json_t *o)
{
    struct json_t *wide = jv_object(), *narrow = jv_object(), *group = jv_object();
    struct json_t *words_alone = jv_object(), *list = of_type("array");
    set_texts(narrow, F_STRS);
    jv_set(wide, "maxProperties", jv_int(1));
    jv_set(wide, "additionalProperties", narrow);
    set_texts(words_alone, F_STRS);
    set_either(group, "object", wide, words_alone);
    jv_set(list, "errorMessage", jv_text("「- [ことば, ことば]」を並べて書きます"));
    jv_set(list, "items", group);
    jv_set(o, "type", jv_text("object"));
    jv_set(o, "errorMessage", jv_text("「分野:」の下に「- [ことば, ことば]」を並べて書きます"));
    jv_set(o, "additionalProperties", list);
}

void schema_json(const struct filekind *kind, struct strbuf *out)
{
    struct maker m = {.definitions = jv_object()};
    struct json_t *root = jv_object();
    jv_set(root, "$schema", jv_text("http://json-schema.org/draft-07/schema#"));
    jv_set(root, "title", jv_text(kind->title));
    switch (kind->shape) {
    case FILE_RECORD:
        set_record(root, &m, kind->record);
        break;
    case FILE_MAP:
        set_map(root, &m, kind->record, kind->name);
        break;
    case FILE_TEXTS:
        set_texts(root, F_STRS);
        break;
    case FILE_GROUPS:
        set_groups(root);
        break;
    }
    jv_set(root, "definitions", m.definitions);
    jv_finish_indented(root, out);
    for (size_t i = 0; i < m.n; i++)
        free(m.made[i].name);
    free(m.made);
}
