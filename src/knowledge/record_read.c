#include "knowledge/near.h"
#include "knowledge/record.h"
#include "knowledge/unwritten.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

static void error_at(const struct record_reader *rr, struct mark at, const char *msg)
{
    diags_add(rr->d, DIAG_ERROR, at, "%s", msg);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool equals_any_case(const char *s, const char *word)
{
    for (; *s && *word; s++, word++) {
        char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
        if (c != *word)
            return false;
    }
    return *s == *word;
}

/* Would a YAML 1.1 or 1.2 reader make something other than a string of this plain scalar? */
static bool yaml_would_change(const char *s)
{
    static const char *const words[] = {"",   "~",   "null", "true", "false", "yes", "no",
                                        "on", "off", "y",    "n",    ".inf",  ".nan"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (equals_any_case(s, words[i]))
            return true;
    if (*s == '+' || *s == '-')
        s++;
    if (!is_digit(*s))
        return *s == '.' && is_digit(s[1]) && strspn(s + 1, "0123456789eE+-_") == strlen(s + 1);
    if (strspn(s, "0123456789_,") == strlen(s))
        return strchr(s, ',') == NULL;
    if (s[0] == '0' && (s[1] == 'x' || s[1] == 'o' || s[1] == 'b'))
        return strspn(s + 2, "0123456789abcdefABCDEF_") == strlen(s + 2);
    if (strspn(s, "0123456789._eE+") == strlen(s))
        return true;
    size_t n = strspn(s, "0123456789");
    if (s[n] == ':' && strspn(s, "0123456789:.") == strlen(s))
        return true;
    if (n == 4 && s[4] == '-') { /* a date, perhaps with a time behind it */
        size_t month = strspn(s + 5, "0123456789");
        const char *p = s + 5 + month;
        size_t day = *p == '-' ? strspn(p + 1, "0123456789") : 0;
        return month >= 1 && month <= 2 && day >= 1 && day <= 2 &&
               (p[1 + day] == '\0' || p[1 + day] == 'T' || p[1 + day] == ' ');
    }
    return false;
}

static bool is_written(const struct record_reader *rr, const struct str *text)
{
    const char *what;
    size_t n;
    if (!unwritten_find(text->s, text->len, &what, &n))
        return true;
    diags_add_unwritten(rr->d, text->at, what, n);
    return false;
}

/* Is there one value, and is it more than a skeleton's? */
static bool expect_scalar(const struct record_reader *rr, const struct ynode *n)
{
    if (n->kind == Y_SCALAR)
        return is_written(rr, &n->text);
    error_at(rr, n->at,
             n->kind == Y_SEQ ? "ここには1つの値を書きます（「- 」や「[ ]」の並びではなく）"
                              : "ここには1つの値を書きます（「キー: 値」ではなく）");
    return false;
}

static bool is_wide_space(const char *s, size_t n)
{
    return n >= 3 && memcmp(s, "\xe3\x80\x80", 3) == 0;
}

/* What is not written yet stays as it is: nothing more is to be said about it. */
static struct str unread(const struct ynode *n)
{
    return n->kind == Y_SCALAR ? n->text : (struct str){"", 0, n->at};
}

static bool read_text(const struct record_reader *rr, const struct ynode *n, unsigned flags,
                      struct str *out)
{
    *out = unread(n);
    if (!expect_scalar(rr, n))
        return false;
    const struct str *t = &n->text;
    if (t->len == 0)
        error_at(rr, n->at, "値がありません");
    else if (n->plain && !(flags & FIELD_RAW) && yaml_would_change(t->s))
        diags_add(rr->d, DIAG_ERROR, t->at,
                  "「%s」は引用符で囲んでください（YAML では文字でないものになります）", t->s);
    else if (is_wide_space(t->s, t->len) || (t->len >= 3 && is_wide_space(t->s + t->len - 3, 3)))
        error_at(rr, t->at, "値の前か後ろに全角の空白があります");
    else if (!(flags & FIELD_LINES) && memchr(t->s, '\n', t->len))
        error_at(rr, t->at, "ここでは改行できません。1行で書いてください");
    return true;
}

bool record_id_ok(const char *s)
{
    return *s && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(s);
}

bool record_key_ok(const char *s)
{
    return record_id_ok(s) && !yaml_would_change(s);
}

/* The comma of Japanese text where YAML wants its own: the ids around it look like one. */
static bool wide_comma(const struct record_reader *rr, const struct str *id)
{
    static const char *const commas[] = {"、", "，"};
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
        const char *found = strstr(id->s, commas[i]);
        if (!found)
            continue;
        struct mark at = id->at;
        at.col += (uint32_t)utf8_length(id->s, (size_t)(found - id->s));
        diags_add(rr->d, DIAG_ERROR, at, "「%s」ではなく、半角の「,」で区切ります", commas[i]);
        return true;
    }
    return false;
}

static void read_id(const struct record_reader *rr, const struct ynode *n, struct str *out)
{
    *out = unread(n);
    if (!expect_scalar(rr, n))
        return;
    if (!record_id_ok(n->text.s) && !wide_comma(rr, &n->text))
        error_at(rr, n->text.at, "id は半角の英小文字と数字と「-」「_」で書きます");
}

static bool kana_ok(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += utf8_decode(s + i, n - i, &cp);
        bool kana = (cp >= 0x3041 && cp <= 0x3096) || cp == 0x30fc || cp == 0x30fb;
        if (!kana && cp != ' ' && !(cp >= '0' && cp <= '9'))
            return false;
    }
    return n > 0;
}

