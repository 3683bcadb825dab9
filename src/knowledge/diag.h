/* Mistakes in the YAML files: where, what, and the line with a caret under the place. */
#ifndef KNOWLEDGE_DIAG_H
#define KNOWLEDGE_DIAG_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "knowledge/str.h"

enum severity { DIAG_ERROR, DIAG_WARNING };

struct source {       /* a file as it was read */
    const char *path; /* as shown: relative to where check was pointed */
    const char *text;
    size_t len;
    const size_t *lines; /* byte offset of the start of each line */
    size_t nlines;
};
struct sources {
    struct source *v;
    size_t n, cap;
    struct arena arena;
};

void sources_init(struct sources *s);
void sources_done(struct sources *s);
/* Copies path and text (valid UTF-8 or not); gives the file's index. */
uint32_t sources_add(struct sources *s, const char *path, const char *text, size_t len);
/* The place of byte `offset` of file: col counts characters from 1. */
struct mark sources_mark(const struct sources *s, uint32_t file, size_t offset);

struct diag {
    struct mark at; /* line 0: the file as a whole */
    enum severity severity;
    bool unwritten; /* an error, but only of what its author has not written yet */
    const char *msg;
};
struct diags {
    const struct sources *sources; /* borrowed */
    struct diag *v;
    size_t n, cap;
    size_t errors, warnings;
    struct arena arena;
};

void diags_init(struct diags *d, const struct sources *sources);
void diags_done(struct diags *d);
/* The same message at the same place is kept once. */
void diags_add(struct diags *d, enum severity severity, struct mark at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* The path of a place's file as it is shown, for messages that name a second place. */
const char *diags_path(const struct diags *d, struct mark at);
/* An error: what (n bytes) is still a placeholder. */
void diags_add_unwritten(struct diags *d, struct mark at, const char *what, size_t n);
/* How many of those there are in a file. */
size_t diags_unwritten(const struct diags *d, uint32_t file);
/* Appends all, ordered by file and place:
 *   FILE:LINE:COL: error: MESSAGE
 *       the source line
 *          ^          (under the character, by its display width)      */
void diags_print(struct diags *d, struct strbuf *out);

#endif
