/* The first page, the kana index, and a page for every field. */
#include "base/xalloc.h"
#include "output/html.h"
#include "output/plain.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void card(struct html *h, const struct entry *e)
{
    struct strbuf b;

    strbuf_init(&b);
    html_raw(h, "<li>");
    html_entry(h, e);
    plain_gist(&e->summary, &b);
    html_paragraph(h, NULL, b.s);
    html_raw(h, "</li>\n");
    strbuf_done(&b);
}

static void cards(struct html *h, enum entry_kind kind, size_t field, bool any_field)
{
    const struct knowledge *k = h->x->knowledge;

    html_raw(h, "<ul class=\"cards\">\n");
    for (size_t i = 0; i < k->entries.n; i++)
        if (knowledge_kind(k, i) == kind && (any_field || knowledge_field(k, i) == field))
            card(h, knowledge_at(k, i));
    html_raw(h, "</ul>\n");
}

static int by_order(const void *pa, const void *pb)
{
    const struct entry *a = *(const struct entry *const *)pa, *b = *(const struct entry *const *)pb;
    int oa = a->order > 0 ? a->order : 10000, ob = b->order > 0 ? b->order : 10000;

    return oa != ob ? (oa > ob) - (oa < ob) : strcmp(a->id.s, b->id.s);
}

static void events(struct html *h)
{
    const struct knowledge *k = h->x->knowledge;
    const struct entry **v = xreallocarray(NULL, k->entries.n + 1, sizeof *v);
    size_t n = 0;

    for (size_t i = 0; i < k->entries.n; i++)
        if (knowledge_kind(k, i) == ENTRY_EVENT)
            v[n++] = knowledge_at(k, i);
    if (n > 0)
        qsort(v, n, sizeof *v, by_order);
    if (n > 0)
        html_raw(h, "<section>\n<h2>出来事からさがす</h2>\n<ul class=\"cards two\">\n");
    for (size_t i = 0; i < n; i++)
        card(h, v[i]);
    if (n > 0)
        html_raw(h, "</ul>\n</section>\n");
    free(v);
}

static size_t in_field(const struct knowledge *k, size_t field)
{
    size_t n = 0;

    for (size_t i = 0; i < k->entries.n; i++)
        n += knowledge_kind(k, i) == ENTRY_PROCEDURE && knowledge_field(k, i) == field;
    return n;
}

static void field_links(struct html *h)
{
    const struct knowledge *k = h->x->knowledge;

    html_raw(h, "<section>\n<h2>分野からさがす</h2>\n<ul class=\"tiles\">\n");
    for (size_t i = 0; i < k->fields.n; i++) {
        size_t n = in_field(k, i);
        struct strbuf path;
        char count[24];

        if (n == 0)
            continue;
        strbuf_init(&path);
        html_field_path(k->fields.v[i].s, &path);
        snprintf(count, sizeof count, "%zu", n);
        HTML(h, "<li><a href=\"~\">@ <span class=\"count\">~件</span></a></li>\n", path.s,
             k->fields.v[i].s, count);
        strbuf_done(&path);
    }
    html_raw(h, "</ul>\n</section>\n");
}

static void kana_links(struct html *h, const char *page)
{
    html_raw(h, "<ul class=\"tiles kana\">\n");
    for (size_t i = 0; i < KANA_OTHER; i++) {
        char row[24];

        snprintf(row, sizeof row, "%zu", i);
        HTML(h, "<li><a href=\"~#row-~\">~<span class=\"count\">行</span></a></li>\n", page, row,
             kana_row_names[i]);
    }
    html_raw(h, "</ul>\n");
}

static const char find_hint[] =
    "<p>ページの中のことばは、ブラウザーの「ページ内検索」でさがせます。パソコンでは "
    "<kbd>Ctrl</kbd> "
    "を押しながら <kbd>F</kbd>、スマホではメニューから選びます。</p>\n";

void html_index(const struct export *x, struct export_files *out)
{
    struct strbuf title;
    struct html h;

    strbuf_init(&title);
    strbuf_printf(&title, "%s 手続きの案内", x->knowledge->town.name.s);
    html_begin(&h, x, &(struct page){.path = "index.html", .title = title.s},
               export_file(out, "index.html"));
    html_paragraph(
        &h, "summary",
        "役場へ行く前に、何を持って行けばよいか、どこへ、いつまでに行けばよいかを調べられます。");
    events(&h);
    field_links(&h);
    html_raw(&h, "<section>\n<h2>五十音でさがす</h2>\n"
                 "<p>手続き、持ち物、ことばの全部が、読みの順に並んでいます。</p>\n");
    kana_links(&h, "kana.html");
    html_raw(&h, find_hint);
    html_raw(&h, "</section>\n");
    html_end(&h);
    strbuf_done(&title);
}

/* ---- the kana index ---- */

