/* Each fee of the shipped town is raised: the diff names exactly the entries whose sheet or list
 * becomes another one. */
#include "guide/diff.h"
#include "knowledge/loader.h"
#include "output/plain.h"
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Fees are raised in so many turns. Neighbours belong together and are never raised in the same
 * one, so that what is missed of one is not hidden by the other. */
enum { TURNS = 8, WALKS = 2 };

static const struct date today = {2026, 11, 20};

struct loaded {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
};

static void town_open(struct loaded *t, const char *dir)
{
    struct error err = ERROR_NONE;
    sources_init(&t->sources);
    diags_init(&t->diags, &t->sources);
    t->k = knowledge_load(dir, "dict", &t->sources, &t->diags, &err);
    if (!t->k || t->diags.errors > 0)
        fail_msg("%s: %s, errors: %zu", dir, err.msg, t->diags.errors);
}

static void town_close(struct loaded *t)
{
    knowledge_free(t->k);
    diags_done(&t->diags);
    sources_done(&t->sources);
}

/* ---- the town with other fees: its own town.yaml, and links to all else ---- */

struct folder {
    char path[64];
};

static void below(char *path, size_t n, const char *folder, const char *name)
{
    assert_true((size_t)snprintf(path, n, "%s/%s", folder, name) < n);
}

static void folder_make(struct folder *f)
{
    char root[4096], from[8192], to[8192];
    const struct dirent *e;
    strcpy(f->path, "/tmp/madoguchi-fees-XXXXXX");
    assert_non_null(mkdtemp(f->path));
    assert_non_null(realpath("knowledge", root));
    DIR *d = opendir(root);
    assert_non_null(d);
    while ((e = readdir(d)))
        if (e->d_name[0] != '.' && strcmp(e->d_name, "town.yaml") != 0) {
            below(from, sizeof from, root, e->d_name);
            below(to, sizeof to, f->path, e->d_name);
            assert_int_equal(symlink(from, to), 0);
        }
    closedir(d);
}

static void folder_remove(const struct folder *f)
{
    char path[8192];
    const struct dirent *e;
    DIR *d = opendir(f->path);
    assert_non_null(d);
    while ((e = readdir(d)))
        if (e->d_name[0] != '.') {
            below(path, sizeof path, f->path, e->d_name);
            assert_int_equal(unlink(path), 0);
        }
    closedir(d);
    assert_int_equal(rmdir(f->path), 0);
}

static bool is_fee(const char *line, const struct town_fee *f)
{
    size_t n = f->id.len;
    return strncmp(line, "  ", 2) == 0 && strncmp(line + 2, f->id.s, n) == 0 && line[2 + n] == ':';
}

