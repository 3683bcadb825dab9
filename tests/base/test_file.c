/* Files are there whole or not at all, and nobody's file is written over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Some file systems cannot look and rename in one step. */
static bool is_plain;

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
    if (is_plain && flags != 0) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

static char old_folder[4096];

static int setup(void **state)
{
    char folder[] = "/tmp/madoguchi-file-XXXXXX";
    is_plain = false;
    if (!getcwd(old_folder, sizeof old_folder) || !mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    *state = strdup(folder);
    return 0;
}

static int teardown(void **state)
{
    static const char *const names[] = {"a", "b", "f/c"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(names[i]);
    rmdir("f");
    int gone = chdir(old_folder) == 0 ? rmdir(*state) : -1; /* nothing else may be left there */
    free(*state);
    return gone;
}

static bool put(bool (*how)(const char *, const struct strbuf *, struct error *), const char *path,
                const char *text, struct error *err)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_puts(&b, text);
    bool ok = how(path, &b, err);
    strbuf_done(&b);
    return ok;
}

static void expect(const char *path, const char *text)
{
    struct strbuf b;
    strbuf_init(&b);
    assert_true(file_read(path, 1000, &b));
    assert_string_equal(b.s, text);
    strbuf_done(&b);
}

static void replaces_what_is_there(void **state)
{
    struct error err = ERROR_NONE;
    (void)state;
    assert_true(put(file_replace, "a", "first", &err));
    expect("a", "first");
    assert_int_equal(symlink("a", "b"), 0);
    assert_true(put(file_replace, "b", "second", &err));
    expect("a", "second");
    struct stat st;
    assert_int_equal(lstat("b", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(stat("a", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0644);
    assert_int_equal(err.code, EX_OK);
}

static void takes_away_what_was_left(void **state)
{
    struct error err = ERROR_NONE;
    (void)state;
    FILE *f = fopen("a.tmp.99999999", "w");
    assert_non_null(f);
    fclose(f);
    assert_true(put(file_create, "a", "text", &err));
    assert_int_equal(access("a.tmp.99999999", F_OK), -1);
}

static void never_over_another(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct error err = ERROR_NONE;
        is_plain = i;
        assert_true(put(file_create, "a", "mine", &err));
        assert_false(put(file_create, "a", "yours", &err));
        assert_int_equal(err.code, EX_CANTCREAT);
        assert_string_equal(err.msg, "「a」は、もうあります。書きかえません");
        expect("a", "mine");
        err = (struct error)ERROR_NONE;
        assert_int_equal(symlink("nowhere", "b"), 0);
        assert_false(put(file_create, "b", "yours", &err));
        assert_string_equal(err.msg, "「b」は、もうあります。書きかえません");
        assert_int_equal(access("nowhere", F_OK), -1);
        unlink("a");
        unlink("b");
    }
}

static void new_files_follow_the_umask(void **state)
{
    struct error err = ERROR_NONE;
    struct stat st;
    (void)state;
    mode_t old = umask(027);
    assert_true(put(file_create, "a", "text", &err));
    umask(old);
    assert_int_equal(stat("a", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void what_cannot_be_is_told(void **state)
{
    struct error err = ERROR_NONE;
    struct strbuf b;
    (void)state;
    assert_false(put(file_replace, "f/c", "text", &err));
    assert_int_equal(err.code, EX_CANTCREAT);
    assert_non_null(strstr(err.msg, "No such file"));
    err = (struct error)ERROR_NONE;
    assert_true(file_make_folder("f", &err));
    assert_true(file_make_folder("f", &err));
    assert_true(put(file_replace, "f/c", "text", &err));
    assert_false(file_make_folder("f/c", &err));
    assert_int_equal(err.code, EX_CANTCREAT);
    err = (struct error)ERROR_NONE;
    assert_false(put(file_replace, "f", "text", &err));
    assert_non_null(strstr(err.msg, "/f はふつうのファイルではありません。"));
    strbuf_init(&b);
    assert_false(file_read("nai", 1000, &b));
    assert_int_equal(errno, ENOENT);
    assert_false(file_read("f", 1000, &b));
    assert_int_equal(errno, EISDIR);
    strbuf_done(&b);
}

static void folders_of_paths(void **state)
{
    static const char *const cases[][2] = {
        {"a", "."}, {"f/a", "f"}, {"/a", "/"}, {"/f/g/a", "/f/g"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = file_folder(cases[i][0]);
        assert_string_equal(folder, cases[i][1]);
        free(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(replaces_what_is_there, setup, teardown),
        cmocka_unit_test_setup_teardown(takes_away_what_was_left, setup, teardown),
        cmocka_unit_test_setup_teardown(never_over_another, setup, teardown),
        cmocka_unit_test_setup_teardown(new_files_follow_the_umask, setup, teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_is_told, setup, teardown),
        cmocka_unit_test(folders_of_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
