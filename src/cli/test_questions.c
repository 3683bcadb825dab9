#include "base/lang.h"
#include "cli/test_why.h"
#include "dialogue/smalltalk.h"
#include "dialogue/urgent.h"
#include "text/kana.h"
#include <stdio.h>

static bool is_first(const struct hits *h, const char *id)
{
    const struct entry *first = h->elsewhere ? h->elsewhere : h->n ? h->v[0].entry : NULL;
    return first && str_is(&first->id, id);
}

/* The questions of the cases are examples in the built file: how would it do without this one? */
static void count_unheard(struct tester *t, const struct case_question *q)
{
    struct hits h;
    index_pass_over_same(t->index, true);
    if (index_search(t->index, q->ask.s, q->ask.len, 1, &h, &t->err)) {
        t->asked++;
        t->unheard += is_first(&h, q->first.s);
        hits_done(&h);
    }
    index_pass_over_same(t->index, false);
}

enum case_act test_act(const struct knowledge *k, const char *ask, size_t n, const char **id)
{
    struct said s;
    said_init(&s, ask, n);
    const struct urgent *offer, *u = urgent_find(k, s.text.s, s.text.len, &offer);
    smalltalk_trim(k, &s);
    const struct reply *r = u ? NULL : smalltalk_find(k, s.text.s, s.text.len);
    said_done(&s);
    *id = u ? u->id.s : r ? r->id.s : "";
    return u ? CASE_URGENT : r ? CASE_SMALLTALK : CASE_ORDINARY;
}

static void fail_search(struct tester *t, const struct str *ask, const char *words, size_t n,
                        const char *wanted, const struct case_question *q, const struct hits *h)
{
    const struct entry *e = knowledge_entry(t->from->k, wanted);
    const struct entry *first = h->elsewhere ? h->elsewhere : h->n ? h->v[0].entry : NULL;
    tester_begin(t, ask->at);
    printf(_("「%s」→「%s」（%s）のはずが"), words, e ? e->name.s : "", wanted);
    if (first)
        printf(_("「%s」（%s）です\n"), first->name.s, first->id.s);
    else
        printf("%s\n", _("何も見つかりません"));
    test_why_search(t, words, n, wanted, q, h);
    const char *id;
    enum case_act act = test_act(t->k, words, n, &id);
    if (act == CASE_URGENT)
        printf(_("    会話では、急ぎのこと（%s）として先に答えます\n"), id);
    else if (act == CASE_SMALLTALK)
        printf(_("    会話では、あいさつと雑談（%s）として答えます\n"), id);
}

/* words: of ask, or the same in other letters. q: NULL for an entry's own words. */
static void expect_first(struct tester *t, const struct str *ask, const char *words, size_t n,
                         const char *id, const struct case_question *q)
{
    struct hits h;
    if (!index_search(t->index, words, n, 3, &h, &t->err))
        return;
    if (!is_first(&h, id))
        fail_search(t, ask, words, n, id, q, &h);
    tester_count(t, is_first(&h, id), ask->s);
    hits_done(&h);
}

static void expect_any(struct tester *t, const struct case_question *q)
{
    struct hits h;
    if (!index_search(t->index, q->ask.s, q->ask.len, 3, &h, &t->err))
        return;
    bool found = false;
    for (size_t i = 0; i < h.n && !h.elsewhere; i++)
        for (size_t k = 0; k < q->any.n; k++)
            found |= str_is(&h.v[i].entry->id, q->any.v[k].s);
    if (!found)
        fail_search(t, &q->ask, q->ask.s, q->ask.len, q->any.v[0].s, q, &h);
    tester_count(t, found, q->ask.s);
    hits_done(&h);
}

static void expect_act(struct tester *t, const struct case_question *q)
{
    const char *const names[] = {"", _("ふつうの質問"), _("あいさつと雑談"), _("急ぎのこと")};
    const char *id;
    enum case_act got = test_act(t->k, q->ask.s, q->ask.len, &id);
    bool ok = got == (enum case_act)q->act && (!q->is.len || str_is(&q->is, id));
    tester_count(t, ok, q->ask.s);
    if (ok)
        return;
    tester_begin(t, q->ask.at);
    printf(_("「%s」→ %s%s%s のはずが %s%s%s です\n"), q->ask.s, names[q->act],
           q->is.len ? " " : "", q->is.s, names[got], *id ? " " : "", id);
    test_why_act(t, q, got, id);
}

void test_own_words(struct tester *t, const struct entry *e)
{
    if (e->kind != ENTRY_ELSEWHERE)
        expect_first(t, &e->name, e->name.s, e->name.len, e->id.s, NULL);
    if (e->reading.len) {
        struct strbuf katakana;
        strbuf_init(&katakana);
        kana_to_katakana(&katakana, e->reading.s, e->reading.len);
        expect_first(t, &e->reading, e->reading.s, e->reading.len, e->id.s, NULL);
        expect_first(t, &e->reading, katakana.s, katakana.len, e->id.s, NULL);
        strbuf_done(&katakana);
    }
    for (size_t i = 0; i < e->says.n; i++)
        expect_first(t, &e->says.v[i], e->says.v[i].s, e->says.v[i].len, e->id.s, NULL);
}

void test_question(struct tester *t, const struct case_question *q)
{
    if (q->act != CASE_UNSAID) {
        expect_act(t, q);
    } else if (q->first.len) {
        expect_first(t, &q->ask, q->ask.s, q->ask.len, q->first.s, q);
        count_unheard(t, q);
    } else {
        expect_any(t, q);
    }
}
