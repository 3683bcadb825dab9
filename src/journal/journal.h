/* What was asked in vain, in a local SQLite file, without anybody in it. A row is a day, a kind, a
 * masked text and the ids it is about; equal rows of a day are one row with a count. Rows lie in
 * the order of their key, not in that of their coming: there is no time of day, no person, no
 * terminal and no sequence in the file. Texts are masked (mask.h) before anything is written, by
 * the caller with what it knows of names, and here once more without.
 *
 * A rollback journal, not a write-ahead log: one file when nobody writes, so that it can be copied
 * as it is, and what was deleted is overwritten in it at once. A row is on the disk when
 * journal_append has given true, whatever happens to the process then. Several processes may have
 * the same file open. */
#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

enum journal_kind {
    JOURNAL_UNANSWERED, /* text found nothing; entries: what was near */
    JOURNAL_POOR,       /* text found entries, and none of them was taken, or the one was wrong */
    JOURNAL_YES,        /* the sheet of the entry was clear; no text */
    JOURNAL_NO,         /* it was not; text: what led there, or nothing */
    JOURNAL_KINDS
};

struct journal_row {
    struct date day;
    enum journal_kind kind;
    const char *text;    /* "" for none */
    const char *entries; /* ids with a space between, in the order they were offered; "" for none */
    size_t count;        /* when read: how often. When appended it is one */
};

/* 0: the usual one. */
struct journal_limits {
    size_t chars;  /* of a text; the rest is cut off (200) */
    size_t bytes;  /* of the file: the oldest days go first (8 MB) */
    size_t rows;   /* different ones of a day: more are refused, so that one day's mischief does not
                      push out all other days (2,000) */
    int days;      /* that a row is kept, its own day included (180) */
    int busy_msec; /* that is waited for another process (2,000) */
};

struct journal;
/* Opens or creates path, readable by its owner alone, and drops what is too old on the day `today`.
 * A file that is damaged is renamed, and a new one begun: then a sentence about it is appended to
 * told. NULL and *err: EX_NOINPUT, EX_NOPERM, EX_IOERR, EX_TEMPFAIL; EX_DATAERR when it is some
 * other database or a journal of a newer version. limits may be NULL. Caller frees with
 * journal_close. */
struct journal *journal_open(const char *path, struct date today,
                             const struct journal_limits *limits, struct strbuf *told,
                             struct error *err);
void journal_close(struct journal *j);

/* False and *err: nothing was written (the disk is full, the day has too many rows, …). */
bool journal_append(struct journal *j, const struct journal_row *r, struct error *err);

struct journal_rows {
    struct journal_row *v; /* by day, kind, text, entries */
    size_t n;
    struct arena arena;
};
/* All rows from the day `since` on (no date: all). Changes nothing; the rows are made here, free
 * with journal_rows_done, whatever is returned. False and *err as journal_open says, and EX_DATAERR
 * when the file is damaged. */
bool journal_read(const char *path, struct date since, struct journal_rows *out, struct error *err);
void journal_rows_done(struct journal_rows *r);

#endif
