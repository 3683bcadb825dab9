/* Nobody may be left in what the journal keeps. names.txt has made-up lines with what is personal
 * in braces; of that no kanji, no digit and no two letters side by side may remain. Over the
 * shipped database; and of the questions that its authors wrote, nearly all must stay whole. */
#include "app/names.h"
#include "base/xalloc.h"
#include "text/normalize.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { UNITS = 512 };

/* What a reader would recognise somebody by: one kanji or digit, two other letters. */
struct units {
    char v[UNITS][12];
    size_t n;
};

static bool is_whole(uint32_t c)
{
    return (c >= '0' && c <= '9') || c == 0x3005 || c == 0x3007 || (c >= 0x3400 && c < 0xa000) ||
           (c >= 0xf900 && c < 0xfb00);
}

/* s: without marks; a newline parts what does not belong together. */
static void add_units(struct units *u, const char *s, size_t n)
{
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c, next;
        len = utf8_decode(s + i, n - i, &c);
        size_t more = i + len < n ? utf8_decode(s + i + len, n - i - len, &next) : 0;
        if (c == '\n' || c == ' ' || u->n == UNITS)
            continue;
        if (is_whole(c))
            more = 0;
        else if (!more || next == '\n' || next == ' ')
            continue;
        memcpy(u->v[u->n], s + i, len + more);
        u->v[u->n++][len + more] = '\0';
    }
}

static size_t count(const struct units *u, const char *unit)
{
    size_t n = 0;
    for (size_t i = 0; i < u->n; i++)
        n += strcmp(u->v[i], unit) == 0;
    return n;
}

/* 〔名〕 and its like become a newline. */
static void without_marks(const char *s, struct strbuf *out)
{
    static const char *const marks[] = {"〔名〕", "〔場所〕", "〔数〕", "〔連絡先〕"};
    for (size_t i = 0; s[i];) {
        size_t len = 0;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
            if (strncmp(s + i, marks[k], strlen(marks[k])) == 0)
                len = strlen(marks[k]);
        strbuf_putc(out, len ? '\n' : s[i]);
        i += len ? len : 1;
    }
}

/* line: with braces. all: without them; the units of what is personal, and of the rest. */
static void take_apart(const char *line, struct strbuf *all, struct units *own, struct units *rest)
{
    struct strbuf part;
    strbuf_init(&part);
    for (const char *s = line; *s;) {
        bool brace = *s == '{';
        size_t n = strcspn(s + brace, brace ? "}" : "{");
        strbuf_add(all, s + brace, n);
        strbuf_clear(&part);
        text_normalize(&part, s + brace, n);
        add_units(brace ? own : rest, part.s, part.len);
        s += n + 2 * brace;
    }
    strbuf_done(&part);
}

/* Gives whether anything personal is left. */
static bool leaks(struct index *ix, const char *line)
{
    static struct units own, rest, left;
    struct strbuf all, masked, plain;
    bool leak = false;
    own.n = rest.n = left.n = 0;
    strbuf_init(&all);
    strbuf_init(&masked);
    strbuf_init(&plain);
    take_apart(line, &all, &own, &rest);
    assert_true(own.n > 0);
    names_mask(ix, all.s, all.len, &masked);
    without_marks(masked.s, &plain);
    add_units(&left, plain.s, plain.len);
    for (size_t i = 0; i < own.n; i++)
        leak |= count(&left, own.v[i]) > count(&rest, own.v[i]);
    if (leak)
        print_error("%s\n  => %s\n", line, masked.s);
    strbuf_done(&all);
    strbuf_done(&masked);
    strbuf_done(&plain);
    return leak;
}

static int setup(void **state)
{
    struct error err = ERROR_NONE;
    const char *db = getenv("DB");
    *state = index_open(db ? db : "build/madoguchi.db", &err);
    if (!*state)
        print_error("%s\n", err.msg);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    index_close(*state);
    return 0;
}

static void nobody_is_left(void **state)
{
    char path[512], line[1024];
    const char *root = getenv("ROOT");
    size_t n = 0, leaked = 0;
    snprintf(path, sizeof path, "%s/tests/app/names.txt", root ? root : ".");
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = '\0';
        n++;
        leaked += leaks(*state, line);
    }
    fclose(f);
    print_message("%zu lines with somebody in them, %zu leak\n", n, leaked);
    assert_true(n >= 300);
    assert_int_equal(leaked, 0);
}

/* 75歳 is 〔数〕歳 */
static bool stays(struct index *ix, const char *text)
{
    struct strbuf out;
    strbuf_init(&out);
    names_mask(ix, text, strlen(text), &out);
    bool ok =
        !strstr(out.s, "〔名〕") && !strstr(out.s, "〔場所〕") && !strstr(out.s, "〔連絡先〕");
    if (!ok)
        print_message("  %s => %s\n", text, out.s);
    strbuf_done(&out);
    return ok;
}

/* Every step-th of what authors wrote that people say. */
static void questions_stay(void **state)
{
    enum { WANTED = 200 };
    const struct knowledge *k = index_knowledge(*state);
    size_t all = 0, seen = 0, looked = 0, whole = 0;
    for (size_t i = 0; i < k->entries.n; i++)
        all += knowledge_at(k, i)->says.n;
    assert_true(all >= WANTED);
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);
        for (size_t j = 0; j < e->says.n; j++) {
            if (seen++ % (all / WANTED))
                continue;
            looked++;
            whole += stays(*state, e->says.v[j].s);
        }
    }
    print_message("%zu of %zu questions keep their words\n", whole, looked);
    assert_true(whole * 100 >= looked * 95);
}

/* What the knowledge does not have is what the journal is for. */
static void unknown_subjects_stay(void **state)
{
    static const char *const texts[] = {"ドローンを飛ばしたい", "ペット火葬の場所は",
                                        "チョコザップとは",     "見本町の花火大会",
                                        "民泊をはじめたい",     "ソーラーパネルの補助金"};
    char path[512], line[1024];
    const char *root = getenv("ROOT");
    size_t n = 0, whole = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(stays(*state, texts[i]));
    snprintf(path, sizeof path, "%s/tests/app/subjects.txt", root ? root : ".");
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = '\0';
        n++;
        whole += stays(*state, line);
    }
    fclose(f);
    print_message("%zu of %zu unknown subjects stay whole\n", whole, n);
    assert_true(n >= 300);
    assert_true(whole * 100 >= n * 92);
}

static void any_bytes(void **state)
{
    struct strbuf out, big;
    strbuf_init(&out);
    strbuf_init(&big);
    names_mask(*state, "", 0, &out);
    assert_string_equal(out.s, "");
    for (int i = 0; i < 5000; i++)
        strbuf_putc(&big, (char)(i * 7 % 256));
    names_mask(*state, big.s, big.len, &out);
    assert_true(utf8_valid(out.s, out.len));
    strbuf_done(&out);
    strbuf_done(&big);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_left),
        cmocka_unit_test(questions_stay),
        cmocka_unit_test(unknown_subjects_stay),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
