#include "base/xalloc.h"
#include "knowledge/emit.h"
#include "knowledge/import.h"
#include "knowledge/loader.h"
#include "knowledge/node.h"
#include "text/utf8.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MADE " から作りました。取り込みなおすと書きかわるので、元の表のほうを直します。\n"
#define SCHEMA(kind) "# yaml-language-server: $schema=../schema/" kind ".json\n"
#define FIRST(source) "# madoguchi import: " source MADE SCHEMA("faq")

static bool has(void *ctx, const char *id)
{
    const char *const *ids = ctx;
    for (; ids && *ids; ids++)
        if (strcmp(*ids, id) == 0)
            return true;
    return false;
}

typedef bool importer(const struct table *, const struct import_options *, struct imported *);

/* Imports and says whether the files may be written; im is the caller's. */
static bool import(importer *how, const char *bytes, size_t n, const struct import_options *o,
                   struct imported *im)
{
    struct table t;
    struct error err = ERROR_NONE;
    assert_true(table_read(&t, bytes, n, &err));
    bool ok = how(&t, o, im);
    table_done(&t);
    return ok;
}

static const struct {
    const char *name, *table;
    bool ok, skip;
    const char *report, *file; /* file NULL: not looked at */
} faqs[] = {
    {"ids are made", "質問,回答\nゴミの日は？,火曜日です。\n", true, false, "",
     FIRST("t.csv") "faq-0001:\n  name: \"ゴミの日は？\"\n  answer: \"火曜日です。\"\n"},
    {"all columns, in any order",
     "分類,回答,番号,質問\nごみ,\"朝8時まで。\r\n袋は\"\"黄色\"\"。\",gomi-1,何時まで？\n", true,
     false, "",
     FIRST("t.csv") "gomi-1:\n  name: \"何時まで？\"\n  field: \"ごみ\"\n"
                    "  answer: \"朝8時まで。\\n袋は\\\"黄色\\\"。\"\n"},
    {"full-width and English headers", " ＩＤ ,Question,ANSWER,Category\nＧ－１,q,a,\n", true,
     false, "", FIRST("t.csv") "g-1:\n  name: \"q\"\n  answer: \"a\"\n"},
    {"numbers as ids", "番号,質問,答え\n7,q,a\n０１２,r,b\n,s,c\n", true, false, "",
     FIRST("t.csv") "faq-0007:\n  name: \"q\"\n  answer: \"a\"\n"
                    "faq-0012:\n  name: \"r\"\n  answer: \"b\"\n"
                    "faq-0003:\n  name: \"s\"\n  answer: \"c\"\n"},
    {"a made id that is given elsewhere", "id,question,answer\n,q,a\nfaq-0001,r,b\n", true, false,
     "",
     FIRST("t.csv") "faq-0001-3:\n  name: \"q\"\n  answer: \"a\"\n"
                    "faq-0001:\n  name: \"r\"\n  answer: \"b\"\n"},
    {"ids that cannot be used", "id,question,answer\n第1問,q,a\nno,r,b\n", true, false,
     "t.csv:2: warning: 使えない id の行が、ここから先に 2 あります。id "
     "は行の番号から付けました（id に使えるのは半角の英小文字と数字と「-」「_」）\n",
     FIRST("t.csv") "faq-0001:\n  name: \"q\"\n  answer: \"a\"\n"
                    "faq-0002:\n  name: \"r\"\n  answer: \"b\"\n"},
    {"the same id twice", "id,question,answer\na,q,a\nb,r,b\nA,s,c\n", false, false,
     "t.csv:4: error: id「a」は 2 行目と同じです\n", NULL},
    {"an id of another file", "id,question,answer\nbeside,q,a\n", false, false,
     "t.csv:2: error: id「beside」は、ほかのファイルの項目が使っています\n", NULL},
    {"made ids of another file", "id,question,answer\n9,q,a\n", false, true,
     "t.csv: error: 番号から作る id「faq-0009」は、ほかのファイルの項目が使っています。--prefix "
     "で別の名前を付けてください\n",
     NULL},
    {"every kind of bad row",
     "質問,回答,分類\n,a,\nq,　 ,\nq\nq,\"a\n\"\"q\"\"x,a,\nq,\xe3\x81,\nどこ,窓口,課\n", false,
     false,
     "t.csv:2: error: 質問が空です\n"
     "t.csv:3: error: 答えが空です\n"
     "t.csv:4: error: 列の数が違います（見出しは 3 列、ここは 1 列）\n"
     "t.csv:5: error: 引用符（\"）が閉じられていません\n"
     "t.csv:6: error: 引用符（\"）の使い方が違います。中に「\"」がある値は、全体を引用符で囲み、"
     "中の「\"」を2つ続けます\n"
     "t.csv:7: error: UTF-8 として読めないバイトがあります\n",
     NULL},
    {"bad rows are skipped", "質問,回答\n,a\nq,\nr,b\n", true, true,
     "t.csv:2: warning: 質問が空です\nt.csv:3: warning: 答えが空です\n",
     FIRST("t.csv") "faq-0003:\n  name: \"r\"\n  answer: \"b\"\n"},
    {"nothing but bad rows", "質問,回答\n,a\n", false, true,
     "t.csv: error: 取り込む行がありません\nt.csv:2: warning: 質問が空です\n", NULL},
    {"nothing but a header", "質問,回答\n", false, false, "t.csv: error: 取り込む行がありません\n",
     NULL},
    {"no header", "ゴミの日は？,火曜日\n次は,水曜日\n", false, true,
     "t.csv:1: error: 見出しに「質問」（question）の列がありません\n"
     "t.csv:1: error: 見出しに「回答」（answer）の列がありません\n",
     NULL},
    {"a header with a broken quote", "質問,\"回答\nq,a\n", false, true,
     "t.csv:1: error: 引用符（\"）が閉じられていません\n", NULL},
    {"a column twice", "質問,回答,質問\nq,a,r\n", false, false,
     "t.csv:1: error: 見出しに「質問」の列が2つあります\n", NULL},
    {"the better name, and a column of no use", "番号,ID,質問,回答,,備考\n1,x,q,a,b,c\n", true,
     false,
     "t.csv:1: warning: 「番号」の列は取り込みません\n"
     "t.csv:1: warning: 「備考」の列は取り込みません\n",
     FIRST("t.csv") "x:\n  name: \"q\"\n  answer: \"a\"\n"},
    {"what no text may hold",
     "質問,回答\n\"　q\n r\t\x1b[2J\xe2\x80\xae。 \",\"\na\x01\r\n\r\nb\xe2\x80\xa8"
     "c\\\xef\xbb\xbf \n　\"\nx {{{y}},\xee\x80\x80\n",
     true, false,
     "t.csv:2: warning: 見えない文字（制御文字など）を取り除きました\n"
     "t.csv:8: warning: 「{{」を「{ {」にしました（「{{」は町の値を表します）\n"
     "t.csv:8: warning: 読めない文字（外字か、文字化けしたもの）があります\n",
     FIRST("t.csv") "faq-0001:\n  name: \"q r [2J。\"\n  answer: \"a\\n\\nb\\nc\\\\\"\n"
                    "faq-0002:\n  name: \"x { { {y}}\"\n  answer: \"\xee\x80\x80\"\n"},
    {"a tab-separated table", "質問\t回答\nq, r\t\"a\"\"b\"\n", true, false, "",
     FIRST("t.csv") "faq-0001:\n  name: \"q, r\"\n  answer: \"a\\\"b\"\n"},
};

