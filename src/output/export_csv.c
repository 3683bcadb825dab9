/* Tables for a spreadsheet. */
#include "knowledge/period.h"
#include "output/export.h"

#include "guide/guide.h"
#include "output/pieces.h"
#include "output/plain.h"
#include "text/utf8.h"
#include <stdio.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"

struct csv {
    const struct export *x;
    struct strbuf *out;
    struct strbuf cell; /* the one that is being made */
    size_t column;
};

static void csv_init(struct csv *c, const struct export *x, struct strbuf *out)
{
    *c = (struct csv){.x = x, .out = out};
    strbuf_init(&c->cell);
    strbuf_puts(out, BOM);
}

/* Spreadsheets set to Japanese read the full-width signs as the others. */
static bool is_formula(const char *s)
{
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(s, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

/* Ends the cell in c->cell. */
static void end_cell(struct csv *c)
{
    struct strbuf *b = &c->cell;
    bool quoted = b->s[strcspn(b->s, "\",\r\n")] != '\0';

    if (c->column++ > 0)
        strbuf_putc(c->out, ',');
    if (quoted)
        strbuf_putc(c->out, '"');
    if (is_formula(b->s))
        strbuf_putc(c->out, '\'');
    for (const char *s = b->s; *s; s++) {
        if (*s == '"')
            strbuf_putc(c->out, '"');
        strbuf_putc(c->out, *s);
    }
    if (quoted)
        strbuf_putc(c->out, '"');
    strbuf_clear(b);
}

static void cell(struct csv *c, const char *s)
{
    strbuf_puts(&c->cell, s);
    end_cell(c);
}

static void end_row(struct csv *c)
{
    strbuf_puts(c->out, "\r\n");
    c->column = 0;
}

static void head(struct csv *c, const char *const *names)
{
    for (; *names; names++)
        cell(c, *names);
    end_row(c);
}

/* ---- cells of an entry ---- */

/* What follows something in the same cell. */
static void also(struct csv *c)
{
    if (c->cell.len > 0)
        strbuf_puts(&c->cell, " / ");
}

static void add_who(struct csv *c, const struct str *who, const struct when *when,
                    const struct period *in)
{
    struct strbuf b;

    strbuf_init(&b);
    describe_whom_and_when(&b, who, when, in);
    if (b.len > 0)
        strbuf_printf(&c->cell, "（%s）", b.s);
    strbuf_done(&b);
}

static void desk_cells(struct csv *c, const struct entry *e)
{
    const struct desk *d = e->desk.len > 0 ? knowledge_desk(c->x->knowledge, e->desk.s) : NULL;

    cell(c, d ? d->name.s : "");
    cell(c, d ? d->place.s : e->place.s);
    cell(c, d ? d->tel.s : "");
    cell(c, e->hours.len > 0 ? e->hours.s : d ? d->hours.s : "");
}

static void deadline_cell(struct csv *c, const struct entry *e)
{
    for (size_t i = 0; i < e->deadlines.n; i++) {
        if (period_is_over(&e->deadlines.v[i].in, c->x->today))
            continue;
        also(c);
        period_words(&c->cell, &e->deadlines.v[i].in);
        plain_deadline_rule(&e->deadlines.v[i], &c->cell);
    }
    end_cell(c);
}

static void fee_cell(struct csv *c, const struct entry *e)
{
    for (size_t i = 0; i < e->fees.n; i++) {
        if (!plain_fee_is_told(&e->fees, i))
            continue;
        also(c);
        plain_fee_always(&e->fees, &e->fees.v[i], &c->cell);
    }
    end_cell(c);
}

static const char *online_words(enum online_level level)
{
    static const char *const words[] = {[ONLINE_UNSAID] = "",
                                        [ONLINE_NO] = "できない",
                                        [ONLINE_PARTLY] = "一部できる",
                                        [ONLINE_YES] = "できる"};

    return words[level];
}

static bool is_certain(const struct document_ref *r)
{
    return !r->when.cond && period_is_open(&r->in);
}

static void documents_cell(struct csv *c, const struct entry *e, bool conditional)
{
    for (size_t i = 0; i < e->documents.n; i++) {
        const struct document_ref *r = &e->documents.v[i];

        if (!r->document || period_is_over(&r->in, c->x->today) || is_certain(r) == conditional)
            continue;
        also(c);
        strbuf_puts(&c->cell, r->document->name.s);
        if (conditional)
            add_who(c, &r->who, &r->when, &r->in);
    }
    end_cell(c);
}

static void procedures_cell(struct csv *c, const struct entry *e)
{
    static const struct period always;

    for (size_t i = 0; i < e->procedures.n; i++) {
        const struct entry_ref *r = &e->procedures.v[i];
        const struct entry *p = knowledge_entry(c->x->knowledge, r->id.s);

        if (!p)
            continue;
        also(c);
        strbuf_puts(&c->cell, p->name.s);
        add_who(c, &r->who, &r->when, &always);
    }
    end_cell(c);
}

static void steps_cell(struct csv *c, const struct entry *e)
{
    for (size_t i = 0; i < e->steps.n; i++) {
        also(c);
        strbuf_printf(&c->cell, "%zu. %s", i + 1, e->steps.v[i].text.s);
    }
    end_cell(c);
}

static void notes_cell(struct csv *c, const struct entry *e)
{
    for (size_t i = 0; i < e->notes.n; i++) {
        if (period_is_over(&e->notes.v[i].in, c->x->today))
            continue;
        also(c);
        add_who(c, &e->notes.v[i].who, &e->notes.v[i].when, &e->notes.v[i].in);
        strbuf_puts(&c->cell, e->notes.v[i].text.s);
    }
    end_cell(c);
}

static void strs_cell(struct csv *c, const struct strs *v)
{
    for (size_t i = 0; i < v->n; i++) {
        also(c);
        strbuf_puts(&c->cell, v->v[i].s);
    }
    end_cell(c);
}

static void date_cell(struct csv *c, struct date d)
{
    char iso[11] = "";

    if (date_valid(d))
        date_format_iso(d, iso);
    cell(c, iso);
}

/* Nothing is said of what nobody has dated. */
static const char *status_words(bool unconfirmed, bool dated)
{
    return unconfirmed ? "要確認" : dated ? "確認済み" : "";
}

static void entry_row(struct csv *c, const struct entry *e)
{
    cell(c, entry_kind_label(e->kind));
    cell(c, e->id.s);
    cell(c, e->name.s);
    cell(c, e->reading.s);
    cell(c, e->field.s);
    cell(c, e->summary.len > 0 ? e->summary.s : e->answer.s);
    cell(c, e->who.s);
    desk_cells(c, e);
    deadline_cell(c, e);
    fee_cell(c, e);
    cell(c, online_words(e->online.level));
    cell(c, e->online.how.s);
    documents_cell(c, e, false);
    documents_cell(c, e, true);
    procedures_cell(c, e);
    steps_cell(c, e);
    notes_cell(c, e);
    cell(c, e->law.s);
    strs_cell(c, &e->sources);
    cell(c, e->owner.s);
    date_cell(c, e->confirmed);
    cell(c, status_words(*entry_mark(e, c->x->today), date_valid(e->confirmed)));
    end_row(c);
}

void export_csv_entries(const struct export *x, struct strbuf *out)
{
    static const char *const names[] = {"種類",
                                        "ID",
                                        "名前",
                                        "よみ",
                                        "分野",
                                        "概要",
                                        "できる人",
                                        "窓口",
                                        "場所",
                                        "電話",
                                        "受付時間",
                                        "期限",
                                        "手数料",
                                        "オンライン",
                                        "オンラインの方法",
                                        "必ず要る書類",
                                        "条件つきの書類",
                                        "関係する手続き",
                                        "手順",
                                        "注意",
                                        "根拠",
                                        "出典",
                                        "受け持ち",
                                        "確認した日",
                                        "確認の状態",
                                        NULL};
    struct csv c;

    csv_init(&c, x, out);
    head(&c, names);
    for (size_t i = 0; i < x->knowledge->entries.n; i++)
        entry_row(&c, knowledge_at(x->knowledge, i));
    strbuf_done(&c.cell);
}

/* ---- documents and desks ---- */

static const char *form_words(enum form f)
{
    static const char *const words[] = {
        [FORM_ANY] = "", [FORM_COPY] = "写しでよい", [FORM_ORIGINAL] = "原本"};

    return words[f];
}

static void origin_cell(struct csv *c, const struct document *d)
{
    const struct entry *get = d->get.len > 0 ? knowledge_entry(c->x->knowledge, d->get.s) : NULL;

    if (get)
        strbuf_printf(&c->cell, "「%s」の手続き", get->name.s);
    if (d->where.len > 0) {
        also(c);
        strbuf_puts(&c->cell, d->where.s);
    }
    end_cell(c);
}

static void document_row(struct csv *c, const struct entry *e, const struct document_ref *r)
{
    const struct document *d = r->document;

    cell(c, e->id.s);
    cell(c, e->name.s);
    cell(c, d->id.s);
    cell(c, d->name.s);
    cell(c, d->reading.s);
    cell(c, is_certain(r) ? "必ず" : "条件つき");
    describe_whom_and_when(&c->cell, &r->who, &r->when, &r->in);
    end_cell(c);
    cell(c, r->note.s);
    cell(c, form_words(r->form == FORM_ANY ? d->form : r->form));
    describe_duration(&c->cell, d->fresh);
    end_cell(c);
    cell(c, d->what.s);
    plain_document_proof(d, &c->cell);
    end_cell(c);
    origin_cell(c, d);
    cell(c, d->instead.s);
    cell(c, d->note.s);
    cell(c, status_words(d->status == STATUS_UNCONFIRMED, false));
    end_row(c);
}

void export_csv_documents(const struct export *x, struct strbuf *out)
{
    static const char *const names[] = {"手続きID",
                                        "手続き",
                                        "書類ID",
                                        "書類",
                                        "よみ",
                                        "要否",
                                        "だれが",
                                        "ここでの注意",
                                        "原本か写しか",
                                        "作られてから",
                                        "どんな書類か",
                                        "これに当たるもの",
                                        "もらう所",
                                        "ないとき",
                                        "注意",
                                        "確認の状態",
                                        NULL};
    struct csv c;

    csv_init(&c, x, out);
    head(&c, names);
    for (size_t i = 0; i < x->knowledge->entries.n; i++) {
        const struct entry *e = knowledge_at(x->knowledge, i);

        for (size_t j = 0; j < e->documents.n; j++)
            if (e->documents.v[j].document && !period_is_over(&e->documents.v[j].in, x->today))
                document_row(&c, e, &e->documents.v[j]);
    }
    strbuf_done(&c.cell);
}

void export_csv_desks(const struct export *x, struct strbuf *out)
{
    static const char *const names[] = {"ID", "名前", "場所", "電話", "受付時間", NULL};
    const struct desks *desks = &x->knowledge->town.desks;
    struct csv c;

    csv_init(&c, x, out);
    head(&c, names);
    for (size_t i = 0; i < desks->n; i++) {
        const struct desk *d = &desks->v[i];

        cell(&c, d->id.s);
        cell(&c, d->name.s);
        cell(&c, d->place.s);
        cell(&c, d->tel.s);
        cell(&c, d->hours.s);
        end_row(&c);
    }
    strbuf_done(&c.cell);
}
