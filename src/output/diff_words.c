#include "output/diff_words.h"
#include "base/lang.h"
#include "output/pieces.h"
#include "output/plain.h"
#include "text/wareki.h"
#include <string.h>

/* ---- for whom ---- */

static void add_ordered(const struct diff_range *r, struct strbuf *out)
{
    bool date = r->from.question->kind == Q_DATE;
    if (r->open_from && r->open_to) {
        strbuf_puts(out, _("どれでも"));
    } else if (r->open_from) {
        fact_text(&r->to, out);
        strbuf_puts(out, date ? _("まで") : _("以下"));
    } else if (r->open_to) {
        fact_text(&r->from, out);
        strbuf_puts(out, date ? _("から後") : _("以上"));
    } else {
        bool same = date ? date_cmp(r->from.date, r->to.date) == 0 : r->from.number == r->to.number;
        fact_text(&r->from, out);
        if (!same) {
            strbuf_puts(out, _("から"));
            fact_text(&r->to, out);
            strbuf_puts(out, _("まで"));
        }
    }
}

static void add_range(const struct diff_range *r, struct strbuf *out)
{
    enum question_kind kind = r->from.question->kind;
    strbuf_puts(out, _("「"));
    if (!r->from.unknown && (kind == Q_DATE || kind == Q_NUMBER))
        add_ordered(r, out);
    else
        fact_text(&r->from, out);
    strbuf_puts(out, _("」"));
}

/* 前の所「国内」か「海外」 */
static void add_literal(const struct diff_literal *l, bool last, struct strbuf *out)
{
    if (l->answer == DIFF_GAVE_OTHER && l->n == 0) {
        strbuf_printf(out, last ? _("質問「%s」に答えた人") : _("質問「%s」に答え"),
                      question_name(l->question));
        return;
    }
    strbuf_puts(out, question_name(l->question));
    for (size_t i = 0; i < l->n; i++) {
        strbuf_puts(out, i ? _("か") : "");
        add_range(&l->ranges[i], out);
    }
    switch (l->answer) {
    case DIFF_GAVE:
        strbuf_puts(out, last ? _("と答えた人") : "");
        break;
    case DIFF_GAVE_OTHER:
        strbuf_puts(out, last ? _("のほかを答えた人") : _("のほか"));
        break;
    case DIFF_CHOSE:
        strbuf_puts(out, last ? _("を選んだ人") : _("を選び"));
        break;
    case DIFF_CHOSE_NOT:
        strbuf_puts(out, last ? _("を選ばなかった人") : _("を選ばず"));
        break;
    }
}

void diff_term_words(const struct diff_term *t, struct strbuf *out)
{
    for (size_t i = 0; i < t->n; i++) {
        strbuf_puts(out, i ? _("、") : "");
        add_literal(&t->v[i], i + 1 == t->n, out);
    }
    if (t->n == 0)
        strbuf_puts(out, _("全員"));
}

void diff_everyone_words(const struct diff_who *w, struct strbuf *out)
{
    if (w->everyone)
        strbuf_puts(out, _("全員"));
    else if (w->listed)
        strbuf_puts(out, _("この手続きの一覧が出る人、全員"));
}

/* ---- items ---- */

static void add_document(const struct diff_change *c, int side, struct strbuf *out)
{
    static const char *const forms[] = {"どれでも", "写し", "原本"};
    bool form = c->document[0] && c->document[1] && c->form[0] != c->form[1];
    strbuf_puts(out, c->document[side]->name.s);
    if (*c->text[side] && c->state[0] == c->state[1])
        strbuf_printf(out, _("（%s）"), c->text[side]);
    if (form)
        strbuf_printf(out, _("（%s）"), _(forms[c->form[side]]));
}

void diff_item_words(const struct diff_change *c, int side, struct strbuf *out)
{
    switch (c->what) {
    case DIFF_PROCEDURE:
        if (c->procedure[side])
            strbuf_puts(out, c->procedure[side]->name.s);
        break;
    case DIFF_QUESTION:
        if (c->question[side])
            strbuf_puts(out, question_name(c->question[side]));
        break;
    case DIFF_DOCUMENT:
        if (c->document[side])
            add_document(c, side, out);
        break;
    case DIFF_FEE:
        if (c->fee[side]) {
            struct fee fee = *c->fee[side]; /* for whom is told below */
            fee.when.cond = NULL;
            plain_fee_always(&c->owner[side]->fees, &fee, out);
        }
        break;
    case DIFF_DEADLINE:
        if (c->deadline[side])
            plain_deadline_rule(c->deadline[side], out);
        break;
    default:
        if (c->text[side])
            strbuf_puts(out, c->text[side]);
    }
}

