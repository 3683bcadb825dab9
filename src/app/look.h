/* How the screen looks to a person: what the configuration says, and what a visitor changes until
 * the next one comes. */
#ifndef APP_LOOK_H
#define APP_LOOK_H

#include <stdbool.h>

enum theme { THEME_NORMAL, THEME_DARK, THEME_LIGHT };
#define THEMES 3

struct look {
    bool furigana; /* readings behind hard words */
    bool wide;     /* an empty line between lines, where there is room */
    enum theme theme;
};

#endif
