/* Periods, values that change at a day, and when somebody has to look again. */
#include "knowledge/fee.h"
#include "knowledge/loader.h"
#include "knowledge/review.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct date day(long n) /* of the tests' own count */
{
    return date_add_days((struct date){2027, 3, 20}, n);
}

static uint32_t seed = 20270401;
static int roll(int below)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

enum { DAYS = 24, ROWS = 4 };

/* First and last day as numbers; what is open begins at -2 or ends at DAYS + 2. */
struct rows {
    struct period v[ROWS];
    size_t n;
};

static bool holds(const struct period *p, long n)
{
    struct date d = day(n);
    return (date_is_none(p->from) || date_to_days(p->from) <= date_to_days(d)) &&
           (date_is_none(p->until) || date_to_days(d) <= date_to_days(p->until));
}

/* By counting: every day from the first to the last has exactly one row. */
static bool is_series(const struct rows *r)
{
    long first = DAYS + 2, last = -2;

    for (size_t i = 0; i < r->n; i++) {
        const struct period *p = &r->v[i];
        long from = date_is_none(p->from) ? -2 : date_to_days(p->from) - date_to_days(day(0));
        long until =
            date_is_none(p->until) ? DAYS + 2 : date_to_days(p->until) - date_to_days(day(0));
        if (from > until)
            return false;
        first = from < first ? from : first;
        last = until > last ? until : last;
    }
    for (long n = first; n <= last; n++) {
        size_t rows = 0;
        for (size_t i = 0; i < r->n; i++)
            rows += holds(&r->v[i], n);
        if (rows != 1)
            return false;
    }
    return true;
}

static void put_row(struct rows *r, long from, long until)
{
    struct period *p = &r->v[r->n++];

    *p = (struct period){.from_at = {0, 1, 1}, .until_at = {0, 1, 1}};
    if (from >= 0)
        p->from = day(from);
    else
        p->from_at.line = 0;
    if (until < DAYS)
        p->until = day(until);
    else
        p->until_at.line = 0;
}

/* Half of them are cut from one piece, and then perhaps moved by a day. */
static void random_rows(struct rows *r)
{
    bool good = roll(2);
    long at = roll(3) - 1;
    size_t n = 1 + (size_t)roll(ROWS);

    r->n = 0;
    for (size_t i = 0; i < n; i++) {
        long until = good ? at + roll(6) : roll(DAYS + 4);
        if (i + 1 == n && roll(2))
            until = DAYS;
        put_row(r, good ? at : roll(DAYS) - 2, until);
        at = until + 1;
    }
    struct period *p = &r->v[roll((int)n)], first = r->v[0];
    if (good && roll(3) == 0 && !date_is_none(p->from))
        p->from = date_add_days(p->from, roll(3) - 1);
    r->v[0] = r->v[n - 1]; /* the order is nobody's business */
    r->v[n - 1] = first;
}

/* Of a good series one row is told every day, from its first on: in force, or the last one. */
static void expect_one_told(const struct rows *r)
{
    static const struct str none = {"", 0, {0, 0, 0}};
    struct fee v[ROWS];
    struct fees all = {v, r->n};

    for (size_t i = 0; i < r->n; i++)
        v[i] = (struct fee){
            .label = none, .town = none, .text = none, .when = {none, NULL}, .in = r->v[i]};
    for (long n = -2; n <= DAYS + 200; n++) {
        size_t told = 0;
        for (size_t i = 0; i < r->n; i++) {
            bool shown = fee_shown(&all, &v[i], day(n));
            told += shown;
            if (holds(&v[i].in, n))
                assert_true(shown);
        }
        assert_int_equal(told, 1); /* what begins later than on the first day is near enough */
    }
}

static void exactly_one_or_refused(void **state)
{
    (void)state;
    size_t accepted = 0, refused = 0;

    for (int round = 0; round < 20000; round++) {
        struct rows r;
        struct sources sources;
        struct diags d;

        random_rows(&r);
        bool want = is_series(&r);
        sources_init(&sources);
        diags_init(&d, &sources);
        period_check_series(r.v, r.n, "金額", (struct mark){0, 1, 1}, &d);
        if ((d.errors == 0) != want)
            fail_msg("round %d: %s", round, d.errors ? d.v[0].msg : "accepted");
        *(want ? &accepted : &refused) += 1;
        if (want)
            expect_one_told(&r);
        diags_done(&d);
        sources_done(&sources);
    }
    assert_true(accepted > 2000 && refused > 2000);
}

