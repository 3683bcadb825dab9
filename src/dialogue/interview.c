#include "dialogue/interview.h"
#include "base/lang.h"
#include "dialogue/say.h"
#include "dialogue/state.h"
#include "guide/hear.h"
#include "guide/resume.h"

#include <ctype.h>
#include <string.h>

bool interview_possible(const struct entry *e)
{
    return e && (e->kind == ENTRY_PROCEDURE || e->kind == ENTRY_EVENT);
}

static bool on_path(const struct guide_path *p, const struct question *q)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i]->question == q)
            return true;
    return false;
}

/* Takes everything out of f but what is in `also` or applies to the walk. */
static void keep_path(struct facts *f, const struct facts *also, const struct guide_path *path)
{
    for (size_t i = f->n; i-- > 0;) {
        const struct question *q = f->v[i].question;
        if (!on_path(path, q) && !facts_get(also, q->id.s))
            facts_unset(f, q->id.s);
    }
}

const char *interview_facts(const struct facts *f, struct effects *out)
{
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0; i < f->n; i++) {
        if (i > 0)
            strbuf_puts(&b, _("、"));
        strbuf_printf(&b, "%s：", question_name(f->v[i].question));
        fact_text(&f->v[i], &b);
    }
    const char *names = arena_strndup(&out->arena, b.s, b.len);
    strbuf_wipe(&b);
    strbuf_done(&b);
    return names;
}

/* After a change: what applied before it and does not any more is named and dropped. */
static void drop_stale(struct dialogue *d, struct effects *out)
{
    struct guide_path path;
    guide_path(&d->guide, &d->facts, &path);
    struct facts stale;
    facts_init(&stale);
    facts_copy(&stale, &d->facts);
    for (size_t i = stale.n; i-- > 0;) {
        const struct question *q = stale.v[i].question;
        if (on_path(&path, q) || !facts_get(&d->before, q->id.s))
            facts_unset(&stale, q->id.s);
    }
    guide_path_done(&path);
    if (stale.n > 0)
        effect_say(out, _("次の答えは、当てはまらなくなったので外しました。%s"),
                   interview_facts(&stale, out));
    for (size_t i = 0; i < stale.n; i++)
        facts_unset(&d->facts, stale.v[i].question->id.s);
    facts_done(&stale);
}

static void forget_before(struct dialogue *d)
{
    facts_done(&d->before);
    facts_init(&d->before);
}

static void present_ask(const struct dialogue *d, struct effects *out)
{
    effect_add(out, EFFECT_ASK, d->entry, say_how(out, d->step.question, d->today));
}

static void ask(struct dialogue *d, const struct guide_step *step, struct effects *out)
{
    state_enter(d, PHASE_ASK);
    d->step = *step;
    present_ask(d, out);
}

/* An answer may lead into another procedure: once only that one can come out, it is the subject. */
static void follow(struct dialogue *d, const struct checklist *c, struct effects *out)
{
    const struct entry *to = checklist_subject(c);
    if (to == d->entry)
        return;
    d->entry = to;
    effect_say(out, _("この場合は「%s」の手続きです。"), to->name.s);
}

static void walk_on(struct dialogue *d, struct effects *out)
{
    drop_stale(d, out);
    struct guide_step next;
    guide_next(&d->guide, &d->facts, &next);
    struct checklist *c = guide_checklist(&d->guide, &d->facts);
    follow(d, c, out);
    if (next.question) {
        checklist_free(c);
        ask(d, &next, out);
        return;
    }
    forget_before(d);
    state_enter(d, PHASE_CHECKLIST);
    d->checklist = c;
    effect_add(out, EFFECT_CHECKLIST, d->entry, NULL);
}

void interview_start(struct dialogue *d, struct effects *out)
{
    if (!interview_possible(d->entry)) {
        effect_say(out, "%s", _("この案内には、質問も持ち物の一覧もありません。"));
        return;
    }
    state_push(d);
    d->guide = (struct guide){.knowledge = d->knowledge, .entry = d->entry, .today = d->today};
    forget_before(d);
    struct guide_path path;
    guide_path(&d->guide, &d->facts, &path);
    if (path.n > 0) {
        struct facts used;
        facts_init(&used);
        facts_copy(&used, &d->facts);
        keep_path(&used, &d->before, &path);
        effect_say(out, _("これまでの答えを使います。%s"), interview_facts(&used, out));
        facts_done(&used);
    }
    guide_path_done(&path);
    walk_on(d, out);
}

bool interview_resume(struct dialogue *d, const char *text, size_t n, struct effects *out)
{
    struct error err = ERROR_NONE;
    const struct entry *entry;
    struct facts facts;
    if (!resume_looks_meant(text, n))
        return false;
    facts_init(&facts);
    if (resume_read(d->knowledge, text, n, &entry, &facts, &err)) {
        state_push(d);
        d->act = ACT_ANSWER;
        d->entry = entry;
        d->aspect = ASPECT_NONE;
        facts_copy(&d->facts, &facts);
        facts_done(&d->heard);
        facts_init(&d->heard);
        interview_start(d, out);
    } else {
        effect_say(out, "%s", err.msg);
        if (d->phase == PHASE_ASK)
            interview_present(d, out);
    }
    facts_done(&facts);
    return true;
}

