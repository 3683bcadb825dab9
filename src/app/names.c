#include "app/names.h"
#include "base/xalloc.h"
#include "index/known.h"
#include "journal/mask.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "app/names.inc"

enum { MAX_CHARS = 400 };

enum script { KANJI, HIRAGANA, KATAKANA, LATIN, OTHER, MIXED };

struct word {
    const struct token *t;
    enum script script;
    size_t chars;
    bool joined;  /* nothing stands between it and the word before */
    bool grammar; /* particles and the like: no name by itself */
    bool known;   /* the knowledge has it */
    bool doubt;   /* it may be a name by itself */
    bool gone;
};
struct finder {
    struct index *ix;
    const char *s;
    struct word *v;
    size_t n;
};

/* ---- one word ---- */

static enum script script_of(uint32_t c)
{
    if ((c >= 0x3041 && c < 0x30a0))
        return HIRAGANA;
    if (c >= 0x30a0 && c < 0x3100)
        return KATAKANA;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c < 0x600))
        return LATIN;
    if ((c >= 0x3400 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) || c >= 0x20000 || c == 0x3005)
        return KANJI;
    return OTHER;
}

static enum script script_of_text(const char *s, size_t n)
{
    enum script all = OTHER;
    for (size_t i = 0; i < n;) {
        uint32_t c;
        i += utf8_decode(s + i, n - i, &c);
        enum script one = c == 0x30fc && i > 3 ? all : script_of(c); /* ー goes with what it is in */
        if (all != OTHER && one != all)
            return MIXED;
        all = one;
    }
    return all;
}

static bool is_any(const char *s, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (strcmp(s, words[i]) == 0)
            return true;
    return false;
}

static bool is_grammar(const struct token *t)
{
    switch (t->pos) {
    case POS_PARTICLE:
    case POS_AUXILIARY:
    case POS_CONJUNCTION:
    case POS_INTERJECTION:
    case POS_DEMONSTRATIVE:
    case POS_FORMAL:
    case POS_SYMBOL:
        return true;
    case POS_SUFFIX_PREDICATE:
        return script_of_text(t->surface, t->len) != KANJI; /* 邊|見 */
    case POS_PREFIX: /* お and ご */
        return script_of_text(t->surface, t->len) == HIRAGANA;
    default:
        return strcmp(t->base, "何") == 0;
    }
}

static bool is_stopword(const struct knowledge *k, const struct token *t)
{
    for (size_t i = 0; i < k->stopwords.n; i++)
        if (strcmp(k->stopwords.v[i].s, t->rep) == 0 ||
            strcmp(k->stopwords.v[i].s, t->surface) == 0)
            return true;
    return false;
}

static bool is_honorific(const struct token *t)
{
    static const char *const words[] = {"さん", "様", "さま", "氏", "くん", "君", "ちゃん", "殿",
                                        "どの", "サン", "クン", "チャン", "先生", "せんせい",
                                        "宅", NULL};
    return is_any(t->surface, words);
}

static bool is_family(const struct token *t)
{
    static const char *const words[] = {"父", "母", "夫", "妻", "子", "娘", "息子", "孫", "兄", "姉",
                                        "弟", "妹", "嫁", "婿", "祖父", "祖母", "主人", "家内", "長男",
                                        "長女", "次男", "次女", "三男", "三女", "叔父", "叔母", "伯父",
                                        "伯母", "甥", "姪", "旦那", "奥", "義父", "義母", "子供", "子ども",
                                        "こども", "友人", "隣", "むすこ", "むすめ", "まご", "はは", "ちち",
                                        "おっと", "つま", "おじい", "おばあ", "じい", "ばあ", "おじ",
                                        "おば", "とう", "かあ", "にい", "ねえ", "赤", "坊", NULL};
    return is_any(t->surface, words);
}

/* A sort of person rather than one: 業者さん, 大家さん */
static bool is_role(const struct word *w)
{
    enum { PERSON = 1 };
    static const char *const trades[] = {"屋", "士", "師", "員", "者", "官", "長", "医", NULL};
    if (is_family(w->t) || is_any(w->t->surface, trades))
        return true;
    if (w->t->pos == POS_UNKNOWN && w->script == KATAKANA && w->known)
        return true; /* ケアマネさん */
    return (w->t->sorts & PERSON) && !w->t->name && !w->t->may_name &&
           (w->chars >= 2 || w->known) && w->t->pos != POS_UNKNOWN;
}

