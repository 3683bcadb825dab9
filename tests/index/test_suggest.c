/* What the question line may become: on a small town, and on the shipped knowledge. */
#include "index/letters.h"
#include "index/suggest.h"
#include "index/typed.h"
#include "sample.h"
#include "text/utf8.h"

static const char town[] =
    "name: 見本町\nreading: みほんまち\ntel: 0000-00-0000\nfront: sogo\nclosed: [土, 日, 祝日]\n"
    "fields: [住所]\ndesks:\n  sogo: {name: 総合案内, place: 1階, tel: 0000-00-0000, order: 1,"
    " hours: \"平日 9:00〜17:00\"}\n";
static const char documents[] =
    "honnin: {name: 本人確認書類, reading: ほんにん, where: 家, what: 顔写真のあるものです。}\n";
static const char questions[] = "dare: {name: 人, ask: どなたですか？, why: 聞くため, answers: {"
                                "a: {label: 本人}, b: {label: 家族}}}\n";
static const char procedure[] = "id: setai-henko\n"
                                "name: 世帯変更届（世帯主を変える）\n"
                                "reading: せたいへんこうとどけ\n"
                                "field: 住所\n"
                                "summary: 世帯主を変えるときの届け出です。\n"
                                "says: [世帯主を変えたい]\n"
                                "desk: sogo\nwho: 世帯主\nfee: 0\nonline: {level: no}\n"
                                "documents: [{id: honnin}]\n"
                                "owner: 住民課\nconfirmed: \"2026-11-20\"\nsources: [見本]\n";
static const char event[] =
    "id: okuyami\n"
    "name: ご家族が亡くなった（おくやみ）\n"
    "reading: おくやみてつづき かぞくがなくなった\n"
    "summary: 亡くなったあとの手続きです。\n"
    "says: [主人が亡くなった, 住民票のある家族の死亡]\n"
    "procedures: [{id: setai-henko}]\nperson: 亡くなった方\nquestions: [dare]\n"
    "owner: 住民課\nconfirmed: \"2026-11-20\"\nsources: [見本]\n";
static const char glossary[] =
    "setai: {name: 世帯, reading: せたい, answer: 家族のことです。}\n"
    "onsei:\n  name: オンライン申請\n  reading: おんらいんしんせい\n  answer: 家からの申請です。\n"
    "  says: [ネットでの申請, ＷＥＢで出す]\n";

static struct sample small, shipped;
static struct suggester *of_small, *of_shipped;

static bool is_loaded(const struct sample *s, const struct error *err)
{
    bool ok = s->k && s->diags.errors == 0;
    if (!ok)
        print_error("%s\n", s->diags.errors ? s->diags.v[0].msg : err->msg);
    return ok;
}

static int setup(void **state)
{
    (void)state;
    struct error err = ERROR_NONE;
    struct loader_file files[] = {
        {"town.yaml", town, sizeof town - 1},
        {"procedures/jusho/setai-henko.yaml", procedure, sizeof procedure - 1},
        {"events/okuyami.yaml", event, sizeof event - 1},
        {"documents.yaml", documents, sizeof documents - 1},
        {"questions.yaml", questions, sizeof questions - 1},
        {"glossary.yaml", glossary, sizeof glossary - 1},
        {"faq/sample.yaml", sample_faq, sizeof sample_faq - 1},
    };
    sources_init(&small.sources);
    diags_init(&small.diags, &small.sources);
    small.k =
        knowledge_load_texts(files, sizeof files / sizeof *files, &small.sources, &small.diags);
    sources_init(&shipped.sources);
    diags_init(&shipped.diags, &shipped.sources);
    shipped.k = knowledge_load("knowledge", "dict", &shipped.sources, &shipped.diags, &err);
    if (!is_loaded(&small, &err) || !is_loaded(&shipped, &err))
        return -1;
    of_small = suggester_new(small.k);
    of_shipped = suggester_new(shipped.k);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    suggester_free(of_small);
    suggester_free(of_shipped);
    sample_done(&small);
    sample_done(&shipped);
    return 0;
}

