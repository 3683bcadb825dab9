#include "app/narrate.h"
#include "base/lang.h"
#include "text/width.h"

#include <string.h>

enum entry_part narrate_part(enum aspect a)
{
    switch (a) {
    case ASPECT_DOCUMENTS:
        return PART_DOCUMENTS;
    case ASPECT_FEE:
        return PART_FEE;
    case ASPECT_DEADLINE:
        return PART_DEADLINE;
    case ASPECT_PLACE:
        return PART_PLACE;
    case ASPECT_WHO:
        return PART_WHO;
    case ASPECT_ONLINE:
        return PART_ONLINE;
    case ASPECT_DURATION:
        return PART_DURATION;
    case ASPECT_NONE:
    case ASPECT_WHAT:
        break;
    }
    return PART_SUMMARY;
}

static void line(const struct plain *p, const char *s, struct strbuf *out)
{
    if (s)
        text_wrap(out, s, strlen(s), p->cols, "", "", p->ambiguous);
}

/* The same with readings where they are wanted. */
static void say(const struct plain *p, const char *s, struct strbuf *out)
{
    struct strbuf read;
    strbuf_init(&read);
    if (s && p->readings)
        p->readings->add(p->readings->ctx, s, strlen(s), &read);
    line(p, s && p->readings ? read.s : s, out);
    strbuf_wipe(&read);
    strbuf_done(&read);
}

static void one(const struct dialogue *d, const struct effect *e, const struct plain *p,
                struct strbuf *out)
{
    switch (e->kind) {
    case EFFECT_SAY:
    case EFFECT_BYE:
        say(p, e->text, out);
        break;
    case EFFECT_CHOOSE:
        say(p, e->text, out);
        plain_hits(p, &d->candidates, out);
        break;
    case EFFECT_SHOW:
        plain_entry(p, e->entry, narrate_part(d->aspect), out);
        break;
    case EFFECT_TELL:
        plain_part(p, e->entry, narrate_part(d->aspect), out);
        break;
    case EFFECT_ASK:
        plain_question(p, &d->step, out);
        say(p, e->text, out);
        break;
    case EFFECT_CHECKLIST:
        plain_checklist(p, d->checklist, out);
        break;
    case EFFECT_SEARCH:
    case EFFECT_RECORD:
        break;
    }
}

/* Items stand between two spaces; each stays on one line. */
static void hints_line(const struct plain *p, const char *s, struct strbuf *out)
{
    struct strbuf one;
    strbuf_init(&one);
    size_t used = 0;
    while (*s) {
        const char *end = strstr(s, "  ");
        size_t n = end ? (size_t)(end - s) : strlen(s), cols = text_width(s, n, p->ambiguous);
        if (used > 0 && used + 2 + cols > p->cols) {
            line(p, one.s, out);
            strbuf_clear(&one);
            used = 0;
        }
        if (used > 0)
            strbuf_puts(&one, "  ");
        strbuf_add(&one, s, n);
        used += (used > 0 ? 2 : 0) + cols;
        s += end ? n + 2 : n;
    }
    line(p, one.s, out);
    strbuf_done(&one);
}

static const char *hint(const struct dialogue *d)
{
    switch (d->phase) {
    case PHASE_HOME:
        break;
    case PHASE_CHOOSE:
        if (d->candidates.n == 0)
            break;
        return _("番号で選んでください。  0：この中にない  もどる：前へ  さいしょ：はじめから");
    case PHASE_ENTRY:
        if (d->entry->kind == ENTRY_EVENT || d->entry->tree.nodes.n > 0)
            return _("1：質問に答える  もどる：前へ  さいしょ：はじめから");
        if (d->entry->kind == ENTRY_PROCEDURE)
            return _("1：持ち物の一覧  もどる：前へ  さいしょ：はじめから");
        return _("もどる：前へ  さいしょ：はじめから");
    case PHASE_ASK:
        if (d->step.question->kind == Q_DATE || d->step.question->kind == Q_NUMBER)
            return _("0：わからない  もどる：前へ  さいしょ：はじめから");
        return _(
            "番号か、ことばで答えてください。  0：わからない  もどる：前へ  さいしょ：はじめから");
    case PHASE_CHECKLIST:
        return _("なおす：答えを直す  もどる：前へ  さいしょ：はじめから");
    }
    return NULL;
}

static bool is_sheet(const struct effect *e)
{
    return e->kind == EFFECT_SHOW || e->kind == EFFECT_TELL || e->kind == EFFECT_CHECKLIST;
}

void narrate(const struct dialogue *d, const struct effects *e, const struct plain *p, bool hints,
             struct strbuf *out)
{
    bool bye = false;
    for (size_t i = 0; i < e->n; i++) {
        if (i > 0 && is_sheet(&e->v[i - 1]))
            strbuf_putc(out, '\n');
        one(d, &e->v[i], p, out);
        bye |= e->v[i].kind == EFFECT_BYE;
    }
    const char *next = hints && !bye ? hint(d) : NULL;
    if (next && e->n > 0 && is_sheet(&e->v[e->n - 1]))
        strbuf_putc(out, '\n');
    if (next)
        hints_line(p, next, out);
}
