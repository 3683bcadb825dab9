#include "tui/theme.h"

/* Text stays in the terminal's own colours: the person or the library chose them. */
static const struct theme_style styles[STYLES] = {
    [STYLE_TEXT] = {COLOUR_DEFAULT, COLOUR_DEFAULT, false, false, false},
    [STYLE_TITLE] = {COLOUR_DEFAULT, COLOUR_DEFAULT, true, true, false},
    [STYLE_HEADING] = {COLOUR_DEFAULT, COLOUR_DEFAULT, true, false, false},
    [STYLE_NOTE] = {COLOUR_DEFAULT, COLOUR_DEFAULT, false, false, false},
    [STYLE_RULE] = {COLOUR_DEFAULT, COLOUR_DEFAULT, false, false, false},
    [STYLE_INPUT] = {COLOUR_DEFAULT, COLOUR_DEFAULT, true, false, false},
    [STYLE_NUMBER] = {COLOUR_DEFAULT, COLOUR_DEFAULT, true, false, false},
    [STYLE_SELECTED] = {COLOUR_DEFAULT, COLOUR_DEFAULT, true, true, false},
    [STYLE_KEY] = {COLOUR_DEFAULT, COLOUR_DEFAULT, true, false, false},
    [STYLE_KEY_LABEL] = {COLOUR_DEFAULT, COLOUR_DEFAULT, false, false, false},
    [STYLE_MESSAGE] = {COLOUR_DEFAULT, COLOUR_DEFAULT, true, false, false},
    [STYLE_URGENT] = {COLOUR_WHITE, COLOUR_RED, true, false, false},
    [STYLE_FOUND] = {COLOUR_DEFAULT, COLOUR_DEFAULT, true, true, false},
    [STYLE_QR] = {COLOUR_BLACK, COLOUR_BRIGHT_WHITE, false, false, false},
    [STYLE_QR_DARK] = {COLOUR_BRIGHT_WHITE, COLOUR_BLACK, false, false, false},
};

const struct theme_style *theme_style(enum style style)
{
    return &styles[(unsigned)style < STYLES ? style : STYLE_TEXT];
}

bool theme_painted(enum style style)
{
    return style == STYLE_QR || style == STYLE_QR_DARK;
}
