/* Random towns, edited at random: what the diff says against people who give random answers to the
 * old knowledge and to the new. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "guide/diff.h"
#include "guide/paths.h"
#include "random_town.h"

enum { TOWNS = 200, PEOPLE = 150, SMALL = 2000 };

struct random_edit {
    struct dice dice;
};

static char *nth(struct strbuf *b, const char *what, unsigned n)
{
    char *at = b->s;
    for (unsigned i = 0; (at = strstr(at, what)) && i < n; i++)
        at += strlen(what);
    return at;
}

static unsigned count(const struct strbuf *b, const char *what)
{
    unsigned n = 0;
    for (const char *at = b->s; (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

static void replace(struct strbuf *b, size_t at, size_t n, const char *by)
{
    struct strbuf out;
    strbuf_init(&out);
    strbuf_add(&out, b->s, at);
    strbuf_puts(&out, by);
    strbuf_puts(&out, b->s + at + n);
    strbuf_clear(b);
    strbuf_add(b, out.s, out.len);
    strbuf_done(&out);
}

static void replace_nth(struct strbuf *b, struct dice *d, const char *what, const char *by)
{
    unsigned n = count(b, what);
    if (n == 0)
        return;
    char *at = nth(b, what, roll(d, n));
    replace(b, (size_t)(at - b->s), strlen(what), by);
}

/* One condition becomes another of the same procedure: those of its documents read all it asks. */
static void swap_condition(struct strbuf *b, struct dice *d)
{
    static const char open[] = ", when: \"";
    const char *documents = strstr(b->s, "documents:");
    unsigned n = count(b, open);
    if (n < 2)
        return;
    char *from = nth(b, open, roll(d, n)), *to = nth(b, open, roll(d, n));
    if (from < documents || to < documents)
        return;
    size_t at = (size_t)(to - b->s) + strlen(open), size = strcspn(b->s + at, "\"");
    char *words = strndup(from + strlen(open), strcspn(from + strlen(open), "\""));
    replace(b, at, size, words);
    free(words);
}

static void drop_line(struct strbuf *b, struct dice *d)
{
    static const char begin[] = "  - {id: ";
    unsigned n = count(b, begin);
    if (n < 2)
        return;
    char *at = nth(b, begin, roll(d, n));
    replace(b, (size_t)(at - b->s), strcspn(at, "\n") + 1, "");
}

static void edit_at_random(void *ctx, struct strbuf *texts)
{
    struct random_edit *e = ctx;
    struct dice *d = &e->dice;
    for (unsigned i = roll(d, 3); i < 3; i++) {
        struct strbuf *b = &texts[roll(d, PROCEDURES)];
        switch (roll(d, 8)) {
        case 0:
            replace_nth(b, d, "fee:\n  - 0", "fee:\n  - 100");
            break;
        case 1:
            replace_nth(b, d, "の注意。", "の新しい注意。");
            break;
        case 2:
            replace_nth(b, d, "の期限。", "の新しい期限。");
            break;
        case 3:
            drop_line(b, d);
            break;
        case 4:
            replace_nth(b, d, "でやめます。", "で、やめましょう。");
            break;
        case 5:
            replace_nth(b, d, "{id: shomei", "{id: shomei, form: copy");
            break;
        default:
            swap_condition(b, d);
        }
    }
}

static struct fact random_fact(struct dice *d, const struct question *q, bool unknown)
{
    struct fact f = {.question = q};
    if (unknown && roll(d, 4) == 0)
        f.unknown = true;
    else if (q->kind == Q_DATE)
        f.date = date_add_days(sample_today, (long)roll(d, 50) - 30);
    else if (q->kind == Q_NUMBER)
        f.number = (long)roll(d, 10);
    else if (q->kind == Q_MULTI) {
        size_t none = q->none.len ? (size_t)question_answer(q, q->none.s) : q->answers.n;
        for (size_t i = 0; i < q->answers.n; i++)
            f.answers |= i != none && roll(d, 2) ? UINT64_C(1) << i : 0;
        if (!f.answers)
            f.answers = UINT64_C(1) << (none < q->answers.n ? none : 0);
    } else {
        f.answers = UINT64_C(1) << roll(d, (unsigned)q->answers.n);
    }
    return f;
}

/* One person, before and after: the same answers. True when わからない was among them. */
static bool answer_both(struct dice *d, const struct guide g[2], struct facts f[2], bool unknown)
{
    bool was_unknown = false;
    for (int side = 0; side < 2; side++) {
        struct guide_step step;
        for (guide_next(&g[side], &f[side], &step); step.question;
             guide_next(&g[side], &f[side], &step)) {
            struct fact fact = random_fact(d, step.question, unknown);
            was_unknown = was_unknown || fact.unknown;
            for (int to = 0; to < 2; to++) {
                fact.question = knowledge_question(g[to].knowledge, step.question->id.s);
                assert_non_null(fact.question);
                facts_put(&f[to], &fact);
            }
        }
    }
    return was_unknown;
}

