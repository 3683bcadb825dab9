#include "knowledge/schema.h"
#include "knowledge/cases.h"
#include "knowledge/schema_rows.h"

static const char *const bool_names[] = {"false", "true", NULL};
static const char *const status_names[] = {"confirmed", "unconfirmed", NULL};
static const char *const form_names[] = {"any", "copy", "original", NULL};
static const char *const online_names[] = {"unsaid", "no", "partly", "yes", NULL};
static const char *const first_day_names[] = {"next", "same", NULL};
static const char *const closed_names[] = {"next_open", "as_is", NULL};
static const char *const question_kind_names[] = {"single", "multi",   "yesno", "date",
                                                  "number", "derived", NULL};

static const struct str no_text = {"", 0, {0, 0, 0}};

static void answer_init(void *base)
{
    struct answer *a = base;
    a->id = a->label = a->to.next = a->to.go = a->to.stop = no_text;
}

static void node_init(void *base)
{
    struct node *n = base;
    n->own.id = n->own.derive.text = no_text;
}

static void entry_init(void *base)
{
    struct entry *e = base;
    struct str *all[] = {&e->id,     &e->name,   &e->reading,  &e->field,      &e->summary,
                         &e->owner,  &e->law,    &e->desk,     &e->place,      &e->who,
                         &e->answer, &e->person, &e->duration, &e->online.how, &e->tree.start,
                         &e->hours,  &e->amount};
    for (size_t i = 0; i < COUNT(all); i++)
        *all[i] = no_text;
}

/* clang-format off */
static const struct field dated_text_fields[] = {
    TEXT("text", REQ, AT(dated_text, text), "その間のことば"),
    PERIOD(dated_text),
};
RECORD_OF(record_dated_text, dated_text, "日付のあることば", dated_text_fields, "text");

static const struct field target_fields[] = {
    ID("next", 0, AT(target, next), REF_NONE, "次に進む節の名前。終わりは done"),
    ID("go", 0, AT(target, go), REF_ENTRY, "別の手続きへ移るときの id"),
    TEXT("stop", 0, AT(target, stop), "ここで終わるときの案内文"),
};
static RECORD_OF(record_target, target, "行き先", target_fields, NULL);

#define TARGET_ROWS(type) \
    ID("next", 0, AT(type, to.next), REF_NONE, "次に進む節の名前。終わりは done"), \
    ID("go", 0, AT(type, to.go), REF_ENTRY, "別の手続きへ移るときの id"), \
    TEXT("stop", 0, AT(type, to.stop), "ここで終わるときの案内文")

static const struct field answer_fields[] = {
    KEY(answer),
    TEXT("label", 0, AT(answer, label), "画面に出る答え"),
    STRS("says", 0, AT(answer, says), "この答えを表すふだんのことば"),
    STRS("heard", 0, AT(answer, heard), "質問文の中にあれば、この答えだと聞きとることば"),
    INT("age_from", 0, AT(answer, age_from), 0, 150, "この答えになる年齢（から）"),
    INT("age_to", 0, AT(answer, age_to), 0, 150, "この答えになる年齢（まで）"),
    TARGET_ROWS(answer),
};
static RECORD_INIT(record_answer, answer, "答え", answer_fields, "label", answer_init);

static const struct field branch_fields[] = {KEY(answer), TARGET_ROWS(answer)};
static RECORD_INIT(record_branch, answer, "枝", branch_fields, NULL, answer_init);

static const struct field shared_answer_fields[] = {
    KEY(answer),
    TEXT("label", REQ, AT(answer, label), "画面に出る答え"),
    STRS("says", 0, AT(answer, says), "この答えを表すふだんのことば"),
    STRS("heard", 0, AT(answer, heard), "質問文の中にあれば、この答えだと聞きとることば"),
    INT("age_from", 0, AT(answer, age_from), 0, 150, "この答えになる年齢（から）"),
    INT("age_to", 0, AT(answer, age_to), 0, 150, "この答えになる年齢（まで）"),
};
static RECORD_INIT(record_shared_answer, answer, "答え", shared_answer_fields, "label", answer_init);

