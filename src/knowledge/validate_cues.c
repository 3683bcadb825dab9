#include "base/xalloc.h"
#include "knowledge/validate.h"
#include <stdlib.h>
#include <string.h>

#define PARTS "〜"
#define STOP "。"

struct heard { /* a cue, and what it leads to */
    const struct str *cue;
    const struct str *id;
};

static int heard_cmp(const void *pa, const void *pb)
{
    const struct heard *a = pa, *b = pb;
    int c = strcmp(a->cue->s, b->cue->s);
    return c ? c : (a->cue->at.line > b->cue->at.line) - (a->cue->at.line < b->cue->at.line);
}

static bool starts(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* Nothing but marks, or a 〜 that has no words on one side. */
static bool is_hollow(const char *s)
{
    bool word = false;
    while (*s) {
        if (starts(s, PARTS)) {
            if (!word)
                return true;
            word = false;
            s += strlen(PARTS);
        } else if (starts(s, STOP)) {
            s += strlen(STOP);
        } else {
            word = true;
            s++;
        }
    }
    return !word;
}

static void check_words(const struct strs *list, struct diags *d)
{
    for (size_t i = 0; i < list->n; i++)
        if (is_hollow(list->v[i].s))
            diags_add(d, DIAG_ERROR, list->v[i].at,
                      "手がかりには、ことばが要ります（〜 は、ことばとことばの間に書きます）");
}

static void add(struct heard *v, size_t *n, const struct strs *cues, const struct str *id)
{
    for (size_t i = 0; i < cues->n; i++)
        v[(*n)++] = (struct heard){&cues->v[i], id};
}

static void check_twice(struct heard *v, size_t n, struct diags *d)
{
    if (n)
        qsort(v, n, sizeof *v, heard_cmp);
    for (size_t i = 1; i < n; i++) {
        if (strcmp(v[i].cue->s, v[i - 1].cue->s) != 0)
            continue;
        if (v[i].id == v[i - 1].id)
            diags_add(d, DIAG_ERROR, v[i].cue->at, "手がかり「%s」が2度あります", v[i].cue->s);
        else
            diags_add(d, DIAG_ERROR, v[i].cue->at,
                      "手がかり「%s」は「%s」も使っています。どちらか1つにします", v[i].cue->s,
                      v[i - 1].id->s);
    }
}

static void check_urgency(const struct urgency *u, struct diags *d)
{
    size_t cap = 0, n = 0;
    for (size_t i = 0; i < u->urgent.n; i++)
        cap += u->urgent.v[i].cues.n + u->urgent.v[i].always.n;
    struct heard *v = xreallocarray(NULL, cap + 1, sizeof *v);
    check_words(&u->unless, d);
    for (size_t i = 0; i < u->urgent.n; i++) {
        const struct urgent *one = &u->urgent.v[i];
        check_words(&one->cues, d);
        check_words(&one->always, d);
        check_words(&one->unless, d);
        add(v, &n, &one->cues, &one->id);
        add(v, &n, &one->always, &one->id);
        if (one->contacts.n == 0)
            diags_add(d, DIAG_ERROR, one->id.at, "「%s」に連絡先（contacts）が要ります", one->id.s);
    }
    check_twice(v, n, d);
    free(v);
}

static void check_smalltalk(const struct smalltalk *t, struct diags *d)
{
    size_t cap = 0, n = 0;
    for (size_t i = 0; i < t->replies.n; i++)
        cap += t->replies.v[i].cues.n + t->replies.v[i].inside.n;
    struct heard *v = xreallocarray(NULL, cap + 1, sizeof *v);
    check_words(&t->around, d);
    for (size_t i = 0; i < t->replies.n; i++) {
        const struct reply *r = &t->replies.v[i];
        check_words(&r->cues, d);
        check_words(&r->inside, d);
        add(v, &n, &r->cues, &r->id);
        add(v, &n, &r->inside, &r->id);
        if (r->cues.n + r->inside.n == 0)
            diags_add(d, DIAG_ERROR, r->id.at, "「%s」に手がかり（cues か inside）が要ります",
                      r->id.s);
    }
    check_twice(v, n, d);
    free(v);
}

void validate_cues(const struct knowledge *k, struct diags *d)
{
    check_urgency(&k->urgency, d);
    check_smalltalk(&k->smalltalk, d);
}
