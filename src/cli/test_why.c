#include "cli/test_why.h"
#include "base/lang.h"
#include "dialogue/words.h"
#include "index/explain.h"
#include "text/cue.h"
#include "text/normalize.h"
#include "text/phrase.h"
#include <stdio.h>
#include <string.h>

enum { SHOWN_HITS = 3, ALL_HITS = 100, SHOWN_WORDS = 4 };
#define ALIKE .5 /* cosine: from here on two questions say nearly the same */

struct failure {
    struct tester *t;
    const struct case_question *q; /* or NULL */
    const char *ask;
    size_t n;
    const struct entry *wanted, *first; /* of from->k; first NULL: nothing was found */
    bool elsewhere;
    bool own_words, named; /* that is why */
    bool said;             /* a reason was given */
};

static const struct entry *loaded(const struct tester *t, const char *id)
{
    return knowledge_entry(t->from->k, id);
}

static void print_entry(const struct entry *e)
{
    printf(_("「%s」（%s）"), e->name.s, e->id.s);
}

/* ---- what was found ---- */

static void print_hits(const struct failure *f)
{
    struct hits h;
    size_t place = 0;
    if (!index_search(f->t->index, f->ask, f->n, ALL_HITS, &h, &f->t->err))
        return;
    printf("%s", _("    見つかった順: "));
    for (size_t i = 0; i < h.n; i++) {
        if (i < SHOWN_HITS)
            printf(_("%s%zu番目 %s（%s）%.2f点"), i ? _("、") : "", i + 1, h.v[i].entry->name.s,
                   h.v[i].entry->id.s, h.v[i].score);
        if (str_is(&f->wanted->id, h.v[i].entry->id.s) && !place)
            place = i + 1;
    }
    printf("%s\n", h.n ? "" : _("何も見つかりません"));
    if (place > SHOWN_HITS)
        printf(_("    はずの項目は %zu番目 %.2f点\n"), place, h.v[place - 1].score);
    else if (!place && h.n && f->wanted->kind != ENTRY_ELSEWHERE)
        printf(_("    はずの項目は、%d番目までにありません\n"), ALL_HITS);
    hits_done(&h);
}

/* ---- why ---- */

static bool same_words(const struct str *s, const struct strbuf *key)
{
    struct strbuf b;
    strbuf_init(&b);
    phrase_key(&b, s->s, s->len);
    bool same = b.len && strcmp(b.s, key->s) == 0;
    strbuf_done(&b);
    return same;
}

/* The name, reading or phrase of the entry that the whole question is; NULL: none. */
static const struct str *own_words(const struct entry *e, const struct strbuf *key)
{
    if (same_words(&e->name, key))
        return &e->name;
    if (same_words(&e->reading, key))
        return &e->reading;
    for (size_t i = 0; i < e->says.n; i++)
        if (same_words(&e->says.v[i], key))
            return &e->says.v[i];
    return NULL;
}

static void why_own_words(struct failure *f)
{
    struct strbuf key;
    strbuf_init(&key);
    phrase_key(&key, f->ask, f->n);
    const struct str *s = own_words(f->first, &key);
    if (s) {
        printf(_("    わけ: 質問の全体が、「%s」の名前か言い方「%s」"), f->first->name.s, s->s);
        tester_place(f->t, s->at);
        printf("%s\n", _("そのままです"));
        f->said = f->own_words = true;
    }
    strbuf_done(&key);
}

static void why_elsewhere(struct failure *f)
{
    if (!f->elsewhere)
        return;
    printf(_("    わけ: よその窓口のこと「%s」"), f->first->name.s);
    tester_place(f->t, f->first->id.at);
    printf("%s\n", _("だと受け取られました"));
    f->said = true;
}

static size_t place_in(const struct tester *t, const struct entry *e)
{
    return (size_t)(e - t->from->k->entries.v);
}

static void why_named(struct failure *f, const struct why *w)
{
    if (w->named != place_in(f->t, f->first))
        return;
    printf(_("    わけ: 質問の中に「%s」という名前があります\n"), f->first->name.s);
    f->said = f->named = true;
}

/* The words that the one has in a better place than the other, this one at least. */
static void better_words(const struct why *w, int better, enum word_place least, struct strbuf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < w->n && n < SHOWN_WORDS; i++) {
        const struct why_word *x = &w->words[i];
        if (x->place[better] < least || x->place[!better] >= x->place[better])
            continue;
        strbuf_printf(out, "「%s」", x->text);
        n++;
    }
}

