/* How a code is made.
 *
 * A walk asks the same questions in the same order for the same answers, so the answers alone are
 * written, in the order of the walk; whoever reads them walks along to know which question is next.
 * Both walk on the same made-up day, so that no code has to carry the day it was made on. Where the
 * day makes a difference, or an answer was given out of turn, what the walk does not meet follows
 * with the number of its question.
 *
 * The last part is a hash of the questions and their answers' ids: the version of the knowledge, as
 * far as it matters to this code. */
#include "guide/resume.h"

#include "base/lang.h"
#include "guide/resume_part.h"
#include "guide/walk.h"
#include <stdio.h>
#include <string.h>

enum {
    ENTRIES = 32768, /* values of an entry's hash */
    QUESTIONS = 4096 /* values of the hash of the questions */
};
static const struct date any_day = {2026, 1, 1};

/* What follows the answers of the walk; also a bit each of the part `shape`. */
enum { STOPPED = 1, MORE = 2, SHAPES = 4 };

/* ---- hashes ---- */

/* FNV-1a; the NUL counts too, and keeps words apart. */
static uint64_t hash_text(uint64_t h, const char *s)
{
    do {
        h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001b3);
    } while (*s++);
    return h;
}

/* The high bits are the good ones. */
static uint64_t hash_end(uint64_t h, uint64_t values)
{
    return (h ^ h >> 29) * UINT64_C(0xbf58476d1ce4e5b9) >> 33 & (values - 1);
}

static uint64_t hash_entry(const struct entry *e)
{
    return hash_text(UINT64_C(0xcbf29ce484222325), e->id.s);
}

/* Of all that an answer is read by. */
static uint64_t hash_question(uint64_t h, const struct question *q)
{
    char bounds[40];

    h = hash_text(h, q->id.s);
    snprintf(bounds, sizeof bounds, "%d %d %d", (int)q->kind, q->min, q->max);
    h = hash_text(h, bounds);
    for (size_t i = 0; i < q->answers.n; i++)
        h = hash_text(h, q->answers.v[i].id.s);
    return hash_text(h, q->none.s);
}

static uint64_t hash_questions(const struct entry *e, const struct facts *f)
{
    uint64_t h = hash_entry(e);

    for (size_t i = 0; i < f->n; i++)
        h = hash_question(h, f->v[i].question);
    return hash_end(h, QUESTIONS);
}

/* ---- the questions of an entry ---- */

static void add_target(const struct knowledge *k, const struct target *t, struct seen *entries)
{
    const struct entry *to = t->go.len > 0 ? knowledge_entry(k, t->go.s) : NULL;

    if (to)
        seen_add(entries, to);
}

static void add_node(const struct knowledge *k, const struct node *n, struct seen *entries,
                     struct seen *questions)
{
    seen_add(questions, n->question);
    add_target(k, &n->to, entries);
    add_target(k, &n->unknown, entries);
    for (size_t i = 0; i < n->branch.n; i++)
        add_target(k, &n->branch.v[i].to, entries);
    for (size_t i = 0; i < n->question->answers.n; i++)
        add_target(k, &n->question->answers.v[i].to, entries);
}

/* All that could be asked on its way, in an order that hangs on the knowledge alone. */
static void all_questions(const struct knowledge *k, const struct entry *e, struct seen *questions)
{
    struct seen entries = {0};

    seen_add(&entries, e);
    for (size_t i = 0; i < e->questions.n; i++)
        seen_add(questions, e->questions.v[i].question);
    for (size_t i = 0; i < e->procedures.n; i++)
        seen_add(&entries, knowledge_entry(k, e->procedures.v[i].id.s));
    for (size_t i = 0; i < entries.n; i++) {
        const struct entry *one = entries.v[i];

        for (size_t j = 0; j < one->tree.nodes.n; j++)
            add_node(k, &one->tree.nodes.v[j], &entries, questions);
    }
    seen_done(&entries);
}

/* Its place, or questions->n. */
static size_t place_of(const struct seen *questions, const struct question *q)
{
    size_t i = 0;

    while (i < questions->n && !same_question(questions->v[i], q))
        i++;
    return i;
}

/* ---- writing ---- */

struct plan {
    struct facts facts; /* those that the walk meets, then the others */
    size_t met;
    bool whole; /* the walk comes to its end */
};

static void plan_init(struct plan *p, const struct guide *g, const struct facts *f)
{
    const struct guide replay = {g->knowledge, g->entry, any_day};
    struct guide_step step;
    struct guide_path path;
    struct facts applies;

    facts_init(&p->facts);
    facts_init(&applies);
    guide_path(g, f, &path);
    for (size_t i = 0; i < path.n; i++)
        facts_put(&applies, path.v[i]);
    guide_path_done(&path);
    for (;;) {
        guide_next(&replay, &p->facts, &step);
        const struct fact *met = step.question ? facts_get(&applies, step.question->id.s) : NULL;
        if (!met)
            break;
        facts_put(&p->facts, met);
    }
    p->whole = !step.question;
    p->met = p->facts.n;
    for (size_t i = 0; i < applies.n; i++)
        if (!facts_get(&p->facts, applies.v[i].question->id.s))
            facts_put(&p->facts, &applies.v[i]);
    facts_done(&applies);
}

