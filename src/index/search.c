#include "index/search.h"
#include "base/xalloc.h"
#include "index/confidence.h"
#include "index/letters.h"
#include "index/open.h"
#include "index/schema.h"
#include "text/kana.h"
#include "text/utf8.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LIMIT 1000
#define PHRASE_CHARACTERS 300 /* a longer question is nobody's phrase */
#define TERM_SHARE .8         /* of the score of a word that is explained */
#define ELSEWHERE_LEAD                                                                 \
    .92 /* of what is nothing of ours, over the best of the others: set so that of 870 \
           questions of ours 2 in 100 are sent away, or not understood */
#define ELSEWHERE_COVERED 0.1 /* of the question's words, at least, before it is sent away */
#define WHOLLY_OURS 0.95      /* of the question's words, that one entry of ours is asked for by */
#define NAMED_LEAD 1.05       /* of an entry that is named, over the best of the others */

struct search {
    struct index *ix;
    struct error *err;
    struct ranking ranking;
    struct evidence evidence;
    double *gain; /* by entry, of questions like this one that were asked; NULL: there are none */
    double share; /* of it in the first scores */
};

static bool has_kanji(const char *s, size_t n)
{
    uint32_t c;
    for (size_t i = 0; i < n;) {
        i += utf8_decode(s + i, n - i, &c);
        if (letter_is_kanji(c))
            return true;
    }
    return false;
}

void search_features(struct index *ix, const struct ranking *r, const struct ranked *v, size_t n,
                     double (*out)[RERANK_FEATURES])
{
    struct collector *c = &ix->collector;
    struct rerank_input in = {c->found,    c->n,      c->postings, &ix->lengths,
                              &ix->traits, r->traits, r->by_ear};
    rerank_features(&in, v, n, out);
}

/* Leaves out characters and sounds that a good part of all entries have: they tell next to nothing
 * where there are words, and cost as much as all the rest. */
static void drop_common(struct index *ix)
{
    struct collector *c = &ix->collector;
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        struct lexicon_found f = lexicon_find(&ix->common, c->terms[i]->s, c->terms[i]->len);
        if (f.first == f.end)
            c->terms[n++] = c->terms[i];
    }
    c->n = n;
}

static bool rank_terms(struct search *s, const char *query, size_t n)
{
    struct index *ix = s->ix;
    struct collector *c = &ix->collector;
    s->ranking.traits = analyzer_traits(ix->analyzer, query, n);
    analyzer_run(ix->analyzer, query, n, true, &ix->fts.terms);
    c->n = collect_unique(&ix->fts.terms, c->terms);
    if (!s->ranking.by_ear)
        drop_common(ix);
    c->lengths = &ix->lengths;
    c->ranking = &s->ranking;
    if (!c->n)
        return true;
    struct strbuf expression;
    strbuf_init(&expression);
    collect_expression(c, &expression);
    sqlite3_bind_text64(ix->match, 1, expression.s, expression.len, SQLITE_STATIC, SQLITE_UTF8);
    int rc = sqlite3_step(ix->match);
    bool ok = rc == SQLITE_ROW || rc == SQLITE_DONE || db_error(ix->db, rc, ix->path, s->err);
    if (rc == SQLITE_DONE)
        collect_absent(c);
    sqlite3_reset(ix->match);
    sqlite3_clear_bindings(ix->match);
    strbuf_wipe(&expression); /* it says what a resident typed */
    strbuf_done(&expression);
    return ok;
}

/* The standard deviation of the values above least. */
static double deviation(const double *v, size_t n, double least)
{
    double sum = 0, square = 0, count = 0;
    for (size_t i = 0; i < n; i++) {
        if (v[i] <= least)
            continue;
        sum += v[i];
        square += v[i] * v[i];
        count++;
    }
    double mean = count > 0 ? sum / count : 0;
    double variance = count > 0 ? square / count - mean * mean : 0;
    return variance > 0 ? sqrt(variance) : 0;
}

