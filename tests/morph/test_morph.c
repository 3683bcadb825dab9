#include "base/strbuf.h"
#include "morph/morph.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct morph *open_ok(const char *userdic)
{
    struct error err = ERROR_NONE;
    struct morph *m = morph_open(NULL, userdic, &err);
    if (!m)
        fail_msg("%s", err.msg);
    return m;
}

/* "surface:base:reading:rep:pos …" */
static void describe(const struct tokens *t, struct strbuf *out)
{
    static const char *const names[] = {
        "noun",   "number", "formal", "verb",      "adjective", "adverb", "this", "prefix",
        "suffix", "ending", "joint",  "auxiliary", "and",       "oh",     "sign", "unknown"};
    for (size_t i = 0; i < t->n; i++)
        strbuf_printf(out, "%s%s:%s:%s:%s:%s", i ? " " : "", t->v[i].surface, t->v[i].base,
                      t->v[i].reading, t->v[i].rep, names[t->v[i].pos]);
}

static void check(struct morph *m, const char *text, const char *expected)
{
    struct tokens t;
    struct strbuf b;
    tokens_init(&t);
    strbuf_init(&b);
    morph_parse(m, text, strlen(text), &t);
    describe(&t, &b);
    assert_string_equal(b.s, expected);
    strbuf_done(&b);
    tokens_done(&t);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tokens;
    } cases[] = {
        {"住民票の写し", "住民:住民:じゅうみん:住民/じゅうみん:noun 票:票:ひょう:票/ひょう:noun "
                         "の:の:の:の:joint 写し:写す:うつし:写す/うつす:verb"},
        /* one representative for every writing */
        {"じゅうみん", "じゅうみん:じゅうみん:じゅうみん:住民/じゅうみん:noun"},
        {"引越し", "引越:引越:ひっこし:引越/ひっこし:noun し:する:し:する/する:verb"},
        /* 使える counts as 使う */
        {"使えない", "使え:使える:つかえ:使う/つかう:verb ない:ない:ない:ない:ending"},
        {"届けたいです", "届け:届ける:とどけ:届ける/とどける:verb たい:たい:たい:たい:ending "
                         "です:だ:です:だ:auxiliary"},
        {"非課税", "非:非:ひ:非/ひ:prefix 課税:課税:かぜい:課税/かぜい:noun"},
        {"高齢者", "高齢:高齢:こうれい:高齢/こうれい:noun 者:者:しゃ:者/しゃ:suffix"},
        {"新しい", "新しい:新しい:あたらしい:新しい/あたらしい:adjective"},
        {"三回", "三:三:さん:三:number 回:回:かい:回/かい:suffix"},
        {"このとき", "この:この:この:この:this とき:とき:とき:時/とき:formal"},
        {"しかし、", "しかし:しかし:しかし:しかし/しかし:and 、:、::、:sign"},
        {"もし", "もし:もし:もし:もし/もし:adverb"},
        {"ありがとう", "ありがとう:ありがとう:ありがとう:ありがとう/ありがとう:oh"},
        /* no reading is made up: the dictionary repeats the kanji */
        {"附票", "附票:附票::附票:noun"},
        {"", ""},
        {"  ", ""},
    };
    struct morph *m = open_ok(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(m, cases[i].text, cases[i].tokens);
    morph_close(m);
}

static void test_unknown(void **state)
{
    (void)state;
    struct morph *m = open_ok(NULL);
    check(m, "ヌルポッヘ", "ヌルポッヘ:ヌルポッヘ::ヌルポッヘ:unknown");
    check(m, "xyzzy", "xyzzy:xyzzy::xyzzy:unknown");
    check(m, "😀", "😀:😀::😀:sign");
    check(m, "14", "14:14::14:number");
    morph_close(m);
}

/* Tokens lie in order in the text, and nothing but spaces between them. */
static void check_offsets(struct morph *m, const char *text, size_t n)
{
    struct tokens t;
    tokens_init(&t);
    morph_parse(m, text, n, &t);
    size_t at = 0;
    for (size_t i = 0; i < t.n; i++) {
        assert_true(t.v[i].start >= at);
        for (; at < t.v[i].start; at++)
            assert_int_equal(text[at], ' ');
        assert_memory_equal(text + at, t.v[i].surface, t.v[i].len);
        assert_int_equal(strlen(t.v[i].surface), t.v[i].len);
        at += t.v[i].len;
        assert_true(at <= n);
    }
    for (; at < n; at++)
        assert_int_equal(text[at], ' ');
    tokens_done(&t);
}

