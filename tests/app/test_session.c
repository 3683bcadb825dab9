/* A conversation over a database that was really built. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/ask.h"
#include "sample.h"
#include "text/utf8.h"
#include "text/width.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct rig {
    char dir[64], db[96];
    struct session *s;
};

static struct session *open_db(const char *db)
{
    struct error err = ERROR_NONE;
    struct session_options o = {.db = db, .clock = {.fixed = {2026, 11, 20}}};
    struct session *s = session_open(&o, &err);
    if (!s)
        fail_msg("%s", err.msg);
    return s;
}

static int setup(void **state)
{
    struct rig *r = calloc(1, sizeof *r);
    if (!r)
        return -1;
    snprintf(r->dir, sizeof r->dir, "/tmp/madoguchi-session-XXXXXX");
    if (!mkdtemp(r->dir))
        return -1;
    snprintf(r->db, sizeof r->db, "%s/madoguchi.db", r->dir);
    sample_build(r->db, "見本町", "見本町");
    r->s = open_db(r->db);
    *state = r;
    return 0;
}

static int teardown(void **state)
{
    struct rig *r = *state;
    session_close(r->s);
    unlink(r->db);
    rmdir(r->dir);
    free(r);
    return 0;
}

static const struct effects *type(struct rig *r, const char *text)
{
    struct error err = ERROR_NONE;
    const struct effects *e;
    struct input in = {.kind = INPUT_TEXT, .text = text, .len = strlen(text)};
    if (!session_input(r->s, &in, &e, &err))
        fail_msg("%s", err.msg);
    for (size_t i = 0; i < e->n; i++)
        assert_int_not_equal(e->v[i].kind, EFFECT_SEARCH);
    return e;
}

/* What plain mode prints for the line. */
static void narrate(struct rig *r, const char *text, size_t cols, struct strbuf *out)
{
    strbuf_clear(out);
    session_narrate(r->s, type(r, text), cols, 1, out);
    assert_true(utf8_valid(out->s, out->len));
    for (const char *p = out->s; *p;) {
        size_t n = strcspn(p, "\n");
        assert_int_equal(p[n], '\n'); /* whole lines */
        if (text_width(p, n, 1) > cols)
            fail_msg("wider than %zu: %.*s", cols, (int)n, p);
        p += n + 1;
    }
}

static void test_from_question_to_list(void **state)
{
    struct rig *r = *state;
    const struct dialogue *d = session_dialogue(r->s);
    struct strbuf b;
    strbuf_init(&b);
    narrate(r, "この町に越してきた", 60, &b);
    assert_int_equal(d->phase, PHASE_ENTRY);
    assert_string_equal(d->entry->id.s, "tennyu");
    assert_non_null(strstr(b.s, "転入届"));
    assert_non_null(strstr(b.s, "1：質問に答える"));
    narrate(r, "1", 40, &b);
    assert_non_null(strstr(b.s, "どこから引っ越してきましたか？"));
    assert_non_null(strstr(b.s, "1. ほかの市区町村\n"));
    assert_non_null(strstr(b.s, "0：わからない"));
    narrate(r, "1", 40, &b);
    narrate(r, "1", 40, &b);
    assert_non_null(strstr(b.s, "令和8年11月20日"));
    narrate(r, "11/3", 40, &b);
    narrate(r, "代わりに", 40, &b);
    assert_int_equal(d->phase, PHASE_CHECKLIST);
    assert_non_null(strstr(b.s, "転出証明書"));
    assert_non_null(strstr(b.s, "委任状"));
    assert_non_null(strstr(b.s, "11月17日"));
    assert_null(strstr(b.s, "パスポート"));
    narrate(r, "おわり", 40, &b);
    assert_int_equal(d->phase, PHASE_HOME);
    assert_int_equal(d->facts.n, 0);
    strbuf_done(&b);
}

static void test_what_was_asked_comes_first(void **state)
{
    struct rig *r = *state;
    struct strbuf b;
    strbuf_init(&b);
    narrate(r, "住民票がほしい", 60, &b);
    const char *fee = strstr(b.s, "300円"), *summary = strstr(b.s, "住んでいる所の証明です");
    assert_true(fee && summary && summary < fee);
    narrate(r, "住民票がほしい、いくら？", 60, &b);
    if (session_dialogue(r->s)->phase == PHASE_CHOOSE) /* what was asked is kept */
        narrate(r, "1", 60, &b);
    fee = strstr(b.s, "300円");
    summary = strstr(b.s, "住んでいる所の証明です");
    assert_true(fee && summary && fee < summary);
    strbuf_done(&b);
}

