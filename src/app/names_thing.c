#include "app/names_find.h"
#include "text/utf8.h"

#include <string.h>

/* What residents ask about before the knowledge has it: 民泊, ソーラーパネル, EV充電器. A word that
 * the dictionary lacks is a thing when a part of it is one to the dictionary, or when it ends as no
 * name does. */

/* Categories of enum token's sorts, by their bits. */
#define ANIMAL (UINT64_C(1) << 2)
/* clothes, food, money, vehicles and other things made by people */
#define MADE UINT64_C(0x7c0)
#define PERSON UINT64_C(1)

static bool ends(const struct word *w, const char *const words[])
{
    for (size_t k = 0; words[k]; k++) {
        size_t len = strlen(words[k]);
        if (w->t->len >= len && memcmp(w->t->surface + w->t->len - len, words[k], len) == 0)
            return true;
    }
    return false;
}

static bool begins(const struct word *w, const char *const words[])
{
    for (size_t k = 0; words[k]; k++)
        if (strncmp(w->t->surface, words[k], strlen(words[k])) == 0)
            return true;
    return false;
}

/* ---- katakana ---- */

/* One ordinary word of the dictionary. */
static bool is_ordinary(struct index *ix, const char *s, size_t n)
{
    struct tokens t;
    tokens_init(&t);
    morph_parse(index_morph(ix), s, n, &t);
    uint64_t sorts = t.n == 1 && t.v[0].pos == POS_NOUN && !t.v[0].name ? t.v[0].sorts : 0;
    tokens_done(&t);
    return (sorts & SORT_CATEGORY_BITS & ~PERSON) && !(sorts & PERSON);
}

/* ソーラー|パネル: the end says what the whole is. Not the beginning: アンダー|ソン, ゴールド|マン.
 */
static bool ends_ordinarily(struct index *ix, const struct word *w)
{
    enum { PART = 3 };
    for (size_t k = PART; k + 1 < w->chars; k++) {
        size_t tail = utf8_prefix(w->t->surface, w->t->len, w->chars - k);
        if (is_ordinary(ix, w->t->surface + tail, w->t->len - tail))
            return true;
    }
    return false;
}

/* Foreign names in katakana that have an ordinary word in them, or are long. */
static bool is_foreign_name(const struct word *w)
{
    static const char *const names[] = {
        "アブド",       "アリシア",   "アレクサ",   "アンジェ",   "アンデル", "アントニ",
        "ウィリア",     "エドワード", "エリザベ",   "カルロス",   "ガルシア", "キャサリ",
        "クリス",       "グエン",     "グリーン",   "ゴンザレス", "サンジャ", "サントス",
        "ジェニファー", "ジェーム",   "ジャクソン", "ジョンソン", "ジョージ", "ステファ",
        "スティー",     "スミス",     "ソフィア",   "タマン",     "ダニエル", "チャール",
        "テイラー",     "デイビッド", "トーマス",   "ナタリア",   "パトリ",   "フェルナン",
        "フランシ",     "フレデリ",   "ブラウン",   "ヘンリー",   "ベンジャ", "ペレイラ",
        "マイケル",     "マリア",     "ミシェル",   "ミラー",     "モハメ",   "ムハンマド",
        "ラジェ",       "リチャード", "ルイス",     "レベッカ",   "ロドリゲ", "ロバート",
        "ロベルト",     "オリベイラ", "シルバ",     "シャルマ",   "タパ",     "マハラジャ",
        "ロペス",       "ピーター",   "アルバレス", "マルティ",   "ヘルナン", "サンチェ",
        "ラミレス",     "フェレイラ", NULL};
    return begins(w, names);
}

/* の駆除: nobody asks that of a person, as 届け, 料金 or 処分 are asked. */
static bool is_driven_out(const struct finder *f, size_t i)
{
    return i + 2 < f->n && names_is(&f->v[i + 1], "の") &&
           (names_is(&f->v[i + 2], "駆除") || names_is(&f->v[i + 2], "食害"));
}

