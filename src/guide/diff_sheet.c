/* What stands on an entry's sheet, and the words it is found by: compared without a walk. */
#include "base/xalloc.h"
#include "guide/diff_shared.h"
#include "guide/walk.h"
#include <string.h>

static bool is_off_sheet(const struct field *f)
{
    return f->ref == REF_FEE || is_among(f->name, looked_at_fields) ||
           is_among(f->name, word_fields) || strcmp(f->name, "id") == 0;
}

static bool is_off_walked_sheet(const struct field *f)
{
    return is_off_sheet(f) || is_among(f->name, walked_fields);
}

/* Of a node: where it leads is walked. */
static bool is_no_question(const struct field *f)
{
    static const char *const names[] = {"use", "next", "go", "stop", "branch", "unknown", NULL};
    return is_among(f->name, names) || is_among(f->name, word_fields);
}

static void add_difference(struct differences *d, const char *place, const char *before,
                           const char *after)
{
    static const struct field text = {.name = "text", .type = F_TEXT};
    d->v = xreallocarray(d->v, d->n + 1, sizeof *d->v);
    d->v[d->n++] = (struct difference){&text, place, before, after};
    d->cap = d->n;
}

static const struct node *find_node(const struct tree *t, const struct question *q)
{
    for (size_t i = 0; i < t->nodes.n; i++)
        if (t->nodes.v[i].question && same_question(t->nodes.v[i].question, q))
            return &t->nodes.v[i];
    return NULL;
}

struct place { /* what is added to a list from here on */
    struct differences *list;
    size_t first;
};

static void put_below(const struct place *p, const struct question *q)
{
    for (size_t i = p->first; i < p->list->n; i++)
        p->list->v[i].place =
            arena_printf(p->list->arena, "質問「%s」、%s", question_name(q), p->list->v[i].place);
}

/* The questions of its own tree: how they are asked, what can be answered. */
static void compare_questions(const struct entry *const entry[2], struct differences *fields,
                              struct differences *words)
{
    const struct field *tree = record_field(&record_entry[entry[1]->kind], "tree");
    if (!tree)
        return;
    const struct record *node = record_field(tree->record, "nodes")->record;
    const struct tree *a = &entry[0]->tree, *b = &entry[1]->tree;
    for (size_t i = 0; i < b->nodes.n; i++) {
        const struct node *n = &b->nodes.v[i];
        const struct node *old = find_node(a, n->question);
        if (!old || old->use.len || n->use.len)
            continue;
        struct place fields_from = {fields, fields->n}, words_from = {words, words->n};
        record_differences(node, old, n, is_no_question, fields);
        record_differences(node, old, n, is_no_word, words);
        diff_drop_elements(words);
        put_below(&fields_from, n->question);
        put_below(&words_from, n->question);
    }
}

/* For whom something is, in words, where that alone was rewritten. */
static void compare_who(const struct entry *const entry[2], struct differences *fields)
{
    const struct document_refs *a = &entry[0]->documents, *b = &entry[1]->documents;
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n; j++)
            if (str_is(&a->v[i].id, b->v[j].id.s) &&
                str_is(&a->v[i].when.text, b->v[j].when.text.s) &&
                !str_is(&a->v[i].who, b->v[j].who.s))
                add_difference(
                    fields,
                    arena_printf(fields->arena, "持ち物「%s」が要る人",
                                 b->v[j].document ? b->v[j].document->name.s : b->v[j].id.s),
                    a->v[i].who.s, b->v[j].who.s);
    const struct notes *lists[2][2] = {{&entry[0]->notes, &entry[1]->notes},
                                       {&entry[0]->again, &entry[1]->again}};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k][0]->n; i++)
            for (size_t j = 0; j < lists[k][1]->n; j++) {
                const struct note *x = &lists[k][0]->v[i], *y = &lists[k][1]->v[j];
                if (str_is(&x->text, y->text.s) && str_is(&x->when.text, y->when.text.s) &&
                    !str_is(&x->who, y->who.s))
                    add_difference(fields, k ? "もう一度来る人" : "注意が当てはまる人", x->who.s,
                                   y->who.s);
            }
}

/* How an event takes its procedures: walked or not, with answers that are settled. */
static bool is_no_taking(const struct field *f)
{
    return f->type == F_WHEN;
}

static void compare_taking(const struct entry *const entry[2], struct differences *fields)
{
    const struct field *f = record_field(&record_entry[entry[1]->kind], "procedures");
    const struct entry_refs *a = &entry[0]->procedures, *b = &entry[1]->procedures;
    for (size_t i = 0; i < a->n && f; i++)
        for (size_t j = 0; j < b->n; j++) {
            if (!str_is(&a->v[i].id, b->v[j].id.s) ||
                !str_is(&a->v[i].when.text, b->v[j].when.text.s))
                continue;
            size_t first = fields->n;
            record_differences(f->record, &a->v[i], &b->v[j], is_no_taking, fields);
            for (size_t k = first; k < fields->n; k++)
                fields->v[k].place = arena_printf(fields->arena, "手続き「%s」、%s", b->v[j].id.s,
                                                  fields->v[k].place);
        }
}

void diff_sheets(struct diff_entry *e)
{
    const struct entry *const *entry = e->entry;
    const struct record *r = &record_entry[entry[1]->kind];
    bool walked = is_walked_kind(entry[1]);
    size_t first;

    record_differences(r, entry[0], entry[1], walked ? is_off_walked_sheet : is_off_sheet,
                       &e->fields);
    for (size_t i = first = 0; i < e->fields.n; i++) /* built files have readings of their own */
        if (e->fields.v[i].field->type != F_KANA || (e->fields.v[i].before && e->fields.v[i].after))
            e->fields.v[first++] = e->fields.v[i];
    e->fields.n = first;
    struct record says = *r;
    const struct field *f = record_field(r, "says");
    if (f) {
        says.fields = f;
        says.nfields = 1;
        record_differences(&says, entry[0], entry[1], NULL, &e->words);
    }
    if (walked) {
        compare_questions(entry, &e->fields, &e->words);
        compare_who(entry, &e->fields);
        compare_taking(entry, &e->fields);
    }
}