static void test_ask_once(void **state)
{
    struct rig *r = *state;
    struct ask_result a;
    struct error err = ERROR_NONE;
    const char *text = "住民票がほしい";
    type(r, "この町に越してきた");
    type(r, "はい");
    type(r, "1");
    assert_int_equal(session_dialogue(r->s)->facts.n, 1);
    assert_true(ask_once(r->s, text, strlen(text), 60, 1, &a, &err));
    assert_int_equal(a.act, ACT_ANSWER);
    assert_int_equal(a.aspect, ASPECT_NONE);
    assert_int_equal(a.nentries, 1);
    assert_string_equal(a.entries[0]->id.s, "juminhyo");
    assert_int_equal(a.facts->n, 0); /* nothing from before */
    assert_non_null(strstr(a.text.s, "300円"));
    assert_null(strstr(a.text.s, "さいしょ")); /* nothing is typed after this */
    ask_result_done(&a);

    text = "住民票がほしい、いくら？";
    assert_true(ask_once(r->s, text, strlen(text), 60, 1, &a, &err));
    assert_int_equal(a.aspect, ASPECT_FEE);
    assert_true(a.nentries >= 1);
    assert_string_equal(a.entries[0]->id.s, "juminhyo");
    assert_non_null(strstr(a.text.s, "住民票の写し"));
    ask_result_done(&a);

    text = "ペンギンの餌やり体験";
    assert_true(ask_once(r->s, text, strlen(text), 60, 1, &a, &err));
    assert_int_equal(a.act, ACT_UNKNOWN);
    assert_int_equal(a.aspect, ASPECT_NONE);
    assert_in_range(a.nentries, 0, 3);
    assert_non_null(strstr(a.text.s, "0000-00-0001"));
    ask_result_done(&a);

    assert_true(ask_once(r->s, "", 0, 60, 1, &a, &err));
    assert_int_equal(a.act, ACT_UNKNOWN);
    assert_int_equal(a.nentries, 0);
    assert_true(a.text.len > 0);
    ask_result_done(&a);
}

static void test_unknown_is_for_the_journal(void **state)
{
    struct rig *r = *state;
    const struct effects *e = type(r, "ペンギンの餌やり体験");
    assert_true(e->n > 0);
    assert_int_equal(e->v[e->n - 1].kind, EFFECT_RECORD);
    assert_string_equal(e->v[e->n - 1].text, "ペンギンの餌やり体験");
}

static void test_replaced_database(void **state)
{
    struct rig *r = *state;
    struct error err = ERROR_NONE;
    type(r, "この町に越してきた");
    assert_true(session_reset(r->s, &err));
    assert_int_equal(session_dialogue(r->s)->phase, PHASE_HOME);
    assert_string_equal(session_knowledge(r->s)->town.name.s, "見本町");

    sample_build(r->db, "見本町", "新本町");
    assert_string_equal(session_knowledge(r->s)->town.name.s, "見本町");
    assert_true(session_reset(r->s, &err));
    assert_string_equal(session_knowledge(r->s)->town.name.s, "新本町");
    type(r, "この町に越してきた");
    assert_string_equal(session_dialogue(r->s)->entry->id.s, "tennyu");

    /* a broken file does not end the service */
    char broken[128];
    snprintf(broken, sizeof broken, "%s/broken", r->dir);
    FILE *f = fopen(broken, "w");
    assert_non_null(f);
    fputs("this is no database", f);
    fclose(f);
    assert_int_equal(rename(broken, r->db), 0);
    assert_false(session_reset(r->s, &err));
    assert_int_equal(err.code, EX_DATAERR);
    assert_int_equal(session_dialogue(r->s)->phase, PHASE_HOME);
    type(r, "この町に越してきた");
    assert_string_equal(session_dialogue(r->s)->entry->id.s, "tennyu");
}

static void test_open_errors(void **state)
{
    struct rig *r = *state;
    struct error err = ERROR_NONE;
    struct session_options o = {.db = "/nonexistent/madoguchi.db"};
    assert_null(session_open(&o, &err));
    assert_int_equal(err.code, EX_NOINPUT);
    assert_true(err.msg[0] != '\0');

    err = (struct error)ERROR_NONE;
    assert_int_equal(truncate(r->db, 100), 0);
    o.db = r->db;
    assert_null(session_open(&o, &err));
    assert_int_equal(err.code, EX_DATAERR);
}

static void test_default_paths(void **state)
{
    struct rig *r = *state;
    setenv("MADOGUCHI_DB", r->db, 1);
    char *db = session_default_db();
    assert_string_equal(db, r->db);
    free(db);
    unsetenv("MADOGUCHI_DB");
    db = session_default_db(); /* beside this test program */
    char exe[512];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    assert_true(n > 0);
    exe[n] = '\0';
    *strrchr(exe, '/') = '\0';
    assert_int_equal(strncmp(db, exe, strlen(exe)), 0);
    assert_string_equal(db + strlen(exe), "/madoguchi.db");
    free(db);

    char *dic = session_default_userdic(); /* there is none beside a test program */
    assert_null(dic);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_from_question_to_list),
        T(test_what_was_asked_comes_first),
        T(test_ask_once),
        T(test_unknown_is_for_the_journal),
        T(test_replaced_database),
        T(test_open_errors),
        T(test_default_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
