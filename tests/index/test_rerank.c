/* The second look, and questions that were asked before: with numbers worked out by hand. */
#include "index/asked.h"
#include "index/rerank.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define category(n) (UINT64_C(1) << (TRAIT_ASPECTS + (n)))
#define domain(n) category(SORT_CATEGORIES + (n))
#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-6)

static uint16_t ones[3] = {1, 2, 4}, none[3];

static void make_lengths(struct rank_lengths *l)
{
    memset(l, 0, sizeof *l);
    l->entries = 3;
    for (size_t k = 0; k < TERM_KINDS; k++)
        for (size_t f = 0; f < FIELDS; f++)
            l->v[k][f] = f == FIELD_NAME ? ones : none;
}

static void test_features(void **state)
{
    (void)state;
    struct rank_lengths lengths;
    make_lengths(&lengths);
    /* two words and a concept that spans the second word */
    static const struct rank_posting postings[] = {
        {0, 1, 1, 1},
        {1, 3, .5, 0}, /* first word: in the name of 0, the text of 1 */
        {0, 4, 1, 1},  /* second word: name and text of 0 */
        {1, 2, 1, 2},  /* the concept: the name of 1 */
    };
    static const struct rerank_term terms[] = {
        {TERM_WORD, 1, 0, 3, 0, 2},
        {TERM_WORD, 3, 3, 6, 2, 1},
        {TERM_CONCEPT, 2, 3, 9, 3, 1},
    };
    /* of the first two aspects; domains and categories */
    uint64_t own[] = {1 | category(0) | domain(0), 2 | domain(0) | domain(1), 0};
    struct traits traits = {3, own, {.5, .25}};
    struct rerank_input in = {
        terms, 3, postings, &lengths, &traits, 1 | category(0) | category(1) | domain(0), false};
    static const struct ranked best[] = {{0, 8}, {1, 4}};
    double f[2][RERANK_FEATURES];
    rerank_features(&in, best, 2, f);
    /* entry 0: words .5 and .5 of 1 and 3 in the name, .75 of 3 in the text */
    NEAR(f[0][RERANK_word_head], (1 * .5 + 3 * .5) / 4);
    NEAR(f[0][RERANK_word_body], 3 * .75 / 4);
    NEAR(f[0][RERANK_word_missed], 0);
    NEAR(f[0][RERANK_concept_missed], 1);
    NEAR(f[0][RERANK_both_missed], 0);
    NEAR(f[0][RERANK_word_narrow], 1); /* two words of a name of one */
    NEAR(f[0][RERANK_rarest], 1);
    NEAR(f[0][RERANK_base], 1);
    NEAR(f[0][RERANK_place], 1);
    /* entry 1: the first word in the text, the second by its concept */
    NEAR(f[1][RERANK_word_head], 0);
    NEAR(f[1][RERANK_word_body], 1 * .75 / 4);
    NEAR(f[1][RERANK_word_missed], .75);
    NEAR(f[1][RERANK_concept_head], 2. / 3);
    NEAR(f[1][RERANK_concept_missed], 0);
    NEAR(f[1][RERANK_both_missed], 0);
    NEAR(f[1][RERANK_concept_narrow], .5);
    NEAR(f[1][RERANK_rarest], 0);
    NEAR(f[1][RERANK_base], .5);
    NEAR(f[1][RERANK_place], .5);
    NEAR(f[0][RERANK_aspect_same], .5);
    NEAR(f[0][RERANK_aspect_other], 0);
    NEAR(f[0][RERANK_category_same], .5);
    NEAR(f[0][RERANK_category_other], 0);
    NEAR(f[1][RERANK_aspect_same], 0);
    NEAR(f[1][RERANK_aspect_other], .25);
    NEAR(f[1][RERANK_domain_same], 1);
    NEAR(f[1][RERANK_domain_other], .5);
    NEAR(f[1][RERANK_category_same], 0);
    NEAR(f[1][RERANK_category_other], 0); /* its name has none */
}

