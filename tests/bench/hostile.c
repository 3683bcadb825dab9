/* hostile DB: the slowest search among thousands that nobody should type. Every single one counts.
 * What is typed is the same in every run. */
#include "index/index.h"
#include "lines.h"
#include "text/utf8.h"

enum { LIMIT = 10, LONG = 100 << 10, SHORT = 200 };

struct source {
    const struct knowledge *k;
    uint64_t seed;
};

struct range { /* of code points */
    uint32_t first, last;
};

static void add_point(struct strbuf *out, uint32_t c)
{
    char s[4];
    strbuf_add(out, s, utf8_encode(c, s));
}

static void add_bytes(struct source *s, size_t n, struct strbuf *out)
{
    while (out->len < n)
        strbuf_putc(out, (char)chance(&s->seed, 256));
}

static void add_points(struct source *s, const struct range *v, size_t n, size_t bytes,
                       struct strbuf *out)
{
    while (out->len < bytes) {
        const struct range *r = &v[chance(&s->seed, n)];
        add_point(out, r->first + (uint32_t)chance(&s->seed, r->last - r->first + 1));
    }
}

/* Ends of names and answers, cut at any byte. */
static void add_pieces(struct source *s, size_t bytes, struct strbuf *out)
{
    while (s->k->entries.n && out->len < bytes) {
        const struct entry *e = &s->k->entries.v[chance(&s->seed, s->k->entries.n)];
        const struct str *text = chance(&s->seed, 4) ? &e->name : &e->answer;
        size_t at = text->len ? chance(&s->seed, text->len) : 0;
        size_t left = text->len - at;
        strbuf_add(out, text->s + at, left < SHORT ? left : SHORT);
    }
}

static const struct range kanji[] = {{0x4e00, 0x9fff}}, hiragana[] = {{0x3041, 0x3093}},
                          katakana[] = {{0x30a1, 0x30fa}}, latin[] = {{'a', 'z'}, {'A', 'Z'}},
                          signs[] = {{' ', '~'}}, marks[] = {{0x300, 0x36f}, {0x3099, 0x309a}},
                          emoji[] = {{0x1f300, 0x1faff}, {0x200d, 0x200d}, {0xfe0f, 0xfe0f}},
                          wide[] = {{0xff01, 0xff9f}, {0x3200, 0x33ff}},
                          scripts[] = {{0x600, 0x6ff},   {0xac00, 0xd7a3},   {0xfb50, 0xfdff},
                                       {0x900, 0x97f},   {0x1100, 0x11ff},   {0x2000, 0x206f},
                                       {0xe000, 0xf8ff}, {0x20000, 0x2a6df}, {0xe0000, 0xe01ef}},
                          mixed[] = {{0x3041, 0x3093}, {0x30a1, 0x30fa}, {0x4e00, 0x9fff},
                                     {' ', '~'},       {0xff01, 0xff9f}, {0x1f300, 0x1f6ff},
                                     {0x300, 0x36f},   {1, 0x1f},        {0x3000, 0x3002}};

struct kind {
    const char *name;
    const struct range *ranges; /* NULL and n 0: bytes; NULL and n 1: pieces of the index's texts */
    size_t n, times, bytes;     /* bytes: at most, when there are many; exactly, when few */
};
#define OF(r) r, sizeof(r) / sizeof *(r)
static const struct kind kinds[] = {
    {"random bytes", NULL, 0, 2000, SHORT},
    {"random pieces of entries", NULL, 1, 2000, 2 * SHORT},
    {"random mixture", OF(mixed), 2000, SHORT},
    {"random ASCII", OF(signs), 1500, SHORT},
    {"random kanji", OF(kanji), 1000, SHORT},
    {"random hiragana", OF(hiragana), 500, SHORT},
    {"random scripts", OF(scripts), 500, SHORT},
    {"random marks", OF(marks), 500, SHORT},
    {"long bytes", NULL, 0, 5, LONG},
    {"long pieces of entries", NULL, 1, 20, LONG},
    {"long mixture", OF(mixed), 5, LONG},
    {"long ASCII", OF(signs), 5, LONG},
    {"long latin letters", OF(latin), 5, LONG},
    {"long kanji", OF(kanji), 5, LONG},
    {"long hiragana", OF(hiragana), 5, LONG},
    {"long katakana", OF(katakana), 5, LONG},
    {"long wide forms", OF(wide), 5, LONG},
    {"long emoji", OF(emoji), 5, LONG},
    {"long marks", OF(marks), 5, LONG},
    {"long scripts", OF(scripts), 5, LONG},
};