static const struct field question_fields[] = {
    KEY(question),
    TEXT("ask", 0, AT(question, ask), "たずねる文"),
    TEXT("why", 0, AT(question, why), "なぜたずねるか"),
    TEXT("name", REQ, AT(question, name), "一覧に出る短い名前"),
    ENUM("kind", 0, AT(question, kind), question_kind_names, "答えの種類"),
    MAP("answers", 0, AT(question, answers), &record_shared_answer, "答え"),
    ID("none", 0, AT(question, none), REF_NONE, "multi で、ほかと一緒に選べない答え"),
    TEXT("unit", 0, AT(question, unit), "数の単位"),
    INT("min", 0, AT(question, min), -9999999, 99999999, "いちばん小さい数"),
    INT("max", 0, AT(question, max), -9999999, 99999999, "いちばん大きい数"),
    STRS("heard", 0, AT(question, heard), "質問文の中の日付や数を、この答えだと聞きとる手がかり"),
    WHEN("derive", AT(question, derive), "derived の値を決める条件"),
};
RECORD_OF(record_question, question, "質問", question_fields, NULL);

static const struct field node_fields[] = {
    KEY(node),
    ID("use", 0, AT(node, use), REF_QUESTION, "questions.yaml の質問"),
    TEXT("ask", 0, AT(node, own.ask), "たずねる文"),
    TEXT("why", 0, AT(node, own.why), "なぜたずねるか"),
    TEXT("name", 0, AT(node, own.name), "一覧に出る短い名前"),
    ENUM("kind", 0, AT(node, own.kind), question_kind_names, "答えの種類"),
    MAP("answers", 0, AT(node, own.answers), &record_answer, "答え"),
    ID("none", 0, AT(node, own.none), REF_NONE, "multi で、ほかと一緒に選べない答え"),
    TEXT("unit", 0, AT(node, own.unit), "数の単位"),
    INT("min", 0, AT(node, own.min), -9999999, 99999999, "いちばん小さい数"),
    INT("max", 0, AT(node, own.max), -9999999, 99999999, "いちばん大きい数"),
    STRS("heard", 0, AT(node, own.heard), "質問文の中の日付や数を、この答えだと聞きとる手がかり"),
    MAP("branch", 0, AT(node, branch), &record_branch, "use のとき、別の先へ進む答え"),
    TARGET_ROWS(node),
    {.name = "unknown", .type = F_RECORD, .flags = FIELD_FLAG, .offset = AT(node, unknown),
     .record = &record_target, .at = AT(node, has_unknown), .help = "わからないときの行き先"},
};
static RECORD_INIT(record_node, node, "節", node_fields, NULL, node_init);

static const struct field tree_fields[] = {
    ID("start", REQ, AT(tree, start), REF_NONE, "最初の節"),
    MAP("nodes", REQ, AT(tree, nodes), &record_node, "節"),
};
static RECORD_OF(record_tree, tree, "質問の木", tree_fields, NULL);

static const struct field alternative_fields[] = {
    STRS("one_of", 0, AT(alternative, one_of), "どれか1つでよいもの"),
    STRS("two_of", 0, AT(alternative, two_of), "どれか2つが要るもの"),
    TEXT("note", 0, AT(alternative, note), "注意"),
};
static RECORD_OF(record_alternative, alternative, "組み合わせ", alternative_fields, NULL);

static const struct field document_fields[] = {
    KEY(document),
    TEXT("name", REQ, AT(document, name), "書類の名前"),
    KANA("reading", REQ, AT(document, reading), "よみがな"),
    TEXT("what", REQ, AT(document, what), "どんな書類か"),
    ID("get", 0, AT(document, get), REF_ENTRY, "これを出す手続き"),
    TEXT("where", 0, AT(document, where), "どこで手に入るか"),
    ENUM("form", 0, AT(document, form), form_names, "原本か写しか"),
    DURATION("fresh", 0, AT(document, fresh), "いつまでに取ったものか"),
    LIST("any", 0, AT(document, any), &record_alternative, "これに当たるもの"),
    TEXT("instead", 0, AT(document, instead), "ないときにどうするか"),
    TEXT("note", 0, AT(document, note), "注意"),
    ENUM("status", 0, AT(document, status), status_names, "確認の状態"),
};
RECORD_OF(record_document, document, "書類", document_fields, NULL);

