#include "index/confidence.h"
#include "index/ranking.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-9)

/* Four entries: names of 2, 2, 4 and 0 words, bodies of 10, 30, 0 and 20. */
static uint16_t names[] = {2, 2, 4, 0}, bodies[] = {10, 30, 0, 20}, nothing[4];
static struct rank_lengths lengths;

static const struct rank_kind settings = {
    .scale = 2,
    .scale_by_ear = .5,
    .k1 = 3,
    .field = {[FIELD_NAME] = {2, .8}, [FIELD_BODY] = {1, .6}},
};

static int setup(void **state)
{
    (void)state;
    lengths.entries = 4;
    for (size_t k = 0; k < TERM_KINDS; k++)
        for (size_t f = 0; f < FIELDS; f++)
            lengths.v[k][f] = nothing;
    lengths.v[TERM_WORD][FIELD_NAME] = names;
    lengths.v[TERM_WORD][FIELD_BODY] = bodies;
    rank_lengths_means(&lengths);
    return 0;
}

static void test_means(void **state)
{
    (void)state;
    NEAR(lengths.mean[TERM_WORD][FIELD_NAME], 8. / 3); /* entries without the field do not count */
    NEAR(lengths.mean[TERM_WORD][FIELD_BODY], 20);
    NEAR(lengths.mean[TERM_WORD][FIELD_SAYS], 0);
    NEAR(lengths.mean[TERM_GRAM][FIELD_NAME], 0);
}

static void test_idf(void **state)
{
    (void)state;
    NEAR(rank_idf(4, 0), 2.302585092994046);  /* ln 10 */
    NEAR(rank_idf(4, 1), 1.2039728043259361); /* ln(1 + 3.5 / 1.5) */
    NEAR(rank_idf(4, 2), .6931471805599453);  /* ln 2 */
    NEAR(rank_idf(4, 4), .10536051565782635); /* ln(1 + .5 / 4.5): still above 0 */
    assert_true(rank_idf(100000, 100000) > 0);
    assert_true(rank_idf(0, 0) > 0);
}

static void test_frequency(void **state)
{
    (void)state;
    static const struct {
        size_t entry;
        uint32_t tf[FIELDS];
        double expected;
    } cases[] = {
        /* name 2 of 8/3: 1 - .8 + .8 * .75 = .8; 2 * 1 / .8 */
        {0, {[FIELD_NAME] = 1}, 2.5},
        /* body 10 of 20: 1 - .6 + .6 * .5 = .7; 3 / .7 */
        {0, {[FIELD_BODY] = 3}, 3 / .7},
        {0, {[FIELD_NAME] = 1, [FIELD_BODY] = 3}, 2.5 + 3 / .7},
        /* body 30 of 20: .4 + .6 * 1.5 = 1.3 */
        {1, {[FIELD_BODY] = 3}, 3 / 1.3},
        /* name 4 of 8/3: .2 + .8 * 1.5 = 1.4 */
        {2, {[FIELD_NAME] = 2}, 4 / 1.4},
        /* fields without weight, or that no entry has, add nothing */
        {0, {[FIELD_SAYS] = 9, [FIELD_READING] = 9}, 0},
        {0, {0}, 0},
    };
    double head;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        NEAR(rank_frequency(&settings, TERM_WORD, &lengths, cases[i].entry, cases[i].tf, &head),
             cases[i].expected);
}

static void test_add(void **state)
{
    (void)state;
    struct ranking r;
    ranking_init(&r, 4, false);
    const struct rank_posting first[] = {{0, 2.5, 1, 0}, {2, 1, .5, 0}};
    ranking_add(&r, &settings, TERM_WORD, first, 2);
    /* 2 * ln 2 * 4 * 2.5 / 5.5 and 2 * ln 2 * 4 * 1 / 4 */
    NEAR(r.score[0], 2.520535202036165);
    NEAR(r.score[1], 0);
    NEAR(r.score[2], 1.3862943611198906);
    /* a posting without weight neither scores nor counts for the idf */
    const struct rank_posting second[] = {{0, 0, 1, 0}, {2, 3, 1, 0}};
    ranking_add(&r, &settings, TERM_WORD, second, 2);
    /* 2 * ln(10 / 3) * 4 * 3 / 6 */
    NEAR(r.score[2], 1.3862943611198906 + 4.8158912173037445);
    NEAR(r.score[0], 2.520535202036165);
    ranking_add(&r, &settings, TERM_WORD, NULL, 0);
    /* of ln 2 + ln(10 / 3) + ln 10 the third entry is about half of the first, and the second */
    NEAR(ranking_covered(&r, 2), (.6931471805599453 / 2 + 1.2039728043259361) /
                                     (.6931471805599453 + 1.2039728043259361 + 2.302585092994046));
    NEAR(ranking_covered(&r, 1), 0);
    /* what is no word does not cover */
    double before = ranking_covered(&r, 2);
    ranking_add(&r, &settings, TERM_GRAM, second, 2);
    NEAR(ranking_covered(&r, 2), before);
    ranking_done(&r);
}