static bool is_prefecture(const char *s)
{
    static const char all[] =
        " 北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川"
        " 福井 山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口"
        " 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄 日本 ";
    const char *at = strstr(all, s);
    return at && at[-1] == ' ' && at[strlen(s)] == ' ';
}

/* ---- words by themselves ---- */

static const struct word *next_joined(const struct finder *f, size_t i)
{
    return i + 1 < f->n && f->v[i + 1].joined ? &f->v[i + 1] : NULL;
}

static bool is_surface(const struct word *w, const char *s)
{
    return w && strcmp(w->t->surface, s) == 0;
}

/* 新宿 before 区, and nothing more behind that. */
static bool is_municipality(const struct finder *f, size_t i)
{
    static const char *const suffixes[] = {"市", "区", "町", "村", "郡", "県", "府", "都", NULL};
    const struct word *next = next_joined(f, i);
    return next && is_any(next->t->surface, suffixes);
}

/* A surname is a place's name more often than not: 福島さん, 山口です */
static bool stays_as_place(const struct finder *f, size_t i)
{
    if (is_municipality(f, i))
        return true;
    const struct word *next = next_joined(f, i);
    static const char *const after[] = {"から", "へ", "に", "で", "まで", "の", NULL};
    if (!is_prefecture(f->v[i].t->surface) || (i > 0 && f->v[i].joined && !f->v[i - 1].grammar))
        return false;
    bool last = i + 1 == f->n || f->v[i + 1].t->pos == POS_SYMBOL;
    return last || (next && is_any(next->t->surface, after) && strcmp(next->t->surface, "の") != 0) ||
           strcmp(f->v[i].t->surface, "東京") == 0 || strcmp(f->v[i].t->surface, "日本") == 0;
}

/* An unknown word in katakana may be what one wants to know about; it is asked for as a thing. */
static bool is_topic(const struct finder *f, size_t i)
{
    const struct word *next = next_joined(f, i);
    if (f->n == 1)
        return f->v[i].chars >= 5;
    if (!next)
        return false;
    if (next->t->pos == POS_NOUN && !next->t->name && next->known && !is_honorific(next->t))
        return true;
    return is_surface(next, "を") || is_surface(next, "って") || is_surface(next, "とは");
}

static bool doubt_unknown(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i];
    if (w->known || w->script == OTHER)
        return false;
    return !(w->script == KATAKANA && w->chars >= 3 && is_topic(f, i));
}

static bool doubt_verb(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i];
    enum { LONG = 4 }; /* no name is cut into a verb of that length */
    if (w->script == HIRAGANA)
        return !w->known && w->chars < LONG;
    const struct word *next = next_joined(f, i);
    return w->script == KANJI && !(next && next->script == HIRAGANA) && !w->known;
}

/* What one counts with or has in every house; in a name they stand beside other letters. */
static bool is_plain(const struct word *w)
{
    static const char *const units[] = {"日", "年", "月", "時", "分", "週", "回", "円", "件", "枚", "冊",
                                        "台", "頭", "匹", "度", "割", "番", "号", "人", "券", "代", "器",
                                        "等", "札", "畑", "底", "隅", "晩", "米", "姪", "甥", "嫁", NULL};
    return is_any(w->t->surface, units);
}

static bool doubt_noun(const struct word *w)
{
    static const char *const surnames_too[] = {"徳川", "豊臣", "陳さん", "呉さん", "関さん", NULL};
    if (is_any(w->t->surface, surnames_too))
        return true;
    if (w->t->pos == POS_ADVERB && w->chars >= 3)
        return false;
    if (w->script == HIRAGANA || (w->script == KANJI && w->chars == 1))
        return !w->known;
    return w->t->may_name && !w->known;
}

static bool doubtful(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i];
    if (w->grammar || is_plain(w))
        return false;
    if (w->t->pos == POS_UNKNOWN)
        return doubt_unknown(f, i);
    if (w->t->name)
        return !stays_as_place(f, i) && !(w->script == KATAKANA && w->known);
    switch (w->t->pos) {
    case POS_NUMBER:
        return false;
    case POS_VERB:
    case POS_ADJECTIVE:
        return doubt_verb(f, i);
    default:
        return !is_honorific(w->t) && doubt_noun(w);
    }
}

