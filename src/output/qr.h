/* A QR code (JIS X 0510) as modules, and drawn as text. */
#ifndef OUTPUT_QR_H
#define OUTPUT_QR_H

#include "base/error.h"
#include "base/strbuf.h"
#include "guide/guide.h"
#include <stdbool.h>

struct qr {
    int size;            /* modules a side, without the quiet zone */
    unsigned char *dark; /* size*size, row by row; 1 dark */
};
/* False and *err (EX_DATAERR) when the text is too long for one code. */
bool qr_make(struct qr *q, const char *text, struct error *err);
void qr_done(struct qr *q);
bool qr_dark(const struct qr *q, int x, int y); /* outside: light */
/* Appends lines for a terminal: black on bright white by explicit colours, a quiet zone of four
 * modules; half blocks, or two spaces a module when half is false. */
void qr_ansi(const struct qr *q, bool half, struct strbuf *out);
/* The text a checklist's code carries: the documents and desks, never what was typed. */
void qr_checklist_text(const struct checklist *c, struct strbuf *out);
/* Makes it of that text, with a line for `code` (as resume_code gives it, or NULL) where that still
 * fits and the text is no advice. Fails as qr_make does. */
bool qr_checklist(struct qr *q, const struct checklist *c, const char *code, struct error *err);

/* For a screen that has room for `most` modules a side: false when nothing is small enough. What
 * was left out for that is for the caller to say. */
enum qr_carries { QR_LIST_AND_CODE, QR_LIST, QR_NAMES, QR_CODE };
/* The list, with the code where there is one; without it; or the documents' names alone. */
bool qr_fit_checklist(struct qr *q, const struct checklist *c, const char *code, int most,
                      enum qr_carries *what);
/* The code with what it is for, or alone. */
bool qr_fit_code(struct qr *q, const struct checklist *c, const char *code, int most);

#endif
