#include "knowledge/condition.h"
#include "knowledge/cond.h"
#include <stdarg.h>
#include <string.h>

enum { MAX_DEPTH = 48, MAX_LIST = 64 };

struct parser {
    struct arena *arena;
    const char *s, *p, *end;
    struct error *err;
    size_t *at;
    int depth;
    bool failed;
};

static struct cond *fail(struct parser *ps, const char *where, const char *msg)
{
    if (!ps->failed) {
        error_set(ps->err, EX_DATAERR, "%s", msg);
        *ps->at = (size_t)(where - ps->s);
    }
    ps->failed = true;
    return NULL;
}

static void skip_space(struct parser *ps)
{
    while (ps->p < ps->end && (*ps->p == ' ' || *ps->p == '\n'))
        ps->p++;
}

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t word_length(const struct parser *ps)
{
    size_t n = 0;
    while (ps->p + n < ps->end && is_word_char(ps->p[n]))
        n++;
    return n;
}

/* Takes the operator or keyword when it stands here. */
static bool take(struct parser *ps, const char *token)
{
    skip_space(ps);
    size_t n = strlen(token);
    if ((size_t)(ps->end - ps->p) < n || memcmp(ps->p, token, n) != 0)
        return false;
    if (is_word_char(token[0]) && word_length(ps) != n)
        return false;
    ps->p += n;
    return true;
}

static struct cond *node(struct parser *ps, enum cond_op op, const char *where)
{
    struct cond *c = arena_alloc(ps->arena, sizeof *c);
    c->op = op;
    c->at = (size_t)(where - ps->s);
    return c;
}

static struct cond *parse_or(struct parser *ps);

static bool take_unit(struct parser *ps, enum unit *unit)
{
    static const struct {
        const char *word;
        enum unit unit;
    } table[] = {
        {"days", UNIT_DAYS},   {"day", UNIT_DAYS},      {"weeks", UNIT_WEEKS},
        {"week", UNIT_WEEKS},  {"months", UNIT_MONTHS}, {"month", UNIT_MONTHS},
        {"years", UNIT_YEARS}, {"year", UNIT_YEARS},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (take(ps, table[i].word)) {
            *unit = table[i].unit;
            return true;
        }
    }
    return false;
}

static struct cond *parse_number(struct parser *ps)
{
    const char *where = ps->p;
    size_t n = word_length(ps);
    struct date date;
    if (n == 10 && date_parse_iso(where, n, &date)) {
        struct cond *c = node(ps, COND_DATE, where);
        c->date = date;
        ps->p += n;
        return c;
    }
    long v = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(where[i]) || v > 99999999)
            return fail(ps, where, "数か日付（2026-11-20 の形）として読めません");
        v = v * 10 + (where[i] - '0');
    }
    ps->p += n;
    enum unit unit;
    struct cond *c = node(ps, COND_NUMBER, where);
    c->number = v;
    if (take_unit(ps, &unit)) {
        if (v > 9999)
            return fail(ps, where, "期間が長すぎます");
        c->op = COND_DURATION;
        c->duration = (struct duration){(int)v, unit};
    }
    return c;
}

static struct cond *parse_term(struct parser *ps)
{
    skip_space(ps);
    const char *where = ps->p;
    if (ps->p == ps->end)
        return fail(ps, where, "条件が途中で終わっています");
    if (take(ps, "(")) {
        struct cond *c = parse_or(ps);
        if (c && !take(ps, ")"))
            return fail(ps, ps->p, "閉じる「)」がありません");
        return c;
    }
    if (is_digit(*ps->p))
        return parse_number(ps);
    if (take(ps, "today"))
        return node(ps, COND_TODAY, where);
    if (take(ps, "and") || take(ps, "or") || take(ps, "not") || take(ps, "in"))
        return fail(ps, where, "ここには質問か値が要ります");
    bool age = take(ps, "age");
    if (age && !take(ps, "("))
        return fail(ps, ps->p, "age の後に「(質問)」が要ります");
    skip_space(ps);
    size_t n = word_length(ps);
    if (n == 0)
        return fail(ps, ps->p, "条件に使えない文字です");
    struct cond *c = node(ps, COND_NAME, ps->p);
    c->name = arena_strndup(ps->arena, ps->p, n);
    ps->p += n;
    if (!age)
        return c;
    if (!take(ps, ")"))
        return fail(ps, ps->p, "閉じる「)」がありません");
    struct cond *outer = node(ps, COND_AGE, where);
    outer->a = c;
    return outer;
}

static struct cond *parse_sum(struct parser *ps)
{
    struct cond *left = parse_term(ps);
    while (left) {
        skip_space(ps);
        const char *where = ps->p;
        enum cond_op op = take(ps, "+") ? COND_ADD : take(ps, "-") ? COND_SUB : COND_OR;
        if (op == COND_OR)
            return left;
        struct cond *c = node(ps, op, where);
        c->a = left;
        c->b = parse_term(ps);
        left = c->b ? c : NULL;
        if (++ps->depth > MAX_DEPTH)
            return fail(ps, where, "条件が長すぎます");
    }
    return NULL;
}

