#include "base/lang.h"

#include <stddef.h>
#include <string.h>

static const struct pair {
    const char *ja, *en;
} english[] = {
#include "base/lang_en.inc"
/* What --help and the manual say of the commands. */
#include "base/lang_en_manual.inc"
};

static enum lang current = LANG_JA;

void lang_set(enum lang lang)
{
    current = lang;
}

enum lang lang_get(void)
{
    return current;
}

const char *lang_text(const char *ja)
{
    if (current == LANG_JA)
        return ja;
    for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++) {
        if (strcmp(english[i].ja, ja) == 0)
            return english[i].en;
    }
    return ja;
}