const char *diff_what_name(enum diff_what what)
{
    static const char *const names[] = {
        [DIFF_PROCEDURE] = "procedure", [DIFF_STOP] = "stop",       [DIFF_QUESTION] = "question",
        [DIFF_DOCUMENT] = "document",   [DIFF_FEE] = "fee",         [DIFF_DEADLINE] = "deadline",
        [DIFF_NOTE] = "note",           [DIFF_AGAIN] = "come_again"};
    return names[what];
}

/* What happens to something named: it comes, it goes, it becomes more or less certain. */
struct happening {
    const char *comes, *goes, *comes_ask, *goes_ask, *firmer, *looser;
};

static const struct happening happenings[] = {
    [DIFF_PROCEDURE] = {"手続き: 「%s」が出るようになりました", "手続き: 「%s」が出なくなりました",
                        "手続き: 「%s」が「窓口で確認」として出るようになりました",
                        "手続き: 「窓口で確認」の「%s」が出なくなりました",
                        "手続き: 「%s」が「窓口で確認」から必ずすることになりました",
                        "手続き: 「%s」が「窓口で確認」になりました"},
    [DIFF_STOP] = {"案内: 「%s」で終わるようになりました", "案内: 「%s」で終わらなくなりました", "",
                   "", "", ""},
    [DIFF_QUESTION] = {"質問: 「%s」をたずねるようになりました",
                       "質問: 「%s」をたずねなくなりました",
                       "質問: 「%s」をたずねるようになりました",
                       "質問: 「%s」をたずねなくなりました",
                       "質問: 「%s」を必ずたずねるようになりました",
                       "質問: 「%s」をたずねないことがあるようになりました"},
    [DIFF_DOCUMENT] = {"持ち物: %s が要るようになりました", "持ち物: %s が要らなくなりました",
                       "持ち物: %s が「窓口で確認」として出るようになりました",
                       "持ち物: 「窓口で確認」の %s が出なくなりました",
                       "持ち物: %s が「窓口で確認」から、必ず要る物になりました",
                       "持ち物: %s が、必ず要る物から「窓口で確認」になりました"},
    [DIFF_FEE] = {"手数料: %s が加わりました", "手数料: %s がなくなりました",
                  "手数料: %s が「窓口で確認」として出るようになりました",
                  "手数料: 「窓口で確認」の %s が出なくなりました",
                  "手数料: %s が「窓口で確認」から、決まった額になりました",
                  "手数料: %s が「窓口で確認」になりました"},
    [DIFF_DEADLINE] = {"期限: 「%s」が加わりました", "期限: 「%s」がなくなりました",
                       "期限: 「%s」が「窓口で確認」として出るようになりました",
                       "期限: 「窓口で確認」の「%s」が出なくなりました",
                       "期限: 「%s」が「窓口で確認」から、決まった期限になりました",
                       "期限: 「%s」が「窓口で確認」になりました"},
    [DIFF_NOTE] = {"注意: 「%s」が加わりました", "注意: 「%s」がなくなりました",
                   "注意: 「%s」が「窓口で確認」として出るようになりました",
                   "注意: 「窓口で確認」の「%s」が出なくなりました",
                   "注意: 「%s」が「窓口で確認」から、必ず出るようになりました",
                   "注意: 「%s」が「窓口で確認」になりました"},
    [DIFF_AGAIN] = {"もう一度来るわけ: 「%s」が加わりました",
                    "もう一度来るわけ: 「%s」がなくなりました",
                    "もう一度来るわけ: 「%s」が「来ることもある」として出るようになりました",
                    "もう一度来るわけ: 「来ることもある」の「%s」が出なくなりました",
                    "もう一度来るわけ: 「%s」で、必ずもう一度来ることになりました",
                    "もう一度来るわけ: 「%s」が「来ることもある」になりました"}};

static const char *what_happened(const struct diff_change *c)
{
    const struct happening *h = &happenings[c->what];
    if (c->state[0] == DIFF_ABSENT)
        return c->state[1] == DIFF_ASK ? h->comes_ask : h->comes;
    if (c->state[1] == DIFF_ABSENT)
        return c->state[0] == DIFF_ASK ? h->goes_ask : h->goes;
    return c->state[0] < c->state[1] ? h->firmer : h->looser;
}

