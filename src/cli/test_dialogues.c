#include "app/session.h"
#include "base/lang.h"
#include "cli/test_why.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static_assert((int)PHASE_HOME == 0 && (int)PHASE_CHECKLIST == 4, "case_phases");
static_assert((int)ACT_NONE == 0 && (int)ACT_SMALLTALK == 5, "case_acts");
static_assert((int)ASPECT_NONE == 0 && (int)ASPECT_WHAT == 8, "case_aspects");

enum { PLAIN_COLS = 80, UNWRAPPED_COLS = 100000, SHOWN_LINES = 4 };

struct talk {
    struct tester *t;
    const struct case_dialogue *c;
    const struct case_turn *turn;
    size_t number; /* of the turn, from 1 */
    struct session *s;
    const struct entry *before; /* the subject that the turn found, of the session */
    struct strbuf query;        /* what had been looked up before the turn */
    struct strbuf reply;        /* as plain mode prints it */
    struct strbuf paragraph;    /* the same, a paragraph a line */
    bool ok;
};

/* FILE:LINE:COL: だめ: 「対話」の2番目「いくら？」: … */
__attribute__((format(printf, 2, 3))) static void wrong(struct talk *w, const char *fmt, ...)
{
    va_list ap;
    tester_begin(w->t, w->turn->say.at);
    printf(_("「%s」の%zu番目「%s」: "), w->c->name.s, w->number, w->turn->say.s);
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    printf("\n");
    w->ok = false;
}

static void show_reply(const struct talk *w)
{
    const char *p = w->reply.s;
    printf(_("    返事:\n"));
    for (size_t i = 0; *p && i < SHOWN_LINES; i++) {
        size_t n = strcspn(p, "\n");
        printf("    | %.*s\n", (int)n, p);
        p += n + (p[n] == '\n');
    }
    if (*p)
        printf("    | …\n");
}

/* ---- the words of the reply ---- */

/* Without blanks and line breaks: where a line is wrapped does not matter. */
static void squeeze(const char *s, size_t n, struct strbuf *out)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] != '\n' && s[i] != ' ')
            strbuf_putc(out, s[i]);
}

static bool contains(const char *text, size_t n, const struct str *words)
{
    struct strbuf in, what;
    strbuf_init(&in);
    strbuf_init(&what);
    squeeze(text, n, &in);
    squeeze(words->s, words->len, &what);
    bool found = strstr(in.s, what.s) != NULL;
    strbuf_done(&in);
    strbuf_done(&what);
    return found;
}

static bool begins_with(const char *line, size_t n, const struct str *name)
{
    return n >= name->len && memcmp(line, name->s, name->len) == 0;
}

/* The first line of the reply that is more than the name of the subject. */
static const char *first_line(const struct talk *w, size_t *n)
{
    const struct entry *e = session_dialogue(w->s)->entry;
    const char *p = w->paragraph.s;
    for (bool skip = true; skip; p += skip ? *n + 1 : 0) {
        *n = strcspn(p, "\n");
        bool name = e && begins_with(p, *n, &e->name) && !memmem(p, *n, "。", strlen("。"));
        skip = p[*n] && (*n == 0 || name);
    }
    return p;
}

static void expect_words(struct talk *w)
{
    const struct case_turn *t = w->turn;
    for (size_t i = 0; i < t->has.n; i++)
        if (!contains(w->reply.s, w->reply.len, &t->has.v[i]))
            wrong(w, _("返事に「%s」がありません"), t->has.v[i].s);
    for (size_t i = 0; i < t->hasnt.n; i++)
        if (contains(w->reply.s, w->reply.len, &t->hasnt.v[i]))
            wrong(w, _("返事に「%s」が入っています"), t->hasnt.v[i].s);
    size_t n;
    const char *line = first_line(w, &n);
    if (t->begins.len && !contains(line, n, &t->begins))
        wrong(w, _("返事の最初の行に「%s」がありません（「%.*s」です）"), t->begins.s, (int)n,
              line);
}

