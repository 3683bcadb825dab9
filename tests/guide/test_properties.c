/* What must hold for any answers to any tree: tried at random on made-up towns, and on every tree
 * and event that is shipped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare.h"
#include "random_town.h"
#include <stdlib.h>

enum { TOWNS = 150, TRIES = 12, AUTHORED = 10000 };

static unsigned town = AUTHORED; /* which of them is being tried, for messages */

/* ---- answers at random ---- */

static void random_answer(struct dice *d, struct facts *f, const struct question *q, bool unknown)
{
    struct fact fact = {.question = q, .unknown = unknown};
    size_t n = q->answers.n;

    if (q->kind == Q_DATE)
        fact.date = date_add_days(sample_today, (long)roll(d, 60) - 40);
    else if (q->kind == Q_NUMBER)
        fact.number =
            q->min + (long)roll(d, (unsigned)((q->max > q->min ? q->max - q->min : 90) + 1));
    else
        fact.answers = UINT64_C(1) << roll(d, (unsigned)n);
    if (q->kind == Q_MULTI && roll(d, 2) == 0) {
        fact.answers |= UINT64_C(1) << roll(d, (unsigned)n);
        int none = q->none.len > 0 ? question_answer(q, q->none.s) : -1;
        uint64_t bit = none < 0 ? 0 : UINT64_C(1) << none;
        if ((fact.answers & bit) && fact.answers != bit)
            fact.answers &= ~bit;
    }
    if (unknown)
        fact = (struct fact){.question = q, .unknown = true};
    facts_put(f, &fact);
}

/* Walks to the end, one in `one_in` answers わからない (0: none of them). */
static void random_walk(struct dice *d, const struct guide *g, struct facts *f, unsigned one_in,
                        size_t most)
{
    struct guide_step step;
    size_t left = SIZE_MAX;

    for (guide_next(g, f, &step); step.question && most-- > 0; guide_next(g, f, &step)) {
        assert_null(facts_get(f, step.question->id.s));
        assert_true(step.left >= 1 && step.left < left);
        left = step.left;
        random_answer(d, f, step.question, one_in != 0 && roll(d, one_in) == 0);
    }
}

static bool tree_can_stop(const struct entry *e)
{
    for (size_t i = 0; i < e->tree.nodes.n; i++) {
        const struct node *n = &e->tree.nodes.v[i];
        bool stops = n->to.stop.len > 0 || n->unknown.stop.len > 0;
        for (size_t j = 0; j < n->question->answers.n; j++)
            stops = stops || n->question->answers.v[j].to.stop.len > 0;
        for (size_t j = 0; j < n->branch.n; j++)
            stops = stops || n->branch.v[j].to.stop.len > 0;
        if (stops)
            return true;
    }
    return false;
}

static void fail_with(const struct guide *g, const struct facts *f, const struct question *q,
                      const char *what)
{
    struct strbuf b;

    strbuf_init(&b);
    strbuf_printf(&b, "town %u: %s", town, g->entry->id.s);
    for (size_t i = 0; i < f->n; i++) {
        strbuf_printf(&b, " %s=", f->v[i].question->id.s);
        fact_id(&f->v[i], &b);
    }
    fail_msg("%s, for %s: %s", b.s, q ? q->id.s : "-", what);
}

static char *dumped(const struct guide *g, const struct facts *f)
{
    struct checklist *c = guide_checklist(g, f);
    struct strbuf b;

    strbuf_init(&b);
    dump_checklist(&b, c);
    checklist_free(c);
    return b.s; /* free it */
}

/* ---- the properties ---- */

