#include "base/xalloc.h"
#include "knowledge/table.h"
#include "text/utf8.h"
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A row a line: its line in the file, what is wrong with it, and its cells between bars. */
static void dump(const struct table *t, struct strbuf *out)
{
    static const char *const problems[] = {"", " bytes", " open", " stray", " count"};
    for (size_t i = 0; i < t->n; i++) {
        const struct row *r = &t->rows[i];
        strbuf_printf(out, "%zu%s", r->line, problems[r->problem]);
        for (size_t c = 0; r->problem == ROW_OK && c < r->ncells; c++) {
            struct cell cell = table_cell(t, r, c);
            strbuf_putc(out, '|');
            strbuf_add(out, cell.s, cell.len);
        }
        strbuf_putc(out, '\n');
    }
}

#define TEXT(s) s, sizeof s - 1
static const struct {
    const char *name, *bytes;
    size_t n;
    enum charset charset;
    const char *expected;
} cases[] = {
    {"tab-separated", TEXT("id\tq\ta\n1\tどこ？\t窓口, 1階\n"), CHARSET_UTF8,
     "1|id|q|a\n2|1|どこ？|窓口, 1階\n"},
    {"no line end at the end", TEXT("q,a\nx,"), CHARSET_UTF8, "1|q|a\n2|x|\n"},
    {"CR LF and a mark", TEXT("\xef\xbb\xbfq,a\r\nx,y\r\n"), CHARSET_UTF8, "1|q|a\n2|x|y\n"},
    {"CR alone", TEXT("q,a\rx,y\rz,w"), CHARSET_UTF8, "1|q|a\n2|x|y\n3|z|w\n"},
    {"quotes", TEXT("q,a\n\"x, \"\"y\"\"\",\"\"\n\"\"\"\",\"z\"\n"), CHARSET_UTF8,
     "1|q|a\n2|x, \"y\"|\n3|\"|z\n"},
    {"line breaks in a field", TEXT("q,a\r\nx,\"1\r\n2\n\n3\"\r\ny,z\r\n"), CHARSET_UTF8,
     "1|q|a\n2|x|1\n2\n\n3\n6|y|z\n"},
    {"empty rows", TEXT("\n\nq,a\n\n,\n\"\",\nx,y\n,,,\n"), CHARSET_UTF8, "3|q|a\n7|x|y\n"},
    {"too many and too few", TEXT("q,a\nx\nx,y\nx,y,\n"), CHARSET_UTF8,
     "1|q|a\n2 count\n3|x|y\n4 count\n"},
    {"a quote that is not closed", TEXT("q,a\n1,\"x\n2,y\n3,z\n"), CHARSET_UTF8,
     "1|q|a\n2 open\n3|2|y\n4|3|z\n"},
    {"it takes the next row's quote for its end", TEXT("q,a\n1,\"x\n2,y\n3,\"z\"\n4,w\n"),
     CHARSET_UTF8, "1|q|a\n2 open\n3|2|y\n4|3|z\n5|4|w\n"},
    {"the line where the quote opens", TEXT("q,a\n\"x\ny\",\"z\n4,w\n"), CHARSET_UTF8,
     "1|q|a\n3 open\n4|4|w\n"},
    {"not closed in the last line", TEXT("q,a\nx,y\n1,\"x"), CHARSET_UTF8,
     "1|q|a\n2|x|y\n3 open\n"},
    {"every quote open", TEXT("q,a\n\"a\n\"b\n\"c\nd,e\n"), CHARSET_UTF8,
     "1|q|a\n2 open\n3 open\n4 open\n5|d|e\n"},
    {"text behind a quote", TEXT("q,a\n\"x\"y,z\n1,2\n"), CHARSET_UTF8, "1|q|a\n2 stray\n3|1|2\n"},
    {"a quote in the middle", TEXT("q,a\nx\"y,z\n1,2\n"), CHARSET_UTF8, "1|q|a\n2 stray\n3|1|2\n"},
    {"the same between tabs", TEXT("q\ta\nx\"y\t3\"\n"), CHARSET_UTF8, "1|q|a\n2|x\"y|3\"\n"},
    {"but not in what may be the rest of a field", TEXT("q\ta\n\"1\n2\"x\ty\nz\tw\n"), CHARSET_UTF8,
     "1|q|a\n2 open\n3 stray\n4|z|w\n"},
    {"a broken byte", TEXT("q,a\nどこ,\xe7\xaa\x93\nx,y\xe3\x81\n\"x\n\xff\",y\nz,w\n"),
     CHARSET_UTF8, "1|q|a\n2|どこ|窓\n3 bytes\n5 bytes\n6|z|w\n"},
    {"CP932 with quote and backslash as second bytes",
     TEXT(
         "\x8e\xbf\x96\xe2,\x89\xf1\x93\x9a\r\n\x83\x5c\x81\x5b,\"\x95\x5c\"\r\n\xb1,\x87\x40\r\n"),
     CHARSET_CP932, "1|質問|回答\n2|ソー|表\n3|ｱ|①\n"},
    {"a broken byte in CP932",
     TEXT("\x8e\xbf\x96\xe2,\x89\xf1\x93\x9a\n\x83\x5c,\x81\n\x83\x5c,\x83\x5c\n"), CHARSET_CP932,
     "1|質問|回答\n2 bytes\n3|ソ|ソ\n"},
    {"UTF-16", TEXT("\xff\xfeq\0,\0a\0\r\0\n\0\x68\x30,\0\x3d\xd8\x00\xde\r\0\n\0"), CHARSET_UTF16,
     "1|q|a\n2|と|😀\n"},
    {"UTF-16, the other way, broken", TEXT("\xfe\xff\0q\0,\0a\0\n\0x\0,\xdc\0\0\n\0x\0,\0y\0"),
     CHARSET_UTF16, "1|q|a\n2 bytes\n3 bytes\n"},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct table t;
        struct error err = ERROR_NONE;
        struct strbuf out;
        strbuf_init(&out);
        if (!table_read(&t, cases[i].bytes, cases[i].n, &err))
            fail_msg("%s: %s", cases[i].name, err.msg);
        dump(&t, &out);
        if (strcmp(out.s, cases[i].expected) != 0 || t.text.charset != cases[i].charset)
            fail_msg("%s:\n%sexpected:\n%s", cases[i].name, out.s, cases[i].expected);
        strbuf_done(&out);
        table_done(&t);
    }
}

