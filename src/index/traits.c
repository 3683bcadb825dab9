#include "index/traits.h"
#include "base/xalloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SPELLINGS 24

/* How people and town halls word an aspect. */
static const char *const aspects[TRAIT_ASPECTS][SPELLINGS] = {
    {"いくら", "料金", "手数料", "金額", "費用", "値段", "何円", "代金", "有料", "無料", "使用料",
     "利用料", "お金が", "お金は", "円で"},
    {"いつ", "期限", "時期", "期間", "締切", "締め切り", "何日", "何月", "何か月", "何ヶ月", "何年",
     "日程", "スケジュール", "間に合", "遅れ"},
    {"どこ", "場所", "窓口", "会場", "何課", "何階", "どの課", "行き方", "所在地"},
    {"何時", "受付時間", "曜日", "開館", "開庁", "土曜", "日曜", "祝日", "休日", "夜間", "時間外",
     "営業時間", "利用時間", "年末年始", "土日"},
    {"どうやって", "どうすれば", "どうしたら", "どのように", "どうやれば", "方法", "手続", "仕方",
     "しかた", "手順", "どうする", "するには", "やり方", "流れ", "どうなり"},
    {"持ち物", "書類", "必要なもの", "必要な物", "何が必要", "持って", "持参", "用意", "印鑑",
     "何がいる", "何が要"},
    {"誰", "だれ", "代理", "本人", "対象", "資格", "要件", "条件", "家族が", "どんな人",
     "どのような人", "代わり", "委任"},
    {"ますか", "できるか", "いいですか", "よいですか", "良いですか", "可能", "できない", "大丈夫",
     "かまいません", "構いません", "しなければ", "必要ですか", "もいい", "てもよ", "ても良"},
    {"とは", "何ですか", "なんですか", "どういう", "違い", "って何", "どのような", "どんな",
     "意味"},
    {"なぜ", "理由", "どうして", "何故", "原因", "根拠", "なんで"},
    {"変更", "変わ", "変え", "訂正", "書き換え", "名義", "更新", "間違"},
    {"紛失", "再発行", "再交付", "なくし", "失く", "無くし", "届かない", "届いていない",
     "届きません", "届いてない", "落とし", "忘れ"},
    {"やめ", "廃止", "解約", "返納", "取り消", "取消", "辞め", "中止", "キャンセル", "撤去", "脱退",
     "喪失", "抜け", "退"},
    {"相談", "問い合わせ", "問合せ", "苦情", "困って", "悩", "連絡先", "電話番号", "担当",
     "トラブル"},
    {"補助", "助成", "もらえ", "給付", "支給", "免除", "減免", "軽減", "控除", "還付", "受け取",
     "援助", "手当", "割引"},
};

uint64_t traits_of(const char *text, const struct tokens *tokens)
{
    uint64_t found = 0;
    for (size_t a = 0; a < TRAIT_ASPECTS; a++)
        for (size_t i = 0; i < SPELLINGS && aspects[a][i]; i++)
            if (strstr(text, aspects[a][i])) {
                found |= UINT64_C(1) << a;
                break;
            }
    for (size_t i = 0; i < tokens->n; i++)
        found |= tokens->v[i].sorts << TRAIT_ASPECTS;
    return found;
}

void traits_write(uint64_t traits, unsigned char out[static TRAIT_BYTES])
{
    for (size_t i = 0; i < TRAIT_BYTES; i++)
        out[i] = (unsigned char)(traits >> 8 * i);
}

static void weigh(struct traits *t)
{
    size_t with[TRAIT_ASPECTS] = {0};
    for (size_t e = 0; e < t->entries; e++)
        for (size_t a = 0; a < TRAIT_ASPECTS; a++)
            with[a] += t->v[e] >> a & 1;
    double all = (double)t->entries + 1;
    for (size_t a = 0; a < TRAIT_ASPECTS; a++)
        t->weight[a] = t->entries ? log(all / ((double)with[a] + 1)) / log(all) : 0;
}

bool traits_open(struct traits *t, const unsigned char *bytes, size_t n, size_t entries)
{
    if (n != entries * TRAIT_BYTES)
        return false;
    t->entries = entries;
    t->v = xcalloc(entries + 1, sizeof *t->v);
    for (size_t i = 0; i < n; i++)
        t->v[i / TRAIT_BYTES] |= (uint64_t)bytes[i] << 8 * (i % TRAIT_BYTES);
    weigh(t);
    return true;
}

void traits_done(struct traits *t)
{
    free(t->v);
    memset(t, 0, sizeof *t);
}

double traits_weight(const struct traits *t, uint64_t bits)
{
    double sum = 0;
    for (size_t a = 0; a < TRAIT_ASPECTS; a++)
        if (bits >> a & 1)
            sum += t->weight[a];
    return sum;
}

static int count(uint64_t bits)
{
    return __builtin_popcountll(bits);
}

double traits_share(uint64_t a, uint64_t b, uint64_t mask)
{
    return a & mask ? (double)count(a & b & mask) / count(a & mask) : 0;
}
