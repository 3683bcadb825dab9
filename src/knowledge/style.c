#include "knowledge/style.h"

#include "knowledge/terms.h"
#include "text/utf8.h"
#include <string.h>

enum { SHORT_WORD = 3 }; /* characters: ごみ in ゴミ needs no glossary */

struct styler {
    const struct knowledge *k;
    struct diags *d;
};

/* ---- sentences ---- */

static void check_length(struct styler *st, const struct str *text)
{
    const char *p = text->s, *end = text->s + text->len;

    while (p < end) {
        const char *stop = memmem(p, (size_t)(end - p), "。", strlen("。"));
        size_t n = stop ? (size_t)(stop - p) + strlen("。") : (size_t)(end - p);
        size_t chars = utf8_length(p, n), shown = utf8_prefix(p, n, 15);

        if (chars > STYLE_SENTENCE)
            diags_add(st->d, DIAG_WARNING, text->at, "1つの文が%zu字あります（%d字まで）：%.*s…",
                      chars, (int)STYLE_SENTENCE, (int)shown, p);
        p += n;
    }
}

/* ---- katakana ---- */

static bool is_katakana(uint32_t c)
{
    return (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc;
}

static bool among(const struct strs *words, const char *s, size_t n)
{
    for (size_t i = 0; i < words->n; i++)
        if (words->v[i].len == n && memcmp(words->v[i].s, s, n) == 0)
            return true;
    return false;
}

/* Is it, or a word that it stands in, in the glossary, or what an entry is about? */
static bool has_term(const struct knowledge *k, const char *s, size_t n)
{
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = &k->entries.v[i];
        if (e->kind != ENTRY_FAQ && memmem(e->name.s, e->name.len, s, n))
            return true;
    }
    return false;
}

static bool is_explained(const struct str *text, const char *after)
{
    static const char open[] = "（";
    size_t left = (size_t)(text->s + text->len - after);

    return left >= strlen(open) && memcmp(after, open, strlen(open)) == 0;
}

static void check_word(struct styler *st, const struct str *text, const char *s, size_t n)
{
    if (utf8_length(s, n) < SHORT_WORD || among(&st->k->katakana, s, n) || has_term(st->k, s, n) ||
        is_explained(text, s + n))
        return;
    diags_add(st->d, DIAG_WARNING, text->at,
              "「%.*s」の説明がありません（ことばの説明に加えるか、（）で言いかえてください）",
              (int)n, s);
}

static void check_katakana(void *ctx, const struct str *text)
{
    struct styler *st = ctx;
    size_t start = 0, len;
    bool in = false;

    for (size_t i = 0; i <= text->len; i += len) {
        uint32_t c = 0;
        len = i < text->len ? utf8_decode(text->s + i, text->len - i, &c) : 1;
        if (in && !is_katakana(c))
            check_word(st, text, text->s + start, i - start);
        if (!in && is_katakana(c))
            start = i;
        in = is_katakana(c);
    }
}

void style_check(const struct knowledge *k, struct diags *d)
{
    struct styler st = {k, d};

    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = &k->entries.v[i];
        if (e->kind == ENTRY_FAQ)
            continue; /* in the town's own words */
        check_length(&st, e->kind >= ENTRY_TERM ? &e->answer : &e->summary);
        for (size_t s = 0; s < e->steps.n; s++)
            check_length(&st, &e->steps.v[s].text);
        entry_texts(e, check_katakana, &st);
    }
}