static void why_words(struct failure *f, const struct why *w)
{
    struct strbuf first, wanted;
    strbuf_init(&first);
    strbuf_init(&wanted);
    better_words(w, 0, WORD_IN_NAME, &first);
    better_words(w, 1, WORD_IN_TEXT, &wanted);
    if (first.len)
        printf(_("    わけ: %sは、「%s」の名前か言い方にあり、「%s」のにはありません\n"), first.s,
               f->first->name.s, f->wanted->name.s);
    if (wanted.len)
        printf(_("    わけ: %sは、「%s」のほうにありますが、それだけでは点がとどきません\n"),
               wanted.s, f->wanted->name.s);
    f->said = f->said || first.len || wanted.len;
    strbuf_done(&first);
    strbuf_done(&wanted);
}

/* The question that was asked before, by its number among the entry's. Numbers that do not agree
 * with the examples at hand name none. */
static const struct str *example_of(const struct tester *t, const char *id,
                                    const struct asked_like *like)
{
    const struct examples *x = &t->from->k->examples;
    const struct str *found = NULL;
    size_t n = 0;
    for (size_t i = 0; i < x->n; i++) {
        if (!str_is(&x->v[i].id, id))
            continue;
        for (size_t q = 0; q < x->v[i].asked.n; q++)
            if (n++ == like->nth)
                found = &x->v[i].asked.v[q];
    }
    return n == like->of ? found : NULL;
}

/* Where a question of the cases stands: examples are copies of them. */
static struct mark case_mark(const struct tester *t, const struct str *example)
{
    const struct case_questions *q = &t->from->cases.questions;
    for (size_t i = 0; i < q->n; i++)
        if (strcmp(q->v[i].ask.s, example->s) == 0)
            return q->v[i].ask.at;
    return example->at;
}

static void why_asked(struct failure *f, const struct why *w)
{
    const struct asked_like *like = &w->like[0];
    const struct str *example = like->like >= ALIKE ? example_of(f->t, f->first->id.s, like) : NULL;
    if (!example || like->like <= w->like[1].like)
        return;
    printf(_("    わけ: 「%s」の例「%s」"), f->first->name.s, example->s);
    tester_place(f->t, case_mark(f->t, example));
    printf("%s\n", _("に似ています"));
    f->said = true;
}

/* ---- what to do ---- */

static void print_says(const struct failure *f, const struct entry *e)
{
    print_entry(e);
    printf("%s", _("の says"));
    tester_place(f->t, e->says.n ? e->says.v[0].at : e->id.at);
}

/* The case may be what is wrong: an older one does not know of a newer procedure. */
static void print_other_right(const struct failure *f)
{
    if (f->q && f->q->first.len)
        printf(_("「%s」のほうが正しいときは、例の first を %s に変えます。"), f->first->name.s,
               f->first->id.s);
    else if (f->q && !f->elsewhere)
        printf(_("「%s」も正しいときは、例の any に %s を足します。"), f->first->name.s,
               f->first->id.s);
    else
        printf(_("「%s」のほうが正しいときは、例のほうを直します。"), f->first->name.s);
}

static void print_remedy(const struct failure *f)
{
    printf("%s", _("    直し方: "));
    if (f->own_words) {
        print_other_right(f);
        printf(_("そうでなければ、「%s」から消して、"), f->first->name.s);
        print_says(f, f->wanted);
        printf("%s\n", _("に移します。"));
        return;
    }
    if (f->named) {
        printf("%s", _("名前のある項目が先に出ます。"));
        print_other_right(f);
        printf("\n");
        return;
    }
    print_says(f, f->wanted);
    printf("%s", _("に、この質問に近い言い方を足します。"));
    if (f->elsewhere)
        printf(_("「%s」（elsewhere.yaml）の言い方が広すぎないかも見ます。"), f->first->name.s);
    if (f->first && f->first != f->wanted)
        print_other_right(f);
    if (f->q && f->q->first.len && f->first && !f->elsewhere)
        printf("%s", _("どちらも正しいときは、例を any に変えます。"));
    printf("\n");
}

