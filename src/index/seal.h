/* Digests, and the seal at the end of the built file. Private to the room.
 *
 * The file is an SQLite database and, after its last page, SEAL_BYTES: a magic, the length of the
 * database and the digest of its bytes. SQLite takes no notice of what follows its last page, so
 * the sqlite3 tool reads the file as it is. The seal makes one wrong byte anywhere an error instead
 * of a wrong answer. */
#ifndef INDEX_SEAL_H
#define INDEX_SEAL_H

#include "base/error.h"
#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SEAL_BYTES 32
#define SEAL_HEAD_BYTES 100 /* of an SQLite header: what seal_head looks at */

/* Any change within one word of eight bytes changes it. Against accidents, not against forgers. */
uint64_t digest_bytes(const void *p, size_t n);
/* Appends a regular file's bytes. False and *err (EX_NOINPUT) when it cannot be read. */
bool seal_read_file(const char *path, struct strbuf *out, struct error *err);

void seal_write(const void *database, size_t n, unsigned char out[static SEAL_BYTES]);

/* Is this the beginning of a file that this version of the program made? False and *err
 * (EX_DATAERR) otherwise; name is what a person calls the file. n: bytes there are. */
bool seal_head(const unsigned char *p, size_t n, const char *name, struct error *err);
/* Are these the whole bytes, undamaged? *database: the length without the seal. */
bool seal_check(const unsigned char *p, size_t n, const char *name, size_t *database,
                struct error *err);

#endif