/* ギャンブル依存; but not タナカ商店. */
static bool goes_with_idea(const struct finder *f, size_t i)
{
    const uint64_t idea = UINT64_C(1) << 17;
    const struct word *next = i + 1 < f->n && f->v[i + 1].joined ? &f->v[i + 1] : NULL;
    return next && next->script == SCRIPT_KANJI && next->chars >= 2 &&
           (next->t->sorts & SORT_CATEGORY_BITS) == idea && !next->t->name && !next->t->may_name;
}

static bool is_thing_in_katakana(const struct finder *f, size_t i)
{
    static const char *const tails[] = {"ション",   "メント",     "イズム", "ロジー",   "シティ",
                                        "ビリティ", "ツーリズム", "カー",   "ケアラー", "ハウス",
                                        "ウイルス", "グマ",       "バチ",   "ガメ",     "ガエル",
                                        "ネズミ",   NULL};
    static const char *const beasts[] = {"ハクビシン", "メダカ", "ダニ",     "ヌートリア",
                                         "キョン",     "ヒアリ", "カメムシ", NULL};
    static const char *const homes[] = {"マンション", "アパート", "コーポ", "タワー",     "ビル",
                                        "レジデンス", "ハイム",   "プラザ", "クリニック", NULL};
    const struct word *w = &f->v[i], *next = i + 1 < f->n ? &f->v[i + 1] : NULL;
    if (w->chars < 3 || is_foreign_name(w) || ends(w, homes) ||
        (next && next->joined && next->t->pos == POS_NUMBER))
        return false;
    return ends(w, beasts) || (w->chars >= 4 && goes_with_idea(f, i)) || is_driven_out(f, i) ||
           (w->chars >= 5 && (ends(w, tails) || ends_ordinarily(f->ix, w)));
}

/* ---- the other scripts ---- */

static const struct word *joined_after(const struct finder *f, size_t i)
{
    return i + 1 < f->n && f->v[i + 1].joined ? &f->v[i + 1] : NULL;
}

static bool is_kanji(const struct word *w)
{
    return w && w->script == SCRIPT_KANJI;
}

/* Kanji that end no name. */
static bool ends_thing(const struct word *w)
{
    static const char *const tails[] = {
        "泊", "葬", "死", "税",   "券", "症", "病",   "薬", "機", "車", "費", "罪", "害", "熱",
        "炎", "虫", "獣", "肉",   "油", "煙", "壁",   "塀", "柵", "罠", "器", "具", "品", "法",
        "権", "店", "証", "書",   "票", "業", "食",   "浴", "尿", "毒", "傷", "姓", "婚", "ごみ",
        "菌", "灰", "剤", "液",   "炉", "錠", "販",   "便", "墓", "骨", "窓", "床", "棚", "網",
        "袋", "箱", "災", "枯",   "活", "蜂", "倒木", "猟", "糞", "苗", "災", "館", "隊", "祭",
        "展", "論", "策", "学習", "制", "区", "化",   "型", "率", "額", "圏", "線", "電", NULL};
    return w->script == SCRIPT_KANJI && ends(w, tails) && !w->t->name;
}

/* Ordinary: to the dictionary it is a beast or something made by people, and no name. */
static bool is_beast_or_made(const struct word *w)
{
    static const char *const in_names[] = {
        "馬", "虎", "龍", "竜", "鶴", "亀", "鷹", "鳩", "鳥", "弓", "琴", "笛", "綾",
        "錦", "絹", "鈴", "鏡", "紬", "舟", "帆", "鎌", "釜", "鍋", "笠", "蓑", "衣",
        "糸", "剣", "桃", "栗", "梅", "琵", "鮎", "鯨", "鷲", "蔵", "鷺", "鵜", "鴨",
        "雁", "燕", "旗", "幡", "傘", "轟", "椿", "楓", "袴", "梶", "鍵", "鐘", "塔",
        "城", "宝", "杖", "玉", "珠", "冠", "紐", "帯", "麻", "綿", "織", "茶", "米",
        "酒", "麦", "豆", "塩", "菜", "果", "実", "苺", "葉", "蜜", NULL};
    return (w->t->sorts & (ANIMAL | MADE)) && !(w->t->sorts & PERSON) && !w->t->name &&
           !w->t->may_name && w->t->pos == POS_NOUN && !names_any(w->t->surface, in_names);
}

