#include "guide/route.h"

static bool is_there(const struct route_place *p, const struct item_procedure *i)
{
    if (p->desk || i->desk)
        return p->desk == i->desk;
    return str_is(&p->v[0]->entry->place, i->entry->place.s);
}

/* Desks before the places outside. Those of the same number stay in the order they were met. */
static bool comes_before(const struct desk *a, const struct desk *b)
{
    if (!a || !b)
        return a && !b;
    return a->order < b->order;
}

/* A new place behind all that do not come after it, with room for every procedure. */
static struct route_place *insert(struct route *r, const struct desk *desk, size_t room)
{
    size_t i = r->n++;

    while (i > 0 && comes_before(desk, r->v[i - 1].desk)) {
        r->v[i] = r->v[i - 1];
        i--;
    }
    r->v[i] = (struct route_place){.desk = desk};
    r->v[i].v = arena_array(&r->arena, room, sizeof(*r->v[i].v));
    r->ndesks += desk != NULL;
    return &r->v[i];
}

void route_init(struct route *r, const struct checklist *c)
{
    size_t most = c->procedures.n;

    *r = (struct route){0};
    arena_init(&r->arena);
    if (most > 0)
        r->v = arena_array(&r->arena, most, sizeof *r->v);
    for (size_t i = 0; i < most; i++) {
        const struct item_procedure *p = &c->procedures.v[i];
        struct route_place *at = NULL;

        for (size_t j = 0; j < r->n && !at; j++)
            if (is_there(&r->v[j], p))
                at = &r->v[j];
        if (!at)
            at = insert(r, p->desk, most);
        at->v[at->n++] = p;
    }
}

void route_done(struct route *r)
{
    arena_done(&r->arena);
    *r = (struct route){0};
}

static bool is_certain(const struct route_place *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i]->state == ITEM_REQUIRED)
            return true;
    return false;
}

struct visits route_visits(const struct checklist *c)
{
    struct visits v = {0};
    struct route r;

    route_init(&r, c);
    v.town_hall = r.ndesks > 0 ? 1 : 0;
    for (size_t i = r.ndesks; i < r.n; i++) {
        v.elsewhere++;
        v.elsewhere_maybe = v.elsewhere_maybe || !is_certain(&r.v[i]);
    }
    for (size_t i = 0; i < c->again.n && r.ndesks > 0; i++) {
        if (c->again.v[i].state == ITEM_REQUIRED)
            v.town_hall = 2;
        else
            v.maybe = true;
    }
    v.maybe = v.maybe && v.town_hall == 1;
    route_done(&r);
    return v;
}

const struct item_deadline *route_deadline(const struct checklist *c, const struct entry *e)
{
    const struct item_deadline *first = NULL;

    for (size_t i = 0; i < c->deadlines.n; i++) {
        const struct item_deadline *d = &c->deadlines.v[i];

        if (d->entry == e && !date_is_none(d->due) && (!first || date_cmp(d->due, first->due) < 0))
            first = d;
    }
    return first;
}
