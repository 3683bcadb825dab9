/* The kinds of files, and that each shipped file tells an editor which kind it is. */
#include "knowledge/filekind.h"
#include "knowledge/files.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void test_places(void **state)
{
    (void)state;
    static const struct {
        const char *place, *kind;
    } cases[] = {
        {"town.yaml", "town"},
        {"procedures/jusho/tennyu.yaml", "procedure"},
        {"procedures/tennyu.yaml", "procedure"},
        {"faq/a.2.yaml", "faq"},
        {"tests/a.yaml", "tests"},
        {"tests/dialogues/a.yaml", "dialogues"},
        {"dict/intents.yaml", "intents"},
        {"intents.yaml", NULL},
        {"dict/town.yaml", NULL},
        {"town.yml", NULL},
        {"towns.yaml", NULL},
        {"procedures/README.md", NULL},
        {".yaml", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct filekind *k = filekind_of(cases[i].place);
        assert_ptr_equal(k, cases[i].kind ? filekind_named(cases[i].kind) : NULL);
        if (cases[i].kind)
            assert_non_null(k);
    }
    assert_null(filekind_named("procedures"));
}

static void test_each_kind_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < filekinds_count; i++) {
        const struct filekind *k = &filekinds[i];
        struct strbuf place;
        strbuf_init(&place);
        strbuf_puts(&place, k->place);
        if (k->place[strlen(k->place) - 1] == '/')
            strbuf_puts(&place, "x.yaml");
        assert_ptr_equal(filekind_of(place.s), k);
        assert_ptr_equal(filekind_named(k->name), k);
        assert_int_equal(k->record != NULL, k->shape == FILE_RECORD || k->shape == FILE_MAP);
        strbuf_done(&place);
    }
}

static void test_modeline(void **state)
{
    (void)state;
    struct strbuf b;
    strbuf_init(&b);
    assert_true(filekind_modeline(&b, "procedures/jusho/tennyu.yaml"));
    assert_string_equal(b.s, "# yaml-language-server: $schema=../../schema/procedure.json\n");
    strbuf_clear(&b);
    assert_true(filekind_modeline(&b, "town.yaml"));
    assert_string_equal(b.s, "# yaml-language-server: $schema=schema/town.json\n");
    strbuf_clear(&b);
    assert_true(filekind_modeline(&b, "dict/intents.yaml"));
    assert_string_equal(b.s, "# yaml-language-server: $schema=../knowledge/schema/intents.json\n");
    strbuf_clear(&b);
    assert_false(filekind_modeline(&b, "notes.yaml"));
    assert_int_equal(b.len, 0);
    strbuf_done(&b);
}

/* Compares the first line of every YAML file below folder; place: of the folder, as filekind_of
 * takes it. Gives how many files there were. */
static size_t check_folder(const char *folder, const char *place)
{
    size_t n = 0, seen = 0;
    char **names = files_names(folder, &n);
    for (size_t i = 0; names && i < n; i++) {
        struct strbuf path, at, line;
        struct stat st;
        strbuf_init(&path);
        strbuf_init(&at);
        strbuf_init(&line);
        strbuf_printf(&path, "%s/%s", folder, names[i]);
        strbuf_printf(&at, "%s%s", place, names[i]);
        assert_int_equal(stat(path.s, &st), 0);
        if (S_ISDIR(st.st_mode)) {
            strbuf_putc(&at, '/');
            seen += check_folder(path.s, at.s);
        } else if (filekind_modeline(&line, at.s)) {
            char first[256] = "";
            FILE *f = fopen(path.s, "r");
            assert_non_null(f);
            assert_non_null(fgets(first, sizeof first, f));
            fclose(f);
            if (strcmp(first, line.s) != 0)
                fail_msg("%s: its first line must be\n%s", path.s, line.s);
            seen++;
        }
        strbuf_done(&path);
        strbuf_done(&at);
        strbuf_done(&line);
        free(names[i]);
    }
    free(names);
    return seen;
}

static void test_shipped_files(void **state)
{
    (void)state;
    const char *root = getenv("ROOT");
    struct strbuf path;
    strbuf_init(&path);
    strbuf_printf(&path, "%s/knowledge", root ? root : ".");
    assert_true(check_folder(path.s, "") > 100);
    strbuf_clear(&path);
    strbuf_printf(&path, "%s/dict", root ? root : ".");
    assert_true(check_folder(path.s, "dict/") > 5);
    strbuf_done(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_each_kind_has_its_place),
        cmocka_unit_test(test_modeline),
        cmocka_unit_test(test_shipped_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