static void test_no_table(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *msg;
    } none[] = {
        {"", "表に何も書かれていません"},
        {"\xef\xbb\xbf\r\n\r\n,,,\r\n", "表に何も書かれていません"},
    };
    struct table t;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct error err = ERROR_NONE;
        assert_false(table_read(&t, none[i].bytes, strlen(none[i].bytes), &err));
        assert_string_equal(err.msg, none[i].msg);
        assert_int_equal(err.code, EX_DATAERR);
        table_done(&t);
    }
    char wide[2 * TABLE_MAX_COLUMNS + 2];
    for (size_t i = 0; i < sizeof wide; i++)
        wide[i] = i % 2 ? ',' : 'x';
    struct error err = ERROR_NONE;
    assert_false(table_read(&t, wide, sizeof wide - 1, &err)); /* one too many */
    assert_non_null(strstr(err.msg, "列が多すぎます"));
    table_done(&t);
    err = (struct error)ERROR_NONE;
    assert_true(table_read(&t, wide, sizeof wide - 3, &err));
    assert_int_equal(t.rows[0].ncells, TABLE_MAX_COLUMNS);
    table_done(&t);
}

static void test_huge_field(void **state)
{
    (void)state;
    size_t half = 3 << 20;
    struct strbuf b;
    strbuf_init(&b);
    strbuf_puts(&b, "q,a\nx,\"");
    for (size_t i = 0; i < half; i++)
        strbuf_puts(&b, i % 80 ? "\"\"" : "\n");
    strbuf_puts(&b, "\"\ny,z\n");
    struct table t;
    struct error err = ERROR_NONE;
    assert_true(table_read(&t, b.s, b.len, &err));
    assert_int_equal(t.n, 3);
    assert_int_equal(table_cell(&t, &t.rows[1], 1).len, half);
    assert_int_equal(t.rows[2].line, 3 + (half + 79) / 80);
    table_done(&t);
    strbuf_done(&b);
}

static uint32_t next(uint32_t *rnd)
{
    *rnd = *rnd * 1664525u + 1013904223u;
    return *rnd >> 8;
}

/* What is written as Excel writes it comes back, whatever is in it, in every charset. */

static void random_cell(uint32_t *rnd, struct strbuf *out)
{
    static const char *const parts[] = {"\"", ",",  "\t", "\n", "x",  "ソ", "表",
                                        "。", "ア", " ",  "{",  "あ", "ー", "'"};
    for (size_t n = next(rnd) % 6; n > 0; n--)
        strbuf_puts(out, parts[next(rnd) % (sizeof parts / sizeof *parts)]);
}

static void put_cell(struct strbuf *out, const struct strbuf *cell, char separator)
{
    char special[] = {'"', '\n', separator, '\0'};
    bool quoted = strpbrk(cell->s, special);
    strbuf_puts(out, quoted ? "\"" : "");
    for (size_t i = 0; i < cell->len; i++) {
        if (cell->s[i] == '"')
            strbuf_putc(out, '"');
        strbuf_putc(out, cell->s[i]);
    }
    strbuf_puts(out, quoted ? "\"" : "");
}

