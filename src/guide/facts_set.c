#include "guide/facts.h"

#include "base/lang.h"
#include "guide/understand.h"
#include "text/kana.h"
#include "text/wareki.h"
#include <string.h>

static void expect_choice(const struct question *q, struct error *err)
{
    struct strbuf labels;

    strbuf_init(&labels);
    for (size_t i = 0; i < q->answers.n; i++)
        strbuf_printf(&labels, _("「%s」"), q->answers.v[i].label.s);
    if (q->kind == Q_MULTI)
        error_set(err, EX_USAGE, _("%s の中から、当てはまるものを「、」で区切って入れてください。"),
                  labels.s);
    else
        error_set(err, EX_USAGE, _("%s のどれか一つで答えてください。"), labels.s);
    strbuf_done(&labels);
}

static bool has_bounds(const struct question *q)
{
    return q->min != 0 || q->max != 0;
}

static void expect(const struct question *q, struct error *err)
{
    switch (q->kind) {
    case Q_DATE:
        error_set(err, EX_USAGE, _("日付は 11月3日 や 令和8年11月3日 のように入れてください。"));
        break;
    case Q_NUMBER:
        if (has_bounds(q))
            error_set(err, EX_USAGE, _("%d から %d までの数で入れてください。"), q->min, q->max);
        else
            error_set(err, EX_USAGE, _("3 や 三 のように、数で入れてください。"));
        break;
    case Q_YESNO:
        error_set(err, EX_USAGE, _("「はい」か「いいえ」で答えてください。"));
        break;
    case Q_DERIVED:
        error_set(err, EX_USAGE, _("「%s」は、ほかの答えから決まります。"), question_name(q));
        break;
    default:
        expect_choice(q, err);
    }
}

static bool read_number(const struct question *q, const struct strbuf *form, struct fact *fact)
{
    if (!understand_number(form->s, form->len, &q->unit, &fact->number))
        return false;
    return !has_bounds(q) || (fact->number >= q->min && fact->number <= q->max);
}

static bool read_form(struct fact *fact, const struct strbuf *form, struct date today)
{
    const struct question *q = fact->question;

    if (form->len == 0 || q->kind == Q_DERIVED)
        return false;
    if (understand_unknown(form->s, form->len)) {
        fact->unknown = true;
        return true;
    }
    switch (q->kind) {
    case Q_DATE:
        return wareki_parse(form->s, form->len, today, &fact->date);
    case Q_NUMBER:
        return read_number(q, form, fact);
    case Q_YESNO:
        fact->answers = understand_yesno(q, form->s, form->len);
        return fact->answers != 0;
    default:
        fact->answers = understand_choice(q, form->s, form->len);
        return fact->answers != 0;
    }
}

/* Where there is no IME, people type romaji. */
static bool read_romaji(struct fact *fact, const struct strbuf *form, struct date today)
{
    struct strbuf kana;
    bool ok = false;

    strbuf_init(&kana);
    if (kana_is_romaji(form->s, form->len)) {
        kana_from_romaji(&kana, form->s, form->len, true);
        ok = read_form(fact, &kana, today);
    }
    strbuf_wipe(&kana);
    strbuf_done(&kana);
    return ok;
}

bool facts_set(struct facts *f, const struct question *q, const char *answer, struct date today,
               struct error *err)
{
    struct fact fact = {.question = q};
    struct strbuf form;
    bool ok;

    strbuf_init(&form);
    understand_form(&form, answer, strlen(answer));
    ok = (q->kind == Q_DATE && wareki_parse(answer, strlen(answer), today, &fact.date)) ||
         read_form(&fact, &form, today) || read_romaji(&fact, &form, today);
    if (ok)
        facts_put(f, &fact);
    else
        expect(q, err);
    strbuf_wipe(&form);
    strbuf_done(&form);
    return ok;
}
