#include "tui/shelves.h"
#include "base/lang.h"
#include "text/kana.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

/* Kinds that have a shelf of their own when they have no field, in the order they are shown. */
static const enum entry_kind kinds[] = {ENTRY_PROCEDURE, ENTRY_HOWTO, ENTRY_FAQ, ENTRY_TERM};
#define NKINDS (sizeof(kinds) / sizeof(*kinds))

/* Reads no entry: home looks at all of them. */
static bool on_shelf(const struct knowledge *k, size_t i, const struct shelf *s)
{
    enum entry_kind kind = knowledge_kind(k, i);
    size_t field = knowledge_field(k, i);
    if (kind == ENTRY_EVENT || kind == ENTRY_ELSEWHERE)
        return false;
    if (s->field)
        return kind != ENTRY_TERM && s->field == k->fields.v + field;
    return kind == s->kind && field == k->fields.n;
}

/* A field has entries, or there would be no such field. */
static bool is_empty(const struct knowledge *k, const struct shelf *s)
{
    for (size_t i = 0; i < k->entries.n && !s->field; i++)
        if (on_shelf(k, i, s))
            return false;
    return !s->field;
}

/* Gives the i-th shelf, or with out NULL their number. */
static size_t look(const struct knowledge *k, size_t i, struct shelf *out)
{
    size_t n = 0;
    for (size_t f = 0; f < k->fields.n + NKINDS; f++) {
        struct shelf s = {.field = NULL};
        if (f < k->fields.n) {
            s.field = &k->fields.v[f];
            s.name = s.field->s;
        } else {
            s.kind = kinds[f - k->fields.n];
            s.name = _(entry_kind_label(s.kind));
        }
        if (is_empty(k, &s))
            continue;
        if (n++ == i && out)
            *out = s;
    }
    return n;
}

size_t shelf_count(const struct knowledge *k)
{
    return look(k, 0, NULL);
}

bool shelf_at(const struct knowledge *k, size_t i, struct shelf *out)
{
    return look(k, i, out) > i;
}

/* The first kana of each row, voiced and small ones behind it as Unicode orders them. */
static const struct {
    uint32_t first;
    const char *name;
} rows[KANA_ROWS + 1] = {{0, ""},
                         {0x3041, "あ行（あいうえお）"},
                         {0x304b, "か行（かきくけこ）"},
                         {0x3055, "さ行（さしすせそ）"},
                         {0x305f, "た行（たちつてと）"},
                         {0x306a, "な行（なにぬねの）"},
                         {0x306f, "は行（はひふへほ）"},
                         {0x307e, "ま行（まみむめも）"},
                         {0x3083, "や行（やゆよ）"},
                         {0x3089, "ら行・わ行（らりるれろ・わ）"}};

const char *kana_row_name(size_t row)
{
    return row == 0 || row > KANA_ROWS ? "" : _(rows[row].name);
}

static size_t row_of(const struct entry *e)
{
    struct strbuf kana;
    uint32_t cp;
    size_t row = KANA_ROWS;
    strbuf_init(&kana);
    kana_to_hiragana(&kana, e->reading.s, e->reading.len);
    if (kana.len > 0 && utf8_decode(kana.s, kana.len, &cp) > 0 && cp >= rows[1].first)
        while (row > 1 && cp < rows[row].first)
            row--;
    strbuf_done(&kana);
    return row;
}

static int by_reading(const void *a, const void *b)
{
    const struct entry *x = *(const struct entry *const *)a, *y = *(const struct entry *const *)b;
    int order = strcmp(x->reading.s, y->reading.s);
    return order != 0 ? order : strcmp(x->id.s, y->id.s);
}

size_t shelf_entries(const struct knowledge *k, const struct shelf *shelf, size_t row,
                     const struct entry **out)
{
    size_t n = 0;
    for (size_t i = 0; i < k->entries.n; i++) {
        if (!on_shelf(k, i, shelf) || (row > 0 && row_of(knowledge_at(k, i)) != row))
            continue;
        if (out)
            out[n] = knowledge_at(k, i);
        n++;
    }
    if (out && row > 0 && n > 0)
        qsort(out, n, sizeof(*out), by_reading);
    return n;
}

void shelf_summary(const struct knowledge *k, struct strbuf *out)
{
    static const enum entry_kind all[] = {ENTRY_PROCEDURE, ENTRY_EVENT, ENTRY_HOWTO, ENTRY_FAQ,
                                          ENTRY_TERM};
    size_t before = out->len;
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        size_t n = 0;
        for (size_t j = 0; j < k->entries.n; j++)
            n += knowledge_kind(k, j) == all[i];
        if (n > 0)
            strbuf_printf(out, _("%s%s%zu"), out->len > before ? _("、") : "",
                          _(entry_kind_label(all[i])), n);
    }
}
