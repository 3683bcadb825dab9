/* What a change does to the answers, on a small town edited by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide/diff.h"
#include "sample.h"

/* ---- a small town, edited by hand ---- */

struct edit {
    const char *file, *from, *to;
};

/* Every `from` in the file becomes `to`; it must be there. */
static void apply(struct strbuf *text, const struct edit *e)
{
    struct strbuf out;
    const char *at = text->s, *next;
    strbuf_init(&out);
    if (!strstr(at, e->from))
        fail_msg("no such text: %s", e->from);
    while ((next = strstr(at, e->from))) {
        strbuf_add(&out, at, (size_t)(next - at));
        strbuf_puts(&out, e->to);
        at = next + strlen(e->from);
    }
    strbuf_puts(&out, at);
    strbuf_clear(text);
    strbuf_add(text, out.s, out.len);
    strbuf_done(&out);
}

/* A file is called as what it holds. */
static void rename_file(char *path, size_t size, const char *id_line)
{
    size_t folder = (size_t)(strrchr(path, '/') - path), n = strcspn(id_line + 4, "\n");
    snprintf(path + folder, size - folder, "/%.*s.yaml", (int)n, id_line + 4);
}

static void open_edited(struct sample *s, const struct edit *edits, size_t n)
{
    struct loader_file files[SAMPLE_FILES];
    struct strbuf texts[SAMPLE_FILES];
    char paths[SAMPLE_FILES][64];
    for (size_t i = 0; i < SAMPLE_FILES; i++) {
        strbuf_init(&texts[i]);
        strbuf_puts(&texts[i], sample_files[i].text);
        snprintf(paths[i], sizeof paths[i], "%s", sample_files[i].path);
        for (size_t j = 0; j < n; j++) {
            if (!strstr(sample_files[i].path, edits[j].file))
                continue;
            apply(&texts[i], &edits[j]);
            if (strncmp(edits[j].to, "id: ", 4) == 0)
                rename_file(paths[i], sizeof paths[i], edits[j].to);
        }
        files[i] = (struct loader_file){paths[i], texts[i].s, texts[i].len};
    }
    sample_open(s, files, SAMPLE_FILES);
    for (size_t i = 0; i < SAMPLE_FILES; i++)
        strbuf_done(&texts[i]);
}

struct comparison {
    struct sample before, after;
    struct diff *d;
};

static void compare_edited(struct comparison *c, const struct edit *edits, size_t n)
{
    sample_open(&c->before, sample_files, SAMPLE_FILES);
    open_edited(&c->after, edits, n);
    c->d = diff_new(c->before.k, c->after.k, sample_today);
}

static void comparison_done(struct comparison *c)
{
    diff_free(c->d);
    sample_close(&c->before);
    sample_close(&c->after);
}

static const struct diff_entry *entry_of(const struct diff *d, const char *id)
{
    for (size_t i = 0; i < d->nentries; i++)
        for (int side = 0; side < 2; side++)
            if (d->entries[i].entry[side] && str_is(&d->entries[i].entry[side]->id, id))
                return &d->entries[i];
    fail_msg("no entry %s", id);
    return NULL;
}

static const struct diff_change *change_of(const struct diff_entry *e, enum diff_what what)
{
    for (size_t i = 0; i < e->nchanges; i++)
        if (e->changes[i].what == what && !e->changes[i].same_as_owner)
            return &e->changes[i];
    return NULL;
}

/* "ten kai" */
static void assert_changed(const struct diff *d, const char *ids)
{
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0; i < d->nentries; i++)
        if (diff_entry_changed(&d->entries[i]))
            strbuf_printf(
                &b, "%s%s", b.len ? " " : "",
                (d->entries[i].entry[1] ? d->entries[i].entry[1] : d->entries[i].entry[0])->id.s);
    assert_string_equal(b.s, ids);
    strbuf_done(&b);
}

static bool is_also(const struct diff_entry *e, const char *id)
{
    for (size_t i = 0; i < e->also.n; i++)
        if (str_is(&e->also.v[i]->id, id))
            return true;
    return false;
}

/* "hoho=kami raicho=dairi" */
static bool means(const struct comparison *c, const struct diff_who *w, const char *answers)
{
    struct facts f;
    facts_init(&f);
    sample_answer(&c->before, &f, answers);
    bool meant = diff_who_means(w, &f);
    facts_done(&f);
    return meant;
}