static bool write_plan(struct resume_coder *c, const struct guide *g, const struct plan *p,
                       const struct seen *questions)
{
    size_t more = p->facts.n - p->met;
    bool ok = true;

    resume_code_part(c, hash_end(hash_entry(g->entry), ENTRIES), ENTRIES);
    resume_code_part(c, (p->whole ? 0 : STOPPED) + (more > 0 ? MORE : 0), SHAPES);
    if (!p->whole)
        resume_code_part(c, p->met, questions->n + 1);
    for (size_t i = 0; ok && i < p->facts.n; i++) {
        struct fact fact = p->facts.v[i];

        if (i == p->met)
            resume_code_part(c, more, questions->n + 1);
        if (i >= p->met) {
            size_t place = place_of(questions, fact.question);
            resume_code_part(c, place, questions->n);
            ok = place < questions->n;
        }
        ok = ok && resume_code_fact(c, &fact);
        explicit_bzero(&fact, sizeof fact);
    }
    resume_code_part(c, hash_questions(g->entry, &p->facts), QUESTIONS);
    return resume_coder_pack(c) && ok;
}

/* ---- reading ---- */

static bool read_fact(struct resume_coder *c, const struct question *q, struct facts *out)
{
    struct fact fact = {.question = q};
    bool ok = !facts_get(out, q->id.s) && resume_code_fact(c, &fact);

    if (ok)
        facts_put(out, &fact);
    explicit_bzero(&fact, sizeof fact);
    return ok;
}

static bool read_walk(struct resume_coder *c, const struct guide *replay, size_t most,
                      struct facts *out)
{
    struct guide_step step;

    for (size_t i = 0; i < most; i++) {
        guide_next(replay, out, &step);
        if (!step.question)
            break;
        if (!read_fact(c, step.question, out))
            return false;
    }
    return true;
}

static bool read_more(struct resume_coder *c, const struct seen *questions, struct facts *out)
{
    size_t more = (size_t)resume_code_part(c, 0, questions->n + 1);

    if (questions->n == 0)
        return false;
    for (size_t i = 0; i < more; i++) {
        size_t place = (size_t)resume_code_part(c, 0, questions->n);

        if (!read_fact(c, questions->v[place], out))
            return false;
    }
    return true;
}

/* Is the rest of a code, without the entry's hash, a walk through e? Then its answers are put into
 * out, which is empty. */
static bool read_entry(const struct knowledge *k, const struct entry *e,
                       const struct resume_number *rest, struct facts *out)
{
    const struct guide replay = {k, e, any_day};
    struct resume_coder c = {.number = *rest, .reading = true};
    struct seen questions = {0};
    unsigned shape;
    size_t most;
    bool ok;

    all_questions(k, e, &questions);
    shape = (unsigned)resume_code_part(&c, 0, SHAPES);
    most = questions.n;
    if (shape & STOPPED)
        most = (size_t)resume_code_part(&c, 0, questions.n + 1);
    ok = read_walk(&c, &replay, most, out) && (!(shape & MORE) || read_more(&c, &questions, out)) &&
         resume_code_part(&c, 0, QUESTIONS) == hash_questions(e, out) && c.number.n == 0;
    seen_done(&questions);
    resume_coder_done(&c);
    return ok;
}

/* The entry it was made for; NULL when there is none, or by a rare chance two. */
static const struct entry *find(const struct knowledge *k, const struct resume_number *number,
                                struct facts *out)
{
    struct resume_number rest = *number;
    uint64_t hash = resume_pull(&rest, ENTRIES);
    const struct entry *found = NULL;
    size_t fit = 0;

    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);
        struct facts facts;

        if (e->kind > ENTRY_EVENT || hash_end(hash_entry(e), ENTRIES) != hash)
            continue;
        facts_init(&facts);
        if (read_entry(k, e, &rest, &facts) && fit++ == 0) {
            facts_copy(out, &facts);
            found = e;
        }
        facts_done(&facts);
    }
    explicit_bzero(&rest, sizeof rest);
    return fit == 1 ? found : NULL;
}

/* ---- entry points ---- */

static bool comes_back(const struct guide *g, const struct resume_number *number)
{
    struct facts facts;
    bool ok;

    facts_init(&facts);
    ok = find(g->knowledge, number, &facts) == g->entry;
    facts_done(&facts);
    return ok;
}

bool resume_code(const struct guide *g, const struct facts *f, struct strbuf *out)
{
    struct resume_coder c = {.day = 0};
    struct seen questions = {0};
    struct plan plan;
    bool ok;

    plan_init(&plan, g, f);
    all_questions(g->knowledge, g->entry, &questions);
    ok = write_plan(&c, g, &plan, &questions) && comes_back(g, &c.number);
    if (ok)
        resume_write(&c.number, out);
    facts_done(&plan.facts);
    seen_done(&questions);
    resume_coder_done(&c);
    return ok;
}

bool resume_read(const struct knowledge *k, const char *s, size_t n, const struct entry **entry,
                 struct facts *out, struct error *err)
{
    struct resume_number number;

    *entry = NULL;
    facts_done(out);
    if (!resume_parse(s, n, &number))
        error_set(err, EX_DATAERR, "%s",
                  _("コードに書きまちがいがあります。もう一度、1文字ずつ確かめてください。"));
    else if (!(*entry = find(k, &number, out)))
        error_set(err, EX_DATAERR, "%s",
                  _("このコードを作ったあとに、案内が変わりました。お手数ですが、はじめから質問に"
                    "答えてください。"));
    if (!*entry)
        facts_done(out);
    explicit_bzero(&number, sizeof number);
    return *entry != NULL;
}

bool resume_looks_like(const char *s, size_t n)
{
    struct resume_number number;
    bool ok = resume_parse(s, n, &number);

    explicit_bzero(&number, sizeof number);
    return ok;
}

bool resume_looks_meant(const char *s, size_t n)
{
    return resume_shaped(s, n) || resume_looks_like(s, n);
}
