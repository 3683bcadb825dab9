#include "index/analyzer.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "index/lexicon.h"
#include "index/terms.h"
#include "index/traits.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IS_NAME UINT32_C(0x80000000) /* in the lexicon: not a concept, an entry of that name */
/* In the lexicon: stands for the concept in a question only. */
#define IS_NARROW UINT32_C(0x40000000)
#define QUERY_CHARACTERS 2000
#define WORDS_CHARACTERS 100 /* longer questions are no phrases */
/* MeCab's lattice takes about fifty times its text in memory, so a long text goes in by pieces. */
#define PIECE_BYTES 4096

/* A word or phrase that says nothing about what is looked for: dictionary forms, in order. */
struct stop {
    const char **words;
    size_t n;
};

struct analyzer {
    struct morph *morph;
    struct stop *stops; /* ordered by their first word */
    size_t nstops;
    struct strbuf text, kana;
    struct strbuf parsed; /* what tokens are of */
    struct tokens tokens, retry;
    struct arena arena;
    struct lexicon lexicon;
    size_t named, named_words; /* what analyzer_named tells */
    struct strbuf key;         /* of the phrase that is looked up */
};

/* What a run of tokens is compared by, at all times. */
static const char *word_of(const struct token *t)
{
    return t->rep;
}

static bool is_content(const struct token *t)
{
    switch (t->pos) {
    case POS_NUMBER: /* 何 asks */
        return strcmp(t->base, "何") != 0;
    case POS_NOUN:
    case POS_VERB:
    case POS_ADJECTIVE:
    case POS_ADVERB:
    case POS_SUFFIX:
    case POS_UNKNOWN:
        return true;
    case POS_PREFIX: /* 非 and 要 tell things apart; お and ご only sound polite */
        return (unsigned char)t->surface[0] >= 0xe4 && strncmp(t->surface, "御", 3) != 0;
    default:
        return false;
    }
}

/* 引っ越してくる and 引っ越す are not the same, nor are ある and ない. */
static bool turns_meaning(const struct token *t)
{
    static const char *const words[] = {"くる", "来る", "いく", "行く", "ない", "無い", "ぬ", "ん"};
    if (t->pos != POS_SUFFIX_PREDICATE && t->pos != POS_AUXILIARY)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(t->base, words[i]) == 0)
            return true;
    return false;
}

static int compare_stops(const void *a, const void *b)
{
    const struct stop *x = a, *y = b;
    int c = strcmp(x->words[0], y->words[0]);
    return c ? c : (x->n < y->n) - (x->n > y->n);
}

/* Fills a->tokens. A question is looked at several times: its words are the same each time. */
static void parse(struct analyzer *a, const char *s, size_t n)
{
    if (n > 0 && n == a->parsed.len && memcmp(s, a->parsed.s, n) == 0)
        return;
    morph_parse(a->morph, s, n, &a->tokens);
    strbuf_wipe(&a->parsed);
    strbuf_add(&a->parsed, s, n);
}

static void add_stop(struct analyzer *a, const struct str *s)
{
    struct stop *stop = &a->stops[a->nstops];
    if (strchr(s->s, '/')) { /* a representative form: a word alone may be misread */
        stop->words = arena_array(&a->arena, 1, sizeof *stop->words);
        stop->words[stop->n++] = arena_strndup(&a->arena, s->s, s->len);
        a->nstops++;
        return;
    }
    strbuf_clear(&a->text);
    text_normalize(&a->text, s->s, s->len);
    parse(a, a->text.s, a->text.len);
    if (!a->tokens.n)
        return;
    stop->words = arena_array(&a->arena, a->tokens.n, sizeof *stop->words);
    for (size_t i = 0; i < a->tokens.n; i++)
        stop->words[stop->n++] = arena_strdup(&a->arena, word_of(&a->tokens.v[i]));
    a->nstops++;
}

struct analyzer *analyzer_new(struct morph *m, const struct knowledge *k)
{
    struct analyzer *a = xcalloc(1, sizeof *a);
    a->morph = m;
    strbuf_init(&a->text);
    strbuf_init(&a->parsed);
    strbuf_init(&a->kana);
    strbuf_init(&a->key);
    tokens_init(&a->tokens);
    tokens_init(&a->retry);
    arena_init(&a->arena);
    a->stops = xcalloc(k->stopwords.n + 1, sizeof *a->stops);
    for (size_t i = 0; i < k->stopwords.n; i++)
        add_stop(a, &k->stopwords.v[i]);
    add_stop(a, &k->town.name);
    qsort(a->stops, a->nstops, sizeof *a->stops, compare_stops);
    return a;
}

