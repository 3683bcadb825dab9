#include "knowledge/schema.h"
#include <string.h>

/* Each is spelled once in all of the format, or means the same wherever it stands. */
static const struct {
    const char *value, *words;
} table[] = {
    {"confirmed", "確かめたもの"},
    {"unconfirmed", "まだ確かめていないもの。画面に【要確認】と出ます"},
    {"any", "どちらでもよい"},
    {"copy", "写し（コピー）でよい"},
    {"original", "原本（本物）が要る"},
    {"unsaid", "書かないのと同じ"},
    {"no", "できない"},
    {"partly", "一部だけできる"},
    {"yes", "最後までできる"},
    {"next", "翌日を1日目と数える"},
    {"same", "その日を1日目と数える"},
    {"next_open", "次に開いている日まで延びる"},
    {"as_is", "延びない"},
    {"single", "答えを1つ選ぶ"},
    {"multi", "答えをいくつでも選ぶ"},
    {"yesno", "はい・いいえ"},
    {"date", "日付"},
    {"number", "数"},
    {"derived", "たずねず、ほかの答えから決まる"},
    {"ordinary", "ふつうの質問"},
    {"smalltalk", "あいさつと雑談"},
    {"urgent", "急ぎのこと"},
    {"done", "持ち物の一覧まで進んだ"},
    {"stop", "案内文で終わった"},
    {"asking", "まだ質問が残っている"},
};

const char *schema_value_words(const char *value)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].value, value) == 0)
            return table[i].words;
    return "";
}