/* ---- where the conversation is ---- */

static void expect_name(struct talk *w, bool given, const char *key, const char *const *names,
                        int wanted, int got)
{
    if (given && wanted != got)
        wrong(w, _("%s は %s のはずが %s です"), key, names[wanted], names[got]);
}

static void expect_id(struct talk *w, const char *key, const struct str *wanted,
                      const struct str *got)
{
    if (wanted->len && !(got && str_is(got, wanted->s)))
        wrong(w, _("%s は %s のはずが %s です"), key, wanted->s, got ? got->s : _("なし"));
}

static bool is_offered(const struct hits *h, const char *id)
{
    for (size_t i = 0; i < h->n; i++)
        if (str_is(&h->v[i].entry->id, id))
            return true;
    return false;
}

static void expect_among(struct talk *w, const struct hits *h)
{
    for (size_t i = 0; i < w->turn->among.n; i++) {
        if (is_offered(h, w->turn->among.v[i].s))
            continue;
        struct strbuf ids;
        strbuf_init(&ids);
        for (size_t j = 0; j < h->n; j++)
            strbuf_printf(&ids, " %s", h->v[j].entry->id.s);
        wrong(w, _("候補に %s がありません（候補:%s）"), w->turn->among.v[i].s,
              h->n ? ids.s : _(" なし"));
        strbuf_done(&ids);
    }
}

static void expect_fact(struct talk *w, const struct dialogue *d, const struct fact_preset *p)
{
    struct facts wanted;
    struct strbuf want, got;
    struct error err = ERROR_NONE;
    facts_init(&wanted);
    strbuf_init(&want);
    strbuf_init(&got);
    const struct fact *fact = facts_get(&d->facts, p->question.s);
    if (!facts_set(&wanted, knowledge_question(w->t->k, p->question.s), p->answer.s, d->today,
                   &err)) {
        wrong(w, "%s: %s", p->question.s, err.msg);
    } else {
        fact_id(&wanted.v[0], &want);
        if (fact)
            fact_id(fact, &got);
        if (strcmp(want.s, got.s) != 0)
            wrong(w, _("「%s」の答えは %s のはずが %s です"), p->question.s, want.s,
                  fact ? got.s : _("なし"));
    }
    facts_done(&wanted);
    strbuf_done(&want);
    strbuf_done(&got);
}

static bool is_required(const struct checklist *c, const char *id)
{
    for (size_t i = 0; i < c->documents.n; i++)
        if (c->documents.v[i].state == ITEM_REQUIRED && str_is(&c->documents.v[i].document->id, id))
            return true;
    return false;
}

static bool is_wanted(const struct strs *ids, const char *id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (str_is(&ids->v[i], id))
            return true;
    return false;
}

static void expect_documents(struct talk *w, const struct checklist *c)
{
    const struct strs *ids = &w->turn->documents;
    if (!w->turn->has_documents)
        return;
    if (!c) {
        wrong(w, _("持ち物の一覧が出ていません"));
        return;
    }
    for (size_t i = 0; i < ids->n; i++)
        if (!is_required(c, ids->v[i].s))
            wrong(w, _("必ず要る書類に「%s」がありません"), ids->v[i].s);
    for (size_t i = 0; i < c->documents.n; i++) {
        const char *id = c->documents.v[i].document->id.s;
        if (c->documents.v[i].state == ITEM_REQUIRED && !is_wanted(ids, id))
            wrong(w, _("必ず要る書類に「%s」が入っています"), id);
    }
}