static void test_faq(void **state)
{
    (void)state;
    static const char *const beside[] = {"beside", "faq-0009", "faq-0001-2", NULL};
    for (size_t i = 0; i < sizeof faqs / sizeof *faqs; i++) {
        struct import_options o = {"t.csv", "faq", faqs[i].skip, has, (void *)(uintptr_t)beside};
        struct imported im;
        bool ok = import(import_faq, faqs[i].table, strlen(faqs[i].table), &o, &im);
        if (ok != faqs[i].ok || strcmp(im.report.s, faqs[i].report) != 0)
            fail_msg("%s: %d\n%s", faqs[i].name, ok, im.report.s);
        if (faqs[i].file && (im.nfiles != 1 || strcmp(im.files[0].s, faqs[i].file) != 0))
            fail_msg("%s:\n%s", faqs[i].name, im.nfiles ? im.files[0].s : "no file");
        imported_done(&im);
    }
}

static const struct {
    const char *name, *table;
    bool ok, skip;
    const char *report, *file;
} examples[] = {
    {"in the order of the table", "query,id\nq1,b\nq2,a\nq3,b\n", true, false, "",
     "b:\n  - \"q1\"\n  - \"q3\"\na:\n  - \"q2\"\n"},
    {"all that is correct or related",
     "query\tid\tgrade\nq1\ta\t1\nq1\tb\t2\nq1\tc\t0\nq2\ta\t1\nq2\tc\t1\nq3\tb\t0\nq1\tc\t2\n",
     true, false, "", "a:\n  - \"q1\"\n  - \"q2\"\nb:\n  - \"q1\"\nc:\n  - \"q2\"\n  - \"q1\"\n"},
    {"no grade is the best, twice is once", "質問,番号,評価\nq,a,\nr,a,２\nq,a,2\nq,b,1\n", true,
     false, "", "a:\n  - \"q\"\n  - \"r\"\nb:\n  - \"q\"\n"},
    {"the town's own numbers", "query,id\nq,7\nr,Ａ\n", true, false, "",
     "faq-0007:\n  - \"q\"\na:\n  - \"r\"\n"},
    {"bad rows", "query,id,grade\n,a,2\nq,,2\nq,zzz,2\nq,第1,2\nq,8,2\nq,a,3\nq,a,良\nq,a\n", false,
     false,
     "t.tsv:2: error: 質問が空です\n"
     "t.tsv:3: error: id が空です\n"
     "t.tsv:4: error: 「zzz」という項目はありません\n"
     "t.tsv:5: error: 「第1」という項目はありません\n"
     "t.tsv:6: error: 「8」という項目はありません\n"
     "t.tsv:7: error: grade には 0・1・2 のどれかを書きます\n"
     "t.tsv:8: error: grade には 0・1・2 のどれかを書きます\n"
     "t.tsv:9: error: 列の数が違います（見出しは 3 列、ここは 2 列）\n",
     NULL},
    {"a row that is skipped says nothing of its question", "query,id,grade\nq,zzz,2\nq,a,1\n", true,
     true, "t.tsv:2: warning: 「zzz」という項目はありません\n", "a:\n  - \"q\"\n"},
    {"nothing to attach", "query,id,grade\nq,a,0\n", false, false,
     "t.tsv: error: 取り込む行がありません\n", NULL},
    {"no header", "q,a\nr,b\n", false, false,
     "t.tsv:1: error: 見出しに「番号」（id）の列がありません\n", NULL},
    {"cleaned", "query,id\n \"x\n", false, false,
     "t.tsv:2: error: 引用符（\"）の使い方が違います。中に「\"」がある値は、全体を引用符で囲み、"
     "中の「\"」を2つ続けます\n",
     NULL},
    {"on one line", "query,id\n\"a\n{{b}}\x02\",a\n", true, false,
     "t.tsv:2: warning: 見えない文字（制御文字など）を取り除きました\n"
     "t.tsv:2: warning: 「{{」を「{ {」にしました（「{{」は町の値を表します）\n",
     "a:\n  - \"a { {b}}\"\n"},
};