static void read_kana(const struct record_reader *rr, const struct ynode *n, struct str *out)
{
    if (read_text(rr, n, 0, out) && out->len && !kana_ok(out->s, out->len))
        error_at(rr, out->at, "よみがなは、ひらがなで書いてください");
}

static void read_int(const struct record_reader *rr, const struct ynode *n, const struct field *f,
                     int *out)
{
    if (!expect_scalar(rr, n))
        return;
    const char *s = n->text.s;
    char *end;
    long v = strtol(s, &end, 10);
    if (!*s || *end || (!is_digit(*s) && *s != '-')) {
        diags_add(rr->d, DIAG_ERROR, n->text.at, "「%s」には半角の数字を書いてください", f->name);
        return;
    }
    if (v < f->min || v > f->max)
        diags_add(rr->d, DIAG_ERROR, n->text.at, "%d から %d までの数にしてください", f->min,
                  f->max);
    else
        *out = (int)v;
}

static int read_enum(const struct record_reader *rr, const struct ynode *n, const struct field *f)
{
    if (!expect_scalar(rr, n))
        return 0;
    struct strbuf known;
    strbuf_init(&known);
    for (int i = 0; f->names[i]; i++) {
        if (str_is(&n->text, f->names[i])) {
            strbuf_done(&known);
            return i;
        }
        strbuf_printf(&known, " %s", f->names[i]);
    }
    diags_add(rr->d, DIAG_ERROR, n->text.at, "「%s」は「%s」に書けません（書けるもの:%s）",
              n->text.s, f->name, known.s);
    strbuf_done(&known);
    return 0;
}

static void read_date(const struct record_reader *rr, const struct ynode *n, struct date *out)
{
    if (expect_scalar(rr, n) && !date_parse_iso(n->text.s, n->text.len, out))
        error_at(rr, n->text.at, "日付は 2026-11-20 の形で、ある日を書いてください");
}

static void read_duration(const struct record_reader *rr, const struct ynode *n,
                          struct duration *out)
{
    static const char *const names[] = {"", "days", "weeks", "months", "years"};
    *out = (struct duration){0, UNIT_DAYS}; /* something was given: say no more about it */
    if (!expect_scalar(rr, n))
        return;
    const char *s = n->text.s;
    size_t digits = strspn(s, "0123456789");
    const char *word = s + digits;
    while (*word == ' ')
        word++;
    size_t len = strlen(word);
    if (digits > 0 && digits <= 4 && len > 0) {
        for (int i = UNIT_DAYS; i <= UNIT_YEARS; i++) {
            size_t full = strlen(names[i]);
            if (strcmp(word, names[i]) == 0 || (len == full - 1 && !strncmp(word, names[i], len))) {
                *out = (struct duration){(int)strtol(s, NULL, 10), (enum unit)i};
                return;
            }
        }
    }
    error_at(rr, n->text.at,
             "期間は「14 days」「3 months」のように書きます（days weeks months years）");
}

static void read_when(const struct record_reader *rr, const struct ynode *n, struct when *out)
{
    if (!read_text(rr, n, 0, &out->text) || !out->text.len)
        return;
    struct error err = ERROR_NONE;
    size_t at = 0;
    out->cond = cond_parse(rr->arena, out->text.s, out->text.len, &err, &at);
    if (!out->cond) {
        struct mark mark = out->text.at;
        mark.col += (uint32_t)utf8_length(out->text.s, at);
        diags_add(rr->d, DIAG_ERROR, mark, "%s", err.msg);
    }
}

