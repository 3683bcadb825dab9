/* The slip: a checklist, or an entry's sheet, for a printer of 32, 48 or 80 columns (ambiguous
 * characters two wide). */
#ifndef OUTPUT_SLIP_H
#define OUTPUT_SLIP_H

#include "base/strbuf.h"
#include "guide/guide.h"
#include "text/annotate.h"

void slip_checklist(const struct knowledge *k, const struct checklist *c, struct date today,
                    size_t cols, struct strbuf *out);
/* The same with readings behind hard words; readings NULL: without. */
void slip_checklist_read(const struct knowledge *k, const struct checklist *c, struct date today,
                         size_t cols, const struct annotator *readings, struct strbuf *out);
/* Any entry: what its sheet on the screen says. */
void slip_entry(const struct knowledge *k, const struct entry *e, struct date today, size_t cols,
                struct strbuf *out);

#endif
