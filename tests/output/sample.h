/* A small town's knowledge for the tests of what is written. */
#ifndef TESTS_OUTPUT_SAMPLE_H
#define TESTS_OUTPUT_SAMPLE_H

#include "guide/guide.h"
#include "knowledge/loader.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char sample_town[] =
    "name: 見本町\n"
    "reading: みほんまち\n"
    "notice: これは見本です。\n"
    "tel: 0000-00-0000\n"
    "front: sogo\n"
    "closed: [土, 日, 祝日]\n"
    "fees: {juminhyo: 300, koseki: 450}\n"
    "desks:\n"
    "  sogo:  {name: 総合案内, place: 入口, tel: 0000-00-0000, hours: 平日, order: 1}\n"
    "  jumin: {name: 住民課, place: 1階 1番, tel: 0000-00-0000, hours: \"平日 8:30〜17:15\", "
    "order: 2}\n"
    "  hoken: {name: 保険課, place: 1階 2番, tel: 0000-00-0000, hours: 平日, order: 3}\n";

static const char sample_questions[] =
    "raicho:\n"
    "  ask: 窓口へ行くのはどなたですか？\n"
    "  name: 窓口へ行く人\n"
    "  why: 代わりの人は委任状が要るためです。\n"
    "  kind: single\n"
    "  answers: {honnin: {label: 本人}, dairi: {label: 代わりの人}}\n"
    "hajimeta_hi: {ask: いつ住み始めましたか？, name: 住み始めた日, kind: date}\n"
    "ninzu: {ask: 何人ですか？, name: 人数, kind: number, unit: 人, min: 1, max: 20}\n"
    "motteiru:\n"
    "  ask: どれを持っていますか？\n"
    "  name: 持っているもの\n"
    "  kind: multi\n"
    "  none: nashi\n"
    "  answers: {card: {label: カード}, techo: {label: 手帳}, nashi: {label: どれもない}}\n";

static const char sample_documents[] =
    "honnin:\n"
    "  name: 本人確認書類\n"
    "  reading: ほんにんかくにんしょるい\n"
    "  what: 窓口へ行く人が、自分を証明するものです。\n"
    "  form: original\n"
    "  any:\n"
    "    - {one_of: [マイナンバーカード, 運転免許証], note: 顔写真つきです。}\n"
    "    - {two_of: [年金手帳, 介護保険証, 診察券]}\n"
    "  instead: 窓口へ電話してください。\n"
    "shomeisho:\n"
    "  name: 転出証明書\n"
    "  reading: てんしゅつしょうめいしょ\n"
    "  what: 前の町でもらう紙です。\n"
    "  get: tenshutsu\n"
    "  form: original\n"
    "  fresh: 3 months\n"
    "ininjo:\n"
    "  name: 委任状\n"
    "  reading: いにんじょう\n"
    "  what: 頼む人が書く紙です。\n"
    "  where: 用紙は窓口にあります。\n"
    "  form: copy\n"
    "  note: 鉛筆は使えません。\n"
    "  status: unconfirmed\n"
    "koza: {name: 通帳, reading: つうちょう, what: 口座が分かるものです。}\n";

static const char sample_tennyu[] =
    "id: tennyu\n"
    "name: 転入届\n"
    "reading: てんにゅうとどけ\n"
    "field: 住所\n"
    "summary: 町へ引っ越してきたときの届け出です。\n"
    "says: [引っ越してきた]\n"
    "desk: jumin\n"
    "who: 本人か、同じ世帯の人です。\n"
    "duration: 30分くらいです。\n"
    "deadline: {from: hajimeta_hi, within: 14 days, late: 早めに窓口へ行ってください。}\n"
    "fee: 0\n"
    "online: {level: partly, how: 予定を伝えられます。}\n"
    "tree:\n"
    "  start: hoho\n"
    "  nodes:\n"
    "    hoho:\n"
    "      ask: 転出の手続きはどうやってしましたか？\n"
    "      name: 転出の手続き\n"
    "      why: 紙が要るかが変わるためです。\n"
    "      answers:\n"
    "        kami: {label: 紙でした, next: hi}\n"
    "        card: {label: カードでした, next: hi}\n"
    "        mada: {label: まだです, stop: 先に、前の町で転出届を出してください。}\n"
    "      unknown: {next: hi}\n"
    "    hi: {use: hajimeta_hi, next: hito}\n"
    "    hito: {use: raicho, next: done}\n"
    "documents:\n"
    "  - {id: honnin}\n"
    "  - {id: shomeisho, when: hoho == kami, who: 紙で転出した人, note: 全員分です。}\n"
    "  - {id: ininjo, when: raicho == dairi, who: 代わりの人}\n"
    "notes:\n"
    "  - {text: 住み始める前には出せません。}\n"
    "  - {text: 暗証番号が要ります。, when: hoho == card, who: カードで転出した人}\n"
    "next: [kokuho, tenshutsu]\n"
    "law: 住民基本台帳法 第22条\n"
    "confirmed: 2026-11-20\n";

