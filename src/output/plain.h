/* What plain mode, speech and a pipe read. Everything is appended to a strbuf as lines of at most
 * cols columns, made of text that is already safe for a terminal (utf8_clean). */
#ifndef OUTPUT_PLAIN_H
#define OUTPUT_PLAIN_H

#include "base/date.h"
#include "base/strbuf.h"
#include "guide/guide.h"
#include "knowledge/hit.h"
#include "text/annotate.h"

struct plain {
    const struct knowledge *knowledge;
    size_t cols;
    int ambiguous; /* columns of East Asian Ambiguous characters */
    struct date today;
    const struct annotator *readings; /* ふりがな behind hard words; or NULL */
};

/* The parts of an entry in the order they are shown; `first` moves one of them to the front. */
enum entry_part {
    PART_SUMMARY,
    PART_DOCUMENTS,
    PART_FEE,
    PART_DEADLINE,
    PART_PLACE,
    PART_WHO,
    PART_ONLINE,
    PART_DURATION,
    PART_STEPS,
    PART_NOTES,
    PART_EXPLAIN,
    PART_NEXT,
    PART_TERMS,
    PART_CONFIRMED,
    ENTRY_PARTS
};
void plain_entry(const struct plain *p, const struct entry *e, enum entry_part first,
                 struct strbuf *out);
/* The name, that part alone, and where to ask. */
void plain_part(const struct plain *p, const struct entry *e, enum entry_part part,
                struct strbuf *out);
/* "1. 転入届（住所）" … numbered from 1. */
void plain_hits(const struct plain *p, const struct hits *h, struct strbuf *out);
/* The question, why it is asked, the numbered answers and わからない. */
void plain_question(const struct plain *p, const struct guide_step *step, struct strbuf *out);
/* The same without its place in a walk: what is asked, why, and the answers. */
void plain_question_words(const struct plain *p, const struct question *q, struct strbuf *out);
void plain_checklist(const struct plain *p, const struct checklist *c, struct strbuf *out);
/* The same for a screen that has the reasons elsewhere: the first deadline and the desks stand
 * above the documents, and what is done at a desk has a box to tick. */
void plain_checklist_brief(const struct plain *p, const struct checklist *c, struct strbuf *out);
/* One line an entry: id, kind, name. */
void plain_list(const struct plain *p, const struct entry *const *v, size_t n, struct strbuf *out);

/* Pieces that other formatters need as well; each appends one line of text without newline. */
void plain_hit(const struct entry *e, struct date today, struct strbuf *out); /* 転入届（住所） */
void plain_gist(const struct str *text, struct strbuf *out); /* its first sentence */
void plain_fee(const struct fee *f, struct strbuf *out);     /* whatever its days are */
/* Is all[i] the first row of its fee, the one by which plain_fee_always tells of all of them? */
bool plain_fee_is_told(const struct fees *all, size_t i);
/* The same at all times of the fee that f, one of all, is a row of: 2027年3月31日までは300円、
 * 2027年4月1日からは400円. */
void plain_fee_always(const struct fees *all, const struct fee *f, struct strbuf *out);
/* The same on a day, with what will change soon: 300円（2027年4月1日からは400円）. f: one of all
 * that is shown (knowledge/fee.h). */
void plain_fee_on(const struct fees *all, const struct fee *f, struct date today,
                  struct strbuf *out);
void plain_deadline_rule(const struct deadline *d, struct strbuf *out);
void plain_desk(const struct desk *d, struct strbuf *out);
void plain_document_proof(const struct document *d, struct strbuf *out); /* 1点 …、または2点 … */

#endif
