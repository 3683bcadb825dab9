/* A scripted conversation over sample.h: one line in, the effects as words. */
#ifndef TESTS_DIALOGUE_TALK_H
#define TESTS_DIALOGUE_TALK_H

#include "base/strbuf.h"
#include "dialogue/dialogue.h"
#include "sample.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct talk {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
    struct dialogue d;
    struct effects e;
    struct strbuf trace, said;
};

static const struct date talk_today = {2026, 11, 20};

static int talk_setup(void **state)
{
    struct talk *t = calloc(1, sizeof *t);
    if (!t)
        return -1;
    sources_init(&t->sources);
    diags_init(&t->diags, &t->sources);
    t->k = knowledge_load_texts(sample_files, SAMPLE_FILES, &t->sources, &t->diags);
    strbuf_init(&t->trace);
    strbuf_init(&t->said);
    diags_print(&t->diags, &t->trace);
    fputs(t->trace.s, stderr);
    dialogue_init(&t->d, t->k, talk_today);
    effects_init(&t->e);
    *state = t;
    return t->diags.errors > 0 ? -1 : 0;
}

static int talk_teardown(void **state)
{
    struct talk *t = *state;
    effects_done(&t->e);
    dialogue_done(&t->d);
    knowledge_free(t->k);
    diags_done(&t->diags);
    sources_done(&t->sources);
    strbuf_done(&t->trace);
    strbuf_done(&t->said);
    free(t);
    return 0;
}

/* The kinds of the effects, "show say"; their texts one a line in t->said. */
static const char *talk_step(struct talk *t, const struct input *in)
{
    static const char *const names[] = {"say", "search",    "choose", "show", "tell",
                                        "ask", "checklist", "record", "bye"};
    effects_clear(&t->e);
    dialogue_step(&t->d, in, &t->e);
    strbuf_clear(&t->trace);
    strbuf_clear(&t->said);
    for (size_t i = 0; i < t->e.n; i++) {
        strbuf_printf(&t->trace, "%s%s", i > 0 ? " " : "", names[t->e.v[i].kind]);
        strbuf_printf(&t->said, "%s\n", t->e.v[i].text ? t->e.v[i].text : "");
    }
    return t->trace.s;
}

static inline const char *talk_do(struct talk *t, enum input_kind kind)
{
    return talk_step(t, &(struct input){.kind = kind});
}

static inline const char *talk_text(struct talk *t, enum input_kind kind, const char *text)
{
    return talk_step(t, &(struct input){.kind = kind, .text = text, .len = strlen(text)});
}

static inline const char *talk_type(struct talk *t, const char *text)
{
    return talk_text(t, INPUT_TEXT, text);
}

static inline const char *talk_pick(struct talk *t, size_t n)
{
    return talk_step(t, &(struct input){.kind = INPUT_PICK, .pick = n});
}

static inline const char *talk_open(struct talk *t, const char *id)
{
    return talk_step(t, &(struct input){.kind = INPUT_OPEN, .entry = knowledge_entry(t->k, id)});
}

/* ids between spaces, best first. */
static const char *talk_hits(struct talk *t, enum confidence c, const char *ids)
{
    struct hit v[16];
    struct hits h = {.v = v, .n = 0, .confidence = c};
    char copy[256];
    snprintf(copy, sizeof copy, "%s", ids);
    char *save = NULL;
    for (char *id = strtok_r(copy, " ", &save); id && h.n < 16; id = strtok_r(NULL, " ", &save))
        v[h.n++] = (struct hit){.entry = knowledge_entry(t->k, id), .score = 10.0 - (double)h.n};
    return talk_step(t, &(struct input){.kind = INPUT_HITS, .hits = &h});
}

/* Asks and gets this answer from the search. */
static inline const char *talk_ask(struct talk *t, const char *text, enum confidence c,
                                   const char *ids)
{
    const char *did = talk_type(t, text);
    /* the question, and perhaps its subject alone */
    for (int i = 0; i < 2 && strcmp(did, "search") == 0; i++)
        did = talk_hits(t, c, ids);
    return did;
}

#endif