static void days_that_both_have(void **state)
{
    (void)state;
    for (int round = 0; round < 5000; round++) {
        struct rows r;
        struct period both;

        do
            random_rows(&r);
        while (r.n < 2);
        bool any = false, meet = period_meet(&r.v[0], &r.v[1], &both);
        for (long n = -2; n <= DAYS + 8; n++) {
            bool want = holds(&r.v[0], n) && holds(&r.v[1], n);
            any = any || want;
            if (meet)
                assert_int_equal(period_holds(&both, day(n)), want);
        }
        assert_int_equal(meet, any || (meet && !any && date_cmp(both.from, day(DAYS + 8)) > 0));
    }
}

/* ---- through the loader ---- */

struct loaded {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
};

#define DESKS "desks: {a: {name: 住民課, place: 1階, tel: %s, hours: 平日}}\n"
#define ENTRY                                                                                     \
    "id: p\nname: 手続き\nreading: てつづき\nfield: 住所\nsummary: ためしです。\n" \
    "says: [ためし]\ndesk: a\nwho: 本人\nowner: 住民課\nconfirmed: 2026-11-20\ndocuments: []\n"

static void load(struct loaded *l, const char *town, const char *tel, const char *entry)
{
    struct strbuf a, b;

    strbuf_init(&a);
    strbuf_init(&b);
    strbuf_printf(&a,
                  "name: 見本町\nreading: みほんまち\ntel: 0000-00-0000\nfront: a\nclosed: [土]\n"
                  "%s" DESKS,
                  town, tel);
    strbuf_printf(&b, "%s%s", ENTRY, entry);
    struct loader_file files[] = {{"town.yaml", a.s, a.len}, {"procedures/p.yaml", b.s, b.len}};
    sources_init(&l->sources);
    diags_init(&l->diags, &l->sources);
    l->k = knowledge_load_texts(files, 2, &l->sources, &l->diags);
    if (l->diags.errors)
        fail_msg("%s", l->diags.v[0].msg);
    strbuf_done(&a);
    strbuf_done(&b);
}

static void done(struct loaded *l)
{
    knowledge_free(l->k);
    diags_done(&l->diags);
    sources_done(&l->sources);
}

enum { OVER = -1 };

/* The one row that is shown on a day, as yen, and the one that comes; 0: none. */
static void expect_fee(const struct knowledge *k, struct date today, int yen, int coming)
{
    const struct fees *f = &knowledge_entry(k, "p")->fees;
    size_t shown = 0;

    for (size_t i = 0; i < f->n; i++) {
        if (!fee_shown(f, &f->v[i], today))
            continue;
        const struct fee *next = fee_coming(f, &f->v[i], today);
        assert_int_equal(fee_is_over(&f->v[i], today) ? OVER : f->v[i].yen, yen);
        assert_int_equal(next ? next->yen : 0, coming);
        shown++;
    }
    assert_int_equal(shown, yen ? 1 : 0);
}

#define FEES                                                                         \
    "fees: {x: [{yen: 400, from: 2027-04-01, until: 2028-03-31}, {yen: 300, until: " \
    "2027-03-31}]}\n"

static void a_fee_changes(void **state)
{
    (void)state;
    struct loaded l;

    load(&l, FEES, "0000-00-0000", "fee: {town: x}\nnotes: [\"料金は{{fee.x}}です。\"]\n");
    expect_fee(l.k, (struct date){2026, 11, 20}, 300, 0);
    expect_fee(l.k, (struct date){2026, 12, 31}, 300, 0); /* 91 days before */
    expect_fee(l.k, (struct date){2027, 1, 1}, 300, 400); /* 90 */
    expect_fee(l.k, (struct date){2027, 3, 31}, 300, 400);
    expect_fee(l.k, (struct date){2027, 4, 1}, 400, 0);
    expect_fee(l.k, (struct date){2028, 3, 31}, 400, 0);
    expect_fee(l.k, (struct date){2028, 4, 1}, OVER, 0);
    assert_string_equal(knowledge_entry(l.k, "p")->notes.v[0].text.s,
                        "料金は2027年3月31日までは300円、2027年4月1日から2028年3月31日までは"
                        "400円です。");
    done(&l);
}

