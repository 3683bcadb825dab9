/* The full screen without a terminal, over a database that was really built from knowledge/ here:
 * NAME.script is played and what it dumps must be NAME.screen, byte for byte. Names that begin with
 * wide_ are played as on a terminal where ambiguous characters take two columns, those that begin
 * with many_ over the database of many/, those with journal_ with a journal and without a printer.
 * With UPDATE_SCREENS set the .screen files are written instead; look at what git says of them. */
#include "app/session.h"
#include "text/utf8.h"
#include "text/width.h"
#include "towns.h"
#include "tui/script.h"
#include "tui/ui.h"

#include <dirent.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Of tests/tui/knowledge, and of tests/tui/many, where there is more than nine of everything. */
static char folder[64], db[96], many_db[96], journal[96];

static int setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/madoguchi-tui-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(db, sizeof(db), "%s/madoguchi.db", folder);
    snprintf(many_db, sizeof(many_db), "%s/many.db", folder);
    snprintf(journal, sizeof(journal), "%s/journal.db", folder);
    return town_build("knowledge", db) && town_build("many", many_db) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    unlink(journal);
    return unlink(db) == 0 && unlink(many_db) == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static struct session *open_session_with(const char *path, const char *printer)
{
    struct error err = ERROR_NONE;
    struct session_options o = {
        .db = path, .clock = {.fixed = {2026, 11, 20}}, .printer = {.command = printer}};
    struct session *s = session_open(&o, &err);
    if (!s)
        fail_msg("%s", err.msg);
    return s;
}

static struct session *open_session_on(const char *path)
{
    return open_session_with(path, "true");
}

static struct session *open_session(void)
{
    return open_session_on(db);
}

static void read_file(const char *path, struct strbuf *out)
{
    FILE *f = fopen(path, "r");
    char block[4096];
    if (!f)
        return;
    for (size_t n; (n = fread(block, 1, sizeof(block), f)) > 0;)
        strbuf_add(out, block, n);
    fclose(f);
}

static void write_file(const char *path, const struct strbuf *s)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(s->s, 1, s->len, f), s->len);
    assert_int_equal(fclose(f), 0);
}

/* Shows the first line that differs; gives whether all are the same. */
static bool same_lines(const char *name, const char *expected, const char *actual)
{
    for (size_t line = 1; *expected || *actual; line++) {
        size_t e = strcspn(expected, "\n"), a = strcspn(actual, "\n");
        if (e != a || memcmp(expected, actual, e) != 0) {
            print_error("%s, line %zu\n  expected |%.*s|\n  seen     |%.*s|\n", name, line, (int)e,
                        expected, (int)a, actual);
            return false;
        }
        expected += e + (expected[e] == '\n');
        actual += a + (actual[a] == '\n');
    }
    return true;
}

static void keep_journal(struct session *s)
{
    struct strbuf told;
    strbuf_init(&told);
    assert_true(session_keep_journal(s, journal, &told));
    strbuf_done(&told);
}

static bool play(const char *name)
{
    char script[512], screen[512];
    struct error err = ERROR_NONE;
    struct strbuf expected, actual;
    town_file(name, script, sizeof(script));
    snprintf(screen, sizeof(screen), "%.*s.screen", (int)(strlen(script) - strlen(".script")),
             script);
    strbuf_init(&expected);
    strbuf_init(&actual);
    read_file(screen, &expected);
    bool keeps = strncmp(name, "journal_", 8) == 0; /* and has no printer */
    struct session *s =
        open_session_with(strncmp(name, "many_", 5) == 0 ? many_db : db, keeps ? "none" : "true");
    if (keeps)
        keep_journal(s);
    bool ok = script_play_file(s, script, strncmp(name, "wide_", 5) == 0 ? 2 : 1, &actual, &err);
    session_close(s);
    if (!ok)
        print_error("%s: %s\n", name, err.msg);
    else if (getenv("UPDATE_SCREENS"))
        write_file(screen, &actual);
    else
        ok = actual.len > 0 && same_lines(name, expected.s, actual.s);
    strbuf_done(&expected);
    strbuf_done(&actual);
    return ok;
}

static void test_screens(void **state)
{
    char path[512];
    struct dirent *entry;
    size_t played = 0, failed = 0;
    DIR *dir = opendir(town_file("", path, sizeof(path)));
    (void)state;
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".script") != 0)
            continue;
        played++;
        failed += !play(entry->d_name);
    }
    closedir(dir);
    assert_true(played >= 8);
    assert_int_equal(failed, 0);
}

