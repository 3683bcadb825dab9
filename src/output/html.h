/* Pages of the site. For src/output alone. Nothing reaches a page unescaped but the markup that the
 * formatters themselves write. */
#ifndef OUTPUT_HTML_H
#define OUTPUT_HTML_H

#include "output/export.h"

struct html {
    const struct export *x;
    struct strbuf *out;
    const char *up; /* from the page to the site's root: "" or "../" */
    struct strbuf tmp;
};

struct page {
    const char *path;          /* from the root: procedure/tennyu.html */
    const char *title;         /* also the h1 */
    const char *description;   /* in a sentence, or NULL */
    const char *kind;          /* stands above the h1, or NULL */
    const struct entry *entry; /* whose data the page carries, or NULL */
};
/* html_end closes the page. */
void html_begin(struct html *h, const struct export *x, const struct page *page,
                struct strbuf *out);
void html_end(struct html *h);

/* Appends markup. Each @ stands for the next text of `args`, with readings where there are any,
 * each ~ for the next one without (attributes). As many as there are in args, which NULL ends. */
void html_put(struct html *h, const char *markup, const char *const *args);
#define HTML(h, markup, ...) html_put(h, markup, (const char *const[]){__VA_ARGS__, NULL})
void html_raw(struct html *h, const char *markup);
/* These write nothing when there is no text: a paragraph of the class (NULL: none); a row of a
 * description list. */
void html_paragraph(struct html *h, const char *class_name, const char *text);
void html_row(struct html *h, const char *label, const char *text);

/* Where an entry stands, from the root: procedure/tennyu.html, glossary.html#term-… */
void html_entry_path(const struct knowledge *k, const struct entry *e, struct strbuf *out);
void html_field_path(const char *field, struct strbuf *out);
void html_faq_path(size_t page, struct strbuf *out); /* from 1 */
/* A link to it, and its mark. */
void html_entry(struct html *h, const struct entry *e);
void html_document(struct html *h, const struct document *d);
/* What counts as the document: a paragraph for each way to prove it. */
void html_proof(struct html *h, const struct document *d);
const char *html_form(enum form f); /* a sentence, or "" */

enum { FAQ_ON_A_PAGE = 200 };

/* html_entry.c: the page of a procedure, an event or a howto. */
void html_entry_page(const struct export *x, const struct entry *e, struct export_files *out);
/* html_tree.c: the questions of a procedure, told beforehand. */
void html_tree(struct html *h, const struct entry *e);
/* html_index.c: the first page, and those that list entries. */
void html_index(const struct export *x, struct export_files *out);
void html_kana(const struct export *x, struct export_files *out);
void html_fields(const struct export *x, struct export_files *out);
void html_howtos(const struct export *x, struct export_files *out);

/* The row of the kana table that a reading belongs to: 0 あ … 9 わ; KANA_OTHER: none. */
enum { KANA_OTHER = 10, KANA_ROWS };
size_t kana_row(const char *reading);
extern const char *const kana_row_names[KANA_ROWS], *const kana_row_files[KANA_ROWS];
size_t count_kind(const struct knowledge *k, enum entry_kind kind);

#endif