static const struct field document_ref_fields[] = {
    ID("id", REQ, AT(document_ref, id), REF_DOCUMENT, "documents.yaml の書類"),
    WHEN("when", AT(document_ref, when), "要る条件"),
    TEXT("who", 0, AT(document_ref, who), "条件に当たる人（ことばで）"),
    TEXT("note", 0, AT(document_ref, note), "ここでの注意"),
    ENUM("form", 0, AT(document_ref, form), form_names, "原本か写しか"),
    PERIOD(document_ref),
};
static RECORD_OF(record_document_ref, document_ref, "必要書類", document_ref_fields, "id");

static const struct field note_fields[] = {
    TEXT("text", REQ, AT(note, text), "注意の文"),
    WHEN("when", AT(note, when), "出す条件"),
    TEXT("who", 0, AT(note, who), "条件に当たる人（ことばで）"),
    PERIOD(note),
};
static RECORD_OF(record_note, note, "注意", note_fields, "text");

static const struct field again_fields[] = {
    TEXT("text", REQ, AT(note, text), "なぜもう一度来るか"),
    WHEN("when", AT(note, when), "もう一度来る条件"),
    TEXT("who", 0, AT(note, who), "条件に当たる人（ことばで）"),
    BOOL("maybe", AT(note, maybe), "来ないで済むこともあるか"),
    PERIOD(note),
};
static RECORD_OF(record_again, note, "もう一度来るわけ", again_fields, "text");

static const struct field deadline_fields[] = {
    ID("from", 0, AT(deadline, from), REF_QUESTION, "数え始めの日をたずねる質問"),
    DURATION("within", 0, AT(deadline, within), "いつまでか"),
    ENUM("first_day", 0, AT(deadline, first_day), first_day_names, "翌日から数える（next）か当日から（same）か"),
    ENUM("closed", 0, AT(deadline, closed), closed_names, "最後の日が休みのとき"),
    TEXT("text", FIELD_DATED, AT(deadline, text), "期限をことばで"),
    TEXT("late", FIELD_DATED, AT(deadline, late), "過ぎたときにどうするか"),
    WHEN("when", AT(deadline, when), "当てはまる条件"),
    MARKED_DATE("valid_from", AT(deadline, in.from), AT(deadline, in.from_at), "この日から、この決まり"),
    MARKED_DATE("valid_until", AT(deadline, in.until), AT(deadline, in.until_at), "この日まで、この決まり"),
};
static RECORD_OF(record_deadline, deadline, "期限", deadline_fields, "text");

static const struct field fee_fields[] = {
    {.name = "yen", .type = F_INT, .offset = AT(fee, yen), .max = 9999999, .missing = -1,
     .help = "金額（円）"},
    TEXT("label", 0, AT(fee, label), "何の料金か"),
    ID("town", 0, AT(fee, town), REF_FEE, "town.yaml の fees の名前"),
    TEXT("text", 0, AT(fee, text), "料金をことばで"),
    WHEN("when", AT(fee, when), "当てはまる条件"),
    PERIOD(fee),
};
static RECORD_OF(record_fee, fee, "手数料", fee_fields, "yen");

static const struct field online_fields[] = {
    ENUM("level", 0, AT(online, level), online_names, "オンラインでできるか"),
    TEXT("how", FIELD_DATED, AT(online, how), "どうやるか"),
};
static RECORD_OF(record_online, online, "オンライン", online_fields, "level");

static const struct field preset_fields[] = {
    {.name = "question", .type = F_ID, .flags = FIELD_KEY, .offset = AT(fact_preset, question),
     .ref = REF_QUESTION},
    TEXT("answer", REQ | FIELD_RAW, AT(fact_preset, answer), "答え"),
};
static RECORD_OF(record_preset, fact_preset, "決まっている答え", preset_fields, "answer");

static const struct field entry_ref_fields[] = {
    ID("id", REQ, AT(entry_ref, id), REF_ENTRY, "手続きの id"),
    WHEN("when", AT(entry_ref, when), "選ばれる条件"),
    TEXT("who", 0, AT(entry_ref, who), "条件に当たる人（ことばで）"),
    BOOL("walk", AT(entry_ref, walk), "手続きの質問もここでたずねるか"),
    MAP("with", 0, AT(entry_ref, with), &record_preset, "ここでは決まっている答え"),
};
static RECORD_OF(record_entry_ref, entry_ref, "手続き", entry_ref_fields, "id");

