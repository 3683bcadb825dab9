#include "app/names_find.h"
#include "index/known.h"
#include "text/utf8.h"

#include <string.h>

enum script names_script_of(uint32_t c)
{
    if ((c >= 0x3041 && c < 0x30a0))
        return SCRIPT_HIRAGANA;
    if (c >= 0x30a0 && c < 0x3100)
        return SCRIPT_KATAKANA;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c < 0x600))
        return SCRIPT_LATIN;
    if ((c >= 0x3400 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) || c >= 0x20000 || c == 0x3005)
        return SCRIPT_KANJI;
    return SCRIPT_OTHER;
}

enum script names_script(const char *s, size_t n)
{
    enum script all = SCRIPT_OTHER;
    for (size_t i = 0; i < n;) {
        uint32_t c;
        i += utf8_decode(s + i, n - i, &c);
        enum script one =
            c == 0x30fc && i > 3 ? all : names_script_of(c); /* ー goes with what it is in */
        if (all != SCRIPT_OTHER && one != all)
            return SCRIPT_MIXED;
        all = one;
    }
    return all;
}

bool names_any(const char *s, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (strcmp(s, words[i]) == 0)
            return true;
    return false;
}

bool names_is(const struct word *w, const char *s)
{
    return w && strcmp(w->t->surface, s) == 0;
}

bool names_is_grammar(const struct token *t)
{
    switch (t->pos) {
    case POS_PARTICLE:
    case POS_AUXILIARY:
    case POS_CONJUNCTION:
    case POS_INTERJECTION:
    case POS_DEMONSTRATIVE:
    case POS_FORMAL:
        return true;
    case POS_SYMBOL:
        return strcmp(t->surface, "々") != 0;
    case POS_SUFFIX_PREDICATE:
        return names_script(t->surface, t->len) != SCRIPT_KANJI; /* 邊|見 */
    case POS_PREFIX:                                             /* お and ご */
        return names_script(t->surface, t->len) == SCRIPT_HIRAGANA;
    default:
        return strcmp(t->base, "何") == 0;
    }
}

bool names_is_honorific(const struct token *t)
{
    static const char *const words[] = {"さん",   "様",       "さま", "氏",   "くん", "君",
                                        "ちゃん", "殿",       "どの", "サン", "クン", "チャン",
                                        "先生",   "せんせい", "宅",   NULL};
    return names_any(t->surface, words);
}

bool names_is_family(const struct token *t)
{
    static const char *const words[] = {
        "父",     "母",   "夫",   "妻",   "子",     "娘",     "息子",   "孫",     "兄",   "姉",
        "弟",     "妹",   "嫁",   "婿",   "祖父",   "祖母",   "主人",   "家内",   "長男", "長女",
        "次男",   "次女", "三男", "三女", "叔父",   "叔母",   "伯父",   "伯母",   "甥",   "姪",
        "旦那",   "奥",   "義父", "義母", "子供",   "子ども", "こども", "友人",   "隣",   "むすこ",
        "むすめ", "まご", "はは", "ちち", "おっと", "つま",   "おじい", "おばあ", "じい", "ばあ",
        "おじ",   "おば", "とう", "かあ", "にい",   "ねえ",   "赤",     "坊",     NULL};
    return names_any(t->surface, words);
}

/* A sort of person rather than one: 業者さん, 大家さん */
bool names_is_role(const struct word *w)
{
    enum { PERSON = 1 };
    static const char *const trades[] = {"屋", "士", "師",   "員",     "者", "官", "長",     "医",
                                         "客", "皆", "みな", "みんな", "神", "仏", "ひとり", NULL};
    if (names_is_family(w->t) || names_any(w->t->surface, trades))
        return true;
    if (w->t->pos == POS_UNKNOWN && w->script == SCRIPT_KATAKANA && w->known && w->chars > 2)
        return true;                                                 /* ケアマネさん */
    if (w->script == SCRIPT_HIRAGANA && (w->chars < 3 || !w->known)) /* じんくん */
        return false;
    return (w->t->sorts & PERSON) && !w->t->name && !w->t->may_name &&
           (w->chars >= 2 || w->known) && w->t->pos != POS_UNKNOWN;
}

static bool is_prefecture(const char *s)
{
    static const char all[] =
        " 北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川"
        " 福井 山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 "
        "山口"
        " 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄 日本 ";
    const char *at = strstr(all, s);
    return at && at[-1] == ' ' && at[strlen(s)] == ' ';
}

/* ---- words by themselves ---- */

static const struct word *next_joined(const struct finder *f, size_t i)
{
    return i + 1 < f->n && f->v[i + 1].joined ? &f->v[i + 1] : NULL;
}

