/* A small town for the tests of the guide: a tree with every kind of question and target, a second
 * one it leads to, procedures that an event brings together, and a dump that fits on a line. */
#ifndef TESTS_GUIDE_SAMPLE_H
#define TESTS_GUIDE_SAMPLE_H

#include "guide/guide.h"
#include "knowledge/loader.h"
#include <stdio.h>
#include <string.h>

#define HEAD(id, name)                                                                                         \
    "id: " id "\nname: " name "\nreading: てすと\nfield: 住所\nsummary: ためしの手続きです。\n" \
    "says: [" id "がしたい, " id "の手続き, " id "はどこ]\nconfirmed: 2026-11-20\n"                         \
    "sources: [見本町の例]\nwho: 本人か代理人\n"

static const char sample_town[] =
    "name: 見本町\nreading: みほんちょう\nnotice: これは見本です\ntel: \"0000-00-0000\"\n"
    "front: jumin\nclosed: [土, 日, 祝日, \"12-29..01-03\"]\nfields: [住所]\n"
    "desks:\n"
    "  jumin: {name: 住民課, place: 1階, tel: \"0000-00-0001\", hours: 平日, order: 1}\n"
    "  zei: {name: 税務課, place: 2階, tel: \"0000-00-0002\", hours: 平日, order: 3}\n"
    "  hoken: {name: 保険課, place: 1階, tel: \"0000-00-0003\", hours: 平日, order: 2}\n";

#define DOCUMENT(id, name, more) \
    id ": {name: " name ", reading: てすと, what: 紙です。, where: お手元" more "}\n"
static const char sample_documents[] =
    DOCUMENT("honnin", "本人確認書類", "") DOCUMENT("shomei", "転出証明書", ", form: original")
        DOCUMENT("card", "カード", "") DOCUMENT("ininjo", "委任状", "")
            DOCUMENT("ryoken", "パスポート", "") DOCUMENT("hokensho", "保険証", ", form: copy")
                DOCUMENT("tsucho", "通帳", "") DOCUMENT("shashin", "写真", "");

static const char sample_questions[] =
    "raicho:\n  ask: だれが行きますか？\n  name: 行く人\n  answers:\n"
    "    honnin: {label: 本人, says: [自分で, 私が]}\n"
    "    kazoku: {label: 同じ世帯の家族, says: [家族, 妻が]}\n"
    "    dairi: {label: 本人以外の代理人, says: [代わりに, 頼まれて]}\n"
    "sumi_hi:\n  ask: いつから住んでいますか？\n  name: 住み始めた日\n  kind: date\n"
    "muki:\n  ask: どちらですか？\n  name: 引っ越しの向き\n  answers:\n"
    "    hairu: {label: 町に来た}\n    deru: {label: 町から出る}\n    naka: {label: 町の中}\n"
    "hoken:\n  ask: 入っているのはどれですか？\n  name: 保険\n  kind: multi\n  none: nashi\n"
    "  answers:\n    kokuho: {label: 国民健康保険, says: [国保]}\n"
    "    kaigo: {label: 介護保険, says: [介護の保険証]}\n"
    "    nenkin: {label: 国民年金, says: [年金]}\n    nashi: {label: どれもない}\n"
    "setai:\n  ask: 世帯主ですか？\n  name: 世帯主\n  kind: yesno\n"
    "  answers: {hai: {label: はい, says: [世帯主だ]}, iie: {label: いいえ, says: "
    "[世帯主でない]}}\n"
    "nokoru:\n  ask: 何人残りますか？\n  name: 残る人\n  kind: number\n  unit: 人\n  min: 0\n"
    "  max: 20\n"
    "nenrei:\n  ask: 何歳ですか？\n  name: 年齢\n  kind: number\n  unit: 歳\n  min: 0\n  max: 120\n"
    "kourei:\n  name: 65歳以上\n  kind: derived\n  derive: nenrei >= 65\n";

