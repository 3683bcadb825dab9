/* A line that is edited: readline as an engine that sees no terminal, for the full screen; and
 * readline as it comes, for plain mode. The only file that knows readline, which has one state for
 * the whole process. */
#ifndef TUI_LINEEDIT_H
#define TUI_LINEEDIT_H

#include "tui/key.h"
#include <stdbool.h>
#include <stddef.h>

/* What a line takes at most, in bytes; what is typed or pasted beyond it is left out. */
#define LINEEDIT_MAX 3000

/* Makes readline ready; lineedit_new does it too. To be called before term_open: readline and
 * curses share the terminal database's "current terminal", and it must be curses' in the end. The
 * locale must be a UTF-8 one. */
void lineedit_start(void);

struct lineedit;
struct lineedit *lineedit_new(void);
void lineedit_free(struct lineedit *l); /* overwrites what was typed */

const char *lineedit_text(const struct lineedit *l); /* valid UTF-8; until the next call */
size_t lineedit_point(const struct lineedit *l);     /* the cursor, in bytes of the text */
void lineedit_clear(struct lineedit *l);             /* overwrites, too */

/* True when k is a key of the editor, whether or not it changed anything. */
bool lineedit_key(struct lineedit *l, const struct key *k);
/* Inserts n bytes of any kind at the cursor: newlines and tabs as spaces, what is not safe for a
 * terminal not at all. */
void lineedit_insert(struct lineedit *l, const char *s, size_t n);

/* What of the text is seen in cols columns, and the column of the cursor in it. The line scrolls
 * sideways so that the cursor is always seen. */
struct lineedit_view {
    size_t start, len; /* bytes */
    int cursor;        /* columns from the left */
};
struct lineedit_view lineedit_view(struct lineedit *l, int cols, int ambiguous);

/* Plain mode: reads a line from standard input, echoing on standard output. Earlier lines come
 * back with ↑ (kept in memory only). NULL at the end of input; caller frees. */
char *lineedit_read(const char *prompt);
/* Wipes the earlier lines. */
void lineedit_forget(void);

#endif