/* Each as it is, and again and again until it is LONG. */
/* clang-format off */
static const char *const phrases[] = {
    "\"", "\"\"", "'", "*", "^", "-", "+", ":", "(", ")", "{", "}", "\\", "%", "_", ";", "--",
    "AND", "OR", "NOT", "NEAR", "転入 AND", "転入 OR 転出", "NOT 転入", "NEAR(転入 転出, 10)",
    "NEAR(((((", "name:転入", "{name says}:転入", "-name:転入", "\"転入\" + \"転出\"", "転入*",
    "^転入", "転入\" OR \"a", "((((((((", "\"' OR 1=1 --", "'); DROP TABLE terms; --",
    "terms MATCH 'x'", "rank MATCH 'bm25(1)'", "?1", "$(reboot)", "`reboot`", "%s%n%x", "../../..",
    "w住民/じゅうみん", "g住民", "c1", "\033[2J\033]0;x\007", "漢", "あ", "ア", "ｱﾞ", "ー", "の",
    "a", "ka", "n", "tennyuu", "1", "１", " ", "　", "\n", "\t", "。", "、", "・", "が\u0301",
    "か\u3099", "\u3099", "\u0301", "e\u0301\u0323", "\u200b", "\u200d", "\u202e", "\ufeff",
    "\ufdfa", "\u3316", "\u337f", "\uffff", "👨‍👩‍👧‍👦", "🇯🇵", "葛\U000e0100", "각",
    "\xff", "\xe3\x81", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "住民票の写しがほしい。",
    "転入届 ", "マイナンバーカード", "国民健康保険料", "12345678901234567890",
};
/* clang-format on */
#define PHRASES (sizeof phrases / sizeof *phrases)

static double search_ms(struct index *ix, const struct strbuf *query)
{
    struct error err = ERROR_NONE;
    struct hits hits;
    double start = now_ms();
    if (!index_search(ix, query->s, query->len, LIMIT, &hits, &err))
        bench_stop("search", err.msg);
    double ms = now_ms() - start;
    if (hits.n > LIMIT)
        bench_stop("search", "more hits than were asked for");
    hits_done(&hits);
    return ms;
}

static double run_kind(struct index *ix, const struct kind *kind)
{
    struct source s = {index_knowledge(ix), 1};
    struct strbuf query;
    double slowest = 0;
    size_t bytes = 0;
    strbuf_init(&query);
    for (size_t i = 0; i < kind->times; i++) {
        size_t n = kind->bytes == LONG ? LONG : chance(&s.seed, kind->bytes + 1);
        strbuf_clear(&query);
        if (kind->ranges)
            add_points(&s, kind->ranges, kind->n, n, &query);
        else if (kind->n)
            add_pieces(&s, n, &query);
        else
            add_bytes(&s, n, &query);
        double ms = search_ms(ix, &query);
        bytes = ms > slowest ? query.len : bytes;
        slowest = ms > slowest ? ms : slowest;
    }
    printf("%-26s %6zu times, slowest %9.3f ms (%zu bytes)\n", kind->name, kind->times, slowest,
           bytes);
    strbuf_done(&query);
    return slowest;
}

static double run_phrases(struct index *ix, size_t bytes)
{
    struct strbuf query;
    double slowest = 0;
    const char *which = "";
    strbuf_init(&query);
    for (size_t i = 0; i < PHRASES; i++) {
        strbuf_clear(&query);
        do
            strbuf_puts(&query, phrases[i]);
        while (query.len < bytes);
        double ms = search_ms(ix, &query);
        which = ms > slowest ? phrases[i] : which;
        slowest = ms > slowest ? ms : slowest;
    }
    strbuf_clear(&query);
    utf8_clean(&query, which, strlen(which), false);
    printf("%-26s %6zu times, slowest %9.3f ms (%s)\n", bytes ? "one phrase, long" : "one phrase",
           PHRASES, slowest, query.s);
    strbuf_done(&query);
    return slowest;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

int main(int argc, char **argv)
{
    struct error err = ERROR_NONE;
    double worst = 0;
    if (argc != 2) {
        fputs("usage: hostile DB\n", stderr);
        return EX_USAGE;
    }
    struct index *ix = index_open(argv[1], &err);
    if (!ix)
        bench_stop(argv[1], err.msg);
    struct strbuf nothing;
    strbuf_init(&nothing);
    search_ms(ix, &nothing); /* warms up */
    strbuf_done(&nothing);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        worst = larger(worst, run_kind(ix, &kinds[i]));
    worst = larger(worst, run_phrases(ix, 0));
    worst = larger(worst, run_phrases(ix, LONG));
    printf("worst_ms %.3f\n", worst);
    index_close(ix);
    return EX_OK;
}
