/* A change in words: the pieces that the report and its JSON share. For src/output alone. */
#ifndef OUTPUT_DIFF_WORDS_H
#define OUTPUT_DIFF_WORDS_H

#include "guide/diff.h"

/* 手数料: 300円 → 400円 */
void diff_change_words(const struct diff_change *c, struct strbuf *out);
/* 前の町での手続き「紙で届けた」と答えた人 */
void diff_term_words(const struct diff_term *t, struct strbuf *out);
/* 全員, or 一覧の出る人全員; nothing when it is neither */
void diff_everyone_words(const struct diff_who *w, struct strbuf *out);
/* 電話番号: 0000-00-0000 → 0000-00-0001 */
void diff_field_words(const struct diff *d, const struct difference *f, struct strbuf *out);
/* What the item says on that side; nothing where it is not there. */
void diff_item_words(const struct diff_change *c, int side, struct strbuf *out);
const char *diff_what_name(enum diff_what what); /* for JSON: fee */

#endif
