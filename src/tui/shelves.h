/* How everything that is known is laid out to be found without typing a word: by field, and what
 * has no field by its kind. A long shelf is looked through by the first kana of the readings. */
#ifndef TUI_SHELVES_H
#define TUI_SHELVES_H

#include "base/strbuf.h"
#include "knowledge/knowledge.h"

struct shelf {
    const char *name;
    const struct str *field; /* NULL: what has no field */
    enum entry_kind kind;    /* ... of this kind */
};
/* Life events have a place of their own and stand on no shelf. */
size_t shelf_count(const struct knowledge *k);
/* False when there are not that many. */
bool shelf_at(const struct knowledge *k, size_t i, struct shelf *out);

/* As on a telephone's keys: 1 あ行 … 8 や行, 9 ら行・わ行 and all that does not begin with a kana.
 */
#define KANA_ROWS 9
const char *kana_row_name(size_t row); /* row 1 to 9; "" for 0 */

/* The entries of a shelf, of that row only when row is not 0, into *out (as many as there are;
 * NULL: only counted); gives how many. They are in the knowledge's order, with a row by their
 * readings. */
size_t shelf_entries(const struct knowledge *k, const struct shelf *shelf, size_t row,
                     const struct entry **out);
/* What is known of each kind: "手続き191、出来事15、…". */
void shelf_summary(const struct knowledge *k, struct strbuf *out);

#endif
