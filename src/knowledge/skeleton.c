#include "knowledge/skeleton.h"
#include "knowledge/filekind.h"
#include "knowledge/schema.h"
#include "knowledge/unwritten.h"
#include "text/width.h"
#include <string.h>

/* What stands in a skeleton beyond the schema's required fields, by the path of names: "" gives a
 * placeholder. Lists: how many items, each with its number in the path. Maps: their keys. @ is the
 * name of the example's question, and $ the id. */
static const struct sample {
    const char *path, *value;
} samples[] = {
    {"procedure.desk", ""},
    {"procedure.owner", ""},
    {"procedure.tree", ""},
    {"procedure.tree.start", "@"},
    {"procedure.tree.nodes", "@"},
    {"procedure.tree.nodes.name", ""},
    {"procedure.tree.nodes.ask", ""},
    {"procedure.tree.nodes.why", ""},
    {"procedure.tree.nodes.answers", "kotae1 kotae2"},
    {"procedure.tree.nodes.answers.label", ""},
    {"procedure.tree.nodes.answers.next", "done"},
    {"procedure.tree.nodes.unknown", ""},
    {"procedure.tree.nodes.unknown.next", "done"},
    {"procedure.documents", "3"},
    {"procedure.documents.1.id", "honnin-kakunin"},
    {"procedure.documents.2.when", "@ == kotae1"},
    {"procedure.documents.2.who", ""},
    {"procedure.documents.3.when", "@ == kotae2"},
    {"procedure.documents.3.who", ""},
    {"event.questions", "2"},
    {"event.procedures", "2"},
    {"event.procedures.2.when", ""},
    {"event.procedures.2.who", ""},
    {"howto.steps", "3"},
    {"howto.steps.1.look", ""},
    {"howto.steps.1.if_not", ""},
    {"howto.steps.2.look", ""},
    {"howto.steps.2.if_not", ""},
    {"case.questions", "2"},
    {"case.questions.1.first", "$"},
    {"case.questions.2.first", "$"},
    {"case.guides", "1"},
    {"case.guides.1.id", "$"},
    {"case.guides.1.documents", ""},
};
enum { NSAMPLES = sizeof samples / sizeof *samples, LIVE = -1 };

struct emitter {
    const struct skeleton *s;
    struct strbuf *out;
    struct strbuf path, node;
    int indent;
    int off;   /* the column of the # before what is optional, or LIVE */
    bool dash; /* the next line begins an item of a list */
    bool more; /* a brother has shown already what is optional */
};

static const char *sample_for(const struct emitter *e)
{
    for (size_t i = 0; i < NSAMPLES; i++)
        if (strcmp(samples[i].path, e->path.s) == 0)
            return samples[i].value;
    return NULL;
}

/* Is what comes next a field of the entry itself? */
static bool is_top(const struct emitter *e)
{
    return !strchr(e->path.s, '.');
}

/* Gives the length to go back to with strbuf_truncate. */
static size_t enter(struct emitter *e, const char *name)
{
    size_t before = e->path.len;
    strbuf_printf(&e->path, ".%s", name);
    return before;
}

/* ---- lines ---- */

static void begin_line(struct emitter *e)
{
    int indent = e->indent - (e->dash ? 2 : 0);
    if (e->off == LIVE) {
        strbuf_fill(e->out, ' ', (size_t)indent);
    } else {
        strbuf_fill(e->out, ' ', (size_t)e->off);
        strbuf_puts(e->out, "# ");
        strbuf_fill(e->out, ' ', (size_t)(indent - e->off));
    }
    strbuf_puts(e->out, e->dash ? "- " : "");
    e->dash = false;
}

/* "  # HELP。HINT" as far as there are any. */
static void end_line(struct emitter *e, const char *help, const char *hint)
{
    if (*help || *hint)
        strbuf_printf(e->out, "  # %s%s%s", help, *help && *hint ? "。" : "", hint);
    strbuf_putc(e->out, '\n');
}

/* The desks there are, above the line that names one. */
static void list_desks(const struct emitter *e)
{
    const struct desks *d = &e->s->k->town.desks;
    struct strbuf all;
    strbuf_init(&all);
    strbuf_puts(&all, "窓口：");
    for (size_t i = 0; i < d->n; i++)
        strbuf_printf(&all, "%s%s（%s）", i ? " " : "", d->v[i].id.s, d->v[i].name.s);
    if (d->n)
        text_wrap(e->out, all.s, all.len, 90, "# ", "# ", 1);
    strbuf_done(&all);
}

