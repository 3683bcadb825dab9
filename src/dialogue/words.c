#include "dialogue/words.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"

#include <string.h>

static const struct {
    enum word word;
    const char *as; /* between spaces; hiragana where it may be written in either kana */
} words[] = {
    {WORD_BACK, " もどる 戻る もどって 戻って もどりたい 戻りたい もどす 戻す まえへ 前へ "
                "ひとつまえ 一つ前 ひとつ前 "
                "まえにもどる 前に戻る 前にもどる 一つ前に戻る back b "},
    {WORD_HOME, " さいしょ 最初 さいしょから 最初から さいしょへ 最初へ さいしょにもどる "
                "最初に戻る 最初にもどる はじめから "
                "初めから はじめにもどる 初めに戻る やりなおす やり直す やりなおし やり直し ほーむ "
                "とっぷ りせっと home top "},
    {WORD_UNKNOWN,
     " わからない 分からない 判らない 解らない わかりません 分かりません "
     "わからないです 分からないです わからん 分からん "
     "わかんない よくわからない よく分からない しらない 知らない 知りません "
     "おぼえていない 覚えていない おぼえてない "
     "覚えてない ふめい 不明 まだわからない まだ分からない まだわからん まだ分からん みてい 未定 "
     "まだ決まっていない まだ決まってない まだきまってない unknown "},
    {WORD_BYE, " おわり 終わり おわる 終わる おわります 終わります しゅうりょう 終了 やめる "
               "やめます さようなら さよなら "
               "ばいばい bye quit exit q "},
    {WORD_YES, " はい うん ええ おねがいします お願いします おねがい お願い はじめる 始める "
               "はじめて 始めて すすむ 進む つぎ "
               "次 つぎへ 次へ しつもん 質問 質問に答える しつもんにこたえる yes y ok start "},
    {WORD_NO, " いいえ いや ちがう 違う 違います ちがいます no n "},
    {WORD_NEITHER, " ない 無い ありません ないです このなかにない この中にない この中に無い "
                   "この中にはない この中にありません "
                   "どれでもない どれもちがう どれも違う どれもちがいます どれも違います none "},
    {WORD_CHANGE, " なおす 直す こたえをなおす 答えを直す ていせい 訂正 かえる 変える 答えを変える "
                  "へんこう 変更 まちがえた "
                  "間違えた change "},
    {WORD_AGAIN,
     " もういちど もう一度 もう1度 もういっかい もう一回 もう1回 くりかえす 繰り返す again "},
};

static const char *const kanji_digits[] = {"〇", "一", "二", "三", "四",
                                           "五", "六", "七", "八", "九"};

/* What may end a line without meaning anything. */
static size_t strip_end(const char *s, size_t n)
{
    static const char *const marks[] = {"。", "、", ".", ",", "!", "?", " ", "…", "."};
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t len = strlen(marks[i]);
            if (n >= len && memcmp(s + n - len, marks[i], len) == 0) {
                n -= len;
                again = true;
            }
        }
    }
    return n;
}

/* Hiragana, and 。 for whatever ends it. */
static void fold(struct strbuf *out, const char *s, size_t n, const char *end)
{
    kana_to_hiragana(out, s, strip_end(s, n));
    strbuf_puts(out, end);
}

static enum word word_of(const char *folded, size_t n)
{
    for (size_t i = 0; n > 0 && i < sizeof words / sizeof *words; i++)
        for (const char *p = words[i].as + 1; (p = memmem(p, strlen(p), folded, n)); p++)
            if (p[-1] == ' ' && p[n] == ' ')
                return words[i].word;
    return WORD_NONE;
}

static enum word find_word(const char *s, size_t n)
{
    struct strbuf b;
    strbuf_init(&b);
    fold(&b, s, n, "");
    enum word w = word_of(b.s, b.len);
    if (w == WORD_NONE && b.len > 1 && kana_is_romaji(b.s, b.len)) {
        /* a keyboard without an IME: modoru */
        struct strbuf kana;
        strbuf_init(&kana);
        kana_from_romaji(&kana, b.s, b.len, true);
        w = word_of(kana.s, kana.len);
        strbuf_wipe(&kana);
        strbuf_done(&kana);
    }
    strbuf_wipe(&b);
    strbuf_done(&b);
    return w;
}

static bool skip(const char *s, size_t n, size_t *pos, const char *what)
{
    size_t len = strlen(what);
    if (n - *pos < len || memcmp(s + *pos, what, len) != 0)
        return false;
    *pos += len;
    return true;
}

static void skip_any(const char *s, size_t n, size_t *pos, const char *const *list, size_t nlist)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < nlist; i++)
            again |= skip(s, n, pos, list[i]);
    }
}