static void expect_state(struct talk *w)
{
    const struct dialogue *d = session_dialogue(w->s);
    const struct case_turn *t = w->turn;
    expect_name(w, t->has_act, "act", case_acts, t->act, (int)d->act);
    expect_name(w, t->has_phase, "phase", case_phases, t->phase, (int)d->phase);
    expect_name(w, t->has_aspect, "aspect", case_aspects, t->aspect, (int)d->aspect);
    expect_id(w, "entry", &t->entry, d->entry ? &d->entry->id : NULL);
    expect_id(w, "asks", &t->asks, d->step.question ? &d->step.question->id : NULL);
    expect_among(w, &d->candidates);
    for (size_t i = 0; i < t->facts.n; i++)
        expect_fact(w, d, &t->facts.v[i]);
    expect_documents(w, d->checklist);
}

/* ---- why ---- */

/* As the authors wrote it: with its place. */
static const struct entry *loaded(const struct talk *w, const struct entry *e)
{
    return e ? knowledge_entry(w->t->from->k, e->id.s) : NULL;
}

static void print_place(const struct talk *w, const char *name, const struct str *id)
{
    printf(_("「%s」（%s）"), name, id->s);
    tester_place(w->t, id->at);
}

static bool is_special(int act)
{
    return act == ACT_URGENT || act == ACT_SMALLTALK;
}

static enum case_act case_act(int act)
{
    return act == ACT_URGENT ? CASE_URGENT : act == ACT_SMALLTALK ? CASE_SMALLTALK : CASE_ORDINARY;
}

/* Taken for urgent or for small talk, or should have been. */
static bool why_special(const struct talk *w)
{
    const struct case_turn *t = w->turn;
    int got = (int)session_dialogue(w->s)->act, wanted = t->has_act ? t->act : (int)ACT_ANSWER;
    const char *id;
    if (got == wanted || !(is_special(got) || is_special(wanted)))
        return false;
    bool same = test_act(w->t->k, t->say.s, t->say.len, &id) == case_act(got);
    struct case_question q = {
        .ask = t->say, .act = (int)case_act(wanted), .is = {"", 0, t->say.at}};
    test_why_act(w->t, &q, case_act(got), same ? id : "");
    if (is_special(wanted))
        printf("%s\n",
               wanted == ACT_URGENT
                   ? _("    わけ: 手がかり（cues）がこの文にないか、unless のことばがあります\n    "
                       "直し方: urgent.yaml の cues に、この文のことばを足します")
                   : _("    わけ: 手がかり（cues）がこの文にありません\n    直し方: smalltalk.yaml "
                       "の cues に、この文のことばを足します"));
    return true;
}

/* The entry that the turn should have come to, or should have offered; NULL: it is as wanted. */
static const char *missed(const struct talk *w)
{
    const struct dialogue *d = session_dialogue(w->s);
    const struct case_turn *t = w->turn;
    bool open = d->act == ACT_CHOOSE || d->act == ACT_UNKNOWN;
    bool act = t->has_act && t->act == (int)ACT_ANSWER && open;
    if (t->entry.len && (act || !d->entry || !str_is(&d->entry->id, t->entry.s)))
        return t->entry.s;
    for (size_t i = 0; i < t->among.n; i++)
        if (!is_offered(&d->candidates, t->among.v[i].s))
            return t->among.v[i].s;
    return NULL;
}

static bool why_search(struct talk *w, const char *wanted)
{
    const struct dialogue *d = session_dialogue(w->s);
    struct hits h;
    if (!d->query || strcmp(d->query, w->query.s) == 0 ||
        !index_search(w->t->index, d->query, strlen(d->query), 3, &h, &w->t->err))
        return false;
    test_why_search(w->t, d->query, strlen(d->query), wanted, NULL, &h);
    hits_done(&h);
    return true;
}

static bool why_entry(struct talk *w)
{
    const struct dialogue *d = session_dialogue(w->s);
    const char *wanted = missed(w);
    const struct entry *e = loaded(w, d->entry);
    if (!wanted)
        return false;
    if (!e || d->entry != w->before || str_is(&e->id, wanted))
        return why_search(w, wanted);
    printf("%s", _("    わけ: 前の話の続きとして受け取られました: "));
    print_place(w, e->name.s, &e->id);
    printf(_("\n    直し方: ほかの項目のことなら、その名前を say "
             "に入れます。これで正しいときは、entry "
             "を %s に変えます\n"),
           e->id.s);
    return true;
}

