#include "output/export.h"

#include "base/xalloc.h"
#include <stdlib.h>

void export_files_init(struct export_files *f)
{
    *f = (struct export_files){0};
}

void export_files_done(struct export_files *f)
{
    for (size_t i = 0; i < f->n; i++) {
        free(f->v[i]->path);
        strbuf_done(&f->v[i]->bytes);
        free(f->v[i]);
    }
    free(f->v);
    export_files_init(f);
}

struct strbuf *export_file(struct export_files *f, const char *fmt, ...)
{
    struct export_file *file = xmalloc(sizeof *file);
    struct strbuf path;
    va_list ap;

    if (f->n == f->cap) {
        f->cap = f->cap == 0 ? 64 : 2 * f->cap;
        f->v = xreallocarray(f->v, f->cap, sizeof *f->v);
    }
    strbuf_init(&path);
    va_start(ap, fmt);
    strbuf_vprintf(&path, fmt, ap);
    va_end(ap);
    file->path = strbuf_detach(&path);
    strbuf_init(&file->bytes);
    f->v[f->n++] = file;
    return &file->bytes;
}
