/* A terminal that runs over the night on which a fee changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The local day is the system clock's: here it is another place that makes it another day. These
 * two are 26 hours apart. */
static void live_in(const char *zone)
{
    assert_int_equal(setenv("TZ", zone, 1), 0);
    tzset();
}
#define EARLY_ZONE "EARLY12"
#define LATE_ZONE "LATE-14"

/* The sample, with 300 yen until `last` and 400 yen from the day after. */
static void build(const char *path, struct date last)
{
    char a[11], b[11], fees[80];

    date_format_iso(last, a);
    date_format_iso(date_add_days(last, 1), b);
    snprintf(fees, sizeof fees, "juminhyo: [{yen: 300, until: %s}, {yen: 400, from: %s}]", a, b);
    sample_build(path, "juminhyo: 300", fees);
}

static bool says(struct session *s, const char *text)
{
    struct error err = ERROR_NONE;
    static const char asked[] = "住民票がほしい";
    struct input in = {.kind = INPUT_TEXT, .text = asked, .len = strlen(asked)};
    const struct effects *effects;
    struct strbuf out;

    strbuf_init(&out);
    assert_true(session_input(s, &in, &effects, &err));
    session_narrate(s, effects, 60, 1, &out);
    bool found = strstr(out.s, text);
    strbuf_done(&out);
    return found;
}

static void the_new_fee_in_the_morning(void **state)
{
    char dir[] = "/tmp/madoguchi-night-XXXXXX", db[64];
    struct error err = ERROR_NONE;
    struct clock clock = {{0, 0, 0}};

    (void)state;
    assert_non_null(mkdtemp(dir));
    snprintf(db, sizeof db, "%s/madoguchi.db", dir);
    live_in(EARLY_ZONE);
    build(db, clock_today(&clock));
    struct session *s = session_open(&(struct session_options){.db = db}, &err);
    if (!s)
        fail_msg("%s", err.msg);
    assert_false(session_is_stale(s));
    assert_true(says(s, "300円（"));
    live_in(LATE_ZONE);
    assert_true(session_is_stale(s));
    assert_true(says(s, "300円（")); /* a conversation keeps its day */
    assert_true(session_reset(s, &err));
    assert_false(session_is_stale(s));
    assert_false(says(s, "300円"));
    assert_true(session_reset(s, &err));
    assert_true(says(s, "400円"));
    session_close(s);
    unlink(db);
    rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_new_fee_in_the_morning)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