void analyzer_free(struct analyzer *a)
{
    if (!a)
        return;
    strbuf_wipe(&a->text); /* it may hold what a resident typed */
    strbuf_wipe(&a->parsed);
    strbuf_done(&a->parsed);
    strbuf_wipe(&a->kana);
    strbuf_done(&a->text);
    strbuf_done(&a->kana);
    strbuf_wipe(&a->key);
    strbuf_done(&a->key);
    tokens_done(&a->tokens);
    tokens_done(&a->retry);
    arena_done(&a->arena);
    free(a->stops);
    free(a);
}

static bool stop_matches(const struct stop *s, const struct token *t, size_t left)
{
    if (s->n > left)
        return false;
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->words[i], word_of(&t[i])) != 0)
            return false;
    return true;
}

/* Tokens from t on that are a stop phrase, the longest one; 0: none. */
static size_t stop_length(const struct analyzer *a, const struct token *t, size_t left)
{
    size_t lo = 0, hi = a->nstops;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (strcmp(a->stops[mid].words[0], word_of(t)) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < a->nstops && strcmp(a->stops[lo].words[0], word_of(t)) == 0; lo++)
        if (stop_matches(&a->stops[lo], t, left))
            return a->stops[lo].n;
    return 0;
}

/* A word in katakana that the dictionary only knows in another writing, as テンニュウ: its hiragana
 * are tried, and taken when they come apart into known words without crumbs. */
static void add_rewritten(struct analyzer *a, const struct token *t, size_t base, struct terms *out)
{
    strbuf_clear(&a->kana);
    kana_to_hiragana(&a->kana, t->surface, strlen(t->surface));
    if (!kana_is_hiragana(a->kana.s, a->kana.len) || strcmp(a->kana.s, t->surface) == 0)
        return;
    morph_parse(a->morph, a->kana.s, a->kana.len, &a->retry);
    for (size_t i = 0; i < a->retry.n; i++) {
        const struct token *w = &a->retry.v[i];
        if (!is_content(w) || w->pos == POS_UNKNOWN || w->len < 2 * strlen("あ"))
            return;
    }
    for (size_t i = 0; i < a->retry.n; i++) {
        const char *word = word_of(&a->retry.v[i]);
        terms_add(out, TERM_WORD, word, strlen(word), base + t->start, base + t->start + t->len);
    }
}

static void add_word(struct analyzer *a, const struct token *t, size_t base, bool query,
                     struct terms *out)
{
    const char *word = word_of(t);
    terms_add(out, TERM_WORD, word, strlen(word), base + t->start, base + t->start + t->len);
    if (query && t->pos == POS_UNKNOWN)
        add_rewritten(a, t, base, out);
}

/* What a token sounds like: its reading, or itself where it is written in kana. */
static void add_sound(struct strbuf *out, const struct token *t)
{
    size_t at = out->len;
    kana_to_hiragana(out, t->surface, strlen(t->surface));
    if (kana_is_hiragana(out->s + at, out->len - at))
        return;
    strbuf_truncate(out, at);
    strbuf_puts(out, *t->reading ? t->reading : " ");
}

/* A word that phrases are made of; what stands between them does not matter. */
static bool is_phrase_word(const struct token *t)
{
    return is_content(t) || turns_meaning(t);
}

/* As it is written: 人/ひと and 人/じん are one in a phrase. */
static void add_phrase_word(struct strbuf *key, const struct token *t)
{
    const char *word = turns_meaning(t) ? t->base : word_of(t);
    size_t n = strcspn(word, "/");
    strbuf_add(key, word, n ? n : strlen(word));
}

/* The longest name wins; two of the same length name nothing. */
static void note_name(struct analyzer *a, size_t entry, size_t words)
{
    if (words < 2 || words < a->named_words)
        return;
    a->named = words == a->named_words && a->named != entry ? ANALYZER_NO_NAME : entry;
    a->named_words = words;
}

size_t analyzer_named(const struct analyzer *a)
{
    return a->named;
}

static void add_concept(struct terms *out, uint32_t concept, size_t start, size_t end)
{
    char name[16];
    int n = snprintf(name, sizeof name, "%x", (unsigned)concept);
    terms_add(out, TERM_CONCEPT, name, (size_t)n, start, end);
}

