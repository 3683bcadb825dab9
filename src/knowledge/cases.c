#include "knowledge/cases.h"
#include "base/xalloc.h"
#include "knowledge/files.h"
#include "knowledge/link.h"
#include "knowledge/near.h"
#include "knowledge/node.h"
#include "knowledge/record.h"
#include <stdlib.h>
#include <string.h>

struct case_file { /* one file: the lists below its keys */
    struct case_questions questions;
    struct case_guides guides;
    struct case_dialogues dialogues;
};

static const struct field file_fields[] = {
    {.name = "questions",
     .type = F_LIST,
     .offset = offsetof(struct case_file, questions),
     .record = &record_case_question,
     .help = "質問の例"},
    {.name = "guides",
     .type = F_LIST,
     .offset = offsetof(struct case_file, guides),
     .record = &record_case_guide,
     .help = "道すじの例"},
    {.name = "dialogues",
     .type = F_LIST,
     .offset = offsetof(struct case_file, dialogues),
     .record = &record_case_dialogue,
     .help = "対話の例"},
};
const struct record record_case_file = {.name = "試験",
                                        .size = sizeof(struct case_file),
                                        .fields = file_fields,
                                        .nfields = sizeof file_fields / sizeof *file_fields};

/* Puts the list b behind a, in the arena. */
static struct anylist join(struct arena *a, struct anylist x, struct anylist y, size_t size)
{
    char *v = arena_array(a, x.n + y.n, size);
    if (x.n)
        memcpy(v, x.v, x.n * size);
    if (y.n)
        memcpy(v + x.n * size, y.v, y.n * size);
    return (struct anylist){v, x.n + y.n};
}

static void add_file(struct cases *c, const struct case_file *f)
{
    struct anylist q =
        join(&c->arena, (struct anylist){c->questions.v, c->questions.n},
             (struct anylist){f->questions.v, f->questions.n}, sizeof *c->questions.v);
    struct anylist g = join(&c->arena, (struct anylist){c->guides.v, c->guides.n},
                            (struct anylist){f->guides.v, f->guides.n}, sizeof *c->guides.v);
    struct anylist d =
        join(&c->arena, (struct anylist){c->dialogues.v, c->dialogues.n},
             (struct anylist){f->dialogues.v, f->dialogues.n}, sizeof *c->dialogues.v);
    c->questions = (struct case_questions){q.v, q.n};
    c->guides = (struct case_guides){g.v, g.n};
    c->dialogues = (struct case_dialogues){d.v, d.n};
}

static bool has_urgent(const struct knowledge *k, const char *id)
{
    for (size_t i = 0; i < k->urgency.urgent.n; i++)
        if (str_is(&k->urgency.urgent.v[i].id, id))
            return true;
    return false;
}

static bool has_reply(const struct knowledge *k, const char *id)
{
    for (size_t i = 0; i < k->smalltalk.replies.n; i++)
        if (str_is(&k->smalltalk.replies.v[i].id, id))
            return true;
    return false;
}

static void check_question(const struct knowledge *k, const struct case_question *q,
                           struct diags *d)
{
    if (q->is.len && q->act != CASE_URGENT && q->act != CASE_SMALLTALK)
        diags_add(d, DIAG_ERROR, q->is.at, "is は act: urgent か act: smalltalk と書きます");
    else if (q->is.len && !(q->act == CASE_URGENT ? has_urgent(k, q->is.s) : has_reply(k, q->is.s)))
        diags_add(d, DIAG_ERROR, q->is.at, "「%s」は %s にありません", q->is.s,
                  q->act == CASE_URGENT ? "urgent.yaml" : "dict/smalltalk.yaml");
    if ((q->first.len > 0) + (q->any.n > 0) + (q->act != CASE_UNSAID) != 1)
        diags_add(d, DIAG_ERROR, q->ask.at, "質問の例には first・any・act の、どれか1つを書きます");
}

/* ids with commas between them */
static bool has_answers(const struct question *q, const char *ids)
{
    struct strbuf id;
    strbuf_init(&id);
    bool ok = true;
    for (const char *p = ids; ok && p;) {
        size_t n = strcspn(p, ",");
        strbuf_clear(&id);
        strbuf_add(&id, p, n);
        ok = question_answer(q, id.s) >= 0;
        p = p[n] ? p + n + 1 : NULL;
    }
    strbuf_done(&id);
    return ok;
}

/* An answer as a fact keeps it: what a person would say for it belongs into say. */
static void check_fact(const struct knowledge *k, const struct fact_preset *p, struct diags *d)
{
    const struct question *q = knowledge_question(k, p->question.s);
    if (!q || !p->answer.len || str_is(&p->answer, "unknown"))
        return;
    const char *s = p->answer.s;
    struct date day;
    switch (q->kind) {
    case Q_SINGLE:
    case Q_MULTI:
    case Q_YESNO:
        if (!has_answers(q, s)) {
            struct near near = near_answer(q, s);
            near_report(&near, d, p->answer.at, "質問「%s」に「%s」という答えはありません",
                        p->question.s, s);
        }
        break;
    case Q_DATE:
        if (!date_parse_iso(s, p->answer.len, &day))
            diags_add(d, DIAG_ERROR, p->answer.at,
                      "日付は 2026-11-20 の形で、ある日を書いてください");
        break;
    case Q_NUMBER:
        if (strspn(s + (*s == '-'), "0123456789") != p->answer.len - (*s == '-'))
            diags_add(d, DIAG_ERROR, p->answer.at, "「%s」には半角の数字を書いてください",
                      p->question.s);
        break;
    case Q_DERIVED:
        diags_add(d, DIAG_ERROR, p->question.at, "計算で決まる値（derived）はたずねられません");
        break;
    }
}

