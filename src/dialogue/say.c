#include "dialogue/say.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "text/utf8.h"
#include "text/wareki.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ECHO_CHARS = 40, EXAMPLES = 3 };

void effects_init(struct effects *e)
{
    memset(e, 0, sizeof *e);
    arena_init(&e->arena);
}

/* The texts repeat what a person typed: they are overwritten, not only freed. */
static void wipe(struct effects *e)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->v[i].text)
            explicit_bzero((void *)(uintptr_t)e->v[i].text, strlen(e->v[i].text));
    e->n = 0;
    arena_done(&e->arena);
}

void effects_done(struct effects *e)
{
    wipe(e);
    free(e->v);
    memset(e, 0, sizeof *e);
}

void effects_clear(struct effects *e)
{
    wipe(e);
    arena_init(&e->arena);
}

void effect_add(struct effects *out, enum effect_kind kind, const struct entry *entry,
                const char *text)
{
    if (out->n == out->cap) {
        out->cap = out->cap ? out->cap * 2 : 8;
        out->v = xreallocarray(out->v, out->cap, sizeof *out->v);
    }
    out->v[out->n++] = (struct effect){.kind = kind, .text = text, .entry = entry};
}

void effect_say(struct effects *out, const char *fmt, ...)
{
    struct strbuf b;
    strbuf_init(&b);
    va_list ap;
    va_start(ap, fmt);
    strbuf_vprintf(&b, fmt, ap);
    va_end(ap);
    effect_add(out, EFFECT_SAY, NULL, arena_strndup(&out->arena, b.s, b.len));
    strbuf_wipe(&b);
    strbuf_done(&b);
}

const char *say_echo(struct effects *out, const char *text)
{
    struct strbuf b;
    strbuf_init(&b);
    size_t n = strlen(text), cut = utf8_prefix(text, n, ECHO_CHARS);
    utf8_clean(&b, text, cut, false);
    if (cut < n)
        strbuf_puts(&b, "…");
    const char *echo = arena_strndup(&out->arena, b.s, b.len);
    strbuf_wipe(&b);
    strbuf_done(&b);
    return echo;
}

/* The town's own; else one event and one procedure of each of the first fields: the width of what
 * can be asked. */
static size_t find_examples(const struct knowledge *k, const struct str *out[EXAMPLES])
{
    size_t n = 0;
    for (; n < EXAMPLES && n < k->town.examples.n; n++)
        out[n] = &k->town.examples.v[n];
    if (n > 0)
        return n;
    for (size_t i = 0; n == 0 && i < k->entries.n; i++)
        if (knowledge_kind(k, i) == ENTRY_EVENT && knowledge_at(k, i)->says.n > 0)
            out[n++] = &knowledge_at(k, i)->says.v[0];
    const char *field = NULL;
    for (size_t i = 0; n < EXAMPLES && i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);
        if (e->kind == ENTRY_EVENT || e->says.n == 0 || (field && str_is(&e->field, field)))
            continue;
        field = e->field.s;
        out[n++] = &e->says.v[0];
    }
    return n;
}

const char *say_examples(struct effects *out, const struct knowledge *k)
{
    const struct str *found[EXAMPLES];
    size_t n = find_examples(k, found);
    const char *all = "";
    for (size_t i = 0; i < n; i++)
        all = arena_printf(&out->arena, "%s「%s」", all, found[i]->s);
    return all;
}

void say_home(struct effects *out, const struct knowledge *k)
{
    const char *examples = say_examples(out, k);
    effect_say(out, "%s",
               _("何についてお調べですか？ 知りたいことを、ふだんの言葉で書いてください。"));
    if (*examples)
        effect_say(out, _("たとえば：%s"), examples);
}

void say_empty(struct effects *out, const struct knowledge *k)
{
    const char *examples = say_examples(out, k);
    if (*examples)
        effect_say(out, _("何か書いてみてください。短い言葉でかまいません。たとえば：%s"),
                   examples);
    else
        effect_say(out, "%s", _("何か書いてみてください。短い言葉でかまいません。"));
}

const char *say_desk(struct effects *out, const struct knowledge *k, const struct entry *e)
{
    const struct desk *desk = e && e->desk.len ? knowledge_desk(k, e->desk.s) : NULL;
    if (!desk)
        desk = k->town.front;
    if (!desk)
        return k->town.tel.len ? arena_printf(&out->arena, _("役場（電話 %s）"), k->town.tel.s)
                               : "";
    const char *tel = desk->tel.len ? desk->tel.s : k->town.tel.s;
    return arena_printf(&out->arena, _("%s（%s、電話 %s、%s）"), desk->name.s, desk->place.s, tel,
                        desk->hours.s);
}

static const char *how_date(struct effects *out, struct date today)
{
    struct strbuf b;
    strbuf_init(&b);
    wareki_format(&b, today);
    char *weekday = strstr(b.s, "（");
    if (weekday)
        strbuf_truncate(&b, (size_t)(weekday - b.s));
    const char *how = arena_printf(
        &out->arena,
        _("日付は、%s、%d/%d/%d、%d/%d、きのう、3日前、昭和25年4月1日 のように書けます。"), b.s,
        today.year, today.month, today.day, today.month, today.day);
    strbuf_done(&b);
    return how;
}

const char *say_how(struct effects *out, const struct question *q, struct date today)
{
    switch (q->kind) {
    case Q_DATE:
        return how_date(out, today);
    case Q_NUMBER:
        return q->unit.len ? arena_printf(&out->arena, _("数字で書いてください（%s）。"), q->unit.s)
                           : arena_strdup(&out->arena, _("数字で書いてください。"));
    case Q_MULTI:
        return arena_strdup(
            &out->arena, _("いくつでも選べます。2つ以上のときは「1と3」のように書いてください。"));
    case Q_SINGLE:
    case Q_YESNO:
    case Q_DERIVED:
        break;
    }
    return NULL;
}