/* わからない, and no answer at all, contain what any answer amounts to. */
static void contains_the_union(struct dice *d, const struct guide *g, const struct facts *f,
                               bool stops)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct question *q = f->v[i].question;
        size_t values =
            q->kind == Q_DATE || q->kind == Q_NUMBER || q->kind == Q_MULTI ? 4 : q->answers.n;
        struct checklist *unknown, *open;
        struct facts with;

        facts_init(&with);
        facts_copy(&with, f);
        random_answer(d, &with, q, true);
        unknown = guide_checklist(g, &with);
        facts_unset(&with, q->id.s);
        open = guide_checklist(g, &with);
        for (size_t v = 0; v < values; v++) {
            struct checklist *c;
            const char *what;

            random_answer(d, &with, q, false);
            if (q->kind == Q_SINGLE || q->kind == Q_YESNO)
                facts_put(&with, &(struct fact){.question = q, .answers = UINT64_C(1) << v});
            c = guide_checklist(g, &with);
            what = missing(unknown, c);
            if (!what)
                what = missing(open, c);
            if (!what)
                what = fewer_visits(unknown, c);
            if (!what)
                what = fewer_visits(open, c);
            if (!what && !stops)
                what = not_certain(unknown, c);
            if (what)
                fail_with(g, &with, q, what);
            checklist_free(c);
        }
        checklist_free(unknown);
        checklist_free(open);
        facts_done(&with);
    }
}

/* Changing an answer and changing it back leaves no trace, and neither does the order of answers.
 */
static void comes_back(struct dice *d, const struct guide *g, const struct facts *f)
{
    char *before = dumped(g, f), *after;
    struct facts with, turned;

    facts_init(&with);
    facts_init(&turned);
    facts_copy(&with, f);
    for (size_t i = 0; i < f->n; i++) {
        random_answer(d, &with, f->v[i].question, roll(d, 3) == 0);
        free(dumped(g, &with));
        facts_put(&with, &f->v[i]);
    }
    after = dumped(g, &with);
    assert_string_equal(after, before);
    free(after);
    for (size_t i = f->n; i-- > 0;)
        facts_put(&turned, &f->v[i]);
    after = dumped(g, &turned);
    assert_string_equal(after, before);
    free(after);
    free(before);
    facts_done(&with);
    facts_done(&turned);
}

/* Answers that do not apply are as if they had not been given. */
static void ignores_the_rest(const struct guide *g, const struct facts *f)
{
    char *all = dumped(g, f), *those;
    struct guide_path path;
    struct facts only;

    facts_init(&only);
    guide_path(g, f, &path);
    for (size_t i = 0; i < path.n; i++)
        facts_put(&only, path.v[i]);
    those = dumped(g, &only);
    assert_string_equal(those, all);
    free(all);
    free(those);
    guide_path_done(&path);
    facts_done(&only);
}

struct reads {
    const struct guide *g;
    const struct entry *of;             /* whose condition it is */
    const struct entry *procedures[64]; /* that the walk can come to */
    size_t n;
    bool askable; /* one of the questions that are read could be asked at all */
};

static void add_procedure(struct reads *r, const struct entry *e);

static void add_target(struct reads *r, const struct target *t)
{
    if (t->go.len > 0)
        add_procedure(r, knowledge_entry(r->g->knowledge, t->go.s));
}

static void add_procedure(struct reads *r, const struct entry *e)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->procedures[i] == e)
            return;
    r->procedures[r->n++] = e;
    for (size_t i = 0; i < e->tree.nodes.n; i++) {
        const struct node *n = &e->tree.nodes.v[i];
        add_target(r, &n->to);
        add_target(r, &n->unknown);
        for (size_t j = 0; j < n->branch.n; j++)
            add_target(r, &n->branch.v[j].to);
        for (size_t j = 0; j < n->own.answers.n; j++)
            add_target(r, &n->own.answers.v[j].to);
    }
}