static const char sample_ten[] = HEAD(
    "ten",
    "転入届") "desk: jumin\nfee:\n  - 0\n  - {yen: 300, label: 写し, when: hoho == net}\n"
              "deadline: {from: sumi_hi, within: 14 days, first_day: next, closed: next_open}\n"
              "tree:\n  start: moto\n  nodes:\n"
              "    moto:\n      ask: どこから来ましたか？\n      name: 前の所\n      answers:\n"
              "        kuni: {label: 国内, next: hoho}\n"
              "        gaikoku: {label: 海外, go: gai}\n"
              "        mada: {label: まだ, stop: まだ出せません。}\n"
              "      unknown: {next: hoho}\n"
              "    hoho:\n      ask: どう手続きしましたか？\n      name: 転出の仕方\n      "
              "answers:\n"
              "        kami: {label: 紙, next: hi}\n"
              "        net: {label: ネット, next: mochi}\n"
              "      unknown: {next: hi}\n"
              "    mochi:\n      ask: カードはありますか？\n      name: カード\n      kind: yesno\n"
              "      next: hi\n"
              "    hi:\n      use: sumi_hi\n      next: dare\n"
              "    dare:\n      use: raicho\n      next: done\n      branch: {dairi: {next: "
              "inin}}\n"
              "    inin:\n      ask: 委任状は書きましたか？\n      name: 委任状の用意\n      kind: "
              "yesno\n"
              "      next: done\n"
              "documents:\n"
              "  - {id: honnin, note: 来る人の分}\n"
              "  - {id: shomei, when: hoho == kami, who: 紙の人}\n"
              "  - {id: card, when: mochi, who: カードの人}\n"
              "  - {id: ininjo, when: raicho == dairi, who: 代理の人}\n"
              "  - {id: tsucho, when: not inin, who: 委任状がない人}\n"
              "notes:\n"
              "  - {text: 14日を過ぎています。, when: today > sumi_hi + 14 days, who: 過ぎた人}\n"
              "  - {text: 土日は休みです。}\n"
              "next: [koku, gai]\n";

static const char sample_gai[] =
    HEAD("gai", "海外からの届") "desk: zei\nfee: 0\n"
                                "tree:\n  start: gai_moto\n  nodes:\n"
                                "    gai_moto:\n      ask: 前は海外でしたか？\n      name: "
                                "前は海外\n      kind: yesno\n"
                                "      answers:\n        hai: {label: はい, next: gai_dare}\n"
                                "        iie: {label: いいえ, go: ten}\n"
                                "      unknown: {next: gai_dare}\n"
                                "    gai_dare:\n      use: raicho\n      next: done\n"
                                "documents:\n"
                                "  - {id: honnin, form: original}\n"
                                "  - {id: ryoken}\n"
                                "  - {id: ininjo, when: raicho == dairi, who: 代理で届ける人}\n"
                                "notes:\n  - {text: 土日は休みです。}\n"
                                "again:\n  - {text: 回答書を持って来ます。, when: "
                                "raicho == dairi, who: 代理の人}\n";

static const char sample_koku[] =
    HEAD("koku", "国保の届") "desk: hoken\nfee: 0\n"
                             "documents:\n"
                             "  - {id: hokensho, when: hoken == kokuho, who: 国保の人}\n"
                             "  - {id: honnin, form: copy, note: 写しでよい}\n"
                             "notes:\n  - {text: 土日は休みです。}\n";

static const char sample_kai[] =
    HEAD("kai", "介護の届") "place: 支所\nfee: 0\n"
                            "deadline: {text: 早めに。}\n"
                            "tree:\n  start: kai_toshi\n  nodes:\n"
                            "    kai_toshi:\n      use: nenrei\n      next: kai_riyu\n"
                            "    kai_riyu:\n      ask: わけは？\n      name: わけ\n      answers:\n"
                            "        byoki: {label: 病気, next: done}\n"
                            "        yotei: {label: 予定だけ, stop: 決まってから来てください。}\n"
                            "      unknown: {stop: 電話で聞いてください。}\n"
                            "documents:\n"
                            "  - {id: shashin, when: kourei, who: 65歳以上の人}\n"
                            "  - {id: tsucho, when: kai_riyu == byoki, who: 病気の人}\n";

