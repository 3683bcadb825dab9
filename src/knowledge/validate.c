#include "knowledge/validate.h"
#include "base/xalloc.h"
#include "knowledge/near.h"
#include "knowledge/unwritten.h"
#include <stdlib.h>
#include <string.h>

enum { MAX_EVENT_QUESTIONS = 12 };

struct scope { /* a condition of an entry, and who can answer what it reads */
    const struct knowledge *k;
    const struct entry *e;
    const struct when *when;
    struct diags *d;
};

static bool tree_asks(const struct entry *e, const struct question *q)
{
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        if (e->tree.nodes.v[i].question == q)
            return true;
    return false;
}

static bool event_asks(const struct entry *event, const struct question *q)
{
    for (size_t i = 0; i < event->questions.n; i++)
        if (event->questions.v[i].question == q)
            return true;
    for (size_t i = 0; i < event->procedures.n; i++) {
        const struct entry_ref *ref = &event->procedures.v[i];
        if (ref->walk && ref->loaded && tree_asks(ref->loaded, q))
            return true;
    }
    return false;
}

/* Is q asked where e's conditions are read: in its own tree, or in an event that holds e? */
static bool is_asked(const struct knowledge *k, const struct entry *e, const struct question *q)
{
    if (e->kind == ENTRY_EVENT)
        return event_asks(e, q);
    if (tree_asks(e, q))
        return true;
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *event = &k->entries.v[i];
        for (size_t j = 0; j < event->procedures.n; j++) {
            const struct entry_ref *ref = &event->procedures.v[j];
            if (ref->loaded != e)
                continue;
            if (event_asks(event, q))
                return true;
            for (size_t w = 0; w < ref->with.n; w++)
                if (strcmp(ref->with.v[w].question.s, q->id.s) == 0)
                    return true;
        }
    }
    return false;
}

static void check_read(void *ctx, const struct question *q)
{
    struct scope *s = ctx;
    if (!is_asked(s->k, s->e, q))
        diags_add(s->d, DIAG_ERROR, s->when->text.at,
                  "条件が読む質問「%s」は、ここではたずねられません", q->id.s);
}

static void check_when(const struct knowledge *k, const struct entry *e, const struct when *when,
                       const struct str *who, struct diags *d)
{
    struct scope s = {k, e, when, d};
    cond_questions(when->cond, check_read, &s);
    if (when->text.len && who && !who->len)
        diags_add(d, DIAG_ERROR, when->text.at,
                  "条件（when）があるときは、当てはまる人をことばで書く who が要ります");
}

static void check_deadline(const struct knowledge *k, const struct entry *e,
                           const struct deadline *dl, struct diags *d)
{
    check_when(k, e, &dl->when, NULL, d);
    if (!dl->from.len) {
        if (dl->within.unit != UNIT_NONE)
            diags_add(d, DIAG_ERROR, dl->text.len ? dl->text.at : e->id.at,
                      "within があるときは、数え始めの日の質問（from）が要ります");
        else if (!dl->text.len)
            diags_add(d, DIAG_ERROR, e->id.at,
                      "期限（deadline）に from と within か、text が要ります");
        return;
    }
    if (dl->within.unit == UNIT_NONE)
        diags_add(d, DIAG_ERROR, dl->from.at, "from があるときは、いつまでか（within）が要ります");
    if (!dl->question)
        return;
    if (dl->question->kind != Q_DATE)
        diags_add(d, DIAG_ERROR, dl->from.at, "「%s」は日付の質問ではありません", dl->from.s);
    else if (!is_asked(k, e, dl->question))
        diags_add(d, DIAG_ERROR, dl->from.at, "質問「%s」は、ここではたずねられません", dl->from.s);
}

