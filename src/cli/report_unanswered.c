#include "app/config.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/likeness.h"
#include "cli/report.h"
#include "index/analyzer.h"
#include "journal/journal.h"
#include "output/unanswered.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One text with all its rows. */
struct asked {
    const char *text;
    size_t none, poor;
    struct date first, last;
    const char **entries; /* one for each time, as the journal has them */
    size_t *counts, nentries;
};
struct report {
    const struct knowledge *knowledge;
    struct analyzer *analyzer;
    struct arena arena;
    struct asked *asked; /* the most frequent first */
    size_t nasked;
    struct unanswered out;
};

/* ---- texts ---- */

static bool is_question(const struct journal_row *r)
{
    return (r->kind == JOURNAL_UNANSWERED || r->kind == JOURNAL_POOR) && *r->text;
}

static int by_text(const void *a, const void *b)
{
    const struct journal_row *x = *(const struct journal_row *const *)a,
                             *y = *(const struct journal_row *const *)b;
    int c = strcmp(x->text, y->text);
    return c ? c : x < y ? -1 : x > y;
}

static int by_count(const void *a, const void *b)
{
    const struct asked *x = a, *y = b;
    size_t n = x->none + x->poor, m = y->none + y->poor;
    return n != m ? (n < m ? 1 : -1) : strcmp(x->text, y->text);
}

static void add_row(struct report *r, struct asked *a, const struct journal_row *row, size_t most)
{
    if (!a->entries) {
        *a = (struct asked){.text = row->text, .first = row->day, .last = row->day};
        a->entries = arena_array(&r->arena, most, sizeof *a->entries);
        a->counts = arena_array(&r->arena, most, sizeof *a->counts);
    }
    *(row->kind == JOURNAL_POOR ? &a->poor : &a->none) += row->count;
    if (date_cmp(row->day, a->first) < 0)
        a->first = row->day;
    if (date_cmp(row->day, a->last) > 0)
        a->last = row->day;
    a->entries[a->nentries] = row->entries;
    a->counts[a->nentries++] = row->count;
}

static void collect(struct report *r, const struct journal_rows *rows)
{
    const struct journal_row **v = xreallocarray(NULL, rows->n + 1, sizeof(*v));
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++)
        if (is_question(&rows->v[i]))
            v[n++] = &rows->v[i];
    qsort(v, n, sizeof *v, by_text);
    r->asked = arena_array(&r->arena, n, sizeof *r->asked);
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && strcmp(v[end]->text, v[i]->text) == 0)
            end++;
        struct asked *a = &r->asked[r->nasked++];
        for (size_t k = i; k < end; k++)
            add_row(r, a, v[k], end - i);
        i = end;
    }
    free(v);
    qsort(r->asked, r->nasked, sizeof *r->asked, by_count);
}

/* ---- groups ---- */

static int by_letters(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The marks say nothing about the subject. */
static void without_marks(const char *s, struct strbuf *out)
{
    static const char open[] = "〔", close[] = "〕";
    while (*s) {
        const char *end = strncmp(s, open, 3) == 0 ? strstr(s, close) : NULL;
        if (end) {
            strbuf_putc(out, ' ');
            s = end + strlen(close);
        } else {
            strbuf_putc(out, *s++);
        }
    }
}

static void find_words(struct report *r, const char *text, struct likeness_text *out)
{
    struct strbuf s;
    struct terms terms;
    strbuf_init(&s);
    terms_init(&terms);
    without_marks(text, &s);
    analyzer_run(r->analyzer, s.s, s.len, true, &terms);
    const char **v = arena_array(&r->arena, terms.n, sizeof *v);
    size_t n = 0, unique = 0;
    for (size_t i = 0; i < terms.n; i++)
        if (terms.v[i].s[0] == 'w')
            v[n++] = arena_strndup(&r->arena, terms.v[i].s, terms.v[i].len);
    qsort(v, n, sizeof *v, by_letters);
    for (size_t i = 0; i < n; i++)
        if (unique == 0 || strcmp(v[unique - 1], v[i]) != 0)
            v[unique++] = v[i];
    *out = (struct likeness_text){.words = v, .nwords = unique};
    terms_done(&terms);
    strbuf_done(&s);
}

static const char *name_of(const struct report *r, const char *id)
{
    const struct entry *e = knowledge_entry(r->knowledge, id);
    return e ? e->name.s : "";
}

static void add_offer(struct report *r, struct unanswered_group *g, const char *id, size_t count)
{
    for (size_t i = 0; i < g->noffers; i++) {
        if (strcmp(g->offers[i].id, id) == 0) {
            g->offers[i].count += count;
            return;
        }
    }
    struct unanswered_offer *v = arena_array(&r->arena, g->noffers + 1, sizeof *v);
    if (g->noffers > 0)
        memcpy(v, g->offers, g->noffers * sizeof *v);
    v[g->noffers++] = (struct unanswered_offer){id, name_of(r, id), count};
    g->offers = v;
}

static int by_offers(const void *a, const void *b)
{
    const struct unanswered_offer *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1) : strcmp(x->id, y->id);
}

