/* Knowledge that must be right, for the programs of this folder: a mistake in it ends them. */
#ifndef TESTS_BENCH_LOAD_H
#define TESTS_BENCH_LOAD_H

#include "knowledge/loader.h"
#include "lines.h"

static inline struct knowledge *bench_load(const char *dir, const char *dict)
{
    struct sources sources;
    struct diags diags;
    struct error err = ERROR_NONE;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load(dir, dict, &sources, &diags, &err);
    if (!k)
        bench_stop(dir, err.msg);
    if (diags.errors) {
        struct strbuf said;
        strbuf_init(&said);
        diags_print(&diags, &said);
        bench_stop(dir, said.s);
    }
    diags_done(&diags);
    sources_done(&sources);
    return k;
}

#endif
