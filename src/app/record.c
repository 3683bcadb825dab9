#include "app/record.h"
#include "app/names.h"
#include "base/xalloc.h"
#include "dialogue/words.h"
#include "text/normalize.h"

#include <stdlib.h>
#include <string.h>

enum { IDS_MAX = 3 };

static void add_ids(struct strbuf *out, const struct entry *const *v, size_t n)
{
    for (size_t i = 0; i < n && i < IDS_MAX; i++) {
        strbuf_puts(out, i ? " " : "");
        strbuf_puts(out, v[i]->id.s);
    }
}

/* 「〔名〕」 alone tells staff nothing. */
static bool has_words(const char *s)
{
    static const char *const idle[] = {"〔名〕", "〔場所〕", "〔数〕", "〔連絡先〕", " ",  "、",
                                       "。",     ",",        ".",      "です",       "の", "が"};
    while (*s) {
        size_t len = 0;
        for (size_t i = 0; !len && i < sizeof idle / sizeof *idle; i++)
            if (strncmp(s, idle[i], strlen(idle[i])) == 0)
                len = strlen(idle[i]);
        if (!len)
            return true;
        s += len;
    }
    return false;
}

static void append(struct record *r, struct index *ix, struct date day, enum journal_kind kind,
                   const char *query, const struct entry *const *v, size_t n)
{
    struct error err = ERROR_NONE; /* the screen goes on all the same */
    struct strbuf text, ids;
    strbuf_init(&text);
    strbuf_init(&ids);
    if (query)
        names_mask(ix, query, strlen(query), &text);
    if (!has_words(text.s))
        strbuf_wipe(&text);
    add_ids(&ids, v, n);
    if (text.len > 0 || kind == JOURNAL_YES || kind == JOURNAL_NO)
        journal_append(
            r->journal,
            &(struct journal_row){.day = day, .kind = kind, .text = text.s, .entries = ids.s},
            &err);
    strbuf_wipe(&text);
    strbuf_done(&text);
    strbuf_done(&ids);
}

static bool is_offering(const struct dialogue *d)
{
    return d->phase == PHASE_CHOOSE && d->query && d->candidates.n > 0 &&
           d->candidates.confidence != CONFIDENCE_UNKNOWN;
}

void record_begin(const struct record *r, const struct dialogue *d, struct record_before *out)
{
    *out = (struct record_before){0};
    if (!r->journal || !d->query)
        return;
    out->answered = d->phase == PHASE_ENTRY;
    if (!out->answered && !is_offering(d))
        return;
    out->query = xstrdup(d->query);
    out->n = out->answered ? 1 : d->candidates.n;
    out->offered = xreallocarray(NULL, out->n, sizeof *out->offered);
    for (size_t i = 0; i < out->n; i++)
        out->offered[i] = out->answered ? d->entry : d->candidates.v[i].entry;
}

/* The person says that what was found is wrong. */
static bool contradicts(const struct input *in)
{
    struct said s;
    if (in->kind != INPUT_TEXT || !in->text)
        return false;
    said_init(&s, in->text, in->len);
    bool no = s.turned > 0 || s.word == WORD_NO || s.word == WORD_CHANGE || s.word == WORD_NEITHER;
    said_done(&s);
    return no;
}

static bool still_offers(const struct dialogue *d, const struct record_before *b)
{
    return is_offering(d) && strcmp(d->query, b->query) == 0;
}

static bool was_offered(const struct record_before *b, const struct entry *e)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->offered[i] == e)
            return true;
    return false;
}

/* A number leads to one of them, or to what that one leads to. */
static bool took(const struct dialogue *d, const struct input *in, bool searched,
                 const struct record_before *b)
{
    bool led = !searched && in->kind != INPUT_OPEN && in->kind != INPUT_BACK;
    return d->entry && (led || was_offered(b, d->entry));
}

/* Of what was on the screen; gives whether it was that question that found nothing good. */
static bool end_former(struct record *r, struct index *ix, const struct dialogue *d,
                       const struct input *in, bool searched, const struct record_before *b)
{
    bool poor = false;
    if (!b->query)
        return false;
    if (b->answered) {
        poor = contradicts(in) && d->entry != b->offered[0];
    } else if (!r->taken && !still_offers(d, b)) {
        r->taken = took(d, in, searched, b);
        poor = !r->taken;
    }
    if (poor)
        append(r, ix, d->today, JOURNAL_POOR, b->query, b->offered, b->n);
    return poor;
}

static void end_unanswered(struct record *r, struct index *ix, const struct dialogue *d,
                           const char *query)
{
    const struct entry *near[IDS_MAX];
    size_t n = 0;
    for (; n < IDS_MAX && n < d->nearest && n < d->candidates.n; n++)
        near[n] = d->candidates.v[n].entry;
    append(r, ix, d->today, JOURNAL_UNANSWERED, query, near, n);
}

void record_end(struct record *r, struct index *ix, const struct dialogue *d,
                const struct input *in, const struct effects *e, bool searched,
                struct record_before *b)
{
    if (r->journal) {
        bool poor = end_former(r, ix, d, in, searched, b);
        for (size_t i = 0; i < e->n; i++)
            if (e->v[i].kind == EFFECT_RECORD &&
                !(poor && b->query && strcmp(b->query, e->v[i].text) == 0))
                end_unanswered(r, ix, d, e->v[i].text);
        if (searched)
            r->taken = false;
    }
    if (b->query)
        explicit_bzero(b->query, strlen(b->query));
    free(b->query);
    free(b->offered);
    *b = (struct record_before){0};
}

void record_leave(struct record *r, struct index *ix, const struct dialogue *d)
{
    struct record_before b;
    record_begin(r, d, &b);
    if (b.query && !b.answered && !r->taken)
        append(r, ix, d->today, JOURNAL_POOR, b.query, b.offered, b.n);
    if (b.query)
        explicit_bzero(b.query, strlen(b.query));
    free(b.query);
    free(b.offered);
    r->taken = false;
    r->voted = NULL;
}

/* ---- votes ---- */

bool record_can_vote(const struct record *r, const struct dialogue *d)
{
    bool sheet = d->phase == PHASE_CHECKLIST ||
                 (d->phase == PHASE_ENTRY && d->entry && d->entry->kind != ENTRY_EVENT);
    return r->journal && sheet && d->entry && d->entry != r->voted;
}

void record_vote(struct record *r, struct index *ix, const struct dialogue *d, bool clear)
{
    if (!record_can_vote(r, d))
        return;
    append(r, ix, d->today, clear ? JOURNAL_YES : JOURNAL_NO, clear ? NULL : d->query, &d->entry,
           1);
    r->voted = d->entry;
}

int record_reads_vote(const char *text, size_t n)
{
    static const char *const clear[] = {"まる", "マル", "○", "〇", "◯", "maru", "o"};
    static const char *const unclear[] = {"ばつ", "バツ", "×", "✕", "✖", "batsu", "batu", "x"};
    struct strbuf s;
    int vote = 0;
    strbuf_init(&s);
    text_normalize(&s, text, n);
    for (size_t i = 0; i < sizeof clear / sizeof *clear; i++)
        if (strcmp(s.s, clear[i]) == 0)
            vote = 1;
    for (size_t i = 0; i < sizeof unclear / sizeof *unclear; i++)
        if (strcmp(s.s, unclear[i]) == 0)
            vote = -1;
    strbuf_wipe(&s);
    strbuf_done(&s);
    return vote;
}
