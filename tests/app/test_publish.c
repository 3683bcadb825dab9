/* A file is published while a terminal is open, and taken back: at any moment there is a whole one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/publish.h"
#include "sample.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A USB stick's file system has no second names for a file, and cannot exchange two. */
static bool is_stick;

int link(const char *from, const char *to)
{
    if (is_stick) {
        errno = EPERM;
        return -1;
    }
    return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
    if (is_stick && flags != 0) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

struct rig {
    char dir[64], db[96];
};

static int setup(void **state)
{
    struct rig *r = calloc(1, sizeof *r);
    if (!r)
        return -1;
    snprintf(r->dir, sizeof r->dir, "/tmp/madoguchi-publish-XXXXXX");
    if (!mkdtemp(r->dir))
        return -1;
    snprintf(r->db, sizeof r->db, "%s/m.db", r->dir);
    sample_build(r->db, "見本町", "見本町");
    *state = r;
    return 0;
}

static int teardown(void **state)
{
    static const char *const names[] = {"m.db", "m.db.next", "m.db.previous", "m.db.kept"};
    struct rig *r = *state;
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", r->dir, names[i]);
        unlink(path);
    }
    int gone = rmdir(r->dir); /* nothing else may be left there */
    free(r);
    return gone;
}

static void begin(struct publish *p, const struct rig *r)
{
    struct error err = ERROR_NONE;
    if (!publish_begin(p, r->db, &err))
        fail_msg("%s", err.msg);
}

static void assert_town(const struct session *s, const char *name)
{
    assert_string_equal(session_knowledge(s)->town.name.s, name);
}

static void next_conversation(struct session *s)
{
    struct error err = ERROR_NONE;
    assert_true(session_is_stale(s));
    if (!session_reset(s, &err))
        fail_msg("%s", err.msg);
    assert_false(session_is_stale(s));
}

static void test_an_open_terminal_sees_it(void **state)
{
    struct rig *r = *state;
    struct error err = ERROR_NONE;
    struct publish p;
    struct session_options o = {.db = r->db, .clock = {.fixed = {2026, 11, 20}}};
    struct session *s = session_open(&o, &err);
    assert_non_null(s);
    assert_false(session_is_stale(s));

    begin(&p, r);
    sample_build(p.next, "見本町", "別本町");
    assert_false(publish_same(&p));
    assert_false(session_is_stale(s)); /* made, not yet published */
    assert_true(publish_replace(&p, &err));
    assert_false(publish_has(p.next));
    assert_town(s, "見本町"); /* this conversation goes on with what it began with */
    next_conversation(s);
    assert_town(s, "別本町");

    assert_true(publish_swap(&p, &err));
    next_conversation(s);
    assert_town(s, "見本町");
    assert_true(publish_swap(&p, &err));
    next_conversation(s);
    assert_town(s, "別本町");
    publish_done(&p);
    session_close(s);
}

static void test_on_a_stick_too(void **state)
{
    is_stick = true;
    test_an_open_terminal_sees_it(state);
    is_stick = false;
}

static void test_twice_the_previous_is_the_last(void **state)
{
    struct rig *r = *state;
    struct error err = ERROR_NONE;
    struct publish p;
    begin(&p, r);
    sample_build(p.next, "見本町", "一本町");
    assert_true(publish_replace(&p, &err));
    sample_build(p.next, "見本町", "二本町");
    assert_true(publish_replace(&p, &err));
    struct index *previous = index_open(p.previous, &err);
    assert_non_null(previous);
    assert_string_equal(index_knowledge(previous)->town.name.s, "一本町");
    index_close(previous);
    publish_done(&p);
}

/* Killed between the two names: both are the old file, and the next publish goes through. */
static void test_after_a_crash(void **state)
{
    struct rig *r = *state;
    struct error err = ERROR_NONE;
    struct publish p;
    char kept[128];
    begin(&p, r);
    snprintf(kept, sizeof kept, "%s.kept", r->db);
    assert_int_equal(link(r->db, p.previous), 0);
    assert_int_equal(link(r->db, kept), 0);
    sample_build(p.next, "見本町", "三本町");
    assert_true(publish_replace(&p, &err));
    assert_false(publish_has(kept));
    struct index *now = index_open(r->db, &err);
    assert_string_equal(index_knowledge(now)->town.name.s, "三本町");
    index_close(now);
    struct index *previous = index_open(p.previous, &err);
    assert_string_equal(index_knowledge(previous)->town.name.s, "見本町");
    index_close(previous);
    publish_done(&p);
}

static void test_one_at_a_time(void **state)
{
    struct rig *r = *state;
    struct error err = ERROR_NONE;
    struct publish p, other;
    begin(&p, r);
    assert_false(publish_begin(&other, r->db, &err));
    assert_int_equal(err.code, EX_TEMPFAIL);
    publish_done(&other);
    publish_done(&p);
    err.code = EX_OK;
    assert_true(publish_begin(&other, r->db, &err));
    publish_done(&other);
}

static void test_what_is_no_file(void **state)
{
    struct rig *r = *state;
    struct error err = ERROR_NONE;
    struct publish p;
    assert_false(publish_begin(&p, r->dir, &err));
    assert_int_equal(err.code, EX_CANTCREAT);
    publish_done(&p);
    err.code = EX_OK;
    assert_false(publish_begin(&p, "/nonexistent/folder/m.db", &err));
    assert_int_equal(err.code, EX_CANTCREAT);
    publish_done(&p);
}

static void test_nothing_to_put(void **state)
{
    struct rig *r = *state;
    struct error err = ERROR_NONE;
    struct publish p;
    begin(&p, r);
    assert_false(publish_swap(&p, &err)); /* there is no previous one */
    err.code = EX_OK;
    assert_false(publish_replace(&p, &err)); /* nor a next */
    struct index *now = index_open(r->db, &err);
    assert_non_null(now);
    index_close(now);
    publish_done(&p);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_open_terminal_sees_it, setup, teardown),
        cmocka_unit_test_setup_teardown(test_on_a_stick_too, setup, teardown),
        cmocka_unit_test_setup_teardown(test_twice_the_previous_is_the_last, setup, teardown),
        cmocka_unit_test_setup_teardown(test_after_a_crash, setup, teardown),
        cmocka_unit_test_setup_teardown(test_one_at_a_time, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_no_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_to_put, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
