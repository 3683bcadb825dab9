/* Pieces that the sheet, the checklist and the slip share. For src/output alone. */
#ifndef OUTPUT_PIECES_H
#define OUTPUT_PIECES_H

#include "guide/guide.h"
#include "output/writer.h"

/* 【要確認】, or nothing. */
const char *doubt_mark(bool doubtful);
const char *doubt_meaning(void); /* a sentence that says what the mark means */
/* 【要確認】 for one that is doubtful (knowledge/review.h). */
const char *entry_mark(const struct entry *e, struct date today);
/* Appends who, else the condition in words; nothing when it holds for everyone. */
void describe_who(struct strbuf *out, const struct str *who, const struct when *when);
/* The same, and the days on which it holds: 代理人、2027年4月1日から. */
void describe_whom_and_when(struct strbuf *out, const struct str *who, const struct when *when,
                            const struct period *in);
/* Appends one way to prove something: 次のどれか1つ：…。 */
void describe_alternative(struct strbuf *out, const struct alternative *a);
/* "3か月" */
void describe_duration(struct strbuf *out, struct duration d);

enum document_detail {
    DETAIL_LIST,    /* its name and what matters here: what one ticks off */
    DETAIL_EXPLAIN, /* what it is, what counts as it, where it comes from */
    DETAIL_SLIP     /* both, without what one can do without */
};
struct document_view {
    const struct document *document;
    enum form form;
    const char *first;       /* "・" or "□ " */
    const char *who;         /* may be empty */
    const struct str *notes; /* what matters for it here */
    size_t nnotes;
    enum document_detail detail;
    bool doubtful; /* for all who want it */
};
void write_document(struct writer *w, const struct document_view *v);
/* Where to ask: 問い合わせ：… of the desk (NULL: the front desk). */
void write_contact(struct writer *w, const struct desk *d);

/* What to do now that it is past: as the knowledge says, else where to ask. */
const char *deadline_late(const struct item_deadline *d);
/* Parts of a checklist; each writes nothing when there is nothing. */
/* The code to go on with elsewhere (guide/resume.h); not below advice, where nothing goes on. */
void write_code(struct writer *w, const struct checklist *c);
void write_deadlines(struct writer *w, const struct checklist *c);
void write_fees(struct writer *w, const struct checklist *c);
/* A note, with the name of its procedure where there are several. */
void write_note(struct writer *w, const struct checklist *c, const struct item_note *n,
                bool reasons);
bool checklist_has_doubt(const struct checklist *c); /* does it show 【要確認】? */
/* What 【要確認】 means, where the list has one. */
void write_doubt(struct writer *w, const struct checklist *c);
/* How often one goes to the town hall; its desks in walking order and the places outside, with
 * their procedures below them. Without reasons there are boxes to tick. */
void write_desks(struct writer *w, const struct checklist *c, bool reasons);
/* The first deadline and the desks, in two lines. */
void write_outline(struct writer *w, const struct checklist *c);
/* 理由：転出の手続き＝紙でした */
void write_reasons(struct writer *w, const struct reasons *r);
/* The desk that the walk leads to when it ends with advice. */
const struct desk *checklist_desk(const struct knowledge *k, const struct checklist *c);

#endif
