#include "base/xalloc.h"
#include "knowledge/loader.h"
#include "knowledge/schema.h"
#include "knowledge/skeleton.h"
#include "knowledge/unwritten.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char town[] = "name: 見本町\nreading: みほんちょう\ntel: 0000-00-0000\nfront: jumin\n"
                           "closed: [土, 日]\ndesks:\n  jumin: {name: 住民課, place: 1階, tel: "
                           "0000-00-0000, hours: 平日}\n";

struct loaded {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
};

static void load(struct loaded *l, const char *place, const struct strbuf *text)
{
    struct loader_file files[] = {{"town.yaml", town, strlen(town)},
                                  {place, text ? text->s : "", text ? text->len : 0}};
    sources_init(&l->sources);
    diags_init(&l->diags, &l->sources);
    l->k = knowledge_load_texts(files, text ? 2 : 1, &l->sources, &l->diags);
}

static void done(struct loaded *l)
{
    knowledge_free(l->k);
    diags_done(&l->diags);
    sources_done(&l->sources);
}

static const char *const places[ENTRY_KINDS] = {
    "procedures/a/tada-no-rei.yaml", "events/tada-no-rei.yaml", "howtos/tada-no-rei.yaml",
    "faq/tada-no-rei.yaml",          "glossary.yaml",           "elsewhere.yaml"};

static void make(struct strbuf *out, enum entry_kind kind)
{
    struct loaded base;
    load(&base, NULL, NULL);
    struct skeleton s = {base.k, "tada-no-rei", NULL, {2026, 11, 20}};
    strbuf_init(out);
    skeleton_file(&s, kind, places[kind], out);
    done(&base);
}

static void assert_unwritten(const struct loaded *l, const char * or)
{
    for (size_t i = 0; i < l->diags.n; i++)
        if (!l->diags.v[i].unwritten && !(or &&strstr(l->diags.v[i].msg, or)))
            fail_msg("%u: %s", l->diags.v[i].at.line, l->diags.v[i].msg);
    assert_true(l->diags.errors > 0);
}

/* As it comes, all that is wrong with a skeleton is that it is not written yet. */
static void test_nothing_else_is_wrong(void **state)
{
    (void)state;
    for (int kind = 0; kind < ENTRY_KINDS; kind++) {
        struct strbuf text;
        struct loaded l;
        make(&text, (enum entry_kind)kind);
        load(&l, places[kind], &text);
        assert_unwritten(&l, NULL);
        assert_non_null(knowledge_entry(l.k, "tada-no-rei"));
        done(&l);
        strbuf_done(&text);
    }
}

/* Takes the "# " from every line that is something to be written. */
static void uncomment(const struct strbuf *in, struct strbuf *out)
{
    for (const char *p = in->s; *p;) {
        size_t n = strcspn(p, "\n") + 1, blank = strspn(p, " ");
        const char *hash = p + blank;
        size_t word = strspn(hash, "# -abcdefghijklmnopqrstuvwxyz_");
        bool head = hash[0] == '#' && hash[word] != ':' && (unsigned char)hash[word] < 0x80;
        bool modeline = strncmp(hash, "# yaml-", 7) == 0;
        bool prose = strncmp(hash, "# ", 2) == 0 && (unsigned char)hash[2] >= 0x80;
        if (hash[0] != '#' || head || modeline || prose)
            strbuf_add(out, p, n);
        else {
            strbuf_add(out, p, blank);
            strbuf_add(out, hash + 2, n - blank - 2);
        }
        p += n;
    }
}

/* What stands as a comment is right as soon as the # is gone: no key that the loader does not know,
 * no value of the wrong sort. That next, go and stop are all there then is too much, of course. */
