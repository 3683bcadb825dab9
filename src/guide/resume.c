/* How a code is made.
 *
 * A walk asks the same questions in the same order for the same answers, so the answers alone are
 * written, in the order of the walk; whoever reads them walks along to know which question is next.
 * Both walk on the same made-up day, so that no code has to carry the day it was made on. Where the
 * day makes a difference, or an answer was given out of turn, what the walk does not meet follows
 * with the number of its question. Each part is a digit with a radix of its own (of a question with
 * three answers: 4, for わからない too), so none costs more than it has to say.
 *
 * The last part is a hash of the questions and their answers' ids: the version of the knowledge, as
 * far as it matters to this code. */
#include "guide/resume.h"

#include "base/lang.h"
#include "base/xalloc.h"
#include "guide/resume_number.h"
#include "guide/walk.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ENTRIES = 32768,   /* values of an entry's hash */
    QUESTIONS = 4096,  /* values of the hash of the questions */
    NEIGHBOURHOOD = 64 /* days around the date before */
};
static const struct date any_day = {2026, 1, 1};

/* What follows the answers of the walk; also a bit each of the part `shape`. */
enum { STOPPED = 1, MORE = 2, SHAPES = 4 };

/* ---- parts, written or read ---- */

struct part {
    uint64_t value, radix;
};
struct coder {
    struct resume_number number; /* what is read */
    struct part *parts;          /* what is to be written */
    size_t n, cap;
    bool reading;
    long day; /* the last date, in days */
};

static void coder_done(struct coder *c)
{
    if (c->parts)
        explicit_bzero(c->parts, c->cap * sizeof *c->parts);
    free(c->parts);
    explicit_bzero(c, sizeof *c);
}

/* Gives the value; when reading, the one that was read. */
static uint64_t code_part(struct coder *c, uint64_t value, uint64_t radix)
{
    if (c->reading)
        return resume_pull(&c->number, radix);
    if (c->n == c->cap) {
        size_t cap = 2 * c->cap + 16;
        struct part *v = xcalloc(cap, sizeof *v);

        if (c->n > 0) {
            memcpy(v, c->parts, c->n * sizeof *v);
            explicit_bzero(c->parts, c->n * sizeof *v);
        }
        free(c->parts);
        c->parts = v;
        c->cap = cap;
    }
    c->parts[c->n++] = (struct part){value, radix};
    return value;
}

/* ---- an answer ---- */

/* Values that are likely come in a short range, all others in a long one. */
struct range {
    long from;
    uint64_t count;
};

static bool code_ranged(struct coder *c, struct fact *f, const struct range *ranges, size_t n,
                        long *value)
{
    size_t k = 0; /* わからない */

    if (!c->reading && !f->unknown) {
        const struct range *r = ranges;

        while (k < n && (*value < r[k].from || (uint64_t)(*value - r[k].from) >= r[k].count))
            k++;
        if (k++ == n)
            return false;
    }
    k = (size_t)code_part(c, k, n + 1);
    f->unknown = k == 0;
    if (k > 0) {
        const struct range *r = &ranges[k - 1];

        *value = r->from + (long)code_part(c, (uint64_t)(*value - r->from), r->count);
    }
    return true;
}

static bool code_date(struct coder *c, struct fact *f)
{
    const struct range ranges[] = {
        {c->day - NEIGHBOURHOOD / 2, NEIGHBOURHOOD}, /* died, was told, the funeral */
        {20089, 4096},                               /* 2025-01-01 to 2036-03-19 */
        {-25567, 65536},                             /* 1900-01-01 to 2079-06-05: births */
        {-719162, 3652059},                          /* years 1 to 9999 */
    };
    long day = c->reading || !date_valid(f->date) ? 0 : date_to_days(f->date);

    if (!c->reading && !f->unknown && !date_valid(f->date))
        return false;
    if (!code_ranged(c, f, ranges, sizeof ranges / sizeof *ranges, &day))
        return false;
    if (f->unknown)
        return true;
    f->date = date_from_days(day);
    c->day = day;
    return date_valid(f->date);
}

static bool code_number(struct coder *c, struct fact *f)
{
    const struct question *q = f->question;
    const struct range bounds = {q->min, (uint64_t)((long)q->max - q->min + 1)};
    static const struct range ranges[] = {{0, 16}, {0, 1024}, {0, 1000000000}};

    if (q->min != 0 || q->max != 0)
        return code_ranged(c, f, &bounds, 1, &f->number);
    return code_ranged(c, f, ranges, sizeof ranges / sizeof *ranges, &f->number);
}

/* The place of the only bit that is set, or -1. */
static int only_bit(uint64_t bits)
{
    return bits != 0 && (bits & (bits - 1)) == 0 ? __builtin_ctzll(bits) : -1;
}

static bool code_choice(struct coder *c, struct fact *f)
{
    size_t n = f->question->answers.n;
    int at = f->unknown ? -1 : only_bit(f->answers);

    if (!c->reading && !f->unknown && (at < 0 || (size_t)at >= n))
        return false;
    at = (int)code_part(c, (uint64_t)(at + 1), n + 1) - 1;
    f->unknown = at < 0;
    f->answers = at < 0 ? 0 : UINT64_C(1) << at;
    return true;
}

