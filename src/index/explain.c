#include "index/explain.h"
#include "base/xalloc.h"
#include "index/search.h"
#include <stdlib.h>
#include <string.h>

static enum word_place place_of(const struct collector *c, const struct rerank_term *t,
                                size_t entry)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct rank_posting *p = &c->postings[t->first + i];
        if (p->entry == entry && p->frequency > 0)
            return p->head > 0 ? WORD_IN_NAME : WORD_IN_TEXT;
    }
    return WORD_NOWHERE;
}

/* The word as it is, or a concept that it is part of. */
static enum word_place best_place(const struct collector *c, const struct rerank_term *word,
                                  size_t entry)
{
    enum word_place best = place_of(c, word, entry);
    for (size_t i = 0; i < c->n; i++) {
        const struct rerank_term *t = &c->found[i];
        if (t->kind != TERM_CONCEPT || t->start > word->start || word->end > t->end)
            continue;
        enum word_place place = place_of(c, t, entry);
        best = place > best ? place : best;
    }
    return best;
}

static int by_weight(const void *pa, const void *pb)
{
    const struct why_word *a = pa, *b = pb;
    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return strcmp(a->text, b->text);
}

static void explain_words(const struct collector *c, const size_t entries[2], struct why *out)
{
    out->words = xcalloc(c->n + 1, sizeof *out->words);
    for (size_t i = 0; i < c->n; i++) {
        const struct term *t = c->terms[i];
        if (c->found[i].kind != TERM_WORD || t->len < 2)
            continue;
        struct why_word *w = &out->words[out->n++];
        const char *reading = memchr(t->s, '/', t->len); /* w住民/じゅうみん */
        size_t end = reading && reading > t->s + 1 ? (size_t)(reading - t->s) : t->len;
        w->text = xstrndup(t->s + 1, end - 1);
        w->weight = c->found[i].idf;
        for (int e = 0; e < 2; e++)
            w->place[e] = best_place(c, &c->found[i], entries[e]);
    }
    if (out->n)
        qsort(out->words, out->n, sizeof *out->words, by_weight);
}

bool index_explain(struct index *ix, const char *query, size_t n, const size_t entries[2],
                   struct why *out, struct error *err)
{
    struct collector *c = &ix->collector;
    struct ranking ranking;
    *out = (struct why){.named = SIZE_MAX};
    bool ok = search_base(ix, query, n, &ranking, err);
    if (ok && c->n) {
        out->named = analyzer_named(ix->analyzer);
        explain_words(c, entries, out);
        for (int e = 0; e < 2 && ix->asked.n; e++)
            asked_likest(&ix->asked, c->terms, c->found, c->n, entries[e], &out->like[e]);
    }
    ranking_done(&ranking);
    terms_clear(&ix->fts.terms);
    return ok;
}

void why_done(struct why *w)
{
    for (size_t i = 0; i < w->n; i++)
        free(w->words[i].text);
    free(w->words);
    *w = (struct why){.named = SIZE_MAX};
}
