/* How a row of the schema is written. For schema.c alone. */
#ifndef KNOWLEDGE_SCHEMA_ROWS_H
#define KNOWLEDGE_SCHEMA_ROWS_H

#include "knowledge/schema.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define AT(type, member) offsetof(struct type, member)

/* clang-format off */
#define TEXT(n, f, off, h) {.name = n, .type = F_TEXT, .flags = f, .offset = off, .help = h}
#define KANA(n, f, off, h) {.name = n, .type = F_KANA, .flags = f, .offset = off, .help = h}
#define ID(n, f, off, r, h) {.name = n, .type = F_ID, .flags = f, .offset = off, .ref = r, .help = h}
#define STRS(n, f, off, h) {.name = n, .type = F_STRS, .flags = f, .offset = off, .help = h}
#define IDS(n, f, off, r, h) {.name = n, .type = F_IDS, .flags = f, .offset = off, .ref = r, .help = h}
#define INT(n, f, off, lo, hi, h) \
    {.name = n, .type = F_INT, .flags = f, .offset = off, .min = lo, .max = hi, .help = h}
#define ENUM(n, f, off, t, h) \
    {.name = n, .type = F_ENUM, .flags = f, .offset = off, .names = t, .help = h}
#define DATE(n, f, off, h) {.name = n, .type = F_DATE, .flags = f, .offset = off, .help = h}
#define DURATION(n, f, off, h) {.name = n, .type = F_DURATION, .flags = f, .offset = off, .help = h}
#define WHEN(n, off, h) {.name = n, .type = F_WHEN, .offset = off, .help = h}
#define BOOL(n, off, h) {.name = n, .type = F_BOOL, .offset = off, .names = bool_names, .help = h}
#define RECORD(n, f, off, r, h) \
    {.name = n, .type = F_RECORD, .flags = f, .offset = off, .record = r, .help = h}
#define LIST(n, f, off, r, h) \
    {.name = n, .type = F_LIST, .flags = f, .offset = off, .record = r, .help = h}
#define MAP(n, f, off, r, h) \
    {.name = n, .type = F_MAP, .flags = f, .offset = off, .record = r, .help = h}
#define KEY(s) {.name = "id", .type = F_ID, .flags = FIELD_KEY, .offset = offsetof(struct s, id)}
#define RECORD_OF(ident, type, label, rows, short) \
    const struct record ident = {label, sizeof(struct type), rows, COUNT(rows), short, NULL}
#define RECORD_INIT(ident, type, label, rows, short, init) \
    const struct record ident = {label, sizeof(struct type), rows, COUNT(rows), short, init}
#define REQ FIELD_REQUIRED
#define MARKED_DATE(n, off, mark, h) \
    {.name = n, .type = F_DATE, .flags = FIELD_MARK, .offset = off, .at = mark, .help = h}
#define PERIOD(type) \
    MARKED_DATE("from", AT(type, in.from), AT(type, in.from_at), "この日から。なければ、前から"), \
    MARKED_DATE("until", AT(type, in.until), AT(type, in.until_at), "この日まで。なければ、ずっと")

#define CONFIRMED(f) \
    {.name = "confirmed", .type = F_DATE, .flags = (f) | FIELD_MARK, .offset = AT(entry, confirmed), \
     .at = AT(entry, confirmed_at), .help = "最後に確かめた日"}
#define REVIEW_AFTER \
    DURATION("review_after", 0, AT(entry, review_after), "確かめた日から、どれだけたったら確かめ直すか")
/* clang-format on */

#endif