/* A number at *pos, or one kanji digit followed by 番 or つ目. */
static bool read_number(const char *s, size_t n, size_t *pos, unsigned *out)
{
    size_t start = *pos;
    unsigned v = 0;
    for (; *pos < n && s[*pos] >= '0' && s[*pos] <= '9'; ++*pos)
        if (v < 10000) /* more is out of every range anyway */
            v = v * 10 + (unsigned)(s[*pos] - '0');
    bool kanji = false;
    if (*pos == start)
        for (unsigned i = 1; !kanji && i < 10; i++)
            if (skip(s, n, pos, kanji_digits[i])) {
                kanji = true;
                v = i;
            }
    if (*pos == start)
        return false;
    *out = v;
    static const char *const counters[] = {"番目", "番", "ばんめ", "ばん", "つ目", "つめ"};
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        if (skip(s, n, pos, counters[i]))
            return true;
    return !kanji; /* 一 alone may be a word */
}

static size_t find_numbers(const char *s, size_t n, unsigned out[NUMBERS_MAX])
{
    static const char *const between[] = {" ", ",", "、", "と", ".", "・", "。", "/", "+"};
    static const char *const after[] = {" ", "。", "です", ".", "!", "にします", "でお願いします"};
    n = strip_end(s, n);
    size_t count = 0, pos = 0;
    while (pos < n) {
        if (count == NUMBERS_MAX || !read_number(s, n, &pos, &out[count]))
            return 0;
        count++;
        skip_any(s, n, &pos, after, sizeof after / sizeof *after);
        skip_any(s, n, &pos, between, sizeof between / sizeof *between);
    }
    return count;
}

static bool has_digit(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] >= '0' && s[i] <= '9')
            return true;
    for (size_t i = 0; i < sizeof kanji_digits / sizeof *kanji_digits; i++)
        if (memmem(s, n, kanji_digits[i], strlen(kanji_digits[i])))
            return true;
    return memmem(s, n, "十", strlen("十")) != NULL;
}

static bool ends_with(const char *s, size_t n, const char *end)
{
    size_t len = strlen(end);
    return n >= len && memcmp(s + n - len, end, len) == 0;
}

static bool is_question(const char *s, size_t n)
{
    static const char *const ends[] = {"ですか", "ますか", "せんか", "しょうか", "のか",
                                       "るか",   "たか",   "っけ",   "かな",     "かしら",
                                       "とは",   "もいい", "いいの", "いいん"};
    static const char *const inside[] = {"?", "教えて", "おしえて", "知りたい", "しりたい"};
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        if (memmem(s, n, inside[i], strlen(inside[i])))
            return true;
    n = strip_end(s, n);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(s, n, ends[i]))
            return true;
    return false;
}

/* 「いや、町の中で引っ越した」「そうじゃなくて、国保です」 */
static size_t find_turn(const char *s, size_t n)
{
    static const char *const turns[] = {
        "いや",         "いえ",         "いいえ",   "ちがう",     "違う",         "ちがいます",
        "違います",     "ちがくて",     "違くて",   "ちがって",   "そうじゃなく", "そうではなく",
        "そうじゃない", "そうではない", "間違えた", "まちがえた", "まちがい",     "間違い",
    };
    static const char *const after[] = {"、", "。", ",", ".", " ", "て", "の", "!", "…", "で"};
    size_t longest = 0;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        size_t pos = 0;
        if (skip(s, n, &pos, turns[i]) && pos > longest)
            longest = pos;
    }
    size_t end = longest;
    if (longest > 0)
        skip_any(s, n, &end, after, sizeof after / sizeof *after);
    /* いやな人 is no turn; after いや comes a pause, and then something else */
    return end > longest && end < n ? end : 0;
}

void said_init(struct said *s, const char *text, size_t n)
{
    memset(s, 0, sizeof *s);
    strbuf_init(&s->text);
    /* NFKC may lengthen the text: it is cut before and after */
    text_normalize(&s->text, text, utf8_prefix(text, n, SAID_MAX_CHARS));
    strbuf_truncate(&s->text, utf8_prefix(s->text.s, s->text.len, SAID_MAX_CHARS));
    s->word = find_word(s->text.s, s->text.len);
    s->nnumbers = find_numbers(s->text.s, s->text.len, s->numbers);
    s->digits = has_digit(s->text.s, s->text.len);
    s->question = is_question(s->text.s, s->text.len);
    s->turned = find_turn(s->text.s, s->text.len);
}

void said_done(struct said *s)
{
    strbuf_wipe(&s->text);
    strbuf_done(&s->text);
}

/* Compares what fold makes of both. */
static bool same(const struct strbuf *folded, const struct str *cue)
{
    struct strbuf normal, b;
    strbuf_init(&normal);
    strbuf_init(&b);
    text_normalize(&normal, cue->s, cue->len);
    fold(&b, normal.s, normal.len, "");
    bool equal = b.len == folded->len && memcmp(b.s, folded->s, b.len) == 0;
    strbuf_done(&normal);
    strbuf_done(&b);
    return equal;
}

bool said_exactly(const struct said *s, const struct question *q)
{
    struct strbuf b;
    strbuf_init(&b);
    fold(&b, s->text.s, s->text.len, "");
    bool found = false;
    for (size_t i = 0; i < q->answers.n && !found; i++) {
        const struct answer *a = &q->answers.v[i];
        found = same(&b, &a->id) || same(&b, &a->label);
        for (size_t j = 0; j < a->says.n && !found; j++)
            found = same(&b, &a->says.v[j]);
    }
    strbuf_wipe(&b);
    strbuf_done(&b);
    return found;
}