/* Adds what questions that were asked say to the first scores, so that entries that only they know
 * of are looked at again. */
static void add_asked(struct search *s)
{
    struct index *ix = s->ix;
    struct ranking *r = &s->ranking;
    if (!ix->asked.n)
        return;
    s->gain = xcalloc(r->entries + 1, sizeof *s->gain);
    asked_gain(&ix->asked, ix->collector.terms, ix->collector.found, ix->collector.n, s->gain,
               r->entries);
    s->share = deviation(r->score, r->entries, 0);
    for (size_t e = 0; e < r->entries; e++)
        r->score[e] += s->share * s->gain[e];
}

/* How far the entry that will be first was ahead of the others by the first scores, which the
 * thresholds of confidence.c were set on. */
static void weigh_lead(struct search *s, const struct ranked *base, size_t n, uint32_t first)
{
    double unit = rank_idf(s->ranking.entries, 0);
    s->evidence.top = s->ranking.score[first] / unit;
    s->evidence.next = n > 1 ? base[base[0].entry == first].score / unit : 0;
    s->evidence.size = s->ranking.all_words / unit;
}

/* The entry that the question names, else that which is first by now. */
static uint32_t first_of(const struct search *s, const struct ranked *v)
{
    size_t named = analyzer_named(s->ix->analyzer);
    return named < s->ranking.entries && s->ranking.score[named] > 0 ? (uint32_t)named : v[0].entry;
}

static int by_score(const void *pa, const void *pb)
{
    const struct ranked *a = pa, *b = pb;
    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    return (a->entry > b->entry) - (a->entry < b->entry);
}

/* Gives v, the best entries, the model's scores. The model knows nothing of questions that were
 * asked: it sees the scores without them, and they are added to what it says. */
static void look_again(struct search *s, struct ranked *v, size_t n)
{
    double features[RERANK_DEPTH][RERANK_FEATURES], score[RERANK_DEPTH];
    for (size_t i = 0; s->gain && i < n; i++)
        v[i].score -= s->share * s->gain[v[i].entry];
    qsort(v, n, sizeof *v, by_score);
    search_features(s->ix, &s->ranking, v, n, features);
    for (size_t i = 0; i < n; i++)
        score[i] = rerank_score(&s->ix->weights, features[i]);
    double unit = deviation(score, n, -INFINITY);
    for (size_t i = 0; i < n; i++)
        v[i].score = score[i] + (s->gain ? unit * s->gain[v[i].entry] : 0);
    qsort(v, n, sizeof *v, by_score);
}

/* Orders the best entries anew. They stay above all others. */
static void rerank(struct search *s)
{
    struct ranked base[RERANK_DEPTH], v[RERANK_DEPTH];
    size_t n = ranking_top(&s->ranking, base, RERANK_DEPTH);
    if (n == 0)
        return;
    memcpy(v, base, n * sizeof *v);
    if (s->ix->weights.any)
        look_again(s, v, n);
    weigh_lead(s, base, n, first_of(s, v));
    for (size_t i = 0; i < n && s->ix->weights.any; i++)
        s->ranking.score[v[i].entry] = base[n - 1].score + v[i].score - v[n - 1].score;
}

/* Who asks how a thing is done wants the procedure, not the word explained; 「…とは」 is a phrase
 * of the word's own. */
static void lower_terms(struct search *s)
{
    const struct knowledge *k = s->ix->knowledge;
    for (size_t i = 0; i < k->entries.n; i++)
        if (knowledge_kind(k, i) == ENTRY_TERM && s->ranking.score[i] > 0)
            s->ranking.score[i] *= TERM_SHARE;
}

struct lifted {
    bool names, phrases; /* is anything the question's name, or asked for by it? */
    double above;        /* all other scores */
};

