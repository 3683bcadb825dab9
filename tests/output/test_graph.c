/* Every shipped tree and event, in the three formats. */
#include "base/xalloc.h"
#include "knowledge/fit.h"
#include "knowledge/loader.h"
#include "output/graph.h"
#include "text/utf8.h"
#include "text/width.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct shipped {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
};

static const struct date today = {2026, 11, 20};

static int open_shipped(void **state)
{
    struct shipped *s = xcalloc(1, sizeof *s);
    struct error err = ERROR_NONE;
    sources_init(&s->sources);
    diags_init(&s->diags, &s->sources);
    s->k = knowledge_load("knowledge", "dict", &s->sources, &s->diags, &err);
    *state = s;
    return s->k && s->diags.errors == 0 ? 0 : -1;
}

static int close_shipped(void **state)
{
    struct shipped *s = *state;
    knowledge_free(s->k);
    diags_done(&s->diags);
    sources_done(&s->sources);
    free(s);
    return 0;
}

static size_t count(const char *s, const char *word)
{
    size_t n = 0;
    for (; (s = strstr(s, word)); s += strlen(word))
        n++;
    return n;
}

typedef void check_chart(const struct chart *c);

static void for_all(const struct shipped *s, check_chart *check)
{
    size_t n = 0;
    for (size_t i = 0; i < s->k->entries.n; i++) {
        const struct entry *e = &s->k->entries.v[i];
        if (e->kind > ENTRY_EVENT)
            continue;
        assert_int_equal(entry_fit(s->k, &s->diags, e), FIT_WALK);
        struct chart c;
        chart_init(&c, s->k, e, today);
        check(&c);
        chart_done(&c);
        n++;
    }
    assert_true(n > 100);
}

/* ---- the chart ---- */

/* Each answer of each question leads one way, わからない too, and all is reached. */
static void check_ways(const struct chart *c)
{
    for (size_t i = 0; i < c->nplaces; i++) {
        const struct chart_place *p = &c->places[i];
        uint64_t answers = 0;
        size_t unknown = 0, other = 0, in = 0;
        for (size_t w = 0; w < c->nways; w++) {
            in += c->ways[w].to == i;
            if (c->ways[w].from != i || !p->node)
                continue;
            assert_true((answers & c->ways[w].answers) == 0);
            answers |= c->ways[w].answers;
            unknown += c->ways[w].unknown;
            other += c->ways[w].other;
        }
        if (p->kind != CHART_NONE && i > 0)
            assert_true(in > 0);
        if (!p->node)
            continue;
        size_t n = p->question->answers.n;
        assert_true(answers == (n == 64 ? UINT64_MAX : (UINT64_C(1) << n) - 1));
        assert_int_equal(unknown, 1);
        assert_int_equal(other,
                         p->question->kind == Q_SINGLE || p->question->kind == Q_YESNO ? 0 : 1);
    }
}

static void test_ways(void **state)
{
    for_all(*state, check_ways);
}

/* A walk with random answers ends with documents that the picture shows at its end: all that it
 * requires, and no others. */
static size_t follow(const struct chart *c, const struct facts *f, size_t place)
{
    const struct question *q = c->places[place].question;
    const struct fact *fact = q ? facts_get(f, q->id.s) : NULL;
    for (size_t w = 0; w < c->nways; w++) {
        const struct chart_way *way = &c->ways[w];
        if (way->from == place && (!q || (fact && (way->answers & fact->answers))))
            return way->to;
    }
    return 0;
}

static bool in(const struct chart_documents *d, const struct document *doc)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i]->document == doc)
            return true;
    return false;
}

static void walk_one(const struct shipped *s, const struct entry *e, unsigned *seed, size_t *ended)
{
    struct guide g = {s->k, e, today};
    struct guide_step step;
    struct facts f;
    struct chart c;
    facts_init(&f);
    chart_init(&c, s->k, e, today);
    size_t place = follow(&c, &f, 0);
    for (guide_next(&g, &f, &step); step.question; guide_next(&g, &f, &step)) {
        *seed = *seed * 1103515245u + 12345u;
        const struct question *q = step.question;
        if (q->kind != Q_SINGLE && q->kind != Q_YESNO)
            break;
        struct fact fact = {.question = q, .answers = UINT64_C(1) << (*seed >> 16) % q->answers.n};
        facts_put(&f, &fact);
    }
    while (place && c.places[place].kind == CHART_QUESTION)
        place = follow(&c, &f, place);
    if (!step.question && place && c.places[place].kind == CHART_END) {
        const struct chart_place *end = &c.places[place];
        struct checklist *list = guide_checklist(&g, &f);
        for (size_t i = 0; i < list->documents.n; i++) {
            const struct document *d = list->documents.v[i].document;
            assert_true(in(&end->sure, d) || in(&end->maybe, d));
        }
        for (size_t i = 0; i < end->sure.n; i++) {
            bool there = false;
            for (size_t k = 0; k < list->documents.n; k++)
                there = there || (list->documents.v[k].document == end->sure.v[i]->document &&
                                  list->documents.v[k].state == ITEM_REQUIRED);
            assert_true(there);
        }
        checklist_free(list);
        ++*ended;
    }
    chart_done(&c);
    facts_done(&f);
}

