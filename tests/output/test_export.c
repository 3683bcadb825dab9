#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide/outlook.h"
#include "output/export.h"
#include "output/html.h"
#include "sample.h"

static struct sample sample;

static void contains(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("「%s」 is not in:\n%s", part, text);
}

static const struct question *find(void *ctx, const char *id)
{
    return knowledge_question(ctx, id);
}

/* The truth of a condition when question id has its answer of that index. */
static enum truth outlook(const char *condition, const char *id, size_t answer)
{
    struct arena arena;
    struct error err = ERROR_NONE;
    size_t at;
    const struct question *q = knowledge_question(sample.knowledge, id);

    arena_init(&arena);
    struct when w = {.cond = cond_parse(&arena, condition, strlen(condition), &err, &at)};
    assert_non_null(w.cond);
    assert_true(cond_resolve(w.cond, find, sample.knowledge, &err, &at));
    assert_true(outlook_reads(&w, q));
    enum truth t = outlook_eval(&w, q, answer, SAMPLE_TODAY);
    arena_done(&arena);
    return t;
}

static void outlooks(void **state)
{
    (void)state;
    assert_int_equal(outlook("raicho == dairi", "raicho", 1), TRUTH_TRUE);
    assert_int_equal(outlook("raicho == dairi", "raicho", 0), TRUTH_FALSE);
    assert_int_equal(outlook("raicho == dairi and hitsuyo", "raicho", 1), TRUTH_UNKNOWN);
    assert_int_equal(outlook("raicho == dairi or hitsuyo", "raicho", 1), TRUTH_TRUE);
    assert_int_equal(outlook("not (raicho == dairi)", "raicho", 0), TRUTH_TRUE);
    /* several at once: another may be chosen beside it, but none beside the exclusive one */
    assert_int_equal(outlook("motteiru == card", "motteiru", 0), TRUTH_TRUE);
    assert_int_equal(outlook("motteiru == card", "motteiru", 1), TRUTH_UNKNOWN);
    assert_int_equal(outlook("motteiru == card", "motteiru", 2), TRUTH_FALSE);
}

static void ways(void **state)
{
    const struct entry *e = sample_entry(&sample, "tennyu");
    const struct node *how = tree_node(&e->tree, "hoho"), *who = tree_node(&e->tree, "hito");
    struct way w;

    (void)state;
    w = outlook_way(sample.knowledge, e, how, 0);
    assert_int_equal(w.kind, WAY_QUESTION);
    assert_ptr_equal(w.node, tree_node(&e->tree, "hi"));
    w = outlook_way(sample.knowledge, e, how, 2);
    assert_int_equal(w.kind, WAY_STOP);
    assert_string_equal(w.stop->s, "先に、前の町で転出届を出してください。");
    assert_int_equal(outlook_way(sample.knowledge, e, who, 1).kind, WAY_DONE);
}

static void kana_rows(void **state)
{
    static const struct {
        const char *reading, *row;
    } all[] = {{"あ", "あ"},    {"おくやみ", "あ"}, {"がっこう", "か"}, {"ぞう", "さ"},
               {"っ", "た"},    {"どこ", "た"},     {"のうち", "な"},   {"ぽすと", "は"},
               {"も", "ま"},    {"ゃ", "や"},       {"よ", "や"},       {"ろ", "ら"},
               {"を", "わ"},    {"ん", "わ"},       {"", "その他"},     {"A", "その他"},
               {"ア", "その他"}};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_string_equal(kana_row_names[kana_row(all[i].reading)], all[i].row);
}

static void tables(void **state)
{
    struct export x = {.knowledge = sample.knowledge, .today = SAMPLE_TODAY};
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    export_csv_entries(&x, &b);
    contains(b.s, "\r\n手続き,tennyu,転入届,てんにゅうとどけ,住所,");
    contains(b.s, ",窓口で（1通）：300円,");
    contains(b.s, ",転出証明書（紙で転出した人） / 委任状（代わりの人）,");
    contains(b.s, ",転入届 / 国民健康保険の加入（家族のいる人）,"); /* of the event */
    contains(b.s, ",1. スマホを机に置きます。 / 2. カードを重ねます。,");
    contains(b.s, ",2025-11-19,要確認\r\n");
    strbuf_clear(&b);
    export_csv_documents(&x, &b);
    contains(b.s,
             "tennyu,転入届,shomeisho,転出証明書,てんしゅつしょうめいしょ,条件つき,"
             "紙で転出した人,全員分です。,原本,3か月,前の町でもらう紙です。,,「転出届」の手続き,");
    strbuf_done(&b);
}

/* A formula stays words however it begins, also in the way a Japanese keyboard types it. */
static void formulas(void **state)
{
    static const char *const names[] = {"=1+1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct desk desk = {
            .id = {.s = "a"}, .place = {.s = ""}, .tel = {.s = ""}, .hours = {.s = ""}};
        struct knowledge k = {.town.desks = {&desk, 1}};
        struct export x = {.knowledge = &k, .today = SAMPLE_TODAY};
        struct strbuf b, wanted;

        desk.name = (struct str){.s = names[i], .len = strlen(names[i])};
        strbuf_init(&b);
        strbuf_init(&wanted);
        strbuf_printf(&wanted, "\r\na,'%s,,,\r\n", names[i]);
        export_csv_desks(&x, &b);
        contains(b.s, wanted.s);
        strbuf_done(&wanted);
        strbuf_done(&b);
    }
}