/* 新宿 before 区, and nothing more behind that. */
static bool is_municipality(const struct finder *f, size_t i)
{
    static const char *const suffixes[] = {"市", "区", "町", "村", "郡", "県", "府", "都", NULL};
    const struct word *next = next_joined(f, i);
    return next && names_any(next->t->surface, suffixes);
}

/* A surname is a place's name more often than not: 福島さん, 山口です */
static bool stays_as_place(const struct finder *f, size_t i)
{
    if (is_municipality(f, i))
        return true;
    const struct word *next = next_joined(f, i);
    static const char *const after[] = {"から", "へ", "に", "で", "まで", "の", NULL};
    if (!is_prefecture(f->v[i].t->surface) ||
        (i > 0 && f->v[i].joined && f->v[i - 1].script == SCRIPT_KANJI))
        return false;
    bool last = i + 1 == f->n || f->v[i + 1].t->pos == POS_SYMBOL;
    return last ||
           (next && names_any(next->t->surface, after) && strcmp(next->t->surface, "の") != 0) ||
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
    if (next->t->pos == POS_NOUN && !next->t->name && next->known && !names_is_honorific(next->t))
        return true;
    if (names_is(next, "と"))
        return names_is(next_joined(f, i + 1), "は");
    return names_is(next, "を") || names_is(next, "って") || names_is(next, "とは");
}

static bool doubt_unknown(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i];
    if (w->known || w->script == SCRIPT_OTHER)
        return false;
    return !(w->script == SCRIPT_KATAKANA && w->chars >= 3 && !w->t->may_name && is_topic(f, i));
}

static bool doubt_verb(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i];
    enum { LONG = 4 }; /* no name is cut into a verb of that length */
    if (w->script == SCRIPT_HIRAGANA)
        return !w->known && w->chars < LONG;
    const struct word *next = next_joined(f, i);
    if (w->t->pos == POS_ADJECTIVE && w->chars >= 2) /* 急速|充電, 大量 */
        return false;
    static const char *const cases[] = {"の", "が", "は", "を", "と", NULL};
    bool compound = i > 0 && w->joined && f->v[i - 1].script == SCRIPT_KANJI &&
                    f->v[i - 1].chars >= 2 && f->v[i - 1].known; /* 部活|動 */
    bool inflected = next && next->script == SCRIPT_HIRAGANA &&
                     !(next->t->pos == POS_PARTICLE && names_any(next->t->surface, cases));
    if (w->t->pos == POS_VERB && w->chars == 1 && next && !inflected && !compound && !w->joined &&
        w->script == SCRIPT_KANJI)
        return true; /* 想が: no verb stands so */
    return w->script == SCRIPT_KANJI && !inflected && !compound && !w->known;
}

/* What one counts with or has in every house; in a name they stand beside other letters. */
static bool is_plain(const struct word *w)
{
    static const char *const units[] = {
        "日", "年", "月", "時", "分", "週", "回", "円", "件", "枚", "冊", "台", "頭",
        "匹", "度", "割", "番", "号", "人", "券", "代", "器", "等", "札", "畑", "底",
        "隅", "晩", "米", "姪", "甥", "嫁", "階", "本", "個", "歳", "才", "世", "畳",
        "名", "箱", "袋", "着", "杯", "坪", "反", "食", "泊", "組", "級", "種", "社",
        "院", "区", "校", "親", "薪", "煙", "糞", "猟", "御", NULL};
    return names_any(w->t->surface, units);
}

static bool doubt_noun(const struct word *w)
{
    static const char *const surnames_too[] = {"徳川",   "豊臣",   "陳さん", "呉さん",
                                               "関さん", "早乙女", NULL};
    if (names_any(w->t->surface, surnames_too))
        return true;
    if (w->script == SCRIPT_MIXED && w->chars >= 3 && /* 桜ヶ丘 */
        (strstr(w->t->surface, "ヶ") || strstr(w->t->surface, "ケ")))
        return !w->known;
    if (w->t->pos == POS_ADVERB && w->chars >= 3)
        return false;
    if (w->script == SCRIPT_KANJI && w->t->sorts == 0 && !strchr(w->t->rep, '/'))
        return !w->known; /* 芽依: the dictionary does not have it */
    if (w->script == SCRIPT_HIRAGANA || (w->script == SCRIPT_KANJI && w->chars == 1))
        return !w->known;
    return w->t->may_name && !w->known;
}

static bool ends_as_called(const struct word *w)
{
    static const char *const calls[] = {"ちゃん", "くん", "さん", NULL};
    for (size_t k = 0; calls[k]; k++)
        if (w->t->len > strlen(calls[k]) &&
            strcmp(w->t->surface + w->t->len - strlen(calls[k]), calls[k]) == 0)
            return true;
    return false;
}