static void add_offers(struct report *r, struct unanswered_group *g, const struct asked *a)
{
    for (size_t i = 0; i < a->nentries; i++) {
        char *ids = arena_strdup(&r->arena, a->entries[i]), *left = NULL;
        for (char *id = strtok_r(ids, " ", &left); id; id = strtok_r(NULL, " ", &left))
            add_offer(r, g, id, a->counts[i]);
    }
}

static void join(struct report *r, struct unanswered_group *g, const struct asked *a)
{
    if (g->ntexts == 0) {
        g->first = a->first;
        g->last = a->last;
    }
    g->texts[g->ntexts++] = a->text;
    g->none += a->none;
    g->poor += a->poor;
    if (date_cmp(a->first, g->first) < 0)
        g->first = a->first;
    if (date_cmp(a->last, g->last) > 0)
        g->last = a->last;
    add_offers(r, g, a);
}

static int by_group(const void *a, const void *b)
{
    const struct unanswered_group *x = a, *y = b;
    size_t n = x->none + x->poor, m = y->none + y->poor;
    return n != m ? (n < m ? 1 : -1) : strcmp(x->texts[0], y->texts[0]);
}

static void make_groups(struct report *r)
{
    struct likeness_text *like = xcalloc(r->nasked + 1, sizeof *like);
    size_t *place = xcalloc(r->nasked + 1, sizeof *place),
           *sizes = xcalloc(r->nasked + 1, sizeof *sizes);
    for (size_t i = 0; i < r->nasked; i++)
        find_words(r, r->asked[i].text, &like[i]);
    likeness_group(like, r->nasked);
    for (size_t i = 0; i < r->nasked; i++)
        sizes[like[i].group]++;
    struct unanswered_group *g = arena_array(&r->arena, r->nasked, sizeof *g);
    size_t n = 0;
    for (size_t i = 0; i < r->nasked; i++) {
        if (like[i].group == i) {
            place[i] = n++;
            g[place[i]].texts = arena_array(&r->arena, sizes[i], sizeof *g->texts);
        }
        join(r, &g[place[like[i].group]], &r->asked[i]);
    }
    for (size_t i = 0; i < n; i++)
        if (g[i].noffers > 0)
            qsort(g[i].offers, g[i].noffers, sizeof *g[i].offers, by_offers);
    if (n > 0)
        qsort(g, n, sizeof *g, by_group);
    r->out.groups = g;
    r->out.ngroups = n;
    free(like);
    free(place);
    free(sizes);
}

/* ---- votes ---- */

static int by_entry(const void *a, const void *b)
{
    const struct journal_row *x = *(const struct journal_row *const *)a,
                             *y = *(const struct journal_row *const *)b;
    int c = strcmp(x->entries, y->entries);
    return c ? c : strcmp(x->text, y->text);
}

static int by_no(const void *a, const void *b)
{
    const struct unanswered_vote *x = a, *y = b;
    if (x->no != y->no)
        return x->no < y->no ? 1 : -1;
    return x->yes != y->yes ? (x->yes < y->yes ? 1 : -1) : strcmp(x->id, y->id);
}

