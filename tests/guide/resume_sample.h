/* Walks at random and their codes, for the tests of the short code. */
#ifndef TESTS_GUIDE_RESUME_SAMPLE_H
#define TESTS_GUIDE_RESUME_SAMPLE_H

#include "guide/resume.h"
#include "random_town.h"
#include <sysexits.h>

/* ---- the shipped knowledge ---- */

struct shipped {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
};

static inline void shipped_open(struct shipped *s)
{
    struct error err = ERROR_NONE;

    sources_init(&s->sources);
    diags_init(&s->diags, &s->sources);
    s->k = knowledge_load("knowledge", "dict", &s->sources, &s->diags, &err);
    assert_non_null(s->k);
}

static inline void shipped_close(struct shipped *s)
{
    knowledge_free(s->k);
    diags_done(&s->diags);
    sources_done(&s->sources);
}

/* ---- answers at random ---- */

static inline void random_fact(struct dice *d, struct facts *f, const struct question *q)
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

static inline void random_walk(struct dice *d, const struct guide *g, struct facts *f)
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

/* The code of a random walk through one of the shipped entries that asks something. */
static inline void random_code(struct dice *d, const struct knowledge *k, struct strbuf *code)
{
    struct facts f;

    facts_init(&f);
    do {
        struct guide g = {k, &k->entries.v[roll(d, (unsigned)k->entries.n)], sample_today};
        facts_done(&f);
        strbuf_clear(code);
        if (g.entry->kind > ENTRY_EVENT)
            continue;
        random_walk(d, &g, &f);
        assert_true(resume_code(&g, &f, code));
    } while (f.n == 0);
    facts_done(&f);
}

static inline void refused(const struct knowledge *k, const char *code, const char *why)
{
    struct error err = ERROR_NONE;
    const struct entry *entry = &k->entries.v[0];
    struct facts f;

    facts_init(&f);
    facts_put(&f, &(struct fact){.question = &k->questions.v[0], .unknown = true});
    assert_false(resume_read(k, code, strlen(code), &entry, &f, &err));
    assert_int_equal(err.code, EX_DATAERR);
    if (!strstr(err.msg, why))
        fail_msg("%s: %s", code, err.msg);
    assert_null(entry);
    assert_int_equal(f.n, 0);
    facts_done(&f);
}

static const char mistyped[] = "書きまちがい", changed[] = "案内が変わりました";

static inline void code_of(const struct sample *s, const char *id, const char *answers,
                           struct strbuf *code)
{
    struct guide g = {s->k, knowledge_entry(s->k, id), sample_today};
    struct facts f;

    facts_init(&f);
    sample_answer(s, &f, answers);
    assert_true(resume_code(&g, &f, code));
    facts_done(&f);
}

static inline void reads_as(const struct sample *s, const char *typed, const char *want)
{
    struct error err = ERROR_NONE;
    const struct entry *entry;
    struct strbuf b;
    struct facts f;

    facts_init(&f);
    strbuf_init(&b);
    if (!resume_read(s->k, typed, strlen(typed), &entry, &f, &err))
        fail_msg("%s: %s", typed, err.msg);
    assert_true(resume_looks_like(typed, strlen(typed)));
    strbuf_printf(&b, "%s", entry->id.s);
    for (size_t i = 0; i < f.n; i++) {
        const struct fact *one = &f.v[i];
        strbuf_puts(&b, " ");
        dump_facts(&b, &one, 1);
    }
    assert_string_equal(b.s, want);
    strbuf_done(&b);
    facts_done(&f);
}

#define WALK "moto=kuni hoho=net mochi=hai sumi_hi=2026-11-10 raicho=honnin"

#endif
