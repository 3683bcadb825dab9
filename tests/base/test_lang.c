#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/lang.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include <ctype.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct pair {
    const char *ja, *en;
} pairs[] = {
#include "base/lang_en.inc"
#include "base/lang_en_manual.inc"
};

#define NPAIRS (sizeof(pairs) / sizeof(pairs[0]))

/* The next directive of a printf format at or after *p as text, or an empty one. */
static size_t next_directive(const char **p, const char **start)
{
    for (; **p; (*p)++) {
        if (**p != '%')
            continue;
        *start = (*p)++;
        *p += strspn(*p, "-+ #0123456789.*hlzjt");
        if (**p)
            (*p)++;
        return (size_t)(*p - *start);
    }
    *start = *p;
    return 0;
}

static void directives_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < NPAIRS; i++) {
        const char *a = pairs[i].ja, *b = pairs[i].en, *sa, *sb;
        size_t na, nb;

        do {
            na = next_directive(&a, &sa);
            nb = next_directive(&b, &sb);
            if (na != nb || strncmp(sa, sb, na) != 0)
                fail_msg("%s: directives differ from %s", pairs[i].en, pairs[i].ja);
        } while (na > 0);
    }
}

static void every_text_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < NPAIRS; i++) {
        for (size_t j = i + 1; j < NPAIRS; j++) {
            if (strcmp(pairs[i].ja, pairs[j].ja) == 0)
                fail_msg("%s: twice", pairs[i].ja);
        }
    }
}

/* Words to type may be quoted in Japanese, but the sentence is English. */
static void english_is_english(void **state)
{
    (void)state;
    for (size_t i = 0; i < NPAIRS; i++) {
        size_t latin = 0, other = 0;

        for (const char *p = pairs[i].en; *p; p++) {
            unsigned char c = (unsigned char)*p;

            latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            other += c >= 0xe3 && c <= 0xe9; /* kana and kanji begin with these bytes */
        }
        if (other > 0 && other > latin)
            fail_msg("%s: left in Japanese", pairs[i].en);
        assert_string_not_equal(pairs[i].en, "");
    }
}

static void texts_are_looked_up(void **state)
{
    const char *ja = pairs[0].ja, *none = "この文は表にありません";

    (void)state;
    assert_int_equal(lang_get(), LANG_JA);
    assert_ptr_equal(_(ja), ja);
    lang_set(LANG_EN);
    assert_int_equal(lang_get(), LANG_EN);
    for (size_t i = 0; i < NPAIRS; i++)
        assert_string_equal(_(pairs[i].ja), pairs[i].en);
    assert_ptr_equal(_(none), none);
    lang_set(LANG_JA);
}

/* ---- the texts of the source ---- */

/* A literal of a C file, its adjacent parts joined and its escapes undone. */
struct literal {
    char *text;
    char at[128]; /* FILE:LINE */
    bool wrapped; /* stands inside _() */
};

static struct {
    struct literal *v;
    size_t n, cap;
} found;

static void add_literal(const struct strbuf *text, const char *file, size_t line, bool wrapped)
{
    if (found.n == found.cap) {
        found.cap = found.cap ? 2 * found.cap : 1024;
        found.v = xreallocarray(found.v, found.cap, sizeof *found.v);
    }
    struct literal *l = &found.v[found.n++];
    *l = (struct literal){xstrdup(text->s), "", wrapped};
    snprintf(l->at, sizeof l->at, "%s:%zu", file, line);
}

static void forget_literals(void)
{
    for (size_t i = 0; i < found.n; i++)
        free(found.v[i].text);
    free(found.v);
    memset(&found, 0, sizeof found);
}

/* From the quote at p past the closing one; what it quotes goes to out. Escapes that no text for
 * people has (\\x, octal) stay as they are written. */
static const char *quoted(const char *p, struct strbuf *out)
{
    static const char letters[] = "nt\"\\'r", meant[] = "\n\t\"\\'\r";
    char quote = *p++;

    for (; *p && *p != quote; p++) {
        const char *e = *p == '\\' && p[1] ? strchr(letters, p[1]) : NULL;

        strbuf_putc(out, e ? meant[e - letters] : *p);
        p += e != NULL;
    }
    return *p ? p + 1 : p;
}

/* From p past blanks and comments, or p itself. */
static const char *blank(const char *p)
{
    for (;;) {
        p += strspn(p, " \t\n");
        if (p[0] == '/' && p[1] == '/') {
            p += strcspn(p, "\n");
        } else if (p[0] == '/' && p[1] == '*') {
            const char *end = strstr(p + 2, "*/");

            p = end ? end + 2 : p + strlen(p);
        } else {
            return p;
        }
    }
}

static size_t lines(const char *from, const char *to)
{
    size_t n = 0;

    for (; from < to; from++)
        n += *from == '\n';
    return n;
}