static void see_read(void *ctx, const struct question *q)
{
    struct reads *r = ctx;

    for (size_t i = 0; i < r->g->entry->procedures.n; i++) {
        const struct entry_ref *ref = &r->g->entry->procedures.v[i];
        for (size_t j = 0; ref->loaded == r->of && j < ref->with.n; j++)
            if (str_is(&q->id, ref->with.v[j].question.s))
                return; /* given by the event, not answered */
    }
    for (size_t i = 0; i < r->g->entry->questions.n; i++)
        r->askable = r->askable || r->g->entry->questions.v[i].question == q;
    for (size_t p = 0; p < r->n; p++)
        for (size_t i = 0; i < r->procedures[p]->tree.nodes.n; i++)
            r->askable = r->askable || r->procedures[p]->tree.nodes.v[i].question == q;
}

static void check_reasons(const struct checklist *c, const struct reasons *why)
{
    for (size_t i = 0; i < why->n; i++) {
        assert_true(why->v[i] >= c->facts.v && why->v[i] < c->facts.v + c->facts.n);
        assert_true(i == 0 || why->v[i - 1] < why->v[i]);
    }
}

/* Is it listed somewhere without a condition, or under one that no answer here could change? */
static bool is_free(const struct reads *reads, const struct entry *e, const struct document *d)
{
    for (size_t j = 0; j < e->documents.n; j++) {
        struct reads r = *reads;
        r.of = e;
        if (e->documents.v[j].document != d)
            continue;
        cond_questions(e->documents.v[j].when.cond, see_read, &r);
        if (!r.askable)
            return true;
    }
    return false;
}

/* Is everything that the conditions read asked in this walk? A procedure of an event that is not
 * walked stays uncertain because nobody asked. */
static bool all_is_asked(const struct guide *g)
{
    for (size_t i = 0; i < g->entry->procedures.n; i++) {
        const struct entry_ref *ref = &g->entry->procedures.v[i];
        if (!ref->walk && ref->loaded->tree.nodes.n > 0)
            return false;
    }
    return true;
}

static const struct when *again_when(const struct item_note *item)
{
    for (size_t i = 0; i < item->entry->again.n; i++)
        if (str_is(&item->entry->again.v[i].text, item->text.s))
            return &item->entry->again.v[i].when;
    fail_msg("%s: not of %s", item->text.s, item->entry->id.s);
    return NULL;
}

/* After a walk to its end a second visit says why, unless no answer could change it. */
static void says_why_twice(const struct guide *g, const struct facts *f, const struct checklist *c,
                           const struct reads *reads)
{
    for (size_t i = 0; i < c->again.n; i++) {
        const struct item_note *item = &c->again.v[i];
        struct reads r = *reads;

        r.of = item->entry;
        check_reasons(c, &item->why);
        cond_questions(again_when(item)->cond, see_read, &r);
        if (item->why.n == 0 && r.askable &&
            (all_is_asked(g) || (item->state == ITEM_REQUIRED && town == AUTHORED)))
            fail_with(g, f, NULL, item->text.s);
    }
}

/* Every procedure once; desks in walking order, then what is outside; by due date in each place. */
static void walks_in_order(const struct checklist *c)
{
    struct route r;
    size_t n = 0;

    route_init(&r, c);
    for (size_t i = 0; i < r.n; i++) {
        const struct route_place *p = &r.v[i];

        n += p->n;
        assert_true(p->n > 0);
        assert_int_equal(p->desk != NULL, i < r.ndesks);
        assert_true(i == 0 || i >= r.ndesks || r.v[i - 1].desk->order <= p->desk->order);
        for (size_t j = 0; j < i; j++)
            assert_false(p->desk ? r.v[j].desk == p->desk
                                 : !r.v[j].desk &&
                                       str_is(&r.v[j].v[0]->entry->place, p->v[0]->entry->place.s));
        for (size_t j = 0; j < p->n; j++) {
            assert_ptr_equal(p->v[j]->desk, p->desk);
            assert_true(j == 0 || p->v[j - 1] < p->v[j]);
        }
    }
    assert_int_equal(n, c->procedures.n);
    route_done(&r);
}