static const char sample_tenshutsu[] = "id: tenshutsu\n"
                                       "name: 転出届\n"
                                       "reading: てんしゅつとどけ\n"
                                       "field: 住所\n"
                                       "summary: 町を出るときの届け出です。\n"
                                       "says: [町を出る]\n"
                                       "place: 前の町の役場\n"
                                       "who: 本人です。\n"
                                       "fee: {text: 町によります。}\n"
                                       "documents: []\n"
                                       "status: unconfirmed\n"
                                       "confirmed: 2025-11-19\n";

static const char sample_kokuho[] = "id: kokuho\n"
                                    "name: 国民健康保険の加入\n"
                                    "reading: こくみんけんこうほけんのかにゅう\n"
                                    "field: 保険\n"
                                    "summary: 会社の保険がない人が入ります。\n"
                                    "says: [保険に入る]\n"
                                    "desk: hoken\n"
                                    "who: 世帯主です。\n"
                                    "deadline: {text: 14日以内}\n"
                                    "fee: {town: koseki}\n"
                                    "documents:\n"
                                    "  - {id: honnin}\n"
                                    "  - {id: koza, note: 口座から払う人}\n"
                                    "confirmed: 2026-11-20\n";

static const char sample_juminhyo[] =
    "id: juminhyo\n"
    "name: 住民票の写し\n"
    "reading: じゅうみんひょうのうつし\n"
    "field: 証明\n"
    "summary: 住所の証明です。\n"
    "says: [住民票がほしい]\n"
    "desk: jumin\n"
    "who: 本人です。\n"
    "fee:\n"
    "  - {town: juminhyo, label: 窓口で（1通）, when: hitsuyo}\n"
    "tree:\n"
    "  start: hitsuyo\n"
    "  nodes:\n"
    "    hitsuyo: {ask: 要りますか？, name: 住民票, kind: yesno, next: done}\n"
    "documents: [{id: honnin, form: copy, when: hitsuyo, who: 要る人}]\n"
    "confirmed: 2026-11-20\n";

static const char sample_inkan[] =
    "id: inkan\n"
    "name: 印鑑登録\n"
    "reading: いんかんとうろく\n"
    "field: 証明\n"
    "summary: 実印を登録します。\n"
    "says: [実印を登録したい]\n"
    "desk: jumin\n"
    "who: 本人です。\n"
    "fee: 0\n"
    "tree: {start: inkan_hito, nodes: {inkan_hito: {use: raicho, next: done}}}\n"
    "documents: [{id: honnin}]\n"
    "again: [{text: 照会書の回答を持って来ます。, when: raicho == dairi, who: 代わりの人}]\n"
    "confirmed: 2026-11-20\n";

static const char sample_twice[] =
    "id: nimai\n"
    "name: 二つの手続き\n"
    "reading: ふたつのてつづき\n"
    "summary: まとめてします。\n"
    "says: [まとめてしたい]\n"
    "questions: [raicho]\n"
    "procedures: [{id: inkan, walk: true}, {id: kokuho}]\n"
    "again: [{text: 用紙を取りに来ます。, when: not (raicho == honnin) or "
    "raicho == honnin, who: 用紙がない人, maybe: true}]\n"
    "confirmed: 2026-11-20\n";

static const char sample_event[] =
    "id: hikkoshi\n"
    "name: 引っ越し\n"
    "reading: ひっこし\n"
    "summary: 引っ越したときの手続きです。\n"
    "says: [引っ越し]\n"
    "questions: [ninzu, hajimeta_hi]\n"
    "procedures:\n"
    "  - {id: tennyu, with: {raicho: honnin}}\n"
    "  - {id: kokuho, when: ninzu >= 2, who: 家族のいる人}\n"
    "documents: [{id: koza}]\n"
    "notes: [{text: 家族の分も持って行きます。, when: ninzu >= 2, who: 家族のいる人}]\n"
    "confirmed: 2026-11-20\n";