static void test_documents_of_walks(void **state)
{
    const struct shipped *s = *state;
    unsigned seed = 1;
    size_t ended = 0;
    for (size_t i = 0; i < s->k->entries.n; i++)
        for (int k = 0; k < 20 && s->k->entries.v[i].kind == ENTRY_PROCEDURE; k++)
            walk_one(s, &s->k->entries.v[i], &seed, &ended);
    assert_true(ended > 500);
}

/* In the picture of e, or in that of a procedure to which it leads. depth: against circles. */
static bool is_drawn(const struct shipped *s, const struct entry *e, const struct document *d,
                     int depth)
{
    struct chart c;
    bool drawn = false;
    chart_init(&c, s->k, e, today);
    for (size_t p = 0; p < c.nplaces && !drawn; p++) {
        const struct chart_place *at = &c.places[p];
        drawn = in(&at->sure, d) || in(&at->maybe, d) ||
                (at->kind == CHART_GO && depth > 0 && is_drawn(s, at->entry, d, depth - 1));
    }
    chart_done(&c);
    return drawn;
}

/* Nothing that a walk can bring is missing in a picture: the list of somebody who
 * knows no answer has all of it. */
static void check_unknown(const struct shipped *s, const struct entry *e)
{
    struct guide g = {s->k, e, today};
    struct facts none;
    facts_init(&none);
    struct checklist *list = guide_checklist(&g, &none);
    for (size_t i = 0; i < list->documents.n; i++)
        if (!is_drawn(s, e, list->documents.v[i].document, 3))
            fail_msg("%s: %s", e->id.s, list->documents.v[i].document->id.s);
    checklist_free(list);
    facts_done(&none);
}

static void test_documents_of_unknown(void **state)
{
    const struct shipped *s = *state;
    size_t n = 0;
    for (size_t i = 0; i < s->k->entries.n; i++)
        if (s->k->entries.v[i].kind <= ENTRY_EVENT) {
            check_unknown(s, &s->k->entries.v[i]);
            n++;
        }
    assert_true(n > 100);
}

/* ---- text ---- */

static void assert_lines_fit(const char *s, size_t cols, int ambiguous)
{
    for (; *s; s += strcspn(s, "\n") + 1)
        if (text_width(s, strcspn(s, "\n"), ambiguous) > cols)
            fail_msg("%.*s", (int)strcspn(s, "\n"), s);
}

static void check_text(const struct chart *c)
{
    struct graph_look look = {80, 1, false};
    struct strbuf out, word;
    strbuf_init(&out);
    strbuf_init(&word);
    graph_text(c, &look, &out);
    assert_true(utf8_valid(out.s, out.len));
    assert_lines_fit(out.s, 80, 1);
    size_t questions = 0;
    for (size_t i = 0; i < c->nplaces; i++)
        questions += c->places[i].kind == CHART_QUESTION;
    for (size_t i = 1; i <= questions + 1; i++) { /* drawn once each, at the head of a line */
        size_t drawn = 0;
        strbuf_clear(&word);
        strbuf_printf(&word, "【%zu】", i);
        for (const char *p = out.s; (p = strstr(p, word.s)); p++) {
            const char *q = p;
            while (q > out.s && q[-1] != '\n')
                q--;
            bool head = (size_t)(p - q) == strspn(q, " \xe2\x94\x82\x9c\x94\x80");
            drawn += head && p[word.len] != '\n'; /* else what is left of a way */
        }
        assert_int_equal(drawn, i <= questions ? 1 : 0);
    }
    for (size_t i = 0; i < c->nplaces; i++)
        if (c->places[i].kind == CHART_GO)
            assert_non_null(strstr(out.s, c->places[i].entry->id.s));
    strbuf_clear(&out);
    look = (struct graph_look){40, 2, false};
    graph_text(c, &look, &out);
    assert_null(strstr(out.s, "─"));
    assert_null(strstr(out.s, "→"));
    strbuf_done(&word);
    strbuf_done(&out);
}

static void test_text(void **state)
{
    for_all(*state, check_text);
}

/* ---- DOT: Graphviz itself reads it ---- */

static FILE *dot;

static void check_dot(const struct chart *c)
{
    struct strbuf out;
    strbuf_init(&out);
    graph_dot(c, &out);
    assert_int_equal(fwrite(out.s, 1, out.len, dot), out.len);
    strbuf_done(&out);
}

static void test_dot(void **state)
{
    dot = popen("dot -Tsvg >/dev/null", "w");
    assert_non_null(dot);
    for_all(*state, check_dot);
    assert_int_equal(pclose(dot), 0);
}

