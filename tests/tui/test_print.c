/* Printing from the full screen, over the shipped knowledge, with printers that work and do not. */
#include "app/session.h"
#include "base/strbuf.h"
#include "tui/script.h"
#include "tui/textfind.h"
#include "tui/ui.h"

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

/* Without blanks, frames and line breaks. */
static void squeeze(const char *s, size_t n, struct strbuf *out)
{
    static const char frame[] = "│";
    for (size_t i = 0; i < n; i++) {
        if (n - i >= sizeof frame - 1 && memcmp(s + i, frame, sizeof frame - 1) == 0)
            i += sizeof frame - 2;
        else if (s[i] != ' ' && s[i] != '\n')
            strbuf_putc(out, s[i]);
    }
}

/* Plays keys with this printer; gives the last screen without blanks. */
static void play(const char *printer, int cols, const char *keys, struct strbuf *seen)
{
    struct error err = ERROR_NONE;
    struct session_options o = {.db = getenv("DB"),
                                .clock = {.fixed = {2026, 11, 20}},
                                .printer = {.command = printer, .cols = cols}};
    struct strbuf out;
    struct session *s = session_open(&o, &err);
    if (!s)
        fail_msg("%s", err.msg);
    strbuf_init(&out);
    if (!script_play(s, keys, strlen(keys), 1, &out, &err))
        fail_msg("%s", err.msg);
    const char *last = out.s;
    for (const char *p = out.s; (p = strstr(p, "\n== ")); p++)
        last = p + 1;
    strbuf_clear(seen);
    squeeze(last, strlen(last), seen);
    strbuf_done(&out);
    session_close(s);
}

static void expect(const struct strbuf *seen, const char *text, bool there)
{
    if ((strstr(seen->s, text) != NULL) != there)
        fail_msg("%s %s\n%s", there ? "missing:" : "there is:", text, seen->s);
}

static void printers(void **state)
{
    static const struct {
        const char *printer, *said, *then;
    } cases[] = {
        {"true", "プリンターに送りました。紙を忘れずに取ってください。", "もう1枚印刷する"},
        {"false", "プリンターが受け付けませんでした。係の人に知らせてください。",
         "もう一度印刷する"},
        {"no-such-printer", "この端末には、印刷の用意がありません。係の人に知らせてください。",
         "もう一度印刷する"},
    };
    struct strbuf seen;
    (void)state;
    strbuf_init(&seen);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        play(cases[i].printer, 48, "type 印鑑登録証明書\nkey Enter Ctrl-P Enter\ndump\n", &seen);
        expect(&seen, cases[i].said, true);
        expect(&seen, cases[i].then, true);
    }
    strbuf_done(&seen);
}

/* A checklist can be taken along otherwise. */
static void a_list_offers_the_code(void **state)
{
    static const char list[] =
        "type 転入届\nkey Enter 1 1 1 2\ntype 11/10\nkey Enter 1 2 Ctrl-P Enter\ndump\n";
    struct strbuf seen;
    (void)state;
    strbuf_init(&seen);
    play("false", 48, list, &seen);
    expect(&seen, "係の人に知らせるか、QRコードで持ち帰ってください。", true);
    expect(&seen, "2QRコードで持ち帰る", true);
    strbuf_done(&seen);
}

static void no_printer(void **state)
{
    struct strbuf seen;
    (void)state;
    strbuf_init(&seen);
    play("none", 48, "type 印鑑登録証明書\nkey Enter\ndump\n", &seen);
    expect(&seen, "1質問に答えて、持ち物を調べる", true);
    expect(&seen, "印刷する", false);
    play("none", 48, "type 印鑑登録証明書\nkey Enter Ctrl-P\ndump\n", &seen);
    expect(&seen, "この端末では印刷できません。係の人に聞いてください。", true);
    strbuf_done(&seen);
}

/* What is seen is what is printed: as wide, every line of it in the frame. */
static void widths(void **state)
{
    static const int cols[] = {32, 48};
    struct strbuf seen;
    (void)state;
    strbuf_init(&seen);
    for (size_t i = 0; i < 2; i++) {
        struct strbuf rule;
        strbuf_init(&rule);
        strbuf_fill(&rule, '-', (size_t)cols[i]);
        play("true", cols[i], "type 印鑑登録証明書\nkey Enter Ctrl-P\ndump\n", &seen);
        expect(&seen, rule.s, true);
        strbuf_putc(&rule, '-');
        expect(&seen, rule.s, false);
        strbuf_done(&rule);
    }
    strbuf_done(&seen);
}