static bool code_multi(struct coder *c, struct fact *f)
{
    enum { UNKNOWN, NONE, ONE, SEVERAL, WAYS };
    const struct question *q = f->question;
    int none = q->none.len > 0 ? question_answer(q, q->none.s) : -1, at = only_bit(f->answers);
    unsigned way = f->unknown ? UNKNOWN : at < 0 ? SEVERAL : at == none ? NONE : ONE;
    uint64_t bits = 0;

    if (!c->reading && !f->unknown && q->answers.n < 64 && f->answers >> q->answers.n != 0)
        return false;
    way = (unsigned)code_part(c, way, WAYS);
    if ((way == NONE && none < 0) || (way == ONE && q->answers.n == 0))
        return false;
    if (way == NONE)
        bits = UINT64_C(1) << none;
    if (way == ONE)
        bits = UINT64_C(1) << code_part(c, (uint64_t)at, q->answers.n);
    for (size_t i = 0; way == SEVERAL && i < q->answers.n; i++)
        bits |= code_part(c, f->answers >> i & 1, 2) << i;
    f->unknown = way == UNKNOWN;
    f->answers = bits;
    return true;
}

static bool code_fact(struct coder *c, struct fact *f)
{
    switch (f->question->kind) {
    case Q_SINGLE:
    case Q_YESNO:
        return code_choice(c, f);
    case Q_MULTI:
        return code_multi(c, f);
    case Q_DATE:
        return code_date(c, f);
    case Q_NUMBER:
        return code_number(c, f);
    default:
        return false;
    }
}

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
        seen_add(&entries, e->procedures.v[i].entry);
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

static bool write_plan(struct coder *c, const struct guide *g, const struct plan *p,
                       const struct seen *questions)
{
    size_t more = p->facts.n - p->met;
    bool ok = true;

    code_part(c, hash_end(hash_entry(g->entry), ENTRIES), ENTRIES);
    code_part(c, (p->whole ? 0 : STOPPED) + (more > 0 ? MORE : 0), SHAPES);
    if (!p->whole)
        code_part(c, p->met, questions->n + 1);
    for (size_t i = 0; ok && i < p->facts.n; i++) {
        struct fact fact = p->facts.v[i];

        if (i == p->met)
            code_part(c, more, questions->n + 1);
        if (i >= p->met) {
            size_t place = place_of(questions, fact.question);
            code_part(c, place, questions->n);
            ok = place < questions->n;
        }
        ok = ok && code_fact(c, &fact);
        explicit_bzero(&fact, sizeof fact);
    }
    code_part(c, hash_questions(g->entry, &p->facts), QUESTIONS);
    for (size_t i = c->n; i-- > 0;)
        resume_push(&c->number, c->parts[i].value, c->parts[i].radix);
    return ok && !c->number.full;
}

/* ---- reading ---- */

static bool read_fact(struct coder *c, const struct question *q, struct facts *out)
{
    struct fact fact = {.question = q};
    bool ok = !facts_get(out, q->id.s) && code_fact(c, &fact);

    if (ok)
        facts_put(out, &fact);
    explicit_bzero(&fact, sizeof fact);
    return ok;
}

static bool read_walk(struct coder *c, const struct guide *replay, size_t most, struct facts *out)
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

static bool read_more(struct coder *c, const struct seen *questions, struct facts *out)
{
    size_t more = (size_t)code_part(c, 0, questions->n + 1);

    if (questions->n == 0)
        return false;
    for (size_t i = 0; i < more; i++) {
        size_t place = (size_t)code_part(c, 0, questions->n);

        if (!read_fact(c, questions->v[place], out))
            return false;
    }
    return true;
}

/* Is this a walk through e? Then its answers are put into out, which is empty. */
static bool read_entry(const struct knowledge *k, const struct entry *e,
                       const struct resume_number *number, struct facts *out)
{
    const struct guide replay = {k, e, any_day};
    struct coder c = {.number = *number, .reading = true};
    struct seen questions = {0};
    bool ok = code_part(&c, 0, ENTRIES) == hash_end(hash_entry(e), ENTRIES);

    if (ok) {
        all_questions(k, e, &questions);
        unsigned shape = (unsigned)code_part(&c, 0, SHAPES);
        size_t most = questions.n;
        if (shape & STOPPED)
            most = (size_t)code_part(&c, 0, questions.n + 1);
        ok = read_walk(&c, &replay, most, out) &&
             (!(shape & MORE) || read_more(&c, &questions, out)) &&
             code_part(&c, 0, QUESTIONS) == hash_questions(e, out) && c.number.n == 0;
    }
    seen_done(&questions);
    coder_done(&c);
    return ok;
}

/* The entry it was made for; NULL when there is none, or by a rare chance two. */
static const struct entry *find(const struct knowledge *k, const struct resume_number *number,
                                struct facts *out)
{
    const struct entry *found = NULL;

    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = &k->entries.v[i];
        struct facts facts;
        bool fits;

        if (e->kind > ENTRY_EVENT)
            continue;
        facts_init(&facts);
        fits = read_entry(k, e, number, &facts);
        if (fits && !found)
            facts_copy(out, &facts);
        facts_done(&facts);
        if (fits && found)
            return NULL;
        if (fits)
            found = e;
    }
    return found;
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
    struct coder c = {.day = 0};
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
    coder_done(&c);
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
