#include "output/qr.h"

#include "base/lang.h"
#include "base/xalloc.h"
#include "guide/route.h"
#include "knowledge/review.h"
#include "output/pieces.h"
#include <errno.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#define ADVICE_BYTES 600
#define QUIET 4 /* JIS X 0510: light modules around the code */

bool qr_make(struct qr *q, const char *text, struct error *err)
{
    QRcode *code;
    size_t n;

    *q = (struct qr){0, NULL};
    if (!*text) {
        error_set(err, EX_DATAERR, "%s", _("QRコードにする文がありません。"));
        return false;
    }
    /* The lowest level of correction: a screen is neither torn nor stained, and fewer modules are
     * larger ones. */
    code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
    if (!code) {
        if (errno == ERANGE)
            error_set(err, EX_DATAERR, "%s", _("1つのQRコードには長すぎます。"));
        else
            error_set(err, EX_OSERR, _("QRコードを作れませんでした：%s"), strerror(errno));
        return false;
    }
    q->size = code->width;
    n = (size_t)q->size * (size_t)q->size;
    q->dark = xmalloc(n);
    for (size_t i = 0; i < n; i++)
        q->dark[i] = code->data[i] & 1;
    QRcode_free(code);
    return true;
}

void qr_done(struct qr *q)
{
    free(q->dark);
    *q = (struct qr){0, NULL};
}

bool qr_dark(const struct qr *q, int x, int y)
{
    return x >= 0 && y >= 0 && x < q->size && y < q->size &&
           q->dark[(size_t)y * (size_t)q->size + (size_t)x];
}

static void half_line(const struct qr *q, int y, struct strbuf *out)
{
    static const char *const blocks[] = {" ", "▀", "▄", "█"};

    strbuf_puts(out, "\033[30;107m");
    for (int x = -QUIET; x < q->size + QUIET; x++)
        strbuf_puts(out, blocks[qr_dark(q, x, y) + 2 * qr_dark(q, x, y + 1)]);
    strbuf_puts(out, "\033[0m\n");
}

static void full_line(const struct qr *q, int y, struct strbuf *out)
{
    int before = -1;

    for (int x = -QUIET; x < q->size + QUIET; x++) {
        int dark = qr_dark(q, x, y);

        if (dark != before)
            strbuf_puts(out, dark ? "\033[97;40m" : "\033[30;107m");
        strbuf_puts(out, "  ");
        before = dark;
    }
    strbuf_puts(out, "\033[0m\n");
}

void qr_ansi(const struct qr *q, bool half, struct strbuf *out)
{
    for (int y = -QUIET; y < q->size + QUIET; y += half ? 2 : 1) {
        if (half)
            half_line(q, y, out);
        else
            full_line(q, y, out);
    }
}

static void put_documents(const struct checklist *c, enum item_state state, const char *heading,
                          struct strbuf *out)
{
    size_t n = 0;

    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];

        if (d->state != state)
            continue;
        if (n++ == 0)
            strbuf_printf(out, "\n%s", heading);
        strbuf_printf(out, "\n・%s%s%s", d->document->name.s,
                      d->form == FORM_ORIGINAL ? _("（原本）")
                      : d->form == FORM_COPY   ? _("（コピーでよい）")
                                               : "",
                      doubt_mark(document_is_doubtful(c, d)));
    }
}

static void put_place(const struct route_place *p, struct strbuf *out)
{
    if (p->desk && p->desk->place.len > 0)
        strbuf_printf(out, "\n・%s（%s）", p->desk->name.s, p->desk->place.s);
    else if (p->desk)
        strbuf_printf(out, "\n・%s", p->desk->name.s);
    else
        strbuf_printf(out, "\n・%s", p->v[0]->entry->place.s);
}

static void put_desks(const struct checklist *c, struct strbuf *out)
{
    struct route r;
    size_t n = 0;

    route_init(&r, c);
    for (size_t i = 0; i < r.n; i++) {
        if (!r.v[i].desk && r.v[i].v[0]->entry->place.len == 0)
            continue;
        if (n++ == 0)
            strbuf_printf(out, "\n%s", _("行く窓口"));
        put_place(&r.v[i], out);
    }
    route_done(&r);
}