static void check_common(const struct knowledge *k, const struct entry *e, struct diags *d)
{
    for (size_t i = 0; i < e->documents.n; i++)
        check_when(k, e, &e->documents.v[i].when, &e->documents.v[i].who, d);
    for (size_t i = 0; i < e->notes.n; i++)
        check_when(k, e, &e->notes.v[i].when, &e->notes.v[i].who, d);
    for (size_t i = 0; i < e->again.n; i++)
        check_when(k, e, &e->again.v[i].when, &e->again.v[i].who, d);
    for (size_t i = 0; i < e->deadlines.n; i++)
        check_deadline(k, e, &e->deadlines.v[i], d);
    for (size_t i = 0; i < e->fees.n; i++) {
        const struct fee *f = &e->fees.v[i];
        check_when(k, e, &f->when, NULL, d);
        if (f->yen < 0 && !f->town.len && !f->text.len && !diags_unwritten(d, e->id.at.file))
            diags_add(d, DIAG_ERROR, f->label.len ? f->label.at : e->id.at,
                      "手数料（fee）に yen・town・text のどれかが要ります");
    }
}

static void check_preset(const struct knowledge *k, const struct fact_preset *p, struct diags *d)
{
    const struct question *q = knowledge_question(k, p->question.s);
    bool choice = q && (q->kind == Q_SINGLE || q->kind == Q_MULTI || q->kind == Q_YESNO);
    if (choice && question_answer(q, p->answer.s) < 0) {
        struct near near = near_answer(q, p->answer.s);
        near_report(&near, d, p->answer.at, "質問「%s」に「%s」という答えはありません",
                    p->question.s, p->answer.s);
    }
}

static void check_event(const struct knowledge *k, const struct entry *e, struct diags *d)
{
    if (e->questions.n > MAX_EVENT_QUESTIONS)
        diags_add(d, DIAG_ERROR, e->questions.v[MAX_EVENT_QUESTIONS].id.at,
                  "出来事の質問は %d までです", MAX_EVENT_QUESTIONS);
    for (size_t i = 0; i < e->questions.n; i++) {
        const struct question_ref *ref = &e->questions.v[i];
        check_when(k, e, &ref->when, NULL, d);
        if (ref->question && ref->question->kind == Q_DERIVED)
            diags_add(d, DIAG_ERROR, ref->id.at, "計算で決まる値（derived）はたずねられません");
    }
    for (size_t i = 0; i < e->procedures.n; i++) {
        const struct entry_ref *ref = &e->procedures.v[i];
        check_when(k, e, &ref->when, &ref->who, d);
        if (ref->loaded && ref->loaded->kind != ENTRY_PROCEDURE)
            diags_add(d, DIAG_ERROR, ref->id.at, "「%s」は手続きではありません", ref->id.s);
        for (size_t j = 0; j < ref->with.n; j++)
            check_preset(k, &ref->with.v[j], d);
    }
}

static void check_entry(const struct knowledge *k, const struct entry *e, struct diags *d)
{
    check_common(k, e, d);
    validate_lists(e, d);
    if (e->kind == ENTRY_EVENT)
        check_event(k, e, d);
    if (e->kind != ENTRY_PROCEDURE)
        return;
    validate_tree(k, e, d);
    if (!e->desk.len && !e->place.len)
        diags_add(d, DIAG_ERROR, e->id.at, "窓口（desk）か場所（place）が要ります");
    else if (e->desk.len && e->place.len)
        diags_add(d, DIAG_ERROR, e->place.at, "窓口（desk）と場所（place）は、どちらか1つです");
    if (!e->desk.len && e->again.n)
        diags_add(d, DIAG_ERROR, e->again.v[0].text.at,
                  "もう一度来るわけ（again）は、町の窓口（desk）の手続きだけに書きます");
}

/* ---- dict/synonyms.yaml ---- */

enum { MAX_SENSES = 3 }; /* groups that one word may stand in */

struct sense {
    const struct str *word;
    size_t group;
};

static int sense_cmp(const void *pa, const void *pb)
{
    const struct sense *a = pa, *b = pb;
    int c = strcmp(a->word->s, b->word->s);
    return c ? c : (a->group > b->group) - (a->group < b->group);
}