static struct cond *parse_list(struct parser *ps, struct cond *left, const char *where)
{
    struct cond *c = node(ps, COND_IN, where);
    c->a = left;
    struct cond *list[MAX_LIST];
    if (!take(ps, "["))
        return fail(ps, ps->p, "in の後に「[ … ]」が要ります");
    do {
        if (c->nlist == MAX_LIST)
            return fail(ps, ps->p, "「[ ]」の中が多すぎます");
        list[c->nlist] = parse_sum(ps);
        if (!list[c->nlist++])
            return NULL;
    } while (take(ps, ","));
    c->list = arena_array(ps->arena, c->nlist, sizeof *c->list);
    memcpy(c->list, list, c->nlist * sizeof *list);
    if (!take(ps, "]"))
        return fail(ps, ps->p, "閉じる「]」がありません");
    return c;
}

static struct cond *parse_compare(struct parser *ps)
{
    static const struct {
        const char *token;
        enum cond_op op;
    } table[] = {{"==", COND_EQ}, {"!=", COND_NE}, {"<=", COND_LE},
                 {">=", COND_GE}, {"<", COND_LT},  {">", COND_GT}};
    struct cond *left = parse_sum(ps);
    if (!left)
        return NULL;
    skip_space(ps);
    const char *where = ps->p;
    if (take(ps, "in"))
        return parse_list(ps, left, where);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (!take(ps, table[i].token))
            continue;
        struct cond *c = node(ps, table[i].op, where);
        c->a = left;
        c->b = parse_sum(ps);
        return c->b ? c : NULL;
    }
    if (take(ps, "="))
        return fail(ps, where, "くらべるときは「==」と書きます");
    return left;
}

static struct cond *parse_not(struct parser *ps)
{
    skip_space(ps);
    const char *where = ps->p;
    if (!take(ps, "not"))
        return parse_compare(ps);
    if (++ps->depth > MAX_DEPTH)
        return fail(ps, where, "条件が長すぎます");
    struct cond *c = node(ps, COND_NOT, where);
    c->a = parse_not(ps);
    return c->a ? c : NULL;
}

static struct cond *parse_chain(struct parser *ps, const char *word, enum cond_op op,
                                struct cond *(*below)(struct parser *))
{
    struct cond *left = below(ps);
    while (left) {
        skip_space(ps);
        const char *where = ps->p;
        if (!take(ps, word))
            return left;
        if (++ps->depth > MAX_DEPTH)
            return fail(ps, where, "条件が長すぎます");
        struct cond *c = node(ps, op, where);
        c->a = left;
        c->b = below(ps);
        left = c->b ? c : NULL;
    }
    return NULL;
}

static struct cond *parse_and(struct parser *ps)
{
    return parse_chain(ps, "and", COND_AND, parse_not);
}

static struct cond *parse_or(struct parser *ps)
{
    if (++ps->depth > MAX_DEPTH)
        return fail(ps, ps->p, "条件の「( )」が深すぎます");
    return parse_chain(ps, "or", COND_OR, parse_and);
}

struct cond *cond_parse(struct arena *a, const char *s, size_t n, struct error *err, size_t *at)
{
    struct parser ps = {.arena = a, .s = s, .p = s, .end = s + n, .err = err, .at = at};
    struct cond *c = parse_or(&ps);
    if (!c)
        return NULL;
    skip_space(&ps);
    if (ps.p != ps.end)
        return fail(&ps, ps.p, "条件のこの先が読めません");
    return c;
}

/* ---- names ---- */

struct resolver {
    const struct question *(*find)(void *ctx, const char *id);
    void *ctx;
    struct error *err;
    size_t *at;
};

enum type { TYPE_ERROR, TYPE_TRUTH, TYPE_CHOICE, TYPE_NUMBER, TYPE_DATE, TYPE_DURATION };

__attribute__((format(printf, 3, 4))) static bool wrong(const struct resolver *r,
                                                        const struct cond *c, const char *fmt, ...)
{
    struct strbuf b;
    strbuf_init(&b);
    va_list ap;
    va_start(ap, fmt);
    strbuf_vprintf(&b, fmt, ap);
    va_end(ap);
    error_set(r->err, EX_DATAERR, "%s", b.s);
    strbuf_done(&b);
    *r->at = c->at;
    return false;
}

static bool is_choice(const struct question *q)
{
    return q->kind == Q_SINGLE || q->kind == Q_MULTI || q->kind == Q_YESNO;
}

static enum type question_type(const struct question *q)
{
    if (q->kind == Q_DERIVED)
        return TYPE_TRUTH;
    if (is_choice(q))
        return TYPE_CHOICE;
    return q->kind == Q_DATE ? TYPE_DATE : TYPE_NUMBER;
}

