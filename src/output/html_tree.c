/* The tree of a procedure as text: each question, and what its answers lead to and add. */
#include "guide/outlook.h"
#include "output/html.h"
#include <stdio.h>
#include <string.h>

struct telling {
    struct html *h;
    const struct entry *e;
    const struct node *n;
    size_t place; /* of the question, from 0 */
};

static size_t place_of(const struct entry *e, const struct node *n)
{
    for (size_t i = 0; i < e->tree.nodes.n; i++)
        if (&e->tree.nodes.v[i] == n)
            return i;
    return 0;
}

/* Where an answer leads, unless it is the question that comes next anyway. */
static void tell_way(const struct telling *t, size_t answer)
{
    struct html *h = t->h;
    struct way w = outlook_way(h->x->knowledge, t->e, t->n, answer);
    char number[24];

    switch (w.kind) {
    case WAY_STOP:
        HTML(h, "<p>@</p>\n", w.stop->s);
        break;
    case WAY_GO:
        html_raw(h, "<p>この手続きになります：</p>\n<p class=\"go\">");
        html_entry(h, w.entry);
        html_raw(h, "</p>\n");
        break;
    case WAY_QUESTION: {
        size_t to = place_of(t->e, w.node);

        if (to == t->place + 1)
            break;
        snprintf(number, sizeof number, "%zu", to + 1);
        HTML(h, "<p>質問@へ進みます。</p>\n", number);
        break;
    }
    case WAY_DONE:
        if (t->place + 1 < t->e->tree.nodes.n)
            html_raw(h, "<p>質問はこれで終わりです。</p>\n");
        break;
    }
}

static bool listed(const struct document_refs *refs, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (refs->v[j].document == refs->v[i].document)
            return true;
    return false;
}

/* The most that any of the references to the document says for this answer. */
static enum truth needed(const struct telling *t, size_t i, size_t answer)
{
    const struct document_refs *refs = &t->e->documents;
    enum truth most = TRUTH_FALSE;

    for (size_t j = i; j < refs->n; j++) {
        if (refs->v[j].document != refs->v[i].document ||
            !outlook_reads(&refs->v[j].when, t->n->question))
            continue;
        enum truth now = outlook_eval(&refs->v[j].when, t->n->question, answer, t->h->x->today);
        most = now > most ? now : most;
    }
    return most;
}

static void tell_documents(const struct telling *t, size_t answer, enum truth truth,
                           const char *label)
{
    const struct document_refs *refs = &t->e->documents;
    struct strbuf names;

    strbuf_init(&names);
    for (size_t i = 0; i < refs->n; i++) {
        if (!refs->v[i].document || listed(refs, i) || needed(t, i, answer) != truth)
            continue;
        strbuf_printf(&names, "%s%s", names.len > 0 ? "、" : "", refs->v[i].document->name.s);
    }
    if (names.len > 0)
        HTML(t->h, "<p><b>@</b>@</p>\n", label, names.s);
    strbuf_done(&names);
}

static void tell_answer(const struct telling *t, size_t i)
{
    const struct question *q = t->n->question;

    HTML(t->h, "<div><dt>@</dt>\n<dd>", q->answers.v[i].label.s);
    size_t before = t->h->out->len;
    struct way w = outlook_way(t->h->x->knowledge, t->e, t->n, i);
    if (w.kind == WAY_QUESTION || w.kind == WAY_DONE) { /* elsewhere it is another list */
        tell_documents(t, i, TRUTH_TRUE, "持って行くものに加わる：");
        tell_documents(t, i, TRUTH_UNKNOWN, "加わることがある：");
    }
    tell_way(t, i);
    if (t->h->out->len == before)
        html_raw(t->h, "<p>このまま進みます。</p>\n");
    html_raw(t->h, "</dd></div>\n");
}

static const char *what_to_answer(const struct question *q)
{
    switch (q->kind) {
    case Q_DATE:
        return "日付を答えます。";
    case Q_NUMBER:
        return "数を答えます。";
    case Q_MULTI:
        return "いくつでも選べます。";
    default:
        return "";
    }
}

static void tell_question(const struct telling *t)
{
    const struct question *q = t->n->question;
    char number[24];

    snprintf(number, sizeof number, "%zu", t->place + 1);
    HTML(t->h, "<li><h3><span class=\"number\">質問~</span> @</h3>\n", number, q->ask.s);
    html_paragraph(t->h, "why", q->why.s);
    html_paragraph(t->h, NULL, what_to_answer(q));
    if (q->answers.n > 0)
        html_raw(t->h, "<dl class=\"answers\">\n");
    for (size_t i = 0; i < q->answers.n; i++)
        tell_answer(t, i);
    if (q->answers.n > 0)
        html_raw(t->h, "</dl>\n");
    else
        tell_way(t, 1); /* behind わからない, as there are no answers */
    html_raw(t->h, "</li>\n");
}

void html_tree(struct html *h, const struct entry *e)
{
    const struct nodes *nodes = &e->tree.nodes;

    if (nodes->n == 0)
        return;
    html_raw(
        h,
        "<section class=\"tree\">\n<h2>質問と、答えで変わること</h2>\n"
        "<p>"
        "窓口やこの案内の端末で聞かれることです。わからない質問があっても、手続きは進められます。"
        "そのときは、要るかもしれない書類を窓口で確認してください。</p>\n");
    const struct node *first = tree_node(&e->tree, e->tree.start.s);
    if (first && place_of(e, first) > 0) {
        char number[24];

        snprintf(number, sizeof number, "%zu", place_of(e, first) + 1);
        HTML(h, "<p>質問~から始めます。</p>\n", number);
    }
    html_raw(h, "<ol>\n");
    for (size_t i = 0; i < nodes->n; i++)
        if (nodes->v[i].question)
            tell_question(&(struct telling){h, e, &nodes->v[i], i});
    html_raw(h, "</ol>\n</section>\n");
}