static const char sample_hikkoshi[] =
    "id: hikkoshi\nname: 引っ越し\nreading: ひっこし\nsummary: ためしの出来事です。\n"
    "says: [引っ越した, 家が変わった, 越してきた]\nconfirmed: 2026-11-20\n"
    "sources: [見本町の例]\n"
    "questions:\n  - muki\n  - hoken\n  - setai\n  - {id: nokoru, when: setai}\n"
    "procedures:\n"
    "  - {id: koku, when: hoken == kokuho, who: 国保に入る人}\n"
    "  - {id: kai, when: hoken == kaigo, who: 介護の人, with: {kai_riyu: byoki}}\n"
    "  - {id: ten, when: muki == hairu, who: 来た人, walk: true, with: {moto: kuni}}\n"
    "  - {id: gai, when: setai and nokoru >= 2, who: 家族が残る人, walk: true}\n"
    "documents:\n  - {id: shashin, when: muki == deru, who: 出る人}\n"
    "notes:\n  - {text: 犬の届も要ります。, when: not (muki == deru), who: 残る人}\n"
    "again:\n  - {text: 犬を連れて来ます。, when: muki == naka, who: 犬がいる人, maybe: true}\n"
    "next: [ten]\n";

static const char sample_yotei[] =
    "id: yotei\nname: 予定\nreading: よてい\nsummary: ためしの出来事です。\n"
    "says: [予定がある, 先のこと, これからのこと]\nconfirmed: 2026-11-20\n"
    "sources: [見本町の例]\nquestions: [setai]\n"
    "procedures:\n"
    "  - {id: kai, when: setai, who: 世帯主, walk: true}\n"
    "  - {id: koku}\n"
    "documents: [{id: honnin}]\n"
    "deadline: {text: 出来事の期限。, when: setai}\n";

#define FILE_OF(path, text)          \
    {                                \
        path, text, sizeof(text) - 1 \
    }
static const struct loader_file sample_files[] = {
    FILE_OF("town.yaml", sample_town),
    FILE_OF("documents.yaml", sample_documents),
    FILE_OF("questions.yaml", sample_questions),
    FILE_OF("procedures/jusho/ten.yaml", sample_ten),
    FILE_OF("procedures/jusho/gai.yaml", sample_gai),
    FILE_OF("procedures/jusho/koku.yaml", sample_koku),
    FILE_OF("procedures/jusho/kai.yaml", sample_kai),
    FILE_OF("events/hikkoshi.yaml", sample_hikkoshi),
    FILE_OF("events/yotei.yaml", sample_yotei),
};
enum { SAMPLE_FILES = sizeof sample_files / sizeof *sample_files };

struct sample {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
};

static const struct date sample_today = {2026, 11, 20};

static inline void sample_open(struct sample *s, const struct loader_file *files, size_t n)
{
    struct strbuf said;

    sources_init(&s->sources);
    diags_init(&s->diags, &s->sources);
    s->k = knowledge_load_texts(files, n, &s->sources, &s->diags);
    strbuf_init(&said);
    diags_print(&s->diags, &said);
    if (s->diags.errors > 0)
        fail_msg("%s", said.s);
    strbuf_done(&said);
}

static inline void sample_close(struct sample *s)
{
    knowledge_free(s->k);
    diags_done(&s->diags);
    sources_done(&s->sources);
}