static bool why_asks(const struct talk *w)
{
    const struct dialogue *d = session_dialogue(w->s);
    const struct str *asks = &w->turn->asks;
    const struct entry *e = loaded(w, d->entry);
    const struct question *q = d->phase == PHASE_ASK && d->step.question
                                   ? knowledge_question(w->t->from->k, d->step.question->id.s)
                                   : NULL;
    if (!asks->len || !e || !q || str_is(&q->id, asks->s))
        return false;
    printf("%s", _("    わけ: 次に聞くのは、"));
    print_place(w, q->ask.s, &q->id);
    printf("%s", _("です\n    直し方: 別のことを先に聞くなら、"));
    print_place(w, e->name.s, &e->id);
    printf(_("の質問を直します。これで正しいときは、asks を %s に変えます\n"), q->id.s);
    return true;
}

/* Nothing closer can be said than where the reply comes from. */
static void why_reply(const struct talk *w)
{
    const struct dialogue *d = session_dialogue(w->s);
    const struct entry *e = loaded(w, d->entry);
    if (is_special((int)d->act))
        printf("%s", d->act == ACT_URGENT
                         ? _("    わけ: この返事は、urgent.yaml から出ています\n")
                         : _("    わけ: この返事は、smalltalk.yaml から出ています\n"));
    if (!e && !is_special((int)d->act)) {
        printf("%s",
               _("    わけ: まだどの項目とも決まっていません\n    直し方: say "
                 "を項目の名前か言い方に近づけるか、その項目の says に近い言い方を足します\n"));
        return;
    }
    if (!is_special((int)d->act)) {
        printf("%s", _("    わけ: この返事は、次の項目から出ています: "));
        print_place(w, e->name.s, &e->id);
        printf("\n");
    }
    printf("%s", _("    直し方: その文や条件を直します。返事のほうが正しいときは、例を直します\n"));
}

static void show_why(struct talk *w)
{
    if (!why_special(w) && !why_entry(w) && !why_asks(w))
        why_reply(w);
}

/* ---- the turns ---- */

static bool take_turn(struct talk *w)
{
    struct input in = {.kind = INPUT_TEXT, .text = w->turn->say.s, .len = w->turn->say.len};
    const struct effects *effects;
    const struct dialogue *d = session_dialogue(w->s);
    w->before = d->entry;
    strbuf_clear(&w->query);
    strbuf_puts(&w->query, d->query ? d->query : "");
    if (!session_input(w->s, &in, &effects, &w->t->err))
        return false;
    strbuf_clear(&w->reply);
    strbuf_clear(&w->paragraph);
    session_narrate(w->s, effects, PLAIN_COLS, 1, &w->reply);
    session_narrate(w->s, effects, UNWRAPPED_COLS, 1, &w->paragraph);
    expect_state(w);
    expect_words(w);
    if (!w->ok) {
        show_reply(w);
        show_why(w);
    }
    return w->ok;
}

size_t test_dialogue(struct tester *t, const struct case_dialogue *c)
{
    struct session_options o = {.db = t->db, .clock = {.fixed = c->today}};
    struct talk w = {.t = t, .c = c, .ok = true, .s = session_open(&o, &t->err)};
    if (!w.s)
        return 0;
    strbuf_init(&w.reply);
    strbuf_init(&w.paragraph);
    strbuf_init(&w.query);
    for (bool on = true; on && w.number < c->turns.n;) {
        w.turn = &c->turns.v[w.number++];
        on = take_turn(&w);
    }
    tester_count(t, w.ok, c->name.s);
    strbuf_done(&w.reply);
    strbuf_done(&w.paragraph);
    strbuf_done(&w.query);
    session_close(w.s);
    return w.number;
}