/* The ids, with a space between two; freed by the next call. */
static const char *ids(struct suggester *s, const char *typed, size_t n, size_t limit)
{
    static struct strbuf b = {0};
    struct suggestions found;
    suggester_find(s, typed, n, limit, &found);
    strbuf_done(&b);
    strbuf_init(&b);
    for (size_t i = 0; i < found.n; i++)
        strbuf_printf(&b, "%s%s", i > 0 ? " " : "", found.v[i].entry->id.s);
    suggestions_done(&found);
    return b.s;
}

static bool has(struct suggester *s, const char *typed, size_t n, const struct entry *e)
{
    struct suggestions found;
    suggester_find(s, typed, n, SUGGEST_MAX, &found);
    bool there = found.n == SUGGEST_MAX; /* others may be as good */
    for (size_t i = 0; i < found.n; i++)
        there |= found.v[i].entry == e;
    suggestions_done(&found);
    return there;
}

static void test_small(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *expected;
    } cases[] = {
        /* names and readings that begin with it, the short name first */
        {"転", "tenshutsu tennyu"},
        {"て", "tenshutsu tennyu"},
        {"テン", "tenshutsu tennyu"},
        {"ﾃﾝｼｭ", "tenshutsu"},
        {"いん", "inkan onsei"},
        {"葬祭費", "sosaihi-kokuho sosaihi-kouki"},
        /* procedures and events before the others, however long their names are */
        {"せたい", "setai-henko setai"},
        {"世帯", "setai-henko setai"},
        /* a name's word; the second of two readings; then says; then any part */
        {"家族", "okuyami"},
        {"かぞく", "okuyami"},
        {"登録", "inu inkan"},
        {"申請", "onsei card"},
        {"国民", "sosaihi-kokuho"},
        {"町", "tenshutsu"},
        {"住民票", "juminhyo okuyami tennyu"},
        {"民票", "juminhyo okuyami tennyu"},
        {"とうろく", "inu inkan"},
        {"しょうめいしょ", "inkan"},
        {"web", "onsei"},
        {"ｗｅｂ", "onsei"},
        /* signs and spaces do not matter */
        {"葬祭費（国", "sosaihi-kokuho"},
        {"葬祭費 国民健康保険", "sosaihi-kokuho"},
        {"　転入届 ", "tennyu"},
        {"ご家族が亡くなった(おくやみ", "okuyami"},
        /* romaji, as it is being typed */
        {"t", "tenshutsu tennyu"},
        {"te", "tenshutsu tennyu"},
        {"ten", "tenshutsu tennyu"},
        {"tenn", "tenshutsu tennyu"},
        {"tenny", "tennyu"},
        {"tennyu", "tennyu"},
        {"tennyuu", "tennyu"},
        {"ten'nyuu", "tennyu"},
        {"ｔｅｎｓ", "tenshutsu"},
        {"TENSH", "tenshutsu"},
        {"tensyutu", "tenshutsu"},
        {"juuminhy", "juminhyo"},
        {"zyuumin", "juminhyo"},
        {"juumin hyou", "juminhyo"},
        {"mainanba-ka", "card"},
        {"sousaih", "sosaihi-kokuho sosaihi-kouki"},
        {"kaz", "okuyami"},
        {"kakk", ""},
        /* letters that nothing goes on with are left out, until there is something */
        {"juuminq", "juminhyo"},
        /* half of it converted, or not yet */
        {"じゅうみn", "juminhyo"},
        {"じゅうみnひょう", "juminhyo"},
        {"じゅうみｎｈｙ", "juminhyo"},
        {"住民h", "juminhyo okuyami tennyu"},
        {"住民hyou", "juminhyo"},
        {"住民ひょう", "juminhyo"},
        {"住民ひ", "juminhyo"},
        {"住民ー", "juminhyo okuyami tennyu"},
        {"印鑑とうろく", "inkan"},
        /* long vowels and small kana otherwise */
        {"じゅみんひょう", "juminhyo"},
        {"juminhyo", "juminhyo"},
        {"jumin", "juminhyo"},
        {"じゆうみんひよう", "juminhyo"},
        {"おくやみてつずき", "okuyami"},
        {"とおろく", "inu inkan"},
        {"マイナンバカド", "card"},
        /* words that do not stand side by side */
        {"住民票 写し", "juminhyo"},
        {"写し 住民票", "juminhyo"},
        {"葬祭費 後期", "sosaihi-kouki"},
        {"登録 証明", "inkan"},
        {"登録 犬", "inu"},
        {"登録 住民", ""},
        {"犬 登録 犬 登録 犬 登録", ""},
        /* nothing begins like this, or nothing can be made of it */
        {"", ""},
        {" ", ""},
        {"　", ""},
        {"ー", ""},
        {"！？「」", ""},
        {"ぬるぽ", ""},
        {"xyz", ""},
        {"、。", ""},
        {"\xff\xfe", ""},
        {"\xe8\xbb", ""},
        /* one kana stands in everything, and long vowels are none alone */
        {"ろ", ""},
        {"とう", "inu inkan"},
        {"2", ""},
    };
    size_t failures = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *seen = ids(of_small, cases[i].typed, strlen(cases[i].typed), 5);
        if (strcmp(seen, cases[i].expected) == 0)
            continue;
        print_error("%s: %s, not %s\n", cases[i].typed, seen, cases[i].expected);
        failures++;
    }
    assert_int_equal(failures, 0);
}