/* The concepts of all phrases that begin at token i: each, for 水道料金 is about 水道 too. An entry
 * has a broad concept by its broad word only: who asks for 英語 may mean one about 外国語, but none
 * about 中国語. */
static void add_concepts(struct analyzer *a, const struct tokens *ts, size_t i, size_t base,
                         bool query, struct terms *out)
{
    size_t start = base + ts->v[i].start;
    struct lexicon_found found = {.more = true};
    strbuf_clear(&a->key);
    for (size_t words = 0; found.more && words < LEXICON_WORDS && i < ts->n; i++) {
        const struct token *t = &ts->v[i];
        if (t->pos == POS_SYMBOL)
            break;
        if (!is_phrase_word(t))
            continue;
        if (words++)
            strbuf_putc(&a->key, LEXICON_BREAK);
        add_phrase_word(&a->key, t);
        found = lexicon_find(&a->lexicon, a->key.s, a->key.len);
        for (size_t k = found.first; k < found.end; k++) {
            uint32_t concept = lexicon_concept(&a->lexicon, k);
            if (concept & IS_NAME)
                note_name(a, concept & ~IS_NAME, words);
            else if (query || !(concept & IS_NARROW))
                add_concept(out, concept & ~IS_NARROW, start, base + t->start + t->len);
        }
    }
}

struct stretch {       /* of tokens nothing interrupts */
    size_t start, end; /* bytes of the whole text */
    bool open;
};

static void close_stretch(struct analyzer *a, struct stretch *s, struct terms *out)
{
    if (!s->open)
        return;
    grams_of_text(out, a->text.s, s->start, s->end);
    grams_of_reading(out, a->kana.s, a->kana.len, s->start, s->end);
    s->open = false;
}

static void extend_stretch(struct analyzer *a, struct stretch *s, const struct token *t,
                           size_t base)
{
    if (!s->open) {
        *s = (struct stretch){base + t->start, 0, true};
        strbuf_clear(&a->kana);
    }
    s->end = base + t->start + t->len;
    add_sound(&a->kana, t);
}

static void analyze_piece(struct analyzer *a, size_t base, size_t n, bool query, struct terms *out)
{
    parse(a, a->text.s + base, n);
    const struct tokens *ts = &a->tokens;
    for (size_t i = 0; i < ts->n;) {
        size_t stop = stop_length(a, &ts->v[i], ts->n - i);
        if (!stop && is_content(&ts->v[i]))
            add_word(a, &ts->v[i], base, query, out);
        i += stop ? stop : 1;
    }
    for (size_t i = 0; i < ts->n && a->lexicon.n; i++)
        if (is_phrase_word(&ts->v[i]))
            add_concepts(a, ts, i, base, query, out);
    struct stretch s = {0};
    for (size_t i = 0; i < ts->n;) {
        size_t stop = stop_length(a, &ts->v[i], ts->n - i);
        if (!stop && is_content(&ts->v[i]))
            extend_stretch(a, &s, &ts->v[i], base);
        else
            close_stretch(a, &s, out);
        i += stop ? stop : 1;
    }
    close_stretch(a, &s, out);
}

/* Bytes of the next piece: up to the end of the first sentence after PIECE_BYTES. */
static size_t piece_length(const char *s, size_t n)
{
    if (n <= PIECE_BYTES)
        return n;
    size_t fallback = 0;
    for (size_t i = utf8_prefix(s, n, PIECE_BYTES / 4); i < n;) {
        uint32_t c;
        i += utf8_decode(s + i, n - i, &c);
        if (c == 0x3002 || c == ' ')
            return i;
        fallback = i;
        if (i >= 2 * PIECE_BYTES)
            break;
    }
    return fallback;
}

/* Romaji from a keyboard without an IME, word by word; false when there is other writing in it. */
static bool romaji_to_kana(const struct strbuf *text, struct strbuf *out)
{
    strbuf_clear(out);
    for (size_t i = 0; i < text->len;) {
        size_t n = strcspn(text->s + i, " ");
        if (!kana_is_romaji(text->s + i, n))
            return false;
        kana_from_romaji(out, text->s + i, n, true);
        i += n + (text->s[i + n] == ' ');
    }
    return out->len > 0;
}