static const struct field question_ref_fields[] = {
    ID("id", REQ, AT(question_ref, id), REF_QUESTION, "questions.yaml の質問"),
    WHEN("when", AT(question_ref, when), "たずねる条件"),
};
static RECORD_OF(record_question_ref, question_ref, "質問", question_ref_fields, "id");

static const struct field step_fields[] = {
    TEXT("text", REQ, AT(step, text), "すること"),
    TEXT("look", 0, AT(step, look), "すると見えるもの"),
    TEXT("if_not", 0, AT(step, if_not), "ちがうものが見えたとき"),
};
static RECORD_OF(record_step, step, "手順", step_fields, "text");

#define ENTRY_HEAD \
    ID("id", REQ, AT(entry, id), REF_NONE, "ファイル名と同じ id"), \
    TEXT("name", REQ, AT(entry, name), "名前"), \
    KANA("reading", REQ, AT(entry, reading), "よみがな"), \
    TEXT("summary", REQ, AT(entry, summary), "どんなものか"), \
    STRS("says", REQ, AT(entry, says), "町の人の言い方"), \
    ENUM("status", 0, AT(entry, status), status_names, "確認の状態"), \
    TEXT("owner", 0, AT(entry, owner), "受け持ちの課"), \
    TEXT("law", 0, AT(entry, law), "根拠"), \
    CONFIRMED(REQ), \
    REVIEW_AFTER, \
    STRS("sources", 0, AT(entry, sources), "確かめたもの"), \
    IDS("next", 0, AT(entry, next), REF_ENTRY, "次に要ることが多い手続き"), \
    LIST("notes", 0, AT(entry, notes), &record_note, "注意")

static const struct field procedure_fields[] = {
    ENTRY_HEAD,
    TEXT("field", REQ, AT(entry, field), "分野"),
    ID("desk", 0, AT(entry, desk), REF_DESK, "town.yaml の窓口"),
    TEXT("place", 0, AT(entry, place), "町の窓口でないとき、どこか"),
    TEXT("who", REQ, AT(entry, who), "だれができるか"),
    TEXT("duration", FIELD_DATED, AT(entry, duration), "かかる時間"),
    TEXT("hours", FIELD_DATED, AT(entry, hours), "窓口の時間とちがうとき、いつ受け付けるか"),
    TEXT("amount", FIELD_DATED, AT(entry, amount), "もらえる金額"),
    LIST("deadline", 0, AT(entry, deadlines), &record_deadline, "期限"),
    LIST("again", 0, AT(entry, again), &record_again, "もう一度来るわけ"),
    LIST("fee", REQ, AT(entry, fees), &record_fee, "手数料"),
    RECORD("online", 0, AT(entry, online), &record_online, "オンライン"),
    RECORD("tree", 0, AT(entry, tree), &record_tree, "質問の木"),
    LIST("documents", REQ, AT(entry, documents), &record_document_ref, "必要書類"),
};
static const struct field event_fields[] = {
    ENTRY_HEAD,
    TEXT("field", 0, AT(entry, field), "分野"),
    TEXT("person", 0, AT(entry, person), "だれのことか"),
    INT("order", 0, AT(entry, order), 0, 9999, "出来事の並ぶ順（小さいほど先）"),
    LIST("questions", REQ, AT(entry, questions), &record_question_ref, "たずねる質問"),
    LIST("procedures", REQ, AT(entry, procedures), &record_entry_ref, "手続き"),
    LIST("documents", 0, AT(entry, documents), &record_document_ref, "持ち物"),
    LIST("deadline", 0, AT(entry, deadlines), &record_deadline, "期限"),
    LIST("again", 0, AT(entry, again), &record_again, "もう一度来るわけ"),
};
static const struct field howto_fields[] = {
    ENTRY_HEAD,
    TEXT("field", 0, AT(entry, field), "分野"),
    LIST("steps", REQ, AT(entry, steps), &record_step, "手順"),
};
static const struct field faq_fields[] = {
    {.name = "id", .type = F_ID, .flags = FIELD_KEY, .offset = AT(entry, id)},
    TEXT("name", REQ, AT(entry, name), "質問"),
    TEXT("answer", REQ | FIELD_LINES, AT(entry, answer), "答え"),
    KANA("reading", 0, AT(entry, reading), "よみがな"),
    TEXT("field", 0, AT(entry, field), "分野"),
    STRS("says", 0, AT(entry, says), "町の人の言い方"),
    ENUM("status", 0, AT(entry, status), status_names, "確認の状態"),
    CONFIRMED(0),
    REVIEW_AFTER,
};
static const struct field term_fields[] = {
    {.name = "id", .type = F_ID, .flags = FIELD_KEY, .offset = AT(entry, id)},
    TEXT("name", REQ, AT(entry, name), "ことば"),
    KANA("reading", REQ, AT(entry, reading), "よみがな"),
    TEXT("answer", REQ, AT(entry, answer), "説明"),
    STRS("says", 0, AT(entry, says), "ほかの言い方"),
};
static const struct field elsewhere_fields[] = {
    {.name = "id", .type = F_ID, .flags = FIELD_KEY, .offset = AT(entry, id)},
    TEXT("name", REQ, AT(entry, name), "何のことか"),
    TEXT("answer", REQ, AT(entry, answer), "どこに聞くか"),
    STRS("says", REQ, AT(entry, says), "町の人の言い方"),
};
#define ENTRY_RECORD(label, rows) \
    {label, sizeof(struct entry), rows, COUNT(rows), NULL, entry_init}