static void test_examples(void **state)
{
    (void)state;
    static const char *const ids[] = {"a", "b", "c", "faq-0007", NULL};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct import_options o = {"t.tsv", "faq", examples[i].skip, has, (void *)(uintptr_t)ids};
        struct imported im;
        bool ok = import(import_examples, examples[i].table, strlen(examples[i].table), &o, &im);
        if (ok != examples[i].ok || strcmp(im.report.s, examples[i].report) != 0)
            fail_msg("%s: %d\n%s", examples[i].name, ok, im.report.s);
        if (examples[i].file) {
            assert_int_equal(im.nfiles, 1);
            assert_true(import_made(im.files[0].s, im.files[0].len));
            const char *body = strchr(im.files[0].s, '\n') + 1;
            assert_memory_equal(body, SCHEMA("examples"), strlen(SCHEMA("examples")));
            body += strlen(SCHEMA("examples"));
            if (strcmp(body, examples[i].file) != 0)
                fail_msg("%s:\n%s", examples[i].name, body);
        }
        imported_done(&im);
    }
}

/* ---- the loader takes what was made ---- */

static struct knowledge *load(const struct imported *im, struct sources *sources, struct diags *d)
{
    struct loader_file *files = xcalloc(im->nfiles + 1, sizeof *files);
    char(*paths)[32] = xcalloc(im->nfiles + 1, sizeof *paths);
    for (size_t i = 0; i < im->nfiles; i++) {
        snprintf(paths[i], sizeof paths[i], "faq/t.%zu.yaml", i + 1);
        files[i] = (struct loader_file){paths[i], im->files[i].s, im->files[i].len};
    }
    sources_init(sources);
    diags_init(d, sources);
    struct knowledge *k = knowledge_load_texts(files, im->nfiles, sources, d);
    struct strbuf said;
    strbuf_init(&said);
    diags_print(d, &said);
    if (d->errors)
        fail_msg("%s", said.s);
    strbuf_done(&said);
    free(files);
    free(paths);
    return k;
}

