#include "tui/textfind.h"
#include "base/xalloc.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint32_t fold(uint32_t cp)
{
    if (cp >= 0xff01 && cp <= 0xff5e)
        cp = cp - 0xff01 + '!';
    if (cp >= 'A' && cp <= 'Z')
        return cp | 0x20u;
    if (cp >= 0x30a1 && cp <= 0x30f6)
        return cp - 0x60;
    return cp;
}

/* The word without the blanks around it. */
static size_t fold_word(const char *word, uint32_t *out)
{
    size_t n = 0, len = strlen(word);
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += utf8_decode(word + i, len - i, &cp);
        if (n > 0 || (cp != ' ' && cp != 0x3000))
            out[n++] = fold(cp);
    }
    while (n > 0 && (out[n - 1] == ' ' || out[n - 1] == 0x3000))
        n--;
    return n;
}

/* Behind a line's end and the blanks the next one is indented with; an empty line ends a text. */
static size_t skip_break(const char *s, size_t i)
{
    if (s[i] != '\n')
        return i;
    i += 1 + strspn(s + i + 1, " ");
    return i;
}

/* The end of the word that begins at `at`, or 0. */
static size_t match_at(const char *s, size_t n, size_t at, const uint32_t *word, size_t nword)
{
    size_t i = at;
    for (size_t k = 0; k < nword; k++) {
        uint32_t cp;
        if (k > 0)
            i = skip_break(s, i);
        if (i >= n)
            return 0;
        size_t step = utf8_decode(s + i, n - i, &cp);
        if (fold(cp) != word[k])
            return 0;
        i += step;
    }
    return i;
}

size_t textfind(const char *text, const char *word, struct match *v, size_t cap)
{
    size_t n = strlen(text), found = 0;
    uint32_t *folded = xreallocarray(NULL, strlen(word) + 1, sizeof *folded);
    size_t nword = fold_word(word, folded);
    for (size_t i = 0; nword > 0 && i < n && found < cap;) {
        uint32_t cp;
        size_t end = match_at(text, n, i, folded, nword);
        if (end > 0)
            v[found++] = (struct match){i, end};
        i = end > 0 ? end : i + utf8_decode(text + i, n - i, &cp);
    }
    explicit_bzero(folded, (strlen(word) + 1) * sizeof *folded);
    free(folded);
    return found;
}