static const char sample_howto[] =
    "id: sumaho\n"
    "name: スマホで読み取る\n"
    "reading: すまほでよみとる\n"
    "summary: カードをスマホで読み取ります。\n"
    "says: [読み取れない]\n"
    "steps:\n"
    "  - {text: スマホを机に置きます。, look: 画面が明るくなります。}\n"
    "  - {text: カードを重ねます。, if_not: 場所を少しずらします。}\n"
    "confirmed: 2026-11-20\n";

static const char sample_faq[] = "gomi: {name: ごみの日はいつですか, answer: 地区で違います。, "
                                 "field: くらし, says: [ごみの日]}\n";

static const char sample_glossary[] =
    "setainushi:\n"
    "  name: 世帯主\n"
    "  reading: せたいぬし\n"
    "  answer: いっしょに暮らす人たちの代表です。住民票に書かれています。\n";

struct sample {
    struct sources sources;
    struct diags diags;
    struct knowledge *knowledge;
};

static inline void sample_open(struct sample *s)
{
#define FILE_OF(path, text)          \
    {                                \
        path, text, sizeof(text) - 1 \
    }
    static const struct loader_file files[] = {
        FILE_OF("town.yaml", sample_town),
        FILE_OF("questions.yaml", sample_questions),
        FILE_OF("documents.yaml", sample_documents),
        FILE_OF("glossary.yaml", sample_glossary),
        FILE_OF("procedures/jusho/tennyu.yaml", sample_tennyu),
        FILE_OF("procedures/jusho/tenshutsu.yaml", sample_tenshutsu),
        FILE_OF("procedures/hoken/kokuho.yaml", sample_kokuho),
        FILE_OF("procedures/shomei/juminhyo.yaml", sample_juminhyo),
        FILE_OF("procedures/shomei/inkan.yaml", sample_inkan),
        FILE_OF("events/hikkoshi.yaml", sample_event),
        FILE_OF("events/nimai.yaml", sample_twice),
        FILE_OF("howtos/sumaho.yaml", sample_howto),
        FILE_OF("faq/kurashi.yaml", sample_faq),
    };
#undef FILE_OF
    struct strbuf b;

    sources_init(&s->sources);
    diags_init(&s->diags, &s->sources);
    s->knowledge =
        knowledge_load_texts(files, sizeof(files) / sizeof(files[0]), &s->sources, &s->diags);
    if (!s->knowledge || s->diags.errors > 0) {
        strbuf_init(&b);
        diags_print(&s->diags, &b);
        fprintf(stderr, "%s", b.s);
        abort();
    }
}

static inline void sample_close(struct sample *s)
{
    knowledge_free(s->knowledge);
    diags_done(&s->diags);
    sources_done(&s->sources);
}

static inline const struct entry *sample_entry(const struct sample *s, const char *id)
{
    const struct entry *e = knowledge_entry(s->knowledge, id);

    if (!e) {
        fprintf(stderr, "no entry %s\n", id);
        abort();
    }
    return e;
}

#define SAMPLE_TODAY ((struct date){2026, 11, 20})

/* answers: "question=answer" …, NULL at the end. */
static inline void sample_facts(const struct sample *s, struct facts *f, const char *const *answers)
{
    facts_init(f);
    for (; *answers; answers++) {
        const char *eq = strchr(*answers, '=');
        char id[64];
        struct error err = ERROR_NONE;
        const struct question *q;

        snprintf(id, sizeof(id), "%.*s", (int)(eq - *answers), *answers);
        q = knowledge_question(s->knowledge, id);
        if (!q || !facts_set(f, q, eq + 1, SAMPLE_TODAY, &err)) {
            fprintf(stderr, "%s: %s\n", *answers, err.msg);
            abort();
        }
    }
}

/* What comes of the answers. Free with checklist_free. */
static inline struct checklist *sample_checklist(const struct sample *s, const char *id,
                                                 const char *const *answers)
{
    struct guide g = {s->knowledge, sample_entry(s, id), SAMPLE_TODAY};
    struct facts f;

    sample_facts(s, &f, answers);
    struct checklist *c = guide_checklist(&g, &f);
    facts_done(&f);
    return c;
}

#endif
