/* Pages that hold all of one kind: documents, words, other offices, urgent matters, questions and
 * answers. And the site as a whole. */
#include "base/xalloc.h"
#include "output/html.h"
#include "output/pieces.h"
#include "output/plain.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const style[] = {
#include "output/html_style.inc"
};

/* ---- documents ---- */

static void used_by(struct html *h, const struct document *d)
{
    const struct knowledge *k = h->x->knowledge;
    bool any = false;

    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);
        bool uses = false;

        for (size_t j = 0; j < e->documents.n; j++)
            uses = uses || e->documents.v[j].document == d;
        if (!uses)
            continue;
        if (!any)
            html_raw(h, "<p class=\"sub\">持って行く手続き</p>\n<ul class=\"links\">\n");
        any = true;
        html_raw(h, "<li>");
        html_entry(h, e);
        html_raw(h, "</li>\n");
    }
    if (any)
        html_raw(h, "</ul>\n");
}

static void origin(struct html *h, const struct document *d)
{
    const struct entry *get = knowledge_entry(h->x->knowledge, d->get.s);

    if (!get && d->where.len == 0)
        return;
    html_raw(h, "<div><dt>もらう所</dt><dd>");
    if (get) {
        html_raw(h, "<p>次の手続きでもらいます。</p>\n<p class=\"go\">");
        html_entry(h, get);
        html_raw(h, "</p>\n");
    }
    html_paragraph(h, NULL, d->where.s);
    html_raw(h, "</dd></div>\n");
}

static void document(struct html *h, const struct document *d)
{
    struct strbuf b;

    strbuf_init(&b);
    HTML(h, "<article id=\"document-~\">\n<h2>@~</h2>\n", d->id.s, d->name.s,
         doubt_mark(d->status == STATUS_UNCONFIRMED));
    html_paragraph(h, "reading", d->reading.s);
    html_paragraph(h, NULL, d->what.s);
    html_raw(h, "<dl class=\"facts\">\n");
    if (d->any.n > 0) {
        html_raw(h, "<div><dt>これに当たるもの</dt><dd>");
        html_proof(h, d);
        html_raw(h, "</dd></div>\n");
    }
    html_row(h, "原本か写しか", html_form(d->form));
    describe_duration(&b, d->fresh);
    strbuf_puts(&b, b.len > 0 ? "以内のもの" : "");
    html_row(h, "作られてから", b.s);
    origin(h, d);
    html_row(h, "ないとき", d->instead.s);
    html_row(h, "注意", d->note.s);
    html_raw(h, "</dl>\n");
    used_by(h, d);
    html_raw(h, "</article>\n");
    strbuf_done(&b);
}

static int by_reading(const void *pa, const void *pb)
{
    const struct document *a = *(const struct document *const *)pa,
                          *b = *(const struct document *const *)pb;
    int c = strcmp(a->reading.s, b->reading.s);

    return c != 0 ? c : strcmp(a->id.s, b->id.s);
}

static void document_row(const struct export *x, size_t row, struct export_files *out)
{
    const struct knowledge *k = x->knowledge;
    const struct document **v = xreallocarray(NULL, k->documents.n + 1, sizeof *v);
    struct strbuf path, title;
    struct html h;
    size_t n = 0;

    for (size_t i = 0; i < k->documents.n; i++) {
        v[n] = knowledge_document_at(k, i);
        n += kana_row(v[n]->reading.s) == row;
    }
    qsort(v, n, sizeof *v, by_reading);
    strbuf_init(&path);
    strbuf_init(&title);
    strbuf_printf(&path, "document/%s.html", kana_row_files[row]);
    strbuf_printf(&title, "持ち物の説明（%s）", kana_row_names[row]);
    if (n > 0) {
        html_begin(&h, x, &(struct page){.path = path.s, .title = title.s},
                   export_file(out, "%s", path.s));
        for (size_t i = 0; i < n; i++)
            document(&h, v[i]);
        html_raw(&h, "<p class=\"back\"><a href=\"../documents.html\">持ち物の一覧へ</a></p>\n");
        html_end(&h);
    }
    strbuf_done(&path);
    strbuf_done(&title);
    free(v);
}

static void list_documents(const struct export *x, struct export_files *out)
{
    for (size_t row = 0; row < KANA_ROWS; row++)
        document_row(x, row, out);
}

/* ---- words, other offices ---- */

static void definitions(struct html *h, enum entry_kind kind)
{
    const struct knowledge *k = h->x->knowledge;

    html_raw(h, "<dl class=\"words\">\n");
    for (size_t i = 0; i < k->entries.n; i++) {
        if (knowledge_kind(k, i) != kind)
            continue;
        const struct entry *e = knowledge_at(k, i);
        HTML(h, "<div id=\"~-~\"><dt>@", entry_kind_name(kind), e->id.s, e->name.s);
        if (e->reading.len > 0)
            HTML(h, " <span class=\"aside\">~</span>", e->reading.s);
        HTML(h, "~</dt><dd>@</dd></div>\n", entry_mark(e, h->x->today), e->answer.s);
    }
    html_raw(h, "</dl>\n");
}