/* How the value is written, where the help does not say. */
static void hint_for(const struct emitter *e, const struct field *f, struct strbuf *out)
{
    const struct date *day = &e->s->today;
    switch (f->type) {
    case F_KANA:
        strbuf_puts(out, "ひらがなで");
        break;
    case F_DATE:
        strbuf_printf(out, "%04d-%02d-%02d の形で", day->year, day->month, day->day);
        break;
    case F_DURATION:
        strbuf_puts(out, "14 days、3 months の形で");
        break;
    case F_INT:
        strbuf_puts(out, "半角の数字で");
        break;
    case F_WHEN:
        strbuf_puts(out, "「質問 == 答え」の形で");
        break;
    case F_ENUM:
    case F_BOOL:
        strbuf_puts(out, "書けるもの：");
        for (int i = 0; f->names[i]; i++)
            strbuf_printf(out, "%s%s", i ? " " : "", f->names[i]);
        break;
    default:
        break;
    }
}

/* ---- values ---- */

static bool ref_ok(const struct emitter *e, const struct field *f, const char *value)
{
    return f->ref != REF_DOCUMENT || knowledge_document(e->s->k, value);
}

static void put_sample(struct emitter *e, const char *value)
{
    for (; *value; value++) {
        if (*value == '@')
            strbuf_puts(e->out, e->node.s);
        else if (*value == '$')
            strbuf_puts(e->out, e->s->id);
        else
            strbuf_putc(e->out, *value);
    }
}

/* True when what is put is a placeholder, which says what the help does. */
static bool put_value(struct emitter *e, const struct field *f, const char *sample)
{
    if (strcmp(f->name, "id") == 0 && f->ref == REF_NONE)
        return strbuf_puts(e->out, e->s->id), false;
    if (strcmp(f->name, "field") == 0 && e->s->field)
        return strbuf_puts(e->out, e->s->field), false;
    if (sample && *sample && ref_ok(e, f, sample))
        return put_sample(e, sample), false;
    if (f->type == F_ENUM || f->type == F_BOOL)
        return strbuf_puts(e->out, f->names[0]), false;
    unwritten_put(e->out, f->help);
    return true;
}

static void put_fields(struct emitter *e, const struct record *r);

static bool is_live(struct emitter *e, const struct field *f)
{
    bool field = is_top(e) && strcmp(f->name, "field") == 0 && e->s->field;
    size_t before = enter(e, f->name);
    bool live = f->flags & FIELD_REQUIRED || sample_for(e) || field;
    strbuf_truncate(&e->path, before);
    return live;
}

static void put_scalar(struct emitter *e, const struct field *f, const char *sample)
{
    struct strbuf hint;
    strbuf_init(&hint);
    hint_for(e, f, &hint);
    if (f->ref == REF_DESK)
        list_desks(e);
    begin_line(e);
    strbuf_printf(e->out, "%s: ", f->name);
    bool placeholder = put_value(e, f, sample);
    bool own = strcmp(f->name, "id") == 0 && f->ref == REF_NONE;
    bool plain = placeholder || e->off == LIVE; /* the line says enough */
    end_line(e, plain && !own ? "" : f->help, placeholder || e->off != LIVE ? hint.s : "");
    strbuf_done(&hint);
}

static void put_texts(struct emitter *e, const struct field *f)
{
    begin_line(e);
    strbuf_printf(e->out, "%s:", f->name);
    end_line(e, f->help, "");
    e->indent += 2;
    begin_line(e);
    strbuf_puts(e->out, "- ");
    unwritten_put(e->out, f->help);
    strbuf_putc(e->out, '\n');
    e->indent -= 2;
}

static void put_list(struct emitter *e, const struct field *f, const char *sample)
{
    int n = sample && *sample >= '1' && *sample <= '9' ? *sample - '0' : 1;
    bool more = e->more;
    begin_line(e);
    strbuf_printf(e->out, "%s:", f->name);
    end_line(e, f->help, "");
    e->indent += 4;
    for (int i = 1; i <= n; i++) {
        char number[2] = {(char)('0' + i), '\0'};
        size_t before = enter(e, number);
        e->dash = true;
        e->more = more || i > 1;
        put_fields(e, f->record);
        strbuf_truncate(&e->path, before);
    }
    e->indent -= 4;
    e->more = more;
}

/* KEY: and what belongs to it; in one line where that is one value. */
static void put_keyed(struct emitter *e, const struct record *r, const char *key, size_t n)
{
    begin_line(e);
    size_t before = e->out->len;
    strbuf_add(e->out, key, n);
    if (n == 1 && *key == '@') {
        strbuf_truncate(e->out, before);
        strbuf_puts(e->out, e->node.s);
    }
    if (n == 0)
        unwritten_put(e->out, "id");
    if (r->nfields == 2 && r->shorthand) {
        strbuf_puts(e->out, ": ");
        unwritten_put(e->out, r->fields[1].help);
        strbuf_putc(e->out, '\n');
        return;
    }
    strbuf_puts(e->out, ":\n");
    e->indent += 2;
    put_fields(e, r);
    e->indent -= 2;
}

