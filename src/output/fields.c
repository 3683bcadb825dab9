#include "output/fields.h"
#include "knowledge/cond_forms.h"
#include "knowledge/filekind.h"
#include "knowledge/schema.h"
#include <string.h>

enum { MAX_RECORDS = 256 };

/* The records, each with its heading, in the order in which a reader meets them. */
struct headings {
    struct {
        const struct record *record;
        const char *key; /* where it was met first */
        int same;        /* how many before it have the same name and key */
    } v[MAX_RECORDS];
    size_t n;
};

static size_t place_of(struct headings *h, const struct record *r, const char *key)
{
    int same = 0;
    for (size_t i = 0; i < h->n; i++) {
        if (h->v[i].record == r)
            return i;
        same += strcmp(h->v[i].record->name, r->name) == 0 && strcmp(h->v[i].key, key) == 0;
    }
    if (h->n == MAX_RECORDS)
        return 0;
    h->v[h->n].record = r;
    h->v[h->n].key = key;
    h->v[h->n].same = same;
    return h->n++;
}

/* The heading, and as a link the name by which the renderer finds it: of two headings that are the
 * same, it calls the second one …-1. */
static void link_to(struct strbuf *out, struct headings *h, const struct record *r, const char *key)
{
    size_t i = place_of(h, r, key);
    strbuf_printf(out, "[%s](#%s-%s", r->name, r->name, h->v[i].key);
    if (h->v[i].same)
        strbuf_printf(out, "-%d", h->v[i].same);
    strbuf_puts(out, ")");
}

static void names(struct strbuf *out, const struct field *f)
{
    for (size_t i = 0; f->names[i]; i++) {
        const char *words = schema_value_words(f->names[i]);
        strbuf_printf(out, "%s`%s`", i ? "、" : "", f->names[i]);
        if (words && *words)
            strbuf_printf(out, "（%s）", words);
    }
}

static void id_of(struct strbuf *out, enum field_ref ref)
{
    static const char *const whose[] = {[REF_NONE] = "id",
                                        [REF_ENTRY] = "項目の id",
                                        [REF_DOCUMENT] = "書類の id",
                                        [REF_QUESTION] = "質問の id",
                                        [REF_DESK] = "窓口の id",
                                        [REF_FEE] = "手数料の名前"};
    strbuf_puts(out, whose[ref]);
}

static void scalar(struct strbuf *out, const struct field *f)
{
    switch (f->type) {
    case F_TEXT:
        strbuf_puts(out, f->flags & FIELD_RAW     ? "値"
                         : f->flags & FIELD_LINES ? "文（改行できる）"
                                                  : "文");
        break;
    case F_KANA:
        strbuf_puts(out, "ひらがな");
        break;
    case F_STRS:
        strbuf_puts(out, "文の並び");
        break;
    case F_ID:
        id_of(out, f->ref);
        break;
    case F_IDS:
        id_of(out, f->ref);
        strbuf_puts(out, " の並び");
        break;
    case F_INT:
        strbuf_printf(out, "数（%d から %d まで）", f->min, f->max);
        break;
    case F_BOOL:
    case F_ENUM:
        names(out, f);
        break;
    case F_DATE:
        strbuf_puts(out, "日付");
        break;
    case F_DURATION:
        strbuf_puts(out, "期間");
        break;
    case F_WHEN:
        strbuf_puts(out, "[条件](#条件)");
        break;
    default:
        break;
    }
}

static void what(struct strbuf *out, struct headings *h, const struct field *f)
{
    if (!f->record) {
        scalar(out, f);
        return;
    }
    strbuf_puts(out, f->type == F_MAP ? "`id:` ごとに " : "");
    link_to(out, h, f->record, f->name);
    strbuf_puts(out, f->type == F_LIST ? " の並び" : "");
}

static void row(struct strbuf *out, struct headings *h, const struct field *f)
{
    strbuf_printf(out, "| `%s` | ", f->name);
    what(out, h, f);
    strbuf_printf(out, " | %s | %s%s |\n", f->flags & FIELD_REQUIRED ? "要る" : "",
                  f->help ? f->help : "", f->flags & FIELD_DATED ? "。日付で分けられる" : "");
}

static void table(struct strbuf *out, struct headings *h, const struct record *r)
{
    if (r->shorthand)
        strbuf_printf(out, "`%s` だけなら、キーを書かずに値だけを書けます。\n\n", r->shorthand);
    strbuf_puts(out, "| キー | 書くもの | 要るか | 何か |\n|---|---|---|---|\n");
    for (size_t i = 0; i < r->nfields; i++)
        if (!(r->fields[i].flags & FIELD_KEY))
            row(out, h, &r->fields[i]);
    strbuf_putc(out, '\n');
}

static void file(struct strbuf *out, struct headings *h, const struct filekind *k)
{
    bool dict = strncmp(k->place, "dict/", 5) == 0;
    size_t n = strlen(k->place);
    strbuf_printf(out, "### %s\n\n`%s%s%s`\n\n", k->title, dict ? "" : "knowledge/", k->place,
                  k->place[n - 1] == '/' ? "….yaml" : "");
    switch (k->shape) {
    case FILE_RECORD:
        break;
    case FILE_MAP:
        strbuf_puts(out, "id を並べ、その下に一つずつ書きます。\n\n");
        break;
    case FILE_TEXTS:
        strbuf_puts(out, "「- ことば」を並べます。\n\n");
        break;
    case FILE_GROUPS:
        strbuf_puts(out, "分野の下に「- [ことば, ことば]」を並べます。\n\n");
        break;
    }
    if (k->record)
        table(out, h, k->record);
}

static void conditions(struct strbuf *out)
{
    strbuf_puts(out,
                "## 条件\n\n`when:` に書けるものです。左の質問の id と、右の答えの id "
                "は、その手続きの質問のものに置きかえます。\n"
                "答えが分からないとき、その項目は消えずに「窓口で確認」の印つきで残ります。\n\n"
                "| 例 | 当てはまるのは |\n|---|---|\n");
    for (size_t i = 0; i < cond_forms_count; i++)
        strbuf_printf(out, "| `%s` | %s |\n", cond_forms[i].example, cond_forms[i].means);
    strbuf_puts(out, "\n`[` を含む条件は、`\" \"` で囲みます。期間は `days`（日）`weeks`（週）"
                     "`months`（か月）`years`（年）です。\n");
}

void fields_markdown(struct strbuf *out)
{
    struct headings h = {.n = 0};
    strbuf_puts(
        out,
        "# 書けるキーの一覧\n\n"
        "この文書は `madoguchi schema --markdown` で作ったものです。プログラムが読む表と同じ"
        "なので、\n手では直しません。書き方の決まりは [yaml.md](yaml.md) にあります。\n\n"
        "「文」は1行の文字、「並び」は「- 」か「[ , ]」で並べるもの（一つなら並べなくてよい）、"
        "「日付」は `2027-04-01`、\n「期間」は `14 days`・`3 months` の形です。"
        "「日付で分けられる」は、\nある日から変わる値を前もって書けるものです（[dates.md](dates.md)"
        "）。\n\n"
        "## ファイル\n\n");
    for (size_t i = 0; i < filekinds_count; i++)
        file(out, &h, &filekinds[i]);
    strbuf_puts(out, "## 中に書くもの\n\n");
    for (size_t i = 0; i < h.n; i++) { /* grows while it is read */
        strbuf_printf(out, "### %s `%s`\n\n", h.v[i].record->name, h.v[i].key);
        table(out, &h, h.v[i].record);
    }
    conditions(out);
}