static void test_comments_are_right(void **state)
{
    (void)state;
    for (int kind = 0; kind < ENTRY_KINDS; kind++) {
        struct strbuf text, all;
        struct loaded l;
        make(&text, (enum entry_kind)kind);
        strbuf_init(&all);
        uncomment(&text, &all);
        load(&l, places[kind], &all);
        for (size_t i = 0; i < l.diags.n; i++) {
            const char *msg = l.diags.v[i].msg;
            static const char *const of_the_combination[] = {
                "どれか1つだけ書きます",  "use のある節に",
                "unit・min・max は",      "branch は use のある節だけ",
                "none は kind: multi",    "どちらか1つです",
                "自分自身へは移れません", "_q1」という質問はありません",
            };
            bool known = l.diags.v[i].unwritten;
            for (size_t k = 0; k < sizeof of_the_combination / sizeof *of_the_combination; k++)
                known = known || strstr(msg, of_the_combination[k]);
            if (!known)
                fail_msg("%s:%u: %s", places[kind], l.diags.v[i].at.line, msg);
        }
        done(&l);
        strbuf_done(&all);
        strbuf_done(&text);
    }
}

/* Every row of the schema has its line, required ones without a #. */
static void test_every_field(void **state)
{
    (void)state;
    for (int kind = 0; kind < ENTRY_KINDS; kind++) {
        const struct record *r = &record_entry[kind];
        struct strbuf text, line;
        make(&text, (enum entry_kind)kind);
        strbuf_init(&line);
        const char *margin = r->fields[0].flags & FIELD_KEY ? "  " : "";
        for (size_t i = 0; i < r->nfields; i++) {
            if (r->fields[i].flags & FIELD_KEY)
                continue;
            strbuf_clear(&line);
            strbuf_printf(&line, "\n%s%s:", margin, r->fields[i].name);
            bool live = strstr(text.s, line.s);
            strbuf_clear(&line);
            strbuf_printf(&line, "\n%s# %s:", margin, r->fields[i].name);
            bool off = strstr(text.s, line.s);
            if (live == off || (!live && r->fields[i].flags & FIELD_REQUIRED))
                fail_msg("%s: %s", places[kind], r->fields[i].name);
        }
        strbuf_done(&line);
        strbuf_done(&text);
    }
}

/* The example's question has a name of its own, and what exists is referred to. */
static void test_no_name_twice(void **state)
{
    (void)state;
    struct strbuf first, text;
    struct loaded l;
    strbuf_init(&first);
    strbuf_puts(&first, "ab_q1: {ask: あ？, name: あ, kind: date}\n");
    load(&l, "questions.yaml", &first);
    struct skeleton s = {l.k, "ab", "暮らし", {2026, 11, 20}};
    strbuf_init(&text);
    skeleton_file(&s, ENTRY_PROCEDURE, "procedures/x/ab.yaml", &text);
    assert_non_null(strstr(text.s, "\n  start: ab_q2\n"));
    assert_null(strstr(text.s, "ab_q1"));
    assert_non_null(strstr(text.s, "\nfield: 暮らし\n"));
    assert_non_null(strstr(text.s, "jumin（住民課）"));
    assert_null(strstr(text.s, "honnin-kakunin")); /* this town has no such document */
    strbuf_done(&text);
    strbuf_done(&first);
    done(&l);
}

static void test_unwritten(void **state)
{
    (void)state;
    const char *what;
    size_t n;
    static const char *const written[] = {"", "名前", "（ここに名前を書きます）",
                                          "（ここに書く：名前", "）（ここに書く："};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        assert_false(unwritten_find(written[i], strlen(written[i]), NULL, NULL));
    const char *part = "傘の（ここに書く：名前）です";
    assert_true(unwritten_find(part, strlen(part), &what, &n));
    assert_int_equal(n, strlen("名前"));
    assert_memory_equal(what, "名前", n);
    const char *inner = "（ここに書く：人（ことばで））";
    assert_true(unwritten_find(inner, strlen(inner), &what, &n));
    assert_memory_equal(what, "人（ことばで）", n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_else_is_wrong),
        cmocka_unit_test(test_comments_are_right),
        cmocka_unit_test(test_every_field),
        cmocka_unit_test(test_no_name_twice),
        cmocka_unit_test(test_unwritten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
