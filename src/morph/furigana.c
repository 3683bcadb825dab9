#include "morph/furigana.h"
#include "base/xalloc.h"
#include "morph/align.h"
#include "text/utf8.h"
#include "text/width.h"
#include <stdlib.h>
#include <string.h>

/* About what a screen of 24 rows shows of a text: further up the reading has scrolled away. */
enum { PAGE_LINES = 16, LINE_COLS = 76 };

/* Readings of words made of these alone are in nobody's way when they are missing. */
static const char easy[] =
#include "morph/easy.inc"
    ;

static const char open_bracket[] = "（", close_bracket[] = "）";

/* A word that has had its reading. */
struct had {
    size_t at, len; /* in keys */
    size_t line;
};

struct furigana {
    struct morph *morph;
    const char *before, *between, *behind;
    struct readings taught;
    struct tokens tokens;
    struct strbuf reading, keys;
    struct had *had;
    size_t nhad, cap, line;
    void (*visit)(void *ctx, const char *word, const char *reading);
    void *ctx;
};

struct furigana *furigana_new(struct morph *m)
{
    struct furigana *f = xcalloc(1, sizeof(*f));
    f->morph = m;
    furigana_mark(f, "", open_bracket, close_bracket);
    readings_init(&f->taught);
    tokens_init(&f->tokens);
    strbuf_init(&f->reading);
    strbuf_init(&f->keys);
    return f;
}

void furigana_free(struct furigana *f)
{
    if (!f)
        return;
    readings_done(&f->taught);
    tokens_done(&f->tokens);
    strbuf_wipe(&f->reading);
    strbuf_done(&f->reading);
    strbuf_wipe(&f->keys);
    strbuf_done(&f->keys);
    free(f->had);
    free(f);
}

void furigana_teach(struct furigana *f, const char *name, const char *reading)
{
    readings_teach(&f->taught, name, reading);
}

void furigana_settle(struct furigana *f, const char *word, const char *reading)
{
    readings_settle(&f->taught, word, reading);
}

void furigana_mark(struct furigana *f, const char *before, const char *between, const char *behind)
{
    f->before = before;
    f->between = between;
    f->behind = behind;
}

void furigana_page(struct furigana *f)
{
    strbuf_wipe(&f->keys);
    f->nhad = 0;
    f->line = 0;
}

void furigana_watch(struct furigana *f,
                    void (*visit)(void *ctx, const char *word, const char *reading), void *ctx)
{
    f->visit = visit;
    f->ctx = ctx;
}

/* ---- words ---- */

static bool has_kanji(const struct token *t)
{
    return align_has_kanji(t->surface, strlen(t->surface));
}

static bool is_plain(const struct token *t)
{
    return align_is_plain(t->surface, strlen(t->surface));
}

static bool ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), len = strlen(end);
    return n >= len && strcmp(s + n - len, end) == 0;
}

/* What is joined to one word: 国民 健康 保険 証. The dictionary has 健康 and 高額 as adjectives,
 * whose basic form ends in だ. */
static bool is_nominal(const struct token *t)
{
    if (t->pos == POS_ADJECTIVE)
        return align_is_kanji_only(t->surface, strlen(t->surface)) && ends_in(t->base, "だ");
    return (t->pos == POS_NOUN || t->pos == POS_PREFIX || t->pos == POS_SUFFIX) && has_kanji(t) &&
           is_plain(t);
}

static bool is_verbal(const struct token *t)
{
    return t->pos == POS_VERB || (t->pos == POS_ADJECTIVE && !is_nominal(t));
}

/* What nothing can be joined to: 住んで いる, 読む 働き, 安く する, but 頼ま れた, 取り 方. */
static bool is_finished(const struct token *t)
{
    static const char *const ends[] = {"う", "く", "す", "つ",   "ぬ",   "む",   "る",
                                       "ぐ", "ぶ", "た", "だ",   "て",   "で",   "ば",
                                       "ず", "に", "な", "たら", "だら", "たり", "だり"};
    if (t->pos != POS_VERB && ends_in(t->surface, "い"))
        return true;
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        if (ends_in(t->surface, ends[i]))
            return true;
    return false;
}

static bool touches(const struct token *a, const struct token *b)
{
    return a->start + a->len == b->start;
}