static void nothing_changes(void **state)
{
    static const struct edit edits[] = {{"ten.yaml", "fee:\n", "# 料金\nfee:\n"},
                                        {"ten.yaml",
                                         "{id: shomei, when: hoho == kami, who: 紙の人}",
                                         "{when: hoho   ==   kami,   who: 紙の人, id: shomei}"},
                                        {"town.yaml", "name: 見本町\nreading: みほんちょう\n",
                                         "reading: みほんちょう\nname: 見本町\n"}};
    struct comparison c;
    (void)state;
    compare_edited(&c, edits, 3);
    assert_true(diff_is_empty(c.d));
    assert_changed(c.d, "");
    comparison_done(&c);
}

static void a_fee(void **state)
{
    static const struct edit edits[] = {{"ten.yaml", "yen: 300", "yen: 400"}};
    struct comparison c;
    (void)state;
    compare_edited(&c, edits, 1);
    assert_changed(c.d, "ten");
    const struct diff_entry *e = entry_of(c.d, "ten");
    const struct diff_change *x = change_of(e, DIFF_FEE);
    assert_non_null(x);
    assert_int_equal(x->fee[0]->yen, 300);
    assert_int_equal(x->fee[1]->yen, 400);
    assert_true(
        means(&c, &x->who, "moto=kuni hoho=net mochi=hai sumi_hi=2026-11-19 raicho=honnin"));
    assert_false(means(&c, &x->who, "moto=kuni hoho=kami sumi_hi=2026-11-19 raicho=honnin"));
    assert_int_equal(x->who.v[0].n, 1); /* 転出の仕方「ネット」, and nothing more */
    assert_true(str_is(&x->who.v[0].v[0].question->id, "hoho"));
    assert_true(is_also(e, "gai"));      /* leads to it by go */
    assert_true(is_also(e, "hikkoshi")); /* lists it */
    assert_false(is_also(e, "yotei"));
    comparison_done(&c);
}

static void a_document(void **state)
{
    static const struct edit edits[] = {
        {"ten.yaml", "  - {id: shomei, when: hoho == kami, who: 紙の人}\n", ""}};
    struct comparison c;
    (void)state;
    compare_edited(&c, edits, 1);
    assert_changed(c.d, "ten");
    const struct diff_change *x = change_of(entry_of(c.d, "ten"), DIFF_DOCUMENT);
    assert_true(str_is(&x->document[0]->id, "shomei"));
    assert_int_equal(x->state[0], DIFF_REQUIRED);
    assert_int_equal(x->state[1], DIFF_ABSENT);
    assert_true(means(&c, &x->who, "moto=kuni hoho=kami"));
    assert_false(means(&c, &x->who, "moto=kuni hoho=net"));
    assert_false(means(&c, &x->who, "moto=mada"));
    comparison_done(&c);
}

/* The number around which it changes, not the ones that were tried. */
static void a_number(void **state)
{
    static const struct edit edits[] = {{"questions.yaml", "nenrei >= 65", "nenrei >= 70"}};
    struct comparison c;
    (void)state;
    compare_edited(&c, edits, 1);
    assert_changed(c.d, "kai");
    const struct diff_change *x = change_of(entry_of(c.d, "kai"), DIFF_DOCUMENT);
    assert_true(str_is(&x->document[0]->id, "shashin"));
    assert_false(means(&c, &x->who, "nenrei=64 kai_riyu=byoki"));
    assert_true(means(&c, &x->who, "nenrei=65 kai_riyu=byoki"));
    assert_true(means(&c, &x->who, "nenrei=67 kai_riyu=byoki"));
    assert_true(means(&c, &x->who, "nenrei=69 kai_riyu=byoki"));
    assert_false(means(&c, &x->who, "nenrei=70 kai_riyu=byoki"));
    comparison_done(&c);
}

