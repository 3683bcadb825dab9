/* The page of a procedure, an event or a howto. */
#include "knowledge/period.h"
#include "knowledge/review.h"
#include "knowledge/terms.h"
#include "output/html.h"
#include "output/pieces.h"
#include "output/plain.h"
#include <stdio.h>
#include <string.h>

enum { ALSO_CALLED = 5, TERMS_MAX = 12 };

/* ---- at a glance ---- */

static void telephone(struct html *h, const char *label, const char *tel)
{
    if (*tel == '\0')
        return;
    HTML(h, "<div><dt>@</dt><dd>", label);
    if (tel[strspn(tel, "0123456789-")] == '\0')
        HTML(h, "<a href=\"tel:~\">~</a>", tel, tel);
    else
        HTML(h, "@", tel);
    html_raw(h, "</dd></div>\n");
}

static void place_rows(struct html *h, const struct entry *e)
{
    const struct desk *d = knowledge_desk(h->x->knowledge, e->desk.s);

    if (d) {
        HTML(h, "<div><dt>行く所</dt><dd>@（@）</dd></div>\n", d->name.s, d->place.s);
        telephone(h, "電話", d->tel.s);
    } else {
        html_row(h, "行く所", e->place.s);
    }
    html_row(h, "受け付ける時間", e->hours.len > 0 ? e->hours.s : d ? d->hours.s : "");
}

static void deadline_row(struct html *h, const struct entry *e)
{
    if (e->deadlines.n == 0)
        return;
    html_raw(h, "<div><dt>期限</dt><dd>");
    for (size_t i = 0; i < e->deadlines.n; i++) {
        const struct deadline *d = &e->deadlines.v[i];
        struct strbuf b;

        if (period_is_over(&d->in, h->x->today))
            continue;
        strbuf_init(&b);
        period_words(&b, &d->in);
        plain_deadline_rule(d, &b);
        HTML(h, "<p>@</p>\n", b.s);
        if (d->late.len > 0)
            HTML(h, "<p class=\"late\">期限を過ぎたとき：@</p>\n", d->late.s);
        strbuf_done(&b);
    }
    html_raw(h, "</dd></div>\n");
}

static void fee_row(struct html *h, const struct entry *e)
{
    if (e->fees.n == 0)
        return;
    html_raw(h, "<div><dt>手数料</dt><dd>");
    for (size_t i = 0; i < e->fees.n; i++) {
        struct strbuf b;

        if (!plain_fee_is_told(&e->fees, i))
            continue;
        strbuf_init(&b);
        plain_fee_always(&e->fees, &e->fees.v[i], &b);
        HTML(h, "<p>@</p>\n", b.s);
        strbuf_done(&b);
    }
    html_raw(h, "</dd></div>\n");
}

static void online_row(struct html *h, const struct entry *e)
{
    static const char *const leads[] = {[ONLINE_UNSAID] = "",
                                        [ONLINE_NO] = "できません。",
                                        [ONLINE_PARTLY] = "一部だけできます。",
                                        [ONLINE_YES] = "できます。"};
    struct strbuf b;

    strbuf_init(&b);
    strbuf_printf(&b, "%s%s", leads[e->online.level], e->online.how.s);
    html_row(h, "スマホやパソコンで", b.s);
    strbuf_done(&b);
}

static void glance(struct html *h, const struct entry *e)
{
    html_raw(h, "<section>\n<h2>どこへ、いつまでに</h2>\n<dl class=\"facts\">\n");
    place_rows(h, e);
    deadline_row(h, e);
    fee_row(h, e);
    html_row(h, "もらえる金額", e->amount.s);
    html_row(h, "手続きできる人", e->who.s);
    online_row(h, e);
    html_row(h, "かかる時間", e->duration.s);
    html_raw(h, "</dl>\n</section>\n");
}

/* ---- what to bring ---- */

static void document_item(struct html *h, const struct document_ref *r)
{
    const struct document *d = r->document;
    struct strbuf b;

    strbuf_init(&b);
    describe_whom_and_when(&b, &r->who, &r->when, &r->in);
    html_raw(h, "<li>");
    html_paragraph(h, "whom", b.s);
    html_raw(h, "<p class=\"name\">");
    html_document(h, d);
    html_raw(h, "</p>\n");
    strbuf_clear(&b);
    strbuf_puts(&b, html_form(r->form == FORM_ANY ? d->form : r->form));
    if (d->fresh.unit != UNIT_NONE) {
        strbuf_puts(&b, "作られてから");
        describe_duration(&b, d->fresh);
        strbuf_puts(&b, "以内のものです。");
    }
    html_paragraph(h, NULL, b.s);
    html_proof(h, d);
    html_paragraph(h, NULL, r->note.s);
    html_raw(h, "</li>\n");
    strbuf_done(&b);
}

