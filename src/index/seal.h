/* Digests, and the seal at the end of the built file. Private to the room.
 *
 * The file is an SQLite database; after its last page the parts that are read where they lie, one
 * after the other; and SEAL_BYTES: a magic, the lengths of the database and of the parts, and the
 * digest of all before it. SQLite takes no notice of what follows its last page, so the sqlite3
 * tool reads the file as it is. The seal makes one wrong byte anywhere an error instead of a wrong
 * answer. */
#ifndef INDEX_SEAL_H
#define INDEX_SEAL_H

#include "base/error.h"
#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum part {
    PART_USERDIC,   /* the compiled user dictionary; empty: none */
    PART_KNOWLEDGE, /* knowledge_pack */
    PART_LEXICON,   /* of synonyms */
    PART_COMMON,    /* a lexicon: terms that a question with kanji does without */
    PART_ASKED,     /* asked_pack */
    PART_TRAITS,    /* TRAIT_BYTES an entry */
    PART_LENGTHS, /* for each kind of term, for each field: two bytes an entry, the low one first */
    PARTS
};
struct bytes {
    const unsigned char *p;
    size_t n;
};
struct sections {
    size_t database; /* bytes */
    struct bytes part[PARTS];
};

#define SEAL_BYTES (16 + 8 + 8 * PARTS + 8)
#define SEAL_HEAD_BYTES 100 /* of an SQLite header: what seal_head looks at */

/* Any change within one word of eight bytes changes it. Against accidents, not against forgers. */
uint64_t digest_bytes(const void *p, size_t n);
/* Appends a regular file's bytes. False and *err (EX_NOINPUT) when it cannot be read. */
bool seal_read_file(const char *path, struct strbuf *out, struct error *err);

/* database: its bytes, the parts behind it. */
void seal_write(const void *database, const struct sections *sections,
                unsigned char out[static SEAL_BYTES]);

/* Is this the beginning of a file that this version of the program made? False and *err
 * (EX_DATAERR) otherwise; name is what a person calls the file. n: bytes there are. */
bool seal_head(const unsigned char *p, size_t n, const char *name, struct error *err);
/* Are these the whole bytes, undamaged? Fills *out, which points into them. */
bool seal_check(const unsigned char *p, size_t n, const char *name, struct sections *out,
                struct error *err);

#endif
