#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/printer.h"
#include "base/strbuf.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Printers that are small scripts on the PATH; the paper is a file beside them. */

static char folder[] = "/tmp/madoguchi-printer-XXXXXX", paper[64], pid_file[64];

static void write_script(const char *name, const char *body)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "#!/bin/sh\n%s\n", body);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(path, 0700), 0);
}

static int setup(void **state)
{
    char path[512], body[512];
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s:%s", folder, getenv("PATH"));
    setenv("PATH", path, 1);
    snprintf(paper, sizeof paper, "%s/paper", folder);
    snprintf(pid_file, sizeof pid_file, "%s/pid", folder);
    snprintf(body, sizeof body, "{ echo \"$# $1 $2\"; cat; } >%s", paper);
    write_script("fake-printer", body);
    write_script("fake-failing", "cat >/dev/null; echo no paper >&2; exit 3");
    write_script("fake-deaf", "exit 0");
    snprintf(body, sizeof body, "sleep 600 & echo $! >%s; wait", pid_file);
    write_script("fake-hanging", body);
    return 0;
}

static int teardown(void **state)
{
    static const char *const names[] = {"fake-printer", "fake-failing", "fake-deaf",
                                        "fake-hanging", "paper",        "pid"};
    char path[96];
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

static void read_file(const char *path, struct strbuf *out)
{
    char block[4096];
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        strbuf_add(out, block, n);
    fclose(f);
}

static bool print(const char *command, const char *text, size_t n, struct error *err)
{
    struct slip_printer p = {.command = command, .seconds = 20};
    return printer_print(&p, text, n, err);
}

/* Nothing of ours is left: no child, no other handling of signals. */
static void expect_no_trace(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void words_and_text(void **state)
{
    struct error err = ERROR_NONE;
    struct strbuf seen, text;
    (void)state;
    strbuf_init(&seen);
    strbuf_init(&text);
    for (int i = 0; i < 40000; i++) /* more than a pipe holds */
        strbuf_puts(&text, "□ 本人確認書類\n");
    assert_true(print("  fake-printer \t-d  $HOME;receipt ", text.s, text.len, &err));
    read_file(paper, &seen);
    static const char words[] = "2 -d $HOME;receipt\n"; /* no shell looked at them */
    assert_memory_equal(seen.s, words, strlen(words));
    assert_string_equal(seen.s + strlen(words), text.s);
    expect_no_trace();
    strbuf_done(&seen);
    strbuf_done(&text);
}

static void failures(void **state)
{
    static const struct {
        const char *command, *said;
    } cases[] = {
        {"fake-failing", "プリンターが受け付けませんでした。"},
        {"no-such-printer-here", "この端末には、印刷の用意がありません。"},
        {"/etc/passwd", "この端末には、印刷の用意がありません。"},
        {"none", "この端末には、印刷の用意がありません。"},
        {" ", "この端末には、印刷の用意がありません。"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = ERROR_NONE;
        assert_false(print(cases[i].command, "x\n", 2, &err));
        assert_int_equal(err.code, EX_UNAVAILABLE);
        assert_string_equal(err.msg, cases[i].said);
        expect_no_trace();
    }
}

/* A printer that does not read all of it is no reason to die of SIGPIPE. */
static void not_read(void **state)
{
    struct error err = ERROR_NONE;
    struct strbuf text;
    (void)state;
    strbuf_init(&text);
    strbuf_fill(&text, 'x', 1000000);
    assert_true(print("fake-deaf", text.s, text.len, &err));
    expect_no_trace();
    strbuf_done(&text);
}

static bool runs(pid_t pid)
{
    char path[64], stat[256] = "";
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    FILE *f = fopen(path, "r");
    if (!f)
        return false;
    bool read = fgets(stat, sizeof stat, f) != NULL;
    fclose(f);
    const char *end = strrchr(stat, ')');
    return read && end && end[2] != 'Z';
}

/* It is ended with all that it has started. */
static void hanging(void **state)
{
    struct error err = ERROR_NONE;
    struct slip_printer p = {.command = "fake-hanging", .seconds = 1};
    struct strbuf pid;
    (void)state;
    assert_false(printer_print(&p, "x\n", 2, &err));
    assert_string_equal(err.msg, "プリンターから返事がないので、印刷をやめました。");
    expect_no_trace();
    strbuf_init(&pid);
    read_file(pid_file, &pid);
    assert_true(atol(pid.s) > 1);
    while (runs((pid_t)atol(pid.s))) /* it was killed; that takes effect in its own time */
        usleep(1000);
    strbuf_done(&pid);
}

/* Whoever started us may ignore these signals, or we may catch them. */
static void signals(void **state)
{
    static const int sigs[] = {SIGCHLD, SIGPIPE};
    struct error err = ERROR_NONE;
    (void)state;
    for (size_t i = 0; i < 2; i++)
        signal(sigs[i], SIG_IGN);
    assert_true(print("fake-printer", "x\n", 2, &err));
    assert_false(print("fake-failing", "x\n", 2, &err));
    for (size_t i = 0; i < 2; i++) {
        struct sigaction sa;
        sigaction(sigs[i], NULL, &sa);
        assert_true(sa.sa_handler == SIG_IGN);
        signal(sigs[i], SIG_DFL);
    }
}

static void settings(void **state)
{
    (void)state;
    assert_true(printer_there(&(struct slip_printer){.command = NULL}));
    assert_true(printer_there(&(struct slip_printer){.command = "lp -d receipt"}));
    assert_false(printer_there(&(struct slip_printer){.command = "none"}));
    assert_int_equal(printer_cols(&(struct slip_printer){.cols = 0}), 48);
    assert_int_equal(printer_cols(&(struct slip_printer){.cols = 32}), 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_text), cmocka_unit_test(failures), cmocka_unit_test(not_read),
        cmocka_unit_test(hanging),        cmocka_unit_test(signals),  cmocka_unit_test(settings),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
