#include "index/seal.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "index/schema.h"
#include <endian.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const unsigned char magic[16] = "madoguchi seal\n";
static const unsigned char sqlite_magic[16] = "SQLite format 3";

static uint64_t load64(const unsigned char *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return le64toh(x);
}

static void store64(unsigned char *p, uint64_t x)
{
    x = htole64(x);
    memcpy(p, &x, sizeof x);
}

static uint32_t big32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* One step can be undone for a known word, so two states stay different once they are. */
static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 32;
}

/* Four chains side by side, for a multiplication has to wait for the one before. */
uint64_t digest_bytes(const void *p, size_t n)
{
    const unsigned char *s = p;
    uint64_t h[4] = {1, 2, 3, 4};
    size_t left = n;
    for (; left >= 32; left -= 32, s += 32)
        for (size_t i = 0; i < 4; i++)
            h[i] = mix(h[i], load64(s + 8 * i));
    unsigned char last[32] = {0};
    memcpy(last, s, left);
    uint64_t all = mix(0x6d61646f67756368u, n);
    for (size_t i = 0; i < 4; i++)
        all = mix(all, mix(h[i], load64(last + 8 * i)));
    return all;
}

static bool read_all(int fd, unsigned char *p, size_t n)
{
    for (size_t done = 0; done < n;) {
        ssize_t got = read(fd, p + done, n - done);
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

bool seal_read_file(const char *path, struct strbuf *out, struct error *err)
{
    bool ok = false;
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        size_t n = (size_t)st.st_size;
        unsigned char *p = xmalloc(n + 1);
        ok = read_all(fd, p, n);
        if (ok)
            strbuf_add(out, (const char *)p, n);
        free(p);
    }
    if (fd >= 0)
        close(fd);
    if (!ok)
        error_set(err, EX_NOINPUT, _("%s を読めません。"), path);
    return ok;
}

void seal_write(const void *database, const struct sections *sections,
                unsigned char out[static SEAL_BYTES])
{
    size_t n = sections->database;
    memcpy(out, magic, sizeof magic);
    store64(out + 16, n);
    for (size_t i = 0; i < PARTS; i++) {
        store64(out + 24 + 8 * i, sections->part[i].n);
        n += sections->part[i].n;
    }
    store64(out + SEAL_BYTES - 8, digest_bytes(database, n));
}

bool seal_head(const unsigned char *p, size_t n, const char *name, struct error *err)
{
    if (n < SEAL_HEAD_BYTES || memcmp(p, sqlite_magic, sizeof sqlite_magic) != 0 ||
        big32(p + 68) != SCHEMA_APPLICATION) {
        error_set(err, EX_DATAERR, _("%s は、まどぐちのデータではありません。"), name);
        return false;
    }
    if (big32(p + 60) != SCHEMA_VERSION) {
        error_set(err, EX_DATAERR,
                  _("%s は、このプログラムとは別の版で作られています。madoguchi build "
                    "で作り直してください。"),
                  name);
        return false;
    }
    return true;
}

/* n: bytes before the seal. */
static bool read_sections(const unsigned char *p, size_t n, const unsigned char *seal,
                          struct sections *out)
{
    uint64_t at = load64(seal + 16);
    if (memcmp(seal, magic, sizeof magic) != 0 || at > n)
        return false;
    out->database = at;
    for (size_t i = 0; i < PARTS; i++) {
        uint64_t size = load64(seal + 24 + 8 * i);
        if (size > n - at)
            return false;
        out->part[i] = (struct bytes){p + at, size};
        at += size;
    }
    return at == n;
}

bool seal_check(const unsigned char *p, size_t n, const char *name, struct sections *out,
                struct error *err)
{
    if (n > SEAL_BYTES) {
        const unsigned char *seal = p + n - SEAL_BYTES;
        n -= SEAL_BYTES;
        if (read_sections(p, n, seal, out) && load64(seal + SEAL_BYTES - 8) == digest_bytes(p, n))
            return true;
    }
    error_set(err, EX_DATAERR,
              _("%s は壊れているか、途中で切れています。madoguchi build で作り直してください。"),
              name);
    return false;
}