static void an_event(void **state)
{
    static const struct edit edits[] = {{"hikkoshi.yaml", "{id: koku, when: hoken == kokuho,",
                                         "{id: koku, when: hoken == nenkin,"}};
    struct comparison c;
    (void)state;
    compare_edited(&c, edits, 1);
    assert_changed(c.d, "hikkoshi");
    const struct diff_entry *e = entry_of(c.d, "hikkoshi");
    bool comes = false, goes = false;
    for (size_t i = 0; i < e->nchanges; i++) {
        const struct diff_change *x = &e->changes[i];
        assert_int_equal(x->what, DIFF_PROCEDURE);
        if (x->state[0] == DIFF_ABSENT && x->state[1] == DIFF_REQUIRED) {
            comes = true;
            assert_true(means(&c, &x->who, "hoken=nenkin"));
            assert_true(means(&c, &x->who, "hoken=kaigo,nenkin"));
            assert_false(means(&c, &x->who, "hoken=kokuho,nenkin"));
        }
        if (x->state[0] == DIFF_REQUIRED && x->state[1] == DIFF_ABSENT) {
            goes = true;
            assert_true(means(&c, &x->who, "hoken=kokuho,kaigo"));
            assert_false(means(&c, &x->who, "hoken=kokuho,nenkin"));
        }
    }
    assert_true(comes && goes);
    comparison_done(&c);
}

/* What many entries share is told once, with all that use it. */
static void shared_things(void **state)
{
    static const struct edit edits[] = {
        {"town.yaml", "0000-00-0001", "0000-00-9999"},
        {"documents.yaml", "name: 本人確認書類", "name: 本人と分かる書類"},
        {"questions.yaml", "ask: だれが行きますか？", "ask: どなたが行きますか？"},
        {"questions.yaml", "says: [自分で, 私が]", "says: [自分で, 本人が]"}};
    struct comparison c;
    (void)state;
    compare_edited(&c, edits, 4);
    assert_changed(c.d, "");
    assert_int_equal(c.d->nshared, 3);
    assert_int_equal(c.d->shared[0].kind, DIFF_DESK);
    assert_int_equal(c.d->shared[0].users.n, 1);
    assert_int_equal(c.d->shared[1].kind, DIFF_SHARED_DOCUMENT);
    assert_int_equal(c.d->shared[1].users.n, 4); /* ten gai koku yotei */
    assert_int_equal(c.d->shared[2].kind, DIFF_SHARED_QUESTION);
    assert_int_equal(c.d->shared[2].fields.n, 1);
    assert_int_equal(c.d->shared[2].words.n, 2);
    comparison_done(&c);
}

static void texts_and_names(void **state)
{
    static const struct edit edits[] = {
        {"koku.yaml", "id: koku\n", "id: koku2\n"},
        {"ten.yaml", "koku", "koku2"},
        {"hikkoshi.yaml", "koku", "koku2"},
        {"hikkoshi.yaml", "koku2ho", "kokuho"},
        {"yotei.yaml", "koku", "koku2"},
        {"kai.yaml", "ask: わけは？", "ask: わけは何ですか？"},
        {"kai.yaml", "stop: 決まってから", "stop: 日が決まってから"}};
    struct comparison c;
    (void)state;
    compare_edited(&c, edits, sizeof edits / sizeof *edits);
    const struct diff_entry *koku = entry_of(c.d, "koku2"), *kai = entry_of(c.d, "kai");
    assert_true(koku->renamed);
    assert_true(str_is(&koku->entry[0]->id, "koku"));
    assert_int_equal(kai->fields.n, 1);
    assert_string_equal(kai->fields.v[0].after, "わけは何ですか？");
    const struct diff_change *x = change_of(kai, DIFF_STOP);
    assert_non_null(x);
    assert_string_equal(x->text[1], "日が決まってから来てください。");
    assert_true(means(&c, &x->who, "kai_riyu=yotei nenrei=30"));
    assert_false(means(&c, &x->who, "kai_riyu=byoki nenrei=30"));
    comparison_done(&c);
}

static void only_looked_at(void **state)
{
    static const struct edit edits[] = {
        {"kai.yaml", "confirmed: 2026-11-20", "confirmed: 2026-11-21"},
        {"gai.yaml", "sources: [見本町の例]", "sources: [見本町の例, 別の例]"}};
    struct comparison c;
    (void)state;
    compare_edited(&c, edits, 2);
    assert_true(diff_is_empty(c.d));
    assert_int_equal(c.d->confirmed_only, 2);
    comparison_done(&c);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changes), cmocka_unit_test(a_fee),
        cmocka_unit_test(a_document),      cmocka_unit_test(a_number),
        cmocka_unit_test(an_event),        cmocka_unit_test(shared_things),
        cmocka_unit_test(texts_and_names), cmocka_unit_test(only_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
