#include "tui/numbers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NINE = 9, TWO = NINE * NINE, THREE = NINE * NINE * NINE };

/* The last digit of an item, and what stands before it. */
static int nth(size_t i, int before)
{
    return before * 10 + (int)(i % NINE) + 1;
}

int number_of(size_t i, size_t n)
{
    if (n <= NINE)
        return nth(i, 0);
    if (n <= TWO)
        return nth(i, nth(i / NINE, 0));
    return n <= THREE ? nth(i, nth(i / NINE, nth(i / TWO, 0))) : -1;
}

int number_from(int tens, size_t i)
{
    size_t ten = (size_t)tens + i / NINE;
    return ten <= NINE ? nth(i, (int)ten) : -1;
}

int number_next_tens(int tens, size_t n)
{
    /* Always an odd one: one more life event does not move every field. */
    int next = tens + (int)((n + NINE - 1) / NINE);
    return next < 3 ? 3 : next % 2 == 0 ? next + 1 : next;
}

/* The first item of the menu whose number is s, or with part begins with s; or n. */
static size_t find(const struct menu *m, const char *s, bool part)
{
    char number[16];
    size_t len = strlen(s);
    for (size_t i = 0; i < m->n; i++) {
        snprintf(number, sizeof(number), "%d", m->v[i].number);
        if (m->v[i].number >= 0 && strncmp(number, s, len) == 0 && (part || number[len] == '\0'))
            return i;
    }
    return m->n;
}

static bool select_in(struct menu *m, const char *s, bool part)
{
    size_t i = m ? find(m, s, part) : 0;
    if (!m || i == m->n)
        return false;
    m->selected = i;
    return true;
}

enum pick number_press(struct digits *d, uint32_t digit, struct menu *a, struct menu *b,
                       struct menu **found)
{
    size_t n = strlen(d->s);
    d->waiting = false;
    *found = NULL;
    if (digit < '0' || digit > '9' || n + 1 >= sizeof(d->s))
        return PICK_NONE;
    d->s[n] = (char)digit;
    d->s[n + 1] = '\0';
    for (int part = 0; part < 2; part++) {
        *found = select_in(a, d->s, part) ? a : select_in(b, d->s, part) ? b : NULL;
        if (!*found)
            continue;
        d->waiting = part;
        return part ? PICK_WAIT : PICK_ITEM;
    }
    return PICK_NONE;
}
