#include "output/html.h"

#include "base/die.h"
#include "output/pieces.h"
#include <string.h>
#include <sysexits.h>

/* ---- text ---- */

static void escape(struct strbuf *out, const char *s, size_t n, bool lines)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];

        if (c == '&')
            strbuf_puts(out, "&amp;");
        else if (c == '<')
            strbuf_puts(out, "&lt;");
        else if (c == '>')
            strbuf_puts(out, "&gt;");
        else if (c == '"')
            strbuf_puts(out, "&quot;");
        else if (c == '\'')
            strbuf_puts(out, "&#39;");
        else if (c == '\n' && lines)
            strbuf_puts(out, "<br>\n");
        else if (c >= ' ' && c != 0x7f)
            strbuf_putc(out, (char)c);
        else
            strbuf_putc(out, ' ');
    }
}

/* Kana that word and reading share at an end stand outside: of 持って only 持 gets its も. */
static void ruby_element(struct strbuf *out, const char *word, size_t nword, const char *reading,
                         size_t nreading)
{
    enum { KANA = 3 }; /* bytes */
    size_t before = 0, behind = 0;

    while (nword > before + KANA && nreading > before + KANA &&
           memcmp(word + before, reading + before, KANA) == 0)
        before += KANA;
    while (nword > before + behind + KANA && nreading > before + behind + KANA &&
           memcmp(word + nword - behind - KANA, reading + nreading - behind - KANA, KANA) == 0)
        behind += KANA;
    escape(out, word, before, false);
    strbuf_puts(out, "<ruby>");
    escape(out, word + before, nword - before - behind, false);
    strbuf_puts(out, "<rp>（</rp><rt>");
    escape(out, reading + before, nreading - before - behind, false);
    strbuf_puts(out, "</rt><rp>）</rp></ruby>");
    escape(out, word + nword - behind, behind, false);
}

static void text(struct html *h, const char *s)
{
    const struct ruby *ruby = h->x->ruby;

    if (!ruby) {
        escape(h->out, s, strlen(s), true);
        return;
    }
    strbuf_clear(&h->tmp);
    ruby->readings.add(ruby->readings.ctx, s, strlen(s), &h->tmp);
    for (s = h->tmp.s; *s;) {
        size_t plain = strcspn(s, RUBY_WORD);

        escape(h->out, s, plain, true);
        s += plain;
        if (*s) {
            size_t nword = strcspn(s, RUBY_READING), all = strcspn(s, RUBY_END);

            ruby_element(h->out, s + 1, nword - 1, s + nword + 1, all - nword - 1);
            s += all + 1;
        }
    }
}

void html_put(struct html *h, const char *markup, const char *const *args)
{
    for (;; markup++) {
        size_t n = strcspn(markup, "@~");

        strbuf_add(h->out, markup, n);
        markup += n;
        if (*markup == '\0')
            break;
        if (!*args)
            die(EX_SOFTWARE, "%s", "html_put: too few texts");
        if (*markup == '@')
            text(h, *args++);
        else {
            escape(h->out, *args, strlen(*args), false);
            args++;
        }
    }
    if (*args)
        die(EX_SOFTWARE, "%s", "html_put: too many texts");
}

void html_raw(struct html *h, const char *markup)
{
    strbuf_puts(h->out, markup);
}

void html_paragraph(struct html *h, const char *class_name, const char *s)
{
    if (!*s)
        return;
    if (class_name)
        HTML(h, "<p class=\"~\">@</p>\n", class_name, s);
    else
        HTML(h, "<p>@</p>\n", s);
}

void html_row(struct html *h, const char *label, const char *s)
{
    if (*s)
        HTML(h, "<div><dt>@</dt><dd>@</dd></div>\n", label, s);
}

/* ---- where things stand ---- */

/* The bytes in hexadecimal: no two fields share a name, and none moves when others come. */
void html_field_path(const char *field, struct strbuf *out)
{
    strbuf_puts(out, "field/");
    for (; *field; field++)
        strbuf_printf(out, "%02x", (unsigned char)*field);
    strbuf_puts(out, ".html");
}

void html_faq_path(size_t page, struct strbuf *out)
{
    if (page <= 1)
        strbuf_puts(out, "faq.html");
    else
        strbuf_printf(out, "faq-%zu.html", page);
}

size_t count_kind(const struct knowledge *k, enum entry_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < k->entries.n; i++)
        n += knowledge_kind(k, i) == kind;
    return n;
}

