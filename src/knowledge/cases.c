#include "knowledge/cases.h"
#include "base/xalloc.h"
#include "knowledge/files.h"
#include "knowledge/link.h"
#include "knowledge/node.h"
#include "knowledge/record.h"
#include <stdlib.h>
#include <string.h>

struct case_file { /* one file: the lists below its two keys */
    struct case_questions questions;
    struct case_guides guides;
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
};
static const struct record record_file = {
    .name = "試験", .size = sizeof(struct case_file), .fields = file_fields, .nfields = 2};

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
    c->questions = (struct case_questions){q.v, q.n};
    c->guides = (struct case_guides){g.v, g.n};
}

static void check_question(const struct case_question *q, struct diags *d)
{
    if ((q->first.len > 0) + (q->any.n > 0) + (q->act != CASE_UNSAID) != 1)
        diags_add(d, DIAG_ERROR, q->ask.at, "質問の例には first・any・act の、どれか1つを書きます");
}

void cases_load(const char *dir, const struct knowledge *k, struct sources *sources,
                struct diags *d, struct cases *out)
{
    memset(out, 0, sizeof *out);
    arena_init(&out->arena);
    struct strbuf path;
    strbuf_init(&path);
    strbuf_printf(&path, "%s/tests", dir);
    size_t n = 0, folder = path.len;
    char **names = files_names(path.s, &n);
    for (size_t i = 0; i < n; i++) {
        strbuf_truncate(&path, folder);
        strbuf_printf(&path, "/%s", names[i]);
        size_t len = strlen(names[i]);
        free(names[i]);
        uint32_t file;
        if (len < 6 || strcmp(path.s + path.len - 5, ".yaml") != 0 ||
            !files_read(path.s, sources, d, &file))
            continue;
        struct ynode *root = yaml_parse(&out->arena, sources, file, d);
        if (!root)
            continue;
        struct case_file f;
        struct record_reader rr = {&out->arena, d};
        record_read(&rr, &record_file, root, &f);
        knowledge_link_record(k, &record_file, &f, d);
        for (size_t q = 0; q < f.questions.n; q++)
            check_question(&f.questions.v[q], d);
        add_file(out, &f);
    }
    free(names);
    strbuf_done(&path);
}

void cases_done(struct cases *c)
{
    arena_done(&c->arena);
    memset(c, 0, sizeof *c);
}