/* What is shown is what matched. */
static void test_text(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *text;
    } cases[] = {
        {"転入", "転入届"},
        {"てんにゅ", "転入届"},
        {"よそから", "よそから移ってきた"},
        {"yoso", "よそから移ってきた"},
        {"こっちに", "住民票をこっちに移したい"},
        {"実印", "実印の証明"},
        {"ＷＥＢ", "ＷＥＢで出す"},
        {"じゅうみんひょう", "住民票の写し"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct suggestions found;
        suggester_find(of_small, cases[i].typed, strlen(cases[i].typed), 5, &found);
        assert_true(found.n > 0);
        assert_string_equal(found.v[0].text, cases[i].text);
        suggestions_done(&found);
    }
}

static void test_limit(void **state)
{
    (void)state;
    for (size_t limit = 0; limit < 4; limit++) {
        struct suggestions found;
        suggester_find(of_small, "と", strlen("と"), limit, &found);
        assert_int_equal(found.n, 0);
        suggestions_done(&found);
        suggester_find(of_small, "t", 1, limit, &found);
        assert_int_equal(found.n, limit < 2 ? limit : 2);
        suggestions_done(&found);
    }
    struct suggestions all;
    suggester_find(of_shipped, "届", strlen("届"), SIZE_MAX, &all);
    assert_in_range(all.n, 6, SUGGEST_MAX);
    /* A shorter list is the beginning of the longer one. */
    for (size_t limit = 0; limit < all.n; limit++) {
        struct suggestions some;
        suggester_find(of_shipped, "届", strlen("届"), limit, &some);
        assert_int_equal(some.n, limit);
        for (size_t i = 0; i < limit; i++)
            assert_ptr_equal(some.v[i].entry, all.v[i].entry);
        suggestions_done(&some);
    }
    suggestions_done(&all);
}

/* A line that is too long to be a name, and one that no longer is. */
static void test_long(void **state)
{
    (void)state;
    struct strbuf b;
    strbuf_init(&b);
    for (size_t n = 0; n < 100000; n += strlen("転"))
        strbuf_puts(&b, "転");
    assert_string_equal(ids(of_small, b.s, b.len, 5), "");
    strbuf_clear(&b);
    strbuf_fill(&b, 'a', TYPED_MAX);
    assert_string_equal(ids(of_small, b.s, b.len, 5), "");
    strbuf_clear(&b);
    while (b.len + strlen("㌀") <= TYPED_MAX) /* アパート: it grows when it is normalised */
        strbuf_puts(&b, "㌀");
    assert_string_equal(ids(of_small, b.s, b.len, 5), "");
    strbuf_done(&b);
}

