#include "base/xalloc.h"
#include "knowledge/near.h"
#include "knowledge/unwritten.h"
#include "knowledge/validate.h"
#include <stdlib.h>
#include <string.h>

struct walker {
    const struct knowledge *k;
    const struct entry *e;
    const struct tree *t;
    struct diags *d;
    char *state; /* per node: 0 not seen, 1 on the way, 2 done */
};

static void error_at(struct walker *w, struct mark at, const char *msg)
{
    diags_add(w->d, DIAG_ERROR, at, "%s", msg);
}

static bool has_target(const struct target *t)
{
    return t->next.len || t->go.len || t->stop.len;
}

static void check_go(struct walker *w, const struct str *go)
{
    const struct entry *to = knowledge_entry(w->k, go->s);
    if (to == w->e)
        error_at(w, go->at, "自分自身へは移れません");
    else if (to && to->kind != ENTRY_PROCEDURE)
        error_at(w, go->at, "go で移れるのは手続きだけです");
}

static void visit_node(struct walker *w, size_t i);

static void follow(struct walker *w, const struct target *t)
{
    const struct str *given[3];
    size_t n = 0;
    if (t->next.len)
        given[n++] = &t->next;
    if (t->go.len)
        given[n++] = &t->go;
    if (t->stop.len)
        given[n++] = &t->stop;
    if (n > 1)
        error_at(w, given[1]->at, "next・go・stop は、どれか1つだけ書きます");
    if (t->go.len)
        check_go(w, &t->go);
    if (!t->next.len || str_is(&t->next, "done") ||
        unwritten_find(t->next.s, t->next.len, NULL, NULL))
        return;
    const struct node *to = tree_node(w->t, t->next.s);
    if (!to) {
        struct near near = near_node(w->t, t->next.s);
        near_try(&near, "done");
        near_report(&near, w->d, t->next.at, "「%s」という節はありません", t->next.s);
        return;
    }
    size_t i = (size_t)(to - w->t->nodes.v);
    if (w->state[i] == 1)
        diags_add(w->d, DIAG_ERROR, t->next.at,
                  "「%s」へ戻る輪ができています。木は先へだけ進みます", t->next.s);
    else if (w->state[i] == 0)
        visit_node(w, i);
}

/* The node's answers: where each leads. */
static void follow_answers(struct walker *w, const struct node *n)
{
    const struct question *q = n->question;
    for (size_t i = 0; q && i < q->answers.n; i++) {
        const struct answer *a = &q->answers.v[i];
        const struct target *to = n->use.len ? NULL : &a->to;
        struct mark at = a->id.at.line && !n->use.len ? a->id.at : n->id.at;
        for (size_t k = 0; k < n->branch.n; k++)
            if (strcmp(n->branch.v[k].id.s, a->id.s) == 0)
                to = &n->branch.v[k].to;
        if (to && has_target(to))
            follow(w, to);
        else if (!has_target(&n->to))
            diags_add(w->d, DIAG_ERROR, at, "答え「%s」の行き先（next・go・stop）がありません",
                      a->id.s);
    }
}

static void visit_node(struct walker *w, size_t i)
{
    const struct node *n = &w->t->nodes.v[i];
    w->state[i] = 1;
    if (has_target(&n->to))
        follow(w, &n->to);
    else if (n->question && n->question->kind >= Q_DATE)
        error_at(w, n->id.at, "行き先（next・go・stop）がありません");
    follow_answers(w, n);
    if (n->has_unknown && has_target(&n->unknown))
        follow(w, &n->unknown);
    else if (n->has_unknown || !has_target(&n->to))
        error_at(w, n->id.at, "「わからない」のときの行き先（unknown）がありません");
    w->state[i] = 2;
}

