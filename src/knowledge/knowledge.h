/* The checked knowledge, read-only. Everything is owned by the struct knowledge and lives as long
 * as it does; ids are unique ASCII (a-z 0-9 - _). Texts are plain UTF-8 without control characters
 * (the loader refuses them); {{…}} references to the town's values are already filled in. */
#ifndef KNOWLEDGE_KNOWLEDGE_H
#define KNOWLEDGE_KNOWLEDGE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "knowledge/condition.h"
#include "knowledge/period.h"
#include "knowledge/str.h"

enum entry_kind {
    ENTRY_PROCEDURE,
    ENTRY_EVENT,
    ENTRY_HOWTO,
    ENTRY_FAQ,
    ENTRY_TERM,
    ENTRY_ELSEWHERE /* what is asked here, and is nothing of ours */
};
#define ENTRY_KINDS 6
enum question_kind { Q_SINGLE, Q_MULTI, Q_YESNO, Q_DATE, Q_NUMBER, Q_DERIVED };
enum status { STATUS_CONFIRMED, STATUS_UNCONFIRMED };
enum form { FORM_ANY, FORM_COPY, FORM_ORIGINAL }; /* the later the stricter */
enum online_level { ONLINE_UNSAID, ONLINE_NO, ONLINE_PARTLY, ONLINE_YES };
enum first_day { FIRST_NEXT, FIRST_SAME }; /* is the day itself day 1? */
enum closed_rule { CLOSED_NEXT_OPEN, CLOSED_AS_IS };
enum unit { UNIT_NONE, UNIT_DAYS, UNIT_WEEKS, UNIT_MONTHS, UNIT_YEARS };

struct duration {
    int count;
    enum unit unit; /* UNIT_NONE: none was given */
};

/* d moved on by a duration; sign -1: back. */
struct date duration_after(struct date d, struct duration by, int sign);

/* A condition as written; cond NULL: always. */
struct when {
    struct str text;
    struct cond *cond;
};

/* Where an answer leads. At most one is given; none: the node's own `next`. */
struct target {
    struct str next; /* a node of the tree, or "done" */
    struct str go;   /* another entry: the walk goes on there */
    struct str stop; /* the tree ends with this advice, without a checklist */
};

struct answer {
    struct str id, label;
    struct strs says;     /* cues in everyday words */
    struct strs heard;    /* cues that give the answer away within any sentence */
    int age_from, age_to; /* ages in a sentence that give it away; both 0: none */
    struct target to;
};
struct answers {
    struct answer *v;
    size_t n; /* at most 64 */
};

struct question {
    struct str id;
    struct str name; /* short noun for lists and reasons: 住み始めた日; ask where absent */
    struct str ask, why;
    enum question_kind kind;
    struct answers answers; /* single, multi; yesno: hai and iie, always in this order */
    struct str none;        /* multi: the answer that excludes the others, or empty */
    struct str unit;        /* number: 歳, 人 */
    int min, max;           /* number: bounds, both 0 when not given */
    struct strs heard;      /* date, number: cues that one in a sentence is the answer */
    struct when derive;     /* derived: the condition whose truth is its value */
};
struct questions {
    struct question *v;
    size_t n;
};

struct node {
    struct str id;                   /* the question's id too, unless `use` */
    struct str use;                  /* a shared question */
    const struct question *question; /* never NULL in checked knowledge */
    struct question own;             /* the inline question, when `use` is empty */
    struct answers branch;           /* with `use`: answers that lead elsewhere (id and target) */
    struct target to;      /* for all answers that say nothing, わからない included */
    struct target unknown; /* for わからない */
    bool has_unknown;
};
struct nodes {
    struct node *v;
    size_t n;
};
struct tree {
    struct str start;
    struct nodes nodes; /* n 0: the entry has no tree */
};

struct alternative { /* one way to prove something: one of, or two of, these */
    struct strs one_of, two_of;
    struct str note;
};
struct alternatives {
    struct alternative *v;
    size_t n;
};
struct document {
    struct str id, name, reading, what;
    struct str get;   /* entry that issues it, or empty */
    struct str where; /* where to get it, in words, when no entry issues it */
    enum form form;
    struct duration fresh;   /* not older than */
    struct alternatives any; /* what counts as it */
    struct str instead;      /* what to do without it */
    struct str note;
    enum status status;
};
struct documents {
    struct document *v; /* NULL in a built file's: knowledge_document serves both */
    size_t n;
};

struct document_ref {
    struct str id;
    const struct document *document;
    struct when when;
    struct str who;  /* the condition in words, for people: 紙で転出した人 */
    struct str note; /* what matters here: 全員分 */
    enum form form;  /* FORM_ANY: the document's own */
    struct period in;
};
struct document_refs {
    struct document_ref *v;
    size_t n;
};

struct note {
    struct str text;
    struct when when;
    struct str who; /* the condition in words */
    bool maybe;     /* of `again`: not certain even where the condition holds */
    struct period in;
};
struct notes {
    struct note *v;
    size_t n;
};