static bool has_letters(const char *s, size_t n)
{
    struct strbuf key;
    strbuf_init(&key);
    letters_key(s, n, &key);
    bool some = key.len > 0;
    strbuf_done(&key);
    return some;
}

/* Every beginning of a name or reading suggests the entry, and so does every part of a name that is
 * more than one kana. */
static void test_parts_of_names(void **state)
{
    (void)state;
    const struct entries *entries = &shipped.k->entries;
    size_t failures = 0, tried = 0;
    assert_true(entries->n > 20);
    for (size_t i = 0; i < entries->n; i++) {
        const struct entry *e = &entries->v[i];
        const struct str *names[] = {&e->name, &e->reading};
        for (size_t j = 0; j < 2 && e->kind != ENTRY_ELSEWHERE; j++) {
            size_t chars = utf8_length(names[j]->s, names[j]->len);
            for (size_t from = 0; from < chars; from++)
                for (size_t to = from + (from == 0 ? 1 : 3); to <= chars; to++) {
                    size_t a = utf8_prefix(names[j]->s, names[j]->len, from);
                    size_t b = utf8_prefix(names[j]->s, names[j]->len, to);
                    if (!has_letters(names[j]->s + a, b - a))
                        continue; /* 「 */
                    tried++;
                    if (!has(of_shipped, names[j]->s + a, b - a, e) && failures++ < 10)
                        print_error("%.*s: not %s\n", (int)(b - a), names[j]->s + a, e->id.s);
                }
        }
    }
    assert_true(tried > 1000);
    assert_int_equal(failures, 0);
}

static bool begins_with(const struct str *s, const char *typed, size_t n)
{
    struct strbuf a, b;
    strbuf_init(&a);
    strbuf_init(&b);
    letters_key(s->s, s->len, &a);
    letters_key(typed, n, &b);
    bool begins = strncmp(a.s, b.s, b.len) == 0;
    strbuf_done(&a);
    strbuf_done(&b);
    return begins;
}

/* Names and readings that begin with what was typed stand before all others. */
static void test_order(void **state)
{
    (void)state;
    const struct entries *entries = &shipped.k->entries;
    for (size_t i = 0; i < entries->n; i++) {
        const struct str *name = &entries->v[i].name;
        for (size_t chars = 1; chars <= utf8_length(name->s, name->len); chars++) {
            size_t n = utf8_prefix(name->s, name->len, chars);
            struct suggestions found;
            bool begins = true;
            if ((unsigned char)name->s[0] < 0x80)
                continue; /* N is romaji first, then NAS */
            suggester_find(of_shipped, name->s, n, SUGGEST_MAX, &found);
            for (size_t j = 0; j < found.n; j++) {
                const struct entry *e = found.v[j].entry;
                bool now =
                    begins_with(&e->name, name->s, n) || begins_with(&e->reading, name->s, n);
                if (now && !begins)
                    fail_msg("%.*s: %s comes too late", (int)n, name->s, e->id.s);
                begins = now;
            }
            suggestions_done(&found);
        }
    }
}