static void test_by_ear(void **state)
{
    (void)state;
    struct ranking r;
    ranking_init(&r, 4, true);
    const struct rank_posting v[] = {{3, 1, 1, 0}};
    ranking_add(&r, &settings, TERM_READING, v, 1);
    NEAR(r.score[3], .5 * 1.2039728043259361); /* the other scale */
    NEAR(ranking_covered(&r, 3), .5);          /* all sounds, no words */
    ranking_add(&r, &settings, TERM_WORD, v, 1);
    NEAR(ranking_covered(&r, 3), 1);
    ranking_add(&r, &settings, TERM_WORD, NULL, 0);
    NEAR(ranking_covered(&r, 3),
         .5 + .5 * 1.2039728043259361 / (1.2039728043259361 + 2.302585092994046));
    ranking_done(&r);
    ranking_init(&r, 4, true);
    NEAR(ranking_covered(&r, 3), 0); /* nothing was asked */
    ranking_done(&r);
    ranking_init(&r, 4, false);
    ranking_add(&r, &settings, TERM_READING, v, 1);
    NEAR(ranking_covered(&r, 3), 0); /* in writing, sounds tell nothing */
    ranking_done(&r);
}

static void test_about(void **state)
{
    (void)state;
    static const struct {
        enum term_kind kind;
        uint32_t tf[FIELDS];
        double expected;
    } cases[] = {
        {TERM_WORD, {[FIELD_NAME] = 1}, 1},    {TERM_WORD, {[FIELD_SAYS] = 2, [FIELD_BODY] = 9}, 1},
        {TERM_WORD, {[FIELD_BODY] = 9}, .5},   {TERM_READING, {[FIELD_READING] = 1}, 1},
        {TERM_READING, {[FIELD_BODY] = 9}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        NEAR(rank_about(cases[i].kind, cases[i].tf), cases[i].expected);
}

static int by_score(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* Against sorting everything, with many equal scores and zeroes. */
static void test_top(void **state)
{
    (void)state;
    enum { N = 300 };
    uint32_t x = 7;
    for (int round = 0; round < 60; round++) {
        struct ranking r;
        struct ranked all[N], top[N + 10];
        size_t n = 0, entries = (size_t)round * 5;
        ranking_init(&r, entries, false);
        for (size_t i = 0; i < entries; i++) {
            x = x * 1664525u + 1013904223u;
            r.score[i] = (double)((x >> 16) % 40) / 4;
            if (r.score[i] > 0)
                all[n++] = (struct ranked){(uint32_t)i, r.score[i]};
        }
        qsort(all, n, sizeof *all, by_score);
        static const size_t limits[] = {0, 1, 2, 3, 10, 100, N + 10};
        for (size_t l = 0; l < sizeof limits / sizeof *limits; l++) {
            size_t got = ranking_top(&r, top, limits[l]);
            assert_int_equal(got, n < limits[l] ? n : limits[l]);
            for (size_t i = 0; i < got; i++) {
                assert_int_equal(top[i].entry, all[i].entry);
                NEAR(top[i].score, all[i].score);
            }
        }
        ranking_done(&r);
    }
}

/* The settings in use: what is not weighed is not indexed, and b stays a share. */
static void test_settings(void **state)
{
    (void)state;
    for (size_t k = 0; k < TERM_KINDS; k++) {
        double weights = 0;
        for (size_t f = 0; f < FIELDS; f++) {
            const struct rank_field *field = &rank_settings[k].field[f];
            assert_true(field->weight >= 0 && field->b >= 0 && field->b <= 1);
            weights += field->weight;
        }
        assert_true(weights > 0 && rank_settings[k].k1 > 0 && rank_settings[k].scale > 0);
    }
}

static void test_confidence(void **state)
{
    (void)state;
    static const struct {
        struct evidence e; /* hits, exact, broad, top, next, size, covered */
        enum confidence expected;
    } cases[] = {
        {{0, 0, false, 0, 0, 0, 0}, CONFIDENCE_UNKNOWN},
        {{5, 1, false, 10, 9, 3, 1}, CONFIDENCE_SURE},    /* its name */
        {{1, 1, false, 0, 0, 0, 0}, CONFIDENCE_SURE},     /* its name, of stopwords only */
        {{5, 2, false, 10, 9, 3, 1}, CONFIDENCE_CHOOSE},  /* two have that name */
        {{5, 2, false, 90, 9, 3, 1}, CONFIDENCE_CHOOSE},  /* … however well the first one fits */
        {{5, 1, true, 10, 9, 3, 1}, CONFIDENCE_CHOOSE},   /* an event, and procedures fit too */
        {{5, 1, true, 40, 9, 3, 1}, CONFIDENCE_CHOOSE},   /* … however little they do */
        {{5, 0, false, 8, 6, 3, 1}, CONFIDENCE_SURE},     /* ln 8 + 1 */
        {{5, 0, false, 8, 6.5, 3, 1}, CONFIDENCE_CHOOSE}, /* two of a kind */
        {{1, 0, false, 8, 0, 3, 1}, CONFIDENCE_SURE},     /* the only one */
        {{5, 0, false, 7, 1, 3, 1}, CONFIDENCE_CHOOSE},   /* far ahead with little */
        {{5, 0, false, 8, 1, 9, .2}, CONFIDENCE_CHOOSE},  /* a long question, several words of it */
        {{5, 0, false, 5, 1, 9, .2}, CONFIDENCE_UNKNOWN},
        {{5, 0, false, 2, 1, 1, .5}, CONFIDENCE_CHOOSE}, /* a short one, half of it */
        {{5, 0, false, 2, 1, 1, .4}, CONFIDENCE_UNKNOWN},
        {{5, 0, false, 2, 1, 2, 1}, CONFIDENCE_UNKNOWN}, /* all of it, in letters only */
        {{5, 0, false, 0, 0, 0, 1}, CONFIDENCE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(confidence_judge(&cases[i].e), cases[i].expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_means),      cmocka_unit_test(test_idf),
        cmocka_unit_test(test_frequency),  cmocka_unit_test(test_add),
        cmocka_unit_test(test_by_ear),     cmocka_unit_test(test_about),
        cmocka_unit_test(test_top),        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_confidence),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
