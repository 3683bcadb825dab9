/* The shipped database, opened as the tests of the full screen do it. */
#ifndef TESTS_TUI_SHIPPED_H
#define TESTS_TUI_SHIPPED_H

#include "app/session.h"
#include <stdlib.h>

static struct session *open_shipped(void)
{
    struct error err = ERROR_NONE;
    struct session_options o = {.db = getenv("DB"), .clock = {.fixed = {2026, 11, 20}}};
    struct session *s = session_open(&o, &err);
    if (!s)
        fail_msg("%s", err.msg);
    return s;
}

#endif