/* Every TURNS-th fee, from the one of this turn on, is 7 yen more. */
static void raise_fees(const struct folder *f, const struct town_fees *fees, size_t turn)
{
    char path[256], line[4096];
    size_t raised = 0, due = 0;
    below(path, sizeof path, f->path, "town.yaml");
    FILE *in = fopen("knowledge/town.yaml", "r"), *out = fopen(path, "w");
    assert_true(in && out);
    while (fgets(line, sizeof line, in)) {
        const struct town_fee *fee = NULL;
        for (size_t i = turn; i < fees->n && !fee; i += TURNS)
            if (is_fee(line, &fees->v[i]))
                fee = &fees->v[i];
        if (fee)
            fprintf(out, "  %s: %d\n", fee->id.s, fee->yen.v[0].yen + 7);
        else
            fputs(line, out);
        raised += fee != NULL;
    }
    for (size_t i = turn; i < fees->n; i += TURNS)
        due++;
    assert_int_equal(raised, due);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* ---- what people get ---- */

static bool sheet_differs(const struct knowledge *const k[2], const char *id)
{
    struct strbuf b[2];
    for (int side = 0; side < 2; side++) {
        struct plain p = {.knowledge = k[side], .cols = 80, .ambiguous = 1, .today = today};
        strbuf_init(&b[side]);
        plain_entry(&p, knowledge_entry(k[side], id), PART_SUMMARY, &b[side]);
    }
    bool differs = strcmp(b[0].s, b[1].s) != 0;
    strbuf_done(&b[0]);
    strbuf_done(&b[1]);
    return differs;
}

static unsigned next_number(unsigned *dice)
{
    *dice = *dice * 1103515245u + 12345u;
    return *dice >> 16;
}

/* The answers of somebody, walked on the first side. */
static void answer(const struct guide *g, struct facts *f, unsigned *dice)
{
    struct guide_step step;
    for (guide_next(g, f, &step); step.question; guide_next(g, f, &step)) {
        const struct question *q = step.question;
        struct fact fact = {.question = q};
        if (q->kind == Q_DATE)
            fact.date = date_add_days(today, -(long)(next_number(dice) % 40));
        else if (q->kind == Q_NUMBER)
            fact.number = q->min + (long)(next_number(dice) % 3);
        else
            fact.answers = UINT64_C(1) << next_number(dice) % q->answers.n;
        facts_put(f, &fact);
    }
}

static bool list_differs(const struct guide g[2], const struct facts *given)
{
    struct strbuf b[2];
    for (int side = 0; side < 2; side++) {
        struct plain p = {
            .knowledge = g[side].knowledge, .cols = 80, .ambiguous = 1, .today = today};
        struct facts f;
        facts_init(&f);
        for (size_t i = 0; i < given->n; i++) {
            struct fact fact = given->v[i];
            fact.question = knowledge_question(g[side].knowledge, fact.question->id.s);
            facts_put(&f, &fact);
        }
        strbuf_init(&b[side]);
        struct checklist *c = guide_checklist(&g[side], &f);
        plain_checklist(&p, c, &b[side]);
        checklist_free(c);
        facts_done(&f);
    }
    bool differs = strcmp(b[0].s, b[1].s) != 0;
    strbuf_done(&b[0]);
    strbuf_done(&b[1]);
    return differs;
}

/* Some people's, and what comes out where nothing is answered, which holds all of them. */
static bool lists_differ(const struct knowledge *const k[2], const char *id)
{
    struct guide g[2] = {{k[0], knowledge_entry(k[0], id), today},
                         {k[1], knowledge_entry(k[1], id), today}};
    unsigned dice = 1;
    bool differs = false;
    if (g[0].entry->kind != ENTRY_PROCEDURE && g[0].entry->kind != ENTRY_EVENT)
        return false;
    for (int i = 0; i <= WALKS && !differs; i++) {
        struct facts f;
        facts_init(&f);
        if (i > 0)
            answer(&g[0], &f, &dice);
        differs = list_differs(g, &f);
        facts_done(&f);
    }
    return differs;
}

/* ---- what the diff says ---- */

static bool is_one_of(const struct diff_entries *v, const char *id)
{
    for (size_t i = 0; i < v->n; i++)
        if (str_is(&v->v[i]->id, id))
            return true;
    return false;
}

static bool is_named(const struct diff *d, const char *id)
{
    for (size_t i = 0; i < d->nentries; i++) {
        const struct diff_entry *e = &d->entries[i];
        if (diff_entry_changed(e) && (str_is(&e->entry[1]->id, id) || is_one_of(&e->also, id)))
            return true;
    }
    for (size_t i = 0; i < d->nshared; i++)
        if (is_one_of(&d->shared[i].users, id))
            return true;
    return false;
}

static size_t compare(const struct knowledge *const k[2])
{
    struct diff *d = diff_new(k[0], k[1], today);
    size_t named = 0;
    for (size_t i = 0; i < k[0]->entries.n; i++) {
        const char *id = knowledge_at(k[0], i)->id.s;
        bool sheet = sheet_differs(k, id), list = lists_differ(k, id), told = is_named(d, id);
        if (told != (sheet || list))
            fail_msg("%s: %s, but its sheet %s and its lists %s", id,
                     told ? "the diff names it" : "the diff does not name it",
                     sheet ? "changes" : "stays", list ? "change" : "stay");
        named += told;
    }
    diff_free(d);
    return named;
}

static void every_fee(void **state)
{
    struct loaded before;
    struct folder folder;
    (void)state;
    town_open(&before, "knowledge");
    folder_make(&folder);
    for (size_t turn = 0; turn < TURNS; turn++) {
        struct loaded after;
        raise_fees(&folder, &before.k->town.fees, turn);
        town_open(&after, folder.path);
        assert_true(compare((const struct knowledge *[2]){before.k, after.k}) > 0);
        town_close(&after);
    }
    folder_remove(&folder);
    town_close(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_fee)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
