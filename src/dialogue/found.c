#include "dialogue/found.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "dialogue/interview.h"
#include "dialogue/say.h"
#include "dialogue/split.h"
#include "dialogue/state.h"
#include "dialogue/words.h"
#include "guide/hear.h"
#include "text/utf8.h"

#include <string.h>

enum { NEAREST_MAX = 3, MENU_MAX = 10, ASK_BACK_MAX = 2 };

/* Of the second score, for the first may be that of a name: what lies farther behind is no
 * candidate. */
#define CLOSE 0.6

/* 「引っ越し」, or "" when the query is not known. */
static const char *quoted(const struct dialogue *d, struct effects *out)
{
    if (!d->query || !*d->query)
        return "";
    return arena_printf(&out->arena, _("「%s」"), say_echo(out, d->query));
}

static void say_offer(const struct dialogue *d, struct effects *out)
{
    const struct entry *e = d->entry;
    if (!interview_possible(e) || (e->kind == ENTRY_PROCEDURE && e->tree.nodes.n == 0))
        return;
    struct guide g = {.knowledge = d->knowledge, .entry = e, .today = d->today};
    struct guide_step next;
    guide_next(&g, &d->facts, &next);
    if (!next.question)
        effect_say(out, "%s", _("これまでの答えをもとに、必要なものだけの一覧を作れます。"));
    else if (e->kind == ENTRY_EVENT)
        effect_say(out,
                   _("質問（多くて%"
                     "zu問）に答えると、あなたに必要な手続きと持ち物を一つの一覧にまとめます。"),
                   next.left);
    else
        effect_say(out,
                   _("質問（多くて%zu問）に答えると、あなたに必要な持ち物だけの一覧ができます。"),
                   next.left);
}

static void say_heard(const struct dialogue *d, struct effects *out)
{
    if (d->heard.n > 0)
        effect_say(out, _("次のように聞きとりました。%s。ちがうときは「ちがう」と書いてください。"),
                   interview_facts(&d->heard, out));
}

static void present_entry(struct dialogue *d, struct effects *out)
{
    /* an event is a question first: its sheet alone names more than anyone needs */
    if (d->entry->kind == ENTRY_EVENT)
        say_offer(d, out);
    effect_add(out, EFFECT_SHOW, d->entry, NULL);
    if (d->entry->kind != ENTRY_EVENT)
        say_offer(d, out);
    say_heard(d, out);
}

static void present_choice(struct dialogue *d, struct effects *out)
{
    const char *what = quoted(d, out);
    effect_add(out, EFFECT_CHOOSE, NULL,
               *what ? arena_printf(&out->arena, _("%sは、次のどれに近いですか？"), what)
                     : arena_strdup(&out->arena, _("次のどれに近いですか？")));
    effect_say(out, "%s", _("この中にないときは、言い方を変えて、もう一度書いてみてください。"));
}

static void present_unknown(struct dialogue *d, struct effects *out)
{
    const char *what = quoted(d, out);
    const char *sorry =
        d->elsewhere ? d->elsewhere->answer.s
        : *what ? arena_printf(&out->arena, _("%sに合う案内は、見つかりませんでした。"), what)
                : arena_strdup(&out->arena, _("合う案内は、見つかりませんでした。"));
    if (d->candidates.n > 0) {
        const char *these = d->nearest > 0 ? _("近いかもしれないものと、出来事から選べるものです。")
                                           : _("次の出来事からも選べます。");
        if (d->elsewhere)
            these = _("役場のことなら、次の出来事からも選べます。");
        if (d->nearest == d->candidates.n)
            these = _("近いかもしれないものです。");
        effect_add(out, EFFECT_CHOOSE, NULL, arena_printf(&out->arena, "%s%s", sorry, these));
    } else {
        effect_say(out, "%s", sorry);
    }
    const char *desk = say_desk(out, d->knowledge, NULL);
    if (*desk)
        effect_say(out, _("言い方を変えて書いてみるか、%s におたずねください。"), desk);
    else
        effect_say(out, "%s", _("言い方を変えて、もう一度書いてみてください。"));
}

/* What is offered is only near to what was asked. Not by d->act: small talk may have come between.
 */
