/* Where a checklist sends people: the way through the town hall, and how often they go there. */
#ifndef GUIDE_ROUTE_H
#define GUIDE_ROUTE_H

#include "guide/guide.h"

struct route_place {
    const struct desk *desk; /* NULL: outside the town hall, see the first one's entry->place */
    const struct item_procedure **v; /* what is done there, by due date; into the checklist */
    size_t n;                        /* at least 1 */
};
struct route {
    struct route_place *v; /* desks in walking order, then the places outside by due date */
    size_t n;
    size_t ndesks; /* so many of them are desks of the town */
    struct arena arena;
};
/* The checklist must outlive it. */
void route_init(struct route *r, const struct checklist *c);
void route_done(struct route *r);

struct visits {
    int town_hall;        /* 0: nothing is done there; 2: one certainly has to come again */
    bool maybe;           /* town_hall is 1, and a second time may be needed */
    size_t elsewhere;     /* places outside the town hall */
    bool elsewhere_maybe; /* not every one of them is certain */
};
struct visits route_visits(const struct checklist *c);

/* The procedure's deadline that comes first, or NULL when no day is known. */
const struct item_deadline *route_deadline(const struct checklist *c, const struct entry *e);

#endif
