#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

static struct sample s;

static int open_sample(void **state)
{
    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    return 0;
}

static int close_sample(void **state)
{
    (void)state;
    sample_close(&s);
    return 0;
}

static const struct {
    const char *entry, *answers;
    const char *next; /* - : all is answered */
    size_t asked, left;
    const char *path;
} walks[] = {
    /* one tree: each answer has its own way */
    {"ten", "", "moto", 0, 6, ""},
    {"ten", "moto=kuni", "hoho", 1, 5, "moto=kuni"},
    {"ten", "moto=kuni hoho=kami", "sumi_hi", 2, 3, "moto=kuni hoho=kami"},
    {"ten", "moto=kuni hoho=net", "mochi", 2, 4, "moto=kuni hoho=net"},
    {"ten", "moto=kuni hoho=unknown", "sumi_hi", 2, 3, "moto=kuni hoho=unknown"},
    {"ten", "moto=unknown", "hoho", 1, 5, "moto=unknown"},
    {"ten", "moto=mada", "-", 1, 0, "moto=mada"},
    {"ten", "moto=kuni hoho=kami sumi_hi=2026-11-01 raicho=honnin", "-", 4, 0,
     "moto=kuni hoho=kami sumi_hi=2026-11-01 raicho=honnin"},
    {"ten", "moto=kuni hoho=kami sumi_hi=unknown raicho=dairi", "inin", 4, 1,
     "moto=kuni hoho=kami sumi_hi=unknown raicho=dairi"},
    {"ten", "moto=kuni hoho=kami sumi_hi=unknown raicho=unknown", "-", 4, 0,
     "moto=kuni hoho=kami sumi_hi=unknown raicho=unknown"},
    /* go */
    {"ten", "moto=gaikoku", "gai_moto", 1, 2, "moto=gaikoku"},
    {"ten", "moto=gaikoku gai_moto=hai raicho=honnin", "-", 3, 0,
     "moto=gaikoku gai_moto=hai raicho=honnin"},
    {"ten", "moto=gaikoku gai_moto=iie", "-", 2, 0, "moto=gaikoku gai_moto=iie"},
    {"gai", "gai_moto=iie moto=kuni", "hoho", 2, 5, "gai_moto=iie moto=kuni"},
    /* answers that do not apply any more are not on the path, in whatever order they came */
    {"ten", "mochi=hai inin=iie raicho=honnin sumi_hi=2026-11-01 hoho=kami moto=kuni", "-", 4, 0,
     "moto=kuni hoho=kami sumi_hi=2026-11-01 raicho=honnin"},
    {"ten", "moto=mada hoho=net mochi=hai raicho=dairi", "-", 1, 0, "moto=mada"},
    /* beyond an open question: what any answer to it can still reach */
    {"ten", "raicho=dairi", "moto", 0, 5, "raicho=dairi"},
    {"ten", "raicho=honnin sumi_hi=2026-11-01", "moto", 0, 3, "sumi_hi=2026-11-01 raicho=honnin"},
    {"ten", "moto=kuni mochi=hai", "hoho", 1, 4, "moto=kuni mochi=hai"},
    {"ten", "hoho=kami mochi=hai", "moto", 0, 4, "hoho=kami"},
    /* no questions at all */
    {"koku", "", "-", 0, 0, ""},
    {"koku", "hoken=kokuho", "-", 0, 0, ""},
    /* わからない with its own way */
    {"kai", "nenrei=70 kai_riyu=unknown", "-", 2, 0, "nenrei=70 kai_riyu=unknown"},
    {"kai", "", "nenrei", 0, 2, ""},
    /* an event: its own questions first, then the trees that are walked */
    {"hikkoshi", "", "muki", 0, 11, ""},
    {"hikkoshi", "muki=naka", "hoken", 1, 10, "muki=naka"},
    {"hikkoshi", "muki=naka hoken=nashi setai=iie", "-", 3, 0, "muki=naka hoken=nashi setai=iie"},
    {"hikkoshi", "muki=naka hoken=nashi setai=hai", "nokoru", 3, 8,
     "muki=naka hoken=nashi setai=hai"},
    {"hikkoshi", "muki=naka hoken=nashi setai=hai nokoru=1", "-", 4, 0,
     "muki=naka hoken=nashi setai=hai nokoru=1"},
    {"hikkoshi", "muki=naka hoken=nashi setai=hai nokoru=2", "gai_moto", 4, 7,
     "muki=naka hoken=nashi setai=hai nokoru=2"},
    {"hikkoshi", "muki=naka hoken=nashi setai=unknown", "nokoru", 3, 8,
     "muki=naka hoken=nashi setai=unknown"},
    {"hikkoshi", "muki=naka hoken=nashi setai=iie nokoru=5", "-", 3, 0,
     "muki=naka hoken=nashi setai=iie"},
    /* presets are not asked and are nobody's answers; kai is not walked */
    {"hikkoshi", "muki=hairu hoken=kaigo setai=iie", "hoho", 3, 5,
     "muki=hairu hoken=kaigo setai=iie"},
    {"hikkoshi", "muki=hairu hoken=kaigo setai=iie moto=mada", "hoho", 3, 5,
     "muki=hairu hoken=kaigo setai=iie"},
    {"hikkoshi", "muki=hairu hoken=nashi setai=iie hoho=net", "mochi", 4, 4,
     "muki=hairu hoken=nashi setai=iie hoho=net"},
    /* a question of two trees is asked once */
    {"hikkoshi",
     "muki=hairu hoken=nashi setai=hai nokoru=3 hoho=kami sumi_hi=2026-11-01 raicho=honnin",
     "gai_moto", 7, 2,
     "muki=hairu hoken=nashi setai=hai nokoru=3 hoho=kami sumi_hi=2026-11-01 raicho=honnin"},
    {"hikkoshi",
     "muki=hairu hoken=nashi setai=hai nokoru=3 hoho=kami sumi_hi=2026-11-01 raicho=honnin "
     "gai_moto=hai",
     "-", 8, 0,
     "muki=hairu hoken=nashi setai=hai nokoru=3 hoho=kami sumi_hi=2026-11-01 raicho=honnin "
     "gai_moto=hai"},
    /* an answer given before its question's turn */
    {"hikkoshi", "setai=hai nokoru=3", "muki", 0, 9, "setai=hai nokoru=3"},
};

