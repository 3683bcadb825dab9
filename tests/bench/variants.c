/* variants hiragana < QUESTIONS: each line as a person writes it who types no kanji: what MeCab
 * reads, all in hiragana; letters and figures stay.
 * variants shorter SEED < QUESTIONS: each line without one of its letters, which one depends on
 * SEED and the line. Signs and blanks are not counted among the letters. */
#include "index/letters.h"
#include "lines.h"
#include "morph/morph.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"

static void to_hiragana(struct morph *m, const char *line)
{
    struct strbuf text, out;
    struct tokens tokens;
    strbuf_init(&text);
    strbuf_init(&out);
    tokens_init(&tokens);
    text_normalize(&text, line, strlen(line));
    morph_parse(m, text.s, text.len, &tokens);
    size_t at = 0;
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *t = &tokens.v[i];
        const char *sound = *t->reading ? t->reading : t->surface;
        strbuf_add(&out, text.s + at, t->start - at);
        kana_to_hiragana(&out, sound, strlen(sound));
        at = t->start + t->len;
    }
    strbuf_puts(&out, text.s + at);
    puts(out.s);
    strbuf_done(&text);
    strbuf_done(&out);
    tokens_done(&tokens);
}

/* Where the letter of that number begins, and its bytes; n: how many letters there are. */
static size_t find_letter(const char *s, size_t number, size_t *bytes, size_t *n)
{
    size_t len = strlen(s), found = 0, size;
    uint32_t c;
    *n = *bytes = 0;
    for (size_t i = 0; i < len; i += size) {
        struct strbuf normal;
        strbuf_init(&normal);
        size = utf8_decode(s + i, len - i, &c);
        text_normalize(&normal, s + i, size);
        utf8_decode(normal.s, normal.len, &c);
        if (normal.len && letter_is_word(c) && (*n)++ == number) {
            found = i;
            *bytes = size;
        }
        strbuf_done(&normal);
    }
    return found;
}

static void shorten(const char *line, uint64_t seed)
{
    size_t n, bytes;
    for (const char *p = line; *p; p++) /* FNV-1a */
        seed = (seed ^ (unsigned char)*p) * 0x100000001b3;
    find_letter(line, (size_t)-1, &bytes, &n);
    size_t at = find_letter(line, n ? chance(&seed, n) : 0, &bytes, &n);
    printf("%.*s%s\n", (int)at, line, line + at + bytes);
}

int main(int argc, char **argv)
{
    struct error err = ERROR_NONE;
    bool hiragana = argc == 2 && strcmp(argv[1], "hiragana") == 0;
    bool shorter = argc == 3 && strcmp(argv[1], "shorter") == 0;
    if (!hiragana && !shorter) {
        fputs("usage: variants hiragana | variants shorter SEED\n", stderr);
        return EX_USAGE;
    }
    struct lines lines = lines_read("/dev/stdin");
    struct morph *m = morph_open(NULL, NULL, &err);
    if (!m)
        bench_stop("morph", err.msg);
    for (size_t i = 0; i < lines.n; i++) {
        if (hiragana)
            to_hiragana(m, lines.v[i]);
        else
            shorten(lines.v[i], strtoull(argv[2], NULL, 10));
    }
    lines_free(&lines);
    morph_close(m);
    return EX_OK;
}
