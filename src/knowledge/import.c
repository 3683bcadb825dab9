#include "knowledge/import.h"
#include "base/xalloc.h"
#include "knowledge/filekind.h"
#include "knowledge/import_job.h"
#include "knowledge/record.h"
#include "text/normalize.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

#define MARK "# madoguchi import: "

enum { FILE_ENTRIES = 1000 };

enum { CHANGED_DROPPED = 1, CHANGED_BRACES = 2, CHANGED_UNREADABLE = 4 };

struct import_remark {
    size_t line, order;
    bool error;
    const char *text;
};

/* ---- the report ---- */

__attribute__((format(printf, 4, 0))) static void remark(struct import_job *j, size_t line,
                                                         bool error, const char *fmt, va_list ap)
{
    struct strbuf raw, clean;
    strbuf_init(&raw);
    strbuf_init(&clean);
    strbuf_vprintf(&raw, fmt, ap);
    utf8_clean(&clean, raw.s, raw.len, false);
    if (j->nremarks == j->cap) {
        j->cap = j->cap ? j->cap * 2 : 32;
        j->remarks = xreallocarray(j->remarks, j->cap, sizeof *j->remarks);
    }
    j->remarks[j->nremarks] = (struct import_remark){line, j->nremarks, error,
                                                     arena_strndup(&j->arena, clean.s, clean.len)};
    j->nremarks++;
    strbuf_done(&raw);
    strbuf_done(&clean);
}

void job_bad(struct import_job *j, size_t line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    remark(j, line, j->failed || !j->o->skip_bad, fmt, ap);
    va_end(ap);
    j->out->bad++;
}

void job_warn(struct import_job *j, size_t line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    remark(j, line, false, fmt, ap);
    va_end(ap);
}

void job_fail(struct import_job *j, size_t line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    remark(j, line, true, fmt, ap);
    va_end(ap);
    j->failed = true;
}