static bool found_none(const struct dialogue *d)
{
    return d->candidates.confidence == CONFIDENCE_UNKNOWN;
}

void found_present(struct dialogue *d, struct effects *out)
{
    if (d->phase == PHASE_ENTRY)
        present_entry(d, out);
    else if (found_none(d))
        present_unknown(d, out);
    else
        present_choice(d, out);
}

/* A howto or a faq is read as a whole; a term has nothing but its meaning. */
static enum aspect fitting(enum aspect a, const struct entry *e)
{
    if (interview_possible(e) || (e->kind == ENTRY_TERM && a == ASPECT_WHAT))
        return a;
    return ASPECT_NONE;
}

/* Takes what the text gives away about d->entry; false when that is nothing new. */
static bool listen(struct dialogue *d, const char *text)
{
    struct guide g = {.knowledge = d->knowledge, .entry = d->entry, .today = d->today};
    struct facts heard;
    facts_init(&heard);
    if (interview_possible(d->entry))
        hear(&g, text, strlen(text), &heard);
    for (size_t i = 0; i < heard.n; i++) {
        facts_put(&d->facts, &heard.v[i]);
        facts_put(&d->heard, &heard.v[i]);
    }
    bool any = heard.n > 0;
    facts_done(&heard);
    return any;
}

static void forget_heard(struct dialogue *d)
{
    facts_done(&d->heard);
    facts_init(&d->heard);
}

/* What was heard may lead into another procedure: 「町の中で引っ越した」 is no 転入届. */
static const struct entry *led_to(const struct dialogue *d)
{
    struct guide g = {.knowledge = d->knowledge, .entry = d->entry, .today = d->today};
    if (d->entry->kind != ENTRY_PROCEDURE || d->heard.n == 0)
        return d->entry;
    struct checklist *c = guide_checklist(&g, &d->facts);
    const struct entry *to = checklist_subject(c);
    checklist_free(c);
    return to;
}

/* Opens e; `again`: it was spoken of before, so that what is asked is enough. */
static void open_entry(struct dialogue *d, const struct entry *e, bool again, struct effects *out)
{
    bool same = d->entry == e;
    state_enter(d, PHASE_ENTRY);
    d->act = ACT_ANSWER;
    d->entry = e;
    if (!same)
        forget_heard(d);
    bool told = d->query && listen(d, d->query);
    const struct entry *to = led_to(d);
    if (to != e) {
        effect_say(out, _("この場合は「%s」の手続きです。"), to->name.s);
        d->entry = to;
        again = false;
    }
    d->aspect = fitting(d->aspect, d->entry);
    if (!again || (!told && d->aspect == ASPECT_NONE)) {
        present_entry(d, out);
        return;
    }
    if (d->aspect != ASPECT_NONE)
        effect_add(out, EFFECT_TELL, d->entry, NULL);
    say_offer(d, out);
    if (told)
        say_heard(d, out);
}

void found_entry(struct dialogue *d, const struct entry *e, struct effects *out)
{
    open_entry(d, e, false, out);
}

void found_misheard(struct dialogue *d, struct effects *out)
{
    state_push(d);
    for (size_t i = 0; i < d->heard.n; i++)
        facts_unset(&d->facts, d->heard.v[i].question->id.s);
    forget_heard(d);
    effect_say(out, "%s", _("聞きとったことを取り消しました。"));
    say_offer(d, out);
}

bool found_corrected(struct dialogue *d, const char *text, struct effects *out)
{
    if (d->phase != PHASE_ENTRY)
        return false;
    state_push(d);
    if (!listen(d, text)) {
        state_drop(d);
        return false;
    }
    text_forget(d->query);
    d->query = xstrdup(text);
    d->aspect = aspect_find(d->knowledge, text, strlen(text));
    open_entry(d, d->entry, true, out);
    return true;
}

