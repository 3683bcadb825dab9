/* The journal's file: what is written stays, and nothing else is in it. */
#include "index/db.h"
#include "journal/journal.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64], path[96];
static const struct date today = {2026, 11, 20};

static int setup(void **state)
{
    (void)state;
    /* in memory where that is to be had: thousands of rows are each waited for */
    strcpy(folder, "/dev/shm/madoguchi-journal-XXXXXX");
    if (!mkdtemp(folder)) {
        strcpy(folder, "/tmp/madoguchi-journal-XXXXXX");
        if (!mkdtemp(folder))
            return -1;
    }
    snprintf(path, sizeof path, "%s/journal.db", folder);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static struct journal *opened(const struct journal_limits *l, struct date day, const char *says)
{
    struct error err = ERROR_NONE;
    struct strbuf told;
    strbuf_init(&told);
    struct journal *j = journal_open(path, day, l, &told, &err);
    if (!j)
        fail_msg("%s", err.msg);
    if (says)
        assert_non_null(strstr(told.s, says));
    else
        assert_string_equal(told.s, "");
    strbuf_done(&told);
    return j;
}

static bool append(struct journal *j, struct date day, enum journal_kind kind, const char *text,
                   const char *entries)
{
    struct error err = ERROR_NONE;
    return journal_append(
        j, &(struct journal_row){.day = day, .kind = kind, .text = text, .entries = entries}, &err);
}

static void read_all(struct journal_rows *rows)
{
    struct error err = ERROR_NONE;
    if (!journal_read(path, (struct date){0, 0, 0}, rows, &err))
        fail_msg("%s", err.msg);
}

static size_t times(const char *text)
{
    struct journal_rows rows;
    size_t n = 0;
    read_all(&rows);
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(rows.v[i].text, text) == 0)
            n += rows.v[i].count;
    journal_rows_done(&rows);
    return n;
}

/* ---- */

static void equal_rows_are_one(void **state)
{
    (void)state;
    struct journal *j = opened(NULL, today, NULL);
    assert_true(append(j, today, JOURNAL_UNANSWERED, "ラーメン", "a b"));
    assert_true(append(j, today, JOURNAL_UNANSWERED, "あんぱん", ""));
    assert_true(append(j, today, JOURNAL_UNANSWERED, "ラーメン", "a b"));
    assert_true(append(j, today, JOURNAL_YES, "", "tennyu"));
    struct journal_rows rows;
    read_all(&rows);
    assert_int_equal(rows.n, 3);
    assert_string_equal(rows.v[0].text, "あんぱん"); /* not in the order of their coming */
    assert_string_equal(rows.v[1].text, "ラーメン");
    assert_string_equal(rows.v[1].entries, "a b");
    assert_int_equal(rows.v[1].count, 2);
    assert_int_equal(rows.v[2].kind, JOURNAL_YES);
    journal_rows_done(&rows);
    journal_close(j);
}

static void masked_whatever_comes(void **state)
{
    (void)state;
    struct journal *j = opened(NULL, today, NULL);
    assert_true(append(j, today, JOURNAL_UNANSWERED, "090-1234-5678 taro@example.jp 三歳", ""));
    assert_int_equal(times("〔数〕 〔連絡先〕 〔数〕歳"), 1);
    journal_close(j);
}