/* The type of a value; names in it become questions. */
static enum type resolve_value(const struct resolver *r, struct cond *c)
{
    switch (c->op) {
    case COND_NAME:
        c->question = r->find(r->ctx, c->name);
        if (!c->question)
            return wrong(r, c, "「%s」という質問はありません", c->name), TYPE_ERROR;
        c->op = COND_QUESTION;
        return question_type(c->question);
    case COND_NUMBER:
        return TYPE_NUMBER;
    case COND_DATE:
    case COND_TODAY:
        return TYPE_DATE;
    case COND_DURATION:
        return TYPE_DURATION;
    case COND_AGE: {
        enum type t = resolve_value(r, c->a);
        if (t != TYPE_ERROR && t != TYPE_DATE)
            return wrong(r, c, "age( ) には日付の質問が要ります"), TYPE_ERROR;
        return t == TYPE_ERROR ? t : TYPE_NUMBER;
    }
    case COND_ADD:
    case COND_SUB: {
        enum type a = resolve_value(r, c->a);
        enum type b = a == TYPE_ERROR ? TYPE_ERROR : resolve_value(r, c->b);
        if (a == TYPE_ERROR || b == TYPE_ERROR)
            return TYPE_ERROR;
        if (a == TYPE_DATE && b == TYPE_DURATION)
            return TYPE_DATE;
        if (a == TYPE_NUMBER && b == TYPE_NUMBER)
            return TYPE_NUMBER;
        return wrong(r, c, "足し算と引き算は、日付と期間か、数どうしです"), TYPE_ERROR;
    }
    default:
        return wrong(r, c, "ここには質問か値が要ります"), TYPE_ERROR;
    }
}

static bool resolve_answer(const struct resolver *r, const struct question *q, struct cond *c)
{
    int i = c->op == COND_NAME ? question_answer(q, c->name) : -1;
    if (i >= 0) {
        c->op = COND_ANSWERS;
        c->answers = UINT64_C(1) << i;
        return true;
    }
    struct strbuf known;
    strbuf_init(&known);
    for (size_t k = 0; k < q->answers.n; k++)
        strbuf_printf(&known, " %s", q->answers.v[k].id.s);
    wrong(r, c, "「%s」は質問「%s」の答えにありません（答え:%s）",
          c->op == COND_NAME ? c->name : "この値", q->id.s, known.s);
    strbuf_done(&known);
    return false;
}

/* Is c a name, and that of a choice question? */
static const struct question *choice_name(const struct resolver *r, const struct cond *c)
{
    const struct question *q = c->op == COND_NAME ? r->find(r->ctx, c->name) : NULL;
    return q && is_choice(q) ? q : NULL;
}

static bool resolve_compare(const struct resolver *r, struct cond *c)
{
    if (c->op != COND_IN && !choice_name(r, c->a) && choice_name(r, c->b)) {
        struct cond *t = c->a;
        c->a = c->b;
        c->b = t;
        if (c->op != COND_EQ && c->op != COND_NE)
            return wrong(r, c, "選ぶ質問は「==」「!=」「in」でくらべます");
    }
    const struct question *q = choice_name(r, c->a);
    if (q) {
        if (c->op != COND_EQ && c->op != COND_NE && c->op != COND_IN)
            return wrong(r, c, "選ぶ質問は「==」「!=」「in」でくらべます");
        c->a->op = COND_QUESTION;
        c->a->question = q;
        for (size_t i = 0; i < c->nlist; i++)
            if (!resolve_answer(r, q, c->list[i]))
                return false;
        return c->op == COND_IN || resolve_answer(r, q, c->b);
    }
    enum type a = resolve_value(r, c->a);
    if (a == TYPE_ERROR)
        return false;
    for (size_t i = 0; i < (c->op == COND_IN ? c->nlist : 1); i++) {
        struct cond *other = c->op == COND_IN ? c->list[i] : c->b;
        enum type b = resolve_value(r, other);
        if (b == TYPE_ERROR)
            return false;
        if (a != b || (a != TYPE_NUMBER && a != TYPE_DATE))
            return wrong(r, c, "左と右は、くらべられる種類ではありません");
    }
    return true;
}

static bool resolve_truth(const struct resolver *r, struct cond *c)
{
    switch (c->op) {
    case COND_OR:
    case COND_AND:
        return resolve_truth(r, c->a) && resolve_truth(r, c->b);
    case COND_NOT:
        return resolve_truth(r, c->a);
    case COND_EQ:
    case COND_NE:
    case COND_LT:
    case COND_LE:
    case COND_GT:
    case COND_GE:
    case COND_IN:
        return resolve_compare(r, c);
    case COND_NAME:
        c->question = r->find(r->ctx, c->name);
        if (!c->question)
            return wrong(r, c, "「%s」という質問はありません", c->name);
        if (c->question->kind != Q_YESNO && c->question->kind != Q_DERIVED)
            return wrong(r, c,
                         "「%s」は、はい・いいえの質問ではありません。「==」でくらべてください",
                         c->name);
        c->op = COND_QUESTION;
        return true;
    default:
        return wrong(r, c, "条件になっていません。「==」などでくらべてください");
    }
}

bool cond_resolve(struct cond *c, const struct question *(*find)(void *ctx, const char *id),
                  void *ctx, struct error *err, size_t *at)
{
    struct resolver r = {find, ctx, err, at};
    return resolve_truth(&r, c);
}
