#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide/paths.h"
#include "sample.h"

/* Checks one procedure (and an event, when there is one) beside the sample's questions; said holds
 * the messages of paths_check alone. */
struct trial {
    struct sample sample;
    struct paths_count count;
    struct strbuf said;
    size_t errors;
};

static void trial_run(struct trial *t, const char *const *texts, size_t n)
{
    struct loader_file files[8] = {sample_files[0], sample_files[1], sample_files[2]};
    static char paths[8][64];

    for (size_t i = 0; i < n; i++) {
        const char *id = texts[i] + strlen("id: ");
        bool event = strstr(texts[i], "\nprocedures:\n") != NULL;
        snprintf(paths[i], sizeof paths[i], "%s/%.*s.yaml", event ? "events" : "procedures/jusho",
                 (int)strcspn(id, "\n"), id);
        files[3 + i] = (struct loader_file){paths[i], texts[i], strlen(texts[i])};
    }
    sources_init(&t->sample.sources);
    diags_init(&t->sample.diags, &t->sample.sources);
    t->sample.k = knowledge_load_texts(files, 3 + n, &t->sample.sources, &t->sample.diags);
    strbuf_init(&t->said);
    diags_print(&t->sample.diags, &t->said);
    if (t->sample.diags.errors > 0)
        fail_msg("%s", t->said.s);
    diags_done(&t->sample.diags);
    diags_init(&t->sample.diags, &t->sample.sources);
    paths_check(t->sample.k, sample_today, &t->sample.diags, &t->count);
    strbuf_clear(&t->said);
    diags_print(&t->sample.diags, &t->said);
    t->errors = t->sample.diags.errors;
}

static void trial_end(struct trial *t)
{
    strbuf_done(&t->said);
    sample_close(&t->sample);
}

static void sample_is_sound(void **state)
{
    struct sample s;
    struct paths_count count;
    struct strbuf said;

    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    strbuf_init(&said);
    assert_int_equal(s.diags.errors, 0);
    diags_done(&s.diags); /* all readings of the sample are the same, which is a warning */
    diags_init(&s.diags, &s.sources);
    paths_check(s.k, sample_today, &s.diags, &count);
    diags_print(&s.diags, &said);
    /* 国保の届 has no questions of its own: only the event makes its document's condition true. */
    assert_string_equal(said.s, "");
    assert_int_equal(count.trees, 3);
    strbuf_done(&said);
    sample_close(&s);
}

#define TREE(nodes) "desk: jumin\nfee: 0\ntree:\n  start: t_a\n  nodes:\n" nodes
#define NODE_A                                                                     \
    "    t_a:\n      ask: どちら？\n      name: どちら\n      answers:\n"   \
    "        ao: {label: 青, next: t_b}\n        aka: {label: 赤, next: done}\n" \
    "        shiro: {label: 白, stop: 白は要りません。}\n"                \
    "      unknown: {next: t_b}\n"
#define NODE_B \
    "    t_b:\n      ask: ありますか？\n      name: 有無\n      kind: yesno\n      next: t_c\n"
#define NODE_C "    t_c: {use: nokoru, next: done}\n"