/* Lines that tell what somebody gets; the diff's changes are turned into the same lines. */
struct lines {
    char *v[256];
    size_t n;
};

static void add_line(struct lines *l, const char *what, const char *id, int state, const char *more)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s %s %d %s", what, id, state, more);
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i], b.s) == 0) {
            strbuf_done(&b);
            return;
        }
    assert_true(l->n < sizeof l->v / sizeof *l->v);
    l->v[l->n++] = strbuf_detach(&b);
    strbuf_done(&b);
}

static void lines_done(struct lines *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i]);
    l->n = 0;
}

static bool has_line(const struct lines *l, const char *s)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i], s) == 0)
            return true;
    return false;
}

static int state_of(enum item_state s)
{
    return s == ITEM_REQUIRED ? DIFF_REQUIRED : DIFF_ASK;
}

static void list_procedures(const struct checklist *c, struct lines *l)
{
    for (size_t i = 0; i < c->procedures.n; i++)
        add_line(l, "procedure", c->procedures.v[i].entry->id.s, state_of(c->procedures.v[i].state),
                 "");
    if (c->stop)
        add_line(l, "stop", "", DIFF_REQUIRED, c->stop);
}

static void list_items(const struct checklist *c, struct lines *l)
{
    char more[64];
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];
        snprintf(more, sizeof more, "%d", d->form);
        add_line(l, "document", d->document->id.s, state_of(d->state), more);
    }
    for (size_t i = 0; i < c->fees.n; i++) {
        snprintf(more, sizeof more, "%d", c->fees.v[i].fee->yen);
        add_line(l, "fee", c->fees.v[i].entry->id.s, state_of(c->fees.v[i].state), more);
    }
    for (size_t i = 0; i < c->deadlines.n; i++)
        add_line(l, "deadline", c->deadlines.v[i].entry->id.s, state_of(c->deadlines.v[i].state),
                 c->deadlines.v[i].rule);
    for (size_t i = 0; i < c->notes.n; i++)
        add_line(l, "note", "", state_of(c->notes.v[i].state), c->notes.v[i].text.s);
    for (size_t i = 0; i < c->again.n; i++)
        add_line(l, "again", "", state_of(c->again.v[i].state), c->again.v[i].text.s);
}

static void line_of_change(const struct diff_change *c, int side, struct lines *l)
{
    static const char *const names[] = {[DIFF_PROCEDURE] = "procedure", [DIFF_STOP] = "stop",
                                        [DIFF_DOCUMENT] = "document",   [DIFF_FEE] = "fee",
                                        [DIFF_DEADLINE] = "deadline",   [DIFF_NOTE] = "note",
                                        [DIFF_AGAIN] = "again"};
    const char *id = "", *more = "";
    char number[32];
    if (c->what == DIFF_QUESTION || c->state[side] == DIFF_ABSENT)
        return;
    if (c->what == DIFF_PROCEDURE)
        id = c->procedure[side]->id.s;
    if (c->what == DIFF_DOCUMENT) {
        id = c->document[side]->id.s;
        snprintf(number, sizeof number, "%d", c->form[side]);
        more = number;
    } else if (c->what == DIFF_FEE) {
        id = c->owner[side]->id.s;
        snprintf(number, sizeof number, "%d", c->fee[side]->yen);
        more = number;
    } else if (c->what == DIFF_DEADLINE) {
        id = c->owner[side]->id.s;
        more = c->deadline[side]->text.s;
    } else if (c->text[side]) {
        more = c->text[side];
    }
    add_line(l, names[c->what], id, c->state[side], more);
}

static bool lists(const struct checklist *c, const struct entry *e)
{
    for (size_t i = 0; i < c->procedures.n; i++)
        if (c->procedures.v[i].entry == e)
            return true;
    return false;
}

static bool is_meant(const struct diff_change *c, const struct facts *f,
                     struct checklist *const lists_of[2])
{
    if (c->who.listed)
        return (c->owner[0] && lists(lists_of[0], c->owner[0])) ||
               (c->owner[1] && lists(lists_of[1], c->owner[1]));
    return diff_who_means(&c->who, f);
}

static void forget_common(struct lines *a, struct lines *b)
{
    for (size_t i = 0; i < a->n;) {
        size_t j = 0;
        while (j < b->n && strcmp(a->v[i], b->v[j]) != 0)
            j++;
        if (j == b->n) {
            i++;
            continue;
        }
        free(a->v[i]);
        free(b->v[j]);
        a->v[i] = a->v[--a->n];
        b->v[j] = b->v[--b->n];
    }
}

struct tally {
    size_t people, changed, changes;
};

/* What differs for this person is what the diff says for this person, no more and no less; with
 * わからない, no less. */
