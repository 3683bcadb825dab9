#include "knowledge/cond_forms.h"

const struct cond_form cond_forms[] = {
    {"raicho_sha == dairi", "答えが「dairi」である"},
    {"raicho_sha != honnin", "答えが「honnin」でない"},
    {"raicho_sha in [dairi, hotei]", "答えが、[ ] の中のどれかである"},
    {"sumi_hajimeta", "「はい」と答えた（はい・いいえの質問と、計算で決まる値だけ）"},
    {"not sumi_hajimeta", "「いいえ」と答えた。not は「〜でない」"},
    {"raicho_sha == dairi and sumi_hajimeta", "両方とも当てはまる"},
    {"raicho_sha == dairi or sumi_hajimeta", "どちらかが当てはまる"},
    {"not (raicho_sha == honnin or raicho_sha == dosetai)", "( ) の中を先に考える"},
    {"ninzu >= 2", "数が 2 以上である"},
    {"ninzu > 2", "数が 2 より大きい"},
    {"ninzu <= 2", "数が 2 以下である"},
    {"ninzu < 2", "数が 2 より小さい"},
    {"age(umareta_hi) >= 75", "生まれた日の質問の答えから数えて、今日 75 歳以上である"},
    {"umareta_hi < 1952-04-02", "日付が、その日より前である"},
    {"hikkoshi_bi + 14 days < today", "その日から 14 日たった日が、今日より前である"},
    {"shibo_bi >= today - 2 years", "その日が、今日から 2 年さかのぼった日か、それより後である"},
};
const size_t cond_forms_count = sizeof cond_forms / sizeof *cond_forms;