/* After a walk to its end each document says why, unless it is there without a condition. */
static void says_why(const struct guide *g, const struct facts *f)
{
    struct checklist *c = guide_checklist(g, f);
    struct reads reads = {.g = g};

    add_procedure(&reads, g->entry);
    for (size_t i = 0; i < g->entry->procedures.n; i++)
        add_procedure(&reads, g->entry->procedures.v[i].loaded);
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *item = &c->documents.v[i];
        /* conditions made at random can be true whatever is answered */
        bool excused = is_free(&reads, g->entry, item->document) ||
                       (!all_is_asked(g) && (item->state == ITEM_ASK || town != AUTHORED));

        check_reasons(c, &item->why);
        for (size_t p = 0; p < item->procedures.n; p++)
            excused = excused || is_free(&reads, item->procedures.v[p], item->document);
        if (item->why.n == 0 && !excused)
            fail_with(g, f, NULL, item->document->id.s);
    }
    for (size_t i = 0; i < c->procedures.n; i++)
        check_reasons(c, &c->procedures.v[i].why);
    for (size_t i = 0; i < c->notes.n; i++)
        check_reasons(c, &c->notes.v[i].why);
    says_why_twice(g, f, c, &reads);
    walks_in_order(c);
    checklist_free(c);
}

static bool can_stop(const struct guide *g)
{
    for (size_t i = 0; i < g->knowledge->entries.n; i++)
        if (tree_can_stop(&g->knowledge->entries.v[i]))
            return true;
    return false;
}

static void check_all(struct dice *d, const struct guide *g, size_t tries)
{
    bool stops = can_stop(g);

    for (size_t i = 0; i < tries; i++) {
        struct facts f;
        bool whole = roll(d, 3) > 0;

        facts_init(&f);
        random_walk(d, g, &f, i % 2 == 0 ? 4 : 0, whole ? 1000 : roll(d, 5));
        if (whole)
            says_why(g, &f);
        /* and answers to other questions, given before their turn or left from another way */
        for (size_t j = 0; j < g->knowledge->questions.n && roll(d, 2) == 0; j++) {
            const struct question *q =
                &g->knowledge->questions.v[roll(d, (unsigned)g->knowledge->questions.n)];
            if (q->kind != Q_DERIVED)
                random_answer(d, &f, q, roll(d, 3) == 0);
        }
        contains_the_union(d, g, &f, stops);
        comes_back(d, g, &f);
        ignores_the_rest(g, &f);
        facts_done(&f);
    }
}

static void made_up_towns(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < TOWNS; seed++) {
        struct dice d = {seed + 1};
        struct sample s;

        town = seed;
        random_town_open(&s, seed);
        for (size_t i = 0; i < s.k->entries.n; i++) {
            struct guide g = {s.k, &s.k->entries.v[i], sample_today};
            check_all(&d, &g, TRIES);
        }
        sample_close(&s);
    }
}

static void sample_town_too(void **state)
{
    struct dice d = {7};
    struct sample s;

    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    for (size_t i = 0; i < s.k->entries.n; i++) {
        struct guide g = {s.k, &s.k->entries.v[i], sample_today};
        check_all(&d, &g, 60);
    }
    sample_close(&s);
}

static void shipped_knowledge(void **state)
{
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    struct knowledge *k;
    struct dice d = {42};
    size_t walked = 0;

    (void)state;
    town = AUTHORED;
    sources_init(&sources);
    diags_init(&diags, &sources);
    k = knowledge_load("knowledge", "dict", &sources, &diags, &err);
    assert_non_null(k);
    assert_int_equal(diags.errors, 0);
    for (size_t i = 0; i < k->entries.n; i++) {
        struct guide g = {k, &k->entries.v[i], sample_today};
        if (g.entry->kind != ENTRY_PROCEDURE && g.entry->kind != ENTRY_EVENT)
            continue;
        check_all(&d, &g, g.entry->kind == ENTRY_EVENT ? 30 : 8);
        walked++;
    }
    assert_true(walked > 0);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_town_too),
        cmocka_unit_test(made_up_towns),
        cmocka_unit_test(shipped_knowledge),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