/* The nearest ones, then the events that are not among them. */
static void unknown_menu(struct dialogue *d, const struct hit *v, size_t n)
{
    struct hit menu[MENU_MAX];
    d->nearest = n < NEAREST_MAX ? n : NEAREST_MAX;
    if (d->nearest > 0)
        memcpy(menu, v, d->nearest * sizeof *menu);
    size_t m = d->nearest;
    for (size_t i = 0; i < d->knowledge->entries.n && m < MENU_MAX; i++) {
        if (knowledge_kind(d->knowledge, i) != ENTRY_EVENT)
            continue;
        const struct entry *e = knowledge_at(d->knowledge, i);
        bool there = false;
        for (size_t j = 0; j < d->nearest; j++)
            there |= menu[j].entry == e;
        if (!there)
            menu[m++] = (struct hit){.entry = e};
    }
    state_candidates(d, menu, m, CONFIDENCE_UNKNOWN);
}

static void found_nothing(struct dialogue *d, const struct hits *h, struct effects *out)
{
    state_enter(d, PHASE_CHOOSE);
    d->act = ACT_UNKNOWN;
    d->entry = NULL;
    d->elsewhere = h->elsewhere;
    unknown_menu(d, h->v, h->elsewhere ? 0 : h->n);
    present_unknown(d, out);
}

static void record(struct dialogue *d, struct effects *out)
{
    if (d->query && *d->query)
        effect_add(out, EFFECT_RECORD, NULL, arena_strdup(&out->arena, d->query));
}

/* The question was about what was spoken of already: 「いくら？」 */
static void follow_up(struct dialogue *d, struct effects *out)
{
    if (d->phase == PHASE_CHOOSE) {
        present_choice(d, out);
        return;
    }
    open_entry(d, d->entry, true, out);
}

static bool follows_up(const struct dialogue *d, const char *asked)
{
    bool spoken = d->entry || (d->phase == PHASE_CHOOSE && d->act == ACT_CHOOSE);
    return spoken && !d->wrong && names_no_subject(d->knowledge, asked, strlen(asked));
}

static void take_close(struct dialogue *d, const struct hits *h)
{
    size_t n = 0;
    while (n < h->n && n < CANDIDATES_MAX && (n < 2 || h->v[n].score >= CLOSE * h->v[1].score))
        n++;
    state_candidates(d, h->v, n, h->confidence);
}

/* The candidates, or at once the question that splits them. */
static void ask_back(struct dialogue *d, const struct hits *h, struct effects *out)
{
    d->asked_back++;
    d->act = ACT_CHOOSE;
    d->entry = NULL;
    state_enter(d, PHASE_CHOOSE);
    take_close(d, h);
    const struct entry *e = split_event(d);
    if (!e) {
        present_choice(d, out);
        return;
    }
    if (split_is_told(d, e)) {
        found_entry(d, e, out);
        return;
    }
    d->entry = e;
    effect_say(out, _("「%s」のことですね。1つ教えてください。"), e->name.s);
    interview_start(d, out);
}

static struct hits copy_hits(const struct hits *from)
{
    struct hits h = *from;
    h.v = xreallocarray(NULL, from->n + 1, sizeof *h.v);
    if (from->n > 0)
        memcpy(h.v, from->v, from->n * sizeof *h.v);
    return h;
}

/* Takes what was said to be wrong out of the hits. */
static void leave_out(struct hits *h, const struct entry *wrong)
{
    size_t n = 0;
    if (h->n > 0 && h->v[0].entry == wrong && h->confidence == CONFIDENCE_SURE)
        h->confidence = CONFIDENCE_CHOOSE;
    for (size_t i = 0; i < h->n; i++)
        if (h->v[i].entry != wrong)
            h->v[n++] = h->v[i];
    h->n = n;
}

/* An event that is named covers several procedures: 「引っ越し」. It is the answer unless its first
 * question tells them apart. */
static bool is_answer(struct dialogue *d, const struct hits *h)
{
    if (h->confidence == CONFIDENCE_SURE || !h->named || h->v[0].entry->kind != ENTRY_EVENT)
        return h->confidence == CONFIDENCE_SURE;
    take_close(d, h);
    return !split_by(d, h->v[0].entry);
}

/* The word that is asked for, 「世帯主ってなに」: procedures that are about it score higher. */
static const struct entry *term_called(const struct knowledge *k, const char *query)
{
    for (size_t i = 0; i < k->entries.n; i++)
        if (knowledge_kind(k, i) == ENTRY_TERM &&
            names_only(k, knowledge_at(k, i), query, strlen(query)))
            return knowledge_at(k, i);
    return NULL;
}

