/* What import_faq and import_examples share. Private to import*.c. */
#ifndef KNOWLEDGE_IMPORT_JOB_H
#define KNOWLEDGE_IMPORT_JOB_H

#include "base/arena.h"
#include "knowledge/import.h"

struct import_remark;
struct import_job {
    const struct table *t;
    const struct import_options *o;
    const char *place; /* where such files go, as filekind_of takes it */
    struct imported *out;
    struct arena arena;
    struct import_remark *remarks;
    size_t nremarks, cap;
    bool failed;    /* the table as a whole */
    size_t in_file; /* entries in the last of out->files */
};

void job_start(struct import_job *j, const struct table *t, const struct import_options *o,
               const char *place, struct imported *out);
/* Writes the report. True when out->files may be written. */
bool job_finish(struct import_job *j);

void job_bad(struct import_job *j, size_t line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void job_warn(struct import_job *j, size_t line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The table cannot be used; line 0: the file as a whole. */
void job_fail(struct import_job *j, size_t line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

struct import_column {
    const char *const *names; /* the better ones first; ends with NULL */
    bool required;
};
/* Finds the columns in the header; -1 for one that is not there. */
bool job_columns(struct import_job *j, const struct import_column *want, size_t n, int *at);
/* False, and reported, when the row has a problem of the table's kind. */
bool job_row_ok(struct import_job *j, const struct row *r);

enum { IMPORT_MAX_TEXT = 128 << 10 }; /* bytes; a field of Excel holds less */
enum { IMPORT_MAX_ID = 64 };

/* The field as the loader takes it: on one line unless lines, nothing at its ends, no control
 * characters. What had to be changed is added to *changed for job_warn_changes. column -1: empty.
 * The bytes are the job's, with a NUL behind. */
struct cell job_text(struct import_job *j, const struct row *r, int column, bool lines,
                     unsigned *changed);
void job_warn_changes(struct import_job *j, size_t line, unsigned changed);

enum import_id {
    IMPORT_ID_NONE,   /* the cell is empty */
    IMPORT_ID_ODD,    /* it is no id, and none can be made of it */
    IMPORT_ID_NUMBER, /* a number: PREFIX-0012 */
    IMPORT_ID_GIVEN
};
/* The id that stands in the cell. */
enum import_id job_id(struct import_job *j, const struct row *r, int column, const char **id);

enum { IMPORT_FILE_BYTES = 1 << 20 };
/* Appends to the last file, or to a new one when that is full, or when it has to stand apart. */
void job_write(struct import_job *j, const struct strbuf *entry, bool apart);

#endif
