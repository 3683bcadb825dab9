#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/die.h"
#include "base/error.h"
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void first_error_is_kept(void **state)
{
    struct error e = ERROR_NONE;

    (void)state;
    error_set(NULL, EX_USAGE, "nobody listens");
    error_set(&e, EX_NOINPUT, "%s: %d\n\n", "読めません", 3);
    assert_int_equal(e.code, EX_NOINPUT);
    assert_string_equal(e.msg, "読めません: 3");
    error_set(&e, EX_USAGE, "second");
    assert_int_equal(e.code, EX_NOINPUT);
    assert_string_equal(e.msg, "読めません: 3");
}

/* Whatever stands before it, a long text is cut between characters. */
static void long_text_is_cut_between_characters(void **state)
{
    static const char *const units[] = {"é", "窓", "😀"};

    (void)state;
    for (size_t u = 0; u < 3; u++) {
        size_t width = strlen(units[u]);

        for (size_t lead = 0; lead < 4; lead++) {
            struct error e = ERROR_NONE;
            char text[3000] = "";
            size_t len;

            memset(text, 'a', lead);
            for (len = lead; len + width < 2000; len += width)
                memcpy(text + len, units[u], width);
            error_set(&e, EX_DATAERR, "%s", text);
            len = strlen(e.msg);
            assert_true(len < sizeof(e.msg) && len > sizeof(e.msg) - 1 - width);
            assert_int_equal((len - lead) % width, 0);
            assert_memory_equal(e.msg, text, len);
        }
    }
}

static void restore(void)
{
    fputs("restored ", stderr);
}

static void die_restores_says_and_exits(void **state)
{
    char got[200] = "";
    size_t n = 0;
    ssize_t k;
    int fd[2], status;
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(fd), 0);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(fd[1], STDERR_FILENO);
        close(fd[0]);
        close(fd[1]);
        die_set_restore(restore);
        die(EX_CONFIG, "%s", "設定が読めません。");
    }
    close(fd[1]);
    while ((k = read(fd[0], got + n, sizeof(got) - 1 - n)) > 0)
        n += (size_t)k;
    close(fd[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EX_CONFIG);
    assert_string_equal(got, "restored madoguchi: 設定が読めません。\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_error_is_kept),
        cmocka_unit_test(long_text_is_cut_between_characters),
        cmocka_unit_test(die_restores_says_and_exits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