static size_t faq_page(const struct knowledge *k, const struct entry *e)
{
    size_t before = 0;

    for (size_t i = 0; i < k->entries.n; i++) {
        if (knowledge_kind(k, i) != ENTRY_FAQ)
            continue;
        if (knowledge_at(k, i) == e)
            break;
        before++;
    }
    return before / FAQ_ON_A_PAGE + 1;
}

void html_entry_path(const struct knowledge *k, const struct entry *e, struct strbuf *out)
{
    const char *kind = entry_kind_name(e->kind);

    switch (e->kind) {
    case ENTRY_PROCEDURE:
    case ENTRY_EVENT:
    case ENTRY_HOWTO:
        strbuf_printf(out, "%s/%s.html", kind, e->id.s);
        return;
    case ENTRY_FAQ:
        html_faq_path(faq_page(k, e), out);
        break;
    case ENTRY_TERM:
        strbuf_puts(out, "glossary.html");
        break;
    case ENTRY_ELSEWHERE:
        strbuf_puts(out, "elsewhere.html");
        break;
    }
    strbuf_printf(out, "#%s-%s", kind, e->id.s);
}

void html_entry(struct html *h, const struct entry *e)
{
    struct strbuf path;

    strbuf_init(&path);
    html_entry_path(h->x->knowledge, e, &path);
    HTML(h, "<a href=\"~~\">@</a>", h->up, path.s, e->name.s);
    if (*entry_mark(e, h->x->today))
        html_raw(h, "<span class=\"mark\">【要確認】</span>");
    strbuf_done(&path);
}

void html_document(struct html *h, const struct document *d)
{
    HTML(h, "<a href=\"~document/~.html#document-~\">@</a>", h->up,
         kana_row_files[kana_row(d->reading.s)], d->id.s, d->name.s);
    if (d->status == STATUS_UNCONFIRMED)
        html_raw(h, "<span class=\"mark\">【要確認】</span>");
}

void html_proof(struct html *h, const struct document *d)
{
    for (size_t i = 0; i < d->any.n; i++) {
        struct strbuf b;

        strbuf_init(&b);
        strbuf_puts(&b, i > 0 ? "または、" : "");
        describe_alternative(&b, &d->any.v[i]);
        strbuf_puts(&b, d->any.v[i].note.s);
        html_paragraph(h, NULL, b.s);
        strbuf_done(&b);
    }
}

const char *html_form(enum form f)
{
    static const char *const sentences[] = {[FORM_ANY] = "",
                                            [FORM_COPY] = "コピーでかまいません。",
                                            [FORM_ORIGINAL] = "原本を持って行きます。"};

    return sentences[f];
}

/* ---- the kana table ---- */

const char *const kana_row_files[KANA_ROWS] = {"a",  "ka", "sa", "ta", "na",   "ha",
                                               "ma", "ya", "ra", "wa", "other"};

const char *const kana_row_names[KANA_ROWS] = {"あ", "か", "さ", "た", "な",    "は",
                                               "ま", "や", "ら", "わ", "その他"};

size_t kana_row(const char *reading)
{
    /* The first kana of each row, voiced and small ones between them: the code points are in the
     * order of the table (U+3041 ぁ to U+3093 ん). */
    static const char *const ends[] = {"か", "さ", "た", "な", "は", "ま", "ゃ", "ら", "ゎ"};

    if (strncmp(reading, "ぁ", 3) < 0 || strncmp(reading, "ん", 3) > 0)
        return KANA_OTHER;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (strncmp(reading, ends[i], 3) < 0)
            return i;
    return KANA_OTHER - 1;
}

/* ---- the frame of a page ---- */

/* In a script element only `</` and `<!--` could end or change it. */
static void add_data(struct html *h, const struct entry *e)
{
    struct strbuf data;

    strbuf_init(&data);
    export_jsonld_entry(h->x, e, &data);
    html_raw(h, "<script type=\"application/ld+json\">");
    for (const char *s = data.s; *s; s++) {
        if (*s == '<')
            strbuf_puts(h->out, "\\u003c");
        else
            strbuf_putc(h->out, *s);
    }
    html_raw(h, "</script>\n");
    strbuf_done(&data);
}

static bool has_page(const struct knowledge *k, const char *path, enum entry_kind kind)
{
    if (strcmp(path, "urgent.html") == 0)
        return k->urgency.urgent.n > 0;
    return kind == ENTRY_PROCEDURE || count_kind(k, kind) > 0;
}

