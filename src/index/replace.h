/* Puts a new file in the place of an old one. Private to the room. */
#ifndef INDEX_REPLACE_H
#define INDEX_REPLACE_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct replace_part {
    const void *p;
    size_t n;
};

/* Writes the parts, one after the other, as path: into PATH.tmp.PID, synced, renamed, and the
 * directory synced. Whatever happens, path is the old file or the whole new one. Where path is a
 * symbolic link, what it points to is replaced. Temporary files that killed builds left beside it
 * are removed. False and *err: EX_CANTCREAT, EX_IOERR. */
bool replace_file(const char *path, const struct replace_part *parts, size_t nparts,
                  struct error *err);

#endif