static void steps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
        struct guide g = {s.k, knowledge_entry(s.k, walks[i].entry), sample_today};
        struct guide_step step;
        struct guide_path path;
        struct facts f;
        struct strbuf got, want;

        strbuf_init(&got);
        strbuf_init(&want);
        facts_init(&f);
        sample_answer(&s, &f, walks[i].answers);
        guide_next(&g, &f, &step);
        guide_path(&g, &f, &path);
        strbuf_printf(&got, "%s: %s, %zu asked, %zu left: ", walks[i].answers,
                      step.question ? step.question->id.s : "-", step.asked, step.left);
        dump_facts(&got, path.v, path.n);
        strbuf_printf(&want, "%s: %s, %zu asked, %zu left: %s", walks[i].answers, walks[i].next,
                      walks[i].asked, walks[i].left, walks[i].path);
        assert_string_equal(got.s, want.s);
        guide_path_done(&path);
        facts_done(&f);
        strbuf_done(&got);
        strbuf_done(&want);
    }
}

/* Answering the next question until there is none: each is asked once, what is left shrinks. */
static void comes_to_an_end(void **state)
{
    static const char *const entries[] = {"ten", "gai", "koku", "kai", "hikkoshi"};

    (void)state;
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        struct guide g = {s.k, knowledge_entry(s.k, entries[i]), sample_today};
        struct guide_step step;
        struct facts f;
        size_t left = 100, asked = 0;

        facts_init(&f);
        for (guide_next(&g, &f, &step); step.question; guide_next(&g, &f, &step)) {
            assert_null(facts_get(&f, step.question->id.s));
            assert_true(step.left < left);
            assert_int_equal(step.asked, asked);
            left = step.left;
            asked++;
            assert_true(facts_set(&f, step.question, "unknown", sample_today, NULL));
        }
        assert_int_equal(step.left, 0);
        assert_int_equal(step.asked, f.n);
        facts_done(&f);
    }
}

/* Trees that no check has passed: the walk ends all the same. */
static void survives_bad_trees(void **state)
{
    static const char circle[] =
        HEAD("wa", "輪") "desk: jumin\nfee: 0\n"
                         "tree:\n  start: wa_a\n  nodes:\n"
                         "    wa_a:\n      ask: ひとつめ？\n      name: 一\n"
                         "      kind: yesno\n      next: wa_b\n"
                         "    wa_b:\n      ask: ふたつめ？\n      name: 二\n"
                         "      kind: yesno\n      next: wa_a\n"
                         "documents:\n  - {id: honnin}\n";
    static const char nowhere[] =
        HEAD("doko", "どこ") "desk: jumin\nfee: 0\n"
                             "tree:\n  start: doko_a\n  nodes:\n"
                             "    doko_a:\n      ask: どこ？\n"
                             "      name: どこ\n      kind: yesno\n"
                             "      answers:\n"
                             "        hai: {label: はい, next: nai}\n"
                             "        iie: {label: いいえ, go: nai-mono}\n"
                             "documents:\n  - {id: honnin}\n";
    struct loader_file files[] = {sample_files[0], sample_files[1], sample_files[2],
                                  FILE_OF("procedures/jusho/wa.yaml", circle),
                                  FILE_OF("procedures/jusho/doko.yaml", nowhere)};
    static const char *const tries[][2] = {{"wa", ""},
                                           {"wa", "wa_a=hai"},
                                           {"wa", "wa_a=hai wa_b=iie"},
                                           {"wa", "wa_a=unknown wa_b=unknown"},
                                           {"doko", ""},
                                           {"doko", "doko_a=hai"},
                                           {"doko", "doko_a=iie"},
                                           {"doko", "doko_a=unknown"}};
    struct sample bad;

    (void)state;
    sources_init(&bad.sources);
    diags_init(&bad.diags, &bad.sources);
    bad.k = knowledge_load_texts(files, 5, &bad.sources, &bad.diags);
    assert_true(bad.diags.errors > 0);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct guide g = {bad.k, knowledge_entry(bad.k, tries[i][0]), sample_today};
        struct guide_step step;
        struct guide_path path;
        struct checklist *c;
        struct facts f;

        assert_non_null(g.entry);
        facts_init(&f);
        sample_answer(&bad, &f, tries[i][1]);
        guide_next(&g, &f, &step);
        guide_path(&g, &f, &path);
        assert_int_equal(path.n, f.n);
        c = guide_checklist(&g, &f);
        assert_int_equal(c->procedures.n, 1);
        checklist_free(c);
        guide_path_done(&path);
        facts_done(&f);
    }
    sample_close(&bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps),
        cmocka_unit_test(comes_to_an_end),
        cmocka_unit_test(survives_bad_trees),
    };

    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