static void test_mistakes(void **state)
{
    static const struct {
        const char *script;
        const char *line; /* in the message */
    } cases[] = {
        {"dumb\n", " 1 "},
        {"# a remark\n\nkey Enter\nkey Entr\n", " 4 "},
        {"key\n", " 1 "},
        {"size 80\n", " 1 "},
        {"size 0 24\n", " 1 "},
        {"size 80 24 1\n", " 1 "},
        {"size 99999 24\n", " 1 "},
        {"click 1\n", " 1 "},
        {"dump\ndump all\n", " 2 "},
        {"wheel left\n", " 1 "},
        {"type \n", " 1 "},
        {"wait\n", " 1 "},
        {"kiosk 120\n", " 1 "},
        {"kiosk 0 30\n", " 1 "},
        {" dump\n", " 1 "},
    };
    (void)state;
    struct session *s = open_session();
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct error err = ERROR_NONE;
        struct strbuf out;
        strbuf_init(&out);
        assert_false(script_play(s, cases[i].script, strlen(cases[i].script), 1, &out, &err));
        assert_int_equal(err.code, EX_DATAERR);
        assert_non_null(strstr(err.msg, cases[i].line));
        strbuf_done(&out);
    }
    struct error err = ERROR_NONE;
    struct strbuf out;
    strbuf_init(&out);
    assert_false(script_play_file(s, "/nowhere/x.script", 1, &out, &err));
    assert_int_equal(err.code, EX_NOINPUT);
    strbuf_done(&out);
    session_close(s);
}

static void test_quit(void **state)
{
    static const char script[] = "key q\ndump\nno such command\n";
    struct error err = ERROR_NONE;
    struct strbuf out;
    (void)state;
    struct session *s = open_session();
    strbuf_init(&out);
    assert_true(script_play(s, script, sizeof(script) - 1, 1, &out, &err));
    assert_string_equal(out.s, "");
    strbuf_done(&out);
    session_close(s);
}

/* What holds on every screen: the cursor rests on what is selected, nothing stands out. */
static void check_screen(const struct canvas *c)
{
    bool selected = false, cursor = false;
    assert_in_range(c->cursor_row, 0, c->rows - 1);
    assert_in_range(c->cursor_col, 0, c->cols - 1);
    assert_true(canvas_at(c, c->cursor_row, c->cursor_col)->width > 0);
    for (int row = 0; row < c->rows; row++) {
        int cols = 0;
        for (int col = 0; col < c->cols; col++) {
            const struct cell *cell = canvas_at(c, row, col);
            cols += cell->width;
            assert_true(utf8_valid(cell->text, strlen(cell->text)));
            if (cell->style == STYLE_SELECTED) {
                selected = true;
                cursor |= row == c->cursor_row;
            }
        }
        assert_int_equal(cols, c->cols);
    }
    assert_true(!selected || cursor);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static struct key random_key(uint32_t *seed)
{
    static const uint32_t chars[] = {'0', '1',    '1',    '2',    '3',  '4',    '5',    ' ',
                                     'x', 0x4f4f, 0xff11, 0x3099, 0x1b, 0xfffd, 0x202e, 0x1f468};
    uint32_t r = next_random(seed);
    struct key key = {.code = KC_CHAR, .cp = chars[r >> 4 & 15]};
    if (r % 3 > 0)
        return key;
    key.code = (enum key_code)(next_random(seed) % (KC_HANGUP + 1));
    key.cp = 'a' + r % 26;
    key.row = (int)(next_random(seed) % 40);
    key.col = (int)(next_random(seed) % 120);
    if (key.code == KC_RESIZE && next_random(seed) % 4 > 0) {
        key.row = 18 + key.row / 2;
        key.col = 60 + key.col / 2;
    }
    return key;
}

/* Whatever is pressed in whatever order. */
static void test_any_keys(void **state)
{
    (void)state;
    for (uint32_t run = 1; run <= 12; run++) {
        uint32_t seed = run;
        struct session *s = open_session_on(run % 4 < 2 ? many_db : db);
        if (run == 1)
            keep_journal(s);
        struct ui *ui = ui_new(s, 24, 80, (int)(run % 2) + 1);
        ui_set_big(ui, run % 3 == 0);
        for (int i = 0; i < 3000; i++) {
            struct key key = random_key(&seed);
            ui_key(ui, &key);
            check_screen(ui_draw(ui));
        }
        ui_free(ui);
        session_close(s);
    }
}

/* The same state at any size, and back again: the same screen. */
static void test_resize(void **state)
{
    static const char *const scripts[] = {"",
                                          "key 1 1\n",
                                          "type 転入届\nkey Enter 1 1\n",
                                          "type 転入届\nkey Enter 1 2 Down Enter Down Enter 4\n",
                                          "key 3 1\n",
                                          "key F1\n",
                                          "key F9\n",
                                          "type 転入届\nkey Enter 1 2 Tab Enter Tab Enter 0 0 4\n",
                                          "type 転入届\nkey Enter 1 2 Tab Enter Tab Enter 0 0 5\n",
                                          "type 住民票の写し\nkey Enter /\ntype 窓口\nkey Enter\n"};
    (void)state;
    struct session *s = open_session();
    for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++) {
        struct error err = ERROR_NONE;
        struct strbuf script, out;
        strbuf_init(&script);
        strbuf_init(&out);
        strbuf_printf(&script, "%sdump\nsize 120 40\ndump\nsize 1 1\ndump\nsize 80 24\ndump\n",
                      scripts[i]);
        session_reset(s, &err);
        assert_true(script_play(s, script.s, script.len, 1, &out, &err));
        char *last = strstr(out.s + 1, "\n== 80x24");
        assert_non_null(last);
        assert_memory_equal(out.s, last + 1, strlen(last + 1));
        strbuf_done(&script);
        strbuf_done(&out);
    }
    session_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_screens), cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_quit),    cmocka_unit_test(test_any_keys),
        cmocka_unit_test(test_resize),
    };
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, setup, teardown);
}