/* What is written is read again; an aspect that few names have weighs more. */
static void test_traits(void **state)
{
    (void)state;
    static const uint64_t of[] = {1, 1 | category(3), 1 | 2 | domain(11)};
    unsigned char bytes[3 * TRAIT_BYTES];
    struct traits t;
    for (size_t i = 0; i < 3; i++)
        traits_write(of[i], bytes + i * TRAIT_BYTES);
    assert_false(traits_open(&t, bytes, sizeof bytes - 1, 3));
    assert_false(traits_open(&t, bytes, sizeof bytes, 2));
    assert_true(traits_open(&t, bytes, sizeof bytes, 3));
    assert_memory_equal(t.v, of, sizeof of);
    NEAR(t.weight[0], 0);
    NEAR(t.weight[1], .5); /* log(4 / 2) / log(4) */
    NEAR(t.weight[2], 1);
    NEAR(traits_weight(&t, 7), 1.5);
    traits_done(&t);
    assert_true(traits_open(&t, bytes, 0, 0));
    NEAR(traits_weight(&t, 7), 0);
    traits_done(&t);
}

static void test_weights(void **state)
{
    (void)state;
    static struct weight v[] = {{.id = {"base", 4, {0}}, .value = {"2.5", 3, {0}}},
                                {.id = {"place", 5, {0}}, .value = {"-1", 2, {0}}},
                                {.id = {"nai", 3, {0}}, .value = {"7", 1, {0}}}};
    struct knowledge k = {.weights = {v, 3}};
    struct rerank_weights w;
    rerank_weights_read(&w, &k);
    assert_true(w.any);
    double f[RERANK_FEATURES] = {0};
    f[RERANK_base] = 2;
    f[RERANK_place] = 1;
    NEAR(rerank_score(&w, f), 4);
    k.weights.n = 0;
    rerank_weights_read(&w, &k);
    assert_false(w.any);
}

/* A question that is the same as one that was asked speaks for what was meant; one that shares
 * nothing does not. */
static void test_asked(void **state)
{
    (void)state;
    struct asked_maker m;
    struct strbuf b;
    struct asked a;
    asked_maker_init(&m);
    strbuf_init(&b);
    asked_add(&m, 2, (const struct asked_term[]){{"wa", 2, 3}, {"wb", 2, 4}}, 2);
    asked_add(&m, 1, (const struct asked_term[]){{"wc", 2, 1}}, 1);
    asked_add(&m, 0, (const struct asked_term[]){{"wx", 2, 0}}, 1); /* tells nothing */
    assert_int_equal(m.n, 2);
    asked_pack(&m, &b);
    assert_true(asked_open(&a, b.s, b.len, 3));
    assert_false(asked_open(&a, b.s, b.len, 2)); /* an entry that is not there */
    assert_false(asked_open(&a, b.s, b.len - 1, 3));
    assert_true(asked_open(&a, b.s, b.len, 3));

    static const struct term terms[] = {{"wa", 2, 0, 1}, {"wb", 2, 1, 2}};
    const struct term *const v[] = {&terms[0], &terms[1]};
    static const struct rerank_term found[] = {{TERM_WORD, 3, 0, 1, 0, 0},
                                               {TERM_WORD, 4, 1, 2, 0, 0}};
    double gain[3] = {9, 9, 9};
    asked_gain(&a, v, found, 2, gain, 3);
    NEAR(gain[0], 0);
    NEAR(gain[1], 0);
    double same = gain[2];
    assert_true(same > 1);
    asked_gain(&a, v, found, 1, gain, 3); /* one of two words: cosine 9 / (3 * 5) */
    double like = gain[2];
    assert_true(like > 1 && like < .5 * same);
    asked_add(&m, 2, (const struct asked_term[]){{"wa", 2, 3}, {"wb", 2, 4}}, 2);
    strbuf_clear(&b);
    asked_pack(&m, &b);
    assert_true(asked_open(&a, b.s, b.len, 3));
    asked_gain(&a, v, found, 1, gain, 3); /* two that are like it count more, but not twice */
    assert_true(gain[2] > like && gain[2] < 2 * like);
    asked_gain(&a, v, found, 2, gain, 3); /* the same is the same, however often */
    NEAR(gain[2], same);
    a.others = true; /* as if it had not been asked */
    asked_gain(&a, v, found, 2, gain, 3);
    NEAR(gain[2], 0);
    asked_gain(&a, v, found, 1, gain, 3);
    assert_true(gain[2] > like);
    asked_maker_done(&m);
    strbuf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_features),
        cmocka_unit_test(test_traits),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