static void list_glossary(const struct export *x, struct export_files *out)
{
    struct html h;

    if (count_kind(x->knowledge, ENTRY_TERM) == 0)
        return;
    html_begin(&h, x, &(struct page){.path = "glossary.html", .title = "ことばの説明"},
               export_file(out, "glossary.html"));
    definitions(&h, ENTRY_TERM);
    html_end(&h);
}

static void list_elsewhere(const struct export *x, struct export_files *out)
{
    struct html h;

    if (count_kind(x->knowledge, ENTRY_ELSEWHERE) == 0)
        return;
    html_begin(&h, x, &(struct page){.path = "elsewhere.html", .title = "よその窓口"},
               export_file(out, "elsewhere.html"));
    html_paragraph(
        &h, "summary",
        "役場によく聞かれるけれど、この案内にはないことです。どこに聞けばよいかを書いています。");
    definitions(&h, ENTRY_ELSEWHERE);
    html_end(&h);
}

static void contacts(struct html *h, const struct contacts *v)
{
    html_raw(h, "<ul class=\"notes\">\n");
    for (size_t i = 0; i < v->n; i++) {
        HTML(h, "<li><p class=\"name\">@　電話 ~</p>\n", v->v[i].name.s, v->v[i].tel.s);
        html_paragraph(h, NULL, v->v[i].when.s);
        html_raw(h, "</li>\n");
    }
    html_raw(h, "</ul>\n");
}

static void list_urgent(const struct export *x, struct export_files *out)
{
    const struct urgents *v = &x->knowledge->urgency.urgent;
    struct html h;

    if (v->n == 0)
        return;
    html_begin(&h, x, &(struct page){.path = "urgent.html", .title = "お急ぎのとき"},
               export_file(out, "urgent.html"));
    html_paragraph(&h, "summary", "命や安全にかかわることは、先にここへ電話してください。");
    for (size_t i = 0; i < v->n; i++) {
        HTML(&h, "<section>\n<h2>@</h2>\n<p>@</p>\n", v->v[i].name.s, v->v[i].say.s);
        contacts(&h, &v->v[i].contacts);
        html_raw(&h, "</section>\n");
    }
    html_end(&h);
}

/* ---- questions and answers ---- */

static void faq_turn(struct html *h, size_t page, size_t pages)
{
    html_raw(h, "<nav aria-label=\"前後のページ\">\n<ul class=\"menu\">\n");
    for (int step = -1; step <= 1; step += 2) {
        size_t to = step < 0 ? page - 1 : page + 1;
        struct strbuf path;

        if (to < 1 || to > pages)
            continue;
        strbuf_init(&path);
        html_faq_path(to, &path);
        HTML(h, "<li><a href=\"~\">~のページ</a></li>\n", path.s, step < 0 ? "前" : "次");
        strbuf_done(&path);
    }
    html_raw(h, "</ul>\n</nav>\n");
}

static void faq_page(const struct export *x, size_t page, size_t pages, struct export_files *out)
{
    const struct knowledge *k = x->knowledge;
    size_t first = (page - 1) * FAQ_ON_A_PAGE, at = 0;
    struct strbuf path, title;
    struct html h;

    strbuf_init(&path);
    strbuf_init(&title);
    html_faq_path(page, &path);
    strbuf_puts(&title, "よくある質問");
    if (pages > 1)
        strbuf_printf(&title, "（%zuページの%zu）", pages, page);
    html_begin(&h, x, &(struct page){.path = path.s, .title = title.s},
               export_file(out, "%s", path.s));
    for (size_t i = 0; i < k->entries.n && at < first + FAQ_ON_A_PAGE; i++) {
        if (knowledge_kind(k, i) != ENTRY_FAQ || at++ < first)
            continue;
        const struct entry *e = knowledge_at(k, i);
        HTML(&h, "<article id=\"faq-~\">\n<h2>@~</h2>\n<p>@</p>\n</article>\n", e->id.s, e->name.s,
             entry_mark(e, x->today), e->answer.s);
    }
    if (pages > 1)
        faq_turn(&h, page, pages);
    html_end(&h);
    strbuf_done(&path);
    strbuf_done(&title);
}

static void list_faq(const struct export *x, struct export_files *out)
{
    size_t n = count_kind(x->knowledge, ENTRY_FAQ);
    size_t pages = (n + FAQ_ON_A_PAGE - 1) / FAQ_ON_A_PAGE;

    for (size_t page = 1; page <= pages; page++)
        faq_page(x, page, pages, out);
}

/* ---- the site ---- */

void export_html(const struct export *x, struct export_files *out)
{
    const struct knowledge *k = x->knowledge;

    struct strbuf *css = export_file(out, "style.css");

    for (size_t i = 0; i < sizeof style / sizeof *style; i++)
        strbuf_puts(css, style[i]);
    html_index(x, out);
    html_kana(x, out);
    html_fields(x, out);
    html_howtos(x, out);
    list_documents(x, out);
    list_glossary(x, out);
    list_elsewhere(x, out);
    list_urgent(x, out);
    list_faq(x, out);
    for (size_t i = 0; i < k->entries.n; i++) {
        enum entry_kind kind = knowledge_kind(k, i);

        if (kind == ENTRY_PROCEDURE || kind == ENTRY_EVENT || kind == ENTRY_HOWTO)
            html_entry_page(x, knowledge_at(k, i), out);
    }
}
