/* Letters are those of Crockford's base 32: no I, L, O or U, which are taken for others. The first
 * is always M, which makes a code known at sight, never a mere number, and leaves other letters to
 * other formats.
 *
 * The checksum is a shortened Reed-Solomon code over GF(32): with the two letters at its end the
 * whole, as a polynomial, has the roots a and a^2. In up to 31 letters one or two that are wrong
 * never go unnoticed, nor do in a code of any length one wrong letter or two neighbours in the
 * wrong order; other mistakes do once in 1024 times. */
#include "guide/resume_number.h"

#include "text/normalize.h"
#include "text/utf8.h"
#include <string.h>

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum {
    FIRST = 20, /* M */
    CHECK = 2,
    LEAST = 6, /* digits; a shorter one is filled up with zeros */
    MAX_LETTERS = 1 + RESUME_DIGITS + CHECK,
    GROUP = 4,
    MAX_BYTES = 8 * MAX_LETTERS /* of what may be one when normalised */
};

/* ---- the number ---- */

void resume_push(struct resume_number *v, uint64_t value, uint64_t radix)
{
    for (size_t i = 0; i < v->n; i++) {
        value += v->digit[i] * radix;
        v->digit[i] = value % 32;
        value /= 32;
    }
    for (; value > 0 && v->n < RESUME_DIGITS; value /= 32)
        v->digit[v->n++] = value % 32;
    v->full = v->full || value > 0;
}

uint64_t resume_pull(struct resume_number *v, uint64_t radix)
{
    uint64_t rest = 0;

    for (size_t i = v->n; i-- > 0;) {
        rest = rest * 32 + v->digit[i];
        v->digit[i] = (uint8_t)(rest / radix);
        rest %= radix;
    }
    while (v->n > 0 && v->digit[v->n - 1] == 0)
        v->n--;
    return rest;
}

/* ---- the checksum ---- */

/* a * b in GF(32), modulo x^5 + x^2 + 1 */
static unsigned multiply(unsigned a, unsigned b)
{
    unsigned product = 0;

    for (; b > 0; b >>= 1) {
        if (b & 1)
            product ^= a;
        a <<= 1;
        if (a & 32)
            a ^= 0x25;
    }
    return product;
}

/* The remainder modulo (x + a)(x + a^2) = x^2 + 6x + 8. That it begins and ends with something that
 * is not 0 makes zeros count that are added or left out in front or at the end. */
static void checksum(const uint8_t *v, size_t n, uint8_t check[static CHECK])
{
    unsigned high = 1, low = 1;

    for (size_t i = 0; i < n; i++) {
        unsigned out = high ^ v[i];

        high = low ^ multiply(out, 6);
        low = multiply(out, 8);
    }
    check[0] = (uint8_t)(high ^ 13);
    check[1] = (uint8_t)(low ^ 22);
}

/* ---- letters ---- */

void resume_write(const struct resume_number *v, struct strbuf *out)
{
    uint8_t code[MAX_LETTERS] = {FIRST};
    size_t n = 1 + (v->n < LEAST ? LEAST : v->n);

    memcpy(code + 1, v->digit, v->n);
    checksum(code, n, code + n);
    n += CHECK;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && i % GROUP == 0)
            strbuf_putc(out, '-');
        strbuf_putc(out, letters[code[i]]);
    }
    explicit_bzero(code, sizeof code);
}

/* Hyphens, and what a Japanese keyboard makes of them. */
static bool is_between(uint32_t cp)
{
    return cp == ' ' || cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x30fc;
}

/* The value of a letter, or -1; in lower case, as text_normalize leaves it. */
static int value_of(uint32_t cp)
{
    if (cp >= 'a' && cp <= 'z')
        cp -= 'a' - 'A';
    if (cp == 'O')
        cp = '0';
    if (cp == 'I' || cp == 'L')
        cp = '1';
    const char *at = cp > 0 && cp < 0x80 ? strchr(letters, (int)cp) : NULL;
    return at ? (int)(at - letters) : -1;
}

/* How many letters there are; 0 when it is something else. */
static size_t read_letters(const struct strbuf *form, uint8_t code[static MAX_LETTERS])
{
    size_t n = 0;

    for (size_t i = 0; i < form->len;) {
        uint32_t cp;

        i += utf8_decode(form->s + i, form->len - i, &cp);
        if (is_between(cp))
            continue;
        int value = value_of(cp);
        if (value < 0 || n == MAX_LETTERS)
            return 0;
        code[n++] = (uint8_t)value;
    }
    return n;
}

static bool is_code(const uint8_t *code, size_t n)
{
    uint8_t check[CHECK];

    if (n < 1 + LEAST + CHECK || code[0] != FIRST)
        return false;
    checksum(code, n - CHECK, check);
    return memcmp(code + n - CHECK, check, CHECK) == 0;
}

bool resume_parse(const char *s, size_t n, struct resume_number *v)
{
    uint8_t code[MAX_LETTERS];
    struct strbuf form;
    bool ok;

    *v = (struct resume_number){.n = 0};
    if (n > MAX_BYTES)
        return false;
    strbuf_init(&form);
    text_normalize(&form, s, n);
    n = read_letters(&form, code);
    ok = is_code(code, n);
    if (ok) {
        v->n = n - 1 - CHECK;
        memcpy(v->digit, code + 1, v->n);
        /* Only the shortest way to write it is right. */
        ok = v->n == LEAST || v->digit[v->n - 1] != 0;
        while (v->n > 0 && v->digit[v->n - 1] == 0)
            v->n--;
    }
    strbuf_wipe(&form);
    strbuf_done(&form);
    explicit_bzero(code, sizeof code);
    return ok;
}

bool resume_shaped(const char *s, size_t n)
{
    enum { DIGITS = 3 };
    uint8_t code[MAX_LETTERS];
    struct strbuf form;
    size_t digits = 0;

    if (n > MAX_BYTES)
        return false;
    strbuf_init(&form);
    text_normalize(&form, s, n);
    n = read_letters(&form, code);
    for (size_t i = 0; i < n; i++)
        digits += code[i] < 10;
    bool parted = form.len > 2 * GROUP + 2 && form.s[GROUP] == '-' && form.s[2 * GROUP + 1] == '-';
    bool ok = n >= LEAST + CHECK && code[0] == FIRST && (parted || digits >= DIGITS);
    strbuf_wipe(&form);
    strbuf_done(&form);
    explicit_bzero(code, sizeof code);
    return ok;
}
