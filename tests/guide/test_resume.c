/* A code comes back as the walk it was made of, on every town there is, and not where the questions
 * are others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "resume_sample.h"

enum { TOWNS = 100, TRIES = 12 };

/* ---- there and back ---- */

static void dump_path(const struct guide *g, const struct facts *f, struct strbuf *out)
{
    struct guide_path path;
    struct guide_step step;

    guide_path(g, f, &path);
    dump_facts(out, path.v, path.n);
    guide_path_done(&path);
    guide_next(g, f, &step);
    strbuf_printf(out, " -> %s\n", step.question ? step.question->id.s : "done");
    struct checklist *c = guide_checklist(g, f);
    dump_checklist(out, c);
    checklist_free(c);
}

static void comes_back(const struct guide *g, const struct facts *f)
{
    struct strbuf code, want, got;
    struct error err = ERROR_NONE;
    const struct entry *entry;
    struct facts back;

    strbuf_init(&code);
    strbuf_init(&want);
    strbuf_init(&got);
    facts_init(&back);
    assert_true(resume_code(g, f, &code));
    assert_true(resume_looks_like(code.s, code.len));
    if (!resume_read(g->knowledge, code.s, code.len, &entry, &back, &err))
        fail_msg("%s: %s: %s", g->entry->id.s, code.s, err.msg);
    assert_ptr_equal(entry, g->entry);
    dump_path(g, f, &want);
    dump_path(g, &back, &got);
    assert_string_equal(got.s, want.s);
    /* nothing is in it that does not apply */
    struct guide_path path;
    guide_path(g, f, &path);
    assert_int_equal(back.n, path.n);
    guide_path_done(&path);
    /* and the code of what came back is the same */
    strbuf_clear(&got);
    assert_true(resume_code(g, &back, &got));
    assert_string_equal(got.s, code.s);
    facts_done(&back);
    strbuf_done(&code);
    strbuf_done(&want);
    strbuf_done(&got);
}

static void all_come_back(struct dice *d, const struct knowledge *k, size_t tries)
{
    for (size_t i = 0; i < k->entries.n; i++) {
        struct guide g = {k, &k->entries.v[i], sample_today};

        for (size_t j = 0; g.entry->kind <= ENTRY_EVENT && j < tries; j++) {
            struct facts f;

            facts_init(&f);
            random_walk(d, &g, &f);
            comes_back(&g, &f);
            facts_done(&f);
        }
    }
}

static void made_up_towns(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < TOWNS; seed++) {
        struct dice d = {seed + 1};
        struct sample s;

        random_town_open(&s, seed);
        all_come_back(&d, s.k, TRIES);
        sample_close(&s);
    }
}

static void sample_town_too(void **state)
{
    struct dice d = {7};
    struct sample s;

    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    all_come_back(&d, s.k, 60);
    sample_close(&s);
}

static void shipped_knowledge(void **state)
{
    struct dice d = {42};
    struct shipped s;

    (void)state;
    shipped_open(&s);
    all_come_back(&d, s.k, 12);
    shipped_close(&s);
}

/* ---- knowledge that changes ---- */

/* The sample town, with `to` in place of each `from`. */
static void changed_town(struct sample *s, const char *from, const char *to)
{
    struct loader_file files[SAMPLE_FILES];
    struct strbuf texts[SAMPLE_FILES];
    size_t found = 0;

    for (size_t i = 0; i < SAMPLE_FILES; i++) {
        strbuf_init(&texts[i]);
        for (const char *p = sample_files[i].text; *p;) {
            bool here = strncmp(p, from, strlen(from)) == 0;
            strbuf_add(&texts[i], here ? to : p, here ? strlen(to) : 1);
            p += here ? strlen(from) : 1;
            found += here;
        }
        files[i] = (struct loader_file){sample_files[i].path, texts[i].s, texts[i].len};
    }
    assert_true(found > 0);
    sample_open(s, files, SAMPLE_FILES);
    for (size_t i = 0; i < SAMPLE_FILES; i++)
        strbuf_done(&texts[i]);
}

static void changes(void **state)
{
    static const struct {
        const char *from, *to;
        bool refused;
    } cases[] = {
        /* texts, documents, deadlines, other ways */
        {"label: 国内", "label: 日本の中", false},
        {"ask: だれが行きますか？", "ask: どなたが行きますか？", false},
        {"  - {id: honnin, note: 来る人の分}\n", "", false},
        {"within: 14 days", "within: 10 days", false},
        {"byoki: {label: 病気, next: done}",
         "byoki: {label: 病気, next: done}\n        kega: {label: けが, next: done}", false},
        {"stop: まだ出せません。", "next: hoho", false},
        /* an answer more, fewer, renamed, in another place */
        {"net: {label: ネット, next: mochi}\n",
         "net: {label: ネット, next: mochi}\n        yubin: {label: 郵便, next: hi}\n", true},
        {"        mada: {label: まだ, stop: まだ出せません。}\n", "", true},
        {"kuni", "kokunai", true},
        {"        kuni: {label: 国内, next: hoho}\n        gaikoku: {label: 海外, go: gai}\n",
         "        gaikoku: {label: 海外, go: gai}\n        kuni: {label: 国内, next: hoho}\n",
         true},
        /* a question renamed, gone, or one more */
        {"mochi", "motsu", true},
        {"kami: {label: 紙, next: hi}\n        net: {label: ネット, next: mochi}",
         "kami: {label: 紙, next: mochi}\n        net: {label: ネット, next: hi}", true},
        {"      next: done\n      branch: {dairi: {next: inin}}\n",
         "      next: gen\n      branch: {dairi: {next: inin}}\n    gen:\n      use: setai\n"
         "      next: done\n",
         true},
    };
    struct strbuf code;
    struct sample s;

    (void)state;
    strbuf_init(&code);
    sample_open(&s, sample_files, SAMPLE_FILES);
    code_of(&s, "ten", WALK, &code);
    sample_close(&s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        changed_town(&s, cases[i].from, cases[i].to);
        if (cases[i].refused)
            refused(s.k, code.s, changed);
        else
            reads_as(&s, code.s, "ten " WALK);
        sample_close(&s);
    }
    strbuf_done(&code);
}

static void another_town(void **state)
{
    struct dice d = {11};
    struct shipped there;
    struct sample here;
    struct strbuf code;

    (void)state;
    shipped_open(&there);
    sample_open(&here, sample_files, SAMPLE_FILES);
    strbuf_init(&code);
    for (int i = 0; i < 100; i++) {
        random_code(&d, there.k, &code);
        refused(here.k, code.s, changed);
    }
    strbuf_done(&code);
    sample_close(&here);
    shipped_close(&there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_town_too),   cmocka_unit_test(made_up_towns),
        cmocka_unit_test(shipped_knowledge), cmocka_unit_test(changes),
        cmocka_unit_test(another_town),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