static void check_loads(const struct imported *im)
{
    struct sources sources;
    struct diags diags;
    struct knowledge *k = load(im, &sources, &diags);
    assert_int_equal(k->entries.n, im->written);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
}

static uint32_t next(uint32_t *rnd)
{
    *rnd = *rnd * 1664525u + 1013904223u;
    return *rnd >> 8;
}

/* Whatever a table holds, nothing is written that the loader would refuse. */
static void test_any_bytes(void **state)
{
    (void)state;
    static const char *const parts[] = {
        ",",        "\n",  "\"",           "\"\"",
        "　",       "q",   "答え",         " ",
        "{{",       "}}",  "\\",           "\x1b",
        "#",        ": ",  "\xe2\x80\xa8", "\xef\xbb\xbf",
        "\xc2\x85", "\t",  "\xef\xbf\xbe", "\xe3\x81",
        "yes",      "1.5", "- ",           "1",
        "'",        "&a",  "*a",           "|",
        "%",        "@",   "no",           "\xf0\x9f\x98\x80",
    };
    uint32_t rnd = 3;
    size_t written = 0;
    for (int round = 0; round < 3000; round++) {
        struct strbuf b;
        strbuf_init(&b);
        strbuf_puts(&b, round % 2 ? "質問,回答\n" : "id,質問,回答,分類\n");
        for (size_t n = next(&rnd) % 60; n > 0; n--) {
            strbuf_puts(&b, next(&rnd) % 2 ? "あ" : "");
            strbuf_puts(&b, parts[next(&rnd) % (sizeof parts / sizeof *parts)]);
            strbuf_puts(&b, n % 4 == 0 ? "\n" : n % 2 == 0 || round % 2 == 0 ? "," : "");
        }
        struct import_options o = {"t.csv", "faq", true, NULL, NULL};
        struct imported im;
        if (import(import_faq, b.s, b.len, &o, &im)) {
            written += im.written;
            check_loads(&im);
        }
        assert_true(utf8_valid(im.report.s, im.report.len));
        imported_done(&im);
        strbuf_done(&b);
    }
    assert_in_range(written, 1000, 100000);
}

