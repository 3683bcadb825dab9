#include "knowledge/spelling.h"
#include "base/xalloc.h"
#include "knowledge/node.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

#define WIDE_SPACE "\xe3\x80\x80"
#define WIDE_COLON "\xef\xbc\x9a"

struct scan {
    const struct sources *sources;
    const struct source *src;
    uint32_t file;
    struct diags *d;
    struct spelling *out;
    const char *p, *end; /* the rest of the line */
    char quote;          /* inside a quoted scalar that began earlier */
    int flow;            /* open { and [ */
    bool plain;          /* the line before ended in a value without quotes, which may go on */
    bool block;          /* inside a | or > text */
    size_t block_indent;
};

static bool looks_like_cp932(const char *s, size_t n)
{
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x80 || (c >= 0xa1 && c <= 0xdf))
            continue;
        if (c == 0x80 || c == 0xa0 || c > 0xfc || i + 1 == n)
            return false;
        unsigned char t = (unsigned char)s[++i];
        if (t < 0x40 || t == 0x7f || t > 0xfc)
            return false;
        pairs++;
    }
    return pairs > 0;
}

static bool encoding_check(struct scan *c)
{
    const struct source *src = c->src;
    size_t bad = utf8_first_invalid(src->text, src->len);
    if (bad == src->len && !memchr(src->text, 0, src->len))
        return true;
    struct mark at = {c->file, 0, 0};
    if (bad < src->len)
        at = sources_mark(c->sources, c->file, bad);
    if (src->len >= 2 &&
        (memcmp(src->text, "\xff\xfe", 2) == 0 || memcmp(src->text, "\xfe\xff", 2) == 0))
        diags_add(c->d, DIAG_ERROR, at,
                  "このファイルは UTF-16 で保存されています。UTF-8 で保存し直してください");
    else if (bad < src->len && looks_like_cp932(src->text, src->len))
        diags_add(c->d, DIAG_ERROR, at,
                  "このファイルは Shift_JIS（CP932）で保存されているようです。UTF-8 "
                  "で保存し直してください");
    else
        diags_add(c->d, DIAG_ERROR, at, "UTF-8 として読めないバイトがあります");
    return false;
}

static struct mark here(const struct scan *c)
{
    return sources_mark(c->sources, c->file, (size_t)(c->p - c->src->text));
}

static bool starts(const struct scan *c, const char *s)
{
    size_t n = strlen(s);
    return (size_t)(c->end - c->p) >= n && memcmp(c->p, s, n) == 0;
}

static void keep(struct scan *c, size_t n)
{
    strbuf_add(&c->out->text, c->p, n);
    c->p += n;
}

static void keep_rest(struct scan *c)
{
    keep(c, (size_t)(c->end - c->p));
}

/* Puts a space that the file does not have, before the place the scan is at. */
static void insert_space(struct scan *c)
{
    struct mark at = here(c);
    struct spelling *o = c->out;
    o->inserts = xreallocarray(o->inserts, o->ninserts + 1, sizeof *o->inserts);
    o->inserts[o->ninserts++] = (struct spelling_insert){at.line, at.col};
    strbuf_putc(&o->text, ' ');
}

static bool is_key_char(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
           ch == '_' || ch == '-';
}

static void mend_wide_space(struct scan *c, const char *after)
{
    diags_add(c->d, DIAG_ERROR, here(c), "%s全角の空白があります。半角の空白にしてください", after);
    while (starts(c, WIDE_SPACE)) {
        strbuf_putc(&c->out->text, ' ');
        c->p += 3;
    }
}

/* At a place where a key may stand: takes the key and what separates it from its value. True when
 * there was one. */
static bool scan_key(struct scan *c, bool line_start)
{
    size_t n = 0;
    while (c->p + n < c->end && is_key_char(c->p[n]))
        n++;
    if (n == 0)
        return false;
    const char *after = c->p + n;
    bool starts_number = *c->p >= '0' && *c->p <= '9'; /* 8:30 is no key */
    size_t rest = (size_t)(c->end - after);
    if (rest >= 3 && memcmp(after, WIDE_COLON, 3) == 0) {
        keep(c, n);
        diags_add(c->d, DIAG_ERROR, here(c),
                  "全角の「：」があります。半角の「:」と空白にしてください");
        strbuf_putc(&c->out->text, ':');
        c->p += 3;
        if (c->p < c->end && *c->p != ' ')
            insert_space(c);
        return true;
    }
    if (rest == 0 || *after != ':')
        return false;
    keep(c, n + 1);
    if (c->p == c->end || *c->p == ' ')
        return true;
    if (starts(c, WIDE_SPACE)) {
        mend_wide_space(c, "「:」の後に");
    } else if (line_start && !starts_number && *c->p != '/' && *c->p != '\t') {
        diags_add(c->d, DIAG_ERROR, here(c), "「:」の後に半角の空白が要ります");
        insert_space(c);
    }
    return true;
}

static void scan_quoted(struct scan *c)
{
    while (c->p < c->end && c->quote) {
        if (c->quote == '"' && *c->p == '\\' && c->p + 1 < c->end) {
            keep(c, 2);
        } else if (*c->p == c->quote) {
            if (c->quote == '\'' && c->p + 1 < c->end && c->p[1] == '\'') {
                keep(c, 2);
                continue;
            }
            c->quote = 0;
            keep(c, 1);
        } else {
            keep(c, 1);
        }
    }
}