const struct record record_entry[ENTRY_KINDS] = {
    [ENTRY_PROCEDURE] = ENTRY_RECORD("手続き", procedure_fields),
    [ENTRY_EVENT] = ENTRY_RECORD("出来事", event_fields),
    [ENTRY_HOWTO] = ENTRY_RECORD("やり方", howto_fields),
    [ENTRY_FAQ] = ENTRY_RECORD("よくある質問", faq_fields),
    [ENTRY_TERM] = ENTRY_RECORD("ことば", term_fields),
    [ENTRY_ELSEWHERE] = ENTRY_RECORD("よその窓口", elsewhere_fields),
};

static const struct field desk_fields[] = {
    KEY(desk),
    TEXT("name", REQ, AT(desk, name), "窓口の名前"),
    TEXT("place", REQ | FIELD_DATED, AT(desk, place), "場所"),
    TEXT("tel", REQ | FIELD_DATED, AT(desk, tel), "電話番号"),
    TEXT("hours", REQ | FIELD_DATED, AT(desk, hours), "受付時間"),
    INT("order", 0, AT(desk, order), 0, 9999, "回る順"),
};
static RECORD_OF(record_desk, desk, "窓口", desk_fields, NULL);

static const struct field amount_fields[] = {
    INT("yen", REQ, AT(town_amount, yen), 0, 9999999, "金額（円）"),
    PERIOD(town_amount),
};
static RECORD_OF(record_amount, town_amount, "金額", amount_fields, "yen");

static const struct field town_fee_fields[] = {
    KEY(town_fee),
    LIST("yen", REQ, AT(town_fee, yen), &record_amount, "金額（円）"),
};
static RECORD_OF(record_town_fee, town_fee, "手数料", town_fee_fields, "yen");

static const struct field town_value_fields[] = {
    KEY(town_value),
    TEXT("value", REQ | FIELD_DATED, AT(town_value, value), "町の値"),
};
static RECORD_OF(record_town_value, town_value, "町の値", town_value_fields, "value");

static const struct field town_fields[] = {
    TEXT("name", REQ, AT(town, name), "町の名前"),
    KANA("reading", REQ, AT(town, reading), "よみがな"),
    TEXT("notice", 0, AT(town, notice), "画面の下に出るお知らせ"),
    TEXT("tel", REQ, AT(town, tel), "代表電話"),
    ID("front", REQ, AT(town, front_id), REF_DESK, "どこにも当てはまらないときの窓口"),
    STRS("closed", REQ, AT(town, closed), "休みの日"),
    STRS("fields", 0, AT(town, fields), "分野の並び順"),
    STRS("examples", 0, AT(town, examples), "はじめの画面に出す、質問の例"),
    DURATION("review_after", 0, AT(town, review_after), "確かめた日から、どれだけたったら確かめ直すか（なければ1年）"),
    MAP("fees", 0, AT(town, fees), &record_town_fee, "手数料"),
    MAP("values", 0, AT(town, values), &record_town_value, "町の値"),
    MAP("desks", REQ, AT(town, desks), &record_desk, "窓口"),
};
RECORD_OF(record_town, town, "町", town_fields, NULL);