static int remark_cmp(const void *pa, const void *pb)
{
    const struct import_remark *a = pa, *b = pb;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

void job_start(struct import_job *j, const struct table *t, const struct import_options *o,
               const char *place, struct imported *out)
{
    *out = (struct imported){.files = NULL};
    strbuf_init(&out->report);
    *j = (struct import_job){.t = t, .o = o, .place = place, .out = out};
    arena_init(&j->arena);
}

bool job_finish(struct import_job *j)
{
    struct imported *out = j->out;
    bool usable = !j->failed && (out->bad == 0 || j->o->skip_bad);
    if (usable && out->written == 0)
        job_fail(j, 0, "取り込む行がありません");
    if (j->nremarks)
        qsort(j->remarks, j->nremarks, sizeof *j->remarks, remark_cmp);
    for (size_t i = 0; i < j->nremarks; i++) {
        const struct import_remark *r = &j->remarks[i];
        utf8_clean(&out->report, j->o->source, strlen(j->o->source), false);
        if (r->line)
            strbuf_printf(&out->report, ":%zu", r->line);
        strbuf_printf(&out->report, ": %s: %s\n", r->error ? "error" : "warning", r->text);
    }
    free(j->remarks);
    arena_done(&j->arena);
    return usable && !j->failed;
}

void imported_done(struct imported *im)
{
    for (size_t i = 0; i < im->nfiles; i++)
        strbuf_done(&im->files[i]);
    free(im->files);
    strbuf_done(&im->report);
    memset(im, 0, sizeof *im);
}

/* ---- columns ---- */

static bool same_name(const struct strbuf *name, const char *other)
{
    struct strbuf b;
    strbuf_init(&b);
    text_normalize(&b, other, strlen(other));
    bool same = strcmp(b.s, name->s) == 0;
    strbuf_done(&b);
    return same;
}

/* How good a name for the column this is, 1 the best; 0: none. */
static int name_rank(const struct import_column *c, const struct strbuf *name)
{
    for (int i = 0; c->names[i]; i++)
        if (same_name(name, c->names[i]))
            return i + 1;
    return 0;
}

static void find_column(struct import_job *j, const struct import_column *want, int *at)
{
    const struct row *header = &j->t->rows[0];
    int best = 0;
    *at = -1;
    for (size_t i = 0; i < header->ncells; i++) {
        struct cell c = table_cell(j->t, header, i);
        struct strbuf name;
        strbuf_init(&name);
        text_normalize(&name, c.s, c.len);
        int rank = name_rank(want, &name);
        strbuf_done(&name);
        if (rank && rank == best)
            job_fail(j, header->line, "見出しに「%.*s」の列が2つあります", (int)c.len, c.s);
        if (rank && (!best || rank < best)) {
            best = rank;
            *at = (int)i;
        }
    }
    if (!best && want->required)
        job_fail(j, header->line, "見出しに「%s」（%s）の列がありません", want->names[1],
                 want->names[0]);
}

bool job_columns(struct import_job *j, const struct import_column *want, size_t n, int *at)
{
    const struct row *header = &j->t->rows[0];
    j->failed = header->problem != ROW_OK;
    if (!job_row_ok(j, header))
        return false;
    for (size_t i = 0; i < n; i++)
        find_column(j, &want[i], &at[i]);
    for (size_t c = 0; c < header->ncells && !j->failed; c++) {
        bool used = false;
        for (size_t i = 0; i < n; i++)
            used = used || at[i] == (int)c;
        struct cell name = table_cell(j->t, header, c);
        if (!used && name.len)
            job_warn(j, header->line, "「%.*s」の列は取り込みません", (int)name.len, name.s);
    }
    return !j->failed;
}

bool job_row_ok(struct import_job *j, const struct row *r)
{
    switch (r->problem) {
    case ROW_OK:
        return true;
    case ROW_BYTES:
        job_bad(j, r->line, "%s として読めないバイトがあります", charset_name(j->t->text.charset));
        break;
    case ROW_OPEN:
        job_bad(j, r->line, "引用符（\"）が閉じられていません");
        break;
    case ROW_STRAY:
        job_bad(j, r->line,
                "引用符（\"）の使い方が違います。中に「\"」がある値は、全体を引用符で囲み、"
                "中の「\"」を2つ続けます");
        break;
    case ROW_COUNT:
        job_bad(j, r->line, "列の数が違います（見出しは %zu 列、ここは %zu 列）",
                j->t->rows[0].ncells, r->ncells);
        break;
    }
    return false;
}

/* ---- texts ---- */

static bool is_noncharacter(uint32_t cp)
{
    return cp == 0xfeff || (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef);
}

/* Would it do harm on a terminal? text/utf8.h decides. */
static bool is_harmful(uint32_t cp)
{
    char bytes[4];
    struct strbuf b;
    strbuf_init(&b);
    utf8_clean(&b, bytes, utf8_encode(cp, bytes), true);
    bool harmful = cp != 0xfffd && strcmp(b.s, "\xef\xbf\xbd") == 0;
    strbuf_done(&b);
    return harmful;
}

static void clean_char(struct strbuf *out, uint32_t cp, bool lines, unsigned *changed)
{
    bool common = (cp > 0x20 && cp < 0x7f) || (cp >= 0x3000 && cp < 0xd800);
    bool breaks =
        cp == '\n' || cp == 0x0b || cp == 0x0c || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
    char bytes[4];
    if (breaks && lines) {
        strbuf_putc(out, '\n');
    } else if (breaks || cp == '\t' || cp == ' ') {
        if (lines || (out->len && out->s[out->len - 1] != ' '))
            strbuf_putc(out, ' ');
    } else if (!common && (is_noncharacter(cp) || is_harmful(cp))) {
        *changed |= CHANGED_DROPPED;
    } else {
        if (cp == 0xfffd || (cp >= 0xe000 && cp <= 0xf8ff))
            *changed |= CHANGED_UNREADABLE;
        if (cp == '{' && out->len && out->s[out->len - 1] == '{') {
            strbuf_putc(out, ' '); /* {{…}} would be a value of the town */
            *changed |= CHANGED_BRACES;
        }
        strbuf_add(out, bytes, utf8_encode(cp, bytes));
    }
}

/* Bytes of the white space at s, or before its end. */
static size_t white(const char *s, size_t n, bool at_end)
{
    static const char *const spaces[] = {" ", "\n", "\xe3\x80\x80", "\xc2\xa0"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        size_t len = strlen(spaces[i]);
        if (n >= len && memcmp(at_end ? s + n - len : s, spaces[i], len) == 0)
            return len;
    }
    return 0;
}

struct cell job_text(struct import_job *j, const struct row *r, int column, bool lines,
                     unsigned *changed)
{
    struct cell c = column < 0 ? (struct cell){"", 0} : table_cell(j->t, r, (size_t)column);
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0; i < c.len;) {
        uint32_t cp;
        i += utf8_decode(c.s + i, c.len - i, &cp);
        clean_char(&b, cp, lines, changed);
    }
    const char *s = b.s;
    size_t n = b.len;
    for (size_t k; (k = white(s, n, false));) {
        s += k;
        n -= k;
    }
    for (size_t k; (k = white(s, n, true));)
        n -= k;
    c = (struct cell){arena_strndup(&j->arena, s, n), n};
    strbuf_done(&b);
    return c;
}