/* ---- words side by side ---- */

static bool pair_known(const struct finder *f, size_t i)
{
    const struct token *a = f->v[i].t, *b = f->v[i + 1].t;
    size_t last = 0;
    for (size_t at = 0, len; at < a->len; at += len) {
        uint32_t c;
        len = utf8_decode(a->surface + at, a->len - at, &c);
        last = at;
    }
    size_t first = utf8_prefix(b->surface, b->len, 1);
    return index_has_pair(f->ix, f->s + a->start + last, a->len - last + first);
}

/* Kanji one by one are what names are cut into: 結|愛, 千|代|子. Together they are in the knowledge,
 * or they are doubtful. */
static void doubt_kanji(struct finder *f)
{
    for (size_t i = 0; i + 1 < f->n; i++) {
        struct word *a = &f->v[i], *b = &f->v[i + 1];
        bool counted = a->t->pos == POS_NUMBER && b->t->pos == POS_SUFFIX;
        if (a->script != KANJI || b->script != KANJI || !b->joined || a->grammar || b->grammar ||
            is_honorific(b->t) || a->chars > 1 || b->chars > 1 || counted || pair_known(f, i))
            continue;
        a->doubt = true;
        b->doubt |= !(is_municipality(f, i) && a->t->name);
        if (i > 0 && a->joined && f->v[i - 1].t->pos == POS_NUMBER && a->t->pos == POS_SUFFIX)
            f->v[i - 1].doubt = true;
    }
}

static bool only_space(const struct finder *f, size_t i)
{
    const struct token *a = f->v[i - 1].t, *b = f->v[i].t;
    return b->start == a->start + a->len + 1 && f->s[b->start - 1] == ' ';
}

/* May the word be the rest of a name that has begun before it? 陽(人名)|葵, 伊達 政宗, トシ|子 */
static bool goes_on(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i], *before = &f->v[i - 1];
    if (w->script == KANJI && is_family(w->t))
        return w->joined && (before->t->name || before->script == KATAKANA);
    if (w->script != KANJI || w->grammar || is_honorific(w->t))
        return false;
    if (!w->joined)
        return before->t->name && only_space(f, i) &&
               (!w->known || w->t->may_name || w->chars == 1);
    if (w->t->pos == POS_SUFFIX && w->known)
        return false;
    if (before->script != KANJI && w->chars > 1)
        return false;
    return w->chars == 1 || w->t->may_name || (before->t->name && !w->known);
}

static void spread(struct finder *f)
{
    for (size_t i = 1; i < f->n; i++) { /* a surname and a given name that are words elsewhere */
        struct word *a = &f->v[i - 1], *b = &f->v[i];
        if (!b->joined && only_space(f, i) && a->script == KANJI && b->script == KANJI &&
            !a->known && !b->known && a->chars <= 3 && b->chars <= 3)
            a->doubt = b->doubt = true;
    }
    for (size_t i = 1; i < f->n; i++)
        if (f->v[i - 1].doubt && goes_on(f, i))
            f->v[i].doubt = true;
    for (size_t i = f->n; i-- > 1;)
        if (f->v[i].doubt && f->v[i].joined && f->v[i - 1].script == KANJI &&
            f->v[i].script == KANJI && f->v[i - 1].chars == 1 && !is_family(f->v[i - 1].t) &&
            f->v[i - 1].t->pos != POS_NUMBER)
            f->v[i - 1].doubt = true;
}

/* ---- runs of hiragana ---- */

static bool is_firm(const struct word *w)
{
    return !w->grammar && w->known && !w->doubt && w->chars >= 3;
}

/* Does something begin at i that shows that the name is over? */
static bool is_over(const struct finder *f, size_t i, size_t end)
{
    static const char *const words[] = {"の", "が", "は", "を", "に", "で", "と", "も", "へ", "から",
                                        "まで", "です", "でした", "だ", "や", NULL};
    if (i == end || is_firm(&f->v[i]) || is_honorific(f->v[i].t))
        return true;
    if (!f->v[i].grammar || !is_any(f->v[i].t->surface, words))
        return false;
    for (size_t j = i; j < end && f->v[j].joined; j++) {
        if (is_firm(&f->v[j]))
            return true;
        if (!f->v[j].grammar)
            return false;
    }
    return true;
}

