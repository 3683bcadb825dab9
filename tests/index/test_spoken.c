/* Readings that the builder gives to questions of a town. */
#include "index/suggest.h"
#include "sample.h"

/* A question of a town, as it was imported: the built file has its reading, by MeCab. */
static void test_imported(void **state)
{
    (void)state;
    static const char faq[] = "faq-0001:\n  name: 粗大ごみの出し方を、教えてください。\n"
                              "  answer: シールをはります。\n"
                              "faq-0002:\n  name: 児童ホーム\n  reading: こどものいえ\n"
                              "  answer: 学童保育です。\n";
    static const char *const typed[] = {"そだいごみ", "ソダイ", "sodaigo",
                                        "だしかた",   "dashi",  "出し"};
    struct sample s;
    struct place place;
    sample_load(&s, faq);
    place_init(&place);
    struct morph *m = sample_morph();
    build_ok(place.path, s.k, m);
    struct index *ix = open_ok(place.path);
    const struct knowledge *k = index_knowledge(ix);
    assert_string_equal(knowledge_at(k, 0)->reading.s, "そだい ごみの だしかたを おしえてください");
    assert_string_equal(knowledge_at(k, 1)->reading.s, "こどものいえ");
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct suggestions found;
        index_suggest(ix, typed[i], strlen(typed[i]), 5, &found);
        assert_int_equal(found.n, 1);
        assert_ptr_equal(found.v[0].entry, knowledge_at(k, 0));
        suggestions_done(&found);
    }
    index_close(ix);
    morph_close(m);
    place_done(&place);
    sample_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_imported)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
