#include "dialogue/found.h"
#include "base/lang.h"
#include "dialogue/interview.h"
#include "dialogue/say.h"
#include "dialogue/state.h"
#include "dialogue/words.h"

#include <string.h>

enum { NEAREST_MAX = 3, MENU_MAX = 12 };

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

static void present_entry(struct dialogue *d, struct effects *out)
{
    /* an event is a question first: its sheet alone names more than anyone needs */
    if (d->entry->kind == ENTRY_EVENT)
        say_offer(d, out);
    effect_add(out, EFFECT_SHOW, d->entry, NULL);
    if (d->entry->kind != ENTRY_EVENT)
        say_offer(d, out);
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
        *what ? arena_printf(&out->arena, _("%sに合う案内は、見つかりませんでした。"), what)
              : arena_strdup(&out->arena, _("合う案内は、見つかりませんでした。"));
    if (d->candidates.n > 0) {
        const char *these = d->nearest > 0 ? _("近いかもしれないものと、出来事から選べるものです。")
                                           : _("次の出来事からも選べます。");
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

void found_entry(struct dialogue *d, const struct entry *e, struct effects *out)
{
    state_enter(d, PHASE_ENTRY);
    d->act = ACT_ANSWER;
    d->entry = e;
    d->aspect = fitting(d->aspect, e);
    present_entry(d, out);
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
        const struct entry *e = &d->knowledge->entries.v[i];
        bool there = e->kind != ENTRY_EVENT;
        for (size_t j = 0; j < d->nearest; j++)
            there |= menu[j].entry == e;
        if (!there)
            menu[m++] = (struct hit){.entry = e};
    }
    state_candidates(d, menu, m, CONFIDENCE_UNKNOWN);
}

static void found_nothing(struct dialogue *d, const struct hit *v, size_t n, struct effects *out)
{
    state_enter(d, PHASE_CHOOSE);
    d->act = ACT_UNKNOWN;
    d->entry = NULL;
    unknown_menu(d, v, n);
    present_unknown(d, out);
}

static void record(struct dialogue *d, struct effects *out)
{
    if (d->query && *d->query)
        effect_add(out, EFFECT_RECORD, NULL, arena_strdup(&out->arena, d->query));
}

void found_hits(struct dialogue *d, const struct hits *h, struct effects *out)
{
    bool asking = d->phase == PHASE_ASK;
    if (asking && (h->n == 0 || h->confidence == CONFIDENCE_UNKNOWN)) {
        /* more likely a strange answer than a question: stay, and keep it to ourselves */
        effect_say(out, _("「%s」は、この質問の答えとしては読めませんでした。"),
                   say_echo(out, d->asked ? d->asked : ""));
        d->act = ACT_UNKNOWN;
        interview_present(d, out);
        return;
    }
    state_push(d);
    text_forget(d->query);
    d->query = d->asked;
    d->asked = NULL;
    d->aspect = d->query ? aspect_find(d->knowledge, d->query, strlen(d->query)) : ASPECT_NONE;
    if (h->n == 0 || h->confidence == CONFIDENCE_UNKNOWN) {
        found_nothing(d, h->v, h->n, out);
        record(d, out);
        return;
    }
    d->nearest = 0;
    if (h->confidence == CONFIDENCE_SURE) {
        state_candidates(d, h->v, 1, CONFIDENCE_SURE);
        found_entry(d, h->v[0].entry, out);
    } else {
        state_enter(d, PHASE_CHOOSE);
        d->act = ACT_CHOOSE;
        d->entry = NULL;
        state_candidates(d, h->v, h->n < CANDIDATES_MAX ? h->n : CANDIDATES_MAX, h->confidence);
        present_choice(d, out);
    }
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
    found_nothing(d, NULL, 0, out);
    if (!recorded)
        record(d, out);
}
