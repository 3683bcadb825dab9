#include "index/letters.h"
#include "text/phrase.h"
#include "text/utf8.h"

bool letter_is_kanji(uint32_t c)
{
    return phrase_is_kanji(c);
}

bool letter_is_hiragana(uint32_t c)
{
    return c >= 0x3041 && c <= 0x3096;
}

bool letter_is_word(uint32_t c)
{
    return phrase_is_letter(c);
}

/* The vowel a hiragana ends on; 0 for ん, っ and what is no hiragana. */
static char vowel_of(uint32_t c)
{
    static const char vowels[] = "aaiiuueeoo"      /* ぁ to お */
                                 "aaiiuueeoo"      /* か to ご */
                                 "aaiiuueeoo"      /* さ to ぞ */
                                 "aaii\0uueeoo"    /* た to ど, with っ */
                                 "aiueo"           /* な to の */
                                 "aaaiiiuuueeeooo" /* は to ぽ */
                                 "aiueo"           /* ま to も */
                                 "aauuoo"          /* ゃ to よ */
                                 "aiueo"           /* ら to ろ */
                                 "aaieo\0u";       /* ゎ to ゔ */
    return c >= 0x3041 && c < 0x3041 + sizeof vowels - 1 ? vowels[c - 0x3041] : '\0';
}

static bool lengthens(char before, uint32_t c)
{
    return c == 0x30fc || (before == 'o' && (c == 0x3046 || c == 0x304a)) ||
           (before == 'u' && c == 0x3046);
}

void letters_sound(const char *s, size_t n, struct strbuf *out)
{
    char vowel = '\0', utf8[4];
    for (size_t i = 0; i < n;) {
        uint32_t c;
        i += utf8_decode(s + i, n - i, &c);
        if (c >= 0x30a1 && c <= 0x30f4)
            c -= 0x60; /* katakana */
        if (lengthens(vowel, c))
            continue;
        vowel = vowel_of(c);
        if (letter_is_hiragana(c))
            strbuf_add(out, utf8, utf8_encode(c, utf8));
        else if (out->len && out->s[out->len - 1] != ' ')
            strbuf_putc(out, ' ');
    }
}

void letters_key(const char *s, size_t n, struct strbuf *out)
{
    phrase_key(out, s, n);
}
