#include "index/terms.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "index/letters.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

const char term_letters[TERM_KINDS] = {'w', 'g', 'u', 'c', 'r'};

enum term_kind term_kind_of(const char *s, size_t n)
{
    for (size_t i = 0; n > 1 && i < TERM_KINDS; i++)
        if (s[0] == term_letters[i])
            return (enum term_kind)i;
    return TERM_KINDS;
}

void terms_init(struct terms *t)
{
    memset(t, 0, sizeof *t);
    arena_init(&t->arena);
}

void terms_done(struct terms *t)
{
    free(t->v);
    arena_done(&t->arena);
    memset(t, 0, sizeof *t);
}

void terms_clear(struct terms *t)
{
    arena_done(&t->arena);
    arena_init(&t->arena);
    t->n = 0;
}

/* Bytes of s that fit into n without cutting a character. */
static size_t cut(const char *s, size_t len, size_t n)
{
    if (len <= n)
        return len;
    while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
        n--;
    return n;
}

void terms_add(struct terms *t, enum term_kind kind, const char *s, size_t n, size_t start,
               size_t end)
{
    n = cut(s, n, TERM_MAX - 1);
    if (t->n == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 64;
        t->v = xreallocarray(t->v, t->cap, sizeof *t->v);
    }
    char *p = arena_alloc(&t->arena, n + 2);
    p[0] = term_letters[kind];
    memcpy(p + 1, s, n);
    t->v[t->n++] = (struct term){p, n + 1, start, end};
}

/* Two hiragana side by side are more often an ending and a particle than part of a word. */
void grams_of_text(struct terms *t, const char *text, size_t start, size_t end)
{
    size_t held = 0; /* bytes of the letter before; 0: there is none */
    bool held_hiragana = false;
    for (size_t i = start; i < end;) {
        uint32_t c;
        size_t n = utf8_decode(text + i, end - i, &c);
        bool hiragana = letter_is_hiragana(c);
        if (!letter_is_word(c)) {
            held = 0;
        } else {
            if (held && !(held_hiragana && hiragana))
                terms_add(t, TERM_GRAM, text + i - held, held + n, i - held, i + n);
            if (letter_is_kanji(c))
                terms_add(t, TERM_CHAR, text + i, n, i, i + n);
            held = n;
            held_hiragana = hiragana;
        }
        i += n;
    }
}

void grams_of_reading(struct terms *t, const char *kana, size_t n, size_t start, size_t end)
{
    struct strbuf sound;
    strbuf_init(&sound);
    letters_sound(kana, n, &sound);
    size_t before = 0; /* bytes of the kana before; 0: there is none */
    for (size_t i = 0; i < sound.len;) {
        uint32_t c;
        size_t len = utf8_decode(sound.s + i, sound.len - i, &c);
        if (before && c != ' ')
            terms_add(t, TERM_READING, sound.s + i - before, before + len, start, end);
        before = c == ' ' ? 0 : len;
        i += len;
    }
    strbuf_wipe(&sound);
    strbuf_done(&sound);
}