void test_why_search(struct tester *t, const char *ask, size_t n, const char *wanted,
                     const struct case_question *q, const struct hits *h)
{
    const struct entry *first = h->elsewhere ? h->elsewhere : h->n ? h->v[0].entry : NULL;
    struct failure f = {.t = t,
                        .q = q,
                        .ask = ask,
                        .n = n,
                        .wanted = loaded(t, wanted),
                        .first = first ? loaded(t, first->id.s) : NULL,
                        .elsewhere = h->elsewhere != NULL};
    if (!f.wanted)
        return;
    print_hits(&f);
    if (f.first && f.first != f.wanted) {
        struct why w;
        size_t entries[2] = {place_in(t, f.first), place_in(t, f.wanted)};
        if (index_explain(t->index, ask, n, entries, &w, &t->err)) {
            why_own_words(&f);
            why_elsewhere(&f);
            if (!f.said)
                why_named(&f, &w);
            if (!f.said)
                why_words(&f, &w);
            if (!f.own_words)
                why_asked(&f, &w);
        }
        why_done(&w);
        if (!f.said)
            printf(_("    わけ: どちらにも同じことばがあり、点の差はわずかです\n"));
    } else if (f.first) {
        printf(_("    わけ: 1番目は合っていますが、点が低いか、ほかと近いので、決めていません\n"));
    }
    print_remedy(&f);
}

/* ---- urgent, small talk, or neither ---- */

static const struct str *cue_in(const struct strs *cues, const char *s, size_t n)
{
    for (size_t i = 0; i < cues->n; i++)
        if (cue_found(cues->v[i].s, cues->v[i].len, s, n))
            return &cues->v[i];
    return NULL;
}

/* The first cue of the list that the line has. */
static const struct str *heard_cue(const struct strs *cues, const char *ask, size_t n)
{
    struct strbuf normal, heard;
    const struct str *found = NULL;
    const char *sentence;
    size_t pos = 0, len;
    strbuf_init(&normal);
    strbuf_init(&heard);
    text_normalize(&normal, ask, n);
    cue_heard(&heard, normal.s, normal.len);
    while (!found && (sentence = cue_sentence(heard.s, heard.len, &pos, &len)))
        found = cue_in(cues, sentence, len);
    strbuf_done(&normal);
    strbuf_done(&heard);
    return found;
}

static void print_cue(const struct tester *t, const char *what, const struct str *cue)
{
    if (!cue)
        return;
    printf("    %s「%s」", what, cue->s);
    tester_place(t, cue->at);
    printf("\n");
}

static void print_add(const struct tester *t, const struct str *id)
{
    printf(_("    直し方: 「%s」の cues に、この文のことばを足します"), id->s);
    tester_place(t, id->at);
    printf("\n");
}

static void why_urgent(struct tester *t, const char *ask, size_t n, const struct urgent *u,
                       bool taken)
{
    const struct strs *unless[] = {&u->unless, &t->from->k->urgency.unless};
    const struct str *always = heard_cue(&u->always, ask, n);
    const struct str *cue = always ? always : heard_cue(&u->cues, ask, n);
    print_cue(t, _("わけ: 急ぎの手がかりがあります: "), cue);
    for (size_t i = 0; i < 2 && cue && !taken; i++)
        print_cue(t, _("わけ: 急ぎとしないことば（unless）もあります: "),
                  heard_cue(unless[i], ask, n));
    if (taken && always)
        printf("%s\n",
               _("    直し方: 手がかりを狭くします（always の手がかりに、unless は効きません）"));
    else if (taken)
        printf("%s\n", _("    直し方: 手がかりを狭くするか、unless にこの文のことばを足します"));
    else if (cue)
        printf("%s\n",
               _("    直し方: unless のことばを狭くするか、手がかりを always にも書きます"));
    else
        print_add(t, &u->id);
}

void test_why_act(struct tester *t, const struct case_question *q, enum case_act got,
                  const char *id)
{
    const struct knowledge *k = t->from->k;
    for (size_t i = 0; i < k->urgency.urgent.n; i++) {
        const struct urgent *u = &k->urgency.urgent.v[i];
        if (got == CASE_URGENT && str_is(&u->id, id))
            why_urgent(t, q->ask.s, q->ask.len, u, true);
        else if (q->act == CASE_URGENT && str_is(&u->id, q->is.s))
            why_urgent(t, q->ask.s, q->ask.len, u, false);
    }
    for (size_t i = 0; i < k->smalltalk.replies.n; i++) {
        const struct reply *r = &k->smalltalk.replies.v[i];
        bool is_got = got == CASE_SMALLTALK && str_is(&r->id, id);
        const struct str *cue = is_got ? heard_cue(&r->inside, q->ask.s, q->ask.len) : NULL;
        cue = cue || !is_got ? cue : heard_cue(&r->cues, q->ask.s, q->ask.len);
        print_cue(t, _("わけ: あいさつと雑談の手がかりがあります: "), cue);
        if (is_got)
            printf("%s\n",
                   _("    直し方: それでよければ例のほうを、そうでなければ手がかりを直します"));
        if (q->act == CASE_SMALLTALK && str_is(&r->id, q->is.s))
            print_add(t, &r->id);
    }
}