static void check_person(struct dice *d, const struct guide g[2], const struct diff_entry *e,
                         bool unknown, unsigned seed, struct tally *tally)
{
    struct facts f[2];
    struct checklist *c[2];
    struct lines got[2] = {{.n = 0}}, said[2] = {{.n = 0}};
    facts_init(&f[0]);
    facts_init(&f[1]);
    bool was_unknown = answer_both(d, g, f, unknown);
    for (int side = 0; side < 2; side++) {
        c[side] = guide_checklist(&g[side], &f[side]);
        list_procedures(c[side], &got[side]);
    }
    /* sent round in a circle: what is merged from several procedures is told procedure by procedure
     */
    was_unknown = was_unknown || c[0]->procedures.n > 1 || c[1]->procedures.n > 1;
    forget_common(&got[0], &got[1]);
    if (!got[0].n && !got[1].n) { /* the same list: item by item */
        list_items(c[0], &got[0]);
        list_items(c[1], &got[1]);
        forget_common(&got[0], &got[1]);
    }
    for (size_t i = 0; i < e->nchanges; i++)
        if (is_meant(&e->changes[i], &f[1], c)) {
            line_of_change(&e->changes[i], 0, &said[0]);
            line_of_change(&e->changes[i], 1, &said[1]);
        }
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < got[side].n; i++)
            if (!has_line(&said[side], got[side].v[i]))
                fail_msg("town %u, %s: not told of: %s", seed, g[1].entry->id.s, got[side].v[i]);
        for (size_t i = 0; i < said[side].n && !was_unknown; i++)
            if (!has_line(&got[side], said[side].v[i]))
                fail_msg("town %u, %s: told of, but: %s", seed, g[1].entry->id.s, said[side].v[i]);
    }
    tally->people++;
    tally->changed += got[0].n + got[1].n > 0;
    for (int side = 0; side < 2; side++) {
        lines_done(&got[side]);
        lines_done(&said[side]);
        checklist_free(c[side]);
        facts_done(&f[side]);
    }
}

static bool is_named(const struct diff *d, const struct entry *e)
{
    for (size_t i = 0; i < d->nentries; i++) {
        if (d->entries[i].entry[1] == e && diff_entry_changed(&d->entries[i]))
            return true;
        for (size_t j = 0; j < d->entries[i].also.n; j++)
            if (d->entries[i].also.v[j] == e)
                return true;
    }
    return false;
}

/* Whose list of the event changes finds the event named. */
static void check_event(struct dice *d, const struct guide g[2], const struct diff *diff,
                        unsigned seed)
{
    struct facts f[2];
    struct lines got[2] = {{.n = 0}};
    facts_init(&f[0]);
    facts_init(&f[1]);
    answer_both(d, g, f, true);
    for (int side = 0; side < 2; side++) {
        struct checklist *c = guide_checklist(&g[side], &f[side]);
        list_procedures(c, &got[side]);
        list_items(c, &got[side]);
        checklist_free(c);
    }
    forget_common(&got[0], &got[1]);
    if ((got[0].n || got[1].n) && !is_named(diff, g[1].entry))
        fail_msg("town %u: the event is not named: %s", seed, got[0].n ? got[0].v[0] : got[1].v[0]);
    for (int side = 0; side < 2; side++) {
        lines_done(&got[side]);
        facts_done(&f[side]);
    }
}

/* So small that all combinations of わからない are walked. */
static bool is_small(const struct knowledge *k)
{
    struct sources sources;
    struct diags diags;
    struct paths_count count;
    sources_init(&sources);
    diags_init(&diags, &sources);
    paths_check(k, sample_today, &diags, &count);
    diags_done(&diags);
    sources_done(&sources);
    return count.paths < SMALL;
}

static void random_people(void **state)
{
    struct tally tally = {0};
    (void)state;
    for (unsigned seed = 0; seed < TOWNS; seed++) {
        struct sample s[2];
        struct dice d = {UINT64_C(0x2545f4914f6cdd1d) * (seed + 7)};
        struct random_edit e = {d};
        random_town_open(&s[0], seed);
        if (!is_small(s[0].k)) {
            sample_close(&s[0]);
            continue;
        }
        random_town_open_edited(&s[1], seed, edit_at_random, &e);
        struct diff *diff = diff_new(s[0].k, s[1].k, sample_today);
        for (size_t i = 0; i < diff->nentries; i++) {
            const struct diff_entry *x = &diff->entries[i];
            struct guide g[2] = {{s[0].k, x->entry[0], sample_today},
                                 {s[1].k, x->entry[1], sample_today}};
            tally.changes += x->nchanges;
            for (int person = 0; person < PEOPLE && !x->too_many; person++) {
                if (x->entry[1]->kind == ENTRY_EVENT)
                    check_event(&d, g, diff, seed);
                else
                    check_person(&d, g, x, person % 3 == 0, seed, &tally);
            }
        }
        diff_free(diff);
        sample_close(&s[0]);
        sample_close(&s[1]);
    }
    assert_true(tally.changed > tally.people / 50); /* it did have something to find */
    assert_true(tally.changes > 100);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
