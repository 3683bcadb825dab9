/* Why an item is in a checklist: where one answer alone is the reason, another answer takes the
 * item out. Tried on every tree and event that is shipped, with answers at random. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide/guide.h"
#include "knowledge/loader.h"
#include <string.h>

enum { TRIES = 40 };

static const struct date today = {2026, 11, 20};
static uint32_t seed = 20261120;

static unsigned roll(unsigned n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static void answer_at_random(struct facts *f, const struct question *q)
{
    struct fact fact = {.question = q};

    if (q->kind == Q_DATE)
        fact.date = date_add_days(today, -(long)roll(40));
    else if (q->kind == Q_NUMBER)
        fact.number = q->min + (long)roll(5);
    else
        fact.answers = UINT64_C(1) << roll((unsigned)q->answers.n);
    facts_put(f, &fact);
}

static void walk(const struct guide *g, struct facts *f)
{
    struct guide_step step;

    for (guide_next(g, f, &step); step.question; guide_next(g, f, &step))
        answer_at_random(f, step.question);
}

static bool is_cause(const struct reasons *why, const struct question *q)
{
    for (size_t i = 0; i < why->n; i++)
        if (why->v[i]->question == q)
            return true;
    return false;
}

static bool same_entries(const struct entry_list *a, const struct entry_list *b)
{
    return a->n == b->n && (a->n == 0 || memcmp(a->v, b->v, a->n * sizeof *a->v) == 0);
}

/* Is it required for the same procedures whatever q's answer is? Where the new answer is itself the
 * reason, it is not. */
static bool requires(const struct checklist *c, const struct item_document *d,
                     const struct question *q)
{
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *item = &c->documents.v[i];
        if (item->document == d->document && same_entries(&item->procedures, &d->procedures))
            return item->state == ITEM_REQUIRED && !is_cause(&item->why, q);
    }
    return false;
}

static bool tells(const struct checklist *c, const struct item_note *note, const struct question *q)
{
    for (size_t i = 0; i < c->notes.n; i++)
        if (c->notes.v[i].entry == note->entry && strcmp(c->notes.v[i].text.s, note->text.s) == 0)
            return c->notes.v[i].state == ITEM_REQUIRED && !is_cause(&c->notes.v[i].why, q);
    return c->stop && strcmp(c->stop, note->text.s) == 0;
}

/* Is there another answer to why's question with which it is gone? */
static bool goes_away(const struct guide *g, const struct facts *f, const struct fact *why,
                      const struct item_document *d, const struct item_note *note)
{
    bool gone = false;

    for (size_t a = 0; a < why->question->answers.n && !gone; a++) {
        struct fact other = {.question = why->question, .answers = UINT64_C(1) << a};
        struct facts changed;

        if (other.answers == why->answers)
            continue;
        facts_init(&changed);
        facts_copy(&changed, f);
        facts_put(&changed, &other);
        struct checklist *c = guide_checklist(g, &changed);
        gone = d ? !requires(c, d, why->question) : !tells(c, note, why->question);
        checklist_free(c);
        facts_done(&changed);
    }
    return gone;
}

/* Conditions on dates and numbers may hold for any other day, too. */
static bool is_sole(const struct reasons *why)
{
    return why->n == 1 && why->v[0]->question->answers.n > 0;
}

static size_t check_walk(const struct guide *g, const struct facts *f)
{
    struct checklist *c = guide_checklist(g, f);
    size_t checked = 0;

    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *item = &c->documents.v[i];
        if (item->state != ITEM_REQUIRED || !is_sole(&item->why))
            continue;
        if (!goes_away(g, f, item->why.v[0], item, NULL))
            fail_msg("%s: %s, because of %s", g->entry->id.s, item->document->id.s,
                     item->why.v[0]->question->id.s);
        checked++;
    }
    for (size_t i = 0; i < c->notes.n; i++) {
        const struct item_note *item = &c->notes.v[i];
        if (item->state != ITEM_REQUIRED || !is_sole(&item->why))
            continue;
        if (!goes_away(g, f, item->why.v[0], NULL, item))
            fail_msg("%s: %s, because of %s", g->entry->id.s, item->text.s,
                     item->why.v[0]->question->id.s);
        checked++;
    }
    checklist_free(c);
    return checked;
}

static void a_sole_cause_decides(void **state)
{
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    size_t checked = 0;

    (void)state;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load("knowledge", "dict", &sources, &diags, &err);
    assert_non_null(k);
    assert_int_equal(diags.errors, 0);
    for (size_t i = 0; i < k->entries.n; i++) {
        struct guide g = {k, &k->entries.v[i], today};
        if (g.entry->kind != ENTRY_PROCEDURE && g.entry->kind != ENTRY_EVENT)
            continue;
        for (int t = 0; t < TRIES; t++) {
            struct facts f;

            facts_init(&f);
            walk(&g, &f);
            checked += check_walk(&g, &f);
            facts_done(&f);
        }
    }
    assert_true(checked > 1000);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_sole_cause_decides)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
