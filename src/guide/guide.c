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

/* The most questions that the tree still asks; the first of them is the next one, when there is
 * none yet. */
static size_t part_questions(const struct scope *s, const struct scope_part *part,
                             const struct seen *later, struct seen *passed, struct seen *open,
                             struct guide_step *out)
{
    const struct knowledge *k = s->guide->knowledge;
    struct lookup l = scope_lookup(s, part);

    if (!part->walk)
        return 0;
    if (!out->question) {
        struct hop h = walk_follow(k, part->entry, &l, passed);
        if (h.kind == HOP_NODE)
            out->question = h.node->question;
    }
    return walk_longest(k, part->entry, &l, later, open);
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
    for (size_t i = 0; i < s.nparts; i++)
        if (s.parts[i].selected == TRUTH_TRUE)
            sum += part_questions(&s, &s.parts[i], &later, &passed, &open, out);
    /* A procedure that may be needed is not asked about while that is open: what is asked before
     * may settle it. Who does not know is not asked more about it. */
    for (size_t i = 0; out->question && i < s.nparts; i++)
        if (s.parts[i].selected == TRUTH_UNKNOWN)
            sum += part_questions(&s, &s.parts[i], &later, &passed, &open, out);
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