static void counts_paths(void **state)
{
    static const struct {
        const char *text;
        size_t trees, paths;
    } tests[] = {
        /* aka, shiro; ao and わからない: 3 answers of t_b times 1 number and わからない */
        {HEAD("t", "試し") TREE(NODE_A NODE_B NODE_C) "documents:\n  - {id: honnin}\n", 1,
         2 + 2 * 3 * 2},
        /* nokoru >= 3: 2, 3 and 4 */
        {HEAD("t", "試し") TREE(NODE_A NODE_B NODE_C) "documents:\n  - {id: honnin}\n  - {id: "
                                                      "card, when: nokoru >= 3, who: 人}\n",
         1, 2 + 2 * 3 * 4},
        /* several: each of the four alone, three together, わからない */
        {HEAD("t", "試し")
             TREE("    t_a: {use: hoken, next: done}\n") "documents:\n  - {id: honnin}\n",
         1, 6},
        /* the same question again is not asked again */
        {HEAD("t", "試し") TREE("    t_a: {use: setai, next: t_b}\n    t_b: {use: setai, next: "
                                "done}\n") "documents:\n  - {id: honnin}\n",
         1, 3},
        {HEAD("t", "試し") "desk: jumin\nfee: 0\ndocuments:\n  - {id: honnin}\n", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        struct trial t;

        trial_run(&t, &tests[i].text, 1);
        assert_string_equal(t.said.s, "");
        assert_int_equal(t.count.trees, tests[i].trees);
        assert_int_equal(t.count.paths, tests[i].paths);
        trial_end(&t);
    }
}

/* What is listed under a condition that no path makes true, and what is not complained about. */
static const struct {
    const char *items, *error; /* NULL: nothing is wrong */
} conditions[] = {
    {"documents:\n  - {id: card, when: t_b, who: 人}\n", NULL},
    {"documents:\n  - {id: card, when: t_a == ao and t_b, who: 人}\n", NULL},
    {"documents:\n  - {id: card, when: t_a == aka and t_b, who: 人}\n",
     "書類「カード」の条件は、どう答えても成り立ちません"},
    {"documents:\n  - {id: card, when: t_a == aka and t_a == ao, who: 人}\n",
     "書類「カード」の条件"},
    /* true only where the walk stops: a document is of no use there, a note is for わからない */
    {"documents:\n  - {id: card, when: t_a == shiro, who: 人}\n", "書類「カード」の条件"},
    {"notes:\n  - {text: 注意。, when: t_a == shiro, who: 人}\ndocuments:\n  - {id: honnin}\n",
     NULL},
    {"notes:\n  - {text: 注意。, when: t_a == shiro and t_a == ao, who: 人}\n"
     "documents:\n  - {id: honnin}\n",
     "注意「注意。」の条件"},
    {"documents:\n  - {id: card, when: not t_b, who: 人}\n", NULL},
    {"documents:\n  - {id: card, when: nokoru >= 20, who: 人}\n", NULL},
    {"documents:\n  - {id: card, when: nokoru > 20, who: 人}\n", "書類「カード」の条件"},
    {"documents:\n  - {id: card, when: nokoru >= 3 and nokoru <= 3, who: 人}\n", NULL},
    {"documents:\n  - {id: card, when: nokoru > 3 and nokoru < 4, who: 人}\n",
     "書類「カード」の条件"},
    {"notes:\n  - {text: 注意。, when: t_a == aka and t_b, who: 人}\ndocuments:\n  - {id: "
     "honnin}\n",
     "注意「注意。」の条件"},
    {"again:\n  - {text: もう一度。, when: t_a == aka and t_b, who: 人}\n"
     "documents:\n  - {id: honnin}\n",
     "もう一度来るわけ「もう一度。」の条件"},
    {"again:\n  - {text: もう一度。, when: t_a == ao and t_b, who: 人}\n"
     "documents:\n  - {id: honnin}\n",
     NULL},
    {"deadline: {text: 早めに。, when: t_a == aka and t_b}\ndocuments:\n  - {id: honnin}\n",
     "期限「早めに。」の条件"},
};

static void unreachable_items(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        char text[4096];
        const char *texts[] = {text};
        struct trial t;

        snprintf(text, sizeof text, "%s%s", HEAD("t", "試し") TREE(NODE_A NODE_B NODE_C),
                 conditions[i].items);
        trial_run(&t, texts, 1);
        if (t.errors != (conditions[i].error ? 1 : 0))
            fail_msg("%s%s", conditions[i].items, t.said.s);
        if (conditions[i].error && !strstr(t.said.s, conditions[i].error))
            fail_msg("%s%s", conditions[i].items, t.said.s);
        trial_end(&t);
    }
}

static void fees_are_checked(void **state)
{
    static const char text[] =
        HEAD("t", "試し") "desk: jumin\n"
                          "fee:\n"
                          "  - {yen: 300, label: 写し, when: t_b}\n"
                          "  - {yen: 200, label: 別の, when: t_a == aka and t_b}\n"
                          "tree:\n  start: t_a\n  nodes:\n" NODE_A NODE_B NODE_C
                          "documents:\n  - {id: honnin}\n";
    const char *texts[] = {text};
    struct trial t;

    (void)state;
    trial_run(&t, texts, 1);
    assert_int_equal(t.errors, 1);
    assert_non_null(strstr(t.said.s, "procedures/jusho/t.yaml:13:33: error: 手数料「別の」の条件"));
    trial_end(&t);
}

