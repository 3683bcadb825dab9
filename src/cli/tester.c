#include "cli/tester.h"
#include "base/lang.h"
#include "text/utf8.h"
#include <stdio.h>
#include <string.h>

void tester_count(struct tester *t, bool ok, const char *name)
{
    if (ok) {
        t->passed++;
        return;
    }
    t->failed++;
    if (t->names)
        strbuf_printf(t->names, "%s\n", name);
}

static void print_path(const struct tester *t, struct mark at)
{
    const char *path = t->from->sources.v[at.file].path;
    struct strbuf clean;
    strbuf_init(&clean);
    utf8_clean(&clean, path, strlen(path), false);
    printf("%s:%u", clean.s, at.line);
    strbuf_done(&clean);
}

void tester_begin(const struct tester *t, struct mark at)
{
    if (at.line) {
        print_path(t, at);
        printf(":%u: ", at.col);
    }
    printf("%s", _("だめ: "));
}

void tester_place(const struct tester *t, struct mark at)
{
    if (!at.line)
        return;
    printf("（");
    print_path(t, at);
    printf("）");
}

void tester_guides(struct tester *t)
{
    const struct case_guides *g = &t->from->cases.guides;
    for (size_t i = 0; i < g->n; i++)
        test_guide(t, &g->v[i]);
}

/* ---- what is run first ---- */

struct run {
    struct tester *t;
    const struct tester_first *first; /* NULL: everything is run at once */
    bool now;                         /* those of first, or the others? */
    size_t turns;
};

static bool has_line(const char *lines, const char *line)
{
    size_t n = strlen(line);
    for (const char *p = lines; p && *p; p = strchr(p, '\n'), p = p ? p + 1 : NULL)
        if (strncmp(p, line, n) == 0 && p[n] == '\n')
            return true;
    return false;
}

static bool is_in(const struct run *r, struct mark at)
{
    for (size_t i = 0; at.line && i < r->first->nfiles; i++)
        if (strcmp(r->first->files[i], r->t->from->sources.v[at.file].path) == 0)
            return true;
    return false;
}

static bool is_entry_in(const struct run *r, const char *id)
{
    const struct entry *e = knowledge_entry(r->t->from->k, id);
    return e && is_in(r, e->id.at);
}

static bool is_turn(const struct run *r, bool first)
{
    return !r->first || first == r->now;
}

static bool entry_first(const struct run *r, const struct entry *e)
{
    if (!r->first)
        return false;
    const char *failed = r->first->failed;
    bool first =
        is_in(r, e->id.at) || has_line(failed, e->name.s) || has_line(failed, e->reading.s);
    for (size_t i = 0; i < e->says.n && !first; i++)
        first = has_line(failed, e->says.v[i].s);
    return first;
}

static bool question_first(const struct run *r, const struct case_question *q)
{
    if (!r->first)
        return false;
    bool first =
        is_in(r, q->ask.at) || is_entry_in(r, q->first.s) || has_line(r->first->failed, q->ask.s);
    for (size_t i = 0; i < q->any.n && !first; i++)
        first = is_entry_in(r, q->any.v[i].s);
    return first;
}

static bool dialogue_first(const struct run *r, const struct case_dialogue *c)
{
    return r->first && (is_in(r, c->name.at) || has_line(r->first->failed, c->name.s));
}

static void run_cases(struct run *r)
{
    struct tester *t = r->t;
    const struct entries *e = &t->from->k->entries;
    const struct cases *c = &t->from->cases;
    for (size_t i = 0; i < e->n && t->err.code == EX_OK; i++)
        if (is_turn(r, entry_first(r, &e->v[i])))
            test_own_words(t, &e->v[i]);
    for (size_t i = 0; i < c->questions.n && t->err.code == EX_OK; i++)
        if (is_turn(r, question_first(r, &c->questions.v[i])))
            test_question(t, &c->questions.v[i]);
    size_t failed = t->failed;
    if (!r->first)
        tester_guides(t);
    size_t before = t->failed;
    for (size_t i = 0; i < c->dialogues.n && t->err.code == EX_OK; i++)
        if (is_turn(r, dialogue_first(r, &c->dialogues.v[i])))
            r->turns += test_dialogue(t, &c->dialogues.v[i]);
    if (failed && t->failed > before) /* a wrong example teaches the search */
        printf("%s\n", _("質問の例は、検索にも教えられています。質問の例を先に直すと、対話の例も合"
                         "うことがあります。"));
}

/* ---- all of it ---- */

static void say_all(const struct run *r)
{
    const struct tester *t = r->t;
    const struct cases *c = &t->from->cases;
    printf(_("質問の例 %zu、道すじの例 %zu、対話の例 %zu（発話 %zu）\n"), c->questions.n,
           c->guides.n, c->dialogues.n, r->turns);
    printf(_("そのうち、はじめて聞いたとしても1番目に出る質問 %zu（%zu のうち）\n"), t->unheard,
           t->asked);
    printf("%zu passed, %zu failed\n", t->passed, t->failed);
}

static void say_first(const struct tester *t)
{
    size_t n = t->passed + t->failed;
    if (n && t->failed)
        printf(_("変えた所と、前にだめだった所の例 %zu: だめ %zu\n"), n, t->failed);
    else if (n)
        printf(_("変えた所と、前にだめだった所の例 %zu: 合っています\n"), n);
}

static void say_rest(const struct tester *t)
{
    if (t->failed)
        printf(_("検索・質問・対話の例 %zu: だめ %zu\n"), t->passed + t->failed, t->failed);
    else
        printf(_("検索・質問・対話の例 %zu: 合っています\n"), t->passed);
}

static void search_all(struct run *r)
{
    struct tester *t = r->t;
    r->now = true;
    if (r->first) {
        run_cases(r);
        if (t->err.code == EX_OK)
            say_first(t);
        r->now = false;
    }
    run_cases(r);
    if (t->err.code != EX_OK)
        return;
    if (r->first)
        say_rest(t);
    else
        say_all(r);
}

int tester_search(struct tester *t, struct checked *from, const char *db, const char *userdic,
                  const struct tester_first *first)
{
    struct run run = {.t = t, .first = first};
    struct morph *m = morph_open(NULL, userdic, &t->err);
    t->from = from;
    cases_teach(&from->cases, from->k);
    if (m && index_build(db, from->k, m, userdic, &t->err))
        t->index = index_open(db, &t->err);
    if (t->index) {
        t->db = db;
        t->k = index_knowledge(t->index);
        search_all(&run);
        index_close(t->index);
    }
    morph_close(m);
    if (t->err.code != EX_OK)
        return cli_fail(&t->err);
    return t->failed ? EX_DATAERR : EX_OK;
}
