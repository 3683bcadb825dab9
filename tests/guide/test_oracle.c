/* The checklist of a walk in which everything was answered, against a second, naive reading of the
 * rules: follow the answers one by one, then ask every condition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "random_town.h"

enum { TOWNS = 200, TRIES = 15 };

struct naive_part {
    const struct entry *start, *end; /* end NULL: it stops */
    const char *stop;
    const struct entry_ref *ref;
    const struct question *path[128];
    size_t n;
    bool circle; /* it was sent back to where it had been */
};

struct naive {
    const struct guide *g;
    const struct facts *f;
    const struct question *event[16]; /* asked by the event */
    size_t nevent;
    struct naive_part parts[16];
    size_t nparts;
};

struct naive_place {
    const struct naive *n;
    const struct naive_part *part;
};

static const char *given(const struct naive_part *p, const struct question *q)
{
    for (size_t i = 0; p && p->ref && i < p->ref->with.n; i++)
        if (str_is(&p->ref->with.v[i].question, q->id.s))
            return p->ref->with.v[i].answer.s;
    return NULL;
}

static bool on_path(const struct naive_part *p, const struct question *q)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->path[i] == q)
            return true;
    return false;
}

static bool in_tree(const struct entry *e, const struct question *q)
{
    for (size_t i = 0; e && i < e->tree.nodes.n; i++)
        if (e->tree.nodes.v[i].question == q)
            return true;
    return false;
}

static struct fact read_given(const struct question *q, const char *answer)
{
    struct facts f;
    struct fact fact;

    facts_init(&f);
    assert_true(facts_set(&f, q, answer, sample_today, NULL));
    fact = f.v[0];
    facts_done(&f);
    return fact;
}

static struct possible value_of(const struct fact *f)
{
    struct possible p = {0};

    if (f->question->kind == Q_DATE || f->question->kind == Q_NUMBER) {
        p.has = true;
        p.date = f->date;
        p.number = f->number;
    } else {
        p.answers = f->answers;
        p.chosen = f->question->kind == Q_MULTI ? f->answers : 0;
    }
    return p;
}

static struct possible naive_get(void *ctx, const struct question *q)
{
    const struct naive_place *at = ctx;
    const char *answer = given(at->part, q);
    bool known = false;

    if (answer) {
        struct fact f = read_given(q, answer);
        return value_of(&f);
    }
    if (at->part && on_path(at->part, q))
        known = true;
    else if (at->part && (in_tree(at->part->start, q) || in_tree(at->part->end, q)))
        return POSSIBLE_ABSENT;
    for (size_t i = 0; i < at->n->nevent; i++)
        known = known || at->n->event[i] == q;
    for (size_t i = 0; i < at->n->nparts; i++) {
        const struct naive_part *p = &at->n->parts[i];
        known = known || (p != at->part && p->ref->walk && !given(p, q) && on_path(p, q));
    }
    return known ? value_of(facts_get(at->n->f, q->id.s)) : POSSIBLE_ABSENT;
}

static bool naive_true(const struct naive *n, const struct naive_part *part, const struct when *w)
{
    struct naive_place at = {n, part};
    struct cond_env env = {naive_get, &at, sample_today};
    enum truth t = cond_eval(w->cond, &env);

    assert_true(t != TRUTH_UNKNOWN);
    return t == TRUTH_TRUE;
}

static bool says_something(const struct target *t)
{
    return t->next.len + t->go.len + t->stop.len > 0;
}

static const struct target *naive_target(const struct node *n, const struct fact *f)
{
    for (size_t i = 0; i < n->question->answers.n; i++) {
        const struct answer *a = &n->question->answers.v[i];
        if (!(f->answers >> i & 1))
            continue;
        if (n->use.len == 0 && says_something(&a->to))
            return &a->to;
        for (size_t b = 0; n->use.len > 0 && b < n->branch.n; b++)
            if (strcmp(n->branch.v[b].id.s, a->id.s) == 0)
                return &n->branch.v[b].to;
    }
    return &n->to;
}