static void check_node(struct walker *w, const struct node *n)
{
    if (str_is(&n->id, "done"))
        error_at(w, n->id.at, "done は終わりの印です。節の名前にできません");
    for (size_t i = 0; i < n->branch.n; i++) {
        const struct answer *b = &n->branch.v[i];
        if (!n->use.len)
            error_at(w, b->id.at,
                     "branch は use のある節だけに書きます。ここでは answers に書きます");
        else if (n->question && question_answer(n->question, b->id.s) < 0) {
            struct near near = near_answer(n->question, b->id.s);
            near_report(&near, w->d, b->id.at, "質問「%s」に「%s」という答えはありません", n->use.s,
                        b->id.s);
        }
    }
    if (!n->use.len) {
        if (!n->own.ask.len)
            error_at(w, n->id.at, "たずねる文（ask）か、共通の質問（use）が要ります");
        validate_question(&n->own, n->id.at, w->d);
        return;
    }
    if (n->own.ask.len || n->own.answers.n)
        error_at(w, n->use.at, "use のある節に ask や answers は書けません");
    if (n->question && n->question->kind == Q_DERIVED)
        error_at(w, n->use.at, "計算で決まる値（derived）はたずねられません");
}

void validate_tree(const struct knowledge *k, const struct entry *e, struct diags *d)
{
    struct walker w = {k, e, &e->tree, d, NULL};
    if (e->tree.nodes.n == 0)
        return;
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        check_node(&w, &e->tree.nodes.v[i]);
    w.state = xcalloc(e->tree.nodes.n, 1);
    const struct node *start = tree_node(&e->tree, e->tree.start.s);
    if (!start) {
        struct near near = near_node(&e->tree, e->tree.start.s);
        near_report(&near, d, e->tree.start.at, "「%s」という節はありません", e->tree.start.s);
    } else {
        visit_node(&w, (size_t)(start - e->tree.nodes.v));
    }
    for (size_t i = 0; start && i < e->tree.nodes.n; i++)
        if (!w.state[i])
            diags_add(d, DIAG_ERROR, e->tree.nodes.v[i].id.at,
                      "節「%s」へはどの答えからも進めません", e->tree.nodes.v[i].id.s);
    free(w.state);
}

static void check_choice(const struct question *q, struct mark at, struct diags *d)
{
    if (q->answers.n < 2)
        diags_add(d, DIAG_ERROR, at, "答え（answers）が2つ以上要ります");
    if (q->answers.n > 64)
        diags_add(d, DIAG_ERROR, at, "答えは64までです");
    for (size_t i = 0; i < q->answers.n; i++)
        if (!q->answers.v[i].label.len)
            diags_add(d, DIAG_ERROR, q->answers.v[i].id.at, "答え「%s」に label がありません",
                      q->answers.v[i].id.s);
    if (q->none.len && q->kind != Q_MULTI) {
        diags_add(d, DIAG_ERROR, q->none.at, "none は kind: multi の質問だけに書きます");
    } else if (q->none.len && question_answer(q, q->none.s) < 0) {
        struct near near = near_answer(q, q->none.s);
        near_report(&near, d, q->none.at, "「%s」という答えはありません", q->none.s);
    }
}

void validate_question(const struct question *q, struct mark at, struct diags *d)
{
    if (q->kind == Q_SINGLE || q->kind == Q_MULTI)
        check_choice(q, at, d);
    else if (q->kind != Q_YESNO && q->answers.n)
        diags_add(d, DIAG_ERROR, q->answers.v[0].id.at, "この種類の質問に answers は書けません");
    if ((q->unit.len || q->min || q->max) && q->kind != Q_NUMBER)
        diags_add(d, DIAG_ERROR, q->unit.len ? q->unit.at : at,
                  "unit・min・max は kind: number の質問だけに書きます");
    if (q->kind == Q_NUMBER && q->max < q->min)
        diags_add(d, DIAG_ERROR, at, "max が min より小さくなっています");
    if (q->kind == Q_DERIVED && !q->derive.text.len)
        diags_add(d, DIAG_ERROR, at, "derived には条件（derive）が要ります");
    if (q->kind != Q_DERIVED && q->derive.text.len)
        diags_add(d, DIAG_ERROR, q->derive.text.at, "derive は kind: derived の質問だけに書きます");
}