static void check_due(const struct knowledge *k, const struct str *id, struct diags *d)
{
    struct near near = near_to(id->s);
    if (knowledge_entry(k, id->s))
        return;
    for (size_t i = 0; i < k->entries.n; i++)
        near_try(&near, k->entries.v[i].id.s);
    near_report(&near, d, id->at, "「%s」という項目はありません", id->s);
}

static void check_guide(const struct knowledge *k, const struct case_guide *c, struct diags *d)
{
    const struct entry *e = c->id.len ? knowledge_entry(k, c->id.s) : NULL;
    if (e && e->kind != ENTRY_PROCEDURE && e->kind != ENTRY_EVENT)
        diags_add(d, DIAG_ERROR, c->id.at, "「%s」は手続きでも出来事でもありません", c->id.s);
    for (size_t i = 0; i < c->answers.n; i++)
        check_fact(k, &c->answers.v[i], d);
    for (size_t i = 0; i < c->deadlines.n; i++)
        check_due(k, &c->deadlines.v[i].id, d);
}

static bool expects(const struct case_turn *t)
{
    return t->has_act || t->has_phase || t->has_aspect || t->has_documents || t->entry.len ||
           t->among.n || t->facts.n || t->asks.len || t->has.n || t->hasnt.n || t->begins.len;
}

static void check_dialogue(const struct knowledge *k, const struct case_dialogue *c,
                           struct diags *d)
{
    bool any = false;
    for (size_t i = 0; i < c->turns.n; i++) {
        const struct case_turn *t = &c->turns.v[i];
        any |= expects(t);
        for (size_t f = 0; f < t->facts.n; f++)
            check_fact(k, &t->facts.v[f], d);
    }
    if (c->turns.n && !any)
        diags_add(d, DIAG_ERROR, c->name.at, "対話の例が、返事を何も確かめていません");
}

struct reader {
    const struct knowledge *k;
    struct sources *sources;
    struct diags *d;
    struct cases *out;
};

static void read_file(const struct reader *r, const char *path)
{
    uint32_t file;
    if (!files_read(path, r->sources, r->d, &file))
        return;
    struct ynode *root = yaml_parse(&r->out->arena, r->sources, file, r->d);
    if (!root)
        return;
    struct case_file f;
    struct record_reader rr = {&r->out->arena, r->d};
    record_read(&rr, &record_case_file, root, &f);
    knowledge_link_record(r->k, &record_case_file, &f, r->d);
    for (size_t i = 0; i < f.questions.n; i++)
        check_question(r->k, &f.questions.v[i], r->d);
    for (size_t i = 0; i < f.guides.n; i++)
        check_guide(r->k, &f.guides.v[i], r->d);
    for (size_t i = 0; i < f.dialogues.n; i++)
        check_dialogue(r->k, &f.dialogues.v[i], r->d);
    add_file(r->out, &f);
}

/* path: a folder; used up. */
static void read_folder(const struct reader *r, struct strbuf *path)
{
    size_t n = 0, folder = path->len;
    char **names = files_names(path->s, &n);
    for (size_t i = 0; i < n; i++) {
        strbuf_truncate(path, folder);
        strbuf_printf(path, "/%s", names[i]);
        size_t len = strlen(names[i]);
        free(names[i]);
        if (len >= 6 && strcmp(path->s + path->len - 5, ".yaml") == 0)
            read_file(r, path->s);
    }
    free(names);
}

void cases_load(const char *dir, const struct knowledge *k, struct sources *sources,
                struct diags *d, struct cases *out)
{
    static const char *const folders[] = {"tests", "tests/dialogues"};
    memset(out, 0, sizeof *out);
    arena_init(&out->arena);
    struct reader r = {k, sources, d, out};
    struct strbuf path;
    strbuf_init(&path);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        strbuf_clear(&path);
        strbuf_printf(&path, "%s/%s", dir, folders[i]);
        read_folder(&r, &path);
    }
    strbuf_done(&path);
}

void cases_done(struct cases *c)
{
    arena_done(&c->arena);
    memset(c, 0, sizeof *c);
}

static struct str copy_str(struct arena *a, const struct str *s)
{
    return (struct str){arena_strndup(a, s->s, s->len), s->len, {0, 0, 0}};
}

static struct example example_of(struct arena *a, const struct str *id, const struct str *ask)
{
    struct str *asked = arena_array(a, 1, sizeof *asked);
    *asked = copy_str(a, ask);
    return (struct example){copy_str(a, id), {asked, 1}};
}

void cases_teach(const struct cases *c, struct knowledge *k)
{
    size_t n = k->examples.n, more = 0;
    for (size_t i = 0; i < c->questions.n; i++)
        more += 1 + c->questions.v[i].any.n;
    struct example *v = arena_array(&k->arena, n + more, sizeof *v);
    if (n > 0)
        memcpy(v, k->examples.v, n * sizeof *v);
    for (size_t i = 0; i < c->questions.n; i++) {
        const struct case_question *q = &c->questions.v[i];
        if (q->first.len > 0)
            v[n++] = example_of(&k->arena, &q->first, &q->ask);
        for (size_t j = 0; j < q->any.n; j++)
            v[n++] = example_of(&k->arena, &q->any.v[j], &q->ask);
    }
    k->examples = (struct examples){v, n};
}
