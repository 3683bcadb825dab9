#include "guide/hear.h"

#include "base/xalloc.h"
#include "guide/understand.h"
#include "text/wareki.h"
#include <stdlib.h>
#include <string.h>

struct ears {
    struct strbuf form; /* the sentence, in the form of understand.h */
    struct date day;    /* that it names; none: no day, or several */
    long age;           /* -1: no age, or several */
    struct facts *out;
};

/* What follows a cue and makes it no statement. */
static bool is_turned(const char *after, size_t n)
{
    static const char *const words[] = {"でも",     "も",     "ではな", "ではあり", "じゃな",
                                        "じゃあり", "でなく", "でない", "以外",     "なし",
                                        "がな",     "はな",   "ですか", "か?"};

    if (n >= strlen("に") && memcmp(after, "に", strlen("に")) == 0)
        return is_turned(after + strlen("に"), n - strlen("に"));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (n >= strlen(words[i]) && memcmp(after, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* Calls visit with each place where one of the cues is said. */
static void each_cue(const struct ears *e, const struct strs *cues,
                     void (*visit)(void *ctx, size_t at, size_t len), void *ctx)
{
    for (size_t i = 0; i < cues->n; i++) {
        struct strbuf cue;

        strbuf_init(&cue);
        understand_form(&cue, cues->v[i].s, cues->v[i].len);
        const char *p = e->form.s, *end = p + e->form.len;
        while (cue.len > 0 && (p = memmem(p, (size_t)(end - p), cue.s, cue.len))) {
            size_t at = (size_t)(p - e->form.s);

            p += cue.len;
            if (!is_turned(p, (size_t)(end - p)))
                visit(ctx, at, cue.len);
        }
        strbuf_done(&cue);
    }
}

static void note_any(void *ctx, size_t at, size_t len)
{
    (void)at;
    *(bool *)ctx = len > 0;
}

static bool is_said(const struct ears *e, const struct strs *cues)
{
    bool any = false;

    each_cue(e, cues, note_any, &any);
    return any;
}

/* For each byte of the sentence the length of the longest cue over it: 母の姉の代わり is not 母の
 * where both are cues, whichever answers they are of. */
struct cover {
    size_t *longest;
    bool standing; /* the cues that are looked at now: one is part of no longer one */
};

static void add_cover(void *ctx, size_t at, size_t len)
{
    struct cover *c = ctx;

    for (size_t i = at; i < at + len; i++)
        c->longest[i] = len > c->longest[i] ? len : c->longest[i];
}

static void try_cover(void *ctx, size_t at, size_t len)
{
    struct cover *c = ctx;
    bool part = false;

    for (size_t i = at; i < at + len; i++)
        part = part || c->longest[i] > len;
    c->standing = c->standing || !part;
}

static bool fits_age(const struct ears *e, const struct answer *a)
{
    return e->age >= 0 && a->age_to > 0 && e->age >= a->age_from && e->age <= a->age_to;
}

/* The answers that are said; without any, those of that age. */
static uint64_t said_answers(const struct ears *e, const struct question *q)
{
    struct cover c = {.longest = xcalloc(e->form.len + 1, sizeof *c.longest)};
    uint64_t said = 0, aged = 0;

    for (size_t i = 0; i < q->answers.n && i < 64; i++)
        each_cue(e, &q->answers.v[i].heard, add_cover, &c);
    for (size_t i = 0; i < q->answers.n && i < 64; i++) {
        c.standing = false;
        each_cue(e, &q->answers.v[i].heard, try_cover, &c);
        if (c.standing)
            said |= UINT64_C(1) << i;
        if (fits_age(e, &q->answers.v[i]))
            aged |= UINT64_C(1) << i;
    }
    free(c.longest);
    return said ? said : aged;
}

static void hear_question(struct ears *e, const struct question *q)
{
    struct fact f = {.question = q};

    switch (q->kind) {
    case Q_DATE:
        f.date = e->day;
        if (date_is_none(e->day) || !is_said(e, &q->heard))
            return;
        break;
    case Q_NUMBER:
        if (q->heard.n == 0 || !is_said(e, &q->heard) ||
            !understand_number_in(e->form.s, e->form.len, &q->unit, &f.number) ||
            ((q->min != 0 || q->max != 0) && (f.number < q->min || f.number > q->max)))
            return;
        break;
    case Q_DERIVED:
        return;
    default:
        f.answers = said_answers(e, q);
        if (f.answers == 0 || (f.answers & (f.answers - 1)) != 0)
            return;
    }
    facts_put(e->out, &f);
}

static void ears_open(struct ears *e, const char *s, size_t n, struct date today, struct facts *out)
{
    static const struct str years = {"歳", sizeof "歳" - 1, {0, 0, 0}};

    *e = (struct ears){.age = -1, .out = out};
    strbuf_init(&e->form);
    understand_form(&e->form, s, n);
    if (!wareki_find(s, n, today, &e->day))
        e->day = (struct date){0, 0, 0};
    if (!understand_number_in(e->form.s, e->form.len, &years, &e->age))
        e->age = -1;
}

static void ears_close(struct ears *e)
{
    strbuf_wipe(&e->form);
    strbuf_done(&e->form);
}

bool hear_one(const struct question *q, const char *s, size_t n, struct date today,
              struct facts *out)
{
    struct ears e;
    struct facts said;

    facts_init(&said);
    ears_open(&e, s, n, today, &said);
    hear_question(&e, q);
    ears_close(&e);
    bool any = said.n > 0;
    if (any)
        facts_put(out, &said.v[0]);
    facts_done(&said);
    return any;
}

void hear(const struct guide *g, const char *s, size_t n, struct facts *out)
{
    const struct entry *entry = g->entry;
    struct ears e;

    ears_open(&e, s, n, g->today, out);
    for (size_t i = 0; i < entry->tree.nodes.n; i++)
        if (entry->tree.nodes.v[i].question)
            hear_question(&e, entry->tree.nodes.v[i].question);
    for (size_t i = 0; i < entry->questions.n; i++)
        if (entry->questions.v[i].question)
            hear_question(&e, entry->questions.v[i].question);
    ears_close(&e);
}
