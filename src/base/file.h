/* Files that are there whole or not at all, whatever happens while they are written. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/error.h"
#include "base/strbuf.h"
#include <stdbool.h>

/* Writes text as path: into PATH.tmp.PID, synced, renamed, and the directory synced. Whatever
 * happens, path is the old file or the whole new one, and everyone may read it. Where path is a
 * symbolic link, what it points to is replaced. Temporary files that killed writers left beside it
 * are removed. False and *err: EX_CANTCREAT, EX_IOERR. */
bool file_replace(const char *path, const struct strbuf *text, struct error *err);
/* The same for a new file: what is at path already, be it a link that leads nowhere, stays as it is
 * and is an error. Who may read it follows the umask. */
bool file_create(const char *path, const struct strbuf *text, struct error *err);

/* ---- what these and other writers are made of ---- */

/* Sets *err to "PATH cannot be written", with the reason in errno. Gives false. */
bool file_fail(struct error *err, int code, const char *path);
/* The folder that path is in; "." where it names none. Caller frees. */
char *file_folder(const char *path);
/* Makes a folder, or finds it there. False and *err: EX_CANTCREAT. */
bool file_make_folder(const char *folder, struct error *err);
/* False: errno tells why. */
bool file_write(int fd, const struct strbuf *text);
/* Names of files outlive a power cut only when the folder they are in is synced. False and *err:
 * EX_IOERR. */
bool file_sync_folder(const char *folder, struct error *err);

/* Appends what is in the file, and stops when out holds more than max bytes. False: it cannot be
 * read; errno tells why. */
bool file_read(const char *path, size_t max, struct strbuf *out);

#endif