static void check_synonyms(const struct synonyms *s, struct diags *d)
{
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < s->n; i++)
        cap += s->v[i].words.n;
    struct sense *v = xreallocarray(NULL, cap + 1, sizeof *v);
    for (size_t i = 0; i < s->n; i++) {
        const struct strs *words = &s->v[i].words;
        if (words->n == 1)
            diags_add(d, DIAG_ERROR, words->v[0].at, "同じものを指すことばが2つ以上要ります");
        for (size_t k = 0; k < words->n; k++)
            v[n++] = (struct sense){&words->v[k], i};
    }
    if (n)
        qsort(v, n, sizeof *v, sense_cmp);
    size_t senses = 0;
    for (size_t i = 0; i < n; i++) {
        bool same = i && strcmp(v[i].word->s, v[i - 1].word->s) == 0;
        senses = same ? senses + 1 : 1;
        if (same && v[i].group == v[i - 1].group)
            diags_add(d, DIAG_ERROR, v[i].word->at, "「%s」が同じ組に2度あります", v[i].word->s);
        else if (senses == MAX_SENSES + 1)
            diags_add(d, DIAG_ERROR, v[i].word->at, "「%s」は%dつの組にあります。意味が広すぎます",
                      v[i].word->s, MAX_SENSES + 1);
    }
    free(v);
}

static void check_weights(const struct weights *w, struct diags *d)
{
    for (size_t i = 0; i < w->n; i++) {
        char *end;
        double v = strtod(w->v[i].value.s, &end);
        if (*end || end == w->v[i].value.s || !(v > -1000 && v < 1000))
            diags_add(d, DIAG_ERROR, w->v[i].value.at, "重みは 0.25 のような数で書きます");
    }
}

/* ---- the rest ---- */

static bool two_digits(const char *s, int max)
{
    int v = 0;
    for (int i = 0; i < 2; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        v = v * 10 + (s[i] - '0');
    }
    return v >= 1 && v <= max;
}

static bool month_day(const char *s)
{
    return two_digits(s, 12) && s[2] == '-' && two_digits(s + 3, 31);
}

static bool closed_ok(const char *s)
{
    static const char *const words[] = {"日", "月", "火", "水", "木", "金", "土", "祝日"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(s, words[i]) == 0)
            return true;
    size_t n = strlen(s);
    if (n != 5 && n != 12)
        return false;
    return month_day(s) && (n == 5 || (memcmp(s + 5, "..", 2) == 0 && month_day(s + 7)));
}

static bool document_used(const struct knowledge *k, const struct document *doc)
{
    for (size_t i = 0; i < k->entries.n; i++)
        for (size_t j = 0; j < k->entries.v[i].documents.n; j++)
            if (k->entries.v[i].documents.v[j].document == doc)
                return true;
    return false;
}

static void check_derived(const struct knowledge *k, struct diags *d)
{
    for (size_t i = 0; i < k->questions.n; i++) {
        const struct question *q = &k->questions.v[i];
        if (q->kind == Q_DERIVED && q->derive.cond && cond_reads_itself(q))
            diags_add(d, DIAG_ERROR, q->derive.text.at,
                      "「%s」の条件が、回って自分自身を読んでいます", q->id.s);
    }
}

void knowledge_validate(const struct knowledge *k, struct diags *d)
{
    for (size_t i = 0; i < k->town.closed.n; i++)
        if (!closed_ok(k->town.closed.v[i].s))
            diags_add(d, DIAG_ERROR, k->town.closed.v[i].at,
                      "休みの日は「土」「日」「祝日」か、「12-29..01-03」の形で書きます");
    for (size_t i = 0; i < k->questions.n; i++) {
        const struct question *q = &k->questions.v[i];
        validate_question(q, q->id.at, d);
        if (q->kind != Q_DERIVED && !q->ask.len)
            diags_add(d, DIAG_ERROR, q->id.at, "質問にたずねる文（ask）がありません");
    }
    check_derived(k, d);
    for (size_t i = 0; i < k->entries.n; i++)
        check_entry(k, &k->entries.v[i], d);
    for (size_t i = 0; i < k->documents.n; i++)
        if (d->errors == 0 && !document_used(k, &k->documents.v[i]))
            diags_add(d, DIAG_WARNING, k->documents.v[i].id.at,
                      "書類「%s」は、どの手続きでも使われていません", k->documents.v[i].id.s);
    validate_claims(k, d);
    validate_town(k, d);
    validate_dates(k, d);
    check_synonyms(&k->synonyms, d);
    check_weights(&k->weights, d);
    validate_cues(k, d);
}
