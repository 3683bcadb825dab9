/* The numbers that stand before things to choose from. Up to nine items have one digit, more have
 * two (11 to 19, 21 to 29, …) and a great many three: no number begins another one, so that the
 * last digit needs no Enter. No digit of them is 0, which always means わからない. */
#ifndef TUI_NUMBERS_H
#define TUI_NUMBERS_H

#include "tui/widgets.h"

#define NUMBER_TWO_DIGITS 81 /* as many items can have two digits */

/* The number of the i-th of n items; -1 when there are too many. */
int number_of(size_t i, size_t n);
/* Two digits for lists that stand side by side: the first list begins with tens 1. -1 beyond 99. */
int number_from(int tens, size_t i);
/* The tens at which the next list begins, apart from the n numbers that begin at `tens`. */
int number_next_tens(int tens, size_t n);

/* Digits that have been pressed and are the beginning of a number. */
struct digits {
    char s[4]; /* NUL-terminated; wiped with the rest of what was pressed */
    bool waiting;
    int area; /* where the focus was before, and what was selected there */
    size_t selected[2];
};

enum pick {
    PICK_NONE, /* no number begins like this: what was pressed stays in the digits */
    PICK_WAIT, /* the first item of such a number is selected */
    PICK_ITEM  /* it is selected */
};
/* Adds a digit. The item may be in either menu (b: NULL when there is one only): *found is the menu
 * of it unless nothing begins like this. */
enum pick number_press(struct digits *d, uint32_t digit, struct menu *a, struct menu *b,
                       struct menu **found);

#endif
