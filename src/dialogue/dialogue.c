#include "dialogue/dialogue.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "dialogue/found.h"
#include "dialogue/interview.h"
#include "dialogue/say.h"
#include "dialogue/smalltalk.h"
#include "dialogue/state.h"
#include "dialogue/urgent.h"
#include "dialogue/words.h"
#include "text/wareki.h"

#include <stdlib.h>
#include <string.h>

static void present(struct dialogue *d, struct effects *out)
{
    switch (d->phase) {
    case PHASE_HOME:
        say_home(out, d->knowledge);
        break;
    case PHASE_CHOOSE:
    case PHASE_ENTRY:
        found_present(d, out);
        break;
    case PHASE_ASK:
    case PHASE_CHECKLIST:
        interview_present(d, out);
        break;
    }
}

static void forget_all(struct dialogue *d)
{
    state_clear(d);
    state_enter(d, PHASE_HOME);
    state_candidates(d, NULL, 0, CONFIDENCE_UNKNOWN);
    facts_done(&d->facts);
    facts_init(&d->facts);
    facts_done(&d->heard);
    facts_init(&d->heard);
    facts_done(&d->before);
    facts_init(&d->before);
    text_forget(d->query);
    text_forget(d->asked);
    d->query = d->asked = NULL;
    d->entry = NULL;
    d->act = ACT_NONE;
    d->aspect = ASPECT_NONE;
    d->nearest = d->asked_back = 0;
    d->wrong = NULL;
    d->urgent = d->offer = NULL;
    d->guide = (struct guide){0};
}

static void home(struct dialogue *d, struct effects *out)
{
    forget_all(d);
    say_home(out, d->knowledge);
}

static void bye(struct dialogue *d, struct effects *out)
{
    forget_all(d);
    effect_add(out, EFFECT_BYE, NULL,
               arena_strdup(&out->arena, _("ご利用ありがとうございました。お気をつけて。")));
}

static void back(struct dialogue *d, struct effects *out)
{
    text_forget(d->asked);
    d->asked = NULL;
    if (!state_pop(d))
        effect_say(out, "%s", _("これより前には戻れません。"));
    present(d, out);
}

static void open_entry(struct dialogue *d, const struct entry *e, struct effects *out)
{
    state_push(d);
    text_forget(d->query);
    d->query = NULL;
    d->aspect = ASPECT_NONE;
    d->nearest = d->asked_back = 0;
    state_candidates(d, NULL, 0, CONFIDENCE_UNKNOWN);
    found_entry(d, e, out);
}

/* The answer to the open question, or why it is none and the question again. */
static void answer(struct dialogue *d, const char *text, struct effects *out)
{
    struct error err = ERROR_NONE;
    if (d->phase != PHASE_ASK) {
        effect_say(out, "%s", _("いまは、答えを待っている質問がありません。"));
    } else if (!interview_answer(d, text, out, &err)) {
        effect_say(out, "%s", err.msg);
        present(d, out);
    }
}

static void pick_candidate(struct dialogue *d, size_t n, struct effects *out)
{
    if (n >= d->candidates.n) {
        effect_say(out, _("1から%zuまでの番号で選んでください。"), d->candidates.n);
        return;
    }
    state_push(d);
    d->asked_back = 0;
    found_entry(d, d->candidates.v[n].entry, out);
}

static bool has_choices(const struct question *q)
{
    return q->kind == Q_SINGLE || q->kind == Q_MULTI || q->kind == Q_YESNO;
}

/* Numbers count from 1; 0 alone is わからない. */
static void answer_numbers(struct dialogue *d, const unsigned *v, size_t n, struct effects *out)
{
    const struct question *q = d->step.question;
    if (n == 1 && v[0] == 0) {
        answer(d, "unknown", out);
        return;
    }
    struct strbuf ids;
    strbuf_init(&ids);
    bool fits = n == 1 || q->kind == Q_MULTI;
    for (size_t i = 0; fits && i < n; i++) {
        fits = v[i] >= 1 && v[i] <= q->answers.n;
        if (fits)
            strbuf_printf(&ids, "%s%s", i > 0 ? "," : "", q->answers.v[v[i] - 1].id.s);
    }
    if (fits) {
        answer(d, ids.s, out);
    } else {
        effect_say(out, _("1から%zuまでの番号で答えてください。"), q->answers.n);
        present(d, out);
    }
    strbuf_wipe(&ids);
    strbuf_done(&ids);
}

static void pick(struct dialogue *d, size_t n, struct effects *out)
{
    switch (d->phase) {
    case PHASE_HOME:
        effect_say(out, "%s", _("いまは、番号で選ぶものがありません。"));
        say_home(out, d->knowledge);
        break;
    case PHASE_CHOOSE:
        pick_candidate(d, n, out);
        break;
    case PHASE_ENTRY:
        if (n == 0)
            interview_start(d, out);
        else
            effect_say(out, "%s", _("いまは、番号で選ぶものがありません。"));
        break;
    case PHASE_ASK:
        if (has_choices(d->step.question) && n < NUMBERS_MAX)
            answer_numbers(d, &(unsigned){(unsigned)n + 1}, 1, out);
        else
            present(d, out);
        break;
    case PHASE_CHECKLIST:
        interview_change_nth(d, n, out);
        break;
    }
}