struct deadline {
    struct str from; /* a date question, or empty when only text is given */
    const struct question *question;
    struct duration within;
    enum first_day first_day;
    enum closed_rule closed;
    struct str text; /* the rule in words; made from the rest when empty */
    struct str late; /* what to do when it is past */
    struct when when;
    struct period in; /* when the rule itself holds: `from` is a question here */
};
struct deadlines {
    struct deadline *v;
    size_t n;
};

/* Rows with the same label and the same condition are one fee at different times (knowledge/fee.h).
 * One by a name of town.yaml comes as often as that changes. */
struct fee {
    struct str label; /* what costs this: 窓口で, or empty */
    int yen;          /* -1: only text is given */
    struct str town;  /* a key of town.yaml's fees; yen is filled in from there */
    struct str text;
    struct when when;
    struct period in;
};
struct fees {
    struct fee *v;
    size_t n;
};

struct online {
    enum online_level level;
    struct str how;
};

struct fact_preset {
    struct str question, answer; /* answer: as facts_set reads it */
};
struct fact_presets {
    struct fact_preset *v;
    size_t n;
};
struct entry_ref { /* a procedure inside an event */
    struct str id;
    const struct entry *loaded; /* NULL in a built file's: there knowledge_entry reads it */
    struct when when;
    struct str who;           /* the condition in words */
    bool walk;                /* its own tree is asked as part of the event */
    struct fact_presets with; /* facts that hold for it here */
};
struct entry_refs {
    struct entry_ref *v;
    size_t n;
};
struct question_ref {
    struct str id;
    const struct question *question;
    struct when when;
};
struct question_refs {
    struct question_ref *v;
    size_t n;
};

struct step { /* howto: one screen */
    struct str text;
    struct str look;   /* what one should see */
    struct str if_not; /* when something else is seen */
};
struct steps {
    struct step *v;
    size_t n;
};

struct entry {
    enum entry_kind kind;
    struct str id, name, reading, field, summary;
    struct strs says;
    enum status status;
    struct str owner, law;
    struct date confirmed;
    struct mark confirmed_at;
    struct duration review_after; /* the town's where the entry has none; knowledge/review.h */
    struct strs sources;
    struct strs next; /* entry ids */
    struct notes notes;
    struct notes again; /* procedure, event: why one has to come to the town hall a second time */
    /* procedure */
    struct str desk;  /* key of town.yaml's desks */
    struct str place; /* where, when it is no desk of the town */
    struct str who, duration;
    struct str hours;  /* when it is taken in, where that is not the desk's hours */
    struct str amount; /* what one gets: benefits */
    struct deadlines deadlines;
    struct fees fees;
    struct online online;
    struct tree tree;
    struct document_refs documents;
    /* event */
    struct str person;
    int order; /* among the events: the lower the earlier; 0 last */
    struct question_refs questions;
    struct entry_refs procedures;
    /* howto */
    struct steps steps;
    /* faq: the question is `name`; term: the explanation; elsewhere: whom to ask */
    struct str answer;
};
struct entries {
    struct entry *v; /* NULL in a built file's: knowledge_at serves both */
    size_t n;
};

struct desk {
    struct str id, name, place, tel, hours;
    int order; /* walking order */
};
struct desks {
    struct desk *v;
    size_t n;
};
struct town_amount {
    int yen;
    struct period in;
};
struct town_amounts {
    struct town_amount *v;
    size_t n; /* at least 1; every day from the first to the last has one */
};
struct town_fee {
    struct str id;
    struct town_amounts yen;
};
struct town_fees {
    struct town_fee *v;
    size_t n;
};
struct town_value {
    struct str id, value;
};
struct town_values {
    struct town_value *v;
    size_t n;
};
struct town {
    struct str name, reading;
    struct str notice;  /* shown on every screen's foot: これは見本です */
    struct str tel;     /* the switchboard */
    struct desk *front; /* the desk that helps when nothing fits; never NULL when checked */
    struct str front_id;
    struct strs closed;           /* 土 日 祝日, and MM-DD or MM-DD..MM-DD */
    struct strs fields;           /* fields in the order they are shown */
    struct strs examples;         /* questions that the start shows */
    struct duration review_after; /* for entries that say nothing */
    struct desks desks;
    struct town_fees fees;
    struct town_values values;
};

/* dict/intents.yaml: cues that say what of a procedure is asked (documents, fee, …). */
struct intent {
    struct str id;
    struct strs cues; /* normalised, katakana as hiragana */
};
struct intents {
    struct intent *v;
    size_t n;
};