/* A comment. One that hangs on a value without a space behind its # was meant as text. */
static void scan_comment(struct scan *c, bool in_value)
{
    if (in_value && c->p + 1 < c->end && c->p[1] != ' ' && c->p[1] != '#' && c->p[1] != '-')
        diags_add(
            c->d, DIAG_ERROR, here(c),
            "「#」から後は注釈になり、読まれません。値を引用符で囲むか、「# 」としてください");
    keep_rest(c);
}

/* The rest of a line from a place where a key or a value may begin. */
static void scan_content(struct scan *c)
{
    const char *line = c->p;
    bool line_start = true, fresh = true, in_value = false, goes_on = c->plain;
    while (c->p < c->end) {
        char ch = *c->p;
        if (c->quote) {
            scan_quoted(c);
            fresh = false;
            in_value = true;
        } else if (fresh && (line_start || c->flow) && scan_key(c, line_start)) {
            line_start = false;
        } else if (fresh && (ch == '"' || ch == '\'')) {
            c->quote = ch;
            keep(c, 1);
        } else if (ch == '#' && (c->p == c->src->text || strchr(" \t\n", c->p[-1]))) {
            scan_comment(c, in_value);
        } else if (ch == '\t') {
            diags_add(c->d, DIAG_ERROR, here(c), "タブがあります。半角の空白にしてください");
            strbuf_putc(&c->out->text, ' ');
            c->p++;
        } else if (fresh && starts(c, "{{") && !(goes_on && c->p == line)) {
            diags_add(c->d, DIAG_ERROR, here(c),
                      "「{{」で始まる値は、引用符（\"）で囲んでください");
            c->out->fatal = true;
            keep_rest(c);
        } else if (fresh && (ch == '{' || ch == '[') && !(goes_on && c->p == line)) {
            c->flow++;
            keep(c, 1);
        } else if (c->flow && (ch == '}' || ch == ']')) {
            c->flow--;
            keep(c, 1);
        } else if (c->flow && ch == ',') {
            fresh = true;
            line_start = false;
            keep(c, 1);
        } else if (fresh && line_start && ch == '-' && c->p + 1 < c->end && c->p[1] == ' ') {
            keep(c, 2);
        } else if (fresh && line_start && ch == '-' && c->p + 4 <= c->end &&
                   memcmp(c->p + 1, WIDE_SPACE, 3) == 0) {
            keep(c, 1);
            mend_wide_space(c, "「-」の後に");
        } else if (fresh && starts(c, WIDE_SPACE)) {
            mend_wide_space(c, "");
        } else if (ch == ' ') {
            keep(c, 1);
        } else {
            fresh = line_start = false;
            in_value = true;
            keep(c, 1);
        }
    }
    c->plain = in_value && !fresh;
}

static bool opens_block(const char *line, const char *end)
{
    const char *p = end;
    while (p > line && (p[-1] == ' ' || p[-1] == '+' || p[-1] == '-'))
        p--;
    return p - 2 >= line && (p[-1] == '|' || p[-1] == '>') && p[-2] == ' ';
}

static void scan_line(struct scan *c)
{
    const char *line = c->p;
    while (c->p < c->end && *c->p == ' ')
        keep(c, 1);
    size_t indent = (size_t)(c->p - line);
    if (c->block && (c->p == c->end || indent > c->block_indent)) {
        keep_rest(c);
        return;
    }
    c->block = false;
    if (!c->quote && (starts(c, "\t") || starts(c, WIDE_SPACE))) {
        const char *q = c->p;
        while (q < c->end && (*q == ' ' || *q == '\t'))
            q++;
        if (q < c->end && *q != '#' && *q != '\r') {
            bool tab = *c->p == '\t';
            diags_add(c->d, DIAG_ERROR, here(c),
                      tab ? "字下げにタブがあります。半角の空白2つにしてください"
                          : "字下げに全角の空白があります。半角の空白にしてください");
            c->out->fatal = true;
        }
        keep_rest(c);
        return;
    }
    scan_content(c);
    if (!c->quote && !c->flow && opens_block(line, c->end)) {
        c->block = true;
        c->block_indent = indent;
    }
}

void spelling_check(const struct sources *s, uint32_t file, struct diags *d, struct spelling *out)
{
    memset(out, 0, sizeof *out);
    strbuf_init(&out->text);
    struct scan c = {.sources = s, .src = &s->v[file], .file = file, .d = d, .out = out};
    if (c.src->len > YAML_MAX_BYTES) {
        diags_add(d, DIAG_ERROR, (struct mark){file, 0, 0},
                  "ファイルが大きすぎます（%zu バイト）。%d バイトまでに分けてください", c.src->len,
                  (int)YAML_MAX_BYTES);
        out->fatal = true;
        return;
    }
    if (!encoding_check(&c)) {
        out->fatal = true;
        return;
    }
    for (size_t i = 0; i < c.src->nlines; i++) {
        size_t to = i + 1 < c.src->nlines ? c.src->lines[i + 1] : c.src->len;
        c.p = c.src->text + c.src->lines[i];
        const char *next = c.src->text + to;
        c.end = next > c.p && next[-1] == '\n' ? next - 1 : next;
        if (i == 0 && starts(&c, "\xef\xbb\xbf"))
            c.p += 3;
        bool nl = c.end < next;
        scan_line(&c);
        if (nl)
            strbuf_putc(&out->text, '\n');
    }
}

void spelling_done(struct spelling *sp)
{
    strbuf_done(&sp->text);
    free(sp->inserts);
}
