/* A small town for the tests of dialogue and app: two trees joined by `go`, a procedure without
 * questions, an event, a term. */
#ifndef TESTS_DIALOGUE_SAMPLE_H
#define TESTS_DIALOGUE_SAMPLE_H

#include "knowledge/loader.h"

static const char sample_town[] =
    "name: 見本町\nreading: みほんちょう\nnotice: これは見本です\ntel: \"0000-00-0000\"\n"
    "front: jumin\nclosed: [土, 日, 祝日]\nfields: [住所, 証明]\nfees: {juminhyo: 300}\n"
    "desks:\n"
    "  jumin: {name: 住民課, place: 本庁1階 1番, tel: \"0000-00-0001\", "
    "hours: \"平日 8:30〜17:15\", order: 1}\n";

static const char sample_documents[] =
    "honnin-kakunin: {name: 本人確認書類, reading: ほんにんかくにんしょるい, what: "
    "顔写真つきの証です。, "
    "where: お手元}\n"
    "tenshutsu-shomeisho: {name: 転出証明書, reading: てんしゅつしょうめいしょ, what: 紙です。, "
    "where: 前の市区町村}\n"
    "passport: {name: パスポート, reading: ぱすぽーと, what: 旅券です。, where: お手元}\n"
    "card: {name: マイナンバーカード, reading: まいなんばーかーど, what: 顔写真つきの証です。, "
    "where: お手元}\n"
    "ininjo: {name: 委任状, reading: いにんじょう, what: 頼んだことを示す紙です。, where: "
    "お手元}\n";

static const char sample_questions[] =
    "raicho:\n  ask: 窓口へ行くのはどなたですか？\n  name: 窓口に行く人\n  kind: single\n  "
    "answers:\n"
    "    honnin: {label: 本人, says: [自分で, 私が]}\n"
    "    dairi: {label: 代理人, says: [代わりに, 頼まれて]}\n"
    "setainushi:\n  ask: 世帯主でしたか？\n  name: 世帯主\n  kind: yesno\n"
    "nokoru:\n  ask: 残る家族は何人ですか？\n  name: 残る人\n  kind: number\n  unit: 人\n  min: 1\n"
    "  max: 20\n"
    "hoken:\n  ask: 入っているものはどれですか？\n  name: 保険\n  kind: multi\n  none: nashi\n"
    "  answers:\n    kokuho: {label: 国民健康保険}\n    kaigo: {label: 介護保険}\n"
    "    nashi: {label: どれもない}\n";

static const char sample_tennyu[] =
    "id: tennyu\nname: 転入届\nreading: てんにゅうとどけ\nfield: 住所\n"
    "summary: 町の外から引っ越してきたときの届け出です。\n"
    "says: [引っ越してきた, この町に越してきた, 住民票を移したい]\n"
    "desk: jumin\nwho: 本人か代理人\nfee: 0\nconfirmed: 2026-11-20\n"
    "deadline: {from: sumi_hi, within: 14 days, first_day: next, closed: next_open}\n"
    "tree:\n  start: doko_kara\n  nodes:\n"
    "    doko_kara:\n      ask: どこから引っ越してきましたか？\n      name: 前の住所\n      "
    "answers:\n"
    "        kokunai: {label: ほかの市区町村, says: [ほかの町から, 県外から], next: hoho}\n"
    "        kaigai: {label: 海外, go: kaigai-tennyu}\n"
    "        chonai: {label: 同じ町の中, stop: 町の中の引っ越しは転居届です。}\n"
    "      unknown: {next: hoho}\n"
    "    hoho:\n      ask: 転出の手続きはどうしましたか？\n      name: 転出の手続き\n      "
    "answers:\n"
    "        kami: {label: 紙でした, next: sumi_hi}\n"
    "        net: {label: スマホでした, next: card_ari}\n"
    "      unknown: {next: sumi_hi}\n"
    "    card_ari:\n      ask: カードは手元にありますか？\n      name: カード\n      kind: yesno\n"
    "      next: sumi_hi\n"
    "    sumi_hi:\n      ask: いつから住んでいますか？\n      name: 住み始めた日\n      kind: "
    "date\n"
    "      next: raicho_node\n"
    "    raicho_node: {use: raicho, next: done}\n"
    "documents:\n  - {id: honnin-kakunin}\n"
    "  - {id: tenshutsu-shomeisho, when: hoho == kami, who: 紙で転出した人}\n"
    "  - {id: card, when: hoho == net, who: スマホで転出した人}\n"
    "  - {id: ininjo, when: raicho == dairi, who: 代理人}\n";