static enum aspect aspect_of(const struct intent *it)
{
    for (enum aspect a = ASPECT_DOCUMENTS; a <= ASPECT_WHAT; a++)
        if (str_is(&it->id, aspect_name(a)))
            return a;
    return ASPECT_NONE;
}

/* fold, and the words that were typed without an IME in kana: ikura → いくら */
static void fold_sentence(struct strbuf *out, const char *s, size_t n)
{
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0, len; i < n; i += len) {
        const char *space = memchr(s + i, ' ', n - i);
        len = space ? (size_t)(space - s) - i + 1 : n - i;
        size_t word = strip_end(s + i, len);
        if (word > 1 && kana_is_romaji(s + i, word)) {
            kana_from_romaji(&b, s + i, word, true);
            strbuf_add(&b, s + i + word, len - word);
        } else {
            strbuf_add(&b, s + i, len);
        }
    }
    fold(out, b.s, b.len, "。");
    strbuf_wipe(&b);
    strbuf_done(&b);
}

enum aspect aspect_find(const struct knowledge *k, const char *text, size_t n)
{
    struct strbuf in;
    strbuf_init(&in);
    fold_sentence(&in, text, n);
    enum aspect best = ASPECT_NONE;
    size_t longest = 0;
    for (size_t i = 0; i < k->intents.n; i++) {
        const struct intent *it = &k->intents.v[i];
        enum aspect a = aspect_of(it);
        for (size_t j = 0; a != ASPECT_NONE && j < it->cues.n; j++) {
            const struct str *cue = &it->cues.v[j];
            if (cue->len > longest && memmem(in.s, in.len, cue->s, cue->len)) {
                longest = cue->len;
                best = a;
            }
        }
    }
    strbuf_wipe(&in);
    strbuf_done(&in);
    return best;
}

/* The length of the longest cue that stands at s; 0: none does. */
static size_t cue_at(const struct knowledge *k, const char *s, size_t n)
{
    size_t longest = 0;
    for (size_t i = 0; i < k->intents.n; i++)
        for (size_t j = 0; j < k->intents.v[i].cues.n; j++) {
            const struct str *cue = &k->intents.v[i].cues.v[j];
            if (cue->len > longest && cue->len <= n && memcmp(s, cue->s, cue->len) == 0)
                longest = cue->len;
        }
    return longest;
}

static bool is_mark(uint32_t c)
{
    return c <= ' ' || (c > ' ' && c < '0') || (c > '9' && c < 'a') || c == 0x2026 ||
           (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff0f);
}

bool names_no_subject(const struct knowledge *k, const char *text, size_t n)
{
    enum { LEFT = 1 };
    struct strbuf in;
    strbuf_init(&in);
    fold_sentence(&in, text, n);
    size_t left = 0;
    for (size_t i = 0; i < in.len && left <= LEFT;) {
        uint32_t c;
        size_t len = cue_at(k, in.s + i, in.len - i);
        if (len == 0) {
            len = utf8_decode(in.s + i, in.len - i, &c);
            bool kana = (c >= 0x3041 && c <= 0x3096) || c == 0x30fc;
            if (!is_mark(c))
                left += kana ? 1 : LEFT + 1; /* one kanji may be a subject: 犬 */
        }
        i += len;
    }
    strbuf_wipe(&in);
    strbuf_done(&in);
    return left <= LEFT;
}

static bool rest_names_nothing(const struct knowledge *k, const struct strbuf *in, const char *name,
                               size_t n)
{
    const char *at = n > 0 ? memmem(in->s, in->len, name, n) : NULL;
    if (!at)
        return false;
    struct strbuf rest;
    strbuf_init(&rest);
    strbuf_add(&rest, in->s, (size_t)(at - in->s));
    strbuf_puts(&rest, " ");
    strbuf_add(&rest, at + n, in->len - (size_t)(at + n - in->s));
    bool nothing = names_no_subject(k, rest.s, rest.len);
    strbuf_wipe(&rest);
    strbuf_done(&rest);
    return nothing;
}

bool names_only(const struct knowledge *k, const struct entry *e, const char *text, size_t n)
{
    struct strbuf in, name;
    strbuf_init(&in);
    strbuf_init(&name);
    fold_sentence(&in, text, n);
    /* 死亡届・火葬許可 is called by the first */
    size_t end = e->name.len;
    const char *dot = strstr(e->name.s, "・"), *note = strstr(e->name.s, "（");
    if (dot && (!note || dot < note))
        end = (size_t)(dot - e->name.s);
    fold(&name, e->name.s, end, "");
    bool only = rest_names_nothing(k, &in, name.s, name.len);
    for (const char *p = e->reading.s; p && *p && !only; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        only = rest_names_nothing(k, &in, p, len);
        p += len;
    }
    strbuf_wipe(&in);
    strbuf_done(&in);
    strbuf_done(&name);
    return only;
}