static void press(struct ui *ui, const char *keys)
{
    struct key key;
    char name[16];
    for (const char *p = keys; *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        snprintf(name, sizeof name, "%.*s", (int)n, p);
        assert_true(key_parse(name, &key));
        ui_draw(ui);
        ui_key(ui, &key);
        p += n;
    }
}

/* The part of the canvas that is painted, 4 pixels a column and 8 a row. */
static void write_picture(const struct canvas *c, const char *path)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fprintf(f, "P5\n%d %d\n255\n", c->cols * 4, c->rows * 8);
    for (int y = 0; y < c->rows * 8; y++)
        for (int x = 0; x < c->cols * 4; x++) {
            const struct cell *cell = canvas_at(c, y / 8, x / 4);
            fputc(cell->style == STYLE_QR ? 255 : cell->style == STYLE_QR_DARK ? 0 : 40, f);
        }
    assert_int_equal(fclose(f), 0);
}

/* Where block characters are two columns wide there are none: a module is two blanks. */
static void code_of_blanks(void **state)
{
    static const char keys[] = "印 鑑 登 録 証 明 書 Enter 1 1 1 1 5 2";
    char path[] = "/tmp/madoguchi-qr-XXXXXX.pgm", command[128], seen[256] = "";
    struct error err = ERROR_NONE;
    struct session_options o = {.db = getenv("DB"), .clock = {.fixed = {2026, 11, 20}}};
    (void)state;
    if (system("command -v zbarimg >/dev/null 2>&1") != 0)
        skip();
    struct session *s = session_open(&o, &err);
    if (!s)
        fail_msg("%s", err.msg);
    struct ui *ui = ui_new(s, 50, 140, 2);
    press(ui, keys);
    const struct canvas *c = ui_draw(ui);
    struct strbuf dump;
    strbuf_init(&dump);
    canvas_dump(c, &dump);
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    close(fd);
    write_picture(c, path);
    snprintf(command, sizeof command, "zbarimg -q --raw '%s' 2>/dev/null", path);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    size_t n = fread(seen, 1, sizeof seen - 1, f);
    assert_int_equal(pclose(f), 0);
    unlink(path);
    seen[n] = '\0';
    const char *code = strstr(seen, "つづきのコード："); /* the last line, and a newline */
    assert_non_null(code);
    code += strlen("つづきのコード：");
    seen[n - 1] = '\0';
    if (!strstr(dump.s, code))
        fail_msg("%s\n%s", seen, dump.s);
    assert_null(strstr(dump.s, "█"));
    strbuf_done(&dump);
    ui_free(ui);
    session_close(s);
}

static void words_in_a_text(void **state)
{
    static const struct {
        const char *text, *word;
        size_t n, start, end; /* of the first */
    } cases[] = {
        {"カードとかーど", "かーど", 2, 0, 9},
        {"Mynaポータル", "ｍｙｎａ", 1, 0, 4},
        {"本人確認\n    書類です", "確認書類", 1, 6, 23}, /* over a line's end */
        {"本人確認\n\n書類です", "確認書類", 0, 0, 0},    /* two paragraphs */
        {"ああああ", "ああ", 2, 0, 6},
        {"暗証番号", " 暗証　", 1, 0, 6},
        {"暗証番号", "", 0, 0, 0},
        {"暗証番号", "　", 0, 0, 0},
        {"", "暗", 0, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct match m[4];
        assert_int_equal(textfind(cases[i].text, cases[i].word, m, 4), cases[i].n);
        if (cases[i].n > 0) {
            assert_int_equal(m[0].start, cases[i].start);
            assert_int_equal(m[0].end, cases[i].end);
        }
    }
    struct match one;
    assert_int_equal(textfind("ああああ", "あ", &one, 1), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printers),       cmocka_unit_test(a_list_offers_the_code),
        cmocka_unit_test(no_printer),     cmocka_unit_test(widths),
        cmocka_unit_test(code_of_blanks), cmocka_unit_test(words_in_a_text),
    };
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