/* A long table is cut into files that the loader reads, and nothing is lost between them. */
static void test_files(void **state)
{
    (void)state;
    enum { ROWS = 2500, LONG = 40000 };
    struct strbuf b;
    strbuf_init(&b);
    strbuf_puts(&b, "質問,回答\n");
    for (int i = 1; i <= ROWS; i++) {
        strbuf_printf(&b, "質問%d,", i);
        strbuf_fill(&b, 'x', i > 1000 && i <= 1100 ? LONG : 3);
        strbuf_putc(&b, '\n');
    }
    struct import_options o = {"t.csv", "faq", false, NULL, NULL};
    struct imported im;
    assert_true(import(import_faq, b.s, b.len, &o, &im));
    assert_int_equal(im.written, ROWS);
    assert_int_equal(im.nfiles, 6); /* a thousand; four of a MiB, filled up; the rest */
    for (size_t i = 0; i < im.nfiles; i++) {
        assert_true(import_made(im.files[i].s, im.files[i].len));
        assert_in_range(im.files[i].len, 1, YAML_MAX_BYTES / 2);
    }
    struct sources sources;
    struct diags diags;
    struct knowledge *k = load(&im, &sources, &diags);
    assert_int_equal(k->entries.n, ROWS);
    assert_int_equal(knowledge_entry(k, "faq-1100")->answer.len, LONG);
    assert_string_equal(knowledge_entry(k, "faq-2500")->name.s, "質問2500");
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
    imported_done(&im);
    strbuf_done(&b);
}

static void test_too_long(void **state)
{
    (void)state;
    struct import_options o = {"t.csv", "faq", false, NULL, NULL};
    for (size_t n = 128 << 10; n <= (128 << 10) + 1; n++) {
        struct strbuf b;
        strbuf_init(&b);
        strbuf_puts(&b, "質問,回答\nq,");
        strbuf_fill(&b, 'x', n);
        struct imported im;
        bool fits = n == 128 << 10;
        assert_int_equal(import(import_faq, b.s, b.len, &o, &im), fits);
        assert_string_equal(
            im.report.s, fits ? "" : "t.csv:2: error: 長すぎます（1つの値は 131072 バイトまで）\n");
        imported_done(&im);
        strbuf_done(&b);
    }
}

