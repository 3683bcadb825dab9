#include "dialogue/urgent.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "dialogue/found.h"
#include "dialogue/interview.h"
#include "dialogue/say.h"
#include "dialogue/state.h"
#include "text/cue.h"
#include "text/kana.h"

#include <string.h>

static bool any_found(const struct strs *cues, const char *s, size_t n)
{
    for (size_t i = 0; i < cues->n; i++)
        if (cue_found(cues->v[i].s, cues->v[i].len, s, n))
            return true;
    return false;
}

/* One sentence: URGENT now, only near to it, or neither. */
enum nearness { FAR, NEAR, URGENT };
static enum nearness nearness(const struct urgency *all, const struct urgent *u, const char *s,
                              size_t n)
{
    if (any_found(&u->always, s, n))
        return URGENT;
    if (!any_found(&u->cues, s, n))
        return FAR;
    return any_found(&u->unless, s, n) || any_found(&all->unless, s, n) ? NEAR : URGENT;
}

static const struct urgent *find(const struct knowledge *k, const char *heard, size_t n,
                                 const struct urgent **offer)
{
    for (size_t i = 0; i < k->urgency.urgent.n; i++) {
        const struct urgent *u = &k->urgency.urgent.v[i];
        const char *s;
        for (size_t pos = 0, len; (s = cue_sentence(heard, n, &pos, &len));) {
            enum nearness near = nearness(&k->urgency, u, s, len);
            if (near == URGENT)
                return u;
            if (near == NEAR && u->offer && !*offer)
                *offer = u;
        }
    }
    return NULL;
}

/* A keyboard without an IME: "tasukete", "kaji desu". */
static void hear(struct strbuf *out, const char *text, size_t n)
{
    struct strbuf letters, kana;
    strbuf_init(&letters);
    strbuf_init(&kana);
    for (size_t i = 0; i < n; i++)
        if (!strchr(" ,.!?", text[i]))
            strbuf_putc(&letters, text[i]);
    if (letters.len > 0 && kana_is_romaji(letters.s, letters.len)) {
        kana_from_romaji(&kana, letters.s, letters.len, true);
        cue_heard(out, kana.s, kana.len);
    } else {
        cue_heard(out, text, n);
    }
    strbuf_wipe(&letters);
    strbuf_wipe(&kana);
    strbuf_done(&letters);
    strbuf_done(&kana);
}

const struct urgent *urgent_find(const struct knowledge *k, const char *text, size_t n,
                                 const struct urgent **offer)
{
    struct strbuf heard;
    strbuf_init(&heard);
    hear(&heard, text, n);
    *offer = NULL;
    const struct urgent *u = find(k, heard.s, heard.len, offer);
    strbuf_wipe(&heard);
    strbuf_done(&heard);
    return u;
}

static void say_contacts(const struct urgent *u, struct effects *out)
{
    for (size_t i = 0; i < u->contacts.n; i++) {
        const struct contact *c = &u->contacts.v[i];
        if (c->when.len)
            effect_say(out, _("電話 %s　%s（%s）"), c->tel.s, c->name.s, c->when.s);
        else
            effect_say(out, _("電話 %s　%s"), c->tel.s, c->name.s);
    }
}

bool urgent_text(struct dialogue *d, const struct said *s, struct effects *out)
{
    d->urgent = d->offer = NULL;
    /* a choice of the open question, word for word, is its answer */
    if (d->phase == PHASE_ASK && said_exactly(s, d->step.question))
        return false;
    const struct urgent *offer, *u = urgent_find(d->knowledge, s->text.s, s->text.len, &offer);
    d->offer = offer;
    if (!u)
        return false;
    d->urgent = u;
    d->act = ACT_URGENT;
    effect_say(out, "%s", u->say.s);
    say_contacts(u, out);
    if (d->phase == PHASE_ASK) {
        effect_say(out, "%s", _("さきほどの質問は、そのまま残っています。"));
        interview_present(d, out);
    } else if (!u->alone) {
        text_forget(d->asked);
        d->asked = xstrdup(s->text.s);
        effect_add(out, EFFECT_SEARCH, NULL, arena_strdup(&out->arena, s->text.s));
    }
    return true;
}

bool urgent_answer(struct dialogue *d, const char *text, struct effects *out)
{
    const struct question *q = d->phase == PHASE_ASK ? d->step.question : NULL;
    if (!q || (q->kind != Q_DATE && q->kind != Q_NUMBER)) /* ids, not words */
        return false;
    struct said s;
    said_init(&s, text, strlen(text));
    bool urgent = urgent_text(d, &s, out);
    said_done(&s);
    return urgent;
}

/* The sentences of text (normalised) that are not urgent: 「火事だ。住民票もいる」. */
static void calm_part(const struct knowledge *k, const char *text, struct strbuf *out)
{
    static const char *const stops[] = {"。", "!", "?"};
    while (*text) {
        const char *end = text + strlen(text);
        for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
            const char *p = strstr(text, stops[i]);
            if (p && p + strlen(stops[i]) < end)
                end = p + strlen(stops[i]);
        }
        const struct urgent *offer;
        if (!urgent_find(k, text, (size_t)(end - text), &offer))
            strbuf_add(out, text, (size_t)(end - text));
        text = end;
    }
}

/* The whole line was not understood: perhaps the rest of it is. */
static void search_calm_part(struct dialogue *d, struct effects *out)
{
    struct strbuf rest;
    strbuf_init(&rest);
    calm_part(d->knowledge, d->asked, &rest);
    bool more = rest.len > 0 && rest.len < strlen(d->asked);
    text_forget(d->asked);
    d->asked = more ? xstrdup(rest.s) : NULL;
    if (more)
        effect_add(out, EFFECT_SEARCH, NULL, arena_strdup(&out->arena, rest.s));
    strbuf_wipe(&rest);
    strbuf_done(&rest);
}

bool urgent_hits(struct dialogue *d, const struct hits *h, struct effects *out)
{
    if (!d->urgent)
        return false;
    if (h->n > 0 && h->confidence == CONFIDENCE_SURE && d->phase != PHASE_ASK) {
        effect_say(out, "%s", _("落ち着いてからの手続きは、次のとおりです。"));
        found_hits(d, h, out);
        d->act = ACT_URGENT;
    } else if (d->asked) {
        search_calm_part(d, out);
    }
    return true;
}

void urgent_offer(struct dialogue *d, struct effects *out)
{
    if (!d->offer)
        return;
    effect_say(out, _("「%s」でお困りのときは、次の所に相談できます。"), d->offer->name.s);
    say_contacts(d->offer, out);
    d->offer = NULL;
}
