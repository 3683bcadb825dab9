#include "knowledge/readings.h"
#include "text/kana.h"

/* Bytes before the slash; 0 when s is no word with a reading. */
static size_t word_length(const struct str *s)
{
    const char *slash = strchr(s->s, '/');
    return slash && kana_is_hiragana(slash + 1, strlen(slash + 1)) ? (size_t)(slash - s->s) : 0;
}

void readings_check(const struct strs *v, struct diags *d)
{
    for (size_t i = 0; i < v->n; i++) {
        size_t n = word_length(&v->v[i]);
        if (n == 0)
            diags_add(d, DIAG_ERROR, v->v[i].at,
                      "「相談所/そうだんじょ」のように、ことばと、ひらがなの読みを書いてください");
        for (size_t j = 0; n > 0 && j < i; j++)
            if (word_length(&v->v[j]) == n && memcmp(v->v[j].s, v->v[i].s, n) == 0)
                diags_add(d, DIAG_ERROR, v->v[i].at, "「%.*s」の読みが2つあります", (int)n,
                          v->v[i].s);
    }
}