struct strs record_read_strs(const struct record_reader *rr, const struct ynode *n)
{
    const struct ynode *items = n->kind == Y_SEQ ? n->items : n;
    size_t count = n->kind == Y_SEQ ? n->nitems : 1;
    struct strs out = {arena_array(rr->arena, count, sizeof *out.v), 0};
    for (size_t i = 0; i < count; i++) {
        read_text(rr, &items[i], 0, &out.v[out.n]);
        out.n += out.v[out.n].len > 0;
    }
    return out;
}

static struct strs read_ids(const struct record_reader *rr, const struct ynode *n)
{
    const struct ynode *items = n->kind == Y_SEQ ? n->items : n;
    size_t count = n->kind == Y_SEQ ? n->nitems : 1;
    struct strs out = {arena_array(rr->arena, count, sizeof *out.v), 0};
    for (size_t i = 0; i < count; i++) {
        read_id(rr, &items[i], &out.v[out.n]);
        out.n += out.v[out.n].len > 0;
    }
    return out;
}

static struct anylist read_list(const struct record_reader *rr, const struct record *r,
                                const struct ynode *n)
{
    const struct ynode *items = n->kind == Y_SEQ ? n->items : n;
    size_t count = n->kind == Y_SEQ ? n->nitems : 1;
    char *v = arena_array(rr->arena, count, r->size);
    for (size_t i = 0; i < count; i++)
        record_read(rr, r, &items[i], v + i * r->size);
    return (struct anylist){v, count};
}

struct anylist record_read_map(const struct record_reader *rr, const struct record *r,
                               const struct ynode *n)
{
    if (n->kind != Y_MAP) {
        diags_add(rr->d, DIAG_ERROR, n->at, "ここには「%sの id: …」を並べて書きます", r->name);
        return (struct anylist){NULL, 0};
    }
    char *v = arena_array(rr->arena, n->npairs, r->size);
    for (size_t i = 0; i < n->npairs; i++) {
        char *base = v + i * r->size;
        record_read(rr, r, &n->pairs[i].value, base);
        struct str key = n->pairs[i].key;
        if (is_written(rr, &key) && !record_id_ok(key.s))
            error_at(rr, key.at, "id は半角の英小文字と数字と「-」「_」で書きます");
        else if (yaml_would_change(key.s))
            diags_add(rr->d, DIAG_ERROR, key.at,
                      "「%s」は id にできません（YAML では文字でないものになります）", key.s);
        memcpy(base + r->fields[0].offset, &key, sizeof key);
    }
    return (struct anylist){v, n->npairs};
}

static int by_first_day(const void *pa, const void *pb)
{
    const struct dated_text *a = pa, *b = pb;

    return date_cmp(a->in.from, b->in.from);
}

/* One text for all times of n, a list of record_dated_text or one of them. */
static void read_dated(const struct record_reader *rr, const struct ynode *n, struct str *out)
{
    struct anylist list = read_list(rr, &record_dated_text, n);
    struct dated_text *v = list.v;
    struct period *periods = arena_array(rr->arena, list.n, sizeof *periods);
    struct strbuf b;

    if (list.n > 0)
        qsort(v, list.n, sizeof *v, by_first_day);
    strbuf_init(&b);
    for (size_t i = 0; i < list.n; i++) {
        periods[i] = v[i].in;
        strbuf_puts(&b, i > 0 ? "、" : "");
        period_words(&b, &v[i].in);
        strbuf_add(&b, v[i].text.s, v[i].text.len);
    }
    if (list.n == 0)
        error_at(rr, n->at, "値がありません");
    period_check_series(periods, list.n, "ことば", n->at, rr->d);
    *out = (struct str){arena_strndup(rr->arena, b.s, b.len), b.len, n->at};
    strbuf_done(&b);
}