/* Those that everyone brings, or those that only some do. Gives how many there are. */
static size_t document_list(struct html *h, const struct entry *e, bool conditional)
{
    size_t n = 0;

    for (size_t i = 0; i < e->documents.n; i++) {
        const struct document_ref *r = &e->documents.v[i];

        bool some = r->when.cond != NULL || !period_is_open(&r->in);

        if (!r->document || period_is_over(&r->in, h->x->today) || some != conditional)
            continue;
        if (n++ == 0)
            html_raw(h, conditional ? "<h3>あてはまる人だけ持って行くもの</h3>\n"
                                      "<ul class=\"bring\">\n"
                                    : "<h3>必ず持って行くもの</h3>\n<ul class=\"bring\">\n");
        document_item(h, r);
    }
    if (n > 0)
        html_raw(h, "</ul>\n");
    return n;
}

static void bring(struct html *h, const struct entry *e)
{
    if (e->kind == ENTRY_HOWTO || (e->kind == ENTRY_EVENT && e->documents.n == 0))
        return;
    html_raw(h, "<section>\n<h2>持って行くもの</h2>\n");
    size_t n = document_list(h, e, false);
    n += document_list(h, e, true);
    if (n == 0)
        html_raw(h, "<p>決まった持ち物はありません。</p>\n");
    html_raw(h, "</section>\n");
}

/* ---- the rest ---- */

static void notes(struct html *h, const struct notes *v, const char *heading)
{
    if (v->n == 0)
        return;
    HTML(h, "<section>\n<h2>@</h2>\n<ul class=\"notes\">\n", heading);
    for (size_t i = 0; i < v->n; i++) {
        struct strbuf b;

        if (period_is_over(&v->v[i].in, h->x->today))
            continue;
        strbuf_init(&b);
        describe_whom_and_when(&b, &v->v[i].who, &v->v[i].when, &v->v[i].in);
        html_raw(h, "<li>");
        html_paragraph(h, "whom", b.s);
        HTML(h, "<p>@</p></li>\n", v->v[i].text.s);
        strbuf_done(&b);
    }
    html_raw(h, "</ul>\n</section>\n");
}

static void procedures(struct html *h, const struct entry *e)
{
    if (e->procedures.n == 0)
        return;
    html_raw(h, "<section>\n<h2>関係する手続き</h2>\n<ul class=\"cards\">\n");
    for (size_t i = 0; i < e->procedures.n; i++) {
        const struct entry_ref *r = &e->procedures.v[i];
        const struct entry *p = knowledge_entry(h->x->knowledge, r->id.s);
        struct strbuf b;

        if (!p)
            continue;
        strbuf_init(&b);
        describe_who(&b, &r->who, &r->when);
        html_raw(h, "<li>");
        html_paragraph(h, "whom", b.len > 0 ? b.s : "どなたも");
        html_entry(h, p);
        strbuf_clear(&b);
        plain_gist(&p->summary, &b);
        html_paragraph(h, NULL, b.s);
        strbuf_done(&b);
        html_raw(h, "</li>\n");
    }
    html_raw(h, "</ul>\n</section>\n");
}

static void event_questions(struct html *h, const struct entry *e)
{
    if (e->questions.n == 0)
        return;
    html_raw(h, "<section class=\"tree\">\n<h2>聞かれること</h2>\n<ol>\n");
    for (size_t i = 0; i < e->questions.n; i++) {
        const struct question *q = e->questions.v[i].question;

        if (!q)
            continue;
        HTML(h, "<li><h3>@</h3>\n", q->ask.s);
        html_paragraph(h, "why", q->why.s);
        if (q->answers.n > 0)
            html_raw(h, "<ul>\n");
        for (size_t j = 0; j < q->answers.n; j++)
            HTML(h, "<li>@</li>\n", q->answers.v[j].label.s);
        html_raw(h, q->answers.n > 0 ? "</ul>\n</li>\n" : "</li>\n");
    }
    html_raw(h, "</ol>\n</section>\n");
}

static void steps(struct html *h, const struct entry *e)
{
    if (e->steps.n == 0)
        return;
    html_raw(h, "<section>\n<h2>やり方</h2>\n<ol class=\"steps\">\n");
    for (size_t i = 0; i < e->steps.n; i++) {
        const struct step *s = &e->steps.v[i];

        HTML(h, "<li><p>@</p>\n", s->text.s);
        if (s->look.len > 0)
            HTML(h, "<p class=\"look\"><b>見えるもの：</b>@</p>\n", s->look.s);
        if (s->if_not.len > 0)
            HTML(h, "<p class=\"look\"><b>ちがうとき：</b>@</p>\n", s->if_not.s);
        html_raw(h, "</li>\n");
    }
    html_raw(h, "</ol>\n</section>\n");
}

