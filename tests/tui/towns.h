/* The made-up towns of tests/tui, built: `knowledge`, and `many` where there is more than nine of
 * everything. */
#ifndef TESTS_TUI_TOWNS_H
#define TESTS_TUI_TOWNS_H

#include "index/index.h"
#include "knowledge/loader.h"

#include <stdio.h>
#include <stdlib.h>

static const char *town_file(const char *name, char *path, size_t size)
{
    const char *root = getenv("ROOT");
    snprintf(path, size, "%s/tests/tui/%s", root ? root : ".", name);
    return path;
}

/* Builds the file `to`. False, and on standard error why. */
static bool town_build(const char *name, const char *to)
{
    char path[512];
    struct error err = ERROR_NONE;
    struct sources sources;
    struct diags diags;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k =
        knowledge_load(town_file(name, path, sizeof(path)), NULL, &sources, &diags, &err);
    struct morph *m = morph_open(NULL, NULL, &err);
    bool ok = k && m && diags.errors == 0 && index_build(to, k, m, NULL, &err);
    if (!ok) {
        struct strbuf s;
        strbuf_init(&s);
        diags_print(&diags, &s);
        fprintf(stderr, "%s%s\n", s.s, err.msg);
        strbuf_done(&s);
    }
    morph_close(m);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
    return ok;
}

#endif