static void analyze_text(struct analyzer *a, bool query, struct terms *out)
{
    for (size_t at = 0; at < a->text.len;) {
        size_t n = piece_length(a->text.s + at, a->text.len - at);
        analyze_piece(a, at, n, query, out);
        at += n;
    }
}

void analyzer_run(struct analyzer *a, const char *s, size_t n, bool query, struct terms *out)
{
    terms_clear(out);
    a->named = ANALYZER_NO_NAME;
    a->named_words = 0;
    if (query)
        n = utf8_prefix(s, n, QUERY_CHARACTERS);
    strbuf_clear(&a->text);
    text_normalize(&a->text, s, n);
    if (query) /* one character may become eighteen */
        strbuf_truncate(&a->text, utf8_prefix(a->text.s, a->text.len, QUERY_CHARACTERS));
    analyze_text(a, query, out);
    struct strbuf kana;
    strbuf_init(&kana);
    if (query && romaji_to_kana(&a->text, &kana)) {
        strbuf_clear(&a->text);
        strbuf_add(&a->text, kana.s, kana.len);
        analyze_text(a, query, out);
    }
    strbuf_wipe(&kana);
    strbuf_done(&kana);
}

uint64_t analyzer_traits(struct analyzer *a, const char *s, size_t n)
{
    strbuf_clear(&a->text);
    text_normalize(&a->text, s, utf8_prefix(s, n, QUERY_CHARACTERS));
    strbuf_truncate(&a->text, utf8_prefix(a->text.s, a->text.len, QUERY_CHARACTERS));
    parse(a, a->text.s, a->text.len);
    return traits_of(a->text.s, &a->tokens);
}

static bool is_kana(const struct token *t)
{
    return kana_is_hiragana(t->surface, strlen(t->surface));
}

void analyzer_words(struct analyzer *a, const char *s, size_t n, struct strbuf *out)
{
    strbuf_clear(&a->text);
    text_normalize(&a->text, s, utf8_prefix(s, n, WORDS_CHARACTERS));
    parse(a, a->text.s, a->text.len);
    const struct tokens *ts = &a->tokens;
    size_t at = out->len, words = 0;
    for (size_t i = 0; i < ts->n;) {
        const struct token *t = &ts->v[i];
        size_t stop = stop_length(a, t, ts->n - i);
        bool told = turns_meaning(t) || (!stop && is_content(t));
        words += told;
        if (told && (turns_meaning(t) || is_kana(t))) /* うつす may be 移す and 写す */
            strbuf_printf(out, " %s", t->base);
        else if (told)
            strbuf_printf(out, " %s", word_of(t));
        i += stop ? stop : 1;
    }
    if (words < 2)
        strbuf_truncate(out, at);
}

/* The key of a phrase, as add_concepts makes it from a text. */
static void phrase_key(struct analyzer *a, const struct str *phrase)
{
    strbuf_clear(&a->text);
    strbuf_clear(&a->key);
    text_normalize(&a->text, phrase->s, phrase->len);
    parse(a, a->text.s, a->text.len);
    for (size_t i = 0; i < a->tokens.n; i++) {
        const struct token *t = &a->tokens.v[i];
        if (!is_phrase_word(t))
            continue;
        if (a->key.len)
            strbuf_putc(&a->key, LEXICON_BREAK);
        add_phrase_word(&a->key, t);
    }
}

void analyzer_learn(struct analyzer *a, const struct knowledge *k, struct strbuf *out)
{
    struct lexicon_maker m;
    lexicon_maker_init(&m);
    for (size_t i = 0; i < k->synonyms.n; i++) {
        const struct synonym_group *g = &k->synonyms.v[i];
        for (size_t w = 0; w < g->words.n; w++) {
            uint32_t narrow = g->broad && w > 0 ? IS_NARROW : 0;
            phrase_key(a, &g->words.v[w]);
            lexicon_add(&m, a->key.s, a->key.len, (uint32_t)i | narrow);
        }
    }
    for (size_t i = 0; i < k->entries.n; i++) {
        if (k->entries.v[i].kind > ENTRY_EVENT)
            continue;
        phrase_key(a, &k->entries.v[i].name);
        lexicon_add(&m, a->key.s, a->key.len, IS_NAME | (uint32_t)i);
    }
    lexicon_pack(&m, out);
    lexicon_maker_done(&m);
}

bool analyzer_lexicon(struct analyzer *a, const void *bytes, size_t n)
{
    return lexicon_open(&a->lexicon, bytes, n);
}