struct item {
    const char *reading, *name, *kind;
    const struct entry *entry;       /* or */
    const struct document *document; /* one of them */
};

static int by_reading(const void *pa, const void *pb)
{
    const struct item *a = pa, *b = pb;
    size_t ra = kana_row(a->reading), rb = kana_row(b->reading);

    if (ra != rb)
        return ra < rb ? -1 : 1;
    int c = strcmp(a->reading, b->reading);
    return c != 0 ? c : strcmp(a->name, b->name);
}

/* Questions and answers have a page of their own, and few of them a reading. */
static size_t collect(const struct knowledge *k, bool entries, struct item *v)
{
    size_t n = 0;

    for (size_t i = 0; entries && i < k->entries.n; i++) {
        const struct entry *e = knowledge_at(k, i);

        if (e->kind != ENTRY_FAQ && e->reading.len > 0)
            v[n++] = (struct item){e->reading.s, e->name.s, entry_kind_label(e->kind), e, NULL};
    }
    for (size_t i = 0; i < k->documents.n; i++) {
        const struct document *d = knowledge_document_at(k, i);

        v[n++] = (struct item){d->reading.s, d->name.s, "持ち物", NULL, d};
    }
    if (n > 0)
        qsort(v, n, sizeof *v, by_reading);
    return n;
}

static void list_item(struct html *h, const struct item *item)
{
    html_raw(h, "<li>");
    if (item->entry)
        html_entry(h, item->entry);
    else
        html_document(h, item->document);
    HTML(h, "<span class=\"aside\">@　~</span></li>\n", item->kind, item->reading);
}

/* The items of a row, from the first on. Gives how many. */
static size_t list_row(struct html *h, size_t row, const struct item *v, size_t n)
{
    size_t i = 0;
    char number[24];

    snprintf(number, sizeof number, "%zu", row);
    HTML(h, "<section>\n<h2 id=\"row-~\">~</h2>\n", number, kana_row_names[row]);
    for (; i < n && kana_row(v[i].reading) == row; i++) {
        if (i == 0)
            html_raw(h, "<ul class=\"links\">\n");
        list_item(h, &v[i]);
    }
    html_raw(h, i > 0 ? "</ul>\n</section>\n" : "<p>この行のものはありません。</p>\n</section>\n");
    return i;
}

static void by_kana(const struct export *x, struct export_files *out, const struct page *page,
                    bool entries)
{
    const struct knowledge *k = x->knowledge;
    struct item *v = xreallocarray(NULL, k->entries.n + k->documents.n + 1, sizeof *v);
    size_t n = collect(k, entries, v), i = 0;
    struct html h;

    html_begin(&h, x, page, export_file(out, "%s", page->path));
    html_paragraph(&h, "summary", page->description);
    kana_links(&h, "");
    html_raw(&h, find_hint);
    for (size_t row = 0; row < KANA_ROWS; row++)
        if (row != KANA_OTHER || i < n)
            i += list_row(&h, row, v + i, n - i);
    html_end(&h);
    free(v);
}

void html_kana(const struct export *x, struct export_files *out)
{
    by_kana(x, out,
            &(struct page){.path = "kana.html",
                           .title = "五十音でさがす",
                           .description = "手続き、出来事、持ち物、やり方、ことばの全部です。"},
            true);
    by_kana(x, out,
            &(struct page){.path = "documents.html",
                           .title = "持ち物の説明",
                           .description = "窓口へ持って行くものと、どこでもらえるかです。"},
            false);
}

/* ---- fields and howtos ---- */

void html_fields(const struct export *x, struct export_files *out)
{
    const struct knowledge *k = x->knowledge;

    for (size_t i = 0; i < k->fields.n; i++) {
        struct strbuf path, title;
        struct html h;

        if (in_field(k, i) == 0)
            continue;
        strbuf_init(&path);
        strbuf_init(&title);
        html_field_path(k->fields.v[i].s, &path);
        strbuf_printf(&title, "「%s」の手続き", k->fields.v[i].s);
        html_begin(&h, x, &(struct page){.path = path.s, .title = title.s, .kind = "分野"},
                   export_file(out, "%s", path.s));
        cards(&h, ENTRY_PROCEDURE, i, false);
        html_end(&h);
        strbuf_done(&path);
        strbuf_done(&title);
    }
}

void html_howtos(const struct export *x, struct export_files *out)
{
    struct html h;

    if (count_kind(x->knowledge, ENTRY_HOWTO) == 0)
        return;
    html_begin(&h, x, &(struct page){.path = "howtos.html", .title = "やり方"},
               export_file(out, "howtos.html"));
    html_paragraph(&h, "summary", "スマホやマイナポータルなどの使い方を、順番に書いています。");
    cards(&h, ENTRY_HOWTO, 0, true);
    html_end(&h);
}
