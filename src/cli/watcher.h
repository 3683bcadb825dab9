/* Waits for files to be saved below some folders, for a child process to end, and for the signal
 * to stop. Editors write over a file or put a new one in its place; both are one save. */
#ifndef CLI_WATCHER_H
#define CLI_WATCHER_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct watcher;
/* folders: watched with all that is below them, also what is made there later; one that is not
 * there now is waited for. From here on SIGINT, SIGTERM and SIGHUP end a wait instead of the
 * program. NULL and *err (EX_OSERR) when the system has no more watches. */
struct watcher *watcher_open(const char *const *folders, size_t n, struct error *err);
void watcher_close(struct watcher *w); /* gives the signals back; NULL is fine */

enum watched { WATCHED_SAVE, WATCHED_CHILD, WATCHED_STOP };
/* Sleeps until one of these; a save has come to rest by then (some saves one upon the other, as of
 * a whole checkout, are one). */
enum watched watcher_wait(struct watcher *w);
/* The files that were saved, made or taken away since watcher_clear, each once, as paths below the
 * folders. Valid until then. */
const char *const *watcher_saved(const struct watcher *w, size_t *n);
void watcher_clear(struct watcher *w);
/* In a child: signals do again what they did. */
void watcher_leave(const struct watcher *w);

#endif
