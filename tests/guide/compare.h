/* What one checklist holds and another does not. */
#ifndef TESTS_GUIDE_COMPARE_H
#define TESTS_GUIDE_COMPARE_H

#include "guide/route.h"
#include <string.h>

static inline const struct item_note *find_note(const struct item_notes *notes, const char *text)
{
    for (size_t i = 0; i < notes->n; i++)
        if (strcmp(notes->v[i].text.s, text) == 0)
            return &notes->v[i];
    return NULL;
}

static inline bool has_note(const struct checklist *c, const char *text)
{
    return find_note(&c->notes, text) || (c->stop && strcmp(c->stop, text) == 0);
}

/* What is in b and not in a; NULL when a holds all of b. */
static inline const char *missing(const struct checklist *a, const struct checklist *b)
{
    for (size_t i = 0, j; i < b->procedures.n; i++) {
        for (j = 0; j < a->procedures.n; j++)
            if (a->procedures.v[j].entry == b->procedures.v[i].entry)
                break;
        if (j == a->procedures.n)
            return b->procedures.v[i].entry->id.s;
    }
    for (size_t i = 0, j; i < b->documents.n; i++) {
        for (j = 0; j < a->documents.n; j++)
            if (a->documents.v[j].document == b->documents.v[i].document)
                break;
        if (j == a->documents.n)
            return b->documents.v[i].document->id.s;
        if (a->documents.v[j].form < b->documents.v[i].form)
            return "form";
        for (size_t p = 0, q; p < b->documents.v[i].procedures.n; p++) {
            for (q = 0; q < a->documents.v[j].procedures.n; q++)
                if (a->documents.v[j].procedures.v[q] == b->documents.v[i].procedures.v[p])
                    break;
            if (q == a->documents.v[j].procedures.n)
                return "for";
        }
    }
    for (size_t i = 0, j; i < b->deadlines.n; i++) {
        for (j = 0; j < a->deadlines.n; j++)
            if (a->deadlines.v[j].deadline == b->deadlines.v[i].deadline)
                break;
        if (j == a->deadlines.n)
            return "deadline";
    }
    for (size_t i = 0, j; i < b->fees.n; i++) {
        for (j = 0; j < a->fees.n; j++)
            if (a->fees.v[j].fee == b->fees.v[i].fee)
                break;
        if (j == a->fees.n)
            return "fee";
    }
    for (size_t i = 0; i < b->notes.n; i++)
        if (!has_note(a, b->notes.v[i].text.s))
            return b->notes.v[i].text.s;
    for (size_t i = 0; i < b->again.n; i++)
        if (!find_note(&a->again, b->again.v[i].text.s))
            return b->again.v[i].text.s;
    return b->stop && !has_note(a, b->stop) ? b->stop : NULL;
}

/* What is certain under わからない is certain under each answer; an answer that ends
 * with advice has no checklist, so trees with stops are left out. */
static inline const char *not_certain(const struct checklist *a, const struct checklist *b)
{
    for (size_t i = 0, j; i < a->documents.n; i++) {
        if (a->documents.v[i].state != ITEM_REQUIRED)
            continue;
        for (j = 0; j < b->documents.n; j++)
            if (b->documents.v[j].document == a->documents.v[i].document &&
                b->documents.v[j].state == ITEM_REQUIRED)
                break;
        if (j == b->documents.n)
            return a->documents.v[i].document->id.s;
    }
    for (size_t i = 0; i < a->again.n; i++) {
        const struct item_note *n = find_note(&b->again, a->again.v[i].text.s);
        if (a->again.v[i].state == ITEM_REQUIRED && (!n || n->state != ITEM_REQUIRED))
            return a->again.v[i].text.s;
    }
    return NULL;
}

/* Visits that b tells and a does not. */
static inline const char *fewer_visits(const struct checklist *a, const struct checklist *b)
{
    struct visits va = route_visits(a), vb = route_visits(b);

    if (vb.town_hall == 2 && va.town_hall < 2 && !va.maybe)
        return "twice";
    if (vb.maybe && va.town_hall < 2 && !va.maybe)
        return "perhaps twice";
    if (vb.town_hall > 0 && va.town_hall == 0)
        return "to the town hall";
    return vb.elsewhere > va.elsewhere ? "elsewhere" : NULL;
}

#endif