static void test_offsets(void **state)
{
    (void)state;
    struct morph *m = open_ok(NULL);
    static const char *const texts[] = {"引っ越してきたら、何を 持って行けばいいですか?",
                                        " a b  c ", "住民票", "\xef\xbf\xbd 𠮷野家", "--- (( ))"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_offsets(m, texts[i], strlen(texts[i]));
    /* only n bytes are looked at */
    check_offsets(m, "住民票", strlen("住民"));
    struct strbuf big;
    strbuf_init(&big);
    for (int i = 0; i < 20000; i++)
        strbuf_puts(&big, "届出");
    check_offsets(m, big.s, big.len);
    strbuf_clear(&big);
    strbuf_fill(&big, 'x', 3000);
    check_offsets(m, big.s, big.len);
    strbuf_done(&big);
    morph_close(m);
}

static void test_reuse(void **state)
{
    (void)state;
    struct morph *m = open_ok(NULL);
    struct tokens t;
    tokens_init(&t);
    morph_parse(m, "転入届", strlen("転入届"), &t);
    assert_int_equal(t.n, 2);
    morph_parse(m, "", 0, &t);
    assert_int_equal(t.n, 0);
    morph_parse(m, "犬", strlen("犬"), &t);
    assert_int_equal(t.n, 1);
    assert_string_equal(t.v[0].rep, "犬/いぬ");
    tokens_done(&t);
    morph_close(m);
}

/* Categories and domains: several, one, none. */
static void test_sorts(void **state)
{
    (void)state;
    struct error err = ERROR_NONE;
    struct morph *m = morph_open(NULL, NULL, &err);
    assert_non_null(m);
    struct tokens t;
    tokens_init(&t);
    morph_parse(m, "病院", strlen("病院"), &t); /* カテゴリ:場所-施設 ドメイン:健康・医学 */
    assert_int_equal(t.n, 1);
    assert_true((t.v[0].sorts & SORT_CATEGORY_BITS) && (t.v[0].sorts & SORT_DOMAIN_BITS));
    uint64_t hospital = t.v[0].sorts;
    morph_parse(m, "小学校", strlen("小学校"), &t); /* カテゴリ:場所-施設 ドメイン:教育・学習 */
    assert_int_equal(t.n, 1);
    assert_int_equal(t.v[0].sorts & SORT_CATEGORY_BITS, hospital & SORT_CATEGORY_BITS);
    assert_int_equal(t.v[0].sorts & hospital & SORT_DOMAIN_BITS, 0);
    morph_parse(m, "犬", strlen("犬"), &t); /* カテゴリ:動物, no domain */
    assert_true((t.v[0].sorts & SORT_CATEGORY_BITS) && !(t.v[0].sorts & SORT_DOMAIN_BITS));
    morph_parse(m, "の", strlen("の"), &t);
    assert_int_equal(t.v[0].sorts, 0);
    tokens_done(&t);
    morph_close(m);
}

/* ---- dictionaries that are not there, or not what they should be ---- */

struct place {
    char dir[64];
    char path[128];
};

static void place_init(struct place *p, const char *name)
{
    strcpy(p->dir, "/tmp/test_morph.XXXXXX");
    assert_non_null(mkdtemp(p->dir));
    snprintf(p->path, sizeof p->path, "%s/%s", p->dir, name);
}

static void place_done(struct place *p)
{
    unlink(p->path);
    assert_int_equal(rmdir(p->dir), 0);
}

static void write_file(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static size_t read_file(const char *path, char *out, size_t max)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t n = fread(out, 1, max, f);
    fclose(f);
    return n;
}

static void refuse(const char *dicdir, const char *userdic, int code)
{
    struct error err = ERROR_NONE;
    assert_null(morph_open(dicdir, userdic, &err));
    assert_int_equal(err.code, code);
    assert_true(strlen(err.msg) > 0);
    assert_null(strchr(err.msg, '\n'));
}

static void test_missing(void **state)
{
    (void)state;
    struct error err = ERROR_NONE;
    assert_null(morph_open("/nonexistent/dic", NULL, &err));
    assert_int_equal(err.code, EX_UNAVAILABLE);
    assert_non_null(strstr(err.msg, "mecab-jumandic-utf8"));
    refuse(NULL, "/nonexistent/user.dic", EX_NOINPUT);
    refuse(NULL, "/tmp", EX_NOINPUT);
    morph_close(NULL);
}

static void compile(const char *csv, const char *dic)
{
    struct strbuf command;
    strbuf_init(&command);
    strbuf_printf(&command,
                  "/usr/lib/mecab/mecab-dict-index -d /usr/share/mecab/dic/juman -f utf-8 "
                  "-t utf-8 -u '%s' '%s' >/dev/null",
                  dic, csv);
    assert_int_equal(system(command.s), 0);
    strbuf_done(&command);
}

static const char entry[] =
    "ぬるぽ,1133,1133,2000,名詞,普通名詞,*,*,ぬるぽ,ぬるぽ,代表表記:ヌルポ/ぬるぽ\n";

static void test_user_dictionary(void **state)
{
    (void)state;
    struct place csv, dic;
    place_init(&csv, "user.csv");
    place_init(&dic, "a,b \"c\".dic"); /* MeCab takes commas and quotes for a list */
    write_file(csv.path, entry, strlen(entry));
    compile(csv.path, dic.path);
    struct morph *m = open_ok(dic.path);
    check(m, "ぬるぽ", "ぬるぽ:ぬるぽ:ぬるぽ:ヌルポ/ぬるぽ:noun");
    check(m, "住民", "住民:住民:じゅうみん:住民/じゅうみん:noun");
    morph_close(m);
    place_done(&csv);
    place_done(&dic);
}

static void test_damaged_user_dictionary(void **state)
{
    (void)state;
    static char bytes[1 << 20];
    struct place csv, dic;
    place_init(&csv, "user.csv");
    place_init(&dic, "user.dic");
    write_file(csv.path, entry, strlen(entry));
    compile(csv.path, dic.path);
    size_t n = read_file(dic.path, bytes, sizeof bytes);
    assert_true(n > 100 && n < sizeof bytes);
    for (size_t cut = 0; cut < n; cut += n / 9 + 1) {
        write_file(dic.path, bytes, cut);
        refuse(NULL, dic.path, EX_DATAERR);
    }
    write_file(dic.path, entry, strlen(entry)); /* the text, not compiled */
    refuse(NULL, dic.path, EX_DATAERR);
    for (size_t i = 0; i < 36; i++) { /* version, kind, contexts, sizes of the parts */
        if (i / 4 == 3)
            continue; /* how many words there are: anything may be right */
        bytes[i] ^= 1;
        write_file(dic.path, bytes, n);
        refuse(NULL, dic.path, EX_DATAERR);
        bytes[i] ^= 1;
    }
    refuse(NULL, "/var/lib/mecab/dic/juman-utf8/sys.dic", EX_DATAERR);
    write_file(dic.path, bytes, n);
    morph_close(open_ok(dic.path));
    place_done(&csv);
    place_done(&dic);
}

/* Every line of the shipped dictionary wins over what the words would be taken for without it. A
 * suffix or prefix does so only beside a noun. */
static void test_shipped_dictionary(void **state)
{
    (void)state;
    struct place dic;
    char line[512], surface[128], pos[64], rep[128];
    size_t words = 0;
    place_init(&dic, "user.dic");
    compile("dict/user.csv", dic.path);
    struct morph *m = open_ok(dic.path);
    struct tokens t;
    tokens_init(&t);
    FILE *f = fopen("dict/user.csv", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line,
                   "%127[^,],%*d,%*d,%*d,%63[^,],%*[^,],%*[^,],%*[^,],%*[^,],%*[^,],%*[^:]:%127s",
                   surface, pos, rep) != 3)
            fail_msg("%s", line);
        words++;
        morph_parse(m, surface, strlen(surface), &t);
        if (strcmp(pos, "名詞") == 0 && (t.n != 1 || strcmp(t.v[0].rep, rep) != 0))
            fail_msg("%s: %zu words, %s", surface, t.n, t.n ? t.v[0].rep : "");
    }
    fclose(f);
    assert_true(words > 50);
    static const struct {
        const char *text, *reps;
    } cases[] = {
        {"要介護", "要/よう 介護/かいご"},
        {"こうれいしゃ", "高齢/こうれい 者/しゃ"},
        {"マイナンバーカード", "マイナンバー/まいなんばー カード/かーど"},
        {"まいなんばーかーど", "マイナンバー/まいなんばー カード/かーど"},
        {"マイナ保険証", "マイナンバー/まいなんばー 保険/ほけん 証/しょう"},
        {"ほけんしょう", "保険/ほけん 証/しょう"},
        {"引越ししたい", "引っ越す/ひっこす する/する たい"},
        {"引っ越したい", "引っ越す/ひっこす たい"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf b;
        strbuf_init(&b);
        morph_parse(m, cases[i].text, strlen(cases[i].text), &t);
        for (size_t j = 0; j < t.n; j++)
            strbuf_printf(&b, "%s%s", j ? " " : "", t.v[j].rep);
        assert_string_equal(b.s, cases[i].reps);
        strbuf_done(&b);
    }
    tokens_done(&t);
    morph_close(m);
    place_done(&dic);
}

