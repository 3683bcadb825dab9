#include "guide/guide.h"

#include "guide/scope.h"
#include "guide/walk.h"

/* The event's own open questions; the answered ones before the first of them go to passed. */
static void event_questions(const struct scope *s, struct seen *passed, struct seen *open)
{
    for (size_t i = 0; i < s->nquestions; i++) {
        const struct question *q = s->questions[i].ref->question;

        if (s->questions[i].asked == TRUTH_FALSE)
            continue;
        if (!facts_get(s->facts, q->id.s))
            seen_add(open, q);
        else if (open->n == 0)
            seen_add(passed, q);
    }
}

void guide_next(const struct guide *g, const struct facts *f, struct guide_step *out)
{
    struct seen passed = {0}, open = {0}, later = {0};
    struct scope s;
    size_t sum;

    *out = (struct guide_step){0};
    scope_init(&s, g, f);
    event_questions(&s, &passed, &open);
    /* Those that the event will ask for certain; what a tree asks in their stead is counted there.
     */
    for (size_t i = 0; i < s.nquestions; i++)
        if (s.questions[i].asked == TRUTH_TRUE)
            seen_add(&later, s.questions[i].ref->question);
    if (open.n > 0)
        out->question = open.v[0];
    sum = open.n;
    for (size_t i = 0; i < s.nparts; i++) {
        struct scope_part *part = &s.parts[i];
        struct lookup l = scope_lookup(&s, part);

        if (!part->walk || part->selected == TRUTH_FALSE)
            continue;
        if (!out->question) {
            struct hop h = walk_follow(g->knowledge, part->entry, &l, &passed);
            if (h.kind == HOP_NODE)
                out->question = h.node->question;
        }
        sum += walk_longest(g->knowledge, part->entry, &l, &later, &open);
    }
    out->asked = passed.n;
    /* A question is asked once, however many trees ask it. */
    out->left = sum < open.n ? sum : open.n;
    if (!out->question)
        out->left = 0;
    seen_done(&passed);
    seen_done(&open);
    seen_done(&later);
    scope_done(&s);
}

void guide_path(const struct guide *g, const struct facts *f, struct guide_path *out)
{
    struct scope s;

    scope_init(&s, g, f);
    *out = s.path;
    arena_init(&s.path.arena); /* out owns it now */
    scope_done(&s);
}

void guide_path_done(struct guide_path *p)
{
    arena_done(&p->arena);
    *p = (struct guide_path){0};
}
