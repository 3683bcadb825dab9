#include "output/unanswered.h"
#include "base/lang.h"
#include "knowledge/emit.h"
#include "output/json_value.h"
#include "text/width.h"

#include <string.h>

enum { ALSO_MAX = 4, OFFERS_MAX = 3 };

static void wrap(const struct plain *p, const struct strbuf *s, const char *indent,
                 struct strbuf *out)
{
    text_wrap(out, s->s, s->len, p->cols, indent, "      ", p->ambiguous);
}

static void add_days(struct strbuf *out, struct date first, struct date last)
{
    char a[11], b[11];
    date_format_iso(first, a);
    date_format_iso(last, b);
    strbuf_puts(out, a);
    if (strcmp(a, b) != 0)
        strbuf_printf(out, _("から %s"), b);
}

/* 転入届（tennyu） */
static void add_name(struct strbuf *out, const char *id, const char *name)
{
    if (*name)
        strbuf_printf(out, _("%s（%s）"), name, id);
    else
        strbuf_printf(out, _("%s（今の案内にはありません）"), id);
}

static void add_offers(struct strbuf *out, const struct unanswered_group *g)
{
    for (size_t i = 0; i < g->noffers && i < OFFERS_MAX; i++) {
        strbuf_puts(out, i ? "、" : "");
        add_name(out, g->offers[i].id, g->offers[i].name);
    }
}

static void plain_group(const struct plain *p, size_t n, const struct unanswered_group *g,
                        struct strbuf *out)
{
    struct strbuf s;
    strbuf_init(&s);
    strbuf_printf(&s, _("%zu. 「%s」 %zu回（"), n, g->texts[0], g->none + g->poor);
    add_days(&s, g->first, g->last);
    strbuf_puts(&s, _("）"));
    wrap(p, &s, "", out);
    strbuf_clear(&s);
    if (g->poor > 0) {
        if (g->none > 0)
            strbuf_printf(&s, _("うち%zu回は、出した案内が選ばれませんでした。"), g->poor);
        else
            strbuf_puts(&s, _("出した案内は、選ばれませんでした。"));
        wrap(p, &s, "   ", out);
        strbuf_clear(&s);
    }
    for (size_t i = 1; i < g->ntexts && i <= ALSO_MAX; i++)
        strbuf_printf(&s, "%s「%s」", i == 1 ? _("似た質問：") : "、", g->texts[i]);
    if (g->ntexts > ALSO_MAX + 1)
        strbuf_printf(&s, _("、ほか%zu"), g->ntexts - ALSO_MAX - 1);
    if (s.len > 0)
        wrap(p, &s, "   ", out);
    strbuf_clear(&s);
    if (g->noffers > 0) {
        strbuf_puts(&s, _("そのとき出したもの："));
        add_offers(&s, g);
        wrap(p, &s, "   ", out);
    }
    strbuf_done(&s);
}

static void plain_vote(const struct plain *p, const struct unanswered_vote *v, struct strbuf *out)
{
    struct strbuf s;
    strbuf_init(&s);
    strbuf_puts(&s, "・");
    add_name(&s, v->id, v->name);
    strbuf_printf(&s, _(" はい %zu、いいえ %zu"), v->yes, v->no);
    for (size_t i = 0; i < v->ntexts && i < ALSO_MAX; i++)
        strbuf_printf(&s, "%s「%s」", i == 0 ? _("。いいえの人の質問：") : "、", v->texts[i]);
    wrap(p, &s, "", out);
    strbuf_done(&s);
}

void plain_unanswered(const struct plain *p, const struct unanswered *u, struct strbuf *out)
{
    strbuf_puts(out, _("答えが見つからなかった質問"));
    strbuf_putc(out, '\n');
    if (u->ngroups == 0)
        strbuf_printf(out, "%s\n", _("ありません。"));
    for (size_t i = 0; i < u->ngroups; i++)
        plain_group(p, i + 1, &u->groups[i], out);
    if (u->nvotes == 0)
        return;
    strbuf_printf(out, "\n%s\n", _("「これで分かりましたか」の答え"));
    for (size_t i = 0; i < u->nvotes; i++)
        plain_vote(p, &u->votes[i], out);
}

