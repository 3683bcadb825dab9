/* The configuration file: where the database is, the language, how one types, how the screen looks
 * and is drawn, the printer for slips, and whether this is a public place. A public terminal reads
 * no file of the person who sits in front of it, so there is no file below HOME. */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "app/look.h"
#include "base/error.h"
#include "base/lang.h"
#include <stdbool.h>
#include <stddef.h>

#define CONFIG_DEFAULT_PATH "/etc/madoguchi.yaml"
/* Where a public terminal keeps what was asked in vain, when nothing else is said. */
#define CONFIG_KIOSK_JOURNAL "/var/lib/madoguchi/journal.db"

struct config {
    char *journal; /* "none", or where what is asked in vain is kept; NULL: not given. As db */
    char *db;      /* NULL: not given. A relative path counts from the file's own folder */
    bool has_lang;
    enum lang lang;
    bool kana;      /* typed romaji become kana from the start */
    bool big;       /* what can be touched is drawn as boxes for a finger */
    char *print;    /* the command that prints a slip, "none" for no printer; NULL: not given */
    int slip_width; /* 32, 48 or 80; 0: not given */
    bool kiosk;     /* false where it is not given */
    unsigned idle, countdown; /* seconds; 120 and 30 where they are not given */
    struct look look;
};

/* A key of the file: what may be written after it, and what it is for, in Japanese for _(). */
struct config_key {
    const char *name, *values, *help;
};
/* The keys in order, from 0; NULL past the last. */
const struct config_key *config_key(size_t i);

/* Reads path; NULL: CONFIG_DEFAULT_PATH, which may be absent. c is made here; free it with
 * config_done, whatever is returned. False and *err: EX_NOINPUT when the named file cannot be
 * read, EX_CONFIG with FILE:LINE:COL when something in it is wrong. */
bool config_load(struct config *c, const char *path, struct error *err);
void config_done(struct config *c);
/* The journal to be kept: what was said on the command line, or else in the file, or else a
 * kiosk's, where its folder is there. NULL: none. */
const char *config_journal(const struct config *c, const char *said, bool kiosk);

#endif
