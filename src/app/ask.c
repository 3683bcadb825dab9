#include "app/ask.h"
#include "app/narrate.h"
#include "base/xalloc.h"

#include <stdlib.h>

static void add_entry(struct ask_result *r, const struct entry *e)
{
    r->entries = xreallocarray(r->entries, r->nentries + 1, sizeof *r->entries);
    r->entries[r->nentries++] = e;
}

static void collect(const struct dialogue *d, struct ask_result *r)
{
    r->act = d->act == ACT_NONE ? ACT_UNKNOWN : d->act;
    r->aspect = d->aspect;
    r->facts = &d->facts;
    if (d->entry && d->act != ACT_CHOOSE) {
        add_entry(r, d->entry);
        return;
    }
    /* the life events that are offered when nothing was found answer nothing */
    size_t n = d->act == ACT_UNKNOWN ? d->nearest : d->candidates.n;
    for (size_t i = 0; i < n; i++)
        add_entry(r, d->candidates.v[i].entry);
}

bool ask_once(struct session *s, const char *text, size_t n, size_t cols, int ambiguous,
              struct ask_result *out, struct error *err)
{
    *out = (struct ask_result){.act = ACT_UNKNOWN, .facts = &session_dialogue(s)->facts};
    strbuf_init(&out->text);
    const struct effects *effects;
    struct input home = {.kind = INPUT_HOME};
    struct input ask = {.kind = INPUT_TEXT, .text = text, .len = n};
    if (!session_input(s, &home, &effects, err) || !session_input(s, &ask, &effects, err))
        return false;
    const struct dialogue *d = session_dialogue(s);
    collect(d, out);
    struct plain p = {.knowledge = session_knowledge(s),
                      .cols = cols,
                      .ambiguous = ambiguous,
                      .today = d->today,
                      .readings = session_plain_readings(s)};
    narrate(d, effects, &p, false, &out->text);
    return true;
}

void ask_result_done(struct ask_result *r)
{
    free(r->entries);
    strbuf_wipe(&r->text);
    strbuf_done(&r->text);
    *r = (struct ask_result){0};
}