/* What stands around a doubtful piece of hiragana is the rest of the same name, up to a word of
 * three kana or more that is known, and the particles around it. */
static void hide_hiragana(struct finder *f, size_t from, size_t end, size_t i)
{
    size_t a = i, b = i + 1;
    while (a > from && !is_firm(&f->v[a - 1]))
        a--;
    while (a < i && f->v[a].t->pos == POS_PARTICLE) /* that of the word before */
        a++;
    while (b < end && !is_over(f, b, end))
        b++;
    for (size_t k = a; k < b; k++)
        f->v[k].gone = true;
}

static size_t run_end(const struct finder *f, size_t i)
{
    size_t end = i + 1;
    while (end < f->n && f->v[end].joined && f->v[end].script == HIRAGANA)
        end++;
    return end;
}

static size_t run_start(const struct finder *f, size_t i)
{
    while (i > 0 && f->v[i].joined && f->v[i - 1].script == HIRAGANA)
        i--;
    return i;
}

static void hide_doubtful(struct finder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        if (!f->v[i].doubt)
            continue;
        f->v[i].gone = true;
        if (f->v[i].script == HIRAGANA)
            hide_hiragana(f, run_start(f, i), run_end(f, i), i);
    }
}

/* ---- where names stand ---- */

/* The words that end before `end` and have no particle between: one name. */
static void hide_before(struct finder *f, size_t end)
{
    size_t i = end - 1;
    if (f->v[i].script == HIRAGANA) {
        hide_hiragana(f, run_start(f, i), end, i);
        return;
    }
    for (;; i--) {
        static const char *const inside[] = {"・", "-", "=", "ノ", "ケ", "ヶ", NULL};
        struct word *w = &f->v[i];
        if (w->grammar && !is_any(w->t->surface, inside))
            break;
        if (is_family(w->t) && i + 1 < end)
            break;
        w->gone = true;
        if (i == 0 || !w->joined)
            break;
    }
}

static void hide_honoured(struct finder *f)
{
    for (size_t i = 1; i < f->n; i++) {
        const struct word *w = &f->v[i], *before = &f->v[i - 1];
        bool cut = false; /* たな|かさん */
        if (!is_honorific(w->t) && w->script == HIRAGANA && w->chars >= 3 && !before->grammar) {
            static const char *const ends[] = {"さん", "くん", "ちゃん", "さま", NULL};
            for (size_t k = 0; ends[k]; k++)
                cut |= w->t->len > strlen(ends[k]) &&
                       strcmp(w->t->surface + w->t->len - strlen(ends[k]), ends[k]) == 0;
            cut = cut && before->script == HIRAGANA && !is_firm(before);
        }
        if (!w->joined || !(cut || is_honorific(w->t)))
            continue;
        if (cut)
            f->v[i].gone = true;
        if (cut || (!is_role(before) && before->t->pos != POS_SYMBOL && !before->grammar) ||
            (before->grammar && before->script == HIRAGANA && before->t->pos != POS_PARTICLE))
            hide_before(f, i);
    }
}

static bool ends_name(const struct word *w)
{
    static const char *const words[] = {"です", "で", "と", "だ", "でした", "が", "は", "から", NULL};
    static const char *const marks[] = {"、", "。", ",", ".", "!", "?", "「", "」", NULL};
    if (w->t->pos == POS_SYMBOL)
        return is_any(w->t->surface, marks);
    return w->grammar && is_any(w->t->surface, words);
}

/* strictly: whatever it is; else what the knowledge does not have. */
static void hide_after(struct finder *f, size_t i, bool strictly)
{
    for (; i < f->n && !ends_name(&f->v[i]); i++) {
        struct word *w = &f->v[i];
        bool noun = w->t->pos == POS_NOUN || w->t->pos == POS_UNKNOWN;
        if ((strictly && w->t->pos != POS_DEMONSTRATIVE && strcmp(w->t->base, "何") != 0) ||
            (noun && (!w->known || w->t->may_name) && !is_role(w)))
            w->gone = true;
    }
}

