/* What a change of the knowledge does to the answers people get. Pure: no files, no clock. The
 * words for it are in output/diff_text.h. */
#ifndef GUIDE_DIFF_H
#define GUIDE_DIFF_H

#include "base/arena.h"
#include "guide/facts.h"
#include "knowledge/compare.h"

/* ---- for whom ---- */

enum diff_answer {
    DIFF_GAVE,       /* one of `ranges` was the answer */
    DIFF_GAVE_OTHER, /* the question was asked, and none of `ranges` was the answer */
    DIFF_CHOSE,      /* multi: this one was among the answers (one range) */
    DIFF_CHOSE_NOT   /* multi: it was not */
};
struct diff_range { /* dates and numbers: from..to; a choice: from and to are the same */
    struct fact from, to;
    bool open_from, open_to; /* everything below too; everything above */
};
struct diff_literal {
    const struct question *question; /* of the new knowledge, where it is there */
    enum diff_answer answer;
    struct diff_range *ranges;
    size_t n;
};
struct diff_term { /* all of these hold */
    struct diff_literal *v;
    size_t n;
    bool unknown; /* for people who answered わからない somewhere */
};
struct diff_who { /* one of these holds; all of them are needed */
    struct diff_term *v;
    size_t n;
    bool everyone; /* whatever they answer; the terms tell of わからない alone, then */
    bool listed;   /* everyone for whom the procedure's list comes out */
};

/* ---- what ---- */

enum diff_what {
    DIFF_PROCEDURE, /* the walk leads to it; an event lists it */
    DIFF_STOP,      /* the walk ends with this advice; text */
    DIFF_QUESTION,  /* an event asks it */
    DIFF_DOCUMENT,
    DIFF_FEE,
    DIFF_DEADLINE,
    DIFF_NOTE,
    DIFF_AGAIN
};
enum diff_state { DIFF_ABSENT, DIFF_ASK, DIFF_REQUIRED }; /* ASK: 窓口で確認 */

/* Something of a result. Each side's members are NULL where it is not there at all. [0] is before,
 * [1] after. */
struct diff_change {
    enum diff_what what;
    const struct entry *owner[2]; /* whose item it is; not always the one that was walked */
    const struct entry *procedure[2];
    const struct document *document[2];
    const struct question *question[2];
    const struct fee *fee[2];
    const struct deadline *deadline[2];
    const char *text[2]; /* notes, advice; of a document what matters for it here, or "" */
    enum form form[2];   /* of a document */
    enum diff_state state[2];
    struct diff_who who;
    size_t thing;       /* the same for changes of the same thing in the same entry */
    bool same_as_owner; /* the owner's own section tells of it */
};

struct diff_entries {
    const struct entry **v;
    size_t n;
};
struct diff_entry {
    const struct entry *entry[2]; /* NULL: added, or removed */
    struct diff_change *changes;  /* by what, in the order of the walk */
    size_t nchanges;
    struct differences fields; /* what stands on its sheet */
    struct differences words;  /* what it is found by */
    struct diff_entries also;  /* other entries, of the new knowledge, whose lists show it too */
    bool too_many;             /* not all ways could be walked */
    bool renamed;              /* another id than before */
};

/* What several entries share, told once. */
enum diff_shared_kind {
    DIFF_DESK,
    DIFF_SHARED_DOCUMENT,
    DIFF_SHARED_QUESTION,
    DIFF_TOWN,
    DIFF_URGENT,
    DIFF_SMALLTALK
};
struct diff_shared {
    enum diff_shared_kind kind;
    const char *id, *name;
    bool added, removed;
    struct differences fields;
    struct differences words; /* questions: the words that an answer is heard by */
    struct diff_entries users;
};

struct diff {
    const struct knowledge *k[2];
    struct diff_entry *entries; /* the new ones' order, then the removed */
    size_t nentries;
    struct diff_shared *shared;
    size_t nshared;
    size_t confirmed_only; /* entries of which only the day they were looked at, or the sources,
                              changed */
    const char *words[8];  /* lists of search words (dict/) that changed, by name; ends with NULL */
    struct arena arena;
};

/* today: what the walks run on. Both must outlive it; a built file's must have been read without
 * error (knowledge_read_all). Free with diff_free. */
struct diff *diff_new(const struct knowledge *before, const struct knowledge *after,
                      struct date today);
void diff_free(struct diff *d);
/* It has something to tell: words and what others' lists show of it apart. */
bool diff_entry_changed(const struct diff_entry *e);
/* Nothing at all changed for anyone. */
bool diff_is_empty(const struct diff *d);
/* It is for people who know all their answers, not for わからない alone. */
bool diff_is_for_some_answer(const struct diff_who *w);
/* Do the answers in f belong to those that the description means? Questions of f are taken by id.
 */
bool diff_who_means(const struct diff_who *w, const struct facts *f);

#endif