static void keep(struct finder *f, size_t i)
{
    if (!f->v[i].t->name && !names_is_honorific(f->v[i].t))
        f->v[i].doubt = false;
}

/* 通学|路: one letter more behind an ordinary word of the knowledge. */
static bool is_end_of_known(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i], *before = i > 0 && w->joined ? &f->v[i - 1] : NULL;
    return is_kanji(before) && before->known && before->chars >= 2 && before->t->sorts &&
           !(before->t->sorts & PERSON) && !before->t->name && !before->t->may_name &&
           w->chars == 1 && w->t->sorts && !(w->t->sorts & PERSON) && !w->t->may_name;
}

/* 民|泊, 樹木|葬: the end says what the whole is. 鹿, 錦|鯉 */
static void keep_kanji(struct finder *f, size_t i)
{
    const struct word *next = joined_after(f, i); /* 融雪|剤 */
    bool of_thing = is_kanji(next) && !next->doubt && next->chars == 1 && ends_thing(next) &&
                    f->v[i].chars > 1 && !f->v[i].t->may_name;
    if (of_thing || (is_end_of_known(f, i) && !is_kanji(next))) {
        keep(f, i);
        return;
    }
    bool begins_run = !f->v[i].joined || i == 0 || !is_kanji(&f->v[i - 1]);
    bool alone = begins_run && !is_kanji(joined_after(f, i));
    bool last = !is_kanji(joined_after(f, i));
    if (alone ? (is_beast_or_made(&f->v[i]) || (f->v[i].chars > 1 && ends_thing(&f->v[i])))
              : (ends_thing(&f->v[i]) || (last && is_beast_or_made(&f->v[i])))) {
        keep(f, i);
        if (!begins_run && !f->v[i - 1].t->may_name)
            keep(f, i - 1);
    }
}

/* ev充電器, lgbt: letters that nobody could call a name. */
static bool is_abbreviation(const struct finder *f, size_t i)
{
    enum { LONGEST = 4, BEFORE_THING = 3 };
    const struct word *w = &f->v[i], *next = joined_after(f, i);
    if (w->chars < 2 || w->chars > LONGEST)
        return false;
    if (!strpbrk(w->t->surface, "aeiouyAEIOUY"))
        return true;
    if (w->chars <= BEFORE_THING && next && next->script == SCRIPT_KATAKANA && !next->doubt &&
        !next->t->may_name)
        return true; /* evカーシェア */
    return w->chars <= BEFORE_THING && next && next->t->pos == POS_NOUN && !next->t->name &&
           !next->t->may_name && next->script != SCRIPT_HIRAGANA && next->t->sorts &&
           !(next->t->sorts & PERSON) && !names_is_honorific(next->t);
}

/* A noun of the dictionary that is too long to be a part of a name, or stands inside of a compound:
 * どぶろく, 地域おこし協力隊 */
static bool is_noun_in_hiragana(const struct finder *f, size_t i)
{
    const struct word *w = &f->v[i], *before = i > 0 && w->joined ? &f->v[i - 1] : NULL;
    const struct word *next = joined_after(f, i);
    if (w->t->pos != POS_NOUN || w->t->name || w->t->may_name)
        return false;
    if (w->chars >= 4)
        return !before || before->script != SCRIPT_HIRAGANA || before->grammar;
    return is_kanji(before) && before->known && !(before->t->sorts & PERSON) && is_kanji(next) &&
           next->known && !(next->t->sorts & PERSON);
}

void names_keep_things(struct finder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct word *w = &f->v[i];
        if (!w->doubt || (joined_after(f, i) && names_is_honorific(joined_after(f, i)->t)) ||
            (i > 1 && names_is(&f->v[i - 1], "の") && names_is_family(f->v[i - 2].t)))
            continue;
        if (w->script == SCRIPT_KANJI)
            keep_kanji(f, i);
        else if (w->script == SCRIPT_KATAKANA && is_thing_in_katakana(f, i))
            f->v[i].doubt = false;
        else if (w->script == SCRIPT_LATIN && is_abbreviation(f, i))
            f->v[i].doubt = false;
        else if (w->script == SCRIPT_HIRAGANA && is_noun_in_hiragana(f, i))
            f->v[i].doubt = false;
    }
}