static void hide_introduced(struct finder *f)
{
    static const char *const called[] = {"名前", "氏名", "名", "名義", "なまえ", "本名", "旧姓",
                                         "姓", "名字", "苗字", "みょうじ", "宛名", NULL};
    static const char *const self[] = {"私", "わたし", "僕", "ぼく", "俺", "わたくし", "うち", NULL};
    static const char *const humbly[] = {"申す", "もうす", NULL};
    static const char *const say[] = {"申す", "もうす", "言う", "いう", "名乗る", NULL};
    for (size_t i = 0; i + 1 < f->n; i++) {
        const struct word *w = &f->v[i], *next = &f->v[i + 1];
        bool topic = is_surface(next, "は") || is_surface(next, ":");
        if (topic && is_any(w->t->surface, called))
            hide_after(f, i + 2, true);
        else if ((topic && is_any(w->t->surface, self)) ||
                 (is_surface(next, "が") && is_any(w->t->surface, called)))
            hide_after(f, i + 2, false);
        size_t len = w->t->len;
        if (len > 3 && strcmp(w->t->surface + len - 3, "と") == 0 && is_any(next->t->base, humbly))
            hide_before(f, i + 1);
        if (i > 0 && is_surface(w, "と") && is_any(next->t->base, say) && !f->v[i - 1].grammar) {
            const struct word *tail = i + 2 < f->n ? &f->v[i + 2] : NULL;
            if (is_any(next->t->base, humbly) || is_surface(tail, "ます") || is_surface(tail, "者") ||
                is_surface(tail, "もの") || is_surface(tail, "まして"))
                hide_before(f, i);
        }
    }
}

/* A whole sentence, or its beginning up to the first comma, that only says who speaks: 木下です。 */
static void hide_presented(struct finder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        size_t from = i;
        while (i < f->n && !f->v[i].grammar && !is_honorific(f->v[i].t))
            i++;
        bool begins = from == 0 || f->v[from - 1].t->pos == POS_SYMBOL;
        if (begins && i > from && i - from <= 4 && i < f->n && is_surface(&f->v[i], "です"))
            for (size_t k = from; k < i; k++)
                f->v[k].gone |= (!f->v[k].known || f->v[k].t->may_name) && !is_role(&f->v[k]);
    }
}

/* 娘の花が: what is an ordinary word elsewhere. */
static void hide_family(struct finder *f)
{
    static const char *const after[] = {"が", "は", "を", "の", "も", "と", "に", NULL};
    for (size_t i = 2; i < f->n; i++) {
        struct word *w = &f->v[i];
        const struct word *next = i + 1 < f->n ? &f->v[i + 1] : NULL;
        if (is_surface(&f->v[i - 1], "の") && is_family(f->v[i - 2].t) && !w->grammar &&
            (w->t->may_name || !w->known) && !is_family(w->t) && w->t->pos == POS_NOUN && (!next || is_any(next->t->surface, after)))
            w->gone = true;
    }
}

/* ワン・シャオミン: one of the parts shows what the others are. */
static void hide_parts(struct finder *f)
{
    for (size_t i = 1; i + 1 < f->n; i++) {
        struct word *a = &f->v[i - 1], *b = &f->v[i + 1];
        if (is_surface(&f->v[i], "・") && (a->gone || b->gone))
            a->gone = f->v[i].gone = b->gone = true;
    }
    for (size_t i = f->n; i-- > 2;)
        if (is_surface(&f->v[i - 1], "・") && f->v[i].gone)
            f->v[i - 2].gone = f->v[i - 1].gone = true;
}

/* グリーンハイツ中野, コーポ山田 */
static void hide_buildings(struct finder *f)
{
    static const char *const words[] = {"ハイツ", "コーポ", "マンション", "アパート", "メゾン",
                                        "ハイム", "レジデンス", "荘", "ビル", "コート", "パレス",
                                        "シャトー", "ハウス", "ヴィラ", "ビラ", "レオパレス",
                                        "タワー", "団地", "館", NULL};
    for (size_t i = 0; i < f->n; i++) {
        if (!is_any(f->v[i].t->surface, words))
            continue;
        size_t from = i, to = i + 1;
        bool own = !f->v[i].known;
        while (from > 0 && f->v[from].joined && !f->v[from - 1].grammar)
            own |= !f->v[--from].known || f->v[from].doubt;
        while (to < f->n && f->v[to].joined && !f->v[to].grammar) {
            own |= !f->v[to].known || f->v[to].doubt;
            to++;
        }
        for (size_t k = from; own && k < to; k++)
            f->v[k].gone = true;
    }
}

