/* What the knowledge holds, for others: open data (CSV, JSON, JSON-LD) and a web site. Formatters
 * only: nothing is written to a disk here. What they say is Japanese, whatever --lang is: call them
 * with lang_set(LANG_JA). */
#ifndef OUTPUT_EXPORT_H
#define OUTPUT_EXPORT_H

#include "base/date.h"
#include "base/strbuf.h"
#include "knowledge/knowledge.h"
#include "text/annotate.h"

/* Readings for ruby. add puts them between the marks: RUBY_WORD word RUBY_READING kana RUBY_END;
 * no text of the knowledge has these bytes. */
#define RUBY_WORD "\x01"
#define RUBY_READING "\x02"
#define RUBY_END "\x03"
struct ruby {
    struct annotator readings;
    void (*page)(void *ctx); /* a new page: called with the annotator's ctx */
};

struct export
{
    const struct knowledge *knowledge; /* all of it read (knowledge_read_all) */
    struct date today;
    const char *license;     /* a URL or words; NULL: nothing is said of it */
    const struct ruby *ruby; /* for the site; NULL: without */
};

struct export_file {
    char *path; /* below the folder: a-z 0-9 - _ . and / */
    struct strbuf bytes;
};
struct export_files {
    struct export_file **v;
    size_t n, cap;
};
void export_files_init(struct export_files *f);
void export_files_done(struct export_files *f);
/* The bytes of a new file, to be filled; they stay where they are. */
struct strbuf *export_file(struct export_files *f, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Tables after RFC 4180 for a spreadsheet: UTF-8 with a byte order mark, CRLF. A cell that a
 * spreadsheet could take for a formula begins with an apostrophe.
 * https://owasp.org/www-community/attacks/CSV_Injection */
void export_csv_entries(const struct export *x, struct strbuf *out);   /* one row an entry */
void export_csv_documents(const struct export *x, struct strbuf *out); /* entry by document */
void export_csv_desks(const struct export *x, struct strbuf *out);
/* Everything, field by field as the schema has it; one object in one line. */
void export_json(const struct export *x, struct strbuf *out);
/* The same as one @graph of schema.org's terms. */
void export_jsonld(const struct export *x, struct strbuf *out);
/* What of it belongs on the page of one entry; every @id that it names is in it. */
void export_jsonld_entry(const struct export *x, const struct entry *e, struct strbuf *out);
/* A site of pages that need no script and nothing from elsewhere. */
void export_html(const struct export *x, struct export_files *out);

#endif