static void add_vote(struct unanswered_vote *v, const struct journal_row *row)
{
    *(row->kind == JOURNAL_YES ? &v->yes : &v->no) += row->count;
    if (*row->text && (v->ntexts == 0 || strcmp(v->texts[v->ntexts - 1], row->text) != 0))
        v->texts[v->ntexts++] = row->text;
}

static void make_votes(struct report *r, const struct journal_rows *rows)
{
    const struct journal_row **v = xreallocarray(NULL, rows->n + 1, sizeof(*v));
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++)
        if (rows->v[i].kind == JOURNAL_YES || rows->v[i].kind == JOURNAL_NO)
            v[n++] = &rows->v[i];
    qsort(v, n, sizeof *v, by_entry);
    r->out.votes = arena_array(&r->arena, n, sizeof *r->out.votes);
    for (size_t i = 0; i < n;) {
        size_t end = i;
        while (end < n && strcmp(v[end]->entries, v[i]->entries) == 0)
            end++;
        struct unanswered_vote *vote = &r->out.votes[r->out.nvotes++];
        vote->id = v[i]->entries;
        vote->name = name_of(r, vote->id);
        vote->texts = arena_array(&r->arena, end - i, sizeof *vote->texts);
        for (; i < end; i++)
            add_vote(vote, v[i]);
    }
    free(v);
    if (r->out.nvotes > 0)
        qsort(r->out.votes, r->out.nvotes, sizeof *r->out.votes, by_no);
}

/* ---- */

/* What a clerk has filled in is never overwritten. */
static int write_file(const char *path, const struct strbuf *out)
{
    struct error err = ERROR_NONE;
    return file_create(path, out, &err) ? EX_OK : cli_fail(&err);
}

static int print(const struct cli *cli, const struct args *args, const struct report *r)
{
    struct strbuf out;
    strbuf_init(&out);
    if (args_has(args, "as-cases")) {
        cases_unanswered(&r->out, cli->today, &out);
    } else if (args_has(args, "json")) {
        json_unanswered(&r->out, &out);
    } else {
        struct plain p = {r->knowledge, cli->cols, cli->ambiguous, cli->today, NULL};
        plain_unanswered(&p, &r->out, &out);
    }
    const char *path = args_value(args, "output");
    int code = path ? write_file(path, &out) : cli_print(&out);
    strbuf_done(&out);
    return code;
}

static bool read_journal(const struct cli *cli, const struct args *args, struct date *since,
                         struct journal_rows *rows, struct error *err)
{
    const char *day = args_value(args, "since");
    const char *path = cli->journal;
    if (day && !date_parse_iso(day, strlen(day), since)) {
        error_set(err, EX_USAGE, _("--since は 2026-11-20 の形で書いてください"));
        return false;
    }
    if (!path && access(CONFIG_KIOSK_JOURNAL, F_OK) == 0)
        path = CONFIG_KIOSK_JOURNAL;
    if (!path) {
        error_set(err, EX_USAGE, _("質問の記録のファイルを --journal FILE で書いてください"));
        return false;
    }
    return journal_read(path, *since, rows, err);
}

int report_unanswered(const struct cli *cli, const struct args *args, const char *none)
{
    struct error err = ERROR_NONE;
    if (none) {
        error_set(&err, EX_USAGE, _("unanswered の後にことばは要りません（「%s」）"), none);
        return cli_fail(&err);
    }
    struct journal_rows rows = {0};
    struct report r = {0};
    arena_init(&rows.arena);
    arena_init(&r.arena);
    struct session *s = session_open(&cli->session, &err);
    int code;
    if (!s || !read_journal(cli, args, &r.out.since, &rows, &err)) {
        code = cli_fail(&err);
    } else {
        r.knowledge = session_knowledge(s);
        r.analyzer = analyzer_new(index_morph(session_index(s)), r.knowledge);
        collect(&r, &rows);
        make_groups(&r);
        make_votes(&r, &rows);
        analyzer_free(r.analyzer);
        code = print(cli, args, &r);
    }
    journal_rows_done(&rows);
    arena_done(&r.arena);
    session_close(s);
    return code;
}