/* first: of the word; a: the last so far. */
static bool continues(const struct token *first, const struct token *a, const struct token *b)
{
    if (!touches(a, b))
        return false;
    if (is_nominal(first))
        return is_nominal(b);
    bool kana = align_is_kana(b->surface, strlen(b->surface));
    bool ending = b->pos == POS_SUFFIX_PREDICATE ||
                  (b->pos == POS_VERB && first->pos == POS_VERB && has_kanji(b)) ||
                  (b->pos == POS_SUFFIX && (kana || first->pos == POS_VERB)) ||
                  (b->pos == POS_AUXILIARY && a->pos == POS_SUFFIX_PREDICATE); /* ませ ん */
    return is_verbal(first) && ending && (!is_finished(a) || strcmp(b->surface, "さ") == 0) &&
           is_plain(b);
}

/* 済 and 支払 as the dictionary cuts them, a stem that lost its ending; and a kanji or a verb
 * before kana that are no particle may be half a word: 乳がん, 泊まり, 受けつ ぐ. */
static bool is_torn(const struct tokens *t, size_t i, size_t end)
{
    const struct token *a = &t->v[i], *last = &t->v[end - 1], *b = &t->v[end];
    size_t n = strlen(a->surface);
    if (end > i + 1 && !is_verbal(a))
        return false;
    /* 口座で払う is no 出払う, 健康や家 no 健康だ of the west */
    if (is_verbal(a) && (strncmp(a->surface, "で", strlen("で")) == 0 || ends_in(a->surface, "や")))
        return true;
    if (end == i + 1 && is_verbal(a) && align_is_kanji_only(a->surface, n))
        return true;
    if (end == t->n || !touches(last, b) || !align_is_kana(b->surface, strlen(b->surface)) ||
        is_finished(last))
        return false;
    if (is_verbal(a))
        return b->pos == POS_NOUN || b->pos == POS_UNKNOWN;
    return utf8_length(a->surface, n) == 1 && b->pos != POS_PARTICLE && b->pos != POS_AUXILIARY;
}

static bool is_digit(const char *s, size_t n)
{
    uint32_t cp;
    utf8_decode(s, n, &cp);
    return (cp >= '0' && cp <= '9') || (cp >= 0xff10 && cp <= 0xff19);
}

static bool is_number(const struct token *t)
{
    return t->pos == POS_NUMBER || is_digit(t->surface, strlen(t->surface));
}

/* The token behind the word that begins at i. A prefix belongs to a number that follows it. */
static size_t word_end(const struct tokens *t, size_t i)
{
    size_t end = i + 1;
    while (end < t->n && !is_number(&t->v[end]) && continues(&t->v[i], &t->v[end - 1], &t->v[end]))
        end++;
    bool number = end < t->n && is_number(&t->v[end]) && touches(&t->v[end - 1], &t->v[end]);
    return number && t->v[end - 1].pos == POS_PREFIX && end - 1 > i ? end - 1 : end;
}

static bool is_easy(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        size_t k = utf8_decode(s + i, n - i, &cp);
        if (align_is_kanji(cp) && !memmem(easy, sizeof(easy) - 1, s + i, k))
            return false;
        i += k;
    }
    return true;
}

/* The reading of the tokens i to end, into f->reading; false when it is not sure. */
static bool read_word(struct furigana *f, const char *s, size_t i, size_t end)
{
    const struct token *v = f->tokens.v;
    strbuf_wipe(&f->reading);
    if (is_torn(&f->tokens, i, end) && !readings_find(&f->taught, v[i].surface, v[i].len))
        return false;
    while (i < end) {
        size_t j = end;
        const char *taught = NULL;
        for (; j > i && !taught; j--)
            taught = readings_find(&f->taught, s + v[i].start,
                                   v[j - 1].start + v[j - 1].len - v[i].start);
        if (taught && *taught) {
            strbuf_puts(&f->reading, taught);
            i = j + 1;
            continue;
        }
        if (taught || !*v[i].reading || v[i].doubtful || v[i].name)
            return false;
        strbuf_puts(&f->reading, v[i++].reading);
    }
    return true;
}

/* ---- which words had their reading ---- */

