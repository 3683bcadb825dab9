#include "text/phrase.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"

bool phrase_is_kanji(uint32_t c)
{
    return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff) || c == 0x3005;
}

static bool is_hiragana(uint32_t c)
{
    return c >= 0x3041 && c <= 0x3096;
}

static bool is_katakana(uint32_t c)
{
    return (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc;
}

bool phrase_is_letter(uint32_t c)
{
    return phrase_is_kanji(c) || is_hiragana(c) || is_katakana(c) || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z');
}

void phrase_key(struct strbuf *out, const char *s, size_t n)
{
    struct strbuf normal, kana;
    strbuf_init(&normal);
    strbuf_init(&kana);
    text_normalize(&normal, s, n);
    kana_to_hiragana(&kana, normal.s, normal.len);
    for (size_t i = 0; i < kana.len;) {
        uint32_t c;
        size_t len = utf8_decode(kana.s + i, kana.len - i, &c);
        if (phrase_is_letter(c))
            strbuf_add(out, kana.s + i, len);
        i += len;
    }
    strbuf_wipe(&normal);
    strbuf_wipe(&kana);
    strbuf_done(&normal);
    strbuf_done(&kana);
}