/* A row that names the town's fee has it for its own time only. */
static void a_fee_of_the_town_for_a_while(void **state)
{
    (void)state;
    struct loaded l;

    load(&l, FEES, "0000-00-0000",
         "fee: [{town: x, until: 2027-05-31}, {yen: 500, from: 2027-06-01}]\n");
    expect_fee(l.k, (struct date){2027, 3, 31}, 300, 400);
    expect_fee(l.k, (struct date){2027, 4, 1}, 400, 500);
    expect_fee(l.k, (struct date){2027, 5, 31}, 400, 500);
    expect_fee(l.k, (struct date){2027, 6, 1}, 500, 0);
    expect_fee(l.k, (struct date){2037, 6, 1}, 500, 0);
    done(&l);
}

static void a_fee_that_begins(void **state)
{
    (void)state;
    struct loaded l;

    load(&l, "", "0000-00-0000", "fee: {yen: 500, from: 2027-06-01}\n");
    expect_fee(l.k, (struct date){2027, 3, 2}, 0, 0);
    expect_fee(l.k, (struct date){2027, 3, 3}, 500, 0); /* 90 days before: it is what comes */
    expect_fee(l.k, (struct date){2027, 6, 1}, 500, 0);
    done(&l);
}

static void words_true_on_every_day(void **state)
{
    (void)state;
    struct loaded l;

    load(&l, "",
         "[{text: 0000-11-0000, from: 2027-04-01}, {text: 0000-00-0000, until: 2027-03-31}]",
         "fee: 0\nonline: {level: no, how: {text: まだです。, until: 2027-03-31}}\n");
    assert_string_equal(knowledge_desk(l.k, "a")->tel.s,
                        "2027年3月31日までは0000-00-0000、2027年4月1日からは0000-11-0000");
    assert_string_equal(knowledge_entry(l.k, "p")->online.how.s, "2027年3月31日まではまだです。");
    done(&l);
}

/* ---- looking again ---- */

static void when_it_is_old(void **state)
{
    static const struct {
        const char *town, *entry;
        struct date last; /* not old on it, old on the day after */
    } cases[] = {
        {"", "fee: 0\n", {2027, 11, 20}},
        {"review_after: 18 months\n", "fee: 0\n", {2028, 5, 20}},
        {"review_after: 18 months\n", "review_after: 6 months\nfee: 0\n", {2027, 5, 20}},
        {"", "review_after: 10 days\nfee: 0\n", {2026, 11, 30}},
        {"", "review_after: 2 weeks\nfee: 0\n", {2026, 12, 4}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loaded l;

        load(&l, cases[i].town, "0000-00-0000", cases[i].entry);
        const struct entry *e = knowledge_entry(l.k, "p");
        assert_int_equal(date_cmp(review_until(e), cases[i].last), 0);
        assert_false(entry_is_old(e, cases[i].last));
        assert_false(entry_is_doubtful(e, cases[i].last));
        assert_true(entry_is_old(e, date_add_days(cases[i].last, 1)));
        assert_true(entry_is_doubtful(e, date_add_days(cases[i].last, 1)));
        assert_false(entry_is_old(e, (struct date){0, 0, 0}));
        done(&l);
    }
}

static void what_is_due(void **state)
{
    static const struct {
        struct date today;
        size_t within, n;
        enum review_state state;
    } cases[] = {
        {{2027, 8, 22}, 90, 0, REVIEW_SOON},     {{2027, 8, 23}, 90, 1, REVIEW_SOON},
        {{2027, 11, 20}, 1, 1, REVIEW_SOON},     {{2027, 11, 21}, 1, 1, REVIEW_OVERDUE},
        {{2037, 11, 21}, 90, 1, REVIEW_OVERDUE},
    };
    struct loaded l;

    (void)state;
    load(&l, "", "0000-00-0000", "fee: 0\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct review_item *v;
        size_t n = review_list(l.k, cases[i].today, cases[i].within, &v);
        assert_int_equal(n, cases[i].n);
        if (n) {
            assert_int_equal(v[0].state, cases[i].state);
            assert_string_equal(review_owner(&v[0]), "住民課");
        }
        free(v);
    }
    done(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_one_or_refused), cmocka_unit_test(days_that_both_have),
        cmocka_unit_test(a_fee_changes),          cmocka_unit_test(a_fee_of_the_town_for_a_while),
        cmocka_unit_test(a_fee_that_begins),      cmocka_unit_test(words_true_on_every_day),
        cmocka_unit_test(when_it_is_old),         cmocka_unit_test(what_is_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
