#include "knowledge/period.h"
#include "knowledge/unwritten.h"
#include "knowledge/validate.h"
#include <string.h>

/* One item of a list of ids, the condition it stands under and the days on which it does. */
struct listed {
    const struct str *id;
    const struct when *when; /* NULL: it has none */
    struct period in;
};

/* The same thing may stand in a list under two conditions, or at two times; under one of them, or
 * under none, the second is a mistake. */
static bool is_again(const struct listed *a, const struct listed *b)
{
    if (strcmp(a->id->s, b->id->s) != 0)
        return false;
    struct period both;
    if (!period_meet(&a->in, &b->in, &both))
        return false;
    bool always = !a->when || !b->when || !a->when->text.len || !b->when->text.len;
    return always || strcmp(a->when->text.s, b->when->text.s) == 0;
}

/* get(list, i): the item at i. */
static void check_list(const void *list, size_t n, struct listed (*get)(const void *list, size_t i),
                       const char *what, struct diags *d)
{
    for (size_t i = 1; i < n; i++) {
        struct listed item = get(list, i);
        for (size_t j = 0; j < i; j++) {
            struct listed before = get(list, j);
            if (item.id->len && !unwritten_find(item.id->s, item.id->len, NULL, NULL) &&
                is_again(&before, &item)) {
                diags_add(d, DIAG_ERROR, item.id->at, "%s「%s」が2度あります", what, item.id->s);
                break;
            }
        }
    }
}

static struct listed next_at(const void *list, size_t i)
{
    return (struct listed){.id = &((const struct strs *)list)->v[i]};
}

static struct listed document_at(const void *list, size_t i)
{
    const struct document_ref *r = &((const struct document_refs *)list)->v[i];
    return (struct listed){&r->id, &r->when, r->in};
}

static struct listed procedure_at(const void *list, size_t i)
{
    const struct entry_ref *r = &((const struct entry_refs *)list)->v[i];
    return (struct listed){.id = &r->id, .when = &r->when};
}

static struct listed question_at(const void *list, size_t i)
{
    return (struct listed){.id = &((const struct question_refs *)list)->v[i].id};
}

void validate_lists(const struct entry *e, struct diags *d)
{
    check_list(&e->next, e->next.n, next_at, "次の手続き（next）に", d);
    check_list(&e->documents, e->documents.n, document_at, "書類", d);
    check_list(&e->procedures, e->procedures.n, procedure_at, "手続き", d);
    check_list(&e->questions, e->questions.n, question_at, "質問", d);
    for (size_t i = 0; i < e->next.n; i++)
        if (strcmp(e->next.v[i].s, e->id.s) == 0)
            diags_add(d, DIAG_ERROR, e->next.v[i].at, "「%s」の next が自分自身を指しています",
                      e->id.s);
}