/* True when the word had its reading not long ago; now it has it. */
static bool had_reading(struct furigana *f, const char *word, size_t n)
{
    for (size_t i = 0; i < f->nhad; i++) {
        struct had *h = &f->had[i];
        if (h->len != n || memcmp(f->keys.s + h->at, word, n) != 0)
            continue;
        bool recent = f->line - h->line < PAGE_LINES;
        if (!recent)
            h->line = f->line;
        return recent;
    }
    if (f->nhad == f->cap) {
        f->cap = f->cap > 0 ? 2 * f->cap : 64;
        f->had = xreallocarray(f->had, f->cap, sizeof(*f->had));
    }
    f->had[f->nhad++] = (struct had){f->keys.len, n, f->line};
    strbuf_add(&f->keys, word, n);
    return false;
}

/* 届け出た and 届け出る are one word. */
static bool had_word(struct furigana *f, const char *s, size_t i, size_t end, size_t len)
{
    const struct token *t = &f->tokens.v[i];
    bool inflected = !is_nominal(t);
    for (size_t k = i + 1; k < end; k++)
        inflected = inflected && !has_kanji(&f->tokens.v[k]);
    return inflected ? had_reading(f, t->base, strlen(t->base)) : had_reading(f, s + t->start, len);
}

/* Bytes of a reading in brackets at the start of s; 0 when there is none. */
static size_t written_reading(const char *s, size_t n)
{
    size_t open = sizeof(open_bracket) - 1, close = sizeof(close_bracket) - 1;
    if (n < open || memcmp(s, open_bracket, open) != 0)
        return 0;
    const char *end = memmem(s, n, close_bracket, close);
    size_t len = end ? (size_t)(end - s) : 0;
    return end && align_is_kana(s + open, len - open) ? len + close : 0;
}

/* Gives the token behind the word; its text and reading are appended. */
static size_t add_word(struct furigana *f, const char *s, size_t n, size_t i, size_t end,
                       struct strbuf *out)
{
    const struct token *first = &f->tokens.v[i], *last = &f->tokens.v[end - 1];
    size_t len = last->start + last->len - first->start;
    const char *word = s + first->start;
    if (is_easy(word, len)) {
        strbuf_add(out, word, len);
        return end;
    }
    bool sure = read_word(f, s, i, end);
    if (f->visit) {
        char *copy = xstrndup(word, len);
        f->visit(f->ctx, copy, sure ? f->reading.s : "");
        free(copy);
    }
    bool written = written_reading(word + len, n - first->start - len) > 0;
    bool read = sure && !had_word(f, s, i, end, len) && !written;
    strbuf_puts(out, read ? f->before : "");
    strbuf_add(out, word, len);
    if (read)
        strbuf_printf(out, "%s%s%s", f->between, f->reading.s, f->behind);
    return end;
}

/* How far the counter of a number goes: 14日, 3か月分; of 14日以内 and 75歳以上 the last part has a
 * reading that no number changes. */
static bool is_counter(const struct tokens *t, size_t i)
{
    const struct token *a = &t->v[i - 1], *b = &t->v[i];
    if (!touches(a, b))
        return false;
    if (is_number(a) || a->pos == POS_PREFIX)
        return true;
    return utf8_length(b->surface, strlen(b->surface)) == 1;
}

void furigana_add(struct furigana *f, const char *s, size_t n, struct strbuf *out)
{
    struct tokens *t = &f->tokens;
    bool number = false; /* the last token was a number, or belongs to one */
    size_t done = 0;
    morph_parse(f->morph, s, n, t);
    for (size_t i = 0; i < t->n;) {
        bool before = t->v[i].pos == POS_PREFIX && i + 1 < t->n && is_number(&t->v[i + 1]);
        number = before || is_number(&t->v[i]) || (number && i > 0 && is_counter(t, i));
        if (number || !has_kanji(&t->v[i])) {
            i++;
            continue;
        }
        size_t end = word_end(t, i);
        strbuf_add(out, s + done, t->v[i].start - done);
        i = add_word(f, s, n, i, end, out);
        done = t->v[end - 1].start + t->v[end - 1].len;
    }
    strbuf_add(out, s + done, n - done);
    f->line += 1 + text_width(s, n, 1) / LINE_COLS;
    tokens_done(t);
    tokens_init(t);
}

static void annotate(void *ctx, const char *s, size_t n, struct strbuf *out)
{
    furigana_add(ctx, s, n, out);
}

struct annotator furigana_annotator(struct furigana *f)
{
    return (struct annotator){f, annotate};
}