static void unknown(struct dialogue *d, struct effects *out)
{
    if (d->phase == PHASE_ASK) {
        answer(d, "unknown", out);
        return;
    }
    if (d->phase == PHASE_CHOOSE) {
        found_neither(d, out);
        return;
    }
    const char *desk = say_desk(out, d->knowledge, d->entry);
    if (d->phase == PHASE_HOME)
        say_empty(out, d->knowledge);
    if (*desk)
        effect_say(out, _("分からないことは、%s におたずねください。"), desk);
}

/* A try at a date or a number, rather than another question. */
static bool looks_like_value(const struct dialogue *d, const struct said *s)
{
    enum { VALUE_BYTES = 60 };
    return s->digits && s->text.len <= VALUE_BYTES &&
           aspect_find(d->knowledge, s->text.s, s->text.len) == ASPECT_NONE;
}

/* 「ちがう」, which is no answer to the open question. */
static void not_so(struct dialogue *d, const char *s, struct effects *out)
{
    if (d->asked_back > 0 && d->step.asked == 0) { /* the question was a guess at the subject */
        back(d, out);
        return;
    }
    effect_say(out, _("「%s」は、この質問の答えとしては読めませんでした。"), say_echo(out, s));
    if (d->step.asked > 0)
        effect_say(out, "%s", _("前の答えを直すときは、「もどる」と書いてください。"));
    present(d, out);
}

/* PHASE_ASK: true when the line was about the open question. */
static bool text_answers(struct dialogue *d, const struct said *s, struct effects *out)
{
    const struct question *q = d->step.question;
    /* a bare 0 is わからない even where 0人 is an answer: that loses nothing from the list */
    bool zero = s->nnumbers == 1 && s->numbers[0] == 0;
    if (zero || (has_choices(q) && s->nnumbers > 0)) {
        answer_numbers(d, s->numbers, s->nnumbers, out);
        return true;
    }
    /* facts_set finds a cue inside a sentence too: a question that names one is still a question */
    if (has_choices(q) && s->question && !said_exactly(s, q))
        return false;
    struct error err = ERROR_NONE;
    if (interview_answer(d, s->text.s, out, &err))
        return true;
    if (s->word == WORD_CHANGE) {
        back(d, out);
        return true;
    }
    if (s->word == WORD_NO || s->word == WORD_NEITHER) {
        not_so(d, s->text.s, out);
        return true;
    }
    if (s->word == WORD_NONE && (has_choices(q) || !looks_like_value(d, s)))
        return false;
    if (s->word != WORD_AGAIN)
        effect_say(out, "%s", err.msg);
    present(d, out);
    return true;
}

/* What every phase understands. */
static bool text_commands(struct dialogue *d, const struct said *s, struct effects *out)
{
    switch (s->word) {
    case WORD_BACK:
        back(d, out);
        return true;
    case WORD_HOME:
        home(d, out);
        return true;
    case WORD_BYE:
        bye(d, out);
        return true;
    case WORD_UNKNOWN:
        unknown(d, out);
        return true;
    case WORD_AGAIN:
        present(d, out);
        return true;
    case WORD_NONE:
    case WORD_YES:
    case WORD_NO:
    case WORD_NEITHER:
    case WORD_CHANGE:
        break;
    }
    return false;
}

/* Which day it was does not help to find what it is about. */
static void search(struct dialogue *d, const char *query, struct effects *out)
{
    struct strbuf what;
    strbuf_init(&what);
    text_forget(d->asked);
    d->asked = xstrdup(query);
    wareki_leave_out(query, strlen(query), d->today, &what);
    if (d->phase == PHASE_ASK && what.len == 0) { /* a day is no subject */
        effect_say(out, _("「%s」は、この質問の答えとしては読めませんでした。"),
                   say_echo(out, query));
        present(d, out);
        strbuf_done(&what);
        return;
    }
    effect_add(out, EFFECT_SEARCH, NULL,
               what.len > 0 ? arena_strndup(&out->arena, what.s, what.len)
                            : arena_strdup(&out->arena, query));
    strbuf_wipe(&what);
    strbuf_done(&what);
}

/* PHASE_ENTRY: 「ちがう」 takes back what was heard, or else what was found. */
static void wrong_entry(struct dialogue *d, struct effects *out)
{
    if (d->heard.n > 0) {
        found_misheard(d, out);
    } else if (d->query) {
        d->wrong = d->entry;
        search(d, d->query, out);
    } else {
        back(d, out);
    }
}

