/* The file that the terminals read, put in the place of another: whatever happens at whatever
 * moment, FILE is the whole old one or the whole new one. */
#ifndef APP_PUBLISH_H
#define APP_PUBLISH_H

#include "base/error.h"
#include <stdbool.h>

struct publish {
    char *file;     /* links followed */
    char *next;     /* FILE.next: the new one, while it is made */
    char *previous; /* FILE.previous: the one before */
    int lock;       /* of the folder */
};

/* One publish at a time in a folder: false and EX_TEMPFAIL while another is at it; EX_CANTCREAT
 * when there is no such folder, or file is no ordinary file. publish_done is due in any case. */
bool publish_begin(struct publish *p, const char *file, struct error *err);
void publish_done(struct publish *p);

/* Is the file there? */
bool publish_has(const char *path);
/* Are next and file the same, byte for byte? */
bool publish_same(const struct publish *p);
/* file becomes previous, next becomes file. False and *err (EX_CANTCREAT, EX_IOERR): file is as it
 * was. */
bool publish_replace(const struct publish *p, struct error *err);
/* file and previous change places; where there is no file, previous becomes it. False and *err: all
 * are there that were, file is one of them. */
bool publish_swap(const struct publish *p, struct error *err);

#endif