/* ---- names in kana, by their sound ---- */

/* The longest of the names that stands at s; its bytes, or 0. */
static size_t name_at(const char *names, const char *s, size_t n)
{
    size_t best = 0;
    for (const char *p = names + 1; *p;) {
        size_t len = strcspn(p, " ");
        if (len > best && len >= 3 * strlen("あ") && len <= n && memcmp(p, s, len) == 0)
            best = len;
        p += len + 1;
    }
    return best;
}

static bool begins_with_any(const char *s, size_t n, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (n >= strlen(words[i]) && memcmp(s, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* kana: the text with its katakana as hiragana, of the same length. */
static bool name_begins(const char *kana, size_t at)
{
    static const char *const before[] = {"の", "は", "が", "を", "に", "と", "も", "や", "、", NULL};
    size_t len = strlen("あ");
    if (at == 0)
        return true;
    uint32_t c;
    if (at >= len && begins_with_any(kana + at - len, len, before))
        return true;
    size_t back = 1;
    while (back < at && ((unsigned char)kana[at - back] & 0xc0) == 0x80)
        back++;
    utf8_decode(kana + at - back, back, &c);
    return script_of(c) != HIRAGANA;
}

static bool name_ends(const char *kana, size_t n)
{
    static const char *const after[] = {"です", "さん", "さま", "くん", "ちゃん", "と申", "ともうし",
                                        "といいます", "の", "が", "は", "を", "に", "と", "も", "、",
                                        "。", " ", "?", "!", ",", ".", NULL};
    uint32_t c;
    if (n == 0 || begins_with_any(kana, n, after))
        return true;
    utf8_decode(kana, n, &c);
    return script_of(c) != HIRAGANA;
}

static void hide_bytes(struct finder *f, size_t from, size_t to)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].t->start < to && f->v[i].t->start + f->v[i].t->len > from)
            f->v[i].gone = true;
}

static void hide_sounds(struct finder *f, size_t n)
{
    struct strbuf kana;
    strbuf_init(&kana);
    kana_to_hiragana(&kana, f->s, n);
    for (size_t i = 0; kana.len == n && i < n; i += utf8_prefix(kana.s + i, n - i, 1)) {
        const char *s = kana.s + i;
        size_t last = name_at(surnames, s, n - i), gap = last && s[last] == ' ' ? 1 : 0;
        size_t first = name_at(given_names, s + last + gap, n - i - last - gap);
        size_t len = first ? last + gap + first : last;
        if (len == 0 || !name_begins(kana.s, i) || !name_ends(s + len, n - i - len))
            continue;
        hide_bytes(f, i, i + len);
    }
    strbuf_wipe(&kana);
    strbuf_done(&kana);
}

/* ---- */

static void look_up(struct finder *f, const struct tokens *t)
{
    const struct knowledge *k = index_knowledge(f->ix);
    f->n = t->n;
    f->v = xcalloc(t->n + 1, sizeof *f->v);
    for (size_t i = 0; i < t->n; i++) {
        const struct token *a = &t->v[i];
        struct word *w = &f->v[i];
        w->t = a;
        w->script = script_of_text(a->surface, a->len);
        w->chars = utf8_length(a->surface, a->len);
        w->joined = i > 0 && t->v[i - 1].start + t->v[i - 1].len == a->start;
        w->grammar = is_grammar(a);
        w->known = !w->grammar && (index_has_word(f->ix, a->rep) || is_stopword(k, a));
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
            if (f->v[i].t->start >= from &&
                f->v[i].t->start + f->v[i].t->len <= from + town->len)
                f->v[i].gone = false;
        s = at + town->len;
    }
}

static void find(struct finder *f, size_t n)
{
    for (size_t i = 0; i < f->n; i++)
        f->v[i].doubt = doubtful(f, i);
    doubt_kanji(f);
    spread(f);
    hide_doubtful(f);
    hide_honoured(f);
    hide_introduced(f);
    hide_presented(f);
    hide_family(f);
    hide_parts(f);
    hide_buildings(f);
    hide_sounds(f, n);
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