static void only_its_owner_reads_it(void **state)
{
    (void)state;
    struct stat st;
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
    assert_int_equal(chmod(path, 0666), 0);
    journal_close(opened(NULL, today, NULL));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void old_days_go(void **state)
{
    (void)state;
    struct journal_limits l = {.days = 10};
    struct journal *j = opened(&l, today, NULL);
    assert_true(append(j, today, JOURNAL_UNANSWERED, "ふるいしつもん", ""));
    /* nine days later it is still there, on the tenth it is not: by a row as by opening */
    assert_true(append(j, date_add_days(today, 9), JOURNAL_UNANSWERED, "い", ""));
    assert_int_equal(times("ふるいしつもん"), 1);
    assert_true(append(j, date_add_days(today, 10), JOURNAL_UNANSWERED, "う", ""));
    assert_int_equal(times("ふるいしつもん"), 0);
    journal_close(j);
    journal_close(opened(&l, date_add_days(today, 19), NULL));
    assert_int_equal(times("い"), 0);
    assert_int_equal(times("う"), 1);
    /* and nothing of it is left in the file */
    char command[256];
    snprintf(command, sizeof command, "! grep -aq 'ふるいしつもん' %s", path);
    assert_int_equal(system(command), 0);
}

static void the_file_stays_small(void **state)
{
    (void)state;
    struct journal_limits l = {.bytes = 128 * 1024};
    struct journal *j = opened(&l, today, NULL);
    char text[700];
    struct stat st;
    for (int day = 0; day < 20; day++) {
        for (int i = 0; i < 30; i++) {
            size_t n = 0;
            for (int k = 0; k < 100; k++)
                n += (size_t)sprintf(text + n, "%s", (day + i) >> k % 10 & 1 ? "あ" : "い");
            sprintf(text + n, "%c%c", 'a' + i, 'a' + day);
            assert_true(append(j, date_add_days(today, day), JOURNAL_UNANSWERED, text, ""));
        }
        assert_int_equal(stat(path, &st), 0);
        assert_in_range(st.st_size, 4096, 128 * 1024);
    }
    struct journal_rows rows;
    read_all(&rows);
    assert_true(rows.n >= 100); /* it is made use of */
    assert_int_equal(date_cmp(rows.v[rows.n - 1].day, date_add_days(today, 19)), 0);
    assert_true(date_cmp(rows.v[0].day, today) > 0); /* the oldest are gone */
    journal_rows_done(&rows);
    journal_close(j);
}

static void a_day_has_its_limit(void **state)
{
    (void)state;
    struct journal_limits l = {.rows = 3, .chars = 4};
    struct journal *j = opened(&l, today, NULL);
    assert_true(append(j, today, JOURNAL_UNANSWERED, "あ", ""));
    assert_true(append(j, today, JOURNAL_UNANSWERED, "い", ""));
    assert_true(append(j, today, JOURNAL_UNANSWERED, "ながいことば", ""));
    assert_false(append(j, today, JOURNAL_UNANSWERED, "え", ""));
    assert_true(append(j, today, JOURNAL_UNANSWERED, "あ", "")); /* counts on */
    assert_true(append(j, date_add_days(today, 1), JOURNAL_UNANSWERED, "え", ""));
    assert_int_equal(times("あ"), 2);
    assert_int_equal(times("ながいこ"), 1);
    journal_close(j);
}

/* ---- files that are none ---- */

static void write_bytes(off_t at, const char *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, bytes, n, at), n);
    close(fd);
}

static bool refused(int code)
{
    struct error err = ERROR_NONE;
    struct strbuf told;
    strbuf_init(&told);
    struct journal *j = journal_open(path, today, NULL, &told, &err);
    bool ok = !j && err.code == code && told.len == 0;
    journal_close(j);
    strbuf_done(&told);
    return ok;
}

static void a_damaged_one_is_kept_beside(void **state)
{
    (void)state;
    char aside[128], junk[5000];
    struct stat st;
    struct journal *j = opened(NULL, today, NULL);
    for (char c = 'a'; c <= 'z'; c++)
        assert_true(append(j, today, JOURNAL_UNANSWERED, (char[]){c, 0}, ""));
    journal_close(j);
    memset(junk, 0x55, sizeof junk);
    write_bytes(4096, junk, 4000);
    snprintf(aside, sizeof aside, "%s.damaged-2026-11-20", path);
    j = opened(NULL, today, aside);
    assert_int_equal(stat(aside, &st), 0);
    assert_int_equal(st.st_size, 8192);
    assert_true(append(j, today, JOURNAL_UNANSWERED, "あたらしい", ""));
    journal_close(j);
    assert_int_equal(times("あたらしい"), 1);
    write_bytes(0, junk, sizeof junk); /* no SQLite file at all, and the name is taken */
    snprintf(aside, sizeof aside, "%s.damaged-2026-11-20-2", path);
    journal_close(opened(NULL, today, aside));
    assert_int_equal(stat(aside, &st), 0);
}

static void run_sql(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void a_newer_one_is_refused(void **state)
{
    (void)state;
    struct journal_rows rows;
    struct error err = ERROR_NONE;
    journal_close(opened(NULL, today, NULL));
    run_sql("PRAGMA user_version=2");
    assert_true(refused(EX_DATAERR));
    assert_false(journal_read(path, (struct date){0, 0, 0}, &rows, &err));
    assert_int_equal(err.code, EX_DATAERR);
    journal_rows_done(&rows);
    run_sql("PRAGMA user_version=1");
    journal_close(opened(NULL, today, NULL));
}

static void another_database_is_refused(void **state)
{
    (void)state;
    run_sql("CREATE TABLE mine(a); INSERT INTO mine VALUES(1)");
    assert_true(refused(EX_DATAERR));
    run_sql("DELETE FROM mine"); /* it is still there */
}

static void no_place_is_told(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "%s/none/journal.db", folder);
    assert_true(refused(EX_NOINPUT));
    snprintf(path, sizeof path, "%s", folder);
    assert_false(refused(EX_OK));
    snprintf(path, sizeof path, "%s/journal.db", folder);
}

static void rows_of_others_are_checked(void **state)
{
    (void)state;
    struct journal_rows rows;
    struct error err = ERROR_NONE;
    journal_close(opened(NULL, today, NULL));
    run_sql("INSERT INTO asked VALUES('2026-11-20', 0, char(27)||'[2J', 'x', 1)");
    read_all(&rows);
    assert_null(strchr(rows.v[0].text, 27));
    journal_rows_done(&rows);
    run_sql("INSERT INTO asked VALUES('heute', 0, 'a', 'x', 1)");
    assert_false(journal_read(path, (struct date){0, 0, 0}, &rows, &err));
    assert_int_equal(err.code, EX_DATAERR);
    journal_rows_done(&rows);
}

