#include "base/lang.h"
#include "cli/tester.h"
#include "dialogue/smalltalk.h"
#include "dialogue/urgent.h"
#include "text/kana.h"
#include <stdio.h>

static void fail_search(const char *ask, const char *wanted, const struct hits *h)
{
    printf(_("だめ: 「%s」→ %s のはずが"), ask, wanted);
    if (h->elsewhere)
        printf(" %s", h->elsewhere->id.s);
    for (size_t i = 0; i < h->n && i < 3; i++)
        printf(" %s(%.2f)", h->v[i].entry->id.s, h->v[i].score);
    printf("%s\n", h->n ? "" : _(" 何も見つかりません"));
}

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

static void expect_first(struct tester *t, const char *ask, size_t n, const char *id)
{
    struct hits h;
    if (!index_search(t->index, ask, n, 3, &h, &t->err))
        return;
    if (!is_first(&h, id))
        fail_search(ask, id, &h);
    tester_count(t, is_first(&h, id), ask);
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
        fail_search(q->ask.s, q->any.v[0].s, &h);
    tester_count(t, found, q->ask.s);
    hits_done(&h);
}

/* What the conversation takes the line for, and which of its kind. */
static enum case_act act_of(const struct knowledge *k, const char *ask, size_t n, const char **id)
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

static void expect_act(struct tester *t, const struct case_question *q)
{
    static const char *const names[] = {"unsaid", "ordinary", "smalltalk", "urgent"};
    const char *id;
    enum case_act got = act_of(t->k, q->ask.s, q->ask.len, &id);
    bool ok = got == (enum case_act)q->act && (!q->is.len || str_is(&q->is, id));
    tester_count(t, ok, q->ask.s);
    if (ok)
        return;
    printf(_("だめ: 「%s」→ %s のはずが"), q->ask.s, q->is.len ? q->is.s : names[q->act]);
    printf(" %s %s\n", names[got], id);
}

void test_own_words(struct tester *t, const struct entry *e)
{
    if (e->kind != ENTRY_ELSEWHERE)
        expect_first(t, e->name.s, e->name.len, e->id.s);
    if (e->reading.len) {
        struct strbuf katakana;
        strbuf_init(&katakana);
        kana_to_katakana(&katakana, e->reading.s, e->reading.len);
        expect_first(t, e->reading.s, e->reading.len, e->id.s);
        expect_first(t, katakana.s, katakana.len, e->id.s);
        strbuf_done(&katakana);
    }
    for (size_t i = 0; i < e->says.n; i++)
        expect_first(t, e->says.v[i].s, e->says.v[i].len, e->id.s);
}

void test_question(struct tester *t, const struct case_question *q)
{
    if (q->act != CASE_UNSAID) {
        expect_act(t, q);
    } else if (q->first.len) {
        expect_first(t, q->ask.s, q->ask.len, q->first.s);
        count_unheard(t, q);
    } else {
        expect_any(t, q);
    }
}