/* Lifts the entries that key leads to above all others, names above phrases. */
static bool lift(struct search *s, const struct strbuf *key, bool sound, struct lifted *l)
{
    sqlite3_stmt *st = s->ix->phrase;
    int rc;
    sqlite3_bind_text64(st, 1, key->s, key->len, SQLITE_STATIC, SQLITE_UTF8);
    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
        sqlite3_int64 source = sqlite3_column_int64(st, 0), entry = sqlite3_column_int64(st, 1);
        if (entry < 0 || (size_t)entry >= s->ranking.entries || source < 0 ||
            source > PHRASE_SOUND) {
            rc = SQLITE_CORRUPT;
            break;
        }
        double *score = &s->ranking.score[entry];
        if ((source == PHRASE_SOUND) != sound || *score > l->above)
            continue; /* it was lifted already, by a better phrase */
        *score += l->above * (double)(PHRASE_SOUND + 1 - source);
        s->evidence.exact += source < PHRASE_SAYS || !l->names;
        l->names = l->names || source < PHRASE_SAYS;
        l->phrases = true;
    }
    sqlite3_reset(st);
    sqlite3_clear_bindings(st);
    return rc == SQLITE_DONE || db_error(s->ix->db, rc, s->ix->path, s->err);
}

/* Romaji, typed where there is no IME. */
static void read_romaji(struct strbuf *key)
{
    if (!kana_is_romaji(key->s, key->len))
        return;
    struct strbuf kana;
    strbuf_init(&kana);
    kana_from_romaji(&kana, key->s, key->len, true);
    strbuf_clear(key);
    strbuf_add(key, kana.s, kana.len);
    strbuf_wipe(&kana);
    strbuf_done(&kana);
}

static bool lift_phrases(struct search *s, const char *query, size_t n)
{
    struct strbuf key, sound;
    strbuf_init(&key);
    strbuf_init(&sound);
    letters_key(query, utf8_prefix(query, n, PHRASE_CHARACTERS), &key);
    struct ranked best = {0, 0};
    ranking_top(&s->ranking, &best, 1);
    struct lifted l = {.above = best.score + 1};
    bool ok = lift(s, &key, false, &l);
    if (ok && !l.phrases) {
        struct strbuf words;
        strbuf_init(&words);
        analyzer_words(s->ix->analyzer, query, n, &words);
        ok = !words.len || lift(s, &words, false, &l);
        strbuf_wipe(&words);
        strbuf_done(&words);
    }
    if (ok && !l.phrases) {
        read_romaji(&key);
        if (kana_is_hiragana(key.s, key.len))
            letters_sound(key.s, key.len, &sound);
        ok = lift(s, &key, false, &l) && lift(s, &sound, true, &l);
    }
    strbuf_wipe(&key);
    strbuf_wipe(&sound);
    strbuf_done(&key);
    strbuf_done(&sound);
    return ok;
}

/* A question that has a procedure's name in it asks about that one first. */
static void lift_named(struct search *s)
{
    size_t entry = analyzer_named(s->ix->analyzer);
    if (entry >= s->ranking.entries)
        return;
    struct ranked best;
    if (ranking_top(&s->ranking, &best, 1) && best.entry != entry)
        s->ranking.score[entry] = best.score * NAMED_LEAD;
}

/* Is all that was asked in the name of an entry, or in the ways people ask for it? So it is with a
 * word typed alone (犬, 学校), which may be about us as well as about others. */
static bool is_wholly_ours(const struct search *s, size_t entry)
{
    return knowledge_kind(s->ix->knowledge, entry) != ENTRY_TERM && s->ranking.score[entry] > 0 &&
           ranking_covered(&s->ranking, entry) >= WHOLLY_OURS;
}

/* What is nothing of ours is no answer: takes it out of the scores, and remembers it when it was
 * first and about what was asked (いくらですか alone is about nothing), unless the question could
 * be all about an entry and is not word for word what is asked of others. */