static void a_full_disk_loses_nothing(void **state)
{
    (void)state;
    struct rlimit was, small;
    struct journal *j = opened(NULL, today, NULL);
    assert_true(append(j, today, JOURNAL_UNANSWERED, "あ", ""));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, SIG_IGN); /* as in a kiosk */
    small = (struct rlimit){512, was.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool written = append(j, today, JOURNAL_UNANSWERED, "い", "");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    assert_false(written);
    assert_int_equal(times("あ"), 1);
    assert_int_equal(times("い"), 0);
    assert_true(append(j, today, JOURNAL_UNANSWERED, "い", "")); /* there is room again */
    assert_int_equal(times("い"), 1);
    journal_close(j);
}

/* ---- many at once ---- */

enum { PROCESSES = 8, QUESTIONS = 1000, KILLED = 2 };

/* A text without digits, which would be masked. */
static void question(char out[static 16], int process, int i)
{
    sprintf(out, "q%c%c%c%c", 'a' + process, 'a' + i / 100, 'a' + i / 10 % 10, 'a' + i % 10);
}

/* done: how many have been acknowledged. */
static void write_questions(int process, _Atomic int *done)
{
    struct journal_limits l = {.rows = 100000};
    struct error err = ERROR_NONE;
    struct strbuf told;
    strbuf_init(&told);
    struct journal *j = NULL;
    while (!(j = journal_open(path, today, &l, &told, &err)))
        if (err.code != EX_TEMPFAIL)
            _exit(1);
        else
            err.code = EX_OK;
    for (int i = 0; i < QUESTIONS; i++) {
        char text[16];
        question(text, process, i);
        while (!append(j, today, JOURNAL_UNANSWERED, text, ""))
            ;
        *done = i + 1;
    }
    journal_close(j);
    _exit(told.len == 0 ? 0 : 2);
}

static void has_integrity(void)
{
    struct error err = ERROR_NONE;
    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    sqlite3_stmt *st = db_prepare(db, "PRAGMA integrity_check", path, &err);
    assert_non_null(st);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(st, 0), "ok");
    sqlite3_finalize(st);
    sqlite3_close(db);
}

static void what_was_acknowledged_is_there(void **state)
{
    (void)state;
    pid_t pid[PROCESSES];
    _Atomic int *done = mmap(NULL, PROCESSES * sizeof *done, PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(done, MAP_FAILED);
    for (int p = 0; p < PROCESSES; p++) {
        pid[p] = fork();
        if (pid[p] == 0)
            write_questions(p, &done[p]);
    }
    for (int p = 0; p < KILLED; p++) { /* in the middle of it, whenever that is */
        while (done[p] < QUESTIONS / 4 + 100 * p)
            usleep(500);
        assert_int_equal(kill(pid[p], SIGKILL), 0);
    }
    for (int p = 0; p < PROCESSES; p++) {
        int status;
        assert_int_equal(waitpid(pid[p], &status, 0), pid[p]);
        if (p >= KILLED)
            assert_int_equal(status, 0);
    }
    struct journal_rows rows;
    read_all(&rows);
    size_t at = 0;
    for (int p = 0; p < PROCESSES; p++) {
        assert_true(p < KILLED ? done[p] < QUESTIONS : done[p] == QUESTIONS);
        for (int i = 0; i < done[p]; i++) {
            char text[16];
            question(text, p, i);
            while (at < rows.n && strcmp(rows.v[at].text, text) < 0)
                at++;
            assert_true(at < rows.n);
            assert_string_equal(rows.v[at].text, text);
        }
    }
    journal_rows_done(&rows);
    journal_close(opened(NULL, today, NULL)); /* nothing was set aside */
    has_integrity();
    munmap(done, PROCESSES * sizeof *done);
}

static void one_that_reads_only_leaves_no_lock(void **state)
{
    (void)state;
    struct journal *a = opened(NULL, today, NULL), *b = opened(NULL, today, NULL);
    assert_true(append(a, today, JOURNAL_UNANSWERED, "あ", ""));
    assert_true(append(b, today, JOURNAL_UNANSWERED, "あ", ""));
    assert_int_equal(times("あ"), 2);
    assert_true(append(a, today, JOURNAL_UNANSWERED, "い", ""));
    journal_close(a);
    journal_close(b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(equal_rows_are_one),           TEST(masked_whatever_comes),
        TEST(only_its_owner_reads_it),      TEST(old_days_go),
        TEST(the_file_stays_small),         TEST(a_day_has_its_limit),
        TEST(a_damaged_one_is_kept_beside), TEST(a_newer_one_is_refused),
        TEST(another_database_is_refused),  TEST(no_place_is_told),
        TEST(rows_of_others_are_checked),   TEST(one_that_reads_only_leaves_no_lock),
        TEST(a_full_disk_loses_nothing),    TEST(what_was_acknowledged_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
