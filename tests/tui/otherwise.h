/* What the two front ends say differently. */
#ifndef TESTS_TUI_OTHERWISE_H
#define TESTS_TUI_OTHERWISE_H

#include "dialogue/dialogue.h"
#include "guide/guide.h"
#include <stdbool.h>
#include <string.h>

/* The same said in the front end's own way: what plain mode numbers in words stands in the title,
 * and how to go on is said for keys instead of lines. */
static const struct {
    const char *plain, *full;
} otherwise[] = {
    {"知りたいことを、ふだんの言葉で書いてください。",
     "ふだんの言葉で入れて、Enterを押してください。"},
    {"たとえば：", "（たとえば"},
    {"聞く理由：", "（"},
    {"これが最後の質問です。", "（これで最後です）"},
    {"いくつでも選べます。", "あてはまるものを、いくつでも選んでください。"},
    {"2つ以上のときは「1と3」のように書いてください。", "これで決める"},
    {"直したい答えの番号を書いてください。", "どの答えを直しますか？"},
};

static bool asks_choice(const struct dialogue *d)
{
    return d->phase == PHASE_ASK && d->step.question->kind != Q_DATE &&
           d->step.question->kind != Q_NUMBER;
}

/* The bytes before an item's text: "1. " of a menu is "1 " on the screen, and a dot may be a box.
 */
static size_t item_mark(const char *s, size_t n)
{
    size_t digits = strspn(s, "0123456789"), dot = strlen("・");
    if (digits > 0 && digits < n && s[digits] == '.')
        return digits + 1;
    return n > dot && memcmp(s, "・", dot) == 0 ? dot : 0;
}

/* On the screen the reasons, and for which procedures a document is, are behind 1 of a checklist.
 * Takes those lines out of what plain mode says. */
static void drop_reasons(struct strbuf *said)
{
    static const char *const kinds[] = {"理由：", "使う手続き：", "どの手続きでも使います。"};
    struct strbuf kept;
    strbuf_init(&kept);
    for (const char *p = said->s; *p;) {
        size_t n = strcspn(p, "\n");
        const char *s = p + strspn(p, " ");
        bool reason = false;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            reason = reason || strncmp(s, kinds[i], strlen(kinds[i])) == 0;
        if (!reason)
            strbuf_printf(&kept, "%.*s\n", (int)n, p);
        p += n + (p[n] == '\n');
    }
    strbuf_clear(said);
    strbuf_add(said, kept.s, kept.len);
    strbuf_done(&kept);
}

static void put_why(const struct reasons *why, struct strbuf *out)
{
    for (size_t i = 0; i < why->n; i++) {
        strbuf_printf(out, "%s：「", question_name(why->v[i]->question));
        fact_text(why->v[i], out);
        strbuf_puts(out, "」と答えたため\n");
    }
}

/* What must stand there instead, a line each. */
static void put_reasons(const struct checklist *c, struct strbuf *out)
{
    for (size_t i = 0; i < c->documents.n; i++) {
        strbuf_printf(out, "・%s\n", c->documents.v[i].document->name.s);
        put_why(&c->documents.v[i].why, out);
        for (size_t k = 0; c->procedures.n > 1 && k < c->documents.v[i].procedures.n; k++)
            strbuf_printf(out, "%s\n", c->documents.v[i].procedures.v[k]->name.s);
    }
    for (size_t i = 0; i < c->procedures.n; i++)
        put_why(&c->procedures.v[i].why, out);
    for (size_t i = 0; i < c->notes.n; i++)
        put_why(&c->notes.v[i].why, out);
    for (size_t i = 0; i < c->again.n; i++)
        put_why(&c->again.v[i].why, out);
}

#endif