bool interview_answer(struct dialogue *d, const char *answer, struct effects *out,
                      struct error *err)
{
    state_push(d);
    if (!facts_set(&d->facts, d->step.question, answer, d->today, err) &&
        !hear_one(d->step.question, answer, strlen(answer), d->today, &d->facts)) {
        state_drop(d);
        return false;
    }
    walk_on(d, out);
    return true;
}

/* An answer of the path will be another one: what applies now is kept in d->before. */
static void begin_change(struct dialogue *d, const struct guide_path *path)
{
    state_push(d);
    struct facts applied;
    facts_init(&applied);
    facts_copy(&applied, &d->facts);
    keep_path(&applied, &d->before, path);
    facts_copy(&d->before, &applied);
    facts_done(&applied);
}

static void change(struct dialogue *d, const struct question *q, const struct guide_path *path,
                   size_t asked, struct effects *out)
{
    begin_change(d, path);
    struct guide_step next;
    guide_next(&d->guide, &d->facts, &next);
    struct guide_step again = {.question = q, .asked = asked, .left = path->n - asked + next.left};
    ask(d, &again, out);
}

static bool walking(const struct dialogue *d)
{
    return d->phase == PHASE_ASK || d->phase == PHASE_CHECKLIST;
}

static bool same_answer(const struct fact *a, const struct fact *b)
{
    return a->unknown == b->unknown && a->answers == b->answers && a->number == b->number &&
           date_cmp(a->date, b->date) == 0;
}

/* The last question of the path to which the text is another answer; -1: there is none. */
static int find_corrected(const struct dialogue *d, const struct guide_path *path, const char *text,
                          struct facts *said)
{
    for (size_t i = path->n; i-- > 0;) {
        const struct question *q = path->v[i]->question;
        struct error err = ERROR_NONE;
        bool yesno = q->kind == Q_YESNO; /* はい is an answer to anything */
        if (((!yesno && facts_set(said, q, text, d->today, &err)) ||
             hear_one(q, text, strlen(text), d->today, said)) &&
            !same_answer(facts_get(said, q->id.s), path->v[i]))
            return (int)i;
    }
    return -1;
}

bool interview_correct(struct dialogue *d, const char *text, struct effects *out)
{
    if (!walking(d))
        return false;
    struct facts said;
    struct guide_path path;
    facts_init(&said);
    guide_path(&d->guide, &d->facts, &path);
    int i = find_corrected(d, &path, text, &said);
    if (i >= 0) {
        const struct question *q = path.v[i]->question;
        begin_change(d, &path);
        facts_put(&d->facts, facts_get(&said, q->id.s));
        struct facts one;
        facts_init(&one);
        facts_put(&one, facts_get(&said, q->id.s));
        effect_say(out, _("答えを直しました。%s"), interview_facts(&one, out));
        facts_done(&one);
    }
    guide_path_done(&path);
    facts_done(&said);
    if (i >= 0)
        walk_on(d, out);
    return i >= 0;
}

void interview_change(struct dialogue *d, const char *question_id, struct effects *out)
{
    if (walking(d)) {
        struct guide_path path;
        guide_path(&d->guide, &d->facts, &path);
        size_t i = 0;
        while (i < path.n && !str_is(&path.v[i]->question->id, question_id))
            i++;
        bool found = i < path.n;
        if (found)
            change(d, path.v[i]->question, &path, i, out);
        guide_path_done(&path);
        if (found)
            return;
    }
    effect_say(out, "%s", _("その質問には、まだ答えていません。"));
}

void interview_change_nth(struct dialogue *d, size_t n, struct effects *out)
{
    struct guide_path path;
    guide_path(&d->guide, &d->facts, &path);
    if (n < path.n)
        change(d, path.v[n]->question, &path, n, out);
    else if (path.n > 0)
        effect_say(out, _("直したい答えの番号を、1から%zuまでで書いてください。"), path.n);
    else
        effect_say(out, "%s", _("直せる答えはありません。"));
    guide_path_done(&path);
}

void interview_answers(struct dialogue *d, struct effects *out)
{
    struct guide_path path;
    struct strbuf b;
    strbuf_init(&b);
    guide_path(&d->guide, &d->facts, &path);
    if (path.n == 0) {
        effect_say(out, "%s", _("直せる答えはありません。"));
    } else {
        strbuf_puts(&b, _("直したい答えの番号を書いてください。"));
        for (size_t i = 0; i < path.n; i++) {
            strbuf_printf(&b, "\n%zu. %s：", i + 1, question_name(path.v[i]->question));
            fact_text(path.v[i], &b);
        }
        effect_say(out, "%s", b.s);
    }
    guide_path_done(&path);
    strbuf_wipe(&b);
    strbuf_done(&b);
}

void interview_present(struct dialogue *d, struct effects *out)
{
    if (d->phase == PHASE_ASK)
        present_ask(d, out);
    else
        effect_add(out, EFFECT_CHECKLIST, d->entry, NULL);
}