/* That of which the question is no more than the name and an aspect: sure, though others are close.
 * NULL: there is none. */
static const struct entry *called(const struct dialogue *d, const struct hits *h)
{
    for (size_t i = 0; d->query && i < h->n && i < CANDIDATES_MAX; i++)
        if (h->v[i].entry->kind == ENTRY_PROCEDURE &&
            names_only(d->knowledge, h->v[i].entry, d->query, strlen(d->query)))
            return h->v[i].entry;
    return d->query && d->aspect == ASPECT_WHAT ? term_called(d->knowledge, d->query) : NULL;
}

static void sort_out(struct dialogue *d, const struct hits *h, struct effects *out)
{
    const struct entry *one = called(d, h);
    d->nearest = 0;
    if (one) {
        d->asked_back = 0;
        state_candidates(d, &(struct hit){.entry = one}, 1, CONFIDENCE_SURE);
        found_entry(d, one, out);
        return;
    }
    if (h->n == 0 || h->confidence == CONFIDENCE_UNKNOWN) {
        d->asked_back = 0;
        found_nothing(d, h, out);
        record(d, out);
    } else if (is_answer(d, h)) {
        d->asked_back = 0;
        state_candidates(d, h->v, 1, CONFIDENCE_SURE);
        found_entry(d, h->v[0].entry, out);
    } else if (d->asked_back < ASK_BACK_MAX) {
        ask_back(d, h, out);
    } else {
        d->asked_back = 0;
        found_nothing(d, h, out);
        record(d, out);
    }
}

/* More likely a strange answer than a question: nothing but a question that is put as one, or one
 * that is surely understood, leads away from a walk. */
static bool strange_answer(const struct dialogue *d, const struct hits *h, bool follows)
{
    if (d->phase != PHASE_ASK || !d->asked)
        return false;
    struct said s;
    said_init(&s, d->asked, strlen(d->asked));
    bool question = s.question;
    said_done(&s);
    if (follows) /* 「いくら」 of what is walked; ぶどう has the どう of a question, and no more */
        return !question && aspect_find(d->knowledge, d->asked, strlen(d->asked)) == ASPECT_NONE;
    if (h->n == 0 || h->confidence == CONFIDENCE_UNKNOWN)
        return true;
    return h->confidence == CONFIDENCE_CHOOSE && !question;
}

void found_hits(struct dialogue *d, const struct hits *found, struct effects *out)
{
    bool asking = d->phase == PHASE_ASK, corrects = d->wrong != NULL;
    bool follows = d->asked && follows_up(d, d->asked);
    /* what names no subject and asks for nothing is a strange answer: ぶどう */
    if (asking && follows)
        follows = aspect_find(d->knowledge, d->asked, strlen(d->asked)) != ASPECT_NONE;
    struct hits h = copy_hits(found);
    if (d->wrong)
        leave_out(&h, d->wrong);
    d->wrong = NULL;
    if (strange_answer(d, &h, follows)) { /* stay, and keep it to ourselves */
        effect_say(out, _("「%s」は、この質問の答えとしては読めませんでした。"),
                   say_echo(out, d->asked ? d->asked : ""));
        effect_say(out, "%s",
                   corrects && d->step.asked > 0
                       ? _("前の答えを直すときは、「もどる」と書いてください。")
                       : _("ほかのことを聞くときは、終わりに「？」を付けてください。"));
        d->act = ACT_UNKNOWN;
        interview_present(d, out);
        hits_done(&h);
        return;
    }
    state_push(d);
    text_forget(d->query);
    d->query = d->asked;
    d->asked = NULL;
    d->aspect = d->query ? aspect_find(d->knowledge, d->query, strlen(d->query)) : ASPECT_NONE;
    if (follows)
        follow_up(d, out);
    else
        sort_out(d, &h, out);
    hits_done(&h);
    if (asking)
        effect_say(out, "%s", _("さきほどの質問には、「もどる」で戻れます。"));
}

void found_neither(struct dialogue *d, struct effects *out)
{
    if (found_none(d) && d->nearest == 0) {
        present_unknown(d, out);
        return;
    }
    bool recorded = found_none(d);
    state_push(d);
    found_nothing(d, &(struct hits){0}, out);
    if (!recorded)
        record(d, out);
}