/* Advice can be long; a code that fits a screen holds less. Whole sentences are kept. */
static void put_advice(const char *s, struct strbuf *out)
{
    static const char stop[] = "。";
    size_t n = strlen(s), end = 0;

    if (n <= ADVICE_BYTES) {
        strbuf_printf(out, "\n%s", s);
        return;
    }
    for (const char *p = s; (p = strstr(p, stop)) && (size_t)(p - s) < ADVICE_BYTES;) {
        p += sizeof(stop) - 1;
        end = (size_t)(p - s);
    }
    strbuf_putc(out, '\n');
    strbuf_add(out, s, end);
    strbuf_puts(out, _("（続きがあります。窓口で確認してください）"));
}

static void put_name(const struct checklist *c, struct strbuf *out)
{
    strbuf_printf(out, "%s%s", c->entry->name.s, entry_mark(checklist_subject(c), c->today));
    if (checklist_has_doubt(c))
        strbuf_printf(out, "\n%s", doubt_meaning());
}

void qr_checklist_text(const struct checklist *c, struct strbuf *out)
{
    put_name(c, out);
    if (c->stop) {
        put_advice(c->stop, out);
        return;
    }
    put_documents(c, ITEM_REQUIRED, _("持って行くもの"), out);
    put_documents(c, ITEM_ASK, _("窓口で確認するもの"), out);
    put_desks(c, out);
}

bool qr_checklist(struct qr *q, const struct checklist *c, const char *code, struct error *err)
{
    struct strbuf text;
    size_t list;
    bool ok = false;

    strbuf_init(&text);
    qr_checklist_text(c, &text);
    list = text.len;
    if (code && !c->stop) {
        strbuf_printf(&text, "\n%s%s", _("つづきのコード："), code);
        ok = qr_make(q, text.s, NULL);
        strbuf_truncate(&text, list);
    }
    ok = ok || qr_make(q, text.s, err);
    strbuf_wipe(&text);
    strbuf_done(&text);
    return ok;
}

static bool make_within(struct qr *q, const char *text, int most)
{
    if (!qr_make(q, text, NULL))
        return false;
    if (q->size <= most)
        return true;
    qr_done(q);
    return false;
}

static void put_names(const struct checklist *c, struct strbuf *out)
{
    put_name(c, out);
    for (size_t i = 0; i < c->documents.n; i++)
        strbuf_printf(out, "\n・%s%s%s", c->documents.v[i].document->name.s,
                      c->documents.v[i].state == ITEM_ASK ? _("（窓口で確認）") : "",
                      doubt_mark(document_is_doubtful(c, &c->documents.v[i])));
}

bool qr_fit_checklist(struct qr *q, const struct checklist *c, const char *code, int most,
                      enum qr_carries *what)
{
    struct strbuf text;
    bool ok = false;

    strbuf_init(&text);
    for (int i = code && !c->stop ? QR_LIST_AND_CODE : QR_LIST; !ok && i <= QR_NAMES; i++) {
        if (i == QR_NAMES && (c->stop || c->documents.n == 0))
            break;
        *what = (enum qr_carries)i;
        strbuf_wipe(&text);
        if (i == QR_NAMES)
            put_names(c, &text);
        else
            qr_checklist_text(c, &text);
        if (i == QR_LIST_AND_CODE)
            strbuf_printf(&text, "\n%s%s", _("つづきのコード："), code);
        ok = make_within(q, text.s, most);
    }
    strbuf_wipe(&text);
    strbuf_done(&text);
    return ok;
}

bool qr_fit_code(struct qr *q, const struct checklist *c, const char *code, int most)
{
    struct strbuf text;

    strbuf_init(&text);
    strbuf_printf(&text, "%s\n%s%s", c->entry->name.s, _("つづきのコード："), code);
    bool ok = make_within(q, text.s, most) || make_within(q, code, most);
    strbuf_wipe(&text);
    strbuf_done(&text);
    return ok;
}