void job_warn_changes(struct import_job *j, size_t line, unsigned changed)
{
    if (changed & CHANGED_DROPPED)
        job_warn(j, line, "見えない文字（制御文字など）を取り除きました");
    if (changed & CHANGED_BRACES)
        job_warn(j, line, "「{{」を「{ {」にしました（「{{」は町の値を表します）");
    if (changed & CHANGED_UNREADABLE)
        job_warn(j, line, "読めない文字（外字か、文字化けしたもの）があります");
}

enum import_id job_id(struct import_job *j, const struct row *r, int column, const char **id)
{
    unsigned changed = 0;
    struct cell c = job_text(j, r, column, false, &changed);
    *id = NULL;
    if (c.len == 0)
        return IMPORT_ID_NONE;
    struct strbuf b;
    strbuf_init(&b);
    text_normalize(&b, c.s, c.len);
    enum import_id kind = IMPORT_ID_ODD;
    if (b.len && b.len <= 9 && strspn(b.s, "0123456789") == b.len) {
        kind = IMPORT_ID_NUMBER;
        *id = arena_printf(&j->arena, "%s-%04lu", j->o->prefix, strtoul(b.s, NULL, 10));
    } else if (b.len <= IMPORT_MAX_ID && record_key_ok(b.s)) {
        kind = IMPORT_ID_GIVEN;
        *id = arena_strndup(&j->arena, b.s, b.len);
    }
    strbuf_done(&b);
    return kind;
}

/* ---- files ---- */

static void new_file(struct import_job *j)
{
    struct imported *out = j->out;
    out->files = xreallocarray(out->files, out->nfiles + 1, sizeof *out->files);
    struct strbuf *b = &out->files[out->nfiles++];
    strbuf_init(b);
    const char *slash = strrchr(j->o->source, '/');
    const char *name = slash ? slash + 1 : j->o->source;
    strbuf_puts(b, MARK);
    utf8_clean(b, name, strlen(name), false);
    strbuf_puts(b, " から作りました。取り込みなおすと書きかわるので、元の表のほうを直します。\n");
    filekind_modeline(b, j->place);
    j->in_file = 0;
}

void job_write(struct import_job *j, const struct strbuf *entry, bool apart)
{
    struct imported *out = j->out;
    if (out->nfiles == 0 || apart || j->in_file == FILE_ENTRIES ||
        out->files[out->nfiles - 1].len + entry->len > IMPORT_FILE_BYTES)
        new_file(j);
    struct strbuf *b = &out->files[out->nfiles - 1];
    strbuf_add(b, entry->s, entry->len);
    j->in_file++;
}

bool import_made(const char *s, size_t n)
{
    return n >= strlen(MARK) && memcmp(s, MARK, strlen(MARK)) == 0;
}

void import_name(struct strbuf *out, const char *path, const char *fallback)
{
    enum { MAX_NAME = 60 };
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    struct strbuf name, ascii;
    strbuf_init(&name);
    strbuf_init(&ascii);
    text_normalize(&name, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
    uint32_t hash = 2166136261u; /* FNV-1a */
    bool lost = false;
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.s[i];
        hash = (hash ^ c) * 16777619u;
        lost = lost || c >= 0x80 || ascii.len == MAX_NAME;
        if (ascii.len == MAX_NAME)
            continue;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')
            strbuf_putc(&ascii, (char)c);
        else if (ascii.len && ascii.s[ascii.len - 1] != '-')
            strbuf_putc(&ascii, '-');
    }
    while (ascii.len && ascii.s[ascii.len - 1] == '-')
        strbuf_truncate(&ascii, ascii.len - 1);
    strbuf_puts(out, ascii.len ? ascii.s : fallback);
    if (lost)
        strbuf_printf(out, "-%06x", (unsigned)(hash & 0xffffff));
    strbuf_done(&name);
    strbuf_done(&ascii);
}