static void read_field(const struct record_reader *rr, const struct field *f, const struct ynode *n,
                       char *base)
{
    void *value = base + f->offset;
    if (f->flags & FIELD_FLAG)
        *(bool *)(void *)(base + f->at) = true;
    if (f->flags & FIELD_MARK)
        memcpy(base + f->at, &n->at, sizeof n->at);
    switch (f->type) {
    case F_TEXT:
        if ((f->flags & FIELD_DATED) && n->kind != Y_SCALAR)
            read_dated(rr, n, value);
        else
            read_text(rr, n, f->flags, value);
        break;
    case F_ID:
        read_id(rr, n, value);
        break;
    case F_KANA:
        read_kana(rr, n, value);
        break;
    case F_STRS:
        *(struct strs *)value = record_read_strs(rr, n);
        break;
    case F_IDS:
        *(struct strs *)value = read_ids(rr, n);
        break;
    case F_INT:
        read_int(rr, n, f, value);
        break;
    case F_BOOL:
        *(bool *)value = read_enum(rr, n, f) == 1;
        break;
    case F_ENUM: {
        int v = read_enum(rr, n, f);
        memcpy(value, &v, sizeof v);
        break;
    }
    case F_DATE:
        read_date(rr, n, value);
        break;
    case F_DURATION:
        read_duration(rr, n, value);
        break;
    case F_WHEN:
        read_when(rr, n, value);
        break;
    case F_RECORD:
        record_read(rr, f->record, n, value);
        break;
    case F_LIST:
    case F_MAP: {
        struct anylist list =
            f->type == F_LIST ? read_list(rr, f->record, n) : record_read_map(rr, f->record, n);
        memcpy(value, &list, sizeof list);
        break;
    }
    }
}

static const struct field *find_field(const struct record *r, const char *name)
{
    for (size_t i = 0; i < r->nfields; i++)
        if (!(r->fields[i].flags & FIELD_KEY) && strcmp(r->fields[i].name, name) == 0)
            return &r->fields[i];
    return NULL;
}

static bool has_key(const struct ynode *n, const char *name)
{
    for (size_t i = 0; i < n->npairs; i++)
        if (str_is(&n->pairs[i].key, name))
            return true;
    return false;
}

/* The value under the key that was meant, so that nothing is said of what only seems to be missing;
 * nor of this value, before it is sure. */
static void read_meant(const struct record_reader *rr, const struct field *f, const struct ynode *n,
                       char *base)
{
    struct diags unsaid;
    struct record_reader quiet = {rr->arena, &unsaid};
    diags_init(&unsaid, rr->d->sources);
    read_field(&quiet, f, n, base);
    diags_done(&unsaid);
}

static struct near near_key(const struct record *r, const char *key)
{
    struct near near = near_to(key);
    for (size_t i = 0; i < r->nfields; i++)
        if (!(r->fields[i].flags & FIELD_KEY))
            near_try(&near, r->fields[i].name);
    return near;
}

static void unknown_key(const struct record_reader *rr, const struct record *r,
                        const struct ynode *n, const struct ypair *pair, char *base)
{
    const struct str *key = &pair->key;
    struct near near = near_key(r, key->s);
    near_report(&near, rr->d, key->at, "「%s」というキーは「%s」にありません", key->s, r->name);
    if (near.best && !has_key(n, near.best))
        read_meant(rr, find_field(r, near.best), &pair->value, base);
}

/* Is the field there, be it under a mistyped key? */
static bool is_given(const struct record *r, const struct field *f, const struct ynode *n)
{
    for (size_t i = 0; i < n->npairs; i++) {
        const char *key = n->pairs[i].key.s;
        const char *meant = find_field(r, key) ? key : near_key(r, key).best;
        if (meant && strcmp(meant, f->name) == 0)
            return true;
    }
    return false;
}

void record_read(const struct record_reader *rr, const struct record *r, const struct ynode *n,
                 void *base)
{
    record_init(r, base);
    const struct field *shorthand = r->shorthand ? find_field(r, r->shorthand) : NULL;
    bool list = shorthand && (shorthand->type == F_STRS || shorthand->type == F_IDS ||
                              (shorthand->flags & FIELD_DATED));
    bool whole = shorthand && shorthand->type == F_LIST;
    if (whole ||
        (shorthand && ((n->kind == Y_SCALAR && n->text.len) || (n->kind == Y_SEQ && list)))) {
        read_field(rr, shorthand, n, base);
        return;
    }
    if (n->kind != Y_MAP) {
        diags_add(rr->d, DIAG_ERROR, n->at, "「%s」は「キー: 値」の並びで書きます", r->name);
        return;
    }
    for (size_t i = 0; i < n->npairs; i++) {
        const struct field *f = find_field(r, n->pairs[i].key.s);
        if (f)
            read_field(rr, f, &n->pairs[i].value, base);
        else
            unknown_key(rr, r, n, &n->pairs[i], base);
    }
    for (size_t i = 0; i < r->nfields; i++) {
        const struct field *f = &r->fields[i];
        if ((f->flags & FIELD_REQUIRED) && !is_given(r, f, n))
            diags_add(rr->d, DIAG_ERROR, n->at, "「%s」に「%s」（%s）がありません", r->name,
                      f->name, f->help);
    }
}