static void naive_walk(const struct naive *n, struct naive_part *p)
{
    const struct entry *been[16], *at = p->start;
    const struct node *node = at->tree.nodes.n > 0 ? tree_node(&at->tree, at->tree.start.s) : NULL;
    size_t nbeen = 0;

    been[nbeen++] = at;
    p->end = at;
    while (node) {
        const char *answer = given(p, node->question);
        struct fact f;

        if (answer) {
            f = read_given(node->question, answer);
        } else {
            const struct fact *own = facts_get(n->f, node->question->id.s);
            assert_non_null(own);
            f = *own;
            if (!on_path(p, node->question))
                p->path[p->n++] = node->question;
        }
        const struct target *t = naive_target(node, &f);
        if (t->stop.len > 0) {
            p->end = NULL;
            p->stop = t->stop.s;
            return;
        }
        if (t->go.len > 0) {
            at = p->end = knowledge_entry(n->g->knowledge, t->go.s);
            for (size_t i = 0; i < nbeen; i++)
                p->circle = p->circle || been[i] == at;
            if (p->circle)
                return;
            been[nbeen++] = at;
            node = at->tree.nodes.n > 0 ? tree_node(&at->tree, at->tree.start.s) : NULL;
        } else {
            node = str_is(&t->next, "done") ? NULL : tree_node(&at->tree, t->next.s);
        }
    }
}

static void naive_run(struct naive *n)
{
    const struct entry *e = n->g->entry;

    if (e->kind != ENTRY_EVENT) {
        n->parts[0] = (struct naive_part){.start = e};
        naive_walk(n, &n->parts[0]);
        n->nparts = 1;
        return;
    }
    for (size_t i = 0; i < e->questions.n; i++)
        if (naive_true(n, NULL, &e->questions.v[i].when))
            n->event[n->nevent++] = e->questions.v[i].question;
    for (size_t i = 0; i < e->procedures.n; i++) {
        const struct entry_ref *ref = &e->procedures.v[i];
        if (!naive_true(n, NULL, &ref->when))
            continue;
        n->parts[n->nparts] = (struct naive_part){.start = ref->loaded, .ref = ref};
        naive_walk(n, &n->parts[n->nparts]);
        n->nparts++;
    }
}

static void put_document(struct strbuf *b, const struct naive *n, const struct naive_part *p,
                         const struct entry *e, const struct document *d)
{
    for (size_t i = 0; i < e->documents.n; i++)
        if (e->documents.v[i].document == d && naive_true(n, p, &e->documents.v[i].when))
            strbuf_printf(b, "%s for %s\n", d->id.s, p ? e->id.s : "-");
}

/* Documents with their procedures, in one fixed order, each pair once. */
static void naive_list(struct strbuf *b, const struct naive *n)
{
    const struct knowledge *k = n->g->knowledge;

    if (n->g->entry->kind != ENTRY_EVENT && n->parts[0].stop)
        strbuf_printf(b, "stop %s\n", n->parts[0].stop);
    for (size_t i = 0; i < k->documents.n; i++) {
        if (n->g->entry->kind == ENTRY_EVENT)
            put_document(b, n, NULL, n->g->entry, &k->documents.v[i]);
        for (size_t e = 0; e < k->entries.n; e++) {
            struct strbuf one;
            strbuf_init(&one);
            for (size_t p = 0; p < n->nparts && one.len == 0; p++)
                if (n->parts[p].end == &k->entries.v[e])
                    put_document(&one, n, &n->parts[p], n->parts[p].end, &k->documents.v[i]);
            strbuf_add(b, one.s, strcspn(one.s, "\n") + (one.len > 0));
            strbuf_done(&one);
        }
    }
}

/* Each reason to come twice that holds, once. */
static void naive_again(struct strbuf *b, const struct naive *n)
{
    const struct knowledge *k = n->g->knowledge;

    for (size_t e = 0; e < k->entries.n; e++) {
        const struct entry *entry = &k->entries.v[e];
        for (size_t i = 0; i < entry->again.n; i++) {
            const struct note *again = &entry->again.v[i];
            bool holds = entry->kind == ENTRY_EVENT && entry == n->g->entry &&
                         naive_true(n, NULL, &again->when);
            for (size_t p = 0; p < n->nparts && !holds; p++)
                holds = n->parts[p].end == entry && naive_true(n, &n->parts[p], &again->when);
            if (holds)
                strbuf_printf(b, "%s %s\n", again->maybe ? "perhaps" : "again", again->text.s);
        }
    }
}