static void entry_links(struct html *h, const char *heading, const struct entry *const *v, size_t n)
{
    if (n == 0)
        return;
    HTML(h, "<section>\n<h2>@</h2>\n<ul class=\"links\">\n", heading);
    for (size_t i = 0; i < n; i++) {
        html_raw(h, "<li>");
        html_entry(h, v[i]);
        html_raw(h, "</li>\n");
    }
    html_raw(h, "</ul>\n</section>\n");
}

static void next(struct html *h, const struct entry *e)
{
    const struct entry *v[32];
    size_t n = 0;

    for (size_t i = 0; i < e->next.n && n < sizeof v / sizeof *v; i++) {
        v[n] = knowledge_entry(h->x->knowledge, e->next.v[i].s);
        n += v[n] != NULL;
    }
    entry_links(h, e->kind == ENTRY_HOWTO ? "こちらも" : "このあとの手続き", v, n);
}

static void words(struct html *h, const struct entry *e)
{
    const struct entry *v[TERMS_MAX];
    size_t n = terms_of(h->x->knowledge, e, v, TERMS_MAX);

    entry_links(h, "ことばの説明", v, n);
}

static void source(struct html *h, const struct entry *e)
{
    struct strbuf b;

    strbuf_init(&b);
    html_raw(h, "<section>\n<h2>この案内について</h2>\n<dl class=\"facts\">\n");
    for (size_t i = 0; i < e->says.n && i < ALSO_CALLED; i++)
        strbuf_printf(&b, "%s「%s」", i > 0 ? "、" : "", e->says.v[i].s);
    html_row(h, "こう言う人も", b.s);
    strbuf_clear(&b);
    if (date_valid(e->confirmed)) {
        char iso[11];

        date_format_iso(e->confirmed, iso);
        strbuf_printf(&b, "%d年%d月%d日", e->confirmed.year, e->confirmed.month, e->confirmed.day);
        HTML(h, "<div><dt>確認した日</dt><dd><time datetime=\"~\">~</time>", iso, b.s);
        if (entry_is_old(e, h->x->today))
            html_raw(h, "<p>"
                        "【要確認】確かめ直す時期を過ぎています。変わっていないか、窓口で確かめてく"
                        "ださい。</p>");
        html_raw(h, "</dd></div>\n");
    }
    html_row(h, "根拠", e->law.s);
    strbuf_clear(&b);
    join_strs(&b, &e->sources);
    html_row(h, "参考にした所", b.s);
    html_row(h, "受け持ち", e->owner.s);
    html_raw(h, "</dl>\n</section>\n");
    strbuf_done(&b);
}

/* Where the page hangs: 分野 for a procedure. */
static void way_back(struct html *h, const struct entry *e)
{
    struct strbuf path;

    if (e->kind != ENTRY_PROCEDURE)
        return;
    strbuf_init(&path);
    html_field_path(e->field.s, &path);
    HTML(h, "<p class=\"back\"><a href=\"~~\">「@」の手続きの一覧へ</a></p>\n", h->up, path.s,
         e->field.s);
    strbuf_done(&path);
}

void html_entry_page(const struct export *x, const struct entry *e, struct export_files *out)
{
    struct strbuf path, kind;
    struct html h;

    strbuf_init(&path);
    strbuf_init(&kind);
    html_entry_path(x->knowledge, e, &path);
    strbuf_puts(&kind, entry_kind_label(e->kind));
    if (e->field.len > 0)
        strbuf_printf(&kind, "・%s", e->field.s);
    html_begin(&h, x,
               &(struct page){.path = path.s,
                              .title = e->name.s,
                              .description = e->summary.s,
                              .kind = kind.s,
                              .entry = e},
               export_file(out, "%s", path.s));
    if (e->kind == ENTRY_PROCEDURE && !x->ruby) /* of the others it holds more ways to say it */
        html_paragraph(&h, "reading", e->reading.s);
    html_paragraph(&h, "summary", e->summary.s);
    if (e->status == STATUS_UNCONFIRMED)
        html_paragraph(&h, "warning",
                       "この案内は、まだ確認が済んでいません。行く前に、窓口へ電話してください。");
    procedures(&h, e);
    bring(&h, e);
    if (e->kind == ENTRY_PROCEDURE)
        glance(&h, e);
    if (e->kind == ENTRY_EVENT && e->deadlines.n > 0) {
        html_raw(&h, "<section>\n<h2>期限</h2>\n<dl class=\"facts\">\n");
        deadline_row(&h, e);
        html_raw(&h, "</dl>\n</section>\n");
    }
    steps(&h, e);
    notes(&h, &e->again, "役場へ2回行くとき");
    notes(&h, &e->notes, "気をつけること");
    event_questions(&h, e);
    html_tree(&h, e);
    next(&h, e);
    words(&h, e);
    source(&h, e);
    way_back(&h, e);
    html_end(&h);
    strbuf_done(&path);
    strbuf_done(&kind);
}