/* Questions of one entry that fill more than a file: the id stands once in each. */
static void test_many_examples(void **state)
{
    (void)state;
    enum { QUERIES = 1500, LENGTH = 1000 };
    struct strbuf b;
    strbuf_init(&b);
    strbuf_puts(&b, "query,id\n");
    for (int i = 0; i < QUERIES; i++) {
        strbuf_printf(&b, "%d", 10000 + i);
        strbuf_fill(&b, 'x', LENGTH);
        strbuf_puts(&b, ",a\n");
    }
    static const char *const ids[] = {"a", NULL};
    struct import_options o = {"t.csv", "faq", false, has, (void *)(uintptr_t)ids};
    struct imported im;
    assert_true(import(import_examples, b.s, b.len, &o, &im));
    assert_int_equal(im.written, QUERIES);
    assert_true(im.nfiles > 1);
    int expected = 10000;
    for (size_t i = 0; i < im.nfiles; i++) {
        assert_in_range(im.files[i].len, 1, YAML_MAX_BYTES / 2);
        const char *p = strstr(im.files[i].s, "\na:\n");
        assert_non_null(p);
        assert_null(strstr(p + 1, "\na:\n"));
        for (; (p = strstr(p, "  - \"")); p++)
            assert_int_equal(strtol(p + 5, NULL, 10), expected++);
    }
    assert_int_equal(expected, 10000 + QUERIES);
    imported_done(&im);
    strbuf_done(&b);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *path, *name;
    } names[] = {
        {"faq.csv", "faq"},    {"/srv/data.d/Town FAQ (2026).csv", "town-faq-2026"},
        {"ＦＡＱ.tsv", "faq"}, {".csv", "csv"},
        {"a.b.csv", "a-b"},    {"../../x", "x"},
        {"--.csv", "fall"},    {"", "fall"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct strbuf b;
        strbuf_init(&b);
        import_name(&b, names[i].path, "fall");
        assert_string_equal(b.s, names[i].name);
        strbuf_done(&b);
    }
    /* Names that lose letters stay apart, and are the same each time. */
    struct strbuf b[4];
    static const char *const lost[] = {"よくある質問.csv", "x/よくある質問.tsv", "質問.csv",
                                       "がいど.csv"};
    for (size_t i = 0; i < 4; i++) {
        strbuf_init(&b[i]);
        import_name(&b[i], lost[i], "faq");
        assert_int_equal(b[i].len, strlen("faq-123456"));
        assert_memory_equal(b[i].s, "faq-", 4);
    }
    assert_string_equal(b[0].s, b[1].s);
    assert_string_not_equal(b[0].s, b[2].s);
    strbuf_clear(&b[0]);
    import_name(&b[0], "か\xe3\x82\x99いど.csv", "faq"); /* as a Mac writes が */
    assert_string_equal(b[0].s, b[3].s);
    for (size_t i = 0; i < 4; i++)
        strbuf_done(&b[i]);
}

/* What is emitted reads back as the same text, any characters at all. */
static void test_quoted(void **state)
{
    (void)state;
    uint32_t rnd = 5;
    for (int round = 0; round < 4000; round++) {
        struct strbuf text, yaml;
        strbuf_init(&text);
        strbuf_init(&yaml);
        for (size_t n = next(&rnd) % 12; n > 0; n--) {
            static const uint32_t below[] = {0x80, 0x100, 0x3000, 0x10000, 0x110000};
            char bytes[4];
            uint32_t cp = next(&rnd) % below[next(&rnd) % 5];
            strbuf_add(&text, bytes, utf8_encode(cp, bytes));
        }
        strbuf_puts(&yaml, "a: ");
        emit_quoted(&yaml, text.s, text.len);
        assert_null(strchr(yaml.s, '\n'));
        strbuf_puts(&yaml, "\n");
        struct arena arena;
        struct sources sources;
        struct diags diags;
        arena_init(&arena);
        sources_init(&sources);
        diags_init(&diags, &sources);
        uint32_t file = sources_add(&sources, "x.yaml", yaml.s, yaml.len);
        struct ynode *n = yaml_parse(&arena, &sources, file, &diags);
        assert_non_null(n);
        assert_int_equal(n->npairs, 1);
        assert_int_equal(n->pairs[0].value.text.len, text.len);
        assert_memory_equal(n->pairs[0].value.text.s, text.s, text.len);
        arena_done(&arena);
        diags_done(&diags);
        sources_done(&sources);
        strbuf_done(&text);
        strbuf_done(&yaml);
    }
    struct strbuf b;
    strbuf_init(&b);
    static const char odd[] = "a\xff\"\\\t\xc2\x80\xef\xbb\xbf\xf0\x9f\xbf\xbe";
    emit_quoted(&b, odd, sizeof odd - 1);
    assert_string_equal(b.s, "\"a\xef\xbf\xbd\\\"\\\\\\t\\x80\\uFEFF\\U0001FFFE\"");
    strbuf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faq),       cmocka_unit_test(test_examples),
        cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_files),
        cmocka_unit_test(test_too_long),  cmocka_unit_test(test_many_examples),
        cmocka_unit_test(test_names),     cmocka_unit_test(test_quoted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