/* "q=a q=a …" */
static inline void sample_answer(const struct sample *s, struct facts *f, const char *answers)
{
    while (*answers) {
        char id[64], answer[128];
        size_t n = strcspn(answers, "="), m = strcspn(answers + n + 1, " ");
        struct error err = ERROR_NONE;
        const struct question *q;

        snprintf(id, sizeof id, "%.*s", (int)n, answers);
        snprintf(answer, sizeof answer, "%.*s", (int)m, answers + n + 1);
        q = knowledge_question(s->k, id);
        if (!q)
            fail_msg("no question %s", id);
        if (!facts_set(f, q, answer, sample_today, &err))
            fail_msg("%s=%s: %s", id, answer, err.msg);
        answers += n + 1 + m;
        answers += *answers == ' ';
    }
}

static inline void dump_facts(struct strbuf *b, const struct fact *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        strbuf_printf(b, "%s%s=", i == 0 ? "" : " ", v[i]->question->id.s);
        fact_id(v[i], b);
    }
}

static inline void dump_why(struct strbuf *b, const struct reasons *why)
{
    if (why->n > 0)
        strbuf_puts(b, " <- ");
    dump_facts(b, why->v, why->n);
    strbuf_puts(b, "\n");
}

static inline void dump_notes(struct strbuf *b, const char *what, const struct item_notes *notes)
{
    for (size_t i = 0; i < notes->n; i++) {
        const struct item_note *n = &notes->v[i];
        strbuf_printf(b, "%c %s %s %s", n->state == ITEM_REQUIRED ? '!' : '?', what, n->entry->id.s,
                      n->text.s);
        dump_why(b, &n->why);
    }
}

/* One item a line; ! is required, ? is to be asked about. */
static inline void dump_checklist(struct strbuf *b, const struct checklist *c)
{
    static const char *const states = "!?";
    static const char *const forms[] = {"any", "copy", "original"};
    char iso[11];

    if (c->stop)
        strbuf_printf(b, "stop %s\n", c->stop);
    for (size_t i = 0; i < c->procedures.n; i++) {
        const struct item_procedure *p = &c->procedures.v[i];
        strbuf_printf(b, "%c %s %s", states[p->state], p->entry->id.s,
                      p->desk ? p->desk->id.s : "-");
        dump_why(b, &p->why);
    }
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];
        strbuf_printf(b, "%c [%s] %s", states[d->state], d->document->id.s, forms[d->form]);
        for (size_t j = 0; j < d->procedures.n; j++)
            strbuf_printf(b, "%c%s", j == 0 ? ' ' : ',', d->procedures.v[j]->id.s);
        for (size_t j = 0; j < d->notes.n; j++)
            strbuf_printf(b, " (%s)", d->notes.v[j].s);
        if (d->who.len > 0)
            strbuf_printf(b, " :%s", d->who.s);
        dump_why(b, &d->why);
    }
    for (size_t i = 0; i < c->deadlines.n; i++) {
        const struct item_deadline *d = &c->deadlines.v[i];
        static const char *const due[] = {"open", "today", "past"};
        date_format_iso(d->due, iso);
        strbuf_printf(b, "%c until %s %s\n", states[d->state], d->entry->id.s,
                      date_is_none(d->due) ? d->rule : iso);
        if (!date_is_none(d->due))
            strbuf_printf(b, "  %s %ld %s\n", due[d->due_state], d->days_left, d->rule);
    }
    for (size_t i = 0; i < c->fees.n; i++)
        strbuf_printf(b, "%c fee %s %d\n", states[c->fees.v[i].state], c->fees.v[i].entry->id.s,
                      c->fees.v[i].fee->yen);
    dump_notes(b, "note", &c->notes);
    dump_notes(b, "again", &c->again);
    for (size_t i = 0; i < c->next.n; i++)
        strbuf_printf(b, "next %s\n", c->next.v[i].s);
    strbuf_puts(b, "facts");
    for (size_t i = 0; i < c->facts.n; i++) {
        const struct fact *f = &c->facts.v[i];
        strbuf_puts(b, " ");
        dump_facts(b, &f, 1);
    }
    strbuf_puts(b, "\n");
}

#endif