/* Outside PHASE_ASK: a number, or a word that only means something here. */
static bool text_selects(struct dialogue *d, const struct said *s, struct effects *out)
{
    bool no = s->word == WORD_NO || s->word == WORD_CHANGE;
    bool neither =
        s->word == WORD_NEITHER || s->word == WORD_NO || (s->nnumbers == 1 && s->numbers[0] == 0);
    if (d->phase == PHASE_CHOOSE && neither) {
        found_neither(d, out);
    } else if (d->phase == PHASE_CHOOSE && s->word == WORD_YES && d->candidates.n > 0) {
        effect_say(out, _("1から%zuまでの番号で選んでください。"), d->candidates.n);
    } else if (d->phase == PHASE_ENTRY && s->word == WORD_YES) {
        interview_start(d, out);
    } else if (d->phase == PHASE_ENTRY && no) {
        wrong_entry(d, out);
    } else if (d->phase == PHASE_CHECKLIST && no) {
        interview_answers(d, out);
    } else if (s->nnumbers == 1 && s->numbers[0] == 0) {
        unknown(d, out);
    } else if (s->nnumbers == 1) {
        pick(d, s->numbers[0] - 1, out);
    } else if (s->word != WORD_NONE) {
        say_empty(out, d->knowledge);
    } else {
        return false;
    }
    return true;
}

/* 「いや、町の中で引っ越した」: another answer to what was asked or understood, or else another
 * subject than the one that was found. */
static bool text_corrects(struct dialogue *d, const struct said *s, struct effects *out)
{
    const char *rest = s->text.s + s->turned;
    if (s->turned == 0 || d->phase == PHASE_HOME)
        return false;
    struct error err = ERROR_NONE;
    if (d->phase == PHASE_ASK && !s->question && interview_answer(d, rest, out, &err))
        return true;
    if (interview_correct(d, rest, out) || found_corrected(d, rest, out))
        return true;
    d->wrong = d->entry;
    search(d, rest, out);
    return true;
}

static void text(struct dialogue *d, const char *line, size_t n, struct effects *out)
{
    struct said s;
    said_init(&s, line, n);
    d->wrong = NULL;
    if (urgent_text(d, &s, out)) {
        said_done(&s);
        return;
    }
    if (interview_resume(d, s.text.s, s.text.len, out)) {
        said_done(&s);
        return;
    }
    smalltalk_trim(d->knowledge, &s);
    if (s.text.len == 0) {
        say_empty(out, d->knowledge);
        if (d->phase == PHASE_ASK)
            present(d, out);
    } else if (!smalltalk_text(d, &s, out) && !text_commands(d, &s, out) &&
               !text_corrects(d, &s, out) &&
               !(d->phase == PHASE_ASK ? text_answers(d, &s, out) : text_selects(d, &s, out))) {
        search(d, s.text.s, out);
    }
    said_done(&s);
}

static char *own_text(const struct input *in)
{
    return xstrndup(in->text ? in->text : "", in->text ? in->len : 0);
}

void dialogue_step(struct dialogue *d, const struct input *in, struct effects *out)
{
    char *own = NULL;
    if (in->kind != INPUT_TEXT && in->kind != INPUT_HITS)
        d->urgent = d->offer = NULL;
    switch (in->kind) {
    case INPUT_TEXT:
        text(d, in->text ? in->text : "", in->text ? in->len : 0, out);
        break;
    case INPUT_HITS:
        if (in->hits && !urgent_hits(d, in->hits, out)) {
            found_hits(d, in->hits, out);
            urgent_offer(d, out);
        }
        break;
    case INPUT_OPEN:
        if (in->entry)
            open_entry(d, in->entry, out);
        break;
    case INPUT_PICK:
        pick(d, in->pick, out);
        break;
    case INPUT_ANSWER:
        own = own_text(in);
        if (!urgent_answer(d, own, out))
            answer(d, own, out);
        break;
    case INPUT_UNKNOWN:
        unknown(d, out);
        break;
    case INPUT_START:
        interview_start(d, out);
        break;
    case INPUT_CHANGE:
        interview_change(d, own = own_text(in), out);
        break;
    case INPUT_BACK:
        back(d, out);
        break;
    case INPUT_HOME:
        home(d, out);
        break;
    }
    text_forget(own);
}

void dialogue_init(struct dialogue *d, const struct knowledge *k, struct date today)
{
    memset(d, 0, sizeof *d);
    d->knowledge = k;
    d->today = today;
    facts_init(&d->facts);
    facts_init(&d->heard);
    facts_init(&d->before);
}

void dialogue_done(struct dialogue *d)
{
    forget_all(d);
    facts_done(&d->facts);
    facts_done(&d->heard);
    facts_done(&d->before);
    hits_done(&d->candidates);
    memset(d, 0, sizeof *d);
}

const char *aspect_name(enum aspect a)
{
    static const char *const names[] = {NULL,  "documents", "fee",      "deadline", "place",
                                        "who", "online",    "duration", "what"};
    return names[a];
}

const char *act_name(enum act a)
{
    static const char *const names[] = {NULL, "answer", "choose", "unknown", "urgent", "smalltalk"};
    return names[a];
}
