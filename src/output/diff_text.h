/* What a change does to the answers, for the staff who made it. */
#ifndef OUTPUT_DIFF_TEXT_H
#define OUTPUT_DIFF_TEXT_H

#include "guide/diff.h"

/* Appends the whole report, safe for a terminal. all: nothing is cut short. */
void diff_text(const struct diff *d, bool all, struct strbuf *out);
/* How many entries change, and their names, a line each; how many says and other words come and go.
 */
void diff_summary(const struct diff *d, struct strbuf *out);
/* One object and a newline:
 * {"same": false, "entries": [{"id", "kind", "name", "change":
 * "changed"|"added"|"removed"|"renamed", "was": id or null, "results": [{"what", "of": id,
 * "before", "after", "state": [before, after], "text", "who": {"everyone", "text": […], "terms":
 * [[{"question", "answers"}]]}}], "fields": [{"place", "before", "after", "text"}], "words": […],
 * "also_in": [ids]}], "shared": [{"kind", "id", "name", "change", "fields", "words", "used_by":
 * [ids]}], "dict": [names], "only_confirmed": n} */
void diff_json(const struct diff *d, struct strbuf *out);

#endif