/* An unconditional document of an entry where no walk ever ends. */
static void never_ends_here(void **state)
{
    static const char text[] = HEAD("t", "試し")
        TREE("    t_a:\n      ask: 何？\n      name: 何\n      kind: yesno\n      next: done\n"
             "      answers:\n        hai: {label: はい, stop: 出せません。}\n"
             "        iie: {label: いいえ, go: u}\n      unknown: {go: u}\n") "documents:\n  - "
                                                                              "{id: honnin}\n";
    static const char other[] = HEAD("u", "別") "desk: jumin\nfee: 0\ndocuments:\n  - {id: card}\n";
    const char *texts[] = {text, other};
    struct trial t;

    (void)state;
    trial_run(&t, texts, 2);
    assert_int_equal(t.count.paths, 3);
    /* its document and its fee; what it leads to is reached */
    assert_int_equal(t.errors, 2);
    assert_non_null(strstr(t.said.s, "書類「本人確認書類」は、どう答えても出てきません"));
    assert_null(strstr(t.said.s, "カード"));
    trial_end(&t);
}

/* 2^18 ways: too many to walk, and nothing is claimed about what was not walked. */
static void too_many_paths(void **state)
{
    struct strbuf b;
    const char *texts[1];
    struct trial t;

    (void)state;
    strbuf_init(&b);
    strbuf_puts(&b, HEAD("t", "試し") "desk: jumin\nfee: 0\ntree:\n  start: t_0\n  nodes:\n");
    for (int i = 0; i < 18; i++) {
        strbuf_printf(&b, "    t_%d:\n      ask: %d？\n      name: %d番\n      kind: yesno\n", i, i,
                      i);
        if (i < 17)
            strbuf_printf(&b, "      next: t_%d\n", i + 1);
        else
            strbuf_puts(&b, "      next: done\n");
    }
    strbuf_puts(&b, "documents:\n  - {id: honnin, when: t_0 and not t_0, who: 人}\n");
    texts[0] = b.s;
    trial_run(&t, texts, 1);
    assert_int_equal(t.errors, 1);
    assert_non_null(strstr(t.said.s, "「試し」の道筋が 200000 を超えます"));
    trial_end(&t);
    strbuf_done(&b);
}

#define EVENT(questions, procedures, rest)                                                     \
    "id: e\nname: 出来事\nreading: できごと\nsummary: ためしの出来事です。\n" \
    "says: [出来事があった, 何かあった, どうしよう]\nconfirmed: 2026-11-20\n" \
    "sources: [見本町の例]\nquestions:\n" questions "procedures:\n" procedures rest

static const struct {
    const char *event, *error;
} events[] = {
    {EVENT("  - setai\n  - {id: nokoru, when: setai}\n",
           "  - {id: t, when: nokoru >= 2, who: 人}\n", ""),
     NULL},
    {EVENT("  - setai\n  - {id: nokoru, when: setai}\n",
           "  - {id: t, when: not setai and nokoru >= 2, who: 人}\n", ""),
     "手続き「試し」の条件は、どう答えても成り立ちません"},
    {EVENT("  - {id: nokoru, when: setai}\n  - setai\n", "  - {id: t}\n", ""),
     "質問「nokoru」の条件は、どう答えても成り立ちません"},
    {EVENT("  - setai\n  - {id: nokoru, when: setai and not setai}\n", "  - {id: t}\n", ""),
     "質問「nokoru」の条件"},
    {EVENT("  - hoken\n", "  - {id: t, when: hoken == kokuho and hoken == kaigo, who: 人}\n", ""),
     NULL},
    {EVENT("  - hoken\n", "  - {id: t, when: hoken == kokuho and hoken == nashi, who: 人}\n", ""),
     "手続き「試し」の条件"},
    {EVENT("  - nenrei\n  - nokoru\n", "  - {id: t, when: nenrei > nokoru + 60, who: 人}\n", ""),
     NULL},
    {EVENT("  - nenrei\n", "  - {id: t, when: kourei and nenrei < 66, who: 人}\n", ""), NULL},
    {EVENT("  - nenrei\n", "  - {id: t, when: kourei and nenrei < 65, who: 人}\n", ""),
     "手続き「試し」の条件"},
    {EVENT("  - sumi_hi\n",
           "  - {id: t, when: sumi_hi >= today and sumi_hi < 2026-11-21, who: 人}\n", ""),
     NULL},
    /* a question of a tree that is walked before */
    {EVENT("  - setai\n", "  - {id: u, walk: true}\n  - {id: t, when: u_a, who: 人}\n", ""), NULL},
    {EVENT("  - setai\n", "  - {id: t, when: u_a, who: 人}\n  - {id: u, walk: true}\n", ""),
     "手続き「試し」の条件"},
    {EVENT("  - setai\n", "  - {id: t}\n",
           "documents:\n  - {id: card, when: setai and not setai, who: 人}\n"),
     "書類「カード」の条件"},
    {EVENT("  - setai\n", "  - {id: t}\n",
           "notes:\n  - {text: 注意。, when: setai and not setai, who: 人}\n"),
     "注意「注意。」の条件"},
};

