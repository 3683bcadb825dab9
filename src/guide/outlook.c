#include "guide/outlook.h"

#include "guide/reach.h"
#include "guide/walk.h"

struct reading {
    const struct question *q;
    bool found;
};

static void look(void *ctx, const struct question *q)
{
    struct reading *r = ctx;

    r->found = r->found || same_question(q, r->q);
}

bool outlook_reads(const struct when *w, const struct question *q)
{
    struct reading r = {q, false};

    if (w->cond)
        cond_questions(w->cond, look, &r);
    return r.found;
}

struct supposed {
    const struct question *q;
    size_t answer;
};

static struct possible get(void *ctx, const struct question *q)
{
    const struct supposed *s = ctx;
    struct possible p = possible_all(q);
    uint64_t bit = s->answer < 64 ? UINT64_C(1) << s->answer : 0;

    if (!same_question(q, s->q)) {
        p.absent = true;
    } else if (q->kind != Q_MULTI || str_is(&q->none, q->answers.v[s->answer].id.s)) {
        p.answers = bit;
        p.chosen = q->kind == Q_MULTI ? bit : 0;
    } else {
        p.chosen = bit;
    }
    return p;
}

enum truth outlook_eval(const struct when *w, const struct question *q, size_t answer,
                        struct date today)
{
    struct supposed s = {q, answer};
    struct cond_env env = {get, &s, today};

    return cond_eval(w->cond, &env);
}

struct way outlook_way(const struct knowledge *k, const struct entry *e, const struct node *n,
                       size_t answer)
{
    struct hop h = walk_choose(k, e, n, answer);

    if (h.kind == HOP_STOP)
        return (struct way){.kind = WAY_STOP, .stop = h.stop};
    if (h.go)
        return (struct way){.kind = WAY_GO, .entry = h.entry};
    if (h.kind == HOP_NODE)
        return (struct way){.kind = WAY_QUESTION, .node = h.node};
    return (struct way){.kind = WAY_DONE};
}
