#include "knowledge/cond.h"
#include "knowledge/condition.h"

static void describe(const struct cond *c, struct strbuf *out);

static void describe_answers(const struct question *q, uint64_t answers, struct strbuf *out)
{
    const char *sep = "";
    for (size_t i = 0; i < q->answers.n; i++) {
        if (!(answers >> i & 1))
            continue;
        strbuf_printf(out, "%s「%s」", sep, q->answers.v[i].label.s);
        sep = "か";
    }
}

static void describe_duration(struct duration d, struct strbuf *out)
{
    static const char *const words[] = {"", "日", "週間", "か月", "年"};
    strbuf_printf(out, "%d%s", d.count, words[d.unit]);
}

static void describe_value(const struct cond *c, struct strbuf *out)
{
    switch (c->op) {
    case COND_QUESTION:
        strbuf_puts(out, question_name(c->question));
        break;
    case COND_NUMBER:
        strbuf_printf(out, "%ld", c->number);
        break;
    case COND_DATE:
        strbuf_printf(out, "%d年%d月%d日", c->date.year, c->date.month, c->date.day);
        break;
    case COND_TODAY:
        strbuf_puts(out, "今日");
        break;
    case COND_DURATION:
        describe_duration(c->duration, out);
        break;
    case COND_AGE:
        strbuf_puts(out, "年齢");
        break;
    case COND_ADD:
    case COND_SUB:
        describe_value(c->a, out);
        strbuf_puts(out, c->b->op == COND_DURATION ? "の" : c->op == COND_ADD ? "に" : "から");
        describe_value(c->b, out);
        strbuf_puts(out, c->b->op == COND_DURATION ? (c->op == COND_ADD ? "後" : "前")
                         : c->op == COND_ADD       ? "を足した数"
                                                   : "を引いた数");
        break;
    default:
        break;
    }
}

static void describe_compare(const struct cond *c, struct strbuf *out)
{
    describe_value(c->a, out);
    strbuf_puts(out, "が");
    if (c->a->op == COND_QUESTION && c->a->question->kind <= Q_YESNO) {
        uint64_t answers = c->op == COND_IN ? 0 : c->b->answers;
        for (size_t i = 0; i < c->nlist; i++)
            answers |= c->list[i]->answers;
        describe_answers(c->a->question, answers, out);
        if (c->op == COND_NE)
            strbuf_puts(out, "ではない");
        return;
    }
    if (c->op == COND_IN) {
        for (size_t i = 0; i < c->nlist; i++) {
            strbuf_puts(out, i ? "か" : "");
            describe_value(c->list[i], out);
        }
        return;
    }
    describe_value(c->b, out);
    const struct cond *right = c->b;
    bool date = right->op == COND_DATE || right->op == COND_TODAY ||
                (right->op == COND_QUESTION && right->question->kind == Q_DATE) ||
                ((right->op == COND_ADD || right->op == COND_SUB) && right->b->op == COND_DURATION);
    static const char *const number_words[] = {"",     "ではない", "より少ない",
                                               "以下", "より多い", "以上"};
    static const char *const date_words[] = {"", "ではない", "より前", "まで", "より後", "から後"};
    strbuf_puts(out, (date ? date_words : number_words)[c->op - COND_EQ]);
}

static void describe_part(const struct cond *c, struct strbuf *out)
{
    bool group = c->op == COND_OR || c->op == COND_AND;
    strbuf_puts(out, group ? "（" : "");
    describe(c, out);
    strbuf_puts(out, group ? "）" : "");
}

static void describe(const struct cond *c, struct strbuf *out)
{
    switch (c->op) {
    case COND_OR:
    case COND_AND:
        if (c->a->op == c->op)
            describe(c->a, out);
        else
            describe_part(c->a, out);
        strbuf_puts(out, c->op == COND_OR ? "、または" : "、かつ");
        describe_part(c->b, out);
        break;
    case COND_NOT:
        describe_part(c->a, out);
        strbuf_puts(out, "ではない");
        break;
    case COND_QUESTION:
        strbuf_puts(out, question_name(c->question));
        if (c->question->kind == Q_YESNO) {
            strbuf_puts(out, "が");
            describe_answers(c->question, 1, out);
        }
        break;
    default:
        describe_compare(c, out);
        break;
    }
}

void cond_describe(const struct cond *c, struct strbuf *out)
{
    if (c)
        describe(c, out);
}