static void encode(const struct strbuf *text, const char *charset, const char *bom,
                   struct strbuf *out)
{
    iconv_t cd = iconv_open(charset, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    char *in = text->s, *buf = xmalloc(text->len * 4 + 4), *end = buf;
    size_t n = text->len, room = text->len * 4 + 4;
    assert_int_equal(iconv(cd, &in, &n, &end, &room), 0);
    iconv_close(cd);
    strbuf_clear(out);
    strbuf_add(out, bom, strlen(bom));
    strbuf_add(out, buf, (size_t)(end - buf));
    free(buf);
}

enum { ROWS = 6, COLS = 3 };

static void check_same(const struct strbuf *bytes, const struct strbuf (*cells)[COLS],
                       enum charset charset)
{
    struct table t;
    struct error err = ERROR_NONE;
    assert_true(table_read(&t, bytes->s, bytes->len, &err));
    assert_int_equal(t.text.charset, charset);
    size_t row = 1;
    for (size_t r = 0; r < ROWS; r++) {
        if (cells[r][0].len + cells[r][1].len + cells[r][2].len == 0)
            continue; /* left out */
        assert_in_range(row, 1, t.n - 1);
        assert_int_equal(t.rows[row].problem, ROW_OK);
        for (size_t c = 0; c < COLS; c++) {
            struct cell got = table_cell(&t, &t.rows[row], c);
            assert_int_equal(got.len, cells[r][c].len);
            assert_memory_equal(got.s, cells[r][c].s, got.len);
        }
        row++;
    }
    assert_int_equal(row, t.n);
    table_done(&t);
}

static void test_round_trip(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bom;
        enum charset charset;
    } charsets[] = {{"UTF-8", "", CHARSET_UTF8},
                    {"UTF-8", "\xef\xbb\xbf", CHARSET_UTF8},
                    {"UTF-16LE", "\xff\xfe", CHARSET_UTF16},
                    {"UTF-16BE", "\xfe\xff", CHARSET_UTF16},
                    {"CP932", "", CHARSET_CP932}};
    uint32_t rnd = 7;
    for (int round = 0; round < 2000; round++) {
        struct strbuf cells[ROWS][COLS], text, bytes;
        char separator = round % 2 ? '\t' : ',';
        strbuf_init(&text);
        strbuf_init(&bytes);
        strbuf_printf(&text, "質問%c回答%c分類\n", separator, separator);
        for (size_t r = 0; r < ROWS; r++) {
            for (size_t c = 0; c < COLS; c++) {
                strbuf_init(&cells[r][c]);
                random_cell(&rnd, &cells[r][c]);
                put_cell(&text, &cells[r][c], separator);
                strbuf_putc(&text, c + 1 < COLS ? separator : '\n');
            }
        }
        size_t which = next(&rnd) % (sizeof charsets / sizeof *charsets);
        encode(&text, charsets[which].name, charsets[which].bom, &bytes);
        check_same(&bytes, (const struct strbuf(*)[COLS])cells, charsets[which].charset);
        for (size_t r = 0; r < ROWS; r++)
            for (size_t c = 0; c < COLS; c++)
                strbuf_done(&cells[r][c]);
        strbuf_done(&text);
        strbuf_done(&bytes);
    }
}

/* Any bytes at all: every cell is UTF-8, lines rise, good rows are as wide as the header. */
static void test_any_bytes(void **state)
{
    (void)state;
    static const char some[] = "\"\",,\t\n\n\rxy\x83\x5c\x81\xe3\x81\x82\xff\0";
    uint32_t rnd = 99;
    for (int round = 0; round < 20000; round++) {
        char bytes[120];
        size_t n = next(&rnd) % sizeof bytes;
        for (size_t i = 0; i < n; i++)
            bytes[i] = next(&rnd) % 16 ? some[next(&rnd) % (sizeof some - 1)] : (char)next(&rnd);
        if (round % 8 == 0 && n >= 2)
            memcpy(bytes, "\xff\xfe", 2);
        struct table t;
        struct error err = ERROR_NONE;
        bool ok = table_read(&t, bytes, n, &err);
        assert_int_equal(ok, err.code == EX_OK);
        for (size_t i = 0; i < t.n; i++) {
            const struct row *r = &t.rows[i];
            assert_int_equal(r->number, i);
            assert_true(r->line >= 1 && (i == 0 || r->line > t.rows[i - 1].line));
            for (size_t c = 0; r->problem == ROW_OK && c < r->ncells; c++) {
                assert_int_equal(r->ncells, t.rows[0].ncells);
                struct cell cell = table_cell(&t, r, c);
                assert_true(utf8_valid(cell.s, cell.len));
            }
        }
        table_done(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),      cmocka_unit_test(test_no_table),
        cmocka_unit_test(test_huge_field), cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