static void structured(void **state)
{
    struct export x = {.knowledge = sample.knowledge, .today = SAMPLE_TODAY};
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    export_json(&x, &b);
    contains(b.s, "{\"id\":\"ininjo\",\"when\":\"raicho == "
                  "dairi\",\"when_words\":\"窓口へ行く人が「代わりの人」\","
                  "\"who\":\"代わりの人\",\"form\":\"any\"}");
    contains(b.s, "\"deadline\":[{\"from\":\"hajimeta_hi\",\"within\":\"14 days\",");
    contains(b.s, "\"fee\":[{\"yen\":450,\"town\":\"koseki\"}]");
    contains(b.s, "\"unknown\":{\"next\":\"hi\"}");
    assert_null(strstr(b.s, "\"tree\":{\"start\":\"\"")); /* without a tree there is none */
    strbuf_clear(&b);
    export_jsonld(&x, &b);
    contains(b.s, "\"offers\":[{\"@type\":\"Offer\",\"name\":\"窓口で（1通）\",\"price\":300,"
                  "\"priceCurrency\":\"JPY\"");
    contains(b.s, "\"offers\":[{\"@type\":\"Offer\",\"description\":\"町によります。\"}]");
    contains(b.s, "\"opens\":\"08:30:00\",\"closes\":\"17:15:00\"");
    contains(b.s, "\"serviceOutput\":[{\"@id\":\"#document-shomeisho\"}]");
    strbuf_done(&b);
}

/* A tag ends no page, and readings stand over the kanji alone. */
static void add_reading(void *ctx, const char *s, size_t n, struct strbuf *out)
{
    (void)ctx;
    if (strcmp(s, "お届け物") == 0)
        strbuf_puts(out, RUBY_WORD "お届け物" RUBY_READING "おとどけもの" RUBY_END "と" RUBY_WORD
                                   "印鑑" RUBY_READING "いんかん" RUBY_END);
    else
        strbuf_add(out, s, n);
}

static void new_page(void *ctx)
{
    (void)ctx;
}

static void markup(void **state)
{
    struct ruby ruby = {.readings = {NULL, add_reading}, .page = new_page};
    struct export x = {.knowledge = sample.knowledge, .today = SAMPLE_TODAY, .ruby = &ruby};
    struct strbuf b;
    struct html h = {.x = &x, .out = &b, .up = ""};

    (void)state;
    strbuf_init(&b);
    strbuf_init(&h.tmp);
    HTML(&h, "<a href=\"~\">@</a>", "\"'<&\n\x01", "</a><script>&\"'");
    assert_string_equal(b.s, "<a href=\"&quot;&#39;&lt;&amp;  \">&lt;/a&gt;&lt;script&gt;&amp;"
                             "&quot;&#39;</a>");
    strbuf_clear(&b);
    HTML(&h, "@", "お届け物");
    assert_string_equal(b.s, "お<ruby>届け物<rp>（</rp><rt>とどけもの</rt><rp>）</rp></ruby>と"
                             "<ruby>印鑑<rp>（</rp><rt>いんかん</rt><rp>）</rp></ruby>");
    strbuf_done(&h.tmp);
    strbuf_done(&b);
}

static void pages(void **state)
{
    struct export x = {.knowledge = sample.knowledge, .today = {2027, 1, 1}, .license = "CC <0>"};
    struct export_files files;
    const char *tennyu = NULL, *faq = NULL;

    (void)state;
    export_files_init(&files);
    export_html(&x, &files);
    for (size_t i = 0; i < files.n; i++) {
        if (strcmp(files.v[i]->path, "procedure/tennyu.html") == 0)
            tennyu = files.v[i]->bytes.s;
        if (strcmp(files.v[i]->path, "faq.html") == 0)
            faq = files.v[i]->bytes.s;
        contains(files.v[i]->bytes.s, i == 0 ? ":root" : "CC &lt;0&gt;"); /* the style is first */
    }
    assert_non_null(tennyu);
    assert_non_null(faq);
    contains(tennyu, "<p class=\"whom\">紙で転出した人</p>\n<p class=\"name\">"
                     "<a href=\"../document/ta.html#document-shomeisho\">転出証明書</a>");
    contains(tennyu, "委任状</a><span class=\"mark\">【要確認】</span>");
    contains(tennyu, "<dt>紙でした</dt>\n<dd><p><b>持って行くものに加わる：</b>転出証明書</p>");
    contains(tennyu, "<dt>まだです</dt>\n<dd><p>先に、前の町で転出届を出してください。</p>");
    contains(tennyu, "転出届</a><span class=\"mark\">【要確認】</span>");
    contains(faq,
             "<article id=\"faq-gomi\">\n<h2>ごみの日はいつですか</h2>\n<p>地区で違います。</p>");
    export_files_done(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlooks), cmocka_unit_test(ways),     cmocka_unit_test(kana_rows),
        cmocka_unit_test(tables),   cmocka_unit_test(formulas), cmocka_unit_test(structured),
        cmocka_unit_test(markup),   cmocka_unit_test(pages),
    };

    sample_open(&sample);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    sample_close(&sample);
    return failed;
}