/* ---- JSON ---- */

static struct json_t *texts_of(const char *const *v, size_t n)
{
    struct json_t *a = jv_array();
    for (size_t i = 0; i < n; i++)
        jv_push(a, jv_text(v[i]));
    return a;
}

static struct json_t *group_of(const struct unanswered_group *g)
{
    struct json_t *o = jv_object(), *offers = jv_array();
    jv_set(o, "question", jv_text(g->texts[0]));
    jv_set(o, "count", jv_int((long)(g->none + g->poor)));
    jv_set(o, "unanswered", jv_int((long)g->none));
    jv_set(o, "poor", jv_int((long)g->poor));
    jv_set(o, "first", jv_date(g->first));
    jv_set(o, "last", jv_date(g->last));
    jv_set(o, "also", texts_of(g->texts + 1, g->ntexts - 1));
    for (size_t i = 0; i < g->noffers; i++) {
        struct json_t *e = jv_object();
        jv_set(e, "id", jv_text(g->offers[i].id));
        jv_set(e, "name", *g->offers[i].name ? jv_text(g->offers[i].name) : jv_null());
        jv_set(e, "count", jv_int((long)g->offers[i].count));
        jv_push(offers, e);
    }
    jv_set(o, "offered", offers);
    return o;
}

static struct json_t *vote_of(const struct unanswered_vote *v)
{
    struct json_t *o = jv_object();
    jv_set(o, "id", jv_text(v->id));
    jv_set(o, "name", *v->name ? jv_text(v->name) : jv_null());
    jv_set(o, "yes", jv_int((long)v->yes));
    jv_set(o, "no", jv_int((long)v->no));
    jv_set(o, "questions", texts_of(v->texts, v->ntexts));
    return o;
}

void json_unanswered(const struct unanswered *u, struct strbuf *out)
{
    struct json_t *o = jv_object(), *groups = jv_array(), *votes = jv_array();
    jv_set(o, "since", jv_date(u->since));
    for (size_t i = 0; i < u->ngroups; i++)
        jv_push(groups, group_of(&u->groups[i]));
    for (size_t i = 0; i < u->nvotes; i++)
        jv_push(votes, vote_of(&u->votes[i]));
    jv_set(o, "groups", groups);
    jv_set(o, "votes", votes);
    jv_finish(o, out);
}

/* ---- cases ---- */

void cases_unanswered(const struct unanswered *u, struct date today, struct strbuf *out)
{
    char day[11];
    date_format_iso(today, day);
    strbuf_printf(
        out,
        "# 答えが見つからなかった質問（%s に書き出し）。1つずつ、最初に出てほしい項目の id を\n"
        "# first に書いて、行の初めの「#」を消してください。書いていない質問は check が教えます。\n"
        "# 役場の案内にしない質問は、その2行を消してください。\n"
        "questions:%s\n",
        day, u->ngroups ? "" : " []");
    for (size_t i = 0; i < u->ngroups; i++) {
        const struct unanswered_group *g = &u->groups[i];
        strbuf_printf(out, "  # %zu回（", g->none + g->poor);
        add_days(out, g->first, g->last);
        strbuf_puts(out, "）");
        if (g->noffers > 0)
            strbuf_puts(out, "。そのとき出したもの：");
        for (size_t k = 0; k < g->noffers && k < OFFERS_MAX; k++)
            strbuf_printf(out, "%s%s", k ? "、" : "", g->offers[k].id);
        strbuf_puts(out, "\n  - ask: ");
        emit_quoted(out, g->texts[0], strlen(g->texts[0]));
        strbuf_printf(out, "\n    # first:%s%s\n", g->noffers > 0 ? " " : "",
                      g->noffers > 0 ? g->offers[0].id : "");
    }
}