/* The literals of C text. Whatever stands between the parentheses of _( ) counts as wrapped. */
static void scan(const char *source, const char *file)
{
    size_t depth = 0, wrapped = 0; /* the depth inside _(, or 0 */
    struct strbuf text;

    strbuf_init(&text);
    for (const char *p = blank(source); *p; p = blank(p)) {
        const char *start = p;

        strbuf_clear(&text);
        if (*p == '"') {
            do {
                p = blank(quoted(p, &text));
            } while (*p == '"');
            add_literal(&text, file, 1 + lines(source, start), wrapped > 0);
        } else if (*p == '\'') {
            p = quoted(p, &text);
        } else if (isalnum((unsigned char)*p) || *p == '_') {
            while (isalnum((unsigned char)*p) || *p == '_')
                p++;
            const char *next = blank(p);

            if (p == start + 1 && *start == '_' && *next == '(') {
                depth++;
                wrapped = wrapped ? wrapped : depth;
                p = next + 1;
            }
        } else {
            if (*p == '(') {
                depth++;
            } else if (*p == ')') {
                if (wrapped == depth)
                    wrapped = 0;
                depth -= depth > 0;
            }
            p++;
        }
    }
    strbuf_done(&text);
}

static int scan_file(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    size_t n = strlen(path);
    struct strbuf b;
    FILE *f;
    int c;

    (void)st;
    (void)at;
    if (kind != FTW_F || n < 2 || path[n - 2] != '.' || !strchr("ch", path[n - 1]))
        return 0;
    strbuf_init(&b);
    f = fopen(path, "r");
    assert_non_null(f);
    while ((c = getc(f)) != EOF)
        strbuf_putc(&b, (char)c);
    fclose(f);
    scan(b.s, path);
    strbuf_done(&b);
    return 0;
}

static void scan_all(void)
{
    assert_int_equal(nftw("src", scan_file, 16, FTW_PHYS), 0);
    assert_true(found.n > NPAIRS);
}

static void literals_are_found(void **state)
{
    static const char source[] = "/* _(\"no\") */ x = '\"' + '_'; // \"no\"\n"
                                 "f(_(a ? \"one\\n\" /* and */\n  \"more\" : g(\"two\")), "
                                 "\"\\\"bare\", x_(\"call\"), _ (\"three\"));\n"
                                 "_(table[')']); \"last\"";
    static const struct {
        const char *text, *at;
        bool wrapped;
    } want[] = {{"one\nmore", "s.c:2", true}, {"two", "s.c:3", true},   {"\"bare", "s.c:3", false},
                {"call", "s.c:3", false},     {"three", "s.c:3", true}, {"last", "s.c:4", false}};

    (void)state;
    scan(source, "s.c");
    assert_int_equal(found.n, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < found.n; i++) {
        assert_string_equal(found.v[i].text, want[i].text);
        assert_string_equal(found.v[i].at, want[i].at);
        assert_int_equal(found.v[i].wrapped, want[i].wrapped);
    }
    forget_literals();
}

static const struct pair *row_of(const char *ja)
{
    for (size_t i = 0; i < NPAIRS; i++) {
        if (strcmp(pairs[i].ja, ja) == 0)
            return &pairs[i];
    }
    return NULL;
}

static void every_text_has_a_row(void **state)
{
    size_t missing = 0, wrapped = 0;

    (void)state;
    scan_all();
    for (size_t i = 0; i < found.n; i++) {
        const struct literal *l = &found.v[i];

        wrapped += l->wrapped;
        if (l->wrapped && !row_of(l->text)) {
            print_error("%s: no English for %s\n", l->at, l->text);
            missing++;
        }
    }
    forget_literals();
    assert_true(wrapped > 0);
    if (missing > 0)
        fail_msg("%zu texts have no row in src/base/lang_en.inc", missing);
}

/* Names in tables reach _() through a variable: any literal of the source keeps a row. */
static void every_row_has_a_text(void **state)
{
    size_t stale = 0;

    (void)state;
    scan_all();
    for (size_t i = 0; i < NPAIRS; i++) {
        size_t k = 0;

        while (k < found.n && strcmp(found.v[k].text, pairs[i].ja) != 0)
            k++;
        if (k == found.n) {
            print_error("nothing in src says %s\n", pairs[i].ja);
            stale++;
        }
    }
    forget_literals();
    if (stale > 0)
        fail_msg("%zu rows of src/base/lang_en*.inc are stale", stale);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(directives_agree),     cmocka_unit_test(every_text_once),
        cmocka_unit_test(english_is_english),   cmocka_unit_test(texts_are_looked_up),
        cmocka_unit_test(literals_are_found),   cmocka_unit_test(every_text_has_a_row),
        cmocka_unit_test(every_row_has_a_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
