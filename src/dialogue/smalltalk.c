#include "dialogue/smalltalk.h"
#include "base/lang.h"
#include "dialogue/interview.h"
#include "dialogue/say.h"
#include "dialogue/state.h"
#include "text/cue.h"
#include "text/kana.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

enum {
    TALK_BYTES = 240, /* nothing longer is small talk as a whole */
    JOINED_BYTES = 15, /* こんにちは may stand before a question without a mark; ばか may not */
    MAX_SEGMENTS = 64
};

/* What can be read up to one byte of the line. */
struct stretch {
    bool reached;            /* as cues and words that mean nothing */
    const struct reply *who; /* the reply that says most of it; NULL: no cue yet */
    size_t weight;
};

static void advance(struct stretch *to, const struct stretch *from, const struct reply *who,
                    size_t len)
{
    /* 「こんにちは、役に立たないね」 is not answered as a greeting */
    size_t weight = who ? len + (who->aside ? 0 : TALK_BYTES) : 0;
    struct stretch s = *from;
    if (who && weight > s.weight) {
        s.who = who;
        s.weight = weight;
    }
    if (!to->reached || s.weight > to->weight)
        *to = s;
    to->reached = true;
}

static bool stands(const char *s, size_t n, size_t at, const struct str *word)
{
    return word->len > 0 && n - at >= word->len && memcmp(s + at, word->s, word->len) == 0;
}

/* The whole of s (heard) as small talk. */
static const struct reply *covers(const struct smalltalk *t, const char *s, size_t n, bool asides)
{
    static const struct str stop = {"。", 3, {0, 0, 0}};
    struct stretch steps[TALK_BYTES + 1] = {{.reached = true}};
    if (n > TALK_BYTES)
        return NULL;
    for (size_t at = 0; at < n; at++) {
        if (!steps[at].reached)
            continue;
        if (stands(s, n, at, &stop))
            advance(&steps[at + stop.len], &steps[at], NULL, 0);
        for (size_t i = 0; i < t->around.n; i++)
            if (stands(s, n, at, &t->around.v[i]))
                advance(&steps[at + t->around.v[i].len], &steps[at], NULL, 0);
        for (size_t i = 0; i < t->replies.n; i++) {
            const struct reply *r = &t->replies.v[i];
            for (size_t j = 0; (r->aside || !asides) && j < r->cues.n; j++)
                if (stands(s, n, at, &r->cues.v[j]))
                    advance(&steps[at + r->cues.v[j].len], &steps[at], r, r->cues.v[j].len);
        }
    }
    return steps[n].reached ? steps[n].who : NULL;
}

static const struct reply *inside(const struct smalltalk *t, const char *heard, size_t n)
{
    for (size_t i = 0; i < t->replies.n; i++) {
        const struct reply *r = &t->replies.v[i];
        for (size_t j = 0; j < r->inside.n; j++)
            if (cue_found(r->inside.v[j].s, r->inside.v[j].len, heard, n))
                return r;
    }
    return NULL;
}

const struct reply *smalltalk_find(const struct knowledge *k, const char *text, size_t n)
{
    struct strbuf heard;
    strbuf_init(&heard);
    cue_heard(&heard, text, n);
    const struct reply *r = covers(&k->smalltalk, heard.s, heard.len, false);
    if (!r)
        r = inside(&k->smalltalk, heard.s, heard.len);
    strbuf_wipe(&heard);
    strbuf_done(&heard);
    return r;
}

/* ---- beside a question ---- */

static bool parts_text(uint32_t cp)
{
    return cp == ' ' || cp == ',' || cp == '!' || cp == '?' || cp == '.' || cp == 0x3001 ||
           cp == 0x3002;
}

struct segment {
    size_t from, to;
};

/* False when there are too many for a line that begins with a greeting. */
static bool split(const char *s, size_t n, struct segment *v, size_t *count)
{
    bool open = false;
    *count = 0;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t cp;
        len = utf8_decode(s + i, n - i, &cp);
        if (parts_text(cp)) {
            open = false;
            continue;
        }
        if (!open && *count == MAX_SEGMENTS)
            return false;
        if (!open)
            v[(*count)++].from = i;
        v[*count - 1].to = i + len;
        open = true;
    }
    return *count > 0;
}

static bool is_aside(const struct smalltalk *t, const char *s, const struct segment *g)
{
    struct strbuf heard;
    strbuf_init(&heard);
    cue_heard(&heard, s + g->from, g->to - g->from);
    bool aside = covers(t, heard.s, heard.len, true) != NULL;
    strbuf_wipe(&heard);
    strbuf_done(&heard);
    return aside;
}

/* The length of the longest aside that s begins with. */
static size_t joined(const struct smalltalk *t, const char *s, size_t n)
{
    struct strbuf kana; /* has the same length as s */
    strbuf_init(&kana);
    kana_to_hiragana(&kana, s, n);
    size_t longest = 0;
    for (size_t i = 0; kana.len == n && i < t->replies.n; i++) {
        const struct reply *r = &t->replies.v[i];
        for (size_t j = 0; r->aside && j < r->cues.n; j++) {
            size_t len = r->cues.v[j].len;
            if (len >= JOINED_BYTES && len > longest && stands(kana.s, n, 0, &r->cues.v[j]))
                longest = len;
        }
    }
    strbuf_wipe(&kana);
    strbuf_done(&kana);
    return longest < n ? longest : 0;
}

void smalltalk_trim(const struct knowledge *k, struct said *s)
{
    const struct smalltalk *t = &k->smalltalk;
    struct segment v[MAX_SEGMENTS];
    size_t all, first = 0;
    if (!split(s->text.s, s->text.len, v, &all) || smalltalk_find(k, s->text.s, s->text.len))
        return;
    size_t n = all;
    while (first < n && is_aside(t, s->text.s, &v[first]))
        first++;
    while (n > first && is_aside(t, s->text.s, &v[n - 1]))
        n--;
    if (first == n)
        return;
    /* the mark behind the last segment may make it a question: it stays */
    size_t from = v[first].from, to = n < all ? v[n].from : s->text.len;
    size_t greeting = joined(t, s->text.s + from, v[first].to - from);
    if (first == 0 && n == all && greeting == 0)
        return;
    from += greeting;
    struct strbuf rest;
    strbuf_init(&rest);
    strbuf_add(&rest, s->text.s + from, to - from);
    said_done(s);
    said_init(s, rest.s, rest.len);
    strbuf_wipe(&rest);
    strbuf_done(&rest);
}

bool smalltalk_text(struct dialogue *d, const struct said *s, struct effects *out)
{
    bool answers = d->phase == PHASE_ASK && said_exactly(s, d->step.question);
    if (answers || s->word != WORD_NONE || s->nnumbers > 0)
        return false;
    const struct reply *r = smalltalk_find(d->knowledge, s->text.s, s->text.len);
    if (!r)
        return false;
    d->act = ACT_SMALLTALK;
    effect_say(out, "%s", r->say.s);
    const char *desk = r->desk ? say_desk(out, d->knowledge, NULL) : "";
    if (*desk)
        effect_say(out, _("%s でもお話をうかがいます。"), desk);
    const char *examples = r->examples ? say_examples(out, d->knowledge) : "";
    if (*examples)
        effect_say(out, _("たとえば：%s"), examples);
    if (d->phase == PHASE_ASK)
        interview_present(d, out);
    return true;
}