static void real_again(struct strbuf *b, const struct guide *g, const struct checklist *c)
{
    const struct knowledge *k = g->knowledge;

    for (size_t e = 0; e < k->entries.n; e++)
        for (size_t i = 0; i < k->entries.v[e].again.n; i++)
            for (size_t j = 0; j < c->again.n; j++)
                if (str_is(&c->again.v[j].text, k->entries.v[e].again.v[i].text.s))
                    strbuf_printf(b, "%s %s\n",
                                  c->again.v[j].state == ITEM_ASK ? "perhaps" : "again",
                                  c->again.v[j].text.s);
}

static void real_list(struct strbuf *b, const struct guide *g, const struct checklist *c)
{
    const struct knowledge *k = g->knowledge;

    if (c->stop)
        strbuf_printf(b, "stop %s\n", c->stop);
    for (size_t i = 0; i < k->documents.n; i++) {
        for (size_t j = 0; j < c->documents.n; j++) {
            const struct item_document *d = &c->documents.v[j];
            if (d->document != &k->documents.v[i])
                continue;
            assert_int_equal(d->state, ITEM_REQUIRED);
            for (size_t r = 0; r < g->entry->documents.n && g->entry->kind == ENTRY_EVENT; r++)
                if (g->entry->documents.v[r].document == d->document &&
                    (d->procedures.n == 0 || g->entry->documents.v[r].when.cond == NULL))
                    strbuf_printf(b, "%s for -\n", d->document->id.s);
            for (size_t e = 0; e < k->entries.n; e++)
                for (size_t p = 0; p < d->procedures.n; p++)
                    if (d->procedures.v[p] == &k->entries.v[e])
                        strbuf_printf(b, "%s for %s\n", d->document->id.s, k->entries.v[e].id.s);
        }
    }
}

static void answer_all(struct dice *d, const struct guide *g, struct facts *f)
{
    struct guide_step step;

    for (guide_next(g, f, &step); step.question; guide_next(g, f, &step)) {
        const struct question *q = step.question;
        struct fact fact = {.question = q};
        if (q->kind == Q_DATE)
            fact.date = date_add_days(sample_today, (long)roll(d, 40) - 30);
        else if (q->kind == Q_NUMBER)
            fact.number = (long)roll(d, 10);
        else
            fact.answers = UINT64_C(1) << roll(d, (unsigned)q->answers.n);
        facts_put(f, &fact);
    }
}

static bool everything_is_asked(const struct entry *e)
{
    for (size_t i = 0; i < e->procedures.n; i++)
        if (!e->procedures.v[i].walk && e->procedures.v[i].loaded->tree.nodes.n > 0)
            return false;
    return true;
}

static size_t compare(struct dice *d, const struct guide *g)
{
    struct naive n = {.g = g};
    struct checklist *c;
    struct strbuf want, got;
    struct facts f;
    bool circle = false;

    facts_init(&f);
    strbuf_init(&want);
    strbuf_init(&got);
    answer_all(d, g, &f);
    n.f = &f;
    naive_run(&n);
    for (size_t i = 0; i < n.nparts; i++)
        circle = circle || n.parts[i].circle;
    if (!circle) {
        c = guide_checklist(g, &f);
        naive_list(&want, &n);
        real_list(&got, g, c);
        naive_again(&want, &n);
        real_again(&got, g, c);
        assert_string_equal(got.s, want.s);
        checklist_free(c);
    }
    facts_done(&f);
    strbuf_done(&want);
    strbuf_done(&got);
    return !circle;
}

static void agrees_with_a_naive_reading(void **state)
{
    size_t compared = 0;

    (void)state;
    for (unsigned seed = 0; seed < TOWNS; seed++) {
        struct dice d = {seed + 99};
        struct sample s;

        random_town_open(&s, seed);
        for (size_t i = 0; i < s.k->entries.n; i++) {
            struct guide g = {s.k, &s.k->entries.v[i], sample_today};
            for (int t = 0; t < TRIES && everything_is_asked(g.entry); t++)
                compared += compare(&d, &g);
        }
        sample_close(&s);
    }
    assert_true(compared > TOWNS * TRIES * 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_a_naive_reading),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