static const struct field intent_fields[] = {
    KEY(intent),
    STRS("cues", REQ, AT(intent, cues), "手がかりのことば"),
};
RECORD_OF(record_intent, intent, "聞きたいこと", intent_fields, "cues");

static const struct field contact_fields[] = {
    TEXT("name", REQ, AT(contact, name), "どこにつながるか"),
    TEXT("tel", REQ | FIELD_RAW, AT(contact, tel), "電話番号"),
    TEXT("when", 0, AT(contact, when), "受付時間と、かける前に知っておくこと"),
};
static RECORD_OF(record_contact, contact, "連絡先", contact_fields, NULL);

static const struct field urgent_fields[] = {
    KEY(urgent),
    TEXT("name", REQ, AT(urgent, name), "どんな急ぎのことか"),
    STRS("cues", REQ, AT(urgent, cues), "手がかりのことば。〜 で分けたことばは、この順に出てくるとき"),
    STRS("always", 0, AT(urgent, always), "unless のことばがあっても急ぎとする手がかり"),
    STRS("unless", 0, AT(urgent, unless), "同じ文にあれば、ふつうの質問とすることば"),
    TEXT("say", REQ, AT(urgent, say), "まず何をするか"),
    LIST("contacts", 0, AT(urgent, contacts), &record_contact, "連絡先"),
    BOOL("alone", AT(urgent, alone), "手続きの案内を続けないか"),
    BOOL("offer", AT(urgent, offer), "ふつうの質問にも、答えの後に連絡先を出すか"),
};
static RECORD_OF(record_urgent, urgent, "急ぎのこと", urgent_fields, NULL);

static const struct field urgency_fields[] = {
    STRS("unless", 0, AT(urgency, unless), "どの急ぎのことでも、ふつうの質問とすることば"),
    MAP("urgent", REQ, AT(urgency, urgent), &record_urgent, "急ぎのこと。危ないものから順に"),
};
RECORD_OF(record_urgency, urgency, "急ぎのこと", urgency_fields, NULL);

static const struct field reply_fields[] = {
    KEY(reply),
    TEXT("say", REQ, AT(reply, say), "返事"),
    STRS("cues", 0, AT(reply, cues), "これだけが書かれたときの手がかり"),
    STRS("inside", 0, AT(reply, inside), "どこに書かれていても効く手がかり"),
    BOOL("aside", AT(reply, aside), "質問に添えられたときは読みとばすか"),
    BOOL("examples", AT(reply, examples), "聞けることの例を続けるか"),
    BOOL("desk", AT(reply, desk), "総合案内の場所と電話を続けるか"),
};
static RECORD_OF(record_reply, reply, "返事", reply_fields, NULL);

static const struct field smalltalk_fields[] = {
    STRS("around", 0, AT(smalltalk, around), "手がかりの前後にあってよい、意味のないことば"),
    MAP("replies", REQ, AT(smalltalk, replies), &record_reply, "返事"),
};
RECORD_OF(record_smalltalk, smalltalk, "あいさつと雑談", smalltalk_fields, NULL);

static const struct field example_fields[] = {
    {.name = "id", .type = F_ID, .flags = FIELD_KEY, .offset = AT(example, id), .ref = REF_ENTRY},
    STRS("asked", REQ, AT(example, asked), "聞かれた質問"),
};
RECORD_OF(record_example, example, "聞かれた質問", example_fields, "asked");

static const struct field weight_fields[] = {
    KEY(weight),
    TEXT("value", REQ | FIELD_RAW, AT(weight, value), "重み"),
};
RECORD_OF(record_weight, weight, "重み", weight_fields, "value");

static const char *const case_act_names[] = {"unsaid", "ordinary", "smalltalk", "urgent", NULL};
static const char *const case_state_names[] = {"done", "stop", "asking", NULL};

static const struct field case_question_fields[] = {
    TEXT("ask", REQ, AT(case_question, ask), "質問の文"),
    ID("first", 0, AT(case_question, first), REF_ENTRY, "最初に出るはずの項目"),
    IDS("any", 0, AT(case_question, any), REF_ENTRY, "3つまでに、どれか1つが出るはずの項目"),
    ENUM("act", 0, AT(case_question, act), case_act_names, "急ぎ・雑談・ふつうの質問のどれとして受けるはずか"),
    ID("is", 0, AT(case_question, is), REF_NONE, "どの急ぎのことか、どの返事か"),
};
RECORD_OF(record_case_question, case_question, "質問の例", case_question_fields, NULL);