/* With every letter of it the entry stays; the others come and go. */
static void test_every_letter(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *id;
    } cases[] = {
        /* clang-format off */
        {"juuminhyou", "juminhyo"}, {"zyuuminhyou", "juminhyo"},
        {"juminhyo", "juminhyo"}, {"jyuuminnhyou", "juminhyo"},
        {"tennyuutodoke", "tennyu"}, {"tennyu", "tennyu"},
        {"ten'nyuutodoke", "tennyu"}, {"tennnyuu", "tennyu"},
        {"tensyututodoke", "tenshutsu"}, {"tenshutsutodoke", "tenshutsu"},
        {"inkantouroku", "inkan-toroku"}, {"inkantoroku", "inkan-toroku"},
        {"sibou", "shibo-todoke"}, {"shibou", "shibo-todoke"},
        {"hikkosi", "hikkoshi"}, {"hikkoshi", "hikkoshi"},
        {"mainanba-ka-do", "mynumber-shinsei"}, {"okuyamitetsuzuki", "okuyami"},
        {"okuyamitetuduki", "okuyami"}, {"じゅうみんひょう", "juminhyo"},
        {"住民票", "juminhyo"}, {"てんにゅうとどけ", "tennyu"},
        {"転入とどけ", "tennyu"}, {"転入todoke", "tennyu"}, {"印鑑touroku", "inkan-toroku"},
    }; /* clang-format on */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct entry *e = knowledge_entry(shipped.k, cases[i].id);
        assert_non_null(e);
        size_t n = strlen(cases[i].typed), len;
        for (size_t end = 0; end < n; end += len) {
            uint32_t c;
            len = utf8_decode(cases[i].typed + end, n - end, &c);
            if (!has(of_shipped, cases[i].typed, end + len, e))
                fail_msg("%.*s: not %s", (int)(end + len), cases[i].typed, e->id.s);
        }
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Bytes of any kind, and characters that are likely to be typed. */
static void random_line(uint32_t *seed, struct strbuf *out)
{
    static const char *const pieces[] = {"じ", "ゅ", "う", "ー", "n", "y",  "'",  "-",  "tt", "住",
                                         "票", "届", " ",  "　", "ﾞ", "゜", "々", "（", "1",  "Ａ"};
    size_t n = next_random(seed) % 12;
    strbuf_clear(out);
    for (size_t i = 0; i < n; i++) {
        uint32_t r = next_random(seed);
        if (r % 8 == 0)
            strbuf_putc(out, (char)(r >> 8));
        else
            strbuf_puts(out, pieces[r % (sizeof pieces / sizeof *pieces)]);
    }
}

static void test_any_bytes(void **state)
{
    (void)state;
    struct strbuf line, first;
    uint32_t seed = 1;
    size_t some = 0;
    strbuf_init(&line);
    strbuf_init(&first);
    for (int i = 0; i < 20000; i++) {
        random_line(&seed, &line);
        size_t limit = next_random(&seed) % 9;
        struct suggestions found;
        suggester_find(of_shipped, line.s, line.len, limit, &found);
        assert_true(found.n <= limit);
        for (size_t a = 0; a < found.n; a++) {
            assert_ptr_equal(knowledge_entry(shipped.k, found.v[a].entry->id.s), found.v[a].entry);
            for (size_t b = 0; b < a; b++)
                assert_ptr_not_equal(found.v[a].entry, found.v[b].entry);
        }
        some += found.n > 0;
        suggestions_done(&found);
        strbuf_clear(&first);
        strbuf_puts(&first, ids(of_shipped, line.s, line.len, limit));
        assert_string_equal(ids(of_shipped, line.s, line.len, limit), first.s);
    }
    assert_in_range(some, 1000, 19000);
    strbuf_done(&line);
    strbuf_done(&first);
}

/* From the built file, whose says are as they were; twice, for the first time makes the tables. */
static void test_built(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    struct morph *m = sample_morph();
    build_ok(place.path, small.k, m);
    struct index *ix = open_ok(place.path);
    for (int i = 0; i < 2; i++) {
        struct suggestions found;
        index_suggest(ix, "yoso", 4, 5, &found);
        assert_int_equal(found.n, 1);
        assert_ptr_equal(found.v[0].entry, knowledge_entry(index_knowledge(ix), "tennyu"));
        assert_ptr_equal(found.v[0].text, found.v[0].entry->says.v[2].s);
        suggestions_done(&found);
    }
    index_close(ix);
    morph_close(m);
    place_done(&place);
}

/* A file of knowledge without entries. */
static void test_nothing(void **state)
{
    (void)state;
    struct knowledge none = {0};
    struct suggester *s = suggester_new(&none);
    assert_string_equal(ids(s, "住民票", strlen("住民票"), 5), "");
    assert_string_equal(ids(s, "うえ お", strlen("うえ お"), 5), "");
    assert_string_equal(ids(s, "k", 1, 5), "");
    suggester_free(s);
    suggester_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),          cmocka_unit_test(test_text),
        cmocka_unit_test(test_limit),          cmocka_unit_test(test_long),
        cmocka_unit_test(test_parts_of_names), cmocka_unit_test(test_order),
        cmocka_unit_test(test_every_letter),   cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_built),          cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