/* The item itself reads otherwise; what its words do not show is told field by field. */
static void add_rewritten(const struct diff_change *c, const char *before, const char *after,
                          struct strbuf *out)
{
    static const char *const labels[] = {
        [DIFF_PROCEDURE] = "手続き", [DIFF_STOP] = "案内",
        [DIFF_QUESTION] = "質問",    [DIFF_DOCUMENT] = "持ち物",
        [DIFF_FEE] = "手数料",       [DIFF_DEADLINE] = "期限",
        [DIFF_NOTE] = "注意",        [DIFF_AGAIN] = "もう一度来るわけ"};
    if (strcmp(before, after) != 0) {
        strbuf_printf(out, _("%s: %s → %s"), _(labels[c->what]), before, after);
        return;
    }
    strbuf_printf(out, _("%s: 「%s」の決まりが変わりました"), _(labels[c->what]), after);
    const struct record *r = &record_entry[ENTRY_PROCEDURE];
    const struct field *f = c->what == DIFF_FEE        ? record_field(r, "fee")
                            : c->what == DIFF_DEADLINE ? record_field(r, "deadline")
                                                       : NULL;
    const void *item[2];
    for (int side = 0; side < 2; side++)
        item[side] = c->what == DIFF_FEE ? (const void *)c->fee[side] : c->deadline[side];
    if (!f || !item[0] || !item[1])
        return;
    struct arena a;
    struct differences d = {.arena = &a};
    arena_init(&a);
    record_differences(f->record, item[0], item[1], NULL, &d);
    for (size_t i = 0; i < d.n; i++)
        if (d.v[i].field->type != F_WHEN)
            strbuf_printf(out, _("（%s: %s → %s）"), d.v[i].place,
                          d.v[i].before ? d.v[i].before : _("なし"),
                          d.v[i].after ? d.v[i].after : _("なし"));
    differences_done(&d);
    arena_done(&a);
}

void diff_change_words(const struct diff_change *c, struct strbuf *out)
{
    struct strbuf text[2];
    for (int side = 0; side < 2; side++) {
        strbuf_init(&text[side]);
        diff_item_words(c, side, &text[side]);
    }
    if (c->state[0] == c->state[1]) {
        add_rewritten(c, text[0].s, text[1].s, out);
    } else {
        const char *words = text[c->state[1] == DIFF_ABSENT ? 0 : 1].s;
        const char *form = _(what_happened(c)), *at = strstr(form, "%s");
        strbuf_add(out, form, at ? (size_t)(at - form) : strlen(form));
        if (at) {
            strbuf_puts(out, words);
            strbuf_puts(out, at + 2);
        }
    }
    strbuf_done(&text[0]);
    strbuf_done(&text[1]);
}

/* ---- fields ---- */

static const char *named(const struct knowledge *k, const struct field *f, const char *id)
{
    const struct entry *e = f->ref == REF_ENTRY ? knowledge_entry(k, id) : NULL;
    const struct document *d = f->ref == REF_DOCUMENT ? knowledge_document(k, id) : NULL;
    const struct desk *desk = f->ref == REF_DESK ? knowledge_desk(k, id) : NULL;
    const struct question *q = f->ref == REF_QUESTION ? knowledge_question(k, id) : NULL;
    return e ? e->name.s : d ? d->name.s : desk ? desk->name.s : q ? question_name(q) : id;
}

static const char *value_words(const struct knowledge *k, const struct field *f, const char *value)
{
    static const char *const words[][2] = {
        {"true", "はい"},          {"false", "いいえ"},        {"confirmed", "確かめた"},
        {"unconfirmed", "要確認"}, {"any", "どれでも"},        {"copy", "写し"},
        {"original", "原本"},      {"unsaid", "書いていない"}, {"no", "できない"},
        {"partly", "一部できる"},  {"yes", "できる"}};
    if (!value)
        return NULL;
    if (f->type == F_ENUM || f->type == F_BOOL)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strcmp(words[i][0], value) == 0)
                return _(words[i][1]);
    return f->ref != REF_NONE ? named(k, f, value) : value;
}

void diff_field_words(const struct diff *d, const struct difference *f, struct strbuf *out)
{
    const char *before = value_words(d->k[0], f->field, f->before);
    const char *after = value_words(d->k[1], f->field, f->after);
    enum field_type type = f->field->type;
    bool list = type == F_STRS || type == F_IDS || type == F_LIST || type == F_MAP;
    if (list && !before)
        strbuf_printf(out, _("%s: 「%s」が加わりました"), f->place, after);
    else if (list && !after)
        strbuf_printf(out, _("%s: 「%s」がなくなりました"), f->place, before);
    else
        strbuf_printf(out, _("%s: %s → %s"), f->place, before && *before ? before : _("なし"),
                      after && *after ? after : _("なし"));
}