static void put_map(struct emitter *e, const struct field *f, const char *sample)
{
    begin_line(e);
    strbuf_printf(e->out, "%s:", f->name);
    end_line(e, f->help, "");
    e->indent += 2;
    if (!sample || !*sample)
        put_keyed(e, f->record, "", 0);
    bool more = e->more;
    for (const char *p = sample ? sample : ""; *p; e->more = true) {
        size_t n = strcspn(p, " ");
        put_keyed(e, f->record, p, n);
        p += n + (p[n] == ' ');
    }
    e->more = more;
    e->indent -= 2;
}

static void put_field(struct emitter *e, const struct field *f, bool live)
{
    int off = e->off;
    if (!live && e->off == LIVE)
        e->off = e->indent;
    size_t before = enter(e, f->name);
    const char *sample = sample_for(e);
    switch (f->type) {
    case F_RECORD:
        begin_line(e);
        strbuf_printf(e->out, "%s:", f->name);
        end_line(e, f->help, "");
        e->indent += 2;
        put_fields(e, f->record);
        e->indent -= 2;
        break;
    case F_LIST:
        put_list(e, f, sample);
        break;
    case F_MAP:
        put_map(e, f, sample);
        break;
    case F_STRS:
    case F_IDS:
        put_texts(e, f);
        break;
    default:
        put_scalar(e, f, sample);
        break;
    }
    strbuf_truncate(&e->path, before);
    e->off = off;
}

/* The field that an item of a list begins with: a comment could not hold the dash. */
static size_t first_live(struct emitter *e, const struct record *r)
{
    for (size_t i = 0; i < r->nfields; i++)
        if (!(r->fields[i].flags & FIELD_KEY) && (e->off != LIVE || is_live(e, &r->fields[i])))
            return i;
    for (size_t i = 0; i < r->nfields; i++)
        if (r->shorthand && strcmp(r->fields[i].name, r->shorthand) == 0)
            return i;
    return 0;
}

static void put_fields(struct emitter *e, const struct record *r)
{
    bool dash = e->dash;
    size_t first = dash ? first_live(e, r) : r->nfields;
    if (dash)
        put_field(e, &r->fields[first], true);
    for (size_t i = 0; i < r->nfields; i++) {
        bool live = is_live(e, &r->fields[i]);
        bool shown = live || e->off != LIVE || !e->more;
        if (i != first && shown && !(r->fields[i].flags & FIELD_KEY))
            put_field(e, &r->fields[i], live);
    }
}

/* ---- files ---- */

/* The example's question needs a name that no other question has. */
static void name_node(struct emitter *e)
{
    for (int i = 1; i == 1 || knowledge_question(e->s->k, e->node.s); i++) {
        strbuf_clear(&e->node);
        for (const char *p = e->s->id; *p; p++)
            strbuf_putc(&e->node, *p == '-' ? '_' : *p); /* - takes away, in a condition */
        strbuf_printf(&e->node, "_q%d", i);
    }
}

static void emitter_init(struct emitter *e, const struct skeleton *s, const char *kind,
                         struct strbuf *out)
{
    *e = (struct emitter){.s = s, .out = out, .off = LIVE};
    strbuf_init(&e->path);
    strbuf_init(&e->node);
    strbuf_puts(&e->path, kind);
    name_node(e);
}

static void emitter_done(struct emitter *e)
{
    strbuf_done(&e->path);
    strbuf_done(&e->node);
}

static void put_head(struct strbuf *out, const char *place, const char *name)
{
    filekind_modeline(out, place);
    strbuf_printf(out,
                  "# %s。「（ここに書く：…）」の所を、すべて書きかえます。\n"
                  "# 「# 名前:」で始まる行は、要るときだけ「# 」を消して書きます。\n",
                  name);
}

void skeleton_item(const struct skeleton *s, enum entry_kind kind, struct strbuf *out)
{
    struct emitter e;
    emitter_init(&e, s, entry_kind_name(kind), out);
    put_keyed(&e, &record_entry[kind], s->id, strlen(s->id));
    emitter_done(&e);
}

void skeleton_file(const struct skeleton *s, enum entry_kind kind, const char *place,
                   struct strbuf *out)
{
    const struct record *r = &record_entry[kind];
    put_head(out, place, r->name);
    if (r->fields[0].flags & FIELD_KEY) {
        skeleton_item(s, kind, out);
        return;
    }
    struct emitter e;
    emitter_init(&e, s, entry_kind_name(kind), out);
    put_fields(&e, r);
    emitter_done(&e);
}

void skeleton_cases(const struct skeleton *s, const char *place, struct strbuf *out)
{
    struct emitter e;
    put_head(out, place, record_case_file.name);
    emitter_init(&e, s, "case", out);
    put_fields(&e, &record_case_file);
    emitter_done(&e);
}
