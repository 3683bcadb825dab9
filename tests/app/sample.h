/* The small town of the dialogues, built into a file. */
#ifndef TESTS_APP_SAMPLE_H
#define TESTS_APP_SAMPLE_H

#include "../dialogue/sample.h"
#include "app/session.h"
#include <string.h>

/* With `to` in town.yaml, in the place of `from`. */
static void sample_build(const char *path, const char *from, const char *to)
{
    struct sources sources;
    struct diags diags;
    struct loader_file files[SAMPLE_FILES];
    struct error err = ERROR_NONE;
    struct strbuf town;
    const char *at = strstr(sample_town, from);
    assert_non_null(at);
    strbuf_init(&town);
    strbuf_add(&town, sample_town, (size_t)(at - sample_town));
    strbuf_printf(&town, "%s%s", to, at + strlen(from));
    memcpy(files, sample_files, sizeof files);
    files[0].text = town.s;
    files[0].len = town.len;
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load_texts(files, SAMPLE_FILES, &sources, &diags);
    assert_int_equal(diags.errors, 0);
    struct morph *m = morph_open(NULL, NULL, &err);
    if (!m || !index_build(path, k, m, NULL, &err))
        fail_msg("%s", err.msg);
    morph_close(m);
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
    strbuf_done(&town);
}

#endif
