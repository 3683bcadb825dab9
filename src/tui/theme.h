/* How things look, as data. Colour never tells anything that the text does not tell as well. */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include "app/look.h"
#include <stdbool.h>

enum style {
    STYLE_TEXT,
    STYLE_TITLE,    /* the bar at the top */
    STYLE_HEADING,  /* what a block is about; the question that is asked */
    STYLE_NOTE,     /* why it is asked, examples */
    STYLE_RULE,     /* lines and boxes */
    STYLE_INPUT,    /* what is being typed */
    STYLE_NUMBER,   /* the key to press for an item */
    STYLE_SELECTED, /* the focused item; marked with > too */
    STYLE_KEY,      /* a key's name in the help line */
    STYLE_KEY_LABEL,
    STYLE_MESSAGE, /* an answer to what was typed */
    STYLE_URGENT,  /* the same, when it is about life and limb */
    STYLE_FOUND,   /* what was searched for */
    STYLE_QR,      /* black on white whatever the terminal's colours are: see theme_painted */
    STYLE_QR_DARK, /* a dark module as a blank */
    STYLES
};

enum colour {
    COLOUR_DEFAULT = -1,
    COLOUR_BLACK,
    COLOUR_RED,
    COLOUR_GREEN,
    COLOUR_YELLOW,
    COLOUR_BLUE,
    COLOUR_MAGENTA,
    COLOUR_CYAN,
    COLOUR_WHITE,
    COLOUR_BRIGHT_WHITE = 15 /* COLOUR_WHITE where there are eight */
};                           /* as terminals number them */

struct theme_style {
    enum colour fg, bg; /* only where there are colours, and NO_COLOR is not set */
    bool bold, reverse, underline;
};
/* THEME_DARK and THEME_LIGHT paint every cell, and have contrasts of at least 7:1. */
const struct theme_style *theme_style(enum theme theme, enum style style);
const char *theme_name(enum theme theme); /* in the reader's language */
/* Its colours carry something: they are painted with NO_COLOR, too. */
bool theme_painted(enum style style);

#endif