static void events_are_checked(void **state)
{
    static const char plain[] =
        HEAD("t", "試し") "desk: jumin\nfee: 0\ndocuments:\n  - {id: honnin}\n";
    static const char tree[] =
        HEAD("u", "別") "desk: jumin\nfee: 0\ntree:\n  start: u_a\n  nodes:\n"
                        "    u_a:\n      ask: 何？\n      name: 何\n"
                        "      kind: yesno\n      next: done\n"
                        "documents:\n  - {id: honnin}\n";

    (void)state;
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        const char *texts[] = {plain, tree, events[i].event};
        struct trial t;

        trial_run(&t, texts, 3);
        if (t.errors != (events[i].error ? 1 : 0) ||
            (events[i].error && !strstr(t.said.s, events[i].error)))
            fail_msg("%s%s", events[i].event, t.said.s);
        trial_end(&t);
    }
}

/* Conditions of a procedure that read what an event asks, gives, or has asked in another tree. */
static void procedures_inside_events(void **state)
{
    static const struct {
        const char *when, *event, *error;
    } tests[] = {
        {"setai", EVENT("  - setai\n", "  - {id: t}\n", ""), NULL},
        {"setai and t_a", EVENT("  - setai\n", "  - {id: t, walk: true}\n", ""), NULL},
        {"setai and t_a and not t_a", EVENT("  - setai\n", "  - {id: t, walk: true}\n", ""),
         "書類「カード」の条件"},
        {"raicho == dairi", EVENT("  - setai\n", "  - {id: t, with: {raicho: dairi}}\n", ""), NULL},
        {"u_a", EVENT("  - setai\n", "  - {id: t}\n  - {id: u, walk: true}\n", ""), NULL},
    };
    static const char other[] =
        HEAD("u", "別") "desk: jumin\nfee: 0\ntree:\n  start: u_a\n  nodes:\n"
                        "    u_a:\n      ask: 何？\n      name: 何\n"
                        "      kind: yesno\n      next: done\n"
                        "documents:\n  - {id: honnin}\n";

    (void)state;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        char text[2048];
        const char *texts[] = {text, other, tests[i].event};
        struct trial t;

        snprintf(text, sizeof text, "%sdocuments:\n  - {id: card, when: %s, who: 人}\n",
                 HEAD("t", "試し") TREE("    t_a:\n      ask: 何か？\n      name: 何か\n"
                                        "      kind: yesno\n      next: done\n"),
                 tests[i].when);
        trial_run(&t, texts, 3);
        if (t.errors != (tests[i].error ? 1 : 0))
            fail_msg("%s: %s", tests[i].when, t.said.s);
        trial_end(&t);
    }
}

/* Trees that the loader has already complained about are walked all the same. */
static void dead_ends(void **state)
{
    static const char text[] = HEAD("t", "試し")
        TREE("    t_a:\n      ask: 何？\n      name: 何\n      kind: yesno\n      answers:\n"
             "        hai: {label: はい, next: t_b}\n        iie: {label: いいえ}\n"
             "      unknown: {next: done}\n"
             "    t_b:\n      ask: ほか？\n      name: ほか\n      kind: yesno\n      next: "
             "t_a\n") "documents:\n  - {id: honnin}\n";
    struct loader_file files[] = {sample_files[0], sample_files[1], sample_files[2],
                                  FILE_OF("procedures/jusho/t.yaml", text)};
    struct sample s;
    struct paths_count count;
    struct strbuf said;

    (void)state;
    sources_init(&s.sources);
    diags_init(&s.diags, &s.sources);
    s.k = knowledge_load_texts(files, 4, &s.sources, &s.diags);
    assert_true(s.diags.errors > 0);
    diags_done(&s.diags);
    diags_init(&s.diags, &s.sources);
    paths_check(s.k, sample_today, &s.diags, &count);
    strbuf_init(&said);
    diags_print(&s.diags, &said);
    assert_non_null(strstr(said.s, "質問「何」に「いいえ」と答えると、その先がありません"));
    assert_non_null(strstr(said.s, "質問「ほか」に「はい」と答えると、その先がありません"));
    strbuf_done(&said);
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_is_sound),    cmocka_unit_test(counts_paths),
        cmocka_unit_test(unreachable_items),  cmocka_unit_test(fees_are_checked),
        cmocka_unit_test(never_ends_here),    cmocka_unit_test(too_many_paths),
        cmocka_unit_test(events_are_checked), cmocka_unit_test(procedures_inside_events),
        cmocka_unit_test(dead_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