static const struct field case_due_fields[] = {
    KEY(case_due),
    DATE("due", REQ, AT(case_due, due), "期限の日"),
};
static RECORD_OF(record_case_due, case_due, "期限", case_due_fields, "due");

static const struct field case_guide_fields[] = {
    TEXT("name", REQ, AT(case_guide, name), "例の名前"),
    ID("id", REQ, AT(case_guide, id), REF_ENTRY, "手続きか出来事"),
    DATE("today", REQ, AT(case_guide, today), "今日とみなす日"),
    MAP("answers", 0, AT(case_guide, answers), &record_preset, "答え"),
    ENUM("state", 0, AT(case_guide, state), case_state_names, "終わり方"),
    {.name = "documents", .type = F_IDS, .flags = FIELD_FLAG, .offset = AT(case_guide, documents),
     .ref = REF_DOCUMENT, .at = AT(case_guide, has_documents), .help = "必ず要る書類の全部"},
    {.name = "ask", .type = F_IDS, .flags = FIELD_FLAG, .offset = AT(case_guide, ask),
     .ref = REF_DOCUMENT, .at = AT(case_guide, has_ask), .help = "窓口で確認する書類の全部"},
    IDS("procedures", 0, AT(case_guide, procedures), REF_ENTRY, "一覧にあるはずの手続き"),
    MAP("deadlines", 0, AT(case_guide, deadlines), &record_case_due, "期限の日"),
    STRS("contains", 0, AT(case_guide, contains), "注意や案内にあるはずのことば"),
};
RECORD_OF(record_case_guide, case_guide, "道すじの例", case_guide_fields, NULL);

const char *const case_acts[] = {"none", "answer", "choose", "unknown", "urgent", "smalltalk", NULL};
const char *const case_phases[] = {"home", "choose", "entry", "ask", "checklist", NULL};
const char *const case_aspects[] = {"none", "documents", "fee", "deadline", "place",
                                    "who", "online", "duration", "what", NULL};

#define GIVEN_ENUM(n, off, given, t, h) \
    {.name = n, .type = F_ENUM, .flags = FIELD_FLAG, .offset = off, .names = t, .at = given, .help = h}
static const struct field case_turn_fields[] = {
    TEXT("say", REQ | FIELD_RAW, AT(case_turn, say), "入れることば"),
    GIVEN_ENUM("act", AT(case_turn, act), AT(case_turn, has_act), case_acts, "どう受け取ったか"),
    ID("entry", 0, AT(case_turn, entry), REF_ENTRY, "いま話している項目"),
    IDS("among", 0, AT(case_turn, among), REF_ENTRY, "選べるはずの項目"),
    GIVEN_ENUM("aspect", AT(case_turn, aspect), AT(case_turn, has_aspect), case_aspects,
               "何を聞いたか"),
    MAP("facts", 0, AT(case_turn, facts), &record_preset, "分かっているはずの答え"),
    ID("asks", 0, AT(case_turn, asks), REF_QUESTION, "いまたずねている質問"),
    GIVEN_ENUM("phase", AT(case_turn, phase), AT(case_turn, has_phase), case_phases,
               "いまどこにいるか"),
    {.name = "documents", .type = F_IDS, .flags = FIELD_FLAG, .offset = AT(case_turn, documents),
     .ref = REF_DOCUMENT, .at = AT(case_turn, has_documents), .help = "必ず要る書類の全部"},
    STRS("has", 0, AT(case_turn, has), "返事にあるはずのことば"),
    STRS("hasnt", 0, AT(case_turn, hasnt), "返事にないはずのことば"),
    TEXT("begins", 0, AT(case_turn, begins), "返事の最初の行にあるはずのことば"),
};
static RECORD_OF(record_case_turn, case_turn, "発話", case_turn_fields, NULL);

static const struct field case_dialogue_fields[] = {
    TEXT("name", REQ, AT(case_dialogue, name), "例の名前"),
    DATE("today", REQ, AT(case_dialogue, today), "今日とみなす日"),
    LIST("turns", REQ, AT(case_dialogue, turns), &record_case_turn, "入れることばと返事"),
};
RECORD_OF(record_case_dialogue, case_dialogue, "対話の例", case_dialogue_fields, NULL);
/* clang-format on */
