/* A terminal that runs over the night on which a fee changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../dialogue/sample.h"
#include "app/session.h"
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
    struct sources sources;
    struct diags diags;
    struct loader_file files[SAMPLE_FILES];
    struct error err = ERROR_NONE;
    struct strbuf town;
    const char *fee = strstr(sample_town, "juminhyo: 300");
    char a[11], b[11];

    assert_non_null(fee);
    date_format_iso(last, a);
    date_format_iso(date_add_days(last, 1), b);
    strbuf_init(&town);
    strbuf_add(&town, sample_town, (size_t)(fee - sample_town));
    strbuf_printf(&town, "juminhyo: [{yen: 300, until: %s}, {yen: 400, from: %s}]%s", a, b,
                  fee + strlen("juminhyo: 300"));
    memcpy(files, sample_files, sizeof files);
    files[0].text = town.s;
    files[0].len = town.len;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load_texts(files, SAMPLE_FILES, &sources, &diags);
    assert_int_equal(diags.errors, 0);
    struct morph *m = morph_open(NULL, NULL, &err);
    if (!m || !index_build(path, k, m, NULL, &err))
        fail_msg("%s", err.msg);
    morph_close(m);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
    strbuf_done(&town);
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