static void navigation(struct html *h, const char *here)
{
    static const struct {
        const char *path, *name;
        enum entry_kind kind; /* of which there must be some */
    } all[] = {
        {"index.html", "はじめ", ENTRY_PROCEDURE},
        {"kana.html", "五十音", ENTRY_PROCEDURE},
        {"documents.html", "持ち物", ENTRY_PROCEDURE},
        {"howtos.html", "やり方", ENTRY_HOWTO},
        {"faq.html", "よくある質問", ENTRY_FAQ},
        {"glossary.html", "ことば", ENTRY_TERM},
        {"elsewhere.html", "よその窓口", ENTRY_ELSEWHERE},
        {"urgent.html", "お急ぎ", ENTRY_PROCEDURE},
    };

    html_raw(h, "<nav aria-label=\"ページの種類\">\n<ul class=\"menu\">\n");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        bool current = strcmp(all[i].path, here) == 0;

        if (!has_page(h->x->knowledge, all[i].path, all[i].kind))
            continue;
        HTML(h, "<li><a href=\"~~\"", h->up, all[i].path);
        html_raw(h, current ? " aria-current=\"page\">" : ">");
        HTML(h, "@</a></li>\n", all[i].name);
    }
    html_raw(h, "</ul>\n</nav>\n");
}

static void head(struct html *h, const struct page *p)
{
    const struct town *t = &h->x->knowledge->town;
    bool index = strcmp(p->path, "index.html") == 0;

    html_raw(h, "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n");
    if (index)
        HTML(h, "<title>~</title>\n", p->title);
    else
        HTML(h, "<title>~ | ~ 手続きの案内</title>\n", p->title, t->name.s);
    if (p->description && *p->description)
        HTML(h, "<meta name=\"description\" content=\"~\">\n", p->description);
    HTML(h, "<link rel=\"stylesheet\" href=\"~style.css\">\n", h->up);
    if (p->entry)
        add_data(h, p->entry);
    html_raw(h, "</head>\n");
}

void html_begin(struct html *h, const struct export *x, const struct page *p, struct strbuf *out)
{
    const struct town *t = &x->knowledge->town;

    *h = (struct html){.x = x, .out = out, .up = strchr(p->path, '/') ? "../" : ""};
    strbuf_init(&h->tmp);
    if (x->ruby)
        x->ruby->page(x->ruby->readings.ctx);
    head(h, p);
    html_raw(h, x->ruby ? "<body class=\"read\">\n" : "<body>\n");
    html_raw(h, "<a class=\"skip\" href=\"#main\">本文へ</a>\n<header>\n");
    HTML(h, "<p class=\"site\"><a href=\"~index.html\">@ 手続きの案内</a></p>\n", h->up, t->name.s);
    navigation(h, p->path);
    html_raw(h, "</header>\n<main id=\"main\" tabindex=\"-1\">\n");
    if (p->kind)
        html_paragraph(h, "kind", p->kind);
    HTML(h, "<h1>@", p->title);
    if (p->entry && *entry_mark(p->entry, x->today))
        html_raw(h, "<span class=\"mark\">【要確認】</span>");
    html_raw(h, "</h1>\n");
}

static void license(struct html *h)
{
    const char *s = h->x->license;

    if (!s)
        return;
    if (strncmp(s, "https://", 8) == 0 || strncmp(s, "http://", 7) == 0)
        HTML(h, "<p>使用条件：<a rel=\"license\" href=\"~\">~</a></p>\n", s, s);
    else
        HTML(h, "<p>使用条件：~</p>\n", s);
}

void html_end(struct html *h)
{
    const struct town *t = &h->x->knowledge->town;
    char iso[11] = "";

    html_raw(h, "</main>\n<footer>\n");
    html_paragraph(h, NULL, t->notice.s);
    html_raw(h, "<p>内容は、制度の一般的な説明です。最後は、窓口の説明に従ってください。"
                "【要確認】とあるものは、行く前に窓口へ電話してください。</p>\n");
    HTML(h, "<p>@（代表電話 @）</p>\n", t->name.s, t->tel.s);
    if (date_valid(h->x->today))
        date_format_iso(h->x->today, iso);
    if (*iso)
        HTML(h, "<p>このページを作った日：<time datetime=\"~\">~</time></p>\n", iso, iso);
    license(h);
    html_raw(h, "</footer>\n</body>\n</html>\n");
    strbuf_done(&h->tmp);
}
