/* A terminal that has already answered: the probe reads what a pseudo-terminal's other side wrote.
 */
#include "tui/probe.h"

#include <fcntl.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

static const char asked[] = "\r○\033[6n\r  \r";

static int probe(const char *answer)
{
    char seen[sizeof(asked)] = "";
    int master, slave;
    struct termios before, after;
    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    assert_int_equal(tcgetattr(slave, &before), 0);
    before.c_lflag &= (tcflag_t)~ECHO; /* what is seen is what the probe writes */
    assert_int_equal(tcsetattr(slave, TCSANOW, &before), 0);
    assert_int_equal(write(master, answer, strlen(answer)), strlen(answer));
    int columns = probe_ambiguous(slave, slave);
    assert_int_equal(tcgetattr(slave, &after), 0);
    assert_int_equal(after.c_lflag, before.c_lflag);
    assert_memory_equal(after.c_cc, before.c_cc, sizeof(before.c_cc));
    for (size_t n = 0; n < strlen(asked);) {
        ssize_t got = read(master, seen + n, strlen(asked) - n);
        assert_true(got > 0);
        n += (size_t)got;
    }
    assert_string_equal(seen, asked);
    close(master);
    close(slave);
    return columns;
}

static void test_answers(void **state)
{
    static const struct {
        const char *answer;
        int columns;
    } cases[] = {
        {"\033[5;2R", 1},
        {"\033[5;3R", 2},
        {"\033[24;1R", 1},
        {"\033[5;13R", 1},
        {"typed before\033[12;3R", 2},
        {"\033\033[12;3R", 2},
        {"\033[A\033[12;3R", 2},
        {"\033[?1;2c\033[12;3R", 2},
        {"\033[99999999999;3R", 2},
        {"\033[5;99999999993R", 1},
        {"\033[5;R", 1},
        {"", 1}, /* a terminal that does not answer */
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_int_equal(probe(cases[i].answer), cases[i].columns);
}

static void test_no_terminal(void **state)
{
    int fds[2];
    (void)state;
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(probe_ambiguous(fds[0], fds[1]), 1);
    close(fds[0]);
    close(fds[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_no_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