/* urgent.yaml: what must be said before anything else. All cues are folded (text/cue.h). */
struct contact {
    struct str name, tel;
    struct str when; /* hours, and what to know before calling; or empty */
};
struct contacts {
    struct contact *v;
    size_t n; /* at least 1 */
};
struct urgent {
    struct str id, name;
    struct strs cues;
    struct strs always; /* cues that `unless` does not touch */
    struct strs unless; /* in the same sentence they make it an ordinary question */
    struct str say;     /* what to do first */
    struct contacts contacts;
    bool alone; /* no procedure is shown after it */
    bool offer; /* an ordinary question about it gets the contacts too, behind its answer */
};
struct urgents {
    struct urgent *v; /* the more dangerous first: the first that fits is the one that is said */
    size_t n;
};
struct urgency {
    struct strs unless; /* of all of them */
    struct urgents urgent;
};

/* dict/smalltalk.yaml: replies to what asks for nothing. All cues are folded. */
struct reply {
    struct str id, say;
    struct strs cues;   /* the line is nothing but these, and words of `around` */
    struct strs inside; /* cues that count wherever they stand */
    bool aside;         /* beside a question it is passed over: a greeting, a curse */
    bool examples;      /* followed by what can be asked */
    bool desk;          /* followed by the front desk */
};
struct replies {
    struct reply *v;
    size_t n;
};
struct smalltalk {
    struct strs around; /* mean nothing beside a cue: です, ほんとに */
    struct replies replies;
};

/* dict/synonyms.yaml: words that should find the same thing. */
struct synonym_group {
    struct strs words;
    bool broad; /* the first word covers the others, which are different things */
};
struct synonyms {
    struct synonym_group *v;
    size_t n;
};

/* dict/rerank.yaml: what the features of a found entry weigh (index/rerank.h). */
struct weight {
    struct str id, value; /* value: a decimal number */
};
struct weights {
    struct weight *v;
    size_t n;
};

/* examples/: questions that people asked, by the entry they meant. */
struct example {
    struct str id; /* of the entry */
    struct strs asked;
};
struct examples {
    struct example *v;
    size_t n;
};

struct knowledge {
    struct town town;
    struct entries entries;     /* by kind, field, order and reading */
    struct documents documents; /* in the order of documents.yaml */
    struct questions questions; /* shared ones, in the order of questions.yaml */
    struct intents intents;
    struct urgency urgency;
    struct smalltalk smalltalk;
    struct weights weights;
    struct examples examples; /* as loaded from YAML; the built file keeps them analysed */
    struct synonyms synonyms; /* as loaded from YAML; the built file keeps them analysed */
    struct strs stopwords;    /* dict/stopwords.yaml */
    struct strs readings;     /* dict/readings.yaml: 相談所/そうだんじょ */
    struct strs katakana;     /* dict/katakana.yaml; not in the built file */
    struct strs fields;       /* the fields that occur, in town.yaml's or first-seen order */
    struct arena arena;
    struct strmap *entry_map, *question_map, *document_map; /* private */
    struct packed *packed; /* private: what has not been read of a built file, or NULL */
    unsigned unreadable;   /* private: kinds (enum field_ref bits) of which a file was not read */
};

/* The entries of a built file are read when they are asked for; once read they stay where they are.
 * i: below entries.n. NULL and *err (EX_DATAERR) where the bytes are no entry. */
const struct entry *knowledge_read(const struct knowledge *k, size_t i, struct error *err);
/* Never NULL: such bytes, which the seal let through, end the process. A list with something
 * missing would look like any other. So does knowledge_entry. */
const struct entry *knowledge_at(const struct knowledge *k, size_t i);
const struct document *knowledge_document_at(const struct knowledge *k, size_t i);
/* These two read nothing. */
enum entry_kind knowledge_kind(const struct knowledge *k, size_t i);
size_t knowledge_field(const struct knowledge *k, size_t i); /* its place; fields.n: it has none */
/* Reads all that has not been read yet. False and *err as by knowledge_read. */
bool knowledge_read_all(const struct knowledge *k, struct error *err);

/* All NULL when there is none of that id. */
const struct entry *knowledge_entry(const struct knowledge *k, const char *id);
const struct question *knowledge_question(const struct knowledge *k,
                                          const char *id); /* inline too */
const struct document *knowledge_document(const struct knowledge *k, const char *id);
const struct desk *knowledge_desk(const struct knowledge *k, const char *id);
const struct node *tree_node(const struct tree *t, const char *id);
/* Index into q->answers, or -1. */
int question_answer(const struct question *q, const char *answer_id);
/* The name, or where it has none what is asked. */
const char *question_name(const struct question *q);
const char *entry_kind_name(enum entry_kind kind);  /* "procedure" … as in --json */
const char *entry_kind_label(enum entry_kind kind); /* 手続き … */

void knowledge_free(struct knowledge *k); /* NULL is fine */

/* The knowledge as bytes for the built file, and back. Opening them reads what every question needs
 * and the table of the entries; an entry is read and checked when it is asked for. Bytes that were
 * not made by this version give NULL and EX_DATAERR. They must outlive the knowledge, unless copy.
 */
void knowledge_pack(const struct knowledge *k, struct strbuf *out);
struct knowledge *knowledge_unpack(const char *bytes, size_t n, bool copy, struct error *err);

#endif
