/* The knowledge's format as data: one row a field. Loading, checking, packing, `madoguchi schema`
 * and the manual read the same rows. */
#ifndef KNOWLEDGE_SCHEMA_H
#define KNOWLEDGE_SCHEMA_H

#include "knowledge/knowledge.h"

enum field_type {
    F_TEXT,     /* struct str; one paragraph or, with FIELD_LINES, several */
    F_ID,       /* struct str: a-z 0-9 - _ */
    F_KANA,     /* struct str: a reading in hiragana */
    F_STRS,     /* struct strs: a list of texts; one text alone is a list of one */
    F_IDS,      /* struct strs of ids */
    F_INT,      /* int, from min to max */
    F_BOOL,     /* bool: true, false */
    F_ENUM,     /* int-sized enum: names[value] */
    F_DATE,     /* struct date: YYYY-MM-DD */
    F_DURATION, /* struct duration: 14 days */
    F_WHEN,     /* struct when: a condition */
    F_RECORD,   /* a record inside */
    F_LIST,     /* {v, n} of records; one record alone is a list of one */
    F_MAP       /* {v, n} of records; each key is the record's first field, its id */
};

enum field_ref { REF_NONE, REF_ENTRY, REF_DOCUMENT, REF_QUESTION, REF_DESK, REF_FEE };

enum {
    FIELD_REQUIRED = 1,
    FIELD_LINES = 2, /* line breaks are kept */
    FIELD_KEY = 4,   /* filled from the map's key, the author does not write it */
    FIELD_FLAG = 8,  /* `at` is the offset of a bool that says the field was there */
    FIELD_RAW = 16,  /* a scalar as it is written: numbers and dates need no quotes */
    FIELD_MARK = 32, /* `at` is the offset of a struct mark: where it was written */
    /* F_TEXT: may be a list of record_dated_text instead, which becomes one text that is true on
     * every day: 2027年3月31日までは…、2027年4月1日からは… */
    FIELD_DATED = 64
};

struct record;
struct field {
    const char *name;
    enum field_type type;
    unsigned flags;
    size_t offset;
    const struct record *record;
    const char *const *names; /* F_ENUM, ends with NULL */
    enum field_ref ref;
    int min, max;
    int missing; /* F_INT: the value when it is not given */
    size_t at;
    const char *help; /* one Japanese sentence */
};
struct record {
    const char *name; /* what an author calls it: 手続き */
    size_t size;
    const struct field *fields;
    size_t nfields;
    /* A single scalar fills this field, or NULL. Where it is an F_LIST, whatever stands there does.
     */
    const char *shorthand;
    /* Sets members that no row of the record names (after all bytes were zeroed), or NULL. */
    void (*init)(void *base);
};

struct anylist { /* the layout of every {v, n} */
    void *v;
    size_t n;
};

struct dated_text { /* only while it is read */
    struct str text;
    struct period in;
};
extern const struct record record_dated_text;

extern const struct record record_town, record_document, record_question, record_intent,
    record_weight, record_example, record_urgency, record_smalltalk;
extern const struct record record_entry[ENTRY_KINDS];
extern const struct record record_case_question, record_case_guide, record_case_dialogue;
extern const struct record record_case_file; /* of cases.c: what stands in a file of tests/ */

/* What a value of an F_ENUM means, in a few Japanese words; "" where its name says it. */
const char *schema_value_words(const char *value);

#endif
