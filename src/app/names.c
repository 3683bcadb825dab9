#include "app/names.h"
#include "app/names_find.h"
#include "base/xalloc.h"
#include "index/known.h"
#include "journal/mask.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_CHARS = 400 };

static bool is_stopword(const struct knowledge *k, const struct token *t)
{
    for (size_t i = 0; i < k->stopwords.n; i++)
        if (strcmp(k->stopwords.v[i].s, t->rep) == 0 ||
            strcmp(k->stopwords.v[i].s, t->surface) == 0)
            return true;
    return false;
}

/* ペット is a person's name to the dictionary where it stands beside some words. */
static bool knows_sound(struct index *ix, const struct word *w)
{
    struct strbuf rep;
    strbuf_init(&rep);
    strbuf_printf(&rep, "%s/", w->t->surface);
    kana_to_hiragana(&rep, w->t->surface, w->t->len);
    bool known = index_has_word(ix, rep.s);
    strbuf_wipe(&rep);
    strbuf_done(&rep);
    return known;
}

static bool knows(struct index *ix, const struct knowledge *k, const struct word *w)
{
    return index_has_word(ix, w->t->rep) || is_stopword(k, w->t) ||
           (w->script == SCRIPT_KATAKANA && knows_sound(ix, w));
}

static void look_up(struct finder *f, const struct tokens *t)
{
    const struct knowledge *k = index_knowledge(f->ix);
    f->n = t->n;
    f->v = xcalloc(t->n + 1, sizeof *f->v);
    for (size_t i = 0; i < t->n; i++) {
        const struct token *a = &t->v[i];
        struct word *w = &f->v[i];
        w->t = a;
        w->script = names_script(a->surface, a->len);
        w->chars = utf8_length(a->surface, a->len);
        w->joined = i > 0 && t->v[i - 1].start + t->v[i - 1].len == a->start;
        w->grammar = names_is_grammar(a);
        w->known = !w->grammar && knows(f->ix, k, w);
    }
}

/* The town's own name is nobody's. */
static void keep_town(struct finder *f, size_t n)
{
    const struct str *town = &index_knowledge(f->ix)->town.name;
    const char *s = f->s, *at;
    while (town->len && (at = memmem(s, n - (size_t)(s - f->s), town->s, town->len))) {
        size_t from = (size_t)(at - f->s);
        for (size_t i = 0; i < f->n; i++)
            if (f->v[i].t->start >= from && f->v[i].t->start + f->v[i].t->len <= from + town->len)
                f->v[i].gone = false;
        s = at + town->len;
    }
}

static void find(struct finder *f, size_t n)
{
    names_doubt(f);
    names_hide_doubtful(f);
    names_hide_standing(f);
    names_hide_sounds(f, n);
    keep_town(f, n);
}

void names_mask(struct index *ix, const char *s, size_t n, struct strbuf *out)
{
    struct strbuf text;
    struct tokens tokens;
    strbuf_init(&text);
    tokens_init(&tokens);
    text_normalize(&text, s, n);
    strbuf_truncate(&text, utf8_prefix(text.s, text.len, MAX_CHARS));
    morph_parse(index_morph(ix), text.s, text.len, &tokens);
    struct finder f = {.ix = ix, .s = text.s};
    look_up(&f, &tokens);
    find(&f, text.len);
    struct mask_span *spans = xcalloc(f.n + 1, sizeof *spans);
    size_t count = 0;
    for (size_t i = 0; i < f.n; i++)
        if (f.v[i].gone)
            spans[count++] = (struct mask_span){f.v[i].t->start, f.v[i].t->len, MASK_NAME};
    mask_text(text.s, text.len, spans, count, index_knowledge(ix)->town.name.s, out);
    free(spans);
    free(f.v);
    tokens_done(&tokens);
    strbuf_wipe(&text);
    strbuf_done(&text);
}
