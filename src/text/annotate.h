/* Something that adds to a text what helps to read it: the readings of its words. */
#ifndef TEXT_ANNOTATE_H
#define TEXT_ANNOTATE_H

#include "base/strbuf.h"
#include <stddef.h>

struct annotator {
    void *ctx;
    /* Appends s (n bytes of UTF-8, a paragraph that is not broken into lines yet) with what is
     * added. */
    void (*add)(void *ctx, const char *s, size_t n, struct strbuf *out);
};

#endif