/* ---- Mermaid ---- */

/* Moves p behind a quoted label: letters, what is not ASCII, entities and line breaks. */
static bool label(const char **p)
{
    if (*(*p)++ != '"')
        return false;
    for (; **p != '"'; ++*p) {
        unsigned char ch = (unsigned char)**p;
        if (ch == '#') {
            size_t n = strspn(*p + 1, "0123456789");
            *p += 1 + n;
            if (n == 0 || **p != ';')
                return false;
        } else if (strncmp(*p, "<br/>", 5) == 0) {
            *p += 4;
        } else if (ch < 0x80 && !strchr(" -_0123456789abcdefghijklmnopqrstuvwxyz"
                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                        ch)) {
            return false;
        } else if (ch == '\0') {
            return false;
        }
    }
    ++*p;
    return true;
}

static bool word(const char **p, const char *w)
{
    if (strncmp(*p, w, strlen(w)) != 0)
        return false;
    *p += strlen(w);
    return true;
}

static bool node_id(const char **p)
{
    size_t n = **p == 'n' ? strspn(*p + 1, "0123456789") : 0;
    *p += n ? n + 1 : 0;
    return n > 0;
}

/* The line of a place or a way, up to its end. */
static bool statement(const char *p)
{
    static const char *const shapes[][2] = {
        {"[[", "]]"}, {"([", "])"}, {"{{", "}}"}, {"[/", "/]"}, {"[", "]"}};
    if (!node_id(&p))
        return false;
    if (word(&p, " -->") || word(&p, " -.->")) {
        if (word(&p, "|") && !(label(&p) && word(&p, "|")))
            return false;
        return word(&p, " ") && node_id(&p) && *p == '\n';
    }
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (word(&p, shapes[i][0]))
            return label(&p) && word(&p, shapes[i][1]) && *p == '\n';
    return false;
}

static void check_mermaid(const struct chart *c)
{
    struct strbuf out;
    strbuf_init(&out);
    graph_mermaid(c, &out);
    const char *p = out.s;
    int open = 0;
    assert_true(word(&p, "flowchart TD\n"));
    for (; *p; p += strcspn(p, "\n") + 1) {
        p += strspn(p, " ");
        if (strncmp(p, "subgraph s", 10) == 0)
            open++;
        else if (strncmp(p, "end\n", 4) == 0)
            open--;
        else if (!statement(p))
            fail_msg("%.*s", (int)strcspn(p, "\n"), p);
    }
    assert_int_equal(open, 0);
    strbuf_done(&out);
}

static void test_mermaid(void **state)
{
    for_all(*state, check_mermaid);
}

/* ---- texts that mean something to a format ---- */

static const char hostile[] =
    "id: a\nname: \"end \\\"]] \\\\ <b> #quot; `x`\"\nreading: あ\nsummary: あ\nsays: [あ]\n"
    "confirmed: 2026-11-20\nfield: あ\nplace: あ\nwho: あ\nfee: 0\ndocuments: []\n"
    "tree:\n  start: q\n  nodes:\n    q:\n      ask: \"1. end | \\\"q\\\" } -- %% ; &amp;\"\n"
    "      name: あ\n      answers:\n        x: {label: \"end\", next: done}\n"
    "        z: {label: \"a\\\\n\\\"];evil [\\\"\", stop: \"end\"}\n      unknown: {next: done}\n";

static void test_hostile(void **state)
{
    (void)state;
    struct shipped s;
    struct loader_file files[] = {
        {"town.yaml", "name: あ\n", strlen("name: あ\n")},
        {"procedures/x/a.yaml", hostile, strlen(hostile)},
    };
    sources_init(&s.sources);
    diags_init(&s.diags, &s.sources);
    s.k = knowledge_load_texts(files, 2, &s.sources, &s.diags);
    const struct entry *e = knowledge_entry(s.k, "a");
    assert_non_null(e);
    struct chart c;
    struct strbuf out;
    strbuf_init(&out);
    diags_print(&s.diags, &out);
    if (entry_fit(s.k, &s.diags, e) != FIT_WALK)
        fail_msg("%s", out.s);
    strbuf_clear(&out);
    chart_init(&c, s.k, e, today);
    check_mermaid(&c);
    check_ways(&c);
    graph_dot(&c, &out);
    assert_int_equal(count(out.s, "evil"), 1);
    assert_non_null(strstr(out.s, "a\\\\n\\\"];evil [\\\"\""));
    dot = popen("dot -Tsvg >/dev/null", "w");
    check_dot(&c);
    assert_int_equal(pclose(dot), 0);
    strbuf_done(&out);
    chart_done(&c);
    knowledge_free(s.k);
    diags_done(&s.diags);
    sources_done(&s.sources);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ways),
        cmocka_unit_test(test_documents_of_walks),
        cmocka_unit_test(test_documents_of_unknown),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_dot),
        cmocka_unit_test(test_mermaid),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
