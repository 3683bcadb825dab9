/* Which steps of a conversation come into the journal. Over the shipped database. */
#include "app/session.h"
#include "journal/journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64], path[96];

static int setup(void **state)
{
    struct error err = ERROR_NONE;
    struct strbuf told;
    struct session_options o = {.db = getenv("DB"), .clock = {.fixed = {2026, 11, 20}}};
    strcpy(folder, "/tmp/madoguchi-record-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/journal.db", folder);
    struct session *s = session_open(&o, &err);
    strbuf_init(&told);
    bool ok = s && session_keep_journal(s, path, &told) && told.len == 0;
    if (!ok)
        print_error("%s%s\n", err.msg, told.s);
    strbuf_done(&told);
    *state = s;
    return ok ? 0 : -1;
}

static int teardown(void **state)
{
    session_close(*state);
    return unlink(path) == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void say(struct session *s, const char *text)
{
    struct error err = ERROR_NONE;
    const struct effects *effects;
    struct input in = {.kind = INPUT_TEXT, .text = text, .len = strlen(text)};
    if (!session_input(s, &in, &effects, &err))
        fail_msg("%s", err.msg);
}

/* The rows as "KIND TEXT ENTRIES COUNT;" */
static void holds(const char *expected)
{
    static const char *const kinds[] = {"none", "poor", "yes", "no"};
    struct error err = ERROR_NONE;
    struct journal_rows rows;
    struct strbuf out;
    strbuf_init(&out);
    assert_true(journal_read(path, (struct date){0, 0, 0}, &rows, &err));
    for (size_t i = 0; i < rows.n; i++) {
        const struct journal_row *r = &rows.v[i];
        assert_int_equal(r->day.day, 20);
        strbuf_printf(&out, "%s %s %s %zu;", kinds[r->kind], r->text,
                      r->kind == JOURNAL_UNANSWERED || strchr(r->entries, ' ') ? "-" : r->entries,
                      r->count);
    }
    assert_string_equal(out.s, expected);
    journal_rows_done(&rows);
    strbuf_done(&out);
}

static void what_is_answered_is_not_kept(void **state)
{
    say(*state, "転入届");
    say(*state, "いくら");
    say(*state, "はい");
    say(*state, "わからない");
    say(*state, "こんにちは");
    holds("");
}

static void nothing_found(void **state)
{
    say(*state, "ラーメンの作り方");
    say(*state, "0"); /* once is enough */
    say(*state, "さいしょ");
    say(*state, "佐藤ですがラーメンの作り方");
    say(*state, "ラーメンの作り方");
    holds("none 〔名〕ですがラーメンの作り方 - 1;none ラーメンの作り方 - 2;");
}

static void a_candidate_is_taken(void **state)
{
    say(*state, "証明書");
    assert_int_equal(session_dialogue(*state)->phase, PHASE_CHOOSE);
    say(*state, "1");
    say(*state, "もどる");
    say(*state, "さいしょ");
    holds("");
}

static void none_is_taken(void **state)
{
    struct error err = ERROR_NONE;
    say(*state, "証明書");
    say(*state, "もう一度"); /* is said again: still open */
    holds("");
    say(*state, "転入届"); /* another question */
    holds("poor 証明書 - 1;");
    say(*state, "さいしょ");
    say(*state, "証明書");
    assert_true(session_reset(*state, &err)); /* leaves */
    holds("poor 証明書 - 2;");
    say(*state, "証明書");
    say(*state, "この中にない"); /* counts once, not as unanswered besides */
    holds("poor 証明書 - 3;");
}

static void leaving_by_the_end(void **state)
{
    struct error err = ERROR_NONE;
    struct strbuf told;
    strbuf_init(&told);
    say(*state, "証明書");
    session_close(*state);
    holds("poor 証明書 - 1;");
    struct session_options o = {.db = getenv("DB"), .clock = {.fixed = {2026, 11, 20}}};
    *state = session_open(&o, &err);
    assert_non_null(*state);
    strbuf_done(&told);
}

static void what_was_found_is_wrong(void **state)
{
    say(*state, "転出届");
    say(*state, "いや、印鑑登録");
    holds("poor 転出届 tenshutsu 1;");
}

static void votes(void **state)
{
    struct session *s = *state;
    assert_false(session_can_vote(s));
    say(s, "転入届");
    assert_true(session_can_vote(s));
    say(s, "まる");
    assert_false(session_can_vote(s));
    assert_int_equal(session_dialogue(s)->phase, PHASE_ENTRY); /* it stays */
    holds("yes  tennyu 1;");
    say(s, "×"); /* no vote any more: a question like any other */
    say(s, "さいしょ");
    say(s, "090-1234-5678の転出届");
    if (session_can_vote(s))
        session_vote(s, false);
    say(s, "さいしょ");
    say(s, "転出届");
    session_vote(s, false);
    struct error err = ERROR_NONE;
    struct journal_rows rows;
    assert_true(journal_read(path, (struct date){0, 0, 0}, &rows, &err));
    bool found = false;
    for (size_t i = 0; i < rows.n; i++) {
        found |= rows.v[i].kind == JOURNAL_NO && strcmp(rows.v[i].text, "転出届") == 0 &&
                 strcmp(rows.v[i].entries, "tenshutsu") == 0;
        assert_null(strstr(rows.v[i].text, "1234"));
    }
    assert_true(found);
    journal_rows_done(&rows);
}

static void without_a_file_all_goes_on(void **state)
{
    struct session *s = *state;
    struct strbuf told;
    strbuf_init(&told);
    assert_false(session_keep_journal(s, "/nowhere/journal.db", &told));
    assert_true(told.len > 0);
    assert_null(session_journal_notice(s));
    say(s, "転入届");
    assert_false(session_can_vote(s));
    say(s, "ラーメンの作り方");
    strbuf_done(&told);
    holds("");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_answered_is_not_kept),
        TEST(nothing_found),
        TEST(a_candidate_is_taken),
        TEST(none_is_taken),
        TEST(leaving_by_the_end),
        TEST(what_was_found_is_wrong),
        TEST(votes),
        TEST(without_a_file_all_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