static const char sample_kaigai[] =
    "id: kaigai-tennyu\nname: 海外からの転入届\nreading: かいがいからのてんにゅうとどけ\nfield: "
    "住所\n"
    "summary: 外国から引っ越してきたときの届け出です。\nsays: [海外から帰ってきた, "
    "外国から戻った]\n"
    "desk: jumin\nwho: 本人か代理人\nfee: 0\nconfirmed: 2026-11-20\n"
    "tree:\n  start: raicho_k\n  nodes:\n    raicho_k: {use: raicho, next: done}\n"
    "documents:\n  - {id: passport}\n  - {id: ininjo, when: raicho == dairi, who: 代理人}\n";

static const char sample_juminhyo[] =
    "id: juminhyo\nname: 住民票の写し\nreading: じゅうみんひょうのうつし\nfield: 証明\n"
    "summary: 住んでいる所の証明です。\nsays: [住民票がほしい, 住民票を取りたい]\n"
    "desk: jumin\nwho: 本人\nfee: {town: juminhyo}\nconfirmed: 2026-11-20\n"
    "documents:\n  - {id: honnin-kakunin}\n";

static const char sample_event[] =
    "id: hikkoshi\nname: 引っ越し\nreading: ひっこし\nsummary: 住む所が変わるときの手続きです。\n"
    "says: [引っ越しをする, 引っ越しで何をする]\nconfirmed: 2026-11-20\n"
    "questions: [setainushi, {id: nokoru, when: setainushi}, hoken, raicho]\n"
    "procedures:\n  - {id: tennyu, when: nokoru >= 2, who: 家族が残る人}\n"
    "  - {id: juminhyo}\n";

static const char sample_glossary[] = "setainushi-go: {name: 世帯主, reading: せたいぬし, answer: "
                                      "世帯を代表する人です。, says: [世帯主とは]}\n";

static const char sample_intents[] = "documents: {cues: [持ち物, 何がいる, "
                                     "お金のほかに何がいる]}\nfee: {cues: [いくら, 手数料, お金]}\n"
                                     "online: {cues: [ネットで]}\nwhat: {cues: [とは。]}\n";

static const char sample_urgent[] =
    "unless: [証明, 保険]\nurgent:\n"
    "  kyubyo: {name: 急な病気, cues: [倒れた, 父〜息〜ない], always: [息をしてない], alone: "
    "true,\n"
    "    say: 119番へ電話してください。, contacts: [{name: 消防, tel: 119, when: 24時間}]}\n"
    "  kaji: {name: 火事, cues: [火事, 燃えて, もえてい], unless: [火事のあと],\n"
    "    say: 逃げてください。, contacts: [{name: 消防, tel: 119}, "
    "{name: 役場, tel: \"{{town.tel}}\"}]}\n"
    "  dv: {name: 暴力, cues: [殴られ], unless: [住民票], offer: true,\n"
    "    say: 逃げてください。, contacts: [{name: 警察, tel: 110}]}\n";

static const char sample_smalltalk[] =
    "around: [ね, です, はい]\nreplies:\n"
    "  hello: {cues: [こんにちは], say: こんにちは。ご用件をどうぞ。, aside: true, examples: "
    "true}\n"
    "  thanks: {cues: [ありがとう], say: どういたしまして。, aside: true}\n"
    "  lonely: {cues: [寂しい], say: 話してくださってありがとうございます。, desk: true}\n"
    "  calm: {cues: [ばか], inside: [指示〜無視, drop table], say: ここは手続きの案内です。, "
    "aside: true}\n";

static const struct loader_file sample_files[] = {
    {"town.yaml", sample_town, sizeof sample_town - 1},
    {"documents.yaml", sample_documents, sizeof sample_documents - 1},
    {"questions.yaml", sample_questions, sizeof sample_questions - 1},
    {"glossary.yaml", sample_glossary, sizeof sample_glossary - 1},
    {"procedures/jusho/tennyu.yaml", sample_tennyu, sizeof sample_tennyu - 1},
    {"procedures/jusho/kaigai-tennyu.yaml", sample_kaigai, sizeof sample_kaigai - 1},
    {"procedures/shomei/juminhyo.yaml", sample_juminhyo, sizeof sample_juminhyo - 1},
    {"events/hikkoshi.yaml", sample_event, sizeof sample_event - 1},
    {"dict/intents.yaml", sample_intents, sizeof sample_intents - 1},
    {"urgent.yaml", sample_urgent, sizeof sample_urgent - 1},
    {"dict/smalltalk.yaml", sample_smalltalk, sizeof sample_smalltalk - 1},
};
enum { SAMPLE_FILES = sizeof sample_files / sizeof *sample_files };

#endif
