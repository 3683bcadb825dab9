#include "tui/theme.h"
#include "base/lang.h"

#define OWN COLOUR_DEFAULT, COLOUR_DEFAULT
#define ON_BLACK COLOUR_WHITE, COLOUR_BLACK
#define ON_WHITE COLOUR_BLACK, COLOUR_WHITE

/* Foreground and background, bold, reverse, underline.
 *
 * Normal: text stays in the terminal's own colours: the person or the library chose them.
 *
 * Dark and light: black and white alone, the colours 0 and 7 that every terminal has. The least
 * contrast (WCAG 2, relative luminance) is that of the Linux console, whose white is
 * #aaaaaa: 9.0:1; xterm's #e5e5e5 has 16.7:1. Bold white becomes #ffffff, 21:1. Bold black becomes
 * #555555 on many terminals, 3.3:1 on #aaaaaa: so nothing that is black is bold. No red: white on
 * it has less than 4:1 there. */
static const struct theme_style styles[THEMES][STYLES] =
    {
        [THEME_NORMAL] =
            {
                [STYLE_TEXT] = {OWN, false, false, false},
                [STYLE_TITLE] = {OWN, true, true, false},
                [STYLE_HEADING] = {OWN, true, false, false},
                [STYLE_NOTE] = {OWN, false, false, false},
                [STYLE_RULE] = {OWN, false, false, false},
                [STYLE_INPUT] = {OWN, true, false, false},
                [STYLE_NUMBER] = {OWN, true, false, false},
                [STYLE_SELECTED] = {OWN, true, true, false},
                [STYLE_KEY] = {OWN, true, false, false},
                [STYLE_KEY_LABEL] = {OWN, false, false, false},
                [STYLE_MESSAGE] = {OWN, true, false, false},
                [STYLE_URGENT] = {COLOUR_WHITE, COLOUR_RED, true, false, false},
                [STYLE_FOUND] = {OWN, true, true, false},
                [STYLE_QR] = {COLOUR_BLACK, COLOUR_BRIGHT_WHITE, false, false, false},
                [STYLE_QR_DARK] = {COLOUR_BRIGHT_WHITE, COLOUR_BLACK, false, false, false},
            },
        [THEME_DARK] =
            {
                [STYLE_TEXT] = {ON_BLACK, false, false, false},
                [STYLE_TITLE] = {ON_WHITE, false, false, false},
                [STYLE_HEADING] = {ON_BLACK, true, false, true},
                [STYLE_NOTE] = {ON_BLACK, false, false, false},
                [STYLE_RULE] = {ON_BLACK, false, false, false},
                [STYLE_INPUT] = {ON_BLACK, true, false, false},
                [STYLE_NUMBER] = {ON_BLACK, true, false, false},
                [STYLE_SELECTED] = {ON_WHITE, false, false, false},
                [STYLE_KEY] = {ON_BLACK, true, false, false},
                [STYLE_KEY_LABEL] = {ON_BLACK, false, false, false},
                [STYLE_MESSAGE] = {ON_BLACK, true, false, false},
                [STYLE_URGENT] = {ON_WHITE, false, false, true},
                [STYLE_FOUND] = {ON_WHITE, false, false, true},
                [STYLE_QR] = {COLOUR_BLACK, COLOUR_BRIGHT_WHITE, false, false, false},
                [STYLE_QR_DARK] = {COLOUR_BRIGHT_WHITE, COLOUR_BLACK, false, false, false},
            },
        [THEME_LIGHT] =
            {
                [STYLE_TEXT] = {ON_WHITE, false, false, false},
                [STYLE_TITLE] = {ON_BLACK, true, false, false},
                [STYLE_HEADING] = {ON_WHITE, false, false, true},
                [STYLE_NOTE] = {ON_WHITE, false, false, false},
                [STYLE_RULE] = {ON_WHITE, false, false, false},
                [STYLE_INPUT] = {ON_WHITE, false, false, false},
                [STYLE_NUMBER] = {ON_WHITE, false, false, true},
                [STYLE_SELECTED] = {ON_BLACK, true, false, false},
                [STYLE_KEY] = {ON_WHITE, false, false, true},
                [STYLE_KEY_LABEL] = {ON_WHITE, false, false, false},
                [STYLE_MESSAGE] = {ON_WHITE, false, false, true},
                [STYLE_URGENT] = {ON_BLACK, true, false, true},
                [STYLE_FOUND] = {ON_BLACK, true, false, true},
                [STYLE_QR] = {COLOUR_BLACK, COLOUR_BRIGHT_WHITE, false, false, false},
                [STYLE_QR_DARK] = {COLOUR_BRIGHT_WHITE, COLOUR_BLACK, false, false, false},
            },
};

const struct theme_style *theme_style(enum theme theme, enum style style)
{
    return &styles[(unsigned)theme < THEMES ? theme : THEME_NORMAL]
                  [(unsigned)style < STYLES ? style : STYLE_TEXT];
}

const char *theme_name(enum theme theme)
{
    switch (theme) {
    case THEME_DARK:
        return _("黒い画面に白い文字");
    case THEME_LIGHT:
        return _("白い画面に黒い文字");
    case THEME_NORMAL:
        break;
    }
    return _("ふつうの色");
}

bool theme_painted(enum style style)
{
    return style == STYLE_QR || style == STYLE_QR_DARK;
}