static const struct entry *take_elsewhere(struct search *s)
{
    const struct knowledge *k = s->ix->knowledge;
    double *score = s->ranking.score, best = 0, ours = 0;
    size_t elsewhere = 0;
    bool wholly_ours = false;
    for (size_t i = 0; i < k->entries.n; i++) {
        if (knowledge_kind(k, i) != ENTRY_ELSEWHERE) {
            wholly_ours = wholly_ours || is_wholly_ours(s, i);
            ours = score[i] > ours ? score[i] : ours;
            continue;
        }
        if (score[i] > best) {
            best = score[i];
            elsewhere = i;
        }
        score[i] = 0;
    }
    if (best <= ELSEWHERE_LEAD * ours)
        return NULL;
    bool said = s->evidence.exact > 0;
    bool about = ranking_covered(&s->ranking, elsewhere) >= ELSEWHERE_COVERED;
    return said || (about && !wholly_ours) ? knowledge_at(k, elsewhere) : NULL;
}

static void weigh_first(struct search *s)
{
    struct ranked first;
    s->evidence.hits = ranking_top(&s->ranking, &first, 1);
    if (!s->evidence.hits)
        return;
    s->evidence.covered = ranking_covered(&s->ranking, first.entry);
    s->evidence.broad = knowledge_kind(s->ix->knowledge, first.entry) == ENTRY_EVENT;
}

static bool fill(struct search *s, size_t limit, const struct entry *elsewhere, struct hits *out)
{
    struct ranked *top = xreallocarray(NULL, limit + 1, sizeof *top);
    size_t n = ranking_top(&s->ranking, top, limit);
    out->v = xreallocarray(NULL, n + 1, sizeof *out->v);
    for (out->n = 0; out->n < n; out->n++) {
        const struct entry *e = knowledge_read(s->ix->knowledge, top[out->n].entry, s->err);
        if (!e)
            break;
        out->v[out->n] = (struct hit){e, top[out->n].score};
    }
    free(top);
    out->elsewhere = elsewhere;
    out->confidence = elsewhere ? CONFIDENCE_UNKNOWN : confidence_judge(&s->evidence);
    out->named = !elsewhere && s->evidence.exact == 1;
    if (out->n == n)
        return true;
    hits_done(out);
    return false;
}

bool search_base(struct index *ix, const char *query, size_t n, struct ranking *r,
                 struct error *err)
{
    struct search s = {.ix = ix, .err = err};
    ranking_init(&s.ranking, ix->knowledge->entries.n, !has_kanji(query, n));
    bool ok = rank_terms(&s, query, n);
    *r = s.ranking;
    return ok;
}

bool search_explain(struct index *ix, const char *query, size_t n, size_t limit, struct hits *out,
                    struct evidence *evidence, struct error *err)
{
    struct search s = {.ix = ix, .err = err};
    memset(out, 0, sizeof *out);
    limit = limit < MAX_LIMIT ? limit : MAX_LIMIT;
    ranking_init(&s.ranking, ix->knowledge->entries.n, !has_kanji(query, n));
    bool ok = rank_terms(&s, query, n);
    if (ok) {
        add_asked(&s);
        rerank(&s);
        lower_terms(&s);
        lift_named(&s);
        ok = lift_phrases(&s, query, n);
    }
    if (ok) {
        const struct entry *elsewhere = take_elsewhere(&s);
        weigh_first(&s);
        ok = fill(&s, limit, elsewhere, out);
    }
    terms_clear(&ix->fts.terms); /* nothing of the question stays */
    ranking_done(&s.ranking);
    free(s.gain);
    *evidence = s.evidence;
    return ok;
}

bool index_search(struct index *ix, const char *query, size_t n, size_t limit, struct hits *out,
                  struct error *err)
{
    struct evidence evidence;
    return search_explain(ix, query, n, limit, out, &evidence, err);
}
