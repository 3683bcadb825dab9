/* A code comes back as the walk it was made of, on every town there is; mistakes in it are found,
 * and so is knowledge that asks something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide/resume.h"
#include "random_town.h"
#include <stdlib.h>
#include <sysexits.h>

enum { TOWNS = 100, TRIES = 12 };

/* ---- the shipped knowledge ---- */

struct shipped {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
};

static void shipped_open(struct shipped *s)
{
    struct error err = ERROR_NONE;

    sources_init(&s->sources);
    diags_init(&s->diags, &s->sources);
    s->k = knowledge_load("knowledge", "dict", &s->sources, &s->diags, &err);
    assert_non_null(s->k);
}

static void shipped_close(struct shipped *s)
{
    knowledge_free(s->k);
    diags_done(&s->diags);
    sources_done(&s->sources);
}

/* ---- answers at random ---- */

static void random_fact(struct dice *d, struct facts *f, const struct question *q)
{
    struct fact fact = {.question = q, .unknown = roll(d, 5) == 0};
    size_t n = q->answers.n;
    int none = q->none.len > 0 ? question_answer(q, q->none.s) : -1;

    if (fact.unknown)
        ;
    else if (q->kind == Q_DATE && roll(d, 8) == 0)
        fact.date = date_from_days((long)roll(d, 3652059) - 719162);
    else if (q->kind == Q_DATE)
        fact.date = date_add_days(sample_today, (long)roll(d, roll(d, 2) ? 60 : 40000) * -1 + 20);
    else if (q->kind == Q_NUMBER && q->max > q->min)
        fact.number = q->min + (long)roll(d, (unsigned)(q->max - q->min) + 1);
    else if (q->kind == Q_NUMBER)
        fact.number = roll(d, roll(d, 2) ? 20 : 1000000000);
    else if (q->kind != Q_MULTI || roll(d, 2) == 0)
        fact.answers = UINT64_C(1) << roll(d, (unsigned)n);
    else
        while (fact.answers == 0)
            for (size_t i = 0; i < n; i++)
                fact.answers |= (uint64_t)((int)i != none && roll(d, 2)) << i;
    facts_put(f, &fact);
}

static void random_walk(struct dice *d, const struct guide *g, struct facts *f)
{
    size_t most = roll(d, 3) == 0 ? roll(d, 6) : 1000;
    struct guide_step step;

    for (guide_next(g, f, &step); step.question && most-- > 0; guide_next(g, f, &step))
        random_fact(d, f, step.question);
    /* left from another way, or given before their turn */
    for (size_t i = 0; i < g->knowledge->questions.n && roll(d, 3) == 0; i++) {
        const struct question *q =
            &g->knowledge->questions.v[roll(d, (unsigned)g->knowledge->questions.n)];
        if (q->kind != Q_DERIVED)
            random_fact(d, f, q);
    }
    /* changed afterwards to わからない, which leaves open where it led */
    if (f->n > 0 && roll(d, 4) == 0)
        facts_put(
            f, &(struct fact){.question = f->v[roll(d, (unsigned)f->n)].question, .unknown = true});
}

/* ---- there and back ---- */

static void dump_path(const struct guide *g, const struct facts *f, struct strbuf *out)
{
    struct guide_path path;
    struct guide_step step;

    guide_path(g, f, &path);
    dump_facts(out, path.v, path.n);
    guide_path_done(&path);
    guide_next(g, f, &step);
    strbuf_printf(out, " -> %s\n", step.question ? step.question->id.s : "done");
    struct checklist *c = guide_checklist(g, f);
    dump_checklist(out, c);
    checklist_free(c);
}

static void comes_back(const struct guide *g, const struct facts *f)
{
    struct strbuf code, want, got;
    struct error err = ERROR_NONE;
    const struct entry *entry;
    struct facts back;

    strbuf_init(&code);
    strbuf_init(&want);
    strbuf_init(&got);
    facts_init(&back);
    assert_true(resume_code(g, f, &code));
    assert_true(resume_looks_like(code.s, code.len));
    if (!resume_read(g->knowledge, code.s, code.len, &entry, &back, &err))
        fail_msg("%s: %s: %s", g->entry->id.s, code.s, err.msg);
    assert_ptr_equal(entry, g->entry);
    dump_path(g, f, &want);
    dump_path(g, &back, &got);
    assert_string_equal(got.s, want.s);
    /* nothing is in it that does not apply */
    struct guide_path path;
    guide_path(g, f, &path);
    assert_int_equal(back.n, path.n);
    guide_path_done(&path);
    /* and the code of what came back is the same */
    strbuf_clear(&got);
    assert_true(resume_code(g, &back, &got));
    assert_string_equal(got.s, code.s);
    facts_done(&back);
    strbuf_done(&code);
    strbuf_done(&want);
    strbuf_done(&got);
}

static void all_come_back(struct dice *d, const struct knowledge *k, size_t tries)
{
    for (size_t i = 0; i < k->entries.n; i++) {
        struct guide g = {k, &k->entries.v[i], sample_today};

        for (size_t j = 0; g.entry->kind <= ENTRY_EVENT && j < tries; j++) {
            struct facts f;

            facts_init(&f);
            random_walk(d, &g, &f);
            comes_back(&g, &f);
            facts_done(&f);
        }
    }
}

static void made_up_towns(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < TOWNS; seed++) {
        struct dice d = {seed + 1};
        struct sample s;

        random_town_open(&s, seed);
        all_come_back(&d, s.k, TRIES);
        sample_close(&s);
    }
}

static void sample_town_too(void **state)
{
    struct dice d = {7};
    struct sample s;

    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    all_come_back(&d, s.k, 60);
    sample_close(&s);
}

static void shipped_knowledge(void **state)
{
    struct dice d = {42};
    struct shipped s;

    (void)state;
    shipped_open(&s);
    all_come_back(&d, s.k, 12);
    shipped_close(&s);
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