static bool doubtful(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i];
    if (w->grammar || is_plain(w))
        return false;
    if (w->script == SCRIPT_MIXED && !w->known && ends_as_called(w)) /* ピーちゃん */
        return true;
    if (w->t->pos == POS_UNKNOWN || (w->script == SCRIPT_KATAKANA && w->t->sorts == 0))
        return doubt_unknown(f, i);
    if (w->t->name)
        return !stays_as_place(f, i) && !(w->script == SCRIPT_KATAKANA && w->known);
    switch (w->t->pos) {
    case POS_NUMBER:
        return false;
    case POS_VERB:
    case POS_ADJECTIVE:
        return doubt_verb(f, i);
    default:
        return !names_is_honorific(w->t) && doubt_noun(w);
    }
}

/* ---- words side by side ---- */

bool names_pair_known(const struct finder *f, size_t i)
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

/* Kanji one by one are what names are cut into: 結|愛, 千|代|子. Together they are in the
 * knowledge, or they are doubtful. */
static void doubt_kanji(struct finder *f)
{
    for (size_t i = 0; i + 1 < f->n; i++) {
        struct word *a = &f->v[i], *b = &f->v[i + 1];
        bool counted = a->t->pos == POS_NUMBER && is_plain(b);
        if (a->script != SCRIPT_KANJI || b->script != SCRIPT_KANJI || !b->joined || a->grammar ||
            b->grammar || names_is_honorific(b->t) || a->chars > 1 || b->chars > 1 || counted ||
            names_pair_known(f, i))
            continue;
        a->doubt = true;
        b->doubt |= !(is_municipality(f, i) && a->t->name);
        if (i > 0 && a->joined && f->v[i - 1].t->pos == POS_NUMBER && a->t->pos == POS_SUFFIX)
            f->v[i - 1].doubt = true;
    }
}

/* 朝日|ヶ|丘 is a quarter. */
static void doubt_quarters(struct finder *f)
{
    for (size_t i = 1; i + 1 < f->n; i++) {
        struct word *a = &f->v[i - 1], *b = &f->v[i + 1];
        if ((names_is(&f->v[i], "ヶ") || names_is(&f->v[i], "ケ")) && f->v[i].joined && b->joined &&
            a->script == SCRIPT_KANJI && b->script == SCRIPT_KANJI && a->t->pos != POS_NUMBER)
            a->doubt = f->v[i].doubt = b->doubt = true;
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
    if (w->script == SCRIPT_KANJI && names_is_family(w->t))
        return w->joined && (before->t->name || before->script == SCRIPT_KATAKANA);
    if (w->joined && before->t->name && w->t->pos == POS_ADVERB && w->script == SCRIPT_MIXED)
        return true; /* 勇|次に */
    if (w->script != SCRIPT_KANJI || w->grammar || names_is_honorific(w->t))
        return false;
    if (!w->joined)
        return before->t->name && only_space(f, i) &&
               (!w->known || w->t->may_name || w->chars == 1);
    if (w->t->pos == POS_SUFFIX && w->known)
        return false;
    if (before->script != SCRIPT_KANJI && w->chars > 1)
        return false;
    return w->chars == 1 || w->t->may_name || (before->t->name && !w->known);
}

static void spread(struct finder *f)
{
    for (size_t i = 1; i < f->n; i++) { /* a surname and a given name that are words elsewhere */
        struct word *a = &f->v[i - 1], *b = &f->v[i];
        if (!b->joined && only_space(f, i) && a->script == SCRIPT_KANJI &&
            b->script == SCRIPT_KANJI && !a->known && !b->known && a->chars <= 3 && b->chars <= 3)
            a->doubt = b->doubt = true;
    }
    for (size_t i = 1; i < f->n; i++)
        if (f->v[i - 1].doubt && goes_on(f, i))
            f->v[i].doubt = true;
    for (size_t i = f->n; i-- > 1;)
        if (f->v[i].doubt && f->v[i].joined && f->v[i - 1].script == SCRIPT_KANJI &&
            f->v[i].script == SCRIPT_KANJI && (f->v[i - 1].chars == 1 || !f->v[i - 1].known) &&
            !names_is_family(f->v[i - 1].t) && f->v[i - 1].t->pos != POS_NUMBER)
            f->v[i - 1].doubt = true;
}

void names_doubt(struct finder *f)
{
    for (size_t i = 0; i < f->n; i++)
        f->v[i].doubt = doubtful(f, i);
    doubt_kanji(f);
    names_keep_things(f);
    doubt_quarters(f);
    spread(f);
}