/* A configuration of the user or the system changes nothing. */
static void test_mecabrc(void **state)
{
    (void)state;
    struct place rc;
    place_init(&rc, ".mecabrc");
    static const char text[] = "dicdir = /nonexistent\nuserdic = /nonexistent.dic\n";
    write_file(rc.path, text, strlen(text));
    setenv("MECABRC", rc.path, 1);
    setenv("HOME", rc.dir, 1);
    struct morph *m = open_ok(NULL);
    check(m, "住民", "住民:住民:じゅうみん:住民/じゅうみん:noun");
    morph_close(m);
    unsetenv("MECABRC");
    place_done(&rc);
}

/* A directory that is given is asked whether it really is JUMAN. */
static void test_explicit_directory(void **state)
{
    (void)state;
    struct error err = ERROR_NONE;
    struct morph *m = morph_open("/var/lib/mecab/dic/juman-utf8", NULL, &err);
    assert_non_null(m);
    morph_close(m);
    struct place p;
    place_init(&p, "sys.dic");
    write_file(p.path, "nothing", 7);
    refuse(p.dir, NULL, EX_UNAVAILABLE);
    place_done(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorts),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_reuse),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_user_dictionary),
        cmocka_unit_test(test_damaged_user_dictionary),
        cmocka_unit_test(test_shipped_dictionary),
        cmocka_unit_test(test_mecabrc),
        cmocka_unit_test(test_explicit_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
